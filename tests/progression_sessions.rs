//! Ladders and mixed sets, all the way from the watch to the advice: what a careful coach says after some of them in a row.
//!
//! Of a ladder no four reps are alike: whether it was in hand cannot be seen, so nothing is added and the whole of it is run
//! again; what the runner reports counts all the same. Of a mixed session one set is judged, more is added to that one alone, and
//! caps look at all of it.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use lastrep::clean::prepare;
use lastrep::export;
use lastrep::model::{Athlete, JournalDay, Race, Shape, StepEnd, WorkoutStep};
use lastrep::progression::Decision::{Advance, Deload, Hold, Insufficient, StepBack};
use lastrep::progression::{
    Decision, Lever, NextWorkout, Recommendation, SessionSummary, recommend_all, recommend_latest, summarise,
};
use lastrep::scores::{ScoreContext, evaluate};
use lastrep::segment::{RepLength, RepsFrom, SegmentKind, find};
use lastrep::units::DistanceUnit;

use crate::common::activity::to_activity;
use crate::common::past::{MONDAY, Past};
use crate::common::sessions::easy;
use crate::common::simulate::{Ease, Lapping, Length, Plan, Recovery, Reps, Setting, Simulated, Texture};
use Lapping::{Hand, None as Unpressed, Steps};
use Length::{Distance, Time};

/// Weeks of easy running before the first session, the last of them a lighter one.
const WEEKS_BEFORE: i64 = 5;
/// Easy runs of a week, days after Monday.
const EASY_DAYS: [i64; 4] = [0, 3, 5, 6];
/// The day of the session, days after Monday, and the easy run that takes its place before, m.
const SESSION_DAY: i64 = 1;
const IN_ITS_PLACE_M: f64 = 9_000.0;

/// What is run on a Tuesday, some weeks in a row, and what the coach says after the last one.
struct Case {
    what: &'static str,
    session: fn() -> Plan,
    lapping: Lapping,
    /// How hard each of them felt.
    rpes: &'static [f64],
    runner: Runner,
    expected: (&'static str, Decision, Option<Lever>),
    /// How the next workout begins.
    next: &'static str,
    /// What else is said, in headline, workout, reasons or what could not be seen.
    says: &'static [&'static str],
}

/// The runner of a case.
#[derive(Clone, Copy)]
struct Runner {
    /// Each easy run, m.
    easy_m: f64,
    /// Time over 5 km three weeks before, s.
    race_s: Option<f64>,
}

const FREE: Runner = Runner { easy_m: 14_000.0, race_s: None };
const RACER: Runner = Runner { easy_m: 14_000.0, race_s: Some(1_250.0) };
/// Runs so little that 4 km of reps are over the cap of intervals, and 3.2 km are not.
const FEW_KM: Runner = Runner { easy_m: 8_500.0, race_s: None };

fn jog(seconds: f64) -> Recovery {
    Recovery(Ease::Jog, Time(seconds))
}

fn warm() -> Plan {
    Plan::named("session").warm_up(900.0)
}

fn ladder(rungs: &[Length], speed_mps: f64, rest_s: f64) -> Plan {
    let rungs: Vec<(Length, f64)> = rungs.iter().map(|rung| (*rung, speed_mps)).collect();
    warm().ladder(&rungs, jog(rest_s)).cool_down(600.0)
}

fn minutes(rungs: &[f64], speed_mps: f64, rest_s: f64) -> Plan {
    ladder(&rungs.iter().map(|minutes| Time(60.0 * minutes)).collect::<Vec<_>>(), speed_mps, rest_s)
}

fn metres(rungs: &[f64], speed_mps: f64, rest_s: f64) -> Plan {
    ladder(&rungs.iter().map(|metres| Distance(*metres)).collect::<Vec<_>>(), speed_mps, rest_s)
}

/// So many like reps, even.
fn set(plan: Plan, count: u32, metres: f64, speed_mps: f64, rest_s: f64) -> Plan {
    let length = Distance(metres);
    plan.reps(Reps { count, length, speed_mps, fade: 0.0, recovery: jog(rest_s), closing: false })
}

fn walk(plan: Plan, seconds: f64) -> Plan {
    plan.recover(Recovery(Ease::Walk, Time(seconds)))
}

fn pyramid() -> Plan {
    minutes(&[1.0, 2.0, 3.0, 2.0, 1.0], 4.3, 90.0)
}

fn downwards() -> Plan {
    minutes(&[5.0, 4.0, 3.0, 2.0, 1.0], 4.2, 120.0)
}

