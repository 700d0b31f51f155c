//! The days of a week in the runner's words.

use super::draft::{DayKind, WeekDraft};
use super::race::Phase;
use super::rounding::{far, floor};
use super::season::{SYMPTOM_FREE_DAYS, Season};
use crate::model::{Day, Family};
use crate::progression::kind::plain::count;

impl Season<'_> {
    /// What to do on a day.
    pub(crate) fn text(&self, week: &WeekDraft, day: Day) -> String {
        let text = match week.kind(day) {
            DayKind::Reps | DayKind::Steady => week.session(day).map(|session| session.text.clone()),
            DayKind::Long => Some(self.long_text(week, day)),
            DayKind::Easy => Some(self.easy_text(week, day)),
            DayKind::Race => self.athlete.goal_race.map(|race| {
                format!("the race, {}: 10\u{2013}15 min easy and a few strides before", far(race.distance_m, self.unit))
            }),
            DayKind::Rest => Some(self.rest_text(week, day)),
        };
        let text = text.unwrap_or_default();
        if self.is_ill() && week.kind(day) != DayKind::Rest {
            return format!("only if it has been gone for {SYMPTOM_FREE_DAYS} days: {text}");
        }
        text
    }

    fn long_text(&self, week: &WeekDraft, day: Day) -> String {
        let Some(metres) = week.metres(day) else {
            return format!("the longest easy run of the week{}", self.at_most(week, day));
        };
        let why = week.advancing().map(|session| match session.family {
            Family::T => ", no longer than before: the threshold session moves on",
            _ => ", no longer than before: the reps move on",
        });
        format!("about {} easy, the long run{}", far(metres, self.unit), why.unwrap_or_default())
    }

    fn at_most(&self, week: &WeekDraft, day: Day) -> String {
        let most = self.longest_on_m(week, day);
        most.map(|most| format!(", at most {}", far(most, self.unit))).unwrap_or_default()
    }

    fn easy_text(&self, week: &WeekDraft, day: Day) -> String {
        let far = week.metres(day).map(|metres| format!("about {} easy", far(metres, self.unit)));
        let far = far.unwrap_or_else(|| format!("easy, as far as you are used to{}", self.at_most(week, day)));
        let again = self.facts.kind(Family::F).filter(|_| self.is_only_advised());
        if let Some(kind) = again.filter(|_| week.strides == Some(day)) {
            return format!("{far}, then the strides again: {}", kind.text);
        }
        if week.strides == Some(day) {
            return format!("{far}, then 4\u{2013}6 relaxed strides of 20 s");
        }
        if self.phase(day) == Phase::After { format!("{far}, after the race") } else { far }
    }

    fn rest_text(&self, week: &WeekDraft, day: Day) -> String {
        if self.is_ill() && day <= self.rest_until() {
            return self.symptom_text(day);
        }
        let rest = "rest, or easy other training".to_owned();
        let (Some(first), Some(whole)) = (week.dropped.iter().min(), week.whole_m) else { return rest };
        if *first != day {
            return rest;
        }
        let runs = count(i64::try_from(week.dropped.len()).unwrap_or(0), "run");
        let than = if self.athlete.runs_per_week.is_some() { "asked" } else { "usual" };
        format!("{rest}; {runs} fewer than {than}: the week holds {}", far(floor(whole, self.unit), self.unit))
    }

    /// Rest with a stop symptom: how long, and when to see a doctor.
    fn symptom_text(&self, day: Day) -> String {
        let race = if self.phase(day) == Phase::Race { "no race with this; " } else { "" };
        format!(
            "{race}rest until it has been gone for {SYMPTOM_FREE_DAYS} days and the journal says so; if it lasts, comes back or \
             has to do with the chest, see a doctor"
        )
    }
}
