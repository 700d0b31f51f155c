//! Pace consistency: how far rep speeds scatter, with fade and measurement noise taken out.

use crate::scores::kernel::grade::NOISE_C_PCT;
use crate::scores::kernel::needs::{check_speeds, plain, rep_numbers};
use crate::scores::kernel::{EvidenceGrade, Interval, Level, Score, ScoreInfo, ScoreNeed, SetInput, Value};
use crate::stats::{NORMAL_90, Range, chi_square_quantile, least_squares, mean, median, sample_sd, theil_sen};

/// What the score says of itself.
pub const INFO: ScoreInfo = ScoreInfo {
    id: "pace_consistency",
    title: "Pace consistency",
    level: Level::Set,
    unit: "%",
    plain: "How far your rep speeds scatter about their own trend, once what the watch cannot tell is taken out. Small \
        is even. A set that fades evenly is still even: fade is a score of its own.",
    formula: "sqrt(max(0, CV^2 - noise^2)), CV = 100 sqrt(sum r^2 / (n - 2)) / mean speed, r the distance of each rep from \
        the Theil-Sen line",
    interval: Interval::Given("chi-square of the scatter, measurement noise taken out"),
    needs: &[ScoreNeed::Speed],
    minimum: "4 like reps",
    source: "scatter about the Theil-Sen line (Sen 1968, doi:10.1080/01621459.1968.10480934), noise taken out; \
             interval by Wilson & Hilferty 1931, doi:10.1073/pnas.17.12.684; bands are house rules",
    evidence: EvidenceGrade::Unclear,
};

/// Fewest reps with a scatter worth the name.
pub(crate) const MINIMUM_REPS: usize = 4;

/// The words for a scatter, and the index of the last word that is praise.
const WORDS: [&str; 4] = ["very even", "even", "uneven", ERRATIC];
/// The word for the least even reps.
pub(crate) const ERRATIC: &str = "erratic";
pub(crate) const EVEN: usize = 1;
/// Upper limits of the first three, %. House rule.
pub(crate) const BANDS_PCT: [f64; 3] = [1.0, 2.0, 3.5];

/// Factor on the bands for reps up to [`SHORT_REP_M`]. House rule.
pub(crate) const SHORT_REP_FACTOR: f64 = 1.3;

/// Longest rep that counts as short, m. House rule.
pub(crate) const SHORT_REP_M: f64 = 300.0;

/// Scatter that earns no point and all points, %. House rule.
const POINTS_PCT: (f64, f64) = (5.0, 0.5);

/// How the caveat of a scatter at or below the noise begins.
const HIDDEN: &str = "at or below what the device can resolve";

/// Whether a word says that the reps were uneven.
pub(crate) fn is_blame(word: &str) -> bool {
    WORDS[EVEN + 1..].contains(&word)
}

/// Whether a scatter is at or below what the device can resolve.
pub fn is_hidden(scatter: &Value) -> bool {
    scatter.caveat.starts_with(HIDDEN)
}

/// Scatter of rep speeds as measured, % of their mean: fade and noise included.
pub fn raw_cv_pct(speeds_mps: &[f64]) -> f64 {
    100.0 * sample_sd(speeds_mps) / mean(speeds_mps)
}

/// Scatter of rep speeds about their Theil-Sen line, % of their mean; NaN of fewer than three reps.
///
/// # Definition
/// `100 sqrt(sum r^2 / (n - 2)) / mean`, r the residuals from the line, so that fade is not punished twice.
pub fn detrended_cv_pct(speeds_mps: &[f64]) -> f64 {
    let n = speeds_mps.len();
    let numbers = rep_numbers(n);
    match theil_sen(&numbers, speeds_mps) {
        Some(line) if n > 2 => {
            let squares: f64 = numbers.iter().zip(speeds_mps).map(|(i, v)| (v - line.at(*i)).powi(2)).sum();
            100.0 * (squares / (n - 2) as f64).sqrt() / mean(speeds_mps)
        }
        _ => f64::NAN,
    }
}

/// A scatter with measurement noise taken out, %: `sqrt(max(0, cv^2 - noise^2))`.
pub fn without_noise_pct(cv_pct: f64, noise_pct: f64) -> f64 {
    (cv_pct * cv_pct - noise_pct * noise_pct).max(0.0).sqrt()
}

