//! The change from one session to a later one, rep by rep and in the mean, and whether noise alone explains it.

use super::heart_rate::{HeartRateChange, heart_rate_change};
use super::pairs::{RepChange, pairs};
use super::session::Session;
use super::workout::differences;
use crate::scores::Unavailable;
use crate::stats::{NORMAL_90, mean, root_mean_square, sample_sd, t_80};

/// Fewest pairs of reps for a change of the mean: one pair shows no scatter.
const PAIRS_LEAST: usize = 2;

/// Whether a change can be told from noise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Faster, by more than noise explains.
    Faster,
    /// Slower, by more than noise explains.
    Slower,
    /// Noise can explain the change. Something may have changed all the same.
    NotTold,
}

impl Direction {
    fn of(change: f64, smallest: f64) -> Self {
        if change.abs() <= smallest {
            Self::NotTold
        } else if change > 0.0 {
            Self::Faster
        } else {
            Self::Slower
        }
    }

    /// The word used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Faster => "faster",
            Self::Slower => "slower",
            Self::NotTold => "not told from noise",
        }
    }
}

/// The change of the mean speed over the pairs of reps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SpeedChange {
    /// Change, %; positive is faster.
    pub value_pct: f64,
    /// The smallest change that can be told from noise and the runner's own scatter, %, at 80 %.
    pub smallest_pct: f64,
    /// Pairs of reps.
    pub pairs: usize,
    /// The direction of the change.
    pub verdict: Direction,
}

/// A later session against an earlier one.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The differences between the two workouts, in words; empty if the workouts are alike.
    pub differences: Vec<String>,
    /// The pairs of reps of one length and one place, in order; empty if no lengths are the same.
    pub reps: Vec<RepChange>,
    /// The change of the mean.
    pub speed: Result<SpeedChange, Unavailable>,
    /// Heart rate at the same speed.
    pub heart_rate: Result<HeartRateChange, Unavailable>,
}

impl Change {
    /// Whether both sessions are the same workout.
    pub fn is_alike(&self) -> bool {
        self.differences.is_empty()
    }
}

/// Compares a later session with an earlier one.
///
/// # Definition
/// Reps of the same length and place make pairs with `d = 100 (v_later / v_earlier - 1)`. A rep without a partner is left
/// out, so that a longer session is not judged by its tired end. The change is the mean of `d`.
/// The smallest change that can be told from noise, at two-sided 80 %, is `sqrt((t(n-1) s / sqrt(n))^2 + (z shared)^2)`.
/// `s` is the standard deviation of `d`, and at least the noise of a pair, `sqrt(mean(noise1^2 + noise2^2))`. `shared` is
/// the error that all reps of a session share, for both sessions together. When nothing has changed, one comparison in five
/// still exceeds this.
/// The change is about these runs, not about fitness. Form differs from day to day by more: trained runners' time trials
/// over 5 km differ by a CV of 1.5 % (study of the University of East Anglia, research-portal.uea.ac.uk).
/// # Errors
/// [`Unavailable::Unreadable`] where no lengths are the same, [`Unavailable::TooFewReps`] below two pairs.
/// # Source
/// The paired t interval (Student 1908, doi:10.1093/biomet/6.1.1); noise as in [`noise`](crate::scores::noise).
pub fn change(earlier: &Session, later: &Session) -> Change {
    let differences = differences(&earlier.workout, &later.workout);
    let reps = pairs(earlier, later);
    let heart_rate = heart_rate_change(earlier, later, &reps, &differences);
    Change { speed: speed_change(earlier, later, &reps), reps, heart_rate, differences }
}

