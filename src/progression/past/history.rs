//! The past of a runner: the runs up to today, in order, without copies, and what they say of the runner.

use super::altitude::{NewAltitude, new_altitude};
use super::anchor::{RaceIndex, family_of, is_way_in, race_index, rep_of};
use super::mornings::rows;
use super::summary::SessionSummary;
use super::time_off::other_training;
use crate::model::outing::{SAME_START_S, starts_together};
use crate::model::{Athlete, Day, Family, JournalDay, Rung};
use crate::progression::kind::daniels::training_speed;
use crate::progression::kind::ladder::Steps;
use crate::progression::kind::lever::{STRIDE_M, STRIDE_S};
use crate::segment::WorkoutKind;
use crate::segment::alike::on_one_rung;
use std::collections::{BTreeMap, BTreeSet};

/// Days over which earlier like sessions are looked for.
pub(crate) const LIKE_DAYS: i64 = 180;
/// Days over which a kind of session is one of the runner's, and over which the mix of kinds is counted.
const KIND_DAYS: i64 = 84;
const MIX_DAYS: i64 = 56;
/// Breaks without running after which less is run for as long again. House rule on what coaches advise.
const BREAK_DAYS: std::ops::RangeInclusive<i64> = 6..=28;
/// A longer break, for which the fold knows no way back, is made up for as one of so many days at most. House rule.
const LONGEST_BREAK_DAYS: i64 = 84;
/// A step of the ladder is met by a pace this much slower, as a fraction, and a rest so many times as long. House rule.
const NEAR_PACE: f64 = 0.01;
const NEAR_REST: f64 = 1.25;
/// Days for which who begins with fast running is new to it: sixteen weeks. House rule.
const NOVICE_DAYS: i64 = 112;
/// Days before a race without anything hard, and the metres raced that ask for an easy day each. House rules.
pub(crate) const RACE_DAYS: i64 = 3;
const METRES_A_DAY: f64 = 3_000.0;
/// Days between two hard days.
pub(crate) const SPACING_DAYS: i64 = 2;
/// Share of threshold speed from which ten minutes are a hard day.
const HARD_SHARE: f64 = 0.97;
/// Session RPE from which a day was hard.
const HARD_RPE: f64 = 6.0;

/// A runner's runs up to today, in order of start, without duplicates; and what else is known.
#[derive(Debug)]
pub(crate) struct History<'a> {
    pub(crate) runs: Vec<&'a SessionSummary>,
    /// Days with other training of the legs.
    pub(crate) other_training: BTreeSet<Day>,
    pub(crate) athlete: &'a Athlete,
    pub(crate) journal: &'a [JournalDay],
    pub(crate) today: Day,
    /// Whether the runner is new to fast running.
    is_novice: bool,
    /// The start of the first session that is more than a step of the way in, s: what is run after it is no longer one.
    through_way_in_s: f64,
    /// The day of the next session, where the plan has told it.
    pub(crate) session_day: Option<Day>,
    /// The steps up that followed from what was run: the kind, and the start of the session after which each was due, s.
    pub(crate) steps_up: Vec<(Family, f64)>,
}

/// Whether a session is one that is judged: reps, or strides where there were no reps in the twelve weeks before. Strides beside
/// reps are part of an easy day.
pub(crate) fn is_judged<'a>(session: &SessionSummary, others: impl Iterator<Item = &'a SessionSummary>) -> bool {
    let is_before = |run: &&SessionSummary| {
        run.start_unix_s < session.start_unix_s && session.day - run.day <= KIND_DAYS && !run.duplicate
    };
    let is_work = |kind: WorkoutKind| matches!(kind, WorkoutKind::Reps | WorkoutKind::Tempo);
    let is_reps = |run: &SessionSummary| run.running && is_work(run.kind) && run.has_reps();
    session.has_reps() && (session.kind != WorkoutKind::Strides || !others.filter(is_before).any(is_reps))
}

/// Whether a run is fast running that still counts: of the last half year.
pub(crate) fn is_known_fast(run: &SessionSummary, today: Day) -> bool {
    run.is_fast() && today - run.day <= LIKE_DAYS
}