/// At the threshold pace of the racer, where two reps of five minutes can be read.
fn downwards_at_threshold() -> Plan {
    minutes(&[5.0, 4.0, 3.0, 2.0, 1.0], 3.8, 120.0)
}

/// Ended after three of five rungs, though the watch held them all.
fn given_up() -> Plan {
    let mut plan = downwards();
    plan.bouts.truncate(6);
    plan
}

fn pyramid_of_metres() -> Plan {
    metres(&[400.0, 600.0, 800.0, 600.0, 400.0], 4.3, 120.0)
}

fn three_lengths() -> Plan {
    metres(&[1200.0, 800.0, 400.0], 4.2, 180.0)
}

fn eights_and_twos() -> Plan {
    set(walk(set(warm(), 4, 800.0, 4.2, 120.0), 240.0), 4, 200.0, 4.85, 100.0).cool_down(600.0)
}

fn kilometres_and_twos() -> Plan {
    set(walk(set(warm(), 3, 1000.0, 4.2, 150.0), 240.0), 6, 200.0, 4.85, 100.0).cool_down(600.0)
}

fn kilometres_among_twos() -> Plan {
    set(walk(set(warm(), 4, 200.0, 4.85, 100.0), 240.0), 3, 1000.0, 4.3, 150.0)
}

/// Two sets of four with a break, the second at this share of the speed of the first.
fn two_sets(metres: f64, speed_mps: f64, share: f64) -> Plan {
    set(walk(set(warm(), 4, metres, speed_mps, 90.0), 300.0), 4, metres, share * speed_mps, 90.0).cool_down(600.0)
}

fn two_even_sets() -> Plan {
    two_sets(400.0, 4.3, 1.0)
}

fn the_second_set_slower() -> Plan {
    two_sets(400.0, 4.3, 0.94)
}

/// So many of the first, a long walk, and so many more of the same.
fn with_a_break(first: u32, then: u32, metres: f64, speed_mps: f64) -> Plan {
    set(walk(set(warm(), first, metres, speed_mps, 100.0), 480.0), then, metres, speed_mps, 100.0).cool_down(600.0)
}

fn the_last_two_jogged() -> Plan {
    set(set(warm(), 6, 400.0, 4.3, 90.0), 2, 400.0, 2.9, 90.0).cool_down(600.0)
}

fn three_and_two() -> Plan {
    with_a_break(3, 2, 300.0, 4.5)
}

fn four_that_fade_and_two() -> Plan {
    let (length, speed_mps) = (Distance(400.0), 4.3);
    let four = Reps { count: 4, length, speed_mps, fade: 0.045, recovery: jog(100.0), closing: false };
    set(walk(warm().reps(four), 480.0), 2, 400.0, 4.25, 100.0).cool_down(600.0)
}

fn as_many_metres() -> Plan {
    set(walk(set(warm(), 4, 400.0, 4.3, 90.0), 240.0), 2, 800.0, 4.2, 120.0).cool_down(600.0)
}

fn the_last_all_out() -> Plan {
    let five = set(warm(), 5, 400.0, 4.3, 90.0).recover(jog(90.0));
    five.run(SegmentKind::Work, Distance(400.0), 5.1).cool_down(600.0)
}

fn strides_after_reps() -> Plan {
    let reps = set(warm(), 5, 800.0, 4.2, 120.0).run(SegmentKind::Cooldown, Time(300.0), 2.5);
    reps.strides(4, 20.0, 5.2, 60.0).cool_down(300.0)
}

