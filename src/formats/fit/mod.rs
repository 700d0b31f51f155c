//! FIT, protocol 1 and 2: a record-oriented decoder, from bytes into columns.
//!
//! ```text
//! file    = header(12|14) message* crc(2); several files may follow each other
//! message = header(1) body; a definition says how the bodies of a local type (0-15) lie
//! ```
//!
//! One walk over the messages ([`scan`]) notes where each record lies and takes in the few other messages. Then every
//! field of a record layout is decoded for a whole run of records at once ([`columns`]), so that nothing is decided and
//! nothing allocated per record. Only what the model holds is read; everything else is stepped over by its size.
//!
//! Damage ends the walk; what came before it is kept, with a note.
//!
//! Source: Garmin, FIT SDK, "FIT Protocol" and the global profile (`Profile.xlsx`), 21.x.

mod activity;
mod base_type;
mod checksum;
mod columns;
mod developer;
#[cfg(test)]
mod encode;
mod header;
mod heart;
mod layout;
mod marks;
mod names;
mod plan;
mod quantity;
mod scan;
mod sensors;
mod sessions;
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests;

use super::grouped;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Note, Reading, Stage, Workout};
use activity::Content;
use header::{Extent, is_header};
use scan::{FileScan, FitDamage};

/// The profile's number of a course file: a track to follow, not a recording.
const COURSE: u8 = 6;

/// The profile's number of an activity file.
const ACTIVITY: u8 = 4;

/// Reads the FIT files in the bytes, one after another.
///
/// # Errors
/// `Malformed` when the header is broken, or damage comes before the first record; `NotAnActivity` for settings,
/// courses and other files without a recording; `NoUsableData` for an activity without one usable record; `Limit` above
/// the limits of a recording.
pub(crate) fn read(bytes: &[u8]) -> Result<Reading> {
    let mut found = FilesRead::default();
    let mut at = 0;
    while at == 0 || is_header(bytes, at) {
        at = found.read_file(bytes, at)?;
    }
    if at < bytes.len() && found.is_sound {
        found.note(format!("{} bytes after the end at byte {} left out", grouped(bytes.len() - at), grouped(at)));
    }
    found.into_reading()
}

/// The planned workout in the bytes.
///
/// # Errors
/// `Malformed` when the header is broken, `NoUsableData` when there is no workout.
pub(crate) fn read_workout(bytes: &[u8]) -> Result<Workout> {
    let extent = Extent::read(bytes, 0)?;
    let part = scan::scan(bytes, extent.messages, extent.end)?;
    let none = || Error::new(ErrorKind::NoUsableData, "a workout with steps", "none").at("the whole file");
    part.marks.plan.into_workout().ok_or_else(none)
}

/// What the files in the bytes held.
#[derive(Debug, Default)]
struct FilesRead {
    contents: Vec<Content>,
    notes: Vec<Note>,
    /// The type of the first file that is no activity.
    other_type: Option<u8>,
    /// Records of all files, usable or not.
    records: usize,
    /// Where the first damage is, and what.
    damage: Option<(usize, String)>,
    /// Whether the last file was whole.
    is_sound: bool,
}

impl FilesRead {
    /// Reads the file that begins at a byte, and gives the byte after it.
    fn read_file(&mut self, bytes: &[u8], at: usize) -> Result<usize> {
        let mut extent = Extent::read(bytes, at)?;
        let mut wrong_checksum = extent.wrong_checksum(bytes);
        let is_doubtful = extent.is_cut(bytes) || (wrong_checksum.is_some() && !is_header(bytes, extent.next(bytes)));
        if extent.declared.is_none() {
            self.note(format!("no data size in the header at byte {}", grouped(at)));
        } else if let Some(proved) = is_doubtful.then(|| extent.to_end_of_bytes(bytes)).flatten() {
            let declared = grouped(extent.declared_size());
            self.note(format!("wrong data size {declared} in the header at byte {}", grouped(at)));
            (extent, wrong_checksum) = (proved, None);
        }
        let part = scan::scan(bytes, extent.messages, extent.end)?;
        self.note_damage(bytes, &extent, &part);
        self.note_checksums(bytes, &extent, wrong_checksum);
        self.is_sound = part.damage.is_none() && !extent.is_cut(bytes);
        self.take(bytes, part);
        Ok(extent.next(bytes))
    }

