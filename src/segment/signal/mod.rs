//! Reps from speed alone. A reading interprets the speed as a session. Every reading is weighed, and the best reading
//! must also be likely enough.
//!
//! ```text
//! Uniform -stretches-> what may be a rep -lattice-> evidence of each, and of each two in a row
//!         -readings(model)-> log odds of every reading -best-> the best, the next, and how likely
//! ```
//!
//! In: the uniform base. Out: the reps of the best reading, the strides before and after them, and how clear the choice
//! was. Laps, steps and intensity are not used here.

mod answer;
mod beside;
mod best;
mod edges;
#[cfg(feature = "learning")]
mod expect;
mod lag;
mod lattice;
mod learned;
mod model;
mod readings;
mod runs;
mod session;
mod stretches;
mod surroundings;

pub(in crate::segment) use edges::{TimedEdge, timed};
pub(in crate::segment) use runs::Run;

pub use best::Path;
pub use lattice::Lattice;
pub use model::Model;
#[cfg(feature = "learning")]
pub use model::{Curve, PARAMETERS, curves};
#[cfg(feature = "learning")]
pub use readings::Only;
pub use readings::{Readings, Weighed};
pub use session::{SESSION_GATE, SessionEvidence};
#[cfg(feature = "learning")]
pub use session::{SESSION_PARAMETERS, session_curves};

pub(crate) use answer::BodyAnswer;

use crate::clean::Uniform;
use crate::model::Span;

/// The best reading of the speed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SpeedReading {
    /// The reps.
    pub(super) reps: Vec<Run>,
    /// Short accelerations before the reps, and after them.
    pub(super) strides: Vec<Run>,
    pub(super) strides_after: Vec<Run>,
    /// The first clear stretch that is as fast as the reps but not one of them.
    pub(super) left_out: Option<Run>,
    /// Log odds that the speed alternates like a session.
    pub(super) pattern: f64,
    /// Log odds that this is a session at all.
    pub(super) gate: f64,
    /// How the body and the ground answered the reps.
    pub(super) answer: BodyAnswer,
    /// Probability that exactly these are the reps, 0 to 1.
    pub(super) probability: f64,
    /// The reps of the best reading that differs.
    pub(super) runner_up: Option<Vec<Run>>,
}

/// The best reading, even if it is not likely; `None` if the speed does not alternate.
pub(super) fn read(base: &Uniform) -> Option<SpeedReading> {
    read_if(base, |_| true)
}

/// The best reading, if it is worth the time to weigh the stretches that may be reps. They are given in order of start.
pub(super) fn read_if(base: &Uniform, is_worth: impl FnOnce(&[Span]) -> bool) -> Option<SpeedReading> {
    let stretches = Lattice::stretches(base);
    let spans: Vec<Span> = stretches.iter().map(|stretch| stretch.run.span).collect();
    if !is_worth(&spans) {
        return None;
    }
    let lattice = Lattice::of(base, &stretches);
    let model = Model::learned();
    let readings = Readings::of(&lattice, &model, |_, _| false);
    best(base, &lattice, &readings.weigh(&model))
}

/// The evidence that the best reading under a model is a session; `None` if the speed does not alternate. Training uses
/// this.
#[cfg(feature = "learning")]
pub fn session_evidence(base: &Uniform, model: &Model) -> Option<SessionEvidence> {
    let lattice = Lattice::of_speed(base);
    let readings = Readings::of(&lattice, model, |_, _| false);
    let reading = best(base, &lattice, &readings.weigh(model))?;
    Some(SessionEvidence::of(base, &reading.reps, reading.pattern, &reading.answer))
}

fn best(base: &Uniform, lattice: &Lattice, weighed: &Weighed<'_>) -> Option<SpeedReading> {
    let (top, other) = weighed.best_two()?;
    let runs = |path: &Path| -> Vec<Run> { path.nodes.iter().map(|&node| lattice.nodes[node].run).collect() };
    let beside::StridesAround { before: strides, reps, after: strides_after } = beside::part(lattice, runs(&top));
    let pattern = weighed.log_total(None);
    let answer = BodyAnswer::to(base, &reps);
    let gate = SessionEvidence::of(base, &reps, pattern, &answer).log_odds();
    Some(SpeedReading {
        strides,
        strides_after,
        left_out: beside::left_out(lattice, &reps),
        pattern,
        gate,
        answer,
        probability: (weighed.log_same(&top) - pattern).exp() / (1.0 + (-gate).exp()),
        runner_up: other.as_ref().map(runs),
        reps,
    })
}
