//! Makes the summary that the history keeps of an activity from its reps and scores.

use super::seen::{Seen, seen};
use super::summary::{RepFigures, SessionSummary};
use crate::clean::Prepared;
use crate::model::{Activity, Family, Shape, Span};
use crate::progression::past::outline::outline;
use crate::progression::past::plan::{not_run, planned};
use crate::progression::past::surges::surges;
use crate::scores::works;
use crate::scores::{ScoreCard, SetCard};
use crate::segment::alike::of_one_step;
use crate::segment::{
    Confidence, RecoveryMode, RepLength, Segment, SegmentKind, Set, Structure, Together, WorkoutKind, round_rest_s,
};
use crate::stats::{mean_of, middle_of};

/// A rep beside a set that may be of the same step of a plan is slower by at most this factor: a rep that was jogged was
/// not done.
const LIKE_SPEED: f64 = 1.33;
/// A rep is a sprint when it is faster than the median rep by more than this factor. A sprint does not raise the pace that
/// is asked for next. House rule.
const SPRINT: f64 = 1.12;
/// The time of strides is rounded to this, s.
const STRIDE_STEP_S: f64 = 5.0;
/// Samples of one second over which the highest heart rate must be held: a spike is shorter.
const HELD_S: usize = 15;

/// The summary of an activity, judged by its main set. Alike short sets count as one set.
pub fn summarise(activity: &Activity, prepared: &Prepared, structure: &Structure, card: &ScoreCard) -> SessionSummary {
    let mut summary = outing(activity, prepared, structure);
    if structure.kind == WorkoutKind::Strides {
        fill_strides(&mut summary, structure);
    }
    let together = structure.together();
    let as_one = card.one_of_short_sets().zip(together.as_ref());
    let main = as_one
        .map(|(card, all)| (card, &all.set))
        .or_else(|| card.main_set().and_then(|set| Some((set, structure.sets.get(set.set)?))));
    let Some((set_card, set)) = main else { return summary };
    fill_set(&mut summary, set_card, set);
    summary.shape = as_one.map_or(Shape::Row, |(_, all)| shape(all));
    summary.set_sizes = as_one.map_or_else(Vec::new, |(_, all)| all.sizes.clone());
    summary.seen = Some(seen(set_card, set, structure, card));
    summary.works = works(structure, &card.sets, set_card.noise_pct);
    summary.like_beside = like_beside(structure, set);
    summary.other_reps = structure.reps().count().saturating_sub(set.reps.len());
    if summary.other_reps > 0 {
        summary.outline = outline(structure, card, set);
    }
    if let Some(plan) = &activity.workout {
        let (reps, target_mps) = planned(plan, set.length);
        let own = reps.map(|reps| reps.saturating_sub(summary.like_beside)).filter(|own| *own > 0);
        (summary.planned_reps, summary.target_mps) = (own, target_mps);
        // A runner who was asked for metres did not run by the clock.
        if reps.is_some() && matches!(set.length, RepLength::Distance(_)) {
            return summary;
        }
    }
    if let Some((length, shape)) = surges(structure, prepared, set) {
        (summary.length, summary.shape) = (Some(length), shape);
    }
    summary
}

/// The part of the summary that does not depend on the judged set.
fn outing(activity: &Activity, prepared: &Prepared, structure: &Structure) -> SessionSummary {
    let (distance_m, timer_s) = (whole_distance(prepared), whole_timer(prepared));
    SessionSummary {
        workout: structure.name.clone(),
        start_unix_s: activity.start_unix_s(),
        running: structure.kind != WorkoutKind::NotRunning && activity.sport.may_be_run(),
        trains_legs: activity.sport.trains_legs(),
        kind: structure.kind,
        fast_distance_m: structure.reps().map(Segment::best_distance_m).filter(|metres| metres.is_finite()).sum(),
        fast_timer_s: structure.reps().map(|rep| rep.timer_s).sum(),
        rpe_cr10: activity.told.rpe_cr10,
        doubtful: structure.confidence == Confidence::Low,
        heart_rate_max_bpm: heart_rate_max_bpm(prepared),
        altitude_m: altitude_m(prepared),
        resting_hr_bpm: activity.resting_hr_bpm,
        not_run: activity.workout.as_ref().map_or(0, |plan| not_run(plan, &activity.laps)),
        ..SessionSummary::easy_run(activity.day(), distance_m, timer_s)
    }
}

/// The sets with the rest between them.
fn shape(all: &Together) -> Shape {
    Shape::Sets { count: all.sizes.len(), rest_s: round_rest_s(all.rest_s) }
}

