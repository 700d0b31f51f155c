//! Finding reps: from a cleaned activity to segments, sets and a name.
//!
//! Sources in order of trust: the runner's own cut, workout steps joined to laps, the intensity of laps or splits, laps
//! pressed by hand that alternate, and the speed alone. The result names the source used and the reason. Nothing here
//! knows scores or history.

pub(crate) mod alike;
mod confidence;
mod cover;
mod find;
mod hills;
mod kind;
mod laps;
mod name;
mod nominal;
mod own;
mod possible;
mod sets;
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
pub use find::find;
pub(crate) use name::{length as length_words, recovery_metres};
pub use own::find_own;
pub(crate) use own::is_outside;
pub(crate) use snap::NOT_SNAPPED;
pub use structure::{
    Confidence, RecoveryMode, RepLength, RepSource, Segment, Set, Structure, Together, Unevenness, WorkoutKind,
};
pub use trace::{RepEvidence, Standing, Trace};
pub use typed::typed;

/// The model that finds reps in speed alone: public for inspecting and training it.
pub mod learning {
    pub use super::signal::{
        Curve, Lattice, Model, Only, PARAMETERS, Path, Readings, SESSION_GATE, SESSION_PARAMETERS, SessionEvidence,
        Spot, Weighed, curves, session_curves, session_evidence,
    };
}

use crate::clean::Prepared;
use crate::model::Activity;
use rayon::prelude::*;

/// Which family of evidence may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RepsFrom {
    /// All evidence, in order of trust.
    #[default]
    Auto,
    /// Only steps, intensity and laps.
    Laps,
    /// Only speed: laps, steps and intensity are ignored.
    Signal,
}

/// The structure of every activity, in input order; the work is spread over the current thread pool.
pub fn find_many(inputs: &[(&Activity, &Prepared)], from: RepsFrom) -> Vec<Structure> {
    inputs.par_iter().map(|(activity, prepared)| find(activity, prepared, from)).collect()
}
