//! A workout as a runner types it: `6x400`, `5x3min`, `400`.

use super::RepLength;
use crate::units::{HOUR_S, METRES_PER_MILE, MINUTE_S};

/// Units, each with its length in metres or seconds.
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
    ("min", RepLength::Time(MINUTE_S)),
    ("'", RepLength::Time(MINUTE_S)),
    ("mins", RepLength::Time(MINUTE_S)),
    ("h", RepLength::Time(HOUR_S)),
];

/// Signs of multiplication.
const TIMES: [char; 3] = ['x', '\u{d7}', '*'];

/// Reads a workout as a runner types it: a count and a length (`6x400`, `6 × 400 m`, `5x3min`, `4x1km`, `3x1mile`),
/// sets (`2x(3x400)`, whose reps are counted together), or only a length. `None` for anything else.
///
/// ```
/// use lastrep::segment::{RepLength, typed};
/// assert_eq!(typed("5x3min"), Some((Some(5), RepLength::Time(180.0))));
/// assert_eq!(typed("400"), Some((None, RepLength::Distance(400.0))));
/// assert_eq!(typed("six times four"), None);
/// ```
pub fn typed(text: &str) -> Option<(Option<usize>, RepLength)> {
    let text = text.trim().to_lowercase();
    let Some((count, rest)) = text.split_once(TIMES) else { return Some((None, parse_length(&text)?)) };
    let count = count.trim().parse::<usize>().ok().filter(|count| *count > 0)?;
    let Some(set) = rest.trim().strip_prefix('(') else { return Some((Some(count), parse_length(rest.trim())?)) };
    let (reps, length) = set.strip_suffix(')')?.split_once(TIMES)?;
    let reps = reps.trim().parse::<usize>().ok().filter(|reps| *reps > 0)?;
    Some((Some(count.checked_mul(reps)?), parse_length(length.trim())?))
}

fn parse_length(text: &str) -> Option<RepLength> {
    if let Some((minutes, seconds)) = text.split_once(':') {
        let (minutes, seconds): (u32, u32) =
            (minutes.parse().ok()?, seconds.trim_end_matches("min").trim().parse().ok()?);
        return (seconds < 60 && minutes + seconds > 0)
            .then(|| RepLength::Time(f64::from(minutes) * MINUTE_S + f64::from(seconds)));
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
    use super::*;

    #[test]
    fn what_runners_type_is_read() {
        let reads = typed;
        let metres = |reps, metres| Some((reps, RepLength::Distance(metres)));
        assert_eq!(reads("6x400"), metres(Some(6), 400.0));
        assert_eq!(reads("6 × 400 m"), metres(Some(6), 400.0));
        assert_eq!(reads("4x1.5km"), metres(Some(4), 1500.0));
        assert_eq!(reads("3x1mile"), metres(Some(3), METRES_PER_MILE));
        assert_eq!(reads("2 x (3 x 400 m)"), metres(Some(6), 400.0));
        assert_eq!(reads("400"), metres(None, 400.0));
        assert_eq!(reads("10x1min"), Some((Some(10), RepLength::Time(60.0))));
        assert_eq!(reads("8x2:30"), Some((Some(8), RepLength::Time(150.0))));
        assert_eq!(reads("30s"), Some((None, RepLength::Time(30.0))));
    }

    #[test]
    fn what_is_no_workout_is_refused() {
        for text in [
            "", "x", "6x", "x400", "0x400", "6x0", "-6x400", "6x400ft", "1.2.3", "6x400x2", "2x(3x400", "2x()", "2:75",
            "inf", "nan",
        ] {
            assert!(typed(text).is_none(), "{text}");
        }
    }
}
