//! The past of a runner: the runs up to today, in order, each outing once; and what they say of the runner.

use super::KEPT_DAYS;
use super::altitude::days_at_new_altitude;
use super::anchor::family_of;
use super::journal::rows;
use super::memory::{Known, Memory, OfKind, Which};
use super::mornings::Morning;
use super::order::{Runs, place_from_end, since};
use super::summary::SessionSummary;
use super::week::Weeks;
use crate::model::outing::SAME_START_S;
use crate::model::{Athlete, Day, Family, JournalDay, Said, Teller};
use crate::segment::WorkoutKind;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;
use std::rc::Rc;

/// Days over which earlier sessions compare with a session, and fast running still counts.
pub(crate) const LIKE_DAYS: i64 = 180;
/// Days over which a step up is heard of: six weeks, for which a session counts, and a day for the place of a run.
pub(crate) const HEARD_DAYS: i64 = KEPT_DAYS + 1;
/// Days over which a kind of session that was run counts as one of the runner's.
pub(super) const KIND_DAYS: i64 = 84;
/// Days over which the mix of kinds is counted.
const MIX_DAYS: i64 = 56;
/// Lengths of breaks without running, days, after which less is run for as long again. House rule on what coaches advise.
const BREAK_DAYS: std::ops::RangeInclusive<i64> = 6..=28;
/// A longer break is made up for in at most this many days. House rule.
const LONGEST_BREAK_DAYS: i64 = 84;
/// Days for which a runner who begins with fast running is new to it: sixteen weeks. House rule.
const NOVICE_DAYS: i64 = 112;

/// An earlier answer that was a step up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct StepUp {
    /// The kind.
    pub(crate) family: Family,
    /// The day of the session that was answered.
    pub(crate) day: Day,
    /// Unix start of the newest session at that time, s.
    pub(crate) newest_unix_s: f64,
}

/// The past of a runner.
#[derive(Debug)]
pub(crate) struct History<'a> {
    /// Runs up to today in order of start, each outing once.
    pub(crate) runs: Runs<'a>,
    /// Their weeks.
    pub(crate) weeks: Weeks,
    /// Days with other training of the legs.
    pub(crate) other_training: &'a BTreeSet<Day>,
    pub(crate) athlete: &'a Athlete,
    /// The rows up to today, in order of day.
    pub(crate) journal: &'a [JournalDay],
    pub(crate) today: Day,
    /// Whether the runner is new to fast running.
    pub(super) is_novice: bool,
    /// Unix start, s, of the first session that is more than a step of the way in. No later session is such a step.
    pub(super) through_way_in_s: f64,
    /// The day of the next session, where the plan is known.
    pub(crate) session_day: Option<Day>,
    /// The earlier answers that were a step up.
    pub(crate) steps_up: Vec<StepUp>,
    pub(super) memory: &'a Memory,
    /// Whether the runs are the first of those of the whole career, so that what is known of one stays known.
    pub(super) is_prefix: bool,
}

/// Whether a session is judged: it has reps, or it has strides and there were no reps in the twelve weeks before. Strides
/// of a runner who runs reps are part of an easy day. `others` are runs about then.
pub(crate) fn is_judged<'a, I: Iterator<Item = &'a SessionSummary>>(
    session: &SessionSummary,
    others: impl FnOnce() -> I,
) -> bool {
    let is_before = |run: &&SessionSummary| {
        run.start_unix_s < session.start_unix_s && session.day - run.day <= KIND_DAYS && !run.duplicate
    };
    let is_work = |kind: WorkoutKind| matches!(kind, WorkoutKind::Reps | WorkoutKind::Tempo);
    let is_reps = |run: &SessionSummary| run.running && is_work(run.kind) && run.has_reps();
    session.has_reps() && (session.kind != WorkoutKind::Strides || !others().filter(is_before).any(is_reps))
}

/// Whether a run is fast running of the last half year.
pub(crate) fn is_known_fast(run: &SessionSummary, today: Day) -> bool {
    run.is_fast() && today - run.day <= LIKE_DAYS
}