fn speed_change(earlier: &Session, later: &Session, reps: &[RepChange]) -> Result<SpeedChange, Unavailable> {
    if reps.is_empty() {
        return Err(Unavailable::Unreadable("no reps of the same length".to_owned()));
    }
    let known = |pair: &&RepChange| pair.speed_pct.is_finite() && pair.smallest_pct.is_finite();
    let (changes, noise): (Vec<f64>, Vec<f64>) =
        reps.iter().filter(known).map(|pair| (pair.speed_pct, pair.smallest_pct / NORMAL_90)).unzip();
    let pairs = changes.len();
    if pairs < PAIRS_LEAST {
        return Err(Unavailable::TooFewReps { found: pairs, needed: PAIRS_LEAST });
    }
    let value_pct = mean(&changes);
    let scatter = sample_sd(&changes).max(root_mean_square(&noise));
    let shared = earlier.shared_noise_pct.hypot(later.shared_noise_pct);
    let smallest_pct = (t_80(pairs - 1) * scatter / (pairs as f64).sqrt()).hypot(NORMAL_90 * shared);
    Ok(SpeedChange { value_pct, smallest_pct, pairs, verdict: Direction::of(value_pct, smallest_pct) })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::super::session::tests::session;
    use super::*;

    #[test]
    fn the_mean_of_the_pairs_and_its_smallest_change() {
        let found = change(&session(&[4.0, 4.0, 4.0], 0.1), &session(&[4.04, 4.08, 4.12], 0.1));
        let speed = found.speed.unwrap();
        assert!(found.differences.is_empty());
        assert!((found.reps[2].speed_pct - 3.0).abs() < 1e-9);
        assert!((found.reps[2].smallest_pct - NORMAL_90 * 0.1 * 2.0_f64.sqrt()).abs() < 1e-9);
        assert!((speed.value_pct - 2.0).abs() < 1e-9);
        assert!((speed.smallest_pct - t_80(2) * 1.0 / 3.0_f64.sqrt()).abs() < 1e-9);
        assert_eq!(speed.verdict, Direction::Faster);
    }

    #[test]
    fn even_reps_are_told_no_better_than_the_watch_can() {
        let speed = change(&session(&[4.0; 4], 0.5), &session(&[4.01; 4], 0.5)).speed.unwrap();
        assert!((speed.smallest_pct - t_80(3) * 0.5 * 2.0_f64.sqrt() / 2.0).abs() < 1e-9);
        assert_eq!(speed.verdict, Direction::NotTold);
    }

    #[test]
    fn a_rep_more_is_left_out_and_a_shared_fade_is_no_scatter() {
        let (before, after) = (session(&[4.4, 4.2, 4.0], 0.1), session(&[4.444, 4.242, 4.04, 3.0], 0.1));
        let speed = change(&before, &after).speed.unwrap();
        assert!((speed.value_pct - 1.0).abs() < 1e-9 && speed.pairs == 3);
        assert!((speed.smallest_pct - t_80(2) * 0.1 * 2.0_f64.sqrt() / 3.0_f64.sqrt()).abs() < 1e-9);
    }

    #[test]
    fn what_satellites_share_is_not_averaged_away() {
        let mut after = session(&[4.04; 20], 0.5);
        after.shared_noise_pct = 0.5;
        let mut before = session(&[4.0; 20], 0.5);
        before.shared_noise_pct = 0.5;
        let speed = change(&before, &after).speed.unwrap();
        assert!(speed.smallest_pct > NORMAL_90 * 0.5 * 2.0_f64.sqrt());
    }

    #[test]
    fn other_lengths_have_no_change_and_one_pair_no_scatter() {
        let mut other = session(&[4.0; 4], 0.5);
        other.workout = super::super::workout::tests::workout(
            4,
            crate::segment::RepLength::Distance(1000.0),
            super::super::workout::tests::JOG,
        );
        let found = change(&other, &session(&[4.0; 4], 0.5));
        assert!(!found.is_alike() && found.reps.is_empty());
        assert_eq!(found.speed.unwrap_err().to_string(), "no reps of the same length");
        let one = change(&session(&[4.0], 0.5), &session(&[4.0], 0.5)).speed.unwrap_err();
        assert_eq!(one, Unavailable::TooFewReps { found: 1, needed: 2 });
    }

    /// Uniform numbers that are the same on every machine (Marsaglia 2003), summed to normal ones.
    fn normal(state: &mut u64) -> f64 {
        let mut uniform = || {
            *state ^= *state << 13;
            *state ^= *state >> 7;
            *state ^= *state << 17;
            (*state >> 11) as f64 / (1_u64 << 53) as f64
        };
        (0..12).map(|_| uniform()).sum::<f64>() - 6.0
    }

    /// Nothing has changed: at most one comparison in five may say so, and not many fewer where scatter rules.
    #[test]
    fn one_comparison_in_five_errs_at_most() {
        let mut state = 88_172_645_463_325_252;
        let cells = [
            (3, 1.0, 0.5, 0.0),
            (4, 0.0, 0.9, 0.0),
            (6, 1.0, 0.5, 0.0),
            (8, 2.0, 0.9, 0.0),
            (12, 0.5, 1.6, 0.0),
            (5, 1.0, 0.5, 1.2),
            (12, 0.5, 0.5, 1.2),
        ];
        for (n, scatter, noise, shared) in cells {
            let mut run = || {
                let bias = shared * normal(&mut state);
                let mut one =
                    || 4.0 * (1.0 + (bias + scatter * normal(&mut state) + noise * normal(&mut state)) / 100.0);
                let speeds: Vec<f64> = (0..n).map(|_| one()).collect();
                Session { shared_noise_pct: shared, ..session(&speeds, noise) }
            };
            let told =
                (0..3000).filter(|_| change(&run(), &run()).speed.unwrap().verdict != Direction::NotTold).count();
            assert!((150..=630).contains(&told), "{n} {scatter} {noise} {shared}: {told} of 3000");
        }
    }
}
