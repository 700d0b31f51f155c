//! The weeks ahead: the next steps placed among easy days, a steady day and the long run, with a lighter week in time.

use super::block::BuildingBlock;
use super::draft::{DayKind, WeekDraft};
use super::facts::WeekFacts;
use super::kinds::SessionKind;
use super::race::Phase;
use super::season::Season;
use super::turns::Turns;
use crate::model::{Athlete, Day};
use crate::progression::decide::Recommendation;
use crate::units::DistanceUnit;

/// One day of the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanDay {
    /// The day.
    pub day: Day,
    /// What the day is for.
    pub kind: DayKind,
    /// Whether the day is in a lighter week, or in the days before a race.
    pub is_lighter: bool,
    /// What to do, in words.
    pub text: String,
    /// Distance of the whole run, m; `None` on a day of rest, and where the usual week is not known.
    pub distance_m: Option<f64>,
    /// Distance of the reps, m; 0 without reps. Strides at the end of an easy run are not counted.
    pub fast_m: f64,
}

/// The days ahead, for some weeks from today: from today on or, after a run today, from tomorrow on.
///
/// # Definition
/// The long run is on its day, Sunday if none is given. The reps are on the first day from Tuesday on that the advice
/// allows and that is two days (novices: three) from the last hard day and two from the long run. A threshold day, or
/// the second of two track days, follows as far after the reps and as far before the long run. Easy days fill the runs
/// of the week. Up to five runs leave one full day of rest. A day that does not fit is left out, never doubled.
///
/// The track day goes to the kind whose turn it is, with its own next step. One lever moves a week. The plan stays
/// within the usual week, the caps and the gates: reps are cut, runs are shortened or left out. After three building
/// weeks comes a lighter week, with seven tenths of every distance, half the reps and no threshold. On the way into
/// fast running, and after a break, the advised session is all that is fast. With a stop symptom nothing is run. In the
/// six days before a race half is run, and nothing is hard in the last three. After the race one day is easy for every
/// 3 km raced.
/// # Source
/// The template is a house rule. The lighter week is a custom; no trial of it in runners was found.
pub fn week_plan(
    advice: Option<&Recommendation>,
    athlete: &Athlete,
    facts: &WeekFacts,
    ahead: Ahead,
    unit: DistanceUnit,
) -> Vec<PlanDay> {
    let Ahead { today, weeks } = ahead;
    let first = facts.first_day.max(today);
    let season = Season { advice, athlete, facts, today, first, unit };
    let monday = today.monday();
    let days = 7 * i64::try_from(weeks).unwrap_or(0);
    let mut so_far = SoFar {
        last_hard: facts.last_hard_day,
        block: BuildingBlock::of(advice, facts),
        turns: Turns::of(&facts.kinds),
    };
    let mondays = (0..=weeks).map(|week| monday + 7 * i64::try_from(week).unwrap_or(0));
    let filled = mondays.flat_map(|monday| season.week(monday, &mut so_far));
    filled.filter(|day| (first..=today + days).contains(&day.day)).collect()
}

/// How far ahead a plan looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ahead {
    /// The day of the plan.
    pub today: Day,
    /// The weeks of the plan.
    pub weeks: usize,
}

/// What each week hands to the next.
struct SoFar {
    last_hard: Option<Day>,
    block: BuildingBlock,
    turns: Turns,
}

impl Season<'_> {
    fn week(&self, monday: Day, so_far: &mut SoFar) -> Vec<PlanDay> {
        let track = self.track_day(monday, so_far.last_hard);
        let race = monday.until(monday + 7).find(|day| self.phase(*day) == Phase::Race);
        let is_awaited = so_far.block.is_awaited();
        let is_lighter = so_far.block.next(track.is_some(), race.is_some()) || self.is_ill();
        let done_m = if monday > self.today { 0.0 } else { self.facts.run_this_week_m };
        let mut week = WeekDraft::empty(monday, done_m, self.week_m(monday, is_lighter));
        week.is_lighter = is_lighter;
        week.is_lighter_awaited = is_awaited && !is_lighter;
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

    /// Places the session of the track day, and that of the second hard day. The first session of the plan is on a
    /// track day.
    fn place_hard(&self, week: &mut WeekDraft, track: Option<Day>, so_far: &mut SoFar) {
        if let Some(day) = track {
            let kind = self.track_kind(&so_far.turns, week);
            self.place(week, day, kind, so_far);
        }
        let second = self.second_day(week.monday, so_far.last_hard, week.sessions.len());
        if let Some(day) = second.filter(|day| so_far.turns.is_begun && self.allows_second(*day, week)) {
            let kind = self.second_kind(&so_far.turns, week);
            self.place(week, day, kind, so_far);
        }
    }

    fn place(&self, week: &mut WeekDraft, day: Day, kind: Option<&SessionKind>, so_far: &mut SoFar) {
        let Some(kind) = kind else { return };
        if let Some(session) = self.session(kind, day, week, &mut so_far.turns) {
            so_far.last_hard = Some(day);
            week.add(session);
        } else if kind.last_day.is_some() && week.sessions.is_empty() {
            week.drop(day);
        }
    }

    fn days(&self, week: &WeekDraft) -> Vec<PlanDay> {
        let of = |day: Day| {
            let race = self.athlete.goal_race.filter(|_| week.kind(day) == DayKind::Race);
            PlanDay {
                day,
                kind: week.kind(day),
                is_lighter: week.is_lighter || self.phase(day).is_before(),
                text: self.text(week, day),
                distance_m: race.map(|race| race.distance_m).or_else(|| week.metres(day)),
                fast_m: week.session(day).map_or(0.0, |session| session.fast_m),
            }
        };
        week.days().map(of).collect()
    }
}
