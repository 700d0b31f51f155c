//! Heart-rate fall over the first 60 s of recovery.

use super::last_rep::median_variance;
use crate::model::Span;
use crate::scores::kernel::heart_rate::{LEAST_RECOVERY_S, check_rep_time};
use crate::scores::kernel::needs::{check_count, plain};
use crate::scores::kernel::{
    EvidenceGrade, Interval, Level, Score, ScoreInfo, ScoreNeed, SetInput, Unavailable, Value,
};
use crate::segment::RecoveryMode;
use crate::stats::{Range, median, sample_sd, t_80};
use std::f64::consts::SQRT_2;

/// What the score says of itself.
pub(crate) const INFO: ScoreInfo = ScoreInfo {
    id: "hrr60",
    title: "Heart-rate fall over 60 s",
    level: Level::Set,
    unit: "bpm",
    plain: "How far your heart rate falls in the first minute of recovery, and whether you stood, walked or jogged. It \
        varies by a fifth from rep to rep and falls faster when you are overreached, too: a faster fall is never a reason to \
        do more.",
    formula: "median over the reps of the rate at the end less the rate 60 s later",
    interval: Interval::Given("t of the scatter of the falls, not below their published error of 20 %"),
    needs: &[ScoreNeed::Speed, ScoreNeed::HeartRate],
    minimum: "3 reps of 90 s or more with recoveries of 60 s or more",
    source: "error of 20 % a rep, PMID 17614018; faster in overreaching too, doi:10.1371/journal.pone.0139754",
    evidence: EvidenceGrade::Unclear,
};

/// Fewest reps for the median fall.
pub(crate) const MINIMUM_REPS: usize = 3;

/// Standard error of one fall over 60 s, as a share (PMID 17614018).
const FALL_ERROR: f64 = 0.20;

/// 97.5 % point of the standard normal: half of a two-sided 95 % interval, in standard deviations.
const NORMAL_975: f64 = 1.96;

/// The score of a set; its word is the mode of recovery where the recoveries agree.
pub(crate) fn of(input: &SetInput<'_>) -> Score {
    input.check_heart_rate()?;
    let falls_bpm = input.column(|rep| rep.hrr60_bpm);
    let is_long = |recovery: &Option<Span>| recovery.is_some_and(|span| span.length_s() >= LEAST_RECOVERY_S);
    match evaluate(&falls_bpm, input.rep_time_s) {
        Ok(value) => Ok(Value { word: mode_word(input, &falls_bpm), ..value }),
        Err(Unavailable::RecoveryTooShort { .. }) if input.recoveries.iter().any(is_long) => {
            let why = "heart rate of every recovery has a hole or a jump, or lags behind the reps";
            Err(Unavailable::MissingChannel(why.to_owned()))
        }
        Err(reason) => Err(reason),
    }
}

/// How the runner recovered during the falls; empty where the recoveries differ.
fn mode_word(input: &SetInput<'_>, falls_bpm: &[f64]) -> &'static str {
    let mode = |span: &Span| {
        let speed_mps = input.uniform.mean_speed(Span::new(span.end_s, span.end_s + LEAST_RECOVERY_S));
        speed_mps.is_finite().then(|| RecoveryMode::of_speed(speed_mps))
    };
    let mut modes = input.spans.iter().zip(falls_bpm).filter(|(_, fall)| fall.is_finite()).map(|(span, _)| mode(span));
    match modes.next().flatten() {
        Some(first) if modes.all(|mode| mode == Some(first)) => first.name(),
        _ => "",
    }
}

/// Median fall of heart rate over 60 s of recovery, bpm.
///
/// # Definition
/// Median over the reps. The 80 % interval is `+- max(t(n - 1) s, 20 %) sqrt(g)`, with s the standard deviation of the
/// falls and g the variance of the median of n normal values, as in [`last_rep::evaluate`](super::last_rep::evaluate):
/// a median errs by up to a quarter more than a mean. The caveat gives the smallest change between two sessions that
/// exceeds the published error, `1.96 sqrt(2) 20 % / sqrt(n)`.
/// # Shape
/// One value per rep, NaN where a rep has none.
/// # Errors
/// `RepsTooShort` below 90 s; `RecoveryTooShort` when no rep has a recovery of 60 s; too few reps when fewer than 3
/// have a fall.
/// # Source
/// Standard error: PMID 17614018. A faster fall also comes with overreaching (doi:10.1371/journal.pone.0139754): it is
/// never evidence for more training. Evidence: unclear.
pub(crate) fn evaluate(falls_bpm: &[f64], rep_time_s: f64) -> Score {
    check_rep_time(rep_time_s)?;
    let known: Vec<f64> = falls_bpm.iter().copied().filter(|fall| fall.is_finite()).collect();
    let n = known.len();
    if n == 0 {
        return Err(Unavailable::RecoveryTooShort { needed_s: LEAST_RECOVERY_S });
    }
    check_count(falls_bpm.len(), n, "with a fall over 60 s", MINIMUM_REPS)?;
    let value = median(&known);
    let spread = (t_80(n - 1) * sample_sd(&known)).max(FALL_ERROR * value.abs());
    let half = spread * median_variance(n, 0.0).sqrt();
    let told_pct = 100.0 * NORMAL_975 * SQRT_2 * FALL_ERROR / (n as f64).sqrt();
    let caveat = format!("no change below {told_pct:.0} % can be told; same workout and recovery only");
    Ok(Value { caveat, ..plain(value, Some(Range::about(value, half)), n) })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn the_fall_needs_three_reps() {
        let score = evaluate(&[30.0, 28.0, f64::NAN, 32.0], 100.0).unwrap();
        assert!((score.value - 30.0).abs() < 1e-9);
        assert!(score.ci80.unwrap().low < 26.0);
        assert_eq!(score.caveat, "no change below 32 % can be told; same workout and recovery only");
        assert_eq!(evaluate(&[30.0, 28.0], 100.0), Err(Unavailable::TooFewReps { found: 2, needed: 3 }));
        let few = evaluate(&[30.0, 28.0, f64::NAN], 100.0).unwrap_err();
        assert_eq!(few.to_string(), "2 reps with a fall over 60 s, 3 needed");
        assert!(matches!(evaluate(&[f64::NAN; 6], 100.0), Err(Unavailable::RecoveryTooShort { .. })));
    }

    #[test]
    fn falls_that_scatter_about_nothing_are_not_told_to_be_nothing() {
        let score = evaluate(&[0.1, 0.0, 19.2, -1.6, -0.4, 7.8, -5.6, 4.1], 100.0).unwrap();
        let Range { low, high } = score.ci80.unwrap();
        assert!((score.value - 0.05).abs() < 1e-9 && high - low > 7.0, "{low} to {high}");
    }

    #[test]
    fn even_falls_have_the_published_error() {
        let Range { low, high } = evaluate(&[30.0; 6], 100.0).unwrap().ci80.unwrap();
        // The variance of the median of six is 0.215 of the variance of one value.
        assert!(((high - low) / 2.0 / (6.0 * 0.215_f64.sqrt()) - 1.0).abs() < 0.05, "{low} to {high}");
    }
}
