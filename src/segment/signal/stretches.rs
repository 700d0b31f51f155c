//! The stretches that may be reps: the stretches that show at a range of speed thresholds.

use super::runs::{Run, Smooth, runs};
use crate::clean::Uniform;

/// Thresholds tried: from a brisk walk to a sprint, in steps of 2.5 %.
const LOWEST_MPS: f64 = 1.6;
const HIGHEST_MPS: f64 = 8.0;
const STEP: f64 = 1.025;

/// Two stretches at neighbouring thresholds are the same if no edge moves by more than this, s. Over all thresholds an
/// edge may move by twice as much.
const SAME_S: f64 = 1.5;

/// The slowest running that can be a rep, m/s: 9:15 a kilometre.
const SLOWEST_MPS: f64 = 1.8;

/// The longest rep, s: the longest threshold reps that coaches write are half an hour.
const LONGEST_S: f64 = 2700.0;

/// A stretch that shows at no more than this range of thresholds (logarithmic) must at least be faster than the running
/// beside it.
const FLICKER: f64 = 0.1;

/// At most this many stretches are weighed: the clearest are kept.
const MOST: usize = 220;

/// A stretch that may be a rep.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stretch {
    /// Where and how fast.
    pub(super) run: Run,
    /// Range of thresholds at which the stretch shows: the logarithm of the highest over the lowest.
    pub(super) persistence: f64,
}

impl Stretch {
    fn clearness(&self) -> f64 {
        weaker_step(&self.run) + self.persistence
    }
}

/// The smaller step of speed at the two edges, as a share of the speed.
pub(super) fn weaker_step(run: &Run) -> f64 {
    run.edge_steps_mps.start.min(run.edge_steps_mps.end) / run.speed_mps
}

/// The stretches of an activity's speed, in order of their start.
pub(super) fn of_speed(base: &Uniform) -> Vec<Stretch> {
    let smooth = Smooth::of(&base.speed_mps);
    let fastest = smooth.fastest_mps().min(HIGHEST_MPS);
    let mut growing = Growing::default();
    let mut threshold = LOWEST_MPS;
    while threshold <= fastest {
        growing.add(runs(base, &smooth, threshold), threshold.ln());
        threshold *= STEP;
    }
    let mut out: Vec<Stretch> = growing.all.iter().map(Persistent::stretch).filter(is_possible).collect();
    keep_clearest(&mut out);
    in_order(&mut out);
    out
}

fn is_possible(stretch: &Stretch) -> bool {
    let run = &stretch.run;
    let is_faster = weaker_step(run) > 0.0;
    run.speed_mps > SLOWEST_MPS && run.span.length_s() <= LONGEST_S && (is_faster || stretch.persistence > FLICKER)
}

fn keep_clearest(stretches: &mut Vec<Stretch>) {
    stretches.sort_by(|a, b| b.clearness().total_cmp(&a.clearness()));
    stretches.truncate(MOST);
}

fn in_order(stretches: &mut [Stretch]) {
    let edges = |stretch: &Stretch| (stretch.run.span.start_s, stretch.run.span.end_s);
    stretches.sort_by(|a, b| edges(a).0.total_cmp(&edges(b).0).then(edges(a).1.total_cmp(&edges(b).1)));
}

/// A stretch that was found at several thresholds in a row.
#[derive(Debug)]
struct Persistent {
    met: Vec<Run>,
    ln_lowest: f64,
    ln_highest: f64,
}

impl Persistent {
    fn is_met_by(&self, run: &Run) -> bool {
        let near = |other: &Run, within: f64| {
            (other.span.start_s - run.span.start_s).abs() <= within
                && (other.span.end_s - run.span.end_s).abs() <= within
        };
        self.met.first().is_some_and(|first| near(first, 2.0 * SAME_S))
            && self.met.last().is_some_and(|last| near(last, SAME_S))
    }

    /// The stretch with its edges at the middle threshold.
    fn stretch(&self) -> Stretch {
        let step = STEP.ln();
        Stretch { run: self.met[self.met.len() / 2], persistence: self.ln_highest - self.ln_lowest + step / 2.0 }
    }
}

/// The stretches found so far while the threshold rises.
#[derive(Debug, Default)]
struct Growing {
    all: Vec<Persistent>,
    /// Indices of the stretches found at the last threshold, in order of start.
    open: Vec<usize>,
}

impl Growing {
    fn add(&mut self, found: Vec<Run>, ln_threshold: f64) {
        let mut open: Vec<usize> = Vec::with_capacity(found.len());
        let mut from = 0;
        for run in found {
            let start = |k: usize| self.all[self.open[k]].met.last().map_or(0.0, |last| last.span.start_s);
            while from < self.open.len() && start(from) < run.span.start_s - SAME_S {
                from += 1;
            }
            let near = (from..self.open.len()).take_while(|&k| start(k) <= run.span.start_s + SAME_S);
            let same = near.map(|k| self.open[k]).find(|&k| self.all[k].is_met_by(&run));
            if let Some(k) = same.filter(|k| open.last() != Some(k)) {
                self.all[k].met.push(run);
                self.all[k].ln_highest = ln_threshold;
                open.push(k);
            } else {
                open.push(self.all.len());
                self.all.push(Persistent { met: vec![run], ln_lowest: ln_threshold, ln_highest: ln_threshold });
            }
        }
        self.open = open;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(parts: &[(usize, f64)]) -> Uniform {
        let speed_mps: Vec<f64> = parts.iter().flat_map(|&(seconds, speed)| vec![speed; seconds]).collect();
        let sum = |sum: &mut f64, v: &f64| {
            *sum += v;
            Some(*sum)
        };
        let distance_m: Vec<f64> = speed_mps.iter().scan(0.0, sum).collect();
        let recorded = vec![true; speed_mps.len()];
        Uniform { distance_m, speed_mps, recorded, ..Uniform::default() }
    }

    #[test]
    fn a_rep_persists_from_the_speed_beside_it_to_its_own() {
        let found = of_speed(&base(&[(120, 2.5), (60, 5.0), (120, 2.5), (60, 5.0), (120, 2.5)]));
        let clear: Vec<&Stretch> = found.iter().filter(|stretch| stretch.persistence > 0.5).collect();
        assert_eq!(clear.len(), 2, "{found:?}");
        let expected = (5.0_f64 / 2.5).ln();
        assert!(clear.iter().all(|stretch| (stretch.persistence - expected).abs() < 0.06), "{clear:?}");
    }
}
