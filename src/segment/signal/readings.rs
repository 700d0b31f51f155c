//! The readings of an activity as a session: every path through the lattice, weighed by a model.
//!
//! The log odds of a reading against "no session" are a sum: its stretches, the links between them, the rhythm of each
//! three in a row, the running before and after, and a bias. This is a semi-Markov chain of the second order. So the
//! sum over all readings and the best reading are found exactly, in one pass.

use super::lattice::{Lattice, Link, unlikeness};
use super::model::{BIAS_AT, Model, RHYTHM, RHYTHM_AT, Spot, spot};

/// A link is left out if its best reading is less likely than the best of all readings by more than e to this: e^10 is
/// 22,000.
const REACH: f64 = 10.0;

/// Greater unlikeness counts as this.
const MOST_UNLIKE: f64 = 2.0;

const NEVER: f64 = f64::NEG_INFINITY;

/// The links that likely readings use, and the rhythm of each two links in a row.
#[derive(Debug)]
pub struct Readings<'a> {
    pub(super) lattice: &'a Lattice,
    /// In order of the later node.
    pub(super) links: Vec<Link>,
    pub(super) rhythms: Vec<Rhythm>,
    /// The rhythms that end with link k are those from `into[k]` to `into[k + 1]`.
    pub(super) into: Vec<usize>,
}

/// Two links in a row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rhythm {
    /// The earlier link.
    pub(super) after: u32,
    pub(super) spots: [Spot; 2],
}

impl<'a> Readings<'a> {
    /// The links that are likely by a model, and the links that are needed in any case (in training: those of the
    /// truth).
    pub fn of(lattice: &'a Lattice, model: &Model, is_needed: impl Fn(usize, usize) -> bool) -> Self {
        let links = likely(lattice, model, is_needed);
        let mut ending: Vec<Vec<u32>> = vec![Vec::new(); lattice.nodes.len()];
        for (k, link) in links.iter().enumerate() {
            ending[link.to as usize].push(k as u32);
        }
        let (mut rhythms, mut into) = (Vec::new(), vec![0]);
        for link in &links {
            let earlier = ending[link.from as usize].iter();
            rhythms.extend(earlier.map(|&k| rhythm(lattice, k, &links[k as usize], link)));
            into.push(rhythms.len());
        }
        Self { lattice, links, rhythms, into }
    }

    /// The readings with the log odds of a model.
    pub fn weigh(&self, model: &Model) -> Weighed<'_> {
        let nodes = &self.lattice.nodes;
        let bias = model.log_odds[BIAS_AT];
        Weighed {
            readings: self,
            stretch: nodes.iter().map(|node| model.sum(&node.stretch)).collect(),
            before: nodes.iter().map(|node| bias + model.sum(&node.before)).collect(),
            after: nodes.iter().map(|node| model.sum(&node.after)).collect(),
            link: self.links.iter().map(|link| model.sum(&link.spots())).collect(),
            rhythm: self.rhythms.iter().map(|rhythm| model.sum(&rhythm.spots)).collect(),
        }
    }
}

fn rhythm(lattice: &Lattice, after: u32, earlier: &Link, link: &Link) -> Rhythm {
    let node = |node: u16| &lattice.nodes[node as usize];
    let likeness = (link.unlikeness().min(MOST_UNLIKE) - unlikeness(node(earlier.from), node(link.to))).max(0.0);
    let longer = if link.ln_rest_s() > earlier.ln_rest_s() { link } else { earlier };
    let change = if longer.is_quiet { 1 } else { 2 };
    let on = |curve: usize, evidence: f64| spot(&RHYTHM[curve], RHYTHM_AT[curve], evidence);
    Rhythm { after, spots: [on(0, likeness), on(change, (link.ln_rest_s() - earlier.ln_rest_s()).abs())] }
}

/// The links that are part of a reading nearly as likely as the best reading. Rhythm is left out of account.
fn likely(lattice: &Lattice, model: &Model, is_needed: impl Fn(usize, usize) -> bool) -> Vec<Link> {
    let nodes = &lattice.nodes;
    let bias = model.log_odds[BIAS_AT];
    let stretch: Vec<f64> = nodes.iter().map(|node| model.sum(&node.stretch)).collect();
    let weights: Vec<f64> = lattice.links.iter().map(|link| model.sum(&link.spots())).collect();
    // Log odds of the best way up to each node, and on from it.
    let mut until: Vec<f64> =
        nodes.iter().zip(&stretch).map(|(node, own)| bias + model.sum(&node.before) + own).collect();
    let mut on: Vec<f64> = nodes.iter().map(|node| model.sum(&node.after)).collect();
    let ends = on.clone();
    let mut best = 0.0_f64;
    for (link, weight) in lattice.links.iter().zip(&weights) {
        let (from, to) = (link.from as usize, link.to as usize);
        let way = until[from] + weight + stretch[to];
        until[to] = until[to].max(way);
        best = best.max(way + ends[to]);
    }
    for (link, weight) in lattice.links.iter().zip(&weights).rev() {
        let (from, to) = (link.from as usize, link.to as usize);
        on[from] = on[from].max(weight + stretch[to] + on[to]);
    }
    let through = |link: &Link, weight: f64| {
        let (from, to) = (link.from as usize, link.to as usize);
        until[from] + weight + stretch[to] + on[to]
    };
    let is_likely = |(link, weight): &(&Link, &f64)| {
        through(link, **weight) >= best - REACH || is_needed(link.from as usize, link.to as usize)
    };
    lattice.links.iter().zip(&weights).filter(is_likely).map(|(link, _)| *link).collect()
}

