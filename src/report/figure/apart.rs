//! What a title says of reps of which nothing stands out: a fast first rep, a stop, or how far the reps lie apart.

use super::bars::reps_named;
use super::shown::{self, scored_set};
use super::{ReportInput, of_length_mps};
use crate::report::words::{DASH, NBSP, bare_pace, number};
use crate::scores::EVEN_PCT;
use crate::scores::course::READABLE_PCT;
use crate::segment::Segment;

/// A timer that stood for longer within a rep stopped it, s. A press of two buttons takes less. House rule.
const STOPPED_S: f64 = 5.0;
/// Reps that differ by no more than so many times the noise of one rep cannot be told apart: the furthest two of four lie
/// two standard deviations apart by chance alone.
const BY_CHANCE: f64 = 2.0;

/// The first of these that is true of the reps; `None` where none is.
pub(super) fn words(input: &ReportInput<'_>) -> Option<String> {
    fast_start(input).or_else(|| stopped(input)).or_else(|| far(input))
}

/// `first rep 5 % faster than the others`.
fn fast_start(input: &ReportInput<'_>) -> Option<String> {
    let course = &input.card.course;
    let ahead_pct = course.fast_start_pct.filter(|_| !course.is_adjusted)?;
    Some(format!("first rep {}{NBSP}% faster than the others", number(ahead_pct, 0)))
}

/// `stopped in rep 5 of 9`.
fn stopped(input: &ReportInput<'_>) -> Option<String> {
    let is_stopped = |rep: &Segment| rep.span.length_s() - rep.timer_s > STOPPED_S;
    let stops: Vec<usize> =
        input.structure.reps().enumerate().filter(|(_, rep)| is_stopped(rep)).map(|(at, _)| at + 1).collect();
    let all = input.structure.reps().count();
    match stops.as_slice() {
        [] => None,
        [one] => Some(format!("stopped in rep {one} of {all}")),
        more => Some(format!("stopped in {} of {all} reps", more.len())),
    }
}

/// The reps of the main length from the fastest to the slowest, named where there are others.
fn far(input: &ReportInput<'_>) -> Option<String> {
    let main = of_length_mps(input.card, input.structure);
    let is_main = main.len() > 1;
    let all = || input.structure.reps().map(Segment::speed_mps).collect();
    let mut speeds: Vec<f64> = if is_main { main } else { all() };
    speeds.retain(|speed| speed.is_finite() && *speed > 0.0);
    let fast = speeds.iter().copied().reduce(f64::max)?;
    let slow = speeds.iter().copied().reduce(f64::min)?;
    let apart_pct = 100.0 * (fast / slow - 1.0);
    let noise_pct = input.card.judged()?.noise_pct;
    let name = name(input).filter(|_| is_main).map_or_else(String::new, |name| format!("{name} "));
    if noise_pct > READABLE_PCT && apart_pct <= BY_CHANCE * noise_pct {
        let name = if name.is_empty() { "reps ".to_owned() } else { name };
        return Some(format!("{name}too alike for the recording to tell apart"));
    }
    let (from, to) = (bare_pace(fast, input.unit.metres()), bare_pace(slow, input.unit.metres()));
    let unit = input.unit.symbol();
    Some(match speeds.as_slice() {
        [_, _] if from == to => format!("{name}both at {from} /{unit}"),
        [first, last] => {
            let pace = |speed: f64| bare_pace(speed, input.unit.metres());
            format!("{name}at {} and {} /{unit}", pace(*first), pace(*last))
        }
        _ if from == to => format!("{name}all at {from} /{unit}"),
        _ if apart_pct < EVEN_PCT => format!("{name}all at {from}{DASH}{to} /{unit}"),
        _ => format!("{name}between {from} and {to} /{unit}"),
    })
}

/// The reps of the main length where others stand beside them: `the 1200s`.
fn name(input: &ReportInput<'_>) -> Option<String> {
    let sets = shown::shown_sets(input);
    let length = scored_set(input).map(|set| set.length).or_else(|| {
        let card = input.card.main_set()?;
        input.structure.sets.get(card.set).map(|set| set.length)
    })?;
    sets.iter().any(|set| set.length != length).then(|| format!("the {}", reps_named(length)))
}
