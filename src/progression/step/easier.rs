//! Less of a workout: a step back, a lighter week, the way back after weeks without.

use super::step::{Step, Whole};
use crate::model::Family;
use crate::progression::kind::daniels::training_speed;
use crate::progression::kind::lever::{FEWEST_REPS, PACE_STEP};
use crate::segment::RepLength;

/// The index at which a loss of fitness is turned into pace where the runner's is not known: the middle of Daniels' table.
const USUAL_VDOT: f64 = 50.0;
/// Reps up to which a step back takes pace, not reps.
const FEWEST_BACK: usize = 3;
/// Fast distance up to which a session is small enough for a lighter week, m. House rule.
const SMALLEST_M: f64 = 600.0;

impl Step {
    /// Half of it at the same pace: the lighter week. Three reps and fewer become two shorter ones: one alone is no session of reps,
    /// and could not be told from a steady run. What is small stays as it is.
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
        let half = Self { others, others_m, ..self.of_reps((self.reps / 2).max(1)) };
        let half = match &self.whole {
            Some(whole) if others > 0 => {
                Self { whole: Some(Whole { how: "half of the session", ..whole.clone() }), ..half }
            }
            _ => Self { whole: None, ..half },
        };
        if self.reps > 3 || self.reps == 1 || others > 0 {
            return half;
        }
        let share = 0.5 * self.reps as f64 / FEWEST_REPS as f64;
        let shorter = match self.length {
            RepLength::Time(seconds) => RepLength::Time((share * seconds / 30.0).floor().max(1.0) * 30.0),
            RepLength::Distance(metres) => RepLength::Distance((share * metres / 100.0).floor().max(1.0) * 100.0),
        };
        let share = match (shorter, self.length) {
            (RepLength::Time(now), RepLength::Time(before))
            | (RepLength::Distance(now), RepLength::Distance(before)) => now / before,
            _ => 1.0,
        };
        Self { length: shorter, rep_m: self.rep_m * share, rep_s: self.rep_s * share, ..half.of_reps(FEWEST_REPS) }
    }

    /// One micro-step back from what was run: a rep fewer, or where few reps are left a little slower.
    pub(crate) fn back(&self) -> Self {
        if self.reps > FEWEST_BACK {
            return self.with_reps(self.reps - 1);
        }
        match self.speed_mps {
            Some(_) => self.at_pace(1.0 / PACE_STEP),
            None => self.with_reps(self.reps.saturating_sub(1)),
        }
    }

    /// The same with a third fewer reps.
    pub(crate) fn a_third_less(&self) -> Self {
        let others = self.others * 2 / 3;
        let others_m = if self.others == 0 { 0.0 } else { self.others_m * others as f64 / self.others as f64 };
        Self { others, others_m, whole: None, ..self.of_reps((self.reps * 2 / 3).max(1)) }
    }

    /// The same with no more reps, fast distance or speed than another: what is asked is never above what was run.
    pub(crate) fn within(&self, other: &Self) -> Self {
        let same = self.no_faster_than(other);
        let most_m = other.fast_m();
        let mut fitting = same.of_reps(same.reps.min(other.reps.max(1)));
        while fitting.reps > 1 && fitting.fast_m() > most_m * (1.0 + 1e-9) {
            fitting = fitting.of_reps(fitting.reps - 1);
        }
        if fitting.fast_m() > most_m * (1.0 + 1e-9) { other.clone() } else { fitting }
    }

    /// The same at what is left of its pace where so much is left of the fitness index, 0 to 1.
    pub(crate) fn at_index_left(&self, family: Family, vdot: Option<f64>, left: f64) -> Self {
        let vdot = vdot.unwrap_or(USUAL_VDOT);
        let speed = |vdot| training_speed(family, vdot, None);
        let factor = speed(vdot * left).zip(speed(vdot)).map_or(1.0, |(then, now)| then / now);
        let mut slower = self.at_pace(factor.min(1.0));
        for block in &mut slower.outline {
            block.speed_mps = block.speed_mps.map(|speed| speed * factor.min(1.0));
        }
        slower
    }

    /// The same, no faster than another.
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
