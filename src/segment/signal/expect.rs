//! The expected evidence over all readings, each weighted by its probability: a model is trained with it.

use super::model::{BIAS_AT, Spot};
use super::readings::{Only, Weighed, is_allowed, log_sum};

/// Probabilities below this are not counted.
const LEAST: f64 = 1e-7;

impl Weighed<'_> {
    /// Adds the expected evidence over the readings, times a factor, to `sums`, in the order of a model's numbers.
    ///
    /// # Definition
    /// The gradient of `factor * log_total(only)` by the model's numbers, if `log_all` is `log_total(only)`. If
    /// `log_all` is the total of more readings, each reading is weighted by its probability among those.
    ///
    /// # Source
    /// The forward-backward sums of conditional random fields: Lafferty and others, ICML 2001; over segments: Sarawagi
    /// and Cohen, NIPS 2004.
    pub fn add_expected(&self, only: Option<&Only>, log_all: f64, factor: f64, sums: &mut [f64]) {
        let (until, _) = self.forward(only);
        let links = &self.readings.links;
        let nodes = &self.readings.lattice.nodes;
        let mut onward: Vec<Vec<f64>> = vec![Vec::new(); links.len()];
        let mut add = |spots: &[Spot], log_share: f64| {
            let share = (log_share - log_all).exp();
            if share > LEAST {
                for spot in spots {
                    sums[spot.knot as usize] += factor * share * (1.0 - spot.share);
                    sums[spot.knot as usize + 1] += factor * share * spot.share;
                }
            }
            share
        };
        let mut sessions = 0.0;
        for (k, link) in links.iter().enumerate().rev() {
            if !is_allowed(only, link) || until[k] == f64::NEG_INFINITY {
                continue;
            }
            let (from, to) = (link.from as usize, link.to as usize);
            let end = self.end(only, link);
            add(&nodes[to].after, until[k] + end);
            onward[k].push(end);
            let on = log_sum(&onward[k]);
            add(&link.spots(), until[k] + on);
            add(&nodes[to].stretch, until[k] + on);
            let arrived = self.arrive(only, k) + on;
            let begun = self.begin(only, link) + arrived;
            add(&nodes[from].before, begun);
            sessions += add(&nodes[from].stretch, begun);
            let rhythms = self.readings.into[k]..self.readings.into[k + 1];
            for ((before, weight), rhythm) in self.earlier(k).zip(&self.readings.rhythms[rhythms]) {
                add(&rhythm.spots, until[before] + weight + arrived);
                onward[before].push(weight + arrived);
            }
        }
        sums[BIAS_AT] += factor * sessions;
    }
}
