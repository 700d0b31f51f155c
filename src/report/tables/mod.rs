//! All tables as CSV: workouts, segments, best efforts, problems, sessions over time, sessions side by side.
//!
//! Tables have SI units with the unit in the header, ISO 8601 times, a decimal point, and an empty cell for a missing
//! value. polars builds and writes each table once, after the parallel part.

mod bests;
mod comparison;
mod frame;
mod guide;
mod history;
mod plan;
mod problems;
mod score;
mod segments;
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
pub use weeks::weeks;
pub use workouts::workouts;
