//! The command over a whole folder of real exports: no file is lost.

use lastrep::segment::WorkoutKind;

use super::folder;
use crate::cli::{lastrep, table};
use crate::testdata::files_under;

#[test]
fn every_file_is_read_or_named() {
    let Some(corpus) = folder("LASTREP_CORPUS") else { return };
    let out = tempfile::tempdir().unwrap();
    let files = corpus.join("files");
    let words = ["analyze", files.to_str().unwrap(), "--charts", "none", "--out", ".", "--quiet"];
    let ran = lastrep(out.path(), &words);
    assert!(ran.code < 2 && !ran.stderr.contains("panicked"), "{}", ran.stderr);
    let rows = |name: &str| table(&out.path().join(name));
    let (done, failed) = (rows("workouts.csv"), rows("problems.csv"));
    for file in files_under(&files).keys().filter(|file| !file.starts_with('.')) {
        let is_of = |label: &str| label == file || label.starts_with(&format!("{file}!"));
        let is_named = done.iter().any(|row| is_of(&row["file"])) || failed.iter().any(|row| is_of(&row["path"]));
        assert!(is_named, "{file} is neither read nor named");
    }
    for row in done.iter().filter(|row| row["kind"] == WorkoutKind::NotRunning.name()) {
        assert_eq!(row["reps"], "0", "{}", row["file"]);
    }
}

/// How many recordings hold a ride, each looked at by its speed, steps and pulse: what is cut beside these is an honest run.
const RIDES: [(&str, usize); 3] = [("LASTREP_CORPUS", 3), ("LASTREP_CORPUS2", 0), ("LASTREP_HISTORIES", 2)];

#[test]
fn no_honest_run_is_cut_as_a_ride() {
    for (variable, rides) in RIDES {
        let Some(files) = folder(variable) else { continue };
        let out = tempfile::tempdir().unwrap();
        let words = ["analyze", files.to_str().unwrap(), "--charts", "none", "--out", ".", "--quiet"];
        assert!(lastrep(out.path(), &words).code < 2);
        let is_ride = |note: &str| note.contains("a ride cut out") || note.contains("moves like a ride");
        let cut: Vec<String> = table(&out.path().join("workouts.csv"))
            .into_iter()
            .filter(|row| is_ride(&row["notes"]))
            .map(|row| row["file"].clone())
            .collect();
        assert!(cut.len() <= rides, "{variable}: {cut:?}");
    }
}
