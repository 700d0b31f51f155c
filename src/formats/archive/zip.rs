//! A zip file: its directory read once, its entries read in place, as often and from as many threads as wanted.

use std::collections::HashSet;
use std::fmt::Debug;
use std::io::Read;

use flate2::read::DeflateDecoder;
use rawzip::{CompressionMethod, RECOMMENDED_BUFFER_SIZE, ReaderAt, ZipArchive, ZipArchiveEntryWayfinder, ZipLocator};

use crate::error::{Error, ErrorKind, Result};
use crate::formats::{MAX_MEMBERS, grouped};
use crate::printable::printable;

/// How far from its end the directory of a zip file is searched for, bytes: behind it is a comment of 64 KiB at most.
const SEARCHED_BYTES: u64 = (64 << 10) + 22;

/// Characters of IBM code page 437 for the bytes from 128 on: names in old zip files are written in it.
const CODE_PAGE_437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// The first byte that is no ASCII.
const FIRST_HIGH_BYTE: u8 = 128;

/// An opened zip file.
#[derive(Debug)]
pub(super) struct Zip<R> {
    archive: ZipArchive<R>,
    entries: Vec<ZipEntry>,
    damage: Option<String>,
}

/// One line of its directory.
#[derive(Debug)]
pub(super) struct ZipEntry {
    /// The name in the file, with forward slashes.
    pub(super) name: String,
    /// The name to show: safe to print, and unlike that of any other entry.
    pub(super) label: String,
    place: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    is_encrypted: bool,
    is_folder: bool,
}

impl ZipEntry {
    fn of(record: &rawzip::ZipFileHeaderRecord<'_>) -> Self {
        let name = decoded(record.file_path().as_bytes()).replace('\\', "/");
        Self {
            label: printable(&name).into_owned(),
            is_folder: record.is_dir() || name.ends_with('/'),
            name,
            place: record.wayfinder(),
            method: record.compression_method(),
            is_encrypted: record.flags().is_encrypted(),
        }
    }

    /// The size of the entry's packed data as the directory gives it, bytes.
    pub(super) fn packed_bytes(&self) -> u64 {
        self.place.compressed_size_hint()
    }
}

impl ZipEntry {
    /// Whether it is a folder.
    pub(super) fn is_folder(&self) -> bool {
        self.is_folder
    }
}

impl<R: ReaderAt + Debug> Zip<R> {
    /// Opens a zip file of `length` bytes and reads its directory. Where the directory is damaged, the entries before
    /// the damage are kept.
    ///
    /// # Errors
    /// `Malformed` without a directory, `Limit` above [`MAX_MEMBERS`].
    pub(super) fn open(reader: R, length: u64) -> Result<Self> {
        let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
        let archive = locate(reader, length, &mut buffer)?;
        let mut entries = Vec::new();
        let mut damage = None;
        let mut records = archive.entries(&mut buffer);
        loop {
            match records.next_entry() {
                Ok(Some(_)) if entries.len() == MAX_MEMBERS => return Err(too_many()),
                Ok(Some(record)) => entries.push(ZipEntry::of(&record)),
                Ok(None) => break,
                Err(error) => {
                    damage = Some(error.to_string());
                    break;
                }
            }
        }
        let promised = archive.entries_hint();
        if damage.is_none() && (entries.len() as u64) < promised {
            damage = Some(format!("{} of {promised} entries", entries.len()));
        }
        tell_apart(&mut entries);
        Ok(Self { archive, entries, damage })
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn entry(&self, index: usize) -> &ZipEntry {
        &self.entries[index]
    }

    /// The lines of its directory.
    pub(super) fn entries(&self) -> &[ZipEntry] {
        &self.entries
    }

    /// The names of its files, as shown.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().filter(|entry| !entry.is_folder).map(|entry| entry.label.as_str())
    }

    /// What is wrong with its directory.
    pub(super) fn damage(&self) -> Option<Error> {
        self.damage.as_ref().map(|found| damaged(found.clone()))
    }

    /// Forgets the damage, so that it is reported only once.
    pub(super) fn forget_damage(&mut self) {
        self.damage = None;
    }