impl<'a> History<'a> {
    /// The runs before a session, in order of start.
    pub(crate) fn before(&self, session: &SessionSummary) -> &[&'a SessionSummary] {
        let start = session.start_unix_s - SAME_START_S;
        &self.runs[..place_from_end(&self.runs, |run| run.start_unix_s.total_cmp(&start).is_lt())]
    }

    /// The runs of the last half year before a session, newest first.
    fn half_year_before(&self, session: &SessionSummary) -> impl Iterator<Item = &'a SessionSummary> {
        let from = session.day - LIKE_DAYS;
        self.before(session).iter().rev().copied().take_while(move |run| run.day >= from)
    }

    /// The runs of the days from one to another, both included.
    pub(crate) fn runs_of(&self, from: Day, to: Day) -> &[&'a SessionSummary] {
        since(&self.runs[..place_from_end(&self.runs, |run| run.day <= to)], from)
    }

    /// Whether a session is judged.
    pub(crate) fn is_judged(&self, session: &SessionSummary) -> bool {
        is_judged(session, || since(self.before(session), session.day - KIND_DAYS).iter().rev().copied())
    }

    /// Earlier sessions of the family with reps of about the same length, newest first.
    pub(crate) fn like(&self, session: &SessionSummary, family: Family) -> impl Iterator<Item = &'a SessionSummary> {
        let is_like = move |run: &&SessionSummary| {
            run.is_like_long(session) && run.has_reps() && !run.doubtful && self.family(run) == family
        };
        self.half_year_before(session).filter(is_like)
    }

    /// Earlier judged sessions of a family that are surely reps, whatever their lengths, newest first.
    pub(crate) fn of_kind(&self, session: &SessionSummary, family: Family) -> impl Iterator<Item = &'a SessionSummary> {
        self.half_year_before(session).filter(move |run| self.is_of_kind(run, session, family))
    }

    /// Whether a run is a judged session of a family, surely reps, and on ground like that of a session.
    fn is_of_kind(&self, run: &SessionSummary, session: &SessionSummary, family: Family) -> bool {
        !run.doubtful && self.is_judged(run) && run.is_on_like_ground(session) && self.family(run) == family
    }

    /// Those of [`Self::of_kind`] from a day on that are wanted, which is asked first.
    pub(crate) fn wanted_of_kind(
        &self,
        session: &SessionSummary,
        family: Family,
        from: Day,
        is_wanted: impl Fn(&SessionSummary) -> bool,
    ) -> impl Iterator<Item = &'a SessionSummary> {
        let recent = self.half_year_before(session).take_while(move |run| run.day >= from);
        recent.filter(move |run| is_wanted(run)).filter(move |run| self.is_of_kind(run, session, family))
    }

    /// Rows of the journal of a range of days, both ends included, none after today.
    pub(crate) fn rows(&self, from: Day, to: Day) -> impl Iterator<Item = &JournalDay> {
        rows(self.journal, from, to)
    }

    /// RPE of a session: the journal's highest of the day, else what the file or a site says.
    pub(crate) fn rpe_told(&self, session: &SessionSummary) -> Option<Said<f64>> {
        let written = self.rows(session.day, session.day).filter_map(|row| row.rpe_cr10).reduce(f64::max);
        written.map(|value| Said { value, by: Teller::Journal }).or(session.rpe_cr10)
    }

    /// RPE of a session.
    pub(crate) fn rpe(&self, session: &SessionSummary) -> Option<f64> {
        self.rpe_told(session).map(|told| told.value)
    }

    /// Whether a session was run at an altitude that is new to the runner.
    pub(crate) fn is_at_new_altitude(&self, session: &SessionSummary) -> bool {
        days_at_new_altitude(session, self.before(session)).is_some()
    }

    /// The last break without running that is not made up for: the day on which running began again, and the days that
    /// making up for the break takes. A break that still lasts ends tomorrow.
    ///
    /// A break of six days to four weeks comes before a longer one, which takes at most twelve weeks.
    pub(crate) fn felt_break(&self) -> Option<(Day, i64)> {
        let last_first = || self.runs.iter().rev().map(|run| run.day);
        let breaks = || [self.today + 1].into_iter().chain(last_first()).zip(last_first());
        let felt = |lasts: fn(i64) -> Option<i64>| {
            let recent = breaks().take_while(|(again, _)| self.today < *again + LONGEST_BREAK_DAYS);
            let mut made_up = recent.filter_map(|(again, last)| Some((again, lasts(again - last - 1)?)));
            made_up.find(|(again, days)| self.today < *again + *days)
        };
        let short = felt(|off| BREAK_DAYS.contains(&off).then_some(off));
        short.or_else(|| felt(|off| (off > *BREAK_DAYS.end()).then_some(off.min(LONGEST_BREAK_DAYS))))
    }

    /// Whether the runner is new to fast running.
    pub(crate) fn is_novice(&self) -> bool {
        self.is_novice
    }

    /// The kind of a session.
    pub(crate) fn family(&self, session: &SessionSummary) -> Family {
        let is_novice = self.is_novice && session.start_unix_s < self.through_way_in_s;
        let find = || family_of(session, self.athlete, is_novice);
        // Without a race the kind follows from the reps alone.
        let is_plain = self.athlete.races.is_empty();
        if is_plain { find() } else { self.memory.families.or_find((Which::of(session), is_novice), find) }
    }

    /// What the journal says of a morning.
    pub(crate) fn morning(&self, day: Day) -> Rc<Morning> {
        self.memory.mornings.or_find(day, || Morning::of(self.journal, day).into())
    }

    /// A session as one of a kind, run by this runner.
    pub(crate) fn as_of_kind(&self, session: &SessionSummary, family: Family) -> OfKind {
        OfKind { session: Which::of(session), family, is_novice: self.is_novice }
    }

    /// What is found of a session: once for all looks, where the runs are the first of those of the whole career.
    pub(crate) fn find_once<K: Eq + Hash, V: Clone>(
        &self,
        of: fn(&Memory) -> &Known<K, V>,
        key: K,
        find: impl FnOnce() -> V,
    ) -> V {
        if self.is_prefix { of(self.memory).or_find(key, find) } else { find() }
    }

    /// The surface that the journal names this week for the first time in six weeks; `None` where it named none before.
    pub(crate) fn new_surface(&self) -> Option<&str> {
        let named =
            |from, to| self.rows(from, to).map(|row| (row.day, row.surface.trim())).filter(|row| !row.1.is_empty());
        let (day, newest) = named(self.today - 7, self.today).last()?;
        let mut before = named(day - KEPT_DAYS, day - 1).peekable();
        before.peek()?;
        (!before.any(|(_, surface)| surface.eq_ignore_ascii_case(newest))).then_some(newest)
    }

    /// The first day that is not over: today, or tomorrow where there has been a run today.
    pub(crate) fn first_day(&self) -> Day {
        self.today + i64::from(self.runs.last().is_some_and(|run| run.day == self.today))
    }

    /// Days of today's week, from Monday on, that had a run.
    pub(crate) fn runs_this_week(&self) -> usize {
        since(&self.runs, self.today.monday()).iter().map(|run| run.day).collect::<BTreeSet<_>>().len()
    }

    /// For each family of the last twelve weeks: its latest session, and the number of its sessions in eight weeks.
    pub(crate) fn latest_of_families(&self) -> BTreeMap<Family, (&'a SessionSummary, usize)> {
        let mut found = BTreeMap::new();
        for run in since(&self.runs, self.today - KIND_DAYS).iter().filter(|run| run.has_reps()) {
            let (latest, count) = found.entry(self.family(run)).or_insert((*run, 0));
            *latest = run;
            *count += usize::from(self.today - run.day <= MIX_DAYS);
        }
        found
    }
}

/// Whether the runs show half a year without fast running before the first fast run of the last sixteen weeks; where these
/// have none, half a year without fast running up to today.
pub(super) fn seems_novice(runs: &[&SessionSummary], today: Day) -> bool {
    let fast = |from: Day| since(runs, from).iter().filter(|run| run.is_fast()).map(|run| run.day);
    let is_half_year_before = |day: Day| runs.first().is_some_and(|run| day - run.day > LIKE_DAYS);
    match fast(today - NOVICE_DAYS).next() {
        Some(first) => fast(first - LIKE_DAYS).all(|day| day >= first) && is_half_year_before(first),
        None => is_half_year_before(today) && fast(today - LIKE_DAYS).next().is_none(),
    }
}
