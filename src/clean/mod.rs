//! From the file's word to usable columns: order, impossible values, units told from evidence, a uniform base.

mod prepared;

pub use prepared::{DistanceSource, Prepared, Sampling, Uniform};
