//! Curves from evidence to log odds: the evidence that a stretch is a rep, and that two stretches are reps in a row.
//!
//! Each piece of evidence has its own curve, straight between a few knots. The log odds of a reading are the sum over
//! its reps. The knots are chosen by hand. The log odds at the knots are learned from simulated sessions only (see
//! `benches/train.rs`): so they hold no runner's files, and anyone can reproduce them.

use super::learned::LEARNED;

/// A curve from one piece of evidence to log odds.
#[derive(Debug, Clone, Copy)]
pub struct Curve {
    /// The evidence, in a few words.
    #[cfg_attr(not(feature = "learning"), expect(dead_code, reason = "the trainer alone writes it"))]
    pub name: &'static str,
    /// Where the curve may bend, in rising order. Outside the knots the curve is level.
    pub knots: &'static [f64],
    /// The knots between the first and the last; the rest is infinite.
    inner: [f64; INNER],
}

/// The most knots of a curve between the first and the last.
const INNER: usize = 10;

impl Curve {
    /// Whether the last knot stands for missing evidence.
    #[cfg(feature = "learning")]
    pub fn has_unknown(&self) -> bool {
        self.knots.last() == Some(&UNKNOWN)
    }
}

pub(super) const fn curve(name: &'static str, knots: &'static [f64]) -> Curve {
    let mut inner = [f64::INFINITY; INNER];
    let mut i = 1;
    while i < knots.len() - 1 {
        inner[i - 1] = knots[i];
        i += 1;
    }
    Curve { name, knots, inner }
}

const STEPS: &[f64] = &[-0.1, 0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.45, 0.65, 0.9, 2.0];
const FASTER: &[f64] = &[-0.2, -0.1, 0.0, 0.05, 0.1, 0.2, 0.35, 0.6, 1.2];

const LEFT_OUT: &[f64] = &[0.0, 2.2, 2.7, 3.1, 3.4, 3.8, 4.5, 5.5];

/// Curves for a single stretch. Ratios are logarithmic.
pub(super) const STRETCH: [Curve; 9] = [
    // The last knot stands for the edge of the recording.
    curve("step of speed at the start, as a share of the speed", STEPS),
    curve("step of speed at the end, as a share of the speed", STEPS),
    curve("the smaller of the two", &[-0.1, 0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.45, 0.65]),
    curve("length in time (ln s)", &[2.2, 2.5, 2.9, 3.4, 4.1, 4.8, 5.5, 6.2, 7.0]),
    curve("range of thresholds at which it shows", &[0.0, 0.03, 0.08, 0.15, 0.3, 0.5, 0.8]),
    curve("speed over its slowest 8 s", &[0.0, 0.05, 0.1, 0.2, 0.4, 0.8]),
    curve("speed over the usual speed of the activity", &[-0.2, 0.0, 0.1, 0.2, 0.35, 0.5, 0.8]),
    curve("best effort of the activity over so long, over its speed", &[0.0, 0.02, 0.05, 0.1, 0.15, 0.25, 0.4]),
    curve("speed (ln m/s)", &[0.7, 0.9, 1.05, 1.2, 1.35, 1.5, 1.7, 1.9]),
];

/// The value for a missing cadence: the last knot of its curve.
pub(super) const UNKNOWN: f64 = 1000.0;

const PEAKS: &[f64] = &[-0.1, 0.1, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8];

/// Curves for a rep, a recovery and the next rep. Of the last two curves, only the one that fits counts.
pub(super) const LINK: [Curve; 10] = [
    curve("slower rep over the recovery", &[-0.05, 0.05, 0.1, 0.2, 0.3, 0.45, 0.7, 1.2]),
    curve("slower rep over the fastest 10 s of the recovery", &[-0.1, 0.0, 0.05, 0.1, 0.2, 0.35, 0.6, 1.2]),
    curve("slower rep over the fastest 30 s of the recovery", &[-0.1, 0.0, 0.05, 0.1, 0.2, 0.35, 0.6, 1.2]),
    curve("length of the recovery (ln s)", &[1.5, 2.3, 3.0, 3.7, 4.4, 5.0, 5.6, 6.3, 7.1]),
    curve("length of the recovery over the reps'", &[-3.0, -2.0, -1.2, -0.5, 0.2, 0.9, 1.6, 2.5]),
    curve("unlikeness of the reps, in time or distance", &[0.0, 0.03, 0.07, 0.12, 0.25, 0.5, 1.0, 2.0]),
    curve("unlikeness of their speeds, longer reps being slower", &[0.0, 0.03, 0.06, 0.1, 0.15, 0.25, 0.4]),
    curve(
        "cadence of the reps over the recovery's (steps/min)",
        &[-10.0, -2.0, 2.0, 6.0, 10.0, 20.0, 40.0, 80.0, UNKNOWN],
    ),
    curve("slower rep's fastest 5 s over the usual speed, the recovery run or walked", PEAKS),
    curve("slower rep's fastest 5 s over the usual speed, the recovery stood", PEAKS),
];

/// Curves for the first rep and all before it.
pub(super) const BEFORE: [Curve; 5] = [
    curve("first rep over the fastest 10 s before it", FASTER),
    curve("first rep over the fastest 30 s before it", FASTER),
    curve("first rep over the fastest 60 s before it", FASTER),
    curve("longest clear stretch before it that is as fast (ln s)", LEFT_OUT),
    curve("time before it (ln s)", &[0.0, 2.0, 4.0, 5.0, 6.0, 7.0, 8.0]),
];

