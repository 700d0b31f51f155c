//! What GPX and TCX share: decoding to UTF-8, the scan, times, columns and the words for sports and makers.
//!
//! Extensible Markup Language (XML) 1.0, fifth edition, read leniently: names are compared without their prefix, unknown
//! elements are passed over, entities are never expanded, and what comes before damage is kept. No schema is validated.

mod decode;
mod instant;
mod recording;
mod scan;
mod words;

pub(super) use decode::decode;
pub(super) use instant::instant;
pub(super) use recording::{Recording, Sample, set, set_nonzero};
pub(super) use scan::{Scan, Visitor, attribute, scan};
pub(super) use words::{manufacturer, sport, sport_of_title};

/// Deepest nesting of elements that is followed; exports use about ten levels.
pub(super) const MAX_DEPTH: usize = 256;

/// Longest title that is kept, characters.
const MAX_TITLE: usize = 200;

/// A number of an element or attribute; NaN when it is none, or not finite.
#[inline]
pub(super) fn number(text: &str) -> f64 {
    match text.trim().parse::<f64>() {
        Ok(value) if value.is_finite() => value,
        _ => f64::NAN,
    }
}

/// The first line of a text with its blanks joined, or `None` without a letter.
pub(super) fn title(text: &str) -> Option<String> {
    let line = text.trim().lines().next()?;
    let words: Vec<&str> = line.split_whitespace().collect();
    let joined: String = words.join(" ").chars().take(MAX_TITLE).collect();
    (!joined.is_empty()).then_some(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_are_none_are_nan() {
        assert!((number(" 12.5\n") - 12.5).abs() < f64::EPSILON);
        for text in ["", "inf", "NaN", "--", "1e999"] {
            assert!(number(text).is_nan(), "{text}");
        }
    }

    #[test]
    fn a_title_is_one_line() {
        assert_eq!(title("  6 x 400 m \n second line").as_deref(), Some("6 x 400 m"));
        assert_eq!(title(" \n "), None);
    }
}
