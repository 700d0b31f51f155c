//! Tiles of a session whose reps are too few or too unlike for scores of a set: how all its reps went.

use super::going;
use super::tile::{TileKind, UNCLEAR, fact, split_unit, told};
use super::{ReportInput, Tile};
use crate::report::words::{NBSP, bare_pace, distance, duration, signed};
use crate::scores::NoisyChange;
use crate::scores::course::FADED_PCT;
use crate::scores::{Value, last_rep};
use crate::segment::{Segment, SegmentKind};
use crate::stats::{NORMAL_90, Range, known_median};
use crate::units::clock;

const LATE: TileKind = TileKind {
    label: "Last third against the rest",
    unit: "%",
    range: Range::new(-10.0, 10.0),
    gate: Range::about(0.0, FADED_PCT),
    marks: &[
        (-6.0, "slower", false),
        (-FADED_PCT, "\u{2212}2", true),
        (0.0, "even", false),
        (FADED_PCT, "+2", true),
        (6.0, "faster", false),
    ],
    print: |value| signed(value, 1),
};

/// Of up to so many reps the last third is the last rep.
const MOST_WITH_ONE: usize = 5;

const LAST: TileKind = TileKind { label: "Last rep against the others", ..LATE };

/// How the reps went, whatever their lengths: as many tiles as can be told. None where the title may say nothing of it.
pub(super) fn scores(input: &ReportInput<'_>) -> Vec<Tile> {
    let course = &input.card.course;
    let is_readable = going::shown(input).is_some();
    let tile = |kind: &TileKind, change: Option<NoisyChange>| {
        let change = change.filter(|change| is_readable && change.pct.is_finite() && change.noise_pct.is_finite())?;
        let ci80 = Some(Range::about(change.pct, NORMAL_90 * change.noise_pct));
        let label = if course.is_adjusted { adjusted(kind.label) } else { kind.label.to_owned() };
        Some(told(kind, label, &Value { value: change.pct, ci80, n: 0, word: word(change), caveat: String::new() }))
    };
    let last = last(input).filter(|_| is_readable);
    tile(&LATE, course.late_pct).into_iter().chain(last).collect()
}

/// The last rep against the others, as the table of scores holds it, where all reps are of the judged set.
fn last(input: &ReportInput<'_>) -> Option<Tile> {
    let has_third = input.card.course.late_pct.is_some();
    let card = input.card.judged().filter(|card| card.reps.len() == input.structure.reps().count())?;
    let value = card.score(&last_rep::INFO).as_ref().ok().filter(|value| value.value.is_finite())?;
    let is_told = card.reps.len() > MOST_WITH_ONE || !has_third;
    let word = input.card.course.last_pct.map_or(UNCLEAR, word);
    is_told.then(|| told(&LAST, LAST.label.to_owned(), &Value { word, ..value.clone() }))
}

/// The work of the reps in figures.
pub(super) fn facts(input: &ReportInput<'_>) -> Vec<Tile> {
    [work(input), fastest(input), rest(input)].into_iter().flatten().collect()
}

/// The label of a comparison of unlike lengths: the bars, which are not adjusted, differ by more.
fn adjusted(label: &str) -> String {
    let what = label.split(" against ").next().unwrap_or(label);
    format!("{what}, adjusted for length")
}

/// The word of the scale for a change of speed, by the bounds that the title has.
fn word(change: NoisyChange) -> &'static str {
    match change.pct {
        _ if change.is_within(FADED_PCT) => "even",
        faster if faster >= FADED_PCT && change.is_above(0.0) => "faster",
        slower if slower <= -FADED_PCT && change.is_below(0.0) => "slower",
        _ => UNCLEAR,
    }
}

/// The work of all reps: distance, time, mean pace.
fn work(input: &ReportInput<'_>) -> Option<Tile> {
    let metres: f64 = input.structure.reps().map(Segment::best_distance_m).sum();
    let seconds: f64 = input.structure.reps().map(|rep| rep.timer_s).sum();
    let count = input.structure.reps().count();
    let reps = if count == 1 { "one rep".to_owned() } else { format!("{count} reps") };
    let unit = input.unit;
    let (value, symbol) = split_unit(&distance(metres, unit))?;
    let at = bare_pace(metres / seconds, unit.metres());
    let note = format!("{reps} in {}, {at}{NBSP}/{} on average", duration(seconds), unit.symbol());
    (metres > 0.0).then(|| fact("Fast distance", value, symbol, note))
}

/// The time from one rep to the next.
fn rest(input: &ReportInput<'_>) -> Option<Tile> {
    let parts = input.structure.segments.windows(3);
    let between = |parts: &&[Segment]| {
        [parts[0].kind, parts[1].kind, parts[2].kind] == [SegmentKind::Work, SegmentKind::Recovery, SegmentKind::Work]
    };
    let rests: Vec<f64> = parts.filter(between).map(|parts| parts[1].span.length_s()).collect();
    let middle = known_median(rests.iter().copied())?;
    let note = match rests.len() {
        1 => "between two reps".to_owned(),
        count => format!("median of {count} between the reps"),
    };
    Some(fact("Rest", clock(middle), "", note))
}

fn fastest(input: &ReportInput<'_>) -> Option<Tile> {
    let speeds = || input.structure.reps().map(Segment::speed_mps).filter(|speed| speed.is_finite() && *speed > 0.0);
    let (slow, fast) = (speeds().reduce(f64::min)?, speeds().reduce(f64::max)?);
    let pace = |speed| bare_pace(speed, input.unit.metres());
    let unit = format!("/{}", input.unit.symbol());
    let note = format!("slowest rep {}{NBSP}{unit}", pace(slow));
    Some(fact("Fastest rep", pace(fast), unit, note))
}
