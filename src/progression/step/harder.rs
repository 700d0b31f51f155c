//! More of a workout: the micro-step of each lever.

use super::closed::Closed;
use super::step::{Step, length_of};
use crate::model::records::is_beyond_record;
use crate::model::{Family, Rung, Shape};
use crate::progression::kind::Lever;
use crate::progression::kind::daniels::training_speed;
use crate::progression::kind::ladder::Steps;
use crate::progression::kind::lever::{FEWEST_REPS, LONG_REP_S, NEW_LENGTH_PACE, PACE_STEP};
use crate::segment::{REST_STEP_S, RecoveryMode, RepLength, round_rest_s};

/// Most fast distance of a new length over that of the length before, as a factor.
const NEW_LENGTH_VOLUME: f64 = 1.05;
/// The same where fewer reps could not be read.
const NEW_LENGTH_MOST: f64 = 1.15;
/// Least fast distance of a new length over that of the length before, as a factor: less is no step up. House rule.
const NEW_LENGTH_LEAST: f64 = 0.85;
/// Reps are of the next length from this share of it on.
const AS_LONG: f64 = 0.92;
/// A new length that is faster by more than this, as a factor, begins with fewer reps. House rule.
const FASTER: f64 = 1.02;
/// Speed of surges as a multiple of goal pace over a half marathon and more: that of repetition. House rule.
const SURGE_SPEED: f64 = 1.2;
/// Fewest reps with which a new length begins: fewer short reps could not be read.
const READABLE_REPS: usize = 4;
/// A rest above this time is shortened by the long cut, else by the short cut, s; by at most a tenth of itself.
const LONG_REST_S: f64 = 90.0;
const SHORT_CUT_S: f64 = 10.0;
const LONG_CUT_S: f64 = 15.0;
const MOST_CUT: f64 = 0.1;

impl Step {
    /// One small step of a lever on the ladder of a family, within a cap, m; or why there is none.
    pub(crate) fn moved(&self, lever: Lever, vdot: Option<f64>, steps: &Steps<'_>, cap_m: f64) -> Result<Self, Closed> {
        let family = steps.family;
        let moved = match (lever, family) {
            (Lever::Reps, Family::F) => self.next_reps(steps),
            (Lever::Length, Family::F) => self.next_rung(steps, cap_m),
            (Lever::Reps, _) => self.more_reps(steps),
            (Lever::Pace, _) => self.faster(family, vdot),
            (Lever::Length, _) => self.next_length(family, steps),
            (Lever::Rest, _) => self.less_rest(family),
        };
        moved.map(Self::within_records)
    }

    /// The same by feel where nobody has ever run that fast over its length: the recording is wrong.
    fn within_records(self) -> Self {
        let speed_mps = self.speed_mps.filter(|speed| !is_beyond_record(self.rep_m, *speed));
        Self { speed_mps, ..self }
    }

    /// The next number of reps that the ladder has of this length: by feel the steps of the ladder are the small steps.
    fn next_reps(&self, steps: &Steps<'_>) -> Result<Self, Closed> {
        let most = steps.most_reps(self.rep());
        let next = steps.next_reps(self.rep(), self.reps);
        let reps = next.ok_or(Closed::MostReps(most.max(self.reps)))?;
        Ok(Self { reps, ..self.clone() })
    }

    /// The next length of the ladder with all its reps. Steps of this length over the cap are skipped.
    fn next_rung(&self, steps: &Steps<'_>, cap_m: f64) -> Result<Self, Closed> {
        let rep = self.rep();
        if self.reps < steps.most_reps_within(rep, cap_m) {
            return Err(Closed::LongerWaits);
        }
        let next = steps.next_length(rep);
        let rung = next.or(steps.beyond).ok_or(Closed::NoLonger)?;
        let stretch = rep.stretch(rung);
        let rep_s = self.rep_s * stretch;
        // The first intervals keep the long rest of the reps before them.
        let least_s = self.recovery_s.filter(|_| next.is_none()).unwrap_or(0.0);
        let recovery_s = rung
            .recovery
            .map(|recovery| recovery.seconds(rep_s).max(least_s))
            .filter(|rest| rest.is_finite())
            .map(round_rest_s);
        Ok(Self {
            reps: rung.reps,
            length: length_of(rung),
            rep_m: self.rep_m * stretch,
            rep_s,
            recovery_s: recovery_s.or(self.recovery_s),
            recovery_m: None,
            is_first: true,
            ..self.clone()
        })
    }

    fn more_reps(&self, steps: &Steps<'_>) -> Result<Self, Closed> {
        let most = steps.most_reps(self.rep());
        if self.reps >= most {
            return Err(Closed::MostReps(most.max(self.reps)));
        }
        // Equal sets get one more rep each. Of unequal sets the smaller gets one more.
        let more = match self.shape {
            Shape::Sets { count, .. } if self.reps.is_multiple_of(count) => count,
            _ => 1,
        };
        Ok(Self { reps: (self.reps + more).min(most), ..self.clone() })
    }

