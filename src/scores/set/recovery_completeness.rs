//! Recovery completeness: the share of its rise above rest that heart rate loses before the next rep.

use crate::scores::kernel::heart_rate::check_rep_time;
use crate::scores::kernel::needs::{check_count, mean_with_interval};
use crate::scores::kernel::{
    EvidenceGrade, Interval, Level, RepScore, Score, ScoreInfo, ScoreNeed, SetInput, Unavailable,
};

/// What the score says of itself.
pub(crate) const INFO: ScoreInfo = ScoreInfo {
    id: "recovery_completeness",
    title: "Recovery completeness",
    level: Level::Set,
    unit: "0 to 1",
    plain: "How much of its rise above rest your heart rate lost before the next rep: 0 nothing, 1 all of it. Short rests \
        are meant to leave it low, so it is no mark for the session; compare it with the same workout only.",
    formula: "mean over the reps but the last of (peak - rate before the next rep) / (peak - resting rate)",
    interval: Interval::Given("t over the recoveries"),
    needs: &[ScoreNeed::HeartRate, ScoreNeed::HrRest],
    minimum: "4 reps of 90 s or more",
    source: "share of the heart-rate reserve (Karvonen et al. 1957, PMID 13470504) that is lost; house rule",
    evidence: EvidenceGrade::Unknown,
};

/// Fewest recoveries between reps.
pub(crate) const MINIMUM_RECOVERIES: usize = 3;

/// The score of a set.
pub(crate) fn of(input: &SetInput<'_>) -> Score {
    input.check_heart_rate()?;
    check_rep_time(input.rep_time_s)?;
    let Some(rest_bpm) = input.context.hr_rest_bpm else {
        return Err(Unavailable::MissingChannel("no resting heart rate".to_owned()));
    };
    let all = recovery_completeness(input.reps, rest_bpm);
    let known: Vec<f64> =
        all.iter().zip(&input.rests_s).filter(|(_, rest)| rest.is_finite()).filter_map(|(c, _)| *c).collect();
    evaluate(&known, input.reps.len())
}

/// Mean of the completeness of each recovery, with an 80 % interval by t over the recoveries.
///
/// # Errors
/// Too few reps when the set has fewer than 4, or when fewer than 3 have a known recovery.
pub(crate) fn evaluate(known: &[f64], reps: usize) -> Score {
    check_count(reps, reps, "", MINIMUM_RECOVERIES + 1)?;
    check_count(reps, known.len(), "with heart rate up to the next one", MINIMUM_RECOVERIES)?;
    Ok(mean_with_interval(known))
}

/// The share of its rise above rest that heart rate loses before the next rep, 0 to 1, for each rep but the last.
///
/// # Definition
/// `(peak_i - start_(i+1)) / (peak_i - rest)`; `None` where a value is missing. For display.
pub(crate) fn recovery_completeness(reps: &[RepScore], rest_bpm: f64) -> Vec<Option<f64>> {
    reps.windows(2)
        .map(|pair| {
            let (peak, start) = (pair[0].heart_rate_peak_bpm?, pair[1].heart_rate_start_bpm?);
            (peak > rest_bpm).then(|| (peak - start) / (peak - rest_bpm))
        })
        .collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::scores::fixture;

    #[test]
    fn half_of_the_rise_is_half() {
        let rep = |peak, start| RepScore {
            heart_rate_peak_bpm: Some(peak),
            heart_rate_start_bpm: Some(start),
            ..fixture::rep_score(400.0, 100.0)
        };
        let reps = [rep(180.0, 100.0), rep(170.0, 115.0), rep(180.0, 110.0)];
        let found = recovery_completeness(&reps, 50.0);
        assert_eq!(found.len(), 2);
        assert!((found[0].unwrap() - 0.5).abs() < 1e-12, "from 180 to 115, with rest at 50");
        assert!((found[1].unwrap() - 0.5).abs() < 1e-12);
        assert_eq!(recovery_completeness(&reps, 175.0)[1], None, "a peak below rest");
        assert_eq!(
            evaluate(&[0.5, 0.5], 6).unwrap_err().to_string(),
            "2 reps with heart rate up to the next one, 3 needed"
        );
        assert_eq!(evaluate(&[0.5, 0.5], 3).unwrap_err().to_string(), "3 like reps, 4 needed");
    }
}
