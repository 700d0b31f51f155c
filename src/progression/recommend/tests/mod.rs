//! The one next step over small seasons of summaries.

mod breaks;
mod day;
mod lighter;
mod planned;
mod said;
mod steps;
mod surges;
mod way_in;

use super::*;
use crate::progression::verdict::tests::clean;
use crate::progression::{Advice, Family, Level, Lever, RepFigures, SessionEvidence};
use crate::segment::{Confidence, RecoveryMode, RepLength, WorkoutKind};

const KM: DistanceUnit = DistanceUnit::Kilometre;

/// A Monday.
const MONDAY: i64 = 19_844 - 2;
/// The day of the last track session of the season.
const LAST: i64 = MONDAY + 29;

fn run(day: i64, metres: f64) -> SessionSummary {
    SessionSummary::easy_run(day, metres, metres / 3.0)
}

fn rep(speed_mps: f64, timer_s: f64) -> RepFigures {
    RepFigures { speed_mps, timer_s, heart_rate_start_bpm: None, heart_rate_peak_bpm: None }
}

/// Six times 400 m in 93 s with 75 s jog and a plan for it, RPE 6.
fn track(day: i64) -> SessionSummary {
    let speed = 400.0 / 93.0;
    SessionSummary {
        kind: WorkoutKind::Reps,
        length: Some(RepLength::Distance(400.0)),
        reps: vec![rep(speed, 93.0); 6],
        rep_distance_m: 400.0,
        mean_speed_mps: speed,
        recovery_s: Some(75.0),
        recovery_m: Some(202.0),
        recovery_mode: Some(RecoveryMode::Jog),
        evidence: Some(SessionEvidence { rep_s: 93.0, ..clean() }),
        fast_distance_m: 2400.0,
        fast_timer_s: 558.0,
        rpe_cr10: Some(6.0),
        planned_reps: Some(6),
        target_mps: Some((400.0 / 94.0, 400.0 / 92.0)),
        ..run(day, 8_000.0)
    }
}

/// Four weeks of easy running, the third a lighter one, and track on two Tuesdays.
fn season() -> Vec<SessionSummary> {
    let mut history = Vec::new();
    for week in 0..5 {
        let easy = if week == 3 { 7_000.0 } else { 12_000.0 };
        for day in [0, 2, 4, 6] {
            history.push(run(MONDAY + 7 * week + day, easy));
        }
    }
    history.retain(|session| session.day < MONDAY + 7 * 4 + 1);
    history.push(track(MONDAY + 7 * 3 + 1));
    history.push(track(LAST));
    history.sort_by_key(|session| session.day);
    history
}

fn rested(day: i64) -> JournalDay {
    JournalDay { day, soreness: Some(1.0), ..JournalDay::default() }
}

/// Four full weeks of easy running with a session on each Tuesday: on the fifth Monday a lighter week is due.
fn full_weeks(easy_m: f64, session: impl Fn(i64) -> SessionSummary) -> Vec<SessionSummary> {
    (0..4).flat_map(|week| easy_week(week, easy_m).into_iter().chain([session(MONDAY + 7 * week + 1)])).collect()
}

fn easy_week(week: i64, easy_m: f64) -> [SessionSummary; 3] {
    [2, 4, 6].map(|day| run(MONDAY + 7 * week + day, easy_m))
}

/// The advice of the day of the last run.
fn latest(history: &[SessionSummary], journal: &[JournalDay]) -> Recommendation {
    as_of(history.iter().map(|session| session.day).max().unwrap(), history, journal)
}

fn as_of(today: i64, history: &[SessionSummary], journal: &[JournalDay]) -> Recommendation {
    recommend_latest(history, &Athlete::default(), journal, today, KM).unwrap()
}
