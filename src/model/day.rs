//! A civil day, a date without a clock or a zone, and the day of the week.

use crate::units::DAY_S;
use jiff::civil::Date;
use jiff_core::civil::UnixEpochDay;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::ops::{Add, AddAssign, Sub};

/// Bytes of an ISO date.
const ISO_BYTES: usize = "2024-05-01".len();
/// Days of a week.
pub(crate) const WEEK_DAYS: i64 = 7;

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weekday {
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

impl Weekday {
    /// All of them, Monday first.
    pub const ALL: [Self; 7] =
        [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday, Self::Saturday, Self::Sunday];

    /// Days since Monday, 0 to 6.
    pub fn since_monday(self) -> i64 {
        self as i64
    }

    /// The name, lower case: `tuesday`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Monday => "monday",
            Self::Tuesday => "tuesday",
            Self::Wednesday => "wednesday",
            Self::Thursday => "thursday",
            Self::Friday => "friday",
            Self::Saturday => "saturday",
            Self::Sunday => "sunday",
        }
    }
}

/// A civil day of the years −9999 to 9999. Sums beyond these years are held at their ends.
///
/// ```
/// use lastrep::model::{Day, Weekday};
/// let day = Day::parse("2024-05-01").unwrap();
/// assert_eq!((day.weekday(), day.monday().to_string()), (Weekday::Wednesday, "2024-04-29".to_owned()));
/// assert_eq!((day + 31 - day, (day + i64::MAX).to_string()), (31, "9999-12-31".to_owned()));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(UnixEpochDay);

impl Day {
    /// 1970-01-01, where Unix time begins.
    pub const EPOCH: Self = Self::of(1970, 1, 1);

    /// The day of a year, a month and a day of the month. A date that no calendar has counts as the last day of all: in a
    /// constant, a test shows that at once.
    pub const fn of(year: i16, month: i8, day: i8) -> Self {
        match jiff_core::civil::Date::new(year, month, day) {
            Ok(date) => Self(date.to_unix_epoch_day()),
            Err(_) => Self(UnixEpochDay::MAX),
        }
    }

    /// The day that lies this many days after 1970-01-01.
    fn of_unix_days(days: i64) -> Self {
        let held = days.clamp(UnixEpochDay::MIN.day().into(), UnixEpochDay::MAX.day().into());
        Self(UnixEpochDay::new(held as i32).unwrap_or(UnixEpochDay::MAX))
    }

    /// Days since 1970-01-01.
    fn unix_days(self) -> i64 {
        self.0.day().into()
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
        if is_iso { text.parse::<Date>().ok() } else { dotted(text) }.map(Self::from)
    }

    /// The day of a Unix time that is shifted to local time. A time that is not a number counts as 1970-01-01.
    pub fn of_local_s(local_s: f64) -> Self {
        Self::EPOCH + (local_s / DAY_S).floor() as i64
    }

    /// Its midnight as a Unix time that is shifted to local time, s.
    pub fn midnight_s(self) -> f64 {
        (self - Self::EPOCH) as f64 * DAY_S
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        Weekday::ALL[usize::from(self.0.weekday().to_monday_zero_offset().unsigned_abs()) % Weekday::ALL.len()]
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

impl Default for Day {
    fn default() -> Self {
        Self::EPOCH
    }
}

/// The days since 1970-01-01.
impl Serialize for Day {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.unix_days().serialize(to)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        i64::deserialize(from).map(Self::of_unix_days)
    }
}

impl From<Day> for Date {
    fn from(day: Day) -> Self {
        let date = day.0.to_date();
        Self::new(date.year(), date.month(), date.day()).unwrap_or(Self::MAX)
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self::of(date.year(), date.month(), date.day())
    }
}

/// The ISO date.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Date::from(*self).fmt(f)
    }
}

impl Add<i64> for Day {
    type Output = Self;

    fn add(self, days: i64) -> Self {
        Self::of_unix_days(self.unix_days().saturating_add(days))
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
        Self::of_unix_days(self.unix_days().saturating_sub(days))
    }
}

/// The days from the other day to this day.
impl Sub for Day {
    type Output = i64;

    fn sub(self, other: Self) -> i64 {
        self.unix_days() - other.unix_days()
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn sums_beyond_the_calendar_are_held_at_its_ends() {
        let (first, last) = (Day::from(Date::MIN), Day::from(Date::MAX));
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
