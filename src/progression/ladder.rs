//! What is fixed for each family (ceilings, caps, rest floors, the order of levers), and what a ladder answers.

use super::{Family, Lever};
use crate::model::{Ladder, Rung};

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

    /// The most fast distance of one session in a week of so many metres, m; 4 x 200 m and 3 x 400 m are always allowed.
    ///
    /// # Source
    /// Shares of the week by J. Daniels, Daniels' Running Formula (I 8 %, T 10 %; R 5 % and the limits as they are taught); no
    /// trial tests them.
    pub fn session_cap_m(self, week_m: f64) -> f64 {
        let cap = self.cap();
        (week_m * cap.week_share).min(cap.limit_m).max(cap.floor_m)
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
}

impl Ladder {
    /// The ladder's lengths nearest to a rep of `length_m` that takes `rep_s`, in the ladder's own unit.
    fn nearest_length(&self, family: Family, length_m: f64, rep_s: f64) -> f64 {
        let own = if self.counts_time(family) { rep_s } else { length_m };
        let distance = |rung: &&Rung| (rung.length / own).ln().abs();
        self.of(family).min_by(|a, b| distance(a).total_cmp(&distance(b))).map_or(own, |rung| rung.length)
    }

    /// Whether the family's lengths are times.
    fn counts_time(&self, family: Family) -> bool {
        self.of(family).any(|rung| rung.by_time)
    }

    fn rungs_near(&self, family: Family, length_m: f64, rep_s: f64) -> impl Iterator<Item = &Rung> {
        let length = self.nearest_length(family, length_m, rep_s);
        self.of(family).filter(move |rung| (rung.length - length).abs() < 0.5)
    }

    /// The most reps of a length on the ladder.
    pub(crate) fn most_reps(&self, family: Family, length_m: f64, rep_s: f64) -> usize {
        self.rungs_near(family, length_m, rep_s).map(|rung| rung.reps).max().unwrap_or(0)
    }

    /// Share of the anchor speed that the ladder asks for so many reps of a length, 0 to 1.
    pub(crate) fn pace_share(&self, family: Family, reps: usize, length_m: f64, rep_s: f64) -> f64 {
        let mut share = 1.0;
        for (index, rung) in self.rungs_near(family, length_m, rep_s).enumerate() {
            if index == 0 || rung.reps <= reps {
                share = rung.pace_pct / 100.0;
            }
        }
        share
    }

    /// The next longer length on the ladder, in its own unit; `true` when that unit is the second.
    pub(crate) fn longer(&self, family: Family, length_m: f64, rep_s: f64) -> Option<(f64, bool)> {
        let length = self.nearest_length(family, length_m, rep_s);
        let longer = self.of(family).map(|rung| rung.length).filter(|next| *next > length + 0.5);
        longer.min_by(f64::total_cmp).map(|next| (next, self.counts_time(family)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ladder_answers_for_its_own_lengths() {
        let ladder = crate::journal::standard_ladder();
        assert_eq!(ladder.most_reps(Family::I, 400.0, 92.0), 8);
        assert_eq!(ladder.longer(Family::I, 400.0, 92.0), Some((600.0, false)));
        assert_eq!(ladder.longer(Family::I, 1200.0, 270.0), None);
        assert_eq!(ladder.longer(Family::T, 1900.0, 480.0), Some((600.0, true)));
        for (reps, share) in [(6, 0.98), (7, 0.98), (3, 0.97)] {
            assert!((ladder.pace_share(Family::I, reps, 400.0, 92.0) - share).abs() < 1e-12);
        }
    }
}
