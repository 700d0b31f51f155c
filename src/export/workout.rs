//! From the advice to the steps that a watch counts down.

use crate::model::{Intensity, StepEnd, Workout, WorkoutStep};
use crate::progression::NextWorkout;
use crate::segment::{RecoveryMode, RepLength};
use crate::units::clock;

/// Easy running after the reps, s.
const COOL_DOWN_S: f64 = 600.0;
/// Where the reps begin: after the warm-up.
const FIRST_REP: u16 = 1;

/// The steps of the next workout: a warm-up until the button is pressed (it holds the strides), the reps with their
/// recoveries, an easy end.
///
/// The last recovery is run, too: it is where the easy end begins. Reps outside the set that the advice is about are not in it.
pub fn workout(next: &NextWorkout) -> Workout {
    let step = |index: u16, name: &str, intensity: Intensity, end: StepEnd| WorkoutStep {
        index,
        name: Some(name.to_owned()),
        intensity: Some(intensity),
        end,
        target_mps: None,
    };
    let rep = match next.length {
        RepLength::Distance(metres) => StepEnd::Distance(metres),
        RepLength::Time(seconds) => StepEnd::Time(seconds),
    };
    let mut steps = vec![
        step(0, "easy and 4 strides", Intensity::Warmup, StepEnd::Open),
        WorkoutStep { target_mps: next.speed_mps, ..step(FIRST_REP, "rep", Intensity::Active, rep) },
    ];
    if next.reps > 1 {
        let (name, intensity) = match next.recovery_mode {
            Some(RecoveryMode::Stand) => ("stand", Intensity::Rest),
            Some(RecoveryMode::Walk) => ("walk", Intensity::Recovery),
            Some(RecoveryMode::Jog) | None => ("jog", Intensity::Recovery),
        };
        let by_distance = next.recovery_m.map(StepEnd::Distance);
        let end = by_distance.or(next.recovery_s.map(StepEnd::Time)).unwrap_or(StepEnd::Open);
        steps.push(step(2, name, intensity, end));
        steps.push(WorkoutStep {
            index: 3,
            name: None,
            intensity: None,
            end: StepEnd::Repeat { from: FIRST_REP, count: u32::try_from(next.reps).unwrap_or(u32::MAX) },
            target_mps: None,
        });
    }
    let index = u16::try_from(steps.len()).unwrap_or(u16::MAX);
    steps.push(step(index, "easy", Intensity::Cooldown, StepEnd::Time(COOL_DOWN_S)));
    Workout { name: Some(name(next)), steps }
}

/// A name that every watch can show: `6x400m 1:32-1:34`, `5x3min`.
fn name(next: &NextWorkout) -> String {
    let length = match next.length {
        RepLength::Distance(metres) => format!("{metres:.0}m"),
        RepLength::Time(seconds) if seconds % 60.0 < 0.5 => format!("{:.0}min", seconds / 60.0),
        RepLength::Time(seconds) => format!("{seconds:.0}s"),
    };
    let reps = if next.reps > 1 { format!("{}x{length}", next.reps) } else { length };
    match (next.speed_mps, next.length) {
        (Some((slow, fast)), RepLength::Distance(metres)) => {
            format!("{reps} {}-{}", clock(metres / fast), clock(metres / slow))
        }
        _ => reps,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Six times 400 m, 75 s jog.
    pub(in crate::export) fn next() -> NextWorkout {
        NextWorkout {
            reps: 6,
            length: RepLength::Distance(400.0),
            speed_mps: Some((400.0 / 94.0, 400.0 / 92.0)),
            recovery_s: Some(75.0),
            recovery_m: None,
            recovery_mode: Some(RecoveryMode::Jog),
            text: String::new(),
            frame: String::new(),
            others: String::new(),
        }
    }

    #[test]
    fn a_set_is_a_repeated_rep_and_recovery() {
        let workout = workout(&next());
        assert_eq!(workout.name.as_deref(), Some("6x400m 1:32-1:34"));
        let ends: Vec<StepEnd> = workout.steps.iter().map(|step| step.end).collect();
        let expected = [
            StepEnd::Open,
            StepEnd::Distance(400.0),
            StepEnd::Time(75.0),
            StepEnd::Repeat { from: 1, count: 6 },
            StepEnd::Time(600.0),
        ];
        assert_eq!(ends, expected);
        assert!(workout.steps.iter().enumerate().all(|(at, step)| usize::from(step.index) == at));
    }

    #[test]
    fn one_rep_has_no_repeat_and_a_recovery_may_be_run_by_distance() {
        let single = NextWorkout { reps: 1, length: RepLength::Time(1200.0), ..next() };
        let found = workout(&single);
        assert_eq!((found.steps.len(), found.name.as_deref()), (3, Some("20min")));
        let by_distance = NextWorkout { recovery_m: Some(200.0), ..next() };
        assert_eq!(workout(&by_distance).steps[2].end, StepEnd::Distance(200.0));
        let by_feel = NextWorkout { speed_mps: None, length: RepLength::Time(20.0), reps: 8, ..next() };
        let found = workout(&by_feel);
        assert_eq!((found.name.as_deref(), found.steps[1].target_mps), (Some("8x20s"), None));
    }
}
