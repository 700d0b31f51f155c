//! The facts of today, whatever the session: symptoms, signals, days without, easy days, weeks.

use super::facts::{CLEAR_DAYS, Facts, NO_RUN_DAYS, easy_by_signals};
use super::reason::{Easy, Symptom};
use crate::model::{Day, Family};
use crate::progression::past::SessionSummary;
use crate::progression::past::history::History;
use crate::progression::past::load::{Load, build_weeks};
use crate::progression::past::mornings::{STOP_PAIN, days_since_symptom, heat_of, rows, signals, sore_days, symptoms};
use crate::progression::past::unread::unread_symptoms;

/// Days after a break in which nothing but an easy return is fast. House rule on what coaches advise.
const RETURN_DAYS: i64 = 7;
/// Days over which easy spells are counted, and so many easy days count as one more.
const EASY_DAYS: i64 = 14;
pub(super) const EASY_SPELL_DAYS: i64 = 3;
/// Soreness that counts as sore.
pub(super) const SORE: f64 = 3.0;

impl History<'_> {
    /// The facts of the day, whatever the session.
    pub(super) fn day(&self, family: Family, load: &Load) -> Facts {
        let (journal, today) = (self.journal, self.today);
        let found = symptoms(journal, today);
        let strong = found.pain.filter(|pain| *pain >= STOP_PAIN).map(Symptom::Pain);
        let symptom = found.illness.then_some(Symptom::Illness);
        let symptom = symptom.or(found.focal_pain.then_some(Symptom::OneSpot)).or(strong);
        // Weather written on a day with a run is that of the run.
        let is_weather_of_today = self.runs.last().is_none_or(|run| run.day < today);
        let novice = self.is_novice();
        Facts {
            family,
            sessions: Vec::new(),
            is_first: false,
            size: 1.0,
            symptom,
            symptom_days: days_since_symptom(journal, today),
            ran_since_symptom: true,
            signals: signals(journal, today),
            sore_days: sore_days(journal, today, SORE),
            eased: false,
            easy_times: self.easy_times(),
            too_hot: is_weather_of_today && heat_of(journal, today).is_some_and(|(_, too_hot)| too_hot),
            unread_symptom: !unread_symptoms(journal, today).is_empty(),
            hard_day_near: false,
            days_no_run: self.days_no_run(),
            days_no_fast: self.runs.iter().rev().find(|run| run.is_fast()).map(|run| today - run.day),
            build_weeks: self.build_weeks_ahead(load),
            not_held_of3: 0,
            new_altitude: self.runs.last().is_some_and(|run| self.new_altitude(run).is_some()),
            novice,
            require_rpe: self.athlete.require_rpe.unwrap_or(novice),
            anchor_old: true,
            open: Vec::new(),
            closed: Vec::new(),
        }
    }

    /// Days since the last run; in the first week after a break of two weeks and more those of the break.
    fn days_no_run(&self) -> Option<i64> {
        let days: Vec<Day> = self.runs.iter().map(|run| run.day).collect();
        let is_fresh = |pair: &&[Day]| self.today - pair[1] < RETURN_DAYS && pair[1] - pair[0] > NO_RUN_DAYS;
        let of_break = days.windows(2).rev().find(is_fresh).map(|pair| pair[1] - pair[0] - 1);
        of_break.or(days.last().map(|last| self.today - *last))
    }

    /// Building weeks at the day of the next session. Where the plan has told that day, the weeks up to it build; else, where it may
    /// be in another week, this one counts if it is one by now.
    fn build_weeks_ahead(&self, load: &Load) -> usize {
        if self.has_lighter_this_week() {
            return 0;
        }
        if let Some(day) = self.session_day {
            return load.build_weeks + usize::try_from(day.weeks_since(self.today)).unwrap_or(0);
        }
        let free_day = self.room_from(load).map_or(self.spaced_day(), |room| room.max(self.spaced_day()));
        let is_next_week = free_day.monday() > self.today.monday();
        let then = if is_next_week { build_weeks(&self.runs, self.today.monday() + 7) } else { 0 };
        load.build_weeks.max(then)
    }

    /// Whether a hard day after the session is too near.
    pub(super) fn is_hard_day_near(&self, session: &SessionSummary) -> bool {
        let later =
            self.last_hard().filter(|run| run.start_unix_s > session.start_unix_s + 1.0 && run.day > session.day);
        later.is_some_and(|run| self.today - run.day < self.spacing())
    }

    pub(super) fn ran_since_symptom(&self) -> bool {
        let since = days_since_symptom(self.journal, self.today).map(|ago| self.today - ago);
        since.is_none_or(|since| self.runs.iter().any(|run| run.day > since + CLEAR_DAYS && self.is_judged(run)))
    }

    pub(super) fn easy_of(&self, day: Day) -> Option<Easy> {
        easy_by_signals(&signals(self.journal, day), sore_days(self.journal, day, SORE)).filter(|easy| easy.takes())
    }

    /// Whether soreness, pain or a red sign took an easy day after the session, in the last two days.
    pub(super) fn is_eased(&self, session: &SessionSummary) -> bool {
        (self.today - 2).max(session.day + 1).until(self.today).any(|day| self.easy_of(day).is_some())
    }

    /// Easy spells of the last two weeks; a long one counts for more.
    fn easy_times(&self) -> usize {
        let days: Vec<bool> = (0..EASY_DAYS).map(|ago| self.easy_of(self.today - ago).is_some()).collect();
        let spells = days.windows(2).filter(|pair| pair[0] && !pair[1]).count() + usize::from(days.ends_with(&[true]));
        let long = days.iter().filter(|is_easy| **is_easy).count() / usize::try_from(EASY_SPELL_DAYS).unwrap_or(3);
        spells.max(long)
    }
}

/// Soreness of today and yesterday, the higher.
pub(crate) fn sore_now(past: &History<'_>) -> Option<f64> {
    rows(past.journal, past.today - 1, past.today).filter_map(|row| row.soreness).reduce(f64::max)
}
