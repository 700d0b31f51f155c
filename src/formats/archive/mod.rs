//! Members of .gz and .zip exports, unpacked one at a time in memory: names inside are labels, never paths to write.
//!
//! ```text
//! export.zip                      Archive of entries
//! ├── activities/1.fit            one member   export.zip!activities/1.fit
//! ├── activities/2.fit.gz         one member   export.zip!activities/2.fit.gz, unpacked
//! ├── activities/1.fit            one member   export.zip!activities/1 (2).fit, as the name is taken
//! ├── older.zip                   its members  export.zip!older.zip!3.gpx; a zip in that one is an error
//! └── media/1.jpg, profile.csv    none
//! ```
//!
//! The packed bytes stay where they are, on disk or in memory: they are read at the place of each entry.

mod budget;
mod stream;
mod zip;

use std::fmt::Debug;
use std::io::Read;

use rawzip::ReaderAt;

use super::other::{self, nothing_read};
use super::{FileKind, MAX_RATIO, sniff};
use crate::error::{Error, ErrorKind, Result};
use crate::model::Note;
use budget::{Budget, Meter};
use stream::{Stream, gunzip};
use zip::{Zip, ZipEntry};

/// Stands between the name of an archive and the name of its member.
pub(crate) const MEMBER_MARK: char = '!';

/// Number of first bytes that tell gz from zip.
const MARK_BYTES: usize = 4;

/// One file out of an archive.
#[derive(Debug)]
pub struct Member {
    /// The archive's label and the member's name: `export.zip!activities/1.fit`.
    pub label: String,
    /// Its unpacked bytes, or why there are none.
    pub bytes: Result<Vec<u8>>,
    /// Caveats of unpacking: packed data that end early.
    pub notes: Vec<Note>,
}

/// An opened archive: entries that can be unpacked in any order, from several threads.
#[derive(Debug)]
pub struct Archive<R> {
    label: String,
    source: ArchiveSource<R>,
    budget: Budget,
}

#[derive(Debug)]
enum ArchiveSource<R> {
    /// A packed file and its length in bytes.
    Gzip(R, u64),
    Zip(Zip<R>),
}

/// The members of one entry, unpacked as they are asked for.
#[derive(Debug)]
pub struct Members<'a>(Inner<'a>);

#[derive(Debug)]
enum Inner<'a> {
    Single(Option<Box<Member>>),
    Nested(Box<Nested<'a>>),
}

/// A zip in a zip that is being unpacked.
#[derive(Debug)]
struct Nested<'a> {
    label: String,
    zip: Zip<Vec<u8>>,
    next: usize,
    is_told: bool,
    meter: Meter<'a>,
}

/// What an entry holds once unpacked.
#[derive(Debug)]
enum Unpacked {
    /// A file.
    File(Vec<u8>, Vec<Note>),
    /// A zip file.
    Zip(Vec<u8>),
    /// Nothing to read here.
    Other,
}

impl<R: ReaderAt + Debug> Archive<R> {
    /// Opens a gz or zip file of `length` bytes. The labels of its members begin with `label`.
    ///
    /// # Errors
    /// `Io` when it cannot be read, `UnknownFormat` when the bytes are neither, `Malformed` for a zip file without its
    /// directory, `Limit` above [`MAX_MEMBERS`](super::MAX_MEMBERS).
    pub fn open(label: impl Into<String>, reader: R, length: u64) -> Result<Self> {
        let mut mark = Vec::new();
        let first = rawzip::RangeReader::new(&reader, 0..length.min(MARK_BYTES as u64));
        Read::read_to_end(&mut { first }, &mut mark).map_err(|cause| unreadable(&cause))?;
        let source = match sniff(&mark) {
            Some(FileKind::Gzip) => ArchiveSource::Gzip(reader, length),
            Some(FileKind::Zip) => ArchiveSource::Zip(Zip::open(reader, length)?),
            _ => {
                return Err(Error::new(ErrorKind::UnknownFormat, "a gz or zip file", "other bytes").at("byte 0"));
            }
        };
        let entries = if let ArchiveSource::Zip(zip) = &source { zip.len() } else { 1 };
        Ok(Self { label: label.into(), source, budget: Budget::new(entries, length) })
    }

    /// The number of entries, members or not.
    pub fn len(&self) -> usize {
        match &self.source {
            ArchiveSource::Gzip(..) => 1,
            ArchiveSource::Zip(zip) => zip.len(),
        }
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The members of an entry. Most entries have one member. A folder, a hidden file, an entry that is no activity by
    /// name or bytes, and an entry beyond the archive's budget have none. A zip in a zip has several. The only file of
    /// a gz is always a member, and keeps the archive's label.
    pub fn members(&self, index: usize) -> Members<'_> {
        if index >= self.len() || !self.holds(index) {
            return Members::none();
        }
        let meter = self.budget.meter(index);
        match &self.source {
            ArchiveSource::Gzip(reader, length) => {
                let unpacked = gunzip(rawzip::RangeReader::new(reader, 0..*length), *length, meter);
                Members::single(self.label.clone(), unpacked.map(|(bytes, notes)| Unpacked::File(bytes, notes)))
            }
            ArchiveSource::Zip(zip) => entry_members(&self.label, zip, index, meter, Depth::Outermost),
        }
    }

