//! Finds and reads the lists that lie beside recordings: in folders, in zips, and in zips in zips, on disk or in memory.

use super::guard::guarded;
use super::inputs::{Listing, Source};
use super::open::{Opened, open};
use crate::error::{Error, ErrorKind, Result};
use crate::formats::archive::{Archive, MEMBER_MARK};
use crate::formats::beside::{apple, garmin, strava};
use crate::formats::{FileKind, MAX_FILE_BYTES, grouped, sniff};
use crate::model::Timed;
use rawzip::ReaderAt;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// The label of a list begins so where the list lies above the recordings that are given.
const ABOVE: &str = "../";

/// A list, read.
#[derive(Debug)]
pub(super) enum List {
    /// The list of a Strava export.
    Strava(Vec<strava::Row>),
    /// The summaries of a Garmin account export.
    Garmin(Vec<Timed>),
    /// The list of an Apple Health export.
    Apple(apple::Health),
}

/// A file that may be a list.
#[derive(Debug)]
pub(super) struct ListFile<'a> {
    /// Whose it is.
    pub(super) runner: &'a str,
    /// The file, as the results name files.
    pub(super) label: String,
    /// What it holds; `None` for a file that only has the name of a list.
    pub(super) list: Result<Option<List>>,
    /// Whether it lies above the PATH, which is its folder of recordings or a recording in that.
    pub(super) is_above: bool,
}

/// Every label of a runner's files, those of the members of zip files too.
pub(super) type Labels<'a> = BTreeMap<&'a str, BTreeSet<String>>;

/// The labels of all files, and the lists among them.
pub(super) fn find(listing: &Listing) -> (Labels<'_>, Vec<ListFile<'_>>) {
    let (mut labels, mut found) = (Labels::new(), Vec::new());
    for source in &listing.sources {
        look_into(source, labels.entry(&source.runner).or_default(), &mut found);
    }
    for (runner, path) in &listing.lists_above {
        let list = guarded(|| ListKind::Strava.read(open_file(path)?)).flatten();
        found.push(ListFile { runner, label: path.display().to_string(), list, is_above: true });
    }
    (labels, found)
}

/// The labels of one runner's files that are given as bytes, and the lists among them. A list from above the recordings is
/// labelled `../activities.csv`.
pub(super) fn find_in_bytes<'a>(
    runner: &'a str,
    files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
) -> (Labels<'a>, Vec<ListFile<'a>>) {
    let (mut labels, mut found) = (BTreeSet::new(), Vec::new());
    for (label, bytes) in files {
        look_into_bytes(runner, label, bytes, &mut labels, &mut found);
    }
    (Labels::from([(runner, labels)]), found)
}

/// Whether a file is named as a list is.
pub(super) fn is_list_name(label: &str) -> bool {
    ListKind::of(label).is_some()
}

fn look_into_bytes<'a>(
    runner: &'a str,
    label: &str,
    bytes: &[u8],
    labels: &mut BTreeSet<String>,
    found: &mut Vec<ListFile<'a>>,
) {
    labels.insert(label.to_owned());
    if let Some(kind) = ListKind::of(label) {
        let list = guarded(|| kind.read(bytes)).flatten();
        found.push(ListFile { runner, label: label.to_owned(), list, is_above: label.starts_with(ABOVE) });
    } else if sniff(bytes) == Some(FileKind::Zip)
        && let Ok(Ok(archive)) = guarded(|| Archive::open(label, bytes, bytes.len() as u64))
    {
        look_into_zip(&archive, runner, label, labels, found);
    }
}

fn look_into<'a>(source: &'a Source, labels: &mut BTreeSet<String>, found: &mut Vec<ListFile<'a>>) {
    labels.insert(source.label.clone());
    let (runner, label) = (source.runner.as_str(), source.label.clone());
    if let Some(kind) = ListKind::of(&label) {
        let list = guarded(|| kind.read(open_file(&source.path)?)).flatten();
        found.push(ListFile { runner, label, list, is_above: false });
    } else if is_zip(&label)
        && let Ok(Ok(Opened::Archive(archive))) = guarded(|| open(&source.path, &label))
    {
        look_into_zip(&archive, runner, &label, labels, found);
    }
}

