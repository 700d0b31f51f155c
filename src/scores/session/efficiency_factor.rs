//! Efficiency factor of a steady run: metres per heartbeat.

use crate::model::Span;
use crate::scores::kernel::decoupling::{EvenBlock, RISE_S, blocks};
use crate::scores::kernel::needs::{finite, plain};
use crate::scores::kernel::{EvidenceGrade, Interval, Level, Score, ScoreInfo, ScoreNeed, SessionInput, Unavailable};
use crate::stats::{Range, mean, root_mean_square, t_80};

/// What the score says of itself.
pub(crate) const INFO: ScoreInfo = ScoreInfo {
    id: "efficiency_factor",
    title: "Efficiency factor",
    level: Level::Session,
    unit: "m/beat",
    plain: "How many metres you ran for each heart beat of a steady run. More, over weeks of like runs, tells of fitness; \
        heat, hills and the sensor move it as well, and it says nothing when held against another runner's.",
    formula: "60 v / heart rate, means over the blocks of six minutes of the run, first 173 s left out",
    interval: Interval::Given("t over the same blocks; a drift over the run makes it wider"),
    needs: &[ScoreNeed::Speed, ScoreNeed::HeartRate],
    minimum: "30 min of steady running, stopped for 2 % of it at most",
    source: "Friel (practice); runners' efficiency at a fixed effort: Vesterinen et al. 2014 (PMID 24345970) for a like index",
    evidence: EvidenceGrade::Unclear,
};

/// The score of a session.
pub(crate) fn of(input: &SessionInput<'_>) -> Score {
    let run = input.steady_run()?;
    input.check_steady_heart_rate()?;
    let settled = Span::new(run.start_s + RISE_S, run.end_s);
    evaluate(&blocks(&input.prepared.uniform, settled))
}

/// Metres per heartbeat over blocks of equal length: mean speed over mean heart rate, with the 80 % interval of a ratio
/// of two means.
///
/// # Definition
/// `R = 60 mean(v) / mean(h)`, `SE = 60 sd(v - R h / 60) / (mean(h) sqrt(k))`, with t(k - 1) over k blocks. One block
/// has no interval.
/// # Errors
/// `MissingChannel` without any block.
pub(super) fn evaluate(blocks: &[EvenBlock]) -> Score {
    let k = blocks.len();
    if k == 0 {
        return Err(Unavailable::MissingChannel("too little heart rate or speed".to_owned()));
    }
    let speeds: Vec<f64> = blocks.iter().map(|block| block.speed_mps).collect();
    let beats_per_s = mean(&blocks.iter().map(|block| block.heart_rate_bpm).collect::<Vec<_>>()) / 60.0;
    let value = mean(&speeds) / beats_per_s;
    // The mean of these deviations is 0 by the definition of the ratio.
    let off: Vec<f64> = blocks.iter().map(|block| block.speed_mps - value * block.heart_rate_bpm / 60.0).collect();
    let half = (k > 1).then(|| t_80(k - 1) * root_mean_square(&off) / beats_per_s / ((k - 1) as f64).sqrt());
    finite(plain(value, half.map(|half| Range::about(value, half)), 0), "no efficiency")
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
        let input = SessionInput::of(&prepared, WorkoutKind::Long, &context);
        assert!((of(&input).unwrap().value - 1.6).abs() < 1e-9, "4 m/s at 150 bpm");
    }

    #[test]
    fn a_run_lies_within_its_own_interval() {
        // A block with too little heart rate counts neither for the value nor for the interval; the other blocks are
        // alike.
        let mut prepared = fixture::prepared(2400);
        let mut rates: Vec<f64> = (0..2400).map(|second| if second < 500 { 75.0 } else { 150.0 }).collect();
        rates[400..500].fill(f64::NAN);
        prepared.uniform.heart_rate_bpm = Some(rates);
        let context = crate::scores::ScoreContext::default();
        let score = of(&SessionInput::of(&prepared, WorkoutKind::Long, &context)).unwrap();
        let Range { low, high } = score.ci80.unwrap();
        assert!((score.value - 1.6).abs() < 1e-9 && low <= score.value && score.value <= high, "{low} to {high}");
        let block = |speed_mps, heart_rate_bpm| EvenBlock { speed_mps, heart_rate_bpm };
        let two = evaluate(&[block(3.0, 120.0), block(4.0, 180.0)]).unwrap();
        // 3.5 m/s at 150 bpm, where the mean of the two ratios is 1.4167; each is off by 0.2 m/s.
        assert!((two.value - 1.4).abs() < 1e-12);
        assert!(((two.ci80.unwrap().high - two.value) - t_80(1) * 0.2 / 2.5).abs() < 1e-9);
        assert!(evaluate(&[block(3.0, 120.0)]).unwrap().ci80.is_none() && evaluate(&[]).is_err());
    }
}
