//! The next workout as figures, and the micro-step of each lever.

use super::closed::Closed;
use super::parts::PACE_RANGE;
use crate::model::records::is_beyond_record;
use crate::model::{Family, Rung, Shape};
use crate::progression::kind::Lever;
use crate::progression::kind::daniels::training_speed;
use crate::progression::kind::ladder::{Rep, Steps};
use crate::progression::kind::lever::{FEWEST_REPS, LONG_REP_S, LONGEST_REST_S, NEW_LENGTH_PACE, PACE_STEP};
use crate::progression::past::SessionSummary;
use crate::progression::past::outline::{RepBlock, by_distance};
use crate::segment::{RecoveryMode, RepLength};

/// How much a new length may add to the fast distance, as a factor; and where that would leave fewer reps than can be read.
const NEW_LENGTH_VOLUME: f64 = 1.05;
const NEW_LENGTH_MOST: f64 = 1.15;
/// A step that is this much faster than the one before, as a factor, begins with fewer reps. House rule.
const FASTER: f64 = 1.02;
/// Distance of a stride of twenty seconds, m, as it is counted. House rule.
const STRIDE_RUN_M: f64 = 100.0;
/// The speed of surges, as a multiple of goal pace over a half marathon and more: that of repetition. House rule.
const SURGE_SPEED: f64 = 1.2;
/// Fewest reps of repetition, interval or goal pace that a new length begins with.
const READABLE_REPS: usize = 4;
/// A ladder at a step less: no one of its reps is what was too hard.
pub(crate) const SLOWER: &str = "the same session, each rep a little slower";

/// What is made of a whole session, and the session in words; no words where it has no name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Whole {
    /// How it is run: `the same session again`.
    pub(crate) how: &'static str,
    /// What is run.
    pub(crate) session: String,
}

/// A workout as figures.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Step {
    pub(crate) reps: usize,
    pub(crate) length: RepLength,
    /// `None` means by feel.
    pub(crate) speed_mps: Option<f64>,
    pub(crate) recovery_s: Option<f64>,
    pub(crate) recovery_m: Option<f64>,
    pub(crate) recovery_mode: Option<RecoveryMode>,
    /// How the reps are put together.
    pub(crate) shape: Shape,
    /// Reps of the session outside this set.
    pub(crate) others: usize,
    /// Fast distance of them, m.
    pub(crate) others_m: f64,
    /// The session that it is of, block by block, as it was run; empty where it has no others or is not known.
    pub(crate) outline: Vec<RepBlock>,
    /// What is made of the whole session, where that is named.
    pub(crate) whole: Option<Whole>,
    /// Whether no set stands for the session: a ladder.
    pub(crate) is_ladder: bool,
    /// Whether it has not been run before.
    pub(crate) is_first: bool,
    /// Distance of one rep, m.
    pub(crate) rep_m: f64,
    /// Time of one rep, s.
    pub(crate) rep_s: f64,
}
impl Step {
    /// The step that a session was. Its speed is that of the file's plan where the runner met it, else what was run; none by feel,
    /// and none that nobody has ever run.
    pub(crate) fn of(session: &SessionSummary, by_feel: bool) -> Option<Self> {
        let length = session.length?;
        let rep_m = match length {
            RepLength::Distance(metres) => metres,
            RepLength::Time(_) => session.rep_distance_m,
        };
        let run = session.mean_speed_mps;
        let asked = session.target_mps.map(|(low, high)| f64::midpoint(low, high));
        let speed = asked.filter(|asked| (run / asked - 1.0).abs() <= PACE_RANGE).unwrap_or(run);
        let is_told = !by_feel && speed > 0.0 && speed.is_finite() && !is_beyond_record(rep_m, speed);
        let rest_s = session.recovery_s.map(|seconds| seconds.min(LONGEST_REST_S));
        Some(Self {
            reps: session.reps.len(),
            length,
            speed_mps: is_told.then_some(speed),
            recovery_s: rest_s.map(|seconds| (seconds / 5.0).round().max(1.0) * 5.0),
            recovery_m: by_distance(session.recovery_s, session.recovery_m, session.recovery_mode)
                .filter(|_| rest_s == session.recovery_s && !session.shape.is_within()),
            recovery_mode: session.recovery_mode,
            shape: session.shape,
            others: session.other_reps,
            others_m: (session.fast_distance_m - rep_m * session.reps.len() as f64).max(0.0),
            outline: session.outline.clone(),
            whole: None,
            is_ladder: session.seen.as_ref().is_some_and(|seen| seen.is_ladder),
            is_first: false,
            rep_m,
            rep_s: session.seen.as_ref().map_or(f64::NAN, |seen| seen.rep_s),
        })
    }

