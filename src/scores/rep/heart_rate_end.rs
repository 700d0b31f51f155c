//! Heart rate at the end of a rep.

use crate::scores::kernel::heart_rate::check_rep_time;
use crate::scores::kernel::needs::given;
use crate::scores::kernel::{EvidenceGrade, Interval, Level, RepInput, Score, ScoreInfo, ScoreNeed};

/// What the score says of itself.
pub(crate) const INFO: ScoreInfo = ScoreInfo {
    id: "heart_rate_end",
    title: "Heart rate at the end",
    level: Level::Rep,
    unit: "bpm",
    plain: "Your heart rate in the last seconds of the rep. It lags by a minute: in reps of 90 s it has done four fifths of its rise, \
        and shorter ones have none here.",
    formula: "mean of the last 10 s of the rep",
    interval: Interval::None("no file tells the error of its sensor"),
    needs: &[ScoreNeed::HeartRate],
    minimum: "90 s",
    source: "mean of what the sensor gave; rises with 58 s (doi:10.1186/s12938-015-0112-7), the windows are house rules",
    evidence: EvidenceGrade::Useful,
};

/// The score of a rep.
pub(crate) fn of(input: &RepInput<'_>) -> Score {
    input.check_heart_rate()?;
    check_rep_time(input.span.length_s())?;
    given(input.rep.heart_rate_end_bpm, "no heart rate in the last 10 s of the rep")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scores::fixture::check_ninety_seconds;

    #[test]
    fn it_needs_ninety_seconds() {
        check_ninety_seconds(of, |rep| &mut rep.heart_rate_end_bpm);
    }
}
