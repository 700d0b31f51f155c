//! Groups reps into sets of like reps, and finds the length that the runner meant.

use super::{RecoveryMode, RepLength, Segment, SegmentKind, Set, Together};
use crate::stats::middle;

/// Reps of one set differ by at most this from its median: 8 % in distance or 6.5 % in time ...
const LIKE_DISTANCE: f64 = 0.08;
const LIKE_TIME: f64 = 0.065;

/// ... and 12 % in speed, but for a lone one of the length of at least so many others: that is an odd rep of their set, and
/// hiding it would flatter the set. Beyond 30 % it was something else.
const LIKE_SPEED: f64 = 0.12;
const ODD_SPEED: f64 = 0.3;
const A_SET: usize = 3;

/// A recovery of at least twice the usual one, and a minute more, ends a set.
const SET_BREAK_RATIO: f64 = 2.0;
const SET_BREAK_S: f64 = 45.0;

/// Lengths that runners write, m.
const DISTANCES_M: [f64; 27] = [
    50.0, 60.0, 80.0, 100.0, 120.0, 150.0, 200.0, 250.0, 300.0, 350.0, 400.0, 500.0, 600.0, 700.0, 800.0, 1000.0,
    1200.0, 1500.0, 1600.0, 1609.344, 2000.0, 2400.0, 2500.0, 3000.0, 3200.0, 4000.0, 5000.0,
];

/// Times that runners write, s.
const TIMES_S: [f64; 26] = [
    10.0, 15.0, 20.0, 30.0, 40.0, 45.0, 60.0, 75.0, 90.0, 105.0, 120.0, 150.0, 180.0, 210.0, 240.0, 300.0, 360.0,
    420.0, 480.0, 540.0, 600.0, 720.0, 900.0, 1200.0, 1500.0, 1800.0,
];

/// A figure this near to the median is the one that was meant, relative.
const NOMINAL: f64 = 0.04;

/// A distance and a time whose costs differ by no more than this fit a set equally well: 4 min in which a kilometre was run.
const AS_WELL: f64 = 0.015;

/// The sets of the reps among the segments, in order of their first rep; writes set and rep numbers into the segments.
pub(super) fn group(segments: &mut [Segment]) -> Vec<Set> {
    let reps = work(segments);
    let blocks = blocks(segments, &reps);
    let members = blocks.iter().flat_map(|block| alike(segments, block));
    let mut sets: Vec<Set> = members.map(|members| describe(segments, members)).collect();
    measure_alike(segments, &mut sets);
    for (number, set) in sets.iter().enumerate() {
        for (place, &index) in set.reps.iter().enumerate() {
            segments[index].set = Some(number);
            segments[index].rep = Some(place + 1);
        }
    }
    sets
}

/// All the reps as one set, where nothing but the breaks between its sets divides them; `None` of any other session.
pub(super) fn together(segments: &[Segment], sets: &[Set]) -> Option<Together> {
    let reps = work(segments);
    let blocks = blocks(segments, &reps);
    let rests = blocks.windows(2).filter_map(|pair| Some(gap_s(segments, *pair[0].last()?, *pair[1].first()?)));
    let rest_s = middle(&rests.collect::<Vec<_>>())?;
    let [one] = <[_; 1]>::try_from(alike(segments, &reps)).ok()?;
    // What the most of them were measured as.
    let largest = sets.iter().rev().max_by_key(|set| set.reps.len())?;
    // The breaks are no recoveries.
    let inner: Vec<usize> = blocks.iter().flat_map(|block| &block[..block.len() - 1]).copied().collect();
    let rested = with_recoveries(segments, describe(segments, one), &recoveries(segments, &inner));
    let set = Set { length: largest.length, snapped: sets.iter().all(|set| set.snapped), ..rested };
    Some(Together { set, sizes: blocks.iter().map(|block| block.len()).collect(), rest_s })
}

/// The reps of an activity, in order.
fn work(segments: &[Segment]) -> Vec<usize> {
    (0..segments.len()).filter(|&i| segments[i].kind == SegmentKind::Work).collect()
}

/// Reps with a pause between them that ends a set, apart. Only where every block keeps two reps or more: one long break alone
/// is a drink, not a plan.
fn blocks<'a>(segments: &[Segment], reps: &'a [usize]) -> Vec<&'a [usize]> {
    let gaps: Vec<f64> = reps.windows(2).map(|pair| gap_s(segments, pair[0], pair[1])).collect();
    let usual = middle(&gaps).unwrap_or(f64::NAN);
    let is_break = |gap: f64| gap >= SET_BREAK_RATIO * usual && gap >= usual + SET_BREAK_S;
    let blocks: Vec<&[usize]> = reps.chunk_by(|a, b| !is_break(gap_s(segments, *a, *b))).collect();
    if blocks.iter().all(|block| block.len() >= 2) { blocks } else { vec![reps] }
}

