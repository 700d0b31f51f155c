//! Real exports with known reps: what was once reached on them must not be lost unnoticed.
//!
//! ```text
//! LASTREP_CORPUS, LASTREP_CORPUS2   folders of recordings with labels
//! LASTREP_HISTORIES                 a folder with labels.csv and the zip or folder of every export of each runner
//! LASTREP_FIGURES=1                 show every figure beside its floor, also where none is missed
//! ```
//!
//! Each turns its own tests on; without it they say `skipped: no corpus`. Layout and rules are the benchmark's
//! (`benches/benchmark/main.rs`), the figures to hold are in `floors.rs`.

#[cfg(feature = "cli")]
mod advice;
#[cfg(feature = "cli")]
mod complete;
mod figures;
mod floors;
#[cfg(feature = "png")]
mod layout;

use std::io::Write as _;
use std::path::PathBuf;

use floors::Home;

/// A folder of real exports. Where there is none, a line says that the test is skipped.
fn folder(variable: &str) -> Option<PathBuf> {
    let folder = std::env::var_os(variable).map(PathBuf::from);
    if folder.is_none() {
        show(&format!("skipped: no corpus in {variable}\n"));
    }
    folder
}

/// Writes past the harness, which swallows what a passing test prints.
fn show(text: &str) {
    std::io::stderr().write_all(text.as_bytes()).unwrap();
}

#[test]
fn picked_sessions_are_read_as_well_as_before() {
    let Some(folder) = folder("LASTREP_CORPUS") else { return };
    floors::hold(Home::Corpus, &figures::of_corpus(&folder));
}

#[test]
fn sessions_of_fresh_runners_are_read_as_well_as_before() {
    let Some(folder) = folder("LASTREP_CORPUS2") else { return };
    floors::hold(Home::Corpus2, &figures::of_corpus(&folder));
}

#[test]
fn whole_histories_are_read_as_well_as_before() {
    let Some(folder) = folder("LASTREP_HISTORIES") else { return };
    floors::hold(Home::Histories, &figures::of_histories(&folder));
}
