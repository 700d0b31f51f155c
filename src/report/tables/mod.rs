//! The tables that come out, as CSV: workouts, segments, best efforts, problems; sessions over time and side by side.
//!
//! SI units with the unit in the header, ISO 8601 times, a decimal point, an empty cell for what is missing. Built and
//! written by polars, once, after the parallel part.

mod bests;
mod comparison;
mod frame;
mod guide;
mod history;
mod plan;
mod problems;
mod score;
mod segments;
mod team;
mod weeks;
mod workouts;

pub use bests::bests;
pub use comparison::comparison;
pub use frame::ColumnGuide;
pub use guide::{TableGuide, guides};
pub use history::history;
pub use plan::plan;
pub use problems::problems;
pub use segments::segments;
pub use team::team;
pub use weeks::weeks;
pub use workouts::workouts;
