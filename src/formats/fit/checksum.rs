//! The FIT CRC-16, sixteen bytes a step.

/// The reflected polynomial of CRC-16/ARC, x^16 + x^15 + x^2 + 1.
///
/// Source: FIT SDK, "FIT Protocol", CRC.
const POLYNOMIAL: u16 = 0xA001;

/// Bytes taken in one step.
const STRIDE: usize = 16;

/// `TABLES[k][b]` is the checksum of the byte `b` followed by `k` zero bytes.
const TABLES: [[u16; 256]; STRIDE] = tables();

const fn tables() -> [[u16; 256]; STRIDE] {
    let mut tables = [[0_u16; 256]; STRIDE];
    let mut byte = 0;
    while byte < 256 {
        let mut sum = byte as u16;
        let mut bit = 0;
        while bit < 8 {
            sum = if sum & 1 == 1 { (sum >> 1) ^ POLYNOMIAL } else { sum >> 1 };
            bit += 1;
        }
        tables[0][byte] = sum;
        byte += 1;
    }
    let mut zeros = 1;
    while zeros < STRIDE {
        let mut byte = 0;
        while byte < 256 {
            let before = tables[zeros - 1][byte];
            tables[zeros][byte] = (before >> 8) ^ tables[0][(before & 0xFF) as usize];
            byte += 1;
        }
        zeros += 1;
    }
    tables
}

/// The checksum of the bytes.
pub(super) fn checksum(bytes: &[u8]) -> u16 {
    let (chunks, rest) = bytes.as_chunks::<STRIDE>();
    let sum = chunks.iter().fold(0, step);
    rest.iter().fold(sum, |sum, &byte| (sum >> 8) ^ TABLES[0][usize::from(sum as u8 ^ byte)])
}

/// The checksum after one more stride: the old sum only meets the first two bytes.
fn step(sum: u16, chunk: &[u8; STRIDE]) -> u16 {
    let [low, high] = sum.to_le_bytes();
    let mut next = TABLES[15][usize::from(chunk[0] ^ low)] ^ TABLES[14][usize::from(chunk[1] ^ high)];
    let mut k = 2;
    while k < STRIDE {
        next ^= TABLES[STRIDE - 1 - k][usize::from(chunk[k])];
        k += 1;
    }
    next
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
    fn strides_and_single_bytes_agree() {
        let bytes: Vec<u8> = (0..=255).cycle().take(1000).collect();
        for length in [15, 16, 17, 31, 32, 33, 999] {
            let plain = bytes[..length].iter().fold(0_u16, |sum, &byte| {
                (0..8).fold(sum ^ u16::from(byte), |s, _| if s & 1 == 1 { (s >> 1) ^ 0xA001 } else { s >> 1 })
            });
            assert_eq!(checksum(&bytes[..length]), plain, "{length} bytes");
        }
    }
}
