//! Less of a workout: a step back, a lighter week, the way back after weeks without.

use super::Family;
use super::daniels::training_speed;
use super::next::{FEWEST_REPS, NEW_LENGTH_PACE, PACE_STEP, Step, Whole, length_of};
use crate::model::Rung;
use crate::segment::RepLength;

/// The index at which a loss of fitness is turned into pace where the runner's is not known: the middle of Daniels' table.
const USUAL_VDOT: f64 = 50.0;
/// What more than six weeks without a family leave of its fast distance, as a share. House rule.
const COMEBACK_SHARE: f64 = 0.6;
/// What a lighter week leaves of the length of each of two reps. House rule.
const LIGHTER_LENGTH: f64 = 0.65;

impl Step {
    /// Half of it at the same pace: the lighter week. Two reps stay two, about two thirds as long: one alone is no session of
    /// reps, and could not be told from a steady run.
    pub(crate) fn lighter(&self) -> Self {
        let whole = self.whole.clone().map(|whole| Whole { how: "half of the session", ..whole });
        let others = self.others / 2;
        let others_m = if others == 0 { 0.0 } else { self.others_m / 2.0 };
        let half = Self { others, others_m, whole, ..self.of_reps(self.reps.div_ceil(2)) };
        if self.reps != FEWEST_REPS || others > 0 {
            return half;
        }
        let shorter = match self.length {
            RepLength::Time(seconds) => RepLength::Time((LIGHTER_LENGTH * seconds / 30.0).round().max(1.0) * 30.0),
            RepLength::Distance(metres) => {
                RepLength::Distance((LIGHTER_LENGTH * metres / 100.0).round().max(1.0) * 100.0)
            }
        };
        let share = match (shorter, self.length) {
            (RepLength::Time(now), RepLength::Time(before))
            | (RepLength::Distance(now), RepLength::Distance(before)) => now / before,
            _ => 1.0,
        };
        Self { reps: self.reps, length: shorter, rep_m: self.rep_m * share, rep_s: self.rep_s * share, ..half }
    }

    /// One micro-step back: a rep fewer; slower where few reps are left; and where the pace was what failed, at the speed that
    /// was run.
    pub(crate) fn back(&self, failed_mps: Option<f64>) -> Self {
        let slower = self.at_pace(1.0 / PACE_STEP);
        match (slower.speed_mps, failed_mps) {
            (Some(speed), Some(run)) => Self { speed_mps: Some(speed.min(run)), ..slower },
            (Some(_), None) if self.reps <= 3 => slower,
            _ => self.with_reps(self.reps.saturating_sub(1)),
        }
    }

    /// The way back into a family after more than six weeks without it: the first step of its ladder, at most three fifths of
    /// what was run, at its share of the pace, without reps of other kinds.
    pub(crate) fn comeback(&self, first: Option<&Rung>) -> Self {
        let back = first.filter(|rung| !rung.by_time || self.rep_s.is_finite()).map_or_else(
            || self.at_pace(NEW_LENGTH_PACE),
            |rung| {
                let stretch = self.rep().stretch(rung);
                let rep_s = self.rep_s * stretch;
                let rest = rung.recovery.map(|recovery| recovery.seconds(rep_s)).filter(|rest| rest.is_finite());
                let share = rung.pace_pct.map_or(1.0, |percent| percent / 100.0);
                let entry = self.at_pace(share.min(NEW_LENGTH_PACE));
                let (length, rep_m) = (length_of(rung), self.rep_m * stretch);
                let recovery_s = rest.map(|rest| (rest / 5.0).round() * 5.0).or(self.recovery_s);
                let (reps, shape) = (rung.reps, rung.shape);
                Self { reps, shape, length, rep_m, rep_s, recovery_s, recovery_m: None, ..entry }
            },
        );
        let fits = COMEBACK_SHARE * self.distance_of(self.reps) / back.rep_m;
        let most = if fits.is_finite() { fits.floor() as usize } else { back.reps };
        Self { others: 0, others_m: 0.0, is_ladder: false, ..back.with_reps(back.reps.min(most)) }
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

    /// Two micro-steps back, at the pace that was run: slower by two where few reps are left.
    pub(crate) fn back_twice(&self, run_mps: Option<f64>) -> Self {
        let speed_mps = match (self.speed_mps, run_mps) {
            (Some(asked), Some(run)) => Some(asked.min(run)),
            (asked, _) => asked,
        };
        if self.reps > 3 {
            return Self { speed_mps, ..self.with_reps(self.reps.saturating_sub(2)) };
        }
        if self.speed_mps.is_none() {
            return self.with_reps(self.reps.saturating_sub(1));
        }
        let slower = self.speed_mps.map(|asked| asked / PACE_STEP.powi(2));
        let slower_mps = slower.zip(speed_mps).map(|(slower, run)| slower.min(run));
        Self { speed_mps: slower_mps, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::next::tests::step;
    use super::*;

    #[test]
    fn a_step_back_undoes_a_little() {
        assert_eq!(step(6, 75.0).back(None).reps, 5);
        let failed = step(6, 75.0).back(Some(4.1));
        assert_eq!((failed.reps, failed.speed_mps), (6, Some(4.1)), "at the speed that was run");
        assert_eq!(step(6, 75.0).back_twice(Some(4.2)).speed_mps, Some(4.2));
        let few = step(3, 75.0).back_twice(None);
        assert!(few.reps == 3 && few.speed_mps < step(3, 75.0).back(None).speed_mps, "two steps of pace");
        let mixed = Step { others: 4, others_m: 800.0, ..step(6, 75.0) };
        assert_eq!(mixed.comeback(None).others, 0, "the way back is of one kind");
        assert_eq!(step(5, 75.0).lighter().reps, 3);
        let two = step(2, 75.0).lighter();
        assert_eq!((two.reps, two.length), (2, RepLength::Distance(300.0)));
        assert!((two.rep_s - 93.0 * 0.75).abs() < 1e-9);
    }
}
