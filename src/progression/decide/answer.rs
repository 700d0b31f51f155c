//! The seven answers in their order. The first that matches is the answer.

use super::facts::{BUILDING_WEEKS, CLEAR_DAYS, Facts, HELD, NO_RUN_DAYS, easy_by_signals};
use super::lever::lever;
use super::reason::{Easy, Excuse, Missing, Reason, Symptom};
use crate::model::Family;
use crate::progression::judge::{Finding, HOT_PCT, Judgement, SIZE_OF_BASE, Verdict, judge};
use crate::progression::kind::Lever;
use crate::progression::past::KEPT_DAYS;
use crate::progression::past::{Evidence, SignalLevel};
use crate::progression::step::Closed;
use crate::segment::Confidence;
use serde::{Deserialize, Serialize};

/// Easy spells within two weeks from which a lighter week comes. House rule.
const EASY_TIMES: usize = 3;

/// The seven answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Decision {
    /// Nothing fast until a symptom is gone for two days.
    Rest,
    /// An easy day first; the session waits.
    EasyFirst,
    /// Back from weeks without running or fast running, or from a symptom.
    WayBack,
    /// At most half of the usual fast distance.
    LighterWeek,
    /// A little less than was run.
    StepBack,
    /// A little more by one lever.
    StepUp,
    /// The same again.
    OnceMore,
}

impl Decision {
    /// The word used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rest => "rest",
            Self::EasyFirst => "easy-first",
            Self::WayBack => "way-back",
            Self::LighterWeek => "lighter-week",
            Self::StepBack => "step-back",
            Self::StepUp => "step-up",
            Self::OnceMore => "once-more",
        }
    }
}

/// One of the seven answers, and whether it matched.
#[derive(Debug, Clone, PartialEq)]
pub struct Heard {
    /// The answer.
    pub decision: Decision,
    /// The reason for the answer; `None` where the answer did not match.
    pub reason: Option<Reason>,
}

/// The answer, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The answer.
    pub decision: Decision,
    /// Its reason.
    pub reason: Reason,
    /// How sure the answer is.
    pub confidence: Confidence,
    /// What could not be seen of the newest session.
    pub missing: Vec<Missing>,
    /// The lever of a step up.
    pub lever: Option<Lever>,
    /// The judgements of the sessions, newest last.
    pub judgements: Vec<Judgement>,
    /// All answers in order.
    pub heard: Vec<Heard>,
}

impl Answer {
    /// Whether one of the seven answers matched, even if an earlier one won.
    pub(super) fn matched(&self, decision: Decision) -> bool {
        self.heard.iter().any(|heard| heard.decision == decision && heard.reason.is_some())
    }
}

/// What all answers look at.
struct Today<'a> {
    facts: &'a Facts,
    judgements: Vec<Judgement>,
    missing: Vec<Missing>,
    lever: Option<Lever>,
}

