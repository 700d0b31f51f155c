//! Heart rate that a strap stored and sent later (`hr` messages), on the clock of the records.

use super::layout::{Message, TIMESTAMP};

/// Ticks of the strap's clock in a second.
const TICKS_PER_S: f64 = 1024.0;

/// Parts of a second in `fractional_timestamp`.
const FRACTIONS_PER_S: f64 = 32_768.0;

/// Ticks after which the twelve bits of a packed event time start again.
const PACKED_RANGE: u64 = 1 << 12;

/// Longest age of a stored value that fills a record without a heart rate, s.
const MAX_AGE_S: f64 = 5.0;

/// Longest time after a record at which a stored value still belongs to the record's second, s.
const ROUNDING_S: f64 = 0.5;

/// Stored heart rate in file order.
#[derive(Debug, Clone, Default)]
pub(super) struct HeartLog {
    /// FIT time of the strap's tick 0, s.
    zero_s: Option<f64>,
    /// The strap's last tick.
    last_tick: Option<u64>,
    /// FIT time, s, and heart rate, bpm.
    beats: Vec<(f64, f64)>,
}

impl HeartLog {
    /// Takes in one `hr` message.
    ///
    /// The first message ties the strap's clock to the watch's. The others give event times as u32 ticks, or as twelve
    /// bits of the tick each, two packed in three bytes. Source: FIT SDK, "Plugin for HR messages".
    pub(super) fn push(&mut self, message: &Message<'_>) {
        let full: Vec<u64> = message.numbers(9).take_while(|tick| !tick.is_nan()).map(|tick| tick as u64).collect();
        if let (Some(stamp), Some(&tick)) = (message.number(TIMESTAMP), full.first()) {
            let fraction_s = message.scaled(0, FRACTIONS_PER_S).unwrap_or(0.0);
            self.zero_s = Some(stamp + fraction_s - tick as f64 / TICKS_PER_S);
        }
        self.last_tick = full.last().copied().or(self.last_tick);
        let rates = message.numbers(6);
        if full.is_empty() {
            let packed = unpack(message.bytes(10));
            for (bits, rate) in packed.zip(rates).filter(|(_, rate)| !rate.is_nan()) {
                let Some(last) = self.last_tick else { return };
                let tick = last.saturating_add((bits + PACKED_RANGE - last % PACKED_RANGE) % PACKED_RANGE);
                self.last_tick = Some(tick);
                self.add(tick, rate);
            }
        } else {
            for (tick, rate) in full.into_iter().zip(rates) {
                self.add(tick, rate);
            }
        }
    }

    fn add(&mut self, tick: u64, rate_bpm: f64) {
        if let Some(zero_s) = self.zero_s
            && rate_bpm > 0.0
        {
            self.beats.push((zero_s + tick as f64 / TICKS_PER_S, rate_bpm));
        }
    }

    /// Fills the missing values of a heart rate column, bpm, from the log.
    pub(super) fn fill(&mut self, stamps: &[u32], column: &mut [f64]) {
        self.beats.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (&stamp, value) in stamps.iter().zip(column).filter(|(_, value)| value.is_nan()) {
            let at_s = f64::from(stamp);
            let after = self.beats.partition_point(|&(time_s, _)| time_s <= at_s + ROUNDING_S);
            if let Some(&(time_s, rate_bpm)) = self.beats[..after].last()
                && at_s - time_s <= MAX_AGE_S
            {
                *value = rate_bpm;
            }
        }
    }

    /// Whether nothing was stored.
    pub(super) fn is_empty(&self) -> bool {
        self.beats.is_empty()
    }
}

/// The twelve-bit values of packed bytes.
fn unpack(bytes: &[u8]) -> impl Iterator<Item = u64> {
    bytes.as_chunks::<3>().0.iter().flat_map(|&[low, mixed, high]| {
        let (low, mixed, high) = (u64::from(low), u64::from(mixed), u64::from(high));
        [low | (mixed & 0x0F) << 8, mixed >> 4 | high << 4]
    })
}

#[cfg(test)]
mod tests {
    use super::{HeartLog, unpack};

    #[test]
    fn two_values_lie_in_three_bytes() {
        assert_eq!(unpack(&[0xBC, 0x3A, 0x12]).collect::<Vec<_>>(), [0xABC, 0x123]);
    }

    #[test]
    fn a_record_takes_the_last_value_that_is_not_too_old() {
        let beats = vec![(99.2, 120.0), (100.4, 121.0), (101.6, 122.0)];
        let mut log = HeartLog { zero_s: Some(0.0), last_tick: None, beats };
        let mut column = [f64::NAN, 90.0, f64::NAN, f64::NAN];
        log.fill(&[100, 101, 105, 120], &mut column);
        assert!((column[0] - 121.0).abs() < 1e-9 && (column[1] - 90.0).abs() < 1e-9);
        assert!((column[2] - 122.0).abs() < 1e-9 && column[3].is_nan());
    }
}