static LADDERS: [Case; 16] = [
    Case {
        what: "a pyramid of minutes",
        session: pyramid,
        lapping: Hand,
        rpes: &[6.0, 6.0],
        runner: FREE,
        expected: ("D9a", Insufficient, None),
        next: "the same session again (1-2-3-2-1 min / 90 s jog): 2 \u{d7} 2 min at",
        says: &[
            "; 3 other reps as they were",
            "5 reps that are not alike",
            "four reps of one length",
            "hold, repeat it",
        ],
    },
    Case {
        what: "the same led by the watch",
        session: pyramid,
        lapping: Steps,
        rpes: &[6.0, 6.0, 6.0],
        runner: RACER,
        expected: ("D9a", Insufficient, None),
        next: "the same session again (1-2-3-2-1 min / 90 s jog): 2 \u{d7} 2 min at",
        says: &["5 reps that are not alike"],
    },
    Case {
        what: "the same without laps",
        session: pyramid,
        lapping: Unpressed,
        rpes: &[6.0, 6.0],
        runner: RACER,
        expected: ("D9a", Insufficient, None),
        next: "the same session again (1-2-3-2-1 min / 90 s jog): 2 \u{d7} 2 min at",
        says: &["5 reps that are not alike"],
    },
    Case {
        what: "a ladder of minutes",
        session: downwards,
        lapping: Hand,
        rpes: &[6.0, 6.0, 6.0],
        runner: RACER,
        expected: ("D9a", Insufficient, None),
        next: "the same session again (5-4-3-2-1 min / 2 min jog): 5 min at",
        says: &["; 4 other reps as they were", "5 reps that are not alike"],
    },
    Case {
        what: "the same without laps",
        session: downwards,
        lapping: Unpressed,
        rpes: &[6.0, 6.0],
        runner: FREE,
        expected: ("D9a", Insufficient, None),
        next: "the same session again (5-4-3-2-1 min / 2 min jog): 5 min at",
        says: &["5 reps that are not alike"],
    },
    Case {
        what: "at threshold pace, where one long rep could be read by itself",
        session: downwards_at_threshold,
        lapping: Steps,
        rpes: &[5.0, 5.0, 5.0],
        runner: RACER,
        expected: ("D9a", Insufficient, None),
        next: "the same session again (5-4-3-2-1 min / 2 min jog): 5 min at",
        says: &["5 reps that are not alike"],
    },
    Case {
        what: "a pyramid of metres",
        session: pyramid_of_metres,
        lapping: Hand,
        rpes: &[6.0, 6.0],
        runner: RACER,
        expected: ("D9a", Insufficient, None),
        next: "the same session again (400-600-800-600-400 m / 2 min jog): 2 \u{d7} 600 m at",
        says: &["5 reps that are not alike"],
    },
    Case {
        what: "the same without laps",
        session: pyramid_of_metres,
        lapping: Unpressed,
        rpes: &[6.0, 6.0],
        runner: FREE,
        expected: ("D9a", Insufficient, None),
        next: "the same session again (400-600-800-600-400 m / 2 min jog): 2 \u{d7} 600 m at",
        says: &[],
    },
    Case {
        what: "three lengths",
        session: three_lengths,
        lapping: Hand,
        rpes: &[6.0, 6.0],
        runner: FREE,
        expected: ("D9a", Insufficient, None),
        next: "the same session again (1200-800-400 m / 3 min jog): 1200 m at",
        says: &["; 2 other reps as they were", "3 reps that are not alike"],
    },
    Case {
        what: "RPE 9 counts though nothing can be read",
        session: downwards,
        lapping: Hand,
        rpes: &[6.0, 9.0],
        runner: RACER,
        expected: ("D7", StepBack, None),
        next: "the same session, each rep a little slower (5-4-3-2-1 min / 2 min jog): 5 min at",
        says: &[
            "one step back, the same session, each rep a little slower",
            "; 4 other reps slower, too",
            "RPE 9: from 9 on it was too hard",
            "no one length tells what was too much",
        ],
    },
    Case {
        what: "RPE 9 after the pyramid",
        session: pyramid,
        lapping: Unpressed,
        rpes: &[6.0, 9.0],
        runner: FREE,
        expected: ("D7", StepBack, None),
        next: "the same session, each rep a little slower (1-2-3-2-1 min / 90 s jog): 2 \u{d7} 2 min at",
        says: &["; 3 other reps slower, too"],
    },
    Case {
        what: "RPE 9 twice is two of three that went under",
        session: three_lengths,
        lapping: Hand,
        rpes: &[9.0, 9.0],
        runner: FREE,
        expected: ("D2", Deload, None),
        next: "half of the session (1200-800-400 m / 3 min jog): 1200 m at",
        says: &["lighter week, then one step back, half of the session", "; 1 rep of the other kind as it was (400 m)"],
    },
    Case {
        what: "rungs that the watch held and nobody ran",
        session: given_up,
        lapping: Steps,
        rpes: &[6.0],
        runner: RACER,
        expected: ("D7", StepBack, None),
        next: "the session as far as it was run (5-4-3 min / 2 min jog): 5 min at",
        says: &["3 of 5 reps done.", "one step back, the session as far as it was run"],
    },
    Case {
        what: "after three weeks of it a lighter one",
        session: downwards,
        lapping: Hand,
        rpes: &[6.0, 6.0, 6.0, 6.0],
        runner: FREE,
        expected: ("D4", Deload, None),
        next: "half of the session (5-4-3-2-1 min / 2 min jog): 5 min at",
        says: &["lighter week, half the reps at the same pace", "; 2 other reps as they were (3 min and 1 min)"],
    },
    Case {
        what: "a ladder of one length is none",
        session: || metres(&[400.0; 6], 4.3, 90.0),
        lapping: Hand,
        rpes: &[6.0, 6.0, 6.0],
        runner: FREE,
        expected: ("D14", Advance, Some(Lever::Reps)),
        next: "7 \u{d7} 400 m at",
        says: &["One thing moves: one more rep; pace and rest stay."],
    },
    Case {
        what: "two long reps and a short one are judged by the long ones",
        session: || ladder(&[Time(480.0), Time(480.0), Time(180.0)], 3.75, 120.0),
        lapping: Steps,
        rpes: &[5.0],
        runner: RACER,
        expected: ("D11", Hold, None),
        next: "the same session again (2 \u{d7} 8 min + 3 min): 2 \u{d7} 8 min at",
        says: &["; 1 rep of the other kind as it was"],
    },
];

