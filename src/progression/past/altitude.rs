//! A change of altitude: how long the runner has been at another altitude.

use crate::progression::past::summary::SessionSummary;

/// Smallest change of altitude that matters, m. House rule.
const CHANGE_M: f64 = 600.0;
/// Days for which an altitude is new: the first two weeks cost most.
///
/// # Source
/// The NCAA's factors of altitude hold for runners who are not used to it.
const NEW_DAYS: i64 = 14;
/// Runs in a row elsewhere that make a change of place. A single run was a day out.
const STAYED_RUNS: usize = 2;

/// Days since the first run at a new altitude; `None` where the altitude of a session is not new. `before` are the runs
/// before the session, in order of start.
pub(crate) fn days_at_new_altitude(session: &SessionSummary, before: &[&SessionSummary]) -> Option<i64> {
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
    let days = session.day - since;
    (elsewhere.len() == STAYED_RUNS && days < NEW_DAYS).then_some(days)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::model::Day;

    fn at(day: i64, metres: f64) -> SessionSummary {
        SessionSummary { altitude_m: Some(metres), ..SessionSummary::easy_run(Day::EPOCH + day, 9_000.0, 3_000.0) }
    }

    fn found(altitudes: &[(i64, f64)]) -> Option<i64> {
        let runs: Vec<SessionSummary> = altitudes.iter().map(|(day, metres)| at(*day, *metres)).collect();
        let (last, before) = runs.split_last().unwrap();
        days_at_new_altitude(last, &before.iter().collect::<Vec<_>>())
    }

    #[test]
    fn two_weeks_elsewhere_are_new() {
        let camp = [(1, 200.0), (3, 210.0), (5, 1900.0), (7, 1850.0), (9, 1900.0)];
        assert_eq!(found(&camp), Some(4));
        assert!(found(&[(1, 200.0), (3, 210.0), (5, 1900.0), (20, 1900.0)]).is_none(), "two weeks are over");
    }

    #[test]
    fn a_day_out_is_no_change_of_place() {
        assert!(found(&[(1, 200.0), (3, 210.0), (5, 1900.0), (7, 205.0)]).is_none());
        assert!(found(&[(1, 200.0), (3, 700.0), (5, 600.0)]).is_none(), "hills are no change");
        assert!(found(&[(1, 200.0)]).is_none());
    }
}
