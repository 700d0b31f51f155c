//! Polylines before they are drawn: cut to a box, thinned to what pixels can show, broken into dashes.

/// A place, px.
pub(super) type Point = (f64, f64);

/// The parts of a polyline whose y is within `low..high`. A part ends on the limit that the polyline crosses.
pub(super) fn clip_level(points: &[Point], low: f64, high: f64) -> Vec<Vec<Point>> {
    let mut parts = Vec::new();
    let mut part: Vec<Point> = Vec::new();
    for pair in points.windows(2) {
        let Some((a, b)) = clip_piece(pair[0], pair[1], low, high) else {
            keep(&mut parts, &mut part);
            continue;
        };
        if part.last() != Some(&a) {
            keep(&mut parts, &mut part);
            part.push(a);
        }
        part.push(b);
    }
    keep(&mut parts, &mut part);
    parts
}

fn keep(parts: &mut Vec<Vec<Point>>, part: &mut Vec<Point>) {
    let done = std::mem::take(part);
    if done.len() > 1 {
        parts.push(done);
    }
}

fn clip_piece(a: Point, b: Point, low: f64, high: f64) -> Option<(Point, Point)> {
    if a.1.max(b.1) < low || a.1.min(b.1) > high {
        return None;
    }
    let cut = |from: Point, to: Point| {
        let y = from.1.clamp(low, high);
        if from.1 >= low && from.1 <= high {
            return from;
        }
        (from.0 + (to.0 - from.0) * (y - from.1) / (to.1 - from.1), y)
    };
    Some((cut(a, b), cut(b, a)))
}

/// The polyline with at most four points in each column of pixels: the first, the lowest, the highest, the last.
///
/// x must not fall. The picture stays the same: the line covers all pixels between the extremes of a column in any
/// case.
pub(super) fn decimate(points: &[Point]) -> Vec<Point> {
    let mut kept = Vec::with_capacity(points.len().min(8192));
    for column in points.chunk_by(|a, b| a.0.floor() as i64 == b.0.floor() as i64) {
        if column.len() <= 4 {
            kept.extend_from_slice(column);
            continue;
        }
        let by_y = |a: &usize, b: &usize| column[*a].1.total_cmp(&column[*b].1);
        let low = (0..column.len()).min_by(by_y).unwrap_or(0);
        let high = (0..column.len()).max_by(by_y).unwrap_or(0);
        let mut picked = vec![0, low.min(high), low.max(high), column.len() - 1];
        picked.dedup();
        kept.extend(picked.into_iter().map(|index| column[index]));
    }
    kept
}

/// The dashes of a broken line; `on` is the length of a dash and `off` of a gap, px.
pub(super) fn dashes(points: &[Point], (on, off): (f64, f64)) -> Vec<(Point, Point)> {
    let mut pieces = Vec::new();
    let period = on + off;
    let mut walked = 0.0;
    for pair in points.windows(2) {
        let ((ax, ay), (bx, by)) = (pair[0], pair[1]);
        let length = (bx - ax).hypot(by - ay);
        if !length.is_finite() || length <= 0.0 || period <= 0.0 {
            continue;
        }
        let at = |t: f64| (ax + (bx - ax) * t / length, ay + (by - ay) * t / length);
        let mut start = -(walked % period);
        while start < length {
            let (from, to) = (start.max(0.0), (start + on).min(length));
            if to > from {
                pieces.push((at(from), at(to)));
            }
            start += period;
        }
        walked += length;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_leaves_the_box_ends_at_its_edge() {
        let parts = clip_level(&[(0.0, 5.0), (10.0, 15.0), (20.0, 5.0)], 0.0, 10.0);
        assert_eq!(parts, vec![vec![(0.0, 5.0), (5.0, 10.0)], vec![(15.0, 10.0), (20.0, 5.0)]]);
        assert!(clip_level(&[(0.0, 20.0), (1.0, 30.0)], 0.0, 10.0).is_empty());
        assert_eq!(clip_level(&[(0.0, 1.0), (1.0, 2.0), (2.0, 3.0)], 0.0, 10.0).len(), 1);
    }

    #[test]
    fn thinning_keeps_ends_and_extremes() {
        let points: Vec<Point> = (0..1000).map(|k| (f64::from(k) / 100.0, f64::from(k * 37 % 101))).collect();
        let thin = decimate(&points);
        assert!(thin.len() <= 40 && thin.first() == points.first() && thin.last() == points.last());
        let high = |line: &[Point]| line.iter().map(|p| p.1).fold(0.0, f64::max);
        assert!((high(&thin) - high(&points)).abs() < 1e-9);
        assert_eq!(decimate(&points[..3]), points[..3].to_vec());
    }

    #[test]
    fn dashes_go_on_round_a_corner() {
        let pieces = dashes(&[(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)], (8.0, 4.0));
        assert_eq!(pieces, vec![((0.0, 0.0), (8.0, 0.0)), ((10.0, 2.0), (10.0, 10.0))]);
    }
}
