//! The last four weeks, in large: how far, how fast, what was run and what was answered.

use super::input::SeasonInput;
use super::lanes::{Over, usual_mps};
use super::parts::{MonthSession, MonthWeek};
use super::shown::{Held, Shown};
use super::weeks::{distance_words, is_lighter, week_of, whole};
use crate::model::Day;
use crate::progression::{Decision, Recommendation};
use crate::report::answers;
use crate::report::words::{DASH, bound, date_range, number, weekday};
use crate::segment::RepLength;
use crate::units::DistanceUnit;

/// Weeks told in large.
const WEEKS: i64 = 4;

/// The last weeks of the time shown, newest first.
pub(super) fn month(input: &SeasonInput<'_>, sessions: &[Held<'_>], shown: Shown) -> Vec<MonthWeek> {
    let newest = shown.last.monday();
    let mondays = (0..WEEKS).map(|back| newest - 7 * back).filter(|monday| *monday >= shown.first.monday());
    mondays.map(|monday| week(input, sessions, monday)).collect()
}

fn week(input: &SeasonInput<'_>, sessions: &[Held<'_>], monday: Day) -> MonthWeek {
    let of_week = week_of(input, monday).filter(|week| week.outings > 0);
    let fast_m = of_week.map_or(0.0, |week| week.fast_m);
    let own = sessions.iter().filter(|held| held.day.monday() == monday);
    let sessions: Vec<MonthSession> = own.map(|held| session(held, input.unit)).collect();
    MonthWeek {
        dates: date_range(monday, monday + 6),
        whole: of_week
            .map_or_else(|| DASH.to_string(), |week| whole(input, week, |metres| distance_words(metres, input.unit))),
        fast: if fast_m > 0.0 { format!("{} fast", number(fast_m / input.unit.metres(), 1)) } else { String::new() },
        is_lighter: is_lighter(input, monday),
        none: match of_week {
            Some(week) if week.run_m > 0.0 => "easy running alone",
            Some(_) => "no run",
            None => "nothing recorded",
        },
        sessions,
    }
}

fn session(held: &Held<'_>, unit: DistanceUnit) -> MonthSession {
    MonthSession {
        run: bound(&format!("{} {}{}", weekday(held.day), what(held), pace(held, unit))),
        decision: held.decision(),
        advised: held.row.recommendation.as_ref().map(answer).unwrap_or_default(),
    }
}

/// `6 × 400 m`: the reps that the session is judged by.
fn what(held: &Held<'_>) -> String {
    let length = held.session.workout.parts.get(held.session.main).map(|part| part.length);
    let length = length.map(crate::report::words::length).unwrap_or_default();
    match held.card.reps.len() {
        1 => length,
        reps => format!("{reps} \u{d7} {length}"),
    }
}

/// ` in 1:24`, or ` at 4:05 /km` for reps by time.
fn pace(held: &Held<'_>, unit: DistanceUnit) -> String {
    let length = held.session.workout.parts.get(held.session.main).map(|part| part.length);
    let Some((length, median)) = length.zip(usual_mps(&held.speeds_mps())) else { return String::new() };
    let time = Over::of(length, unit).time(median);
    match length {
        RepLength::Distance(_) => format!(" in {time}"),
        RepLength::Time(_) => format!(" at {time} /{}", unit.symbol()),
    }
}

/// The answer with its workout: `Step up: 7 × 400 m at 1:24–1:26`.
fn answer(advice: &Recommendation) -> String {
    let word = answers::word(advice.told());
    let next = advice.next.as_ref().filter(|_| advice.decision != Decision::Rest);
    next.map_or_else(|| word.to_owned(), |next| format!("{word}: {}", bound(&next.name)))
}
