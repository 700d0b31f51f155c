//! Outings as GPX 1.0 and 1.1.
//!
//! # Source
//! Topografix, GPX 1.0 and 1.1 schemas; Garmin, `TrackPointExtension` v1 schema.

use std::fmt::Write as _;

use lastrep::model::Channel;

use super::clock::instant;
use crate::common::simulate::Simulated;

/// What `cad` counts: the schema says revolutions per minute, the writers disagree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cadence {
    /// Strides, half the steps, as Garmin Connect writes.
    Strides,
    /// Steps, as Strava writes.
    Steps,
}

/// Choices of the writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct GpxStyle {
    /// The program that claims to have written it.
    pub(crate) creator: &'static str,
    /// The name in the encoding declaration; the text itself is always a `String`.
    pub(crate) encoding: &'static str,
    /// Version 1.0, with speed as an element of its own and no extensions.
    pub(crate) version_1_0: bool,
    /// Whether points carry their times.
    pub(crate) times: bool,
    /// What `cad` counts.
    pub(crate) cadence: Cadence,
    /// Text of the track's `type`.
    pub(crate) kind: &'static str,
}

impl Default for GpxStyle {
    fn default() -> Self {
        Self {
            creator: "Garmin Connect",
            encoding: "UTF-8",
            version_1_0: false,
            times: true,
            cadence: Cadence::Strides,
            kind: "running",
        }
    }
}

const GPX_1_1: &str = "xmlns=\"http://www.topografix.com/GPX/1/1\" \
    xmlns:ns3=\"http://www.garmin.com/xmlschemas/TrackPointExtension/v1\"";
const GPX_1_0: &str = "xmlns=\"http://www.topografix.com/GPX/1/0\"";

/// One track, a segment between pauses.
pub(crate) fn track(outing: &Simulated, name: &str, style: GpxStyle) -> String {
    let (version, spaces) = if style.version_1_0 { ("1.0", GPX_1_0) } else { ("1.1", GPX_1_1) };
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"{}\"?>\n<gpx creator=\"{}\" version=\"{version}\" {spaces}>\n<trk>\n<name>{name}</name>\n",
        style.encoding, style.creator
    );
    if !style.version_1_0 {
        let _ = writeln!(text, "<type>{}</type>", style.kind);
    }
    text.push_str("<trkseg>\n");
    for row in 0..outing.track.len() {
        let resumes = |time: f64| outing.pauses.iter().any(|pause| (pause.end_s - time).abs() < 0.5);
        if resumes(outing.track.time_s[row]) {
            text.push_str("</trkseg>\n<trkseg>\n");
        }
        point(&mut text, outing, row, style);
    }
    text.push_str("</trkseg>\n</trk>\n</gpx>\n");
    text
}

fn point(text: &mut String, outing: &Simulated, row: usize, style: GpxStyle) {
    let track = &outing.track;
    let value = |column: &Option<Channel>| column.as_ref().map(|column| column[row]).filter(|value| value.is_finite());
    let (latitude, longitude) = (value(&track.latitude_deg), value(&track.longitude_deg));
    let (latitude, longitude) = (latitude.unwrap_or_default(), longitude.unwrap_or_default());
    let _ = write!(text, "<trkpt lat=\"{latitude:.8}\" lon=\"{longitude:.8}\">");
    if let Some(altitude) = value(&track.altitude_m) {
        let _ = write!(text, "<ele>{altitude:.1}</ele>");
    }
    if style.times {
        let _ = write!(text, "<time>{}</time>", instant(outing.start_unix_s + track.time_s[row] as i64));
    }
    if style.version_1_0 {
        if let Some(speed) = value(&track.speed_mps) {
            let _ = write!(text, "<speed>{speed:.3}</speed>");
        }
    } else {
        let heart_rate = value(&track.heart_rate_bpm).map(|rate| format!("<ns3:hr>{rate:.0}</ns3:hr>"));
        let cadence = value(&track.step_rate_spm).map(|steps| match style.cadence {
            Cadence::Strides => format!("<ns3:cad>{:.0}</ns3:cad>", (steps / 2.0).floor()),
            Cadence::Steps => format!("<ns3:cad>{steps:.0}</ns3:cad>"),
        });
        if heart_rate.is_some() || cadence.is_some() {
            let inside = heart_rate.unwrap_or_default() + &cadence.unwrap_or_default();
            let _ =
                write!(text, "<extensions><ns3:TrackPointExtension>{inside}</ns3:TrackPointExtension></extensions>");
        }
    }
    text.push_str("</trkpt>\n");
}
