//! The fold of a runner's sessions: from their summaries, the journal and today to what the rules look at.

use super::altitude::{NewAltitude, new_altitude};
use super::anchor::{RaceIndex, Target, TargetSource, family_of, race_index, rep_of, target_of};
use super::begin::{Begin, begin};
use super::decision::DecisionInput;
use super::ladder::Steps;
use super::load::{Load, week_of};
use super::mix::Passed;
use super::next::{Step, open_levers};
use super::readiness::{bad_days_of3, rows, signals, symptoms};
use super::summary::{Advice, RepFigures, SessionSummary, like_length};
use super::verdict::{SessionEvidence, Verdict, verdict};
use super::{Decision, Family, Lever};
use crate::model::{Athlete, JournalDay, Rung};
use crate::scores::conditions::heat;
use crate::segment::WorkoutKind;
use std::collections::BTreeMap;

/// Lengths within this ratio are the same session again.
const LIKE_LENGTH: f64 = 1.08;
/// Days between two sessions after which neither confirms the other.
const STREAK_GAP_DAYS: i64 = 42;
/// Days over which earlier like sessions are looked for.
const LIKE_DAYS: i64 = 180;
/// Days over which a kind of session is one of the runner's, and over which the mix of kinds is counted.
const KIND_DAYS: i64 = 84;
const MIX_DAYS: i64 = 56;
/// Like sessions that the rules look at.
const LIKE_SESSIONS: usize = 8;
/// Days over which a failed hard session counts.
const FAIL_DAYS: i64 = 42;
/// Days after a break over which an index is still lowered for it. House rule.
const FELT_DAYS: i64 = 42;
/// Breaks without running after which less is run for as long again. House rule on what coaches advise.
const BREAK_DAYS: std::ops::RangeInclusive<i64> = 6..=28;
/// Two starts within this time are one outing, s.
const SAME_OUTING_S: f64 = 120.0;
/// Share of threshold speed from which ten minutes are a hard day.
const HARD_SHARE: f64 = 0.97;
/// Reps below this time and this distance are strides, s and m. House rule.
const STRIDE_S: f64 = 30.0;
const STRIDE_M: f64 = 150.0;
/// Session RPE from which a day was hard.
const HARD_RPE: f64 = 6.0;
/// Pain (0 to 10) from which a session counts as ended by it.
const STOP_PAIN: f64 = 5.0;
/// Pace steps of a family in four weeks; more need a new race.
const PACE_STEPS: usize = 2;

/// One session, judged in the light of those before it.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// Its family.
    pub family: Family,
    /// What it is held against.
    pub target: Option<Target>,
    /// Reps that were planned, where anything tells.
    pub planned: Option<usize>,
    /// Its evidence, complete.
    pub evidence: SessionEvidence,
    /// The verdict.
    pub verdict: Verdict,
}

/// A runner's runs up to today, in order of start, without duplicates; and what else is known.
#[derive(Debug)]
pub(crate) struct History<'a> {
    runs: Vec<&'a SessionSummary>,
    pub(crate) athlete: &'a Athlete,
    pub(crate) journal: &'a [JournalDay],
    pub(crate) today: i64,
}

/// Where a session comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Source {
    pub(crate) day: i64,
    pub(crate) file: String,
    /// Whether the journal has a row of the day.
    pub(crate) in_journal: bool,
}

/// Where a session stands on the ladder.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Placed {
    /// The highest step that it fills.
    pub(crate) on: Option<Rung>,
    /// The step after it.
    pub(crate) next: Option<Rung>,
}

impl Placed {
    fn of(steps: &Steps<'_>, session: &SessionSummary) -> Self {
        let on = steps.placed(session.reps.len(), rep_of(session));
        let next = on.map_or_else(|| steps.next_length(rep_of(session)), |rung| steps.after(rung));
        Self { on: on.cloned(), next: next.cloned() }
    }
}

/// What the rules look at, and what the next workout is written from.
#[derive(Debug)]
pub(crate) struct Folded {
    pub(crate) input: DecisionInput,
    pub(crate) judged: Option<Judged>,
    /// Where each like session comes from, as they stand in `input`.
    pub(crate) sources: Vec<Source>,
    /// The way into fast running, where there is none on record.
    pub(crate) begin: Option<Begin>,
    /// Where the step stands on the ladder, and what comes after it.
    pub(crate) placed: Option<Placed>,
    /// The session in words.
    pub(crate) workout: String,
    /// The step that was run, or asked for.
    pub(crate) step: Option<Step>,
    /// The steps that the open levers lead to, in family order.
    pub(crate) candidates: Vec<(Lever, Step)>,
    pub(crate) load: Load,
    pub(crate) last_hard_day: Option<i64>,
    /// Whether the last hard day asks for 72 h instead of 48 h.
    pub(crate) long_spacing: bool,
}

