//! The laps of an activity, joined end to start, and which laps the device set by itself.

use crate::clean::Uniform;
use crate::model::{Activity, Lap, LapTrigger};
use crate::units::METRES_PER_MILE;

/// Laps shorter than this are double presses, s.
const DOUBLE_PRESS_S: f64 = 3.0;

/// A start in whole seconds is off by less than this, s.
const WHOLE_SECOND_S: f64 = 1.0;

/// A gap between two laps that is shorter than this is closed, s: rounding, or a short pause.
const JOINED_S: f64 = 3.0;

/// Lengths at which devices set laps by themselves, m.
const AUTO_LAP_M: [f64; 7] = [400.0, 500.0, 1000.0, METRES_PER_MILE, 2000.0, 2.0 * METRES_PER_MILE, 5000.0];

/// A lap within this of such a length is an auto-lap, as a ratio.
const AUTO_LAP_TOLERANCE: f64 = 0.015;

/// Laps that the device ends by time differ by at most this, s.
const ONE_TIME_S: f64 = 0.15;

/// Steps of workouts that end by time are multiples of this, s. Few laps pressed by hand are.
const STEP_S: f64 = 15.0;

/// Laps that the device ends by distance differ by at most this, m.
const ONE_DISTANCE_M: f64 = 0.5;

/// The laps inside the recording, in order, without double presses, and joined.
pub(super) fn usable(activity: &Activity, base: &Uniform) -> Vec<Lap> {
    let end = base.clock_s(base.len().saturating_sub(1)) + 1.0;
    let mut laps: Vec<Lap> = activity
        .laps
        .iter()
        .filter(|lap| lap.end_s - lap.start_s >= DOUBLE_PRESS_S && lap.start_s < end && lap.end_s > base.start_s)
        .copied()
        .collect();
    laps.sort_by(|a, b| a.start_s.total_cmp(&b.start_s));
    join(&mut laps);
    laps
}

/// Makes the end of each lap the start of the next. FIT stores the start of a lap in whole seconds but its length in
/// milliseconds. If end and start belong to one press, the length counts; else a 400 m rep would be up to a second
/// (1 %) off.
fn join(laps: &mut [Lap]) {
    for i in 1..laps.len() {
        let gap_s = laps[i].start_s - laps[i - 1].end_s;
        if gap_s.abs() < WHOLE_SECOND_S {
            laps[i].start_s -= gap_s;
            laps[i].end_s -= gap_s;
        } else if gap_s < JOINED_S {
            laps[i - 1].end_s = laps[i].start_s;
        }
    }
}

/// Whether the file says that the device ended a lap by itself.
fn is_auto(lap: &Lap) -> bool {
    matches!(lap.trigger, Some(LapTrigger::Distance | LapTrigger::Time | LapTrigger::Position))
}

/// Which laps the device ended by itself. The trigger shows it, or a length that most laps share.
///
/// The trigger alone is not enough: some exporters call every lap pressed, and some watches write no trigger. A workout
/// step also ends by time or by distance. It differs from an auto-lap in one of three ways: the next lap carries out
/// another step; the laps with that trigger differ in length; some laps end by distance and others by time, while a
/// device sets auto-laps of one kind.
pub(super) fn auto_laps(base: &Uniform, laps: &[Lap]) -> Vec<bool> {
    let metres =
        |lap: &Lap| lap.distance_m.unwrap_or_else(|| base.distance_at(lap.end_s) - base.distance_at(lap.start_s));
    let is_near = |lap: &Lap, length: f64| (metres(lap) / length - 1.0).abs() <= AUTO_LAP_TOLERANCE;
    let count = |length: f64| laps.iter().filter(|lap| is_near(lap, length)).count();
    let nominal = AUTO_LAP_M.into_iter().max_by_key(|&length| count(length));
    let shared = nominal.filter(|&length| is_most(count(length), laps.len().saturating_sub(1)));
    let is_of_one_length = |lap: &Lap| {
        let has_length = |other: &&Lap| match lap.trigger {
            Some(LapTrigger::Time) => have_one_time(lap, other),
            _ => is_near(other, metres(lap)),
        };
        let of_trigger = laps.iter().filter(|other| other.trigger == lap.trigger);
        is_most(of_trigger.clone().filter(has_length).count(), of_trigger.count())
    };
    let has_measured = laps.iter().any(|lap| lap.trigger == Some(LapTrigger::Distance));
    laps.iter()
        .enumerate()
        .map(|(i, lap)| match lap.trigger {
            Some(LapTrigger::SessionEnd) => false,
            Some(LapTrigger::Manual | LapTrigger::Other) | None => shared.is_some_and(|length| is_near(lap, length)),
            Some(LapTrigger::Position) => true,
            Some(LapTrigger::Time) if has_measured => false,
            Some(LapTrigger::Time | LapTrigger::Distance) => !ends_step(laps, i) && is_of_one_length(lap),
        })
        .collect()
}

