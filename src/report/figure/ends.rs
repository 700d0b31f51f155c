//! What the kilometres of a run tell by themselves: how it began and ended, whether they were even, which stand apart.

use super::going::EVEN_RATIO;
use super::outing::outing;
use super::shown::body;
use super::{Bar, ReportInput, kilometres};
use crate::report::words::{NBSP, bare_pace, number};
use crate::scores::{EVEN_PCT, TURN_PCT};
use crate::stats::known_median;

/// The kilometres at the end that are looked at together, and the fewest of a run of which they are an end.
const LAST: usize = 3;
const FEWEST_WITH_END: usize = 8;
/// Fewest kilometres of which one stands out.
const FEWEST: usize = 5;
/// An end slower by this is no end of a run that was even to it, %: a few seconds a kilometre, which the bars show. House
/// rule.
const SLOW_END_PCT: f64 = 1.0;

/// The whole kilometres or miles with their speeds.
struct Kilometres<'r, 'a> {
    input: &'r ReportInput<'a>,
    bars: Vec<Bar>,
    /// The speed of the rest of the way behind the last of them, m/s.
    rest_mps: Option<f64>,
}

impl<'r, 'a> Kilometres<'r, 'a> {
    /// `None` where one of them has no speed.
    fn of(input: &'r ReportInput<'a>) -> Option<Self> {
        let bars = kilometres::whole_splits(input, body(input));
        let is_known = bars.iter().all(|bar| bar.speed_mps.is_finite() && bar.speed_mps > 0.0);
        let rest_mps = kilometres::split_bars(input, body(input)).get(bars.len()).map(|rest| rest.speed_mps);
        (is_known && !bars.is_empty()).then_some(Self { input, bars, rest_mps })
    }

    fn speeds(&self) -> Vec<f64> {
        self.bars.iter().map(|bar| bar.speed_mps).collect()
    }

    fn pace(&self, speed_mps: f64) -> String {
        bare_pace(speed_mps, self.input.unit.metres())
    }

    /// `kilometre`, `mile`, `split`.
    fn noun(&self) -> &'static str {
        let plural = kilometres::noun(self.input, body(self.input));
        plural.strip_suffix('s').unwrap_or(plural)
    }

    /// The place of a bar: `km 3`, however the bars name it. Parts of a unit are named by their end, which would mislead.
    fn place(&self, at: usize) -> String {
        if self.noun() == "split" {
            return "one split".to_owned();
        }
        let (symbol, number) = (self.input.unit.symbol(), &self.bars[at].number);
        if number.starts_with(symbol) { number.clone() } else { format!("{symbol} {number}") }
    }
}

/// How the run ended where that stands out: `last three kilometres 3 % faster`, `last kilometre the fastest, 3:53`. Not where
/// the rest of the way denies it.
pub(super) fn last(input: &ReportInput<'_>) -> Option<String> {
    let all = Kilometres::of(input)?;
    let speeds = all.speeds();
    let usual = known_median(speeds.iter().copied())?;
    let is_fast = speeds.last().is_some_and(|last| *last > usual);
    all.rest_mps.is_none_or(|rest| (rest > usual) == is_fast).then_some(())?;
    if let Some(change_pct) = end_pct(&speeds).filter(|change| change.abs() >= EVEN_PCT) {
        let word = if change_pct > 0.0 { "faster" } else { "slower" };
        return Some(format!("last three {}s {}{NBSP}% {word}", all.noun(), number(change_pct.abs(), 0)));
    }
    let (last, others) = speeds.split_last()?;
    let word = alone(*last, others)?;
    Some(format!("last {} the {word}, {}", all.noun(), all.pace(*last)))
}

/// How the run began where its first kilometre stands out: `first kilometre the slowest, 6:53`.
pub(super) fn first(input: &ReportInput<'_>) -> Option<String> {
    let all = Kilometres::of(input)?;
    let speeds = all.speeds();
    let (first, others) = speeds.split_first()?;
    let word = alone(*first, others)?;
    let (slow, fast) = ends(others)?;
    let then = if fast < EVEN_RATIO * slow {
        format!(", then {} to {}", all.pace(fast), all.pace(slow))
    } else {
        String::new()
    };
    Some(format!("first {} the {word}, {}{then}", all.noun(), all.pace(*first)))
}

/// Whether the last kilometres were slower than the others by what the bars show.
pub(super) fn is_slow(input: &ReportInput<'_>) -> bool {
    let all = Kilometres::of(input);
    all.and_then(|all| end_pct(&all.speeds())).is_some_and(|change| change <= -SLOW_END_PCT)
}

