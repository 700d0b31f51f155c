//! The time that a season shows, and the sessions of reps within it.

use super::input::SeasonInput;
use crate::compare::{OfLength, Pattern, Session, by_length};
use crate::model::Day;
use crate::progression::{Decision, KEPT_DAYS, NextWorkout};
use crate::report::Analysed;
use crate::report::figure::{Tick, of_length_mps};
use crate::report::words::{month, year};
use crate::scores::SetCard;

/// Weeks that are shown: half a year, over which the advice looks for like sessions.
const SHOWN_WEEKS: i64 = 26;
/// Days from Monday to Sunday.
const TO_SUNDAY: i64 = 6;
/// The share of the days shown that the name of a month with its year takes.
const MONTH_SHARE: f64 = 0.09;
/// The most lengths that have a lane.
const MOST_LANES: usize = 3;
/// The fewest sessions of a lane: one alone is no course of time.
const FEWEST_SESSIONS: usize = 2;
/// The fewest reps of a session in a lane: with one alone there is no order.
const FEWEST_REPS: usize = 2;

/// The days shown, the first and the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) first: Day,
    pub(super) last: Day,
}

impl Shown {
    /// Whole weeks: half a year up to the last day, or since the first run where that is shorter; or as asked for.
    pub(super) fn of(input: &SeasonInput<'_>) -> Self {
        let last = input.to.unwrap_or(input.today);
        let usual = last.monday() - 7 * (SHOWN_WEEKS - 1);
        let run = input.done.first().map_or(usual, |row| row.day().monday());
        let first = input.from.unwrap_or_else(|| usual.max(run)).min(last);
        Self { first, last: (last.monday() + TO_SUNDAY).max(last) }
    }

    pub(super) fn holds(self, day: Day) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// How many days are shown.
    pub(super) fn days(self) -> f64 {
        (self.last - self.first + 1) as f64
    }

    /// The middle of a day, in days since the first shown.
    pub(super) fn at(self, day: Day) -> f64 {
        (day - self.first) as f64 + 0.5
    }

    /// Where each month begins; the first and each January with its year.
    pub(super) fn months(self) -> Vec<Tick> {
        let begins = self.first.until(self.last + 1).filter(|day| is_first_of_month(*day));
        let begins: Vec<Day> = begins.collect();
        // The first days shown are mostly the end of a month: without room for its name, the next month is the first.
        let room = (self.days() * MONTH_SHARE) as i64;
        let is_told = begins.first().is_none_or(|next| *next - self.first >= room);
        let first = (is_told && begins.first() != Some(&self.first)).then_some(self.first);
        let begins = first.into_iter().chain(begins);
        let mut before: Option<Day> = None;
        let mut ticks = Vec::new();
        for day in begins {
            let is_new_year = before.is_none_or(|before| year(before) != year(day));
            let label = if is_new_year { format!("{} {}", month(day), year(day)) } else { month(day) };
            ticks.push(Tick { at: (day - self.first) as f64, label });
            before = Some(day);
        }
        ticks
    }
}

fn is_first_of_month(day: Day) -> bool {
    month(day) != month(day - 1)
}

/// One session of reps.
#[derive(Debug, Clone)]
pub(super) struct Held<'a> {
    pub(super) row: &'a Analysed,
    pub(super) session: Session,
    pub(super) day: Day,
    /// The card that it is judged by.
    pub(super) card: &'a SetCard,
    /// What was advised for it.
    pub(super) advised: Option<&'a NextWorkout>,
}

impl Held<'_> {
    /// The speeds of all its reps of the judged length in order, m/s.
    pub(super) fn speeds_mps(&self) -> Vec<f64> {
        of_length_mps(&self.row.card, &self.row.structure)
    }

    pub(super) fn decision(&self) -> Option<Decision> {
        self.row.recommendation.as_ref().map(|advice| advice.decision)
    }
}

/// The sessions of reps in the time shown, in order of time.
pub(super) fn sessions<'a>(input: &SeasonInput<'a>, shown: Shown) -> Vec<Held<'a>> {
    let mut found = Vec::new();
    for (index, row) in input.done.iter().enumerate().filter(|(_, row)| shown.holds(row.day())) {
        let Some((session, card)) = row.session().zip(row.card.judged()) else { continue };
        let advised = advised(&input.done[..index], row.day(), &session);
        found.push(Held { row, day: row.day(), card, advised, session });
    }
    found
}

/// The last workout that was advised before a session, of the length that was run, and not too long before; none before hill
/// reps, whose pace no advice tells.
fn advised<'a>(before: &[&'a Analysed], day: Day, session: &Session) -> Option<&'a NextWorkout> {
    let near = before.iter().rev().take_while(|row| day - row.day() <= KEPT_DAYS);
    let told = near.filter_map(|row| row.recommendation.as_ref()).filter(|told| told.decision != Decision::Rest);
    let fits = |next: &&NextWorkout| {
        !session.workout.is_uphill
            && Pattern { reps: None, length: next.length }.part_of(&session.workout) == Some(session.main)
    };
    told.filter_map(|told| told.next.as_ref()).find(fits)
}

/// The sessions by length: those that have a lane, and the others.
pub(super) fn lanes(sessions: &[Held<'_>]) -> (Vec<OfLength>, Vec<OfLength>) {
    let all: Vec<&Session> = sessions.iter().map(|held| &held.session).collect();
    let mut lanes: Vec<OfLength> = Vec::new();
    let mut others = Vec::new();
    for group in by_length(&all) {
        let has_order = |index: &usize| sessions[*index].speeds_mps().len() >= FEWEST_REPS;
        let of = |sessions: Vec<usize>| OfLength { sessions, ..group.clone() };
        let (in_order, alone): (Vec<usize>, Vec<usize>) = group.sessions.iter().copied().partition(has_order);
        if in_order.len() < FEWEST_SESSIONS || lanes.len() == MOST_LANES {
            others.push(of([in_order, alone].concat()));
            continue;
        }
        lanes.push(of(in_order));
        others.extend((!alone.is_empty()).then(|| of(alone)));
    }
    lanes.sort_by_key(|lane| std::cmp::Reverse(lane.sessions.len()));
    (lanes, others)
}
