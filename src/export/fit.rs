//! A workout as a FIT file: what a watch takes into its list of workouts.

use crate::error::{Error, ErrorKind, Result};
use crate::model::{Day, Intensity, StepEnd, Workout, WorkoutStep};
use crate::stats::Range;
use crate::units::FIT_EPOCH_UNIX_S;
use embedded_io::{ErrorType, Seek, SeekFrom, Write};
use rustyfit::Encoder;
use rustyfit::profile::{mesgdef, typedef};
use rustyfit::proto::{FIT, FileHeader};
use std::convert::Infallible;

/// Serial number of the file's writer. Watches need one, and tell files apart by this number and the time.
const SERIAL_NUMBER: u32 = 1;

/// A FIT workout file. `day` is the day of the workout and the file's time of creation.
///
/// # Errors
/// `Limit` for a time, distance or speed that the format cannot hold.
/// # Source
/// Garmin, FIT SDK, messages `file_id`, `workout`, `workout_step`.
pub fn fit(workout: &Workout, day: Day) -> Result<Vec<u8>> {
    let mut id = mesgdef::FileId::new();
    id.r#type = typedef::File::WORKOUT;
    id.manufacturer = typedef::Manufacturer::DEVELOPMENT;
    id.product = 0;
    id.serial_number = SERIAL_NUMBER;
    id.time_created = typedef::DateTime(whole(day.midnight_s() - FIT_EPOCH_UNIX_S, "a date from 1990 on")?);
    let mut head = mesgdef::Workout::new();
    head.sport = typedef::Sport::RUNNING;
    head.num_valid_steps = workout.steps.len() as u16;
    head.wkt_name = workout.name.clone().unwrap_or_default().into();
    let mut messages = vec![id.into(), head.into()];
    for one in &workout.steps {
        messages.push(step(one)?.into());
    }
    let mut bytes = Bytes::default();
    let mut file = FIT { file_header: FileHeader::default(), messages, crc: 0 };
    let unwritten = |cause: rustyfit::EncoderError<Infallible>| {
        Error::new(ErrorKind::Limit, "a workout that can be encoded", cause.to_string()).because(cause)
    };
    Encoder::new().encode(&mut bytes, &mut file).map_err(unwritten)?;
    Ok(bytes.written)
}

fn step(step: &WorkoutStep) -> Result<mesgdef::WorkoutStep> {
    let mut message = mesgdef::WorkoutStep::new();
    message.message_index = typedef::MessageIndex(step.index);
    message.wkt_step_name = step.name.clone().unwrap_or_default().into();
    if let Some(intensity) = step.intensity {
        message.intensity = coded(intensity);
    }
    (message.duration_type, message.duration_value) = match step.end {
        StepEnd::Time(seconds) => (typedef::WktStepDuration::TIME, whole(1000.0 * seconds, "a time in ms")?),
        StepEnd::Distance(metres) => (typedef::WktStepDuration::DISTANCE, whole(100.0 * metres, "a distance in cm")?),
        StepEnd::Repeat { from, .. } => (typedef::WktStepDuration::REPEAT_UNTIL_STEPS_CMPLT, u32::from(from)),
        StepEnd::Open | StepEnd::Other => (typedef::WktStepDuration::OPEN, u32::MAX),
    };
    if let StepEnd::Repeat { count, .. } = step.end {
        message.target_value = count;
        return Ok(message);
    }
    match step.target_mps {
        Some(Range { low: slow, high: fast }) => {
            message.target_type = typedef::WktStepTarget::SPEED;
            // 0 stands for no zone of the watch: the range counts.
            message.target_value = 0;
            message.custom_target_value_low = whole(1000.0 * slow, "a speed in mm/s")?;
            message.custom_target_value_high = whole(1000.0 * fast, "a speed in mm/s")?;
        }
        None => message.target_type = typedef::WktStepTarget::OPEN,
    }
    Ok(message)
}

fn coded(intensity: Intensity) -> typedef::Intensity {
    match intensity {
        Intensity::Active => typedef::Intensity::ACTIVE,
        Intensity::Rest => typedef::Intensity::REST,
        Intensity::Warmup => typedef::Intensity::WARMUP,
        Intensity::Cooldown => typedef::Intensity::COOLDOWN,
        Intensity::Recovery => typedef::Intensity::RECOVERY,
        Intensity::Interval => typedef::Intensity::INTERVAL,
        Intensity::Other => typedef::Intensity::OTHER,
    }
}

