//! From the paths given to the list of files, in a fixed order.

use crate::error::{Error, ErrorKind, Result};
use crate::formats::archive::is_activity_name;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// How a file's bytes are to be taken, told by its first bytes when it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceKind {
    /// Named like an activity or archive, or given by name: it is read, and named when it cannot be.
    Expected,
    /// Anything else in a folder: read only when its bytes are an activity's.
    Possible,
}

/// One file on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The runner: the name of the PATH given, or all of it where two end in one name; of loose files of one folder, its name.
    pub runner: String,
    /// The path relative to the PATH given, with forward slashes.
    pub label: String,
    /// Where it is.
    pub path: PathBuf,
    /// Whether it must be an activity.
    pub kind: SourceKind,
}

/// All files under the paths, folder by folder in order of name; hidden files and folders are left out.
///
/// # Errors
/// `Io` for a path that does not exist or cannot be listed, `Config` when there is no file at all.
pub fn sources(paths: &[PathBuf]) -> Result<Vec<Source>> {
    let paths = without_repeats(paths)?;
    let runners = runner_names(&homes(&paths));
    let mut out = Vec::new();
    for (path, runner) in paths.into_iter().zip(runners) {
        let meta = std::fs::metadata(path).map_err(|cause| Error::io(path, "a file or folder", cause))?;
        if meta.is_dir() {
            list_folder(path, &runner, &mut out)?;
        } else {
            let label = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            out.push(Source { runner, label, path: path.to_path_buf(), kind: SourceKind::Expected });
        }
    }
    if out.is_empty() {
        return Err(Error::new(ErrorKind::Config, "at least one file", "empty folders")
            .hint("point lastrep at a folder of FIT, GPX or TCX files, or at a .zip export"));
    }
    Ok(out)
}

/// The runners of the paths, each once, in the order given.
///
/// # Errors
/// `Io` for a path that does not exist.
pub fn runners(paths: &[PathBuf]) -> Result<Vec<String>> {
    let mut names = runner_names(&homes(&without_repeats(paths)?));
    let mut seen = BTreeSet::new();
    names.retain(|name| seen.insert(name.clone()));
    Ok(names)
}

/// The paths as given, each place once: what a folder given holds is that folder's runner's, however often it is named.
fn without_repeats(paths: &[PathBuf]) -> Result<Vec<&Path>> {
    let place = |path: &PathBuf| path.canonicalize().map_err(|cause| Error::io(path, "a file or folder", cause));
    let places: Vec<PathBuf> = paths.iter().map(place).collect::<Result<_>>()?;
    let folders: BTreeSet<&Path> = places.iter().filter(|place| place.is_dir()).map(PathBuf::as_path).collect();
    let mut seen = BTreeSet::new();
    let mut is_new = |place: &PathBuf| !is_walked(place, &folders) && seen.insert(place.clone());
    Ok(paths.iter().zip(&places).filter(|(_, place)| is_new(place)).map(|(path, _)| path.as_path()).collect())
}

/// Whether a place lies in one of the folders, and not in a hidden folder of it.
fn is_walked(place: &Path, folders: &BTreeSet<&Path>) -> bool {
    let names: Vec<bool> = place.iter().map(|name| name.to_string_lossy().starts_with('.')).collect();
    let is_seen = |depth: usize| !names[names.len() - depth..].contains(&true);
    place.ancestors().enumerate().skip(1).any(|(depth, folder)| folders.contains(folder) && is_seen(depth))
}

/// What each path belongs to: a loose file among others of its folder to that folder, all else to itself.
///
/// An archive is a whole export, and stays one runner's.
fn homes(paths: &[&Path]) -> Vec<PathBuf> {
    let folders: Vec<Option<PathBuf>> = paths.iter().map(|path| folder_of_loose(path)).collect();
    let mut counts: BTreeMap<&PathBuf, usize> = BTreeMap::new();
    folders.iter().flatten().for_each(|folder| *counts.entry(folder).or_default() += 1);
    let has_others = |folder: &&PathBuf| counts[folder] > 1;
    paths
        .iter()
        .zip(&folders)
        .map(|(path, folder)| folder.as_ref().filter(has_others).map_or(path.to_path_buf(), Clone::clone))
        .collect()
}

/// The folder of an activity file, by its real place; `None` for a folder or an archive.
fn folder_of_loose(path: &Path) -> Option<PathBuf> {
    let is_archive = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
    let folder = path.parent().filter(|_| path.is_file() && !is_archive)?;
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    folder.canonicalize().ok()
}

/// A name for the runner of each home: its last name; the whole path where two homes end in the same name.
fn runner_names(homes: &[PathBuf]) -> Vec<String> {
    let mut of_name: BTreeMap<String, BTreeSet<&PathBuf>> = BTreeMap::new();
    for home in homes {
        of_name.entry(runner_name(home)).or_default().insert(home);
    }
    // Rebuilt from its parts: `bob/runs/` and `bob/runs` read the same.
    let whole = |path: &Path| path.components().collect::<PathBuf>().to_string_lossy().into_owned();
    let name = |home: &PathBuf| {
        let name = runner_name(home);
        if of_name[&name].len() > 1 { whole(home) } else { name }
    };
    homes.iter().map(name).collect()
}

/// The last name of a path; the whole path when it has none (`.`, `/`).
fn runner_name(path: &Path) -> String {
    let name = path.file_name().or_else(|| path.parent().and_then(Path::file_name));
    name.map_or_else(|| path.to_string_lossy().into_owned(), |name| name.to_string_lossy().into_owned())
}

fn list_folder(folder: &Path, runner: &str, out: &mut Vec<Source>) -> Result<()> {
    let is_hidden =
        |entry: &walkdir::DirEntry| entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
    let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name();
    for entry in walk.into_iter().filter_entry(|entry| !is_hidden(entry)) {
        let entry = entry.map_err(|cause| {
            let path = cause.path().unwrap_or(folder).to_path_buf();
            Error::new(ErrorKind::Io, "a folder that can be listed", cause.to_string()).with_path(path).because(cause)
        })?;
        if !entry.file_type().is_file() {
            continue;
        }
        let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let parts: Vec<String> = relative.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        let name = entry.file_name().to_string_lossy();
        let is_archive = name.to_ascii_lowercase().ends_with(".zip");
        let kind = if is_activity_name(&name) || is_archive { SourceKind::Expected } else { SourceKind::Possible };
        out.push(Source { runner: runner.to_owned(), label: parts.join("/"), path: entry.into_path(), kind });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_runner_is_named_by_the_last_name_unless_two_share_it() {
        let names = |paths: &[&str]| runner_names(&paths.iter().map(PathBuf::from).collect::<Vec<_>>());
        assert_eq!(names(&["data/ann", "data/bob/", "."]), ["ann", "bob", "."]);
        assert_eq!(names(&["ann/runs", "bob/runs/", "export.zip"]), ["ann/runs", "bob/runs", "export.zip"]);
    }
}
