//! Why an activity was cut as it was: each kind of evidence with its verdict, and the reasons for the confidence.

use crate::model::{Word, word};
use serde::{Deserialize, Serialize};

/// Which evidence the cut rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RepSource {
    /// Workout steps joined to laps through the step index.
    Steps,
    /// The intensity of laps or splits.
    Intensity,
    /// Laps pressed by hand that alternate.
    Laps,
    /// Speed alone.
    Signal,
    /// The runner's own cut.
    User,
    /// No reps were found.
    None,
}

impl RepSource {
    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Steps => "steps",
            Self::Intensity => "intensity",
            Self::Laps => "laps",
            Self::Signal => "signal",
            Self::User => "own-cut",
            Self::None => "none",
        }
    }
}

/// The verdict on one kind of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum EvidenceUse {
    /// The cut rests on this evidence.
    Used,
    /// Read and compared with the cut, but more trusted evidence was used.
    Beside,
    /// Read and not believed.
    Refused,
    /// Not in the file, or not looked at.
    Absent,
}

impl EvidenceUse {
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepEvidence {
    /// The kind of evidence: lap intensity and the device's splits are both [`RepSource::Intensity`].
    pub source: RepSource,
    /// The name of the evidence in plain words.
    #[serde(deserialize_with = "word")]
    pub name: Word,
    /// Whether the evidence was used.
    pub verdict: EvidenceUse,
    /// What the evidence says, or why it was not used.
    pub why: String,
}

impl RepEvidence {
    /// Evidence that the cut rests on.
    pub(super) fn used(source: RepSource, name: &'static str, says: &str) -> Self {
        Self { source, name, verdict: EvidenceUse::Used, why: says.to_owned() }
    }

    /// Evidence that the cut does not rest on: refused if there is a reason, else absent.
    pub(super) fn against(source: RepSource, name: &'static str, why: &str) -> Self {
        let (verdict, why) =
            if why.is_empty() { (EvidenceUse::Absent, "none in the file") } else { (EvidenceUse::Refused, why) };
        Self { source, name, verdict, why: why.to_owned() }
    }
}

/// Why an activity was cut as it was.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Trace {
    /// The evidence that was looked at, in order of trust.
    pub evidence: Vec<RepEvidence>,
    /// The reasons for the confidence.
    pub confidence: String,
    /// Why some reps are strides; empty without strides.
    pub strides: String,
    /// Why each set was snapped to a track, in order of the sets; a single line if nothing was snapped.
    pub track: Vec<String>,
}
