//! The files whose scores gain by what earlier outings of the runner tell, and what they gave first.

use super::found::{FileName, Found};
use super::outline::Outline;
use super::shelf::{Held, Shelf};
use crate::formats::archive::MEMBER_MARK;
use crate::scores::{Traces, own};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The files whose scores gain by earlier outings, by runner and label, each with the place of what it gave first.
#[derive(Debug)]
pub(super) struct Gaining(BTreeMap<(String, String), usize>);

impl Gaining {
    /// Of all that files gave. `known` are the outings of a runner in order of start.
    pub(super) fn of<'a>(found: &[Held], known: impl Fn(&str) -> &'a [Traces] + Sync) -> Self {
        let gains = |one: &Held| one_gains(one, known(one.runner().unwrap_or_default()));
        let places: Vec<usize> = (0..found.len()).into_par_iter().filter(|place| gains(&found[*place])).collect();
        let mut files = BTreeMap::new();
        for place in places {
            if let Some(name) = found[place].name() {
                files.entry(owned(name)).or_insert(place);
            }
        }
        Self(files)
    }

    /// Puts second analyses in the place of the first ones of the same files.
    pub(super) fn replace(&self, found: &mut [Held], again: Vec<Held>) {
        for one in again {
            let first = one.name().and_then(|name| self.0.get(&owned(name))).map(|place| &mut found[*place]);
            // A file that changed meanwhile keeps its first analysis.
            if let Some(first) = first.filter(|first| first.content == one.content) {
                *first = one;
            }
        }
    }
}

/// What the files that are looked at again gave first.
#[derive(Debug, Clone, Copy)]
pub(super) struct FirstLook<'a> {
    pub(super) gaining: &'a Gaining,
    pub(super) found: &'a [Held],
    pub(super) shelf: &'a Shelf,
}

impl<'a> FirstLook<'a> {
    /// Whether a file gains.
    pub(super) fn has(&self, name: FileName<'_>) -> bool {
        self.gaining.0.contains_key(&owned(name))
    }

    /// What a file gave first; `None` if it does not gain. What a shelf does not give back is found anew.
    pub(super) fn of(&self, name: FileName<'_>) -> Option<Found> {
        let place = self.gaining.0.get(&owned(name))?;
        self.shelf.copy(&self.found[*place]).ok()
    }

    /// The files of a file on disk that gain, itself or members of it: the label, and when the last activity begins, Unix s.
    pub(super) fn inside(&self, name: FileName<'a>) -> impl Iterator<Item = (&'a str, f64)> {
        let (gaining, found, inside) = (self.gaining, self.found, format!("{}{MEMBER_MARK}", name.label));
        let from = gaining.0.range(owned(name)..);
        let named = from.take_while(move |((runner, label), _)| runner == name.runner && label.starts_with(name.label));
        let here = named.filter(move |((_, label), _)| label == name.label || label.starts_with(&inside));
        here.map(|((_, label), place)| (label.as_str(), last_start(&found[*place])))
    }
}

fn last_start(one: &Held) -> f64 {
    one.outlines().map(|outline| outline.span_unix_s.start_s).fold(f64::NEG_INFINITY, f64::max)
}

fn owned(name: FileName<'_>) -> (String, String) {
    (name.runner.to_owned(), name.label.to_owned())
}

/// Whether earlier outings of the runner tell something that the scores of a file would use.
fn one_gains(one: &Held, earlier: &[Traces]) -> bool {
    one.outlines().any(|outline| gains(outline, earlier))
}

/// Whether earlier outings tell something that the scores of an activity would use.
fn gains(outline: &Outline, earlier: &[Traces]) -> bool {
    own::may_be_known(earlier, outline.span_unix_s.start_s, &outline.device, outline.rep_mps)
}
