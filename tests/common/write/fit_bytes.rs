//! FIT framing: header, definitions, data, checksums; every variant a device may choose, so that readers can be tried.
//!
//! # Source
//! Garmin FIT SDK, "Flexible and Interoperable Data Transfer (FIT) Protocol", sections 3 and 4.

/// A value of a field, which also fixes its base type.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// `enum`
    Enum(u8),
    /// `sint8`
    I8(i8),
    /// `uint8`
    U8(u8),
    /// `uint16`
    U16(u16),
    /// `sint32`
    I32(i32),
    /// `uint32`
    U32(u32),
    /// `uint32z`
    U32z(u32),
    /// `string`: cut or padded with zeros to the size, the last byte always zero.
    Text(String, u8),
    /// `byte` array
    Bytes(Vec<u8>),
}

impl Value {
    fn base_type(&self) -> u8 {
        match self {
            Self::Enum(_) => 0x00,
            Self::I8(_) => 0x01,
            Self::U8(_) => 0x02,
            Self::Text(..) => 0x07,
            Self::Bytes(_) => 0x0D,
            Self::U16(_) => 0x84,
            Self::I32(_) => 0x85,
            Self::U32(_) => 0x86,
            Self::U32z(_) => 0x8C,
        }
    }

    fn bytes(&self, big_endian: bool) -> Vec<u8> {
        let ordered = |little: Vec<u8>| if big_endian { little.into_iter().rev().collect() } else { little };
        match self {
            Self::Enum(value) | Self::U8(value) => vec![*value],
            Self::I8(value) => value.to_le_bytes().to_vec(),
            Self::U16(value) => ordered(value.to_le_bytes().to_vec()),
            Self::I32(value) => ordered(value.to_le_bytes().to_vec()),
            Self::U32(value) | Self::U32z(value) => ordered(value.to_le_bytes().to_vec()),
            Self::Bytes(bytes) => bytes.clone(),
            Self::Text(text, size) => {
                let mut bytes: Vec<u8> = text.bytes().take(usize::from(*size) - 1).collect();
                bytes.resize(usize::from(*size), 0);
                bytes
            }
        }
    }
}

/// How the bytes are framed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Framing {
    /// 14, or 12 as in the first devices.
    pub(crate) header_size: u8,
    /// Protocol version: 0x10 or 0x20; developer fields need the latter.
    pub(crate) protocol: u8,
    /// Byte order of all values.
    pub(crate) big_endian: bool,
}

impl Default for Framing {
    fn default() -> Self {
        Self { header_size: 14, protocol: 0x20, big_endian: false }
    }
}

/// A developer field in a message: its number, its developer's index, its value.
pub(crate) type DeveloperField = (u8, u8, Value);

/// A message to write.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Message {
    /// Global message number.
    pub(crate) global: u16,
    /// Field number and value, in order.
    pub(crate) fields: Vec<(u8, Value)>,
    /// Developer fields, in order.
    pub(crate) developer: Vec<DeveloperField>,
}

impl Message {
    /// A message without developer fields.
    pub(crate) fn new(global: u16, fields: Vec<(u8, Value)>) -> Self {
        Self { global, fields, developer: Vec::new() }
    }

    /// Everything a definition says: the layout without the values.
    fn layout(&self, big_endian: bool) -> Vec<u8> {
        let mut layout = vec![0, u8::from(big_endian)];
        layout.extend(Value::U16(self.global).bytes(big_endian));
        layout.push(self.fields.len() as u8);
        for (number, value) in &self.fields {
            layout.extend([*number, value.bytes(big_endian).len() as u8, value.base_type()]);
        }
        if !self.developer.is_empty() {
            layout.push(self.developer.len() as u8);
            for (number, index, value) in &self.developer {
                layout.extend([*number, value.bytes(big_endian).len() as u8, *index]);
            }
        }
        layout
    }

