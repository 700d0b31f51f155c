//! What is fixed for each family (ceilings, caps, rest floors, the order of levers), and what the steps of a ladder answer.

use super::Lever;
use crate::journal::standard_ladder;
use crate::model::{Athlete, Family, Goal, Ladder, Rung};
use crate::segment::alike::ONE_RUNG;

/// The ladder of a runner: the own one, else the standard.
pub(crate) fn ladder_of(athlete: &Athlete) -> &Ladder {
    athlete.ladder.as_ref().unwrap_or_else(|| standard_ladder())
}

/// The share of a week that one session may hold, and its limit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cap {
    /// Share of the week's distance, 0 to 1.
    pub(crate) week_share: f64,
    /// Limit whatever the week, m.
    pub(crate) limit_m: f64,
    /// Fast distance that is always allowed, m.
    pub(crate) floor_m: f64,
}

impl Cap {
    /// The fast distance that it allows in a week of so many metres, m.
    pub(crate) fn of_week_m(self, week_m: f64) -> f64 {
        (week_m * self.week_share).min(self.limit_m).max(self.floor_m)
    }
}

impl Family {
    /// Highest session RPE (CR10) at which more may be asked.
    pub fn rpe_ceiling(self) -> f64 {
        match self {
            Self::F => 5.0,
            Self::R | Self::T => 6.0,
            Self::I | Self::S => 7.0,
        }
    }

    /// RPE (CR10) from which the session counts as failed.
    pub fn rpe_failure(self) -> f64 {
        if self == Self::T { 8.0 } else { 9.0 }
    }

    /// The levers of the family, first choice first.
    pub fn levers(self) -> &'static [Lever] {
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

    /// The most fast distance of one session in a week of so many metres, m; 4 x 200 m and 3 x 400 m are always allowed.
    ///
    /// # Source
    /// Shares of the week by J. Daniels, Daniels' Running Formula (I 8 %, T 10 %; R 5 % and the limits as they are taught); no
    /// trial tests them.
    pub fn session_cap_m(self, week_m: f64) -> f64 {
        self.cap().of_week_m(week_m)
    }

    /// Share of the week and limit of one session; goal pace of 10 km and more is as long as threshold, of less as intervals.
    pub(crate) fn cap_for(self, goal: Option<Goal>) -> Cap {
        let is_long = goal.is_some_and(|goal| goal.distance_m() >= LONG_GOAL_M);
        if self == Self::S && is_long { Self::T.cap() } else { self.cap() }
    }

    pub(crate) fn cap(self) -> Cap {
        let cap = |week_share, limit_m, floor_m| Cap { week_share, limit_m, floor_m };
        match self {
            // The longer steps of the way in are at the effort of intervals.
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

    /// Longest rep, s: a longer one belongs to another family.
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

/// Races from which goal pace is capped as threshold is, m.
const LONG_GOAL_M: f64 = 9_000.0;

/// The steps of one family, in order.
#[derive(Debug)]
pub(crate) struct Steps<'a> {
    pub(crate) family: Family,
    /// What one session of it may hold.
    pub(crate) cap: Cap,
    rungs: Vec<&'a Rung>,
    /// Where the way in leads to once all its steps have been run: the first step of intervals.
    pub(crate) beyond: Option<&'a Rung>,
}

/// A rep as the ladder looks at it: its distance, m, its time, s, and whether it is one of several sets.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rep {
    pub(crate) metres: f64,
    pub(crate) seconds: f64,
    pub(crate) in_sets: bool,
}

impl Rep {
    /// How much longer a step's rep is, as a ratio, in the step's own unit.
    pub(crate) fn stretch(self, rung: &Rung) -> f64 {
        rung.length / if rung.by_time { self.seconds } else { self.metres }
    }

    fn gap(self, rung: &Rung) -> f64 {
        self.stretch(rung).ln().abs()
    }
}

impl<'a> Steps<'a> {
    /// Of a runner's ladder.
    pub(crate) fn of(athlete: &'a Athlete, family: Family) -> Self {
        let goal = athlete.goal();
        let of = |family: Family| ladder_of(athlete).of_goal(family, goal);
        let beyond = of(Family::I).next().filter(|_| family == Family::F);
        Self { family, cap: family.cap_for(goal), rungs: of(family).collect(), beyond }
    }

