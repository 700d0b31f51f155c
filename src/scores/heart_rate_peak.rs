//! Highest heart rate of a rep.

use super::heart_rate::check_rep_time;
use super::needs::plain;
use super::{EvidenceGrade, Interval, Level, Need, RepInput, Score, ScoreInfo, Unavailable};
/// What it is.
pub const INFO: ScoreInfo = ScoreInfo {
    id: "heart_rate_peak",
    title: "Highest heart rate",
    level: Level::Rep,
    unit: "bpm",
    plain: "The highest heart rate of the rep and the seconds after it, for the heart lags. Shorter reps than 90 s have none: it is \
        still rising when they end.",
    formula: "highest mean of 5 s from the start of the rep to 20 s after its end",
    interval: Interval::None("no file tells the error of its sensor"),
    needs: &[Need::HeartRate],
    minimum: "90 s",
    source: "mean of what the sensor gave; rises with 58 s (doi:10.1186/s12938-015-0112-7), the windows are house rules",
    evidence: EvidenceGrade::Useful,
};

/// The score of a rep.
pub(super) fn of(input: &RepInput<'_>) -> Score {
    input.check_heart_rate()?;
    check_rep_time(input.span.length_s())?;
    let rate = input.rep.heart_rate_peak_bpm.map(|bpm| plain(bpm, None, 1));
    rate.ok_or_else(|| Unavailable::MissingChannel("no heart rate in the rep".to_owned()))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::scores::{RepScore, fixture};

    #[test]
    fn it_needs_ninety_seconds() {
        let prepared = fixture::prepared(300);
        let rep = RepScore { heart_rate_peak_bpm: Some(181.0), ..fixture::rep_score(400.0, 100.0) };
        let of_length = |seconds| of(&fixture::rep_input(&rep, &prepared, Span::new(100.0, 100.0 + seconds)));
        assert!((of_length(90.0).unwrap().value - 181.0).abs() < 1e-12);
        assert_eq!(of_length(80.0), Err(Unavailable::RepsTooShort { found_s: 80.0, needed_s: 90.0 }));
        let bare = fixture::rep_score(400.0, 100.0);
        assert!(of(&fixture::rep_input(&bare, &prepared, Span::new(100.0, 200.0))).is_err());
    }
}
