//! What the runner sets out to do: bouts of one speed in a row, and the watch's plan for them.

use lastrep::model::{Intensity, StepEnd, Workout, WorkoutStep};
use lastrep::segment::SegmentKind;
use lastrep::stats::Range;

/// How long a bout lasts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Length {
    /// So many seconds.
    Time(f64),
    /// So many metres.
    Distance(f64),
}

/// What is done between reps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Ease {
    /// Standing.
    Stand,
    /// Walking.
    Walk,
    /// Jogging.
    Jog,
    /// Walking with the timer stopped.
    Paused,
}

impl Ease {
    fn speed_mps(self) -> f64 {
        match self {
            Self::Stand => 0.0,
            Self::Walk => 1.35,
            Self::Jog => 2.3,
            Self::Paused => 1.0,
        }
    }
}

/// A recovery: what, and for how long.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Recovery(pub(crate) Ease, pub(crate) Length);

/// Like reps in a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Reps {
    /// How many.
    pub(crate) count: u32,
    /// Of each.
    pub(crate) length: Length,
    /// Of the first, m/s.
    pub(crate) speed_mps: f64,
    /// Share of the speed that is lost from the first rep to the last.
    pub(crate) fade: f64,
    /// After each rep.
    pub(crate) recovery: Recovery,
    /// Whether the recovery also follows the last rep, as in the repeat block of a watch.
    pub(crate) closing: bool,
}

/// One stretch with one intention.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bout {
    /// What it is in truth.
    pub(crate) kind: SegmentKind,
    /// How long it lasts.
    pub(crate) length: Length,
    /// Intended speed at its start, m/s.
    pub(crate) from_mps: f64,
    /// Intended speed at its end, m/s.
    pub(crate) to_mps: f64,
    /// Whether the runner stops the timer for it.
    pub(crate) paused: bool,
    /// Rise over run of the ground that it is run on, beyond that of the route.
    pub(crate) grade: f64,
    /// The step of the plan that it carries out.
    pub(crate) step: u16,
}

/// Bouts in a row, with the steps that a watch would hold for them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plan {
    /// In order.
    pub(crate) bouts: Vec<Bout>,
    /// The watch's plan; used when the watch follows it.
    pub(crate) workout: Workout,
}

impl Plan {
    /// An empty plan with a name.
    pub(crate) fn named(name: &str) -> Self {
        Self { bouts: Vec::new(), workout: Workout { name: Some(name.to_owned()), steps: Vec::new() } }
    }

    /// One stretch at one speed.
    pub(crate) fn run(self, kind: SegmentKind, length: Length, speed_mps: f64) -> Self {
        self.change(kind, length, speed_mps, speed_mps)
    }

    /// One stretch whose speed changes evenly.
    pub(crate) fn change(mut self, kind: SegmentKind, length: Length, from_mps: f64, to_mps: f64) -> Self {
        let step = self.add_step(kind, length, from_mps);
        self.bouts.push(Bout { kind, length, from_mps, to_mps, paused: false, grade: 0.0, step });
        self
    }

    /// The same with the timer stopped, or on a slope.
    pub(crate) fn last_bout(mut self, change: impl FnOnce(&mut Bout)) -> Self {
        if let Some(bout) = self.bouts.last_mut() {
            change(bout);
        }
        self
    }

    /// A warm-up of so many seconds.
    pub(crate) fn warm_up(self, seconds: f64) -> Self {
        self.run(SegmentKind::Warmup, Length::Time(seconds), 2.7)
    }

    /// A cool-down of so many seconds.
    pub(crate) fn cool_down(self, seconds: f64) -> Self {
        self.run(SegmentKind::Cooldown, Length::Time(seconds), 2.5)
    }

    /// Like reps with recoveries between them.
    pub(crate) fn reps(self, reps: Reps) -> Self {
        self.repeat(SegmentKind::Work, reps)
    }

    /// Strides of so many seconds with jogging between them and after the last.
    pub(crate) fn strides(self, count: u32, seconds: f64, speed_mps: f64, jog_s: f64) -> Self {
        let recovery = Recovery(Ease::Jog, Length::Time(jog_s));
        let length = Length::Time(seconds);
        self.repeat(SegmentKind::Stride, Reps { count, length, speed_mps, fade: 0.0, recovery, closing: true })
    }

    /// Reps of different lengths with one recovery between them.
    pub(crate) fn ladder(mut self, rungs: &[(Length, f64)], recovery: Recovery) -> Self {
        for (number, &(length, speed_mps)) in rungs.iter().enumerate() {
            if number > 0 {
                self = self.recover(recovery);
            }
            self = self.run(SegmentKind::Work, length, speed_mps);
        }
        self
    }

    /// One recovery.
    pub(crate) fn recover(mut self, recovery: Recovery) -> Self {
        let step = self.add_step(SegmentKind::Recovery, recovery.1, recovery.0.speed_mps());
        self.bouts.push(Bout::recovery(recovery, step));
        self
    }

    fn repeat(mut self, kind: SegmentKind, reps: Reps) -> Self {
        let work = self.add_step(kind, reps.length, reps.speed_mps);
        let rest = self.add_step(SegmentKind::Recovery, reps.recovery.1, reps.recovery.0.speed_mps());
        let blocks = if reps.closing { reps.count } else { reps.count - 1 };
        self.push_step(None, None, StepEnd::Repeat { from: work, count: blocks }, None);
        let last = if reps.closing { work } else { self.add_step(kind, reps.length, reps.speed_mps) };
        for number in 0..reps.count {
            let is_last = number + 1 == reps.count;
            let lost = reps.fade * f64::from(number) / f64::from((reps.count - 1).max(1));
            let speed = reps.speed_mps * (1.0 - lost);
            let step = if is_last { last } else { work };
            let (from_mps, to_mps, length) = (speed, speed, reps.length);
            self.bouts.push(Bout { kind, length, from_mps, to_mps, paused: false, grade: 0.0, step });
            if !is_last || reps.closing {
                self.bouts.push(Bout::recovery(reps.recovery, rest));
            }
        }
        self
    }

    fn add_step(&mut self, kind: SegmentKind, length: Length, speed_mps: f64) -> u16 {
        let intensity = match kind {
            SegmentKind::Warmup => Intensity::Warmup,
            SegmentKind::Recovery => Intensity::Recovery,
            SegmentKind::Cooldown => Intensity::Cooldown,
            SegmentKind::Work | SegmentKind::Stride | SegmentKind::Other => Intensity::Active,
        };
        let end = match length {
            Length::Time(seconds) => StepEnd::Time(seconds),
            Length::Distance(metres) => StepEnd::Distance(metres),
        };
        let aim = |share: f64| (speed_mps * share * 1000.0).round() / 1000.0;
        let target = (kind == SegmentKind::Work).then(|| Range::new(aim(0.97), aim(1.03)));
        self.push_step(Some(kind.name()), Some(intensity), end, target)
    }

    fn push_step(
        &mut self,
        name: Option<&str>,
        intensity: Option<Intensity>,
        end: StepEnd,
        target_mps: Option<Range>,
    ) -> u16 {
        let index = self.workout.steps.len() as u16;
        self.workout.steps.push(WorkoutStep { index, name: name.map(str::to_owned), intensity, end, target_mps });
        index
    }
}

impl Bout {
    fn recovery(recovery: Recovery, step: u16) -> Self {
        let speed = recovery.0.speed_mps();
        let kind = SegmentKind::Recovery;
        let paused = recovery.0 == Ease::Paused;
        Self { kind, length: recovery.1, from_mps: speed, to_mps: speed, paused, grade: 0.0, step }
    }
}
