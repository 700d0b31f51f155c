//! The box below the recommendation: earlier like sessions, how to record the next session better, or figures of the
//! run.

use super::most::of_most;
use super::outing::{SLOWEST_MPS, metres_of};
use super::shown::totals;
use super::shown::{self, local_start};
use super::{BarRow, RepColumn, ReportInput, SideBox, axis};
use crate::model::Day;
use crate::progression::KEPT_DAYS;
use crate::report::words::{civil, day_and_month, distance, length, month_and_year, number, year};
use crate::segment::{Confidence, RepLength, Segment, WorkoutKind};
use crate::stats::{Range, known_median};
use crate::units::{clock, pace};

/// Most earlier sessions shown.
const MOST_SESSIONS: usize = 7;
/// Pauses from this length on are given in years, days.
const MANY_DAYS: i64 = 548;
/// Fewest like reps for evenness and fade.
const FEWEST_REPS: usize = 4;

pub(super) fn box_below(input: &ReportInput<'_>, bars: &BarRow) -> SideBox {
    if shown::has_no_reps(input.structure) {
        return SideBox::Facts { head: "This run in figures", note: String::new(), facts: facts(input) };
    }
    if input.recommendation.is_some_and(|next| next.confidence == Confidence::Low) {
        let fixes = fixes(input);
        if !fixes.is_empty() {
            return SideBox::Fixes(fixes);
        }
    }
    history(input, bars).unwrap_or_else(|| SideBox::Facts {
        head: "This session in figures",
        note: first_of_its_kind(input),
        facts: facts(input),
    })
}

fn first_of_its_kind(input: &ReportInput<'_>) -> String {
    format!("This is the first session with {} reps on record.", rep_name(input))
}

fn history(input: &ReportInput<'_>, bars: &BarRow) -> Option<SideBox> {
    let like: Vec<_> = input.history.iter().filter(|entry| entry.is_like && !entry.of_length_mps.is_empty()).collect();
    let shown = &like[like.len().saturating_sub(MOST_SESSIONS)..];
    let last_day = shown.last()?.day;
    let (today, _) = civil(local_start(input.activity).0).unwrap_or((last_day, 0));
    let mut columns: Vec<RepColumn> = Vec::new();
    let mut before: Option<Day> = None;
    let pause = |before: Option<Day>, day: Day| {
        before.map(|before| day - before).filter(|&days| days > KEPT_DAYS).map(pause_words)
    };
    for entry in shown {
        columns.push(RepColumn {
            date: column_date(entry.day, today),
            speeds_mps: entry.of_length_mps.clone(),
            decision: entry.decision,
            is_today: false,
            pause: pause(before, entry.day),
        });
        before = Some(entry.day);
    }
    columns.push(RepColumn {
        date: day_and_month(today),
        speeds_mps: todays(input, bars),
        decision: input.recommendation.map(|next| next.decision),
        is_today: true,
        pause: pause(before, today),
    });
    let target = super::bars::one_speed(&bars.targets);
    let range = range(&columns, target)?;
    let (metres, unit) = tick_unit(input);
    let head = format!("{} reps before", rep_name(input));
    Some(SideBox::History { head, columns, range, ticks: axis::paces(range, metres), unit, target })
}

/// Day and month, or month and year for a date of another year.
fn column_date(day: Day, today: Day) -> (String, String) {
    if year(day) == year(today) { day_and_month(day) } else { month_and_year(day) }
}

fn pause_words(days: i64) -> String {
    match days {
        days if days < MANY_DAYS => format!("{days} days"),
        days => format!("{} years", number(days as f64 / 365.25, 0)),
    }
}

/// The length of the scored reps.
fn rep_length(input: &ReportInput<'_>) -> Option<RepLength> {
    let card = input.card.judged()?;
    shown::shown_sets(input).get(card.set).map(|set| set.length)
}

fn rep_name(input: &ReportInput<'_>) -> String {
    rep_length(input).map_or_else(|| "Such".to_owned(), length)
}

/// The distance that the ticks are times over: the distance of a short rep, else the unit.
fn tick_unit(input: &ReportInput<'_>) -> (f64, String) {
    match rep_length(input) {
        Some(RepLength::Distance(metres)) if metres < 1000.0 => (metres, length(RepLength::Distance(metres))),
        _ => (input.unit.metres(), format!("/{}", input.unit.symbol())),
    }
}

/// The speeds of all reps of the scored length, or of all reps.
fn todays(input: &ReportInput<'_>, bars: &BarRow) -> Vec<f64> {
    let alike = super::of_length_mps(input.card, input.structure);
    if alike.is_empty() { bars.bars.iter().map(|bar| bar.speed_mps).collect() } else { alike }
}

/// The range of speeds, m/s. Earlier reps far from most others may leave it.
fn range(columns: &[RepColumn], target: Option<Range>) -> Option<Range> {
    let most = of_most(columns.iter().flat_map(|column| column.speeds_mps.iter().copied()));
    let today = columns.iter().filter(|column| column.is_today).flat_map(|column| column.speeds_mps.iter().copied());
    let ends = target.into_iter().flat_map(|target| [target.low, target.high]);
    let shown = most.into_iter().flat_map(|most| [most.low, most.high]).chain(today).chain(ends);
    let known: Vec<f64> = shown.filter(|speed| speed.is_finite() && *speed > 0.0).collect();
    let low = known.iter().copied().fold(f64::INFINITY, f64::min);
    let high = known.iter().copied().fold(0.0, f64::max);
    (high > 0.0).then(|| {
        let room = (high - low).max(0.02 * high) * 0.1;
        Range::new(low - room, high + room)
    })
}

