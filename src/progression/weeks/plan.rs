//! The weeks ahead: the next steps placed among easy days, a steady day and the long run, with a lighter week in time.

use super::block::BuildingBlock;
use super::days;
use super::facts::{SpeedWork, WeekFacts};
use super::kinds::SessionKind;
use super::race::Phase;
use super::session::{HardSession, Turns};
use super::words;
use crate::model::{Athlete, Day, Family, Weekday};
use crate::progression::decide::Recommendation;
use crate::progression::kind::ladder::Steps;
use crate::units::DistanceUnit;

/// What a day is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayKind {
    /// The reps.
    Reps,
    /// Steady or tempo running.
    Steady,
    /// The long run.
    Long,
    /// Easy running.
    Easy,
    /// The race that the runner trains for.
    Race,
    /// No running; other training if wanted.
    Rest,
}

impl DayKind {
    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reps => "reps",
            Self::Steady => "steady",
            Self::Long => "long",
            Self::Easy => "easy",
            Self::Race => "race",
            Self::Rest => "rest",
        }
    }

    /// Whether it is a hard day of training.
    pub fn is_hard(self) -> bool {
        matches!(self, Self::Reps | Self::Steady)
    }
}

/// One day of the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanDay {
    /// Its day.
    pub day: Day,
    /// What it is for.
    pub kind: DayKind,
    /// Whether it is of a lighter week, or of the one before a race.
    pub is_lighter: bool,
    /// What to do, in words.
    pub text: String,
    /// Distance of the whole run, m; `None` on a day of rest, and where the usual week is not known.
    pub distance_m: Option<f64>,
    /// Distance of its reps, m; 0 without any. Strides at the end of an easy run are not counted.
    pub fast_m: f64,
}

/// The days ahead, to the end of so many weeks: from today on, where nothing has been run today, else from tomorrow on.
///
/// # Definition
/// The long run on its day (Sunday if none is given); the reps on the first day from Tuesday on that is two days (novices:
/// three) from the last hard day and the long run, and not before the advice allows; a threshold day as far after the reps and
/// before the long run, or with two track days the second of them; easy days on what is left up to the runs of a week; one full
/// day of rest up to five runs. A day that does not fit is left out, never doubled.
///
/// The track takes the kind whose turn it is, with its own next step; one thing moves a week. All of it is within the usual week,
/// the caps and the gates: reps are cut, runs shortened or left out. After three building weeks a lighter one: seven tenths of
/// every distance, half the reps, no threshold. On the way into speed, and after a break, what is advised is all that is fast;
/// with a stop symptom nothing is run. In the six days before a race half is run, nothing hard in the last three; after it a day
/// is easy for every 3 km raced.
/// # Source
/// The template is a house rule; the lighter week is a custom, no trial of it in runners was found.
pub fn week_plan(
    advice: Option<&Recommendation>,
    athlete: &Athlete,
    facts: &WeekFacts,
    (today, weeks): (Day, usize),
    unit: DistanceUnit,
) -> Vec<PlanDay> {
    let first = facts.first_day.max(today);
    let season = Season { advice, athlete, facts, today, first, unit };
    let monday = today.monday();
    let ahead = 7 * i64::try_from(weeks).unwrap_or(0);
    let mut so_far = SoFar {
        last_hard: facts.last_hard_day,
        block: BuildingBlock::of(advice, facts),
        turns: Turns::of(&facts.kinds),
    };
    let mondays = (0..=weeks).map(|week| monday + 7 * i64::try_from(week).unwrap_or(0));
    let days = mondays.flat_map(|monday| season.week(monday, &mut so_far));
    days.filter(|day| (first..=today + ahead).contains(&day.day)).collect()
}

/// What the plan is made from.
pub(crate) struct Season<'a> {
    pub(crate) advice: Option<&'a Recommendation>,
    pub(crate) athlete: &'a Athlete,
    pub(crate) facts: &'a WeekFacts,
    pub(crate) today: Day,
    /// The first day that is not over.
    pub(crate) first: Day,
    pub(crate) unit: DistanceUnit,
}

/// What one week hands to the next.
pub(crate) struct SoFar {
    last_hard: Option<Day>,
    block: BuildingBlock,
    turns: Turns,
}

/// A week in the making.
#[derive(Debug)]
pub(crate) struct Week {
    pub(crate) monday: Day,
    pub(crate) is_lighter: bool,
    /// Whether a lighter week is advised and has not come yet.
    pub(crate) is_lighter_awaited: bool,
    pub(crate) kinds: [DayKind; 7],
    pub(crate) metres: [Option<f64>; 7],
    /// Hard sessions with their days.
    pub(crate) sessions: Vec<(Day, HardSession)>,
    /// The easy day that ends in strides.
    pub(crate) strides: Option<Day>,
    /// Days whose run was left out for want of distance.
    pub(crate) dropped: Vec<Day>,
    /// What has been run of it, m.
    pub(crate) done_m: f64,
    /// What the week may hold, m.
    pub(crate) whole_m: Option<f64>,
    /// What is left of it, m; `None` where the usual week is not known.
    pub(crate) left_m: Option<f64>,
}

impl Week {
    pub(crate) fn metres(&self, day: Day) -> Option<f64> {
        self.metres[index(day - self.monday)]
    }
}

