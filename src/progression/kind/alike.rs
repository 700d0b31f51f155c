//! What is alike: lengths; and the speeds that nobody has ever run.

use crate::model::records::fastest_mps;
use crate::segment::RepLength;

pub(crate) use crate::scores::course::LIKE_LENGTH;

/// Whether two rep lengths are the same up to `ratio`; a time and a distance never are.
pub(crate) fn like_length(a: RepLength, b: RepLength, ratio: f64) -> bool {
    match (a, b) {
        (RepLength::Distance(a), RepLength::Distance(b)) | (RepLength::Time(a), RepLength::Time(b)) => {
            a / b <= ratio && b / a <= ratio
        }
        _ => false,
    }
}

/// Whether a speed over a distance is beyond the world record: a ride, or a broken track.
pub(crate) fn is_beyond_record(distance_m: f64, speed_mps: f64) -> bool {
    speed_mps > fastest_mps(distance_m)
}

/// Mean; NaN of nothing.
pub(crate) fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, n) = values.fold((0.0, 0_u32), |(sum, n), value| (sum + value, n + 1));
    sum / f64::from(n)
}

/// Median; `None` of nothing.
pub(crate) fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_by(f64::total_cmp);
    let n = sorted.len();
    match n {
        0 => None,
        n if n % 2 == 1 => Some(sorted[n / 2]),
        _ => Some(f64::midpoint(sorted[n / 2 - 1], sorted[n / 2])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ride_is_beyond_the_record() {
        assert!(is_beyond_record(400.0, 10.0) && is_beyond_record(1_000.0, 8.1));
        assert!(!is_beyond_record(200.0, 9.9) && !is_beyond_record(400.0, 8.0));
    }
}
