//! Heart rate in and after reps: whether it can be believed, its levels, its drift and its fall.

use super::needs::{finite, plain};
use super::{RepScore, Score, Unavailable, Value};
use crate::clean::Uniform;
use crate::model::Span;
use crate::stats::{NORMAL_90, least_squares, mean, median, t_80};

/// Shortest rep with heart-rate levels, s: at 90 s heart rate has done 79 % of its rise (tau 57.6 s,
/// doi:10.1186/s12938-015-0112-7).
pub const LEAST_REP_S: f64 = 90.0;
/// Shortest recovery for its fall, s.
pub const LEAST_RECOVERY_S: f64 = 60.0;
/// Fewest reps for a drift.
pub const MINIMUM_REPS_DRIFT: usize = 4;
/// Fewest reps for the median fall.
pub const MINIMUM_REPS_FALL: usize = 3;

/// Largest difference of speed from the set's median for the drift, %. House rule.
const LIKE_SPEED_PCT: f64 = 2.0;
/// Drift that is usual, and drift that with fade tells of overload, bpm. House rules.
const DRIFT_BPM: (f64, f64) = (8.0, 12.0);
/// Standard error of one fall over 60 s, as a share (PMID 17614018).
const FALL_ERROR: f64 = 0.20;
/// Least share of a window with values for its mean. House rule.
const LEAST_SHARE: f64 = 0.8;

/// Heart rate of one rep, bpm; what could not be measured is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct RepHeartRate {
    /// Mean of the 5 s before.
    pub start_bpm: Option<f64>,
    /// Mean of the last 10 s; reps of 90 s or more.
    pub end_bpm: Option<f64>,
    /// Mean over the rep.
    pub mean_bpm: Option<f64>,
    /// Highest 5-s mean from the start to 20 s after the end; reps of 90 s or more.
    pub peak_bpm: Option<f64>,
    /// Fall over the 60 s after the end; recoveries of 60 s or more.
    pub fall60_bpm: Option<f64>,
}

/// Measures the heart rate of a rep with the recovery that follows it.
pub(super) fn measure(uniform: &Uniform, rep: Span, recovery: Option<Span>) -> RepHeartRate {
    let Some(channel) = &uniform.heart_rate_bpm else { return RepHeartRate::default() };
    let over = |from_s: f64, to_s: f64| channel.get(uniform.range(Span::new(from_s, to_s))).and_then(mean_of_most);
    let long = rep.length_s() >= LEAST_REP_S;
    let end_bpm = over(rep.end_s - 10.0, rep.end_s).filter(|_| long);
    let fallen = recovery
        .filter(|span| span.length_s() >= LEAST_RECOVERY_S)
        .and_then(|_| over(rep.end_s + 58.0, rep.end_s + 62.5));
    let peak_range = uniform.range(Span::new(rep.start_s, rep.end_s + 20.0));
    RepHeartRate {
        start_bpm: over(rep.start_s - 5.0, rep.start_s),
        end_bpm,
        mean_bpm: over(rep.start_s, rep.end_s),
        peak_bpm: channel
            .get(peak_range)
            .and_then(|values| values.windows(5).filter_map(mean_of_most).reduce(f64::max))
            .filter(|_| long),
        fall60_bpm: end_bpm.zip(fallen).map(|(end, later)| end - later),
    }
}

/// Drift of heart rate at rep end from first rep to last at even speed, bpm.
///
/// # Definition
/// `b (n - 1)`, b the least-squares slope on rep number, over reps within 2 % of the median speed; 80 % interval with t(n - 2).
/// # Shape
/// Both slices have a value a rep, NaN where a rep has none.
/// # Errors
/// Reps too short below 90 s; too few reps below 4 of like speed with a heart rate.
/// # Source
/// A rise of 3 to 8 bpm over an interval session is usual. Limits are house rules. Evidence: unclear.
pub fn evaluate_drift(ends_bpm: &[f64], speeds_mps: &[f64], rep_time_s: f64) -> Score {
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
    let n = numbers.len();
    let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else {
        return Err(Unavailable::MissingChannel("no usable heart rate at the end of reps".to_owned()));
    };
    if n < MINIMUM_REPS_DRIFT {
        return Err(Unavailable::TooFewReps { found: n, needed: MINIMUM_REPS_DRIFT });
    }
    let scale = last - first;
    let (slope, error) =
        least_squares(&numbers, &ends).map_or((f64::NAN, f64::NAN), |line| (line.slope, line.slope_se));
    let (value, half) = (slope * scale, t_80(n - 2) * error * scale);
    let word = match value {
        usual if usual <= DRIFT_BPM.0 => "usual",
        raised if raised <= DRIFT_BPM.1 => "raised",
        _ => "high",
    };
    finite(Value { word, ..plain(value, Some((value - half, value + half)), n) }, "no line through the heart rates")
}

