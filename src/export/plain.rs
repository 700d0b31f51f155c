//! A workout as plain text, in a syntax that intervals.icu and a coach can read.

use super::workout::BETWEEN_SETS;
use crate::model::{Intensity, StepEnd, Workout, WorkoutStep};
use crate::stats::Range;
use crate::units::{DistanceUnit, pace};
use std::fmt::Write;

/// The workout as text: sections, steps behind a dash, repeats as `6x`, metres as `mtr` (`m` is minutes), paces as a
/// range.
///
/// # Source
/// intervals.icu, "Workout Builder Syntax Quick Guide", <https://forum.intervals.icu/t/workout-builder-syntax-quick-guide/123701>.
pub fn plain(workout: &Workout, unit: DistanceUnit) -> String {
    let mut text = String::new();
    let mut section = None;
    for (place, step) in workout.steps.iter().enumerate() {
        if let StepEnd::Repeat { .. } = step.end {
            continue;
        }
        match step.intensity {
            same @ Some(Intensity::Warmup | Intensity::Cooldown) if same == section => {}
            Some(Intensity::Warmup) => text.push_str("Warmup\n"),
            Some(Intensity::Cooldown) => text.push_str("\nCooldown\n"),
            Some(Intensity::Active) => match count(workout, place) {
                Some(count) => {
                    let _ = writeln!(text, "\nMain set {count}x");
                }
                None => text.push_str("\nMain set\n"),
            },
            _ if step.name.as_deref() == Some(BETWEEN_SETS) => text.push_str("\nBetween sets\n"),
            _ => {}
        }
        section = step.intensity;
        let _ = writeln!(text, "- {}", line(step, unit));
    }
    text
}

/// How often the block that begins at a step is run.
fn count(workout: &Workout, place: usize) -> Option<u32> {
    workout.steps.iter().find_map(|step| match step.end {
        StepEnd::Repeat { from, count } if usize::from(from) == place => Some(count),
        _ => None,
    })
}

fn line(step: &WorkoutStep, unit: DistanceUnit) -> String {
    let length = match step.end {
        StepEnd::Time(seconds) => duration(seconds),
        StepEnd::Distance(metres) => format!("{metres:.0}mtr"),
        // A step needs a length. The runner ends the step earlier by the button.
        StepEnd::Open | StepEnd::Repeat { .. } | StepEnd::Other => "12m".to_owned(),
    };
    let target = step.target_mps.map(|Range { low: slow, high: fast }| {
        let bare = |speed: f64| pace(speed, unit).split(' ').next().unwrap_or_default().to_owned();
        format!("{}-{}/{} Pace", bare(slow), bare(fast), unit.symbol())
    });
    let press = if step.end == StepEnd::Open { Some("press lap".to_owned()) } else { None };
    let name = step.name.clone().filter(|name| name != BETWEEN_SETS).or_else(|| Some("easy".to_owned()));
    [name, Some(length), target, press].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// `75s`, `3m`, `2m30s`.
fn duration(seconds: f64) -> String {
    let whole = seconds.round() as u64;
    match (whole / 60, whole % 60) {
        (0, seconds) => format!("{seconds}s"),
        (minutes, 0) => format!("{minutes}m"),
        (1, seconds) => format!("{}s", 60 + seconds),
        (minutes, seconds) => format!("{minutes}m{seconds}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::workout::{
        tests::{of, part},
        workout,
    };
    use super::*;
    use crate::model::Shape;
    use crate::progression::{NextWorkout, WorkoutPart};
    use crate::segment::RepLength;

    fn text(parts: &[WorkoutPart]) -> String {
        plain(&workout(&of(parts)), DistanceUnit::Kilometre)
    }

    #[test]
    fn a_set_of_reps() {
        let expected = "Warmup\n- easy and 4 strides 12m press lap\n\nMain set 6x\n- rep 400mtr 3:55-3:50/km Pace\n- jog 75s\n\n\
                        Cooldown\n- easy 10m\n";
        assert_eq!(text(&[part()]), expected);
        assert!(plain(&workout(&of(&[part()])), DistanceUnit::Mile).contains("6:18-6:10/mi Pace"));
    }

    #[test]
    fn parts_are_sections() {
        let set = WorkoutPart { reps: 4, length: RepLength::Distance(200.0), speed_mps: None, ..part() };
        let long = WorkoutPart { reps: 1, length: RepLength::Time(300.0), ..set };
        let expected = "Warmup\n- easy and 4 strides 12m press lap\n\
                        \nMain set\n- rep 5m\n- jog 75s\n\
                        \nMain set 4x\n- rep 200mtr\n- jog 75s\n\
                        \nBetween sets\n- easy 3m45s\n\
                        \nMain set 4x\n- rep 200mtr\n- jog 75s\n\
                        \nCooldown\n- easy 10m\n";
        assert_eq!(text(&[long, WorkoutPart { rest_s: Some(300.0), ..set }, set]), expected);
    }

    #[test]
    fn surges_are_inside_a_steady_run() {
        let surges =
            WorkoutPart { reps: 8, length: RepLength::Time(30.0), speed_mps: None, recovery_s: Some(120.0), ..part() };
        let surges = NextWorkout { shape: Shape::Within { run_s: 1_800.0 }, ..of(&[surges]) };
        let text = plain(&workout(&surges), DistanceUnit::Kilometre);
        let expected = "Warmup\n- easy 10m\n- steady 6m\n\nMain set 8x\n- rep 30s\n- steady 2m\n\nCooldown\n- steady 4m\n- easy 10m\n";
        assert_eq!(text, expected, "50 min in all");
    }

    #[test]
    fn by_time_and_by_feel() {
        let by_feel = WorkoutPart { length: RepLength::Time(150.0), speed_mps: None, ..part() };
        assert!(text(&[by_feel]).contains("Main set 6x\n- rep 2m30s\n- jog 75s\n"));
        assert!(text(&[WorkoutPart { reps: 1, ..by_feel }]).contains("\nMain set\n- rep 2m30s\n\nCooldown"));
    }
}
