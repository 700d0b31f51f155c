//! The next workout for other programs: as a FIT workout for the watch, and as plain text.

mod fit;
mod plain;
mod workout;

pub use fit::fit;
pub use plain::plain;
pub use workout::workout;
