//! Presses that were forgotten or came late, repaired from the speed.
//!
//! In: the laps, and which of them are reps. Out: the reps as they were run. A press is only overruled where the speed is
//! plain: a stretch like the other reps that no lap tells of, a rest inside a lap, an edge that lies much earlier than
//! the press although this runner's other presses agree with the speed.

use super::MarkedRep;
use super::presses::Piece;
use super::stretch::{fall, fastest, rise, slowest};
use crate::clean::Uniform;
use crate::model::Span;
use crate::stats::{middle, quantile};

/// The speed crosses the middle between rest and rep this long after the press, s: a runner presses, then speeds up or
/// slows down. The same for all devices.
const START_LAG_S: f64 = 1.25;
const END_LAG_S: f64 = 2.6;

/// A press that is late by at least this is reported, s: nine of ten edges of the speed are nearer than 4 s.
const REPORTED_S: f64 = 4.5;

/// From this on a press is overruled, s; and in short reps from a fifth of them on, but never below the second figure.
const OVERRULED_S: (f64, f64) = (8.0, 5.0);
const OVERRULED_SHARE: f64 = 0.2;

/// All between an edge and a press is plainly of one kind when it lies this far from the middle between rest and rep, as a
/// share of the way to either.
const PLAIN: f64 = 0.3;

/// No press is looked for farther from the edge than this, s.
const LATEST_S: f64 = 30.0;

/// An edge of the speed this near to a press is that press, s.
const ANCHOR_S: f64 = 8.0;

/// A forgotten rep is as long as another one, as a ratio, and as fast, as a share.
const LIKE_LENGTH: f64 = 1.6;
const LIKE_SPEED: f64 = 0.88;

/// The same for one before the first or after the last rep, which more can be mistaken for.
const OUTER_LENGTH: f64 = 1.25;
const OUTER_SPEED: f64 = 0.94;

/// The shortest rep and rest that are repaired, s.
const LEAST_REP_S: f64 = 9.0;
const LEAST_REST_S: f64 = 8.0;

/// The reps after repair.
#[derive(Debug, Default)]
pub(super) struct Mended {
    /// In order.
    pub(super) reps: Vec<MarkedRep>,
    /// What was done, in words.
    pub(super) words: Vec<String>,
    /// Whether what was not pressed leaves room for another reading.
    pub(super) is_doubtful: bool,
    /// Whether the speed has an edge at every press, as far from it as this runner's other presses.
    pub(super) is_confirmed: bool,
}

/// The chosen laps with forgotten and late presses put right.
pub(super) fn repair(base: &Uniform, pieces: &[Piece], chosen: &[usize]) -> Mended {
    let pressed: Vec<Span> = chosen.iter().map(|&i| pieces[i].span).collect();
    let Some(bench) = Bench::of(base, pieces, chosen) else {
        return Mended { reps: pressed.into_iter().map(MarkedRep::timed).collect(), ..Mended::default() };
    };
    let split: Vec<MarkedRep> = pressed.iter().flat_map(|&lap| bench.split(lap)).collect();
    let (on_time, is_confirmed) = bench.on_time(split);
    let reps = bench.with_forgotten(on_time);
    let is_doubtful = bench.is_doubtful(&reps, Span::new(pressed[0].start_s, pressed[pressed.len() - 1].end_s));
    Mended { words: told(&reps), is_doubtful, is_confirmed, reps }
}

/// What repairs are measured with.
struct Bench<'a> {
    base: &'a Uniform,
    /// All presses, in order, s.
    presses: Vec<f64>,
    /// The laps taken for reps: length in s and speed in m/s.
    known: Vec<(f64, f64)>,
    /// Half way between the rests and the slowest rep, m/s, and half of what lies between.
    middle_mps: f64,
    half_mps: f64,
    /// The usual and the longest rest, s.
    rest_s: f64,
    longest_rest_s: f64,
}

