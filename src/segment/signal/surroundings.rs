//! How fast the running around a stretch is: before the stretch, after it, between two stretches, and inside.

use crate::clean::Uniform;
use crate::model::Span;
use crate::segment::structure::MOVING_MPS;

/// Windows for the fastest running outside a stretch, s: a stride, a rep, a minute of anything.
pub(super) const WINDOWS_S: [usize; 3] = [10, 30, 60];

/// This much beside an edge belongs to the ramp, s.
const RAMP_S: f64 = 4.0;

/// The window for the slowest part inside a stretch, s, and how far inside the edges the search begins and ends, s.
const SLOWEST_S: usize = 8;
const INSIDE_S: f64 = 4.0;

/// Durations of best efforts, s. Between two durations the speed is linear in the logarithm of time.
const EFFORTS_S: [usize; 17] = [10, 14, 20, 28, 40, 56, 80, 112, 160, 224, 320, 450, 640, 900, 1280, 1800, 2600];

/// A runner slower than this stands, or the timer is stopped, m/s.
const STOOD_MPS: f64 = 0.5;

/// The window of the peak of a stretch, s.
const PEAK_S: usize = 5;

/// A wrist shows a new cadence after about this long, s.
const CADENCE_LAG_S: f64 = 4.0;

/// Added before a cast, which cuts towards zero, this rounds.
const HALF: f64 = 0.5;

/// Fewer seconds with a cadence than this give no cadence.
const LEAST_STEPS_S: f64 = 3.0;

/// The running of an activity, prepared so that each question about a part of it is answered in constant time.
#[derive(Debug)]
pub(super) struct Surroundings<'a> {
    base: &'a Uniform,
    fastest: [Most; 2],
    so_far: [Vec<f64>; 3],
    from_here: [Vec<f64>; 3],
    /// Greatest negative speeds over [`SLOWEST_S`]: the slowest running.
    slowest: Most,
    /// Greatest mean speeds over [`PEAK_S`].
    peak: Most,
    /// Seconds stood before each second.
    stood: Vec<f64>,
    /// Sums before each second: of cadence, and of seconds with a cadence. Empty without cadence.
    steps: Vec<(f64, f64)>,
    /// Logarithm of the duration, and the best mean speed over it, m/s.
    efforts: Vec<(f64, f64)>,
    /// Median speed while moving, m/s.
    pub(super) usual_mps: f64,
}

impl<'a> Surroundings<'a> {
    /// Prepares an activity with distance.
    pub(super) fn of(base: &'a Uniform) -> Self {
        let means = WINDOWS_S.map(|window| means(base, window));
        let mut moving: Vec<f64> = means[0].iter().copied().filter(|&speed| speed > MOVING_MPS).collect();
        let middle = moving.len() / 2;
        let usual_mps =
            if moving.is_empty() { MOVING_MPS } else { *moving.select_nth_unstable_by(middle, f64::total_cmp).1 };
        let effort = |seconds: usize| ((seconds as f64).ln(), most_metres(&base.distance_m, seconds) / seconds as f64);
        let negative = |mut speeds: Vec<f64>| {
            for speed in &mut speeds {
                *speed = -*speed;
            }
            speeds
        };
        Self {
            base,
            so_far: [0, 1, 2].map(|i| running_most(means[i].iter())),
            from_here: [0, 1, 2].map(|i| {
                // The window that begins at k ends WINDOWS_S[i] later.
                let mut most = running_most(means[i].iter().skip(WINDOWS_S[i]).rev());
                most.reverse();
                most
            }),
            fastest: [Most::of(means[0].clone()), Most::of(means[1].clone())],
            slowest: Most::of(negative(self::means(base, SLOWEST_S))),
            peak: Most::of(self::means(base, PEAK_S)),
            stood: sums(base.speed_mps.iter().map(|&speed| f64::from(u8::from(speed < STOOD_MPS)))),
            steps: steps(base),
            efforts: EFFORTS_S.into_iter().filter(|&seconds| seconds < base.len()).map(effort).collect(),
            usual_mps,
        }
    }

    /// The nearest second. This is asked millions of times a run, so it uses a cast: a cast cuts towards zero and turns
    /// negative values into zero.
    #[inline]
    fn index(&self, clock_s: f64) -> usize {
        (clock_s - self.base.start_s + HALF) as usize
    }

    /// Distance covered up to a clock time, m.
    pub(super) fn metres_at(&self, clock_s: f64) -> f64 {
        self.base.distance_at(clock_s)
    }

    /// The fastest mean over [`WINDOWS_S`]`[window]` that ends before an edge, m/s; `None` without room.
    pub(super) fn fastest_before(&self, window: usize, edge_s: f64) -> Option<f64> {
        let to = self.index(edge_s - RAMP_S).min(self.so_far[window].len().saturating_sub(1));
        (to >= WINDOWS_S[window]).then(|| self.so_far[window][to])
    }

