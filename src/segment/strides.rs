//! Strides: short relaxed accelerations in or after easy running. This file separates strides from sessions of short
//! reps, which are short and fast, too.
//!
//! Strides are two to ten efforts of 10 to 40 s that add up to at most 200 s. Of runs labelled by eye, 24 of 26 with
//! strides and 2 of 95 with a session had less fast running than that. Strides are run by feel, over 60 to 150 m.
//! Efforts of 200 m are reps that a coach writes, even if a runner takes only 29 s. Strides do not tire: between them
//! the runner walks for a minute, or the easy run goes on. A runner who rests for two minutes after 15 s, or does more
//! efforts, trains speed: the muscle takes that long to refill its phosphocreatine, and sprints are prescribed so.
//!
//! Short efforts right before or after longer reps are strides if they are clearly shorter than those reps.

use super::SegmentKind;
use crate::clean::Uniform;
use crate::model::Span;
use crate::stats::{Range, middle};

/// Strides are 10 to 40 s long. The edges may be off: the limits allow two seconds more or less for the median stride,
/// and four seconds more for any other, s.
const MIDDLE_S: Range = Range::new(8.0, 42.0);
const LONGEST_S: f64 = 44.0;

/// Number of strides, and the greatest sum of fast running in all strides, s.
const COUNT: std::ops::RangeInclusive<usize> = 2..=10;
const MOST_FAST_S: f64 = 200.0;

/// Greatest distance of the median stride, m: 200 m, less the error of satellites that measure too short.
const LONGEST_M: f64 = 180.0;

/// The last stride starts more than this after the start, s: the running before it is an easy run, not a warm-up.
const EASY_RUN_S: f64 = 900.0;

/// Strides have a rest of at most this, s (sprints of the same length get two minutes and more) ...
const LONGEST_REST_S: f64 = 115.0;

/// ... or the run simply goes on between the strides, at least at this share of its speed before the first stride.
const GOES_ON: f64 = 0.92;

/// Strides beside a set are at most `BESIDE_S` long, s, and the reps of the set are longer by the factor
/// `BESIDE_RATIO`. From 30 s to a minute on, short efforts are reps of the session itself.
pub(super) const BESIDE_S: f64 = 26.0;
pub(super) const BESIDE_RATIO: f64 = 1.7;

/// The rest after a lone stride before a set is at least this many times as long as the usual rest of the set.
const LONE_REST: f64 = 2.0;

/// Which reps are work and which are strides, and why.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NamedReps {
    /// Work or stride, for each rep.
    pub(super) kinds: Vec<SegmentKind>,
    /// Why some reps are strides; empty if none is.
    pub(super) why: String,
}

/// Decides for all the reps of a run whether each is work or a stride.
pub(super) fn by_spans(reps: &[Span], base: &Uniform) -> NamedReps {
    if let Some(why) = all(reps, base) {
        return NamedReps { kinds: vec![SegmentKind::Stride; reps.len()], why };
    }
    let (before, after) = beside_a_set(reps);
    let is_work = |place: usize| (before..reps.len() - after).contains(&place);
    let kind = |place: usize| if is_work(place) { SegmentKind::Work } else { SegmentKind::Stride };
    NamedReps { kinds: (0..reps.len()).map(kind).collect(), why: beside_words(before, after) }
}

/// The number of strides before a set and after it, each short, while all other reps are far longer. At least two on a
/// side, or a lone one before the set, with a longer rest than those of the set. (0, 0) if there are none.
pub(super) fn beside_a_set(reps: &[Span]) -> (usize, usize) {
    let is_short = |span: &&Span| span.length_s() <= BESIDE_S;
    let before = reps.iter().take_while(is_short).count();
    let after = reps.iter().rev().take_while(is_short).count();
    // If only one side has strides, the short reps on the other side belong to the session.
    let sides = [(before, after), (before, 0), (0, after)];
    sides.into_iter().find(|sides| is_set_between(reps, sides.0, sides.1)).unwrap_or((0, 0))
}

