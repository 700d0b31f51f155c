//! The one table of bounds: the figures from which a witness says held, or not held.
//!
//! All bounds are house rules, tried on whole histories of real runners. No trial measured them.

use crate::scores::course::FADED_PCT;
use crate::scores::last_rep_quality::AGAINST_BELOW;

/// Most noise that excuses a small fall, %: a noisier session must not be excused more.
pub(crate) const MOST_NOISE_PCT: f64 = 0.8;
/// Share of the planned reps: all are done above the first, a session is not held below the second.
pub(crate) const ALL_DONE: f64 = 1.0 - 1e-9;
pub(crate) const MOST_DONE: f64 = 0.8;
/// Last third against the rest, %: held from the first, not held below the second.
pub(crate) const LATE_HELD_PCT: f64 = -FADED_PCT;
pub(crate) const LATE_FELL_PCT: f64 = -4.0;
/// Last rep against the median of the others, %: held from the first, not held below the second.
pub(crate) const LAST_HELD_PCT: f64 = -2.0;
pub(crate) const LAST_FELL_PCT: f64 = -5.0;
/// Last-rep quality, of 100, below which a session is unclear.
pub(crate) const QUALITY_HELD: f64 = AGAINST_BELOW;
/// Speed against the plan in the file, %: held from the first, not held below the second.
pub(crate) const ASKED_HELD_PCT: f64 = -1.0;
pub(crate) const ASKED_FELL_PCT: f64 = -3.0;
/// Noise of the mean speed of a set above which no pace is raised, %: three quarters of the smallest step of pace.
pub(crate) const ROUGH_MEAN_PCT: f64 = 0.6;
/// Held up to this heart rate at the end of the last rep, as a share of the highest of the year, and up to this rise over
/// the reps, bpm.
pub(crate) const HEART_SHARE: f64 = 0.97;
pub(crate) const HEART_RISE_BPM: f64 = 8.0;
/// Reps in reserve from which an effort is held.
pub(crate) const RESERVE: f64 = 2.0;
/// Change of cadence at equal speed, %, below which form is not held where the last third fell, too.
pub(crate) const CADENCE_FELL_PCT: f64 = -4.0;
/// Soreness up to which the two days after are held, and soreness from which the second day is not held, 0 to 10.
pub(crate) const SORE_HELD: f64 = 3.0;
pub(crate) const SORE_AFTER: f64 = 5.0;
/// Gap to the next run, as a multiple of the usual gap, above which the next run came late.
pub(crate) const LONG_GAP: f64 = 2.0;
/// A mark of feel, smoothness or comfort is low up to this, 0 to 10. Low marks count on two sessions in a row.
pub(crate) const LOW_MARK: f64 = 3.0;
/// Heat slowdown above which a session is unclear where it would be held, %.
pub(crate) const HOT_PCT: f64 = 1.5;
/// Points of RPE below the ceiling of the kind from which a session was easy.
pub(crate) const EASE_RPE: f64 = 2.0;
/// Smallest share of the largest fast distance that was held from which a session counts towards a step up.
pub(crate) const SIZE_OF_BASE: f64 = 0.9;
