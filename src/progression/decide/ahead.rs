//! The steps that follow on the next one if all goes well.

use super::answer::Decision;
use super::look::Look;
use crate::progression::kind::Lever;
use crate::progression::past::history::History;
use crate::progression::past::load::Load;
use crate::progression::step::step::Step;

impl<'a> History<'a> {
    /// The steps after the next one, at most `most`, that today's caps and gates let through. A novice's pace is not raised.
    pub(crate) fn ahead(&self, look: &Look<'a>, most: usize) -> Vec<Step> {
        let is_known = look.begin.is_none() && self.is_judged(look.session);
        // After a lighter session the full one comes back.
        let is_up = look.answer.decision == Decision::StepUp;
        let first = if is_up { look.next_step() } else { look.level() };
        let Some(first) = first.filter(|_| is_known) else { return Vec::new() };
        let ground = self.ground(look.session);
        let mut load = Load { last7_m: 0.0, has_new_longest: false, fast_share: None, ..look.load.clone() };
        let mut steps: Vec<Step> = Vec::new();
        while steps.len() < most {
            let now = steps.last().unwrap_or(&first);
            load.largest_fast_m = load.largest_fast_m.max(now.fast_m());
            load.largest_of_season_m = load.largest_of_season_m.max(now.fast_m());
            let (open, _) = self.levers(&ground, now, &load);
            let is_open = |lever: Lever| lever != Lever::Pace || !self.is_novice();
            let next = open.into_iter().find(|(lever, _)| is_open(*lever)).map(|(_, step)| step);
            let Some(next) = next else { break };
            steps.push(next);
        }
        steps
    }
}