    /// Distance of one rep, m.
    pub(crate) fn rep_m(&self) -> f64 {
        self.rep_m
    }

    /// Fast distance of the whole session, m.
    pub(crate) fn fast_m(&self) -> f64 {
        self.distance_of(self.reps) + self.others_m
    }

    /// Distance of so many of its reps, m.
    pub(crate) fn distance_of(&self, reps: usize) -> f64 {
        self.rep_m * reps as f64
    }

    /// The same with other reps, never below two.
    pub(crate) fn with_reps(&self, reps: usize) -> Self {
        self.of_reps(reps.max(FEWEST_REPS.min(self.reps)))
    }

    /// The same with so many reps, even one; sets that would be too small become a row.
    pub(crate) fn of_reps(&self, reps: usize) -> Self {
        Self { reps, shape: self.shape.of(reps), ..self.clone() }
    }

    /// The same at a factor of its speed.
    pub(crate) fn at_pace(&self, factor: f64) -> Self {
        Self { speed_mps: self.speed_mps.map(|speed| speed * factor), ..self.clone() }
    }

    /// The same at a speed.
    pub(crate) fn at_speed(&self, speed_mps: Option<f64>) -> Self {
        Self { speed_mps, ..self.clone() }
    }

    /// The same again, named as a whole where it has other reps, too.
    pub(crate) fn again(&self, session: &str) -> Self {
        self.clone().of_whole("the same session again", session)
    }

    /// The same, named as what is made of the whole session, where that has other reps, too.
    pub(crate) fn of_whole(self, how: &'static str, session: &str) -> Self {
        let whole = (self.others > 0).then(|| Whole { how, session: session.to_owned() });
        Self { whole, ..self }
    }

    /// Relaxed strides: the way back after a break.
    pub(crate) fn strides(reps: usize) -> Self {
        Self {
            reps,
            length: RepLength::Time(20.0),
            speed_mps: None,
            recovery_s: Some(75.0),
            recovery_m: None,
            recovery_mode: Some(RecoveryMode::Walk),
            shape: Shape::Row,
            others: 0,
            others_m: 0.0,
            outline: Vec::new(),
            whole: None,
            is_ladder: false,
            is_first: false,
            rep_m: STRIDE_RUN_M,
            rep_s: 20.0,
        }
    }

    /// A step of the ladder as it stands, by feel: the way into a family.
    pub(crate) fn entry(rung: &Rung) -> Self {
        let rep_s = if rung.by_time { rung.length } else { f64::NAN };
        Self {
            is_first: true,
            reps: rung.reps,
            length: length_of(rung),
            speed_mps: None,
            recovery_s: rung.recovery.map(|recovery| recovery.seconds(rep_s)).filter(|rest| rest.is_finite()),
            recovery_m: None,
            recovery_mode: Some(RecoveryMode::Walk),
            shape: rung.shape,
            others: 0,
            others_m: 0.0,
            outline: Vec::new(),
            whole: None,
            is_ladder: false,
            rep_m: if rung.by_time { f64::NAN } else { rung.length },
            rep_s,
        }
    }