    /// The first of them.
    pub(crate) fn first(&self) -> Option<&'a Rung> {
        self.rungs.first().copied()
    }

    /// Those of the length nearest to a rep's; of equals those that are in sets where the rep is, and not where it is not.
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

    /// The most reps of a length on the ladder.
    pub(crate) fn most_reps(&self, rep: Rep) -> usize {
        self.near(rep).map(|rung| rung.reps).max().unwrap_or(0)
    }

    /// The same of the steps that a distance holds; 0 where it holds none.
    pub(crate) fn most_reps_within(&self, rep: Rep, metres: f64) -> usize {
        let counts = self.near(rep).map(|rung| rung.reps);
        counts.filter(|reps| rep.metres * *reps as f64 <= metres).max().unwrap_or(0)
    }

    /// The least count of a length on the ladder above so many.
    pub(crate) fn next_reps(&self, rep: Rep, reps: usize) -> Option<usize> {
        self.near(rep).map(|rung| rung.reps).filter(|more| *more > reps).min()
    }

    /// Share of the anchor speed that the ladder asks for so many reps of a length, 0 to 1.
    pub(crate) fn pace_share(&self, reps: usize, rep: Rep) -> f64 {
        let mut share = 1.0;
        for (index, rung) in self.near(rep).enumerate() {
            if index == 0 || rung.reps <= reps {
                share = rung.pace_pct.map_or(1.0, |percent| percent / 100.0);
            }
        }
        share
    }

    /// The first step of a rep's own length; of the next length, where the ladder does not have it.
    pub(crate) fn first_of_length(&self, rep: Rep) -> Option<&'a Rung> {
        if self.has_length(rep) { self.near(rep).next() } else { self.next_length(rep) }
    }

    /// The first step of the next length on the ladder: the nearest where the rep is shorter than it, else the one after.
    pub(crate) fn next_length(&self, rep: Rep) -> Option<&'a Rung> {
        let near: Vec<&Rung> = self.near(rep).collect();
        let (first, last) = (near.first()?, near.last()?);
        // Six minutes are less than a mile of who is slow. By feel and at goal pace a later step need not be a longer one.
        let is_free = matches!(self.family, Family::F | Family::S);
        let is_longer = |rung: &Rung| is_free || rep.stretch(rung) > ONE_RUNG;
        // One long run is no session of reps.
        let next = self.rungs.iter().copied().find(|rung| rung.step > last.step && rung.reps > 1 && is_longer(rung));
        if rep.stretch(first) > ONE_RUNG {
            self.rungs.iter().copied().find(|rung| rung.step == first.step)
        } else {
            next
        }
    }

    /// The highest step that so many reps of a length fill, of those whose pace and rest are met, too.
    pub(crate) fn placed(&self, reps: usize, rep: Rep, is_met: impl Fn(&Rung) -> bool) -> Option<&'a Rung> {
        let is_like = |rung: &&Rung| rep.gap(rung) <= ONE_RUNG.ln() && rung.shape.is_sets() == rep.in_sets;
        self.rungs.iter().copied().filter(is_like).rfind(|rung| rung.reps <= reps && is_met(rung))
    }

    /// Whether there are surges among them.
    pub(crate) fn has_surges(&self) -> bool {
        self.rungs.iter().any(|rung| rung.shape.is_within())
    }

    /// Times a week that so many reps of a length may be run.
    pub(crate) fn per_week(&self, reps: usize, rep: Rep) -> usize {
        self.near(rep).find(|rung| rung.reps == reps).map_or(1, |rung| rung.per_week)
    }

    /// The step after another.
    pub(crate) fn after(&self, rung: &Rung) -> Option<&'a Rung> {
        self.rungs.iter().copied().find(|other| other.step > rung.step)
    }

    /// Whether reps of a length are one of its lengths.
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
