//! The best reading, the best other reading, and how likely a reading is.

use super::readings::{Only, Weighed};
use super::runs::Run;

/// Two readings are the same if all their edges differ by at most this, s.
pub(super) const SAME_EDGE_S: f64 = 4.0;

const NEVER: f64 = f64::NEG_INFINITY;

/// The nodes of a reading, in order, with its log odds against no session.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// Indices of the nodes: two or more.
    pub nodes: Vec<usize>,
    /// Natural logarithm of the odds.
    pub log_odds: f64,
}

/// The best ways over each link: up to the link and on from it. Each has its log odds, and the neighbouring link on
/// that way.
#[derive(Debug)]
struct Ways {
    until: Vec<(f64, Option<usize>)>,
    on: Vec<(f64, Option<usize>)>,
}

impl Weighed<'_> {
    /// The best reading, and the best reading that differs from it; `None` if there is no reading.
    pub fn best_two(&self) -> Option<(Path, Option<Path>)> {
        let ways = self.ways();
        let links = 0..self.readings.links.len();
        let through = |&k: &usize| ways.until[k].0 + ways.on[k].0;
        let top = first_most(links.clone(), |k| through(&k)).map(|k| self.path(&ways, k))?;
        let reps: Vec<&Run> = top.nodes.iter().map(|&node| self.run(node)).collect();
        Some((top.clone(), self.other(&ways, &reps)))
    }

    fn run(&self, node: usize) -> &Run {
        &self.readings.lattice.nodes[node].run
    }

    fn ways(&self) -> Ways {
        let links = &self.readings.links;
        let mut until = vec![(NEVER, None); links.len()];
        let mut on: Vec<(f64, Option<usize>)> = links.iter().map(|link| (self.end(None, link), None)).collect();
        for (k, link) in links.iter().enumerate() {
            let mut best = (self.begin(None, link), None);
            for (before, weight) in self.earlier(k) {
                if until[before].0 + weight > best.0 {
                    best = (until[before].0 + weight, Some(before));
                }
            }
            until[k] = (best.0 + self.arrive(None, k), best.1);
        }
        for k in (0..links.len()).rev() {
            let arrived = self.arrive(None, k) + on[k].0;
            for (before, weight) in self.earlier(k) {
                if weight + arrived > on[before].0 {
                    on[before] = (weight + arrived, Some(k));
                }
            }
        }
        Ways { until, on }
    }

    /// The nodes on the best way up to the later node of a link.
    fn back(&self, ways: &Ways, link: usize) -> Vec<usize> {
        let links = &self.readings.links;
        let mut nodes = vec![links[link].to as usize, links[link].from as usize];
        let mut at = ways.until[link].1;
        while let Some(k) = at {
            nodes.push(links[k].from as usize);
            at = ways.until[k].1;
        }
        nodes.reverse();
        nodes
    }

    /// The nodes on the best way after the later node of a link.
    fn forth(&self, ways: &Ways, link: usize) -> Vec<usize> {
        let after = |&k: &usize| ways.on[k].1;
        std::iter::successors(after(&link), after).map(|k| self.readings.links[k].to as usize).collect()
    }

    /// The best reading over a link.
    fn path(&self, ways: &Ways, link: usize) -> Path {
        let nodes = [self.back(ways, link), self.forth(ways, link)].concat();
        Path { nodes, log_odds: ways.until[link].0 + ways.on[link].0 }
    }

    /// The best reading that differs from the given reps: it begins elsewhere, ends elsewhere, or goes over a link that
    /// the reps do not have.
    fn other(&self, ways: &Ways, reps: &[&Run]) -> Option<Path> {
        let links = &self.readings.links;
        let is_at = |node: u16, rep: usize| is_same(self.run(node as usize), reps[rep]);
        let place = |k: usize| (1..reps.len()).find(|&i| is_at(links[k].from, i - 1) && is_at(links[k].to, i));
        let places: Vec<Option<usize>> = (0..links.len()).map(place).collect();
        let from = |k: usize| self.begin(None, &links[k]) + self.arrive(None, k) + ways.on[k].0;
        let to = |k: usize| ways.until[k].0 + self.end(None, &links[k]);
        let begins = |k: usize| if places[k] == Some(1) { NEVER } else { from(k) };
        let ends = |k: usize| if places[k] == Some(reps.len() - 1) { NEVER } else { to(k) };
        let through = |k: usize| if places[k].is_some() { NEVER } else { ways.until[k].0 + ways.on[k].0 };
        let all = 0..links.len();
        let elsewhere = first_most(all.clone(), through).map(|k| self.path(ways, k));
        let later = first_most(all.clone(), begins).map(|k| {
            let first = vec![links[k].from as usize, links[k].to as usize];
            Path { nodes: [first, self.forth(ways, k)].concat(), log_odds: from(k) }
        });
        let earlier = first_most(all, ends).map(|k| Path { nodes: self.back(ways, k), log_odds: to(k) });
        let candidates = [elsewhere, later, earlier].into_iter().flatten();
        candidates.reduce(|a, b| if b.log_odds > a.log_odds { b } else { a })
    }

    /// Log odds of all readings that are the same as a reading except for a few seconds at the edges.
    pub fn log_same(&self, path: &Path) -> f64 {
        let lattice = self.readings.lattice;
        let place_of = |run: &Run| path.nodes.iter().position(|&node| is_same(run, self.run(node)));
        let place: Vec<Option<usize>> = lattice.nodes.iter().map(|node| place_of(&node.run)).collect();
        self.log_total(Some(&Only { bonus: vec![0.0; place.len()], place, count: path.nodes.len() }))
    }
}

pub(super) fn is_same(a: &Run, b: &Run) -> bool {
    let near = |x: f64, y: f64| (x - y).abs() <= SAME_EDGE_S;
    near(a.span.start_s, b.span.start_s) && near(a.span.end_s, b.span.end_s)
}

/// The index of the greatest value (the first of equal values); `None` if all are -∞.
fn first_most(mut all: impl Iterator<Item = usize>, value: impl Fn(usize) -> f64) -> Option<usize> {
    let first = all.next()?;
    let best = all.fold((first, value(first)), |best, k| {
        let this = value(k);
        if this > best.1 { (k, this) } else { best }
    });
    (best.1 > NEVER).then_some(best.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::ends::Ends;

    #[test]
    fn the_first_of_equal_values_is_taken_and_impossible_ones_never() {
        let first = |values: &[f64]| first_most(0..values.len(), |k| values[k]);
        assert_eq!(first(&[1.0, 3.0, 3.0, 2.0]), Some(1));
        assert_eq!(first(&[NEVER, -5.0]), Some(1));
        assert_eq!((first(&[NEVER, NEVER]), first(&[])), (None, None));
    }

    #[test]
    fn runs_are_the_same_within_four_seconds_at_either_edge() {
        let run =
            |from, to| Run { span: crate::model::Span::new(from, to), speed_mps: 4.0, edge_steps_mps: Ends::both(1.5) };
        assert!(is_same(&run(100.0, 200.0), &run(104.0, 196.0)));
        assert!(!is_same(&run(100.0, 200.0), &run(104.1, 200.0)) && !is_same(&run(100.0, 200.0), &run(100.0, 195.9)));
    }
}
