//! Where local time comes from: a named zone, a fixed difference from UTC, or the sun.

use crate::units::{HOUR_S, MINUTE_S};
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

/// Degrees of longitude that the sun passes in an hour.
const DEG_PER_HOUR: f64 = 15.0;

/// A time zone.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone(TimeZone);

impl Zone {
    /// The zone of a name of the time zone database (`America/New_York`), or of a difference from UTC (`+05:30`).
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim();
        let fixed = || Some(TimeZone::fixed(Offset::from_seconds(difference_s(name)?).ok()?));
        // Names without a region are abbreviations that several regions share.
        let of_database = || (name.contains('/') || name == "UTC").then(|| TimeZone::get(name).ok()).flatten();
        fixed().or_else(of_database).map(Self)
    }

    /// Local time minus UTC at an instant, s; `None` outside the calendar.
    pub fn offset_s(&self, unix_s: f64) -> Option<i32> {
        let stamp = Timestamp::from_second(unix_s.is_finite().then_some(unix_s.round() as i64)?).ok()?;
        Some(self.0.to_offset(stamp).seconds())
    }
}

/// Seconds of `+05:30`, `-08:00` or `+2`.
fn difference_s(text: &str) -> Option<i32> {
    let (sign, clock) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = clock.split_once(':').unwrap_or((clock, "0"));
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    ((0..=14).contains(&hours) && (0..60).contains(&minutes))
        .then_some(sign * (hours * HOUR_S as i32 + minutes * MINUTE_S as i32))
}

/// Local time minus UTC by the sun, s, in whole hours. The zones of states differ from it by an hour or two, rarely by
/// more.
pub(crate) fn sun_offset_s(longitude_deg: f64) -> i32 {
    ((longitude_deg / DEG_PER_HOUR).round() * HOUR_S) as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2024-07-01 and 2024-01-01, 12:00 UTC.
    const SUMMER: f64 = 1_719_835_200.0;
    const WINTER: f64 = 1_704_110_400.0;

    #[test]
    fn a_named_zone_knows_its_summer() {
        let offset = |name: &str, unix_s| Zone::named(name).and_then(|zone| zone.offset_s(unix_s));
        assert_eq!(offset("Europe/Helsinki", SUMMER), Some(10_800));
        assert_eq!(offset("Europe/Helsinki", WINTER), Some(7200));
        assert_eq!(offset("America/New_York", SUMMER), Some(-14_400));
        assert_eq!(offset("+05:30", WINTER), Some(19_800));
        assert_eq!(offset("-8", WINTER), Some(-28_800));
        assert_eq!(offset("UTC", WINTER), Some(0));
    }

    #[test]
    fn what_names_no_zone_is_none() {
        for name in ["", "CST", "Europe/Nowhere", "+25:00", "+5:99", "\u{e9}"] {
            assert_eq!(Zone::named(name), None, "{name}");
        }
    }

    #[test]
    fn the_sun_tells_whole_hours() {
        assert_eq!(sun_offset_s(-74.0), -18_000);
        assert_eq!(sun_offset_s(13.4), 3600);
        assert_eq!(sun_offset_s(0.0), 0);
    }
}
