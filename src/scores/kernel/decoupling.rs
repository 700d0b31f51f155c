//! Decoupling: how far heart rate rises against speed over an even effort. This is the kernel that the decoupling
//! scores share.

use crate::clean::Uniform;
use crate::model::Span;
use crate::stats::{Range, mean, sample_sd, t_80};

/// Time that heart rate needs to come near its level, s: three time constants of 57.6 s
/// (doi:10.1186/s12938-015-0112-7), after which 5 % of the rise are left. Without leaving this time out, the first half
/// would seem more efficient.
pub(crate) const RISE_S: f64 = 173.0;
/// Least share of a half with heart rate. House rule.
const LEAST_SHARE: f64 = 0.9;
/// Length of a block that counts as independent of the others, s.
const BLOCK_S: f64 = 360.0;
/// Decoupling below which a run is coupled, % (Friel, practice).
pub(crate) const COUPLED_PCT: f64 = 5.0;

/// Efficiency lost from the first half of a span to the second, %. The first 173 s of the span are left out. `None`
/// where a half has no speed, or heart rate for less than 90 % of its time.
///
/// # Definition
/// `100 (1 - EF_2 / EF_1)`. EF is the mean speed of a half over its mean heart rate; the halves are equal in time.
pub(crate) fn decoupling_pct(uniform: &Uniform, span: Span) -> Option<f64> {
    let start_s = span.start_s + RISE_S;
    let middle_s = f64::midpoint(start_s, span.end_s);
    let first = efficiency_m_per_beat(uniform, Span::new(start_s, middle_s))?;
    let second = efficiency_m_per_beat(uniform, Span::new(middle_s, span.end_s))?;
    Some(100.0 * (1.0 - second / first))
}

/// Metres per heartbeat over a span: mean speed over mean heart rate; `None` where heart rate or speed is missing.
pub(crate) fn efficiency_m_per_beat(uniform: &Uniform, span: Span) -> Option<f64> {
    let seconds = uniform.heart_rate_bpm.as_ref()?.get(uniform.range(span))?;
    let known: Vec<f64> = seconds.iter().copied().filter(|bpm| bpm.is_finite()).collect();
    let is_covered = !known.is_empty() && known.len() as f64 >= LEAST_SHARE * seconds.len() as f64;
    let ratio = 60.0 * uniform.mean_speed(span) / mean(&known);
    (is_covered && ratio.is_finite() && ratio > 0.0).then_some(ratio)
}

/// Speed and heart rate of a block.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct EvenBlock {
    pub(crate) speed_mps: f64,
    pub(crate) heart_rate_bpm: f64,
}

impl EvenBlock {
    /// Metres per heartbeat.
    pub(crate) fn efficiency(self) -> f64 {
        60.0 * self.speed_mps / self.heart_rate_bpm
    }
}

/// The blocks of six minutes in a span, as many as fit. Blocks with too little heart rate are left out.
pub(crate) fn blocks(uniform: &Uniform, span: Span) -> Vec<EvenBlock> {
    let count = (span.length_s() / BLOCK_S).floor();
    let length_s = span.length_s() / count;
    let of = |number: usize| {
        let start_s = span.start_s + number as f64 * length_s;
        let block = Span::new(start_s, start_s + length_s);
        let efficiency = efficiency_m_per_beat(uniform, block)?;
        let speed_mps = uniform.mean_speed(block);
        Some(EvenBlock { speed_mps, heart_rate_bpm: 60.0 * speed_mps / efficiency })
    };
    (0..count as usize).filter_map(of).collect()
}

/// Half width of the 80 % interval of decoupling, %, from the scatter of the blocks in each half; `None` when a half
/// has fewer than two blocks.
///
/// # Definition
/// The interval of a ratio of two means, by `t` from the scatter in both halves. The memory of heart rate is shorter
/// than a minute, so blocks of six minutes are independent. A drift within a half widens the interval.
pub(crate) fn decoupling_half_width_pct(uniform: &Uniform, run: Span) -> Option<f64> {
    let start_s = run.start_s + RISE_S;
    let middle_s = f64::midpoint(start_s, run.end_s);
    let half = |from_s, to_s| -> Vec<f64> {
        blocks(uniform, Span::new(from_s, to_s)).into_iter().map(EvenBlock::efficiency).collect()
    };
    let (first, second) = (half(start_s, middle_s), half(middle_s, run.end_s));
    if first.len() < 2 || second.len() < 2 {
        return None;
    }
    let error = |half: &[f64]| sample_sd(half) / mean(half) / (half.len() as f64).sqrt();
    let ratio = mean(&second) / mean(&first);
    Some(100.0 * ratio * t_80(first.len() + second.len() - 2) * error(&first).hypot(error(&second)))
}

/// `coupled` below 5 %; above it `decoupled`, or `unclear` where the interval holds no decoupling at all.
pub(crate) fn word(decoupling_pct: f64, ci80: Option<Range>) -> &'static str {
    match ci80 {
        _ if decoupling_pct < COUPLED_PCT => "coupled",
        Some(ci80) if ci80.contains(0.0) => "unclear",
        _ => "decoupled",
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::scores::fixture;

    #[test]
    fn decoupling_needs_an_interval_without_zero() {
        assert_eq!(word(4.0, Some(Range::new(1.0, 7.0))), "coupled");
        assert_eq!(word(8.0, Some(Range::new(2.0, 14.0))), "decoupled");
        assert_eq!(word(8.0, Some(Range::new(-1.0, 17.0))), "unclear");
        assert_eq!(word(8.0, None), "decoupled");
    }

    #[test]
    fn a_rise_in_the_second_half_is_decoupling() {
        let mut uniform = fixture::prepared(1200).uniform;
        assert_eq!(decoupling_pct(&uniform, Span::new(0.0, 1173.0)), None, "no heart rate");
        let rates = (0..1200).map(|second| {
            if second < 173 {
                100.0
            } else if second < 673 {
                150.0
            } else {
                160.0
            }
        });
        uniform.heart_rate_bpm = Some(rates.collect());
        let found = decoupling_pct(&uniform, Span::new(0.0, 1173.0)).unwrap();
        assert!((found - 100.0 * (1.0 - 150.0 / 160.0)).abs() < 1e-9, "the first 173 s do not count");
        assert!(
            (efficiency_m_per_beat(&uniform, Span::new(200.0, 600.0)).unwrap() - 1.6).abs() < 1e-9,
            "4 m/s, 150 bpm"
        );
    }
}
