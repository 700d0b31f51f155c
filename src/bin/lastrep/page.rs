//! A page of the guide on the terminal: headings underlined, text wrapped, tables in columns.
//!
//! The pages use a small part of Markdown: headings, paragraphs, lists of one level, tables, blocks of code, and code
//! within a line. The marks of code stay, because they tell a name from a word.

use crate::grid::{Grid, lines_of};
use textwrap::core::display_width;

/// The kind of block that a line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Heading,
    Text,
    Item,
    Table,
    Code,
}

/// Lines that belong together.
#[derive(Debug)]
struct Block<'a> {
    kind: Kind,
    lines: Vec<&'a str>,
}

/// The mark before and after a block of code.
const FENCE: &str = "```";

/// The mark of an item of a list.
const ITEM: &str = "- ";

/// A page in lines of at most this width. Only lines of code may be wider.
pub(crate) fn page(markdown: &str, width: usize) -> String {
    let mut text = String::new();
    let mut before = None;
    for block in blocks(markdown) {
        let is_list = before == Some(Kind::Item) && block.kind == Kind::Item;
        match before {
            None => {}
            Some(_) if is_list => text.push('\n'),
            Some(_) => text.push_str("\n\n"),
        }
        text.push_str(&block.text(width));
        before = Some(block.kind);
    }
    text
}

/// A text in lines of this width.
pub(crate) fn wrapped(text: &str, width: usize) -> String {
    textwrap::fill(text, lines_of(width))
}

fn blocks(markdown: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let (mut is_code, mut is_new) = (false, true);
    for line in markdown.lines() {
        if line.starts_with(FENCE) {
            is_code = !is_code;
            is_new = true;
            if is_code {
                blocks.push(Block { kind: Kind::Code, lines: Vec::new() });
            }
            continue;
        }
        match blocks.last_mut() {
            Some(block) if is_code => block.lines.push(line),
            _ if line.is_empty() => is_new = true,
            Some(block) if !is_new && block.takes(line) => block.lines.push(line),
            _ => {
                blocks.push(Block { kind: kind(line), lines: vec![line] });
                is_new = false;
            }
        }
    }
    blocks
}

fn kind(line: &str) -> Kind {
    match line {
        _ if line.starts_with('#') => Kind::Heading,
        _ if line.starts_with('|') => Kind::Table,
        _ if line.starts_with(ITEM) => Kind::Item,
        _ => Kind::Text,
    }
}

impl Block<'_> {
    /// Whether a line goes on with the block.
    fn takes(&self, line: &str) -> bool {
        matches!((self.kind, kind(line)), (Kind::Text | Kind::Item, Kind::Text) | (Kind::Table, Kind::Table))
    }

    fn text(&self, width: usize) -> String {
        match self.kind {
            Kind::Heading => heading(self.lines[0], width),
            Kind::Text => wrapped(&self.joined(), width),
            Kind::Item => textwrap::fill(&self.joined(), lines_of(width).subsequent_indent("  ")),
            Kind::Table => grid(&self.lines).text(width),
            Kind::Code => {
                self.lines.iter().map(|line| format!("    {line}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
            }
        }
    }

    fn joined(&self) -> String {
        self.lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
    }
}

/// The title of the page or of a part of it, underlined.
fn heading(line: &str, width: usize) -> String {
    let title = wrapped(line.trim_start_matches(['#', ' ']), width);
    let rule = if line.starts_with("# ") { "═" } else { "─" };
    let widest = title.lines().map(display_width).max().unwrap_or(0);
    format!("{title}\n{}", rule.repeat(widest))
}

fn grid(lines: &[&str]) -> Grid {
    let inner = |line: &str| line.trim_start_matches('|').trim_end_matches('|').to_owned();
    let cells = |line: &&str| -> Vec<String> { inner(line).split(" | ").map(|cell| cell.trim().to_owned()).collect() };
    let right =
        lines.get(1).map(|line| line.trim_matches('|').split('|').map(|mark| mark.trim().ends_with(':')).collect());
    Grid {
        header: lines.first().map(cells).unwrap_or_default(),
        rows: lines.iter().skip(2).map(cells).collect(),
        right: right.unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_plain_text() {
        let markdown = "# One `page`\n\nSome text\nin two lines.\n\n- an item\n  that goes on\n- another\n\n```sh\nlastrep  x\n```\n\n| a | b |\n| --- | ---: |\n| c | 1 |\n";
        let expected = "One `page`\n══════════\n\nSome text in two lines.\n\n- an item that goes on\n- another\n\n    lastrep  x\n\n  a  b\n  ─  ─\n  c  1";
        assert_eq!(page(markdown, 40), expected);
    }

    #[test]
    fn a_flag_stays_whole() {
        assert_eq!(page("say `--reps-from laps`", 14), "say\n`--reps-from\nlaps`");
    }

    #[test]
    fn an_empty_first_header_is_a_column() {
        let grid = grid(&["| | b |", "| --- | --- |", "| c | |"]);
        assert_eq!(
            (grid.header, &grid.rows[0]),
            (vec![String::new(), "b".to_owned()], &vec!["c".to_owned(), String::new()])
        );
    }
}
