//! From the paths given to the list of files, in a fixed order.

use super::found::FileName;
use super::members::{TeamMember, holder, is_hidden, is_marked, is_run_name, list_above, members};
use crate::error::{Error, ErrorKind, Result};
use crate::model::Stage;
use crate::printable::printable;
use crate::report::Problem;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::io::ErrorKind::NotFound;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Whether a file is expected to be an activity. When it is read, its first bytes tell its format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceKind {
    /// A file that is named like an activity or an archive, or that was given by name. It is a problem if it cannot be
    /// read.
    Expected,
    /// Any other file of a folder. It is read only if its bytes are an activity.
    Possible,
}

/// One file on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The runner: the last name of the PATH, or the whole PATH if two PATHs end in one name. For loose files of one
    /// folder, it is the name of the folder; for a folder in a runner's folder, that of the runner's.
    pub runner: String,
    /// The path relative to the PATH given, with forward slashes.
    pub label: String,
    /// Where it is.
    pub path: PathBuf,
    /// Whether the file is expected to be an activity.
    pub kind: SourceKind,
}

impl Source {
    /// The file, as the results name it.
    pub(super) fn name(&self) -> FileName<'_> {
        FileName { runner: &self.runner, label: &self.label }
    }
}

/// What the paths hold.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Listing {
    /// The runner of each path, once; of a team's folder, the runner of each folder in it.
    pub runners: Vec<String>,
    /// The runners that stand for a team's folder without its members. Such a folder need not hold a run.
    pub rests: BTreeSet<String>,
    /// Every file.
    pub sources: Vec<Source>,
    /// Runner and path of each list of a Strava export that lies above the files.
    pub lists_above: BTreeSet<(String, PathBuf)>,
    /// What could not be looked at: a link that leads nowhere, a folder that may not be read.
    pub failed: Vec<Problem>,
}

/// All files under the paths, folder by folder in order of name; hidden files and folders are left out.
///
/// # Errors
/// `Io` when no path exists or one cannot be listed, `Config` when there is no file at all.
pub fn sources(paths: &[PathBuf]) -> Result<Listing> {
    let (seats, absent) = seats(paths)?;
    let mut out = Listing { failed: absent, ..Listing::default() };
    for seat in seats {
        out.lists_above.extend(list_above(&seat.path).map(|list| (seat.runner.clone(), list)));
        if seat.is_rest {
            out.rests.insert(seat.runner.clone());
        }
        if !out.runners.contains(&seat.runner) {
            out.runners.push(seat.runner.clone());
        }
        if seat.is_folder {
            list_folder(&seat, &mut out)?;
        } else {
            let label = seat.path.file_name().map(shown).unwrap_or_default();
            out.sources.push(Source { runner: seat.runner, label, path: seat.path, kind: SourceKind::Expected });
        }
    }
    let has_file = |runner: &String| {
        let is_own = |source: &Source| source.runner == *runner && source.kind == SourceKind::Expected;
        out.sources.iter().any(is_own)
    };
    let idle: BTreeSet<String> = out.rests.iter().filter(|runner| !has_file(runner)).cloned().collect();
    out.runners.retain(|runner| !idle.contains(runner));
    if out.sources.is_empty() && out.failed.is_empty() {
        return Err(Error::new(ErrorKind::Config, "at least one file", "empty folders")
            .hint("point lastrep at a folder of FIT, GPX or TCX files, or at a .zip export"));
    }
    Ok(out)
}

/// The runners of the paths, each once, in the order given.
///
/// # Errors
/// Those of [`sources`].
pub fn runners(paths: &[PathBuf]) -> Result<Vec<String>> {
    Ok(sources(paths)?.runners)
}

/// One place of a runner: a file, or a folder without the folders of other runners in it.
pub(super) struct Seat {
    pub(super) runner: String,
    /// The path, as it was given or found.
    pub(super) path: PathBuf,
    pub(super) is_folder: bool,
    /// The folders in it that are of other runners.
    others: Vec<PathBuf>,
    /// Whether this is a team's folder without its members.
    pub(super) is_rest: bool,
}

/// The places that the paths lead to, each with its runner.
///
/// # Errors
/// `Io` for a path that does not exist.
pub(super) fn seats(paths: &[PathBuf]) -> Result<(Vec<Seat>, Vec<Problem>)> {
    let (paths, absent) = without_repeats(paths)?;
    let (mut places, mut of_place) = (Vec::new(), Vec::new());
    for (path, home) in paths.iter().zip(homes(&paths)) {
        let meta = std::fs::metadata(path).map_err(|cause| Error::io(*path, "a file or folder", cause))?;
        if meta.is_dir() {
            let found = members(path);
            of_place.extend(found.iter().map(home_of_member));
            places.extend(found.into_iter().map(|member| (member, true)));
        } else {
            of_place.push(home);
            let file = TeamMember { folder: path.to_path_buf(), others: Vec::new(), is_rest: false };
            places.push((file, false));
        }
    }
    let named = places.into_iter().zip(runner_names(&of_place));
    let seat = |((member, is_folder), runner): ((TeamMember, bool), String)| {
        let TeamMember { folder: path, others, is_rest } = member;
        Seat { runner, path, is_folder, others, is_rest }
    };
    Ok((named.map(seat).collect(), absent))
}