/// The number of reps outside a set that are about as long and as fast: they may be steps of the same plan.
fn like_beside(structure: &Structure, set: &Set) -> usize {
    let length = |rep: &Segment| match set.length {
        RepLength::Distance(_) => RepLength::Distance(rep.best_distance_m()),
        RepLength::Time(_) => RepLength::Time(rep.span.length_s()),
    };
    let own = structure.reps_of(set);
    let is_own = |rep: &Segment| own.clone().any(|own| std::ptr::eq(own, rep));
    let slowest_mps = middle_of(own.clone().map(Segment::speed_mps)).unwrap_or(f64::NAN) / LIKE_SPEED;
    let is_alike = |rep: &Segment| of_one_step(length(rep), set.length) && rep.speed_mps() >= slowest_mps;
    structure.reps().filter(|rep| !is_own(rep) && is_alike(rep)).count()
}

/// The median altitude of a recording, m.
fn altitude_m(prepared: &Prepared) -> Option<f64> {
    middle_of(prepared.uniform.altitude_m.as_deref()?.iter().copied().filter(|metres| metres.is_finite()))
}

/// The highest heart rate that was held for a quarter of a minute, bpm.
fn heart_rate_max_bpm(prepared: &Prepared) -> Option<f64> {
    let seconds = prepared.uniform.heart_rate_bpm.as_deref()?;
    let held = seconds.windows(HELD_S).map(|window| window.iter().copied().fold(f64::INFINITY, f64::min));
    held.filter(|bpm| bpm.is_finite()).reduce(f64::max)
}

fn whole_distance(prepared: &Prepared) -> f64 {
    let metres = &prepared.uniform.distance_m;
    metres.last().zip(metres.first()).map_or(f64::NAN, |(last, first)| last - first)
}

fn whole_timer(prepared: &Prepared) -> f64 {
    let clock = &prepared.track.time_s;
    clock.last().zip(clock.first()).map_or(f64::NAN, |(last, first)| prepared.timer_s(Span::new(*first, *last)))
}

/// Fills a summary with strides: number, length and distance. Strides are run by feel, so pace does not matter.
fn fill_strides(summary: &mut SessionSummary, structure: &Structure) {
    let strides: Vec<&Segment> = structure.segments.iter().filter(|part| part.kind == SegmentKind::Stride).collect();
    let Some(middle_s) = middle_of(strides.iter().map(|stride| stride.timer_s)) else { return };
    // Rounded as the ladder's steps are: nobody ends a stride on the second.
    let rep_s = (middle_s / STRIDE_STEP_S).round().max(1.0) * STRIDE_STEP_S;
    let figures = |stride: &&Segment| RepFigures {
        speed_mps: stride.speed_mps(),
        timer_s: stride.timer_s,
        heart_rate_start_bpm: None,
        heart_rate_peak_bpm: None,
    };
    summary.length = Some(RepLength::Time(rep_s));
    summary.reps = strides.iter().map(figures).collect();
    summary.rep_distance_m = mean_of(strides.iter().map(|stride| stride.best_distance_m()));
    summary.mean_speed_mps = mean_of(strides.iter().map(|stride| stride.speed_mps()));
    summary.recovery_s = middle_of(strides.windows(2).map(|pair| pair[1].span.start_s - pair[0].span.end_s));
    summary.recovery_mode = Some(RecoveryMode::Walk);
    summary.family = Family::F;
    summary.seen = Some(Seen { rep_s, ..Seen::nothing() });
}

/// Fills a summary with the reps and recoveries of its judged set.
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
    summary.rep_distance_m = mean_of(card.reps.iter().map(|rep| rep.distance_m));
    (summary.recovery_s, summary.recovery_m, summary.recovery_mode) =
        (set.recovery_s, set.recovery_m, set.recovery_mode);
    (summary.length, summary.by_marks) = (Some(set.length), set.snapped);
    let rep_s = middle_of(summary.reps.iter().map(|rep| rep.timer_s)).unwrap_or(f64::NAN);
    summary.family = family_by_shape(rep_s, set.recovery_s);
}

/// The mean speed without sprints, m/s; `None` where no rep was a sprint.
fn without_sprints(reps: &[RepFigures]) -> Option<f64> {
    let usual = middle_of(reps.iter().map(|rep| rep.speed_mps))?;
    let others = || reps.iter().map(|rep| rep.speed_mps).filter(|speed| *speed <= SPRINT * usual);
    (others().count() < reps.len()).then(|| mean_of(others()))
}

/// The family by rep and recovery time alone. T from 5 min; R from 30 s to 2 min with at least twice the rest; F below
/// 30 s; else I.
fn family_by_shape(rep_s: f64, recovery_s: Option<f64>) -> Family {
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

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn a_sprint_does_not_raise_what_is_asked() {
        let rep =
            |speed_mps| RepFigures { speed_mps, timer_s: 90.0, heart_rate_start_bpm: None, heart_rate_peak_bpm: None };
        let usual = |speeds: &[f64]| without_sprints(&speeds.iter().map(|speed| rep(*speed)).collect::<Vec<_>>());
        assert!(usual(&[4.3, 4.3, 4.3, 5.1]).is_some_and(|speed| (speed - 4.3).abs() < 1e-9));
        // A slow rep counts.
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
