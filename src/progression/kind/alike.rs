//! Which rep lengths are alike, and which speeds nobody has ever run.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ride_is_beyond_the_record() {
        assert!(is_beyond_record(400.0, 10.0) && is_beyond_record(1_000.0, 8.1));
        assert!(!is_beyond_record(200.0, 9.9) && !is_beyond_record(400.0, 8.0));
    }
}
