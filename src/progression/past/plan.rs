//! What the plan in the file asks for: the number of reps of a length, and their speed.

use crate::model::{Intensity, Lap, StepEnd, Workout, WorkoutStep};
use crate::segment::RepLength;
use crate::segment::alike::on_one_rung;
use crate::stats::{Range, middle_of};
use std::collections::BTreeSet;

/// Most steps of an unrolled plan: a longer plan is damaged.
const MOST_STEPS: usize = 1_000;

/// The number of reps of a length in a plan, and the median ends of their target speed, m/s.
pub(crate) fn planned(plan: &Workout, length: RepLength) -> (Option<usize>, Option<Range>) {
    let matching: Vec<&WorkoutStep> = unrolled(plan)
        .into_iter()
        .filter(|step| step.intensity.is_none_or(Intensity::is_work))
        .filter(|step| match step.end {
            StepEnd::Distance(metres) => on_one_rung(RepLength::Distance(metres), length),
            StepEnd::Time(seconds) => on_one_rung(RepLength::Time(seconds), length),
            _ => false,
        })
        .collect();
    let targets = || {
        matching.iter().filter_map(|step| step.target_mps).filter(|asked| asked.low > 0.5 && asked.high >= asked.low)
    };
    let target = middle_of(targets().map(|asked| asked.low)).zip(middle_of(targets().map(|asked| asked.high)));
    ((!matching.is_empty()).then_some(matching.len()), target.map(|(low, high)| Range { low, high }))
}

/// The number of reps of a plan that no lap carries out; 0 where no lap names its step.
pub(crate) fn not_run(plan: &Workout, laps: &[Lap]) -> usize {
    let run: BTreeSet<u16> = laps.iter().filter_map(|lap| lap.step_index).collect();
    let is_rep = |step: &&WorkoutStep| {
        step.intensity.is_some_and(Intensity::is_work) && matches!(step.end, StepEnd::Distance(_) | StepEnd::Time(_))
    };
    if run.is_empty() {
        return 0;
    }
    unrolled(plan).into_iter().filter(is_rep).filter(|step| !run.contains(&step.index)).count()
}

/// The steps of a plan in the order in which they are run, repeats unrolled.
fn unrolled(plan: &Workout) -> Vec<&WorkoutStep> {
    let mut steps: Vec<&WorkoutStep> = Vec::new();
    let mut starts: Vec<(u16, usize)> = Vec::new();
    for step in &plan.steps {
        starts.push((step.index, steps.len()));
        let StepEnd::Repeat { from, count } = step.end else {
            steps.push(step);
            continue;
        };
        let Some((_, start)) = starts.iter().find(|(index, _)| *index == from) else { continue };
        let block = steps.get(*start..).unwrap_or_default().to_vec();
        for _ in 1..count {
            if block.is_empty() || steps.len() + block.len() > MOST_STEPS {
                break;
            }
            steps.extend(&block);
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(index: u16, intensity: Intensity, end: StepEnd) -> WorkoutStep {
        WorkoutStep { index, name: None, intensity: Some(intensity), end, target_mps: Some(Range::new(4.2, 4.4)) }
    }

    #[test]
    fn a_nested_plan_is_unrolled() {
        let steps = vec![
            step(0, Intensity::Warmup, StepEnd::Time(600.0)),
            step(1, Intensity::Active, StepEnd::Distance(400.0)),
            step(2, Intensity::Rest, StepEnd::Time(75.0)),
            step(3, Intensity::Other, StepEnd::Repeat { from: 1, count: 3 }),
            step(4, Intensity::Rest, StepEnd::Time(180.0)),
            step(5, Intensity::Other, StepEnd::Repeat { from: 1, count: 2 }),
        ];
        let plan = Workout { name: None, steps };
        assert_eq!(planned(&plan, RepLength::Distance(400.0)), (Some(6), Some(Range::new(4.2, 4.4))));
        assert_eq!(planned(&plan, RepLength::Distance(800.0)), (None, None));
        assert_eq!(unrolled(&plan).len(), 1 + 2 * 7);
    }

    #[test]
    fn a_damaged_plan_does_not_run_away() {
        let mut steps = vec![step(0, Intensity::Active, StepEnd::Time(30.0))];
        for index in 1..9 {
            steps.push(step(index, Intensity::Other, StepEnd::Repeat { from: 0, count: u32::MAX }));
        }
        assert!(unrolled(&Workout { name: None, steps }).len() <= MOST_STEPS);
    }
}
