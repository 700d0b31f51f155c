//! A week in the making: what each day is for, how far each run goes, and what is left of the week.

use crate::model::{Day, Family};

/// What a day is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayKind {
    /// The reps.
    Reps,
    /// Steady or tempo running.
    Steady,
    /// The long run.
    Long,
    /// Easy running.
    Easy,
    /// The race that the runner trains for.
    Race,
    /// No running; other training if wanted.
    Rest,
}

impl DayKind {
    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reps => "reps",
            Self::Steady => "steady",
            Self::Long => "long",
            Self::Easy => "easy",
            Self::Race => "race",
            Self::Rest => "rest",
        }
    }

    /// Whether the day is a hard day of training.
    pub fn is_hard(self) -> bool {
        matches!(self, Self::Reps | Self::Steady)
    }
}

/// The session of a hard day.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct HardSession {
    pub(crate) day: Day,
    pub(crate) family: Family,
    /// Whether the session is steady running at threshold.
    pub(crate) is_steady: bool,
    pub(crate) text: String,
    pub(crate) fast_m: f64,
    pub(crate) whole_m: f64,
    pub(crate) advances: bool,
}

/// A week in the making.
#[derive(Debug)]
pub(crate) struct WeekDraft {
    pub(crate) monday: Day,
    pub(crate) is_lighter: bool,
    /// Whether a lighter week is advised and still to come.
    pub(crate) is_lighter_awaited: bool,
    /// Hard sessions in the order in which they were placed.
    pub(crate) sessions: Vec<HardSession>,
    /// The easy day that ends in strides.
    pub(crate) strides: Option<Day>,
    /// Days whose run was left out for want of distance.
    pub(crate) dropped: Vec<Day>,
    /// Distance that has been run, m.
    pub(crate) done_m: f64,
    /// Distance that the week may hold, m; `None` where the usual week is not known.
    pub(crate) whole_m: Option<f64>,
    /// Distance that is left to plan, m; `None` where the usual week is not known.
    pub(crate) left_m: Option<f64>,
    /// From Monday on.
    kinds: [DayKind; 7],
    metres: [Option<f64>; 7],
}

impl WeekDraft {
    /// A week of rest, with what has been run and what the week may hold, m.
    pub(crate) fn empty(monday: Day, done_m: f64, whole_m: Option<f64>) -> Self {
        Self {
            monday,
            is_lighter: false,
            is_lighter_awaited: false,
            sessions: Vec::new(),
            strides: None,
            dropped: Vec::new(),
            done_m,
            whole_m,
            left_m: whole_m.map(|whole| (whole - done_m).max(0.0)),
            kinds: [DayKind::Rest; 7],
            metres: [None; 7],
        }
    }

    pub(crate) fn days(&self) -> impl Iterator<Item = Day> + use<> {
        self.monday.until(self.monday + 7)
    }

    pub(crate) fn kind(&self, day: Day) -> DayKind {
        self.kinds[self.index(day)]
    }

    pub(crate) fn metres(&self, day: Day) -> Option<f64> {
        self.metres[self.index(day)]
    }

    /// The hard session of a day.
    pub(crate) fn session(&self, day: Day) -> Option<&HardSession> {
        self.sessions.iter().find(|session| session.day == day)
    }

    /// The session that moves a lever.
    pub(crate) fn advancing(&self) -> Option<&HardSession> {
        self.sessions.iter().find(|session| session.advances)
    }

    pub(crate) fn set(&mut self, day: Day, kind: DayKind) {
        self.kinds[self.index(day)] = kind;
    }

    /// Gives a day its distance.
    pub(crate) fn take(&mut self, day: Day, metres: f64) {
        self.metres[self.index(day)] = Some(metres);
        self.left_m = self.left_m.map(|left| left - metres);
    }

    /// Gives a session its day and its distance.
    pub(crate) fn add(&mut self, session: HardSession) {
        self.set(session.day, if session.is_steady { DayKind::Steady } else { DayKind::Reps });
        self.take(session.day, session.whole_m);
        self.sessions.push(session);
    }

    /// Leaves a run out for want of distance.
    pub(crate) fn drop(&mut self, day: Day) {
        self.set(day, DayKind::Rest);
        self.dropped.push(day);
    }

    fn index(&self, day: Day) -> usize {
        usize::try_from(day - self.monday).unwrap_or(0).min(6)
    }
}
