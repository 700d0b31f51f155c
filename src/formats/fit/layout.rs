//! Definition messages: where each field of the data messages that follow lies.

use super::base_type::{BaseType, ByteOrder};

/// The field that holds a message's time, u32 seconds since the FIT epoch.
pub(super) const TIMESTAMP: u8 = 253;

/// The field that holds a message's number among messages of its kind.
pub(super) const MESSAGE_INDEX: u8 = 254;

/// One field of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Field {
    /// The field's number in the profile.
    pub(super) number: u8,
    /// The field's length in bytes.
    pub(super) size: usize,
    /// How the bytes are read.
    pub(super) base: BaseType,
    /// Where the bytes begin, after the message header.
    pub(super) offset: usize,
}

/// One developer field of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DeveloperField {
    /// The field's number among the fields of its developer.
    pub(super) number: u8,
    /// The developer, by index.
    pub(super) developer: u8,
    /// The field's length in bytes.
    pub(super) size: usize,
    /// Where the bytes begin, after the message header.
    pub(super) offset: usize,
}

/// How the messages of one local type lie in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MessageLayout {
    /// The global message number.
    pub(super) message: u16,
    /// Whether the most significant byte comes first.
    pub(super) order: ByteOrder,
    /// Bytes of a message after its header.
    pub(super) size: usize,
    /// Fields of the profile.
    pub(super) fields: Vec<Field>,
    /// Fields of developers.
    pub(super) developer: Vec<DeveloperField>,
}

/// Bytes of a definition before its fields: reserved, byte order, message number (2), field count.
const FIXED_BYTES: usize = 5;

/// Bytes of one field's definition.
const FIELD_BYTES: usize = 3;

/// Which fields a definition message lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DefinitionKind {
    /// Those of the profile alone.
    Plain,
    /// Those of the profile, and developer fields behind them.
    WithDeveloperFields,
}

impl MessageLayout {
    /// The layout in a definition message, and the bytes it takes; `None` when it is cut off.
    ///
    /// Source: FIT SDK, "FIT Protocol", table "Definition Message Contents".
    pub(super) fn parse(bytes: &[u8], kind: DefinitionKind) -> Option<(Self, usize)> {
        let [_, order, low, high, count, ..] = *bytes.first_chunk::<FIXED_BYTES>()?;
        let order = if order == 0 { ByteOrder::Little } else { ByteOrder::Big };
        let message = match order {
            ByteOrder::Little => u16::from_le_bytes([low, high]),
            ByteOrder::Big => u16::from_be_bytes([low, high]),
        };
        let mut layout = Self { message, order, size: 0, fields: Vec::new(), developer: Vec::new() };
        let mut used = FIXED_BYTES + FIELD_BYTES * usize::from(count);
        for &[number, size, base] in bytes.get(FIXED_BYTES..used)?.as_chunks::<FIELD_BYTES>().0 {
            let (size, base) = (usize::from(size), BaseType::from_byte(base));
            layout.fields.push(Field { number, size, base, offset: layout.size });
            layout.size += size;
        }
        if kind == DefinitionKind::WithDeveloperFields {
            let first = used + 1;
            used = first + FIELD_BYTES * usize::from(*bytes.get(first - 1)?);
            for &[number, size, developer] in bytes.get(first..used)?.as_chunks::<FIELD_BYTES>().0 {
                let size = usize::from(size);
                layout.developer.push(DeveloperField { number, developer, size, offset: layout.size });
                layout.size += size;
            }
        }
        Some((layout, used))
    }

    /// A field by its number.
    pub(super) fn field(&self, number: u8) -> Option<&Field> {
        self.fields.iter().find(|field| field.number == number)
    }

    /// Where the timestamp lies, if the messages have one.
    pub(super) fn timestamp_offset(&self) -> Option<usize> {
        self.field(TIMESTAMP).filter(|field| field.size == 4).map(|field| field.offset)
    }
}

/// One data message: its bytes and their layout.
#[derive(Debug, Clone, Copy)]
pub(super) struct Message<'a> {
    layout: &'a MessageLayout,
    body: &'a [u8],
}

impl<'a> Message<'a> {
    /// The message of a layout in the bytes after its header.
    pub(super) fn new(layout: &'a MessageLayout, body: &'a [u8]) -> Self {
        Self { layout, body }
    }

    /// The bytes of a field; empty when there is none.
    pub(super) fn bytes(&self, number: u8) -> &'a [u8] {
        self.layout
            .field(number)
            .and_then(|field| self.body.get(field.offset..field.offset + field.size))
            .unwrap_or(&[])
    }

    /// The numbers of a field, NaN where invalid; none when there is no such field.
    pub(super) fn numbers(&self, number: u8) -> impl Iterator<Item = f64> + 'a {
        let base = self.layout.field(number).map_or(BaseType::Bytes, |field| field.base);
        let order = self.layout.order;
        self.bytes(number).chunks_exact(base.size()).map(move |chunk| base.number(order, chunk))
    }

    /// The first number of a field, if there is a valid one.
    pub(super) fn number(&self, number: u8) -> Option<f64> {
        self.numbers(number).next().filter(|value| !value.is_nan())
    }

    /// The first number of a field, as a whole number that fits `T`.
    pub(super) fn whole<T: TryFrom<u64>>(&self, number: u8) -> Option<T> {
        self.number(number).filter(|value| *value >= 0.0).and_then(|value| T::try_from(value as u64).ok())
    }

    /// A field's number over its scale.
    pub(super) fn scaled(&self, number: u8, scale: f64) -> Option<f64> {
        self.number(number).map(|value| value / scale)
    }

    /// A field's text without blanks around it; `None` when it is empty.
    pub(super) fn text(&self, number: u8) -> Option<String> {
        let bytes = self.bytes(number).split(|&byte| byte == 0).next()?;
        let text = String::from_utf8_lossy(bytes).replace(char::is_control, " ").trim().to_owned();
        (!text.is_empty()).then_some(text)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::{ByteOrder, DefinitionKind, Message, MessageLayout};

    #[test]
    fn a_definition_gives_offsets_and_size() {
        let bytes = [0, 1, 0, 20, 2, 253, 4, 0x86, 3, 1, 0x02, 1, 7, 2, 0, 99];
        let (layout, used) = MessageLayout::parse(&bytes, DefinitionKind::WithDeveloperFields).unwrap();
        assert_eq!((layout.message, layout.order, layout.size, used), (20, ByteOrder::Big, 7, 15));
        assert_eq!((layout.fields[1].offset, layout.developer[0].offset), (4, 5));
        assert_eq!(layout.timestamp_offset(), Some(0));
    }

    #[test]
    fn a_cut_definition_is_none() {
        let bytes = [0, 0, 20, 0, 2, 253, 4, 0x86, 3, 1];
        assert!(MessageLayout::parse(&bytes, DefinitionKind::Plain).is_none());
    }

    #[test]
    fn numbers_and_text_of_a_message_are_read() {
        let bytes = [0, 0, 26, 0, 2, 8, 5, 0x07, 2, 4, 0x84];
        let (layout, _) = MessageLayout::parse(&bytes, DefinitionKind::Plain).unwrap();
        let message = Message::new(&layout, b"6x4\0?\x10\x00\xff\xff");
        assert_eq!(message.text(8).unwrap(), "6x4");
        assert_eq!(message.whole::<u16>(2), Some(16));
        assert!(message.numbers(2).nth(1).unwrap().is_nan());
        assert_eq!(message.number(9), None);
    }
}
