//! Fast stretches of an activity at one speed threshold, with sub-second edges.

use crate::clean::Uniform;
use crate::model::Span;
use crate::segment::ends::Ends;
use crate::segment::press::{END_LAG_S, START_LAG_S};
use crate::stats::Range;

/// A bump above the threshold is noise if it gains less than `BUMP_M` metres over the threshold or lasts less than
/// `BUMP_S` seconds.
const BUMP_M: f64 = 2.0;
const BUMP_S: usize = 3;

/// A dip below the threshold is closed if it is a stumble, a tight bend or a lost second of GNSS: it loses less than
/// 12 m in under 20 s, or less than 18 m in at most 6 s.
const DIP_M: f64 = 12.0;
const DIP_S: usize = 20;
const SHORT_DIP_M: f64 = 18.0;
const SHORT_DIP_S: usize = 6;

/// The shortest stretch that can be a rep: 9 s, 40 m, and 5 m gained over the threshold.
const LEAST_S: usize = 9;
const LEAST_M: f64 = 40.0;
const LEAST_GAIN_M: f64 = 5.0;

/// Where the levels on either side of an edge are measured, s from the crossing.
const LEVEL_S: Range = Range::new(4.0, 12.0);

/// The equal-area step is solved within this distance of the crossing, s.
const STEP_S: f64 = 10.0;

/// An edge moves by at most this from the crossing, s.
const MAX_SHIFT_S: f64 = 6.0;

/// A fast stretch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::segment) struct Run {
    /// Where it lies, s of the file's clock.
    pub(in crate::segment) span: Span,
    /// Mean speed over the stretch, m/s.
    pub(in crate::segment) speed_mps: f64,
    /// Step of speed at the start and at the end, m/s.
    pub(in crate::segment) edge_steps_mps: Ends<f64>,
}

impl Run {
    /// A stretch with given edges. The steps are measured over up to 8 s to either side.
    pub(in crate::segment) fn of_span(base: &Uniform, span: Span) -> Self {
        let mean = |from: f64, to: f64| base.mean_speed(Span::new(from, to));
        let near = (span.length_s() / 2.0).min(8.0);
        let start = mean(span.start_s, span.start_s + near) - mean(span.start_s - 8.0, span.start_s);
        let end = mean(span.end_s - near, span.end_s) - mean(span.end_s, span.end_s + 8.0);
        Self { span, speed_mps: base.mean_speed(span), edge_steps_mps: Ends { start, end } }
    }
}

/// Speed per second, smoothed by a median of 5 and then a mean of 5. Spikes disappear, ramps stay in place.
fn smoothed(speed_mps: &[f64]) -> Vec<f64> {
    let last = speed_mps.len().saturating_sub(1);
    // The five values around i; beyond the ends, the end values repeat.
    let around = |values: &[f64], i: usize| {
        [i.saturating_sub(2), i.saturating_sub(1), i, (i + 1).min(last), (i + 2).min(last)].map(|k| values[k])
    };
    let medians: Vec<f64> = (0..speed_mps.len()).map(|i| middle_of_five(around(speed_mps, i))).collect();
    (0..medians.len()).map(|i| around(&medians, i).iter().sum::<f64>() / 5.0).collect()
}

/// The median of five values, by a network of seven comparisons.
fn middle_of_five(mut values: [f64; 5]) -> f64 {
    for (a, b) in [(0, 1), (3, 4), (0, 3), (1, 4), (1, 2), (2, 3), (1, 2)] {
        if values[a].total_cmp(&values[b]).is_gt() {
            values.swap(a, b);
        }
    }
    values[2]
}

/// Seconds of a block of [`Smooth`].
const BLOCK_S: usize = 16;

/// Speed after [`smoothed`], and the metres covered at that speed.
#[derive(Debug)]
pub(super) struct Smooth {
    speed_mps: Vec<f64>,
    /// The lowest and the highest speed of each block, m/s: most blocks lie on one side of a threshold.
    blocks_mps: Vec<Range>,
    /// Metres before each second; the last value is the total.
    metres: Vec<f64>,
}

impl Smooth {
    /// Smooths the speed of each second.
    pub(super) fn of(speed_mps: &[f64]) -> Self {
        let speed_mps = smoothed(speed_mps);
        let mut metres = Vec::with_capacity(speed_mps.len() + 1);
        let mut total = 0.0;
        metres.push(total);
        for speed in &speed_mps {
            total += speed;
            metres.push(total);
        }
        let ends = |block: &[f64]| {
            let (low, high) = (f64::INFINITY, f64::NEG_INFINITY);
            block.iter().fold(Range::new(low, high), |all, mps| Range::new(all.low.min(*mps), all.high.max(*mps)))
        };
        let blocks_mps = speed_mps.chunks(BLOCK_S).map(ends).collect();
        Self { speed_mps, blocks_mps, metres }
    }

    /// The highest speed, m/s.
    pub(super) fn fastest_mps(&self) -> f64 {
        self.blocks_mps.iter().map(|block| block.high).fold(0.0, f64::max)
    }

