//! When a runner stood. A distance that stands is not enough: satellites lose a runner, and then the distance catches up.

use crate::clean::{Prepared, Uniform};
use crate::model::Span;
use crate::scores::kernel::passage::MOVING_MPS;
use crate::stats::known_median;

/// Shortest stop that counts, s.
pub(super) const STOP_S: usize = 10;
/// Time after a bout without distance in which the distance catches up, s.
const CATCH_UP_S: usize = 3;
/// A speed this many times the usual one is the distance that catches up. House rule: nobody starts from standing so fast.
const CATCH_UP: f64 = 2.0;

/// Whether the runner moved, for each second.
///
/// # Definition
/// A runner stood in the seconds of a pause, and in a bout of ten seconds or more below 0.5 m/s after which the speed is
/// less than twice the usual one for three seconds.
pub(crate) fn moves(base: &Uniform) -> Vec<bool> {
    let usual_mps =
        known_median(base.speed_mps.iter().copied().filter(|speed| *speed > MOVING_MPS)).unwrap_or(f64::INFINITY);
    let mut moves = Vec::with_capacity(base.speed_mps.len());
    for bout in base.speed_mps.chunk_by(|a, b| (*a > MOVING_MPS) == (*b > MOVING_MPS)) {
        let end = moves.len() + bout.len();
        let after = base.speed_mps.iter().skip(end).take(CATCH_UP_S);
        let catches_up = after.copied().fold(0.0, f64::max) > CATCH_UP * usual_mps;
        let is_stop = bout[0] <= MOVING_MPS && bout.len() >= STOP_S && !catches_up;
        let is_recorded = |second: usize| base.recorded.get(second).copied().unwrap_or(false);
        moves.extend((moves.len()..end).map(|second| bout[0] > MOVING_MPS || (!is_stop && is_recorded(second))));
    }
    moves
}

/// Seconds of movement in a span, of which [`moves`] tells the seconds. They are never more than the timer ran: where the
/// distance goes on over a pause, its seconds look like movement.
pub(crate) fn moving_s(prepared: &Prepared, moves: &[bool], span: Span) -> f64 {
    let seconds = moves.get(prepared.uniform.range(span)).unwrap_or_default();
    let moving = seconds.iter().filter(|moves| **moves).count() as f64;
    moving.min(prepared.timer_s(span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scores::fixture::prepared;

    fn counted_s(speeds: &[&[f64]]) -> usize {
        let speed_mps = speeds.concat();
        let base = Uniform { recorded: vec![true; speed_mps.len()], speed_mps, ..Uniform::default() };
        moves(&base).iter().filter(|moves| **moves).count()
    }

    #[test]
    fn a_stop_is_ten_seconds_without_a_jump_after_it() {
        let run = [4.0; 60];
        assert_eq!(counted_s(&[&run, &[0.0; 12], &run]), 120);
        assert_eq!(counted_s(&[&run, &[0.0; 14], &[28.0, 28.0], &run]), 136, "the satellites lost the runner");
        assert_eq!(counted_s(&[&run, &[0.0], &run, &[0.0; 4], &[7.5, 7.5], &run]), 187, "a flicker is no stop");
        assert_eq!(counted_s(&[&[0.0; 30]]), 0);
        assert_eq!(counted_s(&[]), 0);
    }

    #[test]
    fn a_pause_is_no_movement_however_short() {
        let mut base = Uniform { speed_mps: vec![4.0, 0.0, 4.0], recorded: vec![true; 3], ..Uniform::default() };
        base.recorded[1] = false;
        assert_eq!(moves(&base), [true, false, true]);
    }

    #[test]
    fn nobody_moves_longer_than_the_timer_ran() {
        let mut prepared = prepared(61);
        prepared.pauses.push(Span::new(20.0, 30.0));
        let all = moves(&prepared.uniform);
        let moved = |start_s: f64, end_s: f64| moving_s(&prepared, &all, Span::new(start_s, end_s));
        assert_eq!([moved(0.0, 60.0), moved(0.0, 20.0)].map(|seconds| seconds as i32), [50, 20]);
    }
}
