//! Last-rep quality: speed, halves, steps, heart rate and reserve of the last rep in one number.
//!
//! A last rep like the reps before it earns three quarters of the points. The rest is for a better last rep: a runner
//! who can still lift speed and steps at the end had something left. If the scale ended at "like the others", the noise
//! of measurement alone would give all points to half of the even sessions and take some from the other half.

use super::{cadence, last_rep};
use crate::scores::kernel::needs::{check_speeds, plain};
use crate::scores::kernel::{
    EvidenceGrade, Interval, Level, Score, ScoreInfo, ScoreNeed, SetInput, Unavailable, Value,
};
use crate::stats::{NORMAL_90, Range, median, t_80};
use std::f64::consts::SQRT_2;

/// The words for the points, lowest first.
const WORDS: [&str; 3] = ["lost", "slipping", "held"];
/// How the caveat of points begins whose interval reaches over all words.
const UNRESOLVED: &str = "not resolved";

/// What the score says of itself.
pub const INFO: ScoreInfo = ScoreInfo {
    id: "last_rep_quality",
    title: "Last-rep quality",
    level: Level::Set,
    unit: "0 to 100",
    plain: "How well the last rep was held: its speed, its two halves, its steps, its heart rate, and what you had left. \
        75 is a last rep like the ones before; more is better than they were. A step up asks for 50 of it.",
    formula: "weighted mean of the parts at hand: speed .40, halves .15, steps .20, heart-rate cost .10, reserve .15; none \
        below .6 in all",
    interval: Interval::Given(
        "those of the last rep's change, of its halves and of its steps, carried through the sum in quadrature; heart-rate cost \
            and reserve stay as they are",
    ),
    needs: &[ScoreNeed::Speed, ScoreNeed::Cadence, ScoreNeed::HeartRate, ScoreNeed::Rpe, ScoreNeed::RepsInReserve],
    minimum: "3 like reps",
    source: "weights and scales are house rules; steps at equal speed hardly change in trained runners (PMC6742619)",
    evidence: EvidenceGrade::Unknown,
};

/// Fewest reps: the first, one or more between, the last.
pub(crate) const MINIMUM_REPS: usize = 3;

/// Weights of the parts. House rule.
const WEIGHT_SPEED: f64 = 0.40;
const WEIGHT_HALVES: f64 = 0.15;
const WEIGHT_STEPS: f64 = 0.20;
const WEIGHT_HEART_RATE: f64 = 0.10;
const WEIGHT_RESERVE: f64 = 0.15;
/// Least sum of weights for a score. House rule.
const LEAST_WEIGHT: f64 = 0.60;

/// The value of a part that earns no point, and the value that earns all points.
#[derive(Debug, Clone, Copy)]
struct Ramp {
    none: f64,
    all: f64,
}

/// The ramp of each part. No change earns three quarters. Steps
/// change by about half as much as speed. House rules.
const SPEED_PCT: Ramp = Ramp { none: -6.0, all: 2.0 };
const HALVES_PCT: Ramp = Ramp { none: -6.0, all: 2.0 };
const STEPS_PCT: Ramp = Ramp { none: -3.0, all: 1.0 };
const HEART_RATE_BPM: Ramp = Ramp { none: 10.0, all: 2.0 };

/// A last rep faster than the others by more than this, at an effort of [`RACED_RPE`], was raced. House rule.
const RACED_PCT: f64 = 3.0;
const RACED_RPE: f64 = 9.0;
/// Most points for speed of a raced last rep. House rule.
const RACED_POINTS: f64 = 50.0;

/// Number of half intervals on either side that almost surely hold a part: 99 % of normal values.
const REACH: f64 = 2.0;

/// Points, of 100, below which a last rep is `lost`; from [`HELD_FROM`] on it is `held`. With all else like the reps
/// before, a last rep 5 % slower earns [`LOST_BELOW`], and a last rep 2 % slower [`HELD_FROM`]. House rule.
pub(crate) const LOST_BELOW: f64 = 40.0;
/// See [`LOST_BELOW`].
pub(crate) const HELD_FROM: f64 = 60.0;
/// Points below which a last rep counts against its session: the middle of the band between lost and held. House rule. With 60,
/// 24 of 331 real sessions led to a step up, and 17 of the 18 sessions after them were held; with 50, 28 did, and 22 of 22.
pub(crate) const AGAINST_BELOW: f64 = 50.0;

