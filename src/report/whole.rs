//! One activity as a whole, for the terminal: the scores of the session, and the best efforts.

use super::Analysed;
use super::page::Side::{Left, Right};
use super::page::Table;
use super::value::{decimals, interval};
use super::words::{NBSP, number, split, split_tenths};
use crate::scores::best_efforts::{BestEffort, Standard};
use crate::scores::{Level, ScoreInfo, Value, infos_of};

/// Times below this are printed to a tenth, s.
const SHORT_S: f64 = 600.0;

/// The scores that the session has, a row each; no row where it has none.
pub(super) fn session_table(analysed: &Analysed) -> Table {
    let row = |info: &'static ScoreInfo| Some(session_row(info, analysed.card.score(info).as_ref().ok()?));
    Table::new(infos_of(Level::Session).filter_map(row).collect(), &[Left, Right])
}

fn session_row(info: &ScoreInfo, value: &Value) -> Vec<String> {
    let told = [value.word, value.caveat.as_str()];
    let told: Vec<&str> = told.into_iter().filter(|text| !text.is_empty()).collect();
    let interval = Some(interval(info, value)).filter(|words| !words.is_empty());
    vec![
        info.title.to_owned(),
        number(value.value, decimals(info.unit)),
        info.unit.to_owned(),
        interval.map_or_else(String::new, |words| format!("80 %: {words}")),
        told.join("; "),
    ]
}

/// The heading of the best efforts.
pub(super) const EFFORTS: &str = "best efforts (elapsed time, \u{b1} its 80 % measurement error)";
/// What the printed error of a best effort leaves out: its bias.
pub(super) const EFFORTS_READ_FAST: &str = "  the error is to both sides alike; beside it the fastest of many \
    stretches reads fast, a short one in a long run most\n";

/// The fastest stretches of the standard distances, a row each; no row where there are none.
pub(super) fn effort_table(analysed: &Analysed) -> Table {
    let efforts =
        analysed.best_efforts.iter().filter_map(|effort| Some((effort.standard, effort.effort.as_ref().ok()?)));
    let row = |(standard, effort): (Standard, &BestEffort)| {
        let is_short = effort.time_s < SHORT_S;
        let error = effort.time_s - effort.ci80_s().low;
        let time = if is_short { split_tenths(effort.time_s) } else { split(effort.time_s) };
        vec![
            standard.name.to_owned(),
            time.replace(NBSP, " "),
            format!("\u{b1} {} s", number(error, usize::from(is_short))),
            if effort.is_snapped() { "a rep on the track".to_owned() } else { format!("by {}", effort.ruler.name()) },
        ]
    };
    Table::new(efforts.map(row).collect(), &[Left, Right, Right])
}
