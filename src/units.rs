//! The only conversions of units. The crate computes in SI units; a pace appears only in printed text.

/// Metres in an international mile.
pub(crate) const METRES_PER_MILE: f64 = 1609.344;

/// Seconds in a minute.
pub const MINUTE_S: f64 = 60.0;
/// Seconds in an hour.
pub const HOUR_S: f64 = 60.0 * MINUTE_S;
/// Seconds in a day without a change of the clocks.
pub const DAY_S: f64 = 24.0 * HOUR_S;

/// Unix seconds at the FIT epoch, 1989-12-31T00:00:00Z.
pub const FIT_EPOCH_UNIX_S: f64 = 631_065_600.0;

/// Degrees of a FIT position in semicircles (2^31 semicircles = 180 degrees).
pub(crate) fn degrees_from_semicircles(semicircles: i32) -> f64 {
    f64::from(semicircles) * (180.0 / 2_147_483_648.0)
}

/// Steps per minute of FIT's running cadence, which counts strides, two steps each: `2 (cadence + fractional cadence)`. The
/// fraction is NaN where a device writes none.
///
/// ```
/// assert_eq!(lastrep::units::steps_per_minute(79.0, 0.5), 159.0);
/// ```
pub fn steps_per_minute(strides_per_minute: f64, fraction: f64) -> f64 {
    let fraction = if fraction.is_nan() { 0.0 } else { fraction };
    2.0 * (strides_per_minute + fraction)
}

/// Metres per second of kilometres per hour.
pub(crate) fn mps_from_kmh(speed_kmh: f64) -> f64 {
    speed_kmh * 1000.0 / HOUR_S
}

/// Pace in seconds per kilometre of a speed; `None` at a standstill.
pub(crate) fn pace_s_per_km(speed_mps: f64) -> Option<f64> {
    (speed_mps > 0.0).then(|| 1000.0 / speed_mps)
}

/// The distance unit of printed paces and lengths; tables stay in SI.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum DistanceUnit {
    /// Kilometres and minutes per kilometre.
    #[default]
    Kilometre,
    /// Miles and minutes per mile.
    Mile,
}

impl DistanceUnit {
    /// Metres in one unit.
    pub fn metres(self) -> f64 {
        match self {
            Self::Kilometre => 1000.0,
            Self::Mile => METRES_PER_MILE,
        }
    }

    /// `km` or `mi`.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Kilometre => "km",
            Self::Mile => "mi",
        }
    }
}

/// A time as `m:ss`, or `h:mm:ss` from one hour; rounded once, to the whole second.
///
/// ```
/// assert_eq!(lastrep::units::clock(92.4), "1:32");
/// assert_eq!(lastrep::units::clock(3725.0), "1:02:05");
/// ```
pub fn clock(seconds: f64) -> String {
    const HOUR: u64 = HOUR_S as u64;
    const MINUTE: u64 = MINUTE_S as u64;
    let total = seconds.max(0.0).round() as u64;
    let (hours, minutes, rest) = (total / HOUR, total % HOUR / MINUTE, total % MINUTE);
    if hours > 0 { format!("{hours}:{minutes:02}:{rest:02}") } else { format!("{minutes}:{rest:02}") }
}

/// A pace as `m:ss /km` or `m:ss /mi`; a dash at a standstill.
///
/// ```
/// use lastrep::units::{DistanceUnit, pace};
/// assert_eq!(pace(4.0, DistanceUnit::Kilometre), "4:10 /km");
/// ```
pub fn pace(speed_mps: f64, unit: DistanceUnit) -> String {
    if speed_mps > 0.0 {
        format!("{} /{}", clock(unit.metres() / speed_mps), unit.symbol())
    } else {
        "\u{2013}".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_rounded_once() {
        assert_eq!([59.4, 59.5, 3599.4, 3599.5].map(clock), ["0:59", "1:00", "59:59", "1:00:00"]);
        assert_eq!(clock(-3.0), "0:00");
    }

    #[test]
    fn half_a_turn_is_2_to_the_31_semicircles() {
        assert!((degrees_from_semicircles(i32::MIN) + 180.0).abs() < 1e-12);
        assert!((degrees_from_semicircles(1 << 29) - 45.0).abs() < 1e-12);
    }

    #[test]
    fn a_standstill_has_no_pace() {
        assert_eq!((pace_s_per_km(0.0), pace_s_per_km(f64::NAN)), (None, None));
        assert_eq!(pace(0.0, DistanceUnit::Mile), "\u{2013}");
        assert_eq!(pace(4.0, DistanceUnit::Mile), "6:42 /mi");
    }

    #[test]
    fn a_missing_fraction_of_a_stride_counts_nothing() {
        assert!((steps_per_minute(80.0, f64::NAN) - 160.0).abs() < 1e-12);
    }
}
