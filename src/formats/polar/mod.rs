//! Sessions of a Polar account export: `training-session-*.json`, one file for each session, in a zip.
//!
//! ```text
//! polar-user-data-export_….zip
//! ├── training-session-2026-05-23-….json      one session with its exercises
//! ├── activity-2026-05-23-….json              steps of a day: not read
//! └── training-target-…, sleep_result_…       plans and nights: not read
//! ```
//!
//! Each exercise is an activity. Two layouts occur:
//!
//! ```text
//! until 2025   exercises[].samples.heartRate[]          {"dateTime": "2024-05-07T18:30:00.000", "value": 140}, …
//!              exercises[].samples.recordedRoute[]      {"dateTime", "latitude", "longitude", "altitude"}, …
//!              exercises[].laps[], autoLaps[]           {"splitTime": "PT95.5S", "duration": "PT95.5S", "distance": 400.0}, …
//! since        exercises[].samples.samples[]            {"type": "HEART_RATE", "intervalMillis": 1000, "values": [140, …]}, …
//!              exercises[].routes.route.wayPoints[]     {"elapsedMillis", "latitude", "longitude", "altitude"}, …
//!              exercises[].laps.laps[], .autoLaps[]     {"splitTimeMillis", "durationMillis", "distanceMeters"}, …
//! ```
//!
//! Times are local, without a zone; the zone stands beside them in minutes. Speeds are in km/h. A missing value is `null`,
//! left out, `"NaN"`, or the bare word `NaN`, which is no JSON. The power of `LEFT_CRANK_CURRENT_POWER` is not read: public
//! readers disagree on whether it is the whole power or half of it.
//!
//! # Source
//! Polar does not document the export. Public readers on GitHub, seen in 2026, that state what they found in real exports, and
//! real sessions among their tests without places: for the older layout two readers that write GPX and TCX, a reader of
//! `exportVersion` 1.6 with routes in another zone than the samples, and one of `exportVersion` 2 with laps that end at
//! their `splitTime`; for the newer layout three that write FIT or TCX. All take speed for km/h. Numbers of sports: the
//! table of the Bipolar converter. `feeling`, from 0 to 1, and `note`: the message `PbTrainingSession` of Polar's devices.

mod clock;
mod laps;
mod layout;
mod lenient;
mod points;
mod salvage;
mod sports;

use clock::ExerciseClock;
use layout::{Exercise, Session};
use points::Points;

use super::beside::{self, MAX_DESCRIPTION};
use super::{grouped, xml};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Activity, Device, Format, Note, Reading, Said, Stage, Teller, Told};

/// What the name of a session begins with. In exports up to version 1, a hyphen follows, and a line since.
pub(super) const NAME: &str = "training-session";

/// Whether a name is that of a session of an export.
///
/// ```
/// assert!(lastrep::formats::is_polar_name("polar/training-session-2024-05-07-1.json"));
/// assert!(!lastrep::formats::is_polar_name("polar/training-target-2024-05-07-1.json"));
/// ```
pub fn is_polar_name(name: &str) -> bool {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name).to_ascii_lowercase();
    name.starts_with(NAME) && [".json", ".json.gz"].iter().any(|ending| name.ends_with(ending))
}

/// What the reader looks for.
const EXPECTED: &str = "a Polar session with samples";

/// Most values of one file: a session of 99 hours, which is the longest that Polar stores, stays below with ten channels.
const MAX_VALUES: usize = 8_000_000;

/// The highest `feeling`.
const BEST_FEELING: f64 = 1.0;

/// Percent of a whole.
const PERCENT: f64 = 100.0;

/// Reads a session.
///
/// # Errors
/// - [`ErrorKind::Malformed`]: damage before the first sample, or text that is no JSON.
/// - [`ErrorKind::NoUsableData`]: a session without samples.
/// - [`ErrorKind::Limit`]: too many values, or too many samples.
pub(crate) fn read(bytes: &[u8]) -> Result<Reading> {
    refuse_too_many(bytes)?;
    let text = lenient::without_words(bytes);
    let mut damage = None;
    let session: Session = match serde_json::from_str(&text) {
        Ok(session) => session,
        Err(cause) => {
            let kept = salvage::before(&text, &cause);
            let session = kept.as_deref().and_then(|kept| serde_json::from_str(kept).ok());
            damage = Some(cause);
            session.unwrap_or_default()
        }
    };
    let mut activities = Vec::new();
    for exercise in &session.exercises.items {
        activities.extend(activity(&session, exercise)?);
    }
    match (activities.is_empty(), damage) {
        (true, Some(cause)) => Err(malformed(cause)),
        (true, None) => Err(without_samples(&session)),
        (false, damage) => {
            Ok(Reading { notes: notes(&session, &activities, damage), activities: of_one_clock(activities) })
        }
    }
}