    fn faster(&self, family: Family, vdot: Option<f64>) -> Result<Self, Closed> {
        if self.speed_mps.is_none() {
            return Err(Closed::NoPace);
        }
        let half_step =
            vdot.and_then(|vdot| Some(training_speed(family, vdot + 0.5, None)? / training_speed(family, vdot, None)?));
        Ok(self.at_pace(half_step.unwrap_or(PACE_STEP)))
    }

    fn next_length(&self, family: Family, steps: &Steps<'_>) -> Result<Self, Closed> {
        let rep = self.rep();
        if self.reps < steps.most_reps(rep) {
            return Err(Closed::LongerWaits);
        }
        let rung = steps.next_length(rep).ok_or(Closed::NoLonger)?;
        if rung.shape.is_within() {
            return Ok(self.surges(rung));
        }
        let stretch = rep.stretch(rung);
        if self.outline.iter().any(|block| !block.is_own && block.rep_m >= AS_LONG * stretch * self.rep_m) {
            return Err(Closed::HasLonger);
        }
        let faster = self.pace_of(rung, steps, family);
        // At threshold only a race changes the pace.
        let pace = if family == Family::T { 1.0 } else { NEW_LENGTH_PACE * faster };
        let rep_s = self.rep_s * stretch / pace;
        if !rep_s.is_finite() || rep_s > family.longest_rep_s() {
            return Err(Closed::TooLong(family.longest_rep_s()));
        }
        let reps = self.reps_of_length(rung, steps)?;
        // Reps that are faster, too, begin with two thirds of their number.
        let reps = if faster > FASTER { (2 * reps).div_ceil(3) } else { reps };
        // The rest grows with the rep.
        let recovery_s = self.recovery_s.map(|rest| round_rest_s(rest * stretch));
        let (length, shape, rep_m) = (length_of(rung), rung.shape.of(reps), self.rep_m * stretch);
        Ok(Self { reps, length, shape, rep_m, rep_s, recovery_s, recovery_m: None, ..self.at_pace(pace) })
    }

    /// The pace of a step of the ladder over the ladder's pace for these reps, as a factor; 1 in families of one pace.
    fn pace_of(&self, rung: &Rung, steps: &Steps<'_>, family: Family) -> f64 {
        let share = rung.pace_pct.filter(|_| family == Family::S).map(|percent| percent / 100.0);
        share.map_or(1.0, |share| share / steps.pace_share(self.reps, self.rep()))
    }

    /// Surges by feel in place of reps at goal pace.
    fn surges(&self, rung: &Rung) -> Self {
        let rep_m = rung.length * SURGE_SPEED * self.rep_m / self.rep_s;
        Self { rep_m, recovery_mode: Some(RecoveryMode::Jog), ..Self::entry(rung) }
    }

    /// The same with reps longer by a minute or 200 m; `None` where these would be too long for the family.
    pub(crate) fn a_minute_longer(&self, family: Family) -> Option<Self> {
        let (length, stretch) = match self.length {
            RepLength::Time(seconds) => (RepLength::Time(seconds + 60.0), 1.0 + 60.0 / seconds),
            RepLength::Distance(metres) => (RepLength::Distance(metres + 200.0), 1.0 + 200.0 / metres),
        };
        let rep_s = self.rep_s * stretch;
        (rep_s <= family.longest_rep_s()).then(|| Self { length, rep_m: self.rep_m * stretch, rep_s, ..self.clone() })
    }

    /// The number of longer reps: as many as add at most a twentieth of fast distance, but no fewer than can be read, unless
    /// these would be a jump.
    fn reps_of_length(&self, rung: &Rung, steps: &Steps<'_>) -> Result<usize, Closed> {
        let (rep, family) = (self.rep(), steps.family);
        let stretch = rep.stretch(rung);
        let now = self.reps as f64 / stretch;
        // A runner of more reps than the ladder has keeps the fast distance.
        let is_beyond = self.reps > steps.most_reps(rep);
        let most = if is_beyond { usize::MAX } else { rung.reps.max(FEWEST_REPS) };
        let reps = ((NEW_LENGTH_VOLUME * now).floor() as usize).min(most);
        // A few long reps can be read by heart rate.
        let is_long = family == Family::T || self.rep_s * stretch >= LONG_REP_S;
        let readable = if is_long { FEWEST_REPS } else { READABLE_REPS.min(rung.reps).max(FEWEST_REPS) };
        let least = readable.max((NEW_LENGTH_LEAST * now).ceil() as usize);
        if reps >= least {
            return Ok(reps);
        }
        let is_jump = least as f64 > NEW_LENGTH_MOST * now;
        if is_jump { Err(Closed::TooFew(least)) } else { Ok(least) }
    }