/// Reps in reserve by CR10, borrowed from resistance training; not validated for running.
const RESERVE_BY_RPE: [(f64, f64); 5] = [(6.0, 3.0), (7.0, 2.0), (8.0, 1.0), (9.0, 0.5), (10.0, 0.0)];
/// Points by reps in reserve. House rule.
const POINTS_BY_RESERVE: [(f64, f64); 4] = [(0.0, 10.0), (1.0, 50.0), (2.0, 85.0), (3.0, 100.0)];

/// Largest difference of speed at which heart rates of two reps compare, %. House rule.
const LIKE_SPEED_PCT: f64 = 1.5;

/// What is known of the last rep beside its speed; every part may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Parts {
    /// Second half of the last rep against its first, %.
    pub split_index_pct: Option<f64>,
    /// Standard deviation of that split by measurement, %; 0 where it is not known.
    pub split_error_pct: f64,
    /// Cadence of the last rep against the reps before it, %.
    pub steps_change_pct: Option<f64>,
    /// Standard deviation of that change by measurement, %; 0 where it is not known.
    pub steps_error_pct: f64,
    /// Heart rate at the end of the last rep less that of the reps between first and last, bpm.
    pub heart_rate_cost_bpm: Option<f64>,
    /// Reps in reserve, as the runner gave them.
    pub reps_in_reserve: Option<f64>,
    /// Session RPE, CR10.
    pub rpe_cr10: Option<f64>,
}

impl Parts {
    fn of(input: &SetInput<'_>) -> Self {
        let speeds = &input.speeds_mps;
        let cadences = input.column(|rep| rep.step_rate_spm);
        let ends = input.column(|rep| rep.heart_rate_end_bpm);
        let own = &input.context.own;
        let last_m = input.reps.last().map_or(f64::NAN, |rep| rep.distance_m);
        Self {
            split_index_pct: input.reps.last().and_then(|rep| rep.split_index_pct),
            split_error_pct: split_error_pct(last_m, own.sd_m(input.ruler, last_m / 2.0)),
            steps_change_pct: cadence::last_rep_steps_pct(&cadences),
            steps_error_pct: cadence::last_rep_steps_error_pct(&cadences).unwrap_or_default(),
            heart_rate_cost_bpm: heart_rate_cost_bpm(&ends, speeds).filter(|_| input.check_heart_rate().is_ok()),
            reps_in_reserve: input.context.reps_in_reserve,
            rpe_cr10: input.context.rpe_cr10,
        }
    }
}

/// Standard deviation of the difference of a rep's halves, % of the rep's speed: each half has the error of its own
/// distance, m.
pub(crate) fn split_error_pct(rep_m: f64, half_sd_m: f64) -> f64 {
    100.0 * SQRT_2 * half_sd_m / (rep_m / 2.0)
}

/// The score of a set.
pub(crate) fn of(input: &SetInput<'_>) -> Score {
    input.check_speeds(MINIMUM_REPS)?;
    evaluate(&input.speeds_mps, input.noise_pct, &Parts::of(input))
}

