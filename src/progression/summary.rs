//! What the history keeps of one activity: a page of numbers instead of its samples.

use super::evidence::evidence;
use super::outline::{Block, outline};
use super::plan::{not_run, planned};
use super::surges::surges;
use super::verdict::SessionEvidence;
use super::{Decision, Family, Lever, Recommendation};
use crate::clean::Prepared;
use crate::model::{Activity, Shape, Span, Sport};
use crate::scores::{ScoreCard, SetCard};
use crate::segment::{RecoveryMode, RepLength, Segment, SegmentKind, Set, Structure, Together, WorkoutKind};

/// A rep within this ratio of a set's length may be of the same step of a plan.
const LIKE_STEP: f64 = 1.15;
/// ... if it is slower by this factor at most: what was jogged, below three quarters of the speed, was not done.
const LIKE_SPEED: f64 = 1.33;
/// Reps within this ratio of an advised length are as long.
const SAME_LENGTH: f64 = 1.08;
/// A rep this much faster than the middle one, as a factor, does not raise the pace that is asked for next. House rule.
const SPRINT: f64 = 1.12;
/// Seconds of a civil day.
const DAY_S: f64 = 86_400.0;
/// Strides are told to this many seconds.
const STRIDE_STEP_S: f64 = 5.0;
/// The rest between two sets is told to this many seconds.
const SET_REST_STEP_S: f64 = 30.0;
/// Dates beyond this many days from 1970-01-01 are damage and are held there.
const DATED_DAYS: f64 = 3_000_000.0;

/// One rep of the set that the session is judged by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RepFigures {
    /// Mean speed, m/s.
    pub speed_mps: f64,
    /// Timer time, s.
    pub timer_s: f64,
    /// Heart rate before it, bpm.
    pub heart_rate_start_bpm: Option<f64>,
    /// Highest heart rate of it, bpm.
    pub heart_rate_peak_bpm: Option<f64>,
}

/// What was advised before a session, as far as it is judged by it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Advice {
    /// The decision.
    pub decision: Decision,
    /// The rule that it rests on.
    pub rule: &'static str,
    /// The family.
    pub family: Family,
    /// Reps.
    pub reps: usize,
    /// Their length.
    pub length: RepLength,
    /// Their speed, m/s; `None` where they were by feel.
    pub speed_mps: Option<f64>,
    /// How they are put together.
    pub shape: Shape,
    /// Whether these are all the reps of the session, not one set among others.
    pub whole: bool,
    /// The lever that moved, when advancing.
    pub lever: Option<Lever>,
    /// The day of the session that it followed, days since 1970-01-01.
    pub day: i64,
}

impl Advice {
    /// The part of a recommendation, made on a day, that the next session is judged by.
    pub fn of(recommendation: &Recommendation, day: i64) -> Option<Self> {
        let next = recommendation.next.as_ref()?;
        Some(Self {
            decision: recommendation.decision,
            rule: recommendation.rule,
            family: recommendation.family?,
            reps: next.reps,
            speed_mps: next.speed_mps.map(|(slow, fast)| f64::midpoint(slow, fast)),
            length: next.length,
            shape: next.shape,
            whole: next.others.is_empty(),
            lever: recommendation.lever,
            day,
        })
    }
}

