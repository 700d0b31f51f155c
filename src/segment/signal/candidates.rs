//! Every reading of the speed as a session: contiguous windows of fast stretches at many thresholds.

use super::runs::{Run, runs, smoothed};
use crate::clean::Uniform;
use crate::model::Span;
use crate::stats::middle;

/// Thresholds tried: from a brisk walk to a sprint, in steps of 2.5 %.
const LOWEST_MPS: f64 = 1.6;
const HIGHEST_MPS: f64 = 8.0;
const STEP: f64 = 1.025;

/// More fast stretches than this at one threshold are flicker, not a session.
const MAX_RUNS: usize = 60;

/// Reps are faster than the recoveries between them by at least this factor (median over the set).
const LEAST_CONTRAST: f64 = 1.13;

/// No rep is longer than this, s: the longest threshold reps that coaches write are half an hour.
const LONGEST_REP_S: f64 = 2700.0;

/// Rungs of a ladder differ by at least this, logarithmic.
const LADDER_STEP: f64 = 0.12;

/// A recovery slower than this is spent standing, m/s.
const STANDING_MPS: f64 = 0.6;

/// A recovery longer than this splits a session in two, s.
const LONGEST_RECOVERY_S: f64 = 1200.0;

/// One reading: the stretches that would be the reps, and the evidence for it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    /// The reps.
    pub(super) reps: Vec<Run>,
    /// The evidence, by [`FEATURES`].
    pub(super) features: [f64; FEATURES.len()],
}

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

/// All readings of an activity, those of near-equal thresholds merged.
pub(super) fn candidates(base: &Uniform) -> Vec<Candidate> {
    if base.distance_m.len() < 60 {
        return Vec::new();
    }
    let speed = smoothed(&base.speed_mps);
    let fastest = speed.iter().copied().fold(0.0, f64::max);
    let minute = minute_means(base);
    let mut out = Vec::new();
    let mut previous: Vec<Run> = Vec::new();
    let mut threshold = LOWEST_MPS;
    while threshold <= HIGHEST_MPS.min(fastest) {
        let found = runs(base, &speed, threshold);
        let is_new = !same(&found, &previous);
        if found.len() >= 2 && found.len() <= MAX_RUNS && is_new {
            windows(base, &found, threshold, &minute, &mut out);
        }
        if is_new {
            previous = found;
        }
        threshold *= STEP;
    }
    out
}

/// All readings in which every edge is a lap's edge.
///
/// `is_joined[i]` tells that the boundary between laps i and i + 1 was set by the device (an auto-lap inside a rep), so
/// that two fast laps on either side are one rep.
pub(super) fn of_laps(base: &Uniform, laps: &[Span], is_joined: &[bool]) -> Vec<Candidate> {
    if base.distance_m.is_empty() || laps.len() < 2 {
        return Vec::new();
    }
    let minute = minute_means(base);
    let speeds: Vec<f64> = laps.iter().map(|&lap| base.mean_speed(lap)).collect();
    let mut levels = speeds.clone();
    levels.sort_by(f64::total_cmp);
    let mut out = Vec::new();
    let mut previous: Vec<Run> = Vec::new();
    for pair in levels.windows(2).filter(|pair| pair[1] > 1.02 * pair[0]) {
        let threshold = f64::midpoint(pair[0], pair[1]);
        let found = fast_laps(base, laps, &speeds, is_joined, threshold);
        if found.len() >= 2 && found.len() <= MAX_RUNS && !same(&found, &previous) {
            windows(base, &found, threshold, &minute, &mut out);
        }
        previous = found;
    }
    out
}

fn fast_laps(base: &Uniform, laps: &[Span], speeds: &[f64], is_joined: &[bool], threshold: f64) -> Vec<Run> {
    let mut spans: Vec<Span> = Vec::new();
    for (i, &lap) in laps.iter().enumerate().filter(|&(i, _)| speeds[i] > threshold) {
        let continues = i > 0 && is_joined[i - 1] && speeds[i - 1] > threshold;
        match spans.last_mut() {
            Some(last) if continues => last.end_s = lap.end_s,
            _ => spans.push(lap),
        }
    }
    spans.into_iter().map(|span| Run::of_span(base, span)).collect()
}

/// Whether two cuts have the same stretches within a second.
fn same(a: &[Run], b: &[Run]) -> bool {
    a.len() == b.len()
        && a.iter()
            .zip(b)
            .all(|(x, y)| (x.span.start_s - y.span.start_s).abs() <= 1.0 && (x.span.end_s - y.span.end_s).abs() <= 1.0)
}

/// Mean speed of each minute that begins at every 10th second: (clock of its middle, m/s).
fn minute_means(base: &Uniform) -> Vec<(f64, f64)> {
    (0..base.len().saturating_sub(60))
        .step_by(10)
        .map(|k| (base.clock_s(k) + 30.0, (base.distance_m[k + 60] - base.distance_m[k]) / 60.0))
        .collect()
}

