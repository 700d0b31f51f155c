//! Cadence drift within reps: how cadence moves from the middle third of a rep to the last.

use super::cadence::{RESOLUTION_PCT, word};
use crate::clean::Uniform;
use crate::model::Span;
use crate::scores::kernel::needs::{check_count, mean_with_interval, plain};
use crate::scores::kernel::own::SpeedResponse;
use crate::scores::kernel::{
    EvidenceGrade, Interval, Level, Score, ScoreInfo, ScoreNeed, SetInput, Unavailable, Value,
};
use crate::stats::{NORMAL_90, Range, mean};
use std::f64::consts::SQRT_2;

/// What the score says of itself.
pub(crate) const INFO: ScoreInfo = ScoreInfo {
    id: "cadence_drift_within",
    title: "Cadence drift within reps",
    level: Level::Set,
    unit: "%",
    plain: "How your cadence moved towards the end of your reps, beyond what your speed explains. Neither direction is good \
        or bad, and no cadence is a target.",
    formula: "mean over the reps of 100 (c3 - c2 - 10 (v3 - v2)) / mean cadence, of the middle (2) and last (3) third",
    interval: Interval::Given(
        "t over the reps, not below the resolution of cadence, with the error of the response to speed",
    ),
    needs: &[ScoreNeed::Speed, ScoreNeed::Cadence, ScoreNeed::CadenceResponse],
    minimum: "3 reps of 60 s or more",
    source: "response to speed 10 +- 4 steps/min per m/s, house rule about PMID 29059198; limits are house rules",
    evidence: EvidenceGrade::Unclear,
};

/// Fewest reps.
pub(crate) const MINIMUM_REPS: usize = 3;
/// Shortest rep, s: thirds of 20 s. House rule.
pub(crate) const LEAST_REP_S: f64 = 60.0;
/// The reps that count.
const WHICH: &str = "of 60 s with cadence in both thirds";
/// Least share of a third with cadence. House rule.
const LEAST_SHARE: f64 = 0.8;

/// Change of cadence and speed from the middle third of a rep to the last third.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct CadenceChange {
    /// Mean cadence over both thirds, steps/min.
    pub(crate) mean_spm: f64,
    /// Change of cadence, steps/min.
    pub step_rate_spm: f64,
    /// Change of speed, m/s.
    pub speed_mps: f64,
}

/// The score of a set.
pub(crate) fn of(input: &SetInput<'_>) -> Score {
    input.check_speeds(MINIMUM_REPS)?;
    if input.rep_time_s < LEAST_REP_S {
        return Err(Unavailable::RepsTooShort { found_s: input.rep_time_s, needed_s: LEAST_REP_S });
    }
    if input.uniform.step_rate_spm.is_none() {
        return Err(Unavailable::MissingChannel("no cadence".to_owned()));
    }
    let changes: Vec<CadenceChange> = input.spans.iter().filter_map(|span| change(input.uniform, *span)).collect();
    check_count(input.spans.len(), changes.len(), WHICH, MINIMUM_REPS)?;
    let own = &input.context.own;
    Ok(Value { caveat: own.response_words(), ..evaluate(&changes, own.response_or_prior())? })
}

/// Drift of cadence within reps at equal speed, %. Neither direction is good or bad.
///
/// # Definition
/// Mean over the reps. The 80 % interval is `sqrt(max(t SE, z 0.6 sqrt(2/n))^2 + (z 100 |mean dv| sd(beta) / c)^2)`.
/// The first term is the scatter of the reps, but at least the resolution of two thirds. The second term is the error
/// of the response to speed, which all reps share.
/// # Errors
/// Too few reps when fewer than 3 have cadence in both thirds.
pub(crate) fn evaluate(changes: &[CadenceChange], response: SpeedResponse) -> Score {
    let n = changes.len();
    check_count(MINIMUM_REPS, n, WHICH, MINIMUM_REPS)?;
    let drift = |rep: &CadenceChange| 100.0 * (rep.step_rate_spm - response.spm_per_mps * rep.speed_mps) / rep.mean_spm;
    let by_speed = |rep: &CadenceChange| 100.0 * rep.speed_mps * response.sd / rep.mean_spm;
    let score = mean_with_interval(&changes.iter().map(drift).collect::<Vec<_>>());
    let told = score.ci80.map_or(0.0, |ci80| ci80.width() / 2.0);
    let resolved = NORMAL_90 * RESOLUTION_PCT * SQRT_2 / (n as f64).sqrt();
    let guessed = NORMAL_90 * mean(&changes.iter().map(by_speed).collect::<Vec<_>>());
    let half = told.max(resolved).hypot(guessed);
    let ci80 = Range::about(score.value, half);
    Ok(Value { word: word(score.value, ci80), ..plain(score.value, Some(ci80), n) })
}

/// The change within a rep; `None` where it is short or a third has too little cadence.
pub(super) fn change(uniform: &Uniform, rep: Span) -> Option<CadenceChange> {
    let third = rep.length_s() / 3.0;
    let (two, three) = (rep.end_s - 2.0 * third, rep.end_s - third);
    let (middle, last) = (Span::new(two, three), Span::new(three, rep.end_s));
    let cadence = |span: Span| {
        let seconds = uniform.step_rate_spm.as_ref()?.get(uniform.range(span))?;
        let known: Vec<f64> = seconds.iter().copied().filter(|spm| spm.is_finite()).collect();
        (!known.is_empty() && known.len() as f64 >= LEAST_SHARE * seconds.len() as f64).then(|| mean(&known))
    };
    let (before, after) = (cadence(middle)?, cadence(last)?);
    let speed_mps = uniform.mean_speed(last) - uniform.mean_speed(middle);
    let is_known = rep.length_s() >= LEAST_REP_S && speed_mps.is_finite();
    is_known.then(|| CadenceChange { mean_spm: f64::midpoint(before, after), step_rate_spm: after - before, speed_mps })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::scores::fixture;

    #[test]
    fn what_speed_explains_is_no_drift() {
        let change = CadenceChange { mean_spm: 180.0, step_rate_spm: -2.0, speed_mps: -0.2 };
        let score = evaluate(&[change; 4], SpeedResponse::PRIOR).unwrap();
        assert!(score.value.abs() < 1e-12);
        let Range { low, high } = score.ci80.unwrap();
        let half = NORMAL_90 * (0.6 * SQRT_2 / 2.0).hypot(100.0 * 0.2 * 4.0 / 180.0);
        assert!((high - half).abs() < 1e-9 && (low + half).abs() < 1e-9);
        assert!(evaluate(&[change; 2], SpeedResponse::PRIOR).is_err());
    }

    #[test]
    fn thirds_are_by_time() {
        let mut uniform = fixture::prepared(300).uniform;
        let rates = (0..300).map(|second| if second < 160 { 180.0 } else { 171.0 });
        uniform.step_rate_spm = Some(rates.collect());
        let found = change(&uniform, Span::new(100.0, 190.0)).unwrap();
        assert!((found.step_rate_spm + 9.0).abs() < 1e-12 && found.speed_mps.abs() < 1e-9);
        let score = evaluate(&[found; 3], SpeedResponse::PRIOR).unwrap();
        assert!((score.value + 100.0 * 9.0 / 175.5).abs() < 1e-9 && score.word == "marked");
        assert!(change(&uniform, Span::new(100.0, 150.0)).is_none(), "short");
    }
}
