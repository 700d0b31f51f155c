//! From one FIT file's records and messages to its activities: one per session.

use super::columns::Columns;
use super::heart::HeartLog;
use super::marks::{LapMark, Maker, Marks, SessionMessage};
use super::names;
use super::quantity::Quantity;
use super::scan::FileScan;
use super::sessions::{Parting, SessionClock};
use crate::model::{Activity, Channel, Device, DeviceSplit, Format, Lap, Note, Said, Span, Sport, Stage, Told, Track};
use crate::units::{FIT_EPOCH_UNIX_S, HOUR_S, MINUTE_S, steps_per_minute};

/// The largest difference of local time from UTC on Earth, s.
const MAX_UTC_OFFSET_S: i64 = 14 * HOUR_S as i64;

/// Zones differ from UTC by multiples of this, s; devices write the difference some seconds off.
const ZONE_STEP_S: i64 = 15 * MINUTE_S as i64;

/// Times below this count from the device's start, not from the FIT epoch.
///
/// Source: FIT profile, type `date_time`.
const SYSTEM_TIME_BELOW: u32 = 0x1000_0000;

/// The profile's number of no sport in particular.
const GENERIC: u8 = 0;

/// A part of a file once its records have become columns.
#[derive(Debug)]
pub(super) struct Content {
    stamps: Vec<u32>,
    columns: Columns,
    marks: Marks,
    timeless: usize,
}

impl Content {
    /// Decodes the records of a part.
    pub(super) fn decode(bytes: &[u8], part: FileScan) -> Self {
        let columns = Columns::decode(bytes, &part);
        let FileScan { stamps, mut marks, timeless, .. } = part;
        let heart = std::mem::take(&mut marks.heart);
        let mut content = Self { stamps, columns, marks, timeless };
        content.add_heart(heart);
        content
    }

    /// Takes in the heart rate that a strap stored, where the records have no heart rate.
    pub(super) fn add_heart(&mut self, mut heart: HeartLog) {
        if !heart.is_empty() {
            heart.fill(&self.stamps, self.columns.column_mut(Quantity::HeartRate));
            self.columns.drop_missing();
        }
    }

    /// Whether it has records with anything measured.
    pub(super) fn is_usable(&self) -> bool {
        !self.stamps.is_empty() && !self.columns.is_empty()
    }

    /// The time of the part's first record, s since the FIT epoch.
    pub(super) fn first_stamp(&self) -> Option<u32> {
        self.stamps.first().copied()
    }

    /// The activities, in file order.
    pub(super) fn into_activities(self, origin: u32) -> Vec<Activity> {
        let clock = SessionClock { origin };
        let parting = Parting::new(&self.marks, clock);
        let base = self.base(clock);
        let Self { stamps, columns, mut marks, .. } = self;
        let plan = std::mem::take(&mut marks.plan).into_workout();
        let time_s: Vec<f64> = stamps.iter().map(|&stamp| clock.seconds(stamp)).collect();
        let owners = parting.rows(&time_s);
        let mut whole = WholeSession { time_s, columns: Some(columns) };
        let session_count = parting.sessions().len();
        let mut activities = Vec::with_capacity(session_count);
        for (at, session) in parting.sessions().iter().enumerate() {
            let sport = session_sport(session, &marks);
            let rows = owners.as_ref().map(|owners| owned_rows(owners, at));
            let mut activity = base.clone();
            activity.track = whole.track(rows.as_deref(), &sport);
            activity.heart_rate_sensor = marks.sensors.heart_rate().filter(|_| activity.track.heart_rate_bpm.is_some());
            describe(&mut activity, session, sport, &marks);
            activity.laps = laps(&parting, at, &marks.laps, clock);
            activity.splits = splits(&parting, at, &marks, clock);
            activity.pauses = parting.clip(at, &pauses(&marks, clock));
            activity.workout = plan.clone().filter(|_| session_count == 1 || follows_plan(&activity));
            activities.push(activity);
        }
        drop_empty(activities)
    }

