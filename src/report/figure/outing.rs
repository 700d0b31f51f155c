//! The words and figures of a run without reps that title, tiles and boxes share.

use super::ReportInput;
use super::shown::totals;
use crate::clean::Ascent;
use crate::report::outing::OutingWords;
use crate::report::words::{NBSP, number, signed};
use crate::scores::EVEN_PCT;

/// Slowest speed for which a pace is given, m/s: a stroll. Slower means tell of standing, not of a pace.
pub(super) const SLOWEST_MPS: f64 = 1.0;
/// What a rough ascent is rounded to, m.
const ROUGH_M: f64 = 10.0;
/// Fewest metres up that are told, m.
pub(super) const LEAST_UP_M: f64 = 5.0;

/// The run as its name needs it.
pub(super) fn outing<'a>(input: &ReportInput<'a>) -> OutingWords<'a> {
    let (metres, timer_s) = totals(input);
    let passage = input.card.passage.as_ref();
    OutingWords { activity: input.activity, structure: input.structure, passage, metres, timer_s }
}

/// Whether the run was long enough to tell a pace, but no minute of the recording tells one.
pub(super) fn tells_no_pace(input: &ReportInput<'_>) -> bool {
    outing(input).tells_no_pace()
}

/// The kind of run in a runner's words: `steady run`, `long trail run`, `marathon`.
pub(super) fn kind_words(input: &ReportInput<'_>) -> String {
    outing(input).kind_words()
}

/// A share, 0 to 1, in percent.
pub(super) fn share(share: f64) -> String {
    format!("{}{NBSP}%", number(100.0 * share, 0))
}

/// The metres up or down as far as they are known: `about 260`.
pub(super) fn metres_of(way: &Ascent, metres: f64) -> String {
    if way.is_rough { format!("about {}", number(ROUGH_M * (metres / ROUGH_M).round(), 0)) } else { number(metres, 0) }
}

/// A difference of halves as title and tile print it: with its tenth where a whole percent would not tell on which side of
/// the bound it lies.
pub(super) fn halves_pct(value: f64) -> String {
    signed(value, usize::from((value.abs() - EVEN_PCT).abs() < 0.5))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near_the_bound_has_its_tenth() {
        let printed = [-1.96, -2.04, 2.6, -8.5].map(halves_pct);
        assert_eq!(printed, ["\u{2212}2.0", "\u{2212}2.0", "+3", "\u{2212}8"]);
    }
}
