//! The visitor that makes activities of TCX laps and trackpoints.

use quick_xml::events::BytesStart;

use super::laps::{self, RawLap};
use super::tag::{TcxTag, tag};
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

    fn close_lap_part(&mut self, tag: TcxTag, text: &str) {
        let Some(lap) = self.laps.last_mut() else { return };
        let amount = || Some(xml::number(text)).filter(|&value| value >= 0.0);
        match tag {
            TcxTag::LapTime => lap.timer_s = amount(),
            TcxTag::LapDistance => lap.distance_m = amount(),
            TcxTag::LapIntensity => lap.intensity = laps::intensity(text),
            TcxTag::LapTrigger => lap.trigger = laps::trigger(text),
            _ => {}
        }
    }
}

impl Visitor for Trackpoints {
    type Tag = TcxTag;
    const OUTSIDE: TcxTag = TcxTag::Outside;

    fn tag(parent: TcxTag, local_name: &[u8]) -> TcxTag {
        tag(parent, local_name)
    }

    fn is_prose(tag: TcxTag) -> bool {
        matches!(tag, TcxTag::Notes | TcxTag::CreatorName)
    }

    fn open(&mut self, tag: TcxTag, element: &BytesStart<'_>) -> Result<()> {
        match tag {
            TcxTag::Point => {
                self.finish_point()?;
                self.gathered.sample = Some(Sample::EMPTY);
            }
            TcxTag::Track => self.open_track(),
            TcxTag::Lap => self.open_lap(element),
            TcxTag::Activity => self.open_activity(element),
            TcxTag::Root => self.gathered.has_root = true,
            TcxTag::Course => self.courses += 1,
            TcxTag::Workout => self.workouts += 1,
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, tag: TcxTag, text: &str) -> Result<()> {
        match tag {
            TcxTag::Point => return self.finish_point(),
            TcxTag::Activity => self.finish_activity(),
            TcxTag::LapTime | TcxTag::LapDistance | TcxTag::LapIntensity | TcxTag::LapTrigger => {
                self.close_lap_part(tag, text);
            }
            TcxTag::Notes => self.title = xml::title(text),
            TcxTag::CreatorName => self.creator.name = xml::title(text).unwrap_or_default(),
            TcxTag::UnitId => text.clone_into(&mut self.creator.unit),
            TcxTag::ProductId => text.trim().clone_into(&mut self.creator.product),
            TcxTag::Value(measured) => {
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