    /// What all activities of the file share.
    fn base(&self, clock: SessionClock) -> Activity {
        let mut base = Activity::new(Format::Fit);
        base.origin_unix_s = FIT_EPOCH_UNIX_S + f64::from(clock.origin);
        base.utc_offset_s = self.marks.local_offset_s.and_then(utc_offset);
        base.device = device(&self.marks);
        base.resting_hr_bpm = self.marks.resting_hr_bpm;
        let mut note = |text: String| base.notes.push(Note::new(Stage::Read, text));
        if self.timeless > 0 {
            note(format!("{} records without a time left out", self.timeless));
        }
        if self.stamps.iter().any(|&stamp| stamp < SYSTEM_TIME_BELOW) {
            note("times count from the start of the device: the date is not known".to_owned());
        }
        base
    }
}

/// The rows of a session, by the owner of each row.
fn owned_rows(owners: &[usize], session: usize) -> Vec<usize> {
    owners.iter().enumerate().filter(|(_, owner)| **owner == session).map(|(row, _)| row).collect()
}

/// The columns of all sessions of a file.
#[derive(Debug)]
struct WholeSession {
    time_s: Vec<f64>,
    columns: Option<Columns>,
}

impl WholeSession {
    /// The samples of some rows, or of all rows. With all rows, the columns are moved out.
    fn track(&mut self, rows: Option<&[usize]>, sport: &Sport) -> Track {
        match rows {
            None => {
                let time_s = std::mem::take(&mut self.time_s);
                track(time_s, self.columns.take().unwrap_or_default(), sport)
            }
            Some(rows) => {
                let time_s = rows.iter().map(|&row| self.time_s[row]).collect();
                let columns = self.columns.as_ref().map(|columns| columns.select(rows)).unwrap_or_default();
                track(time_s, columns, sport)
            }
        }
    }
}

fn track(time_s: Vec<f64>, mut columns: Columns, sport: &Sport) -> Track {
    Track {
        time_s,
        latitude_deg: columns.take(Quantity::Latitude),
        longitude_deg: columns.take(Quantity::Longitude),
        altitude_m: columns.take(Quantity::Altitude),
        distance_m: columns.take(Quantity::Distance),
        speed_mps: columns.take(Quantity::Speed),
        heart_rate_bpm: columns.take(Quantity::HeartRate),
        step_rate_spm: step_rate(&mut columns, sport),
        power_w: columns.take(Quantity::Power),
        stance_time_ms: columns.take(Quantity::StanceTime),
        vertical_oscillation_mm: columns.take(Quantity::VerticalOscillation),
        vertical_ratio_pct: columns.take(Quantity::VerticalRatio),
        step_length_mm: columns.take(Quantity::StepLength),
        temperature_c: columns.take(Quantity::Temperature),
    }
}

/// Steps per minute; 0 is missing. `None` where the cadence is of pedals.
fn step_rate(columns: &mut Columns, sport: &Sport) -> Option<Channel> {
    let mut rate = columns.take(Quantity::Cadence).filter(|_| sport.is_on_foot())?;
    let fractions = columns.take(Quantity::FractionalCadence).unwrap_or_default();
    for (index, strides) in rate.iter_mut().enumerate() {
        let steps = steps_per_minute(*strides, fractions.get(index).copied().unwrap_or(f64::NAN));
        *strides = if steps == 0.0 { f64::NAN } else { steps };
    }
    Some(rate)
}

/// The sport of a session. Where the session has none, it is that of the sport message, or of the first lap with a
/// sport.
fn session_sport(session: &SessionMessage, marks: &Marks) -> Sport {
    let by_laps = marks.laps.iter().map(|lap| lap.sport);
    let known = [session.sport, marks.sport].into_iter().chain(by_laps).flatten().find(|&sport| sport != GENERIC);
    known.map_or(Sport::Unknown, names::sport)
}

/// Writes what the session message says into the activity.
fn describe(activity: &mut Activity, session: &SessionMessage, sport: Sport, marks: &Marks) {
    activity.sport = sport;
    activity.surface = session.sub_sport.or(marks.sub_sport).and_then(names::surface);
    activity.elapsed_s = session.elapsed_s;
    activity.timer_s = session.timer_s;
    activity.distance_m = session.distance_m;
    activity.told = told(session, marks);
}

/// What the watch asked after the run, and the name of its profile.
fn told(session: &SessionMessage, marks: &Marks) -> Told {
    let title = session.profile_name.clone().or_else(|| marks.sport_name.clone());
    Told {
        rpe_cr10: session.rpe_cr10.map(Said::by_file),
        feel_pct: session.feel_pct.map(Said::by_file),
        ..Told::titled(title)
    }
}

