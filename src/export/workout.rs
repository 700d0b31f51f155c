//! From the advice to the steps that a watch counts down.

use crate::model::{Intensity, Shape, StepEnd, Workout, WorkoutStep};
use crate::progression::{NextWorkout, WorkoutPart};
use crate::segment::{RecoveryMode, RepLength};
use crate::stats::Range;
use crate::units::clock;

/// Easy running before strides, s.
const EASY_RUN_S: f64 = 1_200.0;
/// Time below which reps by feel are strides, s.
const STRIDE_S: f64 = 30.0;
/// Easy running before surges, s.
const WARM_UP_S: f64 = 600.0;
/// Easy running after all reps, s.
const COOL_DOWN_S: f64 = 600.0;
/// Steady running before surges is rounded to a multiple of this, s.
const STEADY_STEP_S: f64 = 30.0;
/// Longest name of a workout that lists its parts, in letters: watches show no more.
const LONGEST_NAME: usize = 32;

/// The steps of the next workout: a warm-up with strides until the button is pressed, the reps with their recoveries,
/// part by part, and an easy end. Surges lie inside a steady run, which needs no button.
///
/// Several reps have a recovery after the last rep as well. The rest before the next part, or the easy end, follows it.
pub fn workout(next: &NextWorkout) -> Workout {
    let mut steps = WorkoutSteps(Vec::new());
    let steady = steady(next);
    let (warm_up, cool_down) = (Some(Intensity::Warmup), Some(Intensity::Cooldown));
    match steady {
        Some((before_s, _)) => {
            steps.push(Some("easy"), warm_up, StepEnd::Time(WARM_UP_S), None);
            steps.steady(warm_up, before_s);
        }
        // Strides follow an easy run, and need no strides before them.
        None if is_strides(next) => {
            steps.push(Some("easy"), warm_up, StepEnd::Time(EASY_RUN_S), None);
        }
        None => {
            steps.push(Some("easy and 4 strides"), warm_up, StepEnd::Open, None);
        }
    }
    for (place, part) in next.parts.iter().enumerate() {
        let is_last = place + 1 == next.parts.len();
        steps.part(part, easy(next, part), is_last);
        let left_s = part.rest_s.map(|rest_s| rest_s - part.recovery_s.unwrap_or(0.0));
        if let Some(left_s) = left_s.filter(|left_s| *left_s > 0.0 && !is_last) {
            steps.push(Some(BETWEEN_SETS), Some(Intensity::Rest), StepEnd::Time(left_s), None);
        }
    }
    if let Some((_, after_s)) = steady {
        steps.steady(cool_down, after_s);
    }
    steps.push(Some("easy"), cool_down, StepEnd::Time(COOL_DOWN_S), None);
    Workout { name: Some(name(&next.parts)), steps: steps.0 }
}

/// Whether the workout is strides: reps by feel, shorter than half a minute.
fn is_strides(next: &NextWorkout) -> bool {
    next.speed_mps.is_none() && matches!(next.length, RepLength::Time(seconds) if seconds < STRIDE_S)
}

/// The name of the step between two sets.
pub(super) const BETWEEN_SETS: &str = "between sets";

/// For surges: steady running before the first surge and after the last recovery, s. Together with the surges it is as
/// long as the run that they are part of.
fn steady(next: &NextWorkout) -> Option<(f64, f64)> {
    let (Shape::Within { run_s }, RepLength::Time(rep_s)) = (next.shape, next.length) else { return None };
    let recovery_s = next.recovery_s.unwrap_or(0.0);
    let outside_s = (run_s - next.reps as f64 * (rep_s + recovery_s) + recovery_s).max(0.0);
    let before_s = (outside_s / 2.0 / STEADY_STEP_S).round() * STEADY_STEP_S;
    Some((before_s, (outside_s - before_s - recovery_s).max(0.0)))
}

/// A step of easy running, walking or standing.
#[derive(Debug, Clone, Copy)]
struct EasyStep {
    name: &'static str,
    intensity: Intensity,
}

/// How the recovery after a rep is spent.
fn easy(next: &NextWorkout, part: &WorkoutPart) -> EasyStep {
    let (name, intensity) = match (next.shape, part.recovery_mode) {
        (Shape::Within { .. }, _) => ("steady", Intensity::Recovery),
        (_, Some(RecoveryMode::Stand)) => ("stand", Intensity::Rest),
        (_, Some(RecoveryMode::Walk)) => ("walk", Intensity::Recovery),
        (_, Some(RecoveryMode::Jog) | None) => ("jog", Intensity::Recovery),
    };
    EasyStep { name, intensity }
}

/// The steps added so far.
struct WorkoutSteps(Vec<WorkoutStep>);

