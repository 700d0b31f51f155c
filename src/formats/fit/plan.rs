//! Workout and workout step messages: the plan that the watch followed.

use super::layout::{MESSAGE_INDEX, Message};
use super::names::intensity;
use crate::model::{StepEnd, Workout, WorkoutStep};
use crate::stats::Range;

/// The workout messages of a file. A later workout replaces an earlier one.
#[derive(Debug, Clone, Default)]
pub(super) struct PlanLog {
    workout: Workout,
    is_open: bool,
}

impl PlanLog {
    /// Takes in a workout message. Its steps come after it, or came before it.
    pub(super) fn push_workout(&mut self, message: &Message<'_>) {
        if self.is_open {
            self.workout = Workout::default();
        }
        self.is_open = true;
        self.workout.name = message.text(8);
    }

    /// Takes in a step message.
    pub(super) fn push_step(&mut self, message: &Message<'_>) {
        let steps = &mut self.workout.steps;
        let index = message.whole(MESSAGE_INDEX).unwrap_or(steps.len() as u16);
        steps.push(step(index, message));
    }

    /// The plan with its steps by index, if there was one. Of two steps with one index the later counts.
    pub(super) fn into_workout(mut self) -> Option<Workout> {
        let steps = &mut self.workout.steps;
        steps.sort_by_key(|step| step.index);
        steps.dedup_by(|later, kept| {
            let is_same = later.index == kept.index;
            if is_same {
                std::mem::swap(later, kept);
            }
            is_same
        });
        (!steps.is_empty()).then_some(self.workout)
    }
}

fn step(index: u16, message: &Message<'_>) -> WorkoutStep {
    WorkoutStep {
        index,
        name: message.text(0),
        intensity: message.whole(7).map(intensity),
        end: step_end(message),
        target_mps: target_speed(message),
    }
}

/// How the step ends. Source: FIT profile, type `wkt_step_duration` and the sub-fields of `duration_value`.
fn step_end(message: &Message<'_>) -> StepEnd {
    let value = message.whole::<u32>(2);
    match (message.whole::<u8>(1), value) {
        // time, repetition_time, time_only: ms
        (Some(0 | 28 | 31), Some(milliseconds)) => StepEnd::Time(f64::from(milliseconds) / 1000.0),
        // distance: cm
        (Some(1), Some(centimetres)) => StepEnd::Distance(f64::from(centimetres) / 100.0),
        (Some(5), _) => StepEnd::Open,
        // repeat_until_steps_cmplt
        (Some(6), Some(from)) => match (u16::try_from(from), message.whole(4)) {
            (Ok(from), Some(count)) => StepEnd::Repeat { from, count },
            _ => StepEnd::Other,
        },
        _ => StepEnd::Other,
    }
}

/// The speed range of a step whose target is a custom speed (`speed` or `speed_lap`), low and high, m/s.
fn target_speed(message: &Message<'_>) -> Option<Range> {
    let is_speed = matches!(message.whole::<u8>(3), Some(0 | 12));
    let is_custom = message.whole::<u32>(4).unwrap_or(0) == 0;
    let (low, high) = (message.scaled(5, 1000.0)?, message.scaled(6, 1000.0)?);
    (is_speed && is_custom && low.max(high) > 0.0).then(|| Range::new(low.min(high), low.max(high)))
}