impl Season<'_> {
    fn week(&self, monday: Day, so_far: &mut SoFar) -> Vec<PlanDay> {
        let track = self.track_day(monday, so_far.last_hard);
        let race = monday.until(monday + 7).find(|day| self.phase(*day) == Phase::Race);
        let is_awaited = so_far.block.is_awaited();
        let is_lighter = so_far.block.next(track.is_some(), race.is_some()) || self.is_ill();
        let mut week = self.empty_week(monday, is_lighter, is_awaited && !is_lighter);
        if self.is_ill() && monday <= self.rest_until() {
            return self.days(&week);
        }
        if let Some(race) = race.filter(|day| *day >= self.first) {
            week.set(race, DayKind::Race);
        }
        self.place_hard(&mut week, track, so_far);
        self.place_long(&mut week);
        self.place_easy(&mut week);
        week.strides = self.strides_day(&week);
        if is_lighter {
            so_far.turns.lighter_week_done();
        }
        self.days(&week)
    }

    fn is_ill(&self) -> bool {
        self.facts.symptom.is_some()
    }

    /// The Sunday to which there is rest with a stop symptom that is gone by tomorrow.
    pub(crate) fn rest_until(&self) -> Day {
        (self.today + words::SYMPTOM_FREE_DAYS).monday() + 6
    }

    fn empty_week(&self, monday: Day, is_lighter: bool, is_lighter_awaited: bool) -> Week {
        let done_m = if monday > self.today { 0.0 } else { self.facts.run_this_week_m };
        let whole_m = self.week_m(monday, is_lighter);
        Week {
            monday,
            is_lighter,
            is_lighter_awaited,
            kinds: [DayKind::Rest; 7],
            metres: [None; 7],
            sessions: Vec::new(),
            strides: None,
            dropped: Vec::new(),
            done_m,
            whole_m,
            left_m: whole_m.map(|whole| (whole - done_m).max(0.0)),
        }
    }

    /// The reps and the second hard day.
    fn place_hard(&self, week: &mut Week, track: Option<Day>, so_far: &mut SoFar) {
        if let Some(day) = track {
            let first = if so_far.turns.is_begun { None } else { self.advised_kind() };
            let kind = first.or_else(|| self.lighter_kind(week)).or_else(|| self.track_kind(&so_far.turns));
            self.place(week, day, kind, so_far);
        }
        let second = self.second_day(week.monday, so_far.last_hard, week.sessions.len());
        // The plan begins with the next step.
        let second = second.filter(|_| so_far.turns.is_begun);
        if let Some(day) = second.filter(|day| self.allows_second(*day, week.is_lighter, week.is_lighter_awaited)) {
            let kind = self.second_kind(&so_far.turns, week);
            self.place(week, day, kind, so_far);
        }
    }

    fn place(&self, week: &mut Week, day: Day, kind: Option<&SessionKind>, so_far: &mut SoFar) {
        let Some(kind) = kind else { return };
        let Some(session) = self.session(kind, day, week, &mut so_far.turns) else {
            if kind.last_day.is_some() && week.sessions.is_empty() {
                week.drop(day);
            }
            return;
        };
        so_far.last_hard = Some(day);
        so_far.turns.is_begun = true;
        week.set(day, if session.is_steady { DayKind::Steady } else { DayKind::Reps });
        week.take(day, session.whole_m);
        week.sessions.push((day, session));
    }

    /// The easy day that ends in strides: the first in their order that is not the day after a hard one; on the way into speed
    /// the second time of a step that is run twice a week, three days after the first.
    fn strides_day(&self, week: &Week) -> Option<Day> {
        if let Some((first, _)) = week.sessions.first().filter(|_| self.runs_strides_twice(week)) {
            let day = (*first + self.apart()).until(week.monday + 7).find(|day| week.kind(*day) == DayKind::Easy);
            return day;
        }
        let is_hard = |day: Day| week.sessions.iter().any(|(hard, _)| *hard == day);
        let days = days::EASY_ORDER.into_iter().map(|day| week.monday + day.since_monday());
        let mut easy = days.filter(|day| week.kind(*day) == DayKind::Easy && !is_hard(*day - 1));
        easy.find(|day| self.allows_strides(*day, week.is_lighter, week.is_lighter_awaited))
    }

    /// Whether the advised strides may be run twice in a week.
    fn runs_strides_twice(&self, week: &Week) -> bool {
        let strides = self.facts.kind(Family::F).map(|kind| &kind.next.step).filter(|step| step.is_short());
        let steps = Steps::of(self.athlete, Family::F);
        let is_twice = strides.is_some_and(|step| steps.per_week(step.reps, step.rep()) > 1);
        is_twice && self.facts.speed_work == SpeedWork::New && !week.is_lighter
    }

    fn days(&self, week: &Week) -> Vec<PlanDay> {
        let of = |day: Day| {
            let session = week.sessions.iter().find(|(hard, _)| *hard == day);
            let race = self.athlete.goal_race.filter(|_| week.kind(day) == DayKind::Race);
            PlanDay {
                day,
                kind: week.kind(day),
                is_lighter: week.is_lighter || self.phase(day).is_before(),
                text: self.text(week, day),
                distance_m: race.map(|race| race.distance_m).or_else(|| week.metres(day)),
                fast_m: session.map_or(0.0, |(_, session)| session.fast_m),
            }
        };
        week.monday.until(week.monday + 7).map(of).collect()
    }
}

/// The index of a weekday.
pub(crate) fn at(day: Weekday) -> usize {
    index(day.since_monday())
}

pub(crate) fn index(since_monday: i64) -> usize {
    usize::try_from(since_monday).unwrap_or(0).min(6)
}