/// What this recording lacks, as advice for the next recording.
fn fixes(input: &ReportInput<'_>) -> Vec<(&'static str, &'static str)> {
    let sampling = input.prepared.sampling;
    let is_sparse = sampling.median_s > 1.5 || sampling.holes > 0;
    let is_marked = input.structure.is_marked();
    let is_short = input.card.judged().is_some_and(|card| card.reps.len() < FEWEST_REPS);
    let has_target = input.recommendation.is_some_and(|next| next.target.is_some());
    let has_heart = input.prepared.uniform.heart_rate_bpm.is_some() && input.card.heart_rate_problem.is_none();
    let all = [
        (is_short, "Four reps or more", "Evenness and fade cannot be told from fewer like reps."),
        (
            is_sparse,
            "Record every second",
            "Watch settings, data recording: \u{201c}every second\u{201d}, not \u{201c}smart\u{201d}.",
        ),
        (
            !is_marked,
            "Press lap at both ends",
            "Once when the rep starts and once when it ends, or load it as a workout.",
        ),
        (
            !has_target,
            "Set a target",
            "A workout with a target pace on the watch, or a race of the last 12 weeks in athlete.toml.",
        ),
        (!has_heart, "Wear the strap", "Chest strap on, or watch one finger above the wrist bone."),
        (
            input.activity.told.rpe_cr10.is_none(),
            "Add an RPE",
            "0\u{2013}10 after the session. It alone can allow or stop a step.",
        ),
    ];
    all.into_iter().filter(|fix| fix.0).map(|fix| (fix.1, fix.2)).collect()
}

/// Distance, m, and time, s, of all reps; `None` without reps to compare and without distance.
fn work(input: &ReportInput<'_>) -> Option<(f64, f64)> {
    let reps = || input.structure.reps().filter(|_| !shown::has_no_reps(input.structure));
    let metres: f64 = reps().map(Segment::best_distance_m).sum();
    (metres > 0.0).then(|| (metres, reps().map(|rep| rep.timer_s).sum()))
}

/// The figures of a run or of a session of reps, those that say most first: the last ones go where room is short.
fn facts(input: &ReportInput<'_>) -> Vec<(String, String)> {
    let (metres, timer_s) = totals(input);
    let span = shown::whole(input);
    let uniform = &input.prepared.uniform;
    let middle = |values: Option<&Vec<f64>>| {
        values
            .and_then(|values| values.get(uniform.range(span)))
            .and_then(|values| known_median(values.iter().copied()))
    };
    let rate = |value: Option<f64>, unit: &str| {
        value.map_or_else(|| "not recorded".to_owned(), |value| format!("{}\u{a0}{unit}", number(value, 0)))
    };
    let mut facts = vec![
        ("distance".to_owned(), distance(metres, input.unit)),
        ("timer time".to_owned(), clock(timer_s)),
        ("elapsed time".to_owned(), clock(span.length_s())),
    ];
    let mut add = |name: &str, value: String| facts.push((name.to_owned(), value));
    if let Some(passage) = input.card.passage.as_ref().filter(|_| input.structure.kind != WorkoutKind::Tempo) {
        add("time in movement", clock(passage.moving_s));
    }
    match work(input) {
        Some((work_m, work_s)) => {
            add("distance of the reps", distance(work_m, input.unit));
            add("time of the reps", clock(work_s));
            add("mean pace of the reps", pace(work_m / work_s, input.unit));
        }
        None if metres > SLOWEST_MPS * timer_s => add("mean pace", pace(metres / timer_s, input.unit)),
        None => {}
    }
    add("median heart rate", rate(middle(uniform.heart_rate_bpm.as_ref()), "bpm"));
    add("median cadence", rate(middle(uniform.step_rate_spm.as_ref()), "steps/min"));
    if let Some(way) = crate::clean::ascent(uniform) {
        add("ascent", format!("{}\u{a0}m up, {}\u{a0}m down", metres_of(&way, way.up_m), metres_of(&way, way.down_m)));
    }
    for (zone, time_s) in input.card.passage.iter().flat_map(|passage| &passage.zones).filter(|zone| zone.1 > 0.0) {
        let beats = match zone.to_bpm {
            None => format!("{} bpm and more", zone.from_bpm),
            Some(to) if zone.from_bpm == 0 => format!("to {to} bpm"),
            Some(to) => format!("{}\u{2013}{to} bpm", zone.from_bpm),
        };
        add(&format!("in zone {}, {beats}", zone.name), clock(*time_s));
    }
    add("distance from", input.prepared.distance_source.name().to_owned());
    add("device laps", input.activity.laps.len().to_string());
    add("pauses", input.prepared.pauses.len().to_string());
    add("holes over 10\u{a0}s", input.prepared.sampling.holes.to_string());
    facts
}
