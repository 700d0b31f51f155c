//! Base types of FIT fields: their sizes, their invalid values, and the number in their bytes.
//!
//! Source: FIT SDK, "FIT Protocol", table "FIT Base Types and Invalid Values".

/// The order of the bytes in a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ByteOrder {
    /// The lowest byte first.
    Little,
    /// The highest byte first.
    Big,
}

/// How the bytes of a field are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BaseType {
    /// `enum` and `uint8`: invalid is 0xFF.
    Uint8,
    /// `sint8`.
    Sint8,
    /// `uint8z`: invalid is 0.
    Uint8z,
    /// `sint16`.
    Sint16,
    /// `uint16`.
    Uint16,
    /// `uint16z`: invalid is 0.
    Uint16z,
    /// `sint32`.
    Sint32,
    /// `uint32`.
    Uint32,
    /// `uint32z`: invalid is 0.
    Uint32z,
    /// `sint64`.
    Sint64,
    /// `uint64`.
    Uint64,
    /// `uint64z`: invalid is 0.
    Uint64z,
    /// `float32`: invalid is a NaN.
    Float32,
    /// `float64`: invalid is a NaN.
    Float64,
    /// Text, ended by a zero byte.
    Text,
    /// Bytes without a meaning of their own, and types that the profile does not know.
    Bytes,
}

/// The bits of a base type byte that hold its number; the others say whether it has a byte order.
const NUMBER_BITS: u8 = 0x1F;

impl BaseType {
    /// The base type of a definition's third field byte.
    pub(super) fn from_byte(byte: u8) -> Self {
        match byte & NUMBER_BITS {
            0 | 2 => Self::Uint8,
            1 => Self::Sint8,
            3 => Self::Sint16,
            4 => Self::Uint16,
            5 => Self::Sint32,
            6 => Self::Uint32,
            7 => Self::Text,
            8 => Self::Float32,
            9 => Self::Float64,
            10 => Self::Uint8z,
            11 => Self::Uint16z,
            12 => Self::Uint32z,
            14 => Self::Sint64,
            15 => Self::Uint64,
            16 => Self::Uint64z,
            _ => Self::Bytes,
        }
    }

    /// Bytes of one value.
    pub(super) fn size(self) -> usize {
        match self {
            Self::Uint8 | Self::Sint8 | Self::Uint8z | Self::Text | Self::Bytes => 1,
            Self::Sint16 | Self::Uint16 | Self::Uint16z => 2,
            Self::Sint32 | Self::Uint32 | Self::Uint32z | Self::Float32 => 4,
            Self::Sint64 | Self::Uint64 | Self::Uint64z | Self::Float64 => 8,
        }
    }

    /// The number at the start of the bytes; NaN where it is invalid, cut off, or no number.
    pub(super) fn number(self, order: ByteOrder, bytes: &[u8]) -> f64 {
        fn first<const N: usize>(bytes: &[u8], decode: impl Fn([u8; N]) -> f64) -> f64 {
            bytes.first_chunk().map_or(f64::NAN, |raw| decode(*raw))
        }
        match self {
            Self::Uint8 => first(bytes, uint8),
            Self::Sint8 => first(bytes, sint8),
            Self::Uint8z => first(bytes, uint8z),
            Self::Sint16 => first(bytes, |raw| sint16(raw, order)),
            Self::Uint16 => first(bytes, |raw| uint16(raw, order)),
            Self::Uint16z => first(bytes, |raw| uint16z(raw, order)),
            Self::Sint32 => first(bytes, |raw| sint32(raw, order)),
            Self::Uint32 => first(bytes, |raw| uint32(raw, order)),
            Self::Uint32z => first(bytes, |raw| uint32z(raw, order)),
            Self::Sint64 => first(bytes, |raw| sint64(raw, order)),
            Self::Uint64 => first(bytes, |raw| uint64(raw, order)),
            Self::Uint64z => first(bytes, |raw| uint64z(raw, order)),
            Self::Float32 => first(bytes, |raw| float32(raw, order)),
            Self::Float64 => first(bytes, |raw| float64(raw, order)),
            Self::Text | Self::Bytes => f64::NAN,
        }
    }
}

