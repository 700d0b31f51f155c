//! The facts that the answers look at: of the day, and of the sessions that speak.

use super::reason::{Easy, Symptom};
use crate::model::Family;
use crate::progression::judge::Evidence;
use crate::progression::kind::Lever;
use crate::progression::past::{Level, Sign, Signal};
use crate::progression::step::Closed;

/// Days without any running after which there is a way back. House rule.
pub(crate) const NO_RUN_DAYS: i64 = 14;
/// Building weeks before a lighter one; a custom, no running trial of it was found.
pub(crate) const BUILDING_WEEKS: usize = 3;
/// Days of rest once a symptom is gone. House rule.
pub(crate) const CLEAR_DAYS: i64 = 2;
/// Days running with soreness after which an easy day comes first. House rule.
const SORE_DAYS: i64 = 3;
/// Sessions held before a step up.
pub(crate) const HELD: usize = 2;

/// All that the answers look at.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a separate fact of the runner's day")]
pub struct Facts {
    /// The kind of the newest session.
    pub family: Family,
    /// Sessions of the kind within six weeks from which no step up was taken yet, newest last; empty without any.
    pub sessions: Vec<Evidence>,
    /// Whether there was none of the kind before, in half a year.
    pub is_first: bool,
    /// The newest session's fast distance over the largest one held in a month.
    pub size: f64,
    /// The symptom that stands.
    pub symptom: Option<Symptom>,
    /// Days since a symptom was last written, within two weeks.
    pub symptom_days: Option<i64>,
    /// Whether reps have been run since that.
    pub ran_since_symptom: bool,
    /// Today's signals of readiness; absent ones left out.
    pub signals: Vec<Signal>,
    /// Days running with a soreness of 3 and more.
    pub sore_days: i64,
    /// Whether soreness, pain or a red sign took an easy day in the last two days.
    pub eased: bool,
    /// Easy spells of the last two weeks, today's included.
    pub easy_times: usize,
    /// Whether it is too hot today for anything hard.
    pub too_hot: bool,
    /// Whether something written of pain or soreness cannot be read.
    pub unread_symptom: bool,
    /// Whether a hard day that is not the newest session's is too near.
    pub hard_day_near: bool,
    /// Days since any run; of a break in the week after it.
    pub days_no_run: Option<i64>,
    /// Days since fast running.
    pub days_no_fast: Option<i64>,
    /// Building weeks since a lighter one.
    pub build_weeks: usize,
    /// Of the last three hard sessions, those not held, where the newest is one of them.
    pub not_held_of3: usize,
    /// Whether the runner came to another altitude in the last two weeks.
    pub new_altitude: bool,
    /// New to speed work: no pace lever.
    pub novice: bool,
    /// No step up without RPE.
    pub require_rpe: bool,
    /// Neither a race nor a session of the kind in the twelve weeks before.
    pub anchor_old: bool,
    /// Levers that pass ladder, caps and gates, in the order of the kind.
    pub open: Vec<Lever>,
    /// Why the others do not.
    pub closed: Vec<Closed>,
}

impl Facts {
    pub(super) fn signals_of(&self, level: Level) -> impl Iterator<Item = Sign> {
        self.signals.iter().filter(move |signal| signal.level == level).map(|signal| signal.sign)
    }
}

/// Why an easy day comes first, of the signals and soreness of a day alone.
pub(crate) fn easy_by_signals(signals: &[Signal], sore_days: i64) -> Option<Easy> {
    let of = |level: Level| signals.iter().filter(move |signal| signal.level == level).map(|signal| signal.sign);
    if let Some(red) = of(Level::Red).next() {
        return Some(Easy::Red(red));
    }
    if let Some(ache) = of(Level::Amber).find(|sign| matches!(sign, Sign::Ache(_))) {
        return Some(Easy::Red(ache));
    }
    let mut ambers = of(Level::Amber);
    if let Some((one, other)) = ambers.next().zip(ambers.next()) {
        return Some(Easy::Ambers(one, other));
    }
    (sore_days >= SORE_DAYS).then_some(Easy::SoreDays(sore_days))
}
