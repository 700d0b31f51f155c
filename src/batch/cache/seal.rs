//! Bytes with their hash at the end: damaged ones are known.

use xxhash_rust::xxh3::xxh3_64;

/// Bytes of the hash.
const HASH_BYTES: usize = size_of::<u64>();

/// The bytes with their hash.
pub(super) fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    let hash = xxh3_64(&bytes);
    bytes.extend_from_slice(&hash.to_le_bytes());
    bytes
}

/// The bytes before the hash; `None` where they are damaged.
pub(super) fn unsealed(bytes: &[u8]) -> Option<&[u8]> {
    let (body, hash) = bytes.split_at_checked(bytes.len().checked_sub(HASH_BYTES)?)?;
    (xxh3_64(body).to_le_bytes() == hash).then_some(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_byte_is_known() {
        let whole = sealed(vec![1, 2, 3]);
        assert_eq!(unsealed(&whole), Some([1, 2, 3].as_slice()));
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            assert_eq!(unsealed(&bytes), None, "byte {at}");
        }
        assert_eq!(unsealed(&whole[..5]), None);
    }
}
