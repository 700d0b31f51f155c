//! `recordings.csv`: a row for every activity, with what recorded it, what was recorded, and who told the rest.

use super::frame::{ACTIVITY, FILE, START_UTC, TableFrame, local, utc};
use super::segments::missing;
use super::table::Table;
use crate::error::Result;
use crate::report::Analysed;

/// The table of all recordings, in the order given.
///
/// # Errors
/// `Io` when polars cannot build the table.
pub fn recordings(rows: &[Analysed]) -> Result<Table> {
    frame(rows).table()
}

pub(super) fn frame(rows: &[Analysed]) -> TableFrame {
    let mut frame = TableFrame::of_rows("recordings", rows.len());
    frame.name(FILE, rows.iter().map(|row| &row.file));
    frame.whole(ACTIVITY, rows.iter().map(|row| i64::try_from(row.index).ok()));
    frame.text(START_UTC, rows.iter().map(|row| utc(row.start_unix_s())));
    frame.text(
        ("start_local", "the same in local time; empty where the file tells no zone"),
        rows.iter().map(|row| local(row.start_unix_s(), row.activity.utc_offset_s)),
    );
    device(&mut frame, rows);
    sampling(&mut frame, rows);
    sensors(&mut frame, rows);
    told(&mut frame, rows);
    frame.text(("missing_reason", "why cells of the recording are empty"), rows.iter().map(reason));
    frame.origin(rows.iter().map(|row| &row.runner));
    frame
}

fn device(frame: &mut TableFrame, rows: &[Analysed]) {
    let mut text = |guide: (&str, &str), cell: fn(&Analysed) -> &str| {
        frame.text(guide, rows.iter().map(cell));
    };
    text(("format", "fit, tcx, gpx or polar"), |row| row.activity.format.name());
    text(("manufacturer", "maker of the device"), |row| &row.activity.device.manufacturer);
    text(("product", "model of the device"), |row| &row.activity.device.product);
    text(("heart_rate_sensor", "strap or wrist; empty where the file does not tell"), |row| {
        row.activity.heart_rate_sensor.map_or("", crate::model::HeartRateSensor::name)
    });
    text(("distance_source", "where the distance is from: device, position, speed or none"), |row| {
        row.distance_source.name()
    });
}

fn sampling(frame: &mut TableFrame, rows: &[Analysed]) {
    let mut number = |guide: (&str, &str), digits: i32, cell: fn(&Analysed) -> f64| {
        frame.number(guide, digits, rows.iter().map(cell));
    };
    number(("elapsed_s", "from first to last record, by the wall clock"), 1, |row| row.whole.length_s());
    number(("moving_s", "without pauses and stops"), 0, |row| row.moving_s);
    number(("sampling_s", "median time between two records"), 2, |row| row.sampling.median_s);
    number(("sampling_p95_s", "the time that 95 of 100 records come within"), 2, |row| row.sampling.p95_s);
    let holes = |row: &Analysed| i64::try_from(row.sampling.holes).ok();
    frame.whole(("holes", "holes of more than 10 s outside pauses"), rows.iter().map(holes));
}

fn sensors(frame: &mut TableFrame, rows: &[Analysed]) {
    let mut number = |guide: (&str, &str), digits: i32, cell: fn(&Analysed) -> Option<f64>| {
        frame.number(guide, digits, rows.iter().map(|row| cell(row).unwrap_or(f64::NAN)));
    };
    number(("descent_m", "metres down, as ascent_m of workouts.csv is metres up"), 0, |row| {
        row.ascent.map(|way| way.down_m)
    });
    number(("heart_rate_max_bpm", "highest heart rate"), 0, |row| row.whole_means.heart_rate_max_bpm);
    number(("step_rate_spm", "mean cadence, the steps of both feet"), 1, |row| row.whole_means.step_rate_spm);
    number(("power_w", "mean power by the device"), 0, |row| row.whole_means.power_w);
    number(("resting_hr_bpm", "resting heart rate, by the journal or the watch"), 0, |row| row.activity.resting_hr_bpm);
}

fn told(frame: &mut TableFrame, rows: &[Analysed]) {
    let mut text = |guide: (&str, &str), cell: fn(&Analysed) -> &str| {
        frame.text(guide, rows.iter().map(cell));
    };
    text(("rpe_by", "who told rpe_cr10 of workouts.csv: journal, Strava, Garmin Connect or file"), |row| {
        row.activity.told.rpe_cr10.map_or("", |told| told.by.name())
    });
    text(("description", "description, by the site that exported it"), |row| row.activity.told.description());
    text(("gear", "the shoes, by the site that exported it"), |row| row.activity.told.gear());
}

fn reason(row: &Analysed) -> String {
    let no_zone = if row.activity.utc_offset_s.is_none() { "no local time in the file" } else { "" };
    let is_told = row.whole_means.heart_rate_bpm.is_none() || row.activity.heart_rate_sensor.is_some();
    let no_sensor = if is_told { "" } else { "no heart-rate sensor in the file" };
    let sensors = missing(row.distance_m, &row.whole_means);
    let all = [no_zone, no_sensor, sensors.as_str()];
    all.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ")
}
