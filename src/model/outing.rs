//! Whether two recordings are of one outing. Nobody runs two runs at once, so recordings of one time are of one outing.

use super::Span;

/// Two recordings that share more than this part of the shorter one's time are one outing.
const SHARED: f64 = 0.5;

/// Two recordings with one sample each are of one outing if their starts are nearer than this, s.
const SAME_SAMPLE_S: f64 = 1.0;

/// Two starts within this are those of one outing, s, where the starts are all that is known.
pub(crate) const SAME_START_S: f64 = 120.0;

/// Whether two recordings of one person are of one outing, by their times from first sample to last.
pub(crate) fn is_one_outing(a: Span, b: Span) -> bool {
    let shorter_s = a.length_s().min(b.length_s());
    let apart_s = (a.start_s - b.start_s).abs();
    a.overlap_s(b) > SHARED * shorter_s || (shorter_s <= 0.0 && apart_s < SAME_SAMPLE_S)
}

/// Whether two recordings of one person are of one outing, by their starts alone, Unix s.
pub(crate) fn starts_together(a_unix_s: f64, b_unix_s: f64) -> bool {
    (a_unix_s - b_unix_s).abs() <= SAME_START_S
}
