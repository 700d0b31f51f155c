//! How many hard days a week may have, and from which day on there is room for the next.

use super::gates::FAST_SHARE;
use super::history::History;
use super::load::{Load, lighter_this_week};
use super::readiness::{bad_days_of3, symptoms};
use super::rules::BUILDING_WEEKS;
use super::summary::SessionSummary;
use std::collections::BTreeSet;

/// Runs a week from which there may be three hard days, and the weeks over which they are counted where the runner does not say.
const MANY_RUNS: usize = 6;
const USUAL_WEEKS: i64 = 4;
/// Weeks without a failure, a forced lighter week or a stop symptom before a week is given more. House rule.
const CALM_WEEKS: i64 = 8;
/// Failures of the last three hard sessions that force a lighter week.
const FORCING_FAILS: usize = 2;
/// Pain (0 to 10) from which it is a stop symptom.
const STOP_PAIN: f64 = 5.0;

/// The most hard days of a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HardDaysAWeek {
    /// What nearly everybody may have.
    #[default]
    Two,
    /// For who runs often and has gone eight weeks without trouble.
    Three,
}

impl HardDaysAWeek {
    /// As a number.
    pub fn count(self) -> usize {
        match self {
            Self::Two => 2,
            Self::Three => 3,
        }
    }
}

