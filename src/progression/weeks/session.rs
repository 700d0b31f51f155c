//! What goes on a hard day: the kind whose turn it is, its next step if nothing else moves this week, and what fits the week.

use super::distance::{SHORTEST_M, ceil, floor};
use super::facts::SpeedWork;
use super::kinds::{AROUND_S, Outing, SessionKind};
use super::mix::{turn, turn_with_threshold};
use super::plan::{Season, Week};
use super::race::Phase;
use crate::model::{Day, Family};
use crate::progression::decide::{Decision, HardDaysAWeek};
use crate::progression::past::KEPT_DAYS;
use std::collections::{BTreeMap, BTreeSet};

/// Most of a week's distance that may be fast, as a fraction: a little stricter than the same share of its time.
pub(super) const FAST_SHARE: f64 = 0.20;

/// A session of a hard day.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct HardSession {
    pub(crate) family: Family,
    /// Whether it is at threshold: steady, not reps on the track.
    pub(crate) is_steady: bool,
    pub(crate) text: String,
    pub(crate) fast_m: f64,
    pub(crate) whole_m: f64,
    pub(crate) advances: bool,
}

/// What has been given to hard days so far.
#[derive(Debug)]
pub(crate) struct Turns {
    /// Sessions of each kind: those of the last weeks and those of the plan.
    run: BTreeMap<Family, usize>,
    /// Whether the next step has been placed: the plan begins with it.
    pub(crate) is_begun: bool,
    /// How often the next step of a kind, or one that follows on it, has been given.
    placed: BTreeMap<Family, usize>,
    /// Kinds whose first session after a lighter week is to come.
    after_lighter: BTreeSet<Family>,
}

impl Turns {
    pub(crate) fn of(kinds: &[SessionKind]) -> Self {
        let run = kinds.iter().map(|kind| (kind.family, kind.recent)).collect();
        Self { run, is_begun: false, placed: BTreeMap::new(), after_lighter: BTreeSet::new() }
    }

    /// A lighter week has gone by: each kind begins again with the step before it.
    pub(crate) fn lighter_week_done(&mut self) {
        self.after_lighter.extend(Family::ALL);
    }
}

/// A workout that may be run on a day, and what is told of it.
struct Choice {
    outing: Outing,
    lead: &'static str,
    notes: Vec<String>,
    advances: bool,
    /// Whether the next step of the kind is given with it.
    is_given: bool,
}

