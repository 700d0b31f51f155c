//! Readings of heart rate of years, in little memory, to be joined to recordings that have none.

use std::ops::Range;

/// Most readings that are kept: 80 MB. A watch that is worn all day takes 400,000 a year.
const MAX_READINGS: usize = 10_000_000;

/// The longest time between two readings over which the rate in between is taken as known, s. In a workout the watch reads
/// every five seconds.
const MAX_GAP_S: f64 = 15.0;

/// Rates outside are misreadings, bpm.
const RATES_BPM: Range<f64> = 25.0..250.0;

/// Readings in order of time.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hearts {
    /// Unix time, s, and rate, bpm. Four bytes hold the seconds until 2106 and the rate exactly enough.
    readings: Vec<(u32, f32)>,
}

impl Extend<(f64, f64)> for Hearts {
    fn extend<T: IntoIterator<Item = (f64, f64)>>(&mut self, readings: T) {
        let is_sound =
            |(unix_s, bpm): &(f64, f64)| (0.0..f64::from(u32::MAX)).contains(unix_s) && RATES_BPM.contains(bpm);
        let room = MAX_READINGS.saturating_sub(self.readings.len());
        let sound = readings.into_iter().filter(is_sound).take(room);
        self.readings.extend(sound.map(|(unix_s, bpm)| (unix_s as u32, bpm as f32)));
    }
}

impl Hearts {
    /// Whether there is no reading.
    pub fn is_empty(&self) -> bool {
        self.readings.is_empty()
    }

    /// Puts the readings in order of time. Of two at one time the first stays.
    pub fn sort(&mut self) {
        self.readings.sort_by_key(|(unix_s, _)| *unix_s);
        self.readings.dedup_by_key(|(unix_s, _)| *unix_s);
    }

    /// All readings of both.
    pub fn join(&mut self, other: Self) {
        self.readings.extend(other.readings);
        self.sort();
    }

    /// The rate at a time, bpm, on the line between the readings before and after; `None` in a gap.
    pub fn at(&self, unix_s: f64) -> Option<f64> {
        let after = self.readings.partition_point(|(time, _)| f64::from(*time) < unix_s);
        let reading = |index: usize| self.readings.get(index).map(|(time, bpm)| (f64::from(*time), f64::from(*bpm)));
        let next = reading(after)?;
        if next.0 <= unix_s {
            return Some(next.1);
        }
        let last = reading(after.checked_sub(1)?)?;
        let gap_s = next.0 - last.0;
        (gap_s <= MAX_GAP_S).then(|| last.1 + (next.1 - last.1) * (unix_s - last.0) / gap_s)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_known_between_two_near_readings_alone() {
        let mut hearts = Hearts::default();
        hearts.extend([
            (1010.0, 150.0),
            (1000.0, 140.0),
            (1000.0, 99.0),
            (1100.0, 160.0),
            (1101.0, 0.0),
            (-5.0, 100.0),
        ]);
        hearts.sort();
        let rates = [999.0, 1000.0, 1005.0, 1010.0, 1050.0, 1100.0, 1101.0].map(|time| hearts.at(time));
        assert_eq!(rates, [None, Some(140.0), Some(145.0), Some(150.0), None, Some(160.0), None]);
    }
}
