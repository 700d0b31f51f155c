//! The library in two verbs: [`analyse`] makes finished activities of a file's bytes, [`recommend`] makes the one next step
//! of all of them.
//!
//! Pure functions: no file, no clock, no thread. `batch` does the same for folders of files, in parallel.

mod advise;
mod context;
mod cut;
mod file;
mod same;
mod told;

pub use advise::recommend;
pub use context::Context;
#[cfg(all(feature = "png", feature = "tables"))]
pub(crate) use cut::activity_of;
pub use file::analyse;
#[cfg(all(feature = "png", feature = "tables"))]
pub(crate) use file::{from_bytes, settled};
#[cfg(all(feature = "png", feature = "tables"))]
pub(crate) use same::{RunnersRecording, copies, may_be_one_runner};
#[cfg(all(feature = "png", feature = "tables"))]
pub(crate) use told::nearest;
