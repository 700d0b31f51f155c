//! When the runner began and ended a rep: finds the press of the button that the speed follows.
//!
//! A ramp of speed gives two instants. The *step* is the instant at which a single step between the levels on either
//! side would cover the same ground. It is robust, because it uses only the distance, and it is late, because it lies
//! within the ramp. The *foot* is where the runner starts to speed up or to brake. It is the press itself, but noisy.

use super::Run;
use super::lag::distance_lag_s;
use crate::clean::{Prepared, Sampling, Uniform};
use crate::model::Span;
use crate::segment::Confidence;
use crate::segment::ends::Ends;
use crate::segment::press::{END_LAG_S, START_LAG_S};
use crate::stats::Range;

/// With smart recording the watch writes a record at the press, so the ramp begins at a known instant. Recording is
/// smart if the median time between records exceeds `SMART_S`, s, and the 95th percentile is at least `SMART_UNEVEN`
/// times the median.
const SMART_S: f64 = 1.5;
const SMART_UNEVEN: f64 = 1.5;

/// Time from the press to the step with smart recording, at start and end, s. Measured on real exports. People press,
/// then speed up; they press at the line, then brake.
const SMART_TO_STEP_S: (f64, f64) = (1.3, 2.2);

/// Time from the press to the step with a record a second, at start and end, s, without the believed part of the
/// distance's lag.
const EVEN_TO_STEP_S: (f64, f64) = (0.8, 2.6);

/// The lag is an estimate from noise and can be seconds even for a watch without lag. So only the share `SHRUNK` of it
/// is believed, up to `MOST_LAG_S`, s.
const SHRUNK: f64 = 0.5;
const MOST_LAG_S: f64 = 1.5;

/// Where the foot of a ramp is, as a share of the ramp's height: at a start, and at an end. Both are on the side of the
/// press, away from the noise of the level that the ramp leaves.
const FOOT: (f64, f64) = (0.3, 0.8);

/// The foot is believed within this of the press that the step gives, s.
const FOOT_S: f64 = 1.0;

/// Speeds around an edge are taken half a second apart, up to 8 s to either side.
const AROUND: i32 = 16;
const AROUND_S: f64 = 0.5;

/// Where the levels on either side are measured, s from the step.
const LEVEL_S: Range = Range::new(6.0, 14.0);

/// A level needs at least this much room, s.
const LEVEL_ROOM_S: f64 = 4.0;

/// A ramp lower than this has no foot, m/s.
const LEAST_STEP_MPS: f64 = 0.3;

/// A step is clear if it is at least this share of the rep's speed.
const CLEAR_STEP: f64 = 0.3;

/// A ramp that takes longer than this between [`STEEP`] shares of its height hides the press, s.
const LONG_RAMP_S: f64 = 6.0;
const STEEP: Range = Range::new(0.2, 0.8);

/// A rep with the instants of its presses.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::segment) struct TimedEdge {
    /// The span from press to press, s of the file's clock.
    pub(in crate::segment) span: Span,
    /// How sure the start and end are.
    ///
    /// # Definition
    /// High: smart recording, a clear step, a ramp that is not long, and a foot where the step puts it. Medium: smart
    /// recording with a clear step but not both of the last two; or a record a second with a clear step and a ramp
    /// that is not long. Low: a faint step; or a long ramp with a record a second.
    /// # Measured
    /// Share of edges within 3 s of the press on real exports, start and end: high 99 and 96 %, medium 89 and 86 %, low
    /// 62 and 64 %. Within 5 s: high 99 and 100 %, medium 97 and 96 %, low 87 and 81 %. Nine in ten of the high edges
    /// are from one runner. Of the other runners' high edges, 90 % are within 3 s, because these runners press later.
    pub(in crate::segment) confidence: Ends<Confidence>,
}

/// The presses at the ends of runs; the runs must be in order.
pub(in crate::segment) fn timed(prepared: &Prepared, runs: &[Run]) -> Vec<TimedEdge> {
    let base = &prepared.uniform;
    let is_smart = is_smart(prepared.sampling);
    let lag_s = if is_smart { 0.0 } else { (SHRUNK * distance_lag_s(prepared)).min(MOST_LAG_S) };
    let press = |ramp: Ramp, smart_to_step_s: f64, even_to_step_s: f64, foot: f64| {
        if is_smart { ramp.smart_press(base, smart_to_step_s, foot) } else { ramp.even_press(base, even_to_step_s) }
    };
    let even_to_step_s = (EVEN_TO_STEP_S.0 + lag_s, EVEN_TO_STEP_S.1 + lag_s);
    let mut out: Vec<TimedEdge> = Vec::with_capacity(runs.len());
    for (i, run) in runs.iter().enumerate() {
        let fast = f64::midpoint(run.span.start_s, run.span.end_s);
        let before = i.checked_sub(1).map_or(base.start_s, |p| runs[p].span.end_s);
        let after = runs.get(i + 1).map_or(base.clock_s(base.len()), |next| next.span.start_s);
        let Ends { start: start_step, end: end_step } = run.edge_steps_mps;
        let is_clear = |step_mps: f64| step_mps >= CLEAR_STEP * run.speed_mps;
        let start = Ramp { at_s: run.span.start_s + START_LAG_S, slow: before, fast, is_clear: is_clear(start_step) };
        let end = Ramp { at_s: run.span.end_s + END_LAG_S, slow: after, fast, is_clear: is_clear(end_step) };
        let (start_s, start_confidence) = press(start, SMART_TO_STEP_S.0, even_to_step_s.0, FOOT.0);
        let (end_s, end_confidence) = press(end, SMART_TO_STEP_S.1, even_to_step_s.1, FOOT.1);
        let start_s = start_s.max(out.last().map_or(base.start_s, |last| last.span.end_s));
        let span = Span::new(start_s, end_s.max(start_s + 1.0));
        out.push(TimedEdge { span, confidence: Ends { start: start_confidence, end: end_confidence } });
    }
    out
}

