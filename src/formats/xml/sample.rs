//! One point of a file, and the values that it takes from its elements.

use super::instant::{Instant, instant};
use super::number::number;

/// What an element of a point measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measured {
    /// When.
    Time,
    /// Latitude.
    Latitude,
    /// Longitude.
    Longitude,
    /// Altitude.
    Altitude,
    /// Distance since the start.
    Distance,
    /// Speed.
    Speed,
    /// Heart rate.
    HeartRate,
    /// Cadence, in steps or in strides.
    Cadence,
    /// Power.
    Power,
    /// Temperature.
    Temperature,
}

/// One point of the file; NaN where it has no value.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sample {
    /// When; `None` without a readable time.
    pub(crate) instant: Option<Instant>,
    /// Latitude, degrees.
    pub(crate) latitude_deg: f64,
    /// Longitude, degrees.
    pub(crate) longitude_deg: f64,
    /// Altitude, m.
    pub(crate) altitude_m: f64,
    /// Cumulative distance, m.
    pub(crate) distance_m: f64,
    /// Speed, m/s.
    pub(crate) speed_mps: f64,
    /// Heart rate, beats/min.
    pub(crate) heart_rate_bpm: f64,
    /// The file's cadence as it stands, in steps or in strides.
    pub(crate) cadence: f64,
    /// Power, W.
    pub(crate) power_w: f64,
    /// Temperature, degrees Celsius.
    pub(crate) temperature_c: f64,
}

impl Sample {
    /// A sample without any value.
    pub(crate) const EMPTY: Self = Self {
        instant: None,
        latitude_deg: f64::NAN,
        longitude_deg: f64::NAN,
        altitude_m: f64::NAN,
        distance_m: f64::NAN,
        speed_mps: f64::NAN,
        heart_rate_bpm: f64::NAN,
        cadence: f64::NAN,
        power_w: f64::NAN,
        temperature_c: f64::NAN,
    };

    /// The position; missing when off the globe, or one of the two that devices write without a fix: 0/0 and 180/180.
    pub(super) fn position(&self) -> (f64, f64) {
        let (latitude, longitude) = (self.latitude_deg, self.longitude_deg);
        let is_on_globe = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
        let is_nowhere = latitude == 0.0 && longitude == 0.0;
        if is_on_globe && !is_nowhere { (latitude, longitude) } else { (f64::NAN, f64::NAN) }
    }

    /// Keeps what an element says of the point. The first of two values wins.
    pub(crate) fn keep(&mut self, measured: Measured, text: &str) {
        match measured {
            Measured::Time => self.instant = self.instant.or_else(|| instant(text)),
            Measured::Latitude => set(&mut self.latitude_deg, number(text)),
            Measured::Longitude => set(&mut self.longitude_deg, number(text)),
            Measured::Altitude => set(&mut self.altitude_m, number(text)),
            Measured::Distance => set(&mut self.distance_m, number(text)),
            Measured::Speed => set(&mut self.speed_mps, number(text)),
            Measured::HeartRate => set_nonzero(&mut self.heart_rate_bpm, number(text)),
            Measured::Cadence => set_nonzero(&mut self.cadence, number(text)),
            Measured::Power => set(&mut self.power_w, number(text)),
            Measured::Temperature => set(&mut self.temperature_c, number(text)),
        }
    }
}

/// Keeps the first of two values. NaN and zero are not kept.
#[inline]
fn set_nonzero(slot: &mut f64, value: f64) {
    if slot.is_nan() && value > 0.0 {
        *slot = value;
    }
}

/// Keeps the first of two values.
#[inline]
fn set(slot: &mut f64, value: f64) {
    if slot.is_nan() {
        *slot = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_two_values_wins() {
        let mut sample = Sample::EMPTY;
        for text in ["x", "12.5", "99"] {
            sample.keep(Measured::Altitude, text);
        }
        assert!((sample.altitude_m - 12.5).abs() < 1e-9, "text that is no number is passed over");
    }

    #[test]
    fn a_heart_that_does_not_beat_is_a_missing_heart_rate() {
        let mut sample = Sample::EMPTY;
        sample.keep(Measured::HeartRate, "0");
        assert!(sample.heart_rate_bpm.is_nan());
        sample.keep(Measured::HeartRate, "151");
        assert!((sample.heart_rate_bpm - 151.0).abs() < 1e-9);
        sample.keep(Measured::Speed, "0");
        assert!(sample.speed_mps.abs() < 1e-9, "standing is a speed");
    }

    #[test]
    fn a_place_without_a_fix_is_no_position() {
        let position = |latitude_deg, longitude_deg| Sample { latitude_deg, longitude_deg, ..Sample::EMPTY }.position();
        assert!(position(0.0, 0.0).0.is_nan() && position(180.0, 180.0).0.is_nan() && position(90.1, 8.0).1.is_nan());
        assert!((position(0.0, 8.0).1 - 8.0).abs() < 1e-9, "the equator is a place");
    }
}
