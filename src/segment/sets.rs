//! Groups reps into sets of like reps.

use super::nominal::{self, Known};
use super::{RecoveryMode, RepLength, Segment, SegmentKind, Set, Structure, Together};
use crate::stats::middle;

/// A rep of a set differs from the median of the set by at most 8 % in distance or 6.5 % in time ...
const LIKE_DISTANCE: f64 = 0.08;
const LIKE_TIME: f64 = 0.065;

/// ... or by the error of its two edges, s, if that is more: for edges timed by marks, and by the speed. For a sprint
/// this error is a large share ...
const EDGES_S: (f64, f64) = (1.0, 3.0);

/// ... and by at most 12 % in speed; for a sprint, by as much as an error of `SPRINT_M` metres makes. A lone rep with
/// the length of at least `A_SET` others may differ in speed by up to 30 %: it is an odd rep of their set, and leaving
/// it out would flatter the set. Beyond 30 % it was something else.
const LIKE_SPEED: f64 = 0.12;
const SPRINT_M: f64 = 15.0;
const ODD_SPEED: f64 = 0.3;
const A_SET: usize = 3;

/// Rests end a set if they stand clearly apart from the shorter rests: by the factor `STEP` from the longest of them, and
/// from their median by `SET_BREAK_S` seconds and by the factor `SET_BREAKS`. One long rest alone may be a drink: it is
/// longer than the median by the factor `LONE_SET_BREAK`.
const STEP: f64 = 1.25;
const SET_BREAK_S: f64 = 45.0;
const SET_BREAKS: f64 = 1.5;
const LONE_SET_BREAK: f64 = 2.0;

/// Two groups of reps are one set, measured badly, if all their lengths differ by at most `ONE_LENGTH`, besides the error
/// of the edges, and no other length of the session is within `OTHER_LENGTH`; both logarithmic.
const ONE_LENGTH: f64 = 0.15;
const OTHER_LENGTH: f64 = 0.35;

/// Groups the reps among the segments into sets, in order of their first rep. Writes set and rep numbers into the
/// segments.
pub(super) fn group(segments: &mut [Segment], known: &Known) -> Vec<Set> {
    let reps = work(segments);
    let in_block = |block: &[usize]| of_one_length(segments, alike(segments, block), known);
    let all = in_block(&reps);
    let lengths = nominal::lengths(segments, &all, known);
    // The reps of one length are one set, though rounds part them: a runner compares the 600s of all rounds.
    let members = match round_of(segments, &all, &lengths).filter(|round| !is_of_one_length(round)) {
        Some(_) => all,
        None => blocks(segments, &reps).into_iter().flat_map(in_block).collect(),
    };
    let lengths = nominal::lengths(segments, &members, known);
    let sets: Vec<Set> =
        members.into_iter().zip(lengths).map(|(members, length)| describe(segments, members, length)).collect();
    number(segments, &sets);
    sets
}

/// Merges the sets of a block that have the same nominal length and about the same speed. Reps measured a little short
/// and reps measured a little long then form one set.
fn of_one_length(segments: &[Segment], sets: Vec<Vec<usize>>, known: &Known) -> Vec<Vec<usize>> {
    let lengths = nominal::lengths(segments, &sets, known);
    let mut out: Vec<(RepLength, Vec<usize>)> = Vec::new();
    for (set, length) in sets.into_iter().zip(lengths) {
        let is_like =
            |(other, reps): &&mut (RepLength, Vec<usize>)| *other == length && is_one_speed(segments, &set, reps);
        match out.iter_mut().find(is_like) {
            Some((_, reps)) => reps.extend(set),
            None => out.push((length, set)),
        }
    }
    for (_, reps) in &mut out {
        reps.sort_unstable();
    }
    out.into_iter().map(|(_, reps)| reps).collect()
}

/// Whether all sets have the same length and about the same speed.
fn is_one_length(segments: &[Segment], sets: &[Set]) -> bool {
    let Some((first, others)) = sets.split_first() else { return false };
    others.iter().all(|set| set.length == first.length && is_one_speed(segments, &set.reps, &first.reps))
}

/// Whether two sets have about the same speed.
fn is_one_speed(segments: &[Segment], a: &[usize], b: &[usize]) -> bool {
    let speed = |set: &[usize]| middle(&set.iter().map(|&rep| segments[rep].speed_mps()).collect::<Vec<_>>());
    let off = speed(a).zip(speed(b)).map_or(f64::NAN, |(a, b)| (a / b).ln().abs());
    a.first().is_none_or(|rep| off <= like_speed(&segments[*rep])) || off.is_nan()
}

