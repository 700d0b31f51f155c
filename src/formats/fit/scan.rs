//! One walk over the messages of a FIT file: where the records lie, and what the other messages say.

use super::base_type::ByteOrder;
use super::layout::{DefinitionKind, Message, MessageLayout};
use super::marks::{Marks, message};
use crate::error::{Error, ErrorKind, Result};
use crate::formats::{MAX_MARKS, MAX_POINTS, grouped};

/// Header bit of a data message whose time is packed in the header.
const COMPRESSED: u8 = 0x80;
/// Header bit of a definition message.
const DEFINITION: u8 = 0x40;
/// Header bit of a definition message with developer fields.
const HAS_DEVELOPER_FIELDS: u8 = 0x20;
/// Header bits of the local message type.
const LOCAL_BITS: u8 = 0x0F;
/// Header bits of the packed time, s.
const PACKED_TIME_BITS: u8 = 0x1F;
/// Local message types.
const LOCAL_TYPES: usize = 16;

/// Earlier layouts that a repeated definition is compared with: watches define the same message again and again.
const REMEMBERED_LAYOUTS: usize = 32;

/// Most layouts of records in one file; a watch needs a handful.
const MAX_LAYOUTS: usize = 4_096;

/// Most sessions in one file; a long triathlon has five.
const MAX_SESSIONS: usize = 256;

/// Consecutive records of one layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RecordRun {
    /// The layout, as an index.
    pub(super) layout: usize,
    /// How many records.
    pub(super) count: usize,
}

/// Where the walk had to stop before the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FitDamage {
    /// The byte at which the message begins that cannot be read.
    pub(super) at: usize,
    /// What is wrong with it.
    pub(super) what: String,
    /// Whether the bytes end in the middle of it.
    pub(super) is_cut: bool,
}

/// What one FIT file held: places of the records, and everything else.
#[derive(Debug, Clone, Default)]
pub(super) struct FileScan {
    /// Byte at which each record begins, after its header.
    pub(super) starts: Vec<u32>,
    /// Time of each record, s since the FIT epoch.
    pub(super) stamps: Vec<u32>,
    /// The layouts of the records, in file order.
    pub(super) runs: Vec<RecordRun>,
    /// The layouts that the runs refer to.
    pub(super) layouts: Vec<MessageLayout>,
    /// Number of records without a time, which have no place.
    pub(super) timeless: usize,
    /// The other messages.
    pub(super) marks: Marks,
    /// Where reading stopped, if before the end.
    pub(super) damage: Option<FitDamage>,
}

/// What is done with the messages of a local type.
#[derive(Debug)]
enum Use {
    /// A record of the layout with this index.
    Record(usize),
    /// A message to take in.
    Mark(MessageLayout),
    /// Nothing.
    Skip,
}

/// A local message type as defined at this place of the file.
#[derive(Debug)]
struct Slot {
    size: usize,
    timestamp_offset: Option<usize>,
    order: ByteOrder,
    kind: Use,
}

/// Walks over the messages in `bytes[from..end]`.
///
/// # Errors
/// `Limit` when there are more records, messages or layouts than a recording can have. Damage is no error: the walk
/// stops there and says so.
pub(super) fn scan(bytes: &[u8], from: usize, end: usize) -> Result<FileScan> {
    let mut walk =
        Walk { bytes, end, at: from, clock: 0, marks: 0, slots: Default::default(), part: FileScan::default() };
    while walk.at < walk.end {
        let header = bytes[walk.at];
        let next =
            if header & (COMPRESSED | DEFINITION) == DEFINITION { walk.define(header) } else { walk.data(header) };
        match next? {
            Some(next) => walk.at = next,
            None => break,
        }
    }
    Ok(walk.part)
}

#[derive(Debug)]
struct Walk<'a> {
    bytes: &'a [u8],
    end: usize,
    at: usize,
    /// The last time seen, from which packed times count.
    clock: u32,
    marks: usize,
    slots: [Option<Slot>; LOCAL_TYPES],
    part: FileScan,
}

