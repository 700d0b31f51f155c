//! Decoupling within long reps: how far heart rate rises against speed inside each.

use crate::scores::kernel::decoupling::{decoupling_pct, word};
use crate::scores::kernel::needs::mean_with_interval;
use crate::scores::kernel::{
    EvidenceGrade, Interval, Level, Score, ScoreInfo, ScoreNeed, SetInput, Unavailable, Value,
};

/// What the score says of itself.
pub(crate) const INFO: ScoreInfo = ScoreInfo {
    id: "rep_decoupling",
    title: "Decoupling within reps",
    level: Level::Set,
    unit: "%",
    plain: "How much less ground each heart beat covers in the second half of your long reps than in the first. Below 5 % \
        is usual for an effort that you could hold. Heat and thirst raise it, too.",
    formula: "mean over the reps of 100 (1 - EF2 / EF1), EF mean speed over mean heart rate of each half, first 173 s left out",
    interval: Interval::Given("t over the reps; one rep has none"),
    needs: &[ScoreNeed::Speed, ScoreNeed::HeartRate],
    minimum: "1 rep of 8 min or more",
    source: "Friel (practice) for the form and the 5 %; the first 173 s are three time constants of heart rate \
        (doi:10.1186/s12938-015-0112-7)",
    evidence: EvidenceGrade::Unclear,
};

/// Shortest rep, s: without the first 173 s, five minutes are left for the two halves. House rule.
pub(crate) const LEAST_REP_S: f64 = 480.0;

/// The score of a set.
pub(crate) fn of(input: &SetInput<'_>) -> Score {
    input.check_speeds(1)?;
    input.check_heart_rate()?;
    if input.rep_time_s.is_nan() || input.rep_time_s < LEAST_REP_S {
        return Err(Unavailable::RepsTooShort { found_s: input.rep_time_s, needed_s: LEAST_REP_S });
    }
    let long = input.spans.iter().filter(|span| span.length_s() >= LEAST_REP_S);
    let known: Vec<f64> = long.filter_map(|span| decoupling_pct(input.uniform, *span)).collect();
    if known.is_empty() {
        return Err(Unavailable::MissingChannel("too little heart rate in the reps".to_owned()));
    }
    Ok(evaluate(&known))
}

/// Mean decoupling over reps, %, with an 80 % interval by t. The mean of one rep has no interval.
pub(crate) fn evaluate(decouplings_pct: &[f64]) -> Value {
    let score = mean_with_interval(decouplings_pct);
    Value { word: word(score.value, score.ci80), ..score }
}
