//! Marked reps that were not held: half of the time or more had the speed of the rests.
//!
//! A press was forgotten at one end of such a rep, or the rep was given up, or a planned step was not run at all. The
//! part of the lap that is like another rep is the rep. If many reps were not held, the runner did not run by the marks.

use super::super::limits::are_too_many;
use super::super::reading::MarkedRep;
use super::super::stretch::fastest;
use super::forgotten::FORGOTTEN;
use super::{ANCHOR_S, PressedRep};
use crate::clean::Uniform;
use crate::model::Span;
use crate::segment::ends::Ends;
use crate::segment::press::{END_LAG_S, START_LAG_S};
use crate::stats::{middle, quantile};

/// Speed is compared in pieces of `PIECE_S` seconds: over one second it is mostly noise. A rep of fewer than
/// `LEAST_PIECES` pieces is taken as it is.
const PIECE_S: f64 = 5.0;
const LEAST_PIECES: usize = 4;

/// The speed of the running in a rep is this quantile of its pieces: the mean is that of running and rest together.
const RUNNING: f64 = 0.75;

/// A rep is not held if at least this share of its time is nearer to the rests than to the running in the rep. On real
/// exports no session that was run as marked has a rep above 0.43.
const MOST_AT_REST: f64 = 0.5;

/// The reps of marks, as far as they were held.
#[derive(Debug)]
pub(in crate::segment::laps) struct Held {
    /// In order.
    pub(in crate::segment::laps) reps: Vec<MarkedRep>,
    /// What was changed, in words; empty without changes.
    pub(in crate::segment::laps) words: String,
}

/// The marked reps without those that were not held. Each of those is replaced by its part that is like another rep, if
/// there is such a part.
///
/// # Errors
/// The reason against the marks, if too many reps were not held.
pub(in crate::segment::laps) fn held(base: &Uniform, reps: Vec<MarkedRep>) -> Result<Held, String> {
    let unchanged = |reps| Ok(Held { reps, words: String::new() });
    let Some(rest_mps) = rest_speed(base, &reps) else { return unchanged(reps) };
    let level_of = |rep: &MarkedRep| unheld_level(base, rep.span, rest_mps);
    let levels: Vec<Option<f64>> = reps.iter().map(level_of).collect();
    let (falls, count) = (levels.iter().flatten().count(), reps.len());
    if falls == 0 {
        return unchanged(reps);
    }
    if are_too_many(falls, count) {
        return Err(format!("{falls} of {count} marked reps had the speed of the rests for half of the time or more"));
    }
    let held = reps.iter().zip(&levels).filter(|(_, level)| level.is_none());
    let known: Vec<PressedRep> = held.map(|(rep, _)| PressedRep::of(base, rep.span)).collect();
    let run = |(rep, level): (&MarkedRep, &Option<f64>)| match *level {
        Some(level_mps) => part(base, rep, level_mps).filter(|part| FORGOTTEN.is_like_any(base, part.span, &known)),
        None => Some(*rep),
    };
    let kept: Vec<MarkedRep> = reps.iter().zip(&levels).filter_map(run).collect();
    Ok(Held { words: told(falls, count - kept.len()), reps: kept })
}

/// Median speed between the reps, m/s; `None` if no reps have a rest between them.
fn rest_speed(base: &Uniform, reps: &[MarkedRep]) -> Option<f64> {
    let rests = reps.windows(2).map(|pair| Span::new(pair[0].span.end_s, pair[1].span.start_s));
    middle(&rests.filter(|rest| rest.length_s() >= PIECE_S).map(|rest| base.mean_speed(rest)).collect::<Vec<_>>())
}

/// The speed between rest and running in a rep that was not held, m/s; `None` if the rep was held.
fn unheld_level(base: &Uniform, rep: Span, rest_mps: f64) -> Option<f64> {
    let count = (rep.length_s() / PIECE_S) as usize;
    let start_s = |k: usize| rep.start_s + PIECE_S * k as f64;
    let pieces: Vec<f64> = (0..count).map(|k| base.mean_speed(Span::new(start_s(k), start_s(k) + PIECE_S))).collect();
    let running_mps = quantile(&pieces, RUNNING);
    let level_mps = f64::midpoint(running_mps, rest_mps);
    let at_rest = pieces.iter().filter(|mps| **mps < level_mps).count();
    let is_held = running_mps > rest_mps && (at_rest as f64) < MOST_AT_REST * count as f64;
    (count >= LEAST_PIECES && !is_held).then_some(level_mps)
}

