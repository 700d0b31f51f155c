//! The lists that lie beside recordings: found and read before the recordings, so that each file gets its row as plain data.
//!
//! A list is joined by label: `export.zip!activities.csv` names `export.zip!activities/1.fit.gz`, and `old/activities.csv` names
//! `old/activities/1.fit.gz`.

use super::guard::guarded;
use super::open::{Opened, open};
use super::{Listing, Source};
use crate::error::{Error, ErrorKind, Result};
use crate::formats::archive::{Archive, MEMBER_MARK, is_activity_name};
use crate::formats::beside::strava;
use crate::formats::{MAX_FILE_BYTES, grouped};
use crate::model::{Beside, Listed};
use rawzip::FileReader;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// The ending that a program may have unpacked.
const PACKED: &str = ".gz";

/// Most names of files that a sentence shows.
const SHOWN: usize = 2;

/// The rows of all lists, by runner and label of the recording, and what is to be said of the lists.
#[derive(Debug, Default)]
pub(super) struct Lists {
    rows: BTreeMap<(String, String), Listed>,
    pub(super) notes: Vec<String>,
}

/// Every label of a runner's files, members of zip files too.
type Labels<'a> = BTreeMap<&'a str, BTreeSet<String>>;

/// A list that was found: whose it is, its label, and its bytes.
struct Found<'a> {
    runner: &'a str,
    label: String,
    bytes: Result<Vec<u8>>,
}

impl Lists {
    /// The lists beside all files of a listing.
    pub(super) fn of(listing: &Listing) -> Self {
        let (mut labels, mut found) = (Labels::new(), Vec::new());
        for source in &listing.sources {
            look_into(source, labels.entry(&source.runner).or_default(), &mut found);
        }
        let mut lists = Self::default();
        for one in found {
            let none = BTreeSet::new();
            lists.take(&one, labels.get(one.runner).unwrap_or(&none));
        }
        lists
    }

    /// What lies beside a recording. A list names packed files, also where they were unpacked since.
    pub(super) fn beside(&self, runner: &str, label: &str) -> Beside<'_> {
        let row = |label: String| self.rows.get(&(runner.to_owned(), label));
        Beside { named: row(label.to_owned()).or_else(|| row(format!("{label}{PACKED}"))) }
    }

    fn take(&mut self, found: &Found<'_>, labels: &BTreeSet<String>) {
        let rows = match found.bytes.as_ref().map(|bytes| guarded(|| strava::read(bytes)).flatten()) {
            Ok(Ok(Some(rows))) => rows,
            Ok(Ok(None)) => return,
            Ok(Err(error)) => return self.notes.push(format!("{}: no use is made of it: {error}", found.label)),
            Err(error) => return self.notes.push(format!("{}: no use is made of it: {error}", found.label)),
        };
        let folder = &found.label[..found.label.len() - strava::NAME.len()];
        let (mut by_hand, mut absent) = (0, Vec::new());
        for row in rows {
            let Some(file) = row.file else {
                by_hand += 1;
                continue;
            };
            let label = format!("{folder}{file}");
            let is_there = labels.contains(&label) || labels.contains(label.trim_end_matches(PACKED));
            if is_there {
                self.rows.insert((found.runner.to_owned(), label), row.listed);
            } else {
                absent.push(file);
            }
        }
        let recordings = format!("{folder}{}", strava::FOLDER);
        let is_unlisted = |label: &&String| {
            label.starts_with(&recordings)
                && is_activity_name(label)
                && self.beside(found.runner, label).named.is_none()
        };
        let unlisted: Vec<String> = labels.iter().filter(is_unlisted).cloned().collect();
        self.notes.extend(sentence(&found.label, by_hand, &absent, &unlisted));
    }
}

/// What of a list and of the files beside it has no partner; `None` where all have one.
fn sentence(label: &str, by_hand: usize, absent: &[String], unlisted: &[String]) -> Option<String> {
    let mut parts = Vec::new();
    if by_hand > 0 {
        parts.push(format!("{} without a recording, as entries by hand are", counted(by_hand, "row")));
    }
    if !absent.is_empty() {
        parts.push(format!("{} whose recording is not there ({})", counted(absent.len(), "row"), shown(absent)));
    }
    if !unlisted.is_empty() {
        parts.push(format!("{} without a row ({})", counted(unlisted.len(), "recording"), shown(unlisted)));
    }
    (!parts.is_empty()).then(|| format!("{label}: {}", parts.join(", ")))
}

fn counted(count: usize, noun: &str) -> String {
    format!("{} {noun}{}", grouped(count), if count == 1 { "" } else { "s" })
}

fn shown(names: &[String]) -> String {
    let more = if names.len() > SHOWN { ", …" } else { "" };
    let names: Vec<&str> = names.iter().take(SHOWN).map(String::as_str).collect();
    crate::printable::printable(&format!("{}{more}", names.join(", "))).into_owned()
}

/// Adds the labels of a source, and its lists.
fn look_into<'a>(source: &'a Source, labels: &mut BTreeSet<String>, found: &mut Vec<Found<'a>>) {
    labels.insert(source.label.clone());
    if is_list(&source.label) {
        let bytes = read_whole(&source.path);
        found.push(Found { runner: &source.runner, label: source.label.clone(), bytes });
    } else if source.label.to_ascii_lowercase().ends_with(".zip")
        && let Ok(Ok(Opened::Archive(archive))) = guarded(|| open(&source.path, &source.label))
    {
        look_into_archive(&archive, source, labels, found);
    }
}

fn look_into_archive<'a>(
    archive: &Archive<FileReader>,
    source: &'a Source,
    labels: &mut BTreeSet<String>,
    found: &mut Vec<Found<'a>>,
) {
    for (index, name) in archive.names() {
        let label = format!("{}{MEMBER_MARK}{name}", source.label);
        if is_list(&label) {
            let bytes = guarded(|| archive.whole(index)).flatten();
            found.push(Found { runner: &source.runner, label: label.clone(), bytes });
        }
        labels.insert(label);
    }
}

/// Whether a label's last name is that of a list.
fn is_list(label: &str) -> bool {
    label.rsplit(['/', MEMBER_MARK]).next() == Some(strava::NAME)
}

/// The bytes of a list on disk.
fn read_whole(path: &Path) -> Result<Vec<u8>> {
    let unreadable = |cause| Error::io(path, "a readable file", cause);
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
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
    fn what_has_no_partner_is_one_sentence() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(sentence("a.csv", 0, &[], &[]), None);
        let told = sentence("e.zip!activities.csv", 1, &names(&["activities/9.fit.gz"]), &names(&["1", "2", "3"]));
        let expected = "e.zip!activities.csv: 1 row without a recording, as entries by hand are, 1 row whose recording is not \
                        there (activities/9.fit.gz), 3 recordings without a row (1, 2, …)";
        assert_eq!(told.as_deref(), Some(expected));
    }

    #[test]
    fn a_list_is_known_by_its_last_name() {
        let is = ["activities.csv", "old/activities.csv", "e.zip!activities.csv", "e.zip!x/activities.csv"];
        assert!(is.iter().all(|label| is_list(label)));
        assert!(!["my-activities.csv", "activities.csv/1.fit"].iter().any(|label| is_list(label)));
    }
}
