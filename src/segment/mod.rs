//! Finding reps: from a cleaned activity to segments, sets and a name.
//!
//! Sources in order of trust: the runner's own cut, workout steps joined to laps, the intensity of laps or splits, laps
//! pressed by hand that alternate, and the speed alone. The result names the source used and the reason. Nothing here
//! knows scores or history.

pub(crate) mod alike;
mod confidence;
mod cover;
mod ends;
mod find;
mod hills;
mod kind;
mod laps;
mod length;
mod name;
mod nominal;
mod own;
mod possible;
mod press;
mod sets;
#[cfg_attr(not(feature = "learning"), expect(unreachable_pub, reason = "the trainer alone needs it public"))]
mod signal;
mod snap;
mod strides;
mod structure;
mod tempo;
mod trace;
mod typed;

pub use crate::model::SegmentKind;
pub use alike::Recovery;
pub(crate) use confidence::EDGE_AGREES_S;
pub use find::{RepsFrom, find, find_many};
pub(crate) use kind::{call_even, race_length_m};
pub(crate) use length::length as length_words;
pub(crate) use name::{RECOVERY_MARK, REST_STEP_S, recovery_metres, round_rest_s, without_rests};
pub(crate) use own::find_own;
#[cfg(all(feature = "png", feature = "tables"))]
pub(crate) use own::is_outside;
pub(crate) use snap::NOT_SNAPPED;
pub use structure::{
    Confidence, EdgeAgreement, RecoveryMode, RepLength, Segment, Set, Structure, Together, Unevenness, WorkoutKind,
};
pub use trace::{EvidenceUse, RepEvidence, RepSource, Trace};
pub use typed::typed;

/// The model that finds reps in speed alone, for training it.
#[cfg(feature = "learning")]
pub mod learning {
    pub use super::signal::{
        Curve, Lattice, Model, Only, PARAMETERS, Path, Readings, SESSION_GATE, SESSION_PARAMETERS, SessionEvidence,
        Weighed, curves, session_curves, session_evidence,
    };
}
