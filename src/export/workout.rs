//! From the advice to the steps that a watch counts down.

use crate::model::{Intensity, Shape, StepEnd, Workout, WorkoutStep};
use crate::progression::NextWorkout;
use crate::segment::{RecoveryMode, RepLength};
use crate::units::clock;

/// Easy running after the reps, s.
const COOL_DOWN_S: f64 = 600.0;

/// The steps of the next workout: a warm-up until the button is pressed (it holds the strides), the reps with their
/// recoveries, set by set, an easy end.
///
/// The last recovery is run, too: it is where the rest between two sets, or the easy end, begins. Reps outside the set that the
/// advice is about are not in it.
pub fn workout(next: &NextWorkout) -> Workout {
    let mut steps = Steps(Vec::new());
    let before = match next.shape {
        Shape::Within { .. } => "easy, then steady",
        Shape::Row | Shape::Sets { .. } => "easy and 4 strides",
    };
    steps.push(Some(before), Some(Intensity::Warmup), StepEnd::Open, None);
    for (set, reps) in next.shape.blocks(next.reps).into_iter().enumerate() {
        if let Shape::Sets { rest_s, .. } = next.shape
            && set > 0
        {
            let left_s = rest_s - next.recovery_s.unwrap_or(0.0);
            steps.push(Some(BETWEEN_SETS), Some(Intensity::Rest), StepEnd::Time(left_s.max(0.0)), None);
        }
        steps.set(next, reps);
    }
    steps.push(Some("easy"), Some(Intensity::Cooldown), StepEnd::Time(COOL_DOWN_S), None);
    Workout { name: Some(name(next)), steps: steps.0 }
}

/// The name of the step between two sets.
pub(super) const BETWEEN_SETS: &str = "between sets";

/// Steps as they are added.
struct Steps(Vec<WorkoutStep>);

impl Steps {
    fn push(
        &mut self,
        name: Option<&str>,
        intensity: Option<Intensity>,
        end: StepEnd,
        target_mps: Option<(f64, f64)>,
    ) -> u16 {
        let index = u16::try_from(self.0.len()).unwrap_or(u16::MAX);
        self.0.push(WorkoutStep { index, name: name.map(ToOwned::to_owned), intensity, end, target_mps });
        index
    }

    /// A rep and its recovery, so many times; one rep alone without.
    fn set(&mut self, next: &NextWorkout, reps: usize) {
        let rep = match next.length {
            RepLength::Distance(metres) => StepEnd::Distance(metres),
            RepLength::Time(seconds) => StepEnd::Time(seconds),
        };
        let from = self.push(Some("rep"), Some(Intensity::Active), rep, next.speed_mps);
        if reps < 2 {
            return;
        }
        let (name, intensity) = match (next.shape, next.recovery_mode) {
            (Shape::Within { .. }, _) => ("steady", Intensity::Recovery),
            (_, Some(RecoveryMode::Stand)) => ("stand", Intensity::Rest),
            (_, Some(RecoveryMode::Walk)) => ("walk", Intensity::Recovery),
            (_, Some(RecoveryMode::Jog) | None) => ("jog", Intensity::Recovery),
        };
        let by_distance = next.recovery_m.map(StepEnd::Distance);
        let end = by_distance.or(next.recovery_s.map(StepEnd::Time)).unwrap_or(StepEnd::Open);
        self.push(Some(name), Some(intensity), end, None);
        let count = u32::try_from(reps).unwrap_or(u32::MAX);
        self.push(None, None, StepEnd::Repeat { from, count }, None);
    }
}

/// A name that every watch can show: `6x400m 1:32-1:34`, `5x3min`, `2x(3x300m) 0:56-0:57`.
fn name(next: &NextWorkout) -> String {
    let length = match next.length {
        RepLength::Distance(metres) => format!("{metres:.0}m"),
        RepLength::Time(seconds) if seconds % 60.0 < 0.5 => format!("{:.0}min", seconds / 60.0),
        RepLength::Time(seconds) => format!("{seconds:.0}s"),
    };
    let reps = match (next.shape, next.reps) {
        (_, 0 | 1) => length,
        (Shape::Sets { count, .. }, reps) if reps.is_multiple_of(count) => {
            format!("{count}x({}x{length})", reps / count)
        }
        (_, reps) => format!("{reps}x{length}"),
    };
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
            shape: Shape::Row,
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

    #[test]
    fn sets_are_repeats_with_a_rest_between() {
        let sets = |reps| NextWorkout {
            reps,
            shape: Shape::Sets { count: 2, rest_s: 480.0 },
            recovery_s: Some(150.0),
            length: RepLength::Distance(300.0),
            speed_mps: None,
            ..next()
        };
        let found = workout(&sets(6));
        assert_eq!(found.name.as_deref(), Some("2x(3x300m)"));
        let ends: Vec<StepEnd> = found.steps.iter().map(|step| step.end).collect();
        let rep = StepEnd::Distance(300.0);
        let rest = StepEnd::Time(150.0);
        let expected = [
            StepEnd::Open,
            rep,
            rest,
            StepEnd::Repeat { from: 1, count: 3 },
            StepEnd::Time(330.0),
            rep,
            rest,
            StepEnd::Repeat { from: 5, count: 3 },
            StepEnd::Time(600.0),
        ];
        assert_eq!(ends, expected, "eight minutes between the sets, the last recovery included");
        let uneven = workout(&sets(5));
        let counts: Vec<u32> = uneven
            .steps
            .iter()
            .filter_map(|step| if let StepEnd::Repeat { count, .. } = step.end { Some(count) } else { None })
            .collect();
        assert_eq!((counts, uneven.name.as_deref()), (vec![3, 2], Some("5x300m")));
    }
}