fn windows(base: &Uniform, found: &[Run], threshold: f64, minute: &[(f64, f64)], out: &mut Vec<Candidate>) {
    let rests: Vec<(f64, f64)> = found
        .windows(2)
        .map(|pair| {
            let span = Span::new(pair[0].span.end_s, pair[1].span.start_s);
            // Two fast laps without a recovery between them: no contrast at all.
            let slower = pair[0].speed_mps.min(pair[1].speed_mps);
            let speed = if span.length_s() < 2.0 { slower } else { base.mean_speed(span).max(0.0) };
            (span.length_s().max(1.0), speed)
        })
        .collect();
    let contrast: Vec<f64> = found
        .windows(2)
        .zip(&rests)
        .map(|(pair, rest)| pair[0].speed_mps.min(pair[1].speed_mps) / rest.1.max(0.3))
        .collect();
    for first in 0..found.len() - 1 {
        for last in first + 1..found.len() {
            let longest = rests[first..last].iter().map(|rest| rest.0).fold(0.0, f64::max);
            let longest_rep = found[first..=last].iter().map(|run| run.span.length_s()).fold(0.0, f64::max);
            if longest > LONGEST_RECOVERY_S || longest_rep > LONGEST_REP_S {
                break;
            }
            if middle(&contrast[first..last]).is_none_or(|c| c < LEAST_CONTRAST) {
                continue;
            }
            let view = View { found, rests: &rests, contrast: &contrast, threshold, minute };
            out.push(view.candidate(first, last));
        }
    }
}

struct View<'a> {
    found: &'a [Run],
    rests: &'a [(f64, f64)],
    contrast: &'a [f64],
    threshold: f64,
    minute: &'a [(f64, f64)],
}

