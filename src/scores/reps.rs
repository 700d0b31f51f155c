//! One rep, measured: its speed, shape, heart rate, cadence, form, gaps and noise.

use super::kernel::heart_rate::{self, RepHeartRate};
use super::kernel::heart_rate_validity::rep_problem;
use super::kernel::middle::{mean_cadence, mean_of_samples, middle_span};
use super::kernel::noise::{noise_of_sd_pct, ruler_beside_reps, ruler_of, target_of, timing_of};
use super::kernel::own::Own;
use super::kernel::{RepInput, RepScore, Scores, terrain};
use super::registry::score_rep;
use super::rep::step_length;
use crate::clean::{Prepared, Uniform};
use crate::model::{Activity, Span};
use crate::segment::{SegmentKind, Structure};

/// Largest share of a rep without data for a comparison of its halves. House rule.
const SPLIT_MISSING_MOST: f64 = 0.10;

/// Whether the heart rate goes on rising after a rep: then no fall of the session is the heart's.
pub(super) fn heart_rate_lags(uniform: &Uniform, structure: &Structure) -> bool {
    let reps = structure.segments.iter().enumerate().filter(|(_, part)| part.kind == SegmentKind::Work);
    reps.map(|(index, rep)| heart_rate_of(uniform, rep.span, recovery_after(structure, index)))
        .any(|measured| heart_rate::lags(&measured))
}

/// Measures the rep at an index of the structure's segments; `None` when there is no such segment. Where the heart rate
/// lags, no fall of it is measured.
pub(super) fn measure(
    index: usize,
    activity: &Activity,
    prepared: &Prepared,
    structure: &Structure,
    own: &Own,
    heart_rate_lags: bool,
) -> Option<RepScore> {
    let rep = structure.segments.get(index)?;
    let uniform = &prepared.uniform;
    let (distance_m, speed_mps) = (rep.best_distance_m(), rep.speed_mps());
    let timing = timing_of(rep, structure.source, activity, prepared);
    let missing_fraction = missing_fraction(prepared, rep.span);
    let heart_rate = heart_rate_of(uniform, rep.span, recovery_after(structure, index));
    let middle = middle_span(rep.span);
    let step_rate_spm = uniform.step_rate_spm.as_ref().and_then(|channel| mean_cadence(uniform, channel, middle));
    let mut measured = RepScore {
        segment: index,
        timer_s: rep.timer_s,
        distance_m,
        speed_mps,
        split_index_pct: split_index_pct(prepared, rep.span).filter(|_| missing_fraction <= SPLIT_MISSING_MOST),
        heart_rate_end_bpm: heart_rate.end_bpm,
        heart_rate_start_bpm: heart_rate.start_bpm,
        heart_rate_mean_bpm: heart_rate.mean_bpm,
        heart_rate_peak_bpm: heart_rate.peak_bpm,
        hrr60_bpm: heart_rate.fall60_bpm.filter(|_| !heart_rate_lags),
        step_rate_spm,
        step_length_m: step_rate_spm
            .map(|cadence| step_length::step_length_m(speed_mps, cadence))
            .filter(|length| length.is_finite()),
        stance_time_ms: mean_of_samples(prepared, prepared.track.stance_time_ms.as_ref(), middle),
        vertical_oscillation_mm: mean_of_samples(prepared, prepared.track.vertical_oscillation_mm.as_ref(), middle),
        missing_fraction,
        noise_pct: noise_of_sd_pct(
            distance_m,
            rep.timer_s,
            timing,
            own.sd_m(ruler_of(rep, activity, prepared), distance_m),
        ),
        scores: Scores::default(),
    };
    let input = RepInput {
        rep: &measured,
        span: rep.span,
        recovery: recovery_after(structure, index),
        prepared,
        ruler: ruler_beside_reps(activity, prepared),
        target_mps: target_of(rep, activity),
        is_level: terrain::is_level(activity, rep),
        heart_rate_problem: heart_rate_problem(uniform, rep.span),
    };
    measured.scores = score_rep(&input);
    Some(measured)
}

/// Why the heart rate of a rep cannot be used: absent, or an artefact.
fn heart_rate_problem(uniform: &Uniform, rep: Span) -> Option<String> {
    if uniform.heart_rate_bpm.is_none() {
        return Some("no heart rate".to_owned());
    }
    rep_problem(uniform, rep).map(|problem| format!("heart rate {problem}"))
}

/// The recovery right after a rep.
pub(super) fn recovery_after(structure: &Structure, index: usize) -> Option<Span> {
    let next = structure.segments.get(index + 1)?;
    (next.kind == SegmentKind::Recovery).then_some(next.span)
}

