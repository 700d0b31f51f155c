//! Members of .gz and .zip exports, unpacked one at a time in memory: names inside are labels, never paths to write.
//!
//! ```text
//! export.zip                      Archive of entries
//! ├── activities/1.fit            one member   export.zip!activities/1.fit
//! ├── activities/2.fit.gz         one member   export.zip!activities/2.fit.gz, unpacked
//! ├── older.zip                   its members  export.zip!older.zip!3.gpx; a zip in that one is an error
//! └── media/1.jpg, profile.csv    none
//! ```

use std::io::{Cursor, Read};

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;
use zip::result::ZipError;

use super::sniff::SNIFFED_BYTES;
use super::{Kind, MAX_MEMBER_BYTES, MAX_MEMBERS, MAX_RATIO, grouped, sniff};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Note, Stage};

/// Between the name of an archive and the name of its member.
const MEMBER_MARK: char = '!';

/// Below this unpacked size the ratio is not looked at, bytes.
const RATIO_FREE_BYTES: usize = 1 << 20;

/// The zip file in the bytes that an archive borrows, or the bytes of a zip in a zip.
type ZipOf<B> = ZipArchive<Cursor<B>>;

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
#[derive(Debug, Clone)]
pub struct Archive<'a> {
    label: String,
    source: Source<'a>,
}