type Match = fn(&Today<'_>) -> Option<Reason>;

/// The answers in their order; the last one always matches.
const ANSWERS: [(Decision, Match); 7] = [
    (Decision::Rest, rest),
    (Decision::EasyFirst, easy_first),
    (Decision::WayBack, way_back),
    (Decision::LighterWeek, lighter_week),
    (Decision::StepBack, step_back),
    (Decision::StepUp, step_up),
    (Decision::OnceMore, once_more),
];

/// The first of the seven answers that matches.
pub fn decide(facts: &Facts) -> Answer {
    decide_by(facts, facts.sessions.iter().map(|session| judge(facts.family, session)).collect())
}

/// The answer, where the judgements of the sessions are known.
pub(super) fn decide_by(facts: &Facts, judgements: Vec<Judgement>) -> Answer {
    let missing = missing(facts, &judgements);
    let lever = lever(facts, &judgements);
    let today = Today { facts, judgements, missing, lever };
    let heard: Vec<Heard> =
        ANSWERS.iter().map(|(decision, test)| Heard { decision: *decision, reason: test(&today) }).collect();
    let first = heard.iter().find_map(|heard| Some((heard.decision, heard.reason.clone()?)));
    let (decision, reason) = first.unwrap_or((Decision::OnceMore, Reason::First));
    let confidence = match (decision, today.missing.len()) {
        (Decision::Rest | Decision::WayBack, _) | (_, 0) => Confidence::High,
        (Decision::EasyFirst | Decision::LighterWeek, _) | (_, 1) => Confidence::Medium,
        _ => Confidence::Low,
    };
    let Today { judgements, missing, lever, .. } = today;
    let lever = lever.filter(|_| decision == Decision::StepUp);
    Answer { decision, reason, confidence, missing, lever, judgements, heard }
}

fn rest(today: &Today<'_>) -> Option<Reason> {
    let facts = today.facts;
    let just_over = || facts.symptom_days.filter(|days| *days <= CLEAR_DAYS).map(Symptom::JustOver);
    facts.symptom.or_else(just_over).map(Reason::Symptom)
}

fn easy_now(facts: &Facts) -> Option<Easy> {
    let by_word = facts.unread_symptom.then_some(Easy::Unread);
    let by_heat = facts.too_hot.then_some(Easy::Heat);
    let by_day = facts.hard_day_near.then_some(Easy::Spacing);
    by_word.or_else(|| easy_by_signals(&facts.signals, facts.sore_days)).or(by_heat).or(by_day)
}

fn easy_first(today: &Today<'_>) -> Option<Reason> {
    let easy = easy_now(today.facts)?;
    let is_third = easy.takes() && today.facts.easy_times >= EASY_TIMES;
    (!is_third).then_some(Reason::Easy(easy))
}

fn way_back(today: &Today<'_>) -> Option<Reason> {
    let facts = today.facts;
    let no_run = facts.days_no_run.filter(|days| *days >= NO_RUN_DAYS).map(Reason::NoRun);
    let no_fast = || facts.days_no_fast.filter(|days| *days > KEPT_DAYS).map(Reason::NoFast);
    let after = || (facts.symptom_days.is_some() && !facts.ran_since_symptom).then_some(Reason::AfterSymptom);
    no_run.or_else(no_fast).or_else(after)
}

fn lighter_week(today: &Today<'_>) -> Option<Reason> {
    let facts = today.facts;
    if easy_now(facts).is_some_and(Easy::takes) && facts.easy_times >= EASY_TIMES {
        return Some(Reason::EasyThrice);
    }
    if facts.not_held_of3 >= 2 {
        return Some(Reason::TwoNotHeld);
    }
    (facts.build_weeks >= BUILDING_WEEKS).then_some(Reason::WeeksDone(facts.build_weeks))
}

impl Today<'_> {
    fn newest(&self) -> Option<(&Evidence, &Judgement)> {
        self.facts.sessions.last().zip(self.judgements.last())
    }

    /// Why the newest session was not held; `None` where that cannot be said.
    fn not_held(&self) -> Option<Finding> {
        let (_, judgement) = self.newest()?;
        judgement.finding.filter(|_| judgement.verdict == Verdict::NotHeld)
    }

    /// What of the day excuses a session that was not held. Nothing excuses pain.
    fn excuse(&self) -> Option<Excuse> {
        let (session, _) = self.newest()?;
        if self.not_held() == Some(Finding::Pain) {
            return None;
        }
        let heat = session.heat_pct.filter(|heat| *heat > HOT_PCT).map(Excuse::Heat);
        let gap = session.short_gap.then_some(Excuse::ShortGap);
        let is_off = session.amber_day || self.facts.signals.iter().any(|signal| signal.level > SignalLevel::Green);
        let altitude = self.facts.new_altitude.then_some(Excuse::Altitude);
        heat.or(gap).or(is_off.then_some(Excuse::Morning)).or(altitude)
    }

    /// Sessions held since the last that broke the row, newest first. Another unclear session does not count.
    fn held(&self) -> impl Iterator<Item = (&Evidence, &Judgement)> {
        let all = self.facts.sessions.iter().zip(&self.judgements).rev();
        let row = all.take_while(|(_, judgement)| !judgement.breaks_row());
        row.filter(|(_, judgement)| judgement.verdict == Verdict::Held)
    }

    /// What keeps the newest session from a step up; `None` where nothing does.
    fn wanting(&self) -> Option<Reason> {
        let facts = self.facts;
        let Some((session, judgement)) = self.newest() else { return Some(Reason::First) };
        if judgement.verdict != Verdict::Held {
            let finding = judgement.finding.unwrap_or(Finding::Doubtful);
            let is_read = judgement.saw_shape() || judgement.saw_effort() || finding == Finding::Doubtful;
            return Some(if is_read { Reason::Unclear(finding) } else { Reason::Unreadable(finding) });
        }
        if facts.eased {
            return Some(Reason::Eased);
        }
        if facts.is_first {
            return Some(Reason::First);
        }
        if let Some(sign) = facts.signs(SignalLevel::Amber).chain(facts.signs(SignalLevel::Red)).next() {
            return Some(Reason::Amber(sign));
        }
        if facts.new_altitude {
            return Some(Reason::Altitude);
        }
        if self.held().count() < HELD {
            return Some(Reason::Confirm);
        }
        if facts.size < SIZE_OF_BASE {
            return Some(Reason::Smaller);
        }
        if facts.require_rpe && session.rpe_cr10.is_none() {
            return Some(Reason::NeedsEffort);
        }
        if self.missing.len() >= 2 {
            return Some(Reason::Unseen);
        }
        if self.lever.is_none() {
            return Some(Reason::Capped(facts.closed.first().cloned().unwrap_or(Closed::NoPace)));
        }
        None
    }
}

fn step_back(today: &Today<'_>) -> Option<Reason> {
    today.not_held().filter(|_| today.excuse().is_none()).map(Reason::NotHeld)
}

fn step_up(today: &Today<'_>) -> Option<Reason> {
    let is_clear = today.not_held().is_none() && today.wanting().is_none();
    is_clear.then_some(Reason::Held)
}

fn once_more(today: &Today<'_>) -> Option<Reason> {
    let bad_day = today.not_held().zip(today.excuse()).map(|(finding, excuse)| Reason::BadDay(finding, excuse));
    bad_day.or_else(|| today.wanting())
}

/// What could not be seen of the newest session. By feel neither shape nor anchor matters.
fn missing(facts: &Facts, judgements: &[Judgement]) -> Vec<Missing> {
    let Some((session, judgement)) = facts.sessions.last().zip(judgements.last()) else { return Vec::new() };
    let is_felt = session.by_feel && facts.family == Family::F;
    let list = [
        (session.doubtful, Missing::Reps),
        (!judgement.saw_shape() && !is_felt, Missing::Shape),
        (!judgement.saw_effort(), Missing::Effort),
        (facts.anchor_old && !is_felt, Missing::Anchor),
    ];
    list.into_iter().filter(|(is_missing, _)| *is_missing).map(|(_, what)| what).collect()
}
