//! Pure numeric kernels on slices.
//!
//! One contract holds for all functions: the caller has filtered, so every value is finite. What cannot be computed (no
//! value, no spread) is NaN from a function that gives a number and `None` from a function that gives a line. Nothing
//! panics.

mod line;
mod moments;
mod order;
mod quantiles;
mod range;
mod theil_sen;

pub use line::{FittedLine, least_squares};
pub use moments::{mean, sample_sd};
pub(crate) use moments::{mean_of, root_mean_square};
pub(crate) use order::{known_median, known_quantile, middle_of, quantile};
pub use order::{median, middle};
pub(crate) use quantiles::NORMAL_90;
pub use quantiles::{chi_square_quantile, t_80};
pub use range::Range;
pub use theil_sen::{RobustLine, sen_interval, theil_sen};
