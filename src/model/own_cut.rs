//! The runner's own cut: a table that says where the reps are.

use super::Span;
use serde::{Deserialize, Serialize};

/// What a segment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SegmentKind {
    /// Before the first rep.
    Warmup,
    /// A rep: one work bout.
    Work,
    /// The easy span after a rep.
    Recovery,
    /// A short relaxed acceleration of 12 to 25 s; never part of the workout proper.
    Stride,
    /// After the last rep.
    Cooldown,
    /// Anything else; a run without reps is one such segment.
    Other,
}

impl SegmentKind {
    /// Every kind, in the order of a session.
    pub const ALL: [Self; 6] = [Self::Warmup, Self::Work, Self::Recovery, Self::Stride, Self::Cooldown, Self::Other];

    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Warmup => "warmup",
            Self::Work => "work",
            Self::Recovery => "recovery",
            Self::Stride => "stride",
            Self::Cooldown => "cooldown",
            Self::Other => "other",
        }
    }
}

/// One row of the runner's own cut.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnRow {
    /// Its row in the file it was read from, from 1; the header counts.
    pub row: u64,
    /// The activity file of the row, with forward slashes; `None` where the cut does not say.
    pub file: Option<String>,
    /// The runner of the row, where the cut says. It tells two files of one name apart.
    pub runner: Option<String>,
    /// Which activity of the file, from 1, where the cut says.
    pub activity: Option<usize>,
    /// The span of the row, s since the file's first record.
    pub span: Span,
    /// The kind of the row. Only rows of work and strides make segments; a row of another kind says that no rep is there.
    pub kind: SegmentKind,
}
