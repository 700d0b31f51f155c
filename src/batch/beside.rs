//! The runner's own files beside the runs: athlete.toml and journal.csv, for each PATH its own.
//!
//! They lie in the folder of the runs or, if that has neither, in the folder that holds it. There they count only if no other
//! folder in it has such a file, because they may be another person's then. A file that lies beside the runs of several
//! runners counts for none of them.

use super::inputs::{Seat, seats};
use super::members::{
    ATHLETE, JOURNAL, above, folders_of, has_runs, holder, holds_runs, is_marked, list_above, members,
};
use crate::error::{Error, ErrorKind, Result};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The own files of one runner.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnFiles {
    /// The runner, as the results name them.
    pub runner: String,
    /// The folder of these files, or the one where they belong.
    pub folder: PathBuf,
    /// The runner's athlete.toml.
    pub athlete: Option<PathBuf>,
    /// The runner's journal.csv.
    pub journal: Option<PathBuf>,
    /// The list of a Strava export that lies above the runs.
    pub list: Option<PathBuf>,
}

/// What lies beside the runs of all paths.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnFilesFound {
    /// The files of each runner, in the order of the paths.
    pub runners: Vec<OwnFiles>,
    /// A sentence for each folder whose files are not read, because several runners have them beside their runs.
    pub notes: Vec<String>,
}

/// The runner's own files beside the runs of the paths.
///
/// # Errors
/// `Io` for a path that does not exist.
pub fn beside(paths: &[PathBuf]) -> Result<OwnFilesFound> {
    let mut found = OwnFilesFound::default();
    for seat in seats(paths)?.0 {
        if !found.runners.iter().any(|own| own.runner == seat.runner) {
            found.runners.push(own_files(seat));
        }
    }
    let mut shared: BTreeMap<PathBuf, Vec<usize>> = BTreeMap::new();
    for (index, own) in found.runners.iter().enumerate().filter(|(_, own)| is_marked(&own.folder)) {
        let place = own.folder.canonicalize().unwrap_or_else(|_| own.folder.clone());
        shared.entry(place).or_default().push(index);
    }
    for indices in shared.values().filter(|indices| indices.len() > 1) {
        found.notes.push(several(&indices.iter().map(|index| &found.runners[*index]).collect::<Vec<_>>()));
        for index in indices {
            let own = &mut found.runners[*index];
            (own.athlete, own.journal) = (None, None);
        }
    }
    Ok(found)
}

/// The folder of one runner's own files.
///
/// # Errors
/// `Io` for a path that does not exist, `Config` when the paths are of several runners.
pub fn folder_of(paths: &[PathBuf]) -> Result<PathBuf> {
    only(paths).map(|own| own.folder)
}

/// The journal of one runner; where there is none yet, the place for it.
///
/// # Errors
/// Those of [`folder_of`].
pub fn journal_of(paths: &[PathBuf]) -> Result<PathBuf> {
    only(paths).map(|own| own.journal.unwrap_or_else(|| own.folder.join(JOURNAL)))
}

fn only(paths: &[PathBuf]) -> Result<OwnFiles> {
    paths.iter().try_for_each(|path| refuse_people(path))?;
    let mut runners = beside(paths)?.runners;
    if let (1, Some(own)) = (runners.len(), runners.pop()) {
        return Ok(own);
    }
    let names: Vec<String> = beside(paths)?.runners.into_iter().map(|own| own.runner).collect();
    let found = format!("{}: {}", names.len(), names.join(", "));
    Err(Error::new(ErrorKind::Config, "the files of one runner", found).hint("name the folder of one of them"))
}

/// Refuses a folder without own files whose runs lie in folders that are named like people: a team whose runners have no own
/// files yet looks like that, and files written into it would be of all of them.
fn refuse_people(folder: &Path) -> Result<()> {
    let is_one = !folder.is_dir() || is_marked(folder) || holder(folder).is_some() || members(folder).len() > 1;
    if is_one || holds_runs(folder) {
        return Ok(());
    }
    let folders: Vec<PathBuf> = folders_of(folder).into_iter().filter(|inner| has_runs(inner)).collect();
    let name = |path: &PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let names: Vec<String> = folders.iter().map(name).collect();
    if names.len() < 2 || !names.iter().all(|name| is_like_a_person(name)) {
        return Ok(());
    }
    let (folder, first) = (folder.display(), folders[0].display());
    let found = format!("{} folders with runs in {folder}: {}", names.len(), names.join(", "));
    Err(Error::new(ErrorKind::Config, "the folder of one runner", found).hint(format!(
        "name one of them, as in {first}; where all are one runner's, begin with lastrep init {folder} --dir {folder}"
    )))
}

/// Whether a folder may be named by a person: years and months have digits, and exports have names of their own.
fn is_like_a_person(name: &str) -> bool {
    const OF_EXPORTS: [&str; 5] = ["activities", "media", "workout-routes", "DI_CONNECT", "GARMIN"];
    !name.contains(|character: char| character.is_ascii_digit())
        && !OF_EXPORTS.iter().any(|known| known.eq_ignore_ascii_case(name))
}

fn own_files(seat: Seat) -> OwnFiles {
    let list = list_above(&seat.path).map(|list| plain(&list));
    let near = if seat.is_folder { seat.path } else { above(&seat.path) };
    // A team's folder is of nobody, and so is what lies above.
    let folder = if seat.is_rest || is_marked(&near) { near } else { holder(&near).unwrap_or(near) };
    let folder = plain(&folder);
    let there = |name: &str| Some(plain(&folder.join(name))).filter(|path| path.is_file());
    OwnFiles { runner: seat.runner, athlete: there(ATHLETE), journal: there(JOURNAL), list, folder }
}

