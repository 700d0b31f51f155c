//! The accounts that a file gives of itself, held against each other once: records, laps, session and positions.
//!
//! A watch tells how far and how long three or four times over, and the tellings part: a total typed in after the run, a
//! clock that the satellites set, a car on the way home. Each rule here looks at one such quarrel, lets one side win and says
//! so with both values. From there on there is one truth, the records: tables, weeks, plan and bests all add them up.

mod accounts;
mod by_hand;
mod clock;
mod coverage;
mod outvoted;
mod ride;
mod stop;
mod taken_back;
mod totals;

use crate::model::{Activity, Note, Stage};

/// Settles one quarrel, where there is one: a sentence fragment that tells both values.
type Rule = fn(&mut Activity) -> Option<String>;

/// The rules, in order: each looks at what those before it left.
const RULES: [Rule; 10] = [
    clock::without_stale,
    clock::stitched,
    stop::ended,
    ride::cut,
    coverage::filled,
    taken_back::lowered,
    by_hand::scaled,
    outvoted::settled,
    totals::way,
    totals::time,
];

/// The activity with its accounts settled: what it lost, gained or was told by is a note. Only what is done on foot is looked
/// at: a ski lift and a pool have quarrels of their own.
///
/// # Shape
/// Laps in order of start; the track still as read, but for what a rule changed.
pub fn settle(mut activity: Activity) -> Activity {
    let is_on_foot = activity.sport.is_on_foot();
    for rule in RULES.iter().filter(|_| is_on_foot) {
        if let Some(text) = rule(&mut activity) {
            activity.notes.push(Note::new(Stage::Clean, text));
        }
    }
    activity.laps.sort_by(|a, b| a.start_s.total_cmp(&b.start_s));
    activity
}
