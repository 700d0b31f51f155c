//! The next workout as figures.

use crate::model::records::is_beyond_record;
use crate::model::{Rung, Shape};
use crate::progression::kind::ladder::Rep;
use crate::progression::kind::lever::{FEWEST_REPS, LONGEST_REST_S, PACE_RANGE};
use crate::progression::past::SessionSummary;
use crate::progression::past::outline::{RepBlock, by_distance};
use crate::segment::{RecoveryMode, RepLength, round_rest_s};
use crate::stats::{Range, middle_of};

/// Time of a stride on the way back, s, and the distance that the stride counts as, m. House rules.
const STRIDE_RUN_S: f64 = 20.0;
const STRIDE_RUN_M: f64 = 100.0;
/// Walk after such a stride, s. House rule.
const STRIDE_REST_S: f64 = 75.0;
/// Reps measured the distance of their name where their mean is within this of it, as a ratio: half of the range of paces that is
/// asked for.
const TRUE_LENGTH: f64 = 0.01;

/// What is made of a session that has reps outside the set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Made {
    /// The same again.
    Again,
    /// The full session again, after a lighter one.
    Full,
    /// An earlier session again, because the reps of the newest are not sure.
    Before,
    /// Half of its reps.
    Half,
    /// A third fewer reps.
    Third,
    /// Each rep a little slower: of many lengths it is not known which rep was too hard.
    Slower,
    /// One step back from it.
    Less,
    /// One step back, to it.
    Earlier,
}

/// A workout as figures.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each says another thing of the workout, and none excludes another")]
pub(crate) struct Step {
    pub(crate) reps: usize,
    pub(crate) length: RepLength,
    /// Speed, m/s; `None` means by feel.
    pub(crate) speed_mps: Option<f64>,
    pub(crate) recovery_s: Option<f64>,
    pub(crate) recovery_m: Option<f64>,
    pub(crate) recovery_mode: Option<RecoveryMode>,
    /// How the reps are put together.
    pub(crate) shape: Shape,
    /// The reps of each set as they were run. They count for as many reps alone: other numbers are spread evenly.
    pub(crate) set_sizes: Vec<usize>,
    /// Reps of the session outside this set.
    pub(crate) others: usize,
    /// Fast distance of those reps, m.
    pub(crate) others_m: f64,
    /// The whole session as it was run, block by block; empty where all reps are of this set or the order is not known.
    pub(crate) outline: Vec<RepBlock>,
    /// What is made of the whole session, where it is run as a whole.
    pub(crate) whole: Option<Made>,
    /// The session in words that the step was; empty for a step of the ladder.
    pub(crate) session: String,
    /// Whether the session is a ladder of many lengths: no set stands for it.
    pub(crate) is_ladder: bool,
    /// Whether the workout has not been run before.
    pub(crate) is_first: bool,
    /// Whether the reps are run uphill: pace says nothing of them.
    pub(crate) is_uphill: bool,
    /// Whether reps of a distance measured that distance: else their times do not belong to it.
    pub(crate) is_true_length: bool,
    /// Distance of one rep, m.
    pub(crate) rep_m: f64,
    /// Time of one rep, s.
    pub(crate) rep_s: f64,
}

impl Step {
    /// The workout that a session was; `None` without reps. The speed is that of the plan in the file where the runner met
    /// it, else the speed that was run. `None` as speed by feel, and for a speed beyond the world record.
    pub(crate) fn of(session: &SessionSummary, by_feel: bool) -> Option<Self> {
        let length = session.length?;
        let rep_m = match length {
            RepLength::Distance(metres) => metres,
            RepLength::Time(_) => session.rep_distance_m,
        };
        let run = session.mean_speed_mps;
        let asked = session.target_mps.map(Range::middle);
        let speed = asked.filter(|asked| (run / asked - 1.0).abs() <= PACE_RANGE).unwrap_or(run);
        let is_known = !by_feel && speed > 0.0 && speed.is_finite() && !is_beyond_record(rep_m, speed);
        let rest_s = session.recovery_s.map(|seconds| seconds.min(LONGEST_REST_S));
        let is_ladder = session.seen.as_ref().is_some_and(|seen| seen.is_ladder);
        let (left, outline): (Vec<RepBlock>, Vec<RepBlock>) =
            session.outline.iter().partition(|block| !is_ladder && block.is_leftover(&session.outline));
        let left_m: f64 = left.iter().map(|block| block.rep_m).sum();
        let step = Self {
            speed_mps: is_known.then_some(speed),
            recovery_s: rest_s.map(round_rest_s),
            recovery_m: by_distance(session.recovery_s, session.recovery_m, session.recovery_mode)
                .filter(|_| rest_s == session.recovery_s && !session.shape.is_within()),
            recovery_mode: session.recovery_mode,
            shape: session.shape,
            set_sizes: session.set_sizes.clone(),
            others: session.other_reps.saturating_sub(left.len()),
            others_m: (session.fast_distance_m - left_m - rep_m * session.reps.len() as f64).max(0.0),
            outline,
            // The name of the session tells of its leftovers, too.
            session: if left.is_empty() { session.workout.clone() } else { String::new() },
            is_ladder,
            is_uphill: session.seen.as_ref().is_some_and(|seen| seen.uphill),
            is_true_length: (session.rep_distance_m / rep_m - 1.0).abs() <= TRUE_LENGTH,
            rep_m,
            rep_s: session.seen.as_ref().map_or(f64::NAN, |seen| seen.rep_s),
            ..Self::by_feel(session.reps.len(), length)
        };
        Some(step.with_like_sets())
    }

