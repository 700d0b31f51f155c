//! Civil dates as days since 1970-01-01, and back.

use jiff::civil::{Date, date};

/// Days since 1970-01-01 of an ISO date (`2024-05-01`); `None` when it is not one.
///
/// ```
/// assert_eq!(lastrep::journal::civil_day("1970-01-02"), Some(1));
/// assert_eq!(lastrep::journal::civil_day("2024-02-30"), None);
/// ```
pub fn civil_day(text: &str) -> Option<i64> {
    let text = text.trim();
    let shape = text.len() == 10 && text.bytes().enumerate().all(|(at, byte)| (byte == b'-') == (at == 4 || at == 7));
    let parsed: Date = if shape { text.parse().ok()? } else { return None };
    Some(i64::from(date(1970, 1, 1).until(parsed).ok()?.get_days()))
}

/// The ISO date of days since 1970-01-01; `None` outside the years −9999 to 9999.
///
/// ```
/// assert_eq!(lastrep::journal::civil_date(19_844).as_deref(), Some("2024-05-01"));
/// ```
pub fn civil_date(day: i64) -> Option<String> {
    let span = jiff::Span::new().try_days(day).ok()?;
    Some(date(1970, 1, 1).checked_add(span).ok()?.to_string())
}