/// Whether the reps between the strides are a set of far longer reps.
fn is_set_between(reps: &[Span], before: usize, after: usize) -> bool {
    if before + after == 0 || before + after > reps.len() {
        return false;
    }
    let enough = |count: usize| count == 0 || COUNT.contains(&count);
    if !enough(after) || !(enough(before) || before == 1 && is_apart(reps)) {
        return false;
    }
    let (set, strides) = (&reps[before..reps.len() - after], [&reps[..before], &reps[reps.len() - after..]].concat());
    let longest_s = strides.iter().map(|span| span.length_s()).fold(0.0, f64::max);
    set.len() >= 2 && set.iter().all(|span| span.length_s() >= BESIDE_RATIO * longest_s)
}

/// Whether the rest after the first rep is longer than the usual rest.
fn is_apart(reps: &[Span]) -> bool {
    let rests: Vec<f64> = reps.windows(2).map(|pair| pair[1].start_s - pair[0].end_s).collect();
    rests.split_first().is_some_and(|(own, others)| middle(others).is_some_and(|usual| *own >= LONE_REST * usual))
}

/// Why there are strides before and after a set, in words; empty without strides.
pub(super) fn beside_words(before: usize, after: usize) -> String {
    let told = [(before, "before"), (after, "after")].into_iter().filter(|(count, _)| *count > 0);
    let told: Vec<String> = told.map(|(count, side)| format!("{count} short accelerations right {side}")).collect();
    if told.is_empty() { String::new() } else { format!("{} reps that are far longer", told.join(" and ")) }
}

