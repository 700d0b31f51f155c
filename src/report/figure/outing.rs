//! The title of a run without reps: what was run, and what stands out of it.

use super::shown::{self, totals, totals_of};
use super::{ReportInput, findings};
use crate::clean::Ascent;
use crate::report::outing::OutingWords;
use crate::report::words::{NBSP, capital, distance, duration, number, signed};
use crate::scores::EVEN_PCT;
use crate::segment::{Confidence, SegmentKind, Unevenness, WorkoutKind};
use crate::units::{clock, pace};

/// Slowest speed for which a pace is given, m/s: a stroll. Slower means tell of standing, not of a pace.
pub(super) const SLOWEST_MPS: f64 = 1.0;
/// What a rough ascent is rounded to, m.
const ROUGH_M: f64 = 10.0;
/// Fewest metres up that are told, m.
pub(super) const LEAST_UP_M: f64 = 5.0;

/// The run as its name needs it.
pub(super) fn outing<'a>(input: &ReportInput<'a>) -> OutingWords<'a> {
    let (metres, timer_s) = totals(input);
    let passage = input.card.passage.as_ref();
    OutingWords { activity: input.activity, structure: input.structure, passage, metres, timer_s }
}

/// Whether the run was long enough to tell a pace, but no minute of the recording tells one.
pub(super) fn tells_no_pace(input: &ReportInput<'_>) -> bool {
    outing(input).tells_no_pace()
}

/// The kind of run in a runner's words: `steady run`, `long trail run`, `marathon`.
pub(super) fn kind_words(input: &ReportInput<'_>) -> String {
    outing(input).kind_words()
}

/// The title: `10.2 km steady run at 6:41 /km: second half 4 % faster`.
pub(super) fn title(input: &ReportInput<'_>) -> String {
    let what = what(input);
    let mark = if input.structure.kind == WorkoutKind::Tempo && input.structure.confidence == Confidence::Low {
        "?"
    } else {
        ""
    };
    match input.card.passage.as_ref().and_then(|passage| findings::words(input, passage)) {
        Some(finding) => format!("{what}{mark}: {finding}"),
        None => format!("{what}{mark}"),
    }
}

fn what(input: &ReportInput<'_>) -> String {
    let (metres, timer_s) = totals_of(input, shown::body(input));
    let is_moving = metres > SLOWEST_MPS * timer_s && timer_s > 0.0;
    let at = at_pace(input, metres / timer_s).filter(|_| is_moving).unwrap_or_default();
    if outing(input).race_m().is_some() {
        return format!("{} in {}", capital(&kind_words(input)), clock(timer_s));
    }
    if input.structure.kind == WorkoutKind::Tempo {
        return format!("{}{at}", capital(&input.structure.name));
    }
    let length = if metres > 0.0 { format!("{} ", distance(metres, input.unit)) } else { String::new() };
    if input.structure.kind == WorkoutKind::Mixed(Unevenness::Short) && metres.is_finite() {
        return format!("{}: {} in {}", capital(&kind_words(input)), distance(metres, input.unit), duration(timer_s));
    }
    let strides = input.structure.segments.iter().filter(|segment| segment.kind == SegmentKind::Stride).count();
    let with = match strides {
        0 => String::new(),
        1 => " with one stride".to_owned(),
        more => format!(" with {more} strides"),
    };
    capital(&format!("{length}{}{at}{with}", kind_words(input)))
}

/// The pace of a run: where the runner stood for long, that in movement, as the tile gives it.
fn at_pace(input: &ReportInput<'_>, speed_mps: f64) -> Option<String> {
    if input.structure.kind != WorkoutKind::Mixed(Unevenness::StopAndGo) {
        return Some(format!(" at {}", pace(speed_mps, input.unit)));
    }
    let passage = input.card.passage.as_ref()?;
    let moving_mps = totals_of(input, passage.span).0 / passage.moving_s;
    (moving_mps > SLOWEST_MPS).then(|| format!(", {} in movement", pace(moving_mps, input.unit)))
}

/// A share, 0 to 1, in percent.
pub(super) fn share(share: f64) -> String {
    format!("{}{NBSP}%", number(100.0 * share, 0))
}

/// The metres up or down as far as they are known: `about 260`.
pub(super) fn metres_of(way: &Ascent, metres: f64) -> String {
    if way.is_rough { format!("about {}", number(ROUGH_M * (metres / ROUGH_M).round(), 0)) } else { number(metres, 0) }
}

/// A difference of halves as title and tile print it: with its tenth where a whole percent would not tell on which side of
/// the bound it lies.
pub(super) fn halves_pct(value: f64) -> String {
    signed(value, usize::from((value.abs() - EVEN_PCT).abs() < 0.5))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near_the_bound_has_its_tenth() {
        let printed = [-1.96, -2.04, 2.6, -8.5].map(halves_pct);
        assert_eq!(printed, ["\u{2212}2.0", "\u{2212}2.0", "+3", "\u{2212}8"]);
    }
}