/// From the end of a rep to the start of another, wall clock, s.
fn gap_s(segments: &[Segment], rep: usize, next: usize) -> f64 {
    segments[next].span.start_s - segments[rep].span.end_s
}

/// The sets of like reps among those of a block.
fn alike(segments: &[Segment], block: &[usize]) -> Vec<Vec<usize>> {
    let mut sets: Vec<Vec<usize>> = Vec::new();
    for &index in block {
        match sets.iter_mut().find(|set| is_like(segments, set, index, LIKE_SPEED)) {
            Some(set) => set.push(index),
            None => sets.push(vec![index]),
        }
    }
    with_odd_reps(segments, sets)
}

/// The sets of a block, each lone rep that is like a whole set in length put into it.
fn with_odd_reps(segments: &[Segment], block: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    let (mut sets, lone): (Vec<Vec<usize>>, Vec<Vec<usize>>) = block.into_iter().partition(|set| set.len() > 1);
    for rep in lone {
        match sets.iter_mut().find(|set| set.len() >= A_SET && is_like(segments, set, rep[0], ODD_SPEED)) {
            Some(set) => set.push(rep[0]),
            None => sets.push(rep),
        }
    }
    for set in &mut sets {
        set.sort_unstable();
    }
    sets.sort_by_key(|set| set[0]);
    sets
}

/// Whether a rep is like a set in length, and within so much in speed.
fn is_like(segments: &[Segment], set: &[usize], index: usize, speed: f64) -> bool {
    let off = |of: fn(&Segment) -> f64| off(segments, set, index, of);
    let speed_off = off(|s| s.distance_m / s.timer_s);
    let is_like_length = off(|s| s.distance_m) <= LIKE_DISTANCE || off(|s| s.timer_s) <= LIKE_TIME;
    is_like_length && (speed_off <= speed || speed_off.is_nan())
}

/// How far a rep is from the middle of a set, logarithmic.
fn off(segments: &[Segment], set: &[usize], index: usize, of: fn(&Segment) -> f64) -> f64 {
    let centre = middle(&set.iter().map(|&i| of(&segments[i])).collect::<Vec<_>>()).unwrap_or(f64::NAN);
    (of(&segments[index]) / centre).ln().abs()
}

/// A set of reps, with the recoveries after all but the last of them: after that comes the break between sets.
fn describe(segments: &[Segment], reps: Vec<usize>) -> Set {
    let mut recoveries = recoveries(segments, &reps);
    recoveries.truncate(reps.len().saturating_sub(1));
    let length = nominal(&lengths(segments, &reps));
    let bare = Set { length, reps, recovery_s: None, recovery_m: None, recovery_mode: None, snapped: false };
    with_recoveries(segments, bare, &recoveries)
}

/// The recoveries right after reps, of those that another rep follows.
fn recoveries(segments: &[Segment], reps: &[usize]) -> Vec<usize> {
    let is_last = |rep: usize| !segments[rep + 1..].iter().any(|part| part.kind == SegmentKind::Work);
    let after = reps.iter().filter(|rep| !is_last(**rep)).map(|rep| rep + 1);
    after.filter(|at| segments.get(*at).is_some_and(|part| part.kind == SegmentKind::Recovery)).collect()
}

/// The set with the middle of these recoveries.
fn with_recoveries(segments: &[Segment], set: Set, recoveries: &[usize]) -> Set {
    let centre = |of: &dyn Fn(&Segment) -> f64| {
        let values: Vec<f64> = recoveries.iter().map(|at| of(&segments[*at])).collect();
        middle(&values).filter(|value| value.is_finite())
    };
    let (recovery_s, recovery_m) = (centre(&|s| s.span.length_s()), centre(&|s| s.distance_m));
    let stood = centre(&|s| s.span.length_s() - s.timer_s).zip(recovery_s).is_some_and(|(p, s)| p > 0.5 * s);
    let recovery_mode = recovery_s.map(|seconds| {
        let speed = recovery_m.map_or(f64::NAN, |metres| metres / seconds);
        if stood || speed.is_nan() { RecoveryMode::Stand } else { RecoveryMode::of_speed(speed) }
    });
    Set { recovery_s, recovery_m, recovery_mode, ..set }
}

/// Metres and seconds of reps.
fn lengths(segments: &[Segment], reps: &[usize]) -> Vec<(f64, f64)> {
    reps.iter().map(|&i| (segments[i].distance_m, segments[i].timer_s)).collect()
}

