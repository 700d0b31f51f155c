//! Heart-rate levels in and after reps.

use super::{Unavailable, heart_rate_validity};
use crate::clean::Uniform;
use crate::model::Span;
use crate::stats::mean;

/// Shortest rep with heart-rate levels, s: at 90 s heart rate has done 79 % of its rise (tau 57.6 s,
/// doi:10.1186/s12938-015-0112-7).
pub(crate) const LEAST_REP_S: f64 = 90.0;
/// Shortest recovery with a heart-rate fall, s.
pub(crate) const LEAST_RECOVERY_S: f64 = 60.0;
/// Time at the end of a rep over which its end rate is averaged, s.
const END_S: f64 = 10.0;
/// Half of the window around a moment of the recovery, s.
const WINDOW_S: f64 = 2.0;
/// A rate that is higher by more than this a minute after the rep is not the heart's, bpm: the sensor lags. House rule.
const MOST_RISE_BPM: f64 = 3.0;
/// Least share of a window with values for its mean. House rule.
const LEAST_SHARE: f64 = 0.8;

/// Heart rate of one rep, bpm; what could not be measured is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[expect(clippy::struct_field_names, reason = "a name ends in its unit")]
pub(crate) struct RepHeartRate {
    /// Mean of the 5 s before the rep.
    pub(crate) start_bpm: Option<f64>,
    /// Mean of the last 10 s; reps of 90 s or more.
    pub(crate) end_bpm: Option<f64>,
    /// Mean over the rep.
    pub(crate) mean_bpm: Option<f64>,
    /// Highest 5-s mean from the start to 20 s after the end; reps of 90 s or more.
    pub(crate) peak_bpm: Option<f64>,
    /// Fall over the 60 s after the end; recoveries of 60 s or more, without a hole or a jump.
    pub(crate) fall60_bpm: Option<f64>,
}

/// Measures the heart rate of a rep with the recovery that follows it.
pub(crate) fn measure(uniform: &Uniform, rep: Span, recovery: Option<Span>) -> RepHeartRate {
    let Some(channel) = &uniform.heart_rate_bpm else { return RepHeartRate::default() };
    let over = |from_s: f64, to_s: f64| mean_over(uniform, Span::new(from_s, to_s));
    let long = rep.length_s() >= LEAST_REP_S;
    let end_bpm = over(rep.end_s - END_S, rep.end_s).filter(|_| long);
    let fall60_bpm = recovery.filter(|span| span.length_s() >= LEAST_RECOVERY_S);
    let fall60_bpm = fall60_bpm.and_then(|_| fall_bpm(uniform, end_bpm?, rep.end_s, LEAST_RECOVERY_S));
    let peak_range = uniform.range(Span::new(rep.start_s, rep.end_s + 20.0));
    RepHeartRate {
        start_bpm: over(rep.start_s - 5.0, rep.start_s),
        end_bpm,
        mean_bpm: over(rep.start_s, rep.end_s),
        peak_bpm: channel
            .get(peak_range)
            .and_then(|values| values.windows(5).filter_map(mean_of_most).reduce(f64::max))
            .filter(|_| long),
        fall60_bpm,
    }
}

/// Fall of heart rate from the end of a rep to a moment after it, bpm; the later rate is the mean from 2 s before the
/// moment to 2 s after. `None` where the rate has a hole or a jump in between: then the fall may not be the heart's.
pub(crate) fn fall_bpm(uniform: &Uniform, end_bpm: f64, end_s: f64, after_s: f64) -> Option<f64> {
    // Half a second more includes the last second of the window.
    let last_s = end_s + after_s + WINDOW_S + 0.5;
    let way = uniform.heart_rate_bpm.as_ref()?.get(uniform.range(Span::new(end_s - END_S, last_s)))?;
    let later = mean_over(uniform, Span::new(end_s + after_s - WINDOW_S, last_s))?;
    heart_rate_validity::is_whole(way).then_some(end_bpm - later)
}

/// Whether the rate goes on rising after a rep, where the sensor lags behind the heart.
pub(crate) fn lags(measured: &RepHeartRate) -> bool {
    measured.fall60_bpm.is_some_and(|fall| fall < -MOST_RISE_BPM)
}

/// Refuses reps in which heart rate has not come near its level.
pub(crate) fn check_rep_time(rep_time_s: f64) -> Result<(), Unavailable> {
    if rep_time_s >= LEAST_REP_S {
        Ok(())
    } else {
        Err(Unavailable::RepsTooShort { found_s: rep_time_s, needed_s: LEAST_REP_S })
    }
}

/// Mean over a span where most of its seconds have a rate.
pub(crate) fn mean_over(uniform: &Uniform, span: Span) -> Option<f64> {
    uniform.heart_rate_bpm.as_ref()?.get(uniform.range(span)).and_then(mean_of_most)
}

/// Mean of the values where most of them are there.
fn mean_of_most(values: &[f64]) -> Option<f64> {
    let known: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    (!known.is_empty() && known.len() as f64 >= LEAST_SHARE * values.len() as f64).then(|| mean(&known))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    fn ramp() -> Uniform {
        Uniform {
            heart_rate_bpm: Some((0..300).map(|second| 100.0 + f64::from(second) / 2.0).collect()),
            recorded: vec![true; 300],
            ..Uniform::default()
        }
    }

    #[test]
    fn levels_are_means_of_their_windows() {
        let found = measure(&ramp(), Span::new(50.0, 150.0), Some(Span::new(150.0, 240.0)));
        assert!((found.start_bpm.unwrap() - 123.5).abs() < 1e-9, "seconds 45 to 49");
        assert!((found.end_bpm.unwrap() - 172.25).abs() < 1e-9, "seconds 140 to 149");
        assert!((found.peak_bpm.unwrap() - 183.5).abs() < 1e-9, "seconds 165 to 169");
        assert!((found.fall60_bpm.unwrap() - (172.25 - 205.0)).abs() < 1e-9, "seconds 208 to 212");
    }

    #[test]
    fn a_recovery_with_a_hole_or_a_jump_has_no_fall() {
        assert!(lags(&measure(&ramp(), Span::new(50.0, 150.0), Some(Span::new(150.0, 240.0)))), "30 bpm a minute up");
        let fall = |uniform: &Uniform| {
            measure(uniform, Span::new(50.0, 150.0), Some(Span::new(150.0, 240.0))).fall60_bpm.is_some()
        };
        let changed = |change: fn(&mut Vec<f64>)| {
            let mut uniform = ramp();
            change(uniform.heart_rate_bpm.as_mut().unwrap());
            uniform
        };
        assert!(fall(&ramp()));
        assert!(!fall(&changed(|rates| rates[170] = f64::NAN)), "a hole between the two moments");
        assert!(!fall(&changed(|rates| rates[180..].iter_mut().for_each(|rate| *rate -= 60.0))), "a jump");
        assert!(fall(&changed(|rates| rates[220..].iter_mut().for_each(|rate| *rate -= 60.0))), "a jump afterwards");
    }

    #[test]
    fn short_reps_have_no_levels() {
        let found = measure(&ramp(), Span::new(50.0, 120.0), Some(Span::new(120.0, 240.0)));
        assert!(found.end_bpm.is_none() && found.peak_bpm.is_none() && found.fall60_bpm.is_none());
        assert!(found.mean_bpm.is_some());
        let short = measure(&ramp(), Span::new(50.0, 150.0), Some(Span::new(150.0, 200.0)));
        assert!(short.fall60_bpm.is_none());
        assert_eq!(measure(&Uniform::default(), Span::new(0.0, 100.0), None), RepHeartRate::default());
    }
}
