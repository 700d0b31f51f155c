//! Heart-rate to speed index of a steady run: how much faster the run was than its heart rate predicts.

use crate::model::Span;
use crate::scores::kernel::anchors::{vdot_of_threshold, velocity_mps};
use crate::scores::kernel::decoupling::{RISE_S, blocks};
use crate::scores::kernel::needs::{finite, mean_with_interval};
use crate::scores::kernel::{
    EvidenceGrade, Interval, Level, Score, ScoreInfo, ScoreNeed, SessionInput, Unavailable, Value,
};

/// What the score says of itself.
pub(crate) const INFO: ScoreInfo = ScoreInfo {
    id: "heart_rate_speed_index",
    title: "Heart-rate to speed index",
    level: Level::Session,
    unit: "m/s",
    plain: "Your speed on a steady run less the speed that your heart rate would give you on a straight line from rest to your \
        maximum. Rising over weeks of like runs, it goes with getting faster; a single run says little, and heat lowers it.",
    formula: "v - (heart rate - standing rate) / k, k = (max - standing rate) / speed at VDOT, standing rate = rest + 26",
    interval: Interval::Given("t over blocks of six minutes; a drift over the run makes it wider"),
    needs: &[ScoreNeed::Speed, ScoreNeed::HeartRate, ScoreNeed::HrMax, ScoreNeed::HrRest, ScoreNeed::ThresholdSpeed],
    minimum: "30 min of steady running, stopped for 2 % of it at most, and a race of the last 12 weeks",
    source: "Vesterinen et al. 2014 (PMID 24345970); the speed at VDOT in place of a treadmill's peak speed is ours",
    evidence: EvidenceGrade::Unclear,
};

/// Heart rate standing above that at rest, bpm (Vesterinen et al. 2014).
const STANDING_BPM: f64 = 26.0;

/// The score of a session.
pub(crate) fn of(input: &SessionInput<'_>) -> Score {
    let run = input.steady_run()?;
    input.check_steady_heart_rate()?;
    let context = input.context;
    let absent = |what: &str| Unavailable::MissingChannel(format!("no {what}"));
    let max_bpm = context.hr_max_bpm.ok_or_else(|| absent("maximum heart rate"))?;
    let rest_bpm = context.hr_rest_bpm.ok_or_else(|| absent("resting heart rate"))?;
    let threshold_mps = context.threshold_mps.ok_or_else(|| absent("race of the last 12 weeks"))?;
    let standing_bpm = rest_bpm + STANDING_BPM;
    if max_bpm <= standing_bpm {
        return Err(Unavailable::Unreadable("maximum heart rate below that at rest".to_owned()));
    }
    let peak_mps = velocity_mps(vdot_of_threshold(threshold_mps));
    let bpm_per_mps = (max_bpm - standing_bpm) / peak_mps;
    let settled = Span::new(run.start_s + RISE_S, run.end_s);
    let found: Vec<f64> = blocks(&input.prepared.uniform, settled)
        .iter()
        .map(|block| block.speed_mps - (block.heart_rate_bpm - standing_bpm) / bpm_per_mps)
        .collect();
    if found.is_empty() {
        return Err(Unavailable::MissingChannel("too little heart rate or speed".to_owned()));
    }
    finite(Value { n: 0, ..mean_with_interval(&found) }, "no index")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::scores::{ScoreContext, fixture};
    use crate::segment::WorkoutKind;

    #[test]
    fn the_line_from_rest_to_the_maximum_is_zero() {
        let peak = velocity_mps(vdot_of_threshold(4.0));
        let context = ScoreContext {
            hr_max_bpm: Some(190.0),
            hr_rest_bpm: Some(50.0),
            threshold_mps: Some(4.0),
            ..ScoreContext::default()
        };
        let mut prepared = fixture::prepared(2000);
        // 4 m/s at the heart rate of the line.
        let rate = 76.0 + 4.0 * (190.0 - 76.0) / peak;
        prepared.uniform.step_rate_spm = None;
        prepared.uniform.heart_rate_bpm = Some(vec![rate; 2000]);
        let at = |prepared: &crate::clean::Prepared| {
            of(&SessionInput::of(prepared, WorkoutKind::Steady, &context)).unwrap().value
        };
        assert!(at(&prepared).abs() < 1e-9);
        prepared.uniform.heart_rate_bpm = Some(vec![rate - 10.0; 2000]);
        assert!((at(&prepared) - 10.0 * peak / 114.0).abs() < 1e-9, "ten beats less are faster");
    }
}