impl<'a> Bench<'a> {
    fn of(base: &'a Uniform, pieces: &[Piece], chosen: &[usize]) -> Option<Self> {
        let rests: Vec<&Piece> = chosen.windows(2).flat_map(|pair| &pieces[pair[0] + 1..pair[1]]).collect();
        let known: Vec<(f64, f64)> =
            chosen.iter().map(|&i| (pieces[i].span.length_s(), base.mean_speed(pieces[i].span))).collect();
        let slowest = known.iter().map(|rep| rep.1).fold(f64::INFINITY, f64::min);
        // The quicker quarter of the rests may hold forgotten reps.
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

    /// A lap that holds two reps and the rest between them, as the two; any other lap as it is.
    fn split(&self, lap: Span) -> Vec<MarkedRep> {
        match self.halves(lap) {
            Some([first, second]) => {
                let half = |span, is_timed| MarkedRep { span, is_timed, late_s: (None, None) };
                vec![half(first, (true, false)), half(second, (false, true))]
            }
            None => vec![MarkedRep::timed(lap)],
        }
    }

    /// The two reps of a stretch with a rest between them.
    fn halves(&self, stretch: Span) -> Option<[Span; 2]> {
        let shortest_s = self.known.iter().map(|rep| rep.0).fold(f64::INFINITY, f64::min);
        if stretch.length_s() < LIKE_LENGTH * shortest_s {
            return None;
        }
        let rest = slowest(self.base, stretch, self.middle_mps)?;
        let is_rest = rest.length_s() >= LEAST_REST_S.max(self.rest_s / 2.0)
            && self.base.mean_speed(rest) <= self.middle_mps - PLAIN * self.half_mps;
        let halves =
            [Span::new(stretch.start_s, rest.start_s - END_LAG_S), Span::new(rest.end_s - START_LAG_S, stretch.end_s)];
        (is_rest && halves.iter().all(|&half| self.is_like(half, LIKE_LENGTH, LIKE_SPEED))).then_some(halves)
    }

    /// Whether a stretch is about as long and as fast as some rep that was pressed.
    fn is_like(&self, span: Span, length: f64, speed: f64) -> bool {
        let (seconds, mps) = (span.length_s(), self.base.mean_speed(span));
        seconds >= LEAST_REP_S
            && self.known.iter().any(|rep| {
                let by = seconds / rep.0;
                by <= length && by >= 1.0 / length && mps >= speed * rep.1
            })
    }

    /// Each press with how late it is; those overruled that are plainly wrong. Also whether all agree with the speed.
    fn on_time(&self, reps: Vec<MarkedRep>) -> (Vec<MarkedRep>, bool) {
        let starts: Vec<Option<Lateness>> = (0..reps.len()).map(|i| self.start_late(&reps, i)).collect();
        let ends: Vec<Option<Lateness>> = (0..reps.len()).map(|i| self.end_late(&reps, i)).collect();
        let habit = (habit(&starts), habit(&ends));
        let is_confirmed = are_near(&starts, habit.0) && are_near(&ends, habit.1);
        let mut out = reps;
        for (rep, (start, end)) in out.iter_mut().zip(starts.into_iter().zip(ends)) {
            rep.late_s = (reported(start, habit.0), reported(end, habit.1));
            let length_s = rep.span.length_s();
            if let Some(by) = rep.late_s.0.filter(|&by| self.is_overruled(by, length_s, length_s + by)) {
                (rep.span.start_s, rep.is_timed.0) = (rep.span.start_s - by, false);
            }
            if let Some(by) = rep.late_s.1.filter(|&by| self.is_overruled(by, length_s, length_s - by)) {
                (rep.span.end_s, rep.is_timed.1) = (rep.span.end_s - by, false);
            }
        }
        (out, is_confirmed)
    }

    /// Whether a press is so late that the speed's edge serves better: by much for such a rep, and so that the rep
    /// becomes more like another one.
    fn is_overruled(&self, late_s: f64, recorded_s: f64, mended_s: f64) -> bool {
        let others = |seconds: f64| {
            let others = self.known.iter().filter(|rep| (rep.0 - recorded_s).abs() > 0.01);
            others.map(|rep| (seconds / rep.0).ln().abs()).fold(f64::INFINITY, f64::min)
        };
        let most = OVERRULED_S.0.min(OVERRULED_S.1.max(OVERRULED_SHARE * recorded_s));
        late_s >= most && others(mended_s) < others(recorded_s)
    }

    /// How late a rep's start was pressed.
    fn start_late(&self, reps: &[MarkedRep], i: usize) -> Option<Lateness> {
        let span = reps[i].span;
        let before = i.checked_sub(1).map_or(self.base.start_s, |p| reps[p].span.end_s);
        let window = Span::new((span.start_s - LATEST_S).max(before), span.start_s + span.length_s() / 2.0);
        let edge = rise(self.base, window, self.middle_mps)?;
        let is_fast = self.base.mean_speed(Span::new(edge, span.start_s)) >= self.middle_mps + PLAIN * self.half_mps;
        let is_plain = edge > window.start_s + 1.0 && is_fast;
        reps[i].is_timed.0.then_some(Lateness { late_s: span.start_s - (edge - START_LAG_S), is_plain })
    }

    /// How late a rep's end was pressed.
    fn end_late(&self, reps: &[MarkedRep], i: usize) -> Option<Lateness> {
        let span = reps[i].span;
        let whole_end = self.base.clock_s(self.base.len().saturating_sub(1));
        let after = reps.get(i + 1).map_or(whole_end, |next| next.span.start_s);
        let window = Span::new(span.start_s, (span.end_s + LATEST_S).min(after));
        let edge = fall(self.base, window, self.middle_mps)?;
        let is_plain = self.base.mean_speed(Span::new(edge, span.end_s)) <= self.middle_mps - PLAIN * self.half_mps;
        reps[i].is_timed.1.then_some(Lateness { late_s: span.end_s - (edge - END_LAG_S), is_plain })
    }

    /// The reps and those between, right before and right after them that no lap tells of.
    fn with_forgotten(&self, reps: Vec<MarkedRep>) -> Vec<MarkedRep> {
        let (Some(first), Some(last)) = (reps.first(), reps.last()) else { return reps };
        let mut found = Vec::new();
        for pair in reps.windows(2) {
            self.search(Span::new(pair[0].span.end_s, pair[1].span.start_s), false, &mut found);
        }
        let longest = self.known.iter().map(|rep| rep.0).fold(0.0, f64::max);
        let reach = LIKE_LENGTH * (self.longest_rest_s + longest);
        let first_s = |reps: &[MarkedRep]| reps.iter().map(|rep| rep.span.start_s).reduce(f64::min);
        let last_s = |reps: &[MarkedRep]| reps.iter().map(|rep| rep.span.end_s).reduce(f64::max);
        // Outward from the set, rep by rep: farther out lies running of other kinds.
        let mut edge = Some(first.span.start_s);
        while let Some(end) = edge {
            let known = found.len();
            self.search(Span::new((end - reach).max(self.base.start_s), end), true, &mut found);
            edge = first_s(&found[known..]);
        }
        edge = Some(last.span.end_s);
        while let Some(start) = edge {
            let known = found.len();
            self.search(Span::new(start, start + reach), true, &mut found);
            edge = last_s(&found[known..]);
        }
        let mut all = reps;
        all.extend(found);
        all.sort_by(|a, b| a.span.start_s.total_cmp(&b.span.start_s));
        all
    }

    /// Adds the reps in a window, the plainest first, then those before and after it.
    fn search(&self, window: Span, is_outer: bool, found: &mut Vec<MarkedRep>) {
        if window.length_s() < LEAST_REP_S + 2.0 * LEAST_REST_S {
            return;
        }
        let Some(fast) = fastest(self.base, window, self.middle_mps) else { return };
        let whole = Span::new(fast.start_s - START_LAG_S, fast.end_s - END_LAG_S);
        // A short rest between two reps costs less than the second rep brings.
        let parts = self.halves(whole).map_or_else(|| vec![whole], Vec::from);
        let reps: Vec<MarkedRep> = parts.into_iter().map(|part| self.marked(part)).collect();
        if !reps.iter().all(|rep| self.is_forgotten(rep, window, is_outer)) {
            return;
        }
        let (Some(first), Some(last)) = (reps.first(), reps.last()) else { return };
        let sides = [Span::new(window.start_s, first.span.start_s), Span::new(last.span.end_s, window.end_s)];
        found.extend(reps);
        for side in sides {
            self.search(side, is_outer, found);
        }
    }

    /// A stretch with its edges at the presses nearby.
    fn marked(&self, stretch: Span) -> MarkedRep {
        let (start, end) = (self.pressed_near(stretch.start_s), self.pressed_near(stretch.end_s));
        let span = Span::new(start.unwrap_or(stretch.start_s), end.unwrap_or(stretch.end_s));
        MarkedRep { span, is_timed: (start.is_some(), end.is_some()), late_s: (None, None) }
    }

    /// Whether a stretch is a rep with a rest on either side; outside the set one of its edges must have been pressed.
    fn is_forgotten(&self, rep: &MarkedRep, window: Span, is_outer: bool) -> bool {
        let has_rests =
            rep.span.start_s >= window.start_s + LEAST_REST_S && rep.span.end_s <= window.end_s - LEAST_REST_S;
        let (length, speed) = if is_outer { (OUTER_LENGTH, OUTER_SPEED) } else { (LIKE_LENGTH, LIKE_SPEED) };
        let is_marked = !is_outer || rep.is_timed.0 || rep.is_timed.1;
        has_rests && is_marked && self.is_like(rep.span, length, speed)
    }

    /// Whether a rep that was not pressed lies outside the pressed ones or is not quite like them, or there was more than
    /// one slip: a press between two such reps tells them apart.
    fn is_doubtful(&self, reps: &[MarkedRep], pressed: Span) -> bool {
        let forgotten: Vec<&MarkedRep> =
            reps.iter().filter(|rep| rep.late_s == (None, None) && rep.is_timed != (true, true)).collect();
        let is_plain =
            |rep: &&MarkedRep| pressed.overlap_s(rep.span) > 0.0 && self.is_like(rep.span, OUTER_LENGTH, OUTER_SPEED);
        let is_apart = |pair: &[&MarkedRep]| {
            let between = pair[0].span.end_s..=pair[1].span.start_s;
            self.presses.iter().any(|press| between.contains(press))
        };
        !forgotten.iter().all(is_plain) || forgotten.windows(2).any(is_apart)
    }

    fn pressed_near(&self, edge: f64) -> Option<f64> {
        let near = self.presses.iter().copied().filter(|press| (press - edge).abs() <= ANCHOR_S);
        near.min_by(|a, b| (a - edge).abs().total_cmp(&(b - edge).abs()))
    }
}

/// How much later than the speed's own edge a press came.
#[derive(Debug, Clone, Copy)]
struct Lateness {
    /// By how much, s; negative when earlier.
    late_s: f64,
    /// Whether all between the two is plainly run at the pace of a rep (at its end: of a rest).
    is_plain: bool,
}

/// How late a runner usually presses by the speed of this watch, s: the lower middle, so that one late press of two is
/// not the habit.
fn habit(presses: &[Option<Lateness>]) -> f64 {
    let mut late: Vec<f64> = presses.iter().flatten().map(|press| press.late_s).collect();
    late.sort_by(f64::total_cmp);
    late.get(late.len().saturating_sub(1) / 2).copied().unwrap_or(0.0)
}

/// Whether the speed has an edge at each press.
fn are_near(presses: &[Option<Lateness>], habit_s: f64) -> bool {
    presses.iter().all(|press| press.is_some_and(|press| (press.late_s - habit_s).abs() <= ANCHOR_S))
}

/// How late beyond habit, where that is plain and more than the speed's edges are uncertain.
fn reported(press: Option<Lateness>, habit_s: f64) -> Option<f64> {
    press.filter(|press| press.is_plain).map(|press| press.late_s - habit_s).filter(|&late_s| late_s >= REPORTED_S)
}

/// The repairs in words.
fn told(reps: &[MarkedRep]) -> Vec<String> {
    let mut words = Vec::new();
    for (number, rep) in (1..).zip(reps) {
        for (late, is_timed, edge) in [(rep.late_s.0, rep.is_timed.0, "start"), (rep.late_s.1, rep.is_timed.1, "end")] {
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
