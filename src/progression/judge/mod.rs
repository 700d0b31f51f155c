//! Was it held? Four witnesses, one table of bounds, one verdict.
//!
//! A session of the past becomes [`Evidence`](super::past::Evidence): plain figures, missing where nothing is known. [`judge()`] hears the four
//! witnesses. Nothing here knows what follows from the verdict.

mod bounds;
mod evidence;
mod verdict;

pub use super::past::{Finding, Judgement, Verdict, Witness};
pub(crate) use bounds::{EASE_RPE, HOT_PCT, ROUGH_MEAN_PCT, SIZE_OF_BASE};
pub use verdict::judge;