/// Whether the watch chose when to write a record: then records are rare and uneven.
fn is_smart(sampling: Sampling) -> bool {
    sampling.median_s > SMART_S && sampling.p95_s >= SMART_UNEVEN * sampling.median_s
}

/// A change of speed at one end of a rep.
#[derive(Debug, Clone, Copy)]
struct Ramp {
    /// The instant of the step, s.
    at_s: f64,
    /// How far the slow side reaches, s of the clock: to the neighbouring rep.
    slow: f64,
    /// How far the fast side reaches, s of the clock: to the middle of the rep.
    fast: f64,
    /// Whether the step is clear.
    is_clear: bool,
}

impl Ramp {
    /// The press with smart recording: the foot, but at most [`FOOT_S`] from the press that the step gives.
    fn smart_press(self, base: &Uniform, to_step_s: f64, share: f64) -> (f64, Confidence) {
        let expected = self.at_s - to_step_s;
        let foot = self.crossing(base, share).unwrap_or(f64::NAN);
        let agrees = (foot - expected).abs() <= FOOT_S && !self.is_long(base);
        let confidence = if self.is_clear && agrees { Confidence::High } else { self.worth() };
        // Without a foot only the step counts.
        (if foot.is_nan() { expected } else { foot.clamp(expected - FOOT_S, expected + FOOT_S) }, confidence)
    }

    /// The press with even records: `to_step_s` before the step.
    fn even_press(self, base: &Uniform, to_step_s: f64) -> (f64, Confidence) {
        (self.at_s - to_step_s, if self.is_long(base) { Confidence::Low } else { self.worth() })
    }

    /// The confidence by the height of the step alone.
    fn worth(self) -> Confidence {
        if self.is_clear { Confidence::Medium } else { Confidence::Low }
    }

    /// Whether the ramp is so long that it hides the press.
    fn is_long(self, base: &Uniform) -> bool {
        let (low, high) = (self.crossing(base, STEEP.low), self.crossing(base, STEEP.high));
        low.zip(high).is_some_and(|(low, high)| (low - high).abs() > LONG_RAMP_S)
    }

    /// The instant at which the speed falls below a share of the ramp's height for good, seen from the fast side, s.
    fn crossing(self, base: &Uniform, share: f64) -> Option<f64> {
        let (slow, fast) = (self.slow_mps(base), self.fast_mps(base)?);
        let height = fast - slow;
        if height.is_nan() || height < LEAST_STEP_MPS {
            return None;
        }
        let heights = self.heights(base).map(|(at, speed)| (at, (speed - slow) / height));
        let falling = envelope(&heights.collect::<Vec<_>>());
        let last = falling.iter().rposition(|&(_, height)| height >= share)?;
        let (&(a, high), &(b, low)) = (falling.get(last)?, falling.get(last + 1)?);
        Some(a + (b - a) * (high - share) / (high - low).max(f64::EPSILON))
    }

    /// Instants around the step, each with the speed over the second around it, from the fast side to the slow side.
    fn heights(self, base: &Uniform) -> impl Iterator<Item = (f64, f64)> {
        let away = (self.slow - self.at_s).signum();
        let (low, high) = (self.slow.min(self.fast), self.slow.max(self.fast));
        (-AROUND..=AROUND).map(move |k| self.at_s + away * AROUND_S * f64::from(k)).filter_map(move |at| {
            let second = Span::new(at - 0.5, at + 0.5);
            (second.start_s >= low && second.end_s <= high).then(|| (at, base.mean_speed(second)))
        })
    }

    /// The level of the fast side, m/s; `None` in a sprint that is too short for a level.
    fn fast_mps(self, base: &Uniform) -> Option<f64> {
        let reach = (self.fast - self.at_s).abs();
        (reach >= LEVEL_S.low + LEVEL_ROOM_S)
            .then(|| self.mean_mps(base, self.fast, LEVEL_S.low, LEVEL_S.high.min(reach)))
    }

