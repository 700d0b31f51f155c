//! `bests.csv`: a row for every standard distance of every run that is long enough for it.

use super::frame::{Frame, utc};
use crate::error::Result;
use crate::report::Analysed;
use crate::scores::best_efforts::{BestEffort, StandardEffort};

/// One distance of one activity.
struct Row<'a> {
    of: &'a Analysed,
    effort: &'a StandardEffort,
    is_best: bool,
}

/// The CSV of all best efforts, activity by activity in the order given.
///
/// `personal` tells the personal bests as pairs of an activity (index into those given) and a distance, m.
///
/// # Errors
/// `Io` when the table cannot be written.
pub fn bests(activities: &[Analysed], personal: &[(usize, f64)]) -> Result<Vec<u8>> {
    let is_best = |number: usize, metres: f64| {
        personal.iter().any(|(activity, distance)| *activity == number && (distance - metres).abs() < 0.5)
    };
    let rows: Vec<Row<'_>> = activities
        .iter()
        .enumerate()
        .flat_map(|(number, of)| of.best_efforts.iter().map(move |effort| (number, of, effort)))
        .map(|(number, of, effort)| Row { of, effort, is_best: is_best(number, effort.standard.metres) })
        .collect();
    let mut frame = Frame::of_rows(rows.len());
    identity(&mut frame, &rows);
    measures(&mut frame, &rows);
    origin(&mut frame, &rows);
    frame.csv()
}

fn identity(frame: &mut Frame, rows: &[Row<'_>]) {
    frame.name("file", rows.iter().map(|row| row.of.file.clone()));
    frame.whole("activity", rows.iter().map(|row| i64::try_from(row.of.index).ok()));
    frame.text("start_utc", rows.iter().map(|row| utc(row.of.start_unix_s())));
    frame.text("distance", rows.iter().map(|row| row.effort.standard.name.to_owned()));
    frame.number("distance_m", 1, rows.iter().map(|row| row.effort.standard.metres));
}

fn measures(frame: &mut Frame, rows: &[Row<'_>]) {
    let mut number = |name: &str, digits: i32, cell: fn(&Row<'_>, &BestEffort) -> f64| {
        let cells = rows.iter().map(|row| row.effort.effort.as_ref().map_or(f64::NAN, |effort| cell(row, effort)));
        frame.number(name, digits, cells);
    };
    number("elapsed_s", 2, |_, effort| effort.time_s);
    number("elapsed_low80_s", 2, |_, effort| effort.ci80_s().0);
    number("elapsed_high80_s", 2, |_, effort| effort.ci80_s().1);
    number("speed_mps", 3, |row, effort| row.effort.standard.metres / effort.time_s);
    number("start_s", 2, |_, effort| effort.span.start_s);
    number("end_s", 2, |_, effort| effort.span.end_s);
    number("climb_m", 1, |_, effort| effort.climb_m.unwrap_or(f64::NAN));
}

fn origin(frame: &mut Frame, rows: &[Row<'_>]) {
    let mut text = |name: &str, cell: fn(&Row<'_>) -> &'static str| {
        frame.text(name, rows.iter().map(|row| cell(row).to_owned()));
    };
    text("measured_by", |row| row.effort.effort.as_ref().map_or("", |effort| effort.ruler.name()));
    text("snapped", |row| match &row.effort.effort {
        Ok(effort) if effort.is_snapped() => "yes",
        Ok(_) => "no",
        Err(_) => "",
    });
    text("personal_best", |row| if row.is_best { "yes" } else { "" });
    let reason = |row: &Row<'_>| match &row.effort.effort {
        Ok(effort) if effort.climb_m.is_none() => "no altitude".to_owned(),
        Ok(_) => String::new(),
        Err(reason) => reason.to_string(),
    };
    frame.text("missing_reason", rows.iter().map(reason));
    frame.name("duplicate_of", rows.iter().map(|row| row.of.duplicate_of.clone().unwrap_or_default()));
    frame.name("runner", rows.iter().map(|row| row.of.runner.clone()));
    frame.text("lastrep_version", rows.iter().map(|_| crate::VERSION.to_owned()));
}
