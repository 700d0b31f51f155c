//! `weeks.csv`: a row for every week of every runner.

use super::frame::TableFrame;
use super::table::Table;
use crate::compare::{LoadBy, Loaded, Week};
use crate::error::Result;
use crate::report::{Analysed, by_runner};

/// The table of the weeks of all runners; activities in order of runner and time.
///
/// # Errors
/// `Io` when polars cannot build the table.
pub fn weeks(activities: &[Analysed]) -> Result<Table> {
    frame(&by_runner::weeks(activities)).table()
}

/// The weeks of each runner, oldest first.
pub(super) fn frame(runners: &[(String, Vec<Week>)]) -> TableFrame {
    let rows: Vec<(&str, &Week)> =
        runners.iter().flat_map(|(runner, weeks)| listed(weeks).map(move |week| (runner.as_str(), week))).collect();
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

/// The longest break that has a row for each of its weeks: the 28 days that a load is held against. A longer break is no lighter
/// time, and often the clock of one side was wrong. House rule.
const LONGEST_BREAK: usize = 4;

/// The weeks from the first to the last with a run, without those of a long break.
fn listed(weeks: &[Week]) -> impl Iterator<Item = &Week> {
    // The distance of a run may be unknown.
    let has_run = |week: &Week| week.run_m != 0.0;
    let first = weeks.iter().position(has_run).unwrap_or(weeks.len());
    let last = weeks.iter().rposition(has_run).map_or(first, |last| last + 1);
    let is_empty = |week: &Week| week.outings == 0;
    let stretches = weeks[first..last].chunk_by(move |a, b| is_empty(a) == is_empty(b));
    stretches.filter(move |weeks| !is_empty(&weeks[0]) || weeks.len() <= LONGEST_BREAK).flatten()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Day;
    use crate::scores::Unavailable;

    /// Weeks of so many outings, with 10 km run in each that is marked so.
    fn weeks(of: &[(usize, bool)]) -> Vec<Week> {
        let week = |(number, (outings, has_run)): (i64, &(usize, bool))| Week {
            monday: Day::of(2026, 1, 5) + 7 * number,
            outings: *outings,
            run_m: if *has_run { 10_000.0 } else { 0.0 },
            fast_m: 0.0,
            load: Err(Unavailable::MissingChannel(String::new())),
        };
        (0..).zip(of).map(week).collect()
    }

    #[test]
    fn the_table_goes_from_the_first_run_to_the_last() {
        let ride = (1, false);
        let found = weeks(&[ride, (2, true), (0, false), ride, (1, true), ride, (0, false)]);
        assert_eq!(listed(&found).collect::<Vec<_>>(), found[1..5].iter().collect::<Vec<_>>());
        assert_eq!(listed(&weeks(&[ride, ride])).count(), 0);
        assert_eq!(listed(&[]).count(), 0);
    }

    #[test]
    fn a_long_break_has_no_rows() {
        let of_break = |weeks: usize| [vec![(1, true)], vec![(0, false); weeks], vec![(1, true)]].concat();
        assert_eq!(listed(&weeks(&of_break(LONGEST_BREAK))).count(), LONGEST_BREAK + 2);
        assert_eq!(listed(&weeks(&of_break(800))).count(), 2);
    }
}
