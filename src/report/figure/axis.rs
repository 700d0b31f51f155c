//! The places of ticks: round paces on an axis of speed, round times, round counts.

use crate::report::words::{NBSP, number, split, split_tenths};
use crate::stats::Range;
use crate::units::{DAY_S, DistanceUnit, clock};

/// A mark on an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// The place, in the quantity of the axis.
    pub at: f64,
    /// What is printed.
    pub label: String,
}

impl Tick {
    fn new(at: f64, label: impl Into<String>) -> Self {
        Self { at, label: label.into() }
    }
}

/// Steps of a pace axis, s over the unit distance.
const PACE_STEPS_S: [f64; 14] = [0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1200.0, 1800.0];
/// Fewest ticks of an axis.
const FEWEST_TICKS: usize = 3;
/// Least part of a pace axis that its ticks reach over.
const LEAST_REACH: f64 = 0.5;
/// The part of the axis of row A beside its slashes.
const SLASHES_SHARE: f64 = 0.08;
/// The part of the axis of row A that has ticks at least, from its top, and the room below the slowest bar.
const TOPS_SHARE: f64 = 0.6;
const TOPS_ROOM: f64 = 0.1;
/// Most intervals on a pace axis.
const MOST_INTERVALS: f64 = 6.0;
/// Round paces for an axis from standing to sprinting, s per km or mile.
const ROUND_PACES_S: [f64; 17] = [
    120.0, 150.0, 180.0, 210.0, 240.0, 270.0, 300.0, 360.0, 420.0, 480.0, 540.0, 600.0, 720.0, 900.0, 1200.0, 1800.0,
    3600.0,
];
/// Steps of a time axis of minutes, s.
const MINUTE_STEPS_S: [f64; 11] =
    [60.0, 120.0, 300.0, 600.0, 1200.0, 1800.0, 3600.0, 7200.0, 14_400.0, DAY_S / 2.0, DAY_S];
/// Most ticks on a long time axis.
const MOST_TIME_TICKS: f64 = 14.0;
/// A time axis shorter than this counts seconds, s.
const SHORT_S: f64 = 130.0;

/// Ticks of speed at round times over a distance: `1:24` over 400 m.
///
/// They reach over a good part of the axis: on an axis from a walk to a sprint round times crowd at its slow end.
pub(in crate::report) fn paces(range: Range, distance_m: f64) -> Vec<Tick> {
    let Range { low, high } = range;
    if !(low > 0.0 && high > low && distance_m > 0.0) {
        return Vec::new();
    }
    let (slow, fast) = (distance_m / low, distance_m / high);
    let labelled = Range::new(low + 0.06 * range.width(), high - 0.05 * range.width());
    let ticks = |step: &f64| -> Vec<Tick> {
        let label = if step.fract() > 0.0 { split_tenths } else { split };
        multiples(Range::new(fast, slow), *step)
            .map(|seconds| Tick::new(distance_m / seconds, label(seconds)))
            .filter(|tick| labelled.contains(tick.at))
            .collect()
    };
    let first = PACE_STEPS_S.iter().position(|step| (slow - fast) / step <= MOST_INTERVALS);
    let reaches = |found: &[Tick]| match (found.first(), found.last()) {
        (Some(fast), Some(slow)) => fast.at - slow.at >= LEAST_REACH * range.width(),
        _ => false,
    };
    let is_enough = |found: &[Tick]| found.len() >= FEWEST_TICKS && reaches(found);
    widest(&PACE_STEPS_S[..=first.unwrap_or(PACE_STEPS_S.len() - 1)], ticks, is_enough)
}

/// The ticks at the widest of these steps that gives enough of them; at the finest where none does.
fn widest(steps: &[f64], ticks: impl Fn(&f64) -> Vec<Tick>, is_enough: impl Fn(&[Tick]) -> bool) -> Vec<Tick> {
    let mut found = Vec::new();
    for step in steps.iter().rev() {
        found = ticks(step);
        if is_enough(&found) {
            break;
        }
    }
    found
}

/// The ticks of row A: about the tops of its bars, whose slowest is that of `slowest_mps`. The foot of the axis is room for
/// words, and the slashes there leave none for a label beside them.
pub(super) fn bar_paces(range: Range, slowest_mps: f64, distance_m: f64) -> Vec<Tick> {
    let foot = range.low + SLASHES_SHARE * range.width();
    let tops = (range.high - TOPS_SHARE * range.width()).min(slowest_mps - TOPS_ROOM * range.width());
    paces(Range::new(tops.max(foot), range.high), distance_m)
}

/// Ticks at 3 to 5 round paces on an axis that reaches from standing to fast, about evenly spaced: one of them is the
/// nearest to the usual speed.
pub(super) fn round_paces(range: Range, usual_mps: f64, unit: DistanceUnit) -> Vec<Tick> {
    const LEAST_SHARE: f64 = 0.2;
    let is_inside = |tick: &Tick| (0.08..=0.92).contains(&((tick.at - range.low) / range.width()));
    let round = ROUND_PACES_S.map(|seconds| Tick::new(unit.metres() / seconds, clock(seconds)));
    let mut nearest_first: Vec<Tick> = round.into_iter().filter(is_inside).collect();
    nearest_first.sort_by(|a, b| (a.at - usual_mps).abs().total_cmp(&(b.at - usual_mps).abs()));
    let mut ticks: Vec<Tick> = Vec::new();
    for tick in nearest_first {
        if ticks.iter().all(|other| (other.at - tick.at).abs() >= LEAST_SHARE * range.width()) {
            ticks.push(tick);
        }
    }
    ticks.sort_by(|a, b| b.at.total_cmp(&a.at));
    if ticks.len() < FEWEST_TICKS { paces(range, unit.metres()) } else { ticks }
}

