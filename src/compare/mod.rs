//! The same workout over time: which sessions are alike, what has changed between them, and the fastest of every distance.
//!
//! A session becomes a [`Session`]: its workout, its reps, what recorded it. Two of them are alike or they differ in words
//! (`differences`); `change()` holds the later one against the earlier, rep by rep, with the smallest change that can be
//! told from noise. Nothing here reads samples, files or advice.

mod bests;
mod by_length;
mod change;
mod habits;
mod heart_rate;
mod pairs;
mod past;
mod pattern;
mod session;
mod weeks;
mod workout;

pub use crate::segment::Recovery;
pub use bests::PersonalBest;
pub(crate) use bests::personal_bests;
pub use by_length::{OfLength, by_length};
pub use change::{Change, Direction, SpeedChange, change};
pub use habits::{HabitRun, guess};
pub use heart_rate::{HeartRateChange, SameSensor};
pub use pairs::RepChange;
pub use past::{Entry, Figures, NoneBefore, Previous, changes, past};
pub use pattern::{Pattern, pattern};
pub use session::{MeanSpeed, Session, SessionRep};
pub use weeks::{LoadBy, Loaded, Outing, Week, weeks};
pub(crate) use workout::differ_in_count_alone;
pub use workout::{Part, WorkoutShape};