/// Easy days after a race.
pub(crate) fn easy_days_after(distance_m: f64) -> i64 {
    (distance_m / METRES_A_DAY).ceil() as i64
}

/// Whether two activities are one outing, recorded or exported twice.
pub(crate) fn is_same_outing(a: &SessionSummary, b: &SessionSummary) -> bool {
    starts_together(a.start_unix_s, b.start_unix_s)
}

impl<'a> History<'a> {
    /// Of one runner, with a journal in order of day. Summaries after today and duplicates are left out; of what was not run only
    /// the days of training the legs are kept.
    pub(crate) fn new(
        session: &'a SessionSummary,
        history: &'a [SessionSummary],
        athlete: &'a Athlete,
        journal: &'a [JournalDay],
        today: Day,
    ) -> Self {
        let counts =
            |run: &&SessionSummary| run.running && !run.duplicate && run.day <= today && !is_same_outing(run, session);
        let mut runs: Vec<&SessionSummary> = history.iter().filter(counts).collect();
        runs.extend(session.running.then_some(session));
        runs.sort_by(|a, b| a.start_unix_s.total_cmp(&b.start_unix_s).then_with(|| a.file.cmp(&b.file)));
        // Copies that nobody flagged count once: the one with reps stands for the outing.
        runs.dedup_by(|later, kept| {
            let is_copy = is_same_outing(later, kept);
            if is_copy && later.has_reps() && !kept.has_reps() {
                std::mem::swap(later, kept);
            }
            is_copy
        });
        let mut past = Self {
            runs,
            other_training: other_training(history, today),
            athlete,
            journal,
            today,
            is_novice: false,
            through_way_in_s: f64::INFINITY,
            session_day: None,
            steps_up: Vec::new(),
        };
        past.is_novice = past.seems_novice();
        let is_more = |run: &&&SessionSummary| {
            run.has_reps() && run.kind == WorkoutKind::Reps && !run.doubtful && !is_way_in(run, athlete)
        };
        past.through_way_in_s = past.runs.iter().find(is_more).map_or(f64::INFINITY, |run| run.start_unix_s);
        past
    }

    pub(crate) fn before(&self, session: &SessionSummary) -> &[&'a SessionSummary] {
        let start = session.start_unix_s - SAME_START_S;
        &self.runs[..self.runs.partition_point(|run| run.start_unix_s.total_cmp(&start).is_lt())]
    }

    /// The runs of the days from one to another, both included.
    pub(crate) fn runs_of(&self, from: Day, to: Day) -> &[&'a SessionSummary] {
        let (first, end) =
            (self.runs.partition_point(|run| run.day < from), self.runs.partition_point(|run| run.day <= to));
        &self.runs[first..end.max(first)]
    }

    /// Whether a session is one that is judged.
    pub(crate) fn is_judged(&self, session: &SessionSummary) -> bool {
        is_judged(session, self.before(session).iter().copied())
    }