/// What the history keeps of one activity. Missing is `None` or NaN.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a separate fact of the outing")]
pub struct SessionSummary {
    /// The file that it is of; empty where the caller gives none.
    pub file: String,
    /// All its reps in words, as the report names them: `2 × (4 × 200 m / 85 s jog) / 5 min walk`.
    pub workout: String,
    /// Unix time of its start, s.
    pub start_unix_s: f64,
    /// Civil day of its start, local where the file tells it, else UTC; days since 1970-01-01.
    pub day: i64,
    /// Whether it was run.
    pub running: bool,
    /// Whether it was other training of the legs: a ride, rowing, a ski machine.
    pub trains_legs: bool,
    /// What kind of outing it was.
    pub kind: WorkoutKind,
    /// Distance of the whole activity, m.
    pub distance_m: f64,
    /// Timer time of the whole activity, s.
    pub timer_s: f64,
    /// Length of the reps of the set that it is judged by.
    pub length: Option<RepLength>,
    /// The reps of that set, in order.
    pub reps: Vec<RepFigures>,
    /// Whether their length was measured by the marks of a track.
    pub by_marks: bool,
    /// Mean distance of a rep, m.
    pub rep_distance_m: f64,
    /// Mean speed of the reps, m/s; one that was a sprint beside the others is left out.
    pub mean_speed_mps: f64,
    /// How they are put together.
    pub shape: Shape,
    /// Median recovery, s.
    pub recovery_s: Option<f64>,
    /// Median recovery distance, m.
    pub recovery_m: Option<f64>,
    /// How the recoveries were spent.
    pub recovery_mode: Option<RecoveryMode>,
    /// The family by shape alone (rep and recovery time); the runner's anchors, where known, overrule it.
    pub family: Family,
    /// What the scores say of the set; target, plan, journal and history are filled in by the fold.
    pub evidence: Option<SessionEvidence>,
    /// Reps outside that set.
    pub other_reps: usize,
    /// Those of them that are of about its length: a plan of that length asked for them, too.
    pub like_beside: usize,
    /// All its reps block by block, in order; empty where there are none outside that set, or it is not known: then the next
    /// workout holds that set alone.
    pub outline: Vec<Block>,
    /// Distance of all work reps, m; strides are none.
    pub fast_distance_m: f64,
    /// Timer time of all work reps, s.
    pub fast_timer_s: f64,
    /// Session RPE, CR10, where the watch asked.
    pub rpe_cr10: Option<f64>,
    /// Median altitude, m.
    pub altitude_m: Option<f64>,
    /// Resting heart rate that the watch had of its wearer, bpm.
    pub resting_hr_bpm: Option<f64>,
    /// Reps of this length in the file's plan.
    pub planned_reps: Option<usize>,
    /// Reps of the file's plan, of whatever length, whose steps were not run.
    pub not_run: usize,
    /// Target speed in the file's plan, low and high, m/s.
    pub target_mps: Option<(f64, f64)>,
    /// What had been advised before it; filled in by [`super::recommend_all`].
    pub advised: Option<Advice>,
    /// Whether another file holds the same outing and counts for it.
    pub duplicate: bool,
}

/// Whether two rep lengths are the same up to `ratio`; a time and a distance never are.
pub(crate) fn like_length(a: RepLength, b: RepLength, ratio: f64) -> bool {
    match (a, b) {
        (RepLength::Distance(a), RepLength::Distance(b)) | (RepLength::Time(a), RepLength::Time(b)) => {
            a / b <= ratio && b / a <= ratio
        }
        _ => false,
    }
}

impl SessionSummary {
    /// Whether its reps can be judged at all: it is a rep session with a scored set, or strides, which are judged by feel where
    /// they are all the fast running that there is.
    pub fn has_reps(&self) -> bool {
        self.running && self.evidence.is_some() && self.length.is_some()
    }

    /// Whether it was the lighter session that had been advised: no more reps than that, and no longer ones. It is no evidence of
    /// what the runner can do, and no step of the ladder.
    pub fn is_lighter(&self) -> bool {
        let is_no_longer = |advised: RepLength| match (self.length, advised) {
            (Some(RepLength::Distance(run)), RepLength::Distance(most))
            | (Some(RepLength::Time(run)), RepLength::Time(most)) => run <= SAME_LENGTH * most,
            _ => true,
        };
        self.advised.is_some_and(|advice| {
            advice.decision == Decision::Deload && self.reps.len() <= advice.reps && is_no_longer(advice.length)
        })
    }

