//! The coach sheet on top of the page: a row a runner, each of which leads to the runner's workouts.

use super::mark::mark;
use crate::printable::printable;
use crate::report::sheet::SheetRow;
use crate::report::words::{DASH, number, short_and_year};
use crate::units::DistanceUnit;
use maud::{Markup, html};

/// Width and height of the trend, px.
const WIDTH_PX: f64 = 72.0;
const HEIGHT_PX: f64 = 24.0;
/// Height of the slowest session, px.
const LEAST_PX: f64 = 6.0;
/// The least range of speeds from foot to top, as a share of the fastest.
const LEAST_RANGE: f64 = 0.06;

/// The heads of the columns, and whether a phone leaves a column out.
const HEADS: [(&str, bool); 7] = [
    ("runner", false),
    ("last run", true),
    ("last session", true),
    ("like sessions", true),
    ("7 days", true),
    ("next", false),
    ("look at", false),
];

/// The sheet of a team; nothing for a lone runner.
pub(super) fn sheet(rows: &[SheetRow], unit: DistanceUnit) -> Markup {
    html! {
        @if !rows.is_empty() {
            section id="team" aria-labelledby="team-head" {
                h2 id="team-head" { "Team" }
                p class="second" { "Who needs a look first is on top. A runner's name shows that runner's workouts alone." }
                div class="scroll" {
                    table {
                        thead { tr { @for (head, is_wide) in HEADS { th scope="col" class=[is_wide.then_some("wide")] { (head) } } } }
                        tbody { @for one in rows { (row(one, unit)) } }
                    }
                }
            }
        }
    }
}

fn row(row: &SheetRow, unit: DistanceUnit) -> Markup {
    let runner = printable(&row.runner);
    html! {
        tr class=(row.need.name()) {
            th scope="row" { button type="button" class="runner" data-runner=(runner) { (runner) } }
            td class="wide" { (days(row.days_since)) }
            td class="wide" {
                @match &row.last_session {
                    Some((name, day)) => { (printable(name)) div class="second" { (short_and_year(*day)) } },
                    None => { (DASH) },
                }
            }
            td class="wide trend" { (trend(&row.trend_mps)) " " (row.trend()) }
            td class="wide" {
                (number(row.week_m / unit.metres(), 0)) "\u{a0}" (unit.symbol())
                div class="second" { (row.week_change()) }
            }
            td { (next(row)) }
            td class="look" { (printable(&row.look_at())) }
        }
    }
}

fn days(since: Option<i64>) -> String {
    match since {
        None => DASH.to_string(),
        Some(0) => "today".to_owned(),
        Some(1) => "1 day ago".to_owned(),
        Some(days) => format!("{days} days ago"),
    }
}

fn next(row: &SheetRow) -> Markup {
    html! {
        @if let Some((decision, word)) = row.answer() {
            div class={ "answer " (decision.name()) } { (mark(decision.name())) " " (word) }
            div { (printable(&row.next())) }
            @if !row.from().is_empty() { div class="second" { "from " (row.from()) } }
        }
    }
}

/// The mean speeds of like sessions as bars, the last one in its colour.
fn trend(speeds_mps: &[f64]) -> Markup {
    let fastest = speeds_mps.iter().copied().fold(0.0, f64::max);
    let slowest = speeds_mps.iter().copied().fold(f64::INFINITY, f64::min);
    let range = (fastest - slowest).max(LEAST_RANGE * fastest);
    let step = WIDTH_PX / speeds_mps.len().max(1) as f64;
    let height = |speed: f64| HEIGHT_PX - (HEIGHT_PX - LEAST_PX) * (fastest - speed) / range;
    html! {
        @if speeds_mps.len() > 1 {
            svg class="spark" viewBox=(format!("0 0 {WIDTH_PX} {HEIGHT_PX}")) role="img" aria-label=(format!("{} like sessions", speeds_mps.len())) {
                @for (place, speed) in speeds_mps.iter().enumerate() {
                    rect class=[(place + 1 == speeds_mps.len()).then_some("last")] x=(format!("{:.1}", place as f64 * step))
                        y=(format!("{:.1}", HEIGHT_PX - height(*speed))) width=(format!("{:.1}", step - 1.0)) height=(format!("{:.1}", height(*speed))) {}
                }
            }
        }
    }
}
