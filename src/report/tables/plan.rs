//! `lastrep plan --csv`: a row for every day ahead.

use super::frame::Frame;
use crate::error::Result;
use crate::journal::civil_date;
use crate::progression::PlanDay;

/// The CSV of the days ahead of all runners, in the order given.
///
/// # Errors
/// `Io` when the table cannot be written.
pub fn plan(runners: &[(&str, Vec<PlanDay>)]) -> Result<Vec<u8>> {
    let rows: Vec<(&str, &PlanDay)> =
        runners.iter().flat_map(|(runner, days)| days.iter().map(move |day| (*runner, day))).collect();
    let mut frame = Frame::of_rows(rows.len());
    frame.text("date", rows.iter().map(|(_, day)| civil_date(day.day).unwrap_or_default()));
    frame.text("kind", rows.iter().map(|(_, day)| day.kind.name().to_owned()));
    frame.text("lighter_week", rows.iter().map(|(_, day)| if day.is_lighter { "yes" } else { "no" }.to_owned()));
    frame.number("distance_m", 0, rows.iter().map(|(_, day)| day.distance_m.unwrap_or(f64::NAN)));
    frame.number("fast_m", 0, rows.iter().map(|(_, day)| day.fast_m));
    frame.text("what", rows.iter().map(|(_, day)| day.text.clone()));
    frame.name("runner", rows.iter().map(|(runner, _)| (*runner).to_owned()));
    frame.text("lastrep_version", rows.iter().map(|_| crate::VERSION.to_owned()));
    frame.csv()
}
