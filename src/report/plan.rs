//! The days ahead for the terminal.

use super::page::{Page, Table};
use super::words::date;
use crate::progression::{DayKind, PlanDay};

/// One runner's plan, a line a day.
pub fn plan(runner: &str, days: &[PlanDay]) -> Page {
    let row = |day: &PlanDay| {
        let kind = if day.kind == DayKind::Rest { "" } else { day.kind.name() };
        let lighter = if day.is_lighter { "lighter" } else { "" };
        vec![date(day.day), kind.to_owned(), lighter.to_owned(), day.text.clone()]
    };
    let mut out = Page::default();
    out.heading(runner);
    for week in days.chunk_by(|a, b| a.day.monday() == b.day.monday()) {
        out.table(Table::new(week.iter().map(row).collect(), &[]));
        out.push_str("\n");
    }
    out.push_str(
        "Reps that are missed move to the next day that is two days from the hard ones about it; else they are left out, \
         never doubled.\ntraining aid, not medical advice",
    );
    out
}