/// A path without a dot in front, which says nothing.
fn plain(path: &Path) -> PathBuf {
    let plain = path.strip_prefix(".").unwrap_or(path);
    if plain.as_os_str().is_empty() { PathBuf::from(".") } else { plain.to_path_buf() }
}

fn several(owns: &[&OwnFiles]) -> String {
    let runners: Vec<&str> = owns.iter().map(|own| own.runner.as_str()).collect();
    let Some(first) = owns.first() else { return String::new() };
    let files = first.athlete.iter().chain(&first.journal).filter_map(|path| path.file_name());
    let files: Vec<_> = files.map(|name| name.to_string_lossy()).collect();
    format!(
        "{} in {} not read: one runner's, but beside the runs of {}; name the one folder of this runner, or give each runner \
         a folder",
        files.join(" and "),
        first.folder.display(),
        runners.join(" and ")
    )
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    /// What is found for each runner of these paths in a tree of these files, and whether there is a note.
    fn found(files: &[&str], paths: &[&str]) -> (Vec<String>, usize) {
        let tree = tempfile::tempdir().unwrap();
        for file in files {
            let path = tree.path().join("x").join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        let here = tree.path().join("x");
        let shown = |path: &Option<PathBuf>| {
            let path = path.as_ref().map(|path| path.strip_prefix(&here).unwrap_or(path).display().to_string());
            path.unwrap_or("-".to_owned()).replace('\\', "/")
        };
        let paths: Vec<PathBuf> = paths.iter().map(|path| here.join(path)).collect();
        let OwnFilesFound { runners, notes } = beside(&paths).unwrap();
        let told = runners.iter().map(|own| format!("{} {} {}", own.runner, shown(&own.athlete), shown(&own.journal)));
        (told.collect(), notes.len())
    }

    #[test]
    fn files_lie_beside_the_runs_or_one_folder_above() {
        let anna = ["anna/athlete.toml", "anna/journal.csv", "anna/activities/a.fit", "anna/export.zip"];
        for (path, runner) in [
            ("anna", "anna"),
            ("anna/activities", "anna"),
            ("anna/activities/a.fit", "a.fit"),
            ("anna/export.zip", "export.zip"),
        ] {
            let told = vec![format!("{runner} anna/athlete.toml anna/journal.csv")];
            assert_eq!(found(&anna, &[path]), (told, 0), "{path}");
        }
        let far = ["athlete.toml", "anna/2026/may/a.fit"];
        assert_eq!(found(&far, &["anna/2026/may"]), (vec!["may - -".to_owned()], 0));
    }

    #[test]
    fn folders_of_a_runners_folder_are_one_runners() {
        let bob = ["journal.csv", "2025/a.fit", "2026/b.fit"].map(|file| format!("team/bob/{file}"));
        let bob: Vec<&str> = bob.iter().map(String::as_str).collect();
        let told = vec!["bob - team/bob/journal.csv".to_owned()];
        assert_eq!(found(&bob, &["team/bob/2026"]), (told.clone(), 0));
        assert_eq!(found(&bob, &["team/bob/2025", "team/bob/2026"]), (told, 0));
        let far = ["athlete.toml", "2026/a.fit", "anna/athlete.toml"];
        assert_eq!(found(&far, &["2026"]).0, ["2026 - -"], "the file above is a coach's");
    }

    #[test]
    fn folders_named_like_people_are_no_one_runners() {
        let refused = |files: &[&str]| {
            let tree = tempfile::tempdir().unwrap();
            for file in files {
                let path = tree.path().join("x").join(file);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, "").unwrap();
            }
            folder_of(&[tree.path().join("x")]).err().map(|error| error.to_string())
        };
        let told = refused(&["anna/a.fit", "bob/2026/b.fit", "plans/may.txt"]).unwrap();
        assert!(told.contains("2 folders with runs in") && told.contains(": anna, bob; name one of them"), "{told}");
        for one in [&["2025/a.fit", "2026/b.fit"][..], &["anna/a.fit", "bob/b.fit", "c.fit"], &["anna/a.fit"]] {
            assert_eq!(refused(one), None, "{one:?}");
        }
        assert_eq!(refused(&["journal.csv", "easy/a.fit", "races/b.fit"]), None);
    }

    #[test]
    fn each_runner_has_its_own_and_none_anothers() {
        let team = ["journal.csv", "anna/athlete.toml", "anna/a.fit", "bob/b.fit", "carl/athlete.toml"];
        let each = vec!["anna anna/athlete.toml -".to_owned(), "bob - -".to_owned()];
        assert_eq!(found(&team, &["anna", "bob"]), (each, 0));
        assert_eq!(found(&team, &["anna"]).0, ["anna anna/athlete.toml -"], "the journal above is the coach's");
        let exports = ["athlete.toml", "anna.zip", "bob.zip"];
        let none = vec!["anna.zip - -".to_owned(), "bob.zip - -".to_owned()];
        assert_eq!(found(&exports, &["anna.zip", "bob.zip"]), (none, 1));
        assert_eq!(found(&exports, &["bob.zip"]), (vec!["bob.zip athlete.toml -".to_owned()], 0));
        let loose = ["athlete.toml", "a.fit", "b.fit"];
        assert_eq!(found(&loose, &["a.fit", "b.fit"]), (vec!["x athlete.toml -".to_owned()], 0));
    }
}
