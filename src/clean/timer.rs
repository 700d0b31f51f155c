//! Timer time: the clock that stands still in pauses.

use crate::model::Span;

/// The pauses inside a span, in order, merged where they touch or overlap.
pub(super) fn tidy(pauses: &[Span], within: Span) -> Vec<Span> {
    let mut sorted: Vec<Span> = pauses
        .iter()
        .map(|pause| Span::new(pause.start_s.max(within.start_s), pause.end_s.min(within.end_s)))
        .filter(|pause| pause.length_s() > 0.0)
        .collect();
    sorted.sort_by(|a, b| a.start_s.total_cmp(&b.start_s));
    let mut merged: Vec<Span> = Vec::with_capacity(sorted.len());
    for pause in sorted {
        match merged.last_mut() {
            Some(last) if pause.start_s <= last.end_s => last.end_s = last.end_s.max(pause.end_s),
            _ => merged.push(pause),
        }
    }
    merged
}

/// Timer time of each clock time, s; `clock_s` must not fall, `pauses` must be tidy.
pub(super) fn timer_times(clock_s: impl Iterator<Item = f64>, pauses: &[Span]) -> Vec<f64> {
    let (mut next, mut paused) = (0, 0.0);
    clock_s
        .map(|clock| {
            while pauses.get(next).is_some_and(|pause| pause.end_s <= clock) {
                paused += pauses[next].length_s();
                next += 1;
            }
            let inside = pauses.get(next).map_or(0.0, |pause| (clock - pause.start_s).max(0.0));
            clock - paused - inside
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timer_time_stands_still_in_a_pause() {
        let pauses = tidy(&[Span::new(4.0, 6.0), Span::new(2.0, 5.0)], Span::new(0.0, 10.0));
        assert_eq!(pauses, vec![Span::new(2.0, 6.0)]);
        let times = timer_times([0.0, 2.0, 3.0, 6.0, 8.0].into_iter(), &pauses);
        assert_eq!(times, vec![0.0, 2.0, 2.0, 2.0, 4.0]);
    }
}