/// Quality of the last rep, 0 to 100.
///
/// # Definition
/// Weighted mean of the known parts: speed 0.40 (0 points at L = -6 %, 75 at 0, 100 at +2), halves 0.15 (the same
/// points for the second half against the first), steps 0.20 (cadence -3 to +1 %), heart rate 0.10 (+10 to +2 bpm),
/// reserve 0.15 (none 10, one 50, two 85, three 100).
///
/// The 80 % interval adds those of L ([`last_rep::evaluate`]), of the halves and of the steps, in points and in
/// quadrature (Welch and Satterthwaite). On either side it is no wider than what the parts reach at twice their own
/// half intervals, each part ending at 0 and 100. Heart rate and reserve are held fixed. The caveat names each part
/// with its points, the parts that are not known, and an end of the scale.
///
/// Points whose interval reaches over all three words have none: they are not resolved.
/// # Errors
/// `TooFewReps` below 3 reps; `MissingChannel` when a rep has no speed or the known weights sum to less than 0.6.
/// # Source
/// House rule. In trained runners the stride at equal speed did not change from first to last rep of 10 x 400 m
/// (PMC6742619) or of 5 x 2000 m (PMID 27686166). So the steps of a last rep show its speed, and they are counted to
/// 0.6 %. Evidence: unknown.
pub fn evaluate(speeds_mps: &[f64], noise_pct: f64, parts: &Parts) -> Score {
    check_speeds(speeds_mps, MINIMUM_REPS)?;
    let change = last_rep::evaluate(speeds_mps, noise_pct)?;
    let raced = change.value > RACED_PCT && parts.rpe_cr10.is_some_and(|rpe| rpe >= RACED_RPE);
    let scored = scored_parts(parts, &change, if raced { RACED_POINTS } else { 100.0 });
    let known: Vec<Component> = scored.iter().filter_map(|(_, part)| *part).collect();
    let weight: f64 = known.iter().map(|part| part.weight).sum();
    if weight < LEAST_WEIGHT - 1e-9 {
        return Err(Unavailable::MissingChannel(
            "too little beside speed: cadence, heart rate or RPE would help".to_owned(),
        ));
    }
    let share = |part: &Component| part.weight / weight;
    let value = known.iter().map(|part| part.weight * part.points).sum::<f64>() / weight;
    let halves: Vec<f64> = known.iter().map(|part| share(part) * part.half).collect();
    let half = joint_half(halves[0], halves[1..].iter().copied().fold(0.0, f64::hypot), speeds_mps.len());
    let below = half.min(known.iter().map(|part| share(part) * (part.points - part.low)).sum());
    let above = half.min(known.iter().map(|part| share(part) * (part.high - part.points)).sum());
    let ci80 = Range::new(value - below, value + above);
    let is_wide = band(ci80.high) > band(ci80.low) + 1;
    let (word, caveat) = match words_of(&scored, value) {
        parts if raced => ("raced", parts),
        parts if is_wide => ("", format!("{UNRESOLVED}; {parts}")),
        parts => (WORDS[band(value)], parts),
    };
    Ok(Value { word, caveat, ..plain(value, Some(ci80), speeds_mps.len()) })
}

/// Half of the 80 % interval of the sum of the parts. The reps show the error of the speed part; the errors of the
/// other parts are known.
///
/// # Definition
/// `t(f) SE` with the freedom of Welch and Satterthwaite, `f = d (SE / SE_speed)^4`; d is the freedom of the last rep's
/// change. A t of two degrees of freedom and a normal quantile, simply added, cover 86 %.
fn joint_half(of_speed: f64, of_known: f64, reps: usize) -> f64 {
    /// Degrees of freedom from which t counts as normal.
    const MOST_FREEDOM: f64 = 1000.0;
    if of_speed <= 0.0 {
        return of_known;
    }
    // Degrees of freedom in the scatter of the earlier reps about their line.
    let degrees = reps.saturating_sub(3).max(1);
    let speed_se = of_speed / t_80(degrees);
    let both = speed_se.hypot(of_known / NORMAL_90);
    let freedom = degrees as f64 * (both / speed_se).powi(4);
    t_80(freedom.clamp(1.0, MOST_FREEDOM) as usize) * both
}

/// Heart rate at the end of the last rep above the median of the reps between first and last, bpm. `None` when the
/// speeds differ by more than 1.5 %, or when a heart rate is missing.
///
/// # Shape
/// Both slices have one value per rep, NaN where there is none.
pub(crate) fn heart_rate_cost_bpm(ends_bpm: &[f64], speeds_mps: &[f64]) -> Option<f64> {
    let n = ends_bpm.len().min(speeds_mps.len());
    if n < MINIMUM_REPS {
        return None;
    }
    let between: Vec<f64> = ends_bpm[1..n - 1].iter().copied().filter(|bpm| bpm.is_finite()).collect();
    let speed_change = 100.0 * (speeds_mps[n - 1] / median(&speeds_mps[1..n - 1]) - 1.0);
    let cost = ends_bpm[n - 1] - median(&between);
    (cost.is_finite() && speed_change.abs() <= LIKE_SPEED_PCT).then_some(cost)
}

