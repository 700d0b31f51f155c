//! The lists that sites and phones put beside the recordings of an export: bytes in, rows out.

pub mod apple;
pub mod garmin;
pub mod strava;

use crate::model::{Said, Teller};

/// Longest title that is kept, characters.
const MAX_TITLE: usize = 200;

/// Longest description that is kept, characters.
pub(super) const MAX_DESCRIPTION: usize = 500;

/// The highest effort of the CR10 scale. The scale of every site begins above 0, so that 0 means: not asked.
const MAX_RPE: f64 = 10.0;

/// A text in one line, with the one that said it; `None` without a letter.
pub(super) fn line(text: &str, most: usize, by: Teller) -> Option<Said<String>> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let value: String = words.join(" ").chars().take(most).collect();
    (!value.is_empty()).then_some(Said { value, by })
}

/// An effort on the CR10 scale, with the one that said it.
fn effort(rpe_cr10: f64, by: Teller) -> Option<Said<f64>> {
    (rpe_cr10 > 0.0 && rpe_cr10 <= MAX_RPE).then_some(Said { value: rpe_cr10, by })
}