/// Writes set and rep numbers into the segments.
fn number(segments: &mut [Segment], sets: &[Set]) {
    for (number, set) in sets.iter().enumerate() {
        for (place, &index) in set.reps.iter().enumerate() {
            segments[index].set = Some(number);
            segments[index].rep = Some(place + 1);
        }
    }
}

impl Structure {
    /// All the reps as one set, if they are alike and only longer breaks divide them; `None` for any other session.
    ///
    /// Each part between breaks has at least two reps: `2 × (3 × 300 m)`, and `5 × 300 m in sets of 3 and 2`.
    pub fn together(&self) -> Option<Together> {
        together(&self.segments, &self.sets)
    }
}

/// All the reps as one set, if they are alike and only longer breaks divide them; `None` for any other session.
pub(super) fn together(segments: &[Segment], sets: &[Set]) -> Option<Together> {
    let reps = work(segments);
    let blocks = blocks(segments, &reps);
    let rests = blocks.windows(2).filter_map(|pair| Some(gap_s(segments, *pair[0].last()?, *pair[1].first()?)));
    let rest_s = middle(&rests.collect::<Vec<_>>())?;
    let alike = <[_; 1]>::try_from(alike(segments, &reps)).ok();
    let one = alike.map(|[one]| one).or_else(|| is_one_length(segments, sets).then(|| reps.clone()))?;
    // The largest set gives the length.
    let largest = sets.iter().rev().max_by_key(|set| set.reps.len())?;
    // The breaks are no recoveries.
    let inner: Vec<usize> = blocks.iter().flat_map(|block| &block[..block.len() - 1]).copied().collect();
    let rested = with_recoveries(segments, describe(segments, one, largest.length), &recoveries(segments, &inner));
    let set = Set { snapped: sets.iter().all(|set| set.snapped), ..rested };
    Some(Together { set, sizes: blocks.iter().map(|block| block.len()).collect(), rest_s })
}

/// A round of reps that is run again and again.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rounds {
    /// The lengths of the reps of one round, in order.
    pub(super) lengths: Vec<RepLength>,
    /// Number of rounds: two or more.
    pub(super) count: usize,
}

/// The round of a session that repeats one: reps of several lengths, or reps between longer breaks. `None` for any other
/// session.
pub(super) fn rounds(segments: &[Segment], sets: &[Set]) -> Option<Rounds> {
    let members: Vec<Vec<usize>> = sets.iter().map(|set| set.reps.clone()).collect();
    let lengths: Vec<RepLength> = sets.iter().map(|set| set.length).collect();
    let round = round_of(segments, &members, &lengths)?;
    Some(Rounds { count: work(segments).len() / round.len(), lengths: round })
}

/// The lengths of the reps of one round. Breaks between sets lie between rounds.
fn round_of(segments: &[Segment], members: &[Vec<usize>], lengths: &[RepLength]) -> Option<Vec<RepLength>> {
    let reps = work(segments);
    let length_of = |rep: &usize| members.iter().position(|set| set.contains(rep)).map(|set| lengths[set]);
    let order: Vec<RepLength> = reps.iter().map(length_of).collect::<Option<_>>()?;
    let blocks: Vec<usize> = blocks(segments, &reps).iter().map(|block| block.len()).collect();
    let is_again = |size: usize| order.iter().zip(&order[size..]).all(|(length, next)| length == next);
    if let [size, _, ..] = blocks[..]
        && blocks.iter().all(|block| *block == size)
        && is_again(size)
    {
        return Some(order[..size].to_vec());
    }
    // Without breaks only a pattern of lengths shows the round.
    let shows =
        |size: &usize| order.len().is_multiple_of(*size) && is_again(*size) && !is_of_one_length(&order[..*size]);
    (2..order.len()).find(shows).filter(|_| blocks.len() < 2).map(|size| order[..size].to_vec())
}

fn is_of_one_length(round: &[RepLength]) -> bool {
    round.iter().all(|length| *length == round[0])
}

/// The reps of each part between breaks, in order.
pub(super) fn parts(segments: &[Segment]) -> Vec<Vec<usize>> {
    blocks(segments, &work(segments)).into_iter().map(<[usize]>::to_vec).collect()
}

/// The reps of an activity, in order.
pub(super) fn work(segments: &[Segment]) -> Vec<usize> {
    (0..segments.len()).filter(|&i| segments[i].kind == SegmentKind::Work).collect()
}

/// Splits the reps into blocks at the rests that end a set. The split needs at least two reps in every block: a long
/// break before or after a single rep is a drink, not a plan.
fn blocks<'a>(segments: &[Segment], reps: &'a [usize]) -> Vec<&'a [usize]> {
    let gaps: Vec<f64> = reps.windows(2).map(|pair| gap_s(segments, pair[0], pair[1])).collect();
    let split_at =
        |least_s: f64| -> Vec<&[usize]> { reps.chunk_by(|a, b| gap_s(segments, *a, *b) < least_s).collect() };
    let splits = set_breaks_s(gaps).into_iter().map(split_at);
    let mut sets = splits.filter(|blocks| blocks.iter().all(|block| block.len() >= 2));
    sets.next().unwrap_or_else(|| vec![reps])
}

