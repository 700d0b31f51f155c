//! The workout that follows from an answer: the same again, one lever further, one step back, half, or strides.

use super::answer::Decision;
use super::look::Look;
use super::reason::{Easy, Reason};
use crate::progression::judge::Judgement;
use crate::progression::kind::lever::FEWEST_REPS;
use crate::progression::step::step::{Made, Step};
use crate::segment::alike::on_one_rung;
use crate::stats::{Range, middle_of};

/// Number of strides after weeks without running, and after weeks without fast running.
const STRIDES_AFTER_BREAK: usize = 6;
const STRIDES_UNACCUSTOMED: usize = 8;
/// Days without running from which strides come before reps. House rule.
const STRIDES_FROM_DAYS: i64 = 28;
/// Most that the cap of a week takes from a first session, as a share. House rule.
const MOST_TAKEN: f64 = 0.25;
/// A step is less than another below this factor of fast distance or speed.
const LESS: f64 = 0.995;

impl Look<'_> {
    /// The workout that the answer leads to; `None` where no reps were run yet.
    ///
    /// Only a step up asks for more fast distance, reps or speed than was run.
    pub(crate) fn next_step(&self) -> Option<Step> {
        if let Some(begin) = &self.begin {
            return begin.step.clone();
        }
        if let Some(strides) = self.strides_back() {
            return Some(strides);
        }
        let again = self.again()?;
        let run = self.run.as_ref()?;
        let half = || again.lighter().within(run);
        let step = match (self.answer.decision, &self.answer.reason) {
            (Decision::StepUp, _) => {
                let lever = self.answer.lever?;
                let moved = self.candidates.iter().find(|(open, _)| *open == lever)?;
                return Some(moved.1.clone());
            }
            (Decision::Rest | Decision::LighterWeek, _) => half(),
            (Decision::EasyFirst, Reason::Easy(easy)) if easy.takes() => again.a_third_less().within(run),
            (Decision::WayBack, _) => self.way_back(&again, run),
            (Decision::StepBack, _) => self.back(run),
            (Decision::EasyFirst, _) if self.answer.matched(Decision::LighterWeek) => half(),
            (Decision::OnceMore, Reason::Eased) => again.a_third_less().within(run),
            (Decision::OnceMore, _) if self.facts.is_first && !self.session.doubtful => self.first(again),
            (Decision::EasyFirst | Decision::OnceMore, _) => again,
        };
        Some(self.no_more_than_asked(step))
    }

    /// A step at no more than the pace of the plan, where the session was faster than that and went wrong, and on the way back;
    /// there at no more than the pace of most reps, too.
    fn no_more_than_asked(&self, step: Step) -> Step {
        let is_back = self.answer.decision == Decision::WayBack;
        let went_wrong = self.answer.judgements.last().is_some_and(Judgement::breaks_row);
        let asked = self.session.target_mps.map(Range::middle).filter(|_| is_back || went_wrong);
        let most =
            middle_of(self.session.reps.iter().map(|rep| rep.speed_mps)).filter(|_| is_back && !self.session.doubtful);
        let slowest = asked.into_iter().chain(most).chain(step.speed_mps).reduce(f64::min);
        let is_like = self.run.as_ref().is_some_and(|run| on_one_rung(run.length, step.length));
        if is_like && step.speed_mps.is_some() { step.at_speed(slowest) } else { step }
    }

    /// The same again: the full session where a lighter one was run, with the planned reps where missing ones are excused.
    pub(crate) fn again(&self) -> Option<Step> {
        let made = match self.believed {
            Some(_) => Made::Before,
            None if self.comes_back => Made::Full,
            None => Made::Again,
        };
        Some(self.step.clone()?.of_whole(made))
    }

    /// The workout from which the sessions after the next one start.
    pub(crate) fn level(&self) -> Option<Step> {
        if self.answer.decision == Decision::StepBack { self.next_step() } else { self.again() }
    }

    /// One step back: the last session that was held where it was less than what was run, else a little less than was run.
    /// Where reps were missing, what was run is the step back.
    fn back(&self, run: &Step) -> Step {
        let is_less = |held: &&Step| held.fast_m() <= run.fast_m() && held.reps <= run.reps;
        let held = self.held.as_ref().filter(is_less).map(|held| held.within(run));
        let is_change = |held: &Step| {
            let is_slower = held.speed_mps.zip(run.speed_mps).is_some_and(|(held, run)| held < LESS * run);
            held.fast_m() < LESS * run.fast_m() || is_slower
        };
        let missed = self.is_missing_reps();
        let own = if missed { run.clone() } else { run.back() };
        let held = held.filter(|held| is_change(held) || missed);
        let less = if held.is_some() { Made::Earlier } else { Made::Less };
        let back = held.unwrap_or(own);
        if back.is_ladder || (back.others > 0 && back.reps == run.reps) {
            return Step { session: run.session.clone(), ..back }.of_whole(Made::Slower);
        }
        back.of_whole(less)
    }

    /// Strides after weeks without running or without fast running; else `None`.
    fn strides_back(&self) -> Option<Step> {
        let strides = match self.answer.reason {
            Reason::NoRun(days) if days >= STRIDES_FROM_DAYS => STRIDES_AFTER_BREAK,
            Reason::NoFast(_) => STRIDES_UNACCUSTOMED,
            _ => return None,
        };
        let most = (self.session.size_m() / Step::strides(1).fast_m()).floor() as usize;
        self.is_judged().then(|| Step::strides(strides.min(most.max(1))))
    }

    /// The way back: the lighter session at the pace that the index leaves; by feel where the pace of the run cannot be read.
    fn way_back(&self, again: &Step, run: &Step) -> Step {
        let base = self.held.as_ref().filter(|held| held.fast_m() < again.fast_m()).unwrap_or(again);
        let slower = base.at_index_left(self.facts.family, self.vdot, self.index_left);
        let slower = if run.speed_mps.is_some() { slower } else { slower.at_speed(None) };
        slower.lighter().within(run)
    }

    /// A first session of its kind again: within what the usual week carries, by at most a quarter less.
    fn first(&self, again: Step) -> Step {
        let Some(most_m) = self.load.week_m.map(|_| self.load.cap_m(self.cap)) else { return again };
        if again.fast_m() <= most_m || again.others > 0 || again.reps <= FEWEST_REPS {
            return again;
        }
        let fit = (most_m / again.rep_m).floor() as usize;
        let least = ((1.0 - MOST_TAKEN) * again.reps as f64).ceil() as usize;
        again.with_reps(fit.max(least).min(again.reps))
    }
}

impl Easy {
    /// Days after today that stay easy.
    pub(crate) fn quiet_days(self) -> i64 {
        match self {
            Self::Heat | Self::Spacing => 1,
            Self::Unread | Self::Red(_) | Self::Ambers(..) | Self::SoreDays(_) => 2,
        }
    }
}
