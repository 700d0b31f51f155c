//! Laps as the file gives them, and the spans they become.

use crate::model::{Intensity, Lap, LapTrigger};

/// Longest time that a last lap may go on after its last sample, s; beyond this its total time is taken as wrong.
const MAX_RUN_ON_S: f64 = 60.0;

/// One `Lap` element.
#[derive(Debug, Clone, Default)]
pub(super) struct RawLap {
    /// `StartTime`, Unix s.
    pub(super) start_unix_s: Option<f64>,
    /// Times of the lap's first and last sample, Unix s.
    pub(super) samples_unix_s: Option<(f64, f64)>,
    /// `TotalTimeSeconds`: timer time, s.
    pub(super) timer_s: Option<f64>,
    /// `DistanceMeters`, m.
    pub(super) distance_m: Option<f64>,
    /// `Intensity`.
    pub(super) intensity: Option<Intensity>,
    /// `TriggerMethod`.
    pub(super) trigger: Option<LapTrigger>,
}

impl RawLap {
    /// Where the lap begins, Unix s: as stated, else at its first sample.
    fn start(&self) -> Option<f64> {
        self.start_unix_s.or(self.samples_unix_s.map(|(first, _)| first))
    }

    /// Whether time runs backwards over the lap: from its first sample, or from its start, to its last sample.
    fn falls(&self) -> bool {
        self.samples_unix_s.is_some_and(|(first, last)| last < self.start_unix_s.unwrap_or(first).min(first))
    }

    /// Whether the lap's first sample lies before the last sample of the lap before it.
    fn falls_behind(&self, before: &Self) -> bool {
        before.samples_unix_s.zip(self.samples_unix_s).is_some_and(|((_, last), (first, _))| first < last)
    }

    /// Where the lap ends when no lap follows, Unix s: at its last sample, or a little later when its timer says so.
    fn own_end(&self, start: f64) -> f64 {
        let timer_end = start + self.timer_s.unwrap_or(0.0);
        match self.samples_unix_s {
            Some((_, last)) if timer_end <= last + MAX_RUN_ON_S => timer_end.max(last).max(start),
            Some((_, last)) if last >= start => last,
            // The clock was set back within the lap: its timer is right.
            _ => timer_end,
        }
    }
}

/// The laps on the file's clock, in order of start. Where the clock was set back within the file, the file's order
/// stays.
///
/// # Definition
/// A lap ends where the next lap begins, and the last lap ends with its samples: `TotalTimeSeconds` leaves out the
/// pauses.
pub(super) fn laps(raw: &[RawLap], origin_unix_s: f64) -> Vec<Lap> {
    let mut started: Vec<(f64, &RawLap)> = raw.iter().filter_map(|lap| Some((lap.start()?, lap))).collect();
    let is_set_back = raw.iter().any(RawLap::falls) || raw.array_windows().any(|[lap, next]| next.falls_behind(lap));
    if !is_set_back {
        started.sort_by(|a, b| a.0.total_cmp(&b.0));
    }
    let next = started.iter().skip(1).map(|(start, _)| Some(*start)).chain([None]);
    let ends: Vec<Option<f64>> =
        started.iter().zip(next).map(|((start, _), next)| next.filter(|next| next >= start)).collect();
    let lap_of = |(&(start, lap), next): (&(f64, &RawLap), Option<f64>)| Lap {
        start_s: start - origin_unix_s,
        end_s: next.unwrap_or_else(|| lap.own_end(start)) - origin_unix_s,
        trigger: lap.trigger,
        intensity: lap.intensity,
        step_index: None,
        distance_m: lap.distance_m,
        timer_s: lap.timer_s,
    };
    started.iter().zip(ends).map(lap_of).collect()
}

/// The sum of a value over all laps; `None` unless each has it.
pub(super) fn total(raw: &[RawLap], value: impl Fn(&RawLap) -> Option<f64>) -> Option<f64> {
    if raw.is_empty() { None } else { raw.iter().map(value).sum() }
}

/// `Intensity`: the schema knows Active and Resting alone.
pub(super) fn intensity(word: &str) -> Option<Intensity> {
    match word.trim() {
        "" => None,
        "Active" => Some(Intensity::Active),
        "Resting" | "Rest" => Some(Intensity::Rest),
        _ => Some(Intensity::Other),
    }
}

/// `TriggerMethod`.
pub(super) fn trigger(word: &str) -> Option<LapTrigger> {
    match word.trim() {
        "" => None,
        "Manual" => Some(LapTrigger::Manual),
        "Distance" => Some(LapTrigger::Distance),
        "Location" => Some(LapTrigger::Position),
        "Time" => Some(LapTrigger::Time),
        _ => Some(LapTrigger::Other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lap(start: f64, timer_s: f64, samples: Option<(f64, f64)>) -> RawLap {
        RawLap { start_unix_s: Some(start), timer_s: Some(timer_s), samples_unix_s: samples, ..RawLap::default() }
    }

    fn spans(raw: &[RawLap]) -> Vec<(f64, f64)> {
        laps(raw, 100.0).iter().map(|lap| (lap.start_s, lap.end_s)).collect()
    }

    #[test]
    fn a_lap_ends_where_the_next_begins() {
        let raw =
            [lap(100.0, 50.0, Some((100.0, 158.0))), lap(160.0, 9.0, None), lap(170.0, 30.0, Some((170.0, 199.0)))];
        assert_eq!(spans(&raw), [(0.0, 60.0), (60.0, 70.0), (70.0, 100.0)]);
    }

    #[test]
    fn the_last_lap_ends_with_its_samples_or_its_timer() {
        assert_eq!(spans(&[lap(100.0, 50.0, Some((100.0, 158.0)))]), [(0.0, 58.0)]);
        assert_eq!(spans(&[lap(100.0, 1e9, Some((100.0, 158.0)))]), [(0.0, 58.0)]);
        assert_eq!(spans(&[lap(100.0, 50.0, None)]), [(0.0, 50.0)]);
        assert_eq!(spans(&[RawLap::default()]), []);
    }

    #[test]
    fn laps_stay_in_the_order_of_the_file_where_the_clock_was_set_back() {
        let raw = [
            lap(500.0, 50.0, Some((500.0, 549.0))),
            lap(550.0, 60.0, Some((550.0, 309.0))),
            lap(310.0, 40.0, Some((310.0, 349.0))),
        ];
        assert_eq!(spans(&raw), [(400.0, 450.0), (450.0, 510.0), (210.0, 250.0)]);
        assert_eq!(spans(&[raw[0].clone(), raw[2].clone()]), [(400.0, 450.0), (210.0, 250.0)]);
    }

    #[test]
    fn a_total_needs_every_lap() {
        let raw = [lap(100.0, 50.0, None), lap(150.0, 25.0, None)];
        assert_eq!(total(&raw, |lap| lap.timer_s), Some(75.0));
        assert_eq!(total(&raw, |lap| lap.distance_m), None);
        assert_eq!(total(&[], |lap| lap.timer_s), None);
    }
}
