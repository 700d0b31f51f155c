//! Efficiency of reps: metres per heartbeat at the end of reps that are long enough.

use crate::scores::kernel::heart_rate::check_rep_time;
use crate::scores::kernel::needs::{check_count, mean_with_interval};
use crate::scores::kernel::{EvidenceGrade, Interval, Level, Score, ScoreInfo, ScoreNeed, SetInput};

/// What the score says of itself.
pub(crate) const INFO: ScoreInfo = ScoreInfo {
    id: "rep_efficiency",
    title: "Efficiency of reps",
    level: Level::Set,
    unit: "m/beat",
    plain: "How many metres you ran for each heart beat at the end of your reps. More, in the same workout on a like day, \
        tells of fitness; heat, hills, sleep and the sensor move it as well, and it differs between runners for no reason.",
    formula: "mean over the reps of 60 v / rate over the last 10 s",
    interval: Interval::Given("t over the reps"),
    needs: &[ScoreNeed::Speed, ScoreNeed::HeartRate],
    minimum: "3 reps of 90 s or more",
    source: "efficiency factor, speed over heart rate (Friel, practice); at the end of a rep, where heart rate has done most \
        of its rise (doi:10.1186/s12938-015-0112-7)",
    evidence: EvidenceGrade::Unclear,
};

/// Fewest reps.
pub(crate) const MINIMUM_REPS: usize = 3;

/// The score of a set.
pub(crate) fn of(input: &SetInput<'_>) -> Score {
    input.check_speeds(MINIMUM_REPS)?;
    input.check_heart_rate()?;
    evaluate(&input.speeds_mps, &input.column(|rep| rep.heart_rate_end_bpm), input.rep_time_s)
}

/// Metres per heartbeat: speed over heart rate at rep end, with an 80 % interval by t over the reps.
///
/// # Shape
/// Both slices have one value per rep, NaN where a rep has none.
/// # Errors
/// `RepsTooShort` below 90 s; too few reps when fewer than 3 have both.
pub(crate) fn evaluate(speeds_mps: &[f64], ends_bpm: &[f64], rep_time_s: f64) -> Score {
    check_rep_time(rep_time_s)?;
    let known: Vec<f64> =
        speeds_mps.iter().zip(ends_bpm).map(|(speed, bpm)| 60.0 * speed / bpm).filter(|ef| ef.is_finite()).collect();
    check_count(speeds_mps.len(), known.len(), "with heart rate at the end", MINIMUM_REPS)?;
    Ok(mean_with_interval(&known))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::scores::Unavailable;

    #[test]
    fn metres_a_beat() {
        let score = evaluate(&[4.5, 4.5, 4.5], &[180.0, 180.0, 180.0], 120.0).unwrap();
        assert!((score.value - 1.5).abs() < 1e-12, "270 m and 180 beats a minute");
        assert_eq!(score.n, 3);
        let few = evaluate(&[4.5; 3], &[180.0, f64::NAN, 180.0], 120.0).unwrap_err();
        assert_eq!(few.to_string(), "2 reps with heart rate at the end, 3 needed");
        assert!(matches!(evaluate(&[4.5; 3], &[180.0; 3], 80.0), Err(Unavailable::RepsTooShort { .. })));
    }
}
