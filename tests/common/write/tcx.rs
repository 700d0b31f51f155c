//! Outings as TCX.
//!
//! # Source
//! Garmin, Training Center Database v2 schema and Activity Extension v2 schema (TPX).

use std::fmt::Write as _;

use lastrep::model::{Channel, Intensity, Lap, LapTrigger, Sport};

use super::clock::instant;
use crate::common::simulate::Simulated;

/// Choices of the writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TcxStyle {
    /// What stands before `<?xml`: some exports begin with blanks.
    pub(crate) before: &'static str,
    /// The name in the encoding declaration; the text itself is always a `String`.
    pub(crate) encoding: &'static str,
    /// Free text of the activity, written as it is, even where XML forbids it.
    pub(crate) notes: &'static str,
    /// The watch's name.
    pub(crate) product: &'static str,
}

impl Default for TcxStyle {
    fn default() -> Self {
        Self { before: "", encoding: "UTF-8", notes: "", product: "Forerunner 945" }
    }
}

const HEAD: &str = "<TrainingCenterDatabase xmlns=\"http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2\" \
    xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
    xmlns:ns3=\"http://www.garmin.com/xmlschemas/ActivityExtension/v2\">\n<Activities>\n";

/// One activity with its laps.
pub(crate) fn activity(outing: &Simulated, style: TcxStyle) -> String {
    let sport = match outing.sport {
        Sport::Running => "Running",
        Sport::Cycling => "Biking",
        _ => "Other",
    };
    let start = instant(outing.start_unix_s);
    let mut text = format!("{}<?xml version=\"1.0\" encoding=\"{}\"?>\n{HEAD}", style.before, style.encoding);
    let _ = write!(text, "<Activity Sport=\"{sport}\">\n<Id>{start}</Id>\n");
    let mut row = 0;
    for lap in &outing.laps {
        let is_last = lap.end_s >= outing.elapsed_s();
        let rows = outing.track.time_s[row..].partition_point(|&time| time < lap.end_s || is_last);
        lap_element(&mut text, outing, lap, row..row + rows);
        row += rows;
    }
    if !style.notes.is_empty() {
        let _ = writeln!(text, "<Notes>{}</Notes>", style.notes);
    }
    let _ = write!(
        text,
        "<Creator xsi:type=\"Device_t\"><Name>{}</Name><UnitId>4000000001</UnitId><ProductID>3113</ProductID></Creator>\n\
         </Activity>\n</Activities>\n</TrainingCenterDatabase>\n",
        style.product
    );
    text
}

fn lap_element(text: &mut String, outing: &Simulated, lap: &Lap, rows: std::ops::Range<usize>) {
    let intensity = if lap.intensity.is_none_or(Intensity::is_work) { "Active" } else { "Resting" };
    let trigger = match lap.trigger {
        Some(LapTrigger::Time) => "Time",
        Some(LapTrigger::Distance) => "Distance",
        Some(LapTrigger::Position) => "Location",
        _ => "Manual",
    };
    let _ = write!(
        text,
        "<Lap StartTime=\"{}\">\n<TotalTimeSeconds>{:.3}</TotalTimeSeconds>\n<DistanceMeters>{:.2}</DistanceMeters>\n\
         <Calories>0</Calories>\n<Intensity>{intensity}</Intensity>\n<TriggerMethod>{trigger}</TriggerMethod>\n<Track>\n",
        instant(outing.start_unix_s + lap.start_s.floor() as i64),
        lap.timer_s.unwrap_or_default(),
        lap.distance_m.unwrap_or_default(),
    );
    for row in rows {
        point(text, outing, row);
    }
    text.push_str("</Track>\n</Lap>\n");
}

fn point(text: &mut String, outing: &Simulated, row: usize) {
    let track = &outing.track;
    let value = |column: &Option<Channel>| column.as_ref().map(|column| column[row]).filter(|value| value.is_finite());
    let _ = write!(text, "<Trackpoint><Time>{}</Time>", instant(outing.start_unix_s + track.time_s[row] as i64));
    if let (Some(latitude), Some(longitude)) = (value(&track.latitude_deg), value(&track.longitude_deg)) {
        let _ = write!(
            text,
            "<Position><LatitudeDegrees>{latitude:.8}</LatitudeDegrees><LongitudeDegrees>{longitude:.8}</LongitudeDegrees></Position>"
        );
    }
    if let Some(altitude) = value(&track.altitude_m) {
        let _ = write!(text, "<AltitudeMeters>{altitude:.1}</AltitudeMeters>");
    }
    if let Some(distance) = value(&track.distance_m) {
        let _ = write!(text, "<DistanceMeters>{distance:.2}</DistanceMeters>");
    }
    if let Some(rate) = value(&track.heart_rate_bpm) {
        let _ = write!(text, "<HeartRateBpm><Value>{rate:.0}</Value></HeartRateBpm>");
    }
    let inside = [
        value(&track.speed_mps).map(|speed| format!("<ns3:Speed>{speed:.3}</ns3:Speed>")),
        value(&track.step_rate_spm)
            .map(|steps| format!("<ns3:RunCadence>{:.0}</ns3:RunCadence>", (steps / 2.0).floor())),
        value(&track.power_w).map(|watts| format!("<ns3:Watts>{watts:.0}</ns3:Watts>")),
    ];
    let inside: String = inside.into_iter().flatten().collect();
    if !inside.is_empty() {
        let _ = write!(text, "<Extensions><ns3:TPX>{inside}</ns3:TPX></Extensions>");
    }
    text.push_str("</Trackpoint>\n");
}