    /// The level of the slow side, m/s; measured right beside the step if the next rep is near.
    fn slow_mps(self, base: &Uniform) -> f64 {
        let reach = (self.slow - self.at_s).abs();
        let (near, far) =
            if reach >= LEVEL_S.low + LEVEL_ROOM_S { (LEVEL_S.low, LEVEL_S.high.min(reach)) } else { (0.0, 3.0) };
        self.mean_mps(base, self.slow, near, far)
    }

    /// Mean speed from `near_s` to `far_s` away from the step, towards one side, m/s.
    fn mean_mps(self, base: &Uniform, towards: f64, near_s: f64, far_s: f64) -> f64 {
        let away = (towards - self.at_s).signum();
        let (a, b) = (self.at_s + away * near_s, self.at_s + away * far_s);
        base.mean_speed(Span::new(a.min(b), a.max(b)))
    }
}

/// Heights made to fall all the way: the mean of the highest value still to come and the lowest value so far.
fn envelope(heights: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut out: Vec<(f64, f64)> = heights.to_vec();
    let mut highest = f64::NEG_INFINITY;
    for item in out.iter_mut().rev() {
        highest = highest.max(item.1);
        item.1 = highest;
    }
    let mut lowest = f64::INFINITY;
    for (item, &(_, height)) in out.iter_mut().zip(heights) {
        lowest = lowest.min(height);
        item.1 = f64::midpoint(item.1, lowest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A base whose speed rises from a walk to a run over the seconds 60 to 64, and falls back over 160 to 166.
    fn base() -> Uniform {
        let speed = |k: i32| {
            let t = f64::from(k) - 0.5;
            1.5 + 2.5 * ((t - 60.0) / 4.0).clamp(0.0, 1.0) - 2.5 * ((t - 160.0) / 6.0).clamp(0.0, 1.0)
        };
        let speed_mps: Vec<f64> = (0..240).map(speed).collect();
        let distance_m = speed_mps
            .iter()
            .scan(0.0, |total, speed| {
                *total += speed;
                Some(*total)
            })
            .collect();
        Uniform { distance_m, speed_mps, recorded: vec![true; 240], ..Uniform::default() }
    }

    #[test]
    fn the_foot_is_where_the_ramp_begins() {
        let start = Ramp { at_s: 62.0, slow: 0.0, fast: 112.0, is_clear: true };
        let end = Ramp { at_s: 163.0, slow: 240.0, fast: 112.0, is_clear: true };
        // 30 % up a ramp of 4 s, and 20 % down one of 6 s.
        let (start_s, confidence) = start.smart_press(&base(), 1.0, 0.3);
        assert!((start_s - 61.2).abs() < 0.15 && confidence == Confidence::High, "{start_s}");
        let (end_s, confidence) = end.smart_press(&base(), 2.0, 0.8);
        assert!((end_s - 161.2).abs() < 0.15 && confidence == Confidence::High, "{end_s}");
    }

    #[test]
    fn the_foot_stays_near_the_step_and_a_flat_speed_has_none() {
        let start = Ramp { at_s: 62.0, slow: 0.0, fast: 112.0, is_clear: true };
        let (start_s, confidence) = start.smart_press(&base(), 4.0, 0.3);
        assert!((start_s - 59.0).abs() < 1e-9 && confidence == Confidence::Medium);
        let flat = Ramp { at_s: 120.0, slow: 80.0, fast: 150.0, is_clear: false };
        let (flat_s, confidence) = flat.smart_press(&base(), 1.0, 0.3);
        assert!((flat_s - 119.0).abs() < 1e-9 && confidence == Confidence::Low);
    }

    #[test]
    fn even_records_are_never_sure_and_a_long_ramp_is_doubtful() {
        let short = Ramp { at_s: 62.0, slow: 0.0, fast: 112.0, is_clear: true };
        let (press_s, confidence) = short.even_press(&base(), 2.5);
        assert!((press_s - 59.5).abs() < 1e-9 && confidence == Confidence::Medium);
        let mut slow = base();
        for (k, metres) in slow.distance_m.iter_mut().enumerate() {
            // From 1.5 to 4 m/s over 16 s.
            let into = (k as f64 - 54.0).clamp(0.0, 16.0);
            *metres = 1.5 * k as f64 + 2.5 * into * into / 32.0 + 2.5 * (k as f64 - 70.0).max(0.0);
        }
        assert_eq!(short.even_press(&slow, 2.5).1, Confidence::Low);
    }

    #[test]
    fn an_envelope_falls_all_the_way() {
        let out = envelope(&[(0.0, 1.0), (1.0, 0.6), (2.0, 0.8), (3.0, 0.0)]);
        assert_eq!(out.len(), 4);
        assert!((out[1].1 - 0.7).abs() < 1e-9 && (out[2].1 - 0.7).abs() < 1e-9);
        assert!(out.windows(2).all(|pair| pair[0].1 >= pair[1].1));
    }

    #[test]
    fn only_uneven_steps_are_smart() {
        let sampling = |median_s, p95_s| Sampling { median_s, p95_s, holes: 0 };
        assert!(is_smart(sampling(3.0, 7.0)));
        assert!(!is_smart(sampling(1.0, 4.0)));
        assert!(!is_smart(sampling(5.0, 5.0)));
    }
}