/// A number of the format: whole, from 0 to below the value that marks a missing number.
fn whole(value: f64, what: &str) -> Result<u32> {
    let rounded = value.round();
    if (0.0..f64::from(u32::MAX)).contains(&rounded) {
        return Ok(rounded as u32);
    }
    Err(Error::new(ErrorKind::Limit, what, value.to_string()).at("the workout"))
}

/// Bytes in memory. They are written in order, except for the header, which the encoder fills in at the end.
#[derive(Debug, Default)]
struct Bytes {
    written: Vec<u8>,
    at: usize,
}

impl ErrorType for Bytes {
    type Error = Infallible;
}

impl Write for Bytes {
    fn write(&mut self, new: &[u8]) -> std::result::Result<usize, Infallible> {
        let end = self.at + new.len();
        self.written.resize(self.written.len().max(end), 0);
        self.written[self.at..end].copy_from_slice(new);
        self.at = end;
        Ok(new.len())
    }

    fn flush(&mut self) -> std::result::Result<(), Infallible> {
        Ok(())
    }
}

impl Seek for Bytes {
    fn seek(&mut self, to: SeekFrom) -> std::result::Result<u64, Infallible> {
        self.at = match to {
            SeekFrom::Start(at) => at as usize,
            SeekFrom::Current(by) => self.at.saturating_add_signed(by as isize),
            SeekFrom::End(by) => self.written.len().saturating_add_signed(by as isize),
        };
        Ok(self.at as u64)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::super::workout::{
        tests::{of, part},
        workout,
    };
    use super::*;
    use crate::formats::read_workout;
    use crate::model::Shape;
    use crate::progression::{NextWorkout, WorkoutPart};
    use crate::segment::{RecoveryMode, RepLength};

    /// Kinds of workout: by distance, by time, by feel, one long rep, several parts.
    fn kinds() -> Vec<NextWorkout> {
        let by_time = WorkoutPart { reps: 5, length: RepLength::Time(180.0), recovery_m: Some(400.0), ..part() };
        let walk = Some(RecoveryMode::Walk);
        let by_feel = WorkoutPart { length: RepLength::Time(20.0), speed_mps: None, recovery_mode: walk, ..part() };
        let long = WorkoutPart { reps: 1, length: RepLength::Time(1200.0), ..part() };
        let open = WorkoutPart { recovery_s: None, recovery_mode: Some(RecoveryMode::Stand), ..part() };
        let sets = WorkoutPart { length: RepLength::Distance(300.0), rest_s: Some(480.0), ..part() };
        let surges = NextWorkout { shape: Shape::Within { run_s: 1_800.0 }, ..of(&[by_feel]) };
        let alone = [part(), by_time, by_feel, long, open].map(|part| of(&[part]));
        alone.into_iter().chain([surges, of(&[sets, part()]), of(&[long, by_feel, long])]).collect()
    }

    /// Speeds are whole mm/s in the file.
    fn rounded(mut workout: Workout) -> Workout {
        for step in &mut workout.steps {
            step.target_mps = step
                .target_mps
                .map(|asked| Range::new((1e3 * asked.low).round() / 1e3, (1e3 * asked.high).round() / 1e3));
        }
        workout
    }

    #[test]
    fn our_own_reader_reads_what_we_write() {
        for kind in kinds() {
            let planned = workout(&kind);
            let bytes = fit(&planned, Day::EPOCH + 20_000).unwrap();
            assert_eq!(read_workout(&bytes).unwrap(), rounded(planned));
            assert_eq!(
                bytes,
                fit(&workout(&kind), Day::EPOCH + 20_000).unwrap(),
                "the same input gives the same bytes"
            );
        }
    }

    #[test]
    fn what_the_format_cannot_hold_is_refused() {
        let mut planned = workout(&of(&[part()]));
        planned.steps[1].end = StepEnd::Distance(f64::NAN);
        assert_eq!(fit(&planned, Day::EPOCH + 20_000).unwrap_err().kind(), ErrorKind::Limit);
        assert!(fit(&workout(&of(&[part()])), Day::EPOCH).is_err(), "before the format's own first day");
    }
}
