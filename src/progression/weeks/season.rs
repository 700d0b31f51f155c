//! What a plan is made from, and what holds in every week of it: the runs of a week, the days between hard days, the
//! race, illness.

use super::facts::{HardDay, SpeedWork, WeekFacts};
use super::race::Phase;
use crate::model::{Athlete, Day, Family};
use crate::progression::decide::Recommendation;
use crate::progression::past::hard::{LONG_SPACING_DAYS, SPACING_DAYS};
use crate::units::DistanceUnit;

/// Runs a week where neither the runner nor the files say how many. House rule.
const USUAL_RUNS: usize = 4;
/// Runs a week from which a week may have two track days. House rule.
const MANY_RUNS: usize = 5;
/// Days without a stop symptom before running begins again. House rule.
pub(crate) const SYMPTOM_FREE_DAYS: i64 = 2;

/// What a plan is made from.
pub(crate) struct Season<'a> {
    pub(crate) advice: Option<&'a Recommendation>,
    pub(crate) athlete: &'a Athlete,
    pub(crate) facts: &'a WeekFacts,
    pub(crate) today: Day,
    /// The first day that is not over.
    pub(crate) first: Day,
    pub(crate) unit: DistanceUnit,
}

impl<'a> Season<'a> {
    /// The advice, if it has a workout.
    pub(crate) fn workout_advice(&self) -> Option<&'a Recommendation> {
        self.advice.filter(|advice| advice.next.is_some())
    }

    /// The family of the advice, with or without a workout.
    pub(crate) fn advised_family(&self) -> Option<Family> {
        self.advice.and_then(|advice| advice.family)
    }

    /// Runs a week: by the runner, else by the files.
    pub(crate) fn runs(&self) -> usize {
        self.athlete.runs_per_week.or(self.facts.runs_a_week).unwrap_or(USUAL_RUNS)
    }

    pub(crate) fn phase(&self, day: Day) -> Phase {
        let ahead = Phase::of(self.athlete.goal_race, day);
        let is_after = ahead == Phase::None && self.facts.easy_until.is_some_and(|last| day <= last);
        if is_after { Phase::After } else { ahead }
    }

    pub(crate) fn is_blocked(&self, day: Day) -> bool {
        self.athlete.blocked_days.contains(&day.weekday())
    }

    /// Days between hard days.
    pub(crate) fn apart(&self) -> i64 {
        let is_new =
            self.athlete.novice == Some(true) || self.facts.is_novice || self.facts.speed_work == SpeedWork::New;
        if is_new { LONG_SPACING_DAYS } else { SPACING_DAYS }
    }

    /// Whether a week may have two track days.
    pub(crate) fn has_two(&self) -> bool {
        self.runs() >= MANY_RUNS && self.facts.speed_work == SpeedWork::Double
    }

    /// Hard days that a week has had.
    pub(crate) fn hard_days_of(&self, monday: Day) -> impl Iterator<Item = &'a HardDay> + use<'a> {
        self.facts.hard_this_week.iter().filter(move |hard| hard.day >= monday)
    }

    /// Whether a stop symptom rules out running.
    pub(crate) fn is_ill(&self) -> bool {
        self.facts.symptom.is_some()
    }

    /// The last day of rest if the symptom is gone by tomorrow: a Sunday.
    pub(crate) fn rest_until(&self) -> Day {
        (self.today + SYMPTOM_FREE_DAYS).monday() + 6
    }
}
