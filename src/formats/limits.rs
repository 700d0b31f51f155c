//! How much is read of one file, and how a refusal writes a count.

/// The largest file that is read, bytes: a day of a watch at one sample a second is below 10 MB.
pub const MAX_FILE_BYTES: usize = 256 << 20;

/// The largest member of an archive after unpacking, bytes.
pub const MAX_MEMBER_BYTES: usize = MAX_FILE_BYTES;

/// The most bytes that one packed byte may become; XML exports stay below 50, a bomb begins near 1,000.
pub const MAX_RATIO: usize = 200;

/// The most entries of an archive; the export of ten years of daily use stays below 10,000.
pub const MAX_MEMBERS: usize = 100_000;

/// The most samples of one file: 23 days at one a second.
pub const MAX_POINTS: usize = 2_000_000;

/// The most laps, events and other messages of one file, beside its samples.
pub const MAX_MARKS: usize = 500_000;

/// A count with commas between thousands: `81,920`.
pub(crate) fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        assert_eq!([0, 999, 1000, 131_072, 1_000_000].map(grouped), ["0", "999", "1,000", "131,072", "1,000,000"]);
    }
}
