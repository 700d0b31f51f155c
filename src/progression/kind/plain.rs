//! Numbers and lengths in the words of a runner.

use crate::segment::{RecoveryMode, RepLength};
use crate::stats::Range;
use crate::units::{DistanceUnit, clock};

/// The minus sign.
const MINUS: &str = "\u{2212}";

/// A number rounded to `decimals`, with a true minus sign; never a negative zero.
pub(crate) fn number(value: f64, decimals: usize) -> String {
    let plain = format!("{:.decimals$}", value.abs());
    let is_zero = plain.chars().all(|c| c == '0' || c == '.');
    if value < 0.0 && !is_zero { format!("{MINUS}{plain}") } else { plain }
}

/// A mark on a scale of ten: `6`, `6.5`.
pub(crate) fn mark(value: f64) -> String {
    number(value, usize::from((value - value.round()).abs() >= 0.05))
}

/// A change in percent, one decimal, always with its sign: `+0.4 %`, `−2.3 %`.
pub(crate) fn change(value: f64) -> String {
    let text = number(value, 1);
    if text.starts_with(MINUS) || text == "0.0" { format!("{text} %") } else { format!("+{text} %") }
}

/// A count with its noun: `1 day`, `3 days`.
pub(crate) fn count(n: i64, noun: &str) -> String {
    if n == 1 { format!("{n} {noun}") } else { format!("{n} {noun}s") }
}

/// Items as `a, b and c`.
pub(crate) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}

/// A rest or a rep by time: `20 s`, `75 s`, `1:45 min`, `2 min`.
pub(crate) fn duration(seconds: f64) -> String {
    let whole = seconds.round().max(0.0) as u64;
    if whole >= 60 && whole.is_multiple_of(60) {
        format!("{} min", whole / 60)
    } else if whole < 100 {
        format!("{whole} s")
    } else {
        format!("{} min", clock(whole as f64))
    }
}

/// A distance as a coach writes it: `400 m`, `1 mile`, `5000 m`.
pub(crate) fn distance(metres: f64) -> String {
    let miles = metres / crate::units::METRES_PER_MILE;
    if (miles - miles.round()).abs() < 0.002 && miles > 0.5 {
        return if miles < 1.5 { "1 mile".to_owned() } else { format!("{miles:.0} miles") };
    }
    format!("{metres:.0} m")
}

/// The length of a rep.
pub(crate) fn length(length: RepLength) -> String {
    match length {
        RepLength::Distance(metres) => distance(metres),
        RepLength::Time(seconds) => duration(seconds),
    }
}

/// Reps with their length: `6 × 400 m`; a lone rep by its length.
pub(crate) fn reps(count: usize, of: RepLength) -> String {
    if count == 1 { length(of) } else { format!("{count} \u{d7} {}", length(of)) }
}

/// A range of rep times, fast first: `1:32–1:34`, `37.6–38.4 s`.
fn splits(fast_s: f64, slow_s: f64) -> String {
    if slow_s < 59.95 {
        return format!("{fast_s:.1}\u{2013}{slow_s:.1} s");
    }
    between(&clock(fast_s), &clock(slow_s))
}

fn between(fast: &str, slow: &str) -> String {
    if fast == slow { fast.to_owned() } else { format!("{fast}\u{2013}{slow}") }
}

/// A speed range as paces: `3:50–3:55 /km`.
pub(crate) fn paces(Range { low: slow, high: fast }: Range, unit: DistanceUnit) -> String {
    format!("{} /{}", between(&clock(unit.metres() / fast), &clock(unit.metres() / slow)), unit.symbol())
}

/// The times of a rep: `1:32–1:34`; `None` for a rep that has a pace alone.
pub(crate) fn rep_times(length: RepLength, speed_mps: Range, unit: DistanceUnit) -> Option<String> {
    match length {
        RepLength::Distance(metres) if !is_by_pace(length, unit) => {
            Some(splits(metres / speed_mps.high, metres / speed_mps.low))
        }
        _ => None,
    }
}

/// The times and the pace of a rep: `1:32–1:34 (3:50–3:55 /km)`; for reps by time the pace alone.
pub(crate) fn rep_pace(length: RepLength, speed_mps: Range, unit: DistanceUnit) -> String {
    let pace = paces(speed_mps, unit);
    match rep_times(length, speed_mps, unit) {
        Some(times) => format!("{times} ({pace})"),
        None => pace,
    }
}

/// Whether a rep has a pace alone: a rep by time, and a rep of one unit, whose time is its pace.
pub(crate) fn is_by_pace(length: RepLength, unit: DistanceUnit) -> bool {
    match length {
        RepLength::Distance(metres) => (metres - unit.metres()).abs() <= 1.0,
        RepLength::Time(_) => true,
    }
}

/// The recovery: `75 s jog`, `200 m jog (75 s)`; empty when unknown.
pub(crate) fn recovery(time_s: Option<f64>, metres: Option<f64>, mode: Option<RecoveryMode>) -> String {
    let mode = mode.map_or("easy", RecoveryMode::name);
    match (time_s, metres) {
        (Some(time), Some(metres)) => format!("{} {mode} ({})", distance(metres), duration(time)),
        (Some(time), None) => format!("{} {mode}", duration(time)),
        (None, Some(metres)) => format!("{} {mode}", distance(metres)),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_true_signs() {
        assert_eq!(change(-2.34), "\u{2212}2.3 %");
        assert_eq!((mark(6.0), mark(6.5)), ("6".to_owned(), "6.5".to_owned()));
        assert_eq!(change(-0.04), "0.0 %");
        assert_eq!(change(0.42), "+0.4 %");
        assert_eq!(count(1, "day"), "1 day");
        assert_eq!(list(&["a".into(), "b".into(), "c".into()]), "a, b and c");
    }

    #[test]
    fn lengths_and_paces_read_like_a_coach() {
        assert_eq!(duration(75.0), "75 s");
        assert_eq!(duration(120.0), "2 min");
        assert_eq!(duration(150.0), "2:30 min");
        assert_eq!(distance(1609.344), "1 mile");
        let range = Range::new(400.0 / 94.0, 400.0 / 92.0);
        let text = rep_pace(RepLength::Distance(400.0), range, DistanceUnit::Kilometre);
        assert_eq!(text, "1:32\u{2013}1:34 (3:50\u{2013}3:55 /km)");
        let range = Range::new(200.0 / 38.4, 200.0 / 37.6);
        let text = rep_pace(RepLength::Distance(200.0), range, DistanceUnit::Kilometre);
        assert_eq!(text, "37.6\u{2013}38.4 s (3:08\u{2013}3:12 /km)");
        assert_eq!(recovery(Some(75.0), Some(200.0), Some(RecoveryMode::Jog)), "200 m jog (75 s)");
        assert_eq!(recovery(Some(75.0), None, Some(RecoveryMode::Walk)), "75 s walk");
    }
}
