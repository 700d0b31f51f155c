//! Laps pressed by hand: the laps that stand out from their neighbours are the reps.
//!
//! A press is a statement of the runner, so reps need not be alike: a ladder, a mile before sprints and a last fast 300
//! are all marked. A rep must be faster than the laps on either side, and about as fast as the other reps of the
//! session (a longer rep a little slower). The first condition alone is not enough: a jog home and a warm-up also stand
//! out from a walk.

use super::easy::{Bout, Ease, LEAST_STANDOUT as LEAST_OVER_EASY};
use super::limits::{
    LEAST_M, LEAST_S, LEAST_SHARE, RUN_UP, RUN_UP_SHARE, TEMPO, faded, is_first_longer, is_one_pace, long_first, ratio,
};
use super::marks::{are_steps, auto_laps};
use super::pieces::{Piece, pieces};
use super::reading::{LapReading, MarkedRep};
use super::repair;
use crate::clean::Prepared;
use crate::model::{Activity, Lap, RUNNING_MPS};
use crate::segment::RepSource;
use crate::segment::ends::Ends;
use crate::stats::{middle, quantile};

/// A rep is faster than the laps on either side by at least this factor.
const LEAST_STANDOUT: f64 = 1.2;

/// A lap that stands out on one side only is a rep of the set, beside a forgotten press, if it has the pace of the median
/// rep and its length within this ratio.
const BESIDE_PRESS_LENGTH: f64 = 1.2;

/// Least speed, as a share of the median rep, of a lap that stands out and is named as a doubt.
const LEAST_DOUBTFUL: f64 = 0.6;

/// A first rep that is at least this many times as long as the median rep may have been meant as a warm-up.
const LONGER_FIRST: f64 = 1.5;

/// If a second lap is about as long as a tempo beside the set (within this ratio), both are a set of their own.
const TEMPO_PAIR: f64 = 1.5;

/// A single rep takes at least `LEAST_ALONE_S` seconds. At most the share `SLOW_SECONDS` of its seconds may be slower
/// than the easy running around it: a lap around a whole session is faster on average, too. House rules.
const LEAST_ALONE_S: f64 = 180.0;
const SLOW_SECONDS: f64 = 0.2;

/// The best choice of fast laps between slower ones.
pub(super) fn by_presses(_: &Activity, prepared: &Prepared, laps: &[Lap]) -> Result<LapReading, String> {
    if laps.is_empty() {
        // No laps in the file: this is no reason against laps.
        return Err(String::new());
    }
    if laps.len() < 3 {
        return Err("fewer than three laps".to_owned());
    }
    let automatic = auto_laps(&prepared.uniform, laps);
    let body = laps.len() - 1;
    if automatic[..body].iter().filter(|&&auto| auto).count() * 10 >= body * 7 {
        return Err("the laps are auto-laps".to_owned());
    }
    let pieces = pieces(prepared, laps, &automatic);
    let standing: Vec<usize> = (0..pieces.len()).filter(|&i| stands_out(&pieces, i)).collect();
    let Some(level) = RepLevel::of(&pieces, &standing) else {
        return alone(prepared, &pieces).ok_or_else(|| "the laps do not alternate".to_owned());
    };
    let chosen: Vec<usize> = (0..pieces.len()).filter(|&i| level.takes(&pieces, &standing, i)).collect();
    if chosen.len() < 2 {
        return alone(prepared, &pieces).ok_or_else(|| "the laps do not alternate clearly".to_owned());
    }
    let left_out = standing.iter().filter(|i| !chosen.contains(i) && level.may_take(&pieces, **i)).count();
    let mended = if are_steps(laps, &automatic) {
        repair::as_pressed(&pieces, &chosen)
    } else {
        repair::repair(&prepared.uniform, &pieces, &chosen)
    };
    let mut doubts = Vec::new();
    if left_out > 0 {
        doubts.push(format!("{} reps with the slower laps that stand out, too", chosen.len() + left_out));
    }
    if mended.is_doubtful {
        doubts.push(format!("{} reps as pressed", chosen.len()));
    }
    let why = format!("{} of {} pressed laps alternate with slower ones", chosen.len(), laps.len());
    let why = std::iter::once(why).chain(mended.words).collect::<Vec<_>>().join(", ");
    let lengths: Vec<f64> = mended.reps.iter().map(|rep| rep.span.length_s()).collect();
    doubts.extend(long_first(&lengths));
    let is_confirmed = mended.is_confirmed && !is_first_longer(&lengths, LONGER_FIRST);
    Ok(LapReading { source: RepSource::Laps, reps: mended.reps, why, doubts, is_confirmed })
}

