//! The runners of a batch in groups, so that memory holds the results of one group alone.

use super::inputs::{Listing, Source};
use super::options::Options;
use std::collections::BTreeMap;

/// A group is full with so many bytes of files.
const GROUP_BYTES: u64 = 96 << 20;

/// A file counts as so many bytes at least: results take room, however small the file.
const LEAST_BYTES: u64 = 96 << 10;

/// The runners of a listing in groups, in order of name, each runner whole. The runner's own cut may be of any file, so with one
/// there is one group.
pub(super) fn groups(listing: &Listing, options: &Options) -> Vec<Listing> {
    let (mut groups, mut bytes): (Vec<Listing>, u64) = (Vec::new(), 0);
    for own in by_runner(listing).into_values() {
        let own_bytes: u64 = own.sources.iter().map(size).sum();
        if let Some(group) = groups.last_mut().filter(|_| bytes < GROUP_BYTES || !options.own_cuts.is_empty()) {
            join(group, own);
            bytes += own_bytes;
        } else {
            groups.push(own);
            bytes = own_bytes;
        }
    }
    groups
}

/// The listing of each runner alone.
fn by_runner(listing: &Listing) -> BTreeMap<&str, Listing> {
    let mut all: BTreeMap<&str, Listing> = BTreeMap::new();
    for runner in &listing.runners {
        all.entry(runner).or_default().runners.push(runner.clone());
    }
    for runner in &listing.rests {
        all.entry(runner).or_default().rests.insert(runner.clone());
    }
    for source in &listing.sources {
        all.entry(&source.runner).or_default().sources.push(source.clone());
    }
    for problem in &listing.failed {
        all.entry(&problem.runner).or_default().failed.push(problem.clone());
    }
    all
}

fn join(group: &mut Listing, own: Listing) {
    group.runners.extend(own.runners);
    group.rests.extend(own.rests);
    group.sources.extend(own.sources);
    group.failed.extend(own.failed);
}

fn size(source: &Source) -> u64 {
    source.path.metadata().map_or(0, |meta| meta.len()).max(LEAST_BYTES)
}

#[cfg(test)]
mod tests {
    use super::super::inputs::SourceKind;
    use super::super::own_cuts::OwnCuts;
    use super::*;
    use crate::model::{OwnRow, SegmentKind, Span};
    use std::path::PathBuf;

    fn listing(files: &[(&str, usize)]) -> Listing {
        let source = |runner: &str, number: usize| Source {
            runner: runner.to_owned(),
            label: format!("{number}.fit"),
            path: PathBuf::from("absent.fit"),
            kind: SourceKind::Expected,
        };
        Listing {
            runners: files.iter().map(|(runner, _)| (*runner).to_owned()).collect(),
            sources: files.iter().flat_map(|(runner, count)| (0..*count).map(|at| source(runner, at))).collect(),
            ..Listing::default()
        }
    }

    #[test]
    fn a_group_is_whole_runners_in_order_until_it_is_full() {
        let listing = listing(&[("cyd", 1500), ("ann", 600), ("bob", 600), ("dan", 3)]);
        let counts = |options: &Options| -> Vec<(Vec<String>, usize)> {
            groups(&listing, options).into_iter().map(|group| (group.runners, group.sources.len())).collect()
        };
        let names = |all: &[&str]| all.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let parts = [(names(&["ann", "bob"]), 1200), (names(&["cyd"]), 1500), (names(&["dan"]), 3)];
        assert_eq!(counts(&Options::default()), parts);
        let span = Span::new(0.0, 60.0);
        let row = OwnRow { row: 2, file: None, runner: None, activity: None, span, kind: SegmentKind::Work };
        let cut = Options { own_cuts: OwnCuts::new(vec![row]), ..Options::default() };
        assert_eq!(counts(&cut), [(names(&["ann", "bob", "cyd", "dan"]), 2703)]);
    }
}
