//! The seven answers as people meet them: the word, and the name of the mark that stands beside it.

use crate::progression::Decision;

/// All answers, best first, as a choice of answers lists them.
#[cfg(feature = "page")]
pub(super) const ALL: [Decision; 7] = [
    Decision::StepUp,
    Decision::OnceMore,
    Decision::StepBack,
    Decision::LighterWeek,
    Decision::WayBack,
    Decision::EasyFirst,
    Decision::Rest,
];

/// The word for an answer.
pub(super) fn word(decision: Decision) -> &'static str {
    match decision {
        Decision::Rest => "Rest",
        Decision::EasyFirst => "Easy first",
        Decision::WayBack => "Way back",
        Decision::LighterWeek => "Lighter week",
        Decision::StepBack => "Step back",
        Decision::StepUp => "Step up",
        Decision::OnceMore => "Once more",
    }
}
