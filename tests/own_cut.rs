//! The runner's own cut: `segments.csv` handed back changes nothing, a changed cell changes one edge.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use lastrep::batch::{Charts, FileName, Knowledge, Options, OwnCuts, analyse_bytes};
use lastrep::journal::read_cut;
use lastrep::report::{Analysed, tables};
use proptest::prelude::*;

use crate::cli::{activities, lastrep, put, table};
use crate::common::cases::same_each_time;
use crate::testdata::root;

type Rows = Vec<BTreeMap<String, String>>;

/// Analyses a folder into another, with further arguments; the exit code, its segments and its workouts.
fn analysed(folder: &Path, input: &Path, out: &str, more: &[&str]) -> (i32, Rows, Rows) {
    let fixed = ["analyze", input.to_str().unwrap(), "--charts", "none", "--quiet", "--out", out];
    let ran = lastrep(folder, &[&fixed, more].concat());
    assert_eq!(ran.stderr, "");
    (ran.code, table(&folder.join(out).join("segments.csv")), activities(&folder.join(out)))
}

/// A row without its source and its confidence.
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
    // The end of the recovery before the rep was not changed: the rep's own cell counts.
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

/// A row outside the recording, or about an activity that is not there, is of another file. A cut with such a row is
/// refused.
#[test]
fn a_row_outside_the_recording_refuses_the_whole_cut() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    put(here, "in/a.fit", &std::fs::read(root().join("fit/track-8x400-hand.fit")).unwrap());
    for (row, told) in [
        ("a.fit,,work,9000,9100", "at reps row 3: expected times inside the recording, 0 to "),
        ("a.fit,,work,100,9100", "at reps row 3: expected times inside the recording, 0 to "),
        ("a.fit,2,work,700,800", "at reps row 3, column activity: expected an activity with samples, of 1 in the file"),
    ] {
        put(here, "mine.csv", format!("file,activity,kind,start,end\na.fit,,work,500,590\n{row}\n").as_bytes());
        for command in ["analyze", "next"] {
            let ran = lastrep(here, &[command, "in", "--reps", "mine.csv"]);
            assert_eq!(ran.code, 2, "{command} {row}");
            assert!(ran.stderr.contains(told) && ran.stderr.contains("mend the row"), "{}", ran.stderr);
        }
        let shown = lastrep(here, &["show", "in/a.fit", "--reps", "mine.csv"]);
        assert!(shown.code == 2 && shown.stderr.contains(told), "{}", shown.stderr);
    }
    put(here, "mine.csv", b"file,kind,start,end\na.fit,work,500,590\n");
    assert_eq!(lastrep(here, &["analyze", "in", "--reps", "mine.csv"]).code, 0);
}

fn options(own_cuts: OwnCuts) -> Options {
    Options { own_cuts, charts: Charts::None, jobs: 1, ..Options::default() }
}

/// A session of reps and its analysis, made once for all names.
static SESSION: LazyLock<(Vec<u8>, Analysed)> = LazyLock::new(|| {
    let bytes = std::fs::read(root().join("fit/track-6x400-week2.fit")).unwrap();
    let session = analyse_bytes(
        FileName { runner: "in", label: "a.fit" },
        &bytes,
        &options(OwnCuts::default()),
        Knowledge::default(),
    )
    .activities
    .remove(0);
    (bytes, session)
});

proptest! {
    #![proptest_config(same_each_time(100))]

    /// Whatever the names of a file and its runner, the table of segments holds them, and its rows are matched to the file
    /// again.
    #[test]
    fn every_name_comes_back_from_the_table(
        file in "['= #@+,;!\"/\\\\\n\r\ta.\u{a0}\u{fc}-]{1,8}", runner in "['= #,\"\na-]{1,5}",
    ) {
        let (_, session) = &*SESSION;
        let named = |file: &str| {
            let mut named = session.clone();
            (named.file, named.runner) = (file.to_owned(), runner.clone());
            named
        };
        let text = String::from_utf8(tables::segments(&[named(&file), named("another.fit")]).unwrap().csv().unwrap()).unwrap();
        let (rows, notes) = read_cut(&text).unwrap();
        let reps = session.structure.segments.len();
        prop_assert_eq!((rows.len(), notes.len()), (2 * reps, 0));
        for row in &rows[..reps] {
            prop_assert_eq!((row.file.as_deref(), row.runner.as_deref()), (Some(file.as_str()), Some(runner.as_str())));
        }
    }
}

#[test]
fn odd_names_find_their_own_rows() {
    let (bytes, session) = &*SESSION;
    let files = [
        "a.fit",
        "x/a.fit",
        "x\\a.fit",
        " a.fit",
        "a.fit ",
        "'=a.fit",
        "=a.fit",
        "#a.fit",
        "a\n.fit",
        "x.zip!a.fit",
        "b!a.fit",
    ];
    let named = |file: &&str| {
        let mut named = session.clone();
        (*file).clone_into(&mut named.file);
        named
    };
    let done: Vec<Analysed> = files.iter().map(named).collect();
    let (rows, _) = read_cut(&String::from_utf8(tables::segments(&done).unwrap().csv().unwrap()).unwrap()).unwrap();
    let own = options(OwnCuts::new(rows));
    for file in files {
        let again = analyse_bytes(FileName { runner: "in", label: file }, bytes, &own, Knowledge::default())
            .activities
            .remove(0);
        let spans = |of: &Analysed| of.structure.segments.iter().map(|segment| segment.span).collect::<Vec<_>>();
        assert_eq!(again.structure.source.name(), "own-cut", "{file:?}: {:?}", again.notes);
        assert_eq!(spans(&again).len(), spans(session).len(), "{file:?}");
    }
}
