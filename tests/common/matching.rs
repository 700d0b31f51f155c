//! How a found rep counts against a true one.

use lastrep::model::Span;

/// Intersection over union from which on two stretches match.
const OVERLAP: f64 = 0.75;

/// They also match when both edges are this near, s: a lap press is one to two seconds off.
const EDGE_S: f64 = 3.0;

/// A free zone reaches this much further on both sides, s.
const ZONE_S: f64 = 2.0;

/// Intersection over union, 0 to 1.
pub(crate) fn overlap(a: Span, b: Span) -> f64 {
    let both = a.overlap_s(b);
    both / (a.length_s() + b.length_s() - both)
}

/// Whether a found rep is this true one.
pub(crate) fn matches(a: Span, b: Span) -> bool {
    let off = (a.start_s - b.start_s).abs().max((a.end_s - b.end_s).abs());
    overlap(a, b) >= OVERLAP || (a.overlap_s(b) > 0.0 && off <= EDGE_S)
}

/// Pairs (index of a true one, index of a found one), one to one, best overlap first.
pub(crate) fn pairs(truth: &[Span], found: &[Span]) -> Vec<(usize, usize)> {
    let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
    for (i, one) in truth.iter().enumerate() {
        let near = found.iter().enumerate().filter(|(_, other)| matches(*one, **other));
        candidates.extend(near.map(|(j, other)| (overlap(*one, *other), i, j)));
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

/// Whether the middle of a rep lies in one of the zones.
pub(crate) fn lies_in(zones: &[Span], rep: Span) -> bool {
    let middle = f64::midpoint(rep.start_s, rep.end_s);
    zones.iter().any(|zone| (zone.start_s - ZONE_S..=zone.end_s + ZONE_S).contains(&middle))
}

#[test]
fn overlap_or_near_edges_match_one_to_one() {
    let truth = [Span::new(0.0, 100.0), Span::new(200.0, 212.0)];
    assert_eq!(pairs(&truth, &[Span::new(0.0, 75.0), Span::new(202.5, 214.5)]), [(0, 0), (1, 1)]);
    assert_eq!(pairs(&truth, &[Span::new(0.0, 74.0), Span::new(203.5, 212.0)]), []);
    assert_eq!(pairs(&truth, &[Span::new(0.0, 90.0), Span::new(0.0, 95.0)]), [(0, 1)]);
}
