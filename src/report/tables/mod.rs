//! The tables that come out, as CSV: workouts, segments, problems.
//!
//! SI units with the unit in the header, ISO 8601 times, a decimal point, an empty cell for what is missing. Built and
//! written by polars, once, after the parallel part.

mod frame;
mod problems;
mod segments;
mod workouts;

pub use problems::problems;
pub use segments::segments;
pub use workouts::workouts;
