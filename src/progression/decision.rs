//! From all that is known today to one decision: the ordered rules, applied.

use super::levers::{choose_lever, deductions};
use super::rules::RULES;
use super::verdict::{FEWEST_REPS, SessionEvidence, Verdict, verdict};
use super::{Decision, Family, Lever};
use crate::segment::Confidence;

/// How a morning signal looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// As usual.
    Green,
    /// Somewhat off.
    Amber,
    /// Clearly off.
    Red,
}

/// One morning signal of readiness.
#[derive(Debug, Clone, PartialEq)]
pub struct Signal {
    /// How it looks.
    pub level: Level,
    /// What it says: `resting heart rate 6 bpm above usual`.
    pub text: String,
}

/// All that the rules look at.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a separate observation of the runner")]
pub struct DecisionInput {
    /// The family.
    pub family: Family,
    /// Like sessions of the family, newest last; empty when there is none on record.
    pub sessions: Vec<SessionEvidence>,
    /// Today's readiness signals; absent ones left out.
    pub signals: Vec<Signal>,
    /// Of the last three days, those with two reds, or one red and two ambers.
    pub bad_days_of3: usize,
    /// Illness, fever, chest symptoms or dizziness.
    pub illness: bool,
    /// Pain, 0 to 10.
    pub pain: Option<f64>,
    /// Focal, bony, one-sided or gait-changing pain.
    pub focal_pain: bool,
    /// What is written of pain or soreness and cannot be read, in words.
    pub unread_symptoms: Vec<String>,
    /// Days since any run.
    pub days_no_run: Option<i64>,
    /// Days since fast running.
    pub days_no_fast: Option<i64>,
    /// Days since a session of this family.
    pub days_no_family: Option<i64>,
    /// Clean sessions in a row that a step takes: two; on the way in one, where the count is between two of its steps.
    pub passes_needed: usize,
    /// Days without the family from which it has been missed: fifteen, more where other reps went on.
    pub family_gap_days: i64,
    /// Failures among the last three hard sessions of any family.
    pub fails_last3_hard: usize,
    /// Building weeks since the last lighter one.
    pub build_weeks: usize,
    /// The lighter session that was advised has been run: the last step is repeated first.
    pub after_lighter: bool,
    /// What today's heat is expected to cost reps, %, and whether it is beyond what is run hard in.
    pub heat_today: Option<(f64, bool)>,
    /// Days since the runner came to another altitude, in the first two weeks there.
    pub new_altitude_days: Option<i64>,
    /// New to speed work: no pace lever.
    pub novice: bool,
    /// No advance without RPE, whatever else is known.
    pub require_rpe: bool,
    /// Foster's monotony.
    pub monotony: Option<f64>,
    /// Acute to chronic load, exponentially weighted.
    pub ewma_ratio: Option<f64>,
    /// The anchor is older than twelve weeks, or the runner's own earlier sessions.
    pub anchor_old: bool,
    /// Levers that pass caps and gates, in family order.
    pub open_levers: Vec<Lever>,
    /// Why the others do not, one sentence each.
    pub blocked: Vec<String>,
}

/// One rule, held or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleTrace {
    /// The rule: `D0` to `D14`.
    pub id: &'static str,
    /// What it would decide.
    pub decision: Decision,
    /// Whether its condition held.
    pub held: bool,
    /// Why, or why not.
    pub why: String,
}

/// The decision, and every rule that led to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// What is decided.
    pub decision: Decision,
    /// The first rule that held.
    pub rule: &'static str,
    /// Its reason: a sentence for the runner.
    pub reason: String,
    /// How sure.
    pub confidence: Confidence,
    /// What lowered the confidence.
    pub deductions: Vec<String>,
    /// The lever, when advancing.
    pub lever: Option<Lever>,
    /// Verdicts on the sessions, newest last.
    pub verdicts: Vec<Verdict>,
    /// Every rule in order, held or not.
    pub trace: Vec<RuleTrace>,
}

/// What the rules share: derived once.
#[derive(Debug)]
pub(crate) struct Facts<'a> {
    pub(crate) input: &'a DecisionInput,
    pub(crate) verdicts: Vec<Verdict>,
    pub(crate) streak: Streak,
    pub(crate) deductions: Vec<String>,
    /// The lever that would move.
    pub(crate) lever: Option<Lever>,
    /// Whether pace alone would be open, and is closed by the age of the anchor.
    pub(crate) pace_waits_for_anchor: bool,
}

