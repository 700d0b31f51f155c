//! What the pace scores need before they compute: enough reps, each with a speed.

use super::{Score, Unavailable, Value};
use crate::stats::{Range, mean, sample_sd, t_80};

/// Refuses fewer reps than needed and reps without a speed.
pub(crate) fn check_speeds(speeds_mps: &[f64], needed: usize) -> Result<(), Unavailable> {
    if speeds_mps.is_empty() {
        return Err(Unavailable::NoReps);
    }
    if speeds_mps.len() < needed {
        return Err(Unavailable::TooFewReps { found: speeds_mps.len(), needed });
    }
    match speeds_mps.iter().position(|speed| !(speed.is_finite() && *speed > 0.0)) {
        Some(rep) => Err(Unavailable::MissingChannel(format!("no speed in rep {}", rep + 1))),
        None => Ok(()),
    }
}

/// Refuses a set in which too few reps have what the score needs, and names it. When the set has too few reps in all,
/// it says that.
pub(crate) fn check_count(all: usize, found: usize, are: &'static str, needed: usize) -> Result<(), Unavailable> {
    if all < needed {
        return Err(Unavailable::TooFewReps { found: all, needed });
    }
    if found < needed { Err(Unavailable::TooFewRepsThat { are, found, needed }) } else { Ok(()) }
}

/// A value with its interval, without word or caveat.
pub(crate) fn plain(value: f64, ci80: Option<Range>, n: usize) -> Value {
    Value { value, ci80, n, word: "", caveat: String::new() }
}

/// A given or measured value, unchanged; the reason why it is missing where there is none.
pub(crate) fn given(value: Option<f64>, otherwise: &str) -> Score {
    value.map(|value| plain(value, None, 1)).ok_or_else(|| Unavailable::MissingChannel(otherwise.to_owned()))
}

/// A score when its value is a number; otherwise the given reason.
pub(crate) fn finite(value: Value, otherwise: &str) -> Score {
    if value.value.is_finite() { Ok(value) } else { Err(Unavailable::Unreadable(otherwise.to_owned())) }
}

/// The mean over reps with its 80 % interval by t. The mean of one rep has no interval.
pub(crate) fn mean_with_interval(values: &[f64]) -> Value {
    let (n, middle) = (values.len(), mean(values));
    let half = (n > 1).then(|| t_80(n - 1) * sample_sd(values) / (n as f64).sqrt());
    plain(middle, half.map(|half| Range::about(middle, half)), n)
}

/// Rep numbers from 1.
pub(crate) fn rep_numbers(count: usize) -> Vec<f64> {
    (1..=count).map(|number| number as f64).collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn what_lacks_is_named() {
        let reason = |all, found| check_count(all, found, "with cadence", 4).unwrap_err().to_string();
        assert_eq!(reason(6, 2), "2 reps with cadence, 4 needed");
        assert_eq!(reason(6, 1), "1 rep with cadence, 4 needed");
        assert_eq!(reason(3, 2), "3 like reps, 4 needed");
        assert!(check_count(6, 4, "with cadence", 4).is_ok());
    }
}
