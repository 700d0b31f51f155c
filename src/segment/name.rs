//! The name that a coach would write for a session: `6 × 400 m / 200 m jog`,
//! `2 × (4 × 200 m / 200 m jog) / 3 min stand`, `5 × 300 m in sets of 3 and 2 / 90 s jog / 8 min walk`.

use super::{RecoveryMode, RepLength, Segment, SegmentKind, Set, Together, sets::together};
use crate::units::{METRES_PER_MILE, clock};

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
/// More sets than this are not listed one by one.
const MAX_PARTS: usize = 6;

/// The name of a session with reps.
pub(super) fn session(segments: &[Segment], sets: &[Set]) -> String {
    match sets {
        [] => String::new(),
        [only] => format!("{}{}", part(only), recovery(only)),
        [first, rest @ ..]
            if rest.iter().all(|set| set.length == first.length && set.reps.len() == first.reps.len()) =>
        {
            let between = between_sets(segments, sets);
            if first.reps.len() == 1 {
                return format!("{} × {}{between}", sets.len(), length(first.length));
            }
            // The recovery of all sets, where they are read as one.
            // Else that of the last set, by which like sets are judged.
            let last = rest.last().unwrap_or(first);
            let rest = together(segments, sets).map_or_else(|| recovery(last), |all| recovery(&all.set));
            format!("{} × ({}{rest}){between}", sets.len(), part(first))
        }
        _ => match together(segments, sets) {
            Some(all) => format!("{}{}", in_sets(&all), between_sets(segments, sets)),
            None if sets.len() <= MAX_PARTS => mixed(segments, sets),
            None => fartlek(segments, sets),
        },
    }
}

/// The name of like reps whose sets differ in size or in measured length.
fn in_sets(Together { set, sizes, .. }: &Together) -> String {
    let rest = recovery(set);
    match sizes.as_slice() {
        [first, others @ ..] if others.iter().all(|size| size == first) => {
            format!("{} × ({first} × {}{rest})", sizes.len(), length(set.length))
        }
        _ => format!("{} in sets of {}{rest}", part(set), counts(sizes)),
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

/// A length as a runner writes it: `400 m`, `1 mile`, `3 min`.
pub(crate) fn length(length: RepLength) -> String {
    match length {
        RepLength::Distance(metres) if (metres - METRES_PER_MILE).abs() < 0.5 => "1 mile".to_owned(),
        RepLength::Distance(metres) => format!("{metres:.0} m"),
        RepLength::Time(time) => seconds(time),
    }
}

/// `45 s`, `3 min`, `2:30`.
fn seconds(time: f64) -> String {
    let rounded = time.round();
    if rounded < 100.0 && rounded % 60.0 > 0.0 {
        format!("{rounded:.0} s")
    } else if rounded % 60.0 < 0.5 {
        format!("{:.0} min", rounded / 60.0)
    } else {
        clock(rounded)
    }
}

fn part(set: &Set) -> String {
    counted((set.reps.len(), set.length))
}

/// `4 × 400 m`; `400 m` for one.
fn counted((count, of): (usize, RepLength)) -> String {
    if count == 1 { length(of) } else { format!("{count} × {}", length(of)) }
}

fn recovery(set: &Set) -> String {
    let Some(time) = set.recovery_s else { return String::new() };
    let mode = set.recovery_mode.unwrap_or(RecoveryMode::Stand);
    format!(" / {} {}", recovery_length(time, set.recovery_m, mode), mode.name())
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

fn between_sets(segments: &[Segment], sets: &[Set]) -> String {
    let gaps: Vec<(f64, f64, f64)> = sets
        .windows(2)
        .filter_map(|pair| {
            let (&last, &first) = (pair[0].reps.last()?, pair[1].reps.first()?);
            let inside = segments.get(last + 1..first)?;
            let sum = |of: &dyn Fn(&Segment) -> f64| inside.iter().map(of).sum::<f64>();
            Some((sum(&|s| s.span.length_s()), sum(&|s| s.distance_m), sum(&|s| s.timer_s)))
        })
        .collect();
    let middle = |of: fn(&(f64, f64, f64)) -> f64| crate::stats::middle(&gaps.iter().map(of).collect::<Vec<_>>());
    let (Some(time), Some(metres), Some(timer)) = (middle(|gap| gap.0), middle(|gap| gap.1), middle(|gap| gap.2))
    else {
        return String::new();
    };
    let mode = if timer < 0.5 * time { RecoveryMode::Stand } else { RecoveryMode::of_speed(metres / time) };
    format!(" / {} {}", recovery_length(time, Some(metres), mode), mode.name())
}

fn mixed(segments: &[Segment], sets: &[Set]) -> String {
    let recoveries: Vec<f64> =
        segments.iter().filter(|s| s.kind == SegmentKind::Recovery).map(|s| s.span.length_s()).collect();
    if let Some(order) = ladder_order(sets) {
        let tail = crate::stats::middle(&recoveries).map_or(String::new(), |time| {
            let (metres, clock): (Vec<f64>, Vec<f64>) = segments
                .iter()
                .filter(|s| s.kind == SegmentKind::Recovery)
                .map(|s| (s.distance_m, s.span.length_s()))
                .unzip();
            let mode = RecoveryMode::of_speed(metres.iter().sum::<f64>() / clock.iter().sum::<f64>());
            format!(" / {} {}", recovery_length(time, None, mode), mode.name())
        });
        return format!("{}{tail}", ladder(&order));
    }
    let parts = joined(sets);
    let rest = if parts.len() == 1 { largest(sets).map(recovery) } else { None };
    format!("{}{}", parts.into_iter().map(counted).collect::<Vec<_>>().join(" + "), rest.unwrap_or_default())
}

/// Sets as they are listed, by count and length. A lone rep beside reps of its length is one of them to a reader:
/// `8 × 10 s`, not `10 s + 7 × 10 s`.
fn joined(sets: &[Set]) -> Vec<(usize, RepLength)> {
    let mut parts: Vec<(usize, RepLength)> = Vec::new();
    for set in sets {
        match parts.last_mut() {
            Some((count, length)) if *length == set.length && (*count == 1 || set.reps.len() == 1) => {
                *count += set.reps.len();
            }
            _ => parts.push((set.reps.len(), set.length)),
        }
    }
    parts
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
    use super::*;

    #[test]
    fn times_are_written_as_runners_do() {
        assert_eq!(seconds(45.0), "45 s");
        assert_eq!(seconds(60.0), "1 min");
        assert_eq!(seconds(90.0), "90 s");
        assert_eq!(seconds(150.0), "2:30");
        assert_eq!(length(RepLength::Distance(1609.344)), "1 mile");
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
    fn a_lone_rep_beside_reps_of_its_length_is_counted_with_them() {
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
        assert_eq!(mixed(&[], &[set(0..3, 10.0), set(3..5, 10.0)]), "3 × 10 s + 2 × 10 s");
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
