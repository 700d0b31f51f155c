//! The evidence for a reading: a window of stretches that grows by one rep a step, so that little is computed twice.

use super::candidates::MAX_RUNS;
use super::minutes::{Minutes, Outside};
use super::runs::Run;
use crate::clean::Uniform;
use crate::model::Span;
use crate::stats::median_of_sorted;

/// The slowest recovery that a ratio of speeds is formed with, m/s.
const STANDING_MPS: f64 = 0.3;

/// A recovery slower than this is spent standing, m/s.
const STOPPED_MPS: f64 = 0.6;

/// Rungs of a ladder differ by at least this, logarithmic.
const LADDER_STEP: f64 = 0.12;

/// Contrast of a rep and its recovery is counted up to here, logarithmic.
const MOST_CONTRAST: f64 = 1.2;

/// Steps of speed at an edge are counted within these, as shares of the speed.
const EDGE: (f64, f64) = (-0.2, 0.8);

/// What a reading is judged by; each is dimensionless.
pub(super) const FEATURES: [&str; 28] = [
    "ln_count",
    "contrast_median",
    "contrast_least",
    "speed_spread",
    "like_share",
    "rest_irregularity",
    "margin_reps",
    "margin_rests",
    "left_out_similar",
    "left_out_adjacent",
    "outside_fast",
    "edge_contrast",
    "first_slower",
    "last_slower",
    "first_longer",
    "last_longer",
    "ln_rep_s",
    "ln_rest_ratio",
    "time_spread",
    "edge_weakest",
    "next_door",
    "first_gap",
    "last_gap",
    "inside_valley",
    "faster_outside",
    "ladder",
    "stopped_share",
    "rest_briefness",
];

/// The evidence, by [`FEATURES`].
pub(super) type Features = [f64; FEATURES.len()];

/// The stretches at one threshold, and what is known of each before any window is looked at.
#[derive(Debug)]
pub(super) struct Cut {
    /// The stretches, in order; at most [`MAX_RUNS`].
    pub(super) runs: Vec<Run>,
    ln_threshold: f64,
    reps: Columns,
    /// Between each stretch and the next.
    rests: Columns,
    /// Speed of the slower neighbour over that of the rest.
    contrasts: Vec<f64>,
    /// The steps of speed at both edges of each stretch, m/s.
    steps_mps: Vec<f64>,
    /// For each stretch a bit for every stretch of like distance (10 %) or time (6.5 %).
    alike: Vec<u64>,
}

const _: () = assert!(MAX_RUNS <= u64::BITS as usize, "a bit for each stretch");

#[derive(Debug, Default)]
struct Columns {
    time_s: Vec<f64>,
    ln_time: Vec<f64>,
    speed_mps: Vec<f64>,
    ln_speed: Vec<f64>,
}

impl Columns {
    fn of(time_s: Vec<f64>, speed_mps: Vec<f64>, least_mps: f64) -> Self {
        let ln_time = time_s.iter().map(|time| time.ln()).collect();
        let ln_speed = speed_mps.iter().map(|speed| speed.max(least_mps).ln()).collect();
        Self { time_s, ln_time, speed_mps, ln_speed }
    }
}

impl Cut {
    /// The stretches found at a threshold.
    pub(super) fn of(base: &Uniform, runs: Vec<Run>, threshold_mps: f64) -> Self {
        let times = runs.iter().map(|run| run.span.length_s()).collect();
        let reps = Columns::of(times, runs.iter().map(|run| run.speed_mps).collect(), 0.0);
        let rest = |pair: &[Run]| {
            let span = Span::new(pair[0].span.end_s, pair[1].span.start_s);
            // Two fast laps without a recovery between them: no contrast at all.
            let slower = pair[0].speed_mps.min(pair[1].speed_mps);
            let speed = if span.length_s() < 2.0 { slower } else { base.mean_speed(span).max(0.0) };
            (span.length_s().max(1.0), speed)
        };
        let (times, speeds) = runs.windows(2).map(rest).unzip();
        let rests = Columns::of(times, speeds, STANDING_MPS);
        let contrast = |(pair, rest): (&[Run], &f64)| pair[0].speed_mps.min(pair[1].speed_mps) / rest.max(STANDING_MPS);
        let contrasts = runs.windows(2).zip(&rests.speed_mps).map(contrast).collect();
        let steps_mps = runs.iter().flat_map(|run| [run.edge_steps_mps.0, run.edge_steps_mps.1]).collect();
        let (ln_threshold, alike) = (threshold_mps.ln(), alike(&reps));
        Self { runs, ln_threshold, reps, rests, contrasts, steps_mps, alike }
    }
}

