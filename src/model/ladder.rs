//! The ladder of workouts: which reps of which length, family by family.

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

/// A waypoint: so many reps of a length at a share of the family's anchor speed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rung {
    /// Its family.
    pub family: Family,
    /// Reps.
    pub reps: usize,
    /// Length of a rep: m, or s where it is by time.
    pub length: f64,
    /// Whether the length is a time.
    pub by_time: bool,
    /// Share of the anchor speed, %.
    pub pace_pct: f64,
}

/// The waypoints of all families, in order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ladder {
    /// Them.
    pub rungs: Vec<Rung>,
}

impl Ladder {
    /// Those of one family.
    pub fn of(&self, family: Family) -> impl Iterator<Item = &Rung> {
        self.rungs.iter().filter(move |rung| rung.family == family)
    }
}