static MIXED: [Case; 18] = [
    Case {
        what: "4 x 800 m and 4 x 200 m: more of the 800s alone",
        session: eights_and_twos,
        lapping: Hand,
        rpes: &[6.0, 6.0, 6.0],
        runner: FREE,
        expected: ("D14", Advance, Some(Lever::Reps)),
        next: "5 \u{d7} 800 m at",
        says: &[
            "; 4 other reps as they were (4 \u{d7} 200 m)",
            "One thing moves: one more rep",
            "The 4 other reps stay as they were.",
        ],
    },
    Case {
        what: "once is not twice",
        session: eights_and_twos,
        lapping: Hand,
        rpes: &[6.0, 6.0],
        runner: FREE,
        expected: ("D11", Hold, None),
        next: "the same session again (4 \u{d7} 800 m + 4 \u{d7} 200 m): 4 \u{d7} 800 m at",
        says: &["; 4 other reps as they were"],
    },
    Case {
        what: "the 200s count for the cap",
        session: eights_and_twos,
        lapping: Hand,
        rpes: &[6.0, 6.0, 6.0],
        runner: FEW_KM,
        expected: ("D13", Hold, None),
        next: "the same session again (4 \u{d7} 800 m + 4 \u{d7} 200 m): 4 \u{d7} 800 m at",
        says: &["Interval volume is at its cap", "Interval volume is over its cap"],
    },
    Case {
        what: "RPE 9: one of the 800s less",
        session: eights_and_twos,
        lapping: Unpressed,
        rpes: &[6.0, 9.0],
        runner: FREE,
        expected: ("D7", StepBack, None),
        next: "3 \u{d7} 800 m at",
        says: &["; 4 other reps as they were", "one step back, the 3 \u{d7} 800 m"],
    },
    Case {
        what: "three kilometres are judged without fade, and the 200s after them say nothing of them",
        session: kilometres_and_twos,
        lapping: Hand,
        rpes: &[6.0, 6.0, 6.0],
        runner: FREE,
        expected: ("D14", Advance, Some(Lever::Reps)),
        next: "4 \u{d7} 1000 m at",
        says: &["this one: last rep", "; 6 other reps as they were (6 \u{d7} 200 m)"],
    },
    Case {
        what: "two even sets: one more rep in one of them",
        session: two_even_sets,
        lapping: Hand,
        rpes: &[6.0, 6.0, 6.0],
        runner: FREE,
        expected: ("D14", Advance, Some(Lever::Reps)),
        next: "5 \u{d7} 400 m at",
        says: &["; 4 other reps as they were"],
    },
    Case {
        what: "a first set that cost the second is not in hand",
        session: the_second_set_slower,
        lapping: Hand,
        rpes: &[6.0, 6.0, 6.0],
        runner: FREE,
        expected: ("D10", Hold, None),
        next: "the same session again (2 \u{d7} (4 \u{d7} 400 m / 90 s jog) / 5 min walk): 4 \u{d7} 400 m at",
        says: &["ast set \u{2212}", "against the first, \u{2212}2.0 % allowed"],
    },
    Case {
        what: "two sets of three are six alike",
        session: || set(walk(set(warm(), 3, 800.0, 4.2, 120.0), 360.0), 3, 800.0, 4.2, 120.0).cool_down(600.0),
        lapping: Hand,
        rpes: &[6.0, 6.0],
        runner: FREE,
        expected: ("D11", Hold, None),
        next: "2 \u{d7} (3 \u{d7} 800 m at",
        says: &["6 min between the sets"],
    },
    Case {
        what: "reps that were jogged are not done",
        session: the_last_two_jogged,
        lapping: Steps,
        rpes: &[6.0],
        runner: FREE,
        expected: ("D7", StepBack, None),
        next: "6 \u{d7} 400 m at",
        says: &["6 of 8 reps done"],
    },
    Case {
        what: "three and two are five alike",
        session: three_and_two,
        lapping: Hand,
        rpes: &[6.0, 6.0],
        runner: FREE,
        expected: ("D11", Hold, None),
        next: "5 \u{d7} 300 m at",
        says: &["in sets of 3 and 2, 8 min between the sets"],
    },
    Case {
        what: "more of them is one more of the two",
        session: three_and_two,
        lapping: Hand,
        rpes: &[6.0, 6.0, 6.0],
        runner: FREE,
        expected: ("D14", Advance, Some(Lever::Reps)),
        next: "2 \u{d7} (3 \u{d7} 300 m at",
        says: &["One thing moves: one more rep; pace and rest stay."],
    },
    Case {
        what: "four and two are six alike",
        session: || with_a_break(4, 2, 400.0, 4.3),
        lapping: Hand,
        rpes: &[6.0, 6.0],
        runner: FREE,
        expected: ("D11", Hold, None),
        next: "2 \u{d7} (3 \u{d7} 400 m at",
        says: &["8 min between the sets"],
    },
    Case {
        what: "a break does not make good what four reps lost before it",
        session: four_that_fade_and_two,
        lapping: Hand,
        rpes: &[6.0, 6.0, 6.0],
        runner: FREE,
        expected: ("D10", Hold, None),
        next: "2 \u{d7} (3 \u{d7} 400 m at",
        says: &["; fade \u{2212}4."],
    },
    Case {
        what: "the same that come back after others are no set with them",
        session: || set(walk(kilometres_among_twos(), 240.0), 4, 200.0, 4.85, 100.0).cool_down(600.0),
        lapping: Hand,
        rpes: &[6.0, 6.0],
        runner: FREE,
        expected: ("D11", Hold, None),
        next: "the same session again (4 \u{d7} 200 m + 3 \u{d7} 1000 m + 4 \u{d7} 200 m): 3 \u{d7} 1000 m at",
        says: &["; 8 other reps as they were"],
    },
    Case {
        what: "two sets of 200 m by feel",
        session: || two_sets(200.0, 4.85, 1.0),
        lapping: Hand,
        rpes: &[5.0, 5.0],
        runner: FREE,
        expected: ("D9a", Insufficient, None),
        next: "the same session again (2 \u{d7} (4 \u{d7} 200 m / 90 s jog) / 5 min walk): 4 \u{d7} 200 m by feel",
        says: &["soreness on the two days after"],
    },
    Case {
        what: "of as many metres the set that can be read",
        session: as_many_metres,
        lapping: Hand,
        rpes: &[6.0],
        runner: FREE,
        expected: ("D9a", Insufficient, None),
        next: "the same session again (4 \u{d7} 400 m + 2 \u{d7} 800 m): 4 \u{d7} 400 m at",
        says: &["; 2 other reps as they were", "No target pace"],
    },
    Case {
        what: "the last one all out: the same again, at the pace of the others",
        session: the_last_all_out,
        lapping: Hand,
        rpes: &[6.0, 6.0],
        runner: FREE,
        expected: ("D10", Hold, None),
        next: "6 \u{d7} 400 m at 1:32\u{2013}1:34",
        says: &["Scatter", "last rep +"],
    },
    Case {
        what: "strides after the reps are no part of them",
        session: strides_after_reps,
        lapping: Hand,
        rpes: &[6.0, 6.0, 6.0],
        runner: FREE,
        expected: ("D14", Advance, Some(Lever::Length)),
        next: "4 \u{d7} 1000 m at",
        says: &["5 reps of this length are the most on the ladder.", "a longer rep, a little slower"],
    },
];

