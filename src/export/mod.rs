//! The advice for other programs: the next workout for the watch and as plain text, the days ahead for a calendar.

mod calendar;
mod fit;
mod plain;
mod workout;

pub use calendar::calendar;
pub use fit::fit;
pub use plain::plain;
pub use workout::workout;
