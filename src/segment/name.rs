//! The name that a coach would write for a session: `6 × 400 m / 200 m jog`,
//! `2 × (4 × 200 m / 200 m jog) / 3 min stand`, `5 × 300 m in sets of 3 and 2 / 90 s jog / 8 min walk`.

use super::length::{length, seconds};
use super::sets::{Rounds, parts, rounds, together, work};
use super::{Recovery, RecoveryMode, RepLength, Segment, SegmentKind, Set, Together};
use crate::stats::middle;
use crate::units::METRES_PER_MILE;

/// What stands before a recovery in a name.
pub(crate) const RECOVERY_MARK: &str = " / ";
/// A recovery is named by its distance if the distance is a multiple of this many metres, within this share ...
const ROUND_M: f64 = 100.0;
const NEAR_ROUND: f64 = 0.06;
/// ... and its time is not a multiple of this many seconds, within this share.
const ROUND_S: f64 = 30.0;
const NEAR_ROUND_TIME: f64 = 0.07;
/// Rests are named and asked for in steps of this, s.
pub(crate) const REST_STEP_S: f64 = 5.0;
/// Blocks of at least this length are named in kilometres, m.
const LONG_BLOCK_M: f64 = 2500.0;
/// More parts than this are not listed one by one.
const MAX_PARTS: usize = 6;
/// A rest is named if at least this share of the rests is as long.
const MOST_RESTS: f64 = 2.0 / 3.0;

/// The name of a session with reps.
pub(super) fn session(segments: &[Segment], sets: &[Set]) -> String {
    if let Some(round) = rounds(segments, sets) {
        return in_rounds(segments, &round);
    }
    let is_again = |set: &Set| set.length == sets[0].length && set.reps.len() == 1;
    match sets {
        [] => String::new(),
        [only] => format!("{}{}", part(only), recovery(only, &rests(segments, &only.reps))),
        [first, ..] if sets.iter().all(is_again) => {
            format!("{} × {}{}", sets.len(), length(first.length), between_sets(segments, sets))
        }
        _ => match together(segments, sets) {
            Some(all) => in_sets(segments, &all),
            None => mixed(segments, sets),
        },
    }
}

/// A name without its recoveries: `2 × (3 × 800 m)` of `2 × (3 × 800 m / 75 s walk) / 5 min stand`.
pub(crate) fn without_rests(name: &str) -> String {
    let bare = |part: &str| match part.split_once(RECOVERY_MARK) {
        Some((reps, _)) if part.ends_with(')') => format!("{reps})"),
        Some((reps, _)) => reps.to_owned(),
        None => part.to_owned(),
    };
    name.split_inclusive(')').map(bare).collect()
}

/// The name of hill reps: `6 × 1 min uphill / 2 min walk`.
pub(super) fn uphill(name: &str) -> String {
    match name.split_once(RECOVERY_MARK) {
        Some((reps, rests)) => format!("{reps} uphill{RECOVERY_MARK}{rests}"),
        None => format!("{name} uphill"),
    }
}

/// The name of a session that repeats a round: `4 × (800 m + 300 m / 40 s jog) / 2:20 jog`.
fn in_rounds(segments: &[Segment], round: &Rounds) -> String {
    let reps = work(segments);
    let all = rests(segments, &reps);
    let ends_round = |at: usize| (at + 1).is_multiple_of(round.lengths.len());
    let of = |is_break: bool| -> Vec<Recovery> {
        all.iter().enumerate().filter(|(at, _)| ends_round(*at) == is_break).map(|(_, rest)| *rest).collect()
    };
    let parts = round.lengths.chunk_by(|a, b| a == b).map(|run| counted((run.len(), run[0])));
    let parts = parts.collect::<Vec<_>>().join(" + ");
    let (inner, breaks) = (of(false), of(true));
    let is_even = median_rest(&inner).zip(median_rest(&breaks)).is_some_and(|(rest, other)| rest.is_as_long(&other));
    if is_even {
        return format!("{} × ({parts}){}", round.count, usual_rest(&all));
    }
    format!("{} × ({parts}{}){}", round.count, usual_rest(&inner), usual_rest(&breaks))
}