/// The rests from which on rests may end a set, s, the shortest first.
fn set_breaks_s(mut gaps: Vec<f64>) -> Vec<f64> {
    gaps.sort_by(f64::total_cmp);
    let stands_apart = |at: &usize| {
        let (shorter, least_s) = (&gaps[..*at], gaps[*at]);
        let usual_s = middle(shorter).unwrap_or(f64::NAN);
        let ratio = if gaps.len() - at == 1 { LONE_SET_BREAK } else { SET_BREAKS };
        least_s >= STEP * gaps[at - 1] && least_s >= ratio * usual_s && least_s >= usual_s + SET_BREAK_S
    };
    (1..gaps.len()).filter(stands_apart).map(|at| gaps[at]).collect()
}

/// Time from the end of a rep to the start of another, wall clock, s.
fn gap_s(segments: &[Segment], rep: usize, next: usize) -> f64 {
    segments[next].span.start_s - segments[rep].span.end_s
}

/// Groups the reps of a block into sets of like reps.
fn alike(segments: &[Segment], block: &[usize]) -> Vec<Vec<usize>> {
    let mut sets: Vec<Vec<usize>> = Vec::new();
    for &index in block {
        match sets.iter_mut().find(|set| is_like(segments, set, index, like_speed(&segments[index]))) {
            Some(set) => set.push(index),
            None => sets.push(vec![index]),
        }
    }
    with_odd_reps(segments, of_lengths_apart(segments, sets))
}

/// Merges sets of nearly the same length and speed if all other lengths of the session are clearly different: then the
/// measurement parts them, not the runner. Two lone reps stay apart: they may be rungs of a ladder.
fn of_lengths_apart(segments: &[Segment], mut sets: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    let is_one = |sets: &[Vec<usize>], a: usize, b: usize| {
        let both = [sets[a].as_slice(), &sets[b]].concat();
        let edges = both.iter().map(|&rep| edges_s(&segments[rep]) / segments[rep].timer_s).fold(0.0, f64::max);
        let are_near = |reps: &[usize]| range_of(segments, reps) <= ONE_LENGTH + edges;
        let is_far = |other: usize| both.iter().all(|&rep| range_of(segments, &[rep, other]) >= OTHER_LENGTH);
        let mut others = sets.iter().enumerate().filter(|(at, _)| ![a, b].contains(at)).flat_map(|(_, set)| set);
        both.len() > 2
            && are_near(&both)
            && is_one_speed(segments, &sets[a], &sets[b])
            && others.all(|&other| is_far(other) || are_near(&[both.as_slice(), &[other]].concat()))
    };
    let pairs = |count: usize| (0..count).flat_map(move |a| (a + 1..count).map(move |b| (a, b)));
    while let Some((a, b)) = pairs(sets.len()).find(|&(a, b)| is_one(&sets, a, b)) {
        let other = sets.remove(b);
        sets[a].extend(other);
        sets[a].sort_unstable();
    }
    sets
}

/// How far the lengths of reps differ, logarithmic: in distance or in time, whichever is more even.
fn range_of(segments: &[Segment], reps: &[usize]) -> f64 {
    let range = |of: fn(&Segment) -> f64| {
        let all = reps.iter().map(|&rep| of(&segments[rep]));
        let ends = all.fold((f64::INFINITY, 0.0_f64), |(least, most), value| (least.min(value), most.max(value)));
        (ends.1 / ends.0).ln()
    };
    range(|rep| rep.distance_m).min(range(|rep| rep.timer_s))
}

/// Moves each lone rep into a set of the same length, if the block has such a set.
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

/// Greatest difference between the speed of a rep and the speed of its set, logarithmic.
fn like_speed(rep: &Segment) -> f64 {
    if rep.distance_m > 0.0 { LIKE_SPEED.max(SPRINT_M / rep.distance_m) } else { LIKE_SPEED }
}

/// Whether a rep has the length of a set, and a speed that differs by at most `speed` (logarithmic).
fn is_like(segments: &[Segment], set: &[usize], index: usize, speed: f64) -> bool {
    let off = |of: fn(&Segment) -> f64| off(segments, set, index, of);
    let speed_off = off(|s| s.distance_m / s.timer_s);
    let rep = &segments[index];
    let like_time = LIKE_TIME.max(edges_s(rep) / rep.timer_s);
    let is_like_length = off(|s| s.distance_m) <= LIKE_DISTANCE || off(|s| s.timer_s) <= like_time;
    is_like_length && (speed_off <= speed || speed_off.is_nan())
}