impl View<'_> {
    fn candidate(&self, first: usize, last: usize) -> Candidate {
        let reps = &self.found[first..=last];
        let rests = &self.rests[first..last];
        let contrast: Vec<f64> = self.contrast[first..last].iter().map(|c| c.ln().min(1.2)).collect();
        let speeds: Vec<f64> = reps.iter().map(|rep| rep.speed_mps).collect();
        let times: Vec<f64> = reps.iter().map(|rep| rep.span.length_s()).collect();
        let rest_times: Vec<f64> = rests.iter().map(|rest| rest.0).collect();
        let (speed, time, rest) = (mid(&speeds), mid(&times), mid(&rest_times));
        let edges: Vec<f64> = reps
            .iter()
            .flat_map(|rep| [rep.edge_steps_mps.0, rep.edge_steps_mps.1])
            .map(|step| (step / speed).clamp(-0.2, 0.8))
            .collect();
        let (similar, adjacent) = self.left_out(first, last, speed, time);
        let slowest = speeds.iter().copied().fold(f64::INFINITY, f64::min);
        let fastest_rest = rests.iter().map(|rest| rest.1).fold(0.0, f64::max).max(0.3);
        let (first_rep, last_rep) = (&reps[0], &reps[reps.len() - 1]);
        let log_ratio = |a: f64, b: f64| (a / b).ln().clamp(-2.0, 2.0);
        let features = [
            (reps.len() as f64).ln(),
            mid(&contrast),
            contrast.iter().copied().fold(1.2, f64::min).max(-0.3),
            spread(&speeds, speed).min(0.4),
            like_share(reps),
            spread(&rest_times, rest).min(1.5),
            log_ratio(slowest, self.threshold),
            log_ratio(self.threshold, fastest_rest).min(1.2),
            similar,
            adjacent,
            self.outside_fast(first_rep.span.start_s, last_rep.span.end_s, speed),
            edges.iter().sum::<f64>() / edges.len() as f64,
            log_ratio(speed, first_rep.speed_mps).clamp(-0.4, 0.4),
            log_ratio(speed, last_rep.speed_mps).clamp(-0.4, 0.4),
            log_ratio(first_rep.span.length_s(), time),
            log_ratio(last_rep.span.length_s(), time),
            time.ln(),
            log_ratio(rest, time),
            spread(&times, time).min(1.5),
            edges.iter().copied().fold(0.8, f64::min),
            self.next_door(first, last, speed, time),
            log_ratio(rests[0].0, rest),
            log_ratio(rests[rests.len() - 1].0, rest),
            log_ratio(rests.iter().map(|rest| rest.1).fold(0.0, f64::max).max(0.3), speed),
            self.faster_outside(first, last, speed),
            f64::from(u8::from(is_ladder(&times))),
            rests.iter().filter(|rest| rest.1 < STANDING_MPS).count() as f64 / rests.len() as f64,
            log_ratio(rest, time).min(-1.0) + 1.0,
        ];
        Candidate { reps: reps.to_vec(), features }
    }

    /// Stretches outside the window that look like one of its reps: all of them, and those right next to it.
    fn left_out(&self, first: usize, last: usize, speed: f64, time: f64) -> (f64, f64) {
        let looks_alike = |run: &Run| {
            let length = run.span.length_s();
            run.speed_mps >= 0.93 * speed && length >= 0.6 * time && length <= 2.5 * time
        };
        let similar =
            (0..self.found.len()).filter(|&i| (i < first || i > last) && looks_alike(&self.found[i])).count() as f64;
        let longest_rest = self.rests[first..last].iter().map(|rest| rest.0).fold(0.0, f64::max);
        let near = |gap: Option<&(f64, f64)>, run: Option<&Run>| {
            gap.is_some_and(|gap| gap.0 <= 2.0 * longest_rest) && run.is_some_and(looks_alike)
        };
        let before = first.checked_sub(1);
        let is_before = near(before.and_then(|i| self.rests.get(i)), before.and_then(|i| self.found.get(i)));
        let is_after = near(self.rests.get(last), self.found.get(last + 1));
        (similar.min(5.0), f64::from(u8::from(is_before)) + f64::from(u8::from(is_after)))
    }

    /// Stretches right next to the window, however long, that are as fast and as near as its own reps.
    fn next_door(&self, first: usize, last: usize, speed: f64, time: f64) -> f64 {
        let rest = mid(&self.rests[first..last].iter().map(|rest| rest.0).collect::<Vec<_>>());
        let near = |gap: Option<&(f64, f64)>, run: Option<&Run>| {
            gap.is_some_and(|gap| gap.0 <= 2.0 * rest)
                && run.is_some_and(|run| run.speed_mps >= 0.93 * speed && run.span.length_s() >= 0.2 * time)
        };
        let before = first.checked_sub(1);
        let is_before = near(before.and_then(|i| self.rests.get(i)), before.and_then(|i| self.found.get(i)));
        let is_after = near(self.rests.get(last), self.found.get(last + 1));
        f64::from(u8::from(is_before)) + f64::from(u8::from(is_after))
    }

    /// Seconds of stretches outside the window that are faster than its reps, against the time of its reps.
    fn faster_outside(&self, first: usize, last: usize, speed: f64) -> f64 {
        let inside: f64 = self.found[first..=last].iter().map(|run| run.span.length_s()).sum();
        let outside: f64 = (0..self.found.len())
            .filter(|&i| (i < first || i > last) && self.found[i].speed_mps >= 0.97 * speed)
            .map(|i| self.found[i].span.length_s())
            .sum();
        (outside / inside).min(2.0)
    }

    /// How fast the running outside the window is: its 90th percentile of minutes against the reps, logarithmic.
    fn outside_fast(&self, start: f64, end: f64, speed: f64) -> f64 {
        let mut outside: Vec<f64> = self
            .minute
            .iter()
            .filter(|(middle, _)| *middle < start - 30.0 || *middle > end + 30.0)
            .map(|&(_, mean)| mean)
            .collect();
        if outside.is_empty() {
            return -0.7;
        }
        let place = (0.9 * (outside.len() - 1) as f64) as usize;
        let (_, value, _) = outside.select_nth_unstable_by(place, f64::total_cmp);
        (*value / speed).max(0.3).ln().clamp(-0.7, 0.3)
    }
}

/// Whether the rep times climb, fall, or climb and fall in clear steps: a ladder or a pyramid of four rungs or more.
fn is_ladder(times: &[f64]) -> bool {
    let steps: Vec<f64> = times.windows(2).map(|pair| (pair[1] / pair[0]).ln()).collect();
    let turns = steps.windows(2).filter(|pair| pair[0].signum() != pair[1].signum()).count();
    let is_one_sided = turns == 0 || (turns == 1 && times.len() >= 5 && steps[0] > 0.0);
    times.len() >= 4 && is_one_sided && steps.iter().all(|step| step.abs() >= LADDER_STEP)
}

fn mid(values: &[f64]) -> f64 {
    middle(values).unwrap_or(f64::NAN)
}

/// Mean absolute log deviation from a middle.
fn spread(values: &[f64], middle: f64) -> f64 {
    values.iter().map(|value| (value / middle).ln().abs()).sum::<f64>() / values.len() as f64
}

/// Share of reps that have another of like distance (10 %) or time (6.5 %).
fn like_share(reps: &[Run]) -> f64 {
    let metres = |rep: &Run| rep.speed_mps * rep.span.length_s();
    let alike = |a: &Run, b: &Run| {
        (metres(a) / metres(b)).ln().abs() <= 0.1 || (a.span.length_s() / b.span.length_s()).ln().abs() <= 0.065
    };
    let with_like = (0..reps.len()).filter(|&i| (0..reps.len()).any(|j| j != i && alike(&reps[i], &reps[j]))).count();
    with_like as f64 / reps.len() as f64
}
