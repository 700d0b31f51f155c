//! Settles the contradictions between the accounts of one file: records, laps, session and positions.
//!
//! A watch states distance and time three or four times, and the statements can differ: the runner typed in a total,
//! the satellites set the clock, the watch rode home in a car. Each rule looks at one such contradiction, decides for
//! one account, and names both values in a note. After that the records are the only truth: tables, weeks, plan and
//! bests all add up the records.

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

/// Settles one contradiction and returns a sentence fragment that names both values; `None` where the accounts agree.
type Rule = fn(&mut Activity) -> Option<String>;

/// The rules in order. Each rule sees the activity as the rules before it left it.
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

/// The activity with its contradictions settled; each change is a note. The rules apply only to sports on foot: ski
/// lifts and pools cause other contradictions.
///
/// # Shape
/// Laps are in order of start. The track is as read except for what a rule changed.
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
