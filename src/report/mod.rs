//! Finished results in, bytes out: tables, text, pictures. Scores are never computed here.

pub mod all_scores;
mod analysed;
mod answers;
pub(crate) mod by_runner;
#[cfg(feature = "png")]
mod colors;
pub mod comparison;
mod device;
mod drawing;
pub mod explain;
pub mod figure;
pub mod next;
mod outing;
pub mod page;
pub mod past;
pub mod plan;
mod said;
mod scatter;
pub mod scores;
pub mod season;
mod segment_row;
pub mod sheet;
mod slug;
pub mod standing;
mod value;
pub mod words;

#[cfg(feature = "png")]
mod draw;
#[cfg(feature = "png")]
mod glyphs;
#[cfg(feature = "page")]
pub mod html;
#[cfg(feature = "png")]
pub mod layout;
#[cfg(feature = "png")]
mod letters;
#[cfg(feature = "png")]
mod png;
#[cfg(feature = "png")]
mod raster;
#[cfg(feature = "png")]
mod skia;
#[cfg(feature = "png")]
mod stroke;
#[cfg(feature = "png")]
mod svg;
#[cfg(feature = "tables")]
pub mod tables;
pub mod text;
mod whole;

#[cfg(all(test, feature = "png"))]
mod synthetic;
#[cfg(all(test, feature = "png"))]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests;

pub use analysed::{ActivityPlace, Analysed, Problem};
pub use drawing::DRAWING;
pub use figure::{Figure, HistoryEntry, ReportInput, advice_before, figure, like_before, longest_days};
pub use slug::slug;

#[cfg(feature = "png")]
pub use png::{png, season_png};
#[cfg(feature = "png")]
pub use svg::{season_svg, svg};