/// Reps in reserve that a CR10 rating stands for: 3 up to a rating of 6, then 2 at 7, 1 at 8, a half at 9, none at 10;
/// linear between.
pub(crate) fn reserve_of_rpe(rpe_cr10: f64) -> f64 {
    along(&RESERVE_BY_RPE, rpe_cr10)
}

/// A part of the score that is known.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Component {
    weight: f64,
    /// Points, 0 to 100.
    points: f64,
    /// Half of the 80 % interval, points, as if the scale had no ends.
    half: f64,
    /// Lowest and highest points at [`REACH`] half intervals, within the scale.
    low: f64,
    high: f64,
}

impl Component {
    /// A part whose error is not known.
    fn fixed(weight: f64, points: f64) -> Self {
        Self { weight, points, half: 0.0, low: points, high: points }
    }

    /// A part scored by a ramp, from a value and half of its interval.
    fn ramped(weight: f64, ramp: Ramp, value: f64, half: f64) -> Self {
        let (one, other) = (ramp.points(value - REACH * half), ramp.points(value + REACH * half));
        let points_each = 100.0 / (ramp.all - ramp.none).abs();
        Self { weight, points: ramp.points(value), half: points_each * half, low: one.min(other), high: one.max(other) }
    }

    /// The part with at most this many points.
    fn capped(self, most: f64) -> Self {
        Self { points: self.points.min(most), low: self.low.min(most), high: self.high.min(most), ..self }
    }
}

