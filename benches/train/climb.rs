//! Climbs to the model under which the right readings are most likely.

use lastrep::segment::learning::{Curve, Model, PARAMETERS, Readings, curves};
use rayon::prelude::*;

use crate::sample::Sample;

/// How often the likely readings are looked up anew.
const ROUNDS: usize = 5;
/// The number of steps for each set of likely readings.
const STEPS: usize = 30;

/// Step size at first; it falls evenly to a tenth.
const RATE: f64 = 0.15;

/// Adam's decay rates of the gradient and of its square.
const MEMORY: (f64, f64) = (0.9, 0.99);

/// The penalty for each session, on half the square of each log odds and of each bend of a curve.
const SIZE_PENALTY: f64 = 0.003;
const BEND_PENALTY: f64 = 0.06;

/// A first guess in words that a coach would use; it only has to be good enough to leave out hopeless readings. Curves not
/// named are level.
const GUESS: [(&str, f64, f64); 7] = [
    ("range of thresholds at which it shows", -1.0, 1.0),
    ("the smaller of the two", -0.6, 0.6),
    ("slower rep over the recovery", -0.6, 0.2),
    ("slower rep over the fastest 10 s of the recovery", -1.0, 0.5),
    ("slower rep over the fastest 30 s of the recovery", -1.0, 0.4),
    ("unlikeness of the reps, in time or distance", 1.5, -1.5),
    ("unlikeness of their speeds, longer reps being slower", 0.5, -1.0),
];

fn guess() -> Model {
    let mut log_odds = Vec::with_capacity(PARAMETERS);
    for curve in curves() {
        let (from, to) =
            GUESS.iter().find(|guess| guess.0 == curve.name).map_or((0.0, 0.0), |guess| (guess.1, guess.2));
        let last = (curve.knots.len() - 1) as f64;
        log_odds.extend((0..curve.knots.len()).map(|k| from + (to - from) * k as f64 / last));
    }
    log_odds.push(-2.0);
    Model { log_odds }
}

/// The best model for the samples.
pub(crate) fn climb(samples: &[Sample]) -> Model {
    let samples: Vec<&Sample> = samples.iter().filter(|sample| sample.is_usable()).collect();
    let mut model = guess();
    let mut adam = Adam::of(PARAMETERS);
    for round in 0..ROUNDS {
        let readings: Vec<Readings<'_>> = samples.par_iter().map(|sample| sample.readings(&model)).collect();
        for step in 0..STEPS {
            let (likelihood, gradient) = slope(&samples, &readings, &model);
            let done = (round * STEPS + step) as f64 / (ROUNDS * STEPS) as f64;
            adam.step(&mut model.log_odds, &gradient, RATE * (1.0 - 0.9 * done));
            if step % 10 == 0 {
                eprintln!("round {round}, step {step}: {likelihood:.4}");
            }
        }
    }
    model
}

/// The mean log probability of the right readings, and its gradient less the penalties.
fn slope(samples: &[&Sample], readings: &[Readings<'_>], model: &Model) -> (f64, Vec<f64>) {
    let one = |(sample, readings): (&&Sample, &Readings<'_>)| {
        let mut sums = vec![0.0; PARAMETERS];
        (sample.learn(readings, model, &mut sums), sums)
    };
    let each: Vec<(f64, Vec<f64>)> = samples.par_iter().zip(readings).map(one).collect();
    // Summed in order: the result does not depend on the threads.
    let share = 1.0 / samples.len() as f64;
    let mut gradient = vec![0.0; PARAMETERS];
    for (_, sums) in &each {
        gradient.iter_mut().zip(sums).for_each(|(total, sum)| *total += share * sum);
    }
    penalise(curves(), (SIZE_PENALTY, BEND_PENALTY), &model.log_odds, &mut gradient);
    (share * each.iter().map(|(likelihood, _)| likelihood).sum::<f64>(), gradient)
}

/// Subtracts the penalties on large log odds and bent curves from the slope.
pub(crate) fn penalise(
    curves: impl Iterator<Item = Curve>,
    (size, bent): (f64, f64),
    log_odds: &[f64],
    gradient: &mut [f64],
) {
    let mut at = 0;
    for curve in curves {
        let end = at + curve.knots.len();
        for k in at..end {
            gradient[k] -= size * log_odds[k];
        }
        // The number for missing evidence is no part of the curve.
        let last = if curve.has_unknown() { end - 1 } else { end };
        for k in at + 1..last - 1 {
            let bend = log_odds[k - 1] - 2.0 * log_odds[k] + log_odds[k + 1];
            gradient[k - 1] -= bent * bend;
            gradient[k] += 2.0 * bent * bend;
            gradient[k + 1] -= bent * bend;
        }
        at = end;
    }
}

/// Adam's state.
pub(crate) struct Adam {
    mean: Vec<f64>,
    square: Vec<f64>,
    steps: i32,
}

impl Adam {
    /// The state before the first step, for a number of parameters.
    pub(crate) fn of(count: usize) -> Self {
        Self { mean: vec![0.0; count], square: vec![0.0; count], steps: 0 }
    }

    /// Moves the values along the slope.
    pub(crate) fn step(&mut self, values: &mut [f64], gradient: &[f64], rate: f64) {
        self.steps += 1;
        let (mean_share, square_share) = (1.0 - MEMORY.0.powi(self.steps), 1.0 - MEMORY.1.powi(self.steps));
        for (i, slope) in gradient.iter().enumerate() {
            self.mean[i] = MEMORY.0 * self.mean[i] + (1.0 - MEMORY.0) * slope;
            self.square[i] = MEMORY.1 * self.square[i] + (1.0 - MEMORY.1) * slope * slope;
            values[i] += rate * (self.mean[i] / mean_share) / ((self.square[i] / square_share).sqrt() + 1e-6);
        }
    }
}
