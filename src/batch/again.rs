//! A second analysis of sessions of reps, with what earlier outings tell of the runner's stride and watch.
//!
//! This knowledge needs every outing before a session, so the first analysis does without. The files of the few sessions
//! that the knowledge changes are read once more.

use super::cache::Trail;
use super::found::{FileName, Found};
use super::hash::hash_of;
use super::inputs::Source;
use super::options::Options;
use super::work::{Attention, kept_or_analysed};
use crate::formats::archive::MEMBER_MARK;
use crate::report::Analysed;
use crate::scores::{Traces, own};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// So many files are analysed before their results take the place of the first ones: memory holds both of these alone.
const TOGETHER: usize = 512;

/// Analyses files again if the scores of their sessions use something that earlier outings of the runner tell.
pub(super) fn with_own(found: &mut [Found], listed: &[Source], options: &Options, look: Attention<'_>) {
    let traces = traces_by_runner(&*found);
    let known = |runner: &str| traces.get(runner).map_or(&[][..], Vec::as_slice);
    let gaining = found.par_iter().filter(|one| one_gains(one, known(one.runner().unwrap_or_default())));
    let starts: Starts = gaining.filter_map(|one| Some((owned(one.name()?), last_start(one)))).collect();
    let wanted: BTreeSet<(String, String)> = starts.keys().cloned().collect();
    let trails: BTreeMap<&str, Trail> = match look.cache {
        Some(_) => traces.par_iter().map(|(runner, outings)| (runner.as_str(), Trail::of(outings))).collect(),
        None => BTreeMap::new(),
    };
    let analysed = |source: &Source| {
        let members = members(source, &starts);
        let last = members.iter().map(|(_, last)| *last).max_by(f64::total_cmp);
        let last = last.filter(|_| !look.is_stopped())?;
        let earlier = known(&source.runner);
        let look = Attention { earlier, only: Some(&wanted), ..look };
        let trail = trails.get(source.runner.as_str()).and_then(|trail| trail.up_to(last));
        Some(kept_or_analysed(source, options, look, hash_of(&(&members, trail))))
    };
    for part in listed.chunks(TOGETHER) {
        let again: Vec<Found> = part.par_iter().filter_map(analysed).flatten_iter().collect();
        replace(found, again);
    }
}

/// The files, by runner and label, that [`one_gains`] holds for.
pub(super) fn gaining<'a>(
    found: impl IntoIterator<Item = &'a Found>,
    earlier: &[Traces],
) -> BTreeSet<(String, String)> {
    found.into_iter().filter(|one| one_gains(one, earlier)).filter_map(Found::name).map(owned).collect()
}

/// Puts second analyses in the place of the first ones of the same files.
pub(super) fn replace(found: &mut [Found], again: Vec<Found>) {
    let mut by_place: BTreeMap<(String, String), Found> = BTreeMap::new();
    for one in again {
        if let Some(name) = one.name() {
            by_place.insert(owned(name), one);
        }
    }
    for one in found {
        if by_place.is_empty() {
            return;
        }
        let place = one.name().map(owned);
        // A file that changed meanwhile keeps its first analysis.
        let second = place.and_then(|place| by_place.remove(&place)).filter(|second| second.content == one.content);
        if let Some(second) = second {
            *one = second;
        }
    }
}

/// When the last activity of each file that gains begins, by runner and label, s.
type Starts = BTreeMap<(String, String), f64>;

fn last_start(one: &Found) -> f64 {
    one.activities.iter().map(Analysed::start_unix_s).fold(f64::NEG_INFINITY, f64::max)
}

/// The files of a source that gain: itself, or members of it.
fn members<'a>(source: &Source, starts: &'a Starts) -> Vec<(&'a str, f64)> {
    let (own, inside) = (source.label.as_str(), format!("{}{MEMBER_MARK}", source.label));
    let from = (source.runner.clone(), source.label.clone());
    let named =
        starts.range(from..).take_while(|((runner, label), _)| *runner == source.runner && label.starts_with(own));
    let is_here = |label: &str| label == own || label.starts_with(&inside);
    named.filter(|((_, label), _)| is_here(label)).map(|((_, label), last)| (label.as_str(), *last)).collect()
}

fn owned(name: FileName<'_>) -> (String, String) {
    (name.runner.to_owned(), name.label.to_owned())
}

/// Whether earlier outings of the runner tell something that the scores of a file would use.
pub(super) fn one_gains(one: &Found, earlier: &[Traces]) -> bool {
    one.activities.iter().any(|analysed| gains(analysed, earlier))
}

/// Whether earlier outings tell something that the scores of an activity would use.
fn gains(analysed: &Analysed, earlier: &[Traces]) -> bool {
    own::may_be_known(earlier, analysed.start_unix_s(), &analysed.activity.device, &analysed.structure)
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
