//! The table of scores for the terminal, and one score in plain words.

use crate::error::{Error, ErrorKind, Result};
use crate::scores::{ScoreInfo, infos};
use std::fmt::Write;

/// Most wrong letters of a name for which the right name is offered.
const NEAR_LETTERS: usize = 3;

/// Every score: its name in tables, its unit, what it needs, its evidence grade.
pub fn list() -> String {
    let width = |of: fn(&ScoreInfo) -> &str| infos().map(|info| of(info).len()).max().unwrap_or(0);
    let (ids, units, levels) = (width(|info| info.id), width(|info| info.unit), width(|info| info.level.name()));
    let mut text = String::new();
    for info in infos() {
        let (id, unit, level, evidence) = (info.id, info.unit, info.level.name(), info.evidence.name());
        let _ = writeln!(text, "{id:ids$}  {unit:units$}  {level:levels$}  evidence {evidence}");
        let _ = writeln!(text, "{:ids$}  needs {}; {}", "", info.needs_words(), info.minimum);
        let _ = writeln!(text, "{:ids$}  source {}", "", info.source);
    }
    text.push_str("\n`lastrep scores ID` explains one.");
    text
}

/// One score in plain words, with its formula and what it rests on.
///
/// # Errors
/// `Config` when no score has this name, with the names near it.
pub fn explain(id: &str) -> Result<String> {
    let Some(info) = infos().find(|info| info.id == id) else {
        return Err(Error::new(ErrorKind::Config, "the name of a score", format!("{id:?}")).hint(hint(id)));
    };
    let (unit, level) = (info.unit, info.level.name());
    let mut text = format!("{} ({}), {unit}, of a {level}\n\n{}\n\n", info.title, info.id, info.plain);
    let (needs, interval) = (info.needs_words(), info.interval.words());
    let rows = [
        ("formula", info.formula),
        ("needs", &needs),
        ("at least", info.minimum),
        ("interval", &interval),
        ("source", info.source),
        ("evidence", info.evidence.name()),
    ];
    text.push_str(&rows.map(|(name, what)| format!("{name:10}{what}")).join("\n"));
    Ok(text)
}

/// The names near a wrong name; all names where none is near.
fn hint(wrong: &str) -> String {
    let is_near = |id: &&str| id.contains(wrong) || wrong.contains(*id) || letters_apart(id, wrong) <= NEAR_LETTERS;
    let near: Vec<&str> = infos().map(|info| info.id).filter(|_| !wrong.is_empty()).filter(is_near).collect();
    if near.is_empty() {
        format!("the scores are {}", infos().map(|info| info.id).collect::<Vec<_>>().join(", "))
    } else {
        format!("near it: {}; `lastrep scores` lists all", near.join(", "))
    }
}

/// Letters to insert, remove or change to turn one word into another (Levenshtein 1966).
fn letters_apart(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let change = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_counted() {
        assert_eq!(letters_apart("fade", "fade"), 0);
        assert_eq!(letters_apart("hrr60", "hr60"), 1);
        assert_eq!(letters_apart("kitten", "sitting"), 3);
        assert_eq!(letters_apart("", "abc"), 3);
    }
}