/// Whether two activities are one outing, recorded or exported twice.
pub(crate) fn is_same_outing(a: &SessionSummary, b: &SessionSummary) -> bool {
    (a.start_unix_s - b.start_unix_s).abs() <= SAME_OUTING_S
}

impl<'a> History<'a> {
    /// Of one runner, with a journal in order of day. Summaries after today, duplicates and what was not run are left out.
    pub(crate) fn new(
        session: &'a SessionSummary,
        history: &'a [SessionSummary],
        athlete: &'a Athlete,
        journal: &'a [JournalDay],
        today: i64,
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
        Self { runs, athlete, journal, today }
    }

    fn before(&self, session: &SessionSummary) -> &[&'a SessionSummary] {
        let start = session.start_unix_s - SAME_OUTING_S;
        &self.runs[..self.runs.partition_point(|run| run.start_unix_s.total_cmp(&start).is_lt())]
    }

    /// Earlier sessions of the family with reps of like length, newest first.
    fn like(&self, session: &SessionSummary, family: Family) -> impl Iterator<Item = &'a SessionSummary> {
        let (length, from) = (session.length, session.day - LIKE_DAYS);
        let before = self.before(session).iter().rev().copied().take_while(move |run| run.day >= from);
        before.filter(move |run| {
            let same = run.length.zip(length).is_some_and(|(a, b)| like_length(a, b, LIKE_LENGTH));
            same && run.has_reps() && !run.is_lighter() && family_of(run, self.athlete) == family
        })
    }

    fn rows(&self, from: i64, to: i64) -> impl Iterator<Item = &JournalDay> {
        rows(self.journal, from, to.min(self.today))
    }

    /// RPE of a session: the higher of the file's and the journal's.
    pub(crate) fn rpe(&self, session: &SessionSummary) -> Option<f64> {
        let written = self.rows(session.day, session.day).filter_map(|row| row.rpe_cr10);
        written.chain(session.rpe_cr10).reduce(f64::max)
    }

    /// Whether a day with this session was a hard one.
    fn is_hard(&self, session: &SessionSummary) -> bool {
        let effort = self.rpe(session).is_some_and(|rpe| rpe >= HARD_RPE);
        let reps = session.kind == WorkoutKind::Reps && session.reps.len() + session.other_reps >= 2;
        let speed = session.distance_m / session.timer_s;
        let fast = race_index(self.athlete, session.day)
            .and_then(|race| super::daniels::training_speed(Family::T, race.vdot, None))
            .is_some_and(|threshold| session.timer_s >= 600.0 && speed >= HARD_SHARE * threshold);
        let month = self.before(session).iter().rev().take_while(|run| session.day - run.day <= 30);
        let longest = month.map(|run| run.distance_m).fold(f64::NAN, f64::max);
        effort
            || (reps && !is_strides(session))
            || session.kind == WorkoutKind::RaceLike
            || fast
            || session.distance_m > 1.1 * longest
    }

    /// The last hard day before a session.
    fn hard_before(&self, session: &SessionSummary) -> Option<i64> {
        self.before(session).iter().rev().take(14).find(|run| self.is_hard(run)).map(|run| run.day)
    }

    /// Whether a session was run in the first days at another altitude.
    fn new_altitude(&self, session: &SessionSummary) -> Option<NewAltitude> {
        new_altitude(session, self.before(session))
    }

    /// The last break of six days to four weeks without running that is still felt, the one that lasts included: the day that
    /// running began or begins again, and how many days it was.
    pub(crate) fn comeback(&self) -> Option<(i64, i64)> {
        let days = self.runs.iter().map(|run| run.day).chain([self.today + 1]).collect::<Vec<_>>();
        let mut breaks = days.windows(2).rev().map(|pair| (pair[1], pair[1] - pair[0] - 1));
        breaks.find(|(again, off)| BREAK_DAYS.contains(off) && self.today < again + off)
    }

    /// Days of today's week, from Monday on, that had a run.
    pub(crate) fn runs_this_week(&self) -> usize {
        let of_week = self.runs.iter().filter(|run| week_of(run.day) == week_of(self.today));
        of_week.map(|run| run.day).collect::<std::collections::BTreeSet<_>>().len()
    }

    /// What was advised before a session, where it is about this kind of session and not too old.
    fn advice(session: &SessionSummary, family: Family) -> Option<Advice> {
        let length = session.length?;
        session.advised.filter(|advice| {
            advice.family == family
                && like_length(advice.length, length, LIKE_LENGTH)
                && session.day - advice.day <= STREAK_GAP_DAYS
        })
    }

    /// The index of the last race before a session, lowered for the longest break since that ended within six weeks of it.
    fn race(&self, session: &SessionSummary) -> Option<RaceIndex> {
        let race = race_index(self.athlete, session.day)?;
        let raced = session.day - race.age_days;
        let days: Vec<i64> = self.before(session).iter().map(|run| run.day).chain([session.day]).collect();
        let breaks = days.windows(2).filter(|pair| pair[0] >= raced && session.day - pair[1] <= FELT_DAYS);
        Some(race.after_break(breaks.map(|pair| pair[1] - pair[0] - 1).max().unwrap_or(0)))
    }

    /// Judges a session against its plan or anchor.
    pub(crate) fn judge(&self, session: &SessionSummary) -> Option<Judged> {
        let mut evidence = session.evidence.clone()?;
        let family = family_of(session, self.athlete);
        let target = target_of(session, family, self.like(session, family), (self.race(session), self.athlete));
        let is_alike = |advice: &Advice| advice.whole == (session.other_reps == 0);
        let advised = Self::advice(session, family).filter(is_alike).map(|advice| advice.reps);
        let planned = session.planned_reps.or(advised);
        evidence.plan_assumed = planned.is_none();
        // Nobody may have seen our own advice: fewer reps than it asked for are no pass, but no failure either.
        evidence.excused = session.planned_reps.is_none() && advised.is_some();
        evidence.done_fraction = planned.map_or(1.0, |planned| session.reps.len() as f64 / planned.max(1) as f64);
        self.add_journal(session.day, &mut evidence);
        // In heat, and in the first days high up, the target is what is expected there.
        let high_pct = self.new_altitude(session).map_or(0.0, |new| new.slowdown_pct(evidence.rep_s));
        let expected = (1.0 - evidence.heat_pct.unwrap_or(0.0) / 100.0) * (1.0 - high_pct / 100.0);
        evidence.target_error_pct = target
            .map(|target| 100.0 * (session.mean_speed_mps / (target.speed_mps * expected) - 1.0))
            .filter(|error| error.is_finite());
        evidence.target_assumed = target.is_some_and(|target| matches!(target.source, TargetSource::Race(_)));
        evidence.rpe_cr10 = self.rpe(session);
        evidence.recovery_fell = self.athlete.hr_rest_bpm.is_some_and(|rest| recovery_fell(&session.reps, rest));
        evidence.short_gap = self.hard_before(session).is_some_and(|day| session.day - day < 2);
        let verdict = verdict(family, &evidence);
        Some(Judged { family, target, planned, evidence, verdict })
    }

    /// What was written about the day; of several rows the more careful one holds, whatever their order.
    fn add_journal(&self, day: i64, evidence: &mut SessionEvidence) {
        for row in self.rows(day, day) {
            evidence.stop_pain |= row.focal_pain || row.pain.is_some_and(|pain| pain >= STOP_PAIN);
            evidence.poor_sleep |= row.poor_sleep;
            let reserve = evidence.reps_in_reserve.into_iter().chain(row.reps_in_reserve);
            evidence.reps_in_reserve = reserve.reduce(f64::min);
            let weather = row.temperature_c.zip(row.dew_point_c).and_then(|(air, dew)| heat(air, dew));
            let slower = weather.map(|heat| heat.reps_slowdown_pct);
            evidence.heat_pct = evidence.heat_pct.into_iter().chain(slower).reduce(f64::max);
        }
        let sore = |from, to| self.rows(from, to).filter_map(|row| row.soreness).reduce(f64::max);
        evidence.soreness_after = sore(day + 2, day + 2).and(sore(day + 1, day + 2));
    }

    /// Like sessions, newest last, the session itself included; those of an easier step confirm nothing.
    fn sessions(&self, session: &SessionSummary, judged: &Judged) -> (Vec<SessionEvidence>, Vec<Source>) {
        let asked = judged.planned.unwrap_or(session.reps.len()).min(session.reps.len());
        let mut list = vec![(judged.evidence.clone(), self.source(session))];
        let mut newer = session;
        for earlier in self.like(session, judged.family).take(LIKE_SESSIONS) {
            let Some(mut other) = self.judge(earlier) else { continue };
            let moved = Self::advice(newer, judged.family).is_some_and(|advice| advice.lever.is_some());
            other.evidence.same_step = !moved
                && newer.day - earlier.day <= STREAK_GAP_DAYS
                && is_same_step(earlier, session, asked, judged.evidence.by_feel(judged.family));
            list.push((other.evidence, self.source(earlier)));
            newer = earlier;
        }
        list.reverse();
        list.into_iter().unzip()
    }

    fn source(&self, session: &SessionSummary) -> Source {
        let in_journal = self.rows(session.day, session.day).next().is_some();
        Source { day: session.day, file: session.file.clone(), in_journal }
    }

    /// Failures among the last three hard sessions; an advised lighter week starts the count anew.
    fn fails_last3_hard(&self, session: &SessionSummary) -> usize {
        let upto = self.before(session).iter().copied().chain([session]).collect::<Vec<_>>();
        let recent = upto.into_iter().rev().take_while(|run| session.day - run.day <= FAIL_DAYS);
        let mut fails = 0;
        for run in recent.filter(|run| self.is_hard(run)).take(3) {
            fails += usize::from(self.judge(run).is_some_and(|judged| judged.verdict.is_fail()));
            if run.advised.is_some_and(|advice| advice.decision == Decision::Deload) {
                break;
            }
        }
        fails
    }

    fn pace_steps(&self, session: &SessionSummary, family: Family) -> usize {
        let month = self.like(session, family).take_while(|run| session.day - run.day <= 28);
        let moved = |run: &SessionSummary| run.advised.is_some_and(|advice| advice.lever == Some(Lever::Pace));
        usize::from(moved(session)) + month.filter(|run| moved(run)).count()
    }

    /// The session that the next step is taken from: after a lighter one the last like one before it.
    fn before_lighter<'b>(&self, session: &'b SessionSummary) -> &'b SessionSummary
    where
        'a: 'b,
    {
        if !session.is_lighter() {
            return session;
        }
        let family = family_of(session, self.athlete);
        self.like(session, family).next().unwrap_or(session)
    }

    /// The highest step of each family that was passed within the days that are looked back on.
    pub(crate) fn passed(&self) -> Passed {
        let mut passed = Passed::new();
        for run in self.runs.iter().filter(|run| run.has_reps() && self.today - run.day <= LIKE_DAYS) {
            let Some(judged) = self.judge(run).filter(|judged| judged.verdict.is_pass() && !judged.evidence.hot())
            else {
                continue;
            };
            let steps = Steps::of(self.athlete, judged.family);
            let Some(rung) = steps.placed(run.reps.len(), rep_of(run)) else { continue };
            let highest = passed.entry(judged.family).or_insert((rung.step, run.day));
            if rung.step >= highest.0 {
                *highest = (rung.step, run.day);
            }
        }
        passed
    }

    /// The latest session of each family of the last twelve weeks, and how many there were in eight.
    pub(crate) fn latest_of_families(&self) -> BTreeMap<Family, (&'a SessionSummary, usize)> {
        let mut found = BTreeMap::new();
        let recent = |run: &&&SessionSummary| run.has_reps() && self.today - run.day <= KIND_DAYS;
        for run in self.runs.iter().filter(recent) {
            let (latest, count) = found.entry(family_of(run, self.athlete)).or_insert((*run, 0));
            *latest = run;
            *count += usize::from(self.today - run.day <= MIX_DAYS);
        }
        found
    }

    /// The way into fast running, where there was none within the days that are looked back on.
    pub(crate) fn begin(&self) -> Option<Begin> {
        let is_known = self.runs.iter().any(|run| run.is_fast() && self.today - run.day <= LIKE_DAYS);
        (!is_known).then(|| begin(&self.runs, self.athlete, self.journal, self.today))
    }

    /// Everything that the rules look at, for the step after a session.
    pub(crate) fn fold(&self, session: &SessionSummary) -> Folded {
        let lighter = session;
        let session = self.before_lighter(session);
        let judged = self.judge(session);
        let load = Load::of(&self.runs, self.today, |run| self.rpe(run));
        let family = judged.as_ref().map_or(session.family, |judged| judged.family);
        let step = judged.as_ref().and_then(|judged| Step::of(session, judged));
        let index = self.race(session).map(|race| race.vdot);
        let mut gates = Gates { blocked: Vec::new(), candidates: Vec::new() };
        if let Some(step) = &step {
            let other_m = (session.fast_distance_m - step.distance_of(session.reps.len())).max(0.0);
            let spent = self.pace_steps(session, family) >= PACE_STEPS;
            (gates.candidates, gates.blocked) = open_levers(
                step,
                family,
                (index, &Steps::of(self.athlete, family)),
                &load,
                (session.distance_m, other_m),
                spent,
            );
        }
        let found = symptoms(self.journal, self.today);
        let since = |run: &&&SessionSummary| self.today - run.day;
        let last_hard = self.runs.iter().rev().take(30).find(|run| self.is_hard(run));
        let novice = self.athlete.novice == Some(true);
        let (sessions, sources) =
            judged.as_ref().map_or_else(Default::default, |judged| self.sessions(session, judged));
        let input = DecisionInput {
            family,
            sessions,
            signals: signals(self.journal, self.today),
            bad_days_of3: bad_days_of3(self.journal, self.today),
            illness: found.illness,
            pain: found.pain,
            focal_pain: found.focal_pain,
            days_no_run: self.runs.last().as_ref().map(since),
            days_no_family: judged.as_ref().map(|_| self.today - lighter.day),
            days_no_fast: self.runs.iter().rev().find(|run| run.is_fast()).as_ref().map(since),
            fails_last3_hard: self.fails_last3_hard(lighter),
            after_lighter: lighter.is_lighter() && lighter.start_unix_s > session.start_unix_s,
            build_weeks: load.build_weeks,
            new_altitude_days: self.runs.last().and_then(|run| self.new_altitude(run)).map(|new| new.days),
            novice,
            require_rpe: self.athlete.require_rpe.unwrap_or(novice),
            monotony: load.monotony,
            ewma_ratio: load.ewma_ratio,
            anchor_old: judged.as_ref().and_then(|judged| judged.target).is_none_or(|target| target.is_weak()),
            open_levers: gates.candidates.iter().map(|(lever, _)| *lever).collect(),
            blocked: gates.blocked,
        };
        let sore = self.rows(self.today - 1, self.today).any(|row| row.soreness.is_some_and(|sore| sore >= 3.0));
        let sprung = last_hard.is_some_and(|run| matches!(family_of(run, self.athlete), Family::R | Family::F));
        let placed = step.as_ref().map(|_| Placed::of(&Steps::of(self.athlete, family), session));
        Folded {
            input,
            begin: None,
            placed,
            workout: session.workout.clone(),
            judged,
            sources,
            step,
            candidates: gates.candidates,
            load,
            last_hard_day: last_hard.map(|run| run.day),
            long_spacing: sore || (novice && sprung),
        }
    }
}

