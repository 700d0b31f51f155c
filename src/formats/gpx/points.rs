//! The visitor that makes activities of GPX tracks.

use quick_xml::events::BytesStart;

use super::tag::{Tag, tag};
use crate::error::Result;
use crate::formats::xml::{self, Recording, Sample, Visitor};
use crate::model::{Activity, Device, Format, Sport, Zone};

/// What was read so far.
#[derive(Debug, Default)]
pub(super) struct Points {
    /// Finished tracks with samples.
    pub(super) activities: Vec<Activity>,
    /// Finished tracks without samples.
    pub(super) tracks_left_out: usize,
    /// Points without a time, of all tracks.
    pub(super) untimed: usize,
    /// `wpt` elements.
    pub(super) waypoints: usize,
    /// `rte` elements.
    pub(super) routes: usize,
    /// Whether there is a `gpx` element.
    pub(super) has_root: bool,
    device: Device,
    file_name: Option<String>,
    origin_unix_s: Option<f64>,
    is_in_track: bool,
    title: Option<String>,
    kind: String,
    zone: Option<Zone>,
    recording: Recording,
    sample: Option<Sample>,
}

impl Points {
    /// Ends the open track, if there is one. Called at its closing tag, and where the file was cut.
    pub(super) fn finish_track(&mut self) {
        self.sample = None;
        if !std::mem::take(&mut self.is_in_track) {
            return;
        }
        let recording = std::mem::take(&mut self.recording);
        let title = self.title.take().or_else(|| self.file_name.clone());
        let kind = std::mem::take(&mut self.kind);
        let zone = self.zone.take();
        self.untimed += recording.untimed();
        let Some(origin_unix_s) = self.origin_unix_s.filter(|_| recording.len() > 0) else {
            self.tracks_left_out += 1;
            return;
        };
        let (mut sport, surface) = xml::sport(&kind);
        if sport == Sport::Unknown {
            sport = title.as_deref().map_or(Sport::Unknown, xml::sport_of_title);
        }
        self.activities.push(Activity {
            sport,
            surface,
            title,
            device: self.device.clone(),
            origin_unix_s,
            utc_offset_s: recording.utc_offset_s().or_else(|| zone?.offset_s(recording.first_unix_s()?)),
            pauses: recording.pauses(origin_unix_s),
            notes: recording.notes(),
            track: recording.into_track(origin_unix_s),
            ..Activity::new(Format::Gpx)
        });
    }

    /// Ends the open point, if there is one.
    fn finish_point(&mut self) -> Result<()> {
        let Some(sample) = self.sample.take() else { return Ok(()) };
        self.is_in_track = true;
        if let (None, Some(instant)) = (self.origin_unix_s, sample.instant) {
            self.origin_unix_s = Some(instant.unix_s);
        }
        self.recording.add(&sample)
    }

    fn open_root(&mut self, element: &BytesStart<'_>) {
        self.has_root = true;
        if let Some(creator) = xml::attribute(element, "creator").and_then(|creator| xml::title(&creator)) {
            self.device = Device { manufacturer: xml::manufacturer(&creator), product: creator, serial: None };
        }
    }
}

/// A point with its attributes.
fn sample_of(element: &BytesStart<'_>) -> Sample {
    let mut sample = Sample::EMPTY;
    for (name, value) in xml::attributes(element) {
        match name {
            "lat" => sample.latitude_deg = xml::number(value),
            "lon" => sample.longitude_deg = xml::number(value),
            _ => {}
        }
    }
    sample
}

impl Visitor for Points {
    type Tag = Tag;
    const OUTSIDE: Tag = Tag::Outside;

    fn tag(parent: Tag, local_name: &[u8]) -> Tag {
        tag(parent, local_name)
    }

    fn is_prose(tag: Tag) -> bool {
        matches!(tag, Tag::TrackName | Tag::FileName)
    }

    fn open(&mut self, tag: Tag, element: &BytesStart<'_>) -> Result<()> {
        match tag {
            Tag::Point => {
                self.finish_point()?;
                self.sample = Some(sample_of(element));
            }
            Tag::Segment => self.recording.begin_piece(),
            Tag::Track => {
                self.finish_point()?;
                self.finish_track();
                self.is_in_track = true;
            }
            Tag::Root => self.open_root(element),
            Tag::Waypoint => self.waypoints += 1,
            Tag::Route => self.routes += 1,
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, tag: Tag, text: &str) -> Result<()> {
        match tag {
            Tag::Point => return self.finish_point(),
            Tag::Track => self.finish_track(),
            Tag::TrackName => self.title = xml::title(text),
            Tag::TrackType => text.clone_into(&mut self.kind),
            Tag::TrackZone => self.zone = Zone::named(text),
            Tag::FileName => self.file_name = xml::title(text),
            _ => {
                if let Some(sample) = &mut self.sample {
                    set_value(sample, tag, text);
                }
            }
        }
        Ok(())
    }
}

/// Keeps a value of a point.
fn set_value(sample: &mut Sample, tag: Tag, text: &str) {
    match tag {
        Tag::Time => sample.instant = sample.instant.or_else(|| xml::instant(text)),
        Tag::Elevation => xml::set(&mut sample.altitude_m, xml::number(text)),
        Tag::HeartRate => xml::set_nonzero(&mut sample.heart_rate_bpm, xml::number(text)),
        Tag::Cadence => xml::set_nonzero(&mut sample.cadence, xml::number(text)),
        Tag::Temperature => xml::set(&mut sample.temperature_c, xml::number(text)),
        Tag::Power => xml::set(&mut sample.power_w, xml::number(text)),
        Tag::Speed => xml::set(&mut sample.speed_mps, xml::number(text)),
        Tag::Distance => xml::set(&mut sample.distance_m, xml::number(text)),
        _ => {}
    }
}
