//! A civil day: a date without a clock or a zone.

use super::Weekday;
use crate::units;
use jiff::SignedDuration;
use jiff::civil::{Date, date};
use std::fmt;
use std::ops::{Add, AddAssign, Sub};

/// Seconds of a civil day.
const DAY_S: i64 = units::DAY_S as i64;
/// Bytes of an ISO date.
const ISO_BYTES: usize = "2024-05-01".len();
/// Days of a week.
const WEEK_DAYS: i64 = 7;

/// A civil day of the years −9999 to 9999. Sums beyond these years are held at their ends.
///
/// ```
/// use lastrep::model::{Day, Weekday};
/// let day = Day::parse("2024-05-01").unwrap();
/// assert_eq!((day.weekday(), day.monday().to_string()), (Weekday::Wednesday, "2024-04-29".to_owned()));
/// assert_eq!((day + 31 - day, (day + i64::MAX).to_string()), (31, "9999-12-31".to_owned()));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// 1970-01-01, where Unix time begins.
    pub const EPOCH: Self = Self(date(1970, 1, 1));

    /// The day of a date.
    pub const fn of(date: Date) -> Self {
        Self(date)
    }

    /// The day of an ISO date (`2024-05-01`), or of one with dots, the day first (`1.5.2024`), as spreadsheets in much of Europe
    /// write it; `None` when the text is neither: nobody can tell which number of `5/1/2024` is the day.
    ///
    /// ```
    /// use lastrep::model::Day;
    /// assert_eq!((Day::parse("1970-01-02"), Day::parse("2.1.1970")), (Some(Day::EPOCH + 1), Some(Day::EPOCH + 1)));
    /// assert_eq!((Day::parse("2024-02-30"), Day::parse("1/2/1970")), (None, None));
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let is_iso = text.len() == ISO_BYTES
            && text.bytes().enumerate().all(|(at, byte)| (byte == b'-') == (at == 4 || at == 7));
        if is_iso { text.parse().ok().map(Self) } else { dotted(text).map(Self) }
    }

    /// The day of a Unix time that is shifted to local time. A time that is not a number counts as 1970-01-01.
    pub fn of_local_s(local_s: f64) -> Self {
        Self::EPOCH + (local_s / DAY_S as f64).floor() as i64
    }

    /// Its midnight as a Unix time that is shifted to local time, s.
    pub fn midnight_s(self) -> f64 {
        ((self - Self::EPOCH) * DAY_S) as f64
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        match self.0.weekday() {
            jiff::civil::Weekday::Monday => Weekday::Monday,
            jiff::civil::Weekday::Tuesday => Weekday::Tuesday,
            jiff::civil::Weekday::Wednesday => Weekday::Wednesday,
            jiff::civil::Weekday::Thursday => Weekday::Thursday,
            jiff::civil::Weekday::Friday => Weekday::Friday,
            jiff::civil::Weekday::Saturday => Weekday::Saturday,
            jiff::civil::Weekday::Sunday => Weekday::Sunday,
        }
    }

    /// The Monday of its week.
    #[must_use]
    pub fn monday(self) -> Self {
        self - self.weekday().since_monday()
    }

    /// Calendar weeks from the week of another day to the week of this day.
    pub fn weeks_since(self, other: Self) -> i64 {
        (self.monday() - other.monday()) / WEEK_DAYS
    }

    /// The days from this day up to another day, which is left out.
    pub fn until(self, end: Self) -> impl DoubleEndedIterator<Item = Self> + Clone {
        (0..end - self).map(move |days| self + days)
    }
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

/// The duration of whole days; one that is too long is held at the longest.
fn of_days(days: i64) -> SignedDuration {
    SignedDuration::from_secs(days.saturating_mul(DAY_S))
}

/// The whole days of a duration.
fn whole_days(duration: SignedDuration) -> i64 {
    duration.as_secs() / DAY_S
}

impl Default for Day {
    fn default() -> Self {
        Self::EPOCH
    }
}

impl From<Day> for Date {
    fn from(day: Day) -> Self {
        day.0
    }
}

/// The ISO date.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Add<i64> for Day {
    type Output = Self;

    fn add(self, days: i64) -> Self {
        Self(self.0.saturating_add(of_days(days)))
    }
}

impl AddAssign<i64> for Day {
    fn add_assign(&mut self, days: i64) {
        *self = *self + days;
    }
}

impl Sub<i64> for Day {
    type Output = Self;

    fn sub(self, days: i64) -> Self {
        Self(self.0.saturating_sub(of_days(days)))
    }
}

/// The days from the other day to this day.
impl Sub for Day {
    type Output = i64;

    fn sub(self, other: Self) -> i64 {
        whole_days(self.0.duration_since(other.0))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn sums_beyond_the_calendar_are_held_at_its_ends() {
        let (first, last) = (Day::of(Date::MIN), Day::of(Date::MAX));
        assert_eq!((Day::EPOCH + i64::MAX, last + 1, Day::of_local_s(f64::INFINITY)), (last, last, last));
        assert_eq!((Day::EPOCH - i64::MAX, first - 1, Day::of_local_s(f64::NEG_INFINITY)), (first, first, first));
        assert_eq!((first.monday().max(first), last.monday().weekday()), (first, Weekday::Monday));
        assert_eq!(Day::of_local_s(f64::NAN), Day::EPOCH);
    }

    #[test]
    fn a_second_before_midnight_is_the_day_before() {
        assert_eq!((Day::of_local_s(-1.0), Day::of_local_s(86_399.0)), (Day::EPOCH - 1, Day::EPOCH));
        assert_eq!(Day::of_local_s((Day::EPOCH + 20_000).midnight_s()), Day::EPOCH + 20_000);
    }

    #[test]
    fn weeks_begin_on_monday() {
        let monday = Day::parse("1970-01-05").unwrap();
        assert_eq!((monday.monday(), (monday + 6).monday(), (monday - 1).monday()), (monday, monday, monday - 7));
        assert_eq!((monday.weeks_since(monday + 6), (monday + 7).weeks_since(monday - 1)), (0, 2));
        assert_eq!((0..7).map(|days| (monday + days).weekday()).collect::<Vec<_>>(), Weekday::ALL);
        assert_eq!(monday.until(monday + 3).collect::<Vec<_>>(), [monday, monday + 1, monday + 2]);
    }
}
