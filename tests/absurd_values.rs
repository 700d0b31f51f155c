//! No infinity and no absurd figure in a table, whatever a file claims.

use std::fmt::Write as _;
use std::path::Path;

use crate::cli::{lastrep, put, table};
use crate::common::write::fit_bytes::{FitFile, Framing, Message, Value};

/// No cell of a table may be above this: nobody's day has so many seconds, metres or watts.
const LARGEST: f64 = 1e6;

/// The claims that are written into files: the largest numbers that fit, and slips of the pen.
const CLAIMS: [&str; 6] = ["1e308", "-1e308", "99999999999", "inf", "NaN", "5e8"];

fn trackpoints(claim: &str, sport: &str) -> String {
    let mut points = String::new();
    for second in 0..900_u32 {
        let (minute, rest) = (second / 60, second % 60);
        let metres = f64::from(second) * 3.0;
        let odd = if second % 7 == 3 { claim } else { "80" };
        let far = if second == 450 { claim.to_owned() } else { metres.to_string() };
        let _ = write!(
            points,
            "<Trackpoint><Time>2024-05-01T06:{minute:02}:{rest:02}Z</Time><AltitudeMeters>{odd}</AltitudeMeters>\
             <DistanceMeters>{far}</DistanceMeters><HeartRateBpm><Value>{odd}</Value></HeartRateBpm><Cadence>{odd}</Cadence>\
             <Extensions><TPX><Speed>3</Speed><RunCadence>{odd}</RunCadence><Watts>{odd}</Watts></TPX></Extensions></Trackpoint>"
        );
    }
    format!(
        "<TrainingCenterDatabase><Activities><Activity Sport=\"{sport}\"><Id>2024-05-01T06:00:00Z</Id>\
         <Lap StartTime=\"2024-05-01T06:00:00Z\"><TotalTimeSeconds>{claim}</TotalTimeSeconds>\
         <DistanceMeters>{claim}</DistanceMeters><Track>{points}</Track></Lap></Activity></Activities></TrainingCenterDatabase>"
    )
}

/// Running dynamics far from any runner's: the largest numbers that their fields hold.
fn dynamics() -> Vec<u8> {
    let mut file = FitFile::new(Framing::default());
    file.write(&Message::new(0, vec![(0, Value::Enum(4)), (4, Value::U32(1_000_000_000))]));
    for second in 0..600_u32 {
        let fields = vec![
            (253, Value::U32(1_000_000_000 + second)),
            (3, Value::U8(140)),
            (5, Value::U32(second * 300)),
            (39, Value::U16(65_000)),
            (41, Value::U16(65_000)),
            (83, Value::U16(65_000)),
            (85, Value::U16(65_000)),
            (7, Value::U16(65_000)),
            (4, Value::U8(254)),
        ];
        file.write(&Message::new(20, fields));
    }
    file.write(&Message::new(18, vec![(5, Value::Enum(1)), (2, Value::U32(1_000_000_000))]));
    file.finish()
}

/// Every cell that is a number, with its column. A date is no number.
fn numbers(path: &Path) -> Vec<(String, f64)> {
    let cells = table(path).into_iter().flatten();
    cells.filter_map(|(name, cell)| Some((name, cell.parse().ok()?))).collect()
}

#[test]
fn no_absurd_figure_reaches_a_table() {
    let folder = tempfile::tempdir().unwrap();
    for (n, claim) in CLAIMS.iter().enumerate() {
        for sport in ["Running", "Biking", "Other"] {
            put(folder.path(), &format!("in/{sport}{n}.tcx"), trackpoints(claim, sport).as_bytes());
        }
    }
    put(folder.path(), "in/dynamics.fit", &dynamics());
    let ran = lastrep(folder.path(), &["analyze", "in", "--charts", "none"]);
    assert!(ran.code < 2, "{}{}", ran.stdout, ran.stderr);
    for name in ["workouts.csv", "segments.csv", "scores.csv", "recordings.csv", "bests.csv", "weeks.csv"] {
        for (column, value) in numbers(&folder.path().join("lastrep-out").join(name)) {
            assert!(value.is_finite() && value.abs() < LARGEST, "{name}, {column}: {value}");
            let most = match column.as_str() {
                "step_rate_spm" => 320.0,
                "stance_time_ms" => 2000.0,
                "vertical_oscillation_mm" => 300.0,
                "vertical_ratio_pct" => 50.0,
                "power_w" => 3000.0,
                _ => LARGEST,
            };
            assert!(value <= most, "{name}, {column}: {value}");
            assert!(!column.starts_with("elapsed_low80") || value > 0.0, "{name}, {column}: {value}");
        }
    }
}
