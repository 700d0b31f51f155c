//! A second analysis of sessions of reps, with what earlier outings tell of the runner's stride and watch.
//!
//! This knowledge needs every outing before a session, so the first analysis does without. The files of the few sessions
//! that the knowledge changes are read once more.

use super::found::{FileName, Found};
use super::inputs::Source;
use super::lists::Lists;
use super::options::Options;
use super::work::{Attention, analyse_source};
use crate::report::Analysed;
use crate::scores::{Traces, own};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};

/// Analyses files again if the scores of their sessions use something that earlier outings of the runner tell.
pub(super) fn with_own(found: &mut [Found], listed: &[Source], lists: &Lists, options: &Options, stop: &AtomicBool) {
    let traces = traces_by_runner(found);
    let known = |runner: &str| traces.get(runner).map_or(&[][..], Vec::as_slice);
    let wanted: BTreeSet<(String, String)> = found
        .iter()
        .filter(|one| one.activities.iter().any(|analysed| gains(analysed, known(&analysed.runner))))
        .filter_map(Found::name)
        .map(owned)
        .collect();
    let holds = |source: &&Source| {
        let is_file = wanted.contains(&(source.runner.clone(), source.label.clone()));
        let inside = (source.runner.clone(), format!("{}!", source.label));
        let next = wanted.range(inside.clone()..).next();
        let is_archive = next.is_some_and(|next| next.0 == inside.0 && next.1.starts_with(&inside.1));
        !stop.load(Ordering::Relaxed) && (is_file || is_archive)
    };
    let look = |source: &Source| Attention {
        earlier: known(&source.runner),
        lists: Some(lists),
        only: Some(&wanted),
        stop: Some(stop),
    };
    let again: Vec<Found> =
        listed.par_iter().filter(holds).flat_map_iter(|source| analyse_source(source, options, look(source))).collect();
    let mut by_place: BTreeMap<(String, String), Found> = BTreeMap::new();
    for one in again {
        if let Some(name) = one.name() {
            by_place.insert(owned(name), one);
        }
    }
    for one in found {
        let place = one.name().map(owned);
        // A file that changed meanwhile keeps its first analysis.
        let second = place.and_then(|place| by_place.remove(&place)).filter(|second| second.content == one.content);
        if let Some(second) = second {
            *one = second;
        }
    }
}

fn owned(name: FileName<'_>) -> (String, String) {
    (name.runner.to_owned(), name.label.to_owned())
}

/// Whether earlier outings tell something that the scores of an activity would use.
fn gains(analysed: &Analysed, earlier: &[Traces]) -> bool {
    own::may_be_known(earlier, analysed.start_unix_s(), &analysed.activity.device, &analysed.structure)
}

/// What every outing of every runner left, in order of start.
fn traces_by_runner(found: &[Found]) -> BTreeMap<String, Vec<Traces>> {
    let mut traces: BTreeMap<String, Vec<Traces>> = BTreeMap::new();
    for analysed in found.iter().flat_map(|one| &one.activities) {
        traces.entry(analysed.runner.clone()).or_default().push(analysed.traces.clone());
    }
    for outings in traces.values_mut() {
        outings.sort_by(|a, b| a.start_unix_s.total_cmp(&b.start_unix_s));
    }
    traces
}
