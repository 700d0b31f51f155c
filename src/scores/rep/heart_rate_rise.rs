//! Heart-rate rise: how long heart rate takes for 63 % of its rise within a rep.

use crate::scores::kernel::needs::plain;
use crate::scores::kernel::{EvidenceGrade, Interval, Level, RepInput, Score, ScoreInfo, ScoreNeed, Unavailable};

/// What the score says of itself.
pub(crate) const INFO: ScoreInfo = ScoreInfo {
    id: "heart_rate_rise",
    title: "Heart-rate rise time",
    level: Level::Rep,
    unit: "s",
    plain: "How long your heart rate took for the first 63 % of its rise in this rep: about a minute in runners on a \
        treadmill. A sensor that lags lengthens it, and a fast start shortens it.",
    formula: "first t with rate >= start + 0.632 (end - start); start over the 5 s before, end over the last 10 s",
    interval: Interval::None("how far a heart-rate sensor lags is not known of a file"),
    needs: &[ScoreNeed::HeartRate],
    minimum: "120 s, and a rise of 20 bpm or more",
    source: "first-order response, time constant 57.6 +- 23.6 s in treadmill steps (doi:10.1186/s12938-015-0112-7)",
    evidence: EvidenceGrade::Useful,
};

/// Shortest rep, s: two time constants. House rule.
pub(crate) const LEAST_REP_S: f64 = 120.0;
/// Least rise, bpm. House rule.
const LEAST_RISE_BPM: f64 = 20.0;
/// Share of a first-order rise after one time constant: 1 - 1/e.
const SHARE: f64 = 0.632;

/// The score of a rep.
pub(crate) fn of(input: &RepInput<'_>) -> Score {
    input.check_heart_rate()?;
    let length_s = input.span.length_s();
    if length_s < LEAST_REP_S {
        return Err(Unavailable::RepsTooShort { found_s: length_s, needed_s: LEAST_REP_S });
    }
    let levels = input.rep.heart_rate_start_bpm.zip(input.rep.heart_rate_end_bpm);
    let uniform = &input.prepared.uniform;
    let range = uniform.range(input.span);
    let channel = uniform.heart_rate_bpm.as_ref().and_then(|channel| channel.get(range.clone()));
    let (Some((start, end)), Some(rates)) = (levels, channel) else {
        return Err(Unavailable::MissingChannel("no heart rate at the start or the end of the rep".to_owned()));
    };
    evaluate(rates, start, end, uniform.clock_s(range.start) - input.span.start_s)
}

/// Time from the start of a rep to 63 % of the rise, s, linear between seconds.
///
/// # Shape
/// One rate per second, NaN where there is none. The first rate lies `first_s` after the start.
/// # Errors
/// `Unreadable` when the rise is below 20 bpm, or when no recorded rate reaches 63 % of it.
pub(crate) fn evaluate(rates_bpm: &[f64], start_bpm: f64, end_bpm: f64, first_s: f64) -> Score {
    let rise = end_bpm - start_bpm;
    if rise.is_nan() || rise < LEAST_RISE_BPM {
        let found = format!("heart rate rises by {:.0} bpm, {LEAST_RISE_BPM:.0} needed", rise.max(0.0));
        return Err(Unavailable::Unreadable(found));
    }
    let goal = start_bpm + SHARE * rise;
    let never = || Unavailable::Unreadable("heart rate does not come to its rise".to_owned());
    let second = rates_bpm.iter().position(|rate| *rate >= goal).ok_or_else(never)?;
    let before = second.checked_sub(1).map(|before| rates_bpm[before]).filter(|rate| rate.is_finite());
    let back = before.map_or(0.0, |before| (rates_bpm[second] - goal) / (rates_bpm[second] - before));
    Ok(plain((first_s + second as f64 - back).max(0.0), None, 1))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::scores::fixture;

    #[test]
    fn a_first_order_rise_gives_its_time_constant() {
        let rates: Vec<f64> = (0..600).map(|t| 180.0 - 60.0 * (-f64::from(t) / 50.0).exp()).collect();
        let score = evaluate(&rates, 120.0, 180.0, 0.0).unwrap();
        assert!((score.value - 50.0).abs() < 0.05, "{}", score.value);
        assert!(evaluate(&rates, 120.0, 139.0, 0.0).is_err());
        assert!(evaluate(&[f64::NAN; 150], 120.0, 180.0, 0.0).is_err());
    }

    #[test]
    fn a_short_rep_or_no_heart_rate_has_none() {
        let (prepared, rep) = (fixture::prepared(600), fixture::rep_score(400.0, 100.0));
        let mut input = fixture::rep_input(&rep, &prepared, Span::new(100.0, 200.0));
        assert!(matches!(of(&input), Err(Unavailable::RepsTooShort { .. })));
        input.heart_rate_problem = Some("no heart rate".to_owned());
        assert_eq!(of(&input).unwrap_err().to_string(), "no heart rate");
    }
}
