//! Values as JSON that may stand inside a script element, and texts that are each written once.

use crate::error::{Error, ErrorKind, Result};
use crate::printable::printable;
use serde::Serialize;
use std::collections::BTreeMap;

/// The JSON of a value, without a letter that could end the element it stands in.
///
/// # Errors
/// `Io` when the value has no JSON.
pub(super) fn json(value: &impl Serialize) -> Result<String> {
    let text = serde_json::to_string(value).map_err(|cause| {
        Error::new(ErrorKind::Io, "values that can be written as JSON", cause.to_string()).because(cause)
    })?;
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            letter => safe.push(letter),
        }
    }
    Ok(safe)
}

/// A number with two decimals at most; nothing where it is not finite.
pub(super) fn short(value: f64) -> Option<f64> {
    value.is_finite().then(|| (value * 100.0).round() / 100.0 + 0.0)
}

/// Texts, each with its place. Thousands of rows share a few hundred reasons and names.
#[derive(Debug, Default)]
pub(super) struct Texts {
    places: BTreeMap<String, usize>,
    texts: Vec<String>,
}

impl Texts {
    /// The place of a text, made safe to show.
    pub(super) fn place(&mut self, text: &str) -> usize {
        let text = printable(text);
        if let Some(&place) = self.places.get(text.as_ref()) {
            return place;
        }
        self.texts.push(text.clone().into_owned());
        self.places.insert(text.into_owned(), self.texts.len() - 1);
        self.texts.len() - 1
    }

    /// All texts by place.
    pub(super) fn into_texts(self) -> Vec<String> {
        self.texts
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_element() {
        let text = json(&"</script><!--&\u{2028}\"").unwrap();
        assert!(!text.contains(['<', '>', '&']), "{text}");
        let back: String = serde_json::from_str(&text).unwrap();
        assert_eq!(back, "</script><!--&\u{2028}\"");
    }

    #[test]
    fn a_text_is_kept_once_and_cannot_turn() {
        let mut texts = Texts::default();
        assert_eq!([texts.place("a"), texts.place("b\u{202e}"), texts.place("a")], [0, 1, 0]);
        assert_eq!(texts.into_texts(), ["a", "b\\u{202e}"]);
    }
}
