//! The visitor that makes activities of TCX laps and trackpoints.

use quick_xml::events::BytesStart;

use super::laps::{self, RawLap};
use super::tag::{Tag, tag};
use crate::error::Result;
use crate::formats::xml::{self, Recording, Sample, Visitor};
use crate::model::{Activity, Device, Format};

/// What was read so far.
#[derive(Debug, Default)]
pub(super) struct Trackpoints {
    /// Finished activities with samples.
    pub(super) activities: Vec<Activity>,
    /// Finished activities without samples.
    pub(super) left_out: usize,
    /// Trackpoints without a time, of all activities.
    pub(super) untimed: usize,
    /// `Course` elements.
    pub(super) courses: usize,
    /// `Workout` elements.
    pub(super) workouts: usize,
    /// Whether there is a `TrainingCenterDatabase` element.
    pub(super) has_root: bool,
    origin_unix_s: Option<f64>,
    is_in_activity: bool,
    sport: String,
    title: Option<String>,
    creator: Creator,
    laps: Vec<RawLap>,
    tracks_in_lap: usize,
    recording: Recording,
    sample: Option<Sample>,
}

/// The `Creator` element.
#[derive(Debug, Default)]
struct Creator {
    name: String,
    unit: String,
    product: String,
}

impl Creator {
    fn device(&self) -> Device {
        let product = if self.name.is_empty() { &self.product } else { &self.name };
        Device {
            manufacturer: xml::manufacturer(&self.name),
            product: product.clone(),
            serial: self.unit.trim().parse().ok().filter(|&serial| serial > 0),
        }
    }
}

impl Trackpoints {
    /// Ends the open activity, if there is one. Called at its closing tag, and where the file was cut.
    pub(super) fn finish_activity(&mut self) {
        self.sample = None;
        if !std::mem::take(&mut self.is_in_activity) {
            return;
        }
        let recording = std::mem::take(&mut self.recording);
        let raw_laps = std::mem::take(&mut self.laps);
        let creator = std::mem::take(&mut self.creator);
        let title = self.title.take();
        self.untimed += recording.untimed();
        let Some(origin_unix_s) = self.origin_unix_s.filter(|_| recording.len() > 0) else {
            self.left_out += 1;
            return;
        };
        let (sport, surface) = xml::sport(&self.sport);
        self.activities.push(Activity {
            sport,
            surface,
            title,
            device: creator.device(),
            origin_unix_s,
            utc_offset_s: recording.utc_offset_s(),
            timer_s: laps::total(&raw_laps, |lap| lap.timer_s),
            distance_m: laps::total(&raw_laps, |lap| lap.distance_m),
            laps: laps::laps(&raw_laps, origin_unix_s),
            pauses: recording.pauses(origin_unix_s),
            notes: recording.notes(),
            track: recording.into_track(origin_unix_s),
            ..Activity::new(Format::Tcx)
        });
    }

    /// Ends the open trackpoint, if there is one.
    fn finish_point(&mut self) -> Result<()> {
        let Some(sample) = self.sample.take() else { return Ok(()) };
        if let Some(instant) = sample.instant {
            self.origin_unix_s.get_or_insert(instant.unix_s);
            if let Some(lap) = self.laps.last_mut() {
                let first = lap.samples_unix_s.map_or(instant.unix_s, |(first, _)| first);
                lap.samples_unix_s = Some((first, instant.unix_s));
            }
        }
        self.recording.add(&sample)
    }

    fn open_activity(&mut self, element: &BytesStart<'_>) {
        self.finish_activity();
        self.is_in_activity = true;
        self.sport = xml::attribute(element, "Sport").map(String::from).unwrap_or_default();
    }

    fn open_lap(&mut self, element: &BytesStart<'_>) {
        let start = xml::attribute(element, "StartTime").and_then(|text| xml::instant(&text));
        self.laps.push(RawLap { start_unix_s: start.map(|instant| instant.unix_s), ..RawLap::default() });
        self.tracks_in_lap = 0;
    }

    /// A second track in a lap begins after a stop. The first track only continues the lap before.
    fn open_track(&mut self) {
        if self.tracks_in_lap > 0 {
            self.recording.begin_piece();
        }
        self.tracks_in_lap += 1;
    }

    fn close_lap_part(&mut self, tag: Tag, text: &str) {
        let Some(lap) = self.laps.last_mut() else { return };
        let amount = || Some(xml::number(text)).filter(|&value| value >= 0.0);
        match tag {
            Tag::LapTime => lap.timer_s = amount(),
            Tag::LapDistance => lap.distance_m = amount(),
            Tag::LapIntensity => lap.intensity = laps::intensity(text),
            Tag::LapTrigger => lap.trigger = laps::trigger(text),
            _ => {}
        }
    }
}

impl Visitor for Trackpoints {
    type Tag = Tag;
    const OUTSIDE: Tag = Tag::Outside;

    fn tag(parent: Tag, local_name: &[u8]) -> Tag {
        tag(parent, local_name)
    }

    fn is_prose(tag: Tag) -> bool {
        matches!(tag, Tag::Notes | Tag::CreatorName)
    }

    fn open(&mut self, tag: Tag, element: &BytesStart<'_>) -> Result<()> {
        match tag {
            Tag::Point => {
                self.finish_point()?;
                self.sample = Some(Sample::EMPTY);
            }
            Tag::Track => self.open_track(),
            Tag::Lap => self.open_lap(element),
            Tag::Activity => self.open_activity(element),
            Tag::Root => self.has_root = true,
            Tag::Course => self.courses += 1,
            Tag::Workout => self.workouts += 1,
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, tag: Tag, text: &str) -> Result<()> {
        match tag {
            Tag::Point => return self.finish_point(),
            Tag::Activity => self.finish_activity(),
            Tag::LapTime | Tag::LapDistance | Tag::LapIntensity | Tag::LapTrigger => self.close_lap_part(tag, text),
            Tag::Notes => self.title = xml::title(text),
            Tag::CreatorName => self.creator.name = xml::title(text).unwrap_or_default(),
            Tag::UnitId => text.clone_into(&mut self.creator.unit),
            Tag::ProductId => text.trim().clone_into(&mut self.creator.product),
            _ => {
                if let Some(sample) = &mut self.sample {
                    set_value(sample, tag, text);
                }
            }
        }
        Ok(())
    }
}

/// Keeps a value of a trackpoint.
fn set_value(sample: &mut Sample, tag: Tag, text: &str) {
    match tag {
        Tag::Time => sample.instant = sample.instant.or_else(|| xml::instant(text)),
        Tag::Latitude => xml::set(&mut sample.latitude_deg, xml::number(text)),
        Tag::Longitude => xml::set(&mut sample.longitude_deg, xml::number(text)),
        Tag::Altitude => xml::set(&mut sample.altitude_m, xml::number(text)),
        Tag::Distance => xml::set(&mut sample.distance_m, xml::number(text)),
        // Some writers leave the inner Value out: then the outer text is the number.
        Tag::HeartRate | Tag::HeartRateValue => xml::set_nonzero(&mut sample.heart_rate_bpm, xml::number(text)),
        Tag::Cadence => xml::set_nonzero(&mut sample.cadence, xml::number(text)),
        Tag::Speed => xml::set(&mut sample.speed_mps, xml::number(text)),
        Tag::Power => xml::set(&mut sample.power_w, xml::number(text)),
        _ => {}
    }
}
