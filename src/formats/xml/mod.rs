//! What GPX and TCX share: decoding to UTF-8, the scan, points, times, columns, and the words for sports and makers. The
//! files of Polar exports share the times, the columns and the words.
//!
//! Extensible Markup Language (XML) 1.0, fifth edition, read leniently: names are compared without their prefix,
//! unknown elements are passed over, entities are never expanded, and what comes before damage is kept. No schema is
//! validated.

mod decode;
mod document;
mod instant;
mod number;
mod recording;
mod sample;
mod scan;
mod words;

pub(super) use document::{ActivitiesRead, Document, Words, read};
pub(super) use instant::{Instant, StatedZone, instant};
pub(super) use number::number;
pub(super) use recording::PointColumns;
pub(super) use sample::{Measured, Sample};
#[cfg(test)]
pub(super) use scan::MAX_DEPTH;
pub(super) use scan::{Visitor, attribute, attributes};
pub(super) use words::{manufacturer, sport, sport_of_title};

/// Longest title that is kept, characters.
const MAX_TITLE: usize = 200;

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
    fn a_title_is_one_line() {
        assert_eq!(title("  6 x 400 m \n second line").as_deref(), Some("6 x 400 m"));
        assert_eq!(title(" \n "), None);
    }
}
