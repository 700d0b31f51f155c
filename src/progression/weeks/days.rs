//! The template of a week: which day may be the long run, the reps or the steady day, and which days are easy.

use super::draft::{DayKind, WeekDraft};
use super::race::Phase;
use super::season::Season;
use crate::model::{Day, Weekday};
use crate::progression::past::hard::SPACING_DAYS;

/// Most runs a week that leave a full day of rest.
const RESTING_RUNS: usize = 5;
/// Most runs a week for which every other week has no steady day; with fewer runs no week has a steady day.
const FEW_RUNS: usize = 3;
/// The days of a week in the order in which easy runs take them.
const EASY_ORDER: [Weekday; 7] = [
    Weekday::Saturday,
    Weekday::Wednesday,
    Weekday::Friday,
    Weekday::Monday,
    Weekday::Thursday,
    Weekday::Tuesday,
    Weekday::Sunday,
];

/// The days of a week in the order in which easy runs take them.
pub(crate) fn easy_order(monday: Day) -> impl Iterator<Item = Day> {
    EASY_ORDER.into_iter().map(move |day| monday + day.since_monday())
}

impl Season<'_> {
    /// The day of the long run: the runner's own, else Sunday, else the latest from Saturday back to Thursday that is
    /// not blocked.
    fn long_weekday(&self) -> Option<Weekday> {
        let wanted = self.athlete.long_run_day.into_iter();
        let late = [Weekday::Sunday, Weekday::Saturday, Weekday::Friday, Weekday::Thursday];
        wanted.chain(late).find(|day| !self.athlete.blocked_days.contains(day))
    }

    /// The long run of a week; `None` where its day is over or about a race.
    pub(crate) fn long_day(&self, monday: Day) -> Option<Day> {
        let day = monday + self.long_weekday()?.since_monday();
        (day >= self.first && self.phase(day) == Phase::None).then_some(day)
    }

    /// Whether a day may be hard: not over, not blocked, not about a race, far enough from the last hard day, and two
    /// days from the long runs of this week, the week before and the week after.
    fn is_free(&self, day: Day, monday: Day, last_hard: Option<Day>) -> bool {
        let is_rested = day >= self.first && last_hard.is_none_or(|last| day - last >= self.apart());
        let is_from_long = self.long_weekday().is_none_or(|long| {
            [-7, 0, 7].into_iter().all(|week| (day - (monday + long.since_monday() + week)).abs() >= SPACING_DAYS)
        });
        !self.is_blocked(day) && is_rested && is_from_long && self.phase(day).allows_hard()
    }

    /// Whether a week with some hard days may have one more. A third hard day fits a week that has begun only: three
    /// hard days and the long run cannot all be two days apart within seven.
    fn has_room(&self, hard: usize) -> bool {
        hard < self.facts.most_hard_days.count()
    }

    /// The track day: the first free day from Tuesday on that the advice allows; `None` where the week has had its
    /// track day.
    pub(crate) fn track_day(&self, monday: Day, last_hard: Option<Day>) -> Option<Day> {
        let advice = self.workout_advice()?;
        if self.hard_days_of(monday).any(|hard| hard.is_track) || !self.has_room(self.hard_days_of(monday).count()) {
            return None;
        }
        let earliest = self.first_day(advice);
        (monday + 1).until(monday + 7).find(|day| *day >= earliest && self.is_free(*day, monday, last_hard))
    }

    /// The second hard day beside those placed: the steady day from Thursday to Saturday, with three runs every other
    /// week. With two track days it is the second track day, on Friday if that is free.
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

    /// Makes days of rest easy days, up to the runs of the week. Up to five runs leave a full day of rest.
    pub(crate) fn fill_easy(&self, week: &mut WeekDraft) {
        let done = if week.monday > self.today { 0 } else { self.facts.runs_this_week };
        let placed = week.days().filter(|day| week.kind(*day) != DayKind::Rest).count();
        let most = self.runs().min(if self.runs() <= RESTING_RUNS { 6 } else { 7 });
        let is_free = |day: &Day| *day >= self.first && week.kind(*day) == DayKind::Rest && !self.is_blocked(*day);
        let free = easy_order(week.monday).filter(is_free).take(most.saturating_sub(done + placed));
        for day in free.collect::<Vec<_>>() {
            week.set(day, DayKind::Easy);
        }
    }
}
