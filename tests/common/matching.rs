//! How a found rep counts against a true one.

/// Intersection over union from which on two stretches match.
const OVERLAP: f64 = 0.75;

/// They also match when both edges are this near, s: a lap press is one to two seconds off.
const EDGE_S: f64 = 3.0;

/// A free zone reaches this much further on both sides, s.
const ZONE_S: f64 = 2.0;

/// A span of time, s of wall clock since the first record of the file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Stretch {
    pub(crate) start_s: f64,
    pub(crate) end_s: f64,
}

impl Stretch {
    /// Intersection over union, 0 to 1.
    fn overlap(self, other: Self) -> f64 {
        let inner = self.end_s.min(other.end_s) - self.start_s.max(other.start_s);
        let outer = self.end_s.max(other.end_s) - self.start_s.min(other.start_s);
        if inner > 0.0 { inner / outer } else { 0.0 }
    }

    fn matches(self, other: Self) -> bool {
        let overlap = self.overlap(other);
        let off = (self.start_s - other.start_s).abs().max((self.end_s - other.end_s).abs());
        overlap >= OVERLAP || (overlap > 0.0 && off <= EDGE_S)
    }

    fn holds_middle_of(self, other: Self) -> bool {
        let middle = f64::midpoint(other.start_s, other.end_s);
        (self.start_s - ZONE_S..=self.end_s + ZONE_S).contains(&middle)
    }
}

/// Pairs (index of a true one, index of a found one), one to one, best overlap first.
pub(crate) fn pairs(truth: &[Stretch], found: &[Stretch]) -> Vec<(usize, usize)> {
    let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
    for (i, one) in truth.iter().enumerate() {
        let near = found.iter().enumerate().filter(|(_, other)| one.matches(**other));
        candidates.extend(near.map(|(j, other)| (one.overlap(*other), i, j)));
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut chosen: Vec<(usize, usize)> = Vec::new();
    for (_, i, j) in candidates {
        if chosen.iter().all(|pair| pair.0 != i && pair.1 != j) {
            chosen.push((i, j));
        }
    }
    chosen
}

/// How many of the found ones that no true one matches lie with their middle in a zone: neither right nor wrong.
pub(crate) fn free(found: &[Stretch], pairs: &[(usize, usize)], zones: &[Stretch]) -> usize {
    let is_unmatched = |j: usize| pairs.iter().all(|pair| pair.1 != j);
    let in_zone = |rep: &Stretch| zones.iter().any(|zone| zone.holds_middle_of(*rep));
    found.iter().enumerate().filter(|(j, rep)| is_unmatched(*j) && in_zone(rep)).count()
}

fn stretch(start_s: f64, end_s: f64) -> Stretch {
    Stretch { start_s, end_s }
}

#[test]
fn overlap_or_near_edges_match_one_to_one() {
    let truth = [stretch(0.0, 100.0), stretch(200.0, 212.0)];
    assert_eq!(pairs(&truth, &[stretch(0.0, 75.0), stretch(202.5, 214.5)]), [(0, 0), (1, 1)]);
    assert_eq!(pairs(&truth, &[stretch(0.0, 74.0), stretch(203.5, 212.0)]), []);
    assert_eq!(pairs(&truth, &[stretch(0.0, 90.0), stretch(0.0, 95.0)]), [(0, 1)]);
}

#[test]
fn unmatched_reps_in_a_zone_are_free() {
    let found = [stretch(0.0, 10.0), stretch(50.0, 60.0), stretch(90.0, 100.0)];
    assert_eq!(free(&found, &[(0, 0)], &[stretch(0.0, 53.5)]), 1);
}
