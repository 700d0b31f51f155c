//! The workout that follows from an answer: what was run, one lever on, the last one held, half of it.

use super::answer::Decision;
use super::look::Look;
use super::reason::{Easy, Reason};
use crate::progression::kind::lever::FEWEST_REPS;
use crate::progression::step::step::Step;

/// Strides after weeks without running, and after weeks without fast running.
const STRIDES_AFTER_BREAK: usize = 6;
const STRIDES_UNACCUSTOMED: usize = 8;
/// Days without running from which strides come before reps. House rule.
const STRIDES_FROM_DAYS: i64 = 28;
/// The most that the cap of a week takes from a first session at a time, as a share. House rule.
const MOST_TAKEN: f64 = 0.25;

impl Look<'_> {
    /// The workout that the answer leads to; `None` where nothing was ever run.
    ///
    /// Nothing but a step up asks for more fast distance, reps or speed than was run.
    pub(crate) fn next_step(&self) -> Option<Step> {
        if let Some(begin) = &self.begin {
            return begin.step.clone();
        }
        let again = self.again()?;
        let run = self.run.as_ref()?;
        let half = || again.lighter().within(run);
        Some(match (self.answer.decision, &self.answer.reason) {
            (Decision::Rest | Decision::LighterWeek, _) => half(),
            (Decision::EasyFirst, Reason::Easy(easy)) if easy.takes() => again.a_third_less().within(run),
            (Decision::WayBack, reason) => self.way_back(reason, &again, run),
            (Decision::StepBack, _) => self.back(run),
            (Decision::StepUp, _) => {
                let lever = self.answer.lever?;
                let moved = self.candidates.iter().find(|(open, _)| *open == lever)?;
                moved.1.clone()
            }
            (Decision::EasyFirst, _) if self.is_lighter_due() => half(),
            (Decision::OnceMore, Reason::Eased) => again.a_third_less().within(run),
            (Decision::OnceMore, Reason::First) => self.first(again),
            (Decision::EasyFirst | Decision::OnceMore, _) => again,
        })
    }

    /// The same again: what was run; the step before it where that was the session of a lighter week; what was planned, where
    /// reps were left out for a reason that is not the runner's.
    pub(crate) fn again(&self) -> Option<Step> {
        let step = self.step.as_ref()?;
        Some(if step.is_ladder || step.others > 0 { step.again(&self.workout) } else { step.clone() })
    }

    /// Whether a lighter week is due, whatever comes before it.
    fn is_lighter_due(&self) -> bool {
        self.answer.heard.iter().any(|heard| heard.decision == Decision::LighterWeek && heard.reason.is_some())
    }

    /// Where the sessions after the next one start from.
    pub(crate) fn level(&self) -> Option<Step> {
        if self.answer.decision == Decision::StepBack { self.next_step() } else { self.again() }
    }

    /// The last session of the kind that was held, if it was of these reps and less; else a little less than was run.
    fn back(&self, run: &Step) -> Step {
        let is_less = |held: &&Step| held.fast_m() <= run.fast_m() && held.reps <= run.reps;
        let held = self.held.as_ref().filter(is_less).map(|held| held.within(run));
        let is_change = |held: &Step| {
            let is_slower = held.speed_mps.zip(run.speed_mps).is_some_and(|(held, run)| held < 0.995 * run);
            held.fast_m() < 0.995 * run.fast_m() || is_slower
        };
        let missed = self.is_missing_reps();
        let own = if missed { run.clone() } else { run.back() };
        let back = held.filter(|held| is_change(held) || missed).unwrap_or(own);
        if back.is_ladder || (back.others > 0 && back.reps == run.reps) {
            return back.of_whole(crate::progression::step::step::SLOWER, &self.workout);
        }
        back.of_whole("one step back from", &self.workout)
    }

    fn way_back(&self, reason: &Reason, again: &Step, run: &Step) -> Step {
        let strides = |reps: usize| {
            let most = (run.fast_m() / Step::strides(1).fast_m()).floor() as usize;
            Step::strides(reps.min(most.max(1)))
        };
        match reason {
            Reason::NoRun(days) if *days >= STRIDES_FROM_DAYS => strides(STRIDES_AFTER_BREAK),
            Reason::NoFast(_) => strides(STRIDES_UNACCUSTOMED),
            _ => {
                let base =
                    self.held.as_ref().map_or(again, |held| if held.fast_m() < again.fast_m() { held } else { again });
                let slower = base.at_index_left(self.facts.family, self.vdot, self.index_left);
                slower.lighter().within(run)
            }
        }
    }

    /// A first session of its kind that is over what the usual week carries: a quarter less at most.
    fn first(&self, again: Step) -> Step {
        let Some(most_m) = self.load.week_m.map(|_| self.load.cap_m(self.cap)) else { return again };
        if again.fast_m() <= most_m || again.others > 0 || again.reps <= FEWEST_REPS {
            return again;
        }
        let fit = (most_m / again.rep_m()).floor() as usize;
        let least = ((1.0 - MOST_TAKEN) * again.reps as f64).ceil() as usize;
        let reps = fit.max(least).min(again.reps);
        again.with_reps(reps)
    }
}

impl Easy {
    /// Days after today that stay easy.
    pub(crate) fn quiet_days(self) -> i64 {
        if matches!(self, Self::Heat | Self::Spacing) { 1 } else { 2 }
    }
}
