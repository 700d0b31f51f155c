//! Banister's training impulse: minutes weighted by the share of the heart-rate reserve.

use crate::model::Sex;
use crate::scores::kernel::load::{TrimpCoefficients, heart_rate_reserve_fraction, trimp_banister};
use crate::scores::kernel::needs::{finite, plain};
use crate::scores::kernel::{
    EvidenceGrade, Interval, Level, Score, ScoreInfo, ScoreNeed, SessionInput, Unavailable, Value,
};
use crate::stats::Range;
use crate::stats::mean;

/// What the score says of itself.
pub const INFO: ScoreInfo = ScoreInfo {
    id: "trimp",
    title: "Training impulse (Banister)",
    level: Level::Session,
    unit: "points",
    plain: "The load of a session by its minutes and mean heart rate, weighted so that hard minutes count more. From the mean, a \
        session of reps reads low. The weights of women are contested; they are printed beside it.",
    formula: "minutes x s x a exp(b s), s = (mean rate - rest) / (max - rest); men a .64, b 1.92, women a .86, b 1.67",
    interval: Interval::None("the weights are a convention without a published error"),
    needs: &[ScoreNeed::HeartRate, ScoreNeed::HrMax, ScoreNeed::HrRest, ScoreNeed::Sex],
    minimum: "heart rate for 95 % of the time",
    source: "Banister 1991 for the form; Morton et al. 1990 (J Appl Physiol 69:1171-1177) for the weights; .64 and 1.67 for women elsewhere",
    evidence: EvidenceGrade::Unclear,
};

/// The score of a session.
pub(crate) fn of(input: &SessionInput<'_>) -> Score {
    let rates = input.heart_rates()?;
    let context = input.context;
    let absent = |what: &str| Unavailable::MissingChannel(format!("no {what}"));
    let max_bpm = context.hr_max_bpm.ok_or_else(|| absent("maximum heart rate"))?;
    let rest_bpm = context.hr_rest_bpm.ok_or_else(|| absent("resting heart rate"))?;
    let sex = context.sex.ok_or_else(|| absent("sex, which the weights differ by"))?;
    evaluate(input.minutes, mean(rates), Range::new(rest_bpm, max_bpm), sex)
}

/// The impulse of minutes at a mean heart rate, between resting and maximum heart rate. The caveat names the weights.
///
/// # Errors
/// `Unreadable` when the maximum is not above rest.
pub fn evaluate(minutes: f64, mean_bpm: f64, rates_bpm: Range, sex: Sex) -> Score {
    let Range { low: rest_bpm, high: max_bpm } = rates_bpm;
    let (coefficients, whose) = match sex {
        Sex::Male => (TrimpCoefficients::MEN, "men"),
        Sex::Female => (TrimpCoefficients::WOMEN, "women"),
    };
    let share = heart_rate_reserve_fraction(mean_bpm, rest_bpm, max_bpm);
    if max_bpm <= rest_bpm {
        return Err(Unavailable::Unreadable("maximum heart rate below that at rest".to_owned()));
    }
    let value = trimp_banister(minutes, share.max(0.0), coefficients);
    let caveat = format!("{whose}, a {:.2}, b {:.2}", coefficients.a, coefficients.b);
    finite(Value { caveat, ..plain(value, None, 0) }, "no heart rate")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::scores::ScoreContext;
    use crate::scores::fixture;
    use crate::segment::WorkoutKind;

    #[test]
    fn an_hour_at_two_thirds_of_the_reserve() {
        let score = evaluate(60.0, 155.0, Range::new(55.0, 190.0), Sex::Male).unwrap();
        assert!((score.value - 117.94).abs() < 0.01 && score.caveat == "men, a 0.64, b 1.92");
        assert!((evaluate(45.0, 150.0, Range::new(60.0, 190.0), Sex::Female).unwrap().value - 85.1376).abs() < 0.001);
        assert!(evaluate(45.0, 50.0, Range::new(60.0, 190.0), Sex::Male).unwrap().value.abs() < 1e-12, "below rest");
        assert!(evaluate(45.0, 150.0, Range::new(190.0, 190.0), Sex::Male).is_err());
    }

    #[test]
    fn what_is_not_known_of_the_runner_is_named() {
        let mut prepared = fixture::prepared(600);
        prepared.uniform.heart_rate_bpm = Some(vec![150.0; 600]);
        let known = ScoreContext { hr_max_bpm: Some(190.0), hr_rest_bpm: Some(50.0), ..ScoreContext::default() };
        let of_context = |context: &ScoreContext| of(&SessionInput::of(&prepared, WorkoutKind::Steady, context));
        assert!(of_context(&known).unwrap_err().to_string().starts_with("no sex"));
        assert!(of_context(&ScoreContext { sex: Some(Sex::Male), ..known }).is_ok());
    }
}