/// The start of the first lap, and the end of each lap that ended by a press or by a workout step, s.
pub(super) fn pressed(base: &Uniform, laps: &[Lap]) -> Vec<f64> {
    let automatic = auto_laps(base, laps);
    let ends = laps.iter().zip(&automatic).filter(|(_, automatic)| !**automatic).map(|(lap, _)| lap.end_s);
    laps.first().map(|lap| lap.start_s).into_iter().chain(ends).collect()
}

/// Whether the device ended most laps by workout steps: then there is no press to repair.
pub(super) fn are_steps(laps: &[Lap], automatic: &[bool]) -> bool {
    let ends_step = |lap: &Lap| is_auto(lap) || lap.trigger.is_none() && is_timed_step(lap);
    let by_step = laps.iter().zip(automatic).filter(|(lap, automatic)| ends_step(lap) && !**automatic).count();
    2 * by_step > laps.len()
}

/// Whether a lap took a round time by the device's own clock.
fn is_timed_step(lap: &Lap) -> bool {
    let timer_s = lap.timer_s.unwrap_or(lap.end_s - lap.start_s);
    timer_s >= STEP_S && (timer_s / STEP_S).round().mul_add(-STEP_S, timer_s).abs() <= ONE_TIME_S
}

/// Whether a count is "most": at least 70 % of all.
fn is_most(count: usize, of: usize) -> bool {
    count * 10 >= of * 7
}

/// Whether the next lap carries out another step of the workout.
fn ends_step(laps: &[Lap], i: usize) -> bool {
    laps.get(i + 1).is_some_and(|next| next.step_index != laps[i].step_index)
}

/// Whether the next lap belongs to the same bout, which the device cut by itself.
pub(super) fn goes_on(laps: &[Lap], automatic: &[bool], i: usize) -> bool {
    let (lap, is_last) = (&laps[i], i + 1 == laps.len());
    !is_last && !ends_step(laps, i) && (automatic[i] || lap.step_index.is_some() && is_auto(lap))
}

/// Whether two laps took the same time by the device's own clock. No finger is so exact.
pub(super) fn have_one_time(a: &Lap, b: &Lap) -> bool {
    let timer_s = |lap: &Lap| lap.timer_s.unwrap_or(lap.end_s - lap.start_s);
    (timer_s(a) - timer_s(b)).abs() <= ONE_TIME_S
}

/// Whether two laps have the same distance by the device's own count: then the device ended them.
pub(super) fn have_one_distance(a: &Lap, b: &Lap) -> bool {
    a.distance_m.zip(b.distance_m).is_some_and(|(a, b)| (a - b).abs() <= ONE_DISTANCE_M)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lap(start_s: f64, end_s: f64) -> Lap {
        let (trigger, intensity, step_index, distance_m, timer_s) = (None, None, None, None, None);
        Lap { start_s, end_s, trigger, intensity, step_index, distance_m, timer_s }
    }

    fn joined(spans: &[(f64, f64)]) -> Vec<(f64, f64)> {
        let mut laps: Vec<Lap> = spans.iter().map(|&(start, end)| lap(start, end)).collect();
        join(&mut laps);
        laps.iter().map(|lap| (lap.start_s, lap.end_s)).collect()
    }

    #[test]
    fn exact_lengths_outdo_starts_in_whole_seconds() {
        let joined = joined(&[(0.0, 420.5), (420.0, 516.25), (516.0, 600.0)]);
        assert_eq!(joined, [(0.0, 420.5), (420.5, 516.75), (516.75, 600.75)]);
    }

    #[test]
    fn laps_of_round_times_are_steps() {
        let by_watch = [lap(0.0, 300.0), lap(300.0, 360.0), lap(360.0, 450.0), lap(450.0, 510.0)];
        let by_hand = [lap(0.0, 301.2), lap(301.2, 362.0), lap(362.0, 449.6), lap(449.6, 511.0)];
        assert!(are_steps(&by_watch, &[false; 4]) && !are_steps(&by_hand, &[false; 4]));
    }

    #[test]
    fn a_gap_is_closed_at_the_start_and_a_pause_stays() {
        assert_eq!(joined(&[(0.0, 58.0), (60.0, 90.0)]), [(0.0, 60.0), (60.0, 90.0)]);
        assert_eq!(joined(&[(0.0, 50.0), (60.0, 90.0)]), [(0.0, 50.0), (60.0, 90.0)]);
        assert_eq!(joined(&[(0.0, 64.0), (60.0, 90.0)]), [(0.0, 60.0), (60.0, 90.0)]);
    }
}