/// Every part by its name, `None` where it is not known.
fn scored_parts(parts: &Parts, change: &Value, most_for_speed: f64) -> [(&'static str, Option<Component>); 5] {
    let of_change = change.ci80.map_or(0.0, |ci80| ci80.width() / 2.0);
    let speed = Component::ramped(WEIGHT_SPEED, SPEED_PCT, change.value, of_change).capped(most_for_speed);
    let halves = parts
        .split_index_pct
        .map(|split| Component::ramped(WEIGHT_HALVES, HALVES_PCT, split, NORMAL_90 * parts.split_error_pct));
    let steps = parts
        .steps_change_pct
        .map(|steps| Component::ramped(WEIGHT_STEPS, STEPS_PCT, steps, NORMAL_90 * parts.steps_error_pct));
    let cost = parts.heart_rate_cost_bpm.map(|cost| Component::fixed(WEIGHT_HEART_RATE, HEART_RATE_BPM.points(cost)));
    let reserve = parts.reps_in_reserve.or(parts.rpe_cr10.map(reserve_of_rpe));
    let reserve = reserve.map(|reps| Component::fixed(WEIGHT_RESERVE, along(&POINTS_BY_RESERVE, reps)));
    [("speed", Some(speed)), ("halves", halves), ("steps", steps), ("heart rate", cost), ("reserve", reserve)]
}

/// The parts with their points, the parts that are not known, and the ends of the scale:
/// `speed 75, steps 62; not known: reserve`.
fn words_of(scored: &[(&str, Option<Component>)], value: f64) -> String {
    let points = |(name, part): &(&str, Option<Component>)| part.map(|part| format!("{name} {:.0}", part.points));
    let known: Vec<String> = scored.iter().filter_map(points).collect();
    let unknown: Vec<&str> = scored.iter().filter(|(_, part)| part.is_none()).map(|(name, _)| *name).collect();
    let mut told = vec![known.join(", ")];
    if !unknown.is_empty() {
        told.push(format!("not known: {}", unknown.join(", ")));
    }
    if value <= 0.0 || value >= 100.0 - 1e-9 {
        told.push("at the end of its scale".to_owned());
    } else if scored
        .iter()
        .filter_map(|(name, part)| part.filter(|_| *name == "speed"))
        .any(|part| part.low >= part.high)
    {
        told.push("speed beyond its scale".to_owned());
    }
    told.join("; ")
}

impl Ramp {
    /// The points of a value, 0 to 100, linear between the ends.
    fn points(self, value: f64) -> f64 {
        100.0 * ((value - self.none) / (self.all - self.none)).clamp(0.0, 1.0)
    }
}

/// The polyline through the points at x; flat beyond its ends.
fn along(points: &[(f64, f64)], x: f64) -> f64 {
    let above = points.partition_point(|(at, _)| *at <= x);
    match (above.checked_sub(1).and_then(|below| points.get(below)), points.get(above)) {
        (Some((x0, y0)), Some((x1, y1))) => y0 + (y1 - y0) * (x - x0) / (x1 - x0),
        (Some((_, y)), None) | (None, Some((_, y))) => *y,
        (None, None) => f64::NAN,
    }
}

/// The band of points: its place in [`WORDS`].
fn band(points: f64) -> usize {
    [LOST_BELOW, HELD_FROM].iter().filter(|from| points >= **from).count()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    /// A last rep like the reps before it, with heart rate and reserve at their best.
    fn as_before() -> Parts {
        Parts {
            split_index_pct: Some(0.0),
            split_error_pct: 0.0,
            steps_change_pct: Some(0.0),
            steps_error_pct: 0.0,
            heart_rate_cost_bpm: Some(1.0),
            reps_in_reserve: Some(3.0),
            rpe_cr10: Some(6.0),
        }
    }

    #[test]
    fn a_last_rep_like_the_others_has_three_quarters_and_a_better_one_all() {
        let alone = Parts { heart_rate_cost_bpm: None, reps_in_reserve: None, rpe_cr10: None, ..as_before() };
        let even = evaluate(&[4.0; 4], 0.5, &alone).unwrap();
        assert!((even.value - 75.0).abs() < 1e-9);
        assert_eq!(
            (even.word, even.caveat.as_str()),
            ("held", "speed 75, halves 75, steps 75; not known: heart rate, reserve")
        );
        let better = Parts { split_index_pct: Some(2.0), steps_change_pct: Some(1.0), ..as_before() };
        let score = evaluate(&[4.0, 4.0, 4.0, 4.08], 0.5, &better).unwrap();
        assert!((score.value - 100.0).abs() < 1e-9);
        let parts = "speed 100, halves 100, steps 100, heart rate 100, reserve 100; at the end of its scale";
        assert_eq!(score.caveat, parts);
    }

    #[test]
    fn points_whose_interval_holds_all_words_have_none() {
        let speeds = [4.0, 4.3, 3.8, 4.2, 3.95];
        let alone = Parts { heart_rate_cost_bpm: None, reps_in_reserve: None, rpe_cr10: None, ..as_before() };
        let unresolved = evaluate(&speeds, 0.5, &alone).unwrap();
        let Range { low, high } = unresolved.ci80.unwrap();
        assert!(low < LOST_BELOW && high > HELD_FROM, "{low} to {high}");
        assert_eq!(unresolved.word, "");
        assert!(unresolved.caveat.starts_with("not resolved; speed "), "{}", unresolved.caveat);
        let raced = Parts { rpe_cr10: Some(9.0), reps_in_reserve: None, ..as_before() };
        assert_eq!(evaluate(&[4.0, 4.3, 3.8, 4.2, 4.6], 0.5, &raced).unwrap().word, "raced");
    }

    #[test]
    fn each_part_is_told_and_what_is_not_known() {
        let parts = Parts { steps_change_pct: Some(-2.0), heart_rate_cost_bpm: None, ..as_before() };
        let unasked = Parts { reps_in_reserve: None, rpe_cr10: None, ..parts };
        let score = evaluate(&[4.0, 4.0, 4.0, 3.92], 0.5, &unasked).unwrap();
        assert_eq!(score.caveat, "speed 50, halves 75, steps 25; not known: heart rate, reserve");
        let lost = evaluate(&[4.0, 4.0, 4.0, 3.4], 0.5, &unasked).unwrap();
        assert_eq!(lost.caveat, "speed 0, halves 75, steps 25; not known: heart rate, reserve; speed beyond its scale");
        assert_eq!(lost.word, "lost");
    }

    #[test]
    fn quicker_steps_earn_points_and_slower_ones_lose_them() {
        let with = |steps_pct: f64| {
            let parts = Parts { steps_change_pct: Some(steps_pct), ..as_before() };
            evaluate(&[4.0; 4], 0.5, &parts).unwrap().value
        };
        assert!(with(1.0) > with(0.0) && with(0.0) > with(-1.0));
        assert!((with(-3.0) - with(-8.0)).abs() < 1e-9, "the scale ends");
    }

    #[test]
    fn halves_and_steps_are_no_surer_than_their_measurement() {
        let sure = Parts { split_index_pct: Some(-3.0), steps_change_pct: Some(-1.0), ..as_before() };
        let unsure = Parts { split_error_pct: 1.0, steps_error_pct: 0.7, ..sure };
        let sides = |parts: &Parts| {
            let score = evaluate(&[4.0, 4.02, 3.99, 4.01, 4.0, 4.02, 3.98, 3.9], 0.5, parts).unwrap();
            score.ci80.map(|Range { low, high }| [score.value - low, high - score.value]).unwrap()
        };
        // 1 % of the halves is an eighth of 100 points at a weight of 0.15; 1 % of steps is a quarter at a weight of
        // 0.20.
        let more = NORMAL_90 * (0.15 * 100.0 / 8.0_f64).hypot(0.20 * 25.0 * 0.7);
        assert!((joint_half(0.0, more, 6) - more).abs() < 1e-12 && (joint_half(3.0, 0.0, 6) - 3.0).abs() < 1e-9);
        for (unsure, sure) in sides(&unsure).into_iter().zip(sides(&sure)) {
            assert!(unsure > sure.max(more) && unsure <= sure.hypot(more), "{unsure} {sure}");
        }
        // Half of 400 m by satellites errs by 3.2 m: the difference of two halves by 2.2 %.
        assert!((split_error_pct(400.0, 10.0_f64.sqrt()) - 2.236).abs() < 1e-3);
    }

    #[test]
    fn a_slow_last_rep_loses_the_speed_part() {
        let score = evaluate(&[4.0, 4.0, 4.0, 3.76], 0.5, &as_before()).unwrap();
        let others = 0.15 * 75.0 + 0.20 * 75.0 + 0.10 * 100.0 + 0.15 * 100.0;
        assert!((score.value - others).abs() < 1e-6);
        assert_eq!(score.word, "slipping");
        let Range { low, high } = score.ci80.unwrap();
        assert!((low - others).abs() < 1e-6 && high > others);
    }

    #[test]
    fn a_raced_last_rep_earns_no_credit() {
        let parts = Parts { rpe_cr10: Some(9.0), reps_in_reserve: None, ..as_before() };
        let score = evaluate(&[4.0, 4.0, 4.0, 4.2], 0.5, &parts).unwrap();
        assert_eq!(score.word, "raced");
        assert!((score.value - (0.4 * 50.0 + 0.35 * 75.0 + 10.0 + 0.15 * 30.0)).abs() < 1e-6);
    }

    #[test]
    fn speed_alone_or_with_reserve_is_too_little() {
        let reserve = Parts { rpe_cr10: Some(6.0), ..Parts::default() };
        assert!(evaluate(&[4.0; 4], 0.5, &Parts::default()).is_err());
        assert!(evaluate(&[4.0; 4], 0.5, &reserve).is_err());
        let steps = Parts { steps_change_pct: Some(-1.0), ..Parts::default() };
        assert!((evaluate(&[4.0; 4], 0.5, &steps).unwrap().value - (0.4 * 75.0 + 0.2 * 50.0) / 0.6).abs() < 1e-6);
    }

    #[test]
    fn reserve_follows_the_rating() {
        assert!((reserve_of_rpe(4.0) - 3.0).abs() < 1e-12);
        assert!((reserve_of_rpe(7.5) - 1.5).abs() < 1e-12);
        assert!(reserve_of_rpe(10.0).abs() < 1e-12);
    }

    #[test]
    fn heart_rate_compares_at_like_speed_only() {
        let ends = [170.0, 174.0, 176.0, 180.0];
        assert!((heart_rate_cost_bpm(&ends, &[4.0; 4]).unwrap() - 5.0).abs() < 1e-12);
        assert!(heart_rate_cost_bpm(&ends, &[4.0, 4.0, 4.0, 4.2]).is_none());
        assert!(heart_rate_cost_bpm(&[170.0, 174.0, 176.0, f64::NAN], &[4.0; 4]).is_none());
    }
}