/// What the watch and the journal leave of one session.
fn session(case: &Case, day: i64, seed: u64) -> SessionSummary {
    recorded(&(case.session)(), case.lapping, day, seed)
}

/// What the watch leaves of a session.
fn recorded(plan: &Plan, lapping: Lapping, day: i64, seed: u64) -> SessionSummary {
    let texture = Texture { rep_spread: 0.002, rep_sway: 0.008, ..Texture::PLAIN };
    let setting = Setting { lapping, texture, ..Setting::new(seed, day * 86_400 + 16 * 3_600) };
    let activity = to_activity(&Simulated::record(plan, &setting));
    let prepared = prepare(&activity);
    let structure = find(&activity, &prepared, RepsFrom::Auto);
    let card = evaluate(&activity, &prepared, &structure, &ScoreContext::default());
    summarise(&activity, &prepared, &structure, &card)
}

/// The runner's weeks: easy running, then the sessions among it; today is the day of the last one.
fn past_of(case: &Case) -> Past {
    let weeks = i64::try_from(case.rpes.len()).unwrap();
    let today = MONDAY + 7 * (weeks - 1) + SESSION_DAY;
    let (mut runs, mut journal) = (Vec::new(), Vec::new());
    for week in -WEEKS_BEFORE..weeks {
        let share = if week == -1 { 0.5 } else { 1.0 };
        let days = EASY_DAYS.map(|day| MONDAY + 7 * week + day).into_iter().filter(|day| *day <= today);
        runs.extend(days.map(|day| easy(day, share * case.runner.easy_m)));
        let day = MONDAY + 7 * week + SESSION_DAY;
        let Some(rpe) = usize::try_from(week).ok().map(|week| case.rpes[week]) else {
            runs.push(easy(day, share * IN_ITS_PLACE_M));
            continue;
        };
        runs.push(session(case, day, 11 + week.unsigned_abs()));
        journal.push(JournalDay { day, rpe_cr10: Some(rpe), soreness: Some(1.0), ..JournalDay::default() });
    }
    let race = |time_s| Race { day: MONDAY - 21, distance_m: 5_000.0, time_s };
    let races = case.runner.race_s.into_iter().map(race).collect();
    Past { runs, journal, athlete: Athlete { races, ..Athlete::default() }, today }
}

