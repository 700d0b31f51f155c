//! The reps of two sessions, pair by pair: of the same length, in the same place.

use super::session::Session;
use crate::stats::NORMAL_90;

/// A rep and the rep of the same place in the earlier session.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RepChange {
    /// Index into the earlier session's reps.
    pub earlier: usize,
    /// Index into the later session's reps.
    pub later: usize,
    /// Change of speed, %; positive is faster. NaN if a rep has no speed.
    pub speed_pct: f64,
    /// The smallest change that measurement noise does not explain, %, at 80 %.
    pub smallest_pct: f64,
}

/// The pairs of reps, in the order of the later session. A rep without a partner is left out.
pub(super) fn pairs(earlier: &Session, later: &Session) -> Vec<RepChange> {
    let mut found = Vec::new();
    let mut taken = Vec::new();
    for (number, part) in later.workout.parts.iter().enumerate() {
        let is_free = |(at, other): &(usize, &super::Part)| !taken.contains(at) && other.is_as_long(part);
        let Some((partner, _)) = earlier.workout.parts.iter().enumerate().find(is_free) else { continue };
        taken.push(partner);
        let (before, after) = (indices(earlier, partner), indices(later, number));
        let change = |(a, b): (usize, usize)| {
            let (from, to) = (&earlier.reps[a], &later.reps[b]);
            RepChange {
                earlier: a,
                later: b,
                speed_pct: 100.0 * (to.speed_mps / from.speed_mps - 1.0),
                smallest_pct: NORMAL_90 * from.noise_pct.hypot(to.noise_pct),
            }
        };
        found.extend(before.into_iter().zip(after).map(change));
    }
    found.sort_by_key(|pair| pair.later);
    found
}

fn indices(session: &Session, part: usize) -> Vec<usize> {
    (0..session.reps.len()).filter(|&i| session.reps[i].part == part).collect()
}
