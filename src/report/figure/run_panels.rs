//! Panels over a whole run without reps: distance per heart beat, and altitude.

use super::panel::panel;
use super::series::{Series, channel};
use super::shown::{body, no_lines};
use super::{Panel, PanelChannel, ReportInput, axis};
use crate::model::Span;
use crate::scores::RISE_S;
use crate::scores::session_decoupling;
use crate::stats::{Range, known_quantile, mean};

/// Seconds to each side of a mean of the distance per beat: shorter means show hills and corners, not the heart.
const HALF_S: usize = 120;
/// Least range of the distance per beat, %, and of altitude, m, that a panel shows.
const LEAST_PCT: f64 = 12.0;
const LEAST_M: f64 = 30.0;
/// Least share of the run with an altitude that a panel shows. House rule.
const LEAST_KNOWN: f64 = 0.2;

/// Distance per heart beat over the run, in percent of its mean in the first half, with the mean of each half; `None` where
/// decoupling is not scored.
pub(super) fn decoupling(input: &ReportInput<'_>) -> Option<Panel> {
    input.card.score(&session_decoupling::INFO).as_ref().ok()?;
    let uniform = &input.prepared.uniform;
    let span = body(input);
    let speed = super::series::speed(uniform, HALF_S)?.part(span);
    let heart = channel(uniform, uniform.heart_rate_bpm.as_ref(), HALF_S)?.part(span);
    let ratio: Vec<f64> = speed.values.iter().zip(&heart.values).map(|(speed, beats)| speed / beats).collect();
    let (from, middle) = (RISE_S as usize, f64::midpoint(RISE_S, span.length_s()) as usize);
    let of = |part: &[f64]| mean(&part.iter().copied().filter(|value| value.is_finite()).collect::<Vec<_>>());
    let (first, second) = (of(ratio.get(from..middle)?), of(ratio.get(middle..)?));
    let percent = |value: f64| 100.0 * value / first;
    let values: Vec<f64> =
        ratio.iter().enumerate().map(|(at, value)| if at < from { f64::NAN } else { percent(*value) }).collect();
    let series = Series { start_s: 0.0, values };
    let low = known_quantile(series.known(), 0.01)?.min(100.0 - LEAST_PCT / 2.0) - 1.0;
    let high = known_quantile(series.known(), 0.99)?.max(100.0 + LEAST_PCT / 2.0) + 1.0;
    let range = Range::new(low, high);
    let ticks = axis::counts(range, &[2.0, 5.0, 10.0, 20.0, 50.0], 6);
    let label = "distance per heart beat, first half = 100".to_owned();
    let panel = panel(PanelChannel::Efficiency, label, "", (range, ticks), span.length_s(), vec![series]);
    let levels =
        vec![(Span::new(RISE_S, middle as f64), 100.0), (Span::new(middle as f64, span.length_s()), percent(second))];
    Some(Panel { levels, ..panel })
}

/// Altitude over the run; `None` where most of it is unknown.
pub(super) fn altitude(input: &ReportInput<'_>) -> Option<Panel> {
    if no_lines(input).is_some() {
        return None;
    }
    let uniform = &input.prepared.uniform;
    let span = body(input);
    let series = channel(uniform, uniform.altitude_m.as_ref(), 5)?.part(span);
    if (series.known().count() as f64) < LEAST_KNOWN * series.values.len() as f64 {
        return None;
    }
    let low = series.known().reduce(f64::min)?;
    let high = series.known().reduce(f64::max)?;
    let room = (LEAST_M - (high - low)).max(0.0) / 2.0 + 0.06 * (high - low);
    let range = Range::new(low - room, high + room);
    let ticks = axis::counts(range, &[5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0], 6);
    Some(panel(PanelChannel::Altitude, "altitude, m".to_owned(), "", (range, ticks), span.length_s(), vec![series]))
}
