//! The title, which says one finding where noise cannot explain it; the lines below it and at the foot.

use super::input::SeasonInput;
use super::lanes::{Over, named, usual_mps};
use super::shown::{Held, Shown};
use crate::compare::{Direction, OfLength, change, differ_in_count_alone};
use crate::model::Day;
use crate::report::device;
use crate::report::text::counted_noun;
use crate::report::words::short_and_year;
use crate::scores::{pace_consistency, session_rpe_load};
use crate::segment::WorkoutKind;
use std::collections::BTreeMap;

/// Numbers that are written as words.
const WORDS: [&str; 13] =
    ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
/// The most other lengths that the footer names.
const OTHERS_NAMED: usize = 4;

/// The finding, or what was done.
pub(super) fn title(input: &SeasonInput<'_>, sessions: &[Held<'_>], lanes: &[OfLength], shown: Shown) -> String {
    let main = lanes.first();
    let found = main.and_then(|lane| finding(input, sessions, lane));
    let told = found.unwrap_or_else(|| done(input, sessions, main, shown));
    input.runner.map_or_else(|| told.clone(), |runner| format!("{runner}: {told}"))
}

/// `400 m reps: 1:10 to 1:03 in six weeks`: the last session of the length with most sessions, against the first that is
/// the same workout but for its count. One comparison alone, so that it errs no more often than it says. The last session
/// is then the fastest, or the slowest, since the first.
fn finding(input: &SeasonInput<'_>, sessions: &[Held<'_>], lane: &OfLength) -> Option<String> {
    let (last, earlier) = lane.sessions.split_last()?;
    let last = &sessions[*last];
    let is_same = |held: &&Held<'_>| differ_in_count_alone(&held.session.workout, &last.session.workout);
    let at = earlier.iter().position(|index| is_same(&&sessions[*index]))?;
    let first = &sessions[earlier[at]];
    let verdict = change(&first.session, &last.session).speed.ok()?.verdict;
    let (from, to) = (usual_mps(&first.speeds_mps())?, usual_mps(&last.speeds_mps())?);
    let over = Over::of(lane.length, input.unit);
    let (before, after) = (over.time(from), over.time(to));
    // The medians stand in the picture: a title that they do not bear out would puzzle. So would one that passes over a
    // session of the row.
    let others = || earlier.iter().filter_map(|index| usual_mps(&sessions[*index].speeds_mps()));
    let is_borne_out = match verdict {
        Direction::Faster => others().all(|usual| to > usual),
        Direction::Slower => others().all(|usual| to < usual),
        Direction::NotTold => false,
    };
    (is_borne_out && before != after).then(|| {
        let name = named(lane);
        let unit = over.unit();
        format!(
            "{name} reps: {before} to {after}{unit} in {}{}{}",
            span(first.day, last.day),
            even(first, last),
            counts(first, last)
        )
    })
}

/// `, still even`, where both sessions were.
fn even(first: &Held<'_>, last: &Held<'_>) -> &'static str {
    let is_even = |held: &Held<'_>| {
        held.card.score(&pace_consistency::INFO).as_ref().is_ok_and(|value| matches!(value.word, "even" | "very even"))
    };
    if is_even(first) && is_even(last) { ", still even" } else { "" }
}

/// `, on fewer reps (20 down to 4)`.
fn counts(first: &Held<'_>, last: &Held<'_>) -> String {
    let (before, after) = (first.speeds_mps().len(), last.speeds_mps().len());
    match before.cmp(&after) {
        std::cmp::Ordering::Less => format!(", on more reps ({before} up to {after})"),
        std::cmp::Ordering::Greater => format!(", on fewer reps ({before} down to {after})"),
        std::cmp::Ordering::Equal => String::new(),
    }
}

/// What was done: the sessions of the main lane and how they ended, or all sessions where the lane has few of them.
fn done(input: &SeasonInput<'_>, sessions: &[Held<'_>], lane: Option<&OfLength>, shown: Shown) -> String {
    let weeks = counted_words(shown.last.weeks_since(shown.first) + 1, "week");
    let all = || format!("{} of reps in {weeks}", counted_noun(sessions.len(), "session", "sessions"));
    match (lane, sessions.len()) {
        (Some(lane), count) if 2 * lane.sessions.len() < count => {
            format!("{}, {} of them with {} reps", all(), lane.sessions.len(), named(lane))
        }
        (Some(lane), _) => {
            let own = counted_noun(lane.sessions.len(), "session", "sessions");
            let first = sessions[lane.sessions[0]].day;
            let last = sessions[lane.sessions[lane.sessions.len() - 1]].day;
            let ended = ended(input, sessions, lane).unwrap_or_default();
            format!("{own} of {} reps in {}{ended}", named(lane), span(first, last))
        }
        (None, 0) => format!("{} in {weeks}, no session of reps", counted_noun(runs(input, shown), "run", "runs")),
        (None, _) => all(),
    }
}

