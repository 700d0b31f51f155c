//! Heart rate at the same speed: what a session cost, compared with an earlier session of the same workout.

use super::pairs::RepChange;
use super::session::Session;
use crate::model::{Device, HeartRateSensor};
use crate::scores::Unavailable;
use crate::stats::mean;

/// Rise of heart rate with speed, bpm for each m/s (biomedical-engineering-online 10.1186/s12938-015-0112-7).
const BPM_PER_MPS: f64 = 24.0;
/// Largest difference of speed, %. Beyond it, the adjustment for speed would be most of the answer. House rule.
const SPEED_MOST_PCT: f64 = 10.0;
/// Difference of the heart rate at one speed from day to day, near 90 % of the maximum, bpm (Lamberts et al. 2004, J
/// Strength Cond Res 18(3)). A difference up to this is no change.
const DAY_TO_DAY_BPM: f64 = 5.0;
/// Beyond this difference, the sensor is a likelier cause than the heart, bpm. House rule.
const DOUBTFUL_BPM: f64 = 15.0;
/// Largest difference in temperature of two days that are compared, degrees Celsius. House rule.
const SAME_WARMTH_C: f64 = 5.0;
/// Fewest pairs of reps.
const PAIRS_LEAST: usize = 2;

/// Whether one sensor measured the heart rate of both sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SameSensor {
    /// The same strap.
    SameStrap,
    /// The same watch, at the wrist.
    SameWrist,
    /// The same watch, and neither file names the sensor.
    SameWatch,
    /// Different straps.
    OtherStrap,
    /// A strap in one session, the wrist in the other.
    StrapAndWrist,
    /// Different watches.
    OtherWatch,
    /// A file does not name its sensor or its watch.
    Unknown,
}

impl SameSensor {
    /// Whether, as far as the files tell, one sensor measured both sessions.
    pub fn is_same(self) -> bool {
        matches!(self, Self::SameStrap | Self::SameWrist | Self::SameWatch)
    }
}

/// The change of the heart rate at the end of the reps since an earlier session, as if both had been run at one speed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HeartRateChange {
    /// Change at the same speed, bpm; negative is lower.
    pub value_bpm: f64,
    /// The part of the difference that the speed explains, bpm. `value_bpm` is without it.
    pub speed_part_bpm: f64,
    /// Pairs of reps.
    pub pairs: usize,
    /// Whether one sensor measured both sessions.
    pub sensor: SameSensor,
    /// How much warmer the later session was at the device, degrees Celsius; `None` if a file has no temperature.
    pub warmer_c: Option<f64>,
}

impl HeartRateChange {
    /// Whether the heart rate changed: by more than 5 bpm, in two sessions that can be compared
    /// ([`is_told`](Self::is_told)).
    pub fn is_changed(&self) -> bool {
        self.value_bpm.abs() > DAY_TO_DAY_BPM && self.is_told()
    }

    /// Whether the two heart rates can be compared: one sensor measured both, at similar temperatures as far as these are
    /// known, and the rates are at most 15 bpm apart.
    pub fn is_told(&self) -> bool {
        self.value_bpm.abs() <= DOUBTFUL_BPM && self.sensor.is_same() && !self.is_other_warmth()
    }

    fn is_other_warmth(&self) -> bool {
        self.warmer_c.is_some_and(|warmer| warmer.abs() > SAME_WARMTH_C)
    }

    /// The change in words, or why it is not called a change.
    pub fn words(&self) -> &'static str {
        let size_bpm = self.value_bpm.abs();
        let is_lower = self.value_bpm < 0.0;
        match self.sensor {
            _ if size_bpm <= DAY_TO_DAY_BPM => "within the 5 bpm that days differ by",
            SameSensor::StrapAndWrist => "not called changed: a strap measured one, the wrist the other",
            SameSensor::OtherStrap => "not called changed: another strap measured it",
            SameSensor::OtherWatch => "not called changed: another watch measured it",
            SameSensor::Unknown => "not called changed: the files do not say what measured it",
            _ if size_bpm > DOUBTFUL_BPM => "not called changed: more than 15 bpm is rather the sensor than the heart",
            _ if self.is_other_warmth() => "not called changed: more than 5 degrees apart in temperature",
            SameSensor::SameStrap if is_lower => "lower; heat and sleep can do that too",
            SameSensor::SameStrap => "higher; heat and sleep can do that too",
            SameSensor::SameWrist if is_lower => "lower; heat, sleep and the fit at the wrist can do that too",
            SameSensor::SameWrist => "higher; heat, sleep and the fit at the wrist can do that too",
            SameSensor::SameWatch if is_lower => "lower; heat, sleep and the strap can do that too",
            SameSensor::SameWatch => "higher; heat, sleep and the strap can do that too",
        }
    }
}

