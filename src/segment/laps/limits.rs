//! The limits by which marks are judged: how long and how fast a rep is, and which speeds are one pace.

use crate::stats::middle;

/// The shortest rep, s and m.
pub(super) const LEAST_S: f64 = 9.0;
pub(super) const LEAST_M: f64 = 40.0;

/// Least speed of a rep, as a share of the median rep.
pub(super) const LEAST_SHARE: f64 = 0.8;

/// One in this many reps may have gone wrong, and one in any case: the runner tied a shoe, or gave up.
const REPS_A_FALL: usize = 4;

/// Two speeds are one pace if their ratio is at most this.
pub(super) const ONE_PACE: f64 = 1.1;

/// The first or last lap of a recording is a warm-up or cool-down if it is more than `RUN_UP` times as long as the
/// longest rep, and slower than the share `RUN_UP_SHARE` of the median rep.
pub(super) const RUN_UP: f64 = 2.0;
pub(super) const RUN_UP_SHARE: f64 = 0.95;

/// A lap that is more than this many times as long as the longest rep is a tempo or a time trial beside the set. A first
/// rep at least so many times as long as the median rep may be meant as either, and gives a doubt.
pub(super) const TEMPO: f64 = 5.0;

/// Speed falls with time to the power of minus this. The value is the middle of what record lists and Riegel's rule
/// (distance to the power 1.06, American Scientist 69, 1981) give between half a minute and an hour.
const FADE_EXPONENT: f64 = 0.065;

/// The ratio of two figures, the larger over the smaller.
pub(super) fn ratio(a: f64, b: f64) -> f64 {
    (a / b).max(b / a)
}

/// The doubt about a first rep that is far longer than the others.
pub(super) fn long_first(lengths_s: &[f64]) -> Option<String> {
    let others = lengths_s.len().saturating_sub(1);
    (others > 0 && is_first_longer(lengths_s, TEMPO)).then(|| format!("{others} reps without the long one before them"))
}

/// Whether the first rep is this many times as long as the median rep.
pub(super) fn is_first_longer(lengths_s: &[f64], factor: f64) -> bool {
    lengths_s.first().zip(middle(lengths_s)).is_some_and(|(first, usual)| *first >= factor * usual)
}

/// Whether so many of the marked reps went wrong that the runner did not run by the marks. Two reps at least must be left.
pub(super) fn are_too_many(falls: usize, count: usize) -> bool {
    falls > (count / REPS_A_FALL).max(1) || falls + 2 > count
}

/// Whether two speeds are one pace.
pub(super) fn is_one_pace(a_mps: f64, b_mps: f64) -> bool {
    ratio(a_mps, b_mps) <= ONE_PACE
}

/// The speed at the same effort over the median length, for a stretch that is `times` as long. Longer stretches are run
/// slower.
pub(super) fn faded(speed_mps: f64, times: f64) -> f64 {
    speed_mps * times.max(1.0).powf(FADE_EXPONENT)
}
