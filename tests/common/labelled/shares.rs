//! Sums and shares over sessions.

use super::score::Session;

/// How often the reps of some sessions are right; shares are 0 to 1.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shares {
    pub(crate) sessions: usize,
    /// True ones.
    pub(crate) reps: usize,
    pub(crate) f1: f64,
    pub(crate) precision: f64,
    pub(crate) recall: f64,
    /// Of sessions with the right number of reps.
    pub(crate) count: f64,
    /// Of sessions in which every rep is right and none else was found.
    pub(crate) exact: f64,
    /// Of sessions in which nothing was found.
    pub(crate) missed: f64,
}

impl Shares {
    /// No sessions at all have an F1 of 1 and no other share.
    pub(crate) fn of(sessions: &[&Session]) -> Self {
        let sum = |of: fn(&Session) -> usize| sessions.iter().map(|one| of(one)).sum::<usize>();
        let (hits, found, reps) = (sum(|one| one.pairs.len()), sum(|one| one.found), sum(|one| one.truth));
        let part = |share: usize, of: usize| share as f64 / of.max(1) as f64;
        Self {
            sessions: sessions.len(),
            reps,
            f1: if found + reps > 0 { part(2 * hits, found + reps) } else { 1.0 },
            precision: part(hits, found),
            recall: part(hits, reps),
            count: part(sum(|one| usize::from(one.is_count())), sessions.len()),
            exact: part(sum(|one| usize::from(one.is_exact())), sessions.len()),
            missed: part(sum(|one| usize::from(one.found == 0)), sessions.len()),
        }
    }
}