impl WorkoutSteps {
    fn push(
        &mut self,
        name: Option<&str>,
        intensity: Option<Intensity>,
        end: StepEnd,
        target_mps: Option<Range>,
    ) -> u16 {
        let index = u16::try_from(self.0.len()).unwrap_or(u16::MAX);
        self.0.push(WorkoutStep { index, name: name.map(ToOwned::to_owned), intensity, end, target_mps });
        index
    }

    fn steady(&mut self, intensity: Option<Intensity>, seconds: f64) {
        if seconds > 0.0 {
            self.push(Some("steady"), intensity, StepEnd::Time(seconds), None);
        }
    }

    /// Adds a rep and its recovery, as often as the part has reps. A single rep at the end has no recovery.
    fn part(&mut self, part: &WorkoutPart, recovery: EasyStep, is_last: bool) {
        let rep = match part.length {
            RepLength::Distance(metres) => StepEnd::Distance(metres),
            RepLength::Time(seconds) => StepEnd::Time(seconds),
        };
        let from = self.push(Some("rep"), Some(Intensity::Active), rep, part.speed_mps);
        if part.reps < 2 && is_last {
            return;
        }
        let by_distance = part.recovery_m.map(StepEnd::Distance);
        let end = by_distance.or(part.recovery_s.map(StepEnd::Time)).unwrap_or(StepEnd::Open);
        self.push(Some(recovery.name), Some(recovery.intensity), end, None);
        if part.reps > 1 {
            let count = u32::try_from(part.reps).unwrap_or(u32::MAX);
            self.push(None, None, StepEnd::Repeat { from, count }, None);
        }
    }
}

/// A name that every watch can show:
/// `6x400m 1:32-1:34`, `5x3min`, `2x(3x300m) 0:56-0:57`, `3x1000m+6x200m`, `5-4-3-2-1min`.
fn name(parts: &[WorkoutPart]) -> String {
    let Some((first, rest)) = parts.split_first() else { return String::new() };
    let all: usize = parts.iter().map(|part| part.reps).sum();
    if rest.iter().any(|part| part.length != first.length || part.reps != first.reps) {
        let listed = ladder(parts).unwrap_or_else(|| parts.iter().map(reps).collect::<Vec<_>>().join("+"));
        return if listed.len() <= LONGEST_NAME { listed } else { format!("{all} reps") };
    }
    let reps = match (parts.len(), first.reps) {
        (2.., 2..) => format!("{}x({})", parts.len(), reps(first)),
        _ => reps(&WorkoutPart { reps: all, ..*first }),
    };
    let is_one_pace = rest.iter().all(|part| part.speed_mps == first.speed_mps);
    match (first.speed_mps.filter(|_| is_one_pace), first.length) {
        (Some(asked), RepLength::Distance(metres)) => {
            format!("{reps} {}-{}", clock(metres / asked.high), clock(metres / asked.low))
        }
        _ => reps,
    }
}

/// `6x400m`, `20min`.
fn reps(part: &WorkoutPart) -> String {
    let (figure, unit) = figure(part.length);
    if part.reps > 1 { format!("{}x{figure}{unit}", part.reps) } else { format!("{figure}{unit}") }
}

/// `5-4-3-2-1min`, `400-800-400m`; `None` where a part has more than one rep, or the parts have no unit in common.
fn ladder(parts: &[WorkoutPart]) -> Option<String> {
    let (_, unit) = figure(parts.first()?.length);
    let is_ladder = parts.iter().all(|part| part.reps == 1 && figure(part.length).1 == unit);
    let rungs: Vec<String> = parts.iter().map(|part| figure(part.length).0).collect();
    is_ladder.then(|| format!("{}{unit}", rungs.join("-")))
}