/// The name of like reps whose sets differ in size or in measured length.
fn in_sets(segments: &[Segment], Together { set, sizes, .. }: &Together) -> String {
    let parts = parts(segments);
    let inner: Vec<Recovery> = parts.iter().flat_map(|reps| rests(segments, reps)).collect();
    let ends: Vec<usize> =
        parts.windows(2).filter_map(|pair| Some([*pair[0].last()?, *pair[1].first()?])).flatten().collect();
    let breaks: Vec<Recovery> = ends.chunks(2).flat_map(|pair| rests(segments, pair)).collect();
    let (rest, between) = (recovery(set, &inner), usual_rest(&breaks));
    match sizes.as_slice() {
        [first, others @ ..] if others.iter().all(|size| size == first) => {
            format!("{} × ({first} × {}{rest}){between}", sizes.len(), length(set.length))
        }
        _ => format!("{} in sets of {}{rest}{between}", part(set), counts(sizes)),
    }
}

/// `3 and 2`, `3, 3 and 2`.
fn counts(sizes: &[usize]) -> String {
    let words: Vec<String> = sizes.iter().map(ToString::to_string).collect();
    words.split_last().map_or_else(String::new, |(last, head)| format!("{} and {last}", head.join(", ")))
}

/// The name of reps with too many different lengths to list.
fn fartlek(segments: &[Segment], sets: &[Set]) -> String {
    let reps: usize = sets.iter().map(|set| set.reps.len()).sum();
    let times = sets.iter().flat_map(|set| &set.reps).map(|&i| segments[i].timer_s);
    let (low, high) = times.fold((f64::INFINITY, 0.0_f64), |(low, high), t| (low.min(t), high.max(t)));
    format!("fartlek, {reps} reps of {} to {}", seconds(low), seconds(high))
}

/// The name of strides inside an easy run.
pub(super) fn strides(count: usize, median_s: f64) -> String {
    format!("easy run with {count} × {} strides", seconds(median_s))
}

/// The name of a single block: `20 min tempo`, `5 km tempo`.
pub(super) fn tempo(sets: &[Set]) -> String {
    match sets.first().map(|set| set.length) {
        Some(RepLength::Distance(metres)) if metres >= LONG_BLOCK_M => {
            let tenths = format!("{:.1}", metres / 1000.0);
            format!("{} km tempo", tenths.trim_end_matches(".0"))
        }
        Some(other) => format!("{} tempo", length(other)),
        None => "tempo".to_owned(),
    }
}

fn part(set: &Set) -> String {
    counted((set.reps.len(), set.length))
}

/// `4 × 400 m`; `400 m` for one.
fn counted((count, of): (usize, RepLength)) -> String {
    if count == 1 { length(of) } else { format!("{count} × {}", length(of)) }
}

/// The recovery of a set, which had these rests.
fn recovery(set: &Set, rests: &[Recovery]) -> String {
    match Recovery::of(set) {
        Some(usual) => rest_words(&usual, rests),
        None => String::new(),
    }
}

/// The median of these rests.
fn usual_rest(rests: &[Recovery]) -> String {
    median_rest(rests).map_or_else(String::new, |usual| rest_words(&usual, rests))
}

/// ` / 90 s jog`; ` / 45 s to 3 min jog` if many rests were not like the usual one.
fn rest_words(usual: &Recovery, rests: &[Recovery]) -> String {
    let mode = usual.mode.name();
    if are_alike(rests) {
        return format!(" / {} {mode}", recovery_length(usual.seconds, usual.metres, usual.mode));
    }
    let (least, most) = rests
        .iter()
        .fold((f64::INFINITY, 0.0_f64), |(least, most), rest| (least.min(rest.seconds), most.max(rest.seconds)));
    format!(" / {} to {} {mode}", seconds(round_rest_s(least)), seconds(round_rest_s(most)))
}

/// Whether most rests are as long as the median.
fn are_alike(rests: &[Recovery]) -> bool {
    let Some(usual) = median_rest(rests) else { return true };
    let alike = rests.iter().filter(|rest| rest.is_as_long(&usual)).count();
    alike as f64 >= MOST_RESTS * rests.len() as f64
}

