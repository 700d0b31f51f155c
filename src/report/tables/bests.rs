//! `bests.csv`: a row for every standard distance of every run that is long enough for it.

use super::frame::{ACTIVITY, DUPLICATE_OF, FILE, START_UTC, TableFrame, utc};
use super::table::Table;
use crate::error::Result;
use crate::report::Analysed;
use crate::report::by_runner::personal;
use crate::scores::best_efforts::{BestEffort, StandardEffort};

/// One distance of one activity.
struct BestRow<'a> {
    of: &'a Analysed,
    effort: &'a StandardEffort,
    is_best: bool,
}

/// The table of all best efforts, activity by activity in order of runner and time.
///
/// # Errors
/// `Io` when polars cannot build the table.
pub fn bests(activities: &[Analysed]) -> Result<Table> {
    frame(activities, &personal(activities)).table()
}

/// `personal` are the personal bests among the activities, as (activity, distance in m).
pub(super) fn frame(activities: &[Analysed], personal: &[(usize, f64)]) -> TableFrame {
    let is_best = |number: usize, metres: f64| {
        personal.iter().any(|(activity, distance)| *activity == number && (distance - metres).abs() < 0.5)
    };
    let rows: Vec<BestRow<'_>> = activities
        .iter()
        .enumerate()
        .flat_map(|(number, of)| of.best_efforts.iter().map(move |effort| (number, of, effort)))
        .map(|(number, of, effort)| BestRow { of, effort, is_best: is_best(number, effort.standard.metres) })
        .collect();
    let mut frame = TableFrame::of_rows("bests", rows.len());
    identity(&mut frame, &rows);
    measures(&mut frame, &rows);
    origin(&mut frame, &rows);
    frame.origin(rows.iter().map(|row| &row.of.runner));
    frame
}

fn identity(frame: &mut TableFrame, rows: &[BestRow<'_>]) {
    frame.name(FILE, rows.iter().map(|row| &row.of.file));
    frame.whole(ACTIVITY, rows.iter().map(|row| i64::try_from(row.of.index).ok()));
    frame.text(START_UTC, rows.iter().map(|row| utc(row.of.start_unix_s())));
    frame.text(("distance", "the standard distance in words"), rows.iter().map(|row| row.effort.standard.name));
    frame.number(("distance_m", "the standard distance"), 1, rows.iter().map(|row| row.effort.standard.metres));
}

fn measures(frame: &mut TableFrame, rows: &[BestRow<'_>]) {
    let mut number = |guide: (&str, &str), digits: i32, cell: fn(&BestRow<'_>, &BestEffort) -> f64| {
        let cells = rows.iter().map(|row| row.effort.effort.as_ref().map_or(f64::NAN, |effort| cell(row, effort)));
        frame.number(guide, digits, cells);
    };
    number(("elapsed_s", "the time over it, stops included"), 2, |_, effort| effort.time_s);
    number(("elapsed_low80_s", "low end of its 80 % interval"), 2, |_, effort| effort.ci80_s().low);
    number(("elapsed_high80_s", "high end of its 80 % interval"), 2, |_, effort| effort.ci80_s().high);
    number(("speed_mps", "the distance over that time"), 3, |row, effort| row.effort.standard.metres / effort.time_s);
    number(("start_s", "where the stretch begins, from the first record of the file"), 2, |_, effort| {
        effort.span.start_s
    });
    number(("end_s", "where the stretch ends"), 2, |_, effort| effort.span.end_s);
    number(("climb_m", "height gained from end to end; negative is downhill"), 1, |_, effort| {
        effort.climb_m.unwrap_or(f64::NAN)
    });
}

fn origin(frame: &mut TableFrame, rows: &[BestRow<'_>]) {
    let mut text = |guide: (&str, &str), cell: fn(&BestRow<'_>) -> &'static str| {
        frame.text(guide, rows.iter().map(cell));
    };
    text(("measured_by", "what measured the metres"), |row| {
        row.effort.effort.as_ref().map_or("", |effort| effort.ruler.name())
    });
    text(
        ("snapped", "yes when the stretch is a rep of this very length on a track; then its own time counts"),
        |row| match &row.effort.effort {
            Ok(effort) if effort.is_snapped() => "yes",
            Ok(_) => "no",
            Err(_) => "",
        },
    );
    text(("personal_best", "yes for the fastest of this runner over the distance"), |row| {
        if row.is_best { "yes" } else { "" }
    });
    let reason = |row: &BestRow<'_>| match &row.effort.effort {
        Ok(effort) if effort.climb_m.is_none() => "no altitude".to_owned(),
        Ok(_) => String::new(),
        Err(reason) => reason.to_string(),
    };
    frame.text(("missing_reason", "why the time or the climb is missing"), rows.iter().map(reason));
    frame.name(DUPLICATE_OF, rows.iter().map(|row| row.of.duplicate_of.as_deref().unwrap_or_default()));
}
