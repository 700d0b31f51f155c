//! Fade by the Theil-Sen line: the same change of speed, by a line that one odd rep cannot turn.

use crate::scores::kernel::fade_line::{percent_scale, word};
use crate::scores::kernel::needs::{check_speeds, finite, plain, rep_numbers};
use crate::scores::kernel::{EvidenceGrade, Interval, Level, Score, ScoreInfo, ScoreNeed, SetInput, Value};
use crate::stats::theil_sen;

/// What the score says of itself.
pub const INFO: ScoreInfo = ScoreInfo {
    id: "fade_theil_sen",
    title: "Fade, Theil-Sen",
    level: Level::Set,
    unit: "%",
    plain: "The same by a line that one odd rep cannot turn. Where the two differ by more than 1.5 points, one rep \
        drives the fade.",
    formula: "100 b (n - 1) / mean speed, b the median of the slopes between all pairs of reps",
    interval: Interval::Given("ranks of the slopes between pairs (Sen 1968)"),
    needs: &[ScoreNeed::Speed],
    minimum: "5 like reps",
    source: "Sen 1968, doi:10.1080/01621459.1968.10480934; limits are house rules",
    evidence: EvidenceGrade::Unclear,
};

/// Fewest reps for the line.
pub(crate) const MINIMUM_REPS: usize = 5;

/// The score of a set.
pub(crate) fn of(input: &SetInput<'_>) -> Score {
    input.check_speeds(MINIMUM_REPS)?;
    evaluate(&input.speeds_mps)
}

/// Change of rep speed from first rep to last by the Theil-Sen line, % of the mean speed; negative means slower. The 80
/// % interval is Sen's, read between the slopes ([`theil_sen`]).
///
/// # Errors
/// `TooFewReps` below 5 reps; `MissingChannel` when a rep has no speed.
/// # Source
/// Sen 1968, doi:10.1080/01621459.1968.10480934.
pub fn evaluate(speeds_mps: &[f64]) -> Score {
    check_speeds(speeds_mps, MINIMUM_REPS)?;
    let scale = percent_scale(speeds_mps);
    let Some(line) = theil_sen(&rep_numbers(speeds_mps.len()), speeds_mps) else {
        return finite(plain(f64::NAN, None, speeds_mps.len()), "no line through the reps");
    };
    let (value, ci80) = (line.slope * scale, line.slope_ci80.times(scale));
    Ok(Value { word: word(value, ci80), ..plain(value, Some(ci80), speeds_mps.len()) })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn one_odd_rep_does_not_turn_it() {
        assert!(evaluate(&[4.3, 4.3, 4.3, 4.3, 4.3, 3.8]).unwrap().value.abs() < 1e-9);
        assert!((evaluate(&[4.4, 4.3, 4.2, 4.1, 4.0]).unwrap().value + 100.0 * 0.4 / 4.2).abs() < 1e-9);
        assert!(evaluate(&[4.5, 4.4, 4.3, 4.2]).is_err());
    }
}