/// Longest timer time between samples in or across a rep, s; 0 without samples.
pub(super) fn longest_gap_s(prepared: &Prepared, span: Span) -> f64 {
    let time = &prepared.track.time_s;
    let first = time.partition_point(|t| *t <= span.start_s).saturating_sub(1);
    let last = (time.partition_point(|t| *t < span.end_s) + 1).min(time.len());
    let near = time.get(first..last).unwrap_or(&[]);
    near.windows(2).map(|pair| prepared.timer_s(Span::new(pair[0], pair[1]))).fold(0.0, f64::max)
}

/// Share of a rep's seconds without data, 0 to 1: neither recorded nor paused. 1 when the recording does not reach it.
fn missing_fraction(prepared: &Prepared, span: Span) -> f64 {
    let uniform = &prepared.uniform;
    let range = uniform.range(span);
    let missing = range
        .clone()
        .filter(|second| !uniform.recorded[*second])
        .filter(|second| {
            let clock = uniform.clock_s(*second);
            !prepared.pauses.iter().any(|pause| (pause.start_s..=pause.end_s).contains(&clock))
        })
        .count();
    let seconds = range.len();
    let expected = span.length_s().floor().max(1.0);
    let unreached = (expected - seconds as f64).max(0.0);
    ((missing as f64 + unreached) / expected).min(1.0)
}

/// Second half against first, by time, % of the rep's speed; `None` with a pause inside or without distance.
fn split_index_pct(prepared: &Prepared, span: Span) -> Option<f64> {
    if prepared.pauses.iter().any(|pause| pause.overlap_s(span) > 0.0) {
        return None;
    }
    let middle = f64::midpoint(span.start_s, span.end_s);
    let speed = |from_s: f64, to_s: f64| prepared.uniform.mean_speed(Span::new(from_s, to_s));
    let whole = speed(span.start_s, span.end_s);
    let split = 100.0 * (speed(middle, span.end_s) - speed(span.start_s, middle)) / whole;
    split.is_finite().then_some(split)
}

/// Heart rate of a rep where it can be believed, with the recovery after it.
fn heart_rate_of(uniform: &Uniform, rep: Span, recovery: Option<Span>) -> RepHeartRate {
    if rep_problem(uniform, rep).is_some() {
        return RepHeartRate::default();
    }
    heart_rate::measure(uniform, rep, recovery)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::scores::fixture;

    #[test]
    fn a_rep_is_measured_on_its_own_span() {
        let (activity, prepared) = (fixture::activity(), fixture::prepared(600));
        let structure = fixture::structure(vec![fixture::rep(100.0, 200.0, 400.0)]);
        let rep = measure(0, &activity, &prepared, &structure, &Own::default(), false).unwrap();
        assert!((rep.speed_mps - 4.0).abs() < 1e-9);
        assert!((rep.step_rate_spm.unwrap() - 180.0).abs() < 1e-9);
        assert!((rep.step_length_m.unwrap() - 4.0 / 3.0).abs() < 1e-9);
        assert!(rep.missing_fraction.abs() < 1e-12);
        assert!(rep.split_index_pct.unwrap().abs() < 1e-9);
        assert!(rep.heart_rate_mean_bpm.is_none() && rep.stance_time_ms.is_none());
        assert!(measure(7, &activity, &prepared, &structure, &Own::default(), false).is_none());
    }

    #[test]
    fn holes_count_and_pauses_do_not() {
        let mut prepared = fixture::prepared(600);
        prepared.uniform.recorded[120..140].fill(false);
        assert!((missing_fraction(&prepared, Span::new(100.0, 200.0)) - 0.2).abs() < 1e-9);
        prepared.pauses = vec![Span::new(120.0, 140.0)];
        assert!(missing_fraction(&prepared, Span::new(100.0, 200.0)).abs() < 1e-9);
        assert!((missing_fraction(&prepared, Span::new(700.0, 800.0)) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn gaps_that_straddle_an_edge_count() {
        let mut prepared = fixture::prepared(600);
        prepared.track.time_s.retain(|t| !(195.0..=206.0).contains(t));
        assert!((longest_gap_s(&prepared, Span::new(100.0, 200.0)) - 13.0).abs() < 1e-9);
        assert!((longest_gap_s(&prepared, Span::new(100.0, 190.0)) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_slower_second_half_is_negative() {
        let mut prepared = fixture::prepared(600);
        for (second, metres) in prepared.uniform.distance_m.iter_mut().enumerate() {
            let second = second as f64;
            *metres = if second < 150.0 { second * 4.4 } else { 660.0 + (second - 150.0) * 3.6 };
        }
        let split = split_index_pct(&prepared, Span::new(100.0, 200.0)).unwrap();
        assert!((split + 20.0).abs() < 1e-9);
        prepared.pauses = vec![Span::new(150.0, 160.0)];
        assert!(split_index_pct(&prepared, Span::new(100.0, 200.0)).is_none());
    }
}