/// The rest of median time and distance.
fn median_rest(rests: &[Recovery]) -> Option<Recovery> {
    let seconds = middle(&rests.iter().map(|rest| rest.seconds).collect::<Vec<_>>())?;
    let metres = middle(&rests.iter().filter_map(|rest| rest.metres).collect::<Vec<_>>());
    let stood = rests.iter().filter(|rest| rest.mode == RecoveryMode::Stand).count();
    let speed_mps = metres.map_or(0.0, |metres| metres / seconds);
    let mode = if 2 * stood > rests.len() { RecoveryMode::Stand } else { RecoveryMode::of_speed(speed_mps) };
    Some(Recovery { seconds, metres, mode })
}

/// The rests between these reps, in order. Another rep between two of them is no rest.
fn rests(segments: &[Segment], reps: &[usize]) -> Vec<Recovery> {
    let pairs = reps.windows(2).filter_map(|pair| Some((pair[1], segments.get(pair[0] + 1..pair[1])?)));
    pairs
        .filter(|(_, inside)| inside.iter().all(|part| part.kind != SegmentKind::Work))
        .map(|(_, inside)| rest(inside))
        .collect()
}

/// A rest that consists of these parts.
fn rest(inside: &[Segment]) -> Recovery {
    let sum = |of: &dyn Fn(&Segment) -> f64| inside.iter().map(of).sum::<f64>();
    let (seconds, metres, timer_s) = (sum(&|s| s.span.length_s()), sum(&|s| s.distance_m), sum(&|s| s.timer_s));
    let mode = if timer_s < 0.5 * seconds { RecoveryMode::Stand } else { RecoveryMode::of_speed(metres / seconds) };
    Recovery { seconds, metres: Some(metres), mode }
}

/// The distance of a recovery if it was jogged over a round distance, else its time.
fn recovery_length(time: f64, metres: Option<f64>, mode: RecoveryMode) -> String {
    if let Some(round_m) = recovery_metres(time, metres, mode) {
        return format!("{round_m:.0} m");
    }
    seconds(round_rest_s(time))
}

/// A rest as it is named and asked for, s: rounded, and never nothing.
pub(crate) fn round_rest_s(seconds: f64) -> f64 {
    (seconds / REST_STEP_S).round().max(1.0) * REST_STEP_S
}

/// The distance of a recovery that was jogged over a round distance in a time that is not round, m; `None` for any
/// other recovery.
pub(crate) fn recovery_metres(time: f64, metres: Option<f64>, mode: RecoveryMode) -> Option<f64> {
    let metres = metres.filter(|_| mode == RecoveryMode::Jog)?;
    let round = (metres / ROUND_M).round() * ROUND_M;
    let is_near = round >= ROUND_M && (metres / round - 1.0).abs() <= NEAR_ROUND;
    let halves = time / ROUND_S;
    let is_timed = (halves - halves.round()).abs() <= NEAR_ROUND_TIME;
    (is_near && !is_timed).then_some(round)
}

/// The rest between neighbouring sets.
fn between_sets(segments: &[Segment], sets: &[Set]) -> String {
    let breaks: Vec<Recovery> = sets
        .windows(2)
        .filter_map(|pair| Some(rest(segments.get(pair[0].reps.last()? + 1..*pair[1].reps.first()?)?)))
        .collect();
    usual_rest(&breaks)
}

/// The name of a session whose sets differ: a ladder, the reps in the order run, or a list of the sets.
fn mixed(segments: &[Segment], sets: &[Set]) -> String {
    let all = rests(segments, &work(segments));
    if let Some(order) = ladder_order(sets).filter(|_| sets.len() <= MAX_PARTS) {
        return format!("{}{}", ladder(&order), usual_rest(&all));
    }
    let (order, lengths) = (in_order(segments, sets), by_length(sets));
    let list = |parts: &[(usize, RepLength)]| parts.iter().map(|part| counted(*part)).collect::<Vec<_>>().join(" + ");
    match (order.len(), lengths.len()) {
        (1, _) => format!("{}{}", list(&order), largest(sets).map_or_else(String::new, |set| recovery(set, &all))),
        (..=MAX_PARTS, _) => list(&order),
        (_, ..=MAX_PARTS) => list(&lengths),
        _ => fartlek(segments, sets),
    }
}