/// The score of a set.
pub(crate) fn of(input: &SetInput<'_>) -> Score {
    input.check_speeds(MINIMUM_REPS)?;
    let lengths_m: Vec<f64> = input.reps.iter().map(|rep| rep.distance_m).collect();
    evaluate(&input.speeds_mps, input.noise_pct, median(&lengths_m))
}

/// Rep-to-rep scatter of speed with noise and fade taken out, %.
///
/// # Definition
/// `CV = sqrt(max(0, CV_dt^2 - noise^2))` with [`detrended_cv_pct`]. The 80 % interval is
/// `sqrt(max(0, (n - 2) CV_ols^2 / chi2(n - 2) - noise^2))` at the 90 and 10 % points of chi-square, with `CV_ols` the
/// scatter about the least-squares line.
///
/// The value and the interval use different lines. Only squares about the least-squares line are chi-square; about the
/// Theil-Sen line they are 5 to 18 % more. An interval by the Theil-Sen line covered as few as 75 % of simulated sets,
/// this interval covers 78 to 82 %. But the value is closer by the Theil-Sen line: within 0.1 points of the true
/// scatter at 8 reps, against 0.25 by the other line.
///
/// A scatter at or below the noise gets the word of the noise, because so much could hide in it. It gets no word where
/// that word is worse than `even`, where the noise is beyond grade C while the interval holds an even set, or where the
/// interval reaches over more than two bands.
/// # Errors
/// `TooFewReps` below 4 reps; `MissingChannel` when a rep has no speed.
/// # Source
/// The bands are house rules. Evidence: unclear.
///
/// ```
/// use lastrep::scores::pace_consistency;
/// let speeds = [92.0, 91.6, 92.4, 92.9, 93.1, 94.0].map(|time| 400.0 / time);
/// let score = pace_consistency::evaluate(&speeds, 0.54, 400.0).unwrap();
/// assert_eq!(score.word, "very even");
/// assert_eq!(score.caveat, "at or below what the device can resolve (0.5 %)");
/// ```
pub fn evaluate(speeds_mps: &[f64], noise_pct: f64, rep_length_m: f64) -> Score {
    check_speeds(speeds_mps, MINIMUM_REPS)?;
    let n = speeds_mps.len();
    let measured = detrended_cv_pct(speeds_mps);
    let value = without_noise_pct(measured, noise_pct);
    let squared = least_squares(&rep_numbers(n), speeds_mps).map_or(f64::NAN, |line| line.residual_sd);
    let about_squares = 100.0 * squared / mean(speeds_mps);
    let bound = |z: f64| {
        let degrees = n - 2;
        without_noise_pct(about_squares * (degrees as f64 / chi_square_quantile(degrees, z)).sqrt(), noise_pct)
    };
    let is_hidden = measured <= noise_pct;
    let caveat = if is_hidden { format!("{HIDDEN} ({noise_pct:.1} %)") } else { String::new() };
    let ci80 = Range::new(bound(NORMAL_90), bound(-NORMAL_90));
    let at = band(if is_hidden { value.max(noise_pct) } else { value }, rep_length_m);
    let is_wide = band(ci80.high, rep_length_m) > band(ci80.low, rep_length_m) + 1;
    // No noise makes an uneven set of an even one whose interval it is taken out of.
    let is_known = noise_pct <= NOISE_C_PCT || band(ci80.low, rep_length_m) > EVEN;
    let is_told = is_known && !is_wide && !(is_hidden && at > EVEN);
    let word = if is_told { WORDS[at] } else { "" };
    Ok(Value { word, caveat, ..plain(value, Some(ci80), n) })
}

/// The factor on every limit of scatter for a rep length: 1.3 up to 300 m, else 1.
pub(crate) fn band_factor(rep_length_m: f64) -> f64 {
    if rep_length_m <= SHORT_REP_M { SHORT_REP_FACTOR } else { 1.0 }
}

/// Points for a scatter, 0 to 100: all at 0.5 % and below, none at 5 % and above.
pub fn points(cv_pct: f64) -> f64 {
    let (none, all) = POINTS_PCT;
    100.0 * ((none - cv_pct) / (none - all)).clamp(0.0, 1.0)
}