/// A restriction of the readings that count: the reps of a reading must take the places 0, 1, 2 and so on.
#[derive(Debug, Clone, PartialEq)]
pub struct Only {
    /// For each node, the place that the node may take, from 0.
    pub place: Vec<Option<usize>>,
    /// For each node, the log odds added when the node takes its place.
    pub bonus: Vec<f64>,
    /// The number of places.
    pub count: usize,
}

/// Readings with their log odds.
#[derive(Debug)]
pub struct Weighed<'a> {
    pub(super) readings: &'a Readings<'a>,
    pub(super) stretch: Vec<f64>,
    pub(super) before: Vec<f64>,
    pub(super) after: Vec<f64>,
    pub(super) link: Vec<f64>,
    pub(super) rhythm: Vec<f64>,
}

impl Weighed<'_> {
    /// Logarithm of the summed odds, against no session, of all readings with two or more reps; -∞ without a reading.
    pub fn log_total(&self, only: Option<&Only>) -> f64 {
        self.forward(only).1
    }

    /// For each link, the log odds of all readings up to that link; and the total.
    pub(super) fn forward(&self, only: Option<&Only>) -> (Vec<f64>, f64) {
        let links = &self.readings.links;
        let (mut until, mut ends) = (vec![NEVER; links.len()], Vec::new());
        let mut terms: Vec<f64> = Vec::new();
        for (k, link) in links.iter().enumerate().filter(|(_, link)| is_allowed(only, link)) {
            terms.clear();
            terms.push(self.begin(only, link));
            terms.extend(self.earlier(k).map(|(before, weight)| until[before] + weight));
            until[k] = log_sum(&terms) + self.arrive(only, k);
            ends.push(until[k] + self.end(only, link));
        }
        (until, log_sum(&ends))
    }

    /// Log odds of the earlier node of a link as the first rep.
    pub(super) fn begin(&self, only: Option<&Only>, link: &Link) -> f64 {
        let from = link.from as usize;
        let may = only.is_none_or(|only| only.place[from] == Some(0));
        if may { self.before[from] + self.stretch[from] + bonus(only, from) } else { NEVER }
    }

    /// Log odds of going over a link to its later node.
    pub(super) fn arrive(&self, only: Option<&Only>, k: usize) -> f64 {
        let to = self.readings.links[k].to as usize;
        self.link[k] + self.stretch[to] + bonus(only, to)
    }

    /// Log odds of the later node of a link as the last rep.
    pub(super) fn end(&self, only: Option<&Only>, link: &Link) -> f64 {
        let to = link.to as usize;
        let may = only.is_none_or(|only| only.place[to] == Some(only.count - 1));
        if may { self.after[to] } else { NEVER }
    }

    /// The links that may come before link k, each with the log odds of the rhythm.
    pub(super) fn earlier(&self, k: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let range = self.readings.into[k]..self.readings.into[k + 1];
        self.readings.rhythms[range.clone()]
            .iter()
            .zip(&self.rhythm[range])
            .map(|(r, weight)| (r.after as usize, *weight))
    }
}

fn bonus(only: Option<&Only>, node: usize) -> f64 {
    only.map_or(0.0, |only| only.bonus[node])
}

pub(super) fn is_allowed(only: Option<&Only>, link: &Link) -> bool {
    only.is_none_or(|only| match (only.place[link.from as usize], only.place[link.to as usize]) {
        (Some(from), Some(to)) => to == from + 1,
        _ => false,
    })
}

/// Logarithm of the sum of exponentials; -∞ without terms.
pub(super) fn log_sum(terms: &[f64]) -> f64 {
    let most = terms.iter().copied().fold(NEVER, f64::max);
    if most == NEVER { NEVER } else { most + terms.iter().map(|term| (term - most).exp()).sum::<f64>().ln() }
}
