//! Runners who follow the advice on the day that it names, for half a year: the advice that they get, session by session.
//!
//! Their reps are even and their effort is always the same, so only the rules change what they run.

use std::fmt::Write as _;
use std::ops::Range;

use lastrep::model::{Athlete, Day, Family, JournalDay};
use lastrep::progression::{Decision, NextWorkout, RepFigures, Seen, SessionSummary, WorkRep, latest};
use lastrep::segment::{RepLength, WorkoutKind};
use lastrep::units::DistanceUnit;

use crate::{MONDAY, NOISE_PCT, easy};

/// The number of days with advice, and the number of days before with easy runs only.
const DAYS: i64 = 182;
const BEFORE_DAYS: i64 = 70;
/// Weekdays with an easy run if nothing else is due; 0 is Monday.
const EASY_DAYS: [i64; 4] = [0, 2, 4, 6];
/// Speeds by feel follow this exponent of length.
const SLOWER_WITH_LENGTH: f64 = -0.06;
/// Easy running before and after the reps, m.
const AROUND_M: f64 = 4_000.0;
/// Reps shorter than this are strides, s.
const STRIDE_S: f64 = 30.0;

/// A runner, and what never changes about the runner.
struct Follower {
    name: &'static str,
    /// The sessions of the two weeks before the first day: reps, m and rest, s.
    first: Option<(usize, f64, f64)>,
    is_novice: bool,
    rpe: f64,
    /// Soreness on the two days after each session.
    soreness: Option<f64>,
    /// Days of illness, from the first day on.
    ill: &'static [Range<i64>],
    easy_m: f64,
    /// Speed over 400 m by feel, m/s.
    speed_mps: f64,
}

const FOLLOWERS: [Follower; 4] = [
    Follower {
        name: "a novice, RPE 5",
        first: None,
        is_novice: true,
        rpe: 5.0,
        soreness: None,
        ill: &[],
        easy_m: 7_000.0,
        speed_mps: 4.2,
    },
    Follower {
        name: "a 400 m runner, RPE 6",
        first: Some((6, 400.0, 75.0)),
        is_novice: false,
        rpe: 6.0,
        soreness: None,
        ill: &[],
        easy_m: 14_000.0,
        speed_mps: 4.4,
    },
    Follower {
        name: "soreness 4 after each session",
        first: Some((8, 400.0, 75.0)),
        is_novice: false,
        rpe: 6.0,
        soreness: Some(4.0),
        ill: &[],
        easy_m: 14_000.0,
        speed_mps: 4.4,
    },
    Follower {
        name: "two illnesses",
        first: Some((6, 400.0, 75.0)),
        is_novice: false,
        rpe: 6.0,
        soreness: None,
        ill: &[45..52, 120..138],
        easy_m: 14_000.0,
        speed_mps: 4.4,
    },
];

/// What a runner has recorded so far.
struct Record {
    runs: Vec<SessionSummary>,
    journal: Vec<JournalDay>,
    athlete: Athlete,
}

/// The story of each, as text.
pub(crate) fn stories() -> String {
    FOLLOWERS.iter().map(story).collect()
}

fn story(follower: &Follower) -> String {
    let mut text = format!("\n{}\n", follower.name);
    let mut record = Record::before(follower);
    let mut told = String::new();
    for day in MONDAY.until(MONDAY + DAYS) {
        if follower.ill.iter().any(|ill| ill.contains(&(day - MONDAY))) {
            record.journal.push(JournalDay { day, illness: Some(true), ..JournalDay::default() });
        }
        if follower.ill.iter().any(|ill| ill.end == day - MONDAY) {
            record.journal.push(JournalDay { day, illness: Some(false), ..JournalDay::default() });
        }
        let advice = latest(&record.runs, &record.athlete, &record.journal, day, DistanceUnit::Kilometre);
        let Some(advice) = advice.map(|latest| latest.recommendation) else { continue };
        let is_due = advice.earliest_day.is_some_and(|earliest| earliest <= day) && advice.decision != Decision::Rest;
        if let Some(next) = advice.next.as_ref().filter(|_| is_due) {
            let session = follower.run(day, next);
            record.add(follower, session);
            told.clear();
            text += &line(day, advice.rule, &next.text);
        } else if advice.decision == Decision::Rest && advice.rule != told {
            advice.rule.clone_into(&mut told);
            text += &line(day, advice.rule, "no fast running");
        } else if EASY_DAYS.contains(&day.weekday().since_monday()) && advice.decision != Decision::Rest {
            record.runs.push(easy(day, follower.easy_m));
        }
    }
    text
}

