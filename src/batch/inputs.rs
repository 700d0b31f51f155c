//! From the paths given to the list of files, in a fixed order.

use crate::error::{Error, ErrorKind, Result};
use crate::formats::archive::is_activity_name;
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
    /// The runner: the name of the PATH given, or all of it where two PATHs end in one name.
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
    let runners = runner_names(&paths);
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

/// The paths as given, each place once: the same folder named twice is one runner's one folder.
fn without_repeats(paths: &[PathBuf]) -> Result<Vec<&Path>> {
    let mut places = Vec::new();
    let mut kept = Vec::new();
    for path in paths {
        let place = path.canonicalize().map_err(|cause| Error::io(path, "a file or folder", cause))?;
        if !places.contains(&place) {
            places.push(place);
            kept.push(path.as_path());
        }
    }
    Ok(kept)
}

/// A name for the runner of each path: its last name; the whole path where two paths end in the same name.
fn runner_names(paths: &[&Path]) -> Vec<String> {
    let last: Vec<String> = paths.iter().map(|path| runner_name(path)).collect();
    let is_shared = |name: &String| last.iter().filter(|other| *other == name).count() > 1;
    // Rebuilt from its parts: `bob/runs/` and `bob/runs` read the same.
    let whole = |path: &Path| path.components().collect::<PathBuf>().to_string_lossy().into_owned();
    last.iter().zip(paths).map(|(name, path)| if is_shared(name) { whole(path) } else { name.clone() }).collect()
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
        let names = |paths: &[&str]| runner_names(&paths.iter().map(Path::new).collect::<Vec<_>>());
        assert_eq!(names(&["data/ann", "data/bob/", "."]), ["ann", "bob", "."]);
        assert_eq!(names(&["ann/runs", "bob/runs/", "export.zip"]), ["ann/runs", "bob/runs", "export.zip"]);
    }
}
