//! Civil dates as days since 1970-01-01, and back.

use jiff::civil::{Date, date};

/// Days since 1970-01-01 of an ISO date (`2024-05-01`), or of one with dots, the day first (`1.5.2024`), as spreadsheets in much
/// of Europe write it; `None` when it is neither: nobody can tell which of `5/1/2024` is the day.
///
/// ```
/// use lastrep::journal::civil_day;
/// assert_eq!((civil_day("1970-01-02"), civil_day("2.1.1970")), (Some(1), Some(1)));
/// assert_eq!((civil_day("2024-02-30"), civil_day("1/2/1970")), (None, None));
/// ```
pub fn civil_day(text: &str) -> Option<i64> {
    let text = text.trim();
    let is_iso = text.len() == 10 && text.bytes().enumerate().all(|(at, byte)| (byte == b'-') == (at == 4 || at == 7));
    let parsed: Date = if is_iso { text.parse().ok()? } else { dotted(text)? };
    Some(i64::from(date(1970, 1, 1).until(parsed).ok()?.get_days()))
}

/// A date of day, month and four digits of the year, with dots between.
fn dotted(text: &str) -> Option<Date> {
    let mut parts = text.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_number = |part: &str, digits: std::ops::RangeInclusive<usize>| {
        digits.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_date = parts.next().is_none() && is_number(day, 1..=2) && is_number(month, 1..=2) && is_number(year, 4..=4);
    is_date.then(|| Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok())?
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
