//! Repairs forgotten and late presses from the speed.
//!
//! In: the laps, and which laps are reps. Out: the reps as they were run. A repair is made only where the speed is
//! clear: a stretch is like the other reps but no lap marks it; a rest lies inside a lap; an edge lies much earlier
//! than the press although this runner's other presses agree with the speed; most of a lap is rest.

mod forgotten;
pub(super) mod held;
mod late;

use super::limits::{LEAST_S, ratio};
use super::pieces::Piece;
use super::reading::MarkedRep;
use crate::clean::Uniform;
use crate::model::Span;
use crate::stats::{middle, quantile};

/// The running between an edge and a press is clearly rest or clearly rep if its speed is at least this far from the
/// middle between the two, as a share of the difference from the middle to either.
const PLAIN: f64 = 0.3;

/// An edge of the speed and a press at most this far apart are the same edge, s.
const ANCHOR_S: f64 = 8.0;

/// The reps after repair.
#[derive(Debug, Default)]
pub(super) struct Mended {
    /// In order.
    pub(super) reps: Vec<MarkedRep>,
    /// What was done, in words.
    pub(super) words: Vec<String>,
    /// Whether the added reps leave room for another reading.
    pub(super) is_doubtful: bool,
    /// Whether the speed has an edge at every press, as late as at this runner's other presses.
    pub(super) is_confirmed: bool,
}

/// The press that belongs to an edge of the speed; `None` if no press is near.
pub(super) fn pressed_near(presses: &[f64], edge: f64) -> Option<f64> {
    let near = presses.iter().copied().filter(|press| (press - edge).abs() <= ANCHOR_S);
    near.min_by(|a, b| (a - edge).abs().total_cmp(&(b - edge).abs()))
}

/// The chosen laps with forgotten and late presses repaired.
pub(super) fn repair(base: &Uniform, pieces: &[Piece], chosen: &[usize]) -> Mended {
    let pressed: Vec<Span> = chosen.iter().map(|&i| pieces[i].span).collect();
    let Some(bench) = Bench::of(base, pieces, chosen) else { return as_pressed(pieces, chosen) };
    let split: Vec<MarkedRep> = pressed.iter().flat_map(|&lap| bench.split(lap)).collect();
    let (on_time, is_confirmed) = bench.on_time(split);
    let reps = bench.with_forgotten(on_time);
    let is_doubtful = bench.is_doubtful(&reps, Span::new(pressed[0].start_s, pressed[pressed.len() - 1].end_s));
    Mended { words: told(&reps), is_doubtful, is_confirmed, reps }
}

/// The chosen laps with only late presses repaired, for laps with labels: the labels say how many reps there are.
pub(super) fn on_time(base: &Uniform, pieces: &[Piece], chosen: &[usize]) -> Mended {
    let Some(bench) = Bench::of(base, pieces, chosen) else { return as_pressed(pieces, chosen) };
    let (reps, _) = bench.on_time(as_pressed(pieces, chosen).reps);
    Mended { words: told(&reps), reps, ..Mended::default() }
}

/// The chosen laps as they are.
pub(super) fn as_pressed(pieces: &[Piece], chosen: &[usize]) -> Mended {
    let reps = chosen.iter().map(|&i| MarkedRep::timed(pieces[i].span)).collect();
    Mended { reps, ..Mended::default() }
}

/// A rep as it was pressed.
#[derive(Debug, Clone, Copy)]
struct PressedRep {
    length_s: f64,
    speed_mps: f64,
}

impl PressedRep {
    fn of(base: &Uniform, span: Span) -> Self {
        Self { length_s: span.length_s(), speed_mps: base.mean_speed(span) }
    }
}

/// How like a pressed rep a stretch must be.
#[derive(Debug, Clone, Copy)]
struct PressedLike {
    /// The largest ratio of the lengths.
    ratio: f64,
    /// The least share of the speed.
    speed_share: f64,
}

impl PressedLike {
    /// Whether a stretch is like some pressed rep.
    fn is_like_any(self, base: &Uniform, span: Span, known: &[PressedRep]) -> bool {
        let (seconds, mps) = (span.length_s(), base.mean_speed(span));
        let is_like =
            |rep: &PressedRep| ratio(seconds, rep.length_s) <= self.ratio && mps >= self.speed_share * rep.speed_mps;
        seconds >= LEAST_S && known.iter().any(is_like)
    }
}

/// The values that repairs are measured against.
struct Bench<'a> {
    base: &'a Uniform,
    /// All presses, in order, s.
    presses: Vec<f64>,
    /// The laps taken for reps.
    known: Vec<PressedRep>,
    /// The middle between the speed of the rests and of the slowest rep, m/s, and half the difference between the two.
    middle_mps: f64,
    half_mps: f64,
    /// The median and the longest rest, s.
    rest_s: f64,
    longest_rest_s: f64,
}

impl<'a> Bench<'a> {
    fn of(base: &'a Uniform, pieces: &[Piece], chosen: &[usize]) -> Option<Self> {
        let rests: Vec<&Piece> = chosen.windows(2).flat_map(|pair| &pieces[pair[0] + 1..pair[1]]).collect();
        let known: Vec<PressedRep> = chosen.iter().map(|&i| PressedRep::of(base, pieces[i].span)).collect();
        let slowest = known.iter().map(|rep| rep.speed_mps).fold(f64::INFINITY, f64::min);
        // The faster rests may hold forgotten reps, so the slow quarter counts.
        let mut speeds: Vec<f64> = rests.iter().map(|piece| piece.speed_mps).collect();
        speeds.sort_by(f64::total_cmp);
        let rest_mps = (!speeds.is_empty()).then(|| quantile(&speeds, 0.25))?;
        let lengths: Vec<f64> = rests.iter().map(|piece| piece.span.length_s()).collect();
        let mut presses: Vec<f64> = pieces.iter().flat_map(|piece| [piece.span.start_s, piece.span.end_s]).collect();
        presses.dedup();
        Some(Self {
            base,
            presses,
            known,
            middle_mps: f64::midpoint(slowest, rest_mps),
            half_mps: (slowest - rest_mps) / 2.0,
            rest_s: middle(&lengths)?,
            longest_rest_s: lengths.iter().copied().fold(0.0, f64::max),
        })
        .filter(|bench| bench.half_mps > 0.0)
    }

    /// Whether a stretch is like some pressed rep.
    fn is_as_pressed(&self, span: Span, like: PressedLike) -> bool {
        like.is_like_any(self.base, span, &self.known)
    }
}

/// The repairs in words.
fn told(reps: &[MarkedRep]) -> Vec<String> {
    let mut words = Vec::new();
    for (number, rep) in (1..).zip(reps) {
        for (late, is_timed, edge) in
            [(rep.late_s.start, rep.is_timed.start, "start"), (rep.late_s.end, rep.is_timed.end, "end")]
        {
            match (late, is_timed) {
                (Some(by), true) => words.push(format!("the {edge} of rep {number} was pressed about {by:.0} s late")),
                (Some(by), false) => {
                    words.push(format!("the {edge} of rep {number}, pressed {by:.0} s late, is taken from the speed"));
                }
                (None, false) => {
                    words.push(format!("the {edge} of rep {number} was not pressed: taken from the speed"));
                }
                (None, true) => {}
            }
        }
    }
    words
}
