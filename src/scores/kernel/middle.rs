//! The middle of a rep, where the speed is settled, and what the sensors say there.

use crate::clean::{Prepared, Uniform};
use crate::model::{Channel, Span};
use crate::stats::mean;

/// Share of a rep at each end that cadence and form leave out: the runner is still changing speed there.
const EDGE_SHARE: f64 = 0.10;
/// Least share of the middle seconds with a cadence. House rule.
const LEAST_CADENCE_SHARE: f64 = 0.8;

/// The middle 80 % of a rep.
pub(crate) fn middle_span(span: Span) -> Span {
    let edge = EDGE_SHARE * span.length_s();
    Span::new(span.start_s + edge, span.end_s - edge)
}

/// Mean cadence over a span where most of its seconds have one.
pub(crate) fn mean_cadence(uniform: &Uniform, channel: &Channel, span: Span) -> Option<f64> {
    let values = channel.get(uniform.range(span))?;
    let known: Vec<f64> = values.iter().copied().filter(|spm| spm.is_finite()).collect();
    (!known.is_empty() && known.len() as f64 >= LEAST_CADENCE_SHARE * values.len() as f64).then(|| mean(&known))
}

/// Mean of the samples of a span.
pub(crate) fn mean_of_samples(prepared: &Prepared, channel: Option<&Channel>, span: Span) -> Option<f64> {
    let time = &prepared.track.time_s;
    let range = time.partition_point(|t| *t < span.start_s)..time.partition_point(|t| *t < span.end_s);
    let known: Vec<f64> = channel?.get(range)?.iter().copied().filter(|value| value.is_finite()).collect();
    (!known.is_empty()).then(|| mean(&known))
}
