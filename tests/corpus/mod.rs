//! Real exports with known reps. `LASTREP_CORPUS=<folder>` turns it on; without it there is nothing to do.
//!
//! The folder holds `manifest.csv`, `files/`, `truth/<name>.csv` and `dontcare/<name>.csv`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use lastrep::model::Span;
use lastrep::segment::RepsFrom;

use crate::cli::{lastrep, table};
use crate::common::matching::{free, pairs};
use crate::testdata::files_under;

type Row = BTreeMap<String, String>;

/// The folder of real exports, where there is one.
fn folder() -> Option<PathBuf> {
    std::env::var_os("LASTREP_CORPUS").map(PathBuf::from)
}

/// The name of a file up to its first dot.
fn stem(path: &str) -> &str {
    let member = path.rsplit('!').next().unwrap_or(path);
    let name = member.rsplit('/').next().unwrap_or(member);
    name.split('.').next().unwrap_or(name)
}

fn span(row: &Row) -> Span {
    Span::new(row["start_s"].parse().unwrap(), row["end_s"].parse().unwrap())
}

/// The counts of a session, of a runner, of all.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    sessions: usize,
    exact: usize,
    truth: usize,
    found: usize,
    hits: usize,
}

impl Counts {
    fn f1(self) -> f64 {
        2.0 * self.hits as f64 / (self.truth + self.found) as f64
    }

    fn exact_share(self) -> f64 {
        self.exact as f64 / self.sessions as f64
    }

    fn sum<'a>(all: impl Iterator<Item = &'a Self>) -> Self {
        all.fold(Self::default(), |sum, one| Self {
            sessions: sum.sessions + one.sessions,
            exact: sum.exact + one.exact,
            truth: sum.truth + one.truth,
            found: sum.found + one.found,
            hits: sum.hits + one.hits,
        })
    }
}

/// The scores of one run over the corpus.
#[derive(Debug)]
struct Scores {
    /// F1 of reps over all sessions.
    f1: f64,
    /// The same as the mean over runners.
    f1_runners: f64,
    /// Share of sessions in which everything is right.
    exact: f64,
    /// Runs without reps, with how many of them were given some.
    negatives: (usize, usize),
    /// Other sports that were given reps.
    other_sports: usize,
}

fn session(truth: &[Row], zones: &[Row], found: &[Span]) -> Counts {
    let of_kind = |kind: &str| -> Vec<Span> { truth.iter().filter(|row| row["kind"] == kind).map(span).collect() };
    let work = of_kind("work");
    let zones: Vec<Span> = zones.iter().map(span).chain(of_kind("other")).collect();
    let pairs = pairs(&work, found);
    let kept = found.len() - free(found, &pairs, &zones);
    let exact = usize::from(pairs.len() == work.len() && kept == work.len());
    Counts { sessions: 1, exact, truth: work.len(), found: kept, hits: pairs.len() }
}

fn score(corpus: &Path, segments: &[Row]) -> Scores {
    let mut found: BTreeMap<&str, Vec<(Span, bool)>> = BTreeMap::new();
    for row in segments.iter().filter(|row| ["work", "stride"].contains(&row["kind"].as_str())) {
        found.entry(stem(&row["file"])).or_default().push((span(row), row["kind"] == "work"));
    }
    let read = |folder: &str, key: &str| {
        let path = corpus.join(folder).join(format!("{key}.csv"));
        path.exists().then(|| table(&path))
    };
    let mut runners: BTreeMap<String, Counts> = BTreeMap::new();
    let (mut negatives, mut other_sports) = ((0, 0), 0);
    for entry in table(&corpus.join("manifest.csv")) {
        let key = &entry["sha256"][..12];
        let mut mine = found.get(key).cloned().unwrap_or_default();
        mine.sort_by(|a, b| a.0.start_s.total_cmp(&b.0.start_s));
        let has_reps = mine.iter().any(|(_, is_work)| *is_work);
        let truth = if entry["gt_tier"].is_empty() { None } else { read("truth", key) };
        if let Some(truth) = truth {
            let reps: Vec<Span> = mine.iter().map(|(rep, _)| *rep).collect();
            let counts = session(&truth, &read("dontcare", key).unwrap_or_default(), &reps);
            let runner = runners.entry(entry["repo"].clone()).or_default();
            *runner = Counts::sum([&*runner, &counts].into_iter());
        } else if entry["neg_class"] == "neg-nonrun" {
            other_sports += usize::from(has_reps);
        } else if entry["neg_class"] == "neg-run-strong" {
            negatives = (negatives.0 + 1, negatives.1 + usize::from(has_reps));
        }
    }
    let all = Counts::sum(runners.values());
    let f1_runners = runners.values().map(|counts| counts.f1()).sum::<f64>() / runners.len() as f64;
    Scores { f1: all.f1(), f1_runners, exact: all.exact_share(), negatives, other_sports }
}

/// Runs the command over the whole corpus; checks that no file is lost, and scores its reps.
fn run(corpus: &Path, from: RepsFrom) -> Scores {
    let out = tempfile::tempdir().unwrap();
    let name = if from == RepsFrom::Signal { "signal" } else { "auto" };
    let files = corpus.join("files");
    let (files, folder) = (files.to_str().unwrap(), out.path().to_str().unwrap());
    let ran =
        lastrep(out.path(), &["analyze", files, "--charts", "none", "--out", folder, "--reps-from", name, "--quiet"]);
    assert!(ran.code < 2 && !ran.stderr.contains("panicked"), "{}", ran.stderr);
    let rows = |name: &str| table(&out.path().join(name));
    let (done, failed) = (rows("workouts.csv"), rows("problems.csv"));
    for file in files_under(&corpus.join("files")).keys().filter(|file| !file.starts_with('.')) {
        let is_of = |label: &str| label == file || label.starts_with(&format!("{file}!"));
        let is_named = done.iter().any(|row| is_of(&row["file"])) || failed.iter().any(|row| is_of(&row["path"]));
        assert!(is_named, "{file} is neither read nor named");
    }
    for row in done.iter().filter(|row| row["kind"] == "not-running") {
        assert_eq!(row["reps"], "0", "{}", row["file"]);
    }
    let scores = score(corpus, &rows("segments.csv"));
    assert_eq!(scores.other_sports, 0, "other sports have no reps");
    scores
}

#[test]
fn marks_and_speed_tell_the_reps() {
    let Some(corpus) = folder() else { return };
    let scores = run(&corpus, RepsFrom::Auto);
    assert!(scores.f1 >= 0.97 && scores.f1_runners >= 0.97, "{scores:?}");
}

#[test]
fn speed_alone_tells_the_reps() {
    let Some(corpus) = folder() else { return };
    let scores = run(&corpus, RepsFrom::Signal);
    assert!(scores.f1 >= 0.89 && scores.exact >= 0.58, "{scores:?}");
    let (runs, misled) = scores.negatives;
    assert!(misled as f64 <= 0.05 * runs as f64, "{scores:?}");
}
