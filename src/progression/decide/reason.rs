//! Why an answer is given: typed, with its figures. The room `words` makes sentences of reasons.

use crate::progression::judge::Finding;
use crate::progression::past::Sign;
use crate::progression::step::Closed;

/// A symptom that ends fast running.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Symptom {
    /// Illness, fever, chest symptoms or dizziness.
    Illness,
    /// Pain in one spot, on one side, or that changes the gait.
    OneSpot,
    /// Strong pain, 0 to 10.
    Pain(f64),
    /// A symptom was last named this many days ago: two days of rest follow on a symptom.
    JustOver(i64),
}

/// Why an easy day comes first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Easy {
    /// Too hot for anything hard.
    Heat,
    /// A cell of the journal about pain or soreness cannot be read.
    Unread,
    /// One signal is clearly off, or pain stands.
    Red(Sign),
    /// Two signals are off.
    Ambers(Sign, Sign),
    /// The legs were sore for this many days in a row.
    SoreDays(i64),
    /// Another hard day was less than two days ago, three for a novice.
    Spacing,
}

impl Easy {
    /// Whether the session that waits becomes smaller: after soreness, pain, a red sign or a cell that cannot be read.
    pub(crate) fn takes(self) -> bool {
        match self {
            Self::Heat | Self::Spacing => false,
            Self::Unread | Self::Red(_) | Self::SoreDays(_) => true,
            Self::Ambers(one, other) => {
                [one, other].iter().any(|sign| matches!(sign, Sign::Soreness(_) | Sign::Ache(_)))
            }
        }
    }
}

/// What of the day excuses a session that was not held.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Excuse {
    /// Heat slowed the reps, %.
    Heat(f64),
    /// Less than 48 h after a hard day.
    ShortGap,
    /// A poor night, or another sign of that morning or of today.
    Morning,
    /// The first days at another altitude.
    Altitude,
}

/// What could not be seen of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// Whether the reps are reps: the speed alone showed them, and not clearly.
    Reps,
    /// Its shape.
    Shape,
    /// How hard the session was.
    Effort,
    /// What to compare the session with: the last twelve weeks have no race and no session of reps.
    Anchor,
}

/// Why an answer is given.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// Rest: a symptom.
    Symptom(Symptom),
    /// Easy first.
    Easy(Easy),
    /// Way back: this many days without running.
    NoRun(i64),
    /// Way back: this many days without fast running.
    NoFast(i64),
    /// Way back: after a symptom and its days of rest.
    AfterSymptom,
    /// Lighter week: after this many building weeks.
    WeeksDone(usize),
    /// Lighter week: two of the last three hard sessions were not held.
    TwoNotHeld,
    /// Lighter week: the third easy spell within two weeks.
    EasyThrice,
    /// Step back: not held.
    NotHeld(Finding),
    /// Step up: two sessions held.
    Held,
    /// Once more: not held, and the day excuses the session.
    BadDay(Finding, Excuse),
    /// Once more: the first session of its kind.
    First,
    /// Once more: neither shape nor effort could be read.
    Unreadable(Finding),
    /// Once more: the verdict is unclear.
    Unclear(Finding),
    /// Once more: this session held, and one more is needed.
    Confirm,
    /// Once more: the session was smaller than the largest that was held in a month.
    Smaller,
    /// Once more: one sign is off today.
    Amber(Sign),
    /// Once more: after soreness, pain or a red sign of the last days, with a third fewer reps.
    Eased,
    /// Once more: too little was seen for more.
    Unseen,
    /// Once more: RPE is needed.
    NeedsEffort,
    /// Once more: the first days at another altitude.
    Altitude,
    /// Once more: all levers are closed; the first reason.
    Capped(Closed),
    /// Once more: the way in, without fast running on record.
    Begin,
}

impl Reason {
    /// The short name in tables.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Symptom(Symptom::Illness) => "rest-illness",
            Self::Symptom(Symptom::OneSpot | Symptom::Pain(_)) => "rest-pain",
            Self::Symptom(Symptom::JustOver(_)) => "rest-just-over",
            Self::Easy(Easy::Heat) => "easy-first-heat",
            Self::Easy(Easy::Unread) => "easy-first-unread",
            Self::Easy(Easy::Red(_)) => "easy-first-red",
            Self::Easy(Easy::Ambers(..)) => "easy-first-amber",
            Self::Easy(Easy::SoreDays(_)) => "easy-first-sore",
            Self::Easy(Easy::Spacing) => "easy-first-48h",
            Self::NoRun(_) => "way-back-no-run",
            Self::NoFast(_) => "way-back-no-fast",
            Self::AfterSymptom => "way-back-symptom",
            Self::WeeksDone(_) => "lighter-week-due",
            Self::TwoNotHeld => "lighter-week-two-failed",
            Self::EasyThrice => "lighter-week-easy-thrice",
            Self::NotHeld(_) => "step-back-not-held",
            Self::Held => "step-up-two-held",
            Self::BadDay(..) => "once-more-bad-day",
            Self::First => "once-more-first",
            Self::Unreadable(_) => "once-more-unreadable",
            Self::Unclear(_) => "once-more-unclear",
            Self::Confirm => "once-more-confirm",
            Self::Smaller => "once-more-smaller",
            Self::Amber(_) => "once-more-amber",
            Self::Eased => "once-more-eased",
            Self::Unseen => "once-more-unseen",
            Self::NeedsEffort => "once-more-needs-rpe",
            Self::Altitude => "once-more-altitude",
            Self::Capped(_) => "once-more-capped",
            Self::Begin => "once-more-begin",
        }
    }
}
