//! Lines: how one stands out, and how a paragraph is wrapped between its words.

use crate::printable::printable_lines;
use crate::progression::Decision;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use textwrap::core::display_width;
use textwrap::{Options, WordSplitter};

/// Text is no wider than this, letters: longer lines are hard to follow. A table may be as wide as the terminal.
pub const WIDEST: usize = 100;

/// The begin of an item of a list.
const ITEM: &str = "- ";

/// The indent of the further lines of a paragraph, and of an item of a list below its mark.
pub(super) const HANGING: &str = "  ";

/// How a line stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tone {
    /// It does not.
    Plain,
    /// A heading, or the head of a table.
    Heading,
    /// The answer about the next step.
    Answer(Decision),
}

/// A line as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its letters, without a space at the end.
    pub text: String,
    /// How it stands out.
    pub tone: Tone,
}

/// The lines of a text, each paragraph wrapped.
pub(super) fn paragraphs(text: &str, tone: Tone, width: Option<usize>) -> Vec<Line> {
    let safe = printable_lines(text);
    safe.lines().flat_map(|line| wrapped(line, width)).map(|text| Line { text, tone }).collect()
}

/// A heading with a rule below it.
pub(super) fn underlined(text: &str, rule: char, width: Option<usize>) -> Vec<Line> {
    let mut lines = paragraphs(text, Tone::Heading, width);
    let widest = lines.iter().map(|line| display_width(&line.text)).max().unwrap_or(0);
    lines.push(Line { text: rule.to_string().repeat(widest), tone: Tone::Plain });
    lines
}

/// A paragraph in lines that break between words. Further lines hang below the first, those of an item below its text.
pub fn wrapped(line: &str, width: Option<usize>) -> Vec<String> {
    let Some(width) = width else { return vec![line.trim_end().to_owned()] };
    let text = line.trim_start();
    let indent = &line[..line.len() - text.len()];
    let hangs = text.starts_with(ITEM) || !indent.is_empty();
    let further = format!("{indent}{}", if hangs { HANGING } else { "" });
    let options = lines_of(width).initial_indent(indent).subsequent_indent(&further);
    let wrapped = textwrap::wrap(text, options).into_iter().map(Cow::into_owned);
    wrapped.map(|line| line.trim_end().to_owned()).collect()
}

/// Lines of this width that break between words only: a flag or a name with a hyphen is one word.
pub(super) fn lines_of<'a>(width: usize) -> Options<'a> {
    Options::new(width).word_splitter(WordSplitter::NoHyphenation).break_words(false)
}
