//! The runner's own cut: `segments.csv` handed back changes nothing, a changed cell changes one edge.

use std::collections::BTreeMap;
use std::path::Path;

use crate::cli::{lastrep, put, table};
use crate::testdata::root;

type Rows = Vec<BTreeMap<String, String>>;

/// Analyses a folder into another, with further arguments; the exit code, its segments and its workouts.
fn analysed(folder: &Path, input: &Path, out: &str, more: &[&str]) -> (i32, Rows, Rows) {
    let fixed = ["analyze", input.to_str().unwrap(), "--charts", "none", "--quiet", "--out", out];
    let ran = lastrep(folder, &[&fixed, more].concat());
    assert_eq!(ran.stderr, "");
    (ran.code, table(&folder.join(out).join("segments.csv")), table(&folder.join(out).join("workouts.csv")))
}

/// Everything but who says so and how sure that is.
fn structure(rows: Rows) -> Rows {
    let told = [
        "source",
        "source_reason",
        "start_late_s",
        "end_late_s",
        "confidence",
        "start_confidence",
        "end_confidence",
        "runner_up",
    ];
    let without = |mut row: BTreeMap<String, String>| {
        row.retain(|column, _| !told.contains(&column.as_str()));
        row
    };
    rows.into_iter().map(without).collect()
}

#[test]
fn the_table_of_segments_comes_back_as_the_same_cut() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let (code, segments, workouts) = analysed(here, &root(), "first", &[]);
    let (again, own_segments, own_workouts) = analysed(here, &root(), "second", &["--reps", "first/segments.csv"]);
    assert_eq!(code, again);
    let runs = own_workouts.iter().filter(|row| row["kind"] != "not-running");
    assert!(runs.clone().all(|row| row["source"] == "own-cut" && row["confidence"] == "high"));
    assert!(runs.count() >= 30);
    let cut = |rows: Rows| {
        let columns = ["file", "activity", "kind", "workout", "sets", "reps", "fast_volume_m", "rep_speed_mps"];
        let kept = |row: BTreeMap<String, String>| columns.map(|column| row[column].clone());
        rows.into_iter().map(kept).collect::<Vec<_>>()
    };
    assert_eq!(cut(own_workouts), cut(workouts));
    assert_eq!(structure(own_segments), structure(segments));
}

#[test]
fn one_changed_cell_moves_one_edge() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    put(here, "in/a.fit", &std::fs::read(root().join("fit/track-8x400-hand.fit")).unwrap());
    let (_, before, _) = analysed(here, Path::new("in"), "first", &[]);
    let text = std::fs::read_to_string(here.join("first/segments.csv")).unwrap();
    let third = before.iter().position(|row| row["rep"] == "3").unwrap();
    let start: f64 = before[third]["start_s"].parse().unwrap();
    // The end of the recovery before it stays as it was: the rep's own cell counts.
    let cell = |start_s: f64| format!(",work,1,3,{start_s},");
    assert!(text.contains(&cell(start)), "{text}");
    put(here, "mine.csv", text.replace(&cell(start), &cell(start + 2.5)).as_bytes());
    let (_, after, workouts) = analysed(here, Path::new("in"), "second", &["--reps", "mine.csv"]);
    assert_eq!(after[third]["start_s"].parse::<f64>().unwrap(), start + 2.5);
    assert_eq!(after[third - 1]["end_s"], after[third]["start_s"]);
    for (i, (old, new)) in before.iter().zip(&after).enumerate().filter(|(i, _)| ![third - 1, third].contains(i)) {
        assert_eq!((&old["start_s"], &old["end_s"]), (&new["start_s"], &new["end_s"]), "segment {i}");
    }
    assert_eq!((workouts[0]["source"].as_str(), workouts[0]["reps"].as_str()), ("own-cut", "8"));
}
