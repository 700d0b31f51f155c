//! One cell of a table that the runner wrote: a number in its range, a yes or no, a word about sleep, a time.

/// Fewer hours of sleep than this is poor.
const POOR_SLEEP_HOURS: f64 = 6.0;
/// Beginnings of words for fatigue or pain.
const OWN_REASONS: [&str; 20] = [
    "tired",
    "fatigue",
    "exhaust",
    "spent",
    "pain",
    "hurt",
    "sore",
    "cramp",
    "leg",
    "sick",
    "knee",
    "calf",
    "shin",
    "foot",
    "achilles",
    "hamstring",
    "breath",
    "asthma",
    "m\u{fc}de",
    "schmerz",
];
/// The smallest number that is read as hours of sleep. A smaller number would be a mark.
const FEWEST_SLEEP_HOURS: f64 = 2.0;

/// The minus of typographers, as some keyboards and spreadsheets write it.
const MINUS: char = '\u{2212}';

/// The sign between the whole part and the tenths of the numbers in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum DecimalMark {
    /// A point, as in `6.5`.
    #[default]
    Point,
    /// A comma, as in `6,5`; a point is understood as well.
    Comma,
}

impl DecimalMark {
    /// The mark in a file whose cells are divided by a separator: a comma cannot be both.
    pub(super) fn beside(separator: u8) -> Self {
        if separator == b',' { Self::Point } else { Self::Comma }
    }

    /// A number as it is written with a point.
    fn pointed(self, cell: &str) -> String {
        match self {
            Self::Point => cell.to_owned(),
            Self::Comma => cell.replace(',', "."),
        }
    }
}

/// A number within a range.
pub(super) fn number(cell: &str, low: f64, high: f64, mark: DecimalMark) -> Result<f64, String> {
    let plain = mark.pointed(cell);
    let plain = plain.replace(MINUS, "-");
    let expected = || format!("a number from {low} to {high}");
    let value: f64 = plain.parse().map_err(|_| expected())?;
    if (low..=high).contains(&value) { Ok(value) } else { Err(expected()) }
}

/// A number without the signs for "about": `6` of `~6` and of `6?`.
pub(super) fn plain_number(cell: &str) -> &str {
    cell.trim_matches(['~', '?', '\u{2248}', ' '])
}

/// Yes or no. Any word that is not a no is a yes: `fever` in a column about illness is a yes.
pub(super) fn flag(cell: &str) -> bool {
    let word = cell.to_lowercase();
    let no = [
        "0", "no", "n", "false", "-", "\u{2013}", "none", "nein", "keine", "non", "ok", "gesund", "healthy", "well",
        "fine", "0.0", "0,0",
    ];
    !no.contains(&word.as_str())
}

/// Why reps were left out, in the runner's words; empty for a no. Fatigue and pain are errors here: they excuse nothing.
pub(super) fn other_reason(cell: &str) -> Result<String, String> {
    let text = cell.to_lowercase();
    let mut words = text.split(|c: char| !c.is_alphabetic());
    if text.contains("too hard") || words.any(|word| OWN_REASONS.iter().any(|own| word.starts_with(own))) {
        return Err("a reason other than fatigue or pain".to_owned());
    }
    Ok(if flag(cell) { cell.to_owned() } else { String::new() })
}

/// Whether a cell says that the night was poor: a word, or hours of sleep.
pub(super) fn poor_sleep(cell: &str, mark: DecimalMark) -> Result<bool, String> {
    let word = cell.to_lowercase();
    if ["poor", "bad", "badly", "poorly", "short"].contains(&word.as_str()) {
        return Ok(true);
    }
    if ["good", "ok", "okay", "fine", "well", "normal", "average"].contains(&word.as_str()) {
        return Ok(false);
    }
    let hours = number(cell, FEWEST_SLEEP_HOURS, 16.0, mark).map_err(|_| "good, poor, or hours of sleep")?;
    Ok(hours < POOR_SLEEP_HOURS)
}

/// How it felt: a mark from 0 to 10, or a word for a mark.
pub(super) fn feel(cell: &str, mark: DecimalMark) -> Result<f64, String> {
    let words = [("awful", 1.0), ("bad", 3.0), ("ok", 5.0), ("okay", 5.0), ("good", 7.0), ("great", 9.0)];
    let word = cell.to_lowercase();
    let named = words.iter().find(|(known, _)| *known == word).map(|(_, mark)| *mark);
    named.map_or_else(
        || {
            number(cell, 0.0, 10.0, mark)
                .map_err(|_| "a number from 0 to 10, or awful, bad, ok, good, great".to_owned())
        },
        Ok,
    )
}