    fn less_rest(&self, family: Family) -> Result<Self, Closed> {
        let rest = self.recovery_s.ok_or(Closed::Rest)?;
        let cut = if rest <= LONG_REST_S { SHORT_CUT_S } else { LONG_CUT_S }.min(MOST_CUT * rest);
        let shorter = ((rest - cut) / REST_STEP_S).ceil() * REST_STEP_S;
        if shorter >= rest || shorter < family.rest_floor() * self.rep_s {
            return Err(Closed::Rest);
        }
        Ok(Self { recovery_s: Some(shorter), recovery_m: None, ..self.clone() })
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::super::step::tests::step;
    use super::*;
    use crate::model::{Athlete, Goal};
    use crate::units::DistanceUnit;

    #[test]
    fn each_lever_moves_one_thing() {
        let (six, athlete) = (step(6, 75.0), Athlete::default());
        let steps = Steps::of(&athlete, Family::I);
        assert_eq!(six.moved(Lever::Reps, None, &steps, f64::INFINITY), Ok(step(7, 75.0)));
        assert_eq!(six.moved(Lever::Rest, None, &steps, f64::INFINITY).unwrap().recovery_s, Some(70.0));
        assert!(six.moved(Lever::Length, None, &steps, f64::INFINITY).is_err());
        assert!(step(8, 45.0).moved(Lever::Rest, None, &steps, f64::INFINITY).is_err());
        let longer = step(8, 60.0).moved(Lever::Length, None, &steps, f64::INFINITY).unwrap();
        assert_eq!((longer.reps, longer.length, longer.recovery_s), (5, RepLength::Distance(600.0), Some(90.0)));
        let faster = six.moved(Lever::Pace, Some(50.0), &steps, f64::INFINITY).unwrap().speed_mps.unwrap();
        assert!((faster / 4.301 - 1.0).abs() < 0.01 && faster > 4.301);
    }

    #[test]
    fn the_smaller_set_has_one_more_and_equal_ones_have_one_more_each() {
        let athlete = Athlete::default();
        let steps = Steps::of(&athlete, Family::I);
        let shape = Shape::Sets { count: 2, rest_s: 480.0 };
        for (reps, more) in [(4, [3, 3]), (5, [3, 3]), (6, [4, 4]), (7, [4, 4])] {
            let next = Step { shape, ..step(reps, 75.0) }.moved(Lever::Reps, None, &steps, f64::INFINITY).unwrap();
            assert_eq!(next.shape.blocks(next.reps), more, "{reps}");
        }
    }

    #[test]
    fn goal_pace_goes_into_sets_and_out_of_them() {
        let athlete = Athlete { goal: Some(Goal::Mile), ..Athlete::default() };
        let steps = Steps::of(&athlete, Family::S);
        let row = Step {
            length: RepLength::Distance(300.0),
            rep_m: 300.0,
            rep_s: 60.0,
            speed_mps: Some(5.0),
            ..step(6, 150.0)
        };
        let sets = row.moved(Lever::Length, None, &steps, f64::INFINITY).unwrap();
        assert_eq!((sets.reps, sets.short().as_str()), (4, "2 \u{d7} (2 \u{d7} 300 m)"), "faster, so fewer first");
        assert!((sets.speed_mps.unwrap() / 5.0 - 1.06 * 0.99).abs() < 1e-9);
        let full = sets.moved(Lever::Reps, None, &steps, f64::INFINITY).unwrap();
        assert!(full.moved(Lever::Reps, None, &steps, f64::INFINITY).is_err());
        let longer = full.moved(Lever::Length, None, &steps, f64::INFINITY).unwrap();
        assert_eq!((longer.reps, longer.length, longer.shape), (4, RepLength::Distance(400.0), Shape::Row));
        assert!(longer.speed_mps < full.speed_mps, "back at the pace of the mile");
        assert_eq!(full.lighter().short(), "3 \u{d7} 300 m");
    }

    #[test]
    fn the_last_step_of_a_long_goal_is_surges_by_feel() {
        let athlete = Athlete { goal: Some(Goal::Half), ..Athlete::default() };
        let steps = Steps::of(&athlete, Family::S);
        let two = Step { length: RepLength::Distance(5_000.0), rep_m: 5_000.0, rep_s: 1_250.0, ..step(2, 120.0) };
        let surges = two.moved(Lever::Length, None, &steps, f64::INFINITY).unwrap();
        assert_eq!(surges.speed_mps, None);
        assert_eq!(
            surges.write(DistanceUnit::Kilometre).text,
            "8 \u{d7} 30 s by feel, quick but not all out, 2 min steady between, inside a steady run of 30 min"
        );
        assert!(surges.distance_of(8) < 1_500.0);
    }
}