/// The part of a rep that was run. An edge near a mark stays at the mark.
fn part(base: &Uniform, rep: &MarkedRep, level_mps: f64) -> Option<MarkedRep> {
    let fast = fastest(base, rep.span, level_mps)?;
    let (start_s, end_s) = (fast.start_s - START_LAG_S, fast.end_s - END_LAG_S);
    let is_near = Ends { start: start_s - rep.span.start_s <= ANCHOR_S, end: rep.span.end_s - end_s <= ANCHOR_S };
    let span = Span::new(
        if is_near.start { rep.span.start_s } else { start_s },
        if is_near.end { rep.span.end_s } else { end_s },
    );
    let is_timed = Ends { start: rep.is_timed.start && is_near.start, end: rep.is_timed.end && is_near.end };
    let late_s = Ends {
        start: rep.late_s.start.filter(|_| is_near.start),
        end: if is_near.end { rep.late_s.end } else { Some(rep.span.end_s - end_s) },
    };
    Some(MarkedRep { span, is_timed, late_s })
}

/// What was done with so many reps that were not held, in words.
fn told(falls: usize, left_out: usize) -> String {
    let cut = falls - left_out;
    let parts = [(cut, "cut to the part that was run"), (left_out, "left out")];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
    let parts: Vec<String> = parts.collect();
    format!("{}: half of the time or more had the speed of the rests", parts.join(", "))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    /// A run by seconds and m/s in turn, with a mark at each change.
    fn run(of: &[(u32, f64)]) -> Uniform {
        let speed_mps: Vec<f64> = of.iter().flat_map(|&(seconds, mps)| vec![mps; seconds as usize]).collect();
        let distance_m = speed_mps.iter().scan(0.0, |sum, mps| Some(std::mem::replace(sum, *sum + mps))).collect();
        Uniform { distance_m, recorded: vec![true; speed_mps.len()], speed_mps, ..Uniform::default() }
    }

    fn marked(spans: &[(f64, f64)]) -> Vec<MarkedRep> {
        spans.iter().map(|&(start_s, end_s)| MarkedRep::timed(Span::new(start_s, end_s))).collect()
    }

    const REP: (u32, f64) = (100, 4.5);
    const REST: (u32, f64) = (60, 2.0);
    const THREE: [(f64, f64); 3] = [(0.0, 100.0), (160.0, 260.0), (320.0, 420.0)];

    #[test]
    fn reps_that_were_held_stay_as_marked() {
        let base = run(&[REP, REST, REP, REST, REP, REST]);
        let held = held(&base, marked(&THREE)).unwrap();
        assert_eq!((held.reps, held.words.as_str()), (marked(&THREE), ""));
    }

    #[test]
    fn a_lap_of_rep_and_jog_is_cut_to_the_rep() {
        let base = run(&[REP, REST, REP, REST, REP, (200, 2.8)]);
        let late = [THREE[0], THREE[1], (320.0, 620.0)];
        let held = held(&base, marked(&late)).unwrap();
        let last = held.reps[2];
        assert!((last.span.end_s - 420.0).abs() <= 4.0 && !last.is_timed.end && last.is_timed.start, "{last:?}");
        assert!(held.words.starts_with("1 cut to the part that was run"), "{}", held.words);
    }

    #[test]
    fn a_step_in_which_the_runner_stood_is_left_out() {
        let base = run(&[REP, REST, REP, REST, (100, 0.5), REST]);
        let held = held(&base, marked(&THREE)).unwrap();
        assert_eq!(held.reps, marked(&THREE[..2]));
        assert!(held.words.starts_with("1 left out"), "{}", held.words);
    }

    #[test]
    fn marks_that_were_not_run_are_refused() {
        let base = run(&[REP, REST, (40, 4.5), (60, 2.5), REST]);
        let told = held(&base, marked(&THREE[..2])).unwrap_err();
        assert_eq!(told, "1 of 2 marked reps had the speed of the rests for half of the time or more");
    }
}
