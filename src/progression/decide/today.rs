//! The facts of today: symptoms, signals, days without running, easy days, weeks, and the sessions that count.

use super::base::Ground;
use super::facts::{CLEAR_DAYS, Facts, NO_RUN_DAYS, easy_by_signals};
use super::reason::{Easy, Symptom};
use crate::model::Day;
use crate::progression::kind::Lever;
use crate::progression::past::SessionSummary;
use crate::progression::past::history::History;
use crate::progression::past::load::Load;
use crate::progression::past::mornings::is_too_hot;
use crate::progression::past::symptoms::{STOP_PAIN, days_since_symptom};
use crate::progression::past::unread::unread_symptoms;
use crate::progression::step::Closed;
use crate::progression::step::step::Step;

/// Days after a long break that only allow an easy return. House rule on what coaches advise.
const RETURN_DAYS: i64 = 7;
/// Days over which easy spells are counted.
const EASY_DAYS: i64 = 14;
/// Easy days that count as one easy spell, together or not.
pub(super) const EASY_SPELL_DAYS: i64 = 3;
/// Days after soreness, pain or a red sign for which a session stays eased.
const EASED_DAYS: i64 = 2;

impl History<'_> {
    /// The facts of today, with the levers that are open and why the others are not.
    pub(super) fn facts(
        &self,
        ground: &Ground<'_>,
        load: &Load,
        candidates: &[(Lever, Step)],
        closed: Vec<Closed>,
    ) -> Facts {
        let (journal, today, novice) = (self.journal, self.today, self.is_novice());
        let Ground { session, family, newest, .. } = *ground;
        // Weather written on a day with a run is that of the run.
        let is_weather_of_today = self.runs.last().is_none_or(|run| run.day < today);
        Facts {
            family,
            sessions: ground.counted.iter().map(|counted| counted.case.evidence.clone()).collect(),
            is_first: ground.earlier.is_empty(),
            size: self.size(newest, family, &ground.before),
            symptom: self.symptom(),
            symptom_days: days_since_symptom(journal, today),
            ran_since_symptom: self.ran_since_symptom(),
            signals: self.morning(today).signals.clone(),
            sore_days: self.morning(today).sore_days,
            eased: self.is_eased(session),
            easy_times: self.easy_times(),
            too_hot: is_weather_of_today && is_too_hot(journal, today),
            unread_symptom: !unread_symptoms(journal, today).is_empty(),
            hard_day_near: self.is_hard_day_near(session),
            days_no_run: self.days_no_run(),
            days_no_fast: self.runs.iter().rev().find(|run| run.is_fast()).map(|run| today - run.day),
            build_weeks: self.build_weeks_ahead(load),
            not_held_of3: self.not_held_of3(session),
            new_altitude: self.runs.last().is_some_and(|run| self.is_at_new_altitude(run)),
            novice,
            require_rpe: self.athlete.require_rpe.unwrap_or(novice),
            anchor_old: self.is_anchor_old(session, &ground.earlier),
            open: candidates.iter().map(|(lever, _)| *lever).collect(),
            closed,
        }
    }

    /// The symptom that stands today, the gravest first.
    fn symptom(&self) -> Option<Symptom> {
        let found = self.morning(self.today).symptoms;
        let illness = found.illness.then_some(Symptom::Illness);
        let one_spot = found.focal_pain.then_some(Symptom::OneSpot);
        illness.or(one_spot).or(found.pain.filter(|pain| *pain >= STOP_PAIN).map(Symptom::Pain))
    }

    /// Days since the last run; in the week after a break of more than two weeks the days of the break.
    fn days_no_run(&self) -> Option<i64> {
        let mut newest = self.runs.windows(2).rev().map(|pair| (pair[1].day, pair[1].day - pair[0].day));
        let of_break = newest.by_ref().take_while(|(again, _)| self.today - *again < RETURN_DAYS);
        let of_break = of_break.map(|(_, days)| days).find(|days| *days > NO_RUN_DAYS).map(|days| days - 1);
        of_break.or(self.runs.last().map(|last| self.today - last.day))
    }

    /// Building weeks before the day of the next session. Where the plan gives that day, each week up to the day counts.
    /// Otherwise this week counts if the day falls in a later week and this week is a building week by now.
    fn build_weeks_ahead(&self, load: &Load) -> usize {
        if self.has_lighter_this_week() {
            return 0;
        }
        if let Some(day) = self.session_day {
            return load.build_weeks + usize::try_from(day.weeks_since(self.today)).unwrap_or(0);
        }
        let free_day = self.room_from(load).map_or(self.spaced_day(), |room| room.max(self.spaced_day()));
        let is_next_week = free_day.monday() > self.today.monday();
        let then = if is_next_week { self.weeks.building(self.today.monday() + 7) } else { 0 };
        load.build_weeks.max(then)
    }

    /// Whether a hard day after the day of a session is too near.
    fn is_hard_day_near(&self, session: &SessionSummary) -> bool {
        let later =
            self.last_hard().filter(|run| run.start_unix_s > session.start_unix_s + 1.0 && run.day > session.day);
        later.is_some_and(|run| self.today - run.day < self.spacing())
    }

    /// Whether reps were run after the days of rest that follow on a symptom.
    fn ran_since_symptom(&self) -> bool {
        let since = days_since_symptom(self.journal, self.today).map(|ago| self.today - ago);
        since.is_none_or(|since| self.runs.iter().any(|run| run.day > since + CLEAR_DAYS && self.is_judged(run)))
    }

    /// Why a day was an easy day, where that takes from the session that waits.
    fn easy_of(&self, day: Day) -> Option<Easy> {
        let morning = self.morning(day);
        easy_by_signals(&morning.signals, morning.sore_days).filter(|easy| easy.takes())
    }

    /// Whether soreness, pain or a red sign made an easy day after a session, yesterday or the day before.
    fn is_eased(&self, session: &SessionSummary) -> bool {
        (self.today - EASED_DAYS).max(session.day + 1).until(self.today).any(|day| self.easy_of(day).is_some())
    }

    /// Easy spells of the last two weeks. Every three easy days count as at least one.
    fn easy_times(&self) -> usize {
        let days: Vec<bool> = (0..EASY_DAYS).map(|ago| self.easy_of(self.today - ago).is_some()).collect();
        let spells = days.windows(2).filter(|pair| pair[0] && !pair[1]).count() + usize::from(days.ends_with(&[true]));
        let long = days.iter().filter(|is_easy| **is_easy).count() / usize::try_from(EASY_SPELL_DAYS).unwrap_or(3);
        spells.max(long)
    }
}
