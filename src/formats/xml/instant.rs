//! ISO 8601 time stamps to Unix seconds: the text by hand on bytes, the calendar by jiff.
//!
//! jiff's own parser refuses what exports hold: no zone, offsets without minutes, `UTC`, a decimal comma.

use crate::model::Day;
use jiff::civil::Date;

use crate::units::{DAY_S, HOUR_S, MINUTE_S};

/// A point in time, and what its text says of the zone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Instant {
    /// Unix time, s.
    pub(crate) unix_s: f64,
    /// What the text says of the zone.
    pub(crate) zone: StatedZone,
}

/// The zone of a time stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StatedZone {
    /// `Z`, or an offset of zero: some writers spell UTC like this, so it says nothing about local time.
    Utc,
    /// Local time minus UTC, s.
    Offset(i32),
    /// None given; taken as UTC.
    Unstated,
}

/// Reads a time stamp: `2024-05-01T06:30:00Z`, with a fraction, an offset, a blank for the `T`, or no zone.
///
/// `None` when the text is no date and time of the calendar.
/// # Source
/// W3C XML Schema Part 2 (second edition), 3.2.7 `dateTime`; ISO 8601:2004, 4.2.5.2 for offsets without minutes.
pub(crate) fn instant(text: &str) -> Option<Instant> {
    let bytes = text.trim_ascii().as_bytes();
    let (date, rest) = bytes.split_first_chunk::<10>()?;
    let day = days(date)?;
    let (clock, mut rest) = rest.split_first_chunk::<9>()?;
    let seconds = seconds_of_day(clock)?;
    let mut fraction = 0.0;
    if let [b'.' | b',', tail @ ..] = rest {
        (fraction, rest) = fraction_of(tail)?;
    }
    let zone = zone(rest.trim_ascii_start())?;
    let offset = if let StatedZone::Offset(offset) = zone { i64::from(offset) } else { 0 };
    Some(Instant { unix_s: day as f64 * DAY_S + (seconds - offset) as f64 + fraction, zone })
}

/// Days since 1970-01-01 of `2024-05-01`.
fn days(date: &[u8; 10]) -> Option<i64> {
    if date[4] != b'-' || date[7] != b'-' {
        return None;
    }
    let year = two(date[0], date[1])? * 100 + two(date[2], date[3])?;
    let month = two(date[5], date[6])?;
    let day = two(date[8], date[9])?;
    let date = Date::new(year as i16, month as i8, day as i8).ok()?;
    Some(Day::from(date) - Day::EPOCH)
}

/// Seconds since midnight of `T06:30:00`; 24:00:00 and a leap second are the first second of the next minute.
fn seconds_of_day(clock: &[u8; 9]) -> Option<i64> {
    if !matches!(clock[0], b'T' | b't' | b' ') || clock[3] != b':' || clock[6] != b':' {
        return None;
    }
    let (hour, minute, second) = (two(clock[1], clock[2])?, two(clock[4], clock[5])?, two(clock[7], clock[8])?);
    let is_midnight = hour == 24 && minute == 0 && second == 0;
    ((hour < 24 || is_midnight) && minute < 60 && second <= 60)
        .then_some(hour * HOUR_S as i64 + minute * MINUTE_S as i64 + second)
}

/// The fraction of a second of the digits at the start, and what follows them.
fn fraction_of(digits: &[u8]) -> Option<(f64, &[u8])> {
    let length = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (used, rest) = digits.split_at(length);
    let mut value = 0_u64;
    let mut scale = 1_u64;
    // Beyond nanoseconds nothing changes in the sum with Unix seconds.
    for digit in used.iter().take(9) {
        value = value * 10 + u64::from(digit - b'0');
        scale *= 10;
    }
    (length > 0).then(|| (value as f64 / scale as f64, rest))
}