    /// The files of a zip as they are shown, each with the index of its entry; none for a gz. Hidden files are left out.
    pub(crate) fn names(&self) -> impl Iterator<Item = (usize, &str)> {
        let zip = if let ArchiveSource::Zip(zip) = &self.source { Some(zip) } else { None };
        let is_shown = |(_, entry): &(usize, &ZipEntry)| !entry.is_folder() && !is_hidden(&entry.name);
        let entries = zip.into_iter().flat_map(|zip| zip.entries().iter().enumerate());
        entries.filter(is_shown).map(|(index, entry)| (index, entry.label.as_str()))
    }

    /// The unpacked bytes of an entry as a stream, for what is too large for memory; `None` for a folder. The stream ends at
    /// [`MAX_RATIO`](super::MAX_RATIO).
    ///
    /// # Errors
    /// Those of reading an entry.
    pub(crate) fn stream(&self, index: usize) -> Result<Option<impl Read>> {
        let ArchiveSource::Zip(zip) = &self.source else { return Ok(None) };
        let most = zip.entry(index).packed_bytes().saturating_mul(MAX_RATIO as u64);
        Ok(zip.reader(index)?.map(|reader| reader.take(most)))
    }

    /// Whether an entry is within the archive's budget for unpacking.
    ///
    /// What comes before the entry counts, so the answer is final once all entries were unpacked. Leave out the members
    /// of an entry that is then beyond the budget, whichever thread was first.
    pub fn holds(&self, index: usize) -> bool {
        self.budget.holds(index)
    }

    /// What is wrong with the archive as a whole: a damaged directory, more than may be unpacked, or nothing to read in
    /// it. Ask once all entries were unpacked; `members` is how many members they gave.
    pub fn problem(&self, members: usize) -> Option<Error> {
        let ArchiveSource::Zip(zip) = &self.source else { return None };
        zip.damage().or_else(|| self.budget.problem()).or_else(|| (members == 0).then(|| nothing_read(zip.names())))
    }
}

/// All members of the gz or zip file in the bytes, in the order of its directory; opened as by [`Archive::open`].
///
/// What is wrong with the archive as a whole comes last, under the archive's own label.
///
/// # Errors
/// Those of [`Archive::open`].
pub fn members<'a>(label: &str, bytes: &'a [u8]) -> Result<impl Iterator<Item = Member> + use<'a>> {
    Ok(Archive::open(label, bytes, bytes.len() as u64)?.into_members())
}

impl<R: ReaderAt + Debug> Archive<R> {
    /// All members, entry by entry, and at last what is wrong with the archive as a whole, under its own label.
    pub(crate) fn into_members(self) -> impl Iterator<Item = Member> {
        let (mut index, mut count, mut waiting) = (0, 0, Vec::new().into_iter());
        std::iter::from_fn(move || {
            loop {
                if let Some(member) = waiting.next() {
                    count += 1;
                    return Some(member);
                }
                index += 1;
                if index > self.len() {
                    let last = index == self.len() + 1;
                    let problem = self.problem(count).filter(|_| last);
                    return problem.map(|error| Member::failed(self.label.clone(), error));
                }
                waiting = self.members(index - 1).collect::<Vec<_>>().into_iter();
            }
        })
    }
}

/// Whether a name ends like an activity's: `.fit`, `.gpx` or `.tcx`, with or without `.gz`.
///
/// ```
/// assert!(lastrep::formats::archive::is_activity_name("dir/Run.FIT.gz"));
/// assert!(!lastrep::formats::archive::is_activity_name("profile.csv"));
/// ```
pub fn is_activity_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    [".fit", ".gpx", ".tcx"].iter().any(|extension| name.ends_with(extension))
}

impl Member {
    fn failed(label: String, error: Error) -> Self {
        Self { label, bytes: Err(error), notes: Vec::new() }
    }
}

impl Members<'_> {
    fn none() -> Self {
        Self(Inner::Single(None))
    }

    fn single(label: String, unpacked: Result<Unpacked>) -> Self {
        let member = match unpacked {
            Ok(Unpacked::File(bytes, notes)) => Member { label, bytes: Ok(bytes), notes },
            Ok(Unpacked::Zip(_) | Unpacked::Other) => return Self::none(),
            Err(error) => Member::failed(label, error),
        };
        Self(Inner::Single(Some(Box::new(member))))
    }
}

