//! Density: the share of a set that is work.

use crate::scores::kernel::needs::{finite, plain};
use crate::scores::kernel::{EvidenceGrade, Interval, Level, Score, ScoreInfo, SetInput, Unavailable};

/// What the score says of itself.
pub(crate) const INFO: ScoreInfo = ScoreInfo {
    id: "density",
    title: "Density",
    level: Level::Set,
    unit: "0 to 1",
    plain: "The share of the time from your first rep to your last that you ran fast: 0.5 is as much work as recovery. A \
        description of the session, not a mark; it says nothing of how fast.",
    formula: "sum of rep times / (sum of rep times + sum of the recoveries between them)",
    interval: Interval::None("arithmetic on times; the confidence of the edges stands with the segments"),
    needs: &[],
    minimum: "2 like reps",
    source: "arithmetic; recoveries by the wall clock, for a stopped timer is rest, too",
    evidence: EvidenceGrade::High,
};

/// The score of a set.
pub(crate) fn of(input: &SetInput<'_>) -> Score {
    let times: Vec<f64> = input.reps.iter().map(|rep| rep.timer_s).collect();
    evaluate(&times, &input.rests_s)
}

/// Time of all reps over the time of the reps and the recoveries between them, 0 to 1.
///
/// # Shape
/// `rests_s` has one value fewer than there are reps, s; NaN where another set lies between.
/// # Errors
/// `TooFewReps` below 2 reps; `Unreadable` when another set lies between two reps.
pub(crate) fn evaluate(rep_times_s: &[f64], rests_s: &[f64]) -> Score {
    match rep_times_s.len() {
        0 => return Err(Unavailable::NoReps),
        1 => return Err(Unavailable::TooFewReps { found: 1, needed: 2 }),
        _ => {}
    }
    let (work, rest): (f64, f64) = (rep_times_s.iter().sum(), rests_s.iter().sum());
    finite(plain(work / (work + rest), None, rep_times_s.len()), "reps of another set lie between")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn the_last_rep_counts_as_work() {
        assert!((evaluate(&[60.0, 60.0, 60.0], &[60.0, 60.0]).unwrap().value - 0.6).abs() < 1e-12);
        assert!(matches!(evaluate(&[60.0, 60.0], &[f64::NAN]), Err(Unavailable::Unreadable(_))));
        assert_eq!(evaluate(&[60.0], &[]), Err(Unavailable::TooFewReps { found: 1, needed: 2 }));
    }
}
