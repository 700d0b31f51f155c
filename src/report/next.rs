//! The next step for the terminal, and the whole trace of the decision.

use super::columns::Side::Left;
use super::columns::lines;
use super::text::advice;
use super::words::date;
use crate::model::Day;
use crate::progression::{Recommendation, Why};
use std::fmt::Write;

/// The widest line of the trace, letters.
const WIDTH: usize = 100;

/// One runner's next step as of a day.
pub fn next(runner: &str, recommendation: Option<&Recommendation>, today: Day) -> String {
    match recommendation {
        Some(recommendation) => format!("{runner}, as of {}\n{}", date(today), advice(recommendation).trim_end()),
        None => format!("{runner}, as of {}\nno runs found", date(today)),
    }
}

/// Every answer in order, matched or not, and every input with its origin.
pub fn why(why: &Why) -> String {
    let mut out = String::from("answers, in order; the first that matches decides\n");
    let mut is_decided = false;
    let mut rows = Vec::new();
    for heard in &why.answers {
        let word = match (&heard.reason, is_decided) {
            (None, _) => "no",
            (Some(_), false) => "decides",
            (Some(_), true) => "matches",
        };
        let is_chosen = heard.reason.is_some() && !is_decided;
        is_decided |= heard.reason.is_some();
        let reason = if is_chosen { Some(&why.chosen) } else { heard.reason.as_ref() };
        let name = reason.map_or("", |reason| reason.name());
        rows.push(vec![heard.decision.name().to_owned(), word.to_owned(), name.to_owned()]);
    }
    out.push_str(&wrapped(&rows));
    out.push_str("\nwhat they looked at\n");
    let rows: Vec<Vec<String>> =
        why.inputs.iter().map(|input| vec![input.what.clone(), format!("{} ({})", input.value, input.from)]).collect();
    out.push_str(&wrapped(&rows));
    out.trim_end().to_owned()
}

/// Rows in columns. The last column is broken into as many lines as it needs.
fn wrapped(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let before: usize = (0..columns.saturating_sub(1)).filter_map(widest).map(|width| width + 2).sum();
    let mut all = Vec::new();
    for row in rows {
        let (Some(text), fixed) = (row.last(), &row[..row.len().saturating_sub(1)]) else { continue };
        for (number, line) in broken(text, WIDTH.saturating_sub(before + 2)).into_iter().enumerate() {
            let blank = vec![String::new(); fixed.len()];
            let mut cells = if number == 0 { fixed.to_vec() } else { blank };
            cells.push(line);
            all.push(cells);
        }
    }
    lines(&all, &[Left; 4])
}

/// A text in lines of at most `width` letters, broken between words.
fn broken(text: &str, width: usize) -> Vec<String> {
    let mut found = vec![String::new()];
    for word in text.split(' ') {
        let line =
            found.last_mut().filter(|line| line.is_empty() || line.chars().count() + 1 + word.chars().count() <= width);
        match line {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) => {
                let _ = write!(line, " {word}");
            }
            None => found.push(word.to_owned()),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_not_cut() {
        assert_eq!(broken("one two three", 7), ["one two", "three"]);
        assert_eq!(broken("incomprehensible", 5), ["incomprehensible"]);
        let rows = [vec!["D0".to_owned(), "a b".to_owned()], vec!["D10".to_owned(), "c".to_owned()]];
        assert_eq!(wrapped(&rows), "  D0   a b\n  D10  c\n");
    }
}