#[derive(Debug, Clone)]
enum Source<'a> {
    Gzip(&'a [u8]),
    Zip(ZipOf<&'a [u8]>),
}

/// The members of one entry, unpacked as they are asked for.
#[derive(Debug)]
pub struct Members(Inner);

#[derive(Debug)]
enum Inner {
    Single(Option<Box<Member>>),
    Nested { label: String, zip: Box<ZipOf<Vec<u8>>>, next: usize },
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

impl<'a> Archive<'a> {
    /// Opens the gz or zip file in the bytes; the label is the name that its members' labels begin with.
    ///
    /// # Errors
    /// `UnknownFormat` when the bytes are neither, `Malformed` for a zip file without its directory, `Limit` above
    /// [`MAX_MEMBERS`].
    pub fn open(label: impl Into<String>, bytes: &'a [u8]) -> Result<Self> {
        let source = match sniff(bytes) {
            Some(Kind::Gzip) => Source::Gzip(bytes),
            Some(Kind::Zip) => Source::Zip(open_zip(bytes)?),
            _ => {
                return Err(Error::new(ErrorKind::UnknownFormat, "a gz or zip file", "other bytes").at("byte 0"));
            }
        };
        Ok(Self { label: label.into(), source })
    }

    /// The number of entries: members, and what is no member.
    pub fn len(&self) -> usize {
        match &self.source {
            Source::Gzip(_) => 1,
            Source::Zip(zip) => zip.len(),
        }
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The members of an entry: one; none for folders, hidden files and what is no activity by name or bytes; several
    /// for a zip in a zip. The only file of a gz is always a member, and keeps the archive's label.
    pub fn members(&self, index: usize) -> Members {
        match &self.source {
            Source::Gzip(bytes) => {
                let unpacked = gunzip(bytes);
                Members::single(self.label.clone(), unpacked.map(|(bytes, notes)| Unpacked::File(bytes, notes)))
            }
            Source::Zip(zip) => entry_members(&self.label, &mut zip.clone(), index, false),
        }
    }
}

/// All members of the gz or zip file in the bytes, in the order of its directory; opened as by [`Archive::open`].
///
/// # Errors
/// Those of [`Archive::open`].
pub fn members<'a>(label: &str, bytes: &'a [u8]) -> Result<impl Iterator<Item = Member> + use<'a>> {
    let archive = Archive::open(label, bytes)?;
    Ok((0..archive.len()).flat_map(move |index| archive.members(index)))
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

impl Members {
    fn none() -> Self {
        Self(Inner::Single(None))
    }

    fn single(label: String, unpacked: Result<Unpacked>) -> Self {
        let (bytes, notes) = match unpacked {
            Ok(Unpacked::File(bytes, notes)) => (Ok(bytes), notes),
            Ok(Unpacked::Zip(_) | Unpacked::Other) => return Self::none(),
            Err(error) => (Err(error), Vec::new()),
        };
        Self(Inner::Single(Some(Box::new(Member { label, bytes, notes }))))
    }
}

impl Iterator for Members {
    type Item = Member;

    fn next(&mut self) -> Option<Member> {
        match &mut self.0 {
            Inner::Single(member) => member.take().map(|member| *member),
            Inner::Nested { label, zip, next } => {
                while *next < zip.len() {
                    *next += 1;
                    let mut members = entry_members(label, zip, *next - 1, true);
                    if let Some(member) = members.next() {
                        return Some(member);
                    }
                }
                None
            }
        }
    }
}

/// The members of one entry of a zip file, which may itself be the zip in a zip.
fn entry_members<B: AsRef<[u8]>>(label: &str, zip: &mut ZipOf<B>, index: usize, is_nested: bool) -> Members {
    let name = entry_name(zip, index);
    if is_hidden(&name) {
        return Members::none();
    }
    let label = format!("{label}{MEMBER_MARK}{name}");
    match unpack_entry(zip, index, &name) {
        Ok(Unpacked::Zip(_)) if is_nested => Members::single(label, Err(too_deep())),
        Ok(Unpacked::Zip(bytes)) => match open_zip(bytes) {
            Ok(zip) => Members(Inner::Nested { label, zip: Box::new(zip), next: 0 }),
            Err(error) => Members::single(label, Err(error)),
        },
        unpacked => Members::single(label, unpacked),
    }
}

/// The entry's name with forward slashes and without control characters: only ever shown.
fn entry_name<B: AsRef<[u8]>>(zip: &ZipOf<B>, index: usize) -> String {
    let name = match zip.name_for_index(index) {
        Some(Ok(name)) => name.into_owned(),
        _ => format!("entry {index}"),
    };
    name.replace('\\', "/").replace(char::is_control, " ")
}

/// Whether some part of a name begins with a dot, or it lies in the folder that macOS adds.
fn is_hidden(name: &str) -> bool {
    let is_special = |part: &str| matches!(part, "" | "." | "..");
    name.split('/').any(|part| (part.starts_with('.') && !is_special(part)) || part == "__MACOSX")
}

/// Unpacks an entry that is an activity, a gz or a zip by name or by its first bytes.
fn unpack_entry<B: AsRef<[u8]>>(zip: &mut ZipOf<B>, index: usize, name: &str) -> Result<Unpacked> {
    let is_wanted = is_activity_name(name) || name.to_ascii_lowercase().ends_with(".zip");
    let entry = match zip.by_index(index) {
        Ok(entry) if entry.is_dir() => return Ok(Unpacked::Other),
        Ok(entry) => entry,
        Err(error) => return if is_wanted { Err(zip_error(error)) } else { Ok(Unpacked::Other) },
    };
    let packed = usize::try_from(entry.compressed_size()).unwrap_or(usize::MAX);
    let mut stream = Stream::new(entry, packed);
    let first = stream.read_first();
    let kind = sniff(&stream.bytes);
    if !is_wanted && (first.is_err() || kind.is_none()) {
        return Ok(Unpacked::Other);
    }
    let (bytes, notes) = first.and_then(|()| stream.read_rest()).map(|()| (stream.bytes, stream.notes))?;
    match kind {
        Some(Kind::Zip) => Ok(Unpacked::Zip(bytes)),
        Some(Kind::Gzip) => {
            let (inner, inner_notes) = gunzip(&bytes)?;
            let is_activity = is_activity_name(name) || sniff(&inner).is_some();
            let notes = notes.into_iter().chain(inner_notes).collect();
            Ok(if is_activity { Unpacked::File(inner, notes) } else { Unpacked::Other })
        }
        _ => Ok(Unpacked::File(bytes, notes)),
    }
}

/// The file in a gz.
fn gunzip(bytes: &[u8]) -> Result<(Vec<u8>, Vec<Note>)> {
    let mut stream = Stream::new(MultiGzDecoder::new(bytes), bytes.len());
    stream.read_first().and_then(|()| stream.read_rest())?;
    Ok((stream.bytes, stream.notes))
}

/// A file being unpacked, within the limits of size and ratio.
#[derive(Debug)]
struct Stream<R> {
    reader: R,
    packed: usize,
    bytes: Vec<u8>,
    notes: Vec<Note>,
    is_over: bool,
}

impl<R: Read> Stream<R> {
    fn new(reader: R, packed: usize) -> Self {
        Self { reader, packed, bytes: Vec::new(), notes: Vec::new(), is_over: false }
    }

    /// Unpacks enough to tell what it is.
    fn read_first(&mut self) -> Result<()> {
        self.read_to(SNIFFED_BYTES)
    }

    /// Unpacks what is left.
    ///
    /// # Errors
    /// `Limit` above [`MAX_MEMBER_BYTES`] or [`MAX_RATIO`].
    fn read_rest(&mut self) -> Result<()> {
        let by_ratio = self.packed.saturating_mul(MAX_RATIO).max(RATIO_FREE_BYTES);
        let most = by_ratio.min(MAX_MEMBER_BYTES);
        self.read_to(most + 1)?;
        if self.bytes.len() <= most {
            return Ok(());
        }
        let expected = if by_ratio < MAX_MEMBER_BYTES {
            format!("at most {MAX_RATIO} bytes from each packed one")
        } else {
            format!("at most {} bytes unpacked", grouped(MAX_MEMBER_BYTES))
        };
        Err(Error::new(ErrorKind::Limit, expected, "more")
            .at(format!("byte {} of the unpacked data", grouped(most)))
            .hint("no recording packs so densely: check what the file is"))
    }

    /// Unpacks up to a length. Damage after the beginning of an activity leaves what came before it, and a note.
    fn read_to(&mut self, length: usize) -> Result<()> {
        let more = length.saturating_sub(self.bytes.len());
        if self.is_over || more == 0 {
            return Ok(());
        }
        let Err(error) = (&mut self.reader).take(more as u64).read_to_end(&mut self.bytes) else { return Ok(()) };
        self.is_over = true;
        let kept = grouped(self.bytes.len());
        if sniff(&self.bytes).is_some_and(|kind| !matches!(kind, Kind::Zip | Kind::Gzip)) {
            let text = format!("packed data damaged after {kept} unpacked bytes: {error}");
            self.notes.push(Note::new(Stage::Read, text));
            return Ok(());
        }
        Err(Error::new(ErrorKind::Malformed, "sound packed data", error.to_string())
            .at(format!("byte {kept} of the unpacked data"))
            .hint("download the export again")
            .because(error))
    }
}

fn open_zip<B: AsRef<[u8]>>(bytes: B) -> Result<ZipOf<B>> {
    let zip = ZipArchive::new(Cursor::new(bytes)).map_err(zip_error)?;
    if zip.len() > MAX_MEMBERS {
        let expected = format!("at most {} entries", grouped(MAX_MEMBERS));
        return Err(Error::new(ErrorKind::Limit, expected, grouped(zip.len()))
            .at("the directory of the zip file")
            .hint("unpack it and give the folder"));
    }
    Ok(zip)
}

fn too_deep() -> Error {
    Error::new(ErrorKind::Unsupported, "at most a zip file in a zip file", "one more inside")
        .at("its first bytes")
        .hint("unpack the outer archive")
}

fn zip_error(error: ZipError) -> Error {
    let (kind, hint) = match &error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            (ErrorKind::Unsupported, "unpack it with its password and give the folder")
        }
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            (ErrorKind::Unsupported, "unpack it and give the folder")
        }
        _ => (ErrorKind::Malformed, "download the export again"),
    };
    Error::new(kind, "a zip file with stored or deflated entries", error.to_string())
        .at("the directory of the zip file")
        .hint(hint)
        .because(error)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use std::io::{Cursor, Write};

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::{Archive, Member, is_activity_name, members};
    use crate::error::ErrorKind;

    const GPX: &[u8] = b"<?xml version=\"1.0\"?><gpx version=\"1.1\"><trk/></gpx>";

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in entries {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn labels(bytes: &[u8]) -> Vec<String> {
        members("a.zip", bytes).unwrap().map(|member| member.label).collect()
    }

    fn single(bytes: &[u8]) -> Member {
        let mut all: Vec<Member> = members("a.zip", bytes).unwrap().collect();
        assert_eq!(all.len(), 1);
        all.remove(0)
    }

    #[test]
    fn activities_are_visited_and_the_rest_is_not() {
        let packed = gzip(GPX);
        let bytes = zip(&[
            ("activities/1.GPX", GPX),
            ("activities/2.gpx.gz", &packed),
            ("unnamed", GPX),
            ("profile.csv", b"name;value"),
            ("media/photo.jpg", &[0xFF, 0xD8, 0xFF]),
            ("notes.gz", &gzip(b"text")),
            (".hidden/3.gpx", GPX),
            ("__MACOSX/4.gpx", GPX),
            ("5.fit", b""),
        ]);
        let expected =
            ["a.zip!activities/1.GPX", "a.zip!activities/2.gpx.gz", "a.zip!unnamed", "a.zip!5.fit"].map(str::to_owned);
        assert_eq!(labels(&bytes), expected);
        let unpacked: Vec<Vec<u8>> = members("a.zip", &bytes).unwrap().map(|member| member.bytes.unwrap()).collect();
        assert_eq!(unpacked, [GPX, GPX, GPX, b""]);
    }

    #[test]
    fn entries_are_read_in_any_order() {
        let bytes = zip(&[("1.gpx", b"<gpx>1"), ("2.gpx", b"<gpx>2"), ("3.csv", b"")]);
        let archive = Archive::open("a.zip", &bytes).unwrap();
        assert_eq!(archive.len(), 3);
        let at = |index| archive.members(index).map(|member| member.label).collect::<Vec<_>>();
        assert_eq!(
            (at(1), at(0), at(2), at(9)),
            (vec!["a.zip!2.gpx".to_owned()], vec!["a.zip!1.gpx".to_owned()], vec![], vec![])
        );
    }

    #[test]
    fn a_zip_in_a_zip_is_opened_once() {
        let innermost = zip(&[("1.gpx", GPX)]);
        let inner = zip(&[("2.gpx", GPX), ("deep.zip", &innermost), ("3.gpx.gz", &gzip(GPX))]);
        let outer = zip(&[("older.zip", &inner), ("4.gpx", GPX)]);
        let all: Vec<Member> = members("a.zip", &outer).unwrap().collect();
        let labels: Vec<&str> = all.iter().map(|member| member.label.as_str()).collect();
        let expected = ["a.zip!older.zip!2.gpx", "a.zip!older.zip!deep.zip", "a.zip!older.zip!3.gpx.gz", "a.zip!4.gpx"];
        assert_eq!(labels, expected);
        assert_eq!(all[1].bytes.as_ref().err().unwrap().kind(), ErrorKind::Unsupported);
        assert_eq!(all[2].bytes.as_ref().unwrap(), GPX);
    }

    #[test]
    fn the_file_of_a_gz_keeps_the_label() {
        let member = single(&gzip(b"anything"));
        assert_eq!((member.label.as_str(), member.bytes.unwrap()), ("a.zip", b"anything".to_vec()));
    }

    #[test]
    fn bombs_are_refused_and_their_neighbours_read() {
        let bomb = vec![b' '; 3 << 20];
        let bytes = zip(&[("bomb.gpx", &bomb), ("1.gpx", GPX)]);
        let all: Vec<Member> = members("a.zip", &bytes).unwrap().collect();
        let error = all[0].bytes.as_ref().err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Limit);
        assert!(!error.location().is_empty() && !error.advice().is_empty());
        assert!(all[1].bytes.is_ok());
        assert_eq!(single(&gzip(&bomb)).bytes.err().unwrap().kind(), ErrorKind::Limit);
    }

    #[test]
    fn a_cut_activity_keeps_its_beginning() {
        let text: Vec<u8> = GPX.iter().copied().chain((0..20_000_u32).flat_map(|k| (k * k).to_le_bytes())).collect();
        let packed = gzip(&text);
        let member = single(&packed[..packed.len() / 2]);
        let bytes = member.bytes.unwrap();
        assert!(bytes.len() > GPX.len() && text.starts_with(&bytes));
        assert!(member.notes[0].text.starts_with("packed data damaged after "));
        let packed = gzip(&text[GPX.len()..]);
        assert_eq!(single(&packed[..packed.len() / 2]).bytes.err().unwrap().kind(), ErrorKind::Malformed);
    }

    #[test]
    fn damage_stays_with_its_entry() {
        let text: Vec<u8> = (0..5000_u32).flat_map(|k| (k * k).to_le_bytes()).collect();
        let mut bytes = zip(&[("1.fit", &text), ("2.gpx", GPX)]);
        bytes[200] ^= 0xFF;
        let all: Vec<Member> = members("a.zip", &bytes).unwrap().collect();
        assert_eq!(all[0].bytes.as_ref().err().unwrap().kind(), ErrorKind::Malformed);
        assert_eq!(all[1].bytes.as_ref().unwrap(), GPX);
        assert_eq!(Archive::open("a.zip", &bytes[..300]).err().unwrap().kind(), ErrorKind::Malformed);
        assert_eq!(Archive::open("a.zip", b"text").err().unwrap().kind(), ErrorKind::UnknownFormat);
    }

    #[test]
    fn names_are_labels_only() {
        let bytes = zip(&[("../../etc/1.gpx", GPX), ("C:\\runs\\2.gpx", GPX)]);
        assert_eq!(labels(&bytes), ["a.zip!../../etc/1.gpx", "a.zip!C:/runs/2.gpx"]);
    }

    #[test]
    fn activity_names_are_told_from_others() {
        assert!(["a.fit", "A.GPX", "b.tcx.gz", ".fit"].into_iter().all(is_activity_name));
        assert!(!["a.fit.bak", "fit", "a.zip", "a.gz"].into_iter().any(is_activity_name));
    }
}
