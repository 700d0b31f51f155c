//! One cell of the journal: a number in its range, a yes or no, a word about sleep.

/// Fewer hours of sleep than this is poor.
const POOR_SLEEP_HOURS: f64 = 6.0;
/// A number from here on in a sleep column is a number of hours, not a mark.
const FEWEST_SLEEP_HOURS: f64 = 2.0;

/// A number within a range; the comma is a decimal point where it cannot be a separator.
pub(super) fn number(cell: &str, low: f64, high: f64, decimal_comma: bool) -> Result<f64, String> {
    let plain = if decimal_comma { cell.replace(',', ".") } else { cell.to_owned() };
    let expected = || format!("a number from {low} to {high}");
    let value: f64 = plain.parse().map_err(|_| expected())?;
    if (low..=high).contains(&value) { Ok(value) } else { Err(expected()) }
}

/// Yes or no. Any word that is not a no is a yes: `fever` in a column about illness means it.
pub(super) fn flag(cell: &str) -> bool {
    let word = cell.to_lowercase();
    let no = ["0", "no", "n", "false", "-", "\u{2013}", "none", "nein", "non", "ok", "0.0", "0,0"];
    !no.contains(&word.as_str())
}

/// Whether a cell says that the night was poor: a word, or hours of sleep.
pub(super) fn poor_sleep(cell: &str, decimal_comma: bool) -> Result<bool, String> {
    let word = cell.to_lowercase();
    if ["poor", "bad", "badly", "poorly", "short"].contains(&word.as_str()) {
        return Ok(true);
    }
    if ["good", "ok", "okay", "fine", "well", "normal", "average"].contains(&word.as_str()) {
        return Ok(false);
    }
    let hours = number(cell, FEWEST_SLEEP_HOURS, 16.0, decimal_comma).map_err(|_| "good, poor, or hours of sleep")?;
    Ok(hours < POOR_SLEEP_HOURS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_range() {
        assert_eq!(number("6", 0.0, 10.0, false), Ok(6.0));
        assert_eq!(number("6,5", 0.0, 10.0, true), Ok(6.5));
        assert!(number("6,5", 0.0, 10.0, false).is_err());
        assert!(number("11", 0.0, 10.0, false).is_err());
        assert!(number("nan", 0.0, 10.0, false).is_err());
    }

    #[test]
    fn words_say_yes_unless_they_say_no() {
        assert!(flag("fever"));
        assert!(!flag("No"));
        assert_eq!(poor_sleep("bad", false), Ok(true));
        assert_eq!(poor_sleep("7,5", true), Ok(false));
        assert_eq!(poor_sleep("4.5", false), Ok(true));
        assert!(poor_sleep("1", false).is_err());
    }
}