fn alike(reps: &Columns) -> Vec<u64> {
    let Columns { ln_time, ln_speed, .. } = reps;
    let is_alike = |i: usize, j: usize| {
        let time = ln_time[i] - ln_time[j];
        time.abs() <= 0.065 || (ln_speed[i] - ln_speed[j] + time).abs() <= 0.1
    };
    let others = |i: usize| (0..ln_time.len()).filter(move |&j| j != i && is_alike(i, j));
    (0..ln_time.len()).map(|i| others(i).fold(0, |bits, j| bits | 1 << j)).collect()
}

/// Some stretches in a row as the reps of a session, from one rep on.
#[derive(Debug)]
pub(super) struct Window<'a> {
    cut: &'a Cut,
    first: usize,
    last: usize,
    outside: Outside<'a>,
    speeds: Sorted,
    times: Sorted,
    rest_times: Sorted,
    contrasts: Sorted,
    /// A bit for each rep that has another like it.
    with_like: u64,
    time_s: f64,
    ln_slowest: f64,
    weakest_step_mps: f64,
    longest_rest_s: f64,
    longest_rep_s: f64,
    ln_fastest_rest: f64,
}

impl<'a> Window<'a> {
    /// The window of a single rep.
    pub(super) fn at(cut: &'a Cut, minutes: &'a Minutes, first: usize) -> Self {
        let mut window = Self {
            cut,
            first,
            last: first,
            outside: Outside::of(minutes, cut.runs[first].span.start_s),
            speeds: Sorted::default(),
            times: Sorted::default(),
            rest_times: Sorted::default(),
            contrasts: Sorted::default(),
            with_like: 0,
            time_s: 0.0,
            ln_slowest: f64::INFINITY,
            weakest_step_mps: f64::INFINITY,
            longest_rest_s: 0.0,
            longest_rep_s: 0.0,
            ln_fastest_rest: STANDING_MPS.ln(),
        };
        window.take_rep(first);
        window
    }

    /// Takes in the next rest and rep.
    pub(super) fn grow(&mut self) {
        let (cut, rest) = (self.cut, self.last);
        self.rest_times.insert(cut.rests.time_s[rest]);
        self.contrasts.insert(cut.contrasts[rest]);
        self.longest_rest_s = self.longest_rest_s.max(cut.rests.time_s[rest]);
        self.ln_fastest_rest = self.ln_fastest_rest.max(cut.rests.ln_speed[rest]);
        self.last += 1;
        self.take_rep(self.last);
    }

    fn take_rep(&mut self, rep: usize) {
        let cut = self.cut;
        let (time_s, steps_mps) = (cut.reps.time_s[rep], &cut.steps_mps[2 * rep..=2 * rep + 1]);
        self.speeds.insert(cut.reps.speed_mps[rep]);
        self.times.insert(time_s);
        self.time_s += time_s;
        self.longest_rep_s = self.longest_rep_s.max(time_s);
        self.ln_slowest = self.ln_slowest.min(cut.reps.ln_speed[rep]);
        self.weakest_step_mps = steps_mps.iter().copied().fold(self.weakest_step_mps, f64::min);
        let before = (1_u64 << rep) - (1 << self.first);
        let like = cut.alike[rep] & before;
        self.with_like |= like | u64::from(like != 0) << rep;
    }

    /// The longest rest, s.
    pub(super) fn longest_rest_s(&self) -> f64 {
        self.longest_rest_s
    }

    /// The longest rep, s.
    pub(super) fn longest_rep_s(&self) -> f64 {
        self.longest_rep_s
    }

    /// The median contrast of reps and rests, a ratio.
    pub(super) fn contrast(&self) -> f64 {
        self.contrasts.median()
    }

