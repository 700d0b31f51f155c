//! The facts from which an answer follows: of the day, and of the sessions that count.

use super::reason::{Easy, Symptom};
use crate::model::Family;
use crate::progression::kind::Lever;
use crate::progression::past::{Evidence, Sign, Signal, SignalLevel};
use crate::progression::step::Closed;

/// Days without running from which there is a way back. House rule.
pub(crate) const NO_RUN_DAYS: i64 = 14;
/// Building weeks before a lighter week. A custom of coaches; no trial with runners was found.
pub(crate) const BUILDING_WEEKS: usize = 3;
/// Days of rest after a symptom is gone. House rule.
pub(crate) const CLEAR_DAYS: i64 = 2;
/// Sore days in a row from which an easy day comes first. House rule.
const SORE_DAYS: i64 = 3;
/// Sessions held before a step up.
pub(crate) const HELD: usize = 2;

/// All facts from which an answer follows.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a separate fact of the runner's day")]
pub struct Facts {
    /// The kind of the newest session.
    pub family: Family,
    /// Sessions of the kind within six weeks since the last step up that was run, newest last.
    pub sessions: Vec<Evidence>,
    /// Whether there was no session of the kind in the half year before.
    pub is_first: bool,
    /// Fast distance of the newest session over the largest that was held in a month.
    pub size: f64,
    /// The symptom that stands today.
    pub symptom: Option<Symptom>,
    /// Days since the journal last named a symptom; `None` after two weeks.
    pub symptom_days: Option<i64>,
    /// Whether reps were run since the rest after that symptom.
    pub ran_since_symptom: bool,
    /// Today's morning signals. Absent signals are left out.
    pub signals: Vec<Signal>,
    /// Days in a row with a soreness of 3 or more.
    pub sore_days: i64,
    /// Whether soreness, pain or a red sign made an easy day in the last two days.
    pub eased: bool,
    /// Easy spells of the last two weeks, today's included.
    pub easy_times: usize,
    /// Whether it is too hot today for anything hard.
    pub too_hot: bool,
    /// Whether a cell of the journal about pain or soreness cannot be read.
    pub unread_symptom: bool,
    /// Whether a hard day after the newest session is too near.
    pub hard_day_near: bool,
    /// Days since the last run; in the week after a long break the days of the break.
    pub days_no_run: Option<i64>,
    /// Days since fast running.
    pub days_no_fast: Option<i64>,
    /// Building weeks since the last lighter week.
    pub build_weeks: usize,
    /// How many of the last three hard sessions were not held; 0 unless the newest was not held.
    pub not_held_of3: usize,
    /// Whether the runner came to another altitude in the last two weeks.
    pub new_altitude: bool,
    /// Whether the runner is new to fast running. Then no pace is raised.
    pub novice: bool,
    /// Whether a step up needs RPE.
    pub require_rpe: bool,
    /// Whether the twelve weeks before have neither a race nor a session of reps.
    pub anchor_old: bool,
    /// Levers that pass ladder, caps and gates, in the order of the kind.
    pub open: Vec<Lever>,
    /// Why the other levers do not.
    pub closed: Vec<Closed>,
}

impl Facts {
    /// Today's signs of a level.
    pub(super) fn signs(&self, level: SignalLevel) -> impl Iterator<Item = Sign> {
        signs(&self.signals, level)
    }
}

fn signs(signals: &[Signal], level: SignalLevel) -> impl Iterator<Item = Sign> {
    signals.iter().filter(move |signal| signal.level == level).map(|signal| signal.sign)
}

/// Why the signals and the soreness of a day ask for an easy day first.
pub(crate) fn easy_by_signals(signals: &[Signal], sore_days: i64) -> Option<Easy> {
    let ambers = || signs(signals, SignalLevel::Amber);
    let ache = ambers().find(|sign| matches!(sign, Sign::Ache(_)));
    if let Some(red) = signs(signals, SignalLevel::Red).next().or(ache) {
        return Some(Easy::Red(red));
    }
    let mut ambers = ambers();
    if let Some((one, other)) = ambers.next().zip(ambers.next()) {
        return Some(Easy::Ambers(one, other));
    }
    (sore_days >= SORE_DAYS).then_some(Easy::SoreDays(sore_days))
}
