//! A text for people before it has lines: paragraphs, headings and tables. It is laid out by the width of the terminal, and
//! without a width as it stands.

mod chart;
mod line;
mod table;

pub use chart::Chart;
pub use line::{Line, Tone, WIDEST, wrapped};
pub use table::{Side, Table};

use super::words::NBSP;
use line::{paragraphs, underlined};
use serde::{Deserialize, Serialize};
use std::fmt;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Block {
    /// Paragraphs, one a line.
    Text(String),
    /// One paragraph that stands out.
    Toned(Tone, String),
    /// A heading above a rule of this letter.
    Underlined(String, char),
    /// Lines that stay as they are, however wide.
    Verbatim(String),
    Table(Table),
    Chart(Chart),
}

/// A text for people.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Page {
    blocks: Vec<Block>,
}

impl Page {
    /// Adds a heading.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.toned(Tone::Heading, text);
    }

    /// Adds a heading below an empty line.
    pub fn section(&mut self, text: impl Into<String>) {
        self.push_str("\n");
        self.heading(text);
    }

    /// Adds a paragraph that stands out.
    pub fn toned(&mut self, tone: Tone, text: impl Into<String>) {
        self.blocks.push(Block::Toned(tone, text.into()));
    }

    /// Adds a heading above a rule of this letter.
    pub fn underlined(&mut self, text: impl Into<String>, rule: char) {
        self.blocks.push(Block::Underlined(text.into(), rule));
    }

    /// Adds lines that stay as they are, however wide.
    pub fn verbatim(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Verbatim(text.into()));
    }

    /// Adds a table; one without rows is none.
    pub fn table(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(table));
        }
    }

    /// Adds values over time; none where there are no values.
    pub fn chart(&mut self, chart: Chart) {
        if chart.values.iter().any(Option::is_some) {
            self.blocks.push(Block::Chart(chart));
        }
    }

    /// Adds text; a line is a paragraph, and the spaces before it its indent.
    pub fn push_str(&mut self, text: &str) {
        match self.blocks.last_mut() {
            Some(Block::Text(before)) => before.push_str(text),
            _ => self.blocks.push(Block::Text(text.to_owned())),
        }
    }

    /// Adds all of another page.
    pub fn append(&mut self, other: Self) {
        self.blocks.extend(other.blocks);
    }

    /// The lines, none wider than this where its words allow it, and no empty ones at the end.
    pub fn lines(&self, width: Option<usize>) -> Vec<Line> {
        let text_width = width.map(|width| width.min(WIDEST));
        let mut lines = Vec::new();
        for block in &self.blocks {
            match block {
                Block::Text(text) => lines.extend(paragraphs(text, Tone::Plain, text_width)),
                Block::Toned(tone, text) => lines.extend(paragraphs(text, *tone, text_width)),
                Block::Chart(chart) => lines.extend(chart.lines(text_width)),
                Block::Underlined(text, rule) => lines.extend(underlined(text, *rule, text_width)),
                Block::Verbatim(text) => lines.extend(paragraphs(text, Tone::Plain, None)),
                Block::Table(table) => lines.extend(table.lines(width)),
            }
        }
        while lines.last().is_some_and(|line| line.text.is_empty()) {
            lines.pop();
        }
        for line in &mut lines {
            line.text = line.text.replace(NBSP, " ");
        }
        lines
    }
}

impl fmt::Write for Page {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push_str(text);
        Ok(())
    }
}

impl From<&str> for Page {
    fn from(text: &str) -> Self {
        let mut page = Self::default();
        page.push_str(text);
        page
    }
}

/// As it stands, in lines of any width.
impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = self.lines(None);
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        f.write_str(&texts.join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(page: &Page, width: usize) -> Vec<String> {
        page.lines(Some(width)).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn a_paragraph_hangs_below_its_first_line() {
        let page = Page::from("one two three four\n  in one two three\n    - an item of a list\n\n");
        let expected =
            ["one two", "three four", "  in one", "    two", "    three", "    - an", "      item", "      of a"];
        assert_eq!(texts(&page, 11)[..8], expected);
        assert_eq!(page.to_string(), "one two three four\n  in one two three\n    - an item of a list");
    }

    #[test]
    fn a_name_longer_than_the_line_stays_whole() {
        assert_eq!(texts(&Page::from("see a-very-long-name.fit"), 10), ["see", "a-very-long-name.fit"]);
        assert_eq!(texts(&Page::from("1\u{a0}% of it"), 4), ["1 %", "of", "it"]);
    }

    #[test]
    fn what_misleads_is_shown_as_its_number() {
        assert_eq!(Page::from("a\u{1b}[2J\nb").to_string(), "a\\u{1b}[2J\nb");
    }

    #[test]
    fn text_is_narrower_than_a_wide_terminal() {
        let page = Page::from("word ".repeat(50).as_str());
        assert!(texts(&page, 200).iter().all(|line| line.len() <= WIDEST));
    }
}