/// `: best 3:34, last 4:18`: where the last session of a lane stands.
fn ended(input: &SeasonInput<'_>, sessions: &[Held<'_>], lane: &OfLength) -> Option<String> {
    let usual: Vec<f64> = lane.sessions.iter().filter_map(|index| usual_mps(&sessions[*index].speeds_mps())).collect();
    let over = Over::of(lane.length, input.unit);
    let (best, last) = (over.time(usual.iter().copied().reduce(f64::max)?), over.time(*usual.last()?));
    let unit = over.unit();
    Some(if best == last {
        format!(": the last as fast as any, {last}{unit}")
    } else {
        format!(": best {best}{unit}, last {last}{unit}")
    })
}

/// The time from one day to another in words: `six weeks`, `nine days`.
fn span(from: Day, to: Day) -> String {
    let days = to - from;
    if days < 14 { counted_words(days.max(1), "day") } else { counted_words((days + 3) / 7, "week") }
}

fn counted_words(count: i64, noun: &str) -> String {
    let word = usize::try_from(count).ok().and_then(|count| WORDS.get(count));
    let number = word.map_or_else(|| count.to_string(), |word| (*word).to_owned());
    format!("{number} {noun}{}", if count == 1 { "" } else { "s" })
}

/// Runs in the time shown.
pub(super) fn runs(input: &SeasonInput<'_>, shown: Shown) -> usize {
    let is_run =
        |row: &&&crate::report::Analysed| shown.holds(row.day()) && row.structure.kind != WorkoutKind::NotRunning;
    input.done.iter().filter(is_run).count()
}

/// The time shown, the runs, the watch, the efforts noted.
pub(super) fn subtitle(input: &SeasonInput<'_>, sessions: &[Held<'_>], shown: Shown) -> String {
    let end = shown.last.min(input.to.unwrap_or(input.today));
    let days = format!("{} to {}", short_and_year(shown.first), short_and_year(end));
    let done = counted_noun(runs(input, shown), "run", "runs");
    let of_reps = counted_noun(sessions.len(), "session of reps", "sessions of reps");
    let with_rpe = sessions.iter().filter(|held| held.row.card.score(&session_rpe_load::INFO).is_ok()).count();
    let rpe = match (with_rpe, sessions.len()) {
        (_, 0) => String::new(),
        (0, _) => "no RPE noted".to_owned(),
        (some, all) if some == all => "RPE noted in all".to_owned(),
        (some, all) => format!("RPE noted in {some} of {all}"),
    };
    let parts = [days, format!("{done}, {of_reps}"), recorder(input, shown), rpe];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" \u{b7} ")
}

/// What recorded most of the runs; empty where no file tells.
fn recorder(input: &SeasonInput<'_>, shown: Shown) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for row in input.done.iter().filter(|row| shown.holds(row.day())) {
        *counts.entry(device::name(&row.activity.device)).or_insert(0) += 1;
    }
    counts.remove("");
    counts.into_iter().max_by(|a, b| (a.1, &b.0).cmp(&(b.1, &a.0))).map(|(name, _)| name).unwrap_or_default()
}

/// Version, the sessions that have no lane, how to read the picture. Of a length that has a lane, sessions of one rep
/// alone have none.
pub(super) fn footer(input: &SeasonInput<'_>, lanes: &[OfLength], others: &[OfLength]) -> String {
    let name = |group: &OfLength| {
        let is_alone = lanes.iter().any(|lane| named(lane) == named(group));
        let sessions = counted_noun(group.sessions.len(), "session", "sessions");
        format!("{}{} ({sessions})", if is_alone { "1 × " } else { "" }, named(group))
    };
    let named: Vec<String> = others.iter().take(OTHERS_NAMED).map(name).collect();
    let more = others.len().saturating_sub(OTHERS_NAMED);
    let more = if more > 0 { format!(" and {} more", counted_noun(more, "length", "lengths")) } else { String::new() };
    let other = if named.is_empty() { String::new() } else { format!("not drawn: {}{more}", named.join(", ")) };
    let parts =
        [format!("lastrep {}", input.version), "up is faster".to_owned(), other, "weeks start on Monday".to_owned()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" \u{b7} ")
}
