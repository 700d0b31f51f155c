//! The ladder of workouts: which reps of which length, family by family.

use super::Goal;

/// The family of a session: which anchor it is run at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// So many seconds.
    Seconds(f64),
    /// So many times the time of the rep.
    Times(f64),
}

impl RungRecovery {
    /// Its length after a rep of so many seconds, s.
    pub fn seconds(self, rep_s: f64) -> f64 {
        match self {
            Self::Seconds(seconds) => seconds,
            Self::Times(times) => times * rep_s,
        }
    }
}

/// How the reps of a session are put together.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Shape {
    /// One after the other.
    #[default]
    Row,
    /// In so many sets, with a longer rest between them, s.
    Sets {
        /// Sets, two or more.
        count: usize,
        /// Rest between two of them, s.
        rest_s: f64,
    },
    /// Inside a steady run of so many seconds, which the recoveries are part of: surges, by feel.
    Within {
        /// Time of the steady run, s.
        run_s: f64,
    },
}

impl Shape {
    /// So many reps, set by set; where they do not come out even, the first sets have one more.
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

    /// The same for so many reps: sets of fewer than two are none.
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

/// What must have been passed before a family is begun: each of the groups, by any step of it.
pub(crate) type Prerequisites = Vec<Vec<(Family, usize)>>;

/// A waypoint: so many reps of a length at a share of the family's anchor speed.
#[derive(Debug, Clone, PartialEq)]
pub struct Rung {
    /// Its family.
    pub family: Family,
    /// The goal that it is for; `None` for any.
    pub goal: Option<Goal>,
    /// Its number in the family, from 1.
    pub step: usize,
    /// Reps, all sets together.
    pub reps: usize,
    /// How they are put together.
    pub shape: Shape,
    /// Length of a rep: m, or s where it is by time.
    pub length: f64,
    /// Whether the length is a time.
    pub by_time: bool,
    /// Share of the anchor speed, %; `None` for surges, which are run by feel.
    pub pace_pct: Option<f64>,
    /// The recovery, where the ladder says it.
    pub recovery: Option<RungRecovery>,
    /// What must have been passed before.
    pub after: Prerequisites,
    /// Times a week that it may be run.
    pub per_week: usize,
}

/// The waypoints of all families, in order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ladder {
    /// Them.
    pub rungs: Vec<Rung>,
}

impl Ladder {
    /// Those of one family, of all goals.
    pub fn of(&self, family: Family) -> impl Iterator<Item = &Rung> {
        self.rungs.iter().filter(move |rung| rung.family == family)
    }

    /// Those of one family for a goal, in order.
    pub(crate) fn of_goal(&self, family: Family, goal: Option<Goal>) -> impl Iterator<Item = &Rung> {
        self.of(family).filter(move |rung| rung.goal.is_none() || rung.goal == goal)
    }
}
