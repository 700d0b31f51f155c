//! The past: what each session was, what the weeks were, breaks, mornings and load.

mod altitude;
pub(crate) mod anchor;
pub(crate) mod career;
mod evidence;
mod fitness;
pub(crate) mod hard;
pub(crate) mod history;
pub(crate) mod journal;
mod judgement;
pub(crate) mod load;
pub(crate) mod memory;
pub(crate) mod mornings;
pub(crate) mod order;
pub(crate) mod outline;
mod plan;
pub(crate) mod race_like;
mod seen;
mod summarise;
mod summary;
mod surges;
pub(crate) mod symptoms;
mod time_off;
pub(crate) mod unread;
mod week;

pub use anchor::{RaceIndex, Target, TargetSource};
pub(crate) use anchor::{race_index, target_of};
pub use evidence::Evidence;
pub use judgement::{Finding, Judgement, Verdict, Witness};
pub(crate) use mornings::with_mornings;
pub use mornings::{Sign, Signal, SignalLevel};
pub use outline::RepBlock;
pub use seen::{Flaw, Seen};
pub use summarise::summarise;
pub use summary::{RepFigures, SessionSummary};
pub use time_off::TimeOff;
pub(crate) use week::Weeks;

/// Days for which the legs keep what fast running gave them: protection against soreness fades after about six weeks.
/// Sessions further apart say nothing of each other. After more days without fast running there is a way back.
///
/// # Source
/// Byrnes et al. 1985, J Appl Physiol 59:710: one bout of downhill running protected at 6 weeks, not at 9.
pub(crate) const KEPT_DAYS: i64 = 42;
