//! The table of scores in the terminal, and one of them in plain words.

use crate::error::{Error, ErrorKind, Result};
use crate::scores::{SCORES, ScoreInfo};
use std::fmt::Write;

/// Every score: what it is called in tables, its unit, what it needs, how well it is supported.
pub fn list() -> String {
    let width = |of: fn(&ScoreInfo) -> &str| SCORES.iter().map(|info| of(info).len()).max().unwrap_or(0);
    let (ids, units, minima) = (width(|info| info.id), width(|info| info.unit), width(|info| info.minimum));
    let mut text = String::new();
    for info in SCORES {
        let (id, unit, minimum, evidence) = (info.id, info.unit, info.minimum, info.evidence.name());
        let _ = writeln!(text, "{id:ids$}  {unit:units$}  {minimum:minima$}  evidence {evidence}");
        let _ = writeln!(text, "{:ids$}  needs {}", "", info.needs);
        let _ = writeln!(text, "{:ids$}  source {}", "", info.source);
    }
    text.push_str("\n`lastrep scores ID` explains one.");
    text
}

/// One score in plain words, with its formula and what it rests on.
///
/// # Errors
/// `Config` when no score has this name.
pub fn explain(id: &str) -> Result<String> {
    let Some(info) = SCORES.iter().find(|info| info.id == id) else {
        let names: Vec<&str> = SCORES.iter().map(|info| info.id).collect();
        let hint = format!("the scores are {}", names.join(", "));
        return Err(Error::new(ErrorKind::Config, "the name of a score", format!("{id:?}")).hint(hint));
    };
    let mut text = format!("{} ({}), {}\n\n{}\n\n", info.title, info.id, info.unit, info.plain);
    let rows = [
        ("formula", info.formula),
        ("needs", info.needs),
        ("at least", info.minimum),
        ("source", info.source),
        ("evidence", info.evidence.name()),
    ];
    text.push_str(&rows.map(|(name, what)| format!("{name:10}{what}")).join("\n"));
    Ok(text)
}
