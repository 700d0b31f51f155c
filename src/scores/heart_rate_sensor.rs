//! What a heart rate is worth by the sensor that measured it: said beside it, never held against a session.

use crate::model::HeartRateSensor;

/// What to bear in mind of a heart rate by this sensor; `None` where there is nothing, or it is not known.
///
/// # Source
/// On a treadmill, in steady stages, a chest strap agreed with the ECG by 0.98 and watches at the wrist by 0.89 to 0.96
/// (concordance; cdt.amegroups.com/article/view/26754). That "B" is the most for a wrist is a house rule. Evidence: unclear.
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
