//! Why an answer is given: typed, with its figures. Sentences are made of it elsewhere.

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
    /// Pain of so much in 10.
    Pain(f64),
    /// It is over, since so many days: two of them are for rest.
    JustOver(i64),
}

/// Why an easy day comes first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Easy {
    /// Too hot for anything hard.
    Heat,
    /// What was written of pain or soreness cannot be read.
    Unread,
    /// One signal is clearly off.
    Red(Sign),
    /// Two signals are off.
    Ambers(Sign, Sign),
    /// Sore on so many days running.
    SoreDays(i64),
    /// Another hard day was less than two days ago, three for a novice.
    Spacing,
}

impl Easy {
    /// Whether it takes from the session that waits: a mere wait takes nothing.
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

/// What of the day explains a session that was not held.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Excuse {
    /// Heat: slower by so many percent.
    Heat(f64),
    /// Less than 48 h after a hard day.
    ShortGap,
    /// A poor night, or another sign of that morning or of today.
    Morning,
    /// The first days at another altitude.
    Altitude,
}

/// What of a session could not be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// Its shape.
    Shape,
    /// How hard it was.
    Effort,
    /// What to compare it with: no race and no session of the last twelve weeks.
    Anchor,
}

/// Why an answer is given.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// Rest: a symptom.
    Symptom(Symptom),
    /// Easy first.
    Easy(Easy),
    /// Way back: so many days without running.
    NoRun(i64),
    /// Way back: so many days without fast running.
    NoFast(i64),
    /// Way back: after a symptom, its rest done.
    AfterSymptom,
    /// Lighter week: so many building weeks done.
    WeeksDone(usize),
    /// Lighter week: two of the last three hard sessions were not held.
    TwoNotHeld,
    /// Lighter week: the third easy spell within two weeks.
    EasyThrice,
    /// Step back: not held.
    NotHeld(Finding),
    /// Step up: so many sessions held.
    Held(usize),
    /// Once more: not held, and the day explains it.
    BadDay(Finding, Excuse),
    /// Once more: the first session of its kind.
    First,
    /// Once more: neither shape nor effort could be read.
    Unreadable(Finding),
    /// Once more: something withholds it.
    Unclear(Finding),
    /// Once more: held, so many times of so many.
    Confirm(usize, usize),
    /// Once more: smaller than the usual session of its kind.
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
    /// Once more: all that could be added is closed.
    Capped(Closed),
    /// Once more: there is no session of reps yet; the way in.
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
            Self::Held(2) => "step-up-two-held",
            Self::Held(_) => "step-up-three-held",
            Self::BadDay(..) => "once-more-bad-day",
            Self::First => "once-more-first",
            Self::Unreadable(_) => "once-more-unreadable",
            Self::Unclear(_) => "once-more-unclear",
            Self::Confirm(..) => "once-more-confirm",
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
