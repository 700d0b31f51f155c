//! A workout as a runner types it: `6x400`, `5x3min`, `400`.

use super::workout::WorkoutShape;
use crate::error::{Error, ErrorKind, Result};
use crate::segment::alike::{same_count, same_length};
use crate::segment::{RepLength, typed};

/// What is looked for: reps of a length, perhaps in a count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pattern {
    /// How many; `None` for any.
    pub reps: Option<usize>,
    /// How long each is.
    pub length: RepLength,
}

impl Pattern {
    /// The part of a workout that it means: of this length, in a similar count; never the few reps beside a workout.
    pub fn part_of(&self, workout: &WorkoutShape) -> Option<usize> {
        let is_meant = |part: &&super::Part| {
            same_length(part.length, self.length) && self.reps.is_none_or(|reps| same_count(reps, part.reps))
        };
        let found = workout.main_parts().find(is_meant)?;
        workout.parts.iter().position(|part| std::ptr::eq(part, found))
    }
}

/// Reads what a runner types: a count and a length (`6x400`, `6 × 400 m`, `5x3min`, `4x1km`, `3x1mile`), or a length alone.
///
/// ```
/// use lastrep::compare::pattern;
/// use lastrep::segment::RepLength;
/// let workout = pattern("5x3min")?;
/// assert_eq!((workout.reps, workout.length), (Some(5), RepLength::Time(180.0)));
/// assert_eq!(pattern("400")?.reps, None);
/// assert!(pattern("six times four").unwrap_err().to_string().contains("expected a workout like 6x400"));
/// # Ok::<(), lastrep::error::Error>(())
/// ```
///
/// # Errors
/// `Config` for anything else.
pub fn pattern(text: &str) -> Result<Pattern> {
    typed(text).map(|(reps, length)| Pattern { reps, length }).ok_or_else(|| {
        Error::new(ErrorKind::Config, "a workout like 6x400, 6x400m, 5x3min or 400", format!("{text:?}"))
            .at("--like")
            .hint("write count x length; the length in m (or nothing), km, mile, s or min")
    })
}

#[cfg(test)]
mod tests {
    use super::super::workout::tests::{JOG, workout};
    use super::*;

    #[test]
    fn a_similar_count_of_the_length_is_meant() {
        let six = workout(6, RepLength::Distance(400.0), JOG);
        let is_meant = |text: &str| pattern(text).is_ok_and(|pattern| pattern.part_of(&six).is_some());
        assert!(is_meant("6x400") && is_meant("7x400") && is_meant("400"));
        assert!(!is_meant("12x400") && !is_meant("6x300") && !is_meant("6x1min"));
    }
}
