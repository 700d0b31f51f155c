//! Less of a workout: a step back, a lighter week, the way back after weeks without.

use super::step::{Made, Step};
use crate::model::Family;
use crate::progression::kind::daniels::training_speed;
use crate::progression::kind::lever::{FEWEST_REPS, PACE_STEP};
use crate::segment::RepLength;

/// Fitness index that stands in for an unknown one, to turn a loss of fitness into pace: the middle of Daniels' table.
const USUAL_VDOT: f64 = 50.0;
/// Up to this number of reps a step back takes pace, not a rep.
const FEWEST_BACK: usize = 3;
/// Fast distance up to which a session stays as it is in a lighter week, m. House rule.
const SMALLEST_M: f64 = 600.0;
/// Up to this number of reps a lighter session has shorter reps. House rule.
const FEW_REPS: usize = 3;
/// Shorter reps of a lighter session are by half minutes, s.
const HALF_MINUTE_S: f64 = 30.0;
/// Shorter reps by distance are multiples of this, m.
const MARK_M: f64 = 100.0;

impl Step {
    /// The session of a lighter week: half of the fast distance at the same pace. Two or three reps become two shorter reps:
    /// one rep is no session of reps and looks like a steady run. One rep, as of a tempo, becomes half as long. A small
    /// session stays as it is.
    pub(crate) fn lighter(&self) -> Self {
        if self.fast_m() <= SMALLEST_M {
            return Self { whole: None, ..self.clone() };
        }
        let alone = Self { others: 0, others_m: 0.0, whole: None, outline: Vec::new(), ..self.clone() };
        if self.others == 1 && alone.fast_m() <= 0.5 * self.fast_m() {
            return alone;
        }
        let others = self.others / 2;
        let others_m = if others == 0 { 0.0 } else { self.others_m / 2.0 };
        let whole = self.whole.filter(|_| others > 0).map(|_| Made::Half);
        let half = Self { others, others_m, whole, ..self.of_reps((self.reps / 2).max(1)) };
        if self.reps > FEW_REPS || others > 0 {
            return half;
        }
        if self.reps == 1 {
            return half.shortened(0.5, HALF_MINUTE_S);
        }
        let share = 0.5 * self.reps as f64 / FEWEST_REPS as f64;
        half.of_reps(FEWEST_REPS).shortened(share, HALF_MINUTE_S)
    }

    /// The same with reps of a share of their length, rounded down to a multiple of `step_s`, or of 100 m by distance.
    pub(super) fn shortened(&self, share: f64, step_s: f64) -> Self {
        let cut = |length: f64, step: f64| (share * length / step).floor().max(1.0) * step;
        let (length, left) = match self.length {
            RepLength::Time(seconds) => (RepLength::Time(cut(seconds, step_s)), cut(seconds, step_s) / seconds),
            RepLength::Distance(metres) => (RepLength::Distance(cut(metres, MARK_M)), cut(metres, MARK_M) / metres),
        };
        Self { length, rep_m: self.rep_m * left, rep_s: self.rep_s * left, ..self.clone() }
    }

    /// One small step back: one rep fewer, or a little slower where there are few reps.
    pub(crate) fn back(&self) -> Self {
        if self.reps <= FEWEST_BACK && self.speed_mps.is_some() {
            return self.at_pace(1.0 / PACE_STEP);
        }
        self.with_reps(self.reps.saturating_sub(1))
    }

    /// The same with a third fewer reps.
    pub(crate) fn a_third_less(&self) -> Self {
        let others = self.others * 2 / 3;
        let others_m = if self.others == 0 { 0.0 } else { self.others_m * others as f64 / self.others as f64 };
        let whole = self.whole.filter(|_| others > 0).map(|_| Made::Third);
        Self { others, others_m, whole, ..self.of_reps((self.reps * 2 / 3).max(1)) }
    }

    /// The same with no more reps, fast distance or speed than another step.
    pub(crate) fn within(&self, other: &Self) -> Self {
        let same = self.no_faster_than(other);
        let is_more = |step: &Self| step.fast_m() > other.fast_m() * (1.0 + 1e-9);
        let mut fitting = same.of_reps(same.reps.min(other.reps.max(1)));
        while fitting.reps > 1 && is_more(&fitting) {
            fitting = fitting.of_reps(fitting.reps - 1);
        }
        if is_more(&fitting) { other.clone() } else { fitting }
    }

    /// The same, slowed for a fitness index of which a share is `left`, 0 to 1.
    pub(crate) fn at_index_left(&self, family: Family, vdot: Option<f64>, left: f64) -> Self {
        let vdot = vdot.unwrap_or(USUAL_VDOT);
        let speed = |vdot| training_speed(family, vdot, None);
        let factor = speed(vdot * left).zip(speed(vdot)).map_or(1.0, |(then, now)| then / now).min(1.0);
        let mut slower = self.at_pace(factor);
        for block in &mut slower.outline {
            block.speed_mps = block.speed_mps.map(|speed| speed * factor);
        }
        slower
    }

    /// The same, no faster than another step.
    pub(crate) fn no_faster_than(&self, other: &Self) -> Self {
        let slower = self.speed_mps.zip(other.speed_mps).map(|(own, other)| own.min(other));
        self.at_speed(slower.or(self.speed_mps))
    }
}

#[cfg(test)]
mod tests {
    use super::super::step::tests::step;
    use super::*;

    #[test]
    fn what_is_easier_is_never_more() {
        assert_eq!((step(6, 75.0).back().reps, step(5, 75.0).lighter().reps), (5, 2));
        let few = step(3, 75.0).back();
        assert!(few.reps == 3 && few.speed_mps < step(3, 75.0).speed_mps);
        let two = step(2, 75.0).lighter();
        assert_eq!((two.reps, two.length), (2, RepLength::Distance(200.0)));
        let mixed = Step { others: 4, others_m: 800.0, ..step(6, 75.0) };
        for less in [mixed.back(), mixed.lighter(), mixed.a_third_less()] {
            assert!(less.fast_m() < mixed.fast_m());
        }
        assert!(mixed.lighter().fast_m() <= 0.5 * mixed.fast_m());
        let run = step(4, 75.0).at_speed(Some(4.1));
        let within = step(8, 75.0).within(&run);
        assert_eq!((within.reps, within.speed_mps), (4, Some(4.1)));
    }
}