    /// A run without reps that began at 18:00 of a day (days since 1970-01-01), m and s; nothing else is known.
    pub fn easy_run(day: i64, distance_m: f64, timer_s: f64) -> Self {
        Self {
            file: String::new(),
            workout: String::new(),
            start_unix_s: (day as f64 + 0.75) * DAY_S,
            day,
            running: true,
            trains_legs: false,
            kind: WorkoutKind::Steady,
            distance_m,
            timer_s,
            length: None,
            reps: Vec::new(),
            by_marks: false,
            rep_distance_m: f64::NAN,
            mean_speed_mps: f64::NAN,
            shape: Shape::Row,
            recovery_s: None,
            recovery_m: None,
            recovery_mode: None,
            family: Family::I,
            evidence: None,
            other_reps: 0,
            like_beside: 0,
            outline: Vec::new(),
            fast_distance_m: 0.0,
            fast_timer_s: 0.0,
            rpe_cr10: None,
            altitude_m: None,
            resting_hr_bpm: None,
            planned_reps: None,
            not_run: 0,
            target_mps: None,
            advised: None,
            duplicate: false,
        }
    }

    /// Whether some of it was fast: reps, strides or one hard effort.
    pub fn is_fast(&self) -> bool {
        matches!(self.kind, WorkoutKind::Reps | WorkoutKind::Strides | WorkoutKind::RaceLike)
    }
}

/// What the history keeps of an activity.
pub fn summarise(activity: &Activity, prepared: &Prepared, structure: &Structure, card: &ScoreCard) -> SessionSummary {
    let mut summary = outing(activity, prepared, structure);
    if structure.kind == WorkoutKind::Strides {
        fill_strides(&mut summary, structure);
    }
    let together = structure.together();
    let as_one = card.together.as_ref().zip(together.as_ref());
    let main = as_one
        .map(|(card, all)| (card, &all.set))
        .or_else(|| card.main_set().and_then(|set| Some((set, structure.sets.get(set.set)?))));
    let Some((set_card, set)) = main else { return summary };
    fill_set(&mut summary, set_card, set);
    summary.shape = as_one.map_or(Shape::Row, |(_, all)| shape(all));
    summary.evidence = Some(evidence(set_card, set, structure, prepared, card));
    summary.like_beside = like_beside(structure, set);
    summary.other_reps = structure.reps().count().saturating_sub(set.reps.len());
    if summary.other_reps > 0 {
        summary.outline = outline(structure, card, set);
    }
    if let Some(plan) = &activity.workout {
        let (reps, target_mps) = planned(plan, set.length);
        let own = reps.map(|reps| reps.saturating_sub(summary.like_beside)).filter(|reps| *reps > 0);
        (summary.planned_reps, summary.target_mps) = (own, target_mps);
        // Who was asked for metres did not run by the clock.
        if reps.is_some() && matches!(set.length, RepLength::Distance(_)) {
            return summary;
        }
    }
    if let Some((length, shape)) = surges(structure, prepared, set) {
        (summary.length, summary.shape) = (Some(length), shape);
    }
    summary
}

/// What is known of an outing whatever its reps are judged by.
fn outing(activity: &Activity, prepared: &Prepared, structure: &Structure) -> SessionSummary {
    let start_unix_s = activity.start_unix_s();
    let local_s = start_unix_s + f64::from(activity.utc_offset_s.unwrap_or(0));
    let day = (local_s / DAY_S).floor().clamp(-DATED_DAYS, DATED_DAYS) as i64;
    let distance_m = activity.distance_m.unwrap_or_else(|| whole_distance(prepared));
    let timer_s = activity.timer_s.unwrap_or_else(|| whole_timer(prepared));
    SessionSummary {
        workout: structure.name.clone(),
        start_unix_s,
        running: structure.kind != WorkoutKind::NotRunning && matches!(activity.sport, Sport::Running | Sport::Unknown),
        trains_legs: activity.sport.trains_legs(),
        kind: structure.kind,
        fast_distance_m: structure.reps().map(Segment::best_distance_m).filter(|metres| metres.is_finite()).sum(),
        fast_timer_s: structure.reps().map(|rep| rep.timer_s).sum(),
        rpe_cr10: activity.rpe_cr10,
        altitude_m: altitude_m(prepared),
        resting_hr_bpm: activity.resting_hr_bpm,
        not_run: activity.workout.as_ref().map_or(0, |plan| not_run(plan, &activity.laps)),
        ..SessionSummary::easy_run(day, distance_m, timer_s)
    }
}

