//! Findings, signs and closed levers in the runner's words.

use crate::progression::decide::{Easy, Excuse, Symptom};
use crate::progression::judge::Finding;
use crate::progression::kind::plain::{duration, mark, number};
use crate::progression::past::Sign;
use crate::progression::step::{Closed, Unmet};

/// A finding as a sentence.
pub(super) fn finding_words(finding: Finding) -> String {
    match finding {
        Finding::Missing(done, planned) => format!("You ran {done} of {planned} reps."),
        Finding::LateFell(pct) => format!("The last reps were {} % slower than the others.", number(-pct, 0)),
        Finding::LastFell(pct) => format!("The last rep was {} % slower than the others.", number(-pct, 0)),
        Finding::SlowForLength => "The end was slow for reps of that length.".to_owned(),
        Finding::EachSlower => "Each rep was slower than the one before.".to_owned(),
        Finding::Faded(pct) => format!("The reps got {} % slower from the first to the last.", number(-pct, 0)),
        Finding::Erratic => "The pace of the reps went up and down.".to_owned(),
        Finding::ManyPaces => "The paces of the reps were far apart.".to_owned(),
        Finding::LowQuality(points) => {
            format!("The last rep has {} of 100 points: one like the others has 75.", number(points, 0))
        }
        Finding::Slow(pct) => format!("The reps were {} % slower than the plan asks.", number(-pct, 0)),
        Finding::Hard(rpe) => format!("You called it {} in 10: harder than this kind of session should be.", mark(rpe)),
        Finding::NoReserve(_) => "You could hardly have run one rep more.".to_owned(),
        Finding::FeltLow => "It felt bad twice in a row.".to_owned(),
        Finding::Pain => "You had pain of the kind that ends a session.".to_owned(),
        Finding::CadenceFell(_) => "Your steps got slower together with the reps.".to_owned(),
        Finding::Sore(sore) => format!("Soreness {} in 10 afterwards: it took its time.", mark(sore)),
        Finding::LateAgain => "You took longer than usual to run again.".to_owned(),
        Finding::Hot(_) => "It was hot: a hot day does not count for more.".to_owned(),
        Finding::Doubtful => "I am not sure that I found your reps.".to_owned(),
        Finding::UnevenGround => "Hills or wind: pace does not show how hard it was.".to_owned(),
        Finding::OneRep => "One rep alone does not show how the end was.".to_owned(),
        Finding::Unread => "Your note on how hard it was cannot be read: use a number from 0 to 10.".to_owned(),
    }
}

/// A morning sign in words, as part of a sentence: `a poor night`.
pub(super) fn sign_words(sign: Sign) -> String {
    match sign {
        Sign::RestingHeartRate(above) => format!("your resting heart rate is {} above usual", number(above, 0)),
        Sign::Variability(below) => format!("your heart-rate variability is {} % below usual", number(below, 0)),
        Sign::Soreness(sore) => format!("soreness {} in 10", mark(sore)),
        Sign::PoorSleep => "a poor night".to_owned(),
        Sign::Ache(pain) => format!("pain {} in 10", mark(pain)),
    }
}

pub(super) fn excuse_words(excuse: Excuse) -> &'static str {
    match excuse {
        Excuse::Heat(_) => "It was hot, so blame the day.",
        Excuse::ShortGap => "It came less than two days after a hard one, so blame the day.",
        Excuse::Morning => "You were not at your best that day, so blame the day.",
        Excuse::Altitude => "You are new at this altitude, so blame the place.",
    }
}

pub(super) fn easy_words(easy: Easy) -> String {
    match easy {
        Easy::Heat => "It is too hot today for anything hard.".to_owned(),
        Easy::Unread => "Your note on pain or soreness cannot be read: write a number from 0 to 10.".to_owned(),
        Easy::Red(sign) => sentence(&format!("{}.", sign_words(sign))),
        Easy::Ambers(one, other) => sentence(&format!("{} and {}.", sign_words(one), sign_words(other))),
        Easy::SoreDays(days) => format!("Sore for {days} days running."),
        Easy::Spacing => {
            "A hard day is too near: hard days are two days apart, three while you are new or sore.".to_owned()
        }
    }
}

/// A symptom in words: `illness or chest symptoms`.
pub(crate) fn symptom_words(symptom: Symptom) -> String {
    match symptom {
        Symptom::Illness => "illness or chest symptoms".to_owned(),
        Symptom::OneSpot => "pain in one spot".to_owned(),
        Symptom::Pain(pain) => format!("pain of {} in 10", mark(pain)),
        Symptom::JustOver(_) => "the symptom".to_owned(),
    }
}

/// Why a lever is closed, as a sentence.
pub(super) fn closed_words(closed: &Closed) -> String {
    match closed {
        Closed::MostReps(most) => format!("{most} reps of this length are enough."),
        Closed::LongerWaits => "Longer reps wait until you run all of this length.".to_owned(),
        Closed::HasLonger => "The session has longer reps already.".to_owned(),
        Closed::NoLonger => "This kind of session has reached its full length.".to_owned(),
        Closed::NoPace => "By feel there is no pace to raise.".to_owned(),
        Closed::TooFast => "You have never run faster over this length: a race would show if you can.".to_owned(),
        Closed::TooLong(seconds) => {
            format!("A longer rep would take over {}: too long for this kind.", duration(*seconds))
        }
        Closed::TooFew(_) => "Of longer reps there would be too few.".to_owned(),
        Closed::Rest => "The rest is as short as it should be.".to_owned(),
        Closed::Unknown => "The distance of your reps is not known.".to_owned(),
        Closed::Week(_, cap_m, _, week_m) => format!(
            "Your week of {} km carries {} m of this. More easy running comes first.",
            number(week_m / 1000.0, 0),
            number(*cap_m, 0)
        ),
        Closed::Sparse => "The folder holds fewer than three runs a week. Put all your runs into it.".to_owned(),
        Closed::Jump(_) => "One rep more would be a jump after what you ran this month.".to_owned(),
        Closed::LongestRun(longest) => format!(
            "The whole run would be much longer than your longest of this month ({} km).",
            number(longest / 1000.0, 1)
        ),
        Closed::FullWeek(last, usual) => format!(
            "Your last seven days hold {} km, usual are {}. One thing grows at a time.",
            number(last / 1000.0, 0),
            number(usual / 1000.0, 0)
        ),
        Closed::NewLongest => "You ran a new longest run this week. One thing grows at a time.".to_owned(),
        Closed::FastShare(share) => {
            format!("{} % of your running this week was fast. More easy running comes first.", number(100.0 * share, 0))
        }
        Closed::NewSurface(surface) => format!("A new surface this week ({surface}). One thing changes at a time."),
        Closed::Surges => "Surges stay as they are. The other sessions grow.".to_owned(),
        Closed::SurgesDone => "The surges have had their turn.".to_owned(),
    }
}

/// What must come before the first strides, as a sentence.
pub(super) fn unmet_words(unmet: Unmet) -> String {
    match unmet {
        Unmet::Weeks(weeks) => {
            format!("Eight weeks of running come first: counted back from today, {weeks} of eight have a run.")
        }
        Unmet::Runs(runs) => format!("Three runs a week come first: {runs} in the last four weeks."),
        Unmet::HalfHour(longest_s) => {
            format!("A run of half an hour comes first: the longest took {} min.", number(longest_s / 60.0, 0))
        }
        Unmet::Pain(pain) => format!("Pain of {} in 10 in the last two weeks: it goes first.", mark(pain)),
    }
}

/// The text with a capital.
pub(super) fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
