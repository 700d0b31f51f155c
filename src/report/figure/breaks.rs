//! Long breaks between sets of reps are drawn shorter than they were, so that the bars keep their room.

use super::{BarRow, Tick, axis};
use crate::model::Span;
use crate::stats::known_median;

/// A break longer than so many usual ones, and longer than this share of the row, is shortened.
const USUAL: f64 = 3.0;
const SHARE: f64 = 0.12;
/// What is left of a shortened break, as a share of all other time. House rule.
const LEFT: f64 = 0.08;

/// The time that is left out of a row: where, and how much, s.
struct Cuts(Vec<(f64, f64)>);

impl Cuts {
    fn of(row: &BarRow) -> Self {
        let gaps = || row.bars.windows(2).map(|pair| Span::new(pair[0].span.end_s, pair[1].span.start_s));
        let usual_s = known_median(gaps().map(Span::length_s)).unwrap_or(0.0);
        let limit_s = (USUAL * usual_s).max(SHARE * row.span.length_s());
        let long: Vec<Span> = gaps().filter(|gap| gap.length_s() > limit_s).collect();
        let other_s = row.span.length_s() - long.iter().map(|gap| gap.length_s()).sum::<f64>();
        let kept_s = LEFT * other_s;
        let cut = |gap: Span| (f64::midpoint(gap.start_s, gap.start_s + kept_s), gap.length_s() - kept_s);
        Self(long.into_iter().map(cut).filter(|cut| cut.1 > 0.0).collect())
    }

    /// The place of a time in the shortened row, s.
    fn at(&self, time_s: f64) -> f64 {
        time_s - self.0.iter().map(|(from, length)| (time_s - from).clamp(0.0, *length)).sum::<f64>()
    }

    fn span(&self, span: Span) -> Span {
        Span::new(self.at(span.start_s), self.at(span.end_s))
    }

    /// Whether a time is left out.
    fn hides(&self, time_s: f64) -> bool {
        self.0.iter().any(|(from, length)| time_s > *from && time_s < from + length)
    }
}

/// The row with its long breaks shortened.
pub(super) fn shortened(mut row: BarRow) -> BarRow {
    let cuts = Cuts::of(&row);
    if cuts.0.is_empty() {
        return row;
    }
    let start_s = row.span.start_s;
    let left_out_s: f64 = cuts.0.iter().map(|cut| cut.1).sum();
    row.time_ticks = axis::minutes_of(row.span.length_s(), row.span.length_s() - left_out_s);
    let tick = |tick: &Tick| Tick { at: cuts.at(start_s + tick.at) - start_s, label: tick.label.clone() };
    row.time_ticks = row.time_ticks.iter().filter(|tick| !cuts.hides(start_s + tick.at)).map(tick).collect();
    row.span = cuts.span(row.span);
    for bar in &mut row.bars {
        bar.span = cuts.span(bar.span);
        bar.parts.iter_mut().for_each(|part| *part = cuts.span(*part));
    }
    row.rests.iter_mut().for_each(|rest| rest.span = cuts.span(rest.span));
    row.targets.iter_mut().for_each(|target| target.span = cuts.span(target.span));
    row.groups.iter_mut().for_each(|group| group.span = cuts.span(group.span));
    row.fade.iter_mut().flat_map(|fade| &mut fade.points).for_each(|point| point.0 = cuts.at(point.0));
    row.breaks = cuts.0.iter().map(|(from, length)| (cuts.at(*from), *length)).collect();
    row.note.push_str("; double line = a long break, drawn shorter");
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_goes_on_after_a_cut() {
        let cuts = Cuts(vec![(100.0, 500.0)]);
        assert!((cuts.at(90.0) - 90.0).abs() < 1e-9 && (cuts.at(700.0) - 200.0).abs() < 1e-9);
        assert!((cuts.at(300.0) - 100.0).abs() < 1e-9 && cuts.hides(300.0) && !cuts.hides(700.0));
    }
}
