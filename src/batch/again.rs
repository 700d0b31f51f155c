//! A second analysis of sessions of reps, with what earlier outings tell of the runner's stride and watch.
//!
//! This knowledge needs every outing before a session, so the first analysis does without. The files of the few sessions
//! that the knowledge changes are read once more. They are not cut again: the knowledge is about scores alone.

use super::cache::Trail;
use super::found::Found;
use super::gaining::{FirstLook, Gaining};
use super::hash::hash_of;
use super::inputs::Source;
use super::options::Options;
use super::work::{Attention, kept_or_analysed};
use crate::scores::Traces;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// So many files are analysed before their results take the place of the first ones: memory holds both of these alone.
const TOGETHER: usize = 512;

/// Analyses files again if the scores of their sessions use something that earlier outings of the runner tell.
pub(super) fn with_own(found: &mut [Found], listed: &[Source], options: &Options, look: Attention<'_>) {
    let traces = traces_by_runner(&*found);
    let known = |runner: &str| traces.get(runner).map_or(&[][..], Vec::as_slice);
    let gaining = Gaining::of(found, known);
    let trails: BTreeMap<&str, Trail> = match look.cache {
        Some(_) => traces.par_iter().map(|(runner, outings)| (runner.as_str(), Trail::of(outings))).collect(),
        None => BTreeMap::new(),
    };
    for part in listed.chunks(TOGETHER) {
        let first = FirstLook { gaining: &gaining, found };
        let analysed = |source: &Source| {
            let members: Vec<(&str, f64)> = first.inside(source.name()).collect();
            let last = members.iter().map(|(_, last)| *last).max_by(f64::total_cmp);
            let last = last.filter(|_| !look.is_stopped())?;
            let look = Attention { earlier: known(&source.runner), first: Some(first), ..look };
            let trail = trails.get(source.runner.as_str()).and_then(|trail| trail.up_to(last));
            Some(kept_or_analysed(source, options, look, hash_of(&(&members, trail))))
        };
        let again: Vec<Found> = part.par_iter().filter_map(analysed).flatten_iter().collect();
        gaining.replace(found, again);
    }
}

/// What every outing of every runner left, in order of start.
pub(super) fn traces_by_runner<'a>(found: impl IntoIterator<Item = &'a Found>) -> BTreeMap<String, Vec<Traces>> {
    let mut traces: BTreeMap<String, Vec<Traces>> = BTreeMap::new();
    for analysed in found.into_iter().flat_map(|one| &one.activities) {
        traces.entry(analysed.runner.clone()).or_default().push(analysed.traces.clone());
    }
    for outings in traces.values_mut() {
        outings.sort_by(|a, b| a.start_unix_s.total_cmp(&b.start_unix_s));
    }
    traces
}
