//! Time near maximal oxygen uptake, by a model of how uptake follows speed.

use crate::scores::kernel::anchors::vdot_share;
use crate::scores::kernel::needs::{finite, plain};
use crate::scores::kernel::{
    EvidenceGrade, Interval, Level, Score, ScoreInfo, ScoreNeed, SessionInput, Unavailable, Value,
};

/// What the score says of itself.
pub(crate) const INFO: ScoreInfo = ScoreInfo {
    id: "time_near_vo2max",
    title: "Time near maximal oxygen uptake (model)",
    level: Level::Session,
    unit: "s",
    plain: "How long a model has your oxygen uptake at nine tenths of its maximum or more. It knows your speed and a race, not \
        your lungs: hills, wind and the slow rise of uptake in long reps are not in it. For comparing sessions with each other.",
    formula: "seconds with x >= 0.9, dx/dt = (min(1, VO2(v) / VDOT) - x) / tau, tau 35 s up and 60 s down",
    interval: Interval::None("a model whose error in one runner is not known"),
    needs: &[ScoreNeed::Speed, ScoreNeed::ThresholdSpeed],
    minimum: "a run with speed, and a race of the last 12 weeks",
    source: "cost by Daniels and Gilbert 1979; first-order kinetics with time constants of our own choice",
    evidence: EvidenceGrade::Unknown,
};

/// Share of maximal uptake from which uptake counts as near it.
const NEAR: f64 = 0.9;
/// Time constants of the rise and the fall of uptake, s. House rule.
const UP_S: f64 = 35.0;
const DOWN_S: f64 = 60.0;

/// The score of a session.
pub(crate) fn of(input: &SessionInput<'_>) -> Score {
    let speeds = input.speeds()?;
    let Some(threshold_mps) = input.context.threshold_mps else {
        return Err(Unavailable::MissingChannel("no race of the last 12 weeks".to_owned()));
    };
    let value = seconds_near(&speeds, threshold_mps);
    finite(Value { word: "model", ..plain(value, None, 0) }, "no speed")
}

/// Seconds near the maximum, from the speed of each second, m/s.
pub(crate) fn seconds_near(speeds_mps: &[f64], threshold_mps: f64) -> f64 {
    let (mut uptake, mut near) = (0.0, 0_u32);
    for speed in speeds_mps {
        let goal = vdot_share(*speed, threshold_mps).min(1.0);
        let tau = if goal > uptake { UP_S } else { DOWN_S };
        // Exact over a second of even speed.
        uptake += (goal - uptake) * (1.0 - (-1.0 / tau).exp());
        near += u32::from(uptake >= NEAR);
    }
    f64::from(near)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scores::anchors::vdot_of_threshold;
    use crate::scores::anchors::velocity_mps;

    #[test]
    fn at_vdot_it_is_near_after_two_and_a_third_time_constants() {
        let peak = velocity_mps(vdot_of_threshold(4.0));
        // 1 - exp(-t / 35) = 0.9 after 80.6 s.
        assert!((seconds_near(&vec![peak; 300], 4.0) - 220.0).abs() < 1.5);
        assert!(seconds_near(&vec![4.0; 3600], 4.0).abs() < 1e-9, "threshold is below");
        assert!(seconds_near(&vec![peak; 60], 4.0).abs() < 1e-9, "a minute is too short");
    }
}