/// The change of heart rate at the end of the reps, over the pairs of reps.
///
/// # Definition
/// Mean over the pairs of `(HR_later - HR_earlier) - 24 (v_later - v_earlier)`. `HR` is the heart rate of the last 10 s of
/// a rep of 90 s or more. A change beyond 5 bpm is called a change if one sensor measured both sessions, at temperatures at
/// most 5 degrees apart where the watch measures them. One sensor is the same strap, the same watch at the wrist, or the
/// same watch where neither file names the sensor. Beyond 15 bpm the sensor is doubted instead.
/// # Errors
/// [`Unavailable::Unreadable`] where the workouts differ or the speeds are more than 10 % apart,
/// [`Unavailable::MissingChannel`] where a heart rate cannot be used, [`Unavailable::TooFewReps`] below two pairs.
pub(super) fn heart_rate_change(
    earlier: &Session,
    later: &Session,
    reps: &[RepChange],
    differences: &[String],
) -> Result<HeartRateChange, Unavailable> {
    if !differences.is_empty() {
        return Err(Unavailable::Unreadable("the workouts are not alike".to_owned()));
    }
    for (session, which) in [(earlier, "earlier"), (later, "later")] {
        if let Some(problem) = &session.heart_rate_problem {
            return Err(Unavailable::MissingChannel(format!("{problem} ({which} session)")));
        }
    }
    let pairs: Vec<(f64, f64)> = reps.iter().filter_map(|pair| rates_and_speeds(earlier, later, pair)).collect();
    if pairs.len() < PAIRS_LEAST {
        let what = format!("{} pairs of reps of 90 s or more with a heart rate, {PAIRS_LEAST} needed", pairs.len());
        return Err(Unavailable::MissingChannel(what));
    }
    let apart = mean(&reps.iter().map(|pair| pair.speed_pct).filter(|pct| pct.is_finite()).collect::<Vec<_>>());
    if apart.abs() > SPEED_MOST_PCT {
        return Err(Unavailable::Unreadable(format!("the speeds are {:.0} % apart", apart.abs())));
    }
    let (rates, speeds): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    let speed_part_bpm = BPM_PER_MPS * mean(&speeds);
    let sensor = same_sensor(earlier, later);
    let warmer_c = later.temperature_c.zip(earlier.temperature_c).map(|(later, earlier)| later - earlier);
    let value_bpm = mean(&rates) - speed_part_bpm;
    Ok(HeartRateChange { value_bpm, speed_part_bpm, pairs: pairs.len(), sensor, warmer_c })
}

/// The differences of a pair in heart rate, bpm, and speed, m/s.
fn rates_and_speeds(earlier: &Session, later: &Session, pair: &RepChange) -> Option<(f64, f64)> {
    let (before, after) = (earlier.reps.get(pair.earlier)?, later.reps.get(pair.later)?);
    let rate = after.heart_rate_end_bpm? - before.heart_rate_end_bpm?;
    Some((rate, after.speed_mps - before.speed_mps)).filter(|(rate, speed)| rate.is_finite() && speed.is_finite())
}

fn same_sensor(earlier: &Session, later: &Session) -> SameSensor {
    use HeartRateSensor::{Strap, Wrist};
    let is_same_watch = same_watch(earlier.device.as_ref(), later.device.as_ref());
    let of_watch = |same: SameSensor| match is_same_watch {
        Some(true) => same,
        Some(false) => SameSensor::OtherWatch,
        None => SameSensor::Unknown,
    };
    match (earlier.heart_rate_sensor, later.heart_rate_sensor) {
        (Some(Strap { number: a }), Some(Strap { number: b })) => match a.zip(b) {
            Some((a, b)) if a == b => SameSensor::SameStrap,
            Some(_) => SameSensor::OtherStrap,
            // A runner uses one strap with one watch.
            None if is_same_watch == Some(true) => SameSensor::SameStrap,
            None => SameSensor::Unknown,
        },
        (Some(Strap { .. }), Some(Wrist)) | (Some(Wrist), Some(Strap { .. })) => SameSensor::StrapAndWrist,
        (Some(Wrist), Some(Wrist)) => of_watch(SameSensor::SameWrist),
        (None, None) => of_watch(SameSensor::SameWatch),
        (None, Some(_)) | (Some(_), None) => SameSensor::Unknown,
    }
}

