//! How far a heart rate can be trusted by the sensor that measured it. This is shown beside the rate and never counts
//! against a session.

use crate::model::HeartRateSensor;

/// The caveat for a heart rate by this sensor; `None` where there is none, or the sensor is not known.
///
/// # Source
/// Concordance with the ECG on a treadmill, in steady stages: 0.98 for a chest strap, 0.89 to 0.96 for watches at the
/// wrist (cdt.amegroups.com/article/view/26754). That "B" is the most for a wrist is a house rule. Evidence: unclear.
pub fn caveat(sensor: Option<HeartRateSensor>) -> Option<&'static str> {
    match sensor? {
        HeartRateSensor::Strap { .. } => None,
        HeartRateSensor::Wrist => Some(
            "heart rate by the watch at the wrist: B at best, for it errs more than a strap where the pace changes",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_wrist_is_doubted() {
        assert!(caveat(Some(HeartRateSensor::Wrist)).is_some_and(|words| words.contains("wrist")));
        assert_eq!(caveat(Some(HeartRateSensor::Strap { number: None })), None);
        assert_eq!(caveat(None), None);
    }
}
