//! The summaries of a Garmin account export: `DI_CONNECT/DI-Connect-Fitness/<account>_<n>_summarizedActivities.json`.
//!
//! ```text
//! export.zip
//! └── DI_CONNECT
//!     ├── DI-Connect-Fitness/ann@example.org_0_summarizedActivities.json
//!     │       [{"summarizedActivitiesExport": [{"name": …, "activityType": …, "beginTimestamp": …, "workoutRpe": …}, …]}]
//!     └── DI-Connect-Uploaded-Files/UploadedFiles_0-_Part1.zip
//!             ann@example.org_123.fit, …: recordings among settings, sleep and days
//! ```
//!
//! The numbers in the names of the FIT files are not those of the activities, so a summary is joined to a recording by the
//! start. Most fields are not read here: what they say is in the recording.
//!
//! # Source
//! Importers of such exports in public code on GitHub, seen in 2026, that state what they found in real exports: the list in a
//! list, `beginTimestamp` in milliseconds of Unix time, `workoutRpe` 10 to 100 and `workoutFeel` 0 to 100 in steps of 25, and
//! numbers in the names of files that are no ids of activities.

use super::{MAX_DESCRIPTION, MAX_TITLE, effort, line};
use crate::error::{Error, ErrorKind, Result};
use crate::formats::xml;
use crate::model::{Listed, Said, Teller, Timed, Told};
use serde::Deserialize;
use serde_json::Value;

/// The end of the name of a list.
pub const NAME_END: &str = "summarizedActivities.json";

/// Milliseconds of a second.
const MS: f64 = 1000.0;

/// `workoutRpe` for each point of the CR10 scale.
const RPE_SCALE: f64 = 10.0;

/// The highest feel.
const MAX_FEEL: f64 = 100.0;

/// The list in the list.
#[derive(Debug, Deserialize)]
struct Export {
    #[serde(default, rename = "summarizedActivitiesExport")]
    activities: Vec<GarminSummary>,
}

/// One activity. Fields of another type than expected are as good as missing.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct GarminSummary {
    name: Value,
    description: Value,
    activity_type: Value,
    begin_timestamp: Value,
    start_time_gmt: Value,
    workout_rpe: Value,
    workout_feel: Value,
}

impl Default for GarminSummary {
    fn default() -> Self {
        let [name, description, activity_type, begin_timestamp, start_time_gmt, workout_rpe, workout_feel] =
            [const { Value::Null }; 7];
        Self { name, description, activity_type, begin_timestamp, start_time_gmt, workout_rpe, workout_feel }
    }
}

/// The rows of a list, in its order. An activity without a start is left out: nothing can be joined to it.
///
/// # Errors
/// `Malformed` for what is no such list.
pub fn read(bytes: &[u8]) -> Result<Vec<Timed>> {
    let exports: Vec<Export> = serde_json::from_slice(bytes).map_err(no_list)?;
    Ok(exports.into_iter().flat_map(|export| export.activities).filter_map(|summary| row(&summary)).collect())
}

fn no_list(cause: serde_json::Error) -> Error {
    Error::new(ErrorKind::Malformed, "a list of activities in JSON", cause.to_string())
        .at(format!("line {}", cause.line()))
        .hint("download the export again")
        .because(cause)
}

fn row(summary: &GarminSummary) -> Option<Timed> {
    let by = Teller::Garmin;
    let start_ms = summary.begin_timestamp.as_f64().or_else(|| summary.start_time_gmt.as_f64())?;
    let text = |value: &Value, most| value.as_str().and_then(|text| line(text, most, by));
    let (sport, surface) = xml::sport(summary.activity_type.as_str().unwrap_or_default());
    let feel = summary.workout_feel.as_f64().filter(|feel| (0.0..=MAX_FEEL).contains(feel));
    let told = Told {
        title: text(&summary.name, MAX_TITLE),
        description: text(&summary.description, MAX_DESCRIPTION),
        gear: None,
        rpe_cr10: summary.workout_rpe.as_f64().and_then(|rpe| effort(rpe / RPE_SCALE, by)),
        feel_pct: feel.map(|value| Said { value, by }),
    };
    Some(Timed { start_unix_s: start_ms / MS, listed: Listed { by, told, sport, surface } })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::model::Sport;

    #[test]
    fn summaries_are_read_from_the_list_in_the_list() {
        let text = r#"[{"summarizedActivitiesExport":[
            {"activityId":1,"name":"Track","activityType":"track_running","sportType":"RUNNING",
             "beginTimestamp":1700000000000,"duration":1800000.0,"workoutRpe":70,"workoutFeel":75,"splits":[{}]},
            {"name":"No start"},
            {"name":12,"activityType":"cycling","startTimeGmt":1.7000864e12,"workoutRpe":0,"description":"home\nand back"}
        ]},{"other":1}]"#;
        let rows = read(text.as_bytes()).unwrap();
        let starts: Vec<f64> = rows.iter().map(|row| row.start_unix_s).collect();
        assert_eq!(starts, [1_700_000_000.0, 1_700_086_400.0]);
        let first = &rows[0].listed;
        assert_eq!(
            (first.told.title(), first.told.rpe_cr10(), first.told.feel_pct()),
            ("Track", Some(7.0), Some(75.0))
        );
        assert_eq!(first.sport, Sport::Running);
        let second = &rows[1].listed;
        assert_eq!((second.told.title(), second.told.rpe_cr10, &second.sport), ("", None, &Sport::Cycling));
        assert_eq!(second.told.description(), "home and back");
    }

    #[test]
    fn other_json_is_an_error_with_its_line() {
        let error = read(b"{\n\"a\": 1}").err().unwrap();
        assert_eq!((error.kind(), error.location()), (ErrorKind::Malformed, "line 1"));
    }
}
