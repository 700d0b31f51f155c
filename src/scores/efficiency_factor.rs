//! Efficiency factor of a steady run: metres a heart beat.

use super::decoupling::{Block, RISE_S, blocks, efficiency_m_per_beat};
use super::needs::{finite, mean_with_interval, plain};
use super::{EvidenceGrade, Interval, Level, Need, Score, ScoreInfo, SessionInput, Unavailable};
use crate::model::Span;

/// What it is.
pub const INFO: ScoreInfo = ScoreInfo {
    id: "efficiency_factor",
    title: "Efficiency factor",
    level: Level::Session,
    unit: "m/beat",
    plain: "How many metres you ran for each heart beat of a steady run. More, over weeks of like runs, tells of fitness; \
        heat, hills and the sensor move it as well, and it says nothing when held against another runner's.",
    formula: "60 v / heart rate, means over the run, first 173 s left out",
    interval: Interval::Given("t over blocks of six minutes; a drift over the run makes it wider"),
    needs: &[Need::Speed, Need::HeartRate],
    minimum: "30 min of steady running, stopped for 2 % of it at most",
    source: "Friel (practice); runners' efficiency at a fixed effort: Vesterinen et al. 2014 (PMID 24345970) for a like index",
    evidence: EvidenceGrade::Unclear,
};

/// The score of a session.
pub(super) fn of(input: &SessionInput<'_>) -> Score {
    let run = input.steady_run()?;
    input.heart_rates()?;
    let settled = Span::new(run.start_s + RISE_S, run.end_s);
    let Some(value) = efficiency_m_per_beat(&input.prepared.uniform, settled) else {
        return Err(Unavailable::MissingChannel("too little heart rate or speed".to_owned()));
    };
    let efficiencies: Vec<f64> = blocks(&input.prepared.uniform, settled).into_iter().map(Block::efficiency).collect();
    let ci80 = mean_with_interval(&efficiencies).ci80;
    finite(plain(value, ci80, 0), "no efficiency")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::scores::fixture;
    use crate::segment::WorkoutKind;

    #[test]
    fn metres_a_beat() {
        let mut prepared = fixture::prepared(2000);
        prepared.uniform.heart_rate_bpm = Some(vec![150.0; 2000]);
        let context = crate::scores::ScoreContext::default();
        let input = SessionInput::of(&prepared, WorkoutKind::Long, false, &context);
        assert!((of(&input).unwrap().value - 1.6).abs() < 1e-9, "4 m/s at 150 bpm");
    }
}