/// The paths, each place once. A path inside another given folder is left out, because it belongs to that folder's runner.
/// Paths that do not exist are one error, which names all of them. But a link that leads nowhere is only a problem, because shells expand a pattern
/// to every link that they find.
fn without_repeats(paths: &[PathBuf]) -> Result<(Vec<&Path>, Vec<Problem>)> {
    let (mut places, mut absent, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
    for path in paths {
        match path.canonicalize() {
            Ok(place) => places.push((path.as_path(), place)),
            Err(cause) if path.is_symlink() => absent.push((path, Error::io(path, "a file or folder", cause))),
            Err(cause) if cause.kind() == NotFound => wrong.push(super::absent::absent(path)),
            Err(cause) => wrong.push(Error::io(path, "a file or folder", cause)),
        }
    }
    Error::all(wrong)?;
    if places.is_empty()
        && let Some((_, error)) = absent.pop()
    {
        return Err(error);
    }
    let folders: BTreeSet<&Path> =
        places.iter().map(|(_, place)| place.as_path()).filter(|place| place.is_dir()).collect();
    let mut seen = BTreeSet::new();
    let mut is_new = |place: &Path| !is_walked(place, &folders) && seen.insert(place.to_path_buf());
    let kept = places.iter().filter(|(_, place)| is_new(place)).map(|(path, _)| *path).collect();
    let problem = |(path, error): (&PathBuf, Error)| {
        Problem::new(&runner_name(path), &shown(path.as_os_str()), Stage::Read, &error)
    };
    Ok((kept, absent.into_iter().map(problem).collect()))
}

/// Whether the listing of one of the folders finds a place: the place lies in the folder, and not in a hidden folder of it.
fn is_walked(place: &Path, folders: &BTreeSet<&Path>) -> bool {
    let names: Vec<bool> = place.iter().map(|name| name.to_string_lossy().starts_with('.')).collect();
    let is_seen = |depth: usize| !names[names.len() - depth..].contains(&true);
    place.ancestors().enumerate().skip(1).any(|(depth, folder)| folders.contains(folder) && is_seen(depth))
}

/// The home of each path. Several loose files of one folder have the folder as their home; every other path is its own
/// home.
///
/// An archive is a whole export of one runner, so it is its own home.
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

/// The home of a folder: the folder above where that holds the runner's own files.
fn home_of_member(member: &TeamMember) -> PathBuf {
    let folder = &member.folder;
    let has_home = !member.is_rest && !is_marked(folder);
    match holder(folder).filter(|_| has_home) {
        // `.` and `..` are no names that somebody typed.
        Some(home) if home.file_name().is_some() => home,
        _ => folder.clone(),
    }
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
    let whole = |path: &Path| shown(path.components().collect::<PathBuf>().as_os_str());
    let name = |home: &PathBuf| {
        let name = runner_name(home);
        if of_name[&name].len() > 1 { whole(home) } else { name }
    };
    homes.iter().map(name).collect()
}

/// The last name of a path; the whole path when it has none (`.`, `/`).
fn runner_name(path: &Path) -> String {
    let name = path.file_name().or_else(|| path.parent().and_then(Path::file_name));
    shown(name.unwrap_or(path.as_os_str()))
}

/// A name as it stands in the results, safe to print.
fn shown(name: &OsStr) -> String {
    printable(&name.to_string_lossy()).into_owned()
}

fn list_folder(seat: &Seat, out: &mut Listing) -> Result<()> {
    let (folder, runner) = (seat.path.as_path(), seat.runner.as_str());
    let is_own = |path: &Path| !is_hidden(path) && !seat.others.iter().any(|other| other == path);
    let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name();
    for entry in walk.into_iter().filter_entry(|entry| entry.depth() == 0 || is_own(entry.path())) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => out.sources.push(source(folder, runner, &entry)),
            Err(cause) if cause.depth() == 0 => return Err(unlisted(cause).with_path(folder)),
            Err(cause) if cause.path().is_some_and(is_hidden) => {}
            Err(cause) => {
                let label = label(folder, cause.path().unwrap_or(folder));
                out.failed.push(Problem::new(runner, &label, Stage::Read, &unlisted(cause)));
            }
        }
    }
    Ok(())
}

fn source(folder: &Path, runner: &str, entry: &walkdir::DirEntry) -> Source {
    let label = label(folder, entry.path());
    // What is no file cannot be looked into, so it becomes a problem.
    let is_expected = is_run_name(&label) || !entry.file_type().is_file();
    let kind = if is_expected { SourceKind::Expected } else { SourceKind::Possible };
    Source { runner: runner.to_owned(), label, path: entry.path().to_path_buf(), kind }
}

/// The path inside a folder, with forward slashes.
fn label(folder: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(folder).unwrap_or(path);
    relative.iter().map(shown).collect::<Vec<_>>().join("/")
}

fn unlisted(cause: walkdir::Error) -> Error {
    let found = if cause.loop_ancestor().is_some() {
        "a link to a folder that it lies in".to_owned()
    } else {
        cause.io_error().map_or_else(|| cause.to_string(), ToString::to_string)
    };
    Error::new(ErrorKind::Io, "a file or folder that can be read", found)
        .at("its place on disk")
        .hint("take it away, or mend the link or the right to read it")
        .because(cause)
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