/// The run of passes that ends with the newest session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Streak {
    /// Passes that count.
    pub(crate) passes: usize,
    /// Passes needed; `None` when no number of such passes is enough.
    pub(crate) needed: Option<usize>,
    /// Newest sessions that the decision rests on, hot ones included.
    pub(crate) span: usize,
    /// Whether one of them has no RPE.
    pub(crate) objective: bool,
}

impl Streak {
    /// Whether there are enough passes.
    pub(crate) fn complete(self) -> bool {
        self.needed.is_some_and(|needed| self.passes >= needed)
    }
}

/// Heat slowdown above which a pass does not count, %.
pub(crate) const HOT_PCT: f64 = 1.5;

impl SessionEvidence {
    /// Whether it was so hot that it can excuse a failure and cannot count as a pass.
    pub(crate) fn hot(&self) -> bool {
        self.heat_pct.is_some_and(|heat| heat > HOT_PCT)
    }
}

/// Passes in a row, newest first. A pass in heat neither counts nor breaks the row, but the newest session must count.
fn streak(input: &DecisionInput, verdicts: &[Verdict]) -> Streak {
    let mut streak = Streak { passes: 0, needed: Some(input.passes_needed), span: 0, objective: false };
    for (session, verdict) in input.sessions.iter().zip(verdicts).rev() {
        let unfit = !verdict.is_pass() || !session.same_step || (streak.span == 0 && session.hot());
        if unfit || streak.complete() {
            break;
        }
        streak.span += 1;
        streak.passes += usize::from(!session.hot());
        if *verdict == Verdict::PassObjective {
            streak.objective = true;
            let never = input.family == Family::T || session.n < FEWEST_REPS || input.require_rpe;
            streak.needed = if never { None } else { Some(3) };
        }
    }
    streak
}

impl<'a> Facts<'a> {
    fn new(input: &'a DecisionInput) -> Self {
        let verdicts: Vec<Verdict> = input.sessions.iter().map(|session| verdict(input.family, session)).collect();
        let streak = streak(input, &verdicts);
        let deciding = &input.sessions[input.sessions.len() - streak.span.max(1).min(input.sessions.len())..];
        let lever = choose_lever(input, deciding, streak.objective, input.anchor_old);
        let with_anchor = choose_lever(input, deciding, streak.objective, false);
        Self {
            input,
            streak,
            deductions: deductions(input, deciding),
            lever,
            pace_waits_for_anchor: lever.is_none() && with_anchor == Some(Lever::Pace),
            verdicts,
        }
    }

    pub(crate) fn newest(&self) -> Option<(&SessionEvidence, &Verdict)> {
        self.input.sessions.last().zip(self.verdicts.last())
    }

    pub(crate) fn failed(&self) -> Option<&str> {
        match self.newest() {
            Some((_, Verdict::Fail(reason))) => Some(reason),
            _ => None,
        }
    }

    /// Signals of a level.
    pub(crate) fn count(&self, level: Level) -> usize {
        self.input.signals.iter().filter(|signal| signal.level == level).count()
    }

    /// The words of all signals that are off.
    pub(crate) fn off_words(&self) -> Vec<String> {
        self.input.signals.iter().filter(|signal| signal.level != Level::Green).map(|s| s.text.clone()).collect()
    }
}

/// Whether the signals of a day add up to a bad one: two reds, or one red and two ambers.
pub(crate) fn adds_up(red: usize, amber: usize) -> bool {
    red >= 2 || (red >= 1 && amber >= 2)
}

/// Decides: the first rule that holds.
pub fn decide(input: &DecisionInput) -> Outcome {
    let facts = Facts::new(input);
    let trace: Vec<RuleTrace> = RULES
        .iter()
        .map(|rule| {
            let (held, why) = match (rule.test)(&facts) {
                Ok(why) => (true, why),
                Err(why) => (false, why),
            };
            RuleTrace { id: rule.id, decision: rule.decision, held, why }
        })
        .collect();
    let chosen = trace.iter().zip(&RULES).find(|(step, _)| step.held);
    let (decision, rule, reason, sure) = chosen
        .map_or((Decision::Hold, "D10", "No rule held.".to_owned(), super::rules::Sure::Deduced), |(step, rule)| {
            (step.decision, step.id, step.why.clone(), rule.sure)
        });
    Outcome {
        decision,
        rule,
        reason,
        confidence: sure.confidence(facts.deductions.len()),
        lever: if decision == Decision::Advance { facts.lever } else { None },
        deductions: facts.deductions,
        verdicts: facts.verdicts,
        trace,
    }
}
