//! A page of the guide on the terminal: headings underlined, text wrapped, tables in columns.
//!
//! The pages use a small part of Markdown: headings, paragraphs, lists of one level, tables, blocks of code, and code
//! within a line. The marks of code stay, because they tell a name from a word.

use lastrep::report::page::{Page, Side, Table};

/// The kind of block that a line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BlockKind {
    Heading,
    Text,
    Item,
    Table,
    Code,
}

/// Lines that belong together.
#[derive(Debug)]
struct GuideBlock<'a> {
    kind: BlockKind,
    lines: Vec<&'a str>,
}

/// The mark before and after a block of code.
const FENCE: &str = "```";

/// The mark of an item of a list.
const ITEM: &str = "- ";

/// A page of the guide as a page of the terminal.
pub(crate) fn page(markdown: &str) -> Page {
    let mut page = Page::default();
    let mut before = None;
    for block in blocks(markdown) {
        let is_list = before == Some(BlockKind::Item) && block.kind == BlockKind::Item;
        if before.is_some() && !is_list {
            page.push_str("\n");
        }
        block.add_to(&mut page);
        before = Some(block.kind);
    }
    page
}

fn blocks(markdown: &str) -> Vec<GuideBlock<'_>> {
    let mut blocks: Vec<GuideBlock<'_>> = Vec::new();
    let (mut is_code, mut is_new) = (false, true);
    for line in markdown.lines() {
        if line.starts_with(FENCE) {
            is_code = !is_code;
            is_new = true;
            if is_code {
                blocks.push(GuideBlock { kind: BlockKind::Code, lines: Vec::new() });
            }
            continue;
        }
        match blocks.last_mut() {
            Some(block) if is_code => block.lines.push(line),
            _ if line.is_empty() => is_new = true,
            Some(block) if !is_new && block.takes(line) => block.lines.push(line),
            _ => {
                blocks.push(GuideBlock { kind: kind(line), lines: vec![line] });
                is_new = false;
            }
        }
    }
    blocks
}

fn kind(line: &str) -> BlockKind {
    match line {
        _ if line.starts_with('#') => BlockKind::Heading,
        _ if line.starts_with('|') => BlockKind::Table,
        _ if line.starts_with(ITEM) => BlockKind::Item,
        _ => BlockKind::Text,
    }
}

impl GuideBlock<'_> {
    /// Whether a line goes on with the block.
    fn takes(&self, line: &str) -> bool {
        matches!(
            (self.kind, kind(line)),
            (BlockKind::Text | BlockKind::Item, BlockKind::Text) | (BlockKind::Table, BlockKind::Table)
        )
    }

    fn add_to(&self, page: &mut Page) {
        match self.kind {
            BlockKind::Heading => heading(self.lines[0], page),
            BlockKind::Text | BlockKind::Item => page.push_str(&format!("{}\n", self.joined())),
            BlockKind::Table => page.table(table(&self.lines)),
            BlockKind::Code => {
                let lines: Vec<String> =
                    self.lines.iter().map(|line| format!("    {line}").trim_end().to_owned()).collect();
                page.verbatim(lines.join("\n"));
            }
        }
    }

    fn joined(&self) -> String {
        self.lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
    }
}

/// The title of the page or of a part of it, underlined.
fn heading(line: &str, page: &mut Page) {
    page.underlined(line.trim_start_matches(['#', ' ']), if line.starts_with("# ") { '═' } else { '─' });
}

fn table(lines: &[&str]) -> Table {
    let inner = |line: &str| line.trim_start_matches('|').trim_end_matches('|').to_owned();
    let cells = |line: &&str| -> Vec<String> { inner(line).split(" | ").map(|cell| cell.trim().to_owned()).collect() };
    let side = |mark: &str| if mark.trim().ends_with(':') { Side::Right } else { Side::Left };
    let sides = lines.get(1).map(|line| line.trim_matches('|').split('|').map(side).collect::<Vec<_>>());
    let rows = lines.iter().skip(2).map(cells).collect();
    let head = lines.first().map(cells).unwrap_or_default();
    Table::new(rows, &sides.unwrap_or_default()).below(&head).ruled()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(markdown: &str, width: usize) -> String {
        let lines = page(markdown).lines(Some(width));
        lines.into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_page_is_plain_text() {
        let markdown = "# One `page`\n\nSome text\nin two lines.\n\n- an item\n  that goes on\n- another\n\n```sh\nlastrep  x\n```\n\n| a | b |\n| --- | ---: |\n| c | 1 |\n";
        let expected = "One `page`\n══════════\n\nSome text in two lines.\n\n- an item that goes on\n- another\n\n    lastrep  x\n\n  a  b\n  ─  ─\n  c  1";
        assert_eq!(text(markdown, 40), expected);
    }

    #[test]
    fn a_flag_stays_whole() {
        assert_eq!(text("say `--reps-from laps`", 14), "say\n`--reps-from\nlaps`");
    }

    #[test]
    fn an_empty_first_header_is_a_column() {
        let table = table(&["| | b |", "| --- | --- |", "| c | |"]);
        assert_eq!(
            (table.head, &table.rows[0]),
            (vec![String::new(), "b".to_owned()], &vec!["c".to_owned(), String::new()])
        );
    }
}
