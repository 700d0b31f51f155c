//! The visitor that makes activities of TCX laps and trackpoints.

use quick_xml::events::BytesStart;

use super::laps::{self, RawLap};
use super::tag::{Tag, tag};
use crate::error::{Error, ErrorKind, Result};
use crate::formats::xml::{self, ActivitiesRead, Document, Sample, Visitor, Words};
use crate::model::{Activity, Device, Format, Told};

/// What was read so far.
#[derive(Debug, Default)]
pub(super) struct Trackpoints {
    gathered: ActivitiesRead,
    /// `Course` elements.
    courses: usize,
    /// `Workout` elements.
    workouts: usize,
    sport: String,
    title: Option<String>,
    creator: Creator,
    laps: Vec<RawLap>,
    tracks_in_lap: usize,
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
    /// Ends the open activity, if there is one.
    fn finish_activity(&mut self) {
        if !self.gathered.is_open() {
            return;
        }
        let raw_laps = std::mem::take(&mut self.laps);
        let device = std::mem::take(&mut self.creator).device();
        let title = self.title.take();
        let Some(activity) = self.gathered.take(Format::Tcx) else { return };
        let (sport, surface) = xml::sport(&self.sport);
        self.gathered.keep(Activity {
            sport,
            surface,
            told: Told::titled(title),
            device,
            timer_s: laps::total(&raw_laps, |lap| lap.timer_s),
            distance_m: laps::total(&raw_laps, |lap| lap.distance_m),
            laps: laps::laps(&raw_laps, activity.origin_unix_s),
            ..activity
        });
    }

    /// Ends the open trackpoint, if there is one.
    fn finish_point(&mut self) -> Result<()> {
        let sample = self.gathered.finish_point()?;
        if let (Some(instant), Some(lap)) = (sample.and_then(|sample| sample.instant), self.laps.last_mut()) {
            let first = lap.samples_unix_s.map_or(instant.unix_s, |(first, _)| first);
            lap.samples_unix_s = Some((first, instant.unix_s));
        }
        Ok(())
    }

    fn open_activity(&mut self, element: &BytesStart<'_>) {
        self.finish_activity();
        self.gathered.begin();
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
            self.gathered.recording.begin_piece();
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
                self.gathered.sample = Some(Sample::EMPTY);
            }
            Tag::Track => self.open_track(),
            Tag::Lap => self.open_lap(element),
            Tag::Activity => self.open_activity(element),
            Tag::Root => self.gathered.has_root = true,
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
            Tag::Value(measured) => {
                if let Some(sample) = &mut self.gathered.sample {
                    sample.keep(measured, text);
                }
            }
            _ => {}
        }
        Ok(())
    }
}

impl Document for Trackpoints {
    const WORDS: Words = Words {
        expected: "a TCX activity with times",
        root: "a TrainingCenterDatabase element",
        untimed: "a TCX activity without times",
        points: "trackpoints",
        untimed_hint: "export the recording again",
        pointless: "a TCX activity without trackpoints",
        nothing: "a TCX file without activities",
        left_out: "activities without a trackpoint with a time",
    };

    fn gathered(&mut self) -> &mut ActivitiesRead {
        &mut self.gathered
    }

    fn finish(&mut self) {
        self.finish_activity();
    }

    fn something_else(&self) -> Option<Error> {
        let (found, hint) = match (self.courses, self.workouts) {
            (0, 0) => return None,
            (0, _) => ("a TCX workout", "export the recording, not the plan"),
            _ => ("a TCX course", "export the recording, not the course"),
        };
        Some(Error::new(ErrorKind::NotAnActivity, Self::WORDS.expected, found).hint(hint))
    }
}