/// The reading of a single lap that stands out from the easy running before and after it, and is faster throughout.
fn alone(prepared: &Prepared, pieces: &[Piece]) -> Option<LapReading> {
    let bout = |piece: &Piece| {
        let (span, speed_mps) = (piece.span, piece.timer_mps);
        Bout { span, timer_s: prepared.timer_s(span), speed_mps, step: None, goes_on: false }
    };
    let bouts: Vec<Bout> = pieces.iter().map(bout).collect();
    let unlabelled = Ease { has_label: Ends::both(false), before_mps: None, after_mps: None, between_mps: None };
    let [rep] = unlabelled.standing_out(&bouts)[..] else { return None };
    let place = bouts.iter().position(|bout| bout.span == rep.span)?;
    let easy = |bouts: &[Bout]| bouts.iter().filter(|bout| bout.is_run()).map(|bout| bout.speed_mps).reduce(f64::max);
    let (before_mps, after_mps) = (easy(&bouts[..place])?, easy(&bouts[place + 1..]).and_then(Ease::run)?);
    let mut speeds = prepared.uniform.speed_mps.get(prepared.uniform.range(rep.span))?.to_vec();
    speeds.sort_by(f64::total_cmp);
    let is_even = quantile(&speeds, SLOW_SECONDS) >= before_mps.max(after_mps);
    (is_even && rep.timer_s >= LEAST_ALONE_S && pieces[place].is_pressed.are_both()).then(|| LapReading {
        source: RepSource::Laps,
        reps: vec![MarkedRep::timed(rep.span)],
        why: "one pressed lap stands out from the easy running before and after it".to_owned(),
        doubts: Vec::new(),
        is_confirmed: false,
    })
}

fn beside(pieces: &[Piece], i: usize) -> impl Iterator<Item = usize> + Clone {
    let last = pieces.len();
    [i.checked_sub(1), (i + 1 < last).then_some(i + 1)].into_iter().flatten()
}

/// Whether a piece can be a rep and is faster than the laps on either side.
fn stands_out(pieces: &[Piece], i: usize) -> bool {
    can_be_rep(&pieces[i]) && beside(pieces, i).all(|j| pieces[i].speed_mps >= LEAST_STANDOUT * pieces[j].speed_mps)
}

fn can_be_rep(piece: &Piece) -> bool {
    let length_s = piece.span.length_s();
    let is_marked = piece.is_pressed.is_any();
    length_s >= LEAST_S && length_s * piece.speed_mps >= LEAST_M && piece.timer_mps >= RUNNING_MPS && is_marked
}

/// The usual speed and length of the session's reps.
struct RepLevel {
    speed_mps: f64,
    length_s: f64,
    /// The laps that share that speed.
    core: Vec<usize>,
}

impl RepLevel {
    /// The speed that most of the standing laps share; the fastest of equally shared speeds.
    fn of(pieces: &[Piece], standing: &[usize]) -> Option<Self> {
        let sharing = |speed: f64| {
            let shares = move |i: &usize| ratio(pieces[*i].timer_mps, speed) <= 1.0 / LEAST_SHARE;
            standing.iter().copied().filter(shares).collect::<Vec<usize>>()
        };
        let mut speeds: Vec<f64> = standing.iter().map(|&i| pieces[i].timer_mps).collect();
        speeds.sort_by(f64::total_cmp);
        let core = speeds.into_iter().map(sharing).max_by_key(Vec::len)?;
        let middle_of = |of: fn(&Piece) -> f64| middle(&core.iter().map(|&i| of(&pieces[i])).collect::<Vec<_>>());
        let (speed_mps, length_s) = (middle_of(|piece| piece.timer_mps)?, middle_of(|piece| piece.span.length_s())?);
        Some(Self { speed_mps, length_s, core })
    }

