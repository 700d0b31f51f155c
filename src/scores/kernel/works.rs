//! The work reps of a session, with the noise of each.

use super::{SetCard, WorkRep};
use crate::segment::{Segment, SegmentKind, Structure};

/// Shortest rep that counts, m.
const SHORTEST_M: f64 = 30.0;

/// All work reps of a session in order. A rep outside the scored sets gets `usual_pct` as its noise.
pub(crate) fn works(structure: &Structure, sets: &[SetCard], usual_pct: f64) -> Vec<WorkRep> {
    let scored = || sets.iter().flat_map(|set| &set.reps);
    let work = |(at, rep): (usize, &Segment)| WorkRep {
        distance_m: rep.best_distance_m(),
        speed_mps: rep.speed_mps(),
        noise_pct: scored().find(|scored| scored.segment == at).map_or(usual_pct, |scored| scored.noise_pct),
    };
    let is_told = |rep: &WorkRep| rep.distance_m > SHORTEST_M && rep.speed_mps.is_finite() && rep.speed_mps > 0.0;
    let all = structure.segments.iter().enumerate().filter(|(_, part)| part.kind == SegmentKind::Work);
    all.map(work).filter(is_told).collect()
}
