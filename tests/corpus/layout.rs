//! The pictures of real exports: every text has room, every axis has ticks.

use std::path::{Path, PathBuf};

use lastrep::report::{ReportInput, figure, layout};
use lastrep::{Athlete, Context, DistanceUnit, analyse};

use super::folder;

/// The faults of the pictures of a file, each with the file and the title.
fn faults(path: &Path) -> Vec<String> {
    let bytes = std::fs::read(path).unwrap();
    let athlete = Athlete { lthr_bpm: Some(168.0), ..Athlete::default() };
    let (Ok(all), Ok(reading)) = (analyse(&bytes, &Context::of(&athlete)), lastrep::formats::read(&bytes)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (analysed, unit) in all
        .iter()
        .filter(|one| one.has_picture())
        .flat_map(|one| [(one, DistanceUnit::Kilometre), (one, DistanceUnit::Mile)])
    {
        let activity = &reading.activities[analysed.index - 1];
        let prepared = lastrep::clean::prepare(activity);
        let picture = figure(&ReportInput {
            activity,
            prepared: &prepared,
            structure: &analysed.structure,
            card: &analysed.card,
            recommendation: analysed.recommendation.as_ref(),
            history: &[],
            ahead: None,
            longest_days: None,
            runner: "",
            unit,
            file: &analysed.file,
            version: "0",
        });
        let told = layout::faults(&picture).unwrap().into_iter();
        found.extend(told.map(|fault| format!("{}: {}: {fault}", path.display(), picture.heading.finding)));
    }
    found
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

#[test]
fn every_picture_can_be_read() {
    for home in ["LASTREP_CORPUS", "LASTREP_CORPUS2"].into_iter().filter_map(folder) {
        let found: Vec<String> = files(&home.join("files")).iter().flat_map(|file| faults(file)).collect();
        assert!(found.is_empty(), "{} faults\n{}", found.len(), found.join("\n"));
    }
}