/// Looks into a zip, and into the zips in it.
fn look_into_zip<'a, R: ReaderAt + Debug>(
    archive: &Archive<R>,
    runner: &'a str,
    label: &str,
    labels: &mut BTreeSet<String>,
    found: &mut Vec<ListFile<'a>>,
) {
    look_into_archive(archive, runner, label, labels, found);
    for (index, name) in archive.names().filter(|(_, name)| is_zip(name)) {
        let label = format!("{label}{MEMBER_MARK}{name}");
        let inner = guarded(|| inner(archive, index, &label)).flatten();
        if let Ok(Some(inner)) = inner {
            look_into_archive(&inner, runner, &label, labels, found);
        }
    }
}

fn is_zip(label: &str) -> bool {
    label.to_ascii_lowercase().ends_with(".zip")
}

/// A zip in a zip, in memory.
fn inner<R: ReaderAt + Debug>(archive: &Archive<R>, index: usize, label: &str) -> Result<Option<Archive<Vec<u8>>>> {
    let Some(stream) = archive.stream(index)? else { return Ok(None) };
    let bytes = whole(stream)?;
    let length = bytes.len() as u64;
    Archive::open(label, bytes, length).map(Some)
}

fn look_into_archive<'a, R: ReaderAt + Debug>(
    archive: &Archive<R>,
    runner: &'a str,
    label: &str,
    labels: &mut BTreeSet<String>,
    found: &mut Vec<ListFile<'a>>,
) {
    for (index, name) in archive.names() {
        let label = format!("{label}{MEMBER_MARK}{name}");
        labels.insert(label.clone());
        if let Some(kind) = ListKind::of(&label) {
            let read = || archive.stream(index)?.map_or(Ok(None), |stream| kind.read(stream));
            found.push(ListFile { runner, label, list: guarded(read).flatten(), is_above: false });
        }
    }
}

/// What a file may be by its name.
#[derive(Debug, Clone, Copy)]
enum ListKind {
    Strava,
    Garmin,
    Apple,
}

impl ListKind {
    fn of(label: &str) -> Option<Self> {
        let name = last_name(label);
        if name == strava::NAME {
            Some(Self::Strava)
        } else if name.ends_with(garmin::NAME_END) {
            Some(Self::Garmin)
        } else {
            name.to_ascii_lowercase().ends_with(apple::NAME_END).then_some(Self::Apple)
        }
    }

    fn read(self, stream: impl Read) -> Result<Option<List>> {
        Ok(match self {
            Self::Strava => strava::read(&whole(stream)?)?.map(List::Strava),
            Self::Garmin => Some(List::Garmin(garmin::read(&whole(stream)?)?)),
            Self::Apple => apple::read(stream)?.map(List::Apple),
        })
    }
}

/// The last name of a label.
pub(super) fn last_name(label: &str) -> &str {
    label.rsplit(['/', MEMBER_MARK]).next().unwrap_or(label)
}

/// A label without its last name.
pub(super) fn folder(label: &str) -> &str {
    &label[..label.len() - last_name(label).len()]
}

fn open_file(path: &Path) -> Result<File> {
    File::open(path).map_err(|cause| Error::io(path, "a readable file", cause))
}

/// The bytes of a stream that fit into memory.
fn whole(stream: impl Read) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let unreadable = |cause: std::io::Error| {
        Error::new(ErrorKind::Malformed, "a readable file", cause.to_string()).hint("download the export again")
    };
    stream.take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() > MAX_FILE_BYTES {
        let expected = format!("at most {} bytes", grouped(MAX_FILE_BYTES));
        return Err(Error::new(ErrorKind::Limit, expected, "more").at("the whole file"));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_known_by_its_last_name() {
        let kind = |label: &str| ListKind::of(label).map(|kind| format!("{kind:?}")).unwrap_or_default();
        assert_eq!(
            ["activities.csv", "e.zip!x/activities.csv", "my-activities.csv"].map(kind),
            ["Strava", "Strava", ""]
        );
        let garmin = "e.zip!DI_CONNECT/DI-Connect-Fitness/a@b.org_0_summarizedActivities.json";
        assert_eq!([garmin, "e.zip!apple_health_export/Export.XML", "a.gpx"].map(kind), ["Garmin", "Apple", ""]);
        assert_eq!(["a.csv", "x/a.csv", "e.zip!a.csv"].map(folder), ["", "x/", "e.zip!"]);
    }
}