    /// The fastest mean over a window that begins after an edge, m/s; `None` without room.
    pub(super) fn fastest_after(&self, window: usize, edge_s: f64) -> Option<f64> {
        self.from_here[window].get(self.index(edge_s + RAMP_S)).copied()
    }

    /// The fastest mean over a window between two edges, m/s; `None` without room. Only for the two shorter windows.
    pub(super) fn fastest_between(&self, window: usize, gap: Span) -> Option<f64> {
        let from = self.index(gap.start_s + RAMP_S) + WINDOWS_S[window];
        self.fastest[window].within(from, self.index(gap.end_s - RAMP_S) + 1)
    }

    /// The slowest mean over 8 s inside a stretch, m/s; `None` if the stretch is too short.
    pub(super) fn slowest_inside(&self, span: Span) -> Option<f64> {
        let from = self.index(span.start_s + INSIDE_S) + SLOWEST_S;
        self.slowest.within(from, self.index(span.end_s - INSIDE_S) + 1).map(|negative| -negative)
    }

    /// The fastest mean over 5 s of a stretch, m/s; the mean speed if the stretch is too short.
    pub(super) fn peak_mps(&self, span: Span) -> f64 {
        let from = self.index(span.start_s) + PEAK_S;
        self.peak.within(from, self.index(span.end_s + RAMP_S / 2.0) + 1).unwrap_or_else(|| self.base.mean_speed(span))
    }

    /// The share of a recovery that was stood or for which the timer was stopped.
    pub(super) fn stood_share(&self, gap: Span) -> f64 {
        let last = self.stood.len() - 1;
        let (from, to) = (self.index(gap.start_s).min(last), self.index(gap.end_s).min(last));
        if to > from { (self.stood[to] - self.stood[from]) / (to - from) as f64 } else { 0.0 }
    }

    /// Mean cadence over a stretch after the sensor's delay, steps/min; `None` if it is not known.
    pub(super) fn steps_spm(&self, span: Span) -> Option<f64> {
        let last = self.steps.len().checked_sub(1)?;
        let late_s = CADENCE_LAG_S.min(span.length_s() / 2.0);
        let (from, to) = (self.index(span.start_s + late_s).min(last), self.index(span.end_s + late_s / 2.0).min(last));
        let (steps, seconds) = (self.steps[to].0 - self.steps[from].0, self.steps[to].1 - self.steps[from].1);
        (seconds >= LEAST_STEPS_S).then(|| steps / seconds)
    }

    /// The best mean speed of the activity over this many seconds, m/s.
    pub(super) fn best_effort_mps(&self, seconds: f64) -> f64 {
        let at = seconds.ln();
        let after = self.efforts.partition_point(|effort| effort.0 < at);
        match (after.checked_sub(1).map(|before| self.efforts[before]), self.efforts.get(after)) {
            (Some(a), Some(b)) => a.1 + (b.1 - a.1) * (at - a.0) / (b.0 - a.0),
            (Some(end), None) | (None, Some(&end)) => end.1,
            (None, None) => self.usual_mps,
        }
    }
}

/// At each second, the mean speed over this many seconds before it, m/s; 0 near the start.
fn means(base: &Uniform, seconds: usize) -> Vec<f64> {
    let mut out = vec![0.0; seconds.min(base.len())];
    out.extend(means_of(base, seconds));
    out
}

fn means_of(base: &Uniform, seconds: usize) -> impl Iterator<Item = f64> + '_ {
    let later = base.distance_m.iter().skip(seconds);
    base.distance_m.iter().zip(later).map(move |(a, b)| (b - a) / seconds as f64)
}

/// The most metres covered in this many seconds; 0 without room. Eight values are compared at a time, because one after the
/// other waits for each comparison.
fn most_metres(distance_m: &[f64], seconds: usize) -> f64 {
    let later = distance_m.get(seconds..).unwrap_or_default();
    let mut most = [0.0_f64; 8];
    for (from, to) in distance_m.chunks(8).zip(later.chunks(8)) {
        for ((most, from), to) in most.iter_mut().zip(from).zip(to) {
            let metres = to - from;
            *most = if metres > *most { metres } else { *most };
        }
    }
    most.into_iter().fold(0.0, f64::max)
}

/// The sum of all values before each value; the last is the total.
fn sums(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut total = 0.0;
    let add = |value: f64| {
        total += value;
        total
    };
    std::iter::once(0.0).chain(values.map(add)).collect()
}

fn steps(base: &Uniform) -> Vec<(f64, f64)> {
    let Some(steps) = &base.step_rate_spm else { return Vec::new() };
    let known = |value: &f64| if value.is_finite() { (*value, 1.0) } else { (0.0, 0.0) };
    let (mut total, mut seconds) = (0.0, 0.0);
    let add = |value: &f64| {
        total += known(value).0;
        seconds += known(value).1;
        (total, seconds)
    };
    std::iter::once((0.0, 0.0)).chain(steps.iter().map(add)).collect()
}

