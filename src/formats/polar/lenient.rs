//! JSON whose parts may be of another kind than expected: such a part is lost alone.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::formats::xml::{self, Instant};
use crate::units::{DAY_S, HOUR_S, MINUTE_S};

/// Words for numbers that are none: no JSON, but in Polar's exports.
const WORDS: [&str; 3] = ["-Infinity", "Infinity", "NaN"];

/// An empty string, with blanks for the longest of the words.
const EMPTY: &str = "\"\"       ";

/// The text with an empty string in place of each bare `NaN`, as long as the word was, so that places in errors stay.
pub(super) fn without_words(bytes: &[u8]) -> Cow<'_, str> {
    let text = String::from_utf8_lossy(bytes);
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => Cow::Owned(rest.to_owned()),
        None => text,
    };
    if !WORDS.iter().any(|word| text.contains(word)) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut is_inside) = (text.as_ref(), false);
    while let Some(place) = rest.find(['"', '\\', 'N', 'I', '-']) {
        let (before, found) = rest.split_at(place);
        out.push_str(before);
        let word = WORDS.iter().find(|word| !is_inside && found.starts_with(*word));
        let escaped = if found.starts_with('\\') { found.chars().take(2).map(char::len_utf8).sum() } else { 1 };
        is_inside ^= found.starts_with('"');
        let length = word.map_or(escaped, |word| word.len());
        out.push_str(if word.is_some() { &EMPTY[..length] } else { &found[..length] });
        rest = &found[length..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// A value, or its default where the text is of another kind.
///
/// # Errors
/// Those of the text itself: no JSON.
pub(super) fn lenient<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(from: D) -> Result<T, D::Error> {
    let raw = <&RawValue>::deserialize(from)?;
    Ok(serde_json::from_str(raw.get()).unwrap_or_default())
}

/// A number; NaN where there is none.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number(pub(super) f64);

impl Default for Number {
    fn default() -> Self {
        Self(f64::NAN)
    }
}

impl Number {
    /// The number, if there is one.
    pub(super) fn known(self) -> Option<f64> {
        Some(self.0).filter(|value| value.is_finite())
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let raw = <&RawValue>::deserialize(from)?;
        let number = raw.get().trim_matches('"').trim().parse().ok().filter(|value: &f64| value.is_finite());
        Ok(number.map_or_else(Self::default, Self))
    }
}

/// A point in time, if the text is one.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Moment(pub(super) Option<Instant>);

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let raw = <&RawValue>::deserialize(from)?;
        Ok(Self(xml::instant(raw.get().trim_matches('"'))))
    }
}

/// A duration as ISO 8601 writes it, s; NaN where the text is none.
#[derive(Debug, Clone, Copy)]
pub(super) struct Duration(pub(super) f64);

impl Default for Duration {
    fn default() -> Self {
        Self(f64::NAN)
    }
}

impl<'de> Deserialize<'de> for Duration {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let raw = <&RawValue>::deserialize(from)?;
        Ok(seconds(raw.get().trim_matches('"')).map_or_else(Self::default, Self))
    }
}

/// The seconds of `PT1H2M3.5S`. Years and months have no fixed length and are refused.
///
/// # Source
/// ISO 8601:2004, 4.4.3.2.
fn seconds(text: &str) -> Option<f64> {
    let (days, clock) = text.strip_prefix('P')?.split_once('T').unwrap_or((text.strip_prefix('P')?, ""));
    let units = [(days, &[('D', DAY_S)][..]), (clock, &[('H', HOUR_S), ('M', MINUTE_S), ('S', 1.0)])];
    let mut total = None;
    for (mut rest, of_part) in units {
        for (letter, unit_s) in of_part {
            if let Some((amount, after)) = rest.split_once(*letter) {
                let amount: f64 = amount.replace(',', ".").parse().ok().filter(|amount: &f64| amount.is_finite())?;
                total = Some(total.unwrap_or(0.0) + amount * unit_s);
                rest = after;
            }
        }
        if !rest.is_empty() {
            return None;
        }
    }
    total
}

/// The members of an array; members of another kind are counted. What is no array has none.
#[derive(Debug, Clone)]
pub(super) struct List<T> {
    pub(super) items: Vec<T>,
    pub(super) broken: usize,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { items: Vec::new(), broken: 0 }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let raw = <&RawValue>::deserialize(from)?;
        let mut array = serde_json::Deserializer::from_str(raw.get());
        Ok(array.deserialize_seq(ListVisitor(PhantomData)).unwrap_or_default())
    }
}

struct ListVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ListVisitor<T> {
    type Value = List<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut members: A) -> Result<List<T>, A::Error> {
        let mut list = List::default();
        while let Some(raw) = members.next_element::<&RawValue>()? {
            match serde_json::from_str(raw.get()) {
                Ok(item) => list.items.push(item),
                Err(_) => list.broken += 1,
            }
        }
        Ok(list)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn bare_words_become_empty_and_texts_stay() {
        let text = r#"{"a\"NaN": [NaN, 1, -Infinity], "note": "NaN \\"}"#;
        let read = without_words(text.as_bytes());
        assert_eq!(read.len(), text.len());
        assert_eq!(read, r#"{"a\"NaN": ["" , 1, ""       ], "note": "NaN \\"}"#);
    }

    #[test]
    fn durations_are_seconds() {
        let told = ["PT95.5S", "PT1H2M3S", "P1DT1S", "PT1M", "PT0,5S"].map(seconds);
        assert_eq!(told, [95.5, 3723.0, 86_401.0, 60.0, 0.5].map(Some));
        for text in ["", "PT", "P1M", "95", "PTS", "PT1S2", "PTnanS"] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }

    #[test]
    fn members_of_another_kind_are_counted() {
        let list: List<Vec<u8>> = serde_json::from_str("[[1], 2, \"3\", {}, [4]]").unwrap();
        assert_eq!((list.items, list.broken), (vec![vec![1], vec![4]], 3));
        let numbers: Vec<Number> = serde_json::from_str("[1, \"2.5\", null, \"NaN\", {}, 1e999]").unwrap();
        assert_eq!(numbers.iter().filter_map(|number| number.known()).collect::<Vec<_>>(), [1.0, 2.5]);
    }
}