/// That the kilometres were even, or all but one: `even kilometres`, `4:26 to 4:40 but for km 11, 5:55`.
pub(super) fn even(input: &ReportInput<'_>) -> Option<String> {
    let all = Kilometres::of(input)?;
    let speeds = all.speeds();
    let (slow, fast) = ends(&speeds)?;
    let outing = outing(input);
    // Evenness is about the own trend of the run: bars far apart would deny the word.
    if let Some(word) = outing.evenness().filter(|_| outing.is_even() == Some(true) && fast < EVEN_RATIO * slow) {
        return Some(format!("{word} {}s", all.noun()));
    }
    let usual = known_median(speeds.iter().copied())?;
    let off = |at: &usize| (speeds[*at] / usual - 1.0).abs();
    let odd = (0..speeds.len()).max_by(|a, b| off(a).total_cmp(&off(b)))?;
    let others: Vec<f64> = speeds.iter().enumerate().filter(|(at, _)| *at != odd).map(|(_, speed)| *speed).collect();
    alone(speeds[odd], &others)?;
    let (slow, fast) = ends(&others).filter(|(slow, fast)| *fast < EVEN_RATIO * slow)?;
    let (fast, slow, place) = (all.pace(fast), all.pace(slow), all.place(odd));
    Some(format!("{fast} to {slow} but for {place}, {}", all.pace(speeds[odd])))
}

/// The fastest and the slowest kilometre: `fastest km 2 (4:10), slowest km 11 (6:10)`.
pub(super) fn apart(input: &ReportInput<'_>) -> Option<String> {
    let all = Kilometres::of(input)?;
    let speeds = all.speeds();
    let by_speed = |a: &usize, b: &usize| speeds[*a].total_cmp(&speeds[*b]);
    let fast = (0..speeds.len()).max_by(by_speed)?;
    let slow = (0..speeds.len()).min_by(by_speed)?;
    let (from, to) = (all.pace(speeds[fast]), all.pace(speeds[slow]));
    (from != to).then(|| match all.noun() {
        "split" => format!("splits between {from} and {to}"),
        _ => format!("fastest {} ({from}), slowest {} ({to})", all.place(fast), all.place(slow)),
    })
}

/// The usual speed of each third, m/s: one odd bar at the start or at the end makes no third. `None` with too few bars.
pub(super) fn usual_thirds(bars_mps: &[f64]) -> Option<[f64; 3]> {
    let count = bars_mps.len();
    let third = |part: usize| known_median(bars_mps[part * count / 3..(part + 1) * count / 3].iter().copied());
    Some([third(0)?, third(1)?, third(2)?])
}

/// The usual of the last kilometres against the usual of the others, %, where all of them lie on one side of it.
fn end_pct(speeds_mps: &[f64]) -> Option<f64> {
    let from = speeds_mps.len().checked_sub(LAST).filter(|_| speeds_mps.len() >= FEWEST_WITH_END)?;
    let (others, last) = speeds_mps.split_at(from);
    let usual = known_median(others.iter().copied())?;
    let is_one_way = last.iter().all(|speed| *speed > usual) || last.iter().all(|speed| *speed < usual);
    let end = known_median(last.iter().copied())?;
    is_one_way.then(|| 100.0 * (end / usual - 1.0))
}

/// How a kilometre stands apart from all others: `fastest` or `slowest`.
fn alone(speed_mps: f64, others_mps: &[f64]) -> Option<&'static str> {
    let apart = 1.0 + TURN_PCT / 100.0;
    let (slow, fast) = ends(others_mps).filter(|_| others_mps.len() + 1 >= FEWEST)?;
    match () {
        () if speed_mps >= apart * fast => Some("fastest"),
        () if speed_mps * apart <= slow => Some("slowest"),
        () => None,
    }
}

/// The slowest and the fastest speed, m/s.
fn ends(speeds_mps: &[f64]) -> Option<(f64, f64)> {
    let slow = speeds_mps.iter().copied().reduce(f64::min)?;
    Some((slow, speeds_mps.iter().copied().reduce(f64::max)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_kilometre_stands_apart_from_all_others() {
        assert_eq!(alone(3.3, &[3.0, 3.1, 3.0, 3.1]), Some("fastest"));
        assert_eq!(alone(2.8, &[3.0, 3.1, 3.0, 3.1]), Some("slowest"));
        assert_eq!(alone(3.15, &[3.0, 3.1, 3.0, 3.1]), None);
        assert_eq!(alone(3.3, &[3.0, 3.1]), None, "too few");
    }

    #[test]
    fn an_end_has_three_kilometres_on_one_side() {
        let of = |last: [f64; 3]| end_pct(&[&[3.0, 3.02, 3.0, 2.98, 3.0][..], &last].concat());
        assert!(of([2.9, 2.92, 2.9]).is_some_and(|change| (change + 3.3).abs() < 0.1));
        assert_eq!(of([2.9, 3.1, 2.9]), None);
        assert_eq!(end_pct(&[3.0, 3.0, 2.9, 2.9, 2.9]), None);
    }
}