    /// A reader of an entry's unpacked bytes, which are checked at their end; `None` for a folder.
    ///
    /// # Errors
    /// `Unsupported` for a password or a packing method that is not read, `Malformed` where no entry is.
    pub(super) fn reader(&self, index: usize) -> Result<Option<impl Read + use<'_, R>>> {
        let entry = &self.entries[index];
        if entry.is_folder {
            return Ok(None);
        }
        if entry.is_encrypted {
            return Err(unsupported("an entry with a password", "unpack it with its password and give the folder"));
        }
        let local = self.archive.get_entry(entry.place).map_err(|error| damaged(error.to_string()))?;
        let unpacked: Box<dyn Read + '_> = match entry.method {
            CompressionMethod::STORE => Box::new(local.reader()),
            CompressionMethod::DEFLATE => Box::new(DeflateDecoder::new(local.reader())),
            method => {
                return Err(unsupported(&format!("an entry packed as {method}"), "unpack it and give the folder"));
            }
        };
        Ok(Some(local.verifying_reader(unpacked)))
    }
}

/// Finds the directory from the end. Bytes in a comment may look like a directory, so the search goes on before them.
fn locate<R: ReaderAt>(mut reader: R, length: u64, buffer: &mut [u8]) -> Result<ZipArchive<R>> {
    let locator = ZipLocator::new().max_search_space(SEARCHED_BYTES);
    let mut end = length;
    loop {
        match locator.locate_in_reader(reader, buffer, end) {
            Ok(archive) => return Ok(archive),
            Err((back, error)) => match error.eocd_offset().filter(|offset| *offset < end) {
                Some(offset) if length - offset <= SEARCHED_BYTES => (reader, end) = (back, offset),
                _ => return Err(damaged(error.to_string())),
            },
        }
    }
}

/// A name as UTF-8 where its bytes are that, else in the code page of old zip programs.
fn decoded(name: &[u8]) -> String {
    let from_code_page = |byte: &u8| match byte.checked_sub(FIRST_HIGH_BYTE) {
        Some(place) => CODE_PAGE_437.chars().nth(usize::from(place)).unwrap_or(char::REPLACEMENT_CHARACTER),
        None => char::from(*byte),
    };
    std::str::from_utf8(name).map_or_else(|_| name.iter().map(from_code_page).collect(), str::to_owned)
}

/// Gives every entry a label of its own: `1.fit` a second time is `1 (2).fit`.
fn tell_apart(entries: &mut [ZipEntry]) {
    let mut taken: HashSet<String> = HashSet::with_capacity(entries.len());
    let mut copies: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    for entry in entries {
        if taken.insert(entry.label.clone()) {
            continue;
        }
        let count = copies.entry(entry.label.clone()).or_insert(1);
        loop {
            *count += 1;
            let label = numbered(&entry.label, *count);
            if taken.insert(label.clone()) {
                entry.label = label;
                break;
            }
        }
    }
}

/// The name with a number before its endings.
fn numbered(name: &str, number: usize) -> String {
    let from = name.rfind('/').map_or(0, |slash| slash + 1);
    let dot = name[from..].find('.').map_or(name.len(), |dot| from + dot);
    format!("{} ({number}){}", &name[..dot], &name[dot..])
}

fn damaged(found: String) -> Error {
    Error::new(ErrorKind::Malformed, "a zip file with stored or deflated entries", found)
        .at("the directory of the zip file")
        .hint("download the export again")
}

fn unsupported(found: &str, hint: &str) -> Error {
    Error::new(ErrorKind::Unsupported, "a zip file with stored or deflated entries", found)
        .at("the directory of the zip file")
        .hint(hint)
}

fn too_many() -> Error {
    Error::new(ErrorKind::Limit, format!("at most {} entries", grouped(MAX_MEMBERS)), "more")
        .at("the directory of the zip file")
        .hint("unpack it and give the folder")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_old_code_pages_are_read() {
        assert_eq!(decoded("Läufe/1.fit".as_bytes()), "Läufe/1.fit");
        assert_eq!(decoded(b"L\x84ufe/1.fit"), "Läufe/1.fit");
        assert_eq!(CODE_PAGE_437.chars().count(), 128);
    }

    #[test]
    fn a_number_goes_before_the_endings() {
        assert_eq!(numbered("a.b/1.fit.gz", 2), "a.b/1 (2).fit.gz");
        assert_eq!(numbered("a.b/run", 3), "a.b/run (3)");
    }
}