/// The reps in the order run, by count and length, part by part between breaks. The name tells no speed: reps of one
/// length are counted together.
fn in_order(segments: &[Segment], sets: &[Set]) -> Vec<(usize, RepLength)> {
    let parts = parts(segments);
    let part_of = |rep: usize| parts.iter().position(|part| part.contains(&rep));
    let mut reps: Vec<(usize, RepLength)> =
        sets.iter().flat_map(|set| set.reps.iter().map(|&rep| (rep, set.length))).collect();
    reps.sort_unstable_by_key(|(rep, _)| *rep);
    let is_one = |a: &(usize, RepLength), b: &(usize, RepLength)| a.1 == b.1 && part_of(a.0) == part_of(b.0);
    reps.chunk_by(is_one).map(|run| (run.len(), run[0].1)).collect()
}

/// The number of reps of each length, in order of the first rep.
fn by_length(sets: &[Set]) -> Vec<(usize, RepLength)> {
    let mut all: Vec<(usize, RepLength)> = Vec::new();
    for set in sets {
        match all.iter_mut().find(|(_, length)| *length == set.length) {
            Some((reps, _)) => *reps += set.reps.len(),
            None => all.push((set.reps.len(), set.length)),
        }
    }
    all
}

fn largest(sets: &[Set]) -> Option<&Set> {
    sets.iter().max_by_key(|set| set.reps.len())
}

/// The lengths of all reps in the order run, if the session is a ladder (each length once) or a pyramid (up and down
/// again).
fn ladder_order(sets: &[Set]) -> Option<Vec<RepLength>> {
    let mut reps: Vec<(usize, usize)> =
        sets.iter().enumerate().flat_map(|(number, set)| set.reps.iter().map(move |&rep| (rep, number))).collect();
    reps.sort_unstable();
    let order: Vec<usize> = reps.into_iter().map(|(_, number)| number).collect();
    let is_pyramid = order.len() % 2 == 1 && order.iter().eq(order.iter().rev());
    let is_ladder = order.len() == sets.len() || (is_pyramid && order.len() == 2 * sets.len() - 1);
    let rungs: Vec<RepLength> = order.into_iter().map(|number| sets[number].length).collect();
    // Two reps of the same length in a row, one faster, are no steps of a ladder.
    let has_steps = rungs.windows(2).all(|pair| pair[0] != pair[1]);
    (is_ladder && (has_steps || rungs.len() == sets.len())).then_some(rungs)
}

/// `5-4-3-2-1 min`, `400-800-1200 m`, or the lengths joined by `+`.
fn ladder(order: &[RepLength]) -> String {
    let figures = |of: &dyn Fn(RepLength) -> Option<f64>| -> Option<Vec<String>> {
        order.iter().map(|rung| of(*rung).map(|figure| format!("{figure:.0}"))).collect()
    };
    let minutes = figures(&|length| match length {
        RepLength::Time(time) if time % 60.0 < 0.5 => Some(time / 60.0),
        _ => None,
    });
    let metres = figures(&|length| match length {
        RepLength::Distance(metres) if (metres - METRES_PER_MILE).abs() > 0.5 => Some(metres),
        _ => None,
    });
    if let Some(minutes) = minutes {
        format!("{} min", minutes.join("-"))
    } else if let Some(metres) = metres {
        format!("{} m", metres.join("-"))
    } else {
        order.iter().map(|rung| length(*rung)).collect::<Vec<_>>().join(" + ")
    }
}

#[cfg(test)]
mod tests {
    use super::super::nominal::Known;
    use super::super::sets::group;
    use super::*;
    use crate::model::Span;

    #[test]
    fn a_name_without_rests_keeps_its_sets() {
        for (name, bare) in [
            ("6 × 400 m / 200 m jog", "6 × 400 m"),
            ("2 × (3 × 800 m / 75 s walk) / 5 min stand", "2 × (3 × 800 m)"),
            ("1000-800-600 m", "1000-800-600 m"),
        ] {
            assert_eq!(without_rests(name), bare);
        }
    }

    #[test]
    fn one_block_is_a_tempo_by_its_length() {
        let set = |length| {
            let bare =
                Set { reps: vec![1], length, recovery_s: None, recovery_m: None, recovery_mode: None, snapped: false };
            tempo(&[bare])
        };
        assert_eq!(set(RepLength::Time(1200.0)), "20 min tempo");
        assert_eq!(set(RepLength::Distance(5000.0)), "5 km tempo");
        assert_eq!(set(RepLength::Distance(13_190.0)), "13.2 km tempo");
        assert_eq!(set(RepLength::Distance(1600.0)), "1600 m tempo");
    }

