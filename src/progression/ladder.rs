//! What is fixed for each family: ceilings, caps, rest floors, the order of levers, and the waypoints of its ladder.
//!
//! The contents are engineering choices on the patterns of J. Daniels: Daniels' Running Formula; no trial tests them.

use super::{Family, Lever};

/// A waypoint: so many reps of a length at a share of the family's anchor speed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rung {
    /// Reps.
    pub(crate) reps: usize,
    /// Length of a rep: m in R and I, s in F and T.
    pub(crate) length: f64,
    /// Share of the anchor speed, %.
    pub(crate) pace_pct: f64,
}

const fn rung(reps: usize, length: f64, pace_pct: f64) -> Rung {
    Rung { reps, length, pace_pct }
}

/// Relaxed accelerations, by time (s).
const F_RUNGS: [Rung; 4] = [rung(4, 15.0, 100.0), rung(6, 20.0, 100.0), rung(8, 20.0, 100.0), rung(6, 60.0, 95.0)];
/// Repetitions (m).
const R_RUNGS: [Rung; 9] = [
    rung(6, 200.0, 98.0),
    rung(8, 200.0, 98.0),
    rung(8, 200.0, 100.0),
    rung(10, 200.0, 100.0),
    rung(6, 300.0, 99.0),
    rung(5, 400.0, 98.0),
    rung(6, 400.0, 99.0),
    rung(8, 400.0, 100.0),
    rung(4, 600.0, 99.0),
];
/// Intervals (m).
const I_RUNGS: [Rung; 10] = [
    rung(5, 400.0, 97.0),
    rung(6, 400.0, 98.0),
    rung(8, 400.0, 100.0),
    rung(5, 600.0, 99.0),
    rung(4, 800.0, 99.0),
    rung(5, 800.0, 100.0),
    rung(4, 1000.0, 100.0),
    rung(5, 1000.0, 100.0),
    rung(4, 1200.0, 100.0),
    rung(5, 1200.0, 100.0),
];
/// Threshold work (s).
const T_RUNGS: [Rung; 7] = [
    rung(2, 480.0, 100.0),
    rung(3, 480.0, 100.0),
    rung(4, 360.0, 100.0),
    rung(3, 600.0, 100.0),
    rung(4, 600.0, 100.0),
    rung(2, 900.0, 100.0),
    rung(1, 1200.0, 100.0),
];
/// Goal-pace work up to 10 km (m).
const S_RUNGS: [Rung; 5] = [
    rung(6, 600.0, 100.0),
    rung(6, 800.0, 100.0),
    rung(5, 1000.0, 100.0),
    rung(5, 1200.0, 100.0),
    rung(4, 2000.0, 100.0),
];

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
            Self::I => &[Lever::Reps, Lever::Length, Lever::Rest, Lever::Pace],
            Self::T => &[Lever::Reps, Lever::Rest],
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

    pub(crate) fn cap(self) -> Cap {
        let cap = |week_share, limit_m, floor_m| Cap { week_share, limit_m, floor_m };
        match self {
            Self::F | Self::R => cap(0.05, 8_000.0, 800.0),
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
            Self::T | Self::S => 1200.0,
        }
    }

    fn rungs(self) -> &'static [Rung] {
        match self {
            Self::F => &F_RUNGS,
            Self::R => &R_RUNGS,
            Self::I => &I_RUNGS,
            Self::T => &T_RUNGS,
            Self::S => &S_RUNGS,
        }
    }

    /// Whether the ladder counts length in seconds (else metres).
    fn counts_time(self) -> bool {
        matches!(self, Self::F | Self::T)
    }

    /// The ladder's lengths nearest to a rep of `length_m` that takes `rep_s`, in the ladder's own unit.
    fn nearest_length(self, length_m: f64, rep_s: f64) -> f64 {
        let own = if self.counts_time() { rep_s } else { length_m };
        let distance = |rung: &Rung| (rung.length / own).ln().abs();
        self.rungs().iter().min_by(|a, b| distance(a).total_cmp(&distance(b))).map_or(own, |rung| rung.length)
    }

    fn rungs_near(self, length_m: f64, rep_s: f64) -> impl Iterator<Item = &'static Rung> {
        let length = self.nearest_length(length_m, rep_s);
        self.rungs().iter().filter(move |rung| (rung.length - length).abs() < 0.5)
    }

    /// The most reps of a length on the ladder.
    pub(crate) fn most_reps(self, length_m: f64, rep_s: f64) -> usize {
        self.rungs_near(length_m, rep_s).map(|rung| rung.reps).max().unwrap_or(0)
    }

    /// Share of the anchor speed that the ladder asks for so many reps of a length, 0 to 1.
    pub(crate) fn pace_share(self, reps: usize, length_m: f64, rep_s: f64) -> f64 {
        let mut share = 1.0;
        for (index, rung) in self.rungs_near(length_m, rep_s).enumerate() {
            if index == 0 || rung.reps <= reps {
                share = rung.pace_pct / 100.0;
            }
        }
        share
    }

    /// The next longer length on the ladder, in its own unit; `true` when that unit is the second.
    pub(crate) fn longer(self, length_m: f64, rep_s: f64) -> Option<(f64, bool)> {
        let length = self.nearest_length(length_m, rep_s);
        let longer = self.rungs().iter().map(|rung| rung.length).filter(|next| *next > length + 0.5);
        longer.min_by(f64::total_cmp).map(|next| (next, self.counts_time()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ladder_answers_for_its_own_lengths() {
        assert_eq!(Family::I.most_reps(400.0, 92.0), 8);
        assert_eq!(Family::I.longer(400.0, 92.0), Some((600.0, false)));
        assert_eq!(Family::I.longer(1200.0, 270.0), None);
        assert!((Family::I.pace_share(6, 400.0, 92.0) - 0.98).abs() < 1e-12);
        assert!((Family::I.pace_share(7, 400.0, 92.0) - 0.98).abs() < 1e-12);
        assert!((Family::I.pace_share(3, 400.0, 92.0) - 0.97).abs() < 1e-12);
    }
}
