//! Training load: what a session or a week amounts to. For display: none of these numbers decides anything.
//!
//! The ratio of acute to chronic load is contested (Impellizzeri et al. 2020, doi:10.1007/s40279-020-01378-6) and is
//! given as a description only.

use crate::stats::{mean, sample_sd};

/// Time constant of heart rate in treadmill steps, s (doi:10.1186/s12938-015-0112-7).
pub(crate) const HEART_RATE_TAU_S: f64 = 57.6;

/// Greatest monotony that is given: identical days have no spread to divide by (convention).
const MONOTONY_CAP: f64 = 10.0;

/// Days of the acute and of the chronic window.
const ACUTE_DAYS: usize = 7;
const CHRONIC_DAYS: usize = 28;

/// The coefficients of Banister's training impulse: `min x a exp(b x)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrimpCoefficients {
    /// Factor.
    pub a: f64,
    /// Exponent.
    pub b: f64,
}

impl TrimpCoefficients {
    /// Men (Morton et al. 1990).
    pub const MEN: Self = Self { a: 0.64, b: 1.92 };
    /// Women (Morton et al. 1990).
    pub const WOMEN: Self = Self { a: 0.86, b: 1.67 };
    /// Women in some programs, `GoldenCheetah` among them. The sources disagree on the factor.
    pub const WOMEN_LOW: Self = Self { a: 0.64, b: 1.67 };
}

/// Share of the heart-rate reserve, 0 to 1: `(HR - rest) / (max - rest)`.
pub fn heart_rate_reserve_fraction(heart_rate_bpm: f64, rest_bpm: f64, max_bpm: f64) -> f64 {
    (heart_rate_bpm - rest_bpm) / (max_bpm - rest_bpm)
}

/// Banister's training impulse of minutes at a share of the heart-rate reserve, arbitrary units.
///
/// # Definition
/// `minutes x a exp(b x)`.
pub fn trimp_banister(minutes: f64, reserve_fraction: f64, coefficients: TrimpCoefficients) -> f64 {
    minutes * reserve_fraction * coefficients.a * (coefficients.b * reserve_fraction).exp()
}

/// Edwards' load: minutes in 50-60, 60-70, 70-80, 80-90, 90-100 % of maximum heart rate times 1 to 5.
pub fn load_edwards(minutes: &[f64; 5]) -> f64 {
    weighted_by_zone(minutes)
}

/// Lucia's load: minutes below the first threshold, between the two, above the second times 1 to 3.
pub fn load_lucia(minutes: &[f64; 3]) -> f64 {
    weighted_by_zone(minutes)
}

/// Session load, arbitrary units: CR10 times minutes of the whole session.
///
/// # Source
/// Foster 1998, Med Sci Sports Exerc 30:1164-1168.
pub fn load_session_rpe(rpe_cr10: f64, minutes: f64) -> f64 {
    rpe_cr10 * minutes
}

/// Monotony and strain of a week.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeekLoad {
    /// Mean of the daily loads over their sample standard deviation; at most 10.
    pub monotony: f64,
    /// Sum of the loads times monotony.
    pub strain: f64,
}

/// Monotony and strain of daily loads, days of rest as 0; `None` from fewer than two days.
///
/// # Definition
/// Monotony `mean / sd` with the sample standard deviation (Foster leaves open which), capped at 10; strain
/// `sum x monotony`.
/// # Source
/// Foster 1998, Med Sci Sports Exerc 30:1164-1168.
pub fn week_load(daily: &[f64]) -> Option<WeekLoad> {
    let sd = sample_sd(daily);
    if !sd.is_finite() {
        return None;
    }
    let monotony = if sd > 0.0 { (mean(daily) / sd).min(MONOTONY_CAP) } else { MONOTONY_CAP };
    Some(WeekLoad { monotony, strain: daily.iter().sum::<f64>() * monotony })
}

/// Exponentially weighted mean of daily loads, the last day's value; NaN of no values.
///
/// # Definition
/// `e = k x + (1 - k) e` with `k = 2 / (days + 1)`, starting at the first day's load.
/// # Source
/// Williams et al. 2017, doi:10.1136/bjsports-2016-096589.
pub(crate) fn ewma(daily: &[f64], days: usize) -> f64 {
    let Some((first, rest)) = daily.split_first() else { return f64::NAN };
    rest.iter().fold(*first, |average, load| ewma_after(average, *load, days))
}

/// The exponentially weighted mean after one more day.
fn ewma_after(average: f64, load: f64, days: usize) -> f64 {
    let weight = 2.0 / (days as f64 + 1.0);
    weight * load + (1.0 - weight) * average
}

/// The exponentially weighted loads up to a day: the ratio of [`load_ratio`], kept from day to day.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct WeightedLoads {
    days: usize,
    acute: f64,
    chronic: f64,
}

