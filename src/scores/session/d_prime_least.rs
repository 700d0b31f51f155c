//! The lowest balance of D' in a session. D' is the distance that can be run above critical speed.

use crate::scores::kernel::anchors::{CriticalSpeed, d_prime_balance};
use crate::scores::kernel::needs::{finite, plain};
use crate::scores::kernel::{
    EvidenceGrade, Interval, Level, Score, ScoreInfo, ScoreNeed, SessionInput, Unavailable, Value,
};

/// What the score says of itself.
pub(crate) const INFO: ScoreInfo = ScoreInfo {
    id: "d_prime_least",
    title: "Least D' left (model)",
    level: Level::Session,
    unit: "%",
    plain: "What was left, at the lowest, of the distance that you can run above your critical speed. To look at, not to train by: \
        such models predict the end of intermittent running badly, and below 0 the model, not you, was wrong.",
    formula: "100 min(balance) / D'; above CS it drains by v - CS a second, below it the gap closes with tau = D' / (CS - v)",
    interval: Interval::None("D' itself differs by 10 to 18 % from test to test, and the model by more"),
    needs: &[ScoreNeed::Speed, ScoreNeed::CriticalSpeed],
    minimum: "a run with speed, and three races of 2 to 20 min within 90 days that agree",
    source: "Skiba et al. 2015 (PMID 25660589), the differential form, with speed in place of power",
    evidence: EvidenceGrade::Unclear,
};

/// The score of a session.
pub(crate) fn of(input: &SessionInput<'_>) -> Score {
    let speeds = input.speeds()?;
    let Some(critical) = &input.context.critical else {
        return Err(Unavailable::MissingChannel("no critical speed: three races within 90 days that agree".to_owned()));
    };
    finite(Value { word: "model", ..plain(least_pct(&speeds, critical), None, 0) }, "no speed")
}

/// The lowest balance, % of D', from the speed of each second, m/s.
pub(crate) fn least_pct(speeds_mps: &[f64], critical: &CriticalSpeed) -> f64 {
    let (mut balance_m, mut least_m) = (critical.d_prime_m, critical.d_prime_m);
    for speed in speeds_mps {
        balance_m = d_prime_balance(balance_m, critical, *speed, 1.0);
        least_m = least_m.min(balance_m);
    }
    100.0 * least_m / critical.d_prime_m
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_it_is_gone_after_half_the_distance_above() {
        let critical = CriticalSpeed { speed_mps: 4.0, d_prime_m: 200.0, r_squared: 1.0 };
        let mut speeds = vec![5.0; 100];
        assert!((least_pct(&speeds, &critical) - 50.0).abs() < 1e-9);
        speeds.extend(vec![2.0; 600]);
        assert!((least_pct(&speeds, &critical) - 50.0).abs() < 1e-9, "the lowest, not the last");
        assert!((least_pct(&[3.0; 60], &critical) - 100.0).abs() < 1e-9);
    }
}
