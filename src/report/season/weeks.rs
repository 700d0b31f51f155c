//! The weeks: fast distance against the most that could be fast, the whole distance, lighter weeks.

use super::input::SeasonInput;
use super::parts::{WeekBar, WeekRow};
use super::shown::Shown;
use crate::compare::Week;
use crate::model::Day;
use crate::report::figure::counts;
use crate::report::words::number;
use crate::units::DistanceUnit;

/// Steps of the axis, km or miles.
const STEPS: [f64; 7] = [1.0, 2.0, 4.0, 5.0, 10.0, 20.0, 50.0];
/// The most intervals of the axis.
const MOST_INTERVALS: usize = 4;
/// The least top of the axis, km or miles.
const LEAST_TOP: f64 = 2.0;
/// Room above the highest bar for its figures, as a share.
const ROOM: f64 = 1.18;
/// A bar reaches at least this share of the axis: a cap that is far above all is left out of it.
const LEAST_BAR: f64 = 0.3;

pub(super) fn row(input: &SeasonInput<'_>, shown: Shown) -> WeekRow {
    let mondays = (0..=shown.last.weeks_since(shown.first)).map(|week| shown.first.monday() + 7 * week);
    let weeks: Vec<WeekBar> = mondays.map(|monday| bar(input, monday, shown)).collect();
    let fastest = weeks.iter().map(|week| week.fast).fold(0.0, f64::max);
    let highest = weeks.iter().filter_map(|week| week.most).fold(fastest, f64::max);
    let most = if fastest > 0.0 { fastest / LEAST_BAR } else { f64::INFINITY };
    let top = (ROOM * highest.min(most)).max(LEAST_TOP);
    let notes = ["distance of reps in a week;", "line: a fifth of the usual", "week, the most that is fast"];
    WeekRow {
        notes: notes.map(str::to_owned).to_vec(),
        top,
        ticks: counts((0.0, top), &STEPS, MOST_INTERVALS),
        weeks,
        unit: input.unit.symbol(),
    }
}

fn bar(input: &SeasonInput<'_>, monday: Day, shown: Shown) -> WeekBar {
    let week = week_of(input, monday);
    let seen = input.past_weeks.iter().find(|week| week.monday == monday);
    let far = |metres: f64| metres / input.unit.metres();
    let fast = week.map_or(0.0, |week| far(week.fast_m));
    WeekBar {
        day: (monday - shown.first) as f64,
        fast,
        most: seen.and_then(|week| week.most_fast_m).map(far),
        label: if fast > 0.0 { number(fast, 1) } else { String::new() },
        whole: number(week.map_or(0.0, |week| far(week.run_m)), 0),
        is_lighter: seen.is_some_and(|week| week.is_lighter),
    }
}

/// The week of a Monday; `None` where nothing was recorded in it.
pub(super) fn week_of<'a>(input: &SeasonInput<'a>, monday: Day) -> Option<&'a Week> {
    input.weeks.iter().find(|week| week.monday == monday)
}

/// A distance in figures with its unit; a dash where it is not known.
pub(super) fn distance_words(metres: f64, unit: DistanceUnit) -> String {
    format!("{}\u{a0}{}", number(metres / unit.metres(), 1), unit.symbol())
}