/// The advice after each session.
fn each_advice(past: &Past) -> impl Iterator<Item = Recommendation> {
    recommend_all(&past.runs, &past.athlete, &past.journal, DistanceUnit::Kilometre).into_iter().flatten()
}

/// The advice of the day of the last session; that after the session and that of the day are the same.
fn advice_of(past: &Past) -> Recommendation {
    let (after, latest) = (each_advice(past).last(), past.advice());
    let what = |advice: &Option<Recommendation>| advice.as_ref().map(|a| (a.rule, a.next.clone(), a.headline.clone()));
    assert_eq!(what(&after), what(&latest));
    latest.unwrap()
}

/// Everything that is said, a line each.
fn said(advice: &Recommendation) -> String {
    let next = advice.next.iter().map(|next| &next.text);
    let lines = [&advice.headline].into_iter().chain(next).chain(&advice.reasons).chain(&advice.unseen);
    lines.cloned().collect::<Vec<_>>().join("\n")
}

/// What is not as the coach says it; `None` where all is.
fn amiss(case: &Case) -> Option<String> {
    let advice = advice_of(&past_of(case));
    let said = said(&advice);
    let is_so = (advice.rule, advice.decision, advice.lever) == case.expected
        && advice.next.as_ref().is_some_and(|next| next.text.starts_with(case.next))
        && case.says.iter().all(|words| said.contains(words));
    let found = (advice.rule, advice.decision.name(), advice.lever);
    (!is_so).then(|| format!("{} ({:?}): {found:?}\n{said}\n", case.what, case.lapping))
}

fn check(cases: &[Case]) {
    let amiss: Vec<String> = cases.iter().filter_map(amiss).collect();
    assert!(amiss.is_empty(), "{}", amiss.join("\n"));
}

#[test]
fn a_ladder_is_run_again_until_something_else_tells() {
    check(&LADDERS);
}

#[test]
fn more_is_added_to_one_set_and_caps_count_them_all() {
    check(&MIXED);
}

