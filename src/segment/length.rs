//! The length of a rep in words.

use super::RepLength;
use crate::units::{METRES_PER_MILE, clock};

/// A length as a runner writes it: `400 m`, `1 mile`, `3 min`.
pub(crate) fn length(length: RepLength) -> String {
    match length {
        RepLength::Distance(metres) if (metres - METRES_PER_MILE).abs() < 0.5 => "1 mile".to_owned(),
        RepLength::Distance(metres) => format!("{metres:.0} m"),
        RepLength::Time(time) => seconds(time),
    }
}

/// `45 s`, `3 min`, `2:30`.
pub(super) fn seconds(time: f64) -> String {
    let rounded = time.round();
    if rounded < 100.0 && rounded % 60.0 > 0.0 {
        format!("{rounded:.0} s")
    } else if rounded % 60.0 < 0.5 {
        format!("{:.0} min", rounded / 60.0)
    } else {
        clock(rounded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_runners_do() {
        assert_eq!(seconds(45.0), "45 s");
        assert_eq!(seconds(60.0), "1 min");
        assert_eq!(seconds(90.0), "90 s");
        assert_eq!(seconds(150.0), "2:30");
        assert_eq!(length(RepLength::Distance(1609.344)), "1 mile");
    }
}
