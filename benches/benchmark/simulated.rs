//! Simulated outings of every kind as cases.

use lastrep::model::Span;
use lastrep::segment::SegmentKind;
use rayon::prelude::*;

use crate::args::Args;
use crate::common::labelled::case::{Case, Known, True};
use crate::common::simulate::Simulated;
use crate::common::simulate::activity::to_activity;
use crate::common::simulate::outing::{Expect, Kind, outing};
use crate::score::{Judged, all as score};

/// So many outings of each kind, scored, in the order of the kinds.
pub(crate) fn scored(seeds: u64, args: &Args) -> Vec<Judged> {
    let all: Vec<(Kind, u64)> = Kind::all().flat_map(|kind| (0..seeds).map(move |seed| (kind, seed))).collect();
    all.into_par_iter().flat_map_iter(|(kind, seed)| score(&case(kind, seed), args)).collect()
}

fn case(kind: Kind, seed: u64) -> Case {
    let outing = outing(kind, seed);
    let strides: Vec<Span> =
        outing.truth.iter().filter(|truth| truth.kind == SegmentKind::Stride).map(|truth| truth.span).collect();
    let known = match kind.expect() {
        Expect::Reps => Known::Reps(truth(&outing)),
        Expect::Strides | Expect::Nothing => Known::NoReps(kind.name().to_owned(), strides),
    };
    let times = &outing.track.time_s;
    let is_thinned = times.len() as f64 * 1.5 < outing.elapsed_s() - paused_s(&outing, Span::new(0.0, f64::MAX));
    Case {
        name: format!("{}, seed {seed}", kind.name()),
        group: kind.name().to_owned(),
        known,
        is_clean: true,
        is_thinned,
        zones: Vec::new(),
        activities: vec![to_activity(&outing)],
    }
}

fn truth(outing: &Simulated) -> Vec<True> {
    let known = outing.truth.iter().map(|truth| True {
        span: truth.span,
        kind: truth.kind,
        distance_m: Some(truth.distance_m),
        timer_s: Some(truth.span.length_s() - paused_s(outing, truth.span)),
    });
    known.collect()
}

/// Seconds of a span in which the timer stood.
fn paused_s(outing: &Simulated, span: Span) -> f64 {
    outing.pauses.iter().map(|pause| pause.overlap_s(span)).sum()
}