    /// Keeps what is usable of a file.
    fn take(&mut self, bytes: &[u8], part: FileScan) {
        let file_type = part.marks.file_type;
        self.records += part.starts.len();
        // A part without records holds what a strap stored for the part before it.
        if part.starts.is_empty()
            && let Some(before) = self.contents.last_mut()
        {
            before.add_heart(part.marks.heart);
            return;
        }
        let content = Content::decode(bytes, part);
        if file_type != Some(COURSE) && content.is_usable() {
            self.contents.push(content);
        } else if let Some(other) = file_type.filter(|&file_type| file_type != ACTIVITY) {
            self.other_type = self.other_type.or(Some(other));
        }
    }

    fn note_damage(&mut self, bytes: &[u8], extent: &Extent, part: &FileScan) {
        let kept = format!("{} records kept", grouped(part.starts.len()));
        // A checksum may stand before the end that the header declares: two bytes that are no message.
        let is_cut_off = |damage: &FitDamage| damage.is_cut || damage.at + header::CHECKSUM_BYTES >= bytes.len();
        let text = match (&part.damage, extent.declared) {
            (damage, Some(declared)) if extent.is_cut(bytes) && damage.as_ref().is_none_or(is_cut_off) => {
                format!("truncated at byte {} of {}: {kept}", grouped(bytes.len()), grouped(declared))
            }
            (Some(damage), _) => {
                let unread = grouped(extent.end - damage.at);
                format!("{} at byte {}: {kept}, {unread} bytes not read", damage.what, grouped(damage.at))
            }
            (None, _) => return,
        };
        let at = part.damage.as_ref().map_or(extent.end, |damage| damage.at);
        self.damage.get_or_insert((at, text.clone()));
        self.note(text);
    }

    fn note_checksums(&mut self, bytes: &[u8], extent: &Extent, data: Option<(u16, u16)>) {
        let of_header = extent.wrong_header_checksum(bytes).map(|sums| ("header", extent.messages - 2, sums));
        let of_data = data.map(|sums| ("data", extent.end, sums));
        for (what, at, (computed, written)) in of_header.into_iter().chain(of_data) {
            let at = grouped(at);
            self.note(format!("{what} checksum mismatch at byte {at}: expected {computed:#06x}, found {written:#06x}"));
        }
    }

    fn note(&mut self, text: String) {
        self.notes.push(Note::new(Stage::Read, text));
    }

    fn into_reading(self) -> Result<Reading> {
        let Some(origin) = self.contents.first().and_then(Content::first_stamp) else { return Err(self.nothing()) };
        let activities = self.contents.into_iter().flat_map(|content| content.into_activities(origin)).collect();
        Ok(Reading { activities, notes: self.notes })
    }

    /// Why there is no activity.
    fn nothing(self) -> Error {
        const EXPECTED: &str = "a FIT activity with records";
        if let Some(other) = self.other_type {
            return Error::new(ErrorKind::NotAnActivity, EXPECTED, names::file_type(other))
                .at("the file_id message")
                .hint("nothing to do: it is not a recording");
        }
        if self.records > 0 {
            return Error::new(ErrorKind::NoUsableData, EXPECTED, format!("{} empty records", grouped(self.records)))
                .at("the record messages")
                .hint("nothing to do: the watch measured nothing");
        }
        if let Some((at, what)) = self.damage {
            return Error::new(ErrorKind::Malformed, EXPECTED, what)
                .at(format!("byte {}", grouped(at)))
                .hint("export the activity again");
        }
        Error::new(ErrorKind::NoUsableData, EXPECTED, "no record message with a time")
            .at("the whole file")
            .hint("nothing to do: it holds at most a summary")
    }
}