    /// Whether a piece is one of the reps.
    fn takes(&self, pieces: &[Piece], standing: &[usize], i: usize) -> bool {
        let (piece, is_standing) = (&pieces[i], standing.contains(&i));
        if self.is_easy_end(pieces, i) {
            return false;
        }
        is_standing && self.is_fast_enough(piece) && self.is_of_the_set(pieces, standing, i)
            || can_be_rep(piece) && self.is_median_rep(piece) && borders_rest(pieces, i)
    }

    /// Whether a piece is not much slower than the median rep, allowing for its length.
    fn is_fast_enough(&self, piece: &Piece) -> bool {
        faded(piece.timer_mps, piece.span.length_s() / self.length_s) >= LEAST_SHARE * self.speed_mps
    }

    /// Whether another reader might call a lap that stands out a rep: it is fast enough, and not too long.
    fn may_take(&self, pieces: &[Piece], i: usize) -> bool {
        let is_short = pieces[i].span.length_s() <= RUN_UP * self.longest_s(pieces, i);
        is_short && pieces[i].timer_mps >= LEAST_DOUBTFUL * self.speed_mps
    }

    /// The length of the longest other lap in the core, s.
    fn longest_s(&self, pieces: &[Piece], i: usize) -> f64 {
        self.core.iter().filter(|&&j| j != i).map(|&j| pieces[j].span.length_s()).fold(0.0, f64::max)
    }

    /// Whether the first or the last lap is nearer in speed to the easy running at the other end than to the reps. Such
    /// a lap stands out only from a walk.
    fn is_easy_end(&self, pieces: &[Piece], i: usize) -> bool {
        let last = pieces.len() - 1;
        let other = match i {
            0 => last,
            _ if i == last => 0,
            _ => return false,
        };
        let inner = self.core.iter().filter(|&&j| j != 0 && j != last).map(|&j| pieces[j].timer_mps);
        let level_mps = middle(&inner.collect::<Vec<_>>()).unwrap_or(self.speed_mps);
        let easy_mps = pieces[other].timer_mps;
        let is_easy = easy_mps >= RUNNING_MPS && level_mps >= LEAST_OVER_EASY * easy_mps;
        let speed_mps = faded(pieces[i].timer_mps, pieces[i].span.length_s() / self.length_s);
        is_easy && speed_mps < (easy_mps * level_mps).sqrt()
    }

    /// Whether a lap belongs to the set: it is no run before, after or beside the set.
    fn is_of_the_set(&self, pieces: &[Piece], standing: &[usize], i: usize) -> bool {
        let length_s = pieces[i].span.length_s();
        let is_outermost = |i: usize| i == 0 || i + 1 == pieces.len();
        let is_jog = is_outermost(i) && pieces[i].timer_mps < RUN_UP_SHARE * self.speed_mps;
        let is_as_long = |j: usize| ratio(pieces[j].span.length_s(), length_s) <= TEMPO_PAIR;
        let is_another = |j: usize| j != i && !is_outermost(j) && is_as_long(j) && self.is_fast_enough(&pieces[j]);
        let most = if is_jog { RUN_UP } else { TEMPO };
        length_s <= most * self.longest_s(pieces, i) || !is_outermost(i) && standing.iter().any(|&j| is_another(j))
    }

    /// Whether a piece has the pace and the length of the median rep. Such a piece need not stand out on both sides: in a
    /// lap beside it, a press may have been forgotten.
    fn is_median_rep(&self, piece: &Piece) -> bool {
        is_one_pace(piece.timer_mps, self.speed_mps)
            && ratio(piece.span.length_s(), self.length_s) <= BESIDE_PRESS_LENGTH
    }
}

