//! `weeks.csv`: a row for every week of every runner.

use super::frame::Frame;
use crate::compare::{LoadBy, Loaded, Week};
use crate::error::Result;
use crate::journal::civil_date;

/// The CSV of the weeks of all runners, in the order given.
///
/// # Errors
/// `Io` when the table cannot be written.
pub fn weeks(runners: &[(String, Vec<Week>)]) -> Result<Vec<u8>> {
    let rows: Vec<(&str, &Week)> =
        runners.iter().flat_map(|(runner, weeks)| weeks.iter().map(move |week| (runner.as_str(), week))).collect();
    let mut frame = Frame::of_rows(rows.len());
    frame.text("monday", rows.iter().map(|(_, week)| civil_date(week.monday).unwrap_or_default()));
    frame.whole("outings", rows.iter().map(|(_, week)| i64::try_from(week.outings).ok()));
    frame.number("run_distance_m", 0, rows.iter().map(|(_, week)| week.run_m));
    frame.number("fast_distance_m", 0, rows.iter().map(|(_, week)| week.fast_m));
    let mut loaded = |name: &str, digits: i32, cell: fn(&Loaded) -> Option<f64>| {
        frame.number(
            name,
            digits,
            rows.iter().map(|(_, week)| week.load.as_ref().ok().and_then(cell).unwrap_or(f64::NAN)),
        );
    };
    loaded("load", 1, |load| Some(load.load));
    loaded("monotony", 2, |load| load.week.map(|week| week.monotony));
    loaded("strain", 0, |load| load.week.map(|week| week.strain));
    loaded("load_ratio", 2, |load| load.ratio);
    let by = |week: &Week| week.load.as_ref().map_or("", |load: &Loaded| LoadBy::name(load.by)).to_owned();
    frame.text("load_by", rows.iter().map(|(_, week)| by(week)));
    frame.text("missing_reason", rows.iter().map(|(_, week)| reason(week)));
    frame.name("runner", rows.iter().map(|(runner, _)| (*runner).to_owned()));
    frame.text("lastrep_version", rows.iter().map(|_| crate::VERSION.to_owned()));
    frame.csv()
}

fn reason(week: &Week) -> String {
    let distance = if week.run_m.is_nan() { "a run without distance" } else { "" };
    let load = match &week.load {
        Err(reason) => reason.to_string(),
        Ok(Loaded { week: None, .. }) => "a week of rest has no monotony".to_owned(),
        Ok(Loaded { ratio: None, .. }) => "28 days of one load are needed for the ratio".to_owned(),
        Ok(_) => String::new(),
    };
    [distance.to_owned(), load].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ")
}
