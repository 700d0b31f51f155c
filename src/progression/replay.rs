//! The one loop over sessions: each is looked at as of its own day, and the steps up are remembered.
//!
//! A look hears of earlier looks by their steps up of some weeks alone. So the parts of a long history are looked at side by
//! side. Each part begins half a year early. Its looks stand where it began with the steps up that the parts before it found.

use super::decide::Decision;
use super::decide::look::Look;
use super::past::KEPT_DAYS;
use super::past::SessionSummary;
use super::past::career::Career;
use super::past::history::{HEARD_DAYS, StepUp};
use super::past::memory::Memory;
use super::past::order::{is_same_outing, place_from_end};
use crate::model::Day;
use crate::model::outing::SAME_START_S;
use rayon::prelude::*;
use std::ops::Range;

/// Days before a look from which a step up may be heard of: the newest session that counts is at most six weeks old.
const BEFORE_DAYS: i64 = HEARD_DAYS + KEPT_DAYS + 1;
/// Days before a part that are looked at first: enough for the steps up that are heard of to be found as in a look at all.
const LEAD_DAYS: i64 = BEFORE_DAYS + 2 * KEPT_DAYS;
/// Fewest sessions of a part.
const FEWEST: usize = 256;

/// A judged session with its place in the history.
type Judged<'a> = (usize, &'a SessionSummary);

/// What was found over a history.
pub(super) struct Replayed<T> {
    /// The answers that were a step up.
    pub(super) steps_up: Vec<StepUp>,
    /// What was made of the look at each judged session, with its place in the history.
    pub(super) each: Vec<(usize, T)>,
}

/// Looks at each judged session as of its own day, in order of start, up to the Unix time `before_s`.
pub(super) fn replay<T: Send>(
    career: &Career<'_>,
    before_s: Option<f64>,
    make: impl Fn(&Look<'_>) -> T + Sync,
) -> Replayed<T> {
    let is_before = |run: &SessionSummary| before_s.is_none_or(|before| run.start_unix_s < before - SAME_START_S);
    let sessions: Vec<Judged<'_>> = career
        .in_order()
        .take_while(|(_, session)| is_before(session))
        .filter(|(_, session)| career.is_judged(session))
        .collect();
    in_parts(career, &sessions, &parts_of(&sessions, rayon::current_num_threads()), &make)
}

/// The places of so many parts at most that take about as long each. All but the first look at what leads to them, too.
fn parts_of(sessions: &[Judged<'_>], parts: usize) -> Vec<Range<usize>> {
    let all = sessions.len();
    let days = sessions.first().zip(sessions.last()).map_or(0, |((_, first), (_, last))| last.day - first.day + 1);
    let lead = if days > LEAD_DAYS { (all as f64 * LEAD_DAYS as f64 / days as f64) as usize } else { all };
    let looks = (all + (parts - 1) * lead).div_ceil(parts);
    let size = looks.saturating_sub(lead).max(FEWEST);
    let starts = std::iter::once(0).chain((looks.min(all)..all).step_by(size));
    let ends = starts.clone().skip(1).chain([all]);
    starts.zip(ends).map(|(start, end)| start..end).collect()
}

/// Looks at judged sessions in parts at these places.
fn in_parts<T: Send>(
    career: &Career<'_>,
    sessions: &[Judged<'_>],
    places: &[Range<usize>],
    make: &(impl Fn(&Look<'_>) -> T + Sync),
) -> Replayed<T> {
    let part = |place: &Range<usize>| Part::of(career, &sessions[..place.start], &sessions[place.clone()], make);
    let parts: Vec<Part<'_, '_, T>> = places.par_iter().map(part).collect();
    let mut known = Known::default();
    let mut each = Vec::with_capacity(sessions.len());
    for part in parts {
        let part = if part.began_with(&known) { part } else { Part::after(career, known.clone(), part.sessions, make) };
        known.steps_up.extend_from_slice(part.own_steps_up());
        known.last = part.end.last.or(known.last);
        each.extend(part.each);
    }
    Replayed { steps_up: known.steps_up, each }
}

/// What earlier looks leave for a later one.
#[derive(Debug, Clone, Default)]
struct Known<'a> {
    steps_up: Vec<StepUp>,
    /// The last session that is no copy.
    last: Option<&'a SessionSummary>,
}

impl<'a> Known<'a> {
    /// The steps up that a look at a day may hear of.
    fn heard_on(&self, day: Day) -> &[StepUp] {
        &self.steps_up[place_from_end(&self.steps_up, |step| day - step.day > BEFORE_DAYS)..]
    }

    /// Whether a session is a copy of the last outing, which counts once.
    fn is_copy(&self, session: &SessionSummary) -> bool {
        session.duplicate || self.last.is_some_and(|last| is_same_outing(last, session))
    }

    /// Looks at sessions in order.
    fn look_at<T>(
        &mut self,
        career: &Career<'a>,
        sessions: &[Judged<'a>],
        make: impl Fn(&Look<'_>) -> T,
    ) -> Vec<(usize, T)> {
        let memory = Memory::default();
        let mut look_at = |(index, session): &Judged<'a>| {
            let mut past = career.as_of(session, session.day, &memory);
            past.steps_up.extend(self.heard_on(session.day));
            let look = past.look(session);
            if !self.is_copy(session) {
                self.last = Some(session);
                self.steps_up.extend(step_up(&look));
            }
            (*index, make(&look))
        };
        sessions.iter().map(&mut look_at).collect()
    }
}

/// The step up that a look answers; `None` for another answer.
fn step_up(look: &Look<'_>) -> Option<StepUp> {
    let newest = look.sessions.last().unwrap_or(&look.session);
    let step = StepUp { family: look.facts.family, day: look.session.day, newest_unix_s: newest.start_unix_s };
    (look.answer.decision == Decision::StepUp).then_some(step)
}

/// A part of the sessions, looked at.
struct Part<'a, 's, T> {
    sessions: &'s [Judged<'a>],
    /// What was known where the part begins.
    start: Known<'a>,
    /// What was known where the part ends.
    end: Known<'a>,
    each: Vec<(usize, T)>,
}

impl<'a, 's, T> Part<'a, 's, T> {
    /// The looks at a part, for which the sessions of half a year before it are looked at first.
    fn of(
        career: &Career<'a>,
        before: &[Judged<'a>],
        sessions: &'s [Judged<'a>],
        make: impl Fn(&Look<'_>) -> T,
    ) -> Self {
        let from = sessions.first().map_or(Day::EPOCH, |(_, first)| first.day) - LEAD_DAYS;
        let lead = &before[before.partition_point(|(_, run)| run.day < from)..];
        let mut known = Known::default();
        known.look_at(career, lead, |_| ());
        Self::after(career, known, sessions, make)
    }

    /// The looks at a part, from what is known.
    fn after(career: &Career<'a>, start: Known<'a>, sessions: &'s [Judged<'a>], make: impl Fn(&Look<'_>) -> T) -> Self {
        let mut end = start.clone();
        let each = end.look_at(career, sessions, make);
        Self { sessions, start, end, each }
    }

    /// Whether the looks are those that follow on what is known.
    fn began_with(&self, known: &Known<'_>) -> bool {
        self.sessions.first().is_none_or(|(_, first)| {
            self.start.heard_on(first.day) == known.heard_on(first.day)
                && self.start.is_copy(first) == known.is_copy(first)
        })
    }

    /// The steps up of the part itself.
    fn own_steps_up(&self) -> &[StepUp] {
        &self.end.steps_up[self.start.steps_up.len()..]
    }
}