/// A session is run by the clock or by the metre: a set that is as well the one as the other is measured as those that are
/// clearly one of them, else as all fit best.
fn measure_alike(segments: &[Segment], sets: &mut [Set]) {
    let either: Vec<Option<(Figure, Figure)>> = sets.iter().map(|set| either(&lengths(segments, &set.reps))).collect();
    let clear = || sets.iter().zip(&either).filter(|(_, either)| either.is_none()).map(|(set, _)| set.length);
    let timed = clear().filter(|length| matches!(length, RepLength::Time(_))).count();
    let by_time = match (timed, clear().count() - timed) {
        (0, 0) => {
            let total = |of: fn(&(Figure, Figure)) -> f64| either.iter().flatten().map(of).sum::<f64>();
            total(|both| both.1.cost) < total(|both| both.0.cost)
        }
        (_, 0) => true,
        (0, _) => false,
        _ => return,
    };
    for (set, (metres, seconds)) in sets.iter_mut().zip(&either).filter_map(|(set, both)| Some((set, (*both)?))) {
        set.length = if by_time { RepLength::Time(seconds.value) } else { RepLength::Distance(metres.value) };
    }
}

/// A figure that runners write, and how badly reps fit it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Figure {
    value: f64,
    cost: f64,
}

impl Figure {
    /// The one nearest to the middle of the values, with their spread about it.
    fn nearest(values: &[f64], figures: &[f64]) -> Option<Self> {
        let middle = middle(values).filter(|m| m.is_finite() && *m > 0.0)?;
        let off = |figure: f64| (middle / figure).ln().abs();
        let spread = values.iter().map(|v| (v / middle).ln().abs()).sum::<f64>() / values.len() as f64;
        let value = figures.iter().copied().min_by(|a, b| off(*a).total_cmp(&off(*b)))?;
        Some(Self { value, cost: spread + 0.5 * off(value) })
    }

    /// Whether it is near enough to have been meant.
    fn is_near(self, values: &[f64]) -> bool {
        middle(values).is_some_and(|middle| (middle / self.value).ln().abs() <= NOMINAL.max(4.0 / self.value))
    }
}

/// The distance and the time that reps of these (metres, seconds) fit equally well; `None` where one is clearly meant.
fn either(lengths: &[(f64, f64)]) -> Option<(Figure, Figure)> {
    let (metres, seconds): (Vec<f64>, Vec<f64>) = lengths.iter().copied().unzip();
    let metre = Figure::nearest(&metres, &DISTANCES_M).filter(|figure| figure.is_near(&metres))?;
    let second = Figure::nearest(&seconds, &TIMES_S).filter(|figure| figure.is_near(&seconds))?;
    ((metre.cost - second.cost).abs() <= AS_WELL).then_some((metre, second))
}

