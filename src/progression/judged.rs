//! One session, judged in the light of those before it: its family, what it is held against, and the verdict.

use super::Family;
use super::anchor::{RaceIndex, Target, TargetSource, family_of, race_index, target_of};
use super::history::{History, LIKE_LENGTH};
use super::summary::{Advice, RepFigures, SessionSummary, like_length};
use super::unread::{EFFORT, unread_of};
use super::verdict::{SessionEvidence, Verdict, verdict};
use super::words::list;
use crate::scores::conditions::heat;
use crate::segment::typed;

/// What stands between the parts of a plan.
const PLAN_PARTS: [char; 4] = ['+', ',', ';', '&'];
/// Pain (0 to 10) from which a session counts as ended by it.
const STOP_PAIN: f64 = 5.0;

/// One session, judged in the light of those before it.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// Its family.
    pub family: Family,
    /// What it is held against.
    pub target: Option<Target>,
    /// The speed that had been advised, m/s.
    pub asked_mps: Option<f64>,
    /// Reps that were planned, where anything tells.
    pub planned: Option<usize>,
    /// Reps that were planned, where some were left out for a reason that is not the runner's.
    pub cut_short: Option<usize>,
    /// The plan in the journal, where it is the only one and cannot be read.
    pub unread_plan: Option<String>,
    /// Its evidence, complete.
    pub evidence: SessionEvidence,
    /// The verdict.
    pub verdict: Verdict,
}

impl History<'_> {
    /// The index of the last race before a session, lowered for a break since.
    pub(super) fn race(&self, session: &SessionSummary) -> Option<RaceIndex> {
        Some(self.lowered(race_index(self.athlete, session.day)?, session))
    }

    /// Judges a session against its plan or anchor.
    pub(crate) fn judge(&self, session: &SessionSummary) -> Option<Judged> {
        let mut evidence = session.evidence.clone().filter(|_| self.is_judged(session))?;
        evidence.too_few_to_see |= session.shape.is_within();
        let family = family_of(session, self.athlete);
        let is_alike = |advice: &Advice| advice.whole == (session.other_reps == 0);
        let advice = Self::advice(session, family).filter(is_alike);
        let (advised, asked_mps) = (advice.map(|advice| advice.reps), advice.and_then(|advice| advice.speed_mps));
        let target = target_of(session, family, self.like(session, family), (self.race(session), self.athlete));
        let target = target.map(|target| target.or_asked(asked_mps, session.mean_speed_mps));
        let own_plan = session.planned_reps.or_else(|| self.written_plan(session));
        let planned = own_plan.or(advised);
        evidence.plan_assumed = planned.is_none();
        // Nobody may have seen our own advice: fewer reps than it asked for are no pass, but no failure either.
        evidence.plan_advised = own_plan.is_none() && advised.is_some();
        evidence.excused = evidence.plan_advised;
        evidence.done_fraction = planned.map_or(1.0, |planned| session.reps.len() as f64 / planned.max(1) as f64);
        if let Some(reps) = evidence.ladder_reps {
            let missing = own_plan.map_or(0, |planned| planned.saturating_sub(session.reps.len())).max(session.not_run);
            evidence.done_fraction = reps as f64 / (reps + missing) as f64;
        }
        self.add_journal(session.day, &mut evidence);
        // In heat, and in the first days high up, the target is what is expected there.
        let high_pct = self.new_altitude(session).map_or(0.0, |new| new.slowdown_pct(evidence.rep_s));
        let expected = (1.0 - evidence.heat_pct.unwrap_or(0.0) / 100.0) * (1.0 - high_pct / 100.0);
        evidence.target_error_pct = target
            .map(|target| 100.0 * (session.mean_speed_mps / (target.speed_mps * expected) - 1.0))
            .filter(|error| error.is_finite());
        evidence.target_assumed = target.is_some_and(|target| target.is_assumed());
        evidence.rpe_cr10 = self.rpe(session);
        evidence.recovery_fell = self.athlete.hr_rest_bpm.is_some_and(|rest| recovery_fell(&session.reps, rest));
        evidence.short_gap = self.hard_before(session).is_some_and(|day| session.day - day < 2);
        let verdict = verdict(family, &evidence);
        let has_reason = self.rows(session.day, session.day).any(|row| !row.cut_short.is_empty());
        let cut_short = planned.filter(|planned| has_reason && *planned > session.reps.len());
        let unread_plan = self.unread_plan(session).filter(|_| own_plan.is_none());
        Some(Judged { family, target, asked_mps, planned, cut_short, unread_plan, evidence, verdict })
    }

    /// The reps that the journal says were planned, where they are of this session's length: `3x1000 + 6x200` are two kinds.
    /// Those that were run in another set are not asked of this one.
    fn written_plan(&self, session: &SessionSummary) -> Option<usize> {
        let length = session.length?;
        let parts = self.rows(session.day, session.day).flat_map(|row| row.planned.split(PLAN_PARTS));
        let like = parts.filter_map(typed).filter(|(_, planned)| like_length(*planned, length, LIKE_LENGTH));
        let all = like.filter_map(|(reps, _)| reps).reduce(|all, more| all + more);
        all.map(|reps| reps.saturating_sub(session.like_beside)).filter(|reps| *reps > 0)
    }

    /// A plan in the journal of which no part can be read.
    fn unread_plan(&self, session: &SessionSummary) -> Option<String> {
        let written = self.rows(session.day, session.day).map(|row| row.planned.trim()).filter(|plan| !plan.is_empty());
        written.filter(|plan| !plan.split(PLAN_PARTS).any(|part| typed(part).is_some())).map(ToOwned::to_owned).next()
    }

    /// What was written about the day; of several rows the more careful one holds, whatever their order.
    fn add_journal(&self, day: i64, evidence: &mut SessionEvidence) {
        for row in self.rows(day, day) {
            evidence.stop_pain |= row.focal_pain == Some(true) || row.pain.is_some_and(|pain| pain >= STOP_PAIN);
            evidence.poor_sleep |= row.poor_sleep;
            evidence.windy |= row.windy;
            evidence.excused |= !row.cut_short.is_empty();
            let reserve = evidence.reps_in_reserve.into_iter().chain(row.reps_in_reserve);
            evidence.reps_in_reserve = reserve.reduce(f64::min);
            let weather = row.temperature_c.zip(row.dew_point_c).and_then(|(air, dew)| heat(air, dew));
            let slower = weather.map(|heat| heat.reps_slowdown_pct);
            evidence.heat_pct = evidence.heat_pct.into_iter().chain(slower).reduce(f64::max);
        }
        evidence.effort_unread = list(&unread_of(self.rows(day, day), &EFFORT));
        let is_unread = !unread_of(self.rows(day + 1, day + 2), &["soreness"]).is_empty();
        let sore = |from, to| self.rows(from, to).filter_map(|row| row.soreness).reduce(f64::max);
        evidence.soreness_after = sore(day + 2, day + 2).and(sore(day + 1, day + 2)).filter(|_| !is_unread);
    }
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
        let kind = if self.family == Family::S { "goal" } else { self.family.purpose() };
        let by_race = |race: RaceIndex| format!("the {kind} pace by your race {} days before", race.age_days);
        Some(match self.target?.source {
            TargetSource::Plan => "the target in the file".to_owned(),
            TargetSource::Race(race) => match race.off {
                Some(off) => format!("{}, lowered for {}", by_race(race), off.words()),
                None => by_race(race),
            },
            TargetSource::OwnSessions(1) => "your one earlier session of this kind".to_owned(),
            TargetSource::OwnSessions(n) => format!("your last {n} sessions of this kind"),
        })
    }
}