/// Degrees Celsius; Fahrenheit with an F behind the number.
pub(super) fn degrees_c(cell: &str, mark: DecimalMark) -> Result<f64, String> {
    let expected = |_| "degrees C from -40 to 55, or degrees F like 75F".to_owned();
    let plain = cell.trim_end_matches(['C', 'c']).trim_end_matches('\u{b0}').trim_end();
    match cell.strip_suffix(['F', 'f']) {
        Some(fahrenheit) => {
            let fahrenheit = fahrenheit.trim_end_matches('\u{b0}').trim_end();
            number(fahrenheit, -40.0, 131.0, mark).map(|f| (f - 32.0) / 1.8).map_err(expected)
        }
        None => number(plain, -40.0, 55.0, mark).map_err(expected),
    }
}

/// A time in seconds, from seconds, `m:ss` or `h:mm:ss`. Minutes and seconds after a colon are below 60.
///
/// A minus before the time makes all of it negative. Some devices write records out of order, so that an activity begins
/// before the file's first record.
pub(super) fn time_s(cell: &str, mark: DecimalMark) -> Option<f64> {
    if let Some(behind) = cell.strip_prefix('-').filter(|behind| !behind.starts_with('-')) {
        return time_s(behind, mark).map(|seconds| -seconds);
    }
    let plain = mark.pointed(cell);
    let parts: Vec<&str> = plain.split(':').collect();
    let (seconds, larger) = parts.split_last().filter(|(_, larger)| larger.len() <= 2)?;
    let is_number = |part: &str, more: &str| {
        part.starts_with(|c: char| c.is_ascii_digit()) && part.chars().all(|c| c.is_ascii_digit() || more.contains(c))
    };
    if !is_number(seconds, ".") || !larger.iter().all(|part| is_number(part, "")) {
        return None;
    }
    let mut total = 0.0;
    for (place, part) in parts.iter().enumerate() {
        let value: f64 = part.parse().ok()?;
        if place > 0 && value >= 60.0 {
            return None;
        }
        total = 60.0 * total + value;
    }
    Some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_range() {
        assert_eq!(number("6", 0.0, 10.0, DecimalMark::Point), Ok(6.0));
        assert_eq!(number("6,5", 0.0, 10.0, DecimalMark::Comma), Ok(6.5));
        assert!(number("6,5", 0.0, 10.0, DecimalMark::Point).is_err());
        assert!(number("11", 0.0, 10.0, DecimalMark::Point).is_err());
        assert!(number("nan", 0.0, 10.0, DecimalMark::Point).is_err());
    }

    #[test]
    fn words_say_yes_unless_they_say_no() {
        assert!(flag("fever"));
        assert_eq!(other_reason("Thunder"), Ok("Thunder".to_owned()));
        assert_eq!(other_reason("no"), Ok(String::new()));
        for own in ["tired", "sore legs", "it was too hard", "Fatigued"] {
            assert!(other_reason(own).is_err(), "{own}");
        }
        assert_eq!(["~6", "6?", "6"].map(plain_number), ["6"; 3]);
        assert!(!flag("No"));
        assert_eq!(poor_sleep("bad", DecimalMark::Point), Ok(true));
        assert_eq!(poor_sleep("7,5", DecimalMark::Comma), Ok(false));
        assert_eq!(poor_sleep("4.5", DecimalMark::Point), Ok(true));
        assert!(poor_sleep("1", DecimalMark::Point).is_err());
    }

    #[test]
    fn degrees_are_celsius_unless_they_say_otherwise() {
        assert_eq!(degrees_c("21,5", DecimalMark::Comma), Ok(21.5));
        assert_eq!(degrees_c("21 \u{b0}C", DecimalMark::Point), Ok(21.0));
        assert_eq!(degrees_c("50F", DecimalMark::Point), Ok(10.0));
        assert_eq!(
            (degrees_c("-5", DecimalMark::Point), degrees_c("\u{2212}5,5 C", DecimalMark::Comma)),
            (Ok(-5.0), Ok(-5.5))
        );
        assert!(degrees_c("75", DecimalMark::Point).is_err(), "75 degrees Celsius are Fahrenheit without an F");
        assert_eq!((feel("Good", DecimalMark::Point), feel("6,5", DecimalMark::Comma)), (Ok(7.0), Ok(6.5)));
        assert!(feel("splendid", DecimalMark::Point).is_err());
    }

    #[test]
    fn times_are_seconds_with_or_without_colons() {
        assert_eq!(time_s("92.5", DecimalMark::Point), Some(92.5));
        assert_eq!(time_s("01:32,25", DecimalMark::Comma), Some(92.25));
        assert_eq!(time_s("1:01:32", DecimalMark::Point), Some(3692.0));
        assert_eq!(time_s("-1.0", DecimalMark::Point), Some(-1.0));
        for cell in ["", "-", "--5", "1:-5", "1:60", "1:2:3:4", "1.5:10", "nan", "1e3", "5 s", ":30"] {
            assert_eq!(time_s(cell, DecimalMark::Point), None, "{cell}");
        }
    }
}