impl WeightedLoads {
    /// The loads after one more day.
    #[must_use]
    pub(crate) fn after(self, load: f64) -> Self {
        let after = |average: f64, days: usize| if self.days == 0 { load } else { ewma_after(average, load, days) };
        Self { days: self.days + 1, acute: after(self.acute, ACUTE_DAYS), chronic: after(self.chronic, CHRONIC_DAYS) }
    }

    /// Acute over chronic load; `None` before 28 days are on record.
    pub(crate) fn ratio(self) -> Option<f64> {
        (self.days >= CHRONIC_DAYS).then(|| self.acute / self.chronic)
    }
}

/// Acute against chronic load. A description, never a gate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LoadRatio {
    /// Exponentially weighted over 7 days.
    pub acute: f64,
    /// Exponentially weighted over 28 days.
    pub chronic: f64,
    /// Mean of the last 7 days over the mean of the 21 days before.
    pub uncoupled: f64,
    /// Mean of the last 7 days over the mean of the last 28.
    pub coupled: f64,
}

impl LoadRatio {
    /// The exponentially weighted ratio.
    pub fn ratio(&self) -> f64 {
        self.acute / self.chronic
    }
}

/// Acute against chronic load; `None` before 28 days are on record.
pub fn load_ratio(daily: &[f64]) -> Option<LoadRatio> {
    let recent = daily.get(daily.len().checked_sub(CHRONIC_DAYS)?..)?;
    let (before, week) = recent.split_at(CHRONIC_DAYS - ACUTE_DAYS);
    Some(LoadRatio {
        acute: ewma(daily, ACUTE_DAYS),
        chronic: ewma(daily, CHRONIC_DAYS),
        uncoupled: mean(week) / mean(before),
        coupled: mean(week) / mean(recent),
    })
}

/// Running stress of a session, 100 for an hour at threshold: `100 h (v / v_threshold)^2`.
pub fn running_stress(hours: f64, speed_mps: f64, threshold_mps: f64) -> f64 {
    100.0 * hours * (speed_mps / threshold_mps).powi(2)
}

/// What was trained in a break from running.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BreakTraining {
    /// Nothing.
    None,
    /// The legs, in another sport.
    Legs,
}

/// What remains of VDOT after days without running, 0 to 1.
///
/// # Definition
/// `max(0.80, 1 - 0.003 (days - 5))`; with other training of the legs `max(0.90, 1 - 0.0015 (days - 5))`. The line
/// agrees with Daniels' published table within 0.0006.
pub fn vdot_left_after_break(days: f64, training: BreakTraining) -> f64 {
    let (floor, per_day) = match training {
        BreakTraining::None => (0.80, 0.003),
        BreakTraining::Legs => (0.90, 0.0015),
    };
    (1.0 - per_day * (days - 5.0).max(0.0)).max(floor)
}

/// Maximum heart rate guessed from age, bpm: `208 - 0.7 age` and `211 - 0.64 age`. Wrong by 20 bpm for many.
///
/// # Source
/// Tanaka et al. 2001, J Am Coll Cardiol 37:153-156; Nes et al. 2013, Scand J Med Sci Sports 23:697-704.
pub fn heart_rate_max_by_age_bpm(age_years: f64) -> (f64, f64) {
    (208.0 - 0.7 * age_years, 211.0 - 0.64 * age_years)
}

/// Share of the final rise of heart rate that is reached after a time at an even effort, 0 to 1.
///
/// # Definition
/// `1 - exp(-t / 57.6 s)`.
pub fn heart_rate_rise_fraction(time_s: f64) -> f64 {
    1.0 - (-time_s / HEART_RATE_TAU_S).exp()
}

fn weighted_by_zone(minutes: &[f64]) -> f64 {
    minutes.iter().enumerate().map(|(zone, minutes)| (zone + 1) as f64 * minutes).sum()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn identical_days_are_capped() {
        assert!((week_load(&[60.0; 7]).unwrap().monotony - 10.0).abs() < 1e-12);
        assert!(week_load(&[60.0]).is_none());
    }

    #[test]
    fn the_ratio_waits_for_four_weeks() {
        assert!(load_ratio(&[100.0; 27]).is_none());
        assert!((load_ratio(&[100.0; 28]).unwrap().ratio() - 1.0).abs() < 1e-12);
        assert!(ewma(&[], 7).is_nan());
        let daily: Vec<f64> = (0..40).map(|day| f64::from(day % 7) * 30.0).collect();
        let mut kept = WeightedLoads::default();
        for day in 0..daily.len() {
            kept = kept.after(daily[day]);
            assert_eq!(kept.ratio(), load_ratio(&daily[..=day]).map(|load| load.ratio()), "the same to the bit");
        }
    }
}
