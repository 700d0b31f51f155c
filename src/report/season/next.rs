//! The next step, in large: the answer, the workout, the day.

use super::input::SeasonInput;
use super::parts::NextBox;
use crate::report::figure::{Advice, advised};
use crate::report::words::short_date;

/// Reasons that are told; the report of the session has them all.
const MOST_REASONS: usize = 2;

pub(super) fn next(input: &SeasonInput<'_>) -> NextBox {
    let Some(next) = input.next else {
        return NextBox { advice: nothing(), date: String::new(), today: input.today };
    };
    let mut advice = advised(next, next.earliest_day);
    advice.reasons.truncate(MOST_REASONS);
    let date = next.earliest_day.map_or_else(String::new, |day| {
        // It is the day of the plan, which may lie after the first day that is allowed.
        if day > input.today { format!("on {}", short_date(day)) } else { "from today".to_owned() }
    });
    NextBox { advice, date, today: input.today }
}

fn nothing() -> Advice {
    Advice {
        decision: None,
        word: "No next step".to_owned(),
        next: "No run on record".to_owned(),
        details: Vec::new(),
        why: String::new(),
        reasons: Vec::new(),
        unseen: Vec::new(),
        cue: String::new(),
        confidence: String::new(),
    }
}
