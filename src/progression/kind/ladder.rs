//! What is fixed for each family (ceilings, caps, rest floors, the order of levers), and the steps of its ladder.

use super::Lever;
use crate::journal::standard_ladder;
use crate::model::{Athlete, Family, Goal, Ladder, Rung};
use crate::segment::alike::ONE_RUNG;

/// The runner's own ladder, else the standard ladder.
pub(crate) fn ladder_of(athlete: &Athlete) -> &Ladder {
    athlete.ladder.as_ref().unwrap_or_else(|| standard_ladder())
}

/// The most fast distance of one session.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cap {
    /// Share of the week's distance, 0 to 1.
    pub(crate) week_share: f64,
    /// Limit in any week, m.
    pub(crate) limit_m: f64,
    /// Fast distance that any week allows, m.
    pub(crate) floor_m: f64,
}

impl Cap {
    /// The most fast distance in a week of `week_m`, m.
    pub(crate) fn of_week_m(self, week_m: f64) -> f64 {
        (week_m * self.week_share).min(self.limit_m).max(self.floor_m)
    }
}

impl Family {
    /// Highest session RPE (CR10) after which more may be asked.
    pub(crate) fn rpe_ceiling(self) -> f64 {
        match self {
            Self::F => 5.0,
            Self::R | Self::T => 6.0,
            Self::I | Self::S => 7.0,
        }
    }

    /// RPE (CR10) from which the session counts as failed.
    pub(crate) fn rpe_failure(self) -> f64 {
        if self == Self::T { 8.0 } else { 9.0 }
    }

    /// The levers of the family, first choice first.
    pub(crate) fn levers(self) -> &'static [Lever] {
        match self {
            Self::F => &[Lever::Reps, Lever::Length],
            Self::R => &[Lever::Reps, Lever::Pace, Lever::Length],
            Self::I | Self::T => &[Lever::Reps, Lever::Length, Lever::Rest, Lever::Pace],
            Self::S => &[Lever::Rest, Lever::Reps, Lever::Length],
        }
    }

    /// What the family trains, in the runner's words.
    pub fn purpose(self) -> &'static str {
        match self {
            Self::F => "strides",
            Self::R => "repetition",
            Self::I => "interval",
            Self::T => "threshold",
            Self::S => "goal-pace",
        }
    }

    /// The most fast distance of one session in a week of `week_m`, m; any week allows 4 x 200 m and 3 x 400 m.
    ///
    /// # Source
    /// Shares of the week by J. Daniels, Daniels' Running Formula (I 8 %, T 10 %; R 5 % and the limits as they are taught); no
    /// trial tests them.
    pub fn session_cap_m(self, week_m: f64) -> f64 {
        self.cap().of_week_m(week_m)
    }

    /// The cap for a goal: at goal pace that of threshold for 10 km and more, that of intervals for less.
    pub(crate) fn cap_for(self, goal: Option<Goal>) -> Cap {
        let is_long = goal.is_some_and(|goal| goal.distance_m() >= LONG_GOAL_M);
        if self == Self::S && is_long { Self::T.cap() } else { self.cap() }
    }

    /// The cap without a goal.
    pub(crate) fn cap(self) -> Cap {
        let cap = |week_share, limit_m, floor_m| Cap { week_share, limit_m, floor_m };
        match self {
            // The longer steps of the way in have the effort of intervals.
            Self::F => cap(0.08, 2_000.0, 800.0),
            Self::R => cap(0.05, 8_000.0, 800.0),
            Self::I | Self::S => cap(0.08, 10_000.0, 1_200.0),
            Self::T => cap(0.10, 20_000.0, 1_200.0),
        }
    }

    /// Shortest rest, as a multiple of rep time.
    pub(crate) fn rest_floor(self) -> f64 {
        match self {
            Self::F => 3.0,
            Self::R => 2.0,
            Self::I => 0.5,
            Self::T => 0.2,
            Self::S => 0.4,
        }
    }

    /// Longest rep, s: a longer rep belongs to another family.
    pub(crate) fn longest_rep_s(self) -> f64 {
        match self {
            Self::F => 60.0,
            Self::R => 120.0,
            Self::I => 300.0,
            Self::T => 1200.0,
            Self::S => 1800.0,
        }
    }
}

/// Goal distance from which goal pace is capped as threshold is, m.
const LONG_GOAL_M: f64 = 9_000.0;

/// The steps of one family, in order.
#[derive(Debug)]
pub(crate) struct Steps<'a> {
    pub(crate) family: Family,
    /// The most fast distance of one session.
    pub(crate) cap: Cap,
    rungs: Vec<&'a Rung>,
    /// The step that follows on the last step of the way in: the first step of intervals. `None` for other families.
    pub(crate) beyond: Option<&'a Rung>,
}

