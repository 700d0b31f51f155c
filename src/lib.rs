//! lastrep reads running-watch exports, finds the reps, scores them and recommends the one next step.
//!
//! Two functions do it: [`analyse()`] makes finished activities of the bytes of a file, and [`recommend()`] makes the one next
//! step of all of them. Both are pure: no clock, no locale, no environment, no network, no global state. The same input gives
//! the same output. Reading folders and writing files is what the command `lastrep` does.
//!
//! ```
//! use lastrep::{Athlete, Context, Decision, analyse, recommend};
//!
//! // Bytes in: the same workout in three weeks.
//! let files: [&[u8]; 3] = [
//!     include_bytes!("../testdata/fit/track-6x400-week1.fit"),
//!     include_bytes!("../testdata/fit/track-6x400-week2.fit"),
//!     include_bytes!("../testdata/fit/track-6x400-week3.fit"),
//! ];
//! let athlete = Athlete { hr_max_bpm: Some(191.0), ..Athlete::default() };
//! let context = Context::of(&athlete);
//! let mut sessions = Vec::new();
//! for bytes in files {
//!     sessions.extend(analyse(bytes, &context)?);
//! }
//!
//! // A table, one row a rep. `segments_csv` writes it with all columns.
//! let latest = &sessions[2];
//! assert_eq!(latest.structure.name, "6 × 400 m / 200 m jog");
//! let set = latest.card.judged().ok_or("no reps")?;
//! let rows = set.reps.iter().map(|rep| format!("{:.0} m in {:.1} s", rep.distance_m, rep.timer_s));
//! let rows: Vec<String> = rows.collect();
//! assert_eq!((rows.len(), rows[0].as_str()), (6, "400 m in 94.2 s"));
//!
//! // A decision, with its reasons.
//! let next = recommend(&sessions, &context, latest.day()).ok_or("no run")?;
//! assert_eq!(next.decision, Decision::LighterWeek);
//! assert_eq!(next.headline, "a lighter week, 3 × 400 m at 1:35–1:37");
//! assert!(!next.reasons.is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # How it works
//!
//! ```text
//! &[u8] -formats::read-> Reading -clean::settle-> Activity -clean::prepare-> Prepared -segment::find-> Structure
//!       -scores::evaluate-> ScoreCard -progression::recommend(history)-> Recommendation
//!       -report-> bytes -batch-> files
//! ```
//!
//! Data flows one way: a stage takes a shared reference and returns an owned value. Per-file work is pure (bytes in,
//! rows out) and parallel; history is a cheap ordered fold afterwards, and so is what compares sessions over time.
//!
//! The [`guide`] says what all this does for a runner, how often it is right, and what it cannot see.
//!
//! # Features
//!
//! - `png`: the report as a picture, PNG or SVG.
//! - `tables`: the CSV tables, written by polars, which is most of the time of a build: [`segments_csv()`], [`workouts_csv()`].
//! - `page`: the page of a run as HTML, with the pictures in it.
//! - `cli`: the command, with all three.
//! - `learning`: what trains the model that finds reps in speed alone; not on by default.
//!
//! [`analyse()`] and [`recommend()`] need none of them: `default-features = false`.
#![doc = include_str!("guide/contributing.md")]
#![cfg_attr(not(feature = "tables"), expect(dead_code, unused_imports, reason = "the tables alone use some of it"))]

// The surface: what is named here is promised.
pub mod guide;

pub use analyse::{Context, analyse, recommend};
pub use error::{Error, ErrorKind, Result};
pub use journal::{read_athlete, read_journal};
pub use model::{Activity, Athlete, Day, Format, JournalDay, Note, Span, Sport};
pub use progression::{Decision, NextWorkout, Recommendation};
pub use report::Analysed;
#[cfg(feature = "tables")]
pub use report::tables::{segments as segments_csv, workouts as workouts_csv};
pub use scores::{RepScore, Score, ScoreCard, ScoreInfo, SetCard, Unavailable, Value, infos as score_infos};
pub use segment::{RepsFrom, Segment, SegmentKind, Set, Structure, WorkoutKind};
pub use units::DistanceUnit;

mod analyse;

// The rooms behind it. The command, the benches, the examples and the integration tests are crates of their own and use these;
// they are no promise, and change from version to version.
#[cfg(all(feature = "page", feature = "tables"))]
#[doc(hidden)]
pub mod batch;
#[doc(hidden)]
pub mod check;
#[doc(hidden)]
pub mod clean;
#[doc(hidden)]
pub mod compare;
#[doc(hidden)]
pub mod error;
#[doc(hidden)]
pub mod export;
#[doc(hidden)]
pub mod formats;
#[doc(hidden)]
pub mod journal;
#[doc(hidden)]
pub mod model;
#[doc(hidden)]
pub mod near;
#[doc(hidden)]
pub mod printable;
#[doc(hidden)]
pub mod progression;
#[doc(hidden)]
pub mod report;
#[doc(hidden)]
pub mod scores;
#[doc(hidden)]
pub mod segment;
#[doc(hidden)]
pub mod stats;
#[doc(hidden)]
pub mod units;
#[cfg(all(feature = "page", feature = "tables"))]
#[doc(hidden)]
pub mod worker;

/// The version of this crate, as written into every table and picture.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
