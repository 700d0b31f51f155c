//! The one table of bounds: from which figure on a witness says held, or not held.
//!
//! All are house rules, tried on whole histories of real runners; none of them is measured in a trial.

use crate::scores::course::FADED_PCT;

/// Noise that is allowed for where a small fall is to count as none, %, at most: more of it must not excuse more.
pub(crate) const MOST_NOISE_PCT: f64 = 0.8;
/// Share of the planned reps from which they are done, and below which a session is not held.
pub(crate) const ALL_DONE: f64 = 1.0 - 1e-9;
pub(crate) const MOST_DONE: f64 = 0.8;
/// Last third against the rest, %: held from, not held below.
pub(crate) const LATE_HELD_PCT: f64 = -FADED_PCT;
pub(crate) const LATE_FELL_PCT: f64 = -4.0;
/// Last rep against the median of the others, %: held from, not held below.
pub(crate) const LAST_HELD_PCT: f64 = -2.0;
pub(crate) const LAST_FELL_PCT: f64 = -5.0;
/// Last-rep quality below which a session is not clearly held, of 100: the middle of what is neither lost nor held in words. From
/// the word `held` on (60) fewer than 15 % of real sessions lead to a step up.
pub(crate) const QUALITY_HELD: f64 = 50.0;
/// Speed against that of the file's plan, %: held from, not held below.
pub(crate) const ASKED_HELD_PCT: f64 = -1.0;
pub(crate) const ASKED_FELL_PCT: f64 = -3.0;
/// Noise of the mean speed of a set above which no pace is raised, %: three quarters of the smallest step of pace.
pub(crate) const ROUGH_MEAN_PCT: f64 = 0.6;
/// Last third against the rest and last rep against the others, %, from which a session ended as fresh as it went on.
pub(crate) const FRESH_PCT: f64 = -1.0;
/// Heart rate at the end of the last rep over the highest of the year, and its rise over the reps, bpm: held up to.
pub(crate) const HEART_SHARE: f64 = 0.97;
pub(crate) const HEART_RISE_BPM: f64 = 8.0;
/// Reps in reserve from which a session was in hand.
pub(crate) const RESERVE: f64 = 2.0;
/// How far cadence may fall at equal speed, %, where the last third falls, too.
pub(crate) const CADENCE_FELL_PCT: f64 = -4.0;
/// Soreness of the two days after up to which nothing was too much, and from which on the second of them it was.
pub(crate) const SORE_HELD: f64 = 3.0;
pub(crate) const SORE_AFTER: f64 = 5.0;
/// The next run comes after at most so many times the usual gap.
pub(crate) const LONG_GAP: f64 = 2.0;
/// A mark of feel, smoothness or comfort up to which it is low; on two sessions of a kind it is heard.
pub(crate) const LOW_MARK: f64 = 3.0;
/// Heat slowdown above which a session neither holds nor fails, %.
pub(crate) const HOT_PCT: f64 = 1.5;
/// Points of RPE below the ceiling of a kind from which it was easy.
pub(crate) const EASE_RPE: f64 = 2.0;
/// The share of the base's fast distance from which a session speaks for more.
pub(crate) const SIZE_OF_BASE: f64 = 0.9;