fn running_most<'a>(values: impl Iterator<Item = &'a f64>) -> Vec<f64> {
    let more = |most: &mut f64, value: &f64| {
        *most = most.max(*value);
        Some(*most)
    };
    values.scan(0.0, more).collect()
}

/// Values of a block of [`Most`].
const BLOCK: usize = 16;

/// Answers the greatest value of any range: blocks, and above them a table of ranges of doubling length. A table of all
/// values takes five times as long to build.
#[derive(Debug)]
struct Most {
    values: Vec<f64>,
    /// The greatest value from the start of a block up to each value, and from each value to the end of its block.
    so_far: Vec<f64>,
    from_here: Vec<f64>,
    /// The greatest value of 1, 2, 4, 8 and so on blocks.
    levels: Vec<Vec<f64>>,
}

impl Most {
    fn of(values: Vec<f64>) -> Self {
        let (mut so_far, mut from_here) = (values.clone(), values.clone());
        for block in so_far.chunks_mut(BLOCK) {
            for k in 1..block.len() {
                block[k] = block[k].max(block[k - 1]);
            }
        }
        for block in from_here.chunks_mut(BLOCK) {
            for k in (1..block.len()).rev() {
                block[k - 1] = block[k - 1].max(block[k]);
            }
        }
        let mut levels: Vec<Vec<f64>> = vec![from_here.iter().copied().step_by(BLOCK).collect()];
        let mut width = 1;
        while 2 * width <= levels[0].len() {
            let below = &levels[levels.len() - 1];
            let next = below.iter().zip(&below[width..]).map(|(a, b)| a.max(*b)).collect();
            levels.push(next);
            width *= 2;
        }
        Self { values, so_far, from_here, levels }
    }

    /// The greatest value from index `from` up to, but without, index `to`; `None` if the range is empty.
    #[inline]
    fn within(&self, from: usize, to: usize) -> Option<f64> {
        let to = to.min(self.values.len());
        if from >= to {
            return None;
        }
        let (first, last) = (from / BLOCK, (to - 1) / BLOCK);
        if first == last {
            return self.values[from..to].iter().copied().reduce(f64::max);
        }
        let ends = self.from_here[from].max(self.so_far[to - 1]);
        let between = last - first - 1;
        if between == 0 {
            return Some(ends);
        }
        let level = between.ilog2() as usize;
        let row = &self.levels[level];
        Some(ends.max(row[first + 1]).max(row[last - (1 << level)]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greatest_of_any_range() {
        let most = Most::of(vec![3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0]);
        assert_eq!(most.within(0, 3), Some(4.0));
        assert_eq!(most.within(3, 5), Some(5.0));
        assert_eq!(most.within(6, 99), Some(2.0));
        assert_eq!(most.within(4, 4), None);
        let values: Vec<f64> = (0..200).map(|k| f64::from(k * 7919 % 211)).collect();
        let most = Most::of(values.clone());
        for from in 0..200 {
            for to in from + 1..=200 {
                assert_eq!(most.within(from, to), values[from..to].iter().copied().reduce(f64::max), "{from}..{to}");
            }
        }
    }

    #[test]
    fn fast_running_is_seen_on_its_own_side_alone() {
        let speed_mps: Vec<f64> = (0..300).map(|k| if (100..140).contains(&k) { 5.0 } else { 2.0 }).collect();
        let distance_m: Vec<f64> = speed_mps
            .iter()
            .scan(0.0, |sum, v| {
                *sum += v;
                Some(*sum)
            })
            .collect();
        let base = Uniform { distance_m, speed_mps, recorded: vec![true; 300], ..Uniform::default() };
        let around = Surroundings::of(&base);
        assert_eq!(around.fastest_before(0, 99.0), Some(2.0));
        assert_eq!(around.fastest_before(1, 200.0), Some(5.0));
        assert_eq!(around.fastest_before(2, 30.0), None);
        assert_eq!(around.fastest_after(0, 150.0), Some(2.0));
        assert_eq!(around.fastest_after(0, 50.0), Some(5.0));
        assert_eq!(around.fastest_after(2, 280.0), None);
        assert_eq!(around.fastest_between(0, Span::new(30.0, 180.0)), Some(5.0));
        assert_eq!(around.fastest_between(0, Span::new(30.0, 99.0)), Some(2.0));
        assert_eq!(around.slowest_inside(Span::new(100.0, 139.0)), Some(5.0));
        assert_eq!(around.slowest_inside(Span::new(100.0, 112.0)), None);
        assert!((around.best_effort_mps(40.0) - 5.0).abs() < 1e-9);
        assert!((around.usual_mps - 2.0).abs() < 1e-9);
    }
}
