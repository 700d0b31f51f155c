//! A file being unpacked, within the limits of size and ratio.

use std::io::Read;

use flate2::read::MultiGzDecoder;

use super::budget::Meter;
use crate::error::{Error, ErrorKind, Result};
use crate::formats::{MAX_MEMBER_BYTES, MAX_RATIO, SNIFFED_BYTES, grouped, sniff};
use crate::model::{Note, Stage};

/// Unpacked size from which the ratio is checked, bytes.
const RATIO_FREE_BYTES: usize = 1 << 20;

/// The file in a gz of `length` bytes.
pub(super) fn gunzip(packed: impl Read, length: u64, meter: Meter<'_>) -> Result<(Vec<u8>, Vec<Note>)> {
    let mut stream = Stream::new(MultiGzDecoder::new(packed), length, meter);
    stream.read_first().and_then(|()| stream.read_rest())?;
    Ok((stream.bytes, stream.notes))
}

/// What is unpacked so far, and where more comes from.
#[derive(Debug)]
pub(super) struct Stream<'a, R> {
    reader: R,
    packed: usize,
    pub(super) bytes: Vec<u8>,
    pub(super) notes: Vec<Note>,
    is_over: bool,
    meter: Meter<'a>,
}

impl<'a, R: Read> Stream<'a, R> {
    pub(super) fn new(reader: R, packed: u64, meter: Meter<'a>) -> Self {
        let packed = usize::try_from(packed).unwrap_or(usize::MAX);
        Self { reader, packed, bytes: Vec::new(), notes: Vec::new(), is_over: false, meter }
    }

    /// Unpacks enough to tell what the file is.
    pub(super) fn read_first(&mut self) -> Result<()> {
        self.read_to(SNIFFED_BYTES)
    }

    /// Unpacks what is left.
    ///
    /// # Errors
    /// `Limit` above [`MAX_MEMBER_BYTES`] or [`MAX_RATIO`].
    pub(super) fn read_rest(&mut self) -> Result<()> {
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

    /// Unpacks up to a length. Damage after the beginning of an activity leaves what came before the damage, and a
    /// note.
    fn read_to(&mut self, length: usize) -> Result<()> {
        let before = self.bytes.len();
        let more = length.saturating_sub(before);
        if self.is_over || more == 0 {
            return Ok(());
        }
        let outcome = (&mut self.reader).take(more as u64).read_to_end(&mut self.bytes);
        self.meter.spend((self.bytes.len() - before) as u64);
        let Err(error) = outcome else { return Ok(()) };
        self.is_over = true;
        let kept = grouped(self.bytes.len());
        if sniff(&self.bytes).is_some_and(|kind| !kind.is_archive()) {
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
