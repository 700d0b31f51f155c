//! Finding reps: from a cleaned activity to segments, sets and a name.

mod structure;

pub use structure::{
    Confidence, RecoveryMode, RepLength, RepSource, Segment, SegmentKind, Set, Structure, WorkoutKind,
};