/// The band of a scatter: its place in [`WORDS`].
fn band(cv_pct: f64, rep_length_m: f64) -> usize {
    let factor = band_factor(rep_length_m);
    BANDS_PCT.iter().position(|limit| cv_pct <= limit * factor).unwrap_or(BANDS_PCT.len())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::scores::Unavailable;
    use crate::scores::simulation::Sessions;

    #[test]
    fn a_straight_fade_has_no_scatter() {
        assert!(detrended_cv_pct(&[4.4, 4.3, 4.2, 4.1, 4.0]) < 1e-9);
        assert!(raw_cv_pct(&[4.4, 4.3, 4.2, 4.1, 4.0]) > 3.0);
    }

    #[test]
    fn speed_units_do_not_matter() {
        let speeds = [4.35, 4.31, 4.40, 4.22, 4.33];
        let scaled = speeds.map(|v| v * 3.6);
        assert!((detrended_cv_pct(&speeds) - detrended_cv_pct(&scaled)).abs() < 1e-9);
    }

    #[test]
    fn short_reps_have_wider_bands() {
        let word = |cv_pct, rep_length_m| WORDS[band(cv_pct, rep_length_m)];
        assert_eq!(word(1.2, 400.0), "even");
        assert_eq!(word(1.2, 200.0), "very even");
        assert_eq!(word(4.0, 300.0), "uneven");
        assert_eq!(word(4.0, 400.0), "erratic");
    }

    #[test]
    fn what_hides_in_the_noise_earns_no_praise() {
        let speeds = [4.0, 4.02, 3.99, 4.01, 4.0, 4.01];
        assert_eq!(evaluate(&speeds, 0.6, 400.0).unwrap().word, "very even");
        assert_eq!(evaluate(&speeds, 1.6, 400.0).unwrap().word, "even");
        assert_eq!(evaluate(&speeds, 10.0, 400.0).unwrap().word, "");
    }

    #[test]
    fn a_word_needs_a_scatter_that_can_be_told() {
        // Four reps of 1 % scatter: the interval reaches from nothing into `erratic`.
        let speeds = [4.0, 4.07, 3.97, 4.05];
        let score = evaluate(&speeds, 0.9, 400.0).unwrap();
        let Range { low, high } = score.ci80.unwrap();
        assert!(low < 1.0 && high > 3.5, "{low} to {high}");
        assert_eq!(score.word, "");
        let erratic = [4.0, 4.3, 3.7, 4.35, 3.75, 4.3, 3.7, 4.32, 3.73, 4.3];
        assert_eq!(evaluate(&erratic, 1.6, 400.0).unwrap().word, "erratic");
        assert_eq!(evaluate(&erratic, 1.7, 400.0).unwrap().word, "erratic", "beyond grade C, and beyond doubt");
        assert_eq!(evaluate(&[4.0, 4.1, 3.95, 4.05, 3.9, 4.1], 1.7, 400.0).unwrap().word, "", "beyond grade C");
    }

    #[test]
    fn what_is_missing_is_said() {
        assert_eq!(evaluate(&[4.0; 3], 0.5, 400.0), Err(Unavailable::TooFewReps { found: 3, needed: 4 }));
        let missing = evaluate(&[4.0, f64::NAN, 4.0, 4.0], 0.5, 400.0).unwrap_err();
        assert_eq!(missing.to_string(), "no speed in rep 2");
        assert_eq!(evaluate(&[], 0.5, 400.0), Err(Unavailable::NoReps));
    }

    #[test]
    fn noise_adds_to_scatter_in_squares() {
        let mut sessions = Sessions::new(12, 1.2, 0.9, 0.0);
        let squares: Vec<f64> = (0..1000).map(|_| raw_cv_pct(&sessions.next_speeds()).powi(2)).collect();
        assert!((mean(&squares).sqrt() - 1.5).abs() < 0.03, "1.2 and 0.9 make 1.5");
    }

    #[test]
    fn points_end_at_their_limits() {
        assert!((points(0.2) - 100.0).abs() < 1e-12);
        assert!((points(2.75) - 50.0).abs() < 1e-12);
        assert!(points(9.0).abs() < 1e-12);
    }
}