impl History<'_> {
    /// The most hard days that a week may have.
    ///
    /// # Definition
    /// Three with six runs a week and more (as said, else as the last four weeks show) and a run in each of the last eight
    /// weeks, in which no session failed, no lighter week was forced and no stop symptom stood. Two of a novice, on the way
    /// back from a break, where a lighter week is due or has begun, and where more than a fifth of the last seven days'
    /// running time was fast.
    /// # Source
    /// House rule on what coaches advise.
    pub(crate) fn most_hard_days(&self, load: &Load) -> HardDaysAWeek {
        let is_lighter = load.build_weeks >= BUILDING_WEEKS || lighter_this_week(&self.runs, self.today);
        let is_spent = load.fast_share.is_some_and(|share| share > FAST_SHARE);
        let may_have_three = !is_lighter
            && !is_spent
            && self.runs_often()
            && !self.is_novice()
            && self.felt_break().is_none()
            && !self.has_failed()
            && self.is_calm();
        if may_have_three { HardDaysAWeek::Three } else { HardDaysAWeek::Two }
    }

    /// The first day on which one more hard day is not one too many within seven; `None` where any day is.
    pub(super) fn room_from(&self, load: &Load) -> Option<i64> {
        let hard = self.hard_days();
        hard.len().checked_sub(HardDaysAWeek::Two.count())?;
        let last_out = hard.len().checked_sub(self.most_hard_days(load).count())?;
        hard.get(last_out).map(|day| day + 7)
    }

    /// Whether the runner runs often enough, and has done so in each of the weeks that are looked back on.
    fn runs_often(&self) -> bool {
        let by_files = || self.runs_a_week() >= MANY_RUNS as f64;
        let is_often = self.athlete.runs_per_week.map_or_else(by_files, |runs| runs >= MANY_RUNS);
        let weeks: BTreeSet<i64> = self.last_weeks(CALM_WEEKS).map(|run| (self.today - run.day) / 7).collect();
        is_often && (0..CALM_WEEKS).all(|week| weeks.contains(&week))
    }

    /// Days with a run in the four weeks before today, a week; today's run may be yet to come.
    pub(crate) fn runs_a_week(&self) -> f64 {
        let ago = self.last_weeks(USUAL_WEEKS + 1).map(|run| self.today - run.day);
        let days: BTreeSet<i64> = ago.filter(|ago| (1..=7 * USUAL_WEEKS).contains(ago)).collect();
        days.len() as f64 / USUAL_WEEKS as f64
    }

    /// Runs of so many weeks up to today, newest first.
    fn last_weeks(&self, weeks: i64) -> impl Iterator<Item = &SessionSummary> {
        self.runs.iter().rev().copied().take_while(move |run| self.today - run.day < 7 * weeks)
    }

    /// Whether a session of the last eight weeks failed.
    fn has_failed(&self) -> bool {
        self.last_weeks(CALM_WEEKS).filter_map(|run| self.judge(run)).any(|judged| judged.verdict.is_fail())
    }

    /// Whether eight full weeks are known, and nothing in them forced a lighter week or ended fast running.
    pub(crate) fn is_calm(&self) -> bool {
        let since = self.today - 7 * CALM_WEEKS;
        let is_known = self.runs.first().is_some_and(|run| run.day <= since);
        let is_forced = |run: &SessionSummary| self.is_judged(run) && self.fails_last3_hard(run) >= FORCING_FAILS;
        let is_bad = |day: i64| {
            let found = symptoms(self.journal, day);
            let pain = found.pain.is_some_and(|pain| pain >= STOP_PAIN);
            found.illness || found.focal_pain || pain || bad_days_of3(self.journal, day) >= 2
        };
        is_known && !self.last_weeks(CALM_WEEKS).any(is_forced) && !(since + 1..=self.today).any(is_bad)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::super::verdict::tests::clean;
    use super::super::{Latest, RepFigures, SessionEvidence, latest};
    use super::*;
    use crate::model::{Athlete, JournalDay};
    use crate::segment::{RecoveryMode, RepLength, WorkoutKind};
    use crate::units::DistanceUnit;

    /// A Monday, and the Tuesday nine weeks later that is today.
    const MONDAY: i64 = 19_844 - 2;
    const TODAY: i64 = MONDAY + 7 * 9 + 1;

    fn easy(day: i64, metres: f64) -> SessionSummary {
        SessionSummary::easy_run(day, metres, metres / 3.0)
    }

    /// Six times 400 m as planned, RPE 6.
    fn track(day: i64) -> SessionSummary {
        let speed_mps = 400.0 / 93.0;
        let rep = RepFigures { speed_mps, timer_s: 93.0, heart_rate_start_bpm: None, heart_rate_peak_bpm: None };
        SessionSummary {
            kind: WorkoutKind::Reps,
            length: Some(RepLength::Distance(400.0)),
            reps: vec![rep; 6],
            rep_distance_m: 400.0,
            mean_speed_mps: speed_mps,
            recovery_s: Some(75.0),
            recovery_mode: Some(RecoveryMode::Jog),
            evidence: Some(SessionEvidence { rep_s: 93.0, ..clean() }),
            fast_distance_m: 2_400.0,
            fast_timer_s: 558.0,
            rpe_cr10: Some(6.0),
            planned_reps: Some(6),
            target_mps: Some((400.0 / 94.0, 400.0 / 92.0)),
            ..easy(day, 8_000.0)
        }
    }

    /// Nine weeks of six runs with reps on Tuesday and Friday, every fourth week lighter, and Monday and Tuesday of the tenth.
    fn season() -> Vec<SessionSummary> {
        let of_week = |week: i64| {
            let metres = if week % 4 == 3 { 6_000.0 } else { 10_000.0 };
            [0, 1, 2, 4, 5, 6].map(|at| {
                let day = MONDAY + 7 * week + at;
                if [1, 4].contains(&at) { track(day) } else { easy(day, metres) }
            })
        };
        (0..10).flat_map(of_week).filter(|run| run.day <= TODAY).collect()
    }

    fn of(runs: &[SessionSummary], athlete: &Athlete, journal: &[JournalDay]) -> Latest {
        latest(runs, athlete, journal, TODAY, DistanceUnit::Kilometre).unwrap()
    }

    fn most(runs: &[SessionSummary], athlete: &Athlete, journal: &[JournalDay]) -> usize {
        of(runs, athlete, journal).facts.most_hard_days.count()
    }

    #[test]
    fn a_third_hard_day_comes_with_eight_quiet_weeks_of_six_runs() {
        let (runs, athlete) = (season(), Athlete::default());
        let third = of(&runs, &athlete, &[]);
        assert_eq!(third.facts.most_hard_days, HardDaysAWeek::Three);
        assert_eq!(third.recommendation.earliest_day, Some(TODAY + 2), "Friday, Tuesday, Thursday");
        let five = of(&runs, &Athlete { runs_per_week: Some(5), ..Athlete::default() }, &[]);
        assert_eq!(five.facts.most_hard_days, HardDaysAWeek::Two);
        assert_eq!(five.recommendation.earliest_day, Some(TODAY + 3), "a week after last Friday");
        let is_told = |latest: &Latest| latest.recommendation.reasons.iter().any(|why| why.contains("waits for room"));
        assert!(is_told(&five) && !is_told(&third));
    }

    #[test]
    fn a_fourth_hard_day_never_comes() {
        let mut runs = season();
        runs.retain(|run| ![TODAY - 2].contains(&run.day));
        runs.push(track(TODAY - 2));
        let fourth = of(&runs, &Athlete::default(), &[]);
        assert_eq!(fourth.facts.most_hard_days, HardDaysAWeek::Three);
        assert_eq!(fourth.recommendation.earliest_day, Some(TODAY + 3), "Friday, Sunday, Tuesday");
    }

    #[test]
    fn few_runs_or_few_weeks_leave_two() {
        let without = |gone: &dyn Fn(i64) -> bool| -> Vec<SessionSummary> {
            season().into_iter().filter(|run| !gone(run.day)).collect()
        };
        let saturdays = without(&|day| (day - MONDAY) % 7 == 5);
        assert_eq!(most(&saturdays, &Athlete::default(), &[]), 2);
        let said = Athlete { runs_per_week: Some(6), ..Athlete::default() };
        assert_eq!(most(&saturdays, &said, &[]), 3, "the runner's word comes first");
        assert_eq!(most(&without(&|day| day <= TODAY - 56), &said, &[]), 2, "eight weeks, but not full ones");
        assert_eq!(
            most(&without(&|day| (TODAY - 40..TODAY - 26).contains(&day)), &said, &[]),
            2,
            "a week without a run"
        );
        assert_eq!(most(&without(&|day| (TODAY - 9..TODAY - 2).contains(&day)), &said, &[]), 2, "back from a break");
    }

    #[test]
    fn trouble_within_eight_weeks_leaves_two() {
        let (athlete, runs) = (Athlete::default(), season());
        let failed = |day: i64| {
            let mut runs = season();
            runs.iter_mut().filter(|run| run.day == day).for_each(|run| run.rpe_cr10 = Some(9.5));
            most(&runs, &athlete, &[])
        };
        assert_eq!((failed(TODAY - 49), failed(TODAY - 56)), (2, 3));
        let ill = |day| JournalDay { day, illness: Some(true), ..JournalDay::default() };
        let well = |day| JournalDay { day, illness: Some(false), ..JournalDay::default() };
        assert_eq!(most(&runs, &athlete, &[ill(TODAY - 50), well(TODAY - 48)]), 2);
        assert_eq!(most(&runs, &athlete, &[ill(TODAY - 60), well(TODAY - 57)]), 3);
    }

    #[test]
    fn novices_and_lighter_weeks_have_two() {
        let runs = season();
        assert_eq!(most(&runs, &Athlete { novice: Some(true), ..Athlete::default() }, &[]), 2);
        let mut building = season();
        for run in building.iter_mut().filter(|run| !run.has_reps()) {
            run.distance_m = 10_000.0;
        }
        let due = of(&building, &Athlete::default(), &[]);
        assert_eq!((due.recommendation.rule, due.facts.most_hard_days), ("D4", HardDaysAWeek::Two));
    }
}
