//! Grade-adjusted speed: the speed on the flat that costs as much as the rep did.

use crate::model::records::is_beyond_record;
use crate::scores::kernel::anchors::grade_factor;
use crate::scores::kernel::needs::{finite, plain};
use crate::scores::kernel::{
    EvidenceGrade, Interval, Level, RepInput, Score, ScoreInfo, ScoreNeed, Unavailable, terrain,
};

/// What the score says of itself.
pub(crate) const INFO: ScoreInfo = ScoreInfo {
    id: "grade_adjusted_speed",
    title: "Grade-adjusted speed",
    level: Level::Rep,
    unit: "m/s",
    plain: "The speed on the flat that would have cost you as much. On a track and a treadmill it is your speed. It \
        knows the climb from end to end only, and how much running downhill saves is contested; in \
        sprints up a steep hill it is too high, for the cost was measured in steady running.",
    formula: "v C(i) / C(0), C(i) = 155.4 i^5 - 30.4 i^4 - 43.3 i^3 + 46.3 i^2 + 19.5 i + 3.6, i rise over run; at least 0.85 v",
    interval: Interval::None("the error of the altitude is not known of a file, and outweighs that of the speed"),
    needs: &[ScoreNeed::Speed, ScoreNeed::Altitude],
    minimum: "altitude, or a track",
    source: "Minetti et al. 2002, doi:10.1152/japplphysiol.01177.2001; the floor downhill and a rise of 5 m at least are \
        house rules",
    evidence: EvidenceGrade::Unclear,
};

/// The score of a rep.
pub(crate) fn of(input: &RepInput<'_>) -> Score {
    let speed_mps = input.rep.speed_mps;
    if !speed_mps.is_finite() {
        return Err(Unavailable::MissingChannel("no speed in the rep".to_owned()));
    }
    let measured = || terrain::gradient(&input.prepared.uniform, input.span, input.rep.distance_m);
    let gradient = if input.is_level { Some(0.0) } else { measured() };
    let Some(gradient) = gradient else {
        return Err(Unavailable::MissingChannel("no altitude".to_owned()));
    };
    evaluate(speed_mps, gradient, input.span.length_s())
}

/// Speed on the flat that costs the same, m/s.
///
/// # Errors
/// `Unreadable` where the result is faster than anyone has run on the flat for that time. Then the altitude is wrong,
/// or the cost does not hold, because it was measured in steady running.
pub(crate) fn evaluate(speed_mps: f64, gradient: f64, time_s: f64) -> Score {
    let value = speed_mps * grade_factor(gradient);
    if gradient > 0.0 && is_beyond_record(value * time_s, value) {
        let percent = 100.0 * gradient;
        return Err(Unavailable::Unreadable(format!(
            "a climb of {percent:.0} % makes it faster than anyone on the flat"
        )));
    }
    finite(plain(value, None, 1), "no gradient")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::scores::fixture;

    #[test]
    fn uphill_counts_more_and_a_track_is_level() {
        let mut prepared = fixture::prepared(300);
        prepared.uniform.altitude_m = Some((0..300).map(|second| 0.2 * f64::from(second)).collect());
        let rep = fixture::rep_score(400.0, 100.0);
        let mut input = fixture::rep_input(&rep, &prepared, Span::new(100.0, 200.0));
        let expected = 4.0 * 4.685_196 / 3.6;
        assert!((of(&input).unwrap().value - expected).abs() < 1e-4, "a twentieth uphill");
        input.is_level = true;
        assert!((of(&input).unwrap().value - 4.0).abs() < 1e-12);
    }

    #[test]
    fn faster_than_anyone_is_no_speed() {
        assert!(evaluate(3.3, 0.17, 52.0).is_ok(), "a hill rep");
        let error = evaluate(3.64, 0.36, 35.0).unwrap_err();
        assert_eq!(error.to_string(), "a climb of 36 % makes it faster than anyone on the flat");
    }

    #[test]
    fn without_altitude_there_is_none() {
        let (prepared, rep) = (fixture::prepared(300), fixture::rep_score(400.0, 100.0));
        let input = fixture::rep_input(&rep, &prepared, Span::new(100.0, 200.0));
        assert_eq!(of(&input).unwrap_err().to_string(), "no altitude");
    }
}
