//! The race that the runner trains for: less before it, nothing hard near it, easy days after it.

use crate::model::{Day, GoalRace};
use crate::progression::past::hard::{RACE_DAYS, easy_days_after};

/// Days before the race in which less is run. House rule.
const LESS_DAYS: i64 = 6;

/// Where a day lies about the race.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Far from the race.
    None,
    /// The week before: a short session at most.
    Less,
    /// The last days before: easy running.
    Near,
    /// The day of the race.
    Race,
    /// The easy days after the race.
    After,
}

impl Phase {
    /// The phase of a day.
    pub(crate) fn of(race: Option<GoalRace>, day: Day) -> Self {
        let Some(race) = race else { return Self::None };
        let after = easy_days_after(race.distance_m);
        match day - race.day {
            0 => Self::Race,
            since if (1..=after).contains(&since) => Self::After,
            since if (-RACE_DAYS..0).contains(&since) => Self::Near,
            since if (-LESS_DAYS..0).contains(&since) => Self::Less,
            _ => Self::None,
        }
    }

    /// Whether a hard day may be planned.
    pub(crate) fn allows_hard(self) -> bool {
        matches!(self, Self::None | Self::Less)
    }

    /// Whether the day is a lighter day before the race, or the race.
    pub(crate) fn is_before(self) -> bool {
        matches!(self, Self::Less | Self::Near | Self::Race)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_days_about_a_race() {
        let race = |distance_m| Some(GoalRace { day: Day::EPOCH + 100, distance_m });
        let of = |day: i64| Phase::of(race(5_000.0), Day::EPOCH + day);
        assert_eq!([93, 94, 96, 97, 99, 100].map(of).map(Phase::is_before), [false, true, true, true, true, true]);
        assert_eq!(
            [96, 97, 99, 100, 101, 102, 103].map(of).map(Phase::allows_hard),
            [true, false, false, false, false, false, true]
        );
        assert_eq!(
            Phase::of(race(42_195.0), Day::EPOCH + 115),
            Phase::After,
            "a day for every 3 km, begun ones included"
        );
        assert_eq!(Phase::of(race(42_195.0), Day::EPOCH + 116), Phase::None);
        assert_eq!(Phase::of(None, Day::EPOCH + 100), Phase::None);
    }
}
