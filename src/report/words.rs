//! Numbers and dates as they are printed. Rounded once, here.

use crate::model::Day;
use crate::segment::RepLength;
use crate::units::{DAY_S, DistanceUnit, HOUR_S, METRES_PER_MILE, MINUTE_S, clock};

/// A space at which no line is broken, before `%` and units.
pub(crate) const NBSP: char = '\u{a0}';
/// The minus sign.
pub(crate) const MINUS: char = '\u{2212}';
/// The dash of ranges and of missing values.
pub(crate) const DASH: char = '\u{2013}';
/// Seconds of a thousand years: a time further from 1970 is out of all reason.
const NEAR_S: f64 = 1000.0 * 365.0 * DAY_S;

/// A number with so many decimals and a true minus; never `-0.0`; a dash when there is none.
pub fn number(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return DASH.to_string();
    }
    let digits = format!("{:.decimals$}", value.abs());
    let is_zero = digits.chars().all(|c| c == '0' || c == '.');
    if value < 0.0 && !is_zero { format!("{MINUS}{digits}") } else { digits }
}

/// A number with its sign, for changes: `+2.5`, `−1.2`; zero has none.
pub fn signed(value: f64, decimals: usize) -> String {
    let text = number(value, decimals);
    let is_zero = text.chars().all(|c| c == '0' || c == '.');
    if value > 0.0 && value.is_finite() && !is_zero { format!("+{text}") } else { text }
}

/// A time in whole seconds: `1:24`; `29 s` under a minute.
pub fn split(seconds: f64) -> String {
    match seconds {
        0.0..59.5 => format!("{}{NBSP}s", number(seconds, 0)),
        59.5.. if seconds.is_finite() => clock(seconds),
        _ => DASH.to_string(),
    }
}

/// A time to the tenth: `1:23.9`; `29.4 s` under a minute; in whole seconds from ten minutes.
pub fn split_tenths(seconds: f64) -> String {
    if !(0.0..599.95).contains(&seconds) {
        return split(seconds);
    }
    let tenths = (seconds * 10.0).round() as u64;
    if tenths < 600 {
        return format!("{}.{}{NBSP}s", tenths / 10, tenths % 10);
    }
    format!("{}:{:02}.{}", tenths / 600, tenths / 10 % 60, tenths % 10)
}

/// A range of times, fast first: `1:24–1:26`, `51.2–52.2 s`; one time where both ends print alike.
pub(crate) fn times(fast_s: f64, slow_s: f64) -> String {
    if slow_s < 59.95 {
        return format!("{fast_s:.1}{DASH}{slow_s:.1}{NBSP}s");
    }
    let (from, to) = (clock(fast_s), clock(slow_s));
    if from == to { from } else { format!("{from}{DASH}{to}") }
}

/// From this length on a mean is named in minutes, s.
const LONGEST_IN_SECONDS: usize = 100;

/// How long a mean is that a line shows: `5-second means`, `7-minute means`.
pub(crate) fn means(seconds: usize) -> String {
    let minutes = (seconds as f64 / MINUTE_S).round();
    if seconds < LONGEST_IN_SECONDS { format!("{seconds}-second means") } else { format!("{minutes}-minute means") }
}

/// Whether the times of reps were kept to tenths: some watches round to whole seconds.
pub(crate) fn has_tenths(mut times_s: impl Iterator<Item = f64>) -> bool {
    times_s.any(|time| (time - time.round()).abs() > 0.04)
}

/// A pace without its unit: `3:52`; a dash at a standstill.
pub(crate) fn bare_pace(speed_mps: f64, unit_m: f64) -> String {
    if speed_mps > 0.0 && speed_mps.is_finite() { clock(unit_m / speed_mps) } else { DASH.to_string() }
}

/// A distance as a runner writes it: `3.8 km`, `2.4 mi`; metres below 1000 in either unit, as on a track.
pub fn distance(metres: f64, unit: DistanceUnit) -> String {
    if !metres.is_finite() {
        return DASH.to_string();
    }
    if metres < 999.5 {
        return format!("{}{NBSP}m", number(metres, 0));
    }
    format!("{}{NBSP}{}", number(metres / unit.metres(), 1), unit.symbol())
}

/// A rep's length: `400 m`, `1 mile`, `90 s`, `3 min`.
pub fn length(length: RepLength) -> String {
    match length {
        RepLength::Distance(metres) if (metres - METRES_PER_MILE).abs() < 0.5 => format!("1{NBSP}mile"),
        RepLength::Distance(metres) => format!("{}{NBSP}m", number(metres, 0)),
        RepLength::Time(seconds) => duration(seconds),
    }
}

/// A duration in words: `45 s`, `90 s`, `2 min`, `1:40`, `1:02:05`.
pub(crate) fn duration(seconds: f64) -> String {
    let whole = seconds.round();
    if whole <= 90.0 && (whole % MINUTE_S).abs() > 0.5 {
        format!("{}{NBSP}s", number(whole, 0))
    } else if (whole % MINUTE_S).abs() < 0.5 && whole < HOUR_S {
        format!("{}{NBSP}min", number(whole / MINUTE_S, 0))
    } else {
        clock(whole)
    }
}

/// The text with numbers bound to the unit behind them, so that no line ends between the two.
pub fn bound(text: &str) -> String {
    const UNITS: [&str; 12] = ["%", "m", "km", "mi", "s", "min", "h", "bpm", "/km", "/mi", "steps/min", "×"];
    let mut out = String::with_capacity(text.len());
    let mut before = "";
    for word in text.split(' ') {
        let is_unit = UNITS.contains(&word.trim_end_matches([',', '.', ';', ':', ')', '?']));
        let binds = (is_unit && before.ends_with(|c: char| c.is_ascii_digit())) || before == "×";
        if !out.is_empty() {
            out.push(if binds { NBSP } else { ' ' });
        }
        out.push_str(word);
        before = word;
    }
    out
}

