//! What is alike between two sessions, or between a session and its plan: lengths, counts, paces, recoveries. Every
//! tolerance for it stands here.
//!
//! Which reps of one session form a set is another question: it asks how well reps are measured.

use super::length::length as length_words;
use super::structure::{RecoveryMode, RepLength, Set};

/// Distances of the same workout, relative: 1600 m and a mile are the same, 1000 m and 1200 m are not. House rule.
const SAME_DISTANCE: f64 = 0.03;
/// Times of the same workout, relative. House rule.
const SAME_TIME: f64 = 0.05;
/// Lengths within this ratio stand on one rung of the ladder of steps: a runner who ran one can run the other. House rule.
pub(crate) const ONE_RUNG: f64 = 1.08;
/// A measured rep within this ratio of a set's length may carry out the same step of a plan. House rule.
const ONE_STEP: f64 = 1.15;
/// Counts of the same workout differ by at most one rep, or by a quarter of the larger count. House rules.
const SAME_COUNT_REPS: usize = 1;
const SAME_COUNT_SHARE: f64 = 0.25;
/// Paces of one kind of session differ by at most this share: easy 400s are no earlier state of fast 400s. House rule.
const SAME_KIND_PACE: f64 = 0.15;
/// Reps of a length that took less than this share of the work are beside the workout: strides, a last 200. House rule.
const BESIDE_SHARE: f64 = 0.15;
/// Recoveries of the same workout differ by at most 15 s or a quarter of the longer one; or, where both were jogged, by a
/// tenth of the metres. House rules.
const SAME_RECOVERY_S: f64 = 15.0;
const SAME_RECOVERY_SHARE: f64 = 0.25;
const SAME_RECOVERY_METRES: f64 = 0.10;
/// Recoveries this near in speed are of one mode, whatever their words: limits between modes are sharp, runners are not,
/// m/s. House rule.
const SAME_RECOVERY_MPS: f64 = 0.4;

/// Whether two lengths are the same workout: distances within 3 %, times within 5 %, never a distance and a time.
pub(crate) fn same_length(a: RepLength, b: RepLength) -> bool {
    match (a, b) {
        (RepLength::Distance(a), RepLength::Distance(b)) => is_near(a, b, SAME_DISTANCE),
        (RepLength::Time(a), RepLength::Time(b)) => is_near(a, b, SAME_TIME),
        _ => false,
    }
}

/// How long reps were, as run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct RunLength {
    /// Mean distance, m.
    pub(crate) metres: f64,
    /// Mean time, s.
    pub(crate) seconds: f64,
}

/// Whether reps of two sessions were as long as run: alike in distance and in time.
pub(crate) fn same_as_run(a: RunLength, b: RunLength) -> bool {
    is_near(a.metres, b.metres, SAME_DISTANCE) && is_near(a.seconds, b.seconds, SAME_TIME)
}

/// Whether two lengths stand on one rung of the ladder; a distance and a time never do.
pub(crate) fn on_one_rung(a: RepLength, b: RepLength) -> bool {
    within(a, b, ONE_RUNG)
}

/// Whether a measured rep may carry out the same step of a plan as a set of a length.
pub(crate) fn of_one_step(rep: RepLength, set: RepLength) -> bool {
    within(rep, set, ONE_STEP)
}

/// Whether two counts of reps are the same workout: within one rep, or within a quarter of the larger.
pub(crate) fn same_count(a: usize, b: usize) -> bool {
    let off = a.abs_diff(b);
    off <= SAME_COUNT_REPS || off as f64 <= SAME_COUNT_SHARE * a.max(b) as f64
}

/// Whether a ratio of two speeds makes another kind of session; never where a speed is not known.
pub(crate) fn is_other_pace(ratio: f64) -> bool {
    ratio.max(ratio.recip()) > 1.0 + SAME_KIND_PACE
}

/// Whether reps that took so much of all the work, both in s, make the workout: they are not beside it.
pub(crate) fn is_main(work_s: f64, all_s: f64) -> bool {
    work_s >= BESIDE_SHARE * all_s
}

