//! Every score of an activity for the terminal: value, interval, reps, word, or why there is none.

use super::Analysed;
use super::page::Side::{Left, Right};
use super::page::{Page, Table};
use super::scatter::{at_most, is_hidden};
use super::value::{decimals, interval};
use super::words::{DASH, number};
use crate::scores::{Level, RepScore, Score, ScoreInfo, SetCard, Unavailable, Value, infos_of};
use crate::segment::length_words;
use crate::units::DistanceUnit;
use std::fmt::Write;

/// Every score, level by level: those of each set's reps, of the set, of the session.
pub fn all_scores(analysed: &Analysed, unit: DistanceUnit) -> Page {
    let mut out = Page::default();
    out.heading(format!("{}  {}", analysed.file, analysed.structure.name));
    let _ = writeln!(out, "{}", super::text::outing(analysed, unit));
    for card in &analysed.card.sets {
        let set = set_words(analysed, card);
        out.section(format!("reps of {set}"));
        out.table(rep_table(&card.reps));
        out.section(format!("{set} as a set"));
        out.table(set_table(card));
    }
    if analysed.card.sets.is_empty() {
        out.section("reps and sets");
        out.push_str("  no reps\n");
    }
    let whole: Vec<_> =
        infos_of(Level::Session).map(|info| row(info, "", analysed.card.score(info), f64::NAN)).collect();
    out.section("the session");
    out.table(table(whole, ""));
    out.push_str("\n80 %: the interval, where a score has one; `lastrep scores ID` tells from what, or why not.");
    out
}

fn set_words(analysed: &Analysed, card: &SetCard) -> String {
    let sets = &analysed.structure.sets;
    let number = if sets.len() > 1 { format!("set {}: ", card.set + 1) } else { String::new() };
    format!("{number}{} × {}", card.reps.len(), length_words(sets[card.set].length))
}

/// A row a rep; one row where all reps lack a score for one reason.
fn rep_table(reps: &[RepScore]) -> Table {
    let rows_of = |info: &'static ScoreInfo| {
        if let Some(reason) = shared_reason(reps.iter().map(|rep| rep.scores.get(info))) {
            return vec![row(info, "all", &Err(reason), f64::NAN)];
        }
        let of = |(index, rep): (usize, &RepScore)| {
            let mut cells = row(info, &(index + 1).to_string(), rep.scores.get(info), rep.noise_pct);
            // The name stands at the first rep only.
            if index > 0 {
                cells[0].clear();
            }
            cells
        };
        reps.iter().enumerate().map(of).collect()
    };
    table(infos_of(Level::Rep).flat_map(rows_of).collect(), "rep")
}

/// The reason that all reps share for having no score. If all reps are too short, the reason of the longest.
fn shared_reason<'a>(scores: impl Iterator<Item = &'a Score>) -> Option<Unavailable> {
    let reasons: Vec<&Unavailable> = scores.map(|score| score.as_ref().err()).collect::<Option<_>>()?;
    let length_s = |reason: &Unavailable| match reason {
        Unavailable::RepsTooShort { found_s, .. } => *found_s,
        _ => f64::NAN,
    };
    let longest = reasons.iter().copied().max_by(|a, b| length_s(a).total_cmp(&length_s(b)))?;
    let are_short = reasons.iter().all(|reason| length_s(reason).is_finite());
    (are_short || reasons.iter().all(|reason| *reason == longest)).then(|| longest.clone())
}

fn set_table(card: &SetCard) -> Table {
    let of = |info: &'static ScoreInfo| {
        let score = card.score(info);
        let n = score.as_ref().map_or_else(|_| String::new(), |value| value.n.to_string());
        row(info, &n, score, card.noise_pct)
    };
    table(infos_of(Level::Set).map(of).collect(), "n")
}

/// Rows under a head; `count` names the second column.
fn table(rows: Vec<Vec<String>>, count: &str) -> Table {
    Table::new(rows, &[Left, Right, Right]).below(&["", count, "", "", "80 %"])
}

/// Name, count, value, unit, interval, words. Without a value: a dash, and the reason as the words.
pub(super) fn row(info: &ScoreInfo, count: &str, score: &Score, noise_pct: f64) -> Vec<String> {
    let cells = match score {
        Ok(value) => {
            let told = [value.word, value.caveat.as_str()];
            let told: Vec<&str> = told.into_iter().filter(|text| !text.is_empty()).collect();
            [figure(info, value, noise_pct), unit_words(info.unit).to_owned(), interval(info, value), told.join("; ")]
        }
        Err(reason) => [DASH.to_string(), String::new(), String::new(), reason.to_string()],
    };
    [info.title.to_owned(), count.to_owned()].into_iter().chain(cells).collect()
}

fn figure(info: &ScoreInfo, value: &Value, noise_pct: f64) -> String {
    if is_hidden(value) { at_most(noise_pct) } else { number(value.value, decimals(info.unit)) }
}

/// A unit as printed after a number.
fn unit_words(unit: &'static str) -> &'static str {
    match unit {
        "0 to 1" | "ratio" => "",
        "0 to 100" => "of 100",
        "standard deviations" => "SD",
        unit => unit,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::scores::pace_consistency;

    #[test]
    fn one_reason_is_told_once() {
        let short = |found_s| Err(Unavailable::RepsTooShort { found_s, needed_s: 120.0 });
        let (ninety, hundred): (Score, Score) = (short(90.0), short(100.0));
        let shared = |scores: &[&Score]| shared_reason(scores.iter().copied());
        assert_eq!(shared(&[&ninety, &hundred]), hundred.clone().err(), "the longest");
        let bare: Score = Err(Unavailable::MissingChannel("no power".to_owned()));
        assert_eq!(shared(&[&bare, &bare]), bare.clone().err());
        assert_eq!((shared(&[&bare, &ninety]), shared(&[])), (None, None));
        let known = pace_consistency::evaluate(&[4.0, 4.1, 4.2, 4.0], 0.2, 400.0);
        assert_eq!(shared(&[&known, &bare]), None);
    }

    #[test]
    fn a_hidden_scatter_is_no_zero() {
        let speeds = [92.0, 91.6, 92.4, 92.9, 93.1, 94.0].map(|time| 400.0 / time);
        let hidden = pace_consistency::evaluate(&speeds, 0.54, 400.0);
        let cells = row(&pace_consistency::INFO, "6", &hidden, 0.54);
        assert_eq!(cells[..4], ["Pace consistency", "6", "\u{2264} 0.5", "%"]);
        assert_eq!(interval(&pace_consistency::INFO, &hidden.unwrap()).split(' ').count(), 3);
    }
}
