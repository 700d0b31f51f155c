//! The axis of speed of the bars.

use super::most::of_most;
use super::{Bar, TargetBand};
use crate::stats::Range;

/// Room for the split at the foot of the slowest bar, as a share of the rest of the axis: for level splits, and for
/// upright ones.
const LEVEL_ROOM: f64 = 0.42;
const UPRIGHT_ROOM: f64 = 0.66;
/// Bars narrower than this share of the row have upright splits.
const NARROW_BAR: f64 = 0.062;

/// The slowest of most bars, m/s; infinite without bars.
pub(super) fn slowest(bars: &[Bar]) -> f64 {
    of_most(bars.iter().map(|bar| bar.speed_mps)).map_or(f64::INFINITY, |most| most.low)
}

/// The range of speeds, m/s, with room for caps above the fastest bar and for splits below the slowest. A bar far from
/// most others may leave it. It never begins at zero.
pub(super) fn range(bars: &[Bar], targets: &[TargetBand], middle: Option<f64>, row_s: f64) -> Option<Range> {
    let middle = match targets {
        [one] => one.speed_mps.middle(),
        _ => middle?,
    };
    let speeds = of_most(bars.iter().map(|bar| bar.speed_mps)).into_iter().flat_map(|most| [most.low, most.high]);
    let ends = targets.iter().flat_map(|target| [target.speed_mps.low, target.speed_mps.high]);
    let known: Vec<f64> = speeds.chain(ends).collect();
    let fastest = known.iter().copied().fold(middle, f64::max);
    let slowest = known.iter().copied().fold(middle, f64::min);
    let top = (1.045 * middle).max(1.014 * fastest);
    let narrowest = bars.iter().map(|bar| bar.span.length_s()).fold(f64::INFINITY, f64::min);
    let room = if narrowest < NARROW_BAR * row_s { UPRIGHT_ROOM } else { LEVEL_ROOM };
    let bottom = (0.94 * middle).min(slowest - room * (top - slowest)).max(0.05 * slowest);
    (top > bottom && bottom > 0.0).then_some(Range::new(bottom, top))
}