/// Ticks at multiples of a step: the first of `steps` that gives at most `most` ticks, or a finer one where that gives
/// fewer than three.
pub(in crate::report) fn counts(range: Range, steps: &[f64], most: usize) -> Vec<Tick> {
    let first = steps.iter().position(|step| range.width() / step <= most as f64);
    let ticks =
        |step: &f64| -> Vec<Tick> { multiples(range, *step).map(|value| Tick::new(value, number(value, 0))).collect() };
    widest(&steps[..=first.unwrap_or(steps.len() - 1)], ticks, |found| found.len() >= FEWEST_TICKS)
}

/// Ticks of a long time axis, counted from the start of the axis: `0 min`, `5`, `10`.
pub(super) fn minutes(length_s: f64) -> Vec<Tick> {
    minutes_of(length_s, length_s)
}

/// Ticks of a long time axis of which only so many seconds are shown: the breaks in it are shortened.
pub(super) fn minutes_of(length_s: f64, shown_s: f64) -> Vec<Tick> {
    if length_s <= SHORT_S {
        return seconds(length_s);
    }
    let fits = |step: &&f64| shown_s / **step <= MOST_TIME_TICKS;
    let step = MINUTE_STEPS_S.iter().find(fits).copied().unwrap_or(length_s);
    let label = |at: f64| if at > 0.0 { format!("{:.0}", at / 60.0) } else { format!("0{NBSP}min") };
    multiples(Range::new(0.0, length_s), step).map(|at| Tick::new(at, label(at))).collect()
}

/// Ticks of a short time axis, about six: `0 s`, `20`, or `0:00`, `1:00`.
pub(super) fn seconds(length_s: f64) -> Vec<Tick> {
    const STEPS_S: [f64; 14] =
        [5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1200.0, 1800.0, 3600.0, 7200.0, 14_400.0, 43_200.0];
    let fits = |step: &&f64| length_s / **step <= 6.0;
    let step = STEPS_S.iter().find(fits).copied().unwrap_or(length_s);
    let label = |at: f64| match at {
        at if length_s > SHORT_S => clock(at),
        at if at > 0.0 => format!("{at:.0}"),
        _ => format!("0{NBSP}s"),
    };
    multiples(Range::new(0.0, length_s), step).map(|at| Tick::new(at, label(at))).collect()
}

/// The multiples of a step in a range; none where the range is empty or not finite.
fn multiples(Range { low, high }: Range, step: f64) -> impl Iterator<Item = f64> {
    const MOST: i64 = 100;
    let is_sound = low.is_finite() && high.is_finite() && step > 0.0 && high >= low;
    let (first, last) = if is_sound { ((low / step).ceil() as i64, (high / step).floor() as i64) } else { (0, -1) };
    (first..=last.min(first.saturating_add(MOST))).map(move |count| count as f64 * step)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(ticks: &[Tick]) -> Vec<&str> {
        ticks.iter().map(|tick| tick.label.as_str()).collect()
    }

    #[test]
    fn pace_ticks_stand_at_round_times_off_the_ends() {
        let ticks = paces(Range::new(400.0 / 90.0, 400.0 / 80.5), 400.0);
        assert_eq!(labels(&ticks), ["1:22", "1:24", "1:26", "1:28"]);
        for low in [0.0, 4.0, f64::NAN] {
            assert!(paces(Range::new(low, 4.0), 400.0).is_empty());
        }
    }

    #[test]
    fn ticks_are_three_and_reach_over_the_axis() {
        let walk_to_run = Range::new(0.4, 3.6);
        let ticks = bar_paces(walk_to_run, 0.5, 1000.0);
        assert!(ticks.len() >= 3 && ticks[0].at - ticks[ticks.len() - 1].at > 1.0, "{ticks:?}");
        assert!(ticks.iter().all(|tick| tick.at > 0.4 + 0.13 * 3.2), "{ticks:?}");
    }

    #[test]
    fn ticks_lie_about_the_tops_of_the_bars() {
        // Bars from 10:20 to 5:33 /km, and room for upright words below them.
        let ticks = bar_paces(Range::new(0.67, 3.04), 1000.0 / 620.0, 1000.0);
        assert_eq!(labels(&ticks), ["6:00", "8:00", "10:00"]);
    }

    #[test]
    fn a_number_below_zero_has_a_true_minus() {
        let ticks = counts(Range::new(-14.0, 14.0), &[5.0, 10.0, 20.0], 6);
        assert_eq!(labels(&ticks), ["\u{2212}10", "\u{2212}5", "0", "5", "10"]);
    }

    #[test]
    fn long_axes_take_few_round_paces() {
        let ticks = round_paces(Range::new(1.6, 5.2), 3.0, DistanceUnit::Kilometre);
        assert!((3..=5).contains(&ticks.len()), "{ticks:?}");
        let slow = round_paces(Range::new(2.0, 4.6), 1000.0 / 400.0, DistanceUnit::Kilometre);
        assert!(slow.iter().any(|tick| tick.label == "7:00"), "6:40 /km is nearest to 7:00: {slow:?}");
    }

    #[test]
    fn the_first_time_tick_tells_its_unit() {
        assert_eq!(labels(&minutes(1020.0))[..3], ["0\u{a0}min", "2", "4"]);
        assert_eq!(labels(&minutes(20.0)), ["0\u{a0}s", "5", "10", "15", "20"]);
        assert_eq!(labels(&seconds(101.0)), ["0\u{a0}s", "20", "40", "60", "80", "100"]);
        assert_eq!(labels(&seconds(290.0)), ["0:00", "1:00", "2:00", "3:00", "4:00"]);
        assert!(minutes(f64::NAN).is_empty());
    }
}
