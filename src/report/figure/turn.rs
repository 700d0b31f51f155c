//! Where the pace of a run turned, as its bars show it: title, tile and dashes tell of one place and of the same medians.

use super::shown::body;
use super::{Bar, ReportInput, kilometres};
use crate::report::words::{NBSP, number};
use crate::scores::TURN_PCT;
use crate::stats::known_median;
use crate::units::DistanceUnit;

/// Bars before and after the place of the pieces among whose edges the turn is looked for: a piece is nearly as long as a
/// bar, and does not end where a bar ends.
const NEAR: f64 = 1.5;
/// So many bars after the turn have the new pace, every one: a turn is told from the first of them.
const FIRST_AFTER: usize = 2;
/// Of the bars on each side, this share lies on the side of its own pace. House rule.
const MOST: f64 = 0.75;

/// A turn of the pace at the edge between two bars.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ShownTurn {
    /// Distance from the start of the run, in kilometres or miles.
    from_units: f64,
    /// The clock there, s.
    pub(super) at_s: f64,
    /// Median speed of the bars before and after, m/s.
    pub(super) speeds_mps: (f64, f64),
}

impl ShownTurn {
    /// Speed after the turn against speed before it, %.
    pub(super) fn change_pct(&self) -> f64 {
        100.0 * (self.speeds_mps.1 / self.speeds_mps.0 - 1.0)
    }

    /// `slower` or `faster`.
    pub(super) fn word(&self) -> &'static str {
        if self.change_pct() < 0.0 { "slower" } else { "faster" }
    }

    /// `from km 31 on`: the first kilometre of another pace, as the bars count them; `after 1.5 km` between two.
    pub(super) fn place(&self, unit: DistanceUnit) -> String {
        if self.from_units.fract() > 0.0 {
            let after = number(self.from_units, 2);
            return format!("after {}{NBSP}{}", after.trim_end_matches('0'), unit.symbol());
        }
        let name = match unit {
            DistanceUnit::Mile => "mile",
            DistanceUnit::Kilometre => "km",
        };
        format!("from {name} {} on", number(self.from_units + 1.0, 0))
    }
}

/// Where the pace turned; `None` where it did not, and where the bars deny it.
pub(super) fn shown(input: &ReportInput<'_>) -> Option<ShownTurn> {
    let turn = input.card.passage.as_ref()?.turn?;
    let units = kilometres::span_units(input, body(input));
    let bars = kilometres::split_bars(input, body(input));
    let at = turn.from_m / input.unit.metres() / units;
    let shown = best(&bars, at, units)?;
    let is_told = shown.change_pct().abs() >= TURN_PCT && shown.change_pct().signum() == turn.change_pct.signum();
    is_told.then_some(shown)
}

/// The edge near a place that divides the bars best into two speeds; `at` counts bars of so many units. One that the bars
/// next to it deny is none.
fn best(bars: &[Bar], at: f64, units: f64) -> Option<ShownTurn> {
    let is_near = |edge: &usize| (*edge as f64 - at).abs() <= NEAR;
    let turn = |edge: usize| {
        let (before, after) = bars.split_at(edge);
        let speeds_mps = (usual_mps(before)?, usual_mps(after)?);
        let left = distance_mps(before, speeds_mps.0) + distance_mps(after, speeds_mps.1);
        let from_units = units * edge as f64;
        let turn = ShownTurn { from_units, at_s: after[0].span.start_s, speeds_mps };
        is_borne_out(before, after, speeds_mps).then_some((left, turn))
    };
    let edges = (1..bars.len()).filter(is_near).filter_map(turn);
    edges.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, turn)| turn)
}

/// Whether the bars next to an edge, and most on either side, have the pace of their side.
fn is_borne_out(before: &[Bar], after: &[Bar], (from_mps, to_mps): (f64, f64)) -> bool {
    let middle = f64::midpoint(from_mps, to_mps);
    let is_new = |bar: &&Bar| (bar.speed_mps > middle) == (to_mps > from_mps);
    let is_old = |bar: &&Bar| !is_new(bar);
    let most = |bars: &[Bar], own: usize| own as f64 >= MOST * bars.len() as f64;
    after.iter().take(FIRST_AFTER).all(|bar| is_new(&bar))
        && before.last().is_some_and(|bar| is_old(&bar))
        && most(before, before.iter().filter(is_old).count())
        && most(after, after.iter().filter(is_new).count())
}

/// The median speed of bars, m/s: a stop drags it nowhere.
fn usual_mps(bars: &[Bar]) -> Option<f64> {
    known_median(bars.iter().map(|bar| bar.speed_mps))
}

/// How far the speeds of bars lie from a speed, all together, m/s.
fn distance_mps(bars: &[Bar], from_mps: f64) -> f64 {
    bars.iter().map(|bar| (bar.speed_mps - from_mps).abs()).filter(|distance| distance.is_finite()).sum()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::model::Span;

    fn bars(speeds_mps: &[f64]) -> Vec<Bar> {
        let bar = |(at, speed_mps): (usize, &f64)| {
            let span = Span::new(300.0 * at as f64, 300.0 * (at + 1) as f64);
            Bar {
                span,
                speed_mps: *speed_mps,
                split: String::new(),
                short_split: String::new(),
                number: String::new(),
                is_last: false,
                is_patchy: false,
                parts: vec![span],
            }
        };
        speeds_mps.iter().enumerate().map(bar).collect()
    }

    #[test]
    fn a_turn_is_told_from_the_first_bar_of_another_pace() {
        let bars = bars(&[3.0, 3.1, 3.0, 3.1, 2.8, 2.8, 2.7, 2.8]);
        let turn = best(&bars, 4.6, 1.0).unwrap();
        assert_eq!(turn.place(DistanceUnit::Kilometre), "from km 5 on");
        assert!((turn.speeds_mps.0 - 3.05).abs() < 1e-9 && turn.word() == "slower", "{turn:?}");
        assert_eq!(best(&bars, 4.6, 2.0).unwrap().place(DistanceUnit::Mile), "from mile 9 on");
        assert_eq!(best(&bars[2..6], 1.6, 0.25).unwrap().place(DistanceUnit::Kilometre), "after 0.5\u{a0}km");
    }

    #[test]
    fn a_stop_drags_no_pace_and_the_first_bars_after_a_turn_have_the_new_one() {
        let stopped = bars(&[3.0, 3.0, 1.4, 3.0, 3.0, 3.0, 2.8, 2.8, 2.8, 2.8]);
        let turn = best(&stopped, 6.0, 1.0).unwrap();
        assert_eq!(turn.speeds_mps, (3.0, 2.8));
        let fast_again = bars(&[3.0, 3.0, 3.0, 3.0, 2.8, 3.0, 2.8, 2.8, 2.8, 2.8]);
        assert_eq!(best(&fast_again, 5.0, 1.0).unwrap().place(DistanceUnit::Kilometre), "from km 7 on");
        assert_eq!(best(&bars(&[3.0, 2.8, 3.0, 2.8, 2.8, 3.0, 2.8, 3.0]), 4.0, 1.0), None);
    }
}