    /// The evidence for these reps; there are two or more.
    pub(super) fn features(&mut self) -> Features {
        let (cut, first, last) = (self.cut, self.first, self.last);
        let (reps, rests, count) = (&cut.reps, &cut.rests, (last - first + 1) as f64);
        let (speed, time, rest) = (self.speeds.median(), self.times.median(), self.rest_times.median());
        let (ln_speed, ln_time, ln_rest) = (speed.ln(), time.ln(), rest.ln());
        let held = |ln_ratio: f64| ln_ratio.clamp(-2.0, 2.0);
        let slower = |rep: usize| (ln_speed - reps.ln_speed[rep]).clamp(-0.4, 0.4);
        let longer = |rep: usize| held(reps.ln_time[rep] - ln_time);
        let gap = |at: usize| held(rests.ln_time[at] - ln_rest);
        let edge = |step: f64| (step / speed).clamp(EDGE.0, EDGE.1);
        let spread = |logs: &[f64], middle: f64| total(logs, |log| (log - middle).abs()) / logs.len() as f64;
        let left_out = self.left_out(speed, time);
        [
            count.ln(),
            self.contrasts.median_of(ln_contrast),
            ln_contrast(self.contrasts.least()).max(-0.3),
            spread(&reps.ln_speed[first..=last], ln_speed).min(0.4),
            f64::from(self.with_like.count_ones()) / count,
            spread(&rests.ln_time[first..last], ln_rest).min(1.5),
            held(self.ln_slowest - cut.ln_threshold),
            held(cut.ln_threshold - self.ln_fastest_rest).min(1.2),
            left_out.similar,
            self.next_to_it(2.0 * self.longest_rest_s, |i| looks_alike(reps, i, speed, time)),
            self.outside_fast(speed),
            total(&cut.steps_mps[2 * first..2 * last + 2], edge) / (2.0 * count),
            slower(first),
            slower(last),
            longer(first),
            longer(last),
            ln_time,
            held(ln_rest - ln_time),
            spread(&reps.ln_time[first..=last], ln_time).min(1.5),
            edge(self.weakest_step_mps),
            self.next_to_it(2.0 * rest, |i| reps.speed_mps[i] >= 0.93 * speed && reps.time_s[i] >= 0.2 * time),
            gap(first),
            gap(last - 1),
            held(self.ln_fastest_rest - ln_speed),
            (left_out.faster_s / self.time_s).min(2.0),
            f64::from(u8::from(is_ladder(&reps.ln_time[first..=last]))),
            total(&rests.speed_mps[first..last], |speed| f64::from(u8::from(speed < STOPPED_MPS))) / (count - 1.0),
            held(ln_rest - ln_time).min(-1.0) + 1.0,
        ]
    }

    /// Stretches outside the window that look like one of its reps, and the time of those that are as fast.
    fn left_out(&self, speed: f64, time: f64) -> LeftOut {
        let reps = &self.cut.reps;
        let (mut similar, mut faster_s) = (0_u32, 0.0);
        for i in (0..self.first).chain(self.last + 1..self.cut.runs.len()) {
            similar += u32::from(looks_alike(reps, i, speed, time));
            faster_s += if reps.speed_mps[i] >= 0.97 * speed { reps.time_s[i] } else { 0.0 };
        }
        LeftOut { similar: f64::from(similar.min(5)), faster_s }
    }

    /// Stretches right before and after the window, no farther than a gap, that are of a kind.
    fn next_to_it(&self, gap_s: f64, is_such: impl Fn(usize) -> bool) -> f64 {
        let rests = &self.cut.rests.time_s;
        let is_before = self.first.checked_sub(1).is_some_and(|i| rests[i] <= gap_s && is_such(i));
        let is_after = rests.get(self.last).is_some_and(|&rest| rest <= gap_s && is_such(self.last + 1));
        f64::from(u8::from(is_before) + u8::from(is_after))
    }

    /// How fast the running outside the window is: its 90th percentile of minutes against the reps, logarithmic.
    fn outside_fast(&mut self, speed: f64) -> f64 {
        let end_s = self.cut.runs[self.last].span.end_s;
        let fast = self.outside.fast_mps(end_s);
        fast.map_or(-0.7, |fast| (fast / speed).max(STANDING_MPS).ln().clamp(-0.7, 0.3))
    }
}

/// What a window leaves out.
struct LeftOut {
    /// Stretches that look like one of its reps; counted to five.
    similar: f64,
    /// Seconds of stretches that are as fast as its reps.
    faster_s: f64,
}

fn looks_alike(reps: &Columns, i: usize, speed: f64, time: f64) -> bool {
    let length = reps.time_s[i];
    reps.speed_mps[i] >= 0.93 * speed && length >= 0.6 * time && length <= 2.5 * time
}

/// Whether the rep times climb, fall, or climb and fall in clear steps: a ladder or a pyramid of four rungs or more.
fn is_ladder(ln_times: &[f64]) -> bool {
    let step = |i: usize| ln_times[i + 1] - ln_times[i];
    let steps = ln_times.len() - 1;
    let turns = (1..steps).filter(|&i| step(i - 1).signum() * step(i).signum() < 0.0).count();
    let is_one_sided = turns == 0 || (turns == 1 && ln_times.len() >= 5 && step(0) > 0.0);
    ln_times.len() >= 4 && is_one_sided && (0..steps).all(|i| step(i).abs() >= LADDER_STEP)
}

fn ln_contrast(ratio: f64) -> f64 {
    ratio.ln().min(MOST_CONTRAST)
}