    #[test]
    fn reps_of_one_length_are_counted_together() {
        let set = |reps: std::ops::Range<usize>, seconds: f64| Set {
            reps: reps.collect(),
            length: RepLength::Time(seconds),
            recovery_s: Some(60.0),
            recovery_m: None,
            recovery_mode: Some(RecoveryMode::Walk),
            snapped: false,
        };
        assert_eq!(mixed(&[], &[set(0..1, 10.0), set(1..8, 10.0)]), "8 × 10 s / 1 min walk");
        assert_eq!(mixed(&[], &[set(0..1, 30.0), set(1..4, 10.0), set(4..5, 10.0)]), "30 s + 4 × 10 s");
        assert_eq!(mixed(&[], &[set(0..3, 10.0), set(3..5, 10.0)]), "5 × 10 s / 1 min walk");
    }

    /// Reps (metres, seconds) with the rests after them, s.
    fn named(reps: &[(f64, f64, f64)]) -> String {
        let (mut segments, mut at_s) = (Vec::new(), 0.0);
        for &(metres, seconds, rest_s) in reps {
            let (end_s, next_s) = (at_s + seconds, at_s + seconds + rest_s);
            segments.push(Segment::timed(SegmentKind::Work, Span::new(at_s, end_s), metres));
            segments.push(Segment::timed(SegmentKind::Recovery, Span::new(end_s, next_s), 1.2 * rest_s));
            at_s = next_s;
        }
        let sets = group(&mut segments, &Known::default());
        session(&segments, &sets)
    }

    #[test]
    fn a_repeated_pattern_of_lengths_is_a_round() {
        let (long, short) = ((595.0, 101.0, 31.0), (203.0, 32.0, 300.0));
        assert_eq!(named(&[long, short, long, short, long, short]), "3 × (600 m + 200 m / 30 s walk) / 5 min walk");
        let even = [(595.0, 101.0, 90.0), (203.0, 32.0, 90.0)];
        assert_eq!(named(&[even, even].concat()), "2 × (600 m + 200 m) / 90 s walk");
        let up_and_down = [200.0, 400.0, 600.0, 400.0, 200.0].map(|metres| (metres, metres / 5.0, 90.0));
        assert_eq!(named(&up_and_down), "200-400-600-400-200 m / 90 s walk");
    }

    #[test]
    fn long_rests_that_stand_apart_end_sets() {
        let mut reps = [(400.0, 80.0, 80.0); 15];
        for end in [3, 7, 11] {
            reps[end].2 = 155.0;
        }
        assert_eq!(named(&reps), "15 × 400 m in sets of 4, 4, 4 and 3 / 80 s walk / 2:35 walk");
        let one_longer = [80.0, 80.0, 130.0, 80.0, 80.0, 80.0].map(|rest_s| (400.0, 80.0, rest_s));
        assert_eq!(named(&one_longer), "6 × 400 m / 80 s walk");
    }

    #[test]
    fn a_rest_that_was_seldom_so_long_is_not_named() {
        let rests = [60.0, 90.0, 130.0, 180.0, 240.0].map(|rest_s| (400.0, 80.0, rest_s));
        assert_eq!(named(&rests), "5 × 400 m / 1 min to 3 min walk");
    }

    #[test]
    fn hill_reps_are_said() {
        assert_eq!(uphill("6 × 1 min / 2 min walk"), "6 × 1 min uphill / 2 min walk");
        assert_eq!(uphill("5 × 40 s + 4 × 1 min"), "5 × 40 s + 4 × 1 min uphill");
    }

    #[test]
    fn a_round_jog_is_a_distance_and_a_stand_is_a_time() {
        assert_eq!(recovery_length(83.0, Some(203.0), RecoveryMode::Jog), "200 m");
        assert_eq!(recovery_length(121.0, Some(310.0), RecoveryMode::Jog), "2 min");
        assert_eq!(recovery_length(88.0, Some(2.0), RecoveryMode::Stand), "90 s");
        // Named to the five seconds in which rests are asked for.
        assert_eq!(recovery_length(249.0, None, RecoveryMode::Stand), "4:10");
        assert_eq!(recovery_length(94.0, None, RecoveryMode::Walk), "95 s");
    }
}