    /// The ranges of seconds above a threshold, in order.
    fn above(&self, threshold_mps: f64) -> Vec<Seconds> {
        let mut out = Vec::new();
        let mut start = None;
        let mut turn = |i: usize, is_above: bool| match (is_above, start) {
            (true, None) => start = Some(i),
            (false, Some(from)) => {
                out.push((from, i));
                start = None;
            }
            _ => {}
        };
        for (k, block) in self.blocks_mps.iter().enumerate() {
            let from = k * BLOCK_S;
            if block.high <= threshold_mps {
                turn(from, false);
            } else if block.low > threshold_mps {
                turn(from, true);
            } else {
                let own = self.speed_mps[from..].iter().take(BLOCK_S);
                own.enumerate().for_each(|(i, speed)| turn(from + i, *speed > threshold_mps));
            }
        }
        turn(self.speed_mps.len(), false);
        out
    }

    /// Metres covered in the seconds from `a` to `b`.
    fn covered(&self, (a, b): Seconds) -> f64 {
        self.metres[b] - self.metres[a]
    }

    /// Metres gained over a threshold speed (negative: lost).
    fn gain(&self, (a, b): Seconds, threshold_mps: f64) -> f64 {
        self.covered((a, b)) - threshold_mps * (b - a) as f64
    }
}

/// A range of seconds: the first, and the second after the last.
type Seconds = (usize, usize);

/// The fast stretches at a threshold, in order, with refined edges.
pub(super) fn runs(base: &Uniform, smooth: &Smooth, threshold_mps: f64) -> Vec<Run> {
    let mut raw = smooth.above(threshold_mps);
    raw.retain(|&(a, b)| b - a >= BUMP_S && smooth.gain((a, b), threshold_mps) >= BUMP_M);
    let mut kept = without_dips(smooth, threshold_mps, &raw);
    kept.retain(|&(a, b)| {
        b - a >= LEAST_S && smooth.gain((a, b), threshold_mps) >= LEAST_GAIN_M && smooth.covered((a, b)) >= LEAST_M
    });
    refined(base, &kept)
}

fn without_dips(smooth: &Smooth, threshold: f64, runs: &[Seconds]) -> Vec<Seconds> {
    let mut out: Vec<Seconds> = Vec::with_capacity(runs.len());
    for &(a, b) in runs {
        if let Some(last) = out.last_mut() {
            let (lost, seconds) = (-smooth.gain((last.1, a), threshold), a - last.1);
            let is_dip = (lost < DIP_M && seconds < DIP_S) || (seconds <= SHORT_DIP_S && lost < SHORT_DIP_M);
            if is_dip {
                last.1 = b;
                continue;
            }
        }
        out.push((a, b));
    }
    out
}

fn refined(base: &Uniform, runs: &[Seconds]) -> Vec<Run> {
    // The speed of second k is over the second that ends at k, so a run of seconds a..b spans the clock a-1..b-1.
    let clock = |k: usize| base.clock_s(k) - 1.0;
    let whole_end = base.clock_s(base.len().saturating_sub(1));
    let mut out: Vec<Run> = Vec::with_capacity(runs.len());
    for (i, &(a, b)) in runs.iter().enumerate() {
        let crossing = Span::new(clock(a), clock(b));
        let middle = f64::midpoint(crossing.start_s, crossing.end_s);
        let before = i.checked_sub(1).map_or(base.start_s, |p| clock(runs[p].1));
        let after = runs.get(i + 1).map_or(whole_end, |next| clock(next.0));
        let (start, start_step) = edge(base, crossing.start_s, before, middle);
        let (end, end_step) = edge(base, crossing.end_s, middle, after);
        // One lag for all is exact enough to compare readings; the chosen reading is timed in `edges`.
        let start = (start - START_LAG_S).max(out.last().map_or(base.start_s, |last| last.span.end_s));
        let span = Span::new(start, (end - END_LAG_S).max(start + 1.0));
        out.push(Run {
            span,
            speed_mps: base.mean_speed(span),
            edge_steps_mps: Ends { start: start_step, end: -end_step },
        });
    }
    out
}

/// The instant at which a single step between the levels on either side covers the same ground, and the height of the
/// step.
///
/// Levels are measured only between `low` and `high`: the middle of the run on one side, the neighbouring run on the
/// other.
fn edge(base: &Uniform, crossing: f64, low: f64, high: f64) -> (f64, f64) {
    let level = |from: f64, to: f64| {
        let (from, to) = (from.clamp(low, high), to.clamp(low, high));
        (to - from >= 2.0).then(|| base.mean_speed(Span::new(from, to)))
    };
    let near = |side: f64| base.mean_speed(Span::new(crossing.min(crossing + side), crossing.max(crossing + side)));
    let before = level(crossing - LEVEL_S.high, crossing - LEVEL_S.low).unwrap_or_else(|| near(-3.0));
    let after = level(crossing + LEVEL_S.low, crossing + LEVEL_S.high).unwrap_or_else(|| near(3.0));
    let step = after - before;
    if !step.is_finite() || step.abs() < 0.3 {
        return (crossing, if step.is_finite() { step } else { 0.0 });
    }
    let (a, b) = ((crossing - STEP_S).max(low), (crossing + STEP_S).min(high));
    let covered = base.distance_at(b) - base.distance_at(a);
    let solved = (after * b - before * a - covered) / step;
    (solved.clamp(crossing - MAX_SHIFT_S, crossing + MAX_SHIFT_S), step)
}
