//! The FIT CRC-16: most of the bytes are folded away in words of 64 bits, the rest goes through a table.
//!
//! The checksum is the remainder of the bytes, as a polynomial over GF(2), by P = x^16 + x^15 + x^2 + 1. Squaring adds
//! no mixed terms over GF(2), so P^64 = x^1024 + x^960 + x^128 + 1 is a multiple of P. Its four terms lie whole words
//! apart. So a word can be removed by adding it to the 1st, the 14th and the 16th word after it, and the remainder
//! stays.
//!
//! Source: FIT SDK, "FIT Protocol", CRC (the polynomial; CRC-16/ARC).

/// P without its highest term, lowest bit first.
const POLYNOMIAL: u16 = 0xA001;

/// Words of 64 bits in the degree of P^64.
const WORDS: usize = 16;

/// Bytes of a word.
const WORD_BYTES: usize = 8;

/// Bytes of a block.
const BLOCK: usize = WORDS * WORD_BYTES;

/// The checksums of single bytes.
static TABLE: [u16; 256] = table();

const fn table() -> [u16; 256] {
    let mut table = [0_u16; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut sum = byte as u16;
        let mut bit = 0;
        while bit < 8 {
            sum = if sum & 1 == 1 { (sum >> 1) ^ POLYNOMIAL } else { sum >> 1 };
            bit += 1;
        }
        table[byte] = sum;
        byte += 1;
    }
    table
}

/// The checksum of the bytes.
pub(super) fn checksum(bytes: &[u8]) -> u16 {
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    let Some((last, folded)) = blocks.split_last() else { return extend(0, rest) };
    let gone = folded.iter().fold([0; WORDS], |gone, block| fold(&gone, block));
    let sum = left(&gone, last).iter().fold(0, |sum, word| extend(sum, &word.to_le_bytes()));
    extend(sum, rest)
}

/// The checksum after more bytes.
fn extend(sum: u16, bytes: &[u8]) -> u16 {
    bytes.iter().fold(sum, |sum, &byte| (sum >> 8) ^ TABLE[usize::from(sum as u8 ^ byte)])
}

/// The words of a block.
fn words(block: &[u8; BLOCK]) -> [u64; WORDS] {
    let (words, _) = block.as_chunks::<WORD_BYTES>();
    std::array::from_fn(|k| u64::from_le_bytes(words[k]))
}

/// The words removed in a block. Each word holds what the removed words before it added to it. `gone` are the words
/// removed in the block before.
fn fold(gone: &[u64; WORDS], block: &[u8; BLOCK]) -> [u64; WORDS] {
    let mut removed = words(block);
    for k in 0..WORDS {
        let one_before = if k >= 1 { removed[k - 1] } else { gone[k + 15] };
        let fourteen_before = if k >= 14 { removed[k - 14] } else { gone[k + 2] };
        removed[k] ^= one_before ^ fourteen_before ^ gone[k];
    }
    removed
}

/// The words of the last block, which stays. Each word holds what the removed words before it added to it.
fn left(gone: &[u64; WORDS], block: &[u8; BLOCK]) -> [u64; WORDS] {
    let mut left = words(block);
    left[0] ^= gone[15];
    for k in 0..WORDS {
        left[k] ^= gone[k] ^ gone.get(k + 2).copied().unwrap_or(0);
    }
    left
}

#[cfg(test)]
mod tests {
    use super::checksum;

    #[test]
    fn the_check_value_of_crc_16_arc_is_met() {
        assert_eq!(checksum(b"123456789"), 0xBB3D);
        assert_eq!(checksum(b""), 0);
    }

    #[test]
    fn folding_keeps_the_checksum() {
        let bytes: Vec<u8> = (0..1000_u32).map(|k| (k * k / 7) as u8).collect();
        for length in [127, 128, 129, 255, 256, 257, 384, 640, 999] {
            let plain = bytes[..length].iter().fold(0_u16, |sum, &byte| {
                (0..8).fold(sum ^ u16::from(byte), |s, _| if s & 1 == 1 { (s >> 1) ^ 0xA001 } else { s >> 1 })
            });
            assert_eq!(checksum(&bytes[..length]), plain, "{length} bytes");
        }
    }
}