/// Whether one watch recorded both sessions; `None` if a file does not name its watch.
fn same_watch(a: Option<&Device>, b: Option<&Device>) -> Option<bool> {
    let named = |device: &&Device| !device.manufacturer.is_empty() && !device.product.is_empty();
    let (a, b) = (a.filter(named)?, b.filter(named)?);
    let same_serial = a.serial.zip(b.serial).is_none_or(|(a, b)| a == b);
    Some(a.manufacturer == b.manufacturer && a.product == b.product && same_serial)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::super::change::change;
    use super::super::session::tests::session;
    use super::*;

    fn watch(serial: Option<u64>) -> Device {
        Device { manufacturer: "maker".to_owned(), product: "watch".to_owned(), serial }
    }

    fn with_heart(speeds_mps: &[f64], rates_bpm: &[f64]) -> Session {
        let mut made = session(speeds_mps, 0.5);
        for (rep, rate) in made.reps.iter_mut().zip(rates_bpm) {
            rep.heart_rate_end_bpm = Some(*rate);
        }
        made.device = Some(watch(None));
        made
    }

    #[test]
    fn speed_is_taken_out_first() {
        let before = with_heart(&[4.0; 3], &[170.0, 174.0, 176.0]);
        let after = with_heart(&[4.25; 3], &[170.0, 174.0, 176.0]);
        let found = change(&before, &after).heart_rate.unwrap();
        assert!((found.value_bpm + 6.0).abs() < 1e-9 && (found.speed_part_bpm - 6.0).abs() < 1e-9);
        assert!(found.is_changed() && found.words().starts_with("lower"));
    }

    #[test]
    fn five_beats_are_no_change_and_another_watch_shows_none() {
        let before = with_heart(&[4.0; 3], &[170.0; 3]);
        let near = change(&before, &with_heart(&[4.0; 3], &[175.0; 3])).heart_rate.unwrap();
        assert!(!near.is_changed());
        let far = change(&before, &with_heart(&[4.0; 3], &[190.0; 3])).heart_rate.unwrap();
        assert!(!far.is_changed() && far.words().contains("rather the sensor"));
        let mut other = with_heart(&[4.0; 3], &[180.0; 3]);
        other.device = Some(watch(Some(2)));
        let mut own = before.clone();
        own.device = Some(watch(Some(1)));
        let found = change(&own, &other).heart_rate.unwrap();
        assert!(!found.is_changed() && found.words().contains("another watch"));
        other.device = None;
        assert_eq!(change(&own, &other).heart_rate.unwrap().sensor, SameSensor::Unknown);
    }

    #[test]
    fn a_strap_is_itself_on_any_watch_and_never_the_wrist() {
        let strap = |number| Some(HeartRateSensor::Strap { number });
        let found = |earlier, later, serials: (u64, u64)| {
            let by = |rate: f64, sensor, serial| Session {
                heart_rate_sensor: sensor,
                device: Some(watch(Some(serial))),
                ..with_heart(&[4.0; 3], &[rate; 3])
            };
            change(&by(170.0, earlier, serials.0), &by(178.0, later, serials.1)).heart_rate.unwrap()
        };
        let (mine, other, wrist) = (strap(Some(7)), strap(Some(8)), Some(HeartRateSensor::Wrist));
        assert!(found(mine, mine, (1, 2)).is_changed(), "on another watch");
        assert_eq!(found(mine, mine, (1, 1)).words(), "higher; heat and sleep can do that too");
        assert_eq!(found(mine, other, (1, 1)).sensor, SameSensor::OtherStrap);
        assert!(found(strap(None), mine, (1, 1)).is_changed() && !found(strap(None), mine, (1, 2)).is_changed());
        assert_eq!(found(mine, wrist, (1, 1)).sensor, SameSensor::StrapAndWrist);
        assert!(!found(mine, wrist, (1, 1)).is_told());
        assert!(found(wrist, wrist, (1, 1)).is_changed() && !found(wrist, wrist, (1, 2)).is_changed());
        assert_eq!(found(mine, None, (1, 1)).sensor, SameSensor::Unknown);
    }

    #[test]
    fn a_warmer_day_explains_it() {
        let in_warmth = |rate: f64, temperature_c| {
            let made = with_heart(&[4.0; 3], &[rate; 3]);
            Session { temperature_c: Some(temperature_c), ..made }
        };
        let found = |warm: f64| change(&in_warmth(170.0, 18.0), &in_warmth(178.0, warm)).heart_rate.unwrap();
        assert!(found(22.0).is_changed());
        assert!(!found(25.0).is_changed() && found(25.0).words().contains("temperature"));
        assert!(!found(25.0).is_told());
    }

    #[test]
    fn what_cannot_be_compared_says_why() {
        let before = with_heart(&[4.0; 3], &[170.0; 3]);
        let why = |later: &Session| change(&before, later).heart_rate.unwrap_err().to_string();
        assert_eq!(why(&with_heart(&[4.6; 3], &[170.0; 3])), "the speeds are 15 % apart");
        assert!(why(&session(&[4.0; 3], 0.5)).contains("0 pairs"));
        let mut bad = before.clone();
        bad.heart_rate_problem = Some("no heart rate".to_owned());
        assert_eq!(why(&bad), "no heart rate (later session)");
        let mut road = before.clone();
        road.workout.surface = None;
        assert_eq!(why(&road), "the workouts are not alike");
    }
}
