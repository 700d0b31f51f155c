//! Same input, same bytes: whatever the number of threads, the order of files on disk, or the order of the paths.

use std::collections::BTreeMap;
use std::path::Path;

use crate::cli::{Ran, lastrep, put};
use crate::common::fixtures::{self, Fixture};
use crate::testdata::files_under;

/// The files that are also drawn; all others are only read.
const DRAWN: [&str; 4] =
    ["fit/track-6x400-week1.fit", "fit/track-6x400-week2.fit", "gpx/track-6x400-week1.gpx.gz", "archive/export.zip"];

fn all() -> Vec<Fixture> {
    fixtures::all().unwrap()
}

fn drawn() -> Vec<Fixture> {
    all().into_iter().filter(|fixture| DRAWN.contains(&fixture.path)).collect()
}

/// A folder `in` with the fixtures, written in the order given.
fn folder_of<'a>(fixtures: impl Iterator<Item = &'a Fixture>) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fixtures.for_each(|fixture| put(folder.path(), &format!("in/{}", fixture.path), &fixture.bytes));
    folder
}

/// Everything in the folder of results, by name.
fn results(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = files_under(&folder.join("lastrep-out"));
    files.into_iter().map(|(name, path)| (name, std::fs::read(path).unwrap())).collect()
}

fn analyze(folder: &Path, more: &[&str]) -> (Ran, BTreeMap<String, Vec<u8>>) {
    let arguments: Vec<&str> = ["analyze"].iter().chain(more).copied().collect();
    let ran = lastrep(folder, &arguments);
    assert!(ran.code < 2, "{}{}", ran.stdout, ran.stderr);
    (ran, results(folder))
}

/// What is told, but how many pictures were there before.
fn told(ran: &Ran) -> Vec<&str> {
    ran.stdout
        .lines()
        .map(|line| if line.starts_with("written to") { line.split(" (").next().unwrap() } else { line })
        .collect()
}

/// Equal words, names and bytes; of unequal files only the name is shown.
fn assert_same(one: &(Ran, BTreeMap<String, Vec<u8>>), other: &(Ran, BTreeMap<String, Vec<u8>>)) {
    assert_eq!(told(&one.0), told(&other.0));
    assert_eq!(one.1.keys().collect::<Vec<_>>(), other.1.keys().collect::<Vec<_>>());
    for (name, bytes) in &one.1 {
        assert!(other.1[name] == *bytes, "{name} differs");
    }
}

#[test]
fn threads_do_not_matter() {
    let folder = folder_of(all().iter());
    let of = |jobs: &str| analyze(folder.path(), &["in", "--charts", "none", "--tables", "both", "--jobs", jobs]);
    let one = of("1");
    // Nine tables, twice, the page, the list of them and the lock.
    assert_eq!(one.1.keys().filter(|name| !name.starts_with("details/")).count(), 21);
    for jobs in ["2", "7"] {
        assert_same(&one, &of(jobs));
    }
}

#[test]
fn threads_do_not_matter_to_pictures() {
    let folder = folder_of(drawn().iter());
    let one = analyze(folder.path(), &["in", "--jobs", "1"]);
    assert!(one.1.keys().any(|name| Path::new(name).extension() == Some("png".as_ref())), "{:?}", one.1.keys());
    let again = folder_of(drawn().iter());
    assert_same(&one, &analyze(again.path(), &["in", "--jobs", "2"]));
    let svg = analyze(folder.path(), &["in", "--jobs", "1", "--charts", "svg", "--out", "lastrep-out"]);
    assert_same(&svg, &analyze(folder.path(), &["in", "--jobs", "2", "--charts", "svg", "--out", "lastrep-out"]));
}

#[test]
fn the_order_on_disk_does_not_matter() {
    let (forwards, backwards) = (folder_of(all().iter()), folder_of(all().iter().rev()));
    let of = |folder: &Path| analyze(folder, &["in", "--charts", "none"]);
    assert_same(&of(forwards.path()), &of(backwards.path()));
}

/// One path is one runner, in whatever order the runners are named.
#[test]
fn the_order_of_the_paths_does_not_matter() {
    let folder = folder_of(drawn().iter());
    let mut paths: Vec<String> = DRAWN.iter().map(|path| format!("in/{path}")).collect();
    let mut of = |turns: usize| {
        paths.rotate_left(turns);
        analyze(folder.path(), &paths.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let first = of(0);
    assert_same(&first, &of(1));
    assert_same(&first, &of(2));
}

#[test]
fn a_second_run_gives_the_same() {
    let folder = folder_of(drawn().iter());
    let first = analyze(folder.path(), &["in"]);
    assert_same(&first, &analyze(folder.path(), &["in"]));
}

/// Memory holds the runners of some hundred megabytes of files at a time.
#[test]
fn the_groups_of_runners_do_not_matter() {
    const ENOUGH_BYTES: u64 = 100 << 20;
    let folder = tempfile::tempdir().unwrap();
    for (runner, fixture) in ["ann", "bob", "cyd"].iter().cycle().zip(drawn()) {
        put(folder.path(), &format!("{runner}/{}", fixture.path), &fixture.bytes);
    }
    let of = |bytes: u64| {
        for runner in ["ann", "bob", "cyd"] {
            let file = std::fs::File::create(folder.path().join(runner).join("notes.bin")).unwrap();
            file.set_len(bytes).unwrap();
        }
        analyze(folder.path(), &["ann", "bob", "cyd", "--tables", "both", "--charts", "svg"])
    };
    let together = of(1);
    assert!(
        together.1.contains_key("team.csv") && together.1.contains_key("season-cyd.svg"),
        "{:?}",
        together.1.keys()
    );
    assert_same(&together, &of(ENOUGH_BYTES));
}
