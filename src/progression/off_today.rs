//! What speaks against a hard day today whatever the rule that decides: heat, morning signals that add up or are red, and a week
//! that is full.

use super::decision::{Level, Outcome};
use super::fold::Folded;
use super::history::SPACING_DAYS;
use super::rules::unread_words;
use super::words::list;

/// Rules that tell it themselves, or leave nothing to be moved.
const TELLING: [&str; 4] = ["D0", "D1", "D6", "D8"];

/// Why there is no room for a hard day yet: the last seven days have had as many as they may.
pub(super) fn week_is_full(folded: &Folded) -> Option<String> {
    let spaced = folded.last_hard_day? + SPACING_DAYS;
    (folded.room_from? > spaced)
        .then(|| "The last seven days hold as many hard days as they may: the next one waits for room.".to_owned())
}

/// What speaks against a hard day today, as a sentence; `None` where nothing does or the rule has told it.
pub(super) fn off_today(outcome: &Outcome, folded: &Folded) -> Option<String> {
    let input = &folded.input;
    if TELLING.contains(&outcome.rule) {
        return None;
    }
    if input.heat_today.is_some_and(|(_, too_hot)| too_hot) {
        return Some("It is too hot today for anything fast: a cooler hour or day.".to_owned());
    }
    if let Some(words) = unread_words(&input.unread_symptoms) {
        return Some(words);
    }
    let count = |level| input.signals.iter().filter(|signal| signal.level == level).count();
    if count(Level::Red) == 0 && count(Level::Amber) < 2 {
        return None;
    }
    let off = input.signals.iter().filter(|signal| signal.level != Level::Green);
    let words = list(&off.map(|signal| signal.text.clone()).collect::<Vec<_>>());
    Some(format!("Not today: {words}."))
}