    /// One micro-step of a lever on the ladder of its family, within a cap, or why there is none.
    pub(crate) fn moved(&self, lever: Lever, vdot: Option<f64>, steps: &Steps<'_>, cap_m: f64) -> Result<Self, Closed> {
        let family = steps.family;
        match (lever, family) {
            (Lever::Reps, Family::F) => self.next_reps(steps),
            (Lever::Length, Family::F) => self.next_rung(steps, cap_m),
            (Lever::Reps, _) => self.more_reps(steps),
            (Lever::Pace, _) => self.faster(family, vdot),
            (Lever::Length, _) => self.next_length(family, steps),
            (Lever::Rest, _) => self.less_rest(family),
        }
    }

    /// Its rep as the ladder looks at it.
    pub(crate) fn rep(&self) -> Rep {
        Rep { metres: self.rep_m, seconds: self.rep_s, in_sets: self.shape.is_sets() }
    }

    /// The next count of the ladder for its length: by feel the steps of the ladder are the micro-steps.
    fn next_reps(&self, steps: &Steps<'_>) -> Result<Self, Closed> {
        let most = steps.most_reps(self.rep());
        let next = steps.next_reps(self.rep(), self.reps);
        let reps = next.ok_or(Closed::MostReps(most.max(self.reps)))?;
        Ok(Self { reps, ..self.clone() })
    }

