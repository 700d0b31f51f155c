//! A workout as a runner types it: `6x400`, `5x3min`, `400`.

use super::workout::{Workout, same_length, similar_count};
use crate::error::{Error, ErrorKind, Result};
use crate::segment::RepLength;
use crate::units::METRES_PER_MILE;

/// Units with what one of them is: metres, or seconds.
const UNITS: [(&str, RepLength); 15] = [
    ("", RepLength::Distance(1.0)),
    ("m", RepLength::Distance(1.0)),
    ("metres", RepLength::Distance(1.0)),
    ("meters", RepLength::Distance(1.0)),
    ("km", RepLength::Distance(1000.0)),
    ("k", RepLength::Distance(1000.0)),
    ("mi", RepLength::Distance(METRES_PER_MILE)),
    ("mile", RepLength::Distance(METRES_PER_MILE)),
    ("miles", RepLength::Distance(METRES_PER_MILE)),
    ("s", RepLength::Time(1.0)),
    ("sec", RepLength::Time(1.0)),
    ("min", RepLength::Time(60.0)),
    ("'", RepLength::Time(60.0)),
    ("mins", RepLength::Time(60.0)),
    ("h", RepLength::Time(3600.0)),
];

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
    pub fn part_of(&self, workout: &Workout) -> Option<usize> {
        let is_meant = |part: &&super::Part| {
            same_length(part.length, self.length) && self.reps.is_none_or(|reps| similar_count(reps, part.reps))
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
    parse(&text.to_lowercase()).ok_or_else(|| {
        Error::new(ErrorKind::Config, "a workout like 6x400, 6x400m, 5x3min or 400", format!("{text:?}"))
            .at("--like")
            .hint("write count x length; the length in m (or nothing), km, mile, s or min")
    })
}

fn parse(text: &str) -> Option<Pattern> {
    let (reps, length) = match text.split_once(['x', '×', '*']) {
        Some((count, length)) => (Some(count.trim().parse::<usize>().ok().filter(|count| *count > 0)?), length),
        None => (None, text),
    };
    Some(Pattern { reps, length: parse_length(length.trim())? })
}

fn parse_length(text: &str) -> Option<RepLength> {
    if let Some((minutes, seconds)) = text.split_once(':') {
        let (minutes, seconds): (u32, u32) =
            (minutes.parse().ok()?, seconds.trim_end_matches("min").trim().parse().ok()?);
        return (seconds < 60 && minutes + seconds > 0)
            .then(|| RepLength::Time(f64::from(minutes) * 60.0 + f64::from(seconds)));
    }
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (figure, unit) = text.split_at(digits);
    let figure: f64 = figure.parse().ok().filter(|figure| *figure > 0.0)?;
    let (_, one) = UNITS.iter().find(|(name, _)| *name == unit.trim())?;
    Some(match one {
        RepLength::Distance(metres) => RepLength::Distance(figure * metres),
        RepLength::Time(seconds) => RepLength::Time(figure * seconds),
    })
}

#[cfg(test)]
mod tests {
    use super::super::workout::tests::{JOG, workout};
    use super::*;

    #[test]
    fn what_runners_type_is_read() {
        let reads = |text: &str| parse(text).map(|pattern| (pattern.reps, pattern.length));
        let metres = |reps, metres| Some((reps, RepLength::Distance(metres)));
        assert_eq!(reads("6x400"), metres(Some(6), 400.0));
        assert_eq!(reads("6 × 400 m"), metres(Some(6), 400.0));
        assert_eq!(reads("4x1.5km"), metres(Some(4), 1500.0));
        assert_eq!(reads("3x1mile"), metres(Some(3), METRES_PER_MILE));
        assert_eq!(reads("400"), metres(None, 400.0));
        assert_eq!(reads("10x1min"), Some((Some(10), RepLength::Time(60.0))));
        assert_eq!(reads("8x2:30"), Some((Some(8), RepLength::Time(150.0))));
        assert_eq!(reads("30s"), Some((None, RepLength::Time(30.0))));
    }

    #[test]
    fn what_is_no_workout_is_refused() {
        for text in
            ["", "x", "6x", "x400", "0x400", "6x0", "-6x400", "6x400ft", "1.2.3", "6x400x2", "2:75", "inf", "nan"]
        {
            assert!(parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_similar_count_of_the_length_is_meant() {
        let six = workout(6, RepLength::Distance(400.0), JOG);
        let is_meant = |text: &str| parse(text).is_some_and(|pattern| pattern.part_of(&six).is_some());
        assert!(is_meant("6x400") && is_meant("7x400") && is_meant("400"));
        assert!(!is_meant("12x400") && !is_meant("6x300") && !is_meant("6x1min"));
    }
}