/// Curves for the last rep and all after it.
pub(super) const AFTER: [Curve; 5] = [
    curve("last rep over the fastest 10 s after it", FASTER),
    curve("last rep over the fastest 30 s after it", FASTER),
    curve("last rep over the fastest 60 s after it", FASTER),
    curve("longest clear stretch after it that is as fast (ln s)", LEFT_OUT),
    curve("time after it (ln s)", &[0.0, 2.0, 4.0, 5.0, 6.0, 7.0, 8.0]),
];

const CHANGES: &[f64] = &[0.0, 0.1, 0.2, 0.4, 0.7, 1.2, 2.0];

/// Curves for three reps in a row. Of the last two curves, only the one that fits counts: a break between sets is long
/// and quiet, but a recovery that is long because it holds a missed rep is not quiet.
pub(super) const RHYTHM: [Curve; 3] = [
    curve("third rep more like the first than like the second", &[0.0, 0.05, 0.15, 0.3, 0.6, 1.2, 2.0]),
    curve("change of recovery length, the longer one quiet", CHANGES),
    curve("change of recovery length, the longer one with fast running in it", CHANGES),
];

/// For each curve, the index of its first log odds, counted from `at`.
pub(super) const fn places<const N: usize>(curves: &[Curve; N], mut at: usize) -> [usize; N] {
    let mut out = [0; N];
    let mut i = 0;
    while i < N {
        out[i] = at;
        at += curves[i].knots.len();
        i += 1;
    }
    out
}

pub(super) const fn end<const N: usize>(curves: &[Curve; N], places: &[usize; N]) -> usize {
    places[N - 1] + curves[N - 1].knots.len()
}

pub(super) const STRETCH_AT: [usize; STRETCH.len()] = places(&STRETCH, 0);
pub(super) const LINK_AT: [usize; LINK.len()] = places(&LINK, end(&STRETCH, &STRETCH_AT));
pub(super) const BEFORE_AT: [usize; BEFORE.len()] = places(&BEFORE, end(&LINK, &LINK_AT));
pub(super) const AFTER_AT: [usize; AFTER.len()] = places(&AFTER, end(&BEFORE, &BEFORE_AT));
pub(super) const RHYTHM_AT: [usize; RHYTHM.len()] = places(&RHYTHM, end(&AFTER, &AFTER_AT));

/// Index of the log odds of a session before any evidence: the last of the learned numbers.
pub(super) const BIAS_AT: usize = end(&RHYTHM, &RHYTHM_AT);

/// The number of learned numbers.
pub const PARAMETERS: usize = BIAS_AT + 1;

const _: () = assert!(LEARNED.len() == PARAMETERS, "the learned numbers are those of other curves");

/// The log odds at every knot of every curve, in the order of `curves`, and the bias.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// # Shape
    /// [`PARAMETERS`].
    pub log_odds: Vec<f64>,
}

impl Model {
    /// The model that lastrep uses.
    pub fn learned() -> Self {
        Self { log_odds: LEARNED.to_vec() }
    }

    /// Log odds of several spots.
    pub(super) fn sum(&self, spots: &[Spot]) -> f64 {
        sum(&self.log_odds, spots)
    }
}

/// All curves in the order of their log odds.
#[cfg(any(test, feature = "learning"))]
pub fn curves() -> impl Iterator<Item = Curve> {
    STRETCH.into_iter().chain(LINK).chain(BEFORE).chain(AFTER).chain(RHYTHM)
}

/// A point on a curve between two knots.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Spot {
    /// Index of the knot below, among the numbers of a [`Model`].
    pub knot: u16,
    /// Position between the knots: 0 at the knot below, 1 at the next.
    pub share: f64,
}

/// Log odds at several spots.
pub(super) fn sum(log_odds: &[f64], spots: &[Spot]) -> f64 {
    let at = |spot: &Spot| {
        let (low, high) = (log_odds[spot.knot as usize], log_odds[spot.knot as usize + 1]);
        low + (high - low) * spot.share
    };
    spots.iter().map(at).sum()
}

/// Where on its curve each piece of evidence lies.
pub(super) fn spots<const N: usize>(curves: &[Curve; N], places: &[usize; N], evidence: [f64; N]) -> [Spot; N] {
    let mut out = [Spot::default(); N];
    for i in 0..N {
        out[i] = spot(&curves[i], places[i], evidence[i]);
    }
    out
}

/// Where one piece of evidence lies on its curve.
#[inline]
pub(super) fn spot(curve: &Curve, place: usize, x: f64) -> Spot {
    // A handful of knots, always as many, is counted faster than searched: no branch has to be guessed.
    let after = 1 + curve.inner.iter().filter(|&&knot| knot < x).count();
    let (low, high) = (curve.knots[after - 1], curve.knots[after]);
    Spot { knot: (place + after - 1) as u16, share: ((x - low) / (high - low)).clamp(0.0, 1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_are_straight_between_knots_and_level_outside() {
        let at = |x| spot(&curve("a bend at 1", &[0.0, 1.0, 3.0]), 10, x);
        assert_eq!(at(2.0), Spot { knot: 11, share: 0.5 });
        assert_eq!(at(-5.0), Spot { knot: 10, share: 0.0 });
        assert_eq!(at(9.0), Spot { knot: 11, share: 1.0 });
    }

    #[test]
    fn every_curve_has_its_own_log_odds() {
        let knots: usize = curves().map(|curve| curve.knots.len()).sum();
        assert_eq!(knots + 1, PARAMETERS);
        assert!(curves().all(|curve| curve.knots.windows(2).all(|pair| pair[0] < pair[1])));
        assert!(LEARNED.iter().all(|value| value.is_finite()));
    }
}