    /// The next length of the ladder with all its reps; steps of this length over the cap are skipped.
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
        let recovery_s = rung.recovery.map(|recovery| (recovery.seconds(rep_s).max(least_s) / 5.0).round() * 5.0);
        Ok(Self {
            reps: rung.reps,
            length: length_of(rung),
            rep_m: self.rep_m * stretch,
            rep_s,
            recovery_s: recovery_s.filter(|rest| rest.is_finite()).or(self.recovery_s),
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
        // Equal sets stay equal, and of unequal ones the smaller has one more.
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
        let faster = self.pace_of(rung, steps, family);
        // At threshold the pace follows the race alone.
        let pace = if family == Family::T { 1.0 } else { NEW_LENGTH_PACE * faster };
        let rep_s = self.rep_s * stretch / pace;
        if !rep_s.is_finite() || rep_s > family.longest_rep_s() {
            return Err(Closed::TooLong(family.longest_rep_s()));
        }
        let reps = self.reps_of_length(stretch, (family, steps.most_reps(rep)), rung)?;
        // What is faster, too, begins with two thirds of it.
        let reps = if faster > FASTER { (2 * reps).div_ceil(3) } else { reps };
        // As much rest as before for its time, and no less than the ladder gives.
        let asked = rung.recovery.map_or(0.0, |recovery| recovery.seconds(rep_s));
        let recovery_s = self.recovery_s.map(|rest| ((rest * stretch).max(asked) / 5.0).round() * 5.0);
        let longer = self.at_pace(pace);
        let length = length_of(rung);
        let (rep_m, shape) = (self.rep_m * stretch, rung.shape.of(reps));
        Ok(Self { reps, length, shape, rep_m, rep_s, recovery_s, recovery_m: None, ..longer })
    }

    /// How much faster a step of goal pace is than that of these reps, as a factor; other families have one pace.
    fn pace_of(&self, rung: &Rung, steps: &Steps<'_>, family: Family) -> f64 {
        let share = rung.pace_pct.filter(|_| family == Family::S).map(|percent| percent / 100.0);
        share.map_or(1.0, |share| share / steps.pace_share(self.reps, self.rep()))
    }

    /// Surges by feel, in the place of goal pace.
    fn surges(&self, rung: &Rung) -> Self {
        let rep_m = rung.length * SURGE_SPEED * self.rep_m / self.rep_s;
        Self { rep_m, recovery_mode: Some(RecoveryMode::Jog), ..Self::entry(rung) }
    }

    /// The same with reps of a minute or 200 m more, as far as they stay within the family.
    pub(crate) fn a_minute_longer(&self, family: Family) -> Option<Self> {
        let (length, stretch) = match self.length {
            RepLength::Time(seconds) => (RepLength::Time(seconds + 60.0), 1.0 + 60.0 / seconds),
            RepLength::Distance(metres) => (RepLength::Distance(metres + 200.0), 1.0 + 200.0 / metres),
        };
        let rep_s = self.rep_s * stretch;
        (rep_s <= family.longest_rep_s()).then(|| Self { length, rep_m: self.rep_m * stretch, rep_s, ..self.clone() })
    }

    /// How many longer reps: as many as keep the fast distance within a twentieth more, but no fewer than can be read, where that
    /// is no jump.
    fn reps_of_length(
        &self,
        stretch: f64,
        (family, most_on_ladder): (Family, usize),
        rung: &Rung,
    ) -> Result<usize, Closed> {
        let now = self.reps as f64 / stretch;
        // Who runs more reps than the ladder has keeps the fast distance.
        let most = if self.reps > most_on_ladder { usize::MAX } else { rung.reps.max(FEWEST_REPS) };
        let reps = ((NEW_LENGTH_VOLUME * now).floor() as usize).min(most);
        // Few long reps can be read by their heart rate.
        let is_long = family == Family::T || self.rep_s * stretch >= LONG_REP_S;
        let least = if is_long { FEWEST_REPS } else { READABLE_REPS.min(rung.reps).max(FEWEST_REPS) };
        if reps >= least {
            return Ok(reps);
        }
        let is_jump = least as f64 > NEW_LENGTH_MOST * now;
        if is_jump { Err(Closed::TooFew(least)) } else { Ok(least) }
    }

    fn less_rest(&self, family: Family) -> Result<Self, Closed> {
        let rest = self.recovery_s.ok_or(Closed::Rest)?;
        let cut = if rest <= 90.0 { 10.0 } else { 15.0_f64 }.min(0.1 * rest);
        let shorter = ((rest - cut) / 5.0).ceil() * 5.0;
        if shorter >= rest || shorter < family.rest_floor() * self.rep_s {
            return Err(Closed::Rest);
        }
        Ok(Self { recovery_s: Some(shorter), recovery_m: None, ..self.clone() })
    }
}

/// The length of a step's reps.
pub(crate) fn length_of(rung: &Rung) -> RepLength {
    if rung.by_time { RepLength::Time(rung.length) } else { RepLength::Distance(rung.length) }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
pub(crate) mod tests {
    use super::*;
    use crate::model::{Athlete, Goal};
    use crate::units::DistanceUnit;

    pub(crate) fn step(reps: usize, rest: f64) -> Step {
        Step {
            reps,
            length: RepLength::Distance(400.0),
            speed_mps: Some(4.301),
            recovery_s: Some(rest),
            recovery_m: None,
            recovery_mode: Some(RecoveryMode::Jog),
            shape: Shape::Row,
            others: 0,
            others_m: 0.0,
            outline: Vec::new(),
            whole: None,
            is_ladder: false,
            is_first: false,
            rep_m: 400.0,
            rep_s: 93.0,
        }
    }

    #[test]
    fn each_lever_moves_one_thing() {
        let (six, athlete) = (step(6, 75.0), Athlete::default());
        let steps = Steps::of(&athlete, Family::I);
        assert_eq!(six.moved(Lever::Reps, None, &steps, f64::INFINITY), Ok(step(7, 75.0)));
        assert_eq!(six.moved(Lever::Rest, None, &steps, f64::INFINITY).unwrap().recovery_s, Some(70.0));
        assert!(six.moved(Lever::Length, None, &steps, f64::INFINITY).is_err());
        assert!(step(8, 45.0).moved(Lever::Rest, None, &steps, f64::INFINITY).is_err());
        let longer = step(8, 60.0).moved(Lever::Length, None, &steps, f64::INFINITY).unwrap();
        assert_eq!((longer.reps, longer.length, longer.recovery_s), (5, RepLength::Distance(600.0), Some(120.0)));
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