    /// The same with all sets of a session whose reps are all alike: a coach moves them together. The speed is that of all reps.
    pub(super) fn with_like_sets(self) -> Self {
        let blocks = &self.outline;
        let own = blocks.iter().find(|block| block.is_own);
        let Some(own) = own.filter(|_| self.others > 0 && blocks.iter().all(|block| block.length == self.length))
        else {
            return self;
        };
        let sizes: Vec<usize> = blocks.iter().map(|block| block.reps).collect();
        let reps: usize = sizes.iter().sum();
        let read = || blocks.iter().filter_map(|block| Some((block.reps as f64, block.speed_mps?)));
        let seconds: f64 = read().map(|(reps, speed)| reps / speed).sum();
        let all_mps = read().map(|(reps, _)| reps).sum::<f64>() / seconds;
        let rest_s = middle_of(blocks.iter().filter_map(|block| block.rest_s)).map(round_rest_s);
        let rep_m = match self.length {
            RepLength::Distance(_) => self.rep_m,
            RepLength::Time(_) => blocks.iter().map(|block| block.reps as f64 * block.rep_m).sum::<f64>() / reps as f64,
        };
        let recovery = [own].into_iter().chain(blocks).find(|block| block.recovery_s.is_some());
        let is_sets = sizes.iter().all(|size| *size > 1);
        let shape = rest_s.filter(|_| is_sets).map_or(Shape::Row, |rest_s| Shape::Sets { count: sizes.len(), rest_s });
        Self {
            reps,
            speed_mps: self.speed_mps.map(|own| own.min(all_mps)),
            recovery_s: self.recovery_s.or_else(|| recovery?.recovery_s),
            recovery_mode: self.recovery_mode.or_else(|| recovery?.recovery_mode),
            shape,
            set_sizes: sizes,
            others: 0,
            others_m: 0.0,
            outline: Vec::new(),
            session: String::new(),
            rep_m,
            ..self
        }
    }

    /// Reps of a length by feel, of which nothing else is known.
    fn by_feel(reps: usize, length: RepLength) -> Self {
        let (rep_m, rep_s) = match length {
            RepLength::Distance(metres) => (metres, f64::NAN),
            RepLength::Time(seconds) => (f64::NAN, seconds),
        };
        Self {
            reps,
            length,
            speed_mps: None,
            recovery_s: None,
            recovery_m: None,
            recovery_mode: None,
            shape: Shape::Row,
            set_sizes: Vec::new(),
            others: 0,
            others_m: 0.0,
            outline: Vec::new(),
            whole: None,
            session: String::new(),
            is_ladder: false,
            is_first: false,
            is_uphill: false,
            is_true_length: true,
            rep_m,
            rep_s,
        }
    }

    /// Fast distance of the whole session, m.
    pub(crate) fn fast_m(&self) -> f64 {
        self.distance_of(self.reps) + self.others_m
    }

    /// Distance of a number of reps, m.
    pub(crate) fn distance_of(&self, reps: usize) -> f64 {
        self.rep_m * reps as f64
    }

    /// The same with another number of reps, at least two.
    pub(crate) fn with_reps(&self, reps: usize) -> Self {
        self.of_reps(reps.max(FEWEST_REPS.min(self.reps)))
    }

    /// The same with another number of reps, even one. Sets that would be too small become a row.
    pub(crate) fn of_reps(&self, reps: usize) -> Self {
        Self { reps, shape: self.shape.of(reps), ..self.clone() }
    }

    /// The same at a factor of its speed.
    pub(crate) fn at_pace(&self, factor: f64) -> Self {
        Self { speed_mps: self.speed_mps.map(|speed| speed * factor), ..self.clone() }
    }

    /// The same at a speed.
    pub(crate) fn at_speed(&self, speed_mps: Option<f64>) -> Self {
        Self { speed_mps, ..self.clone() }
    }

    /// The same, named as what is made of the whole session where that has reps outside the set.
    pub(crate) fn of_whole(self, made: Made) -> Self {
        let whole = (self.others > 0).then_some(made);
        Self { whole, ..self }
    }

    /// Relaxed strides: the way back after a break.
    pub(crate) fn strides(reps: usize) -> Self {
        Self {
            recovery_s: Some(STRIDE_REST_S),
            recovery_mode: Some(RecoveryMode::Walk),
            rep_m: STRIDE_RUN_M,
            ..Self::by_feel(reps, RepLength::Time(STRIDE_RUN_S))
        }
    }

    /// A step of the ladder as it stands, by feel: the way into a family.
    pub(crate) fn entry(rung: &Rung) -> Self {
        let step = Self::by_feel(rung.reps, length_of(rung));
        Self {
            is_first: true,
            recovery_s: rung.recovery.map(|recovery| recovery.seconds(step.rep_s)).filter(|rest| rest.is_finite()),
            recovery_mode: Some(RecoveryMode::Walk),
            shape: rung.shape,
            ..step
        }
    }

    /// The rep as the ladder sees it.
    pub(crate) fn rep(&self) -> Rep {
        Rep { metres: self.rep_m, seconds: self.rep_s, in_sets: self.shape.is_sets() }
    }
}

/// The length of a step's reps.
pub(crate) fn length_of(rung: &Rung) -> RepLength {
    if rung.by_time { RepLength::Time(rung.length) } else { RepLength::Distance(rung.length) }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn step(reps: usize, rest: f64) -> Step {
        Step {
            speed_mps: Some(4.301),
            recovery_s: Some(rest),
            recovery_mode: Some(RecoveryMode::Jog),
            rep_s: 93.0,
            ..Step::by_feel(reps, RepLength::Distance(400.0))
        }
    }
}