fn line(day: Day, rule: &str, text: &str) -> String {
    let mut line = String::new();
    let week = (day - MONDAY) / 7 + 1;
    let _ = writeln!(line, "  week {week:2}  {day}  {rule:26} {text}");
    line
}

impl Record {
    fn before(follower: &Follower) -> Self {
        let athlete = Athlete { novice: Some(follower.is_novice), ..Athlete::default() };
        let mut record = Self { runs: Vec::new(), journal: Vec::new(), athlete };
        for day in (MONDAY - BEFORE_DAYS).until(MONDAY) {
            let weekday = day.weekday().since_monday();
            if let Some((reps, metres, rest_s)) = follower.first.filter(|_| weekday == 1 && MONDAY - day <= 14) {
                let session = session(day, (reps, metres, follower.speed_mps), Some(rest_s));
                record.add(follower, session);
            } else if EASY_DAYS.contains(&weekday) {
                record.runs.push(easy(day, follower.easy_m));
            }
        }
        record
    }

    /// Runs a session, and writes the journal of its day and of the days after it.
    fn add(&mut self, follower: &Follower, session: SessionSummary) {
        let day = session.day;
        self.runs.push(session);
        self.journal.push(JournalDay { day, rpe_cr10: Some(follower.rpe), ..JournalDay::default() });
        let sore = |days| JournalDay { day: day + days, soreness: follower.soreness, ..JournalDay::default() };
        self.journal.extend([1, 2].map(sore).into_iter().filter(|row| row.soreness.is_some()));
    }
}

impl Follower {
    /// The next workout as the runner runs it.
    fn run(&self, day: Day, next: &NextWorkout) -> SessionSummary {
        let asked = next.speed_mps.map(lastrep::stats::Range::middle);
        let by_feel = |metres: f64| self.speed_mps * (metres / 400.0).powf(SLOWER_WITH_LENGTH);
        let (metres, speed_mps) = match next.length {
            RepLength::Distance(metres) => (metres, asked.unwrap_or_else(|| by_feel(metres))),
            RepLength::Time(seconds) => {
                let speed_mps = asked.unwrap_or_else(|| by_feel(self.speed_mps * seconds));
                (speed_mps * seconds, speed_mps)
            }
        };
        let session = session(day, (next.reps, metres, speed_mps), next.recovery_s);
        SessionSummary { length: Some(next.length), ..session }
    }
}

/// Even reps, inside an easy run.
fn session(day: Day, (reps, metres, speed_mps): (usize, f64, f64), rest_s: Option<f64>) -> SessionSummary {
    let timer_s = metres / speed_mps;
    let is_strides = timer_s < STRIDE_S;
    let rep = RepFigures { speed_mps, timer_s, heart_rate_start_bpm: None, heart_rate_peak_bpm: None };
    let fast_m = metres * reps as f64;
    SessionSummary {
        kind: if is_strides { WorkoutKind::Strides } else { WorkoutKind::Reps },
        length: Some(RepLength::Distance(metres)),
        reps: vec![rep; reps],
        rep_distance_m: metres,
        mean_speed_mps: speed_mps,
        recovery_s: rest_s,
        family: family(timer_s, rest_s.unwrap_or(timer_s)),
        seen: Some(Seen { noise_pct: NOISE_PCT, rep_s: timer_s, ..Seen::nothing() }),
        works: vec![WorkRep { distance_m: metres, speed_mps, noise_pct: NOISE_PCT }; reps],
        fast_distance_m: if is_strides { 0.0 } else { fast_m },
        fast_timer_s: if is_strides { 0.0 } else { timer_s * reps as f64 },
        ..easy(day, fast_m + AROUND_M)
    }
}

/// The kind of session by the time and the rest of its reps, as the file of such a session would have it.
fn family(rep_s: f64, rest_s: f64) -> Family {
    match rep_s {
        rep_s if rep_s >= 300.0 => Family::T,
        rep_s if rep_s <= 120.0 && rest_s >= 2.0 * rep_s => Family::R,
        _ => Family::I,
    }
}
