//! The visitor that makes activities of GPX tracks.

use quick_xml::events::BytesStart;

use super::tag::{GpxTag, tag};
use crate::error::{Error, ErrorKind, Result};
use crate::formats::xml::{self, ActivitiesRead, Document, Sample, Visitor, Words};
use crate::model::{Activity, Device, Format, Sport, Told, Zone};

/// What was read so far.
#[derive(Debug, Default)]
pub(super) struct Points {
    gathered: ActivitiesRead,
    /// `wpt` elements.
    waypoints: usize,
    /// `rte` elements.
    routes: usize,
    device: Device,
    file_name: Option<String>,
    title: Option<String>,
    kind: String,
    zone: Option<Zone>,
}

impl Points {
    /// Ends the open track, if there is one.
    fn finish_track(&mut self) {
        if !self.gathered.is_open() {
            return;
        }
        let title = self.title.take().or_else(|| self.file_name.clone());
        let (kind, zone) = (std::mem::take(&mut self.kind), self.zone.take());
        let began_unix_s = self.gathered.recording.first_unix_s();
        let Some(activity) = self.gathered.take(Format::Gpx) else { return };
        let (mut sport, surface) = xml::sport(&kind);
        if sport == Sport::Unknown {
            sport = title.as_deref().map_or(Sport::Unknown, xml::sport_of_title);
        }
        let utc_offset_s = activity.utc_offset_s.or_else(|| zone?.offset_s(began_unix_s?));
        let device = self.device.clone();
        self.gathered.keep(Activity { sport, surface, told: Told::titled(title), device, utc_offset_s, ..activity });
    }

    /// Ends the open point, if there is one. A point outside a track begins one.
    fn finish_point(&mut self) -> Result<()> {
        if self.gathered.finish_point()?.is_some() {
            self.gathered.begin();
        }
        Ok(())
    }

    fn open_root(&mut self, element: &BytesStart<'_>) {
        self.gathered.has_root = true;
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
    type Tag = GpxTag;
    const OUTSIDE: GpxTag = GpxTag::Outside;

    fn tag(parent: GpxTag, local_name: &[u8]) -> GpxTag {
        tag(parent, local_name)
    }

    fn is_prose(tag: GpxTag) -> bool {
        matches!(tag, GpxTag::TrackName | GpxTag::FileName)
    }

    fn open(&mut self, tag: GpxTag, element: &BytesStart<'_>) -> Result<()> {
        match tag {
            GpxTag::Point => {
                self.finish_point()?;
                self.gathered.sample = Some(sample_of(element));
            }
            GpxTag::Segment => self.gathered.recording.begin_piece(),
            GpxTag::Track => {
                self.finish_point()?;
                self.finish_track();
                self.gathered.begin();
            }
            GpxTag::Root => self.open_root(element),
            GpxTag::Waypoint => self.waypoints += 1,
            GpxTag::Route => self.routes += 1,
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, tag: GpxTag, text: &str) -> Result<()> {
        match tag {
            GpxTag::Point => return self.finish_point(),
            GpxTag::Track => self.finish_track(),
            GpxTag::TrackName => self.title = xml::title(text),
            GpxTag::TrackType => text.clone_into(&mut self.kind),
            GpxTag::TrackZone => self.zone = Zone::named(text),
            GpxTag::FileName => self.file_name = xml::title(text),
            GpxTag::Value(measured) => {
                if let Some(sample) = &mut self.gathered.sample {
                    sample.keep(measured, text);
                }
            }
            _ => {}
        }
        Ok(())
    }
}

impl Document for Points {
    const WORDS: Words = Words {
        expected: "a GPX track with times",
        root: "a gpx element",
        untimed: "a GPX route or track without times",
        points: "points",
        untimed_hint: "export the recording, not the course",
        pointless: "a GPX track without points",
        nothing: "a GPX file without tracks",
        left_out: "tracks without a point with a time",
    };

    fn gathered(&mut self) -> &mut ActivitiesRead {
        &mut self.gathered
    }

    fn finish(&mut self) {
        self.finish_track();
    }

    fn something_else(&self) -> Option<Error> {
        (self.waypoints + self.routes > 0).then(|| {
            let found = format!("a GPX file of {} waypoints and {} routes", self.waypoints, self.routes);
            Error::new(ErrorKind::NotAnActivity, Self::WORDS.expected, found)
        })
    }
}
