//! `weeks.csv`: a row for every week of every runner.

use super::frame::TableFrame;
use super::table::CsvTable;
use crate::compare::{LoadBy, Loaded, Week};
use crate::error::Result;
use crate::report::{Analysed, by_runner};

/// The table of the weeks of all runners; activities in order of runner and time.
///
/// # Errors
/// `Io` when polars cannot build the table.
pub fn weeks(activities: &[Analysed]) -> Result<CsvTable> {
    frame(activities).table()
}

pub(super) fn frame(activities: &[Analysed]) -> TableFrame {
    let runners = by_runner::weeks(activities);
    let rows: Vec<(&str, &Week)> =
        runners.iter().flat_map(|(runner, weeks)| weeks.iter().map(move |week| (runner.as_str(), week))).collect();
    let mut frame = TableFrame::of_rows("weeks", rows.len());
    frame.text(("monday", "the first day of the week"), rows.iter().map(|(_, week)| week.monday.to_string()));
    frame.whole(
        ("outings", "outings of every sport; the same outing from two devices counts once"),
        rows.iter().map(|(_, week)| i64::try_from(week.outings).ok()),
    );
    frame.number(("run_distance_m", "distance of all runs"), 0, rows.iter().map(|(_, week)| week.run_m));
    frame.number(("fast_distance_m", "distance of all reps"), 0, rows.iter().map(|(_, week)| week.fast_m));
    let mut loaded = |guide: (&str, &str), digits: i32, cell: fn(&Loaded) -> Option<f64>| {
        frame.number(
            guide,
            digits,
            rows.iter().map(|(_, week)| week.load.as_ref().ok().and_then(cell).unwrap_or(f64::NAN)),
        );
    };
    loaded(("load", "load of the week, in points: by RPE where every outing has one, else by heart rate"), 1, |load| {
        Some(load.load)
    });
    loaded(
        ("monotony", "mean load of the seven days over their sample standard deviation, at most 10 (Foster 1998)"),
        2,
        |load| load.week.map(|week| week.monotony),
    );
    loaded(("strain", "load times monotony (Foster 1998)"), 0, |load| load.week.map(|week| week.strain));
    loaded(
        (
            "load_ratio",
            "weighted load of 7 days over that of 28 (Williams 2017); contested, and it decides nothing here",
        ),
        2,
        |load| load.ratio,
    );
    let by = |week: &Week| week.load.as_ref().map_or("", |load: &Loaded| LoadBy::name(load.by)).to_owned();
    frame.text(("load_by", "what the load is by: rpe or trimp"), rows.iter().map(|(_, week)| by(week)));
    frame.text(
        ("missing_reason", "why the distance, load, monotony or ratio is missing"),
        rows.iter().map(|(_, week)| reason(week)),
    );
    frame.origin(rows.iter().map(|(runner, _)| (*runner).to_owned()));
    frame
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