    fn values(&self, big_endian: bool) -> Vec<u8> {
        let fields = self.fields.iter().map(|(_, value)| value);
        let developer = self.developer.iter().map(|(_, _, value)| value);
        fields.chain(developer).flat_map(|value| value.bytes(big_endian)).collect()
    }
}

/// A FIT file being written.
#[derive(Debug, Clone)]
pub(crate) struct FitFile {
    framing: Framing,
    data: Vec<u8>,
    /// Layouts by local type; the oldest gives way.
    locals: Vec<Vec<u8>>,
    next_local: usize,
    /// Global number and end, in bytes from the start of the file, of each data message written.
    pub(crate) ends: Vec<(u16, usize)>,
}

/// Local types a normal header can name; a compressed one names the first four.
const LOCAL_TYPES: usize = 16;
const COMPRESSED_LOCAL_TYPES: usize = 4;

impl FitFile {
    /// An empty file.
    pub(crate) fn new(framing: Framing) -> Self {
        Self { framing, data: Vec::new(), locals: Vec::new(), next_local: 0, ends: Vec::new() }
    }

    /// Writes a message, and first its definition where no local type has it.
    pub(crate) fn write(&mut self, message: &Message) {
        let local = self.local_type(message, LOCAL_TYPES);
        self.put(local as u8, message);
    }

    /// Writes a message whose time stands in its header: the low five bits of the FIT time in s.
    pub(crate) fn write_compressed(&mut self, message: &Message, fit_time_s: u32) {
        let local = self.local_type(message, COMPRESSED_LOCAL_TYPES);
        self.put(0x80 | (local as u8) << 5 | (fit_time_s & 0x1F) as u8, message);
    }

    /// Writes bytes as they are: what no writer should.
    pub(crate) fn raw(&mut self, bytes: &[u8]) {
        self.data.extend(bytes);
    }

    fn put(&mut self, header: u8, message: &Message) {
        self.data.push(header);
        self.data.extend(message.values(self.framing.big_endian));
        self.ends.push((message.global, usize::from(self.framing.header_size) + self.data.len()));
    }

    fn local_type(&mut self, message: &Message, limit: usize) -> usize {
        let layout = message.layout(self.framing.big_endian);
        if let Some(local) = self.locals.iter().take(limit).position(|known| *known == layout) {
            return local;
        }
        let local = self.next_local % limit;
        self.next_local = local + 1;
        let developer_bit = if message.developer.is_empty() { 0 } else { 0x20 };
        self.data.push(0x40 | developer_bit | local as u8);
        self.data.extend(&layout);
        if local < self.locals.len() {
            self.locals[local] = layout;
        } else {
            self.locals.push(layout);
        }
        local
    }

    /// Header, data and checksum. The header is little-endian whatever the messages are.
    pub(crate) fn finish(&self) -> Vec<u8> {
        const PROFILE_VERSION: u16 = 21_158;
        let mut file = vec![self.framing.header_size, self.framing.protocol];
        file.extend(PROFILE_VERSION.to_le_bytes());
        file.extend((self.data.len() as u32).to_le_bytes());
        file.extend(b".FIT");
        if self.framing.header_size == 14 {
            let checksum = crc(&file);
            file.extend(checksum.to_le_bytes());
        }
        file.extend(&self.data);
        let checksum = crc(&file);
        file.extend(checksum.to_le_bytes());
        file
    }
}

/// The FIT checksum, four bits at a time (section 3.3.2).
fn crc(bytes: &[u8]) -> u16 {
    const TABLE: [u16; 16] = [
        0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401, 0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01,
        0x8801, 0x4400,
    ];
    bytes.iter().fold(0, |crc: u16, &byte| {
        [byte & 0xF, byte >> 4]
            .into_iter()
            .fold(crc, |crc, nibble| (crc >> 4) ^ TABLE[usize::from(crc & 0xF)] ^ TABLE[usize::from(nibble)])
    })
}