/// The sum of a term over values, in four lanes: a fixed order of adding, and no wait for the last sum.
fn total(values: &[f64], term: impl Fn(f64) -> f64) -> f64 {
    let (fours, rest) = values.as_chunks::<4>();
    let mut lanes = [0.0; 4];
    for four in fours {
        for (lane, &value) in lanes.iter_mut().zip(four) {
            *lane += term(value);
        }
    }
    rest.iter().fold(lanes.iter().sum(), |sum, &value| sum + term(value))
}

/// Values in rising order, as they come.
#[derive(Debug, Clone, Default)]
struct Sorted(Vec<f64>);

impl Sorted {
    fn insert(&mut self, value: f64) {
        let at = self.0.partition_point(|known| known.total_cmp(&value).is_lt());
        self.0.insert(at, value);
    }

    fn least(&self) -> f64 {
        self.0.first().copied().unwrap_or(f64::NAN)
    }

    fn median(&self) -> f64 {
        median_of_sorted(&self.0)
    }

    /// The median of a rising function of the values.
    fn median_of(&self, f: impl Fn(f64) -> f64) -> f64 {
        let Some(last) = self.0.len().checked_sub(1) else { return f64::NAN };
        median_of_sorted(&[f(self.0[last / 2]), f(self.0[last.div_ceil(2)])])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reps of 60 s at 4 m/s with rests of 60 s at 2 m/s; the third one is longer and faster.
    fn cut() -> (Uniform, Cut) {
        let spans = [(0.0, 60.0), (120.0, 180.0), (240.0, 340.0), (400.0, 460.0)];
        let run = |(i, &(start, end)): (usize, &(f64, f64))| Run {
            span: Span::new(start, end),
            speed_mps: if i == 2 { 4.4 } else { 4.0 },
            edge_steps_mps: (2.0, 1.0),
        };
        let runs: Vec<Run> = spans.iter().enumerate().map(run).collect();
        let distance_m = (0..=600).map(|k| 2.0 * f64::from(k)).collect();
        let base = Uniform { distance_m, recorded: vec![true; 601], ..Uniform::default() };
        let cut = Cut::of(&base, runs, 3.0);
        (base, cut)
    }

    #[test]
    fn a_grown_window_knows_its_reps_and_its_surroundings() {
        let (base, cut) = cut();
        let minutes = Minutes::of(&base);
        let mut window = Window::at(&cut, &minutes, 0);
        window.grow();
        let value = |features: &Features, name: &str| {
            FEATURES.iter().position(|known| *known == name).map_or(f64::NAN, |i| features[i])
        };
        let two = window.features();
        for (name, expected) in [
            ("ln_count", 2.0_f64.ln()),
            ("contrast_median", 2.0_f64.ln()),
            ("speed_spread", 0.0),
            ("like_share", 1.0),
            ("left_out_similar", 2.0),
            ("left_out_adjacent", 1.0),
            ("edge_contrast", 0.375),
            ("edge_weakest", 0.25),
            ("faster_outside", 160.0 / 120.0),
            ("inside_valley", 0.5_f64.ln()),
        ] {
            assert!((value(&two, name) - expected).abs() < 1e-12, "{name}: {}", value(&two, name));
        }
        window.grow();
        let three = window.features();
        assert!((value(&three, "like_share") - 2.0 / 3.0).abs() < 1e-12);
        assert!((value(&three, "last_slower") - (4.0_f64 / 4.4).ln()).abs() < 1e-12);
        assert!((value(&three, "last_longer") - (100.0_f64 / 60.0).ln()).abs() < 1e-12);
    }

    #[test]
    fn a_ladder_climbs_or_falls_in_clear_steps() {
        let ln = |times: &[f64]| times.iter().map(|time| time.ln()).collect::<Vec<f64>>();
        assert!(is_ladder(&ln(&[300.0, 240.0, 180.0, 120.0, 60.0])));
        assert!(is_ladder(&ln(&[60.0, 120.0, 180.0, 120.0, 60.0])));
        assert!(!is_ladder(&ln(&[60.0, 120.0, 60.0, 120.0])));
        assert!(!is_ladder(&ln(&[300.0, 240.0, 180.0])));
        assert!(!is_ladder(&ln(&[90.0, 91.0, 92.0, 93.0])));
    }

    #[test]
    fn medians_follow_what_comes() {
        let mut sorted = Sorted::default();
        for (value, median) in [(3.0, 3.0), (1.0, 2.0), (9.0, 3.0), (5.0, 4.0)] {
            sorted.insert(value);
            assert!((sorted.median() - median).abs() < 1e-12);
        }
        assert!((sorted.median_of(|value| value.min(4.0)) - 3.5).abs() < 1e-12);
    }
}