fn figure(length: RepLength) -> (String, &'static str) {
    match length {
        RepLength::Distance(metres) => (format!("{metres:.0}"), "m"),
        RepLength::Time(seconds) if seconds % 60.0 < 0.5 => (format!("{:.0}", seconds / 60.0), "min"),
        RepLength::Time(seconds) => (format!("{seconds:.0}"), "s"),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Six times 400 m, 75 s jog.
    pub(in crate::export) fn part() -> WorkoutPart {
        WorkoutPart {
            reps: 6,
            length: RepLength::Distance(400.0),
            speed_mps: Some(Range::new(400.0 / 94.0, 400.0 / 92.0)),
            recovery_s: Some(75.0),
            recovery_m: None,
            recovery_mode: Some(RecoveryMode::Jog),
            rest_s: None,
        }
    }

    /// A workout of these parts.
    pub(in crate::export) fn of(parts: &[WorkoutPart]) -> NextWorkout {
        NextWorkout {
            reps: parts[0].reps,
            length: parts[0].length,
            rep_distance_m: f64::NAN,
            fast_distance_m: f64::NAN,
            speed_mps: parts[0].speed_mps,
            recovery_s: parts[0].recovery_s,
            recovery_m: parts[0].recovery_m,
            recovery_mode: parts[0].recovery_mode,
            shape: Shape::Row,
            name: String::new(),
            lines: Vec::new(),
            text: String::new(),
            frame: String::new(),
            others: String::new(),
            parts: parts.to_vec(),
        }
    }

    fn ends(workout: &Workout) -> Vec<StepEnd> {
        workout.steps.iter().map(|step| step.end).collect()
    }

    #[test]
    fn a_set_is_a_repeated_rep_and_recovery() {
        let workout = workout(&of(&[part()]));
        assert_eq!(workout.name.as_deref(), Some("6x400m 1:32-1:34"));
        let expected = [
            StepEnd::Open,
            StepEnd::Distance(400.0),
            StepEnd::Time(75.0),
            StepEnd::Repeat { from: 1, count: 6 },
            StepEnd::Time(600.0),
        ];
        assert_eq!(ends(&workout), expected);
        assert!(workout.steps.iter().enumerate().all(|(at, step)| usize::from(step.index) == at));
    }

    #[test]
    fn one_rep_has_no_repeat_and_a_recovery_may_be_run_by_distance() {
        let found = workout(&of(&[WorkoutPart { reps: 1, length: RepLength::Time(1200.0), ..part() }]));
        assert_eq!((found.steps.len(), found.name.as_deref()), (3, Some("20min")));
        let by_distance = workout(&of(&[WorkoutPart { recovery_m: Some(200.0), ..part() }]));
        assert_eq!(by_distance.steps[2].end, StepEnd::Distance(200.0));
        let found = workout(&of(&[WorkoutPart { speed_mps: None, length: RepLength::Time(20.0), reps: 8, ..part() }]));
        assert_eq!((found.name.as_deref(), found.steps[1].target_mps), (Some("8x20s"), None));
    }

    #[test]
    fn sets_are_repeats_with_a_rest_between() {
        let set = |reps, rest_s| WorkoutPart {
            reps,
            rest_s,
            recovery_s: Some(150.0),
            length: RepLength::Distance(300.0),
            speed_mps: None,
            ..part()
        };
        let found = workout(&of(&[set(3, Some(480.0)), set(3, None)]));
        assert_eq!(found.name.as_deref(), Some("2x(3x300m)"));
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
        assert_eq!(ends(&found), expected, "eight minutes between the sets, the last recovery included");
        let uneven = workout(&of(&[set(3, Some(480.0)), set(2, None)]));
        let count = |end| if let StepEnd::Repeat { count, .. } = end { Some(count) } else { None };
        let counts: Vec<u32> = ends(&uneven).into_iter().filter_map(count).collect();
        assert_eq!((counts, uneven.name.as_deref()), (vec![3, 2], Some("3x300m+2x300m")));
    }

    #[test]
    fn surges_are_inside_their_steady_run() {
        let surges =
            WorkoutPart { reps: 8, length: RepLength::Time(30.0), speed_mps: None, recovery_s: Some(120.0), ..part() };
        let found = workout(&NextWorkout { shape: Shape::Within { run_s: 1_800.0 }, ..of(&[surges]) });
        let repeat = StepEnd::Repeat { from: 2, count: 8 };
        let [easy, before, rep, steady, after] = [600.0, 360.0, 30.0, 120.0, 240.0].map(StepEnd::Time);
        assert_eq!(ends(&found), [easy, before, rep, steady, repeat, after, easy]);
    }

    #[test]
    fn a_ladder_is_each_rep_with_what_follows_it() {
        let rung =
            |minutes: f64| WorkoutPart { reps: 1, length: RepLength::Time(60.0 * minutes), speed_mps: None, ..part() };
        let found = workout(&of(&[rung(2.0), WorkoutPart { rest_s: Some(300.0), ..rung(1.0) }, rung(2.0)]));
        assert_eq!(found.name.as_deref(), Some("2-1-2min"));
        assert_eq!(ends(&found)[1..], [120.0, 75.0, 60.0, 75.0, 225.0, 120.0, 600.0].map(StepEnd::Time));
        let two_kinds = [WorkoutPart { reps: 3, length: RepLength::Distance(1000.0), ..part() }, rung(1.0)];
        assert_eq!(workout(&of(&two_kinds)).name.as_deref(), Some("3x1000m+1min"));
        let many: Vec<WorkoutPart> =
            (0..12).map(|at| rung(f64::from(1 + at % 2))).map(|rung| WorkoutPart { reps: 2, ..rung }).collect();
        assert_eq!(workout(&of(&many)).name.as_deref(), Some("24 reps"));
    }
}
