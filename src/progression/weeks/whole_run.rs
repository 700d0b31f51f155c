//! A workout with the easy running around it: how far the whole run is, and how much of the run is fast.

use crate::model::{Family, Shape};
use crate::progression::step::gates::fewer;
use crate::progression::step::step::Step;

/// Speed of a recovery that is given by time, m/s: between a walk and a jog. House rule.
const RECOVERY_MPS: f64 = 1.6;

/// A workout with the distance of everything around it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct WholeRun {
    /// The workout. The distance of its reps is a guess where reps by time have not been run yet.
    pub(crate) step: Step,
    /// Fast distance outside the set, m.
    pub(crate) other_m: f64,
    /// Easy running before and after, m.
    pub(crate) around_m: f64,
    /// Speed of the steady run around surges, m/s.
    pub(crate) steady_mps: f64,
}

impl WholeRun {
    /// The fast distance, m.
    pub(crate) fn fast_m(&self) -> f64 {
        self.step.distance_of(self.step.reps) + self.other_m
    }

    /// Reps and recoveries, without the easy running before and after, m.
    pub(crate) fn core_m(&self) -> f64 {
        if let Shape::Within { run_s } = self.step.shape {
            let steady_s = run_s - self.step.rep_s * self.step.reps as f64;
            return self.fast_m() + self.steady_mps * steady_s.max(0.0);
        }
        let recovery_m = self.step.recovery_m.or(self.step.recovery_s.map(|rest| RECOVERY_MPS * rest)).unwrap_or(0.0);
        let between_m = match self.step.shape {
            Shape::Sets { count, rest_s } => RECOVERY_MPS * rest_s * count.saturating_sub(1) as f64,
            Shape::Row | Shape::Within { .. } => 0.0,
        };
        self.fast_m() + between_m + recovery_m * self.step.reps.saturating_sub(1) as f64
    }

    /// The whole distance, m.
    pub(crate) fn whole_m(&self) -> f64 {
        self.core_m() + self.around_m
    }

    /// The same run with fewer reps, so that no more than a fast distance is run. The reps outside the set go where the
    /// set does not fit beside them; `None` where the set alone does not fit either.
    pub(crate) fn within(&self, family: Family, fast_m: f64) -> Option<Self> {
        let set = |others: usize, others_m: f64| {
            fewer(&Step { others, others_m, whole: None, ..self.step.clone() }, family, fast_m)
        };
        let with_others = set(self.step.others, self.other_m).map(|step| Self { step, ..self.clone() });
        let alone = || Some(Self { step: set(0, 0.0)?, other_m: 0.0, ..self.clone() });
        with_others.or_else(alone)
    }
}
