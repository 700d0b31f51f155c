//! Heart-rate drift: how much higher the heart beats at the end of the last rep than of the first.

use crate::scores::kernel::heart_rate::check_rep_time;
use crate::scores::kernel::needs::{check_count, finite, plain};
use crate::scores::kernel::{
    EvidenceGrade, Interval, Level, Score, ScoreInfo, ScoreNeed, SetInput, Unavailable, Value,
};
use crate::stats::{Range, least_squares, median, t_80};

/// What the score says of itself.
pub(crate) const INFO: ScoreInfo = ScoreInfo {
    id: "heart_rate_drift",
    title: "Heart-rate drift",
    level: Level::Set,
    unit: "bpm",
    plain: "How much higher your heart beats at the end of the last rep than of the first, at like speed. Some rise over \
        a session is usual.",
    formula: "b (n - 1), b the least-squares slope of the rate over the last 10 s of a rep on rep number",
    interval: Interval::Given("t of the residuals"),
    needs: &[ScoreNeed::Speed, ScoreNeed::HeartRate],
    minimum: "4 reps of 90 s or more within 2 % of speed",
    source: "slope of heart rate at rep end; time constant 57.6 s, doi:10.1186/s12938-015-0112-7",
    evidence: EvidenceGrade::Unclear,
};

/// Fewest reps for a drift.
pub(crate) const MINIMUM_REPS: usize = 4;

/// Largest difference of speed from the set's median for the drift, %. House rule.
const LIKE_SPEED_PCT: f64 = 2.0;
/// Most drift that is usual, and drift that together with fade shows overload, bpm. House rules.
const DRIFT_BPM: (f64, f64) = (8.0, 12.0);

/// The score of a set.
pub(crate) fn of(input: &SetInput<'_>) -> Score {
    input.check_heart_rate()?;
    evaluate(&input.column(|rep| rep.heart_rate_end_bpm), &input.speeds_mps, input.rep_time_s)
}

/// Drift of heart rate at rep end from first rep to last at even speed, bpm.
///
/// # Definition
/// `b (n - 1)`, with b the least-squares slope on rep number over reps within 2 % of the median speed. The 80 %
/// interval uses t(n - 2).
/// # Shape
/// Both slices have one value per rep, NaN where a rep has none.
/// # Errors
/// `RepsTooShort` below 90 s; too few reps when fewer than 4 of like speed have a heart rate.
/// # Source
/// A rise of 3 to 8 bpm over an interval session is usual. Limits are house rules. Evidence: unclear.
pub(crate) fn evaluate(ends_bpm: &[f64], speeds_mps: &[f64], rep_time_s: f64) -> Score {
    check_rep_time(rep_time_s)?;
    let known: Vec<f64> = speeds_mps.iter().copied().filter(|speed| speed.is_finite()).collect();
    let middle = median(&known);
    let (mut numbers, mut ends) = (Vec::new(), Vec::new());
    for (index, (end, speed)) in ends_bpm.iter().zip(speeds_mps).enumerate() {
        if end.is_finite() && (100.0 * (speed / middle - 1.0)).abs() <= LIKE_SPEED_PCT {
            numbers.push((index + 1) as f64);
            ends.push(*end);
        }
    }
    let (n, with_rate) = (numbers.len(), ends_bpm.iter().filter(|end| end.is_finite()).count());
    if with_rate == 0 {
        return Err(Unavailable::MissingChannel("no usable heart rate at the end of reps".to_owned()));
    }
    check_count(ends_bpm.len(), with_rate, "with heart rate at the end", MINIMUM_REPS)?;
    check_count(ends_bpm.len(), n, "within 2 % of their median speed", MINIMUM_REPS)?;
    let scale = numbers[n - 1] - numbers[0];
    let (slope, error) =
        least_squares(&numbers, &ends).map_or((f64::NAN, f64::NAN), |line| (line.slope, line.slope_se));
    let (value, half) = (slope * scale, t_80(n - 2) * error * scale);
    let ci80 = Range::about(value, half);
    finite(Value { word: word(value, ci80), ..plain(value, Some(ci80), n) }, "no line through the heart rates")
}

/// The word for a drift and its interval. An interval that holds 0 is no rise above the usual; a clear fall is not
/// usual.
fn word(drift_bpm: f64, Range { low, high }: Range) -> &'static str {
    if high < 0.0 {
        "falling"
    } else if drift_bpm <= DRIFT_BPM.0 {
        "usual"
    } else if low <= 0.0 {
        "unclear"
    } else if drift_bpm <= DRIFT_BPM.1 {
        "raised"
    } else {
        "high"
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn words_need_size_and_certainty() {
        assert_eq!(word(5.0, Range::new(1.0, 9.0)), "usual");
        assert_eq!(word(-1.0, Range::new(-4.0, 2.0)), "usual");
        assert_eq!(word(-6.0, Range::new(-9.0, -3.0)), "falling");
        assert_eq!(word(10.0, Range::new(4.0, 16.0)), "raised");
        assert_eq!(word(15.0, Range::new(9.0, 21.0)), "high");
        assert_eq!(word(15.0, Range::new(-2.0, 32.0)), "unclear");
    }

    #[test]
    fn drift_leaves_out_a_rep_of_another_speed() {
        let ends = [170.0, 172.0, 190.0, 176.0, 178.0];
        let score = evaluate(&ends, &[4.0, 4.0, 4.3, 4.0, 4.0], 100.0).unwrap();
        assert!((score.value - 8.0).abs() < 1e-9);
        assert_eq!((score.n, score.word), (4, "usual"));
        let few = |ends: &[f64], speeds: &[f64]| evaluate(ends, speeds, 100.0).unwrap_err().to_string();
        assert_eq!(few(&ends, &[4.0, 4.2, 4.4, 4.6, 4.8]), "1 rep within 2 % of their median speed, 4 needed");
        let some = [170.0, f64::NAN, f64::NAN, 176.0, 178.0];
        assert_eq!(few(&some, &[4.0; 5]), "3 reps with heart rate at the end, 4 needed");
        assert_eq!(few(&ends[..3], &[4.0; 3]), "3 like reps, 4 needed");
        assert!(matches!(evaluate(&ends, &[4.0; 5], 80.0), Err(Unavailable::RepsTooShort { .. })));
        assert!(matches!(evaluate(&[f64::NAN; 5], &[4.0; 5], 100.0), Err(Unavailable::MissingChannel(_))));
    }
}