/// Median fall of heart rate over 60 s of recovery, bpm.
///
/// # Definition
/// Median over the reps; 80 % interval from a standard error of 20 % a rep.
/// # Shape
/// A value a rep, NaN where a rep has none.
/// # Errors
/// Reps too short below 90 s; recovery too short when no rep has one of 60 s; too few reps below 3.
/// # Source
/// Standard error: PMID 17614018. A faster fall also comes with overreaching (doi:10.1371/journal.pone.0139754): it is
/// never evidence for more training. Evidence: unclear.
pub fn evaluate_fall(falls_bpm: &[f64], rep_time_s: f64) -> Score {
    check_rep_time(rep_time_s)?;
    let known: Vec<f64> = falls_bpm.iter().copied().filter(|fall| fall.is_finite()).collect();
    let n = known.len();
    if n == 0 {
        return Err(Unavailable::RecoveryTooShort { needed_s: LEAST_RECOVERY_S });
    }
    if n < MINIMUM_REPS_FALL {
        return Err(Unavailable::TooFewReps { found: n, needed: MINIMUM_REPS_FALL });
    }
    let value = median(&known);
    let half = NORMAL_90 * FALL_ERROR * value.abs() / (n as f64).sqrt();
    let caveat = "compare with the same workout and recovery only".to_owned();
    Ok(Value { caveat, ..plain(value, Some((value - half, value + half)), n) })
}

/// How much of its rise above rest heart rate lost before the next rep, 0 to 1, for each rep but the last.
///
/// # Definition
/// `(peak_i - start_(i+1)) / (peak_i - rest)`; `None` where a value is missing. For display.
pub fn recovery_completeness(reps: &[RepScore], rest_bpm: f64) -> Vec<Option<f64>> {
    reps.windows(2)
        .map(|pair| {
            let (peak, start) = (pair[0].heart_rate_peak_bpm?, pair[1].heart_rate_start_bpm?);
            (peak > rest_bpm).then(|| (peak - start) / (peak - rest_bpm))
        })
        .collect()
}

fn check_rep_time(rep_time_s: f64) -> Result<(), Unavailable> {
    if rep_time_s >= LEAST_REP_S {
        Ok(())
    } else {
        Err(Unavailable::RepsTooShort { found_s: rep_time_s, needed_s: LEAST_REP_S })
    }
}

/// Mean of the values where most of them are there.
fn mean_of_most(values: &[f64]) -> Option<f64> {
    let known: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    (!known.is_empty() && known.len() as f64 >= LEAST_SHARE * values.len() as f64).then(|| mean(&known))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    fn ramp() -> Uniform {
        Uniform {
            heart_rate_bpm: Some((0..300).map(|second| 100.0 + f64::from(second) / 2.0).collect()),
            recorded: vec![true; 300],
            ..Uniform::default()
        }
    }

    #[test]
    fn levels_are_means_of_their_windows() {
        let found = measure(&ramp(), Span::new(50.0, 150.0), Some(Span::new(150.0, 240.0)));
        assert!((found.start_bpm.unwrap() - 123.5).abs() < 1e-9, "seconds 45 to 49");
        assert!((found.end_bpm.unwrap() - 172.25).abs() < 1e-9, "seconds 140 to 149");
        assert!((found.peak_bpm.unwrap() - 183.5).abs() < 1e-9, "seconds 165 to 169");
        assert!((found.fall60_bpm.unwrap() - (172.25 - 205.0)).abs() < 1e-9, "seconds 208 to 212");
    }

    #[test]
    fn short_reps_have_no_levels() {
        let found = measure(&ramp(), Span::new(50.0, 120.0), Some(Span::new(120.0, 240.0)));
        assert!(found.end_bpm.is_none() && found.peak_bpm.is_none() && found.fall60_bpm.is_none());
        assert!(found.mean_bpm.is_some());
        let short = measure(&ramp(), Span::new(50.0, 150.0), Some(Span::new(150.0, 200.0)));
        assert!(short.fall60_bpm.is_none());
        assert_eq!(measure(&Uniform::default(), Span::new(0.0, 100.0), None), RepHeartRate::default());
    }

    #[test]
    fn drift_leaves_out_a_rep_of_another_speed() {
        let ends = [170.0, 172.0, 190.0, 176.0, 178.0];
        let score = evaluate_drift(&ends, &[4.0, 4.0, 4.3, 4.0, 4.0], 100.0).unwrap();
        assert!((score.value - 8.0).abs() < 1e-9);
        assert_eq!((score.n, score.word), (4, "usual"));
        assert!(matches!(evaluate_drift(&ends, &[4.0; 5], 80.0), Err(Unavailable::RepsTooShort { .. })));
        assert!(matches!(evaluate_drift(&[f64::NAN; 5], &[4.0; 5], 100.0), Err(Unavailable::MissingChannel(_))));
    }

    #[test]
    fn the_fall_needs_three_reps() {
        let score = evaluate_fall(&[30.0, 28.0, f64::NAN, 32.0], 100.0).unwrap();
        assert!((score.value - 30.0).abs() < 1e-9);
        assert!(score.ci80.unwrap().0 < 26.0);
        assert_eq!(evaluate_fall(&[30.0, 28.0], 100.0), Err(Unavailable::TooFewReps { found: 2, needed: 3 }));
        assert!(matches!(evaluate_fall(&[f64::NAN; 6], 100.0), Err(Unavailable::RecoveryTooShort { .. })));
    }
}
