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