fn laps(parting: &Parting, session: usize, marks: &[LapMark], clock: SessionClock) -> Vec<Lap> {
    marks
        .iter()
        .map(|mark| (mark, clock.span(mark.start, mark.elapsed_s)))
        .filter(|(mark, span)| parting.owns_lap(session, mark.index, *span))
        .map(|(mark, span)| Lap {
            start_s: span.start_s,
            end_s: span.end_s,
            trigger: mark.trigger,
            intensity: mark.intensity,
            step_index: mark.step_index,
            distance_m: mark.distance_m,
            timer_s: mark.timer_s,
        })
        .collect()
}

fn splits(parting: &Parting, session: usize, marks: &Marks, clock: SessionClock) -> Vec<DeviceSplit> {
    let mut splits: Vec<DeviceSplit> = marks
        .splits
        .iter()
        .map(|mark| DeviceSplit { span: clock.span(mark.start, mark.elapsed_s), intensity: mark.intensity })
        .filter(|split| parting.owns(session, split.span))
        .collect();
    splits.sort_by(|a, b| a.span.start_s.total_cmp(&b.span.start_s));
    splits
}

/// The spans from each stop of the timer to the next start.
fn pauses(marks: &Marks, clock: SessionClock) -> Vec<Span> {
    let mut events = marks.events.clone();
    events.sort_by_key(|event| event.stamp);
    let mut pauses = Vec::new();
    let mut stopped_at = None;
    for event in events {
        if !event.runs {
            stopped_at = stopped_at.or(Some(event.stamp));
        } else if let Some(start) = stopped_at.take()
            && start < event.stamp
        {
            pauses.push(Span::new(clock.seconds(start), clock.seconds(event.stamp)));
        }
    }
    pauses
}

/// Whether some lap says which step of the plan it was.
fn follows_plan(activity: &Activity) -> bool {
    activity.laps.iter().any(|lap| lap.step_index.is_some())
}

/// The activities with samples. Sessions without samples leave a note with the kept activities.
fn drop_empty(activities: Vec<Activity>) -> Vec<Activity> {
    let (mut kept, empty): (Vec<_>, Vec<_>) = activities.into_iter().partition(|activity| !activity.track.is_empty());
    for activity in empty {
        let text = format!("a session ({}) without records left out", activity.sport.name());
        for other in &mut kept {
            other.notes.push(Note::new(Stage::Read, text.clone()));
        }
    }
    kept
}

/// Local time minus UTC, s, to the quarter of an hour; `None` for an impossible offset.
fn utc_offset(offset_s: i64) -> Option<i32> {
    let rounded = offset_s.saturating_add(ZONE_STEP_S / 2).div_euclid(ZONE_STEP_S) * ZONE_STEP_S;
    (rounded.abs() <= MAX_UTC_OFFSET_S).then_some(rounded as i32)
}

/// The device that recorded the file: by the file's maker, else by what the device says of itself.
fn device(marks: &Marks) -> Device {
    let (file, creator) = (&marks.file, &marks.creator);
    let is_same = file.manufacturer.is_none() || file.manufacturer == creator.manufacturer;
    let nobody = Maker::default();
    let second = if is_same { creator } else { &nobody };
    let manufacturer = file.manufacturer.or(second.manufacturer);
    let by_number = |number| names::product(manufacturer, number);
    Device {
        manufacturer: manufacturer.map(names::manufacturer).unwrap_or_default(),
        product: (file.product_name.clone())
            .or_else(|| second.product_name.clone())
            .or_else(|| file.product.or(second.product).map(by_number))
            .unwrap_or_default(),
        serial: file.serial.or(second.serial),
    }
}

#[cfg(test)]
mod tests {
    use super::utc_offset;

    #[test]
    fn offsets_are_quarters_of_an_hour_on_earth() {
        assert_eq!(utc_offset(7203), Some(7200));
        assert_eq!(utc_offset(-12_598), Some(-12_600));
        assert_eq!(utc_offset(20_700), Some(20_700));
        assert_eq!(utc_offset(-631_065_600), None);
        assert_eq!(utc_offset(i64::MAX), None);
    }
}
