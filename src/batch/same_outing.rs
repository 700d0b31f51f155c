//! Which recordings are of one outing: the same bytes, or the same start, length and distance.

use std::collections::BTreeMap;

/// Two recordings that start within this are one outing, if they agree in length, s.
const SAME_START_S: f64 = 120.0;

/// ... in duration and distance, relative.
const SAME_LENGTH: f64 = 0.02;

/// Recordings of one cell that are remembered, of unlike content: all in a cell agree in length, so two stand for all.
const REMEMBERED: usize = 2;

/// A recording as the search sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Recording {
    pub(super) start_unix_s: f64,
    pub(super) length_s: f64,
    pub(super) distance_m: f64,
    /// Hash of the bytes that it came from.
    pub(super) content: u128,
    /// Its number in them.
    pub(super) index: usize,
}

impl Recording {
    /// Where it lies on a grid of one [`SAME_LENGTH`]: what is of the same outing lies in one cell or in the next.
    fn cell(&self) -> [i64; 2] {
        [cell(self.length_s), cell(self.distance_m)]
    }

    fn is_same_outing(&self, other: &Self) -> bool {
        if self.content == other.content {
            return self.index == other.index;
        }
        let is_near = |x: f64, y: f64| (x - y).abs() <= SAME_LENGTH * x.max(y) || (x.is_nan() && y.is_nan());
        (self.start_unix_s - other.start_unix_s).abs() <= SAME_START_S
            && is_near(self.length_s, other.length_s)
            && is_near(self.distance_m, other.distance_m)
    }
}

/// The first recording of the same outing for each one, itself where there is none before it; recordings are of one runner and
/// in order of start.
///
/// Each is compared with the few before it that can be the same, so many starts at one time take no longer than others.
pub(super) fn groups(recordings: &[Recording]) -> Vec<usize> {
    let mut group_of: Vec<usize> = (0..recordings.len()).collect();
    let mut seen: BTreeMap<[i64; 2], Vec<usize>> = BTreeMap::new();
    let mut copies: BTreeMap<(u128, usize), usize> = BTreeMap::new();
    for (i, recording) in recordings.iter().enumerate() {
        let copy = copies.insert((recording.content, recording.index), i);
        let near = neighbours(recording.cell()).into_iter().filter_map(|cell| seen.get(&cell)).flatten().copied();
        let same = near.filter(|&j| recordings[j].is_same_outing(recording)).max();
        if let Some(j) = copy.max(same) {
            group_of[i] = group_of[j];
        }
        let cell = seen.entry(recording.cell()).or_default();
        cell.retain(|&j| recordings[j].content != recording.content);
        cell.push(i);
        if cell.len() > REMEMBERED {
            cell.remove(0);
        }
    }
    group_of
}

fn cell(measure: f64) -> i64 {
    // The cast has a place for every number: the ends of the grid for zero and infinity, its middle for what is missing.
    (measure.ln() / -(1.0 - SAME_LENGTH).ln()).floor() as i64
}

fn neighbours([x, y]: [i64; 2]) -> [[i64; 2]; 9] {
    let steps = [-1_i64, 0, 1];
    std::array::from_fn(|n| [x.saturating_add(steps[n / 3]), y.saturating_add(steps[n % 3])])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recording(start_unix_s: f64, length_s: f64, distance_m: f64, content: u128, index: usize) -> Recording {
        Recording { start_unix_s, length_s, distance_m, content, index }
    }

    #[test]
    fn watch_and_phone_are_one_outing_and_two_runs_are_two() {
        let missing = f64::NAN;
        let recordings = [
            recording(0.0, 1800.0, 5000.0, 1, 1),
            recording(0.0, 1800.0, 5000.0, 1, 2),
            recording(60.0, 1790.0, 5090.0, 2, 1),
            recording(90.0, 1800.0, missing, 3, 1),
            recording(95.0, 1801.0, missing, 4, 1),
            recording(100.0, 900.0, 5000.0, 5, 1),
            recording(400.0, 1800.0, 5000.0, 1, 1),
            recording(400.0, 1800.0, 5000.0, 6, 1),
        ];
        assert_eq!(groups(&recordings), [0, 1, 1, 3, 3, 5, 0, 0]);
    }

    /// Pairs, in every place of the grid: both sides of each edge are looked at.
    #[test]
    fn what_agrees_within_the_tolerance_is_found_wherever_it_lies() {
        for step in 0..2000 {
            let length_s = 600.0 * 1.000_3_f64.powi(step);
            let pair =
                |other_s: f64| groups(&[recording(0.0, length_s, 0.0, 1, 1), recording(0.0, other_s, 0.0, 2, 1)]);
            assert_eq!(pair(length_s * 1.02), [0, 0], "{length_s}");
            assert_eq!(pair(length_s * 1.021), [0, 1], "{length_s}");
        }
    }

    /// Comparing all with all, forty billion pairs, would take minutes.
    #[test]
    fn many_tracks_of_one_start_take_no_time() {
        let tracks: Vec<Recording> =
            (0..200_000).map(|n| recording(0.0, 60.0 + n as f64 % 7.0, 100.0 + n as f64 % 11.0, 1, n)).collect();
        assert!(groups(&tracks).into_iter().eq(0..tracks.len()));
    }
}