    /// Earlier sessions of the family with reps of like length, newest first.
    pub(crate) fn like(&self, session: &SessionSummary, family: Family) -> impl Iterator<Item = &'a SessionSummary> {
        let (length, from) = (session.length, session.day - LIKE_DAYS);
        let before = self.before(session).iter().rev().copied().take_while(move |run| run.day >= from);
        before.filter(move |run| {
            let same = run.length.zip(length).is_some_and(|(a, b)| on_one_rung(a, b));
            same && run.has_reps() && !run.doubtful && self.family(run) == family
        })
    }

    pub(crate) fn rows(&self, from: Day, to: Day) -> impl Iterator<Item = &JournalDay> {
        rows(self.journal, from, to.min(self.today))
    }

    /// RPE of a session: the higher of the file's and the journal's.
    pub(crate) fn rpe(&self, session: &SessionSummary) -> Option<f64> {
        let written = self.rows(session.day, session.day).filter_map(|row| row.rpe_cr10);
        written.chain(session.rpe_cr10).reduce(f64::max)
    }

    /// Whether a day with this session was a hard one.
    pub(crate) fn is_hard(&self, session: &SessionSummary) -> bool {
        let effort = self.rpe(session).is_some_and(|rpe| rpe >= HARD_RPE);
        let reps = session.kind == WorkoutKind::Reps && session.reps.len() + session.other_reps >= 2;
        let speed = session.distance_m / session.timer_s;
        let threshold =
            race_index(self.athlete, session.day).and_then(|race| training_speed(Family::T, race.vdot, None));
        let fast = threshold.is_some_and(|threshold| session.timer_s >= 600.0 && speed >= HARD_SHARE * threshold);
        // Without a race nothing says that a tempo was easier than one.
        let tempo = session.kind == WorkoutKind::Tempo
            && threshold.is_none_or(|threshold| session.mean_speed_mps >= HARD_SHARE * threshold);
        let month = self.before(session).iter().rev().take_while(|run| session.day - run.day <= 30);
        let longest = month.map(|run| run.distance_m).fold(f64::NAN, f64::max);
        effort
            || (reps && !is_strides(session))
            || session.kind == WorkoutKind::RaceLike
            || fast
            || tempo
            || session.distance_m > 1.1 * longest
    }

    /// The last hard day before a session.
    pub(crate) fn hard_before(&self, session: &SessionSummary) -> Option<Day> {
        self.before(session).iter().rev().take(14).find(|run| self.is_hard(run)).map(|run| run.day)
    }

    /// Whether a session was run in the first days at another altitude.
    pub(crate) fn new_altitude(&self, session: &SessionSummary) -> Option<NewAltitude> {
        new_altitude(session, self.before(session))
    }

    /// The last break without running that is still felt, the one that lasts included: the day that running began or begins
    /// again, and for how many days it is made up for. One of six days to four weeks comes first; a longer one counts for as
    /// long as the longest that is made up for.
    pub(crate) fn felt_break(&self) -> Option<(Day, i64)> {
        let days: Vec<Day> = self.runs.iter().map(|run| run.day).chain([self.today + 1]).collect();
        let breaks = || days.windows(2).rev().map(|pair| (pair[1], pair[1] - pair[0] - 1));
        let is_felt = |(again, off): &(Day, i64)| self.today < *again + *off;
        let short = breaks().filter(|(_, off)| BREAK_DAYS.contains(off)).find(is_felt);
        let long = breaks().filter(|(_, off)| off > BREAK_DAYS.end());
        short.or_else(|| long.map(|(again, off)| (again, off.min(LONGEST_BREAK_DAYS))).find(is_felt))
    }

    /// Hard days of the last seven, today's included, oldest first.
    pub(crate) fn hard_days(&self) -> Vec<Day> {
        let week = self.runs.iter().filter(|run| self.today - run.day < 7);
        let mut days: Vec<Day> = week.filter(|run| self.is_hard(run)).map(|run| run.day).collect();
        days.dedup();
        days
    }

    /// Whether the runner is new to fast running.
    pub(crate) fn is_novice(&self) -> bool {
        self.is_novice
    }

    /// The kind of a session.
    pub(crate) fn family(&self, session: &SessionSummary) -> Family {
        family_of(session, self.athlete, self.is_novice && session.start_unix_s < self.through_way_in_s)
    }

    /// The index of the last race before a session, lowered for a break since.
    pub(crate) fn race(&self, session: &SessionSummary) -> Option<RaceIndex> {
        Some(self.lowered(race_index(self.athlete, session.day)?, session))
    }

    /// Earlier sessions of a kind that take part, newest first, whatever their lengths.
    pub(crate) fn of_kind(&self, session: &SessionSummary, family: Family) -> impl Iterator<Item = &'a SessionSummary> {
        let from = session.day - LIKE_DAYS;
        let before = self.before(session).iter().rev().copied().take_while(move |run| run.day >= from);
        before.filter(move |run| self.is_judged(run) && !run.doubtful && self.family(run) == family)
    }

    /// Whether the runner is new to fast running: as said, else where the files show half a year of running without any before
    /// the first of the last sixteen weeks.
    fn seems_novice(&self) -> bool {
        self.athlete.novice.unwrap_or_else(|| {
            let fast = || self.runs.iter().filter(|run| run.is_fast()).map(|run| run.day);
            let Some(first) = fast().find(|day| self.today - *day <= NOVICE_DAYS) else {
                return self.is_unaccustomed();
            };
            let is_new = fast().all(|day| day >= first || first - day > LIKE_DAYS);
            is_new && self.runs.first().is_some_and(|run| first - run.day > LIKE_DAYS)
        })
    }

    /// Whether there was half a year of running and nothing fast in it.
    fn is_unaccustomed(&self) -> bool {
        let is_long = self.runs.first().is_some_and(|run| self.today - run.day > LIKE_DAYS);
        is_long && !self.runs.iter().any(|run| is_known_fast(run, self.today))
    }

    /// The surface that the journal names for the first time in six weeks.
    pub(crate) fn new_surface(&self) -> Option<&str> {
        let named = |from, to| self.rows(from, to).filter(|row| !row.surface.trim().is_empty());
        let newest = named(self.today - 7, self.today).last()?;
        let is_same = |row: &&JournalDay| row.surface.trim().eq_ignore_ascii_case(newest.surface.trim());
        let mut before = named(newest.day - super::KEPT_DAYS, newest.day - 1).peekable();
        before.peek()?;
        let is_new = !before.any(|row| is_same(&row));
        is_new.then(|| newest.surface.trim())
    }

    /// The first day that is not over: today, or tomorrow where there has been a run today.
    pub(crate) fn first_day(&self) -> Day {
        self.today + i64::from(self.runs.last().is_some_and(|run| run.day == self.today))
    }

    /// Days of today's week, from Monday on, that had a run.
    pub(crate) fn runs_this_week(&self) -> usize {
        let of_week = self.runs.iter().filter(|run| run.day.monday() == self.today.monday());
        of_week.map(|run| run.day).collect::<BTreeSet<_>>().len()
    }

    /// The highest step of a family that a session fills: reps and length, pace where a race tells it, and rest.
    pub(crate) fn placed(&self, session: &SessionSummary, family: Family) -> Option<Rung> {
        let rep = rep_of(session);
        let anchor = self.race(session).and_then(|race| training_speed(family, race.vdot, self.athlete.goal()));
        let is_met = |rung: &Rung| {
            let asked = anchor.zip(rung.pace_pct).map(|(anchor, percent)| anchor * percent / 100.0);
            let asked_mps = asked.unwrap_or(f64::NEG_INFINITY);
            let rest_s = rung.recovery.map_or(f64::INFINITY, |recovery| recovery.seconds(rep.seconds));
            let is_slow = session.mean_speed_mps < (1.0 - NEAR_PACE) * asked_mps;
            let is_alike = rung.shape.is_within() == session.shape.is_within();
            is_alike && !is_slow && session.recovery_s.is_none_or(|rest| rest_s.is_nan() || rest <= NEAR_REST * rest_s)
        };
        Steps::of(self.athlete, family).placed(session.reps.len(), rep, is_met).cloned()
    }

    /// The latest session of each family of the last twelve weeks, and how many there were in eight.
    pub(crate) fn latest_of_families(&self) -> BTreeMap<Family, (&'a SessionSummary, usize)> {
        let mut found = BTreeMap::new();
        let recent = |run: &&&SessionSummary| run.has_reps() && self.today - run.day <= KIND_DAYS;
        for run in self.runs.iter().filter(recent) {
            let (latest, count) = found.entry(self.family(run)).or_insert((*run, 0));
            *latest = run;
            *count += usize::from(self.today - run.day <= MIX_DAYS);
        }
        found
    }
}

/// Whether all the reps of a session together were no more than strides: short in time, and in distance, for who is fast runs
/// 200 m in less than half a minute.
fn is_strides(session: &SessionSummary) -> bool {
    let reps = (session.reps.len() + session.other_reps) as f64;
    session.fast_timer_s < STRIDE_S * reps && session.fast_distance_m < STRIDE_M * reps
}