/// Why all the reps are strides; `None` if they are not.
fn all(reps: &[Span], base: &Uniform) -> Option<String> {
    let (first, last) = (reps.first()?, reps.last()?);
    let lengths: Vec<f64> = reps.iter().map(|span| span.length_s()).collect();
    let longest_s = lengths.iter().copied().fold(0.0, f64::max);
    let is_long = base.distance_at(last.start_s).is_finite() && {
        let metres: Vec<f64> = reps.iter().map(|rep| base.mean_speed(*rep) * rep.length_s()).collect();
        middle(&metres).is_some_and(|metres| metres > LONGEST_M)
    };
    let middle_s = middle(&lengths)?;
    let is_short = longest_s <= LONGEST_S && MIDDLE_S.contains(middle_s) && !is_long;
    let is_few = COUNT.contains(&reps.len()) && lengths.iter().sum::<f64>() <= MOST_FAST_S;
    if !is_short || !is_few || last.start_s - base.start_s <= EASY_RUN_S {
        return None;
    }
    let rests: Vec<Span> = reps.windows(2).map(|pair| Span::new(pair[0].end_s, pair[1].start_s)).collect();
    let rest_s = middle(&rests.iter().map(|rest| rest.length_s()).collect::<Vec<_>>()).unwrap_or(0.0);
    let rest_mps = middle(&rests.iter().map(|rest| base.mean_speed(*rest)).collect::<Vec<_>>()).unwrap_or(f64::NAN);
    let before_mps = base.mean_speed(Span::new(base.start_s, first.start_s));
    let about = format!("{} accelerations of at most {longest_s:.0} s after easy running", reps.len());
    if rest_s <= LONGEST_REST_S {
        Some(format!("{about}, {rest_s:.0} s between them (sprints get two minutes and more)"))
    } else if rest_mps >= GOES_ON * before_mps {
        Some(format!("{about} that goes on between them"))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A run at 2.8 m/s with reps of `rep_s` at `rep_mps` and rests at `rest_mps`. The first rep starts after `easy_s`.
    fn fast_run(
        count: u32,
        (rep_s, rep_mps): (f64, f64),
        (rest_s, rest_mps): (f64, f64),
        easy_s: f64,
    ) -> (Vec<Span>, Uniform) {
        let starts = (0..count).map(|i| easy_s + f64::from(i) * (rep_s + rest_s));
        let reps: Vec<Span> = starts.map(|start| Span::new(start, start + rep_s)).collect();
        let end_s = reps[reps.len() - 1].end_s;
        let (mut distance_m, mut metres) = (Vec::new(), 0.0);
        for second in 0..(end_s as u32 + 300) {
            distance_m.push(metres);
            let now = f64::from(second);
            metres += match reps.iter().any(|rep| rep.start_s <= now && now < rep.end_s) {
                true => rep_mps,
                false if now > easy_s && now < end_s => rest_mps,
                false => 2.8,
            };
        }
        let recorded = vec![true; distance_m.len()];
        (reps, Uniform { distance_m, recorded, ..Uniform::default() })
    }

    fn run(count: u32, rep_s: f64, rest_s: f64, rest_mps: f64, easy_s: f64) -> (Vec<Span>, Uniform) {
        fast_run(count, (rep_s, 4.5), (rest_s, rest_mps), easy_s)
    }

    fn kind((reps, base): (Vec<Span>, Uniform)) -> SegmentKind {
        let named = by_spans(&reps, &base);
        assert!(named.kinds.iter().all(|kind| *kind == named.kinds[0]), "{named:?}");
        named.kinds[0]
    }

    #[test]
    fn few_short_ones_after_an_easy_run_are_strides() {
        assert_eq!(kind(run(6, 15.0, 45.0, 1.6, 2400.0)), SegmentKind::Stride);
        assert_eq!(kind(run(8, 25.0, 90.0, 1.5, 1800.0)), SegmentKind::Stride);
        assert_eq!(kind(run(6, 30.0, 60.0, 1.5, 2400.0)), SegmentKind::Stride);
        assert_eq!(kind(fast_run(2, (41.0, 4.1), (55.0, 2.4), 2000.0)), SegmentKind::Stride);
        // A stride every third minute, while the easy run goes on.
        assert_eq!(kind(run(6, 20.0, 160.0, 2.7, 1200.0)), SegmentKind::Stride);
    }

    #[test]
    fn sprints_with_long_rests_and_longer_or_many_reps_are_work() {
        assert_eq!(kind(run(8, 15.0, 180.0, 1.8, 900.0)), SegmentKind::Work);
        assert_eq!(kind(run(12, 15.0, 60.0, 1.5, 1200.0)), SegmentKind::Work);
        assert_eq!(kind(run(9, 25.0, 60.0, 1.5, 1200.0)), SegmentKind::Work);
        assert_eq!(kind(run(4, 20.0, 60.0, 1.5, 300.0)), SegmentKind::Work);
        assert_eq!(kind(run(4, 47.0, 60.0, 1.5, 2400.0)), SegmentKind::Work);
    }

    #[test]
    fn reps_of_200_m_are_no_strides() {
        assert_eq!(kind(fast_run(10, (36.0, 5.6), (60.0, 2.4), 1200.0)), SegmentKind::Work);
        assert_eq!(kind(fast_run(5, (36.0, 5.6), (60.0, 2.4), 1200.0)), SegmentKind::Work);
        assert_eq!(kind(fast_run(6, (29.0, 6.8), (65.0, 3.0), 2200.0)), SegmentKind::Work);
    }

    #[test]
    fn short_ones_before_and_after_a_set_are_strides() {
        let beside = |lengths: &[f64]| {
            let mut at_s = 900.0;
            let spans = lengths.iter().map(|length| {
                at_s += length + 90.0;
                Span::new(at_s - length, at_s)
            });
            beside_a_set(&spans.collect::<Vec<_>>())
        };
        assert_eq!(beside(&[20.0, 20.0, 180.0, 180.0, 180.0]), (2, 0));
        assert_eq!(beside(&[180.0, 180.0, 180.0, 20.0, 22.0, 21.0]), (0, 3));
        assert_eq!(beside(&[15.0, 16.0, 180.0, 180.0, 20.0, 20.0]), (2, 2));
        // A lone stride is told by the long rest after it.
        let lone = [(900.0, 20.0), (1250.0, 60.0), (1370.0, 61.0), (1491.0, 60.0)];
        let spans = lone.map(|(start_s, length_s)| Span::new(start_s, start_s + length_s));
        assert_eq!(beside_a_set(&spans), (1, 0));
        // A single last dash, short reps of the session, and strides beside a single rep are no strides.
        assert_eq!(beside(&[180.0, 180.0, 180.0, 20.0]), (0, 0));
        assert_eq!(beside(&[90.0, 90.0, 40.0, 40.0]), (0, 0));
        assert_eq!(beside(&[180.0, 20.0, 20.0, 20.0]), (0, 0));
    }
}