/// The text with its first letter large.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.trim().chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The day and the minute of the day of a Unix time; `None` for a time out of all reason.
pub fn civil(unix_s: f64) -> Option<(Day, u32)> {
    let is_near = unix_s.is_finite() && unix_s.abs() < NEAR_S;
    is_near.then(|| {
        let day = Day::of_local_s(unix_s);
        (day, ((unix_s - day.midnight_s()) / MINUTE_S) as u32)
    })
}

/// A date with its weekday: `Wed 2 Nov 2022`.
pub fn date(day: Day) -> String {
    written(day, "%a %-d %b %Y")
}

/// A date without its year: `Fri 4 Nov`.
pub(crate) fn short_date(day: Day) -> String {
    written(day, "%a %-d %b")
}

/// A date in columns: `2 Nov 2022`.
pub(crate) fn short_and_year(day: Day) -> String {
    written(day, "%-d %b %Y")
}

/// The day of the month and the month's name: `("2", "Nov")`.
pub(crate) fn day_and_month(day: Day) -> (String, String) {
    (written(day, "%-d"), written(day, "%b"))
}

/// The month's name and two figures of the year: `("Nov", "\u{2019}22")`.
pub(crate) fn month_and_year(day: Day) -> (String, String) {
    (written(day, "%b"), written(day, "\u{2019}%y"))
}

/// The month's name: `Nov`.
pub fn month(day: Day) -> String {
    written(day, "%b")
}

/// The day of the week, in short: `Wed`.
pub fn weekday(day: Day) -> String {
    written(day, "%a")
}

/// Days from one to another: `25–31 May`, `29 May–4 Jun`.
pub fn date_range(from: Day, to: Day) -> String {
    let until = written(to, "%-d %b");
    let begin = if month(from) == month(to) { written(from, "%-d") } else { written(from, "%-d %b") };
    format!("{begin}\u{2013}{until}")
}

/// The year of a day.
pub fn year(day: Day) -> String {
    written(day, "%Y")
}

fn written(day: Day, format: &str) -> String {
    jiff::civil::Date::from(day).strftime(format).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_round_once_and_zero_has_no_sign() {
        assert_eq!(number(-0.04, 1), "0.0");
        assert_eq!(number(-1.25, 1), "\u{2212}1.2");
        assert_eq!(number(f64::NAN, 1), "\u{2013}");
        assert_eq!(signed(2.46, 1), "+2.5");
        assert_eq!(signed(0.04, 1), "0.0");
        assert_eq!(signed(-0.6, 0), "\u{2212}1");
    }

    #[test]
    fn splits_keep_the_tenth_only_where_it_was_timed() {
        assert_eq!(split_tenths(83.94), "1:23.9");
        assert_eq!(split_tenths(83.96), "1:24.0");
        assert_eq!(split_tenths(59.96), "1:00.0");
        assert_eq!(split_tenths(29.41), "29.4\u{a0}s");
        assert_eq!(split(83.94), "1:24");
        assert_eq!(split_tenths(1018.1), "16:58");
        assert_eq!(split_tenths(f64::NAN), "\u{2013}");
    }

    #[test]
    fn a_range_of_times_is_in_tenths_below_a_minute() {
        assert_eq!(times(84.0, 86.0), "1:24\u{2013}1:26");
        assert_eq!(times(84.0, 84.2), "1:24");
        assert_eq!(times(51.2, 52.2), "51.2\u{2013}52.2\u{a0}s");
    }

    #[test]
    fn lengths_read_as_a_runner_writes_them() {
        assert_eq!(distance(412.0, DistanceUnit::Kilometre), "412\u{a0}m");
        assert_eq!(distance(3790.0, DistanceUnit::Kilometre), "3.8\u{a0}km");
        assert_eq!(distance(3862.0, DistanceUnit::Mile), "2.4\u{a0}mi");
        assert_eq!(duration(90.0), "90\u{a0}s");
        assert_eq!(duration(60.0), "1\u{a0}min");
        assert_eq!(duration(100.0), "1:40");
    }

    #[test]
    fn numbers_stay_with_their_units() {
        assert_eq!(bound("80 % of 6 × 400 m, at 3 km."), "80\u{a0}% of 6\u{a0}×\u{a0}400\u{a0}m, at 3\u{a0}km.");
        assert_eq!(bound("a m"), "a m");
    }

    #[test]
    fn a_mile_is_a_mile() {
        assert_eq!(length(RepLength::Distance(METRES_PER_MILE)), "1\u{a0}mile");
        assert_eq!(length(RepLength::Distance(1600.0)), "1600\u{a0}m");
    }

    #[test]
    fn dates_follow_the_calendar() {
        assert_eq!(date(Day::EPOCH), "Thu 1 Jan 1970");
        assert_eq!(date(Day::EPOCH + 19_298), "Wed 2 Nov 2022");
        assert_eq!(date(Day::EPOCH + 19_782), "Thu 29 Feb 2024");
        assert_eq!(date(Day::EPOCH - 1), "Wed 31 Dec 1969");
        assert_eq!(short_date(Day::EPOCH + 19_300), "Fri 4 Nov");
        assert_eq!(civil(86_400.0 + 3661.0), Some((Day::EPOCH + 1, 61)));
        assert_eq!(civil(f64::NAN), None);
    }
}
