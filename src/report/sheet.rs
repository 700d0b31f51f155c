//! The coach sheet: a row a runner of a team, the one who needs a look first on top.

use super::answers::word;
use super::words::{capital, date, number, signed};
use crate::compare::{Direction, SpeedChange};
use crate::model::Day;
use crate::progression::{Decision, Easy, Need, Recommendation, Symptom, hurts};

/// One runner of a team.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetRow {
    /// The runner.
    pub runner: String,
    /// Why a coach looks at the runner.
    pub need: Need,
    /// Day of the last run; `None` without any.
    pub last_run: Option<Day>,
    /// Days from it to the day of the sheet.
    pub days_since: Option<i64>,
    /// The last session of reps and its day.
    pub last_session: Option<(String, Day)>,
    /// Mean speeds of sessions like it in order, it among them, m/s.
    pub trend_mps: Vec<f64>,
    /// Its change against the like session before; `None` where there is none to compare with.
    pub change: Option<SpeedChange>,
    /// Distance of the last seven days, m.
    pub week_m: f64,
    /// Distance of the seven days before, m.
    pub week_before_m: f64,
    /// Share of the last seven days that was run in reps, 0 to 1; NaN without a run.
    pub fast_share: f64,
    /// What comes next; `None` without a run.
    pub advice: Option<Recommendation>,
}

/// The rows of a team in order of need; within one need the longest silence first.
#[must_use]
pub fn in_order(mut rows: Vec<SheetRow>) -> Vec<SheetRow> {
    rows.sort_by(|a, b| {
        let by_need = a.need.rank().cmp(&b.need.rank());
        by_need.then(b.days_since.cmp(&a.days_since)).then_with(|| a.runner.cmp(&b.runner))
    });
    rows
}

impl SheetRow {
    /// How the like sessions go: `faster 1.2 %`; empty where nothing is to be compared.
    pub fn trend(&self) -> String {
        let Some(change) = &self.change else { return String::new() };
        match change.verdict {
            Direction::Faster => format!("faster {}\u{a0}%", number(change.value_pct, 1)),
            Direction::Slower => format!("slower {}\u{a0}%", number(-change.value_pct, 1)),
            Direction::NotTold => "level".to_owned(),
        }
    }

    /// The distance of the week against the one before, %: `+12 %`; empty where one of them had no run.
    pub fn week_change(&self) -> String {
        let percent = 100.0 * (self.week_m / self.week_before_m - 1.0);
        if self.week_m > 0.0 && percent.is_finite() { format!("{}\u{a0}%", signed(percent, 0)) } else { String::new() }
    }

    /// What to look at, in words; empty where nothing needs a look.
    pub fn look_at(&self) -> String {
        let reason = || self.advice.as_ref().and_then(|advice| advice.reasons.first()).cloned().unwrap_or_default();
        match self.need {
            Need::Nothing => String::new(),
            Need::Silent { days, usual_days } => {
                let usual = usual_days.map_or(String::new(), |gap| format!(", usually {}", number(gap, 0)));
                format!("No run for {days} days{usual}")
            }
            Need::Symptom(Some(Symptom::JustOver(_)) | None) => format!("Symptom just over: {}", reason()),
            Need::NotHeldTwice => format!("Two of the last three not held: {}", reason()),
            Need::Body(easy) if is_sore(easy) => format!("Sore: {}", reason()),
            _ => capital(&reason()),
        }
    }

    /// What comes next, in words.
    pub fn next(&self) -> String {
        let Some(advice) = &self.advice else { return String::new() };
        advice.next.as_ref().map_or_else(|| capital(&advice.headline), |next| next.text.clone())
    }

    /// The answer and its word; `None` without a run.
    pub fn answer(&self) -> Option<(Decision, &'static str)> {
        self.advice.as_ref().map(|advice| (advice.told(), word(advice.told())))
    }

    /// The first day for what comes next; `None` where it is over on the day of the sheet.
    pub fn next_day(&self) -> Option<Day> {
        let today = self.last_run? + self.days_since?;
        self.advice.as_ref()?.earliest_day.filter(|day| *day >= today)
    }

    /// The same in words: `Tue 2 Jun 2026`.
    pub fn from(&self) -> String {
        self.next_day().map(date).unwrap_or_default()
    }
}

fn is_sore(easy: Easy) -> bool {
    match easy {
        Easy::SoreDays(_) => true,
        Easy::Red(sign) => hurts(sign),
        Easy::Ambers(one, other) => hurts(one) || hurts(other),
        Easy::Heat | Easy::Unread | Easy::Spacing => false,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::report) fn row(runner: &str, need: Need, days_since: i64) -> SheetRow {
        SheetRow {
            runner: runner.to_owned(),
            need,
            last_run: Some(Day::EPOCH),
            days_since: Some(days_since),
            last_session: None,
            trend_mps: Vec::new(),
            change: None,
            week_m: 12_000.0,
            week_before_m: 10_000.0,
            fast_share: 0.1,
            advice: None,
        }
    }

    #[test]
    fn most_in_need_first_then_the_longest_silence() {
        let rows = [
            row("d", Need::Nothing, 1),
            row("c", Need::Nothing, 2),
            row("b", Need::StepUp, 0),
            row("a", Need::Symptom(None), 3),
        ];
        let order: Vec<String> = in_order(rows.to_vec()).into_iter().map(|row| row.runner).collect();
        assert_eq!(order, ["a", "b", "c", "d"]);
    }

    #[test]
    fn a_row_says_what_it_is_about() {
        let silent = row("a", Need::Silent { days: 9, usual_days: Some(2.0) }, 9);
        assert_eq!(silent.look_at(), "No run for 9 days, usually 2");
        assert_eq!((silent.week_change().as_str(), silent.trend().as_str()), ("+20\u{a0}%", ""));
        assert_eq!(row("a", Need::Nothing, 0).look_at(), "");
    }
}