/// The zone at the end: `Z`, `+02:00`, `+0200`, `+02` or nothing.
fn zone(text: &[u8]) -> Option<StatedZone> {
    let (sign, digits) = match text {
        b"" => return Some(StatedZone::Unstated),
        b"Z" | b"z" | b"UTC" | b"GMT" => return Some(StatedZone::Utc),
        [b'+', digits @ ..] => (1, digits),
        [b'-', digits @ ..] => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = match *digits {
        [a, b, b':', c, d] | [a, b, c, d] => (two(a, b)?, two(c, d)?),
        [a, b] => (two(a, b)?, 0),
        _ => return None,
    };
    if hours > 18 || minutes > 59 {
        return None;
    }
    let seconds = (hours * HOUR_S as i64 + minutes * MINUTE_S as i64) as i32;
    Some(if seconds == 0 { StatedZone::Utc } else { StatedZone::Offset(sign * seconds) })
}

/// The number of two digits.
#[inline]
fn two(tens: u8, ones: u8) -> Option<i64> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| i64::from(tens) * 10 + i64::from(ones))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    fn check(text: &str, unix_s: f64, zone: StatedZone) {
        let read = instant(text).unwrap();
        assert!((read.unix_s - unix_s).abs() < 1e-6, "{text}: {}", read.unix_s);
        assert_eq!(read.zone, zone, "{text}");
    }

    #[test]
    fn spellings_of_one_instant_agree() {
        let unix_s = 1_714_545_000.0; // 2024-05-01 06:30:00 UTC
        check("2024-05-01T06:30:00Z", unix_s, StatedZone::Utc);
        check(" 2024-05-01 06:30:00z\n", unix_s, StatedZone::Utc);
        check("2024-05-01T06:30:00+00:00", unix_s, StatedZone::Utc);
        check("2024-05-01T06:30:00 UTC", unix_s, StatedZone::Utc);
        check("2024-05-01T06:30:00", unix_s, StatedZone::Unstated);
        check("2024-05-01T08:30:00+02:00", unix_s, StatedZone::Offset(7200));
        check("2024-05-01T08:30:00 +0200", unix_s, StatedZone::Offset(7200));
        check("2024-04-30T23:30:00-07", unix_s, StatedZone::Offset(-25_200));
        check("2024-05-01T12:00:00+05:30", unix_s, StatedZone::Offset(19_800));
    }

    #[test]
    fn fractions_of_any_length_are_read() {
        check("1970-01-01T00:00:00.900000Z", 0.9, StatedZone::Utc);
        check("1970-01-01T00:00:01,5", 1.5, StatedZone::Unstated);
        check("1970-01-01T00:00:00.123456789012345678901234Z", 0.123_456_789, StatedZone::Utc);
    }

    #[test]
    fn the_calendar_is_kept() {
        check("2000-02-29T00:00:00Z", 951_782_400.0, StatedZone::Utc);
        check("1969-12-31T24:00:00Z", 0.0, StatedZone::Utc);
        check("2016-12-31T23:59:60Z", 1_483_228_800.0, StatedZone::Utc);
        check("0000-01-01T00:00:00Z", -62_167_219_200.0, StatedZone::Utc);
        check("9999-12-31T23:59:59Z", 253_402_300_799.0, StatedZone::Utc);
    }

    #[test]
    fn what_is_no_time_is_none() {
        let wrong = [
            "",
            "2024",
            "2024-05-01",
            "2024-13-01T00:00:00Z",
            "2023-02-29T00:00:00Z",
            "1900-02-29T00:00:00Z",
            "2024-00-10T00:00:00Z",
            "2024-01-00T00:00:00Z",
            "2024-01-01T25:00:00Z",
            "2024-01-01T24:00:01Z",
            "2024-01-01T00:60:00Z",
            "2024-01-01T00:00:61Z",
            "2024-01-01T00:00:00.Z",
            "2024-01-01T00:00:00X",
            "2024-01-01T00:00:00+2",
            "2024-01-01T00:00:00+19:00",
            "01/02/2024 00:00:00",
            "2024-01-01T00:00:0\u{e9}",
        ];
        for text in wrong {
            assert_eq!(instant(text), None, "{text}");
        }
    }
}
