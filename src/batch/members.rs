//! The runners of a folder: each folder with an athlete.toml or a journal.csv of its own is one runner.
//!
//! ```text
//! team/                  no file of its own, but folders in it have one: a team
//! ├── anna/              a runner: it has an athlete.toml
//! │   ├── athlete.toml
//! │   └── 2026/a.fit     Anna's: the nearest folder above with a file of its own is hers
//! ├── bob/b.fit          a runner, too: every folder with runs in a team is one
//! └── c.fit              of none of them: the runner "team"
//! ```
//!
//! A folder with a file of its own is one runner with all that lies in it, except folders with an athlete.toml of their own.

use crate::formats::archive::is_activity_name;
use crate::formats::beside::strava;
use crate::formats::is_polar_name;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// What is known of a runner.
pub(super) const ATHLETE: &str = "athlete.toml";

/// The runner's days.
pub(super) const JOURNAL: &str = "journal.csv";

/// Where the files of one runner lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TeamMember {
    /// The folder.
    pub(super) folder: PathBuf,
    /// The folders in it that are of other runners.
    pub(super) others: Vec<PathBuf>,
    /// Whether this is a team's folder without its members: it need not hold a run.
    pub(super) is_rest: bool,
}

/// The runners of a folder: the runner of the folder itself first, then those of folders in it by name.
pub(super) fn members(folder: &Path) -> Vec<TeamMember> {
    let is_runner = is_marked(folder);
    let mark: fn(&Path) -> bool = if is_runner { has_athlete } else { is_marked };
    let inner = marked_inside(folder, mark);
    let others: Vec<PathBuf> = if is_runner || inner.is_empty() {
        inner
    } else {
        let is_member = |sub: &PathBuf| inner.iter().any(|marked| marked.starts_with(sub)) || has_runs(sub);
        folders_of(folder).into_iter().filter(is_member).collect()
    };
    let is_rest = !is_runner && !others.is_empty();
    let inside = others.iter().flat_map(|other| members(other)).collect::<Vec<_>>();
    std::iter::once(TeamMember { folder: folder.to_path_buf(), others, is_rest }).chain(inside).collect()
}

/// Whether one of a runner's own files lies in a folder.
pub(super) fn is_marked(folder: &Path) -> bool {
    has_athlete(folder) || folder.join(JOURNAL).is_file()
}

fn has_athlete(folder: &Path) -> bool {
    folder.join(ATHLETE).is_file()
}

/// The folders in a folder, in order of name, without hidden ones.
pub(super) fn folders_of(folder: &Path) -> Vec<PathBuf> {
    let inside = walk(folder).min_depth(1).max_depth(1).into_iter().filter_entry(is_seen).flatten();
    inside.filter(is_folder).map(DirEntry::into_path).collect()
}

/// The folder that holds a folder, if it has own files and no other folder in it has.
pub(super) fn holder(folder: &Path) -> Option<PathBuf> {
    let place = folder.canonicalize().ok()?;
    let is_other = |path: &PathBuf| path.canonicalize().is_ok_and(|path| path != place) && is_marked(path);
    let holder = above(folder);
    (is_marked(&holder) && !folders_of(&holder).iter().any(is_other)).then_some(holder)
}

/// The folder above a path, spelled as the path is.
pub(super) fn above(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if path.file_name().is_some() && !parent.as_os_str().is_empty() => parent.to_path_buf(),
        Some(_) if path.file_name().is_some() => PathBuf::from("."),
        _ => path.join(".."),
    }
}

/// The list of a Strava export above a folder of recordings, or above the folder of a recording: `activities.csv` beside
/// `activities/`.
pub(super) fn list_above(path: &Path) -> Option<PathBuf> {
    let folder = if path.is_dir() { path.to_path_buf() } else { above(path) };
    let is_of_recordings = folder.canonicalize().ok()?.file_name()? == strava::FOLDER.trim_end_matches('/');
    let list = above(&folder).join(strava::NAME);
    (is_of_recordings && list.is_file()).then_some(list)
}

/// Whether a run lies in a folder itself, not only in folders in it.
pub(super) fn holds_runs(folder: &Path) -> bool {
    walk(folder).min_depth(1).max_depth(1).into_iter().flatten().any(|entry| is_run(&entry))
}

/// The topmost folders inside a folder that have a mark.
fn marked_inside(folder: &Path, mark: fn(&Path) -> bool) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut inside = walk(folder).min_depth(1).into_iter();
    while let Some(entry) = inside.next() {
        let Ok(entry) = entry else { continue };
        if !is_folder(&entry) {
            continue;
        }
        let is_found = is_seen(&entry) && mark(entry.path());
        if is_found || !is_seen(&entry) {
            inside.skip_current_dir();
        }
        if is_found {
            found.push(entry.into_path());
        }
    }
    found
}

/// Whether a folder, or a folder in it, holds a file that is named like an activity or an archive.
pub(super) fn has_runs(folder: &Path) -> bool {
    walk(folder)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || is_seen(entry))
        .flatten()
        .any(|entry| is_run(&entry))
}

fn is_run(entry: &DirEntry) -> bool {
    entry.file_type().is_file() && is_run_name(&entry.file_name().to_string_lossy())
}

/// Whether a file is named like an activity or an archive.
pub fn is_run_name(name: &str) -> bool {
    is_activity_name(name) || is_polar_name(name) || name.to_ascii_lowercase().ends_with(".zip")
}

fn walk(folder: &Path) -> WalkDir {
    WalkDir::new(folder).follow_links(true).sort_by_file_name()
}

fn is_folder(entry: &DirEntry) -> bool {
    entry.file_type().is_dir()
}

/// Whether a file or folder is hidden.
pub(super) fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn is_seen(entry: &DirEntry) -> bool {
    !is_hidden(entry.path())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    /// The runners' folders in a tree of these files, relative to it.
    fn runners(files: &[&str]) -> Vec<String> {
        let tree = tempfile::tempdir().unwrap();
        for file in files {
            let path = tree.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        let name = |member: &TeamMember| {
            let name = member.folder.strip_prefix(tree.path()).unwrap().to_string_lossy().replace('\\', "/");
            if member.is_rest { format!("({name})") } else { name }
        };
        members(tree.path()).iter().map(name).collect()
    }

    #[test]
    fn a_folder_without_own_files_inside_is_one_runner() {
        assert_eq!(runners(&["2025/a.fit", "2026/b.fit"]), [""]);
        assert_eq!(runners(&["athlete.toml", "2025/a.fit", "2026/journal.csv", "2026/b.fit"]), [""]);
        assert_eq!(runners(&[".old/athlete.toml", "a.fit"]), [""]);
    }

    #[test]
    fn each_folder_with_runs_in_a_team_is_a_runner() {
        let team = ["anna/athlete.toml", "anna/2026/a.fit", "bob/b.fit", "carl/journal.csv", "plans/may.txt", "c.fit"];
        assert_eq!(runners(&team), ["()", "anna", "bob", "carl"]);
        let nested = ["old/anna/athlete.toml", "old/eve/e.fit", "young/bob/b.fit", "young/dan/journal.csv"];
        assert_eq!(runners(&nested), ["()", "(old)", "old/anna", "old/eve", "(young)", "young/bob", "young/dan"]);
    }

    #[test]
    fn the_files_of_a_coach_who_runs_are_the_coachs() {
        assert_eq!(runners(&["athlete.toml", "2026/a.fit", "bob/athlete.toml", "bob/b.fit"]), ["", "bob"]);
    }
}
