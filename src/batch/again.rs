//! A second analysis of sessions of reps, with what earlier outings tell of the runner's stride and watch.
//!
//! This knowledge needs every outing before a session, so the first analysis does without. The files of the few sessions
//! that the knowledge changes are read once more. They are not cut again: the knowledge is about scores alone.

use super::cache::Trail;
use super::gaining::{FirstLook, Gaining};
use super::hash::hash_of;
use super::inputs::Source;
use super::options::Options;
use super::shelf::{Held, Shelf};
use super::work::{Attention, kept_or_analysed};
use crate::error::Result;
use crate::scores::Traces;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// So many files are analysed before their results take the place of the first ones: both of these alone are held.
const TOGETHER: usize = 512;

/// Analyses files again if the scores of their sessions use something that earlier outings of the runner tell.
///
/// # Errors
/// `Io` where the shelf takes no more.
pub(super) fn with_own(
    found: &mut [Held],
    shelf: &Shelf,
    listed: &[Source],
    options: &Options,
    look: Attention<'_>,
) -> Result<()> {
    let traces = traces_by_runner(found);
    let known = |runner: &str| traces.get(runner).map_or(&[][..], Vec::as_slice);
    let gaining = Gaining::of(found, known);
    let trails: BTreeMap<&str, Trail> = match look.cache {
        Some(_) => traces.par_iter().map(|(runner, outings)| (runner.as_str(), Trail::of(outings))).collect(),
        None => BTreeMap::new(),
    };
    for part in listed.chunks(TOGETHER) {
        let first = FirstLook { gaining: &gaining, found, shelf };
        let analysed = |source: &Source| {
            let members: Vec<(&str, f64)> = first.inside(source.name()).collect();
            let last = members.iter().map(|(_, last)| *last).max_by(f64::total_cmp);
            let last = last.filter(|_| !look.is_stopped())?;
            let look = Attention { earlier: known(&source.runner), first: Some(first), ..look };
            let trail = trails.get(source.runner.as_str()).and_then(|trail| trail.up_to(last));
            Some(kept_or_analysed(source, options, look, hash_of(&(&members, trail))))
        };
        let found_again = part.par_iter().filter_map(analysed).flatten_iter();
        let again: Vec<Held> = found_again.map(|one| shelf.hold(one)).collect::<Result<_>>()?;
        gaining.replace(found, again);
    }
    Ok(())
}

/// What every outing of every runner left, in order of start. It is taken from the outlines, which need it no longer.
pub(super) fn traces_by_runner(found: &mut [Held]) -> BTreeMap<String, Vec<Traces>> {
    let mut traces: BTreeMap<String, Vec<Traces>> = BTreeMap::new();
    for outline in found.iter_mut().flat_map(|one| &mut one.activities).map(|one| &mut one.outline) {
        if let Some(left) = outline.traces.take() {
            traces.entry(outline.runner.clone()).or_default().push(left);
        }
    }
    for outings in traces.values_mut() {
        outings.sort_by(|a, b| a.start_unix_s.total_cmp(&b.start_unix_s));
    }
    traces
}
