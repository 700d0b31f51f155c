//! The table of scores for the terminal, and one score in plain words.

use super::page::{Page, Table};
use crate::error::{Error, ErrorKind, Result};
use crate::near;
use crate::scores::infos;

/// Every score: what it is called in tables, its unit, what it needs, how well it is supported.
pub fn list() -> Page {
    let mut page = Page::default();
    for info in infos() {
        let unit = if info.unit.is_empty() { String::new() } else { format!("{}, ", info.unit) };
        page.heading(format!("{}  {unit}of a {}, evidence {}", info.id, info.level.name(), info.evidence.name()));
        page.push_str(&format!("  needs {}; {}\n  source {}\n", info.needs_words(), info.minimum, info.source));
    }
    page.push_str("\n`lastrep scores ID` explains one.");
    page
}

/// One score in plain words, with its formula and what it rests on.
///
/// # Errors
/// `Config` when no score has this name, with the names near it.
pub fn explain(id: &str) -> Result<Page> {
    let Some(info) = infos().find(|info| info.id == id) else {
        let ids: Vec<&str> = infos().map(|info| info.id).collect();
        let error = Error::new(ErrorKind::Config, "the name of a score", format!("{id:?}"));
        return Err(error.hint(near::hint(id, &ids, "`lastrep scores` lists all")));
    };
    let (unit, level) = (info.unit, info.level.name());
    let mut page = Page::default();
    page.heading(format!("{} ({}), {unit}, of a {level}", info.title, info.id));
    page.push_str(&format!("\n{}\n\n", info.plain));
    let (needs, interval) = (info.needs_words(), info.interval.words());
    let rows = [
        ("formula", info.formula),
        ("needs", &needs),
        ("at least", info.minimum),
        ("interval", &interval),
        ("source", info.source),
        ("evidence", info.evidence.name()),
    ];
    let rows = rows.map(|(name, what)| vec![name.to_owned(), what.to_owned()]).to_vec();
    page.table(Table::new(rows, &[]).at_the_edge());
    Ok(page)
}