/// The easy span between two reps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recovery {
    /// Wall clock, s.
    pub seconds: f64,
    /// Metres; `None` without distance.
    pub metres: Option<f64>,
    /// What most of it is.
    pub mode: RecoveryMode,
}

impl Recovery {
    /// The recovery between the reps of a set; `None` where the set has none.
    pub(crate) fn of(set: &Set) -> Option<Self> {
        Some(Self { seconds: set.recovery_s?, metres: set.recovery_m, mode: set.recovery_mode? })
    }

    /// `90 s jog`, `3 min stand`: rounded to 5 s.
    pub fn words(&self) -> String {
        format!("{} {}", length_words(RepLength::Time((self.seconds / 5.0).round() * 5.0)), self.mode.name())
    }

    /// Whether two recoveries are the same: as long in time, or in metres where both were jogged; and of one mode.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        self.is_as_long(other) && self.is_of_mode(other)
    }

    /// Whether two recoveries are as long: in time, or in metres where both were jogged.
    pub(crate) fn is_as_long(&self, other: &Self) -> bool {
        let off = (self.seconds - other.seconds).abs();
        let is_jog = |one: &Self| one.mode == RecoveryMode::Jog;
        let same_metres = self.metres.zip(other.metres).is_some_and(|(a, b)| is_near(a, b, SAME_RECOVERY_METRES));
        off <= SAME_RECOVERY_S.max(SAME_RECOVERY_SHARE * self.seconds.max(other.seconds))
            || (same_metres && is_jog(self) && is_jog(other))
    }

    fn is_of_mode(&self, other: &Self) -> bool {
        let speed = |one: &Self| one.metres.map(|metres| metres / one.seconds);
        let near = speed(self).zip(speed(other)).is_some_and(|(a, b)| (a - b).abs() <= SAME_RECOVERY_MPS);
        self.mode == other.mode || near
    }
}

fn is_near(a: f64, b: f64, share: f64) -> bool {
    (a - b).abs() <= share * a.max(b)
}

/// Whether two lengths are within a ratio; a distance and a time never are.
fn within(a: RepLength, b: RepLength, ratio: f64) -> bool {
    match (a, b) {
        (RepLength::Distance(a), RepLength::Distance(b)) | (RepLength::Time(a), RepLength::Time(b)) => {
            a / b <= ratio && b / a <= ratio
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use RepLength::{Distance, Time};

    #[test]
    fn the_same_length_is_on_one_rung_and_not_the_other_way_round() {
        assert!(same_length(Distance(1600.0), Distance(1609.344)) && !same_length(Distance(1500.0), Distance(1600.0)));
        assert!(on_one_rung(Distance(1500.0), Distance(1600.0)) && !on_one_rung(Distance(1000.0), Distance(1200.0)));
        assert!(!same_length(Distance(400.0), Time(400.0)) && !on_one_rung(Distance(400.0), Time(400.0)));
        for (a, b) in [(400.0, 411.0), (400.0, 390.0), (60.0, 63.0), (180.0, 172.0)] {
            assert!(!same_length(Distance(a), Distance(b)) || on_one_rung(Distance(a), Distance(b)), "{a} {b}");
            assert!(!same_length(Time(a), Time(b)) || on_one_rung(Time(a), Time(b)), "{a} {b}");
        }
    }

    #[test]
    fn a_rung_is_narrower_than_what_may_be_of_a_step() {
        assert!(of_one_step(Distance(1000.0), Distance(1120.0)) && !on_one_rung(Distance(1000.0), Distance(1120.0)));
        assert!(!of_one_step(Distance(1000.0), Distance(1200.0)));
    }

    #[test]
    fn counts_and_paces_have_their_limits() {
        assert!(same_count(6, 8) && !same_count(4, 6) && same_count(1, 2));
        assert!(is_other_pace(1.2) && is_other_pace(0.8) && !is_other_pace(1.1) && !is_other_pace(f64::NAN));
        assert!(!is_main(40.0, 400.0) && is_main(100.0, 400.0));
    }
}
