//! The fastest that anyone has run: what is faster is an error of the recording, or no running.

use crate::units::METRES_PER_MILE;

/// A distance with the least time that anyone has run it in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Record {
    /// The distance, m.
    pub(crate) metres: f64,
    /// The time, s.
    pub(crate) seconds: f64,
}

const fn record(metres: f64, seconds: f64) -> Record {
    Record { metres, seconds }
}

/// The men's world records, shortest first.
///
/// # Source
/// World Athletics, list of world records, end of 2024.
pub(crate) const RECORDS: [Record; 12] = [
    record(100.0, 9.58),
    record(200.0, 19.19),
    record(400.0, 43.03),
    record(800.0, 100.91),
    record(1000.0, 131.96),
    record(1500.0, 206.0),
    record(METRES_PER_MILE, 223.13),
    record(3000.0, 437.55),
    record(5000.0, 755.36),
    record(10_000.0, 1571.0),
    record(21_097.5, 3450.0),
    record(42_195.0, 7235.0),
];

/// The highest speed of a runner on the flat, m/s.
///
/// # Source
/// Graubner and Nixdorf 2011, analysis of the 100 m final of 2009: 12.35 m/s.
const TOP_MPS: f64 = 12.35;

/// The highest mean speed of any runner over a distance, m/s. Between two records, the speed follows a power law of the
/// distance. Below the shortest record it is the highest speed of all; beyond the longest record it is that record's speed.
pub(crate) fn fastest_mps(metres: f64) -> f64 {
    let speed = |record: &Record| record.metres / record.seconds;
    let [first, .., last] = &RECORDS;
    let Some([a, b]) = RECORDS.array_windows().find(|[a, b]| a.metres <= metres && metres < b.metres) else {
        return if metres < first.metres { TOP_MPS } else { speed(last) };
    };
    let share = (metres / a.metres).ln() / (b.metres / a.metres).ln();
    speed(a) * (speed(b) / speed(a)).powf(share)
}

/// Whether a mean speed over so many metres is above the world record: a ride, or a broken track.
pub(crate) fn is_beyond_record(metres: f64, speed_mps: f64) -> bool {
    speed_mps > fastest_mps(metres)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ride_is_beyond_the_record() {
        assert!(is_beyond_record(400.0, 10.0) && is_beyond_record(1_000.0, 8.1));
        assert!(!is_beyond_record(200.0, 9.9) && !is_beyond_record(400.0, 8.0));
    }

    #[test]
    fn nobody_is_faster_than_the_records() {
        assert!((fastest_mps(400.0) - 400.0 / 43.03).abs() < 1e-9);
        assert!(fastest_mps(600.0) < fastest_mps(400.0) && fastest_mps(600.0) > fastest_mps(800.0));
        assert!((fastest_mps(60.0) - 12.35).abs() < 1e-9);
        assert!((fastest_mps(60_000.0) - 42_195.0 / 7235.0).abs() < 1e-9);
        // From 200 m on the start from rest costs less than tiring does.
        let speeds: Vec<f64> = RECORDS[1..].iter().map(|record| record.metres / record.seconds).collect();
        assert!(speeds.is_sorted_by(|a, b| a > b));
    }
}
