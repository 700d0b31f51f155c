//! Highest heart rate of a rep.

use crate::scores::kernel::heart_rate::check_rep_time;
use crate::scores::kernel::needs::given;
use crate::scores::kernel::{EvidenceGrade, Interval, Level, RepInput, Score, ScoreInfo, ScoreNeed};

/// What the score says of itself.
pub(crate) const INFO: ScoreInfo = ScoreInfo {
    id: "heart_rate_peak",
    title: "Highest heart rate",
    level: Level::Rep,
    unit: "bpm",
    plain: "The highest heart rate of the rep and the seconds after it, for the heart lags. Shorter reps than 90 s have none: it is \
        still rising when they end.",
    formula: "highest mean of 5 s from the start of the rep to 20 s after its end",
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
    given(input.rep.heart_rate_peak_bpm, "no heart rate in the rep")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scores::fixture::check_ninety_seconds;

    #[test]
    fn it_needs_ninety_seconds() {
        check_ninety_seconds(of, |rep| &mut rep.heart_rate_peak_bpm);
    }
}
