//! How fast the running outside a growing window is: a percentile of minutes, kept up to date while they drop out.

use crate::clean::Uniform;

/// Seconds between the beginnings of minutes.
const STRIDE_S: usize = 10;

/// Seconds over which a mean is taken.
const MINUTE_S: usize = 60;

/// Share of the outside minutes that are slower than the one looked for.
const SHARE: f64 = 0.9;

/// Bits of a word.
const WORD: usize = u64::BITS as usize;

/// Mean speeds of all minutes of an activity that begin at every 10th second.
#[derive(Debug, Clone, Default)]
pub(super) struct Minutes {
    /// Clock of the middle of each, s; rising.
    middles_s: Vec<f64>,
    /// Rank of each by speed, the fastest first.
    ranks: Vec<u32>,
    /// The speed of each rank, m/s.
    fastest_mps: Vec<f64>,
}

impl Minutes {
    /// Of an activity with distance.
    pub(super) fn of(base: &Uniform) -> Self {
        let starts: Vec<usize> = (0..base.len().saturating_sub(MINUTE_S)).step_by(STRIDE_S).collect();
        let mean = |&k: &usize| (base.distance_m[k + MINUTE_S] - base.distance_m[k]) / MINUTE_S as f64;
        let means: Vec<f64> = starts.iter().map(mean).collect();
        let mut order: Vec<usize> = (0..means.len()).collect();
        order.sort_by(|&a, &b| means[b].total_cmp(&means[a]));
        let mut ranks = vec![0; means.len()];
        for (rank, &minute) in order.iter().enumerate() {
            ranks[minute] = rank as u32;
        }
        Self {
            middles_s: starts.iter().map(|&k| base.clock_s(k) + MINUTE_S as f64 / 2.0).collect(),
            ranks,
            fastest_mps: order.iter().map(|&minute| means[minute]).collect(),
        }
    }
}

/// The minutes that lie wholly outside a window whose start is fixed and whose end only moves on.
#[derive(Debug, Clone)]
pub(super) struct Outside<'a> {
    minutes: &'a Minutes,
    /// A bit for each rank: whether that minute is outside.
    words: Vec<u64>,
    /// Minutes before the window.
    before: usize,
    /// The first minute after it.
    after: usize,
}

impl<'a> Outside<'a> {
    /// Of a window from a start to an end, s of the file's clock.
    pub(super) fn of(minutes: &'a Minutes, start_s: f64) -> Self {
        let before = minutes.middles_s.partition_point(|&middle| middle < start_s - MINUTE_S as f64 / 2.0);
        // Bits past the last rank stay set: there are always faster ones enough before them.
        let words = vec![u64::MAX; minutes.ranks.len().div_ceil(WORD)];
        Self { minutes, words, before, after: before }
    }

    /// The 90th percentile of the speeds outside, m/s, for a window that ends here; `None` when nothing is outside.
    pub(super) fn fast_mps(&mut self, end_s: f64) -> Option<f64> {
        let Minutes { middles_s, ranks, fastest_mps } = self.minutes;
        let half_s = MINUTE_S as f64 / 2.0;
        while middles_s.get(self.after).is_some_and(|&middle| middle <= end_s + half_s) {
            let rank = ranks[self.after] as usize;
            self.words[rank / WORD] &= !(1 << (rank % WORD));
            self.after += 1;
        }
        let last = (self.before + ranks.len() - self.after).checked_sub(1)?;
        let faster = last - (SHARE * last as f64) as usize;
        fastest_mps.get(self.rank_after(faster)).copied()
    }

    /// The rank of the outside minute that has so many faster ones outside.
    fn rank_after(&self, mut faster: usize) -> usize {
        for (index, &word) in self.words.iter().enumerate() {
            let here = word.count_ones() as usize;
            if faster < here {
                let slower = (0..faster).fold(word, |bits, _| bits & (bits - 1));
                return index * WORD + slower.trailing_zeros() as usize;
            }
            faster -= here;
        }
        usize::MAX
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_percentile_is_that_of_the_sorted_minutes_outside() {
        let speed = |k: usize| 2.0 + (k * k % 37) as f64 / 10.0;
        let mut distance = vec![0.0];
        for k in 0..2000 {
            distance.push(distance[k] + speed(k / 50));
        }
        let base = Uniform { start_s: 5.0, recorded: vec![true; 2001], distance_m: distance, ..Uniform::default() };
        let minutes = Minutes::of(&base);
        for start in [40.0, 700.0] {
            let mut outside = Outside::of(&minutes, start);
            for end in [start + 100.0, start + 130.0, 1500.0, 1960.0] {
                let mut plain: Vec<f64> = (0..minutes.middles_s.len())
                    .filter(|&i| minutes.middles_s[i] < start - 30.0 || minutes.middles_s[i] > end + 30.0)
                    .map(|i| minutes.fastest_mps[minutes.ranks[i] as usize])
                    .collect();
                plain.sort_by(f64::total_cmp);
                let expected = plain.get((0.9 * (plain.len().max(1) - 1) as f64) as usize);
                assert_eq!(outside.fast_mps(end), expected.copied(), "{start} to {end}");
            }
        }
    }
}
