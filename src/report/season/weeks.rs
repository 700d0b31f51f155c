//! The weeks: fast distance against the most that could be fast, the whole distance, lighter weeks.

use super::input::SeasonInput;
use super::parts::{WeekBar, WeekRow};
use super::shown::Shown;
use crate::compare::Week;
use crate::model::Day;
use crate::report::Analysed;
use crate::report::figure::counts;
use crate::report::words::{DASH, number};
use crate::segment::WorkoutKind;
use crate::stats::Range;
use crate::units::DistanceUnit;

/// Steps of the axis, km or miles.
const STEPS: [f64; 8] = [1.0, 2.0, 4.0, 5.0, 10.0, 20.0, 50.0, 100.0];
/// The most intervals of the axis.
const MOST_INTERVALS: usize = 4;
/// The least top of the axis, km or miles.
const LEAST_TOP: f64 = 2.0;
/// Room above the highest bar for its figures, as a share.
const ROOM: f64 = 1.18;
/// Weeks before, with which a lighter one is compared.
const WEEKS_BEFORE: i64 = 3;
/// A bar reaches at least this share of the axis: a cap that is far above all is left out of it.
const LEAST_BAR: f64 = 0.3;

pub(super) fn row(input: &SeasonInput<'_>, shown: Shown) -> WeekRow {
    let mondays = (0..=shown.last.weeks_since(shown.first)).map(|week| shown.first.monday() + 7 * week);
    let mondays: Vec<Day> = mondays.collect();
    let is_fast = |monday: &Day| week_of(input, *monday).is_some_and(|week| week.fast_m > 0.0);
    let is_whole = !mondays.iter().any(is_fast);
    let weeks: Vec<WeekBar> = mondays.iter().map(|monday| bar(input, *monday, is_whole, shown)).collect();
    let longest = weeks.iter().map(|week| week.fast).fold(0.0, f64::max);
    let highest = weeks.iter().filter_map(|week| week.most).fold(longest, f64::max);
    let top = (ROOM * highest.min(longest / LEAST_BAR)).max(LEAST_TOP);
    let unit = input.unit.symbol();
    WeekRow {
        head: if is_whole { format!("Distance, {unit}") } else { format!("Fast distance, {unit}") },
        is_whole,
        notes: if is_whole {
            vec!["of all runs in a week: nothing fast".to_owned()]
        } else {
            vec!["of reps in a week; line: the most, a fifth of the usual week".to_owned()]
        }
        .into_iter()
        .chain(signs(&weeks))
        .collect(),
        top,
        ticks: counts(Range::new(0.0, top), &STEPS, MOST_INTERVALS),
        weeks,
        unit,
    }
}

/// What the signs beside the whole distances say, where there are any.
fn signs(weeks: &[WeekBar]) -> Option<String> {
    let ring = weeks.iter().any(|week| week.is_lighter).then_some("ring: lighter week");
    let plus = weeks.iter().any(|week| week.whole.ends_with('+')).then_some("+: a run without distance");
    let all: Vec<&str> = ring.into_iter().chain(plus).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// Whether a week was lighter to the eye, too: a week with as much fast running as any of the three before it was not.
pub(super) fn is_lighter(input: &SeasonInput<'_>, monday: Day) -> bool {
    let fast_m = |monday: Day| week_of(input, monday).map_or(0.0, |week| week.fast_m);
    let is_less = fast_m(monday) <= 0.0 || (1..=WEEKS_BEFORE).any(|back| fast_m(monday - 7 * back) > fast_m(monday));
    let is_run = week_of(input, monday).is_some_and(|week| week.outings > 0 && week.run_m > 0.0);
    is_run && is_less && input.past_weeks.iter().any(|week| week.monday == monday && week.is_lighter)
}

fn bar(input: &SeasonInput<'_>, monday: Day, is_whole: bool, shown: Shown) -> WeekBar {
    let week = week_of(input, monday).filter(|week| week.outings > 0);
    let seen = input.past_weeks.iter().find(|week| week.monday == monday);
    let far = |metres: f64| metres / input.unit.metres();
    let bar = week.map(|week| far(if is_whole { week.run_m } else { week.fast_m }));
    let fast = bar.filter(|metres| metres.is_finite()).unwrap_or(0.0);
    WeekBar {
        day: (monday - shown.first) as f64,
        fast,
        most: seen.and_then(|week| week.most_fast_m).filter(|_| !is_whole).map(far),
        label: if fast > 0.0 && !is_whole { number(fast, 1) } else { String::new() },
        whole: week.map_or_else(|| DASH.to_string(), |week| whole(input, week, |metres| number(far(metres), 0))),
        is_lighter: is_lighter(input, monday),
    }
}

/// The week of a Monday; `None` where nothing was recorded in it.
pub(super) fn week_of<'a>(input: &SeasonInput<'a>, monday: Day) -> Option<&'a Week> {
    input.weeks.iter().find(|week| week.monday == monday)
}

/// The distance run in a week as it is printed; with a plus where the distance of a run is not known.
pub(super) fn whole(input: &SeasonInput<'_>, week: &Week, print: impl Fn(f64) -> String) -> String {
    if week.run_m.is_finite() {
        return print(week.run_m);
    }
    let is_of_week =
        |row: &&&Analysed| row.day().monday() == week.monday && row.structure.kind != WorkoutKind::NotRunning;
    let known = input.done.iter().filter(is_of_week).map(|row| row.distance_m).filter(|metres| metres.is_finite());
    format!("{}+", print(known.sum()))
}

/// A distance in figures with its unit; a dash where it is not known.
pub(super) fn distance_words(metres: f64, unit: DistanceUnit) -> String {
    format!("{}\u{a0}{}", number(metres / unit.metres(), 1), unit.symbol())
}