/// Sets with the rest between them; how many reps each had is left to [`Shape::blocks`], which makes them as even as can be.
fn shape(all: &Together) -> Shape {
    let rest_s = (all.rest_s / SET_REST_STEP_S).round() * SET_REST_STEP_S;
    Shape::Sets { count: all.sizes.len(), rest_s }
}

/// Work reps outside a set that are about as long and as fast: steps of the plan that were run, in a set of their own.
fn like_beside(structure: &Structure, set: &Set) -> usize {
    let length = |rep: &Segment| match set.length {
        RepLength::Distance(_) => RepLength::Distance(rep.best_distance_m()),
        RepLength::Time(_) => RepLength::Time(rep.span.length_s()),
    };
    let is_own = |rep: &Segment| {
        set.reps.iter().any(|own| structure.segments.get(*own).is_some_and(|own| std::ptr::eq(own, rep)))
    };
    let own = set.reps.iter().filter_map(|own| structure.segments.get(*own));
    let slowest_mps = median(own.map(Segment::speed_mps)).unwrap_or(f64::NAN) / LIKE_SPEED;
    let is_alike = |rep: &Segment| like_length(length(rep), set.length, LIKE_STEP) && rep.speed_mps() >= slowest_mps;
    structure.reps().filter(|rep| !is_own(rep) && is_alike(rep)).count()
}

/// The median altitude of a recording, m.
fn altitude_m(prepared: &Prepared) -> Option<f64> {
    let known = prepared.uniform.altitude_m.as_deref()?.iter().copied().filter(|metres| metres.is_finite());
    median(known)
}

fn whole_distance(prepared: &Prepared) -> f64 {
    let metres = &prepared.uniform.distance_m;
    metres.last().zip(metres.first()).map_or(f64::NAN, |(last, first)| last - first)
}

fn whole_timer(prepared: &Prepared) -> f64 {
    let clock = &prepared.track.time_s;
    clock.last().zip(clock.first()).map_or(f64::NAN, |(last, first)| prepared.timer_s(Span::new(*first, *last)))
}

/// Strides as a session by feel: how many, how long, how far; their pace is not looked at.
fn fill_strides(summary: &mut SessionSummary, structure: &Structure) {
    let strides: Vec<&Segment> = structure.segments.iter().filter(|part| part.kind == SegmentKind::Stride).collect();
    let Some(middle_s) = median(strides.iter().map(|stride| stride.timer_s)) else { return };
    // To the step of a ladder: nobody ends a stride on the second.
    let rep_s = (middle_s / STRIDE_STEP_S).round().max(1.0) * STRIDE_STEP_S;
    let figures = |stride: &&Segment| RepFigures {
        speed_mps: stride.speed_mps(),
        timer_s: stride.timer_s,
        heart_rate_start_bpm: None,
        heart_rate_peak_bpm: None,
    };
    summary.length = Some(RepLength::Time(rep_s));
    summary.reps = strides.iter().map(figures).collect();
    summary.rep_distance_m = mean(strides.iter().map(|stride| stride.best_distance_m()));
    summary.mean_speed_mps = mean(strides.iter().map(|stride| stride.speed_mps()));
    summary.recovery_s = median(strides.windows(2).map(|pair| pair[1].span.start_s - pair[0].span.end_s));
    summary.recovery_mode = Some(RecoveryMode::Walk);
    summary.family = Family::F;
    summary.evidence = Some(SessionEvidence { n: strides.len(), rep_s, ..SessionEvidence::unseen() });
}

