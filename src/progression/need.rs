//! Who of a team needs a look first, from the answer to each runner and from the days that were run.

use super::decide::{Easy, Reason, Symptom};
use super::judge::Finding;
use super::past::Sign;
use crate::model::Day;
use crate::stats::middle_of;

/// A silence is told from so many times the usual gap between two days with a run. House rule.
const SILENT_GAPS: f64 = 2.0;
/// The shortest silence that is told, days: nobody is asked after a long weekend. House rule.
const SHORTEST_SILENCE_DAYS: i64 = 5;
/// The silence that is told of a runner whose usual gap is not known, days. House rule.
const UNKNOWN_SILENCE_DAYS: i64 = 14;
/// Days before the last run in which the usual gap is looked for.
const GAP_DAYS: i64 = 90;
/// The fewest gaps that make a usual one.
const FEWEST_GAPS: usize = 4;

/// Why a coach looks at a runner. The order is that of urgency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Need {
    /// A symptom ended fast running, or its rest is just over.
    Symptom(Option<Symptom>),
    /// Two of the last three hard sessions were not held.
    NotHeldTwice,
    /// The last session was not held, and a step back follows.
    NotHeld(Finding),
    /// No run for much longer than usual.
    Silent {
        /// Days since the last run.
        days: i64,
        /// The usual gap between two days with a run; `None` where it is not known.
        usual_days: Option<f64>,
    },
    /// Sore, or another sign of the body is off, or what was written of pain cannot be read.
    Body(Easy),
    /// Ready to step up.
    StepUp,
    /// A lighter week is due.
    LighterWeek,
    /// Nothing of these.
    Nothing,
}

impl Need {
    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Symptom(_) => "symptom",
            Self::NotHeldTwice => "not-held-twice",
            Self::NotHeld(_) => "not-held",
            Self::Silent { .. } => "silent",
            Self::Body(_) => "body",
            Self::StepUp => "step-up",
            Self::LighterWeek => "lighter-week",
            Self::Nothing => "nothing",
        }
    }

    /// Place in the order of urgency, the most urgent first.
    pub fn rank(self) -> usize {
        match self {
            Self::Symptom(_) => 0,
            Self::NotHeldTwice => 1,
            Self::NotHeld(_) => 2,
            Self::Silent { .. } => 3,
            Self::Body(_) => 4,
            Self::StepUp => 5,
            Self::LighterWeek => 6,
            Self::Nothing => 7,
        }
    }
}

/// The most urgent need of a runner: from the reason of the answer, and the days with a run in order, as of today.
pub fn need(reason: Option<&Reason>, run_days: &[Day], today: Day) -> Need {
    let by_answer = reason.map_or(Need::Nothing, of_reason);
    let by_silence = silence(run_days, today).unwrap_or(Need::Nothing);
    if by_silence.rank() < by_answer.rank() { by_silence } else { by_answer }
}

fn of_reason(reason: &Reason) -> Need {
    match *reason {
        Reason::Symptom(symptom) => Need::Symptom(Some(symptom)),
        Reason::AfterSymptom => Need::Symptom(None),
        Reason::TwoNotHeld => Need::NotHeldTwice,
        Reason::NotHeld(finding) => Need::NotHeld(finding),
        Reason::Easy(easy) if is_of_body(easy) => Need::Body(easy),
        Reason::Amber(sign) => Need::Body(Easy::Red(sign)),
        Reason::Held => Need::StepUp,
        Reason::WeeksDone(_) | Reason::EasyThrice => Need::LighterWeek,
        _ => Need::Nothing,
    }
}

/// Heat and the days between hard sessions are no matter of the runner's body.
fn is_of_body(easy: Easy) -> bool {
    !matches!(easy, Easy::Heat | Easy::Spacing)
}

/// The silence of a runner who has run before; `None` while it is no longer than usual.
fn silence(run_days: &[Day], today: Day) -> Option<Need> {
    let last = *run_days.last()?;
    let days = today - last;
    let usual_days = usual_gap(run_days, last);
    let told_from =
        usual_days.map_or(UNKNOWN_SILENCE_DAYS as f64, |gap| (SILENT_GAPS * gap).max(SHORTEST_SILENCE_DAYS as f64));
    (days as f64 >= told_from).then_some(Need::Silent { days, usual_days })
}

fn usual_gap(run_days: &[Day], last: Day) -> Option<f64> {
    let recent = run_days.windows(2).filter(|pair| last - pair[0] <= GAP_DAYS && pair[1] > pair[0]);
    let gaps: Vec<f64> = recent.map(|pair| (pair[1] - pair[0]) as f64).collect();
    if gaps.len() < FEWEST_GAPS { None } else { middle_of(gaps.into_iter()) }
}

/// Whether a sign is of soreness or pain: what a coach asks about first.
pub fn hurts(sign: Sign) -> bool {
    matches!(sign, Sign::Soreness(_) | Sign::Ache(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs every second day up to day 20.
    fn days() -> Vec<Day> {
        (0..=10).map(|pair| Day::EPOCH + 2 * pair).collect()
    }

    fn of(reason: &Reason, today: i64) -> Need {
        need(Some(reason), &days(), Day::EPOCH + today)
    }

    #[test]
    fn the_order_is_symptoms_not_held_silence_body_step_up_lighter_rest() {
        let reasons = [
            Reason::Symptom(Symptom::OneSpot),
            Reason::TwoNotHeld,
            Reason::NotHeld(Finding::EachSlower),
            Reason::Easy(Easy::SoreDays(3)),
            Reason::Held,
            Reason::WeeksDone(3),
            Reason::First,
        ];
        let names: Vec<&str> = reasons.iter().map(|reason| of(reason, 20).name()).collect();
        assert_eq!(names, ["symptom", "not-held-twice", "not-held", "body", "step-up", "lighter-week", "nothing"]);
        let ranks: Vec<usize> = reasons.iter().map(|reason| of(reason, 20).rank()).collect();
        assert!(ranks.is_sorted());
        let silent: Vec<&str> = reasons.iter().map(|reason| of(reason, 30).name()).collect();
        assert_eq!(silent, ["symptom", "not-held-twice", "not-held", "silent", "silent", "silent", "silent"]);
    }

    #[test]
    fn silence_is_twice_the_usual_gap_and_no_long_weekend() {
        assert_eq!(of(&Reason::First, 24), Need::Nothing);
        assert_eq!(of(&Reason::First, 25), Need::Silent { days: 5, usual_days: Some(2.0) });
        let weekly: Vec<Day> = (0..6).map(|week| Day::EPOCH + 7 * week).collect();
        let silent = |after: i64| need(None, &weekly, Day::EPOCH + 35 + after);
        assert_eq!((silent(13).name(), silent(14).name()), ("nothing", "silent"));
        let few = [Day::EPOCH, Day::EPOCH + 2];
        assert_eq!(need(None, &few, Day::EPOCH + 15), Need::Nothing);
        assert_eq!(need(None, &few, Day::EPOCH + 16), Need::Silent { days: 14, usual_days: None });
        assert_eq!(need(None, &[], Day::EPOCH), Need::Nothing);
    }

    #[test]
    fn heat_and_spacing_are_no_need() {
        assert_eq!(of(&Reason::Easy(Easy::Heat), 20), Need::Nothing);
        assert_eq!(of(&Reason::Easy(Easy::Spacing), 20), Need::Nothing);
        assert!(hurts(Sign::Ache(3.0)) && !hurts(Sign::PoorSleep));
    }
}