impl Season<'_> {
    /// The kind on the track: on the way into speed that of the advice; by the goal's mix; without a goal the one that was run
    /// last, strides only where nothing else was.
    pub(crate) fn track_kind(&self, turns: &Turns) -> Option<&SessionKind> {
        let kinds = &self.facts.kinds;
        let advised = self.advice.and_then(|advice| advice.family).and_then(|family| self.facts.kind(family));
        let (is_only, goal) = (self.is_only_advised(), self.athlete.goal());
        let is_tempo = |kind: &&SessionKind| kind.family == Family::T;
        let latest = |families: &[Family], days: i64| {
            let run = kinds.iter().filter(|kind| families.contains(&kind.family));
            let run = run.filter(|kind| kind.last_day.is_some_and(|day| self.today - day <= days));
            run.max_by_key(|kind| kind.last_day)
        };
        if is_only && advised.is_some_and(|kind| !is_tempo(&kind) || self.facts.speed_work == SpeedWork::Returning) {
            return advised;
        }
        if self.has_two() {
            return turn_with_threshold(goal, kinds, &turns.run);
        }
        // Where the week is not known there is no other day for threshold.
        if self.facts.week_m.is_none() && advised.is_some_and(|kind| is_tempo(&kind)) {
            return advised;
        }
        let by_mix = goal.filter(|_| !is_only).and_then(|goal| turn(goal, kinds, &turns.run));
        by_mix
            .or_else(|| latest(&[Family::R, Family::I], KEPT_DAYS))
            .or_else(|| latest(&[Family::R, Family::I, Family::S, Family::F], i64::MAX))
            .or(advised)
    }

    /// The kind that is advised.
    pub(crate) fn advised_kind(&self) -> Option<&SessionKind> {
        self.facts.kind(self.advice.filter(|advice| advice.next.is_some())?.family?)
    }

    /// The kind of a lighter week that is advised: that of the advice, whatever turn it is.
    pub(crate) fn lighter_kind(&self, week: &Week) -> Option<&SessionKind> {
        let advice = self.advice.filter(|advice| week.is_lighter && advice.decision == Decision::LighterWeek)?;
        self.facts.kind(advice.family?)
    }

    /// The kind of the second hard day: threshold, or with two track days the one whose turn it is.
    pub(crate) fn second_kind(&self, turns: &Turns, week: &Week) -> Option<&SessionKind> {
        if self.has_two() {
            return turn_with_threshold(self.athlete.goal(), &self.facts.kinds, &turns.run);
        }
        let is_taken = week.sessions.iter().any(|(_, session)| session.family == Family::T);
        self.facts.kind(Family::T).filter(|_| !is_taken)
    }

    /// The session of a kind on a day, if it fits the week.
    pub(crate) fn session(&self, kind: &SessionKind, day: Day, week: &Week, turns: &mut Turns) -> Option<HardSession> {
        let is_lighter = week.is_lighter || self.phase(day) == Phase::Less;
        let mut choice = Self::choice(kind, is_lighter, week, turns)?;
        let outing = self.fitted(kind, &choice.outing, week, &mut choice.notes)?;
        let whole_m = self.whole_m(kind, &outing, day, week)?;
        *turns.run.entry(kind.family).or_insert(0) += 1;
        turns.after_lighter.remove(&kind.family);
        if choice.is_given {
            *turns.placed.entry(kind.family).or_insert(0) += 1;
        }
        let (fast_m, advances) = (outing.fast_m(), choice.advances);
        let is_steady = is_steady(kind.family, &outing);
        let text = self.session_text(kind.family, &Choice { outing, ..choice }, whole_m);
        Some(HardSession { family: kind.family, is_steady, text, fast_m, whole_m, advances })
    }

    /// Which step of a kind: the lighter one, the next, or the last again where something else of the week moves; after it those that
    /// follow if all goes well. One that has never been run waits for a week in which nothing moves.
    fn choice(kind: &SessionKind, is_lighter: bool, week: &Week, turns: &Turns) -> Option<Choice> {
        let choice = |outing: &Outing, lead, note: &str| Choice {
            outing: outing.clone(),
            lead,
            notes: [note].into_iter().filter(|note| !note.is_empty()).map(ToOwned::to_owned).collect(),
            advances: false,
            is_given: true,
        };
        let moves = week.sessions.iter().any(|(_, session)| session.advances);
        let given = turns.placed.get(&kind.family).copied().unwrap_or(0);
        Some(if !turns.is_begun {
            Choice { advances: kind.advances, is_given: !is_lighter, ..choice(&kind.next, "", "") }
        } else if is_lighter {
            let lighter = kind.at(given).map_or(&kind.lighter, |(_, lighter)| lighter);
            Choice { is_given: false, ..choice(lighter, "", "about half of it at the same pace") }
        } else if given == 0 && turns.after_lighter.contains(&kind.family) {
            choice(&kind.again, "", "the step before the lighter week again")
        } else if let Some((outing, _)) = kind.at(given) {
            choice(outing, "if all goes well, ", "")
        } else if given > 0 {
            choice(&kind.later, "if all goes well, ", "")
        } else if kind.advances && moves {
            let again = choice(&kind.again, "", "as last time: one thing grows a week, and the reps do");
            Choice { is_given: false, ..(kind.last_day.is_some()).then_some(again)? }
        } else {
            Choice { advances: kind.advances, ..choice(&kind.next, "", "") }
        })
    }

    /// What the other hard days of a week leave of a fifth of it, m; `None` for a session that comes first, or where the week is
    /// not known. What is advised is within caps and gates as it is.
    fn spare_m(&self, week: &Week) -> Option<f64> {
        let beside_m = self.fast_beside_m(week);
        (beside_m > 0.0).then_some(FAST_SHARE * week.whole_m? - beside_m)
    }

    /// The fast distance that other hard days of a week leave less room by, m: what is placed, and what has been run. The
    /// track comes first: one steady day that has been run takes nothing from it.
    fn fast_beside_m(&self, week: &Week) -> f64 {
        let run = || self.hard_days_of(week.monday);
        let is_first = week.sessions.is_empty() && !run().any(|hard| hard.is_track);
        if is_first && run().count() < HardDaysAWeek::Two.count() {
            return 0.0;
        }
        let placed_m: f64 = week.sessions.iter().map(|(_, session)| session.fast_m).sum();
        placed_m + run().map(|hard| hard.fast_m).sum::<f64>()
    }

    /// A workout cut to what the week allows.
    fn fitted(&self, kind: &SessionKind, outing: &Outing, week: &Week, notes: &mut Vec<String>) -> Option<Outing> {
        let spare = self.spare_m(week).filter(|spare| outing.fast_m() > spare + 1e-6);
        let Some(spare) = spare else { return Some(outing.clone()) };
        notes.push("cut: a fifth of the week is the most that is fast".to_owned());
        outing.within(kind.family, spare)
    }

    /// The whole outing, m: rounded up, within what is left of the week and a tenth above the longest run; in a lighter week,
    /// after a break and before a race its share. Less than ten minutes about the reps is too little: then a first session
    /// may take what the fullest week leaves.
    fn whole_m(&self, kind: &SessionKind, outing: &Outing, day: Day, week: &Week) -> Option<f64> {
        let least = outing.core_m() + 0.5 * AROUND_S * self.facts.easy_mps;
        let reserve = if week.sessions.is_empty() { 0.0 } else { SHORTEST_M };
        let left = week.left_m.map_or(f64::INFINITY, |left| left - reserve);
        let is_tight = left < least && week.sessions.is_empty();
        let most = self.most_m().min(if is_tight { self.most_left_m(week) } else { left });
        let share = Some(self.share(day, week.is_lighter)).filter(|share| *share < 1.0);
        let share = share.map_or(f64::INFINITY, |share| share * kind.again.whole_m());
        let wanted = if is_tight { least } else { outing.whole_m().min(share).max(least) };
        let nearest = ceil(wanted, self.unit);
        let whole = if nearest <= most { nearest } else { floor(most, self.unit) };
        // What was run without anything about it may be run like that again.
        let is_again = kind.last_day.is_some() && !kind.advances;
        let bare = Some(outing.core_m()).filter(|core| is_again && *core <= most);
        Some(whole).filter(|whole| *whole >= least).or(bare)
    }

    fn session_text(&self, family: Family, choice: &Choice, whole_m: f64) -> String {
        let outing = &choice.outing;
        let is_advised = self.advice.and_then(|advice| advice.family) == Some(family);
        let is_steady = is_steady(family, outing);
        let kind = match family {
            // The way back into threshold is by strides, too.
            _ if outing.step.is_short() || (is_advised && !is_steady) => String::new(),
            _ => format!("{}: ", family.purpose()),
        };
        let is_short = whole_m - outing.core_m() < 0.9 * AROUND_S * self.facts.easy_mps;
        let frame = if is_short { "easy before and after".to_owned() } else { outing.step.write(self.unit).frame };
        let frame = match family {
            _ if is_steady && !is_short => "10\u{2013}15 min easy before and after".to_owned(),
            _ => frame,
        };
        // What is written out once need not be again.
        let frame = Some(frame).filter(|_| choice.lead.is_empty());
        let effort = is_steady.then(|| "RPE 6 at most".to_owned());
        let first = format!("{kind}{}{}", choice.lead, outing.text(self.unit));
        let in_all = format!("about {} in all", self.far(whole_m));
        let parts: Vec<String> =
            [first].into_iter().chain(effort).chain(frame).chain(choice.notes.clone()).chain([in_all]).collect();
        parts.join("; ")
    }
}

/// Whether a session is run steadily at threshold: not the strides by which one comes back to it.
fn is_steady(family: Family, outing: &Outing) -> bool {
    family == Family::T && !outing.step.is_short()
}
