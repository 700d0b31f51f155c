//! Turns what the file says into usable columns: puts samples in order, drops impossible values, finds out units from
//! evidence, and resamples to a uniform base.

mod ascent;
mod distance;
mod flat;
mod gradient;
mod order;
mod prepared;
mod sanity;
mod settle;
mod timer;
mod uniform;

pub use ascent::{Ascent, ascent};
pub(crate) use distance::local_distance_m;
pub(crate) use flat::{gradients, on_the_flat};
pub use gradient::{grade_factor, running_cost_j_per_kg_m};
pub use prepared::{DistanceSource, Prepared, Sampling, Uniform};
pub use settle::settle;

use crate::model::{Activity, Span};

/// Cleans one activity: a pure function of what was read.
///
/// # Shape
/// The samples in strictly increasing time, and the same samples on a base of one value a second. An activity without
/// samples gives empty columns. Every loss and every guess is a note.
pub fn prepare(activity: &Activity) -> Prepared {
    let mut notes = Vec::new();
    let mut track = order::ordered(&activity.track, &mut notes);
    sanity::without_impossible(&mut track, &mut notes);
    let whole =
        Span::new(track.time_s.first().copied().unwrap_or_default(), track.time_s.last().copied().unwrap_or_default());
    let pauses = timer::tidy(&activity.pauses, whole);
    let timer_s = timer::timer_times(track.time_s.iter().copied(), &pauses);
    let (distance, distance_source) = distance::cumulative(&track, &timer_s, &activity.sport, &mut notes);
    let speed = sample_speed(&distance, &timer_s);
    sanity::step_rate(&mut track, activity, &speed, &mut notes);
    let sampling = sampling(&timer_s);
    let uniform = uniform::resample(&track, &distance, &pauses, sampling.median_s);
    Prepared { track, uniform, pauses, distance_source, sampling, notes }
}

/// Speed over the step that ends at each sample, m/s; empty without distance.
fn sample_speed(distance: &[f64], timer_s: &[f64]) -> Vec<f64> {
    let step = |i: usize| {
        let time = timer_s[i] - timer_s[i.saturating_sub(1)];
        if time > 0.0 { (distance[i] - distance[i.saturating_sub(1)]) / time } else { 0.0 }
    };
    (0..distance.len()).map(step).collect()
}

fn sampling(timer_s: &[f64]) -> Sampling {
    let mut steps: Vec<f64> = timer_s.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let holes = steps.iter().filter(|&&step| step > uniform::HOLE_S).count();
    steps.sort_by(f64::total_cmp);
    let at = |share: f64| steps.get((share * steps.len() as f64) as usize).copied().unwrap_or(f64::NAN);
    Sampling { median_s: at(0.5), p95_s: at(0.95), holes }
}