/// One reader of a base type: bytes and byte order in, number out, NaN for its invalid value.
macro_rules! reader {
    ($name:ident, $type:ty, $size:literal, $invalid:expr, $to:expr) => {
        #[inline]
        pub(super) fn $name(raw: [u8; $size], order: ByteOrder) -> f64 {
            let value = match order {
                ByteOrder::Little => <$type>::from_le_bytes(raw),
                ByteOrder::Big => <$type>::from_be_bytes(raw),
            };
            if value == $invalid { f64::NAN } else { $to(value) }
        }
    };
}

reader!(sint16, i16, 2, i16::MAX, f64::from);
reader!(uint16, u16, 2, u16::MAX, f64::from);
reader!(uint16z, u16, 2, 0, f64::from);
reader!(sint32, i32, 4, i32::MAX, f64::from);
reader!(uint32, u32, 4, u32::MAX, f64::from);
reader!(uint32z, u32, 4, 0, f64::from);
reader!(sint64, i64, 8, i64::MAX, |value| value as f64);
reader!(uint64, u64, 8, u64::MAX, |value| value as f64);
reader!(uint64z, u64, 8, 0, |value| value as f64);

#[inline]
pub(super) fn uint8([byte]: [u8; 1]) -> f64 {
    if byte == u8::MAX { f64::NAN } else { f64::from(byte) }
}

#[inline]
pub(super) fn uint8z([byte]: [u8; 1]) -> f64 {
    if byte == 0 { f64::NAN } else { f64::from(byte) }
}

#[inline]
pub(super) fn sint8([byte]: [u8; 1]) -> f64 {
    if byte == 0x7F { f64::NAN } else { f64::from(byte.cast_signed()) }
}

#[inline]
pub(super) fn float32(raw: [u8; 4], order: ByteOrder) -> f64 {
    finite(f64::from(match order {
        ByteOrder::Little => f32::from_le_bytes(raw),
        ByteOrder::Big => f32::from_be_bytes(raw),
    }))
}

#[inline]
pub(super) fn float64(raw: [u8; 8], order: ByteOrder) -> f64 {
    finite(match order {
        ByteOrder::Little => f64::from_le_bytes(raw),
        ByteOrder::Big => f64::from_be_bytes(raw),
    })
}

/// The value, or NaN for an infinity: no channel has one.
fn finite(value: f64) -> f64 {
    if value.is_finite() { value } else { f64::NAN }
}

#[cfg(test)]
mod tests {
    use super::{BaseType, ByteOrder};

    #[test]
    fn both_byte_orders_give_the_number() {
        assert!((BaseType::Uint16.number(ByteOrder::Little, &[0x34, 0x12]) - 4660.0).abs() < 1e-9);
        assert!((BaseType::Uint16.number(ByteOrder::Big, &[0x12, 0x34]) - 4660.0).abs() < 1e-9);
        assert!((BaseType::Sint32.number(ByteOrder::Big, &[0xFF, 0xFF, 0xFF, 0xFE]) + 2.0).abs() < 1e-9);
        assert!((BaseType::Float32.number(ByteOrder::Little, &1.5_f32.to_le_bytes()) - 1.5).abs() < 1e-9);
    }

    #[test]
    fn every_invalid_value_is_missing() {
        let invalid: [(u8, &[u8]); 13] = [
            (0x00, &[0xFF]),
            (0x01, &[0x7F]),
            (0x02, &[0xFF]),
            (0x83, &[0xFF, 0x7F]),
            (0x84, &[0xFF, 0xFF]),
            (0x85, &[0xFF, 0xFF, 0xFF, 0x7F]),
            (0x86, &[0xFF; 4]),
            (0x88, &[0xFF; 4]),
            (0x89, &[0xFF; 8]),
            (0x0A, &[0]),
            (0x8B, &[0, 0]),
            (0x8C, &[0; 4]),
            (0x8F, &[0xFF; 8]),
        ];
        for (byte, bytes) in invalid {
            assert!(BaseType::from_byte(byte).number(ByteOrder::Little, bytes).is_nan(), "base type {byte:#x}");
        }
    }

    #[test]
    fn cut_off_values_are_missing() {
        assert!(BaseType::Uint32.number(ByteOrder::Little, &[1, 2, 3]).is_nan());
    }
}