/// The error of the two edges of a rep, s.
fn edges_s(rep: &Segment) -> f64 {
    if rep.lap_timed { EDGES_S.0 } else { EDGES_S.1 }
}

/// How far a rep is from the median of a set, logarithmic.
fn off(segments: &[Segment], set: &[usize], index: usize, of: fn(&Segment) -> f64) -> f64 {
    let centre = middle(&set.iter().map(|&i| of(&segments[i])).collect::<Vec<_>>()).unwrap_or(f64::NAN);
    (of(&segments[index]) / centre).ln().abs()
}

/// A set of reps with its recoveries. The recovery after the last rep does not count: it is the break between sets.
fn describe(segments: &[Segment], reps: Vec<usize>, length: RepLength) -> Set {
    let mut recoveries = recoveries(segments, &reps);
    recoveries.truncate(reps.len().saturating_sub(1));
    let bare = Set { length, reps, recovery_s: None, recovery_m: None, recovery_mode: None, snapped: false };
    with_recoveries(segments, bare, &recoveries)
}

/// The recovery right after each rep, except after the last rep of the activity.
fn recoveries(segments: &[Segment], reps: &[usize]) -> Vec<usize> {
    let is_last = |rep: usize| !segments[rep + 1..].iter().any(|part| part.kind == SegmentKind::Work);
    let after = reps.iter().filter(|rep| !is_last(**rep)).map(|rep| rep + 1);
    after.filter(|at| segments.get(*at).is_some_and(|part| part.kind == SegmentKind::Recovery)).collect()
}

/// The set with the median of these recoveries.
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

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::model::Span;

    /// Reps (metres, seconds) with a minute's recovery after each.
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
        group(&mut session(reps), &Known::default()).iter().map(|set| set.reps.len()).collect()
    }

    #[test]
    fn an_odd_rep_counts_in_its_set() {
        let minute = |metres: f64| (metres, 60.0);
        assert_eq!(sizes(&[minute(300.0), minute(304.0), minute(250.0), minute(298.0), minute(301.0)]), [5]);
        // A last rep all out counts, too.
        assert_eq!(sizes(&[(400.0, 90.0), (400.0, 91.0), (400.0, 89.0), (400.0, 76.0)]), [4]);
        // A walk as long as the reps does not count.
        assert_eq!(sizes(&[minute(300.0), minute(304.0), minute(298.0), minute(120.0)]), [3, 1]);
        // A lone rep of another length does not count, and two reps of another speed are a set of their own.
        assert_eq!(sizes(&[(400.0, 90.0), (400.0, 91.0), (400.0, 89.0), (200.0, 40.0)]), [3, 1]);
        assert_eq!(sizes(&[minute(300.0), minute(301.0), minute(302.0), minute(250.0), minute(251.0)]), [3, 2]);
    }

    /// Blocks of reps (metres, seconds) with 90 s between reps and 8 min between blocks, read together.
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
        let sets = group(&mut segments, &Known::default());
        together(&segments, &sets)
    }

    #[test]
    fn sets_of_any_size_are_read_together_and_no_rep_is_lost() {
        let short = [(300.0, 66.0), (302.0, 66.5), (299.0, 67.0), (300.0, 66.0), (301.0, 68.0)];
        for sizes in [[2, 2, 2], [3, 2, 2], [2, 3, 5], [5, 4, 2], [4, 4, 4]] {
            let all = together_of(&sizes.map(|size| &short[..size])).unwrap();
            assert_eq!((&all.sizes[..], all.set.reps.len()), (&sizes[..], sizes.iter().sum()));
            assert!(all.set.reps.is_sorted());
            assert_eq!((all.set.length, all.set.recovery_s), (RepLength::Distance(300.0), Some(90.0)));
            assert!((all.rest_s - 480.0).abs() < 1e-9);
        }
        // The last two reps, a sprint and a jog, belong to the same set.
        assert_eq!(together_of(&[&short[..3], &[(300.0, 56.0), (300.0, 78.0)]]).unwrap().sizes, [3, 2]);
    }

    #[test]
    fn what_more_than_a_break_divides_is_not_read_together() {
        let (short, long) = ([(200.0, 40.0); 4], [(1000.0, 240.0); 3]);
        assert_eq!(together_of(&[&short, &long, &short]), None);
        assert_eq!(together_of(&[&short]), None);
        // A long break before a single last rep is a drink, and reps of another speed are another kind of set.
        assert_eq!(together_of(&[&short, &short[..1]]), None);
        assert_eq!(together_of(&[&short, &[(200.0, 33.0); 2]]), None);
    }
}
