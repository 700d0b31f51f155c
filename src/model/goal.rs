//! What a runner trains for: a race of one of five lengths.

use crate::units::METRES_PER_MILE;

/// What the runner trains for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// 800 m to the mile.
    Mile,
    /// 5 km.
    FiveK,
    /// 10 km.
    TenK,
    /// Half marathon.
    Half,
    /// Marathon.
    Marathon,
}

impl Goal {
    /// All of them, shortest first.
    pub const ALL: [Self; 5] = [Self::Mile, Self::FiveK, Self::TenK, Self::Half, Self::Marathon];

    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mile => "mile",
            Self::FiveK => "5k",
            Self::TenK => "10k",
            Self::Half => "half",
            Self::Marathon => "marathon",
        }
    }

    /// The race whose speed is that of the goal, m.
    pub fn distance_m(self) -> f64 {
        match self {
            Self::Mile => METRES_PER_MILE,
            Self::FiveK => 5_000.0,
            Self::TenK => 10_000.0,
            Self::Half => 21_097.5,
            Self::Marathon => 42_195.0,
        }
    }

    /// The goal of a race: the one nearest in distance, as a ratio.
    pub fn of_race(distance_m: f64) -> Self {
        let gap = |goal: &Self| (goal.distance_m() / distance_m).ln().abs();
        Self::ALL.into_iter().min_by(|a, b| gap(a).total_cmp(&gap(b))).unwrap_or(Self::FiveK)
    }
}
