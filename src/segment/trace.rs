//! Why an activity was cut as it was: each kind of evidence with its verdict, and what the confidence rests on.

use super::RepSource;

/// What became of one kind of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The cut rests on it.
    Used,
    /// Read and held beside the cut: more trusted evidence was used.
    Beside,
    /// Read and not believed.
    Refused,
    /// Not there, or not looked at.
    Absent,
}

impl Standing {
    /// The word used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Used => "used",
            Self::Beside => "beside",
            Self::Refused => "refused",
            Self::Absent => "absent",
        }
    }
}

/// One kind of evidence about the reps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepEvidence {
    /// What kind: lap intensity and the device's splits are both [`RepSource::Intensity`].
    pub source: RepSource,
    /// Its name in plain words.
    pub name: &'static str,
    /// What became of it.
    pub verdict: Standing,
    /// What it says, or why it was not used.
    pub why: String,
}

impl RepEvidence {
    /// Evidence that carries the cut.
    pub(super) fn used(source: RepSource, name: &'static str, says: &str) -> Self {
        Self { source, name, verdict: Standing::Used, why: says.to_owned() }
    }

    /// Evidence that does not: refused with a reason, absent without one.
    pub(super) fn against(source: RepSource, name: &'static str, why: &str) -> Self {
        let (verdict, why) =
            if why.is_empty() { (Standing::Absent, "none in the file") } else { (Standing::Refused, why) };
        Self { source, name, verdict, why: why.to_owned() }
    }
}

/// Why an activity was cut as it was.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trace {
    /// The evidence that was looked at, in order of trust.
    pub evidence: Vec<RepEvidence>,
    /// What the confidence rests on.
    pub confidence: String,
    /// Why strides were told apart from reps; empty where there are none.
    pub strides: String,
    /// Why each set was snapped to a track, or not, in order of the sets; one line when there is no track.
    pub track: Vec<String>,
}