impl Walk<'_> {
    /// Takes in a definition message. Gives the place after it, or `None` at damage.
    fn define(&mut self, header: u8) -> Result<Option<usize>> {
        let body = &self.bytes[self.at + 1..self.end];
        let Some((layout, used)) = MessageLayout::parse(body, definition_kind(header)) else {
            return Ok(self.stop_cut("a definition is cut off"));
        };
        let (size, timestamp_offset, order) = (layout.size, layout.timestamp_offset(), layout.order);
        let kind = match layout.message {
            message::RECORD => Use::Record(self.remember(layout)?),
            number if Marks::wants(number) => Use::Mark(layout),
            _ => Use::Skip,
        };
        self.slots[usize::from(header & LOCAL_BITS)] = Some(Slot { size, timestamp_offset, order, kind });
        Ok(Some(self.at + 1 + used))
    }

    /// The index of a record layout. A layout that was seen before keeps its index.
    fn remember(&mut self, layout: MessageLayout) -> Result<usize> {
        let layouts = &mut self.part.layouts;
        if let Some((index, _)) =
            layouts.iter().enumerate().rev().take(REMEMBERED_LAYOUTS).find(|(_, known)| **known == layout)
        {
            return Ok(index);
        }
        if layouts.len() == MAX_LAYOUTS {
            return Err(limit("record definitions", MAX_LAYOUTS, self.at));
        }
        if layouts.is_empty() {
            let likely = ((self.end - self.at) / (layout.size + 1)).min(MAX_POINTS);
            self.part.starts.reserve(likely);
            self.part.stamps.reserve(likely);
        }
        layouts.push(layout);
        Ok(layouts.len() - 1)
    }

    /// Takes in a data message. Gives the place after it, or `None` at damage.
    #[inline]
    fn data(&mut self, header: u8) -> Result<Option<usize>> {
        let is_compressed = header & COMPRESSED != 0;
        let local = if is_compressed { header >> 5 & 3 } else { header & LOCAL_BITS };
        let Some(slot) = &self.slots[usize::from(local)] else {
            return Ok(self.stop(format!("a message of local type {local} has no definition")));
        };
        let start = self.at + 1;
        let mut next = start + slot.size;
        let Some(body) = self.bytes.get(start..next).filter(|_| next <= self.end) else {
            return Ok(self.stop_cut("a message is cut off"));
        };
        let stamp = slot.timestamp(body).or_else(|| is_compressed.then(|| unpack_time(self.clock, header)));
        self.clock = stamp.unwrap_or(self.clock);
        match &slot.kind {
            Use::Record(layout) => match stamp {
                Some(stamp) => {
                    self.part.push_record(*layout, start, stamp)?;
                    let count = self.part.push_alike(next, slot.alike(header, &self.bytes[next..self.end]), slot.size);
                    next += count * (slot.size + 1);
                    self.clock = self.part.stamps.last().copied().unwrap_or(self.clock);
                }
                None => self.part.timeless += 1,
            },
            Use::Mark(layout) => {
                self.marks += 1;
                if self.marks > MAX_MARKS {
                    return Err(limit("messages beside the records", MAX_MARKS, self.at));
                }
                self.part.marks.push(layout.message, &Message::new(layout, body));
                if self.part.marks.sessions.len() > MAX_SESSIONS {
                    return Err(limit("sessions", MAX_SESSIONS, self.at));
                }
            }
            Use::Skip => {}
        }
        Ok(Some(next))
    }

    /// Stops at a message that is wrong.
    fn stop(&mut self, what: String) -> Option<usize> {
        self.part.damage = Some(FitDamage { at: self.at, what, is_cut: false });
        None
    }

    /// Stops at a message in the middle of which the bytes end.
    fn stop_cut(&mut self, what: &str) -> Option<usize> {
        self.part.damage = Some(FitDamage { at: self.at, what: what.to_owned(), is_cut: true });
        None
    }
}

/// Which fields the definition with a header lists.
fn definition_kind(header: u8) -> DefinitionKind {
    if header & HAS_DEVELOPER_FIELDS == 0 { DefinitionKind::Plain } else { DefinitionKind::WithDeveloperFields }
}

impl Slot {
    /// The timestamp field of a message, if there is a valid one.
    #[inline]
    fn timestamp(&self, body: &[u8]) -> Option<u32> {
        let raw = *body.get(self.timestamp_offset?..)?.first_chunk()?;
        let stamp = match self.order {
            ByteOrder::Little => u32::from_le_bytes(raw),
            ByteOrder::Big => u32::from_be_bytes(raw),
        };
        (stamp != u32::MAX).then_some(stamp)
    }

    /// The timestamps of the messages at the start of the bytes that have the same header. Watches write hundreds of
    /// records in a row, so these few steps are most of the walk.
    fn alike(&self, header: u8, bytes: &[u8]) -> impl Iterator<Item = u32> {
        bytes.chunks_exact(self.size + 1).map_while(move |message| {
            let (first, body) = message.split_first()?;
            if *first == header { self.timestamp(body) } else { None }
        })
    }
}

impl FileScan {
    /// Takes in the place of a record.
    #[inline]
    fn push_record(&mut self, layout: usize, start: usize, stamp: u32) -> Result<()> {
        if self.starts.len() >= MAX_POINTS {
            return Err(limit("records", MAX_POINTS, start));
        }
        self.starts.push(start as u32);
        self.stamps.push(stamp);
        match self.runs.last_mut() {
            Some(run) if run.layout == layout => run.count += 1,
            _ => self.runs.push(RecordRun { layout, count: 1 }),
        }
        Ok(())
    }

    /// Takes in the places of the records at `at` and after it that are like the last record. Gives how many there are.
    fn push_alike(&mut self, at: usize, stamps: impl Iterator<Item = u32>, size: usize) -> usize {
        let known = self.stamps.len();
        self.stamps.extend(stamps.take(MAX_POINTS - known));
        let count = self.stamps.len() - known;
        self.starts.extend((0..count).map(|k| (at + k * (size + 1) + 1) as u32));
        if let Some(run) = self.runs.last_mut() {
            run.count += count;
        }
        count
    }
}

/// The time of a header that packs the last five bits of a time: the first such time at or after the last time seen.
///
/// Source: FIT SDK, "FIT Protocol", "Compressed Timestamp Header".
fn unpack_time(clock: u32, header: u8) -> u32 {
    let range = u32::from(PACKED_TIME_BITS) + 1;
    let ahead = (u32::from(header & PACKED_TIME_BITS) + range - clock % range) % range;
    clock.saturating_add(ahead)
}

fn limit(what: &str, most: usize, at: usize) -> Error {
    Error::new(ErrorKind::Limit, format!("at most {} {what}", grouped(most)), "more")
        .at(format!("byte {}", grouped(at)))
        .hint("no watch records so much in one file: export the activity again")
}

#[cfg(test)]
mod tests {
    use super::unpack_time;

    #[test]
    fn packed_times_roll_over_after_32_seconds() {
        assert_eq!(unpack_time(1000, 0x80 | 8), 1000); // 1000 = 31 * 32 + 8
        assert_eq!(unpack_time(1000, 0x80 | 9), 1001);
        assert_eq!(unpack_time(1000, 0x80 | 7), 1031);
    }
}
