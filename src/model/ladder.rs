//! The ladder of workouts: which reps of which length, family by family.

use super::Goal;
use serde::{Deserialize, Serialize};

/// The family of a session, by the anchor speed that its reps are run at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Family {
    /// Introduction of speed: strides and short relaxed reps.
    F,
    /// Repetition: speed and economy.
    R,
    /// Interval: maximal oxygen uptake.
    I,
    /// Threshold.
    T,
    /// Goal-race speed.
    S,
}

impl Family {
    /// All of them, in the order of tables.
    pub const ALL: [Self; 5] = [Self::F, Self::R, Self::I, Self::T, Self::S];

    /// The letter.
    pub fn name(self) -> &'static str {
        match self {
            Self::F => "F",
            Self::R => "R",
            Self::I => "I",
            Self::T => "T",
            Self::S => "S",
        }
    }
}

/// The recovery after each rep.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RungRecovery {
    /// A time, s.
    Seconds(f64),
    /// A multiple of the time of the rep.
    Times(f64),
}

impl RungRecovery {
    /// The length of the recovery after a rep of `rep_s` seconds, s.
    pub fn seconds(self, rep_s: f64) -> f64 {
        match self {
            Self::Seconds(seconds) => seconds,
            Self::Times(times) => times * rep_s,
        }
    }
}

/// How the reps of a session are put together.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub enum Shape {
    /// One rep after the other, in one set.
    #[default]
    Row,
    /// In sets, with a longer rest between two sets.
    Sets {
        /// The number of sets, two or more.
        count: usize,
        /// Rest between two sets, s.
        rest_s: f64,
    },
    /// Surges by feel inside a steady run. The recoveries are part of the steady run.
    Within {
        /// Time of the steady run, s.
        run_s: f64,
    },
}

impl Shape {
    /// The number of reps in each set, of `reps` in all. If the sets cannot be equal, the first sets have one rep more.
    ///
    /// ```
    /// use lastrep::model::Shape;
    /// assert_eq!(Shape::Sets { count: 2, rest_s: 480.0 }.blocks(7), [4, 3]);
    /// assert_eq!(Shape::Row.blocks(7), [7]);
    /// ```
    pub fn blocks(self, reps: usize) -> Vec<usize> {
        let Self::Sets { count, .. } = self else { return vec![reps] };
        let count = count.max(1);
        (0..count).map(|set| reps / count + usize::from(set < reps % count)).collect()
    }

    /// The shape for this number of reps. A set needs two reps; with fewer, the reps are one after the other.
    #[must_use]
    pub fn of(self, reps: usize) -> Self {
        match self {
            Self::Sets { count, .. } if reps < 2 * count => Self::Row,
            shape => shape,
        }
    }

    /// Whether the reps are surges inside a steady run.
    pub(crate) fn is_within(self) -> bool {
        matches!(self, Self::Within { .. })
    }

    /// Whether the reps are in sets.
    pub(crate) fn is_sets(self) -> bool {
        matches!(self, Self::Sets { .. })
    }
}

/// The steps that must be passed first. Every group must be met; any step of a group meets it.
pub type Prerequisites = Vec<Vec<(Family, usize)>>;

/// A step of the ladder: a number of reps of one length, at a share of the family's anchor speed.
#[derive(Debug, Clone, PartialEq)]
pub struct Rung {
    /// Its family.
    pub family: Family,
    /// The goal that the step is for; `None` for any goal.
    pub goal: Option<Goal>,
    /// Its number in the family, from 1.
    pub step: usize,
    /// Reps, all sets together.
    pub reps: usize,
    /// How the reps are put together.
    pub shape: Shape,
    /// Length of a rep: m, or s if `by_time`.
    pub length: f64,
    /// Whether the length is a time.
    pub by_time: bool,
    /// Share of the anchor speed, %; `None` for surges, which are run by feel.
    pub pace_pct: Option<f64>,
    /// The recovery; `None` where the ladder gives none.
    pub recovery: Option<RungRecovery>,
    /// The steps that must be passed first.
    pub after: Prerequisites,
    /// How often a week the step may be run.
    pub per_week: usize,
}

/// The steps of all families, in order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ladder {
    /// The steps.
    pub rungs: Vec<Rung>,
}

impl Ladder {
    /// The steps of one family, for all goals.
    pub fn of(&self, family: Family) -> impl Iterator<Item = &Rung> {
        self.rungs.iter().filter(move |rung| rung.family == family)
    }

    /// The steps of one family for a goal, in order.
    pub fn of_goal(&self, family: Family, goal: Option<Goal>) -> impl Iterator<Item = &Rung> {
        self.of(family).filter(move |rung| rung.goal.is_none() || rung.goal == goal)
    }
}