fn borders_rest(pieces: &[Piece], i: usize) -> bool {
    beside(pieces, i).any(|j| pieces[i].speed_mps >= LEAST_STANDOUT * pieces[j].speed_mps)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    /// Laps in a row by seconds and m/s, all pressed.
    fn laps(of: &[(f64, f64)]) -> Vec<Piece> {
        let mut now = 0.0;
        let mut pieces = Vec::new();
        for &(seconds, speed_mps) in of {
            let span = Span::new(now, now + seconds);
            pieces.push(Piece { span, speed_mps, timer_mps: speed_mps, is_pressed: Ends::both(true) });
            now += seconds;
        }
        pieces
    }

    fn reps(of: &[(f64, f64)]) -> Vec<usize> {
        let pieces = laps(of);
        let standing: Vec<usize> = (0..pieces.len()).filter(|&i| stands_out(&pieces, i)).collect();
        let Some(level) = RepLevel::of(&pieces, &standing) else { return Vec::new() };
        (0..pieces.len()).filter(|&i| level.takes(&pieces, &standing, i)).collect()
    }

    const REST: (f64, f64) = (90.0, 1.4);

    #[test]
    fn reps_need_not_be_alike() {
        let ladder =
            [(600.0, 2.6), (240.0, 4.6), REST, (120.0, 5.1), REST, (60.0, 5.6), REST, (30.0, 6.3), (500.0, 2.4)];
        assert_eq!(reps(&ladder), [1, 3, 5, 7]);
    }

    #[test]
    fn a_jog_home_and_a_warm_up_before_a_walk_are_none() {
        let session = [(900.0, 3.0), REST, (200.0, 4.5), REST, (200.0, 4.5), REST, (200.0, 4.6), REST, (300.0, 3.1)];
        assert_eq!(reps(&session), [2, 4, 6]);
    }

    #[test]
    fn an_easy_end_is_told_by_the_other_end() {
        // Two reps at 4.1 m/s after 15 min at 3.3 m/s, then ten minutes home at 0.8 of the speed of the reps.
        let (rep, easy) = ((480.0, 4.1), (900.0, 3.3));
        assert_eq!(reps(&[easy, rep, REST, rep, REST, (600.0, 3.35)]), [1, 3]);
        assert_eq!(reps(&[easy, REST, rep, REST, rep, REST, (600.0, 3.35)]), [2, 4]);
        // A last rep that went wrong is still a rep, and so is a long rep after short ones.
        assert_eq!(reps(&[easy, rep, REST, rep, REST, (480.0, 3.75)]), [1, 3, 5]);
        assert_eq!(reps(&[easy, (37.0, 5.5), REST, (37.0, 5.4), REST, (38.0, 5.5), REST, (70.0, 4.6)]), [1, 3, 5, 7]);
    }

    #[test]
    fn one_long_run_beside_the_set_is_none_and_two_are_reps() {
        let set = [REST, (32.0, 6.2), REST, (31.0, 6.3), REST, (31.0, 6.4), (500.0, 2.4)];
        let one: Vec<(f64, f64)> = [(600.0, 2.5), (320.0, 5.1)].into_iter().chain(set).collect();
        assert_eq!(reps(&one), [3, 5, 7]);
        let two: Vec<(f64, f64)> = [(600.0, 2.5), (320.0, 5.1), REST, (330.0, 5.1)].into_iter().chain(set).collect();
        assert_eq!(reps(&two), [1, 3, 5, 7, 9]);
    }

    #[test]
    fn even_laps_and_double_presses_are_none() {
        assert_eq!(reps(&[(300.0, 3.0), (310.0, 3.1), (290.0, 3.2), (300.0, 2.9)]), [] as [usize; 0]);
        assert_eq!(reps(&[(300.0, 2.0), (8.0, 4.0), (50.0, 1.0), (8.0, 4.0), (50.0, 1.0)]), [] as [usize; 0]);
    }
}
