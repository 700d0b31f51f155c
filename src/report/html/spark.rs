//! The reps of a workout as a small row of bars: width is time, height is speed.

use crate::report::Analysed;
use crate::segment::Segment;

/// Width and height of the row, px.
const WIDTH_PX: f64 = 120.0;
const HEIGHT_PX: f64 = 24.0;
/// Height of the slowest bar, px: a rep that is there is seen.
const LEAST_PX: f64 = 6.0;
/// The least range of speeds from foot to top, as a share of the fastest. Without it, reps that differ by a tenth of a second
/// would look uneven.
const LEAST_RANGE: f64 = 0.12;
/// With more bars than this there is no room for a gap between two.
const WITH_GAPS: usize = 40;

/// A bar, px: left, width, height.
pub(super) type SparkBar = (f64, f64, f64);

/// The bars of a workout in order; none without reps of known speed.
pub(super) fn bars(analysed: &Analysed) -> Vec<SparkBar> {
    let reps: Vec<(f64, f64)> = analysed.structure.reps().filter_map(sized).collect();
    of(&reps)
}

/// Time and speed of a rep.
fn sized(rep: &Segment) -> Option<(f64, f64)> {
    let (time_s, speed_mps) = (rep.timer_s, rep.speed_mps());
    (time_s > 0.0 && speed_mps.is_finite()).then_some((time_s, speed_mps))
}

fn of(reps: &[(f64, f64)]) -> Vec<SparkBar> {
    let fastest = reps.iter().map(|rep| rep.1).fold(0.0, f64::max);
    let slowest = reps.iter().map(|rep| rep.1).fold(f64::INFINITY, f64::min);
    let range = (fastest - slowest).max(LEAST_RANGE * fastest);
    let total_s: f64 = reps.iter().map(|rep| rep.0).sum();
    let gap = if reps.len() > WITH_GAPS { 0.0 } else { 1.0 };
    let room = WIDTH_PX - gap * reps.len().saturating_sub(1) as f64;
    let mut left = 0.0;
    let mut found = Vec::with_capacity(reps.len());
    for (time_s, speed) in reps {
        let width = room * time_s / total_s;
        let height = HEIGHT_PX - (HEIGHT_PX - LEAST_PX) * (fastest - speed) / range;
        found.push((tenth(left), tenth(width), tenth(height)));
        left += width + gap;
    }
    found
}

/// A length to a tenth of a pixel.
fn tenth(px: f64) -> f64 {
    (px * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_is_time_and_height_is_speed() {
        let bars = of(&[(60.0, 5.0), (180.0, 4.0)]);
        assert_eq!(bars, [(0.0, 29.8, 24.0), (30.8, 89.3, 6.0)]);
        let even = of(&[(60.0, 5.0), (60.0, 4.98)]);
        assert!(even[1].2 > 23.0, "{even:?}");
        assert!(of(&[]).is_empty());
    }
}
