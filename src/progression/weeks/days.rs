//! The template of a week: which day may be the long run, the reps, the steady day, and which are easy.

use super::facts::{HardDay, SpeedWork};
use super::plan::{DayKind, Season};
use super::race::Phase;
use crate::model::{Day, Weekday};

/// Runs a week where neither the runner nor the files say.
const USUAL_RUNS: usize = 4;
/// Up to so many runs a week leave a full day of rest.
const RESTING_RUNS: usize = 5;
/// Runs a week up to which every other week has no steady day.
const FEW_RUNS: usize = 3;
/// Runs a week from which there may be two track days.
const MANY_RUNS: usize = 5;
/// Days between hard days, and those of a novice. House rule: 48 and 72 h.
const APART_DAYS: i64 = 2;
const NOVICE_APART_DAYS: i64 = 3;
/// The days of a week in the order in which easy runs take them.
pub(crate) const EASY_ORDER: [Weekday; 7] = [
    Weekday::Saturday,
    Weekday::Wednesday,
    Weekday::Friday,
    Weekday::Monday,
    Weekday::Thursday,
    Weekday::Tuesday,
    Weekday::Sunday,
];

impl Season<'_> {
    pub(crate) fn runs(&self) -> usize {
        self.athlete.runs_per_week.or(self.facts.runs_a_week).unwrap_or(USUAL_RUNS)
    }

    pub(crate) fn phase(&self, day: Day) -> Phase {
        Phase::of(self.athlete.goal_race, day)
    }

    pub(crate) fn is_blocked(&self, day: Day) -> bool {
        self.athlete.blocked_days.contains(&day.weekday())
    }

    pub(crate) fn apart(&self) -> i64 {
        let is_new =
            self.athlete.novice == Some(true) || self.facts.is_novice || self.facts.speed_work == SpeedWork::New;
        if is_new { NOVICE_APART_DAYS } else { APART_DAYS }
    }

    /// The day of the long run: the runner's, else Sunday, else Saturday, else the last one that is free.
    fn long_weekday(&self) -> Option<Weekday> {
        let wanted = self.athlete.long_run_day.into_iter();
        let late = [Weekday::Sunday, Weekday::Saturday, Weekday::Friday, Weekday::Thursday];
        wanted.chain(late).find(|day| !self.athlete.blocked_days.contains(day))
    }

    /// The long run of a week, if it has not gone by and no race is near.
    pub(crate) fn long_day(&self, monday: Day) -> Option<Day> {
        let day = monday + self.long_weekday()?.since_monday();
        (day >= self.first && self.phase(day) == Phase::None).then_some(day)
    }

    /// Whether a hard day may be on a day: not over, free, as far as is asked from the last one and from the long runs of
    /// the week, the one before and the one after, and not about a race.
    fn is_free(&self, day: Day, monday: Day, last_hard: Option<Day>) -> bool {
        let is_rested = day >= self.first && last_hard.is_none_or(|last| day - last >= self.apart());
        let is_from_long = self.long_weekday().is_none_or(|long| {
            [-7, 0, 7].into_iter().all(|week| (day - (monday + long.since_monday() + week)).abs() >= APART_DAYS)
        });
        !self.is_blocked(day) && is_rested && is_from_long && self.phase(day).allows_hard()
    }

    /// Hard days that a week has had.
    pub(crate) fn hard_days_of(&self, monday: Day) -> impl Iterator<Item = &HardDay> {
        self.facts.hard_this_week.iter().filter(move |hard| hard.day >= monday)
    }

    /// Whether a week with so many hard days may have one more. A third comes in a week that has begun alone: three of them and
    /// the long run cannot all be two days apart within seven.
    fn has_room(&self, hard: usize) -> bool {
        hard < self.facts.most_hard_days.count()
    }

    /// Whether a week may have two track days.
    pub(crate) fn has_two(&self) -> bool {
        self.runs() >= MANY_RUNS && self.facts.speed_work == SpeedWork::Double
    }

    /// The first day from Tuesday on that is free, and not before the advice allows. One a week: a week that has had its reps has
    /// had them, and what was missed moves to the next free day or is left out.
    pub(crate) fn track_day(&self, monday: Day, last_hard: Option<Day>) -> Option<Day> {
        let advice = self.advice.filter(|advice| advice.next.is_some())?;
        if self.hard_days_of(monday).any(|hard| hard.is_track) || !self.has_room(self.hard_days_of(monday).count()) {
            return None;
        }
        let earliest = self.first_day(advice);
        (monday + 1).until(monday + 7).find(|day| *day >= earliest && self.is_free(*day, monday, last_hard))
    }

    /// The steady day, Thursday to Saturday; every other week with three runs. With two track days the second of them, on Friday
    /// if it is free.
    pub(crate) fn second_day(&self, monday: Day, last_hard: Option<Day>, placed: usize) -> Option<Day> {
        let hard = self.hard_days_of(monday).count();
        let is_off = self.runs() <= FEW_RUNS && (monday - Day::EPOCH).div_euclid(7) % 2 == 0;
        let has_steady = self.hard_days_of(monday).any(|hard| !hard.is_track) && !self.has_two();
        if is_off || self.runs() < FEW_RUNS || !self.has_room(hard + placed) || has_steady {
            return None;
        }
        let days = if self.has_two() { [4, 3, 5] } else { [3, 4, 5] };
        let free = |day: &Day| self.is_free(*day, monday, last_hard) && self.phase(*day) == Phase::None;
        days.into_iter().map(|day| monday + day).find(free)
    }

    /// Easy days up to the runs of a week, with a full day of rest up to five.
    pub(crate) fn fill_easy(&self, kinds: &mut [DayKind; 7], monday: Day) {
        let done = if monday > self.today { 0 } else { self.facts.runs_this_week };
        let most = if self.runs() <= RESTING_RUNS { 6 } else { 7 };
        for weekday in EASY_ORDER {
            let day = monday + weekday.since_monday();
            let running = done + kinds.iter().filter(|kind| **kind != DayKind::Rest).count();
            let is_free =
                day >= self.first && kinds[super::plan::at(weekday)] == DayKind::Rest && !self.is_blocked(day);
            if is_free && running < self.runs().min(most) {
                kinds[super::plan::at(weekday)] = DayKind::Easy;
            }
        }
    }
}