/// Values stand between commas.
fn refuse_too_many(bytes: &[u8]) -> Result<()> {
    let values = bytes.split(|byte| *byte == b',').count();
    if values <= MAX_VALUES {
        return Ok(());
    }
    Err(Error::new(ErrorKind::Limit, format!("at most {} values", grouped(MAX_VALUES)), grouped(values))
        .at("the whole file")
        .hint("no session is so long: check what the file is"))
}

fn malformed(cause: serde_json::Error) -> Error {
    let place = format!("line {}, column {}", cause.line(), cause.column());
    Error::new(ErrorKind::Malformed, EXPECTED, "damaged JSON")
        .at(place)
        .hint("ask Polar Flow for the export again")
        .because(cause)
}

fn without_samples(session: &Session) -> Error {
    let found = match session.exercises.items.len() {
        0 => "a session without exercises".to_owned(),
        count => format!("{} without samples", counted(count, "exercise")),
    };
    Error::new(ErrorKind::NoUsableData, EXPECTED, found)
        .hint("a session typed in by hand has none; for any other, export it from Polar Flow as TCX")
}

/// What was left out.
fn notes(session: &Session, activities: &[Activity], damage: Option<serde_json::Error>) -> Vec<Note> {
    let exercises = &session.exercises;
    let empty = exercises.items.len().saturating_sub(activities.len());
    let damage = damage.map(|cause| {
        format!("damaged at line {}, column {}: only what comes before is read", cause.line(), cause.column())
    });
    let left_out = (empty > 0).then(|| format!("{} without samples left out", counted(empty, "exercise")));
    let broken = (exercises.broken > 0)
        .then(|| format!("{} that cannot be read left out", counted(exercises.broken, "exercise")));
    damage.into_iter().chain(left_out).chain(broken).map(|text| Note::new(Stage::Read, text)).collect()
}

/// The activities on the clock of the file, which begins with its first sample.
fn of_one_clock(mut activities: Vec<Activity>) -> Vec<Activity> {
    let origin = activities.iter().map(|activity| activity.origin_unix_s).fold(f64::INFINITY, f64::min);
    for activity in &mut activities {
        let later = activity.origin_unix_s - origin;
        activity.origin_unix_s = origin;
        activity.track.time_s.iter_mut().for_each(|time| *time += later);
        for lap in &mut activity.laps {
            lap.start_s += later;
            lap.end_s += later;
        }
    }
    activities
}

/// The activity of an exercise; `None` without samples.
fn activity(session: &Session, exercise: &Exercise) -> Result<Option<Activity>> {
    let clock = ExerciseClock::of(session, exercise);
    let Some(points) = Points::of(exercise, clock)? else { return Ok(None) };
    let origin_unix_s = points.first_unix_s();
    let timer_s = exercise.duration_s();
    let (sport, surface) = exercise.sport.told();
    let mut notes = points.notes();
    notes.extend(exercise.lost_note());
    Ok(Some(Activity {
        sport,
        surface,
        told: told(session),
        device: device(session),
        origin_unix_s,
        utc_offset_s: clock.utc_offset_s,
        elapsed_s: clock.elapsed_s().or(timer_s),
        timer_s,
        distance_m: exercise.distance_m(),
        laps: laps::laps(exercise, clock.start.unwrap_or(origin_unix_s) - origin_unix_s, clock.elapsed_s().or(timer_s)),
        notes,
        track: points.into_track(origin_unix_s)?,
        ..Activity::new(Format::Polar)
    }))
}

fn told(session: &Session) -> Told {
    let feeling = Some(session.feeling.0).filter(|feeling| (0.0..=BEST_FEELING).contains(feeling));
    Told {
        description: beside::line(&session.note, MAX_DESCRIPTION, Teller::File),
        feel_pct: feeling.map(|feeling| Said::by_file(PERCENT * feeling)),
        ..Told::titled(xml::title(&session.name))
    }
}

fn device(session: &Session) -> Device {
    Device {
        manufacturer: "polar".to_owned(),
        product: xml::title(&session.product.model_name).unwrap_or_default(),
        serial: u64::from_str_radix(session.device_id.trim(), 16).ok().filter(|&serial| serial > 0),
    }
}

fn counted(count: usize, noun: &str) -> String {
    format!("{} {noun}{}", grouped(count), if count == 1 { "" } else { "s" })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests;