impl Iterator for Members<'_> {
    type Item = Member;

    fn next(&mut self) -> Option<Member> {
        match &mut self.0 {
            Inner::Single(member) => member.take().map(|member| *member),
            Inner::Nested(nested) => nested.next(),
        }
    }
}

impl Nested<'_> {
    fn next(&mut self) -> Option<Member> {
        while self.next < self.zip.len() {
            if let Some(error) = self.meter.problem() {
                self.next = self.zip.len();
                return Some(self.tell(error));
            }
            self.next += 1;
            let mut members = entry_members(&self.label, &self.zip, self.next - 1, self.meter, Depth::Nested);
            if let Some(member) = members.next() {
                self.is_told = true;
                return Some(member);
            }
        }
        let nothing = || nothing_read(self.zip.names());
        let error = self.zip.damage().or_else(|| (!self.is_told).then(nothing))?;
        self.zip.forget_damage();
        Some(self.tell(error))
    }

    fn tell(&mut self, error: Error) -> Member {
        self.is_told = true;
        Member::failed(self.label.clone(), error)
    }
}

/// Where a zip file lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Depth {
    /// It is the archive itself.
    Outermost,
    /// It is a member of the archive: a zip file in it is not opened.
    Nested,
}

/// The members of one entry of a zip file, which may itself be the zip in a zip.
fn entry_members<'a, R: ReaderAt + Debug>(
    label: &str,
    zip: &Zip<R>,
    index: usize,
    meter: Meter<'a>,
    depth: Depth,
) -> Members<'a> {
    let entry = zip.entry(index);
    if is_hidden(&entry.name) {
        return Members::none();
    }
    let label = format!("{label}{MEMBER_MARK}{}", entry.label);
    match unpack_entry(zip, index, meter) {
        Ok(Unpacked::Zip(_)) if depth == Depth::Nested => Members::single(label, Err(too_deep())),
        Ok(Unpacked::Zip(bytes)) => {
            let length = bytes.len() as u64;
            match Zip::open(bytes, length) {
                Ok(zip) => Members(Inner::Nested(Box::new(Nested { label, zip, next: 0, is_told: false, meter }))),
                Err(error) => Members::single(label, Err(error)),
            }
        }
        unpacked => Members::single(label, unpacked),
    }
}

/// Whether a file is hidden: some part of its name begins with a dot, or it lies in the folder that macOS adds.
fn is_hidden(name: &str) -> bool {
    let is_special = |part: &str| matches!(part, "" | "." | "..");
    name.split('/').any(|part| (part.starts_with('.') && !is_special(part)) || part == "__MACOSX")
}

/// Unpacks an entry that is an activity, a gz or a zip by name or by its first bytes.
fn unpack_entry<R: ReaderAt + Debug>(zip: &Zip<R>, index: usize, meter: Meter<'_>) -> Result<Unpacked> {
    let name = &zip.entry(index).name;
    let is_wanted = is_activity_name(name) || name.to_ascii_lowercase().ends_with(".zip");
    let unread = |first: &[u8]| other::of_file(name, first).map_or(Ok(Unpacked::Other), |known| Err(known.error()));
    let reader = match zip.reader(index) {
        Ok(None) => return Ok(Unpacked::Other),
        Ok(Some(reader)) => reader,
        Err(error) => return if is_wanted { Err(error) } else { unread(&[]) },
    };
    let mut stream = Stream::new(reader, zip.entry(index).packed_bytes(), meter);
    let first = stream.read_first();
    let kind = sniff(&stream.bytes);
    if !is_wanted && (first.is_err() || kind.is_none() || other::of_name(name).is_some_and(|known| known.is_zip)) {
        return unread(&stream.bytes);
    }
    let (bytes, notes) = first.and_then(|()| stream.read_rest()).map(|()| (stream.bytes, stream.notes))?;
    match kind {
        Some(FileKind::Zip) => Ok(Unpacked::Zip(bytes)),
        Some(FileKind::Gzip) => {
            let (inner, inner_notes) = gunzip(bytes.as_slice(), bytes.len() as u64, meter)?;
            let is_activity = is_activity_name(name) || sniff(&inner).is_some();
            let notes = notes.into_iter().chain(inner_notes).collect();
            Ok(if is_activity { Unpacked::File(inner, notes) } else { Unpacked::Other })
        }
        _ => Ok(Unpacked::File(bytes, notes)),
    }
}

fn too_deep() -> Error {
    Error::new(ErrorKind::Unsupported, "at most a zip file in a zip file", "one more inside")
        .at("its first bytes")
        .hint("unpack the outer archive")
}

fn unreadable(cause: &std::io::Error) -> Error {
    Error::new(ErrorKind::Io, "a readable archive", cause.to_string())
        .at("its first bytes")
        .hint("check that the file is whole and may be read")
}

#[cfg(test)]
mod tests;