/// One of the ladders or the mixed sessions, the name of the workout, and its parts.
type Held = (&'static Case, &'static str, &'static str);

static HELD: [Held; 9] = [
    (
        &LADDERS[0],
        "1-2-3-2-1min",
        "1m 3:52-3:47/km, jog 90s; 2m 3:54-3:49/km, jog 90s; 3m 3:52-3:47/km, jog 90s; 2m 3:54-3:49/km, jog 90s; 1m 3:52-3:47/km",
    ),
    (&LADDERS[8], "1200-800-400m", "1200mtr 4:01-3:57/km, jog 3m; 800mtr 4:02-3:57/km, jog 3m; 400mtr 3:57-3:53/km"),
    // Slower by as much as half a step of pace.
    (
        &LADDERS[9],
        "5-4-3-2-1min",
        "5m 4:09-4:04/km, jog 2m; 4m 3:58-3:53/km, jog 2m; 3m 3:57-3:52/km, jog 2m; 2m 3:58-3:54/km, jog 2m; 1m 4:01-3:56/km",
    ),
    (&LADDERS[11], "1200-400m", "1200mtr 4:05-4:00/km, jog 3m; 400mtr 3:57-3:53/km"),
    (&LADDERS[12], "5-4-3min", "5m 4:01-3:56/km, jog 2m; 4m 3:58-3:53/km, jog 2m; 3m 3:59-3:54/km"),
    // Half of it is as near to half of the metres as every second rep can be.
    (&LADDERS[13], "5-3-1min", "5m 4:00-3:55/km, jog 2m; 3m 4:00-3:55/km, jog 2m; 1m 3:59-3:55/km"),
    (&MIXED[0], "5x800m+4x200m", "5x 800mtr 4:01-3:56/km, jog 2m; easy 2m; 4x 200mtr, jog 100s"),
    (&MIXED[4], "4x1000m+6x200m", "4x 1000mtr 4:00-3:55/km, jog 2m30s; easy 90s; 6x 200mtr, jog 100s"),
    (&MIXED[7], "2x(3x800m) 3:09-3:13", "3x 800mtr 4:01-3:56/km, jog 2m; easy 4m; 3x 800mtr 4:01-3:56/km, jog 2m"),
];

/// Parts as the plain text holds them, without warm-up and cool-down.
fn parts(next: &NextWorkout) -> String {
    let plain = export::plain(&export::workout(next), DistanceUnit::Kilometre);
    let main = plain.split("\n\n").filter(|part| !part.starts_with("Warmup") && !part.starts_with("Cooldown"));
    let parts: Vec<String> = main.map(|part| part.trim().replacen("\n- ", " ", 1).replace("\n- ", ", ")).collect();
    ["Main set ", "Between sets ", "rep ", " Pace"].iter().fold(parts.join("; "), |text, word| text.replace(word, ""))
}

/// The workouts that follow from ladders and mixed sessions.
pub(crate) fn whole_sessions() -> Vec<NextWorkout> {
    HELD.iter().map(|(case, ..)| advice_of(&past_of(case)).next.unwrap()).collect()
}

#[test]
fn the_watch_holds_the_whole_session() {
    for ((case, name, held), next) in HELD.iter().zip(whole_sessions()) {
        assert_eq!(export::workout(&next).name.as_deref(), Some(*name), "{}", case.what);
        assert_eq!(parts(&next), *held, "{}", case.what);
        let others: usize = next.others.split(' ').next().and_then(|count| count.parse().ok()).unwrap_or(0);
        let all: usize = next.parts.iter().map(|part| part.reps).sum();
        assert_eq!(all, next.reps + others, "as many as the words say: {}", next.text);
    }
}

/// So many quick stretches inside a steady run of half an hour, ten minutes easy before and after.
fn surges(count: u32, (quick_s, quick_mps): (f64, f64), (steady_s, steady_mps): (f64, f64)) -> Plan {
    let inside_s = f64::from(count) * (quick_s + steady_s) - steady_s;
    let around_s = (1_800.0 - inside_s) / 2.0;
    let mut plan = Plan::named("surges").warm_up(600.0).run(SegmentKind::Warmup, Time(around_s), steady_mps);
    for rep in 0..count {
        if rep > 0 {
            plan = plan.run(SegmentKind::Recovery, Time(steady_s), steady_mps);
        }
        plan = plan.run(SegmentKind::Work, Time(quick_s), quick_mps);
    }
    plan.run(SegmentKind::Cooldown, Time(around_s), steady_mps).cool_down(600.0)
}

#[test]
fn surges_are_told_from_reps_with_a_jog() {
    let steady = [
        (30.0, surges(8, (30.0, 4.8), (120.0, 3.4))),
        (60.0, surges(6, (60.0, 4.4), (180.0, 3.3))),
        (30.0, surges(10, (30.0, 5.2), (90.0, 3.6))),
    ];
    for (quick_s, plan) in &steady {
        for lapping in [Hand, Steps, Unpressed] {
            let session = recorded(plan, lapping, MONDAY, 5);
            let found = (session.length, session.shape);
            let expected = (Some(RepLength::Time(*quick_s)), Shape::Within { run_s: 1_800.0 });
            assert_eq!(found, expected, "{lapping:?}: {}", session.workout);
        }
    }
    let reps = |count, length, speed_mps, rest_s| {
        let reps = Reps { count, length, speed_mps, fade: 0.0, recovery: jog(rest_s), closing: false };
        warm().reps(reps).cool_down(600.0)
    };
    let jogged = [
        reps(8, Distance(200.0), 5.0, 90.0),
        reps(8, Time(30.0), 4.8, 120.0),
        reps(10, Time(60.0), 4.3, 120.0),
        // Whose reps are slow jogs at nearly two thirds of their speed.
        reps(6, Time(60.0), 3.6, 120.0),
        reps(6, Distance(400.0), 4.3, 200.0),
    ];
    for plan in &jogged {
        for lapping in [Hand, Steps, Unpressed] {
            let session = recorded(plan, lapping, MONDAY, 5);
            assert_eq!(session.shape, Shape::Row, "{lapping:?}: {}", session.workout);
        }
    }
}

#[test]
fn surges_are_run_again_inside_as_long_a_run() {
    let session = recorded(&surges(8, (30.0, 4.8), (120.0, 3.4)), Steps, MONDAY, 5);
    let day = JournalDay { day: MONDAY, rpe_cr10: Some(5.0), ..JournalDay::default() };
    let next = recommend_latest(&[session], &Athlete::default(), &[day], MONDAY, DistanceUnit::Kilometre).unwrap().next;
    let next = next.unwrap();
    let text = "8 \u{d7} 30 s by feel, quick but not all out, 2 min steady between, inside a steady run of 30 min";
    assert_eq!((next.text.as_str(), next.frame.as_str()), (text, "10 min easy before and after"));
    let steps = export::workout(&next).steps;
    let seconds = |end| if let StepEnd::Time(seconds) = end { seconds } else { 0.0 };
    let times = |step: &WorkoutStep| match step.end {
        StepEnd::Repeat { from, count } => {
            let block = &steps[usize::from(from)..usize::from(step.index)];
            f64::from(count - 1) * block.iter().map(|step| seconds(step.end)).sum::<f64>()
        }
        end => seconds(end),
    };
    let all_s: f64 = steps.iter().map(times).sum();
    assert!((all_s - 50.0 * 60.0).abs() < 1e-9, "30 min steady, 10 min easy before and after: {all_s}");
}

#[test]
fn what_was_planned_in_a_row_and_run_with_a_break_is_done() {
    let five = MIXED.iter().find(|case| case.what == "three and two are five alike").unwrap();
    let eight = Case { session: two_even_sets, ..*five };
    for (case, planned) in [(five, "5x300"), (five, "3x300 + 2x300"), (&eight, "8x400"), (&eight, "2x(4x400)")] {
        let mut past = past_of(case);
        for day in &mut past.journal {
            planned.clone_into(&mut day.planned);
        }
        let advice = advice_of(&past);
        assert_eq!((advice.rule, advice.decision), ("D11", Hold), "{planned}: {}", said(&advice));
    }
}

#[test]
fn a_led_session_of_three_and_two_is_all_of_its_plan() {
    let case = Case { lapping: Steps, ..*MIXED.iter().find(|case| case.what.starts_with("three and")).unwrap() };
    let run = session(&case, MONDAY, 11);
    assert_eq!((run.reps.len(), run.other_reps, run.planned_reps), (5, 0, Some(5)));
    assert!(run.workout.starts_with("5 \u{d7} 300 m in sets of 3 and 2"), "{}", run.workout);
}

#[test]
fn pain_after_a_ladder_ends_fast_running() {
    let mut past = past_of(&LADDERS[0]);
    past.journal.push(JournalDay { day: past.today, pain: Some(6.0), ..JournalDay::default() });
    let advice = advice_of(&past);
    assert_eq!((advice.rule, advice.decision, advice.next), ("D0", Deload, None));
}

#[test]
fn slower_than_last_time_is_no_pass_and_no_failure() {
    let even = Case { rpes: &[6.0, 6.0, 5.0], ..LADDERS[14] };
    let slower = Case { session: || metres(&[400.0; 6], 4.0, 90.0), ..even };
    let mut past = past_of(&even);
    past.runs.retain(|run| run.day != past.today);
    past.runs.push(session(&slower, past.today, 13));
    let advice = advice_of(&past);
    assert_eq!((advice.rule, advice.decision), ("D10", Hold), "nobody asked for the pace: {advice:#?}");
}

#[test]
fn no_ladder_is_ever_raised() {
    for case in LADDERS.iter().filter(|case| case.expected.0 == "D9a") {
        let is_insufficient = |advice: Recommendation| advice.decision == Insufficient;
        assert!(each_advice(&past_of(case)).all(is_insufficient), "{}", case.what);
    }
}
