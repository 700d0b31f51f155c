//! A change of altitude: since when the runner is at another one, and what it costs.

use super::summary::SessionSummary;
use crate::scores::conditions::altitude_slowdown_pct;

/// A change that matters, m. House rule.
const CHANGE_M: f64 = 600.0;
/// Days for which it is new: the first two weeks cost most.
///
/// # Source
/// The NCAA's factors of altitude hold for runners who are not used to it.
const NEW_DAYS: i64 = 14;
/// Runs in a row elsewhere that make a change of place; a single one was a day out.
const STAYED_RUNS: usize = 2;

/// A stay at another altitude that is still new.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct NewAltitude {
    /// Days since the first run there.
    pub(crate) days: i64,
    /// Altitude of the session, m.
    pub(crate) altitude_m: f64,
    /// How much higher than before, m; negative below.
    pub(crate) rise_m: f64,
}

impl NewAltitude {
    /// How much slower reps of a time are expected to be, %; 0 after coming down.
    pub(crate) fn slowdown_pct(self, rep_s: f64) -> f64 {
        if self.rise_m > 0.0 { altitude_slowdown_pct(self.altitude_m, rep_s) } else { 0.0 }
    }
}

/// Whether a session was run in the first two weeks at another altitude; `before` are the runs before it, in order of start.
pub(crate) fn new_altitude(session: &SessionSummary, before: &[&SessionSummary]) -> Option<NewAltitude> {
    let altitude_m = session.altitude_m?;
    let mut since = session.day;
    let mut elsewhere: Vec<f64> = Vec::new();
    for run in before.iter().rev() {
        let Some(metres) = run.altitude_m else { continue };
        if (metres - altitude_m).abs() <= CHANGE_M {
            since = run.day;
            elsewhere.clear();
        } else {
            elsewhere.push(metres);
        }
        if elsewhere.len() == STAYED_RUNS || session.day - run.day > 2 * NEW_DAYS {
            break;
        }
    }
    let known = elsewhere.len() == STAYED_RUNS && session.day - since < NEW_DAYS;
    known.then(|| NewAltitude { days: session.day - since, altitude_m, rise_m: altitude_m - elsewhere[0] })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    fn at(day: i64, metres: f64) -> SessionSummary {
        SessionSummary { altitude_m: Some(metres), ..SessionSummary::easy_run(day, 9_000.0, 3_000.0) }
    }

    fn found(altitudes: &[(i64, f64)]) -> Option<NewAltitude> {
        let runs: Vec<SessionSummary> = altitudes.iter().map(|(day, metres)| at(*day, *metres)).collect();
        let (last, before) = runs.split_last().unwrap();
        new_altitude(last, &before.iter().collect::<Vec<_>>())
    }

    #[test]
    fn two_weeks_elsewhere_are_new() {
        let camp = [(1, 200.0), (3, 210.0), (5, 1900.0), (7, 1850.0), (9, 1900.0)];
        let new = found(&camp).unwrap();
        assert_eq!((new.days, new.rise_m as i64), (4, 1690));
        assert!(new.slowdown_pct(300.0) > 3.8 && new.slowdown_pct(100.0) < 1.5);
        let home = [(1, 1900.0), (3, 1900.0), (5, 200.0)];
        assert!(found(&home).unwrap().slowdown_pct(300.0).abs() < 1e-12, "coming down costs nothing");
        assert!(found(&[(1, 200.0), (3, 210.0), (5, 1900.0), (20, 1900.0)]).is_none(), "two weeks are over");
    }

    #[test]
    fn a_day_out_is_no_change_of_place() {
        assert!(found(&[(1, 200.0), (3, 210.0), (5, 1900.0), (7, 205.0)]).is_none());
        assert!(found(&[(1, 200.0), (3, 700.0), (5, 600.0)]).is_none(), "hills are no change");
        assert!(found(&[(1, 200.0)]).is_none());
    }
}
