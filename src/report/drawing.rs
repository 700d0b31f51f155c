//! The number of the look of the pictures.

/// Rises whenever the pictures look different, so that a run draws again what an earlier build drew. A test holds it
/// against the pictures of made-up sessions.
pub const DRAWING: u32 = 6;