struct Gates {
    blocked: Vec<String>,
    candidates: Vec<(Lever, Step)>,
}

/// Whether all the reps of a session together were no more than strides: short in time, and in distance, for who is fast runs
/// 200 m in less than half a minute.
fn is_strides(session: &SessionSummary) -> bool {
    let reps = (session.reps.len() + session.other_reps) as f64;
    session.fast_timer_s < STRIDE_S * reps && session.fast_distance_m < STRIDE_M * reps
}

/// Whether an earlier session asked at least as much: as many reps, as fast within 1 %, as short a rest within a fifth.
fn is_same_step(earlier: &SessionSummary, session: &SessionSummary, asked: usize, by_feel: bool) -> bool {
    let slower = earlier.mean_speed_mps < 0.99 * session.mean_speed_mps;
    let longer_rest = earlier.recovery_s.zip(session.recovery_s).is_some_and(|(before, now)| before > 1.2 * now + 5.0);
    earlier.reps.len() >= asked && (by_feel || (!slower && !longer_rest))
}

/// Whether recovery (heart rate lost before the next rep, of what was above rest) fell by more than a tenth.
fn recovery_fell(reps: &[RepFigures], rest_bpm: f64) -> bool {
    let mut shares = reps.windows(2).filter_map(|pair| {
        let (peak, start) = (pair[0].heart_rate_peak_bpm?, pair[1].heart_rate_start_bpm?);
        (peak > rest_bpm).then(|| (peak - start) / (peak - rest_bpm))
    });
    let first = shares.next();
    first.zip(shares.next_back()).is_some_and(|(first, last)| last - first < -0.10)
}

impl Judged {
    /// Where the target comes from, in words for the runner.
    pub(crate) fn target_words(&self) -> Option<String> {
        Some(match self.target?.source {
            TargetSource::Plan => "the target in the file".to_owned(),
            TargetSource::Race(race) if race.days_off > 0 => {
                format!("your race {} days before, lowered for {} days without running", race.age_days, race.days_off)
            }
            TargetSource::Race(race) => format!("your race {} days before", race.age_days),
            TargetSource::OwnSessions(1) => "your one earlier session of this kind".to_owned(),
            TargetSource::OwnSessions(n) => format!("your last {n} sessions of this kind"),
        })
    }
}