/// What the runner meant by reps of these (metres, seconds): the distance or the time that is evener and rounder.
fn nominal(lengths: &[(f64, f64)]) -> RepLength {
    let (metres, seconds): (Vec<f64>, Vec<f64>) = lengths.iter().copied().unzip();
    let metre = Figure::nearest(&metres, &DISTANCES_M);
    let is_metre = metre.is_some_and(|figure| figure.is_near(&metres));
    let second = Figure::nearest(&seconds, &TIMES_S);
    let is_second = second.is_some_and(|figure| figure.is_near(&seconds));
    match (metre, second) {
        (Some(metre), Some(second)) if is_metre && metre.cost <= second.cost => RepLength::Distance(metre.value),
        (metre, Some(second)) if is_second && metre.is_none_or(|metre| second.cost < metre.cost) => {
            RepLength::Time(second.value)
        }
        (Some(metre), _) if is_metre => RepLength::Distance(metre.value),
        (_, Some(second)) if is_second => RepLength::Time(second.value),
        _ => match middle(&metres).map(|metres| (metres / 10.0).round() * 10.0).filter(|round| *round > 0.0) {
            Some(round) => RepLength::Distance(round),
            None => RepLength::Time((middle(&seconds).unwrap_or(0.0) / 5.0).round().max(1.0) * 5.0),
        },
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::model::Span;

    /// Reps of these (metres, seconds) with a minute's recovery after each.
    fn session(reps: &[(f64, f64)]) -> Vec<Segment> {
        let mut at_s = 0.0;
        let mut segment = |kind, (metres, seconds): (f64, f64)| {
            at_s += seconds;
            Segment::timed(kind, Span::new(at_s - seconds, at_s), metres)
        };
        let pairs = reps.iter().map(|&rep| [(SegmentKind::Work, rep), (SegmentKind::Recovery, (90.0, 60.0))]);
        pairs.flatten().map(|(kind, length)| segment(kind, length)).collect()
    }

    fn sizes(reps: &[(f64, f64)]) -> Vec<usize> {
        group(&mut session(reps)).iter().map(|set| set.reps.len()).collect()
    }

    #[test]
    fn an_odd_rep_counts_in_its_set() {
        let minute = |metres: f64| (metres, 60.0);
        assert_eq!(sizes(&[minute(300.0), minute(304.0), minute(250.0), minute(298.0), minute(301.0)]), [5]);
        // A last one all out, too.
        assert_eq!(sizes(&[(400.0, 90.0), (400.0, 91.0), (400.0, 89.0), (400.0, 76.0)]), [4]);
        // A walk as long as they are is none of them.
        assert_eq!(sizes(&[minute(300.0), minute(304.0), minute(298.0), minute(120.0)]), [3, 1]);
        // A lone one of another length neither, and two of another speed are a set.
        assert_eq!(sizes(&[(400.0, 90.0), (400.0, 91.0), (400.0, 89.0), (200.0, 40.0)]), [3, 1]);
        assert_eq!(sizes(&[minute(300.0), minute(301.0), minute(302.0), minute(250.0), minute(251.0)]), [3, 2]);
    }

    /// Blocks of so many reps of (metres, seconds), with 90 s within and 8 min between them, and what they are together.
    fn together_of(blocks: &[&[(f64, f64)]]) -> Option<Together> {
        let (mut segments, mut at_s) = (Vec::new(), 0.0);
        for block in blocks {
            for (place, &(metres, seconds)) in block.iter().enumerate() {
                let (end_s, is_last) = (at_s + seconds, place + 1 == block.len());
                segments.push(Segment::timed(SegmentKind::Work, Span::new(at_s, end_s), metres));
                at_s = end_s + if is_last { 480.0 } else { 90.0 };
                segments.push(Segment::timed(SegmentKind::Recovery, Span::new(end_s, at_s), 200.0));
            }
        }
        let sets = group(&mut segments);
        together(&segments, &sets)
    }

    #[test]
    fn sets_of_any_size_are_read_together_and_no_rep_is_lost() {
        let short = [(300.0, 60.0), (302.0, 60.5), (299.0, 61.0), (300.0, 60.0), (301.0, 62.0)];
        for sizes in [[2, 2, 2], [3, 2, 2], [2, 3, 5], [5, 4, 2], [4, 4, 4]] {
            let all = together_of(&sizes.map(|size| &short[..size])).unwrap();
            assert_eq!((&all.sizes[..], all.set.reps.len()), (&sizes[..], sizes.iter().sum()));
            assert!(all.set.reps.is_sorted());
            assert_eq!((all.set.length, all.set.recovery_s), (RepLength::Distance(300.0), Some(90.0)));
            assert!((all.rest_s - 480.0).abs() < 1e-9);
        }
        // The two last ones, of which one was a sprint and the other a jog, are of the same set.
        assert_eq!(together_of(&[&short[..3], &[(300.0, 50.0), (300.0, 72.0)]]).unwrap().sizes, [3, 2]);
    }

    #[test]
    fn what_more_than_a_break_divides_is_not_read_together() {
        let (short, long) = ([(200.0, 40.0); 4], [(1000.0, 240.0); 3]);
        assert_eq!(together_of(&[&short, &long, &short]), None);
        assert_eq!(together_of(&[&short]), None);
        // A long break before a single last one is a drink, and another speed another kind of set.
        assert_eq!(together_of(&[&short, &short[..1]]), None);
        assert_eq!(together_of(&[&short, &[(200.0, 33.0); 2]]), None);
    }

    #[test]
    fn even_distances_beat_uneven_times() {
        assert_eq!(nominal(&[(401.0, 92.0), (399.0, 95.0), (404.0, 97.0)]), RepLength::Distance(400.0));
        assert_eq!(nominal(&[(731.0, 180.0), (702.0, 180.1), (688.0, 179.8)]), RepLength::Time(180.0));
    }

    #[test]
    fn a_session_is_by_the_clock_or_by_the_metre() {
        // 5-4-3-2-1 min at 4.2 m/s: four minutes are a kilometre, two are 500 m.
        let ladder = [(1260.0, 300.0), (1008.0, 240.6), (756.0, 180.4), (504.0, 120.8), (252.0, 60.7)];
        let lengths = |reps: &[(f64, f64)]| group(&mut session(reps)).iter().map(|set| set.length).collect::<Vec<_>>();
        assert_eq!(lengths(&ladder), [300.0, 240.0, 180.0, 120.0, 60.0].map(RepLength::Time));
        // What is clearly something else stays so.
        let mixed = [(800.0, 190.0), (801.0, 191.0), (290.0, 60.0), (294.0, 60.1)];
        assert_eq!(lengths(&mixed), [RepLength::Distance(800.0), RepLength::Time(60.0)]);
    }

    #[test]
    fn odd_lengths_are_rounded_not_forced() {
        assert_eq!(nominal(&[(437.0, 99.0), (434.0, 97.0)]), RepLength::Distance(440.0));
    }
}