/// A rep as the ladder sees it: its distance, m, its time, s, and whether the reps are in sets.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rep {
    pub(crate) metres: f64,
    pub(crate) seconds: f64,
    pub(crate) in_sets: bool,
}

impl Rep {
    /// The length of a step's rep over the length of this rep, both in the step's unit.
    pub(crate) fn stretch(self, rung: &Rung) -> f64 {
        rung.length / if rung.by_time { self.seconds } else { self.metres }
    }

    /// How far a step's rep is from this rep: the absolute logarithm of their ratio.
    fn gap(self, rung: &Rung) -> f64 {
        self.stretch(rung).ln().abs()
    }
}

impl<'a> Steps<'a> {
    /// The steps of a family on a runner's ladder.
    pub(crate) fn of(athlete: &'a Athlete, family: Family) -> Self {
        let goal = athlete.goal();
        let of = |family: Family| ladder_of(athlete).of_goal(family, goal);
        let beyond = of(Family::I).next().filter(|_| family == Family::F);
        Self { family, cap: family.cap_for(goal), rungs: of(family).collect(), beyond }
    }

    /// The first step.
    pub(crate) fn first(&self) -> Option<&'a Rung> {
        self.rungs.first().copied()
    }

    /// The steps of the length nearest to a rep. Of two equally near lengths, sets are nearer to sets and rows to rows.
    fn near(&self, rep: Rep) -> impl Iterator<Item = &'a Rung> {
        let is_other = |rung: &Rung| rung.shape.is_sets() != rep.in_sets;
        let nearer = |a: &&Rung, b: &&Rung| rep.gap(a).total_cmp(&rep.gap(b)).then(is_other(a).cmp(&is_other(b)));
        let nearest = self.rungs.iter().copied().min_by(nearer);
        let is_same = move |rung: &&Rung| {
            nearest.is_some_and(|near| {
                let is_like = near.by_time == rung.by_time && near.shape.is_sets() == rung.shape.is_sets();
                is_like && (near.length - rung.length).abs() < 0.5
            })
        };
        self.rungs.iter().copied().filter(is_same)
    }

    /// The most reps that the ladder has of a length.
    pub(crate) fn most_reps(&self, rep: Rep) -> usize {
        self.near(rep).map(|rung| rung.reps).max().unwrap_or(0)
    }

    /// The most reps that the ladder has of a length within a distance, m; 0 without such a step.
    pub(crate) fn most_reps_within(&self, rep: Rep, metres: f64) -> usize {
        let counts = self.near(rep).map(|rung| rung.reps);
        counts.filter(|reps| rep.metres * *reps as f64 <= metres).max().unwrap_or(0)
    }

    /// The next higher number of reps that the ladder has of a length.
    pub(crate) fn next_reps(&self, rep: Rep, reps: usize) -> Option<usize> {
        self.near(rep).map(|rung| rung.reps).filter(|more| *more > reps).min()
    }

    /// Share of the training speed that the ladder asks for a number of reps of a length; about 1.
    pub(crate) fn pace_share(&self, reps: usize, rep: Rep) -> f64 {
        let filled = self.near(rep).enumerate().filter(|(index, rung)| *index == 0 || rung.reps <= reps).last();
        filled.and_then(|(_, rung)| rung.pace_pct).map_or(1.0, |percent| percent / 100.0)
    }

    /// The first step of a rep's length, or of the next length where the ladder does not have that length.
    pub(crate) fn first_of_length(&self, rep: Rep) -> Option<&'a Rung> {
        if self.has_length(rep) { self.near(rep).next() } else { self.next_length(rep) }
    }

    /// The first step of the next length: the nearest length where the rep is shorter, else the length after that.
    pub(crate) fn next_length(&self, rep: Rep) -> Option<&'a Rung> {
        let (first, last) = (self.near(rep).next()?, self.near(rep).last()?);
        if rep.stretch(first) > ONE_RUNG {
            return Some(first);
        }
        // A slow runner needs more than six minutes for a mile, so the next step may be shorter. By feel and at goal pace
        // that is meant.
        let is_free = matches!(self.family, Family::F | Family::S);
        let is_longer = |rung: &Rung| is_free || rep.stretch(rung) > ONE_RUNG;
        // One long run is no session of reps.
        self.rungs.iter().copied().find(|rung| rung.step > last.step && rung.reps > 1 && is_longer(rung))
    }

    /// The highest step that a number of reps of a length fills and that `is_met` accepts.
    pub(crate) fn placed(&self, reps: usize, rep: Rep, is_met: impl Fn(&Rung) -> bool) -> Option<&'a Rung> {
        let is_like = |rung: &&Rung| rep.gap(rung) <= ONE_RUNG.ln() && rung.shape.is_sets() == rep.in_sets;
        self.rungs.iter().copied().filter(is_like).rfind(|rung| rung.reps <= reps && is_met(rung))
    }

    /// Whether a step has surges.
    pub(crate) fn has_surges(&self) -> bool {
        self.rungs.iter().any(|rung| rung.shape.is_within())
    }

    /// Times a week that a step of this number of reps and length may be run.
    pub(crate) fn per_week(&self, reps: usize, rep: Rep) -> usize {
        self.near(rep).find(|rung| rung.reps == reps).map_or(1, |rung| rung.per_week)
    }

    /// The next higher step.
    pub(crate) fn after(&self, rung: &Rung) -> Option<&'a Rung> {
        self.rungs.iter().copied().find(|other| other.step > rung.step)
    }

    /// Whether the ladder has a rep's length.
    pub(crate) fn has_length(&self, rep: Rep) -> bool {
        self.rungs.iter().any(|rung| rep.gap(rung) <= ONE_RUNG.ln())
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::model::Goal;

    fn rep(metres: f64, seconds: f64) -> Rep {
        Rep { metres, seconds, in_sets: false }
    }

    #[test]
    fn the_ladder_answers_for_its_own_lengths() {
        let athlete = Athlete::default();
        let steps = Steps::of(&athlete, Family::I);
        let quarter = rep(400.0, 92.0);
        assert_eq!(steps.most_reps(quarter), 8);
        assert_eq!(steps.next_length(quarter).unwrap().step, 4);
        assert_eq!(steps.next_length(rep(500.0, 116.0)).unwrap().step, 4, "500 m are below 600 m");
        assert!(steps.next_length(rep(1200.0, 270.0)).is_none());
        let threshold = Steps::of(&athlete, Family::T);
        assert!(threshold.next_length(rep(1609.0, 445.0)).unwrap().length > 445.0, "a longer one");
        for (reps, share) in [(6, 0.98), (7, 0.98), (3, 0.97)] {
            assert!((steps.pace_share(reps, quarter) - share).abs() < 1e-12);
        }
        let placed = |reps| steps.placed(reps, quarter, |_| true);
        assert_eq!(placed(7).unwrap().step, 2);
        assert!(placed(4).is_none());
        assert_eq!(steps.first_of_length(quarter).unwrap().step, 1, "not yet on it");
        assert_eq!(steps.first_of_length(rep(500.0, 116.0)).unwrap().step, 4);
        assert_eq!(steps.after(placed(7).unwrap()).unwrap().step, 3);
        assert_eq!(
            steps.placed(8, quarter, |rung| rung.step < 3).unwrap().step,
            2,
            "not yet as fast, or too long a rest"
        );
    }

    #[test]
    fn steps_in_sets_are_told_from_those_in_a_row() {
        let athlete = Athlete { goal: Some(Goal::Mile), ..Athlete::default() };
        let steps = Steps::of(&athlete, Family::S);
        let (row, sets) = (rep(300.0, 58.0), Rep { in_sets: true, ..rep(300.0, 55.0) });
        assert_eq!((steps.next_length(row).unwrap().step, steps.next_length(sets).unwrap().step), (2, 3));
        assert_eq!((steps.most_reps(row), steps.most_reps(sets)), (6, 6));
        assert_eq!(steps.placed(6, row, |_| true).unwrap().step, 1);
        assert_eq!(steps.placed(6, sets, |_| true).unwrap().step, 2);
        assert!(steps.pace_share(6, sets) > 1.05, "800 pace is faster than mile pace");
        // A ladder without steps in sets answers for its lengths.
        assert_eq!(Steps::of(&athlete, Family::R).most_reps(Rep { in_sets: true, ..rep(200.0, 36.0) }), 10);
    }

    #[test]
    fn seconds_and_metres_may_stand_in_one_family() {
        let athlete = Athlete { goal: Some(Goal::FiveK), ..Athlete::default() };
        let strides = Steps::of(&athlete, Family::F);
        assert_eq!(strides.next_length(rep(95.0, 20.0)).unwrap().step, 4);
        assert_eq!(strides.next_length(rep(250.0, 60.0)).unwrap().length as u32, 200);
        assert_eq!(
            Steps::of(&athlete, Family::T).next_length(rep(1900.0, 480.0)).unwrap().step,
            5,
            "not the shorter one"
        );
        assert_eq!(Steps::of(&athlete, Family::S).first().unwrap().length as u32, 600);
        assert!(Steps::of(&athlete, Family::S).cap.week_share < 0.09);
        let long = Athlete { goal: Some(Goal::Marathon), ..Athlete::default() };
        assert!(Steps::of(&long, Family::S).cap.week_share > 0.09, "as threshold");
        assert!(Steps::of(&Athlete::default(), Family::S).first().is_none(), "no goal, no goal pace");
    }
}
