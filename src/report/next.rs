//! The next step for the terminal, and the whole trace of the decision.

use super::page::{Page, Table};
use super::text::advise;
use super::words::date;
use crate::model::Day;
use crate::progression::{Recommendation, Why};

/// One runner's next step as of a day.
pub fn next(runner: &str, recommendation: Option<&Recommendation>, today: Day) -> Page {
    let mut out = Page::default();
    out.heading(format!("{runner}, as of {}", date(today)));
    match recommendation {
        Some(recommendation) => advise(&mut out, "", recommendation),
        None => out.push_str("no runs found\n"),
    }
    out
}

/// Every answer in order with whether it matched, and every input with where it came from.
pub fn why(why: &Why) -> Page {
    let mut out = Page::default();
    out.heading("answers, in order; the first that matches decides");
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
    out.table(Table::new(rows, &[]));
    out.heading("what they looked at");
    let rows = why.inputs.iter().map(|input| vec![input.what.clone(), format!("{} ({})", input.value, input.from)]);
    out.table(Table::new(rows.collect(), &[]));
    out
}