fn fill_set(summary: &mut SessionSummary, card: &SetCard, set: &Set) {
    summary.reps = card
        .reps
        .iter()
        .map(|rep| RepFigures {
            speed_mps: rep.speed_mps,
            timer_s: rep.timer_s,
            heart_rate_start_bpm: rep.heart_rate_start_bpm,
            heart_rate_peak_bpm: rep.heart_rate_peak_bpm,
        })
        .collect();
    summary.mean_speed_mps = without_sprints(&summary.reps).unwrap_or(card.mean_speed_mps);
    summary.rep_distance_m = mean(card.reps.iter().map(|rep| rep.distance_m));
    (summary.recovery_s, summary.recovery_m, summary.recovery_mode) =
        (set.recovery_s, set.recovery_m, set.recovery_mode);
    (summary.length, summary.by_marks) = (Some(set.length), set.snapped);
    let rep_s = median(card.reps.iter().map(|rep| rep.timer_s)).unwrap_or(f64::NAN);
    summary.family = family_by_shape(rep_s, set.recovery_s);
}

/// The mean speed without what was faster than the middle rep by so much that it was a sprint, m/s; `None` where nothing was.
fn without_sprints(reps: &[RepFigures]) -> Option<f64> {
    let usual = median(reps.iter().map(|rep| rep.speed_mps))?;
    let others = || reps.iter().map(|rep| rep.speed_mps).filter(|speed| *speed <= SPRINT * usual);
    (others().count() < reps.len()).then(|| mean(others()))
}

/// The family by rep and recovery time alone: 5 min and more T; up to 2 min with twice the rest R; under 30 s F; else I.
pub(crate) fn family_by_shape(rep_s: f64, recovery_s: Option<f64>) -> Family {
    let rested = recovery_s.is_some_and(|recovery| recovery >= 2.0 * rep_s);
    if rep_s >= 300.0 {
        Family::T
    } else if rested && (30.0..=120.0).contains(&rep_s) {
        Family::R
    } else if rep_s < 30.0 {
        Family::F
    } else {
        Family::I
    }
}

/// Mean; NaN of nothing.
pub(crate) fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, n) = values.fold((0.0, 0_u32), |(sum, n), value| (sum + value, n + 1));
    sum / f64::from(n)
}

/// Median; `None` of nothing.
pub(crate) fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_by(f64::total_cmp);
    let n = sorted.len();
    match n {
        0 => None,
        n if n % 2 == 1 => Some(sorted[n / 2]),
        _ => Some(f64::midpoint(sorted[n / 2 - 1], sorted[n / 2])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn a_sprint_does_not_raise_what_is_asked() {
        let rep =
            |speed_mps| RepFigures { speed_mps, timer_s: 90.0, heart_rate_start_bpm: None, heart_rate_peak_bpm: None };
        let usual = |speeds: &[f64]| without_sprints(&speeds.iter().map(|speed| rep(*speed)).collect::<Vec<_>>());
        assert!(usual(&[4.3, 4.3, 4.3, 5.1]).is_some_and(|speed| (speed - 4.3).abs() < 1e-9));
        // What is slow counts.
        assert_eq!(usual(&[4.3, 4.3, 4.3, 3.5]), None);
    }

    #[test]
    fn the_shape_names_the_family() {
        assert_eq!(family_by_shape(92.0, Some(75.0)), Family::I);
        assert_eq!(family_by_shape(40.0, Some(90.0)), Family::R);
        assert_eq!(family_by_shape(480.0, Some(120.0)), Family::T);
        assert_eq!(family_by_shape(20.0, Some(60.0)), Family::F);
    }
}
