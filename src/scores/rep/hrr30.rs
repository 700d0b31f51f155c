//! Heart-rate fall over the first 30 s of recovery.

use crate::model::Span;
use crate::scores::kernel::heart_rate::{check_rep_time, fall_bpm};
use crate::scores::kernel::needs::plain;
use crate::scores::kernel::{
    EvidenceGrade, Interval, Level, RepInput, Score, ScoreInfo, ScoreNeed, Unavailable, Value,
};
use crate::segment::RecoveryMode;

/// What the score says of itself.
pub(crate) const INFO: ScoreInfo = ScoreInfo {
    id: "hrr30",
    title: "Heart-rate fall over 30 s",
    level: Level::Rep,
    unit: "bpm",
    plain: "How far your heart rate fell in the first half minute after this rep, and whether you stood, walked or jogged. \
        Compare like with like, over many reps; a faster fall is never a reason to do more.",
    formula: "rate over the last 10 s of the rep less the rate 30 s later (+- 2 s)",
    interval: Interval::None("one fall; its scatter over the set stands beside hrr60"),
    needs: &[ScoreNeed::Speed, ScoreNeed::HeartRate],
    minimum: "90 s, and a recovery of 30 s or more",
    source: "varies by 15 to 32 % (PMID 21574126); faster in overreaching, too (doi:10.1371/journal.pone.0139754)",
    evidence: EvidenceGrade::Unclear,
};

/// Shortest recovery, s.
pub(crate) const LEAST_RECOVERY_S: f64 = 30.0;

/// The score of a rep; its word is the mode of recovery.
pub(crate) fn of(input: &RepInput<'_>) -> Score {
    input.check_heart_rate()?;
    check_rep_time(input.span.length_s())?;
    let end_s = input.span.end_s;
    if input.recovery.is_none_or(|recovery| recovery.length_s() < LEAST_RECOVERY_S) {
        return Err(Unavailable::RecoveryTooShort { needed_s: LEAST_RECOVERY_S });
    }
    let uniform = &input.prepared.uniform;
    let fall = input.rep.heart_rate_end_bpm.and_then(|end| fall_bpm(uniform, end, end_s, LEAST_RECOVERY_S));
    let Some(fall) = fall else {
        let why = "no heart rate at the end of the rep or in the 30 s after it, or a jump of it";
        return Err(Unavailable::MissingChannel(why.to_owned()));
    };
    let speed_mps = uniform.mean_speed(Span::new(end_s, end_s + LEAST_RECOVERY_S));
    let word = if speed_mps.is_finite() { RecoveryMode::of_speed(speed_mps).name() } else { "" };
    Ok(Value { word, ..plain(fall, None, 1) })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::scores::fixture;

    #[test]
    fn the_fall_is_to_30_s_later_and_the_mode_is_by_speed() {
        let mut prepared = fixture::prepared(600);
        prepared.uniform.heart_rate_bpm = Some((0..600).map(|t| 180.0 - (f64::from(t) - 200.0).max(0.0)).collect());
        let rep = crate::scores::RepScore { heart_rate_end_bpm: Some(180.0), ..fixture::rep_score(400.0, 100.0) };
        let mut input = fixture::rep_input(&rep, &prepared, Span::new(100.0, 200.0));
        assert_eq!(of(&input), Err(Unavailable::RecoveryTooShort { needed_s: 30.0 }));
        input.recovery = Some(Span::new(200.0, 260.0));
        let score = of(&input).unwrap();
        assert!((score.value - 30.0).abs() < 1e-9 && score.word == "jog");
        prepared.uniform.heart_rate_bpm.as_mut().unwrap()[215] = f64::NAN;
        let mut holed = fixture::rep_input(&rep, &prepared, Span::new(100.0, 200.0));
        holed.recovery = Some(Span::new(200.0, 260.0));
        assert!(matches!(of(&holed), Err(Unavailable::MissingChannel(_))));
    }
}
