//! The session of a hard day: the chosen workout, cut to what fits the week.

use super::choice::Choice;
use super::draft::{HardSession, WeekDraft};
use super::easy::SHORTEST_M;
use super::kinds::{AROUND_S, SessionKind};
use super::race::Phase;
use super::rounding::{ceil, far, floor};
use super::season::Season;
use super::turns::Turns;
use super::whole_run::WholeRun;
use crate::model::{Day, Family};
use crate::progression::decide::HardDaysAWeek;

/// Most of a week's distance that may be fast, as a fraction: a little stricter than the same share of its time.
pub(super) const FAST_SHARE: f64 = 0.20;
/// Least easy running around the reps, as a share of the usual.
const LEAST_AROUND: f64 = 0.5;
/// Share of the usual easy running around the reps below which its words give no minutes.
const SHORT_AROUND: f64 = 0.9;
/// Distances closer than this are equal, m.
const SAME_M: f64 = 1e-6;

impl Season<'_> {
    /// The session of a kind on a day; `None` where no session of the kind fits the week.
    pub(crate) fn session(
        &self,
        kind: &SessionKind,
        day: Day,
        week: &WeekDraft,
        turns: &mut Turns,
    ) -> Option<HardSession> {
        let is_lighter = week.is_lighter || self.phase(day) == Phase::Less;
        let choice = self.fitted(kind.family, Choice::in_week(kind, is_lighter, week, turns)?, week)?;
        let whole_m = self.whole_m(kind, &choice.run, day, week)?;
        turns.count(kind.family, choice.is_given);
        Some(HardSession {
            day,
            family: kind.family,
            is_steady: is_steady(kind.family, &choice.run),
            text: self.session_text(kind.family, &choice, whole_m),
            fast_m: choice.run.fast_m(),
            whole_m,
            advances: choice.advances,
        })
    }

    /// A choice cut to the fast distance that the week allows.
    fn fitted(&self, family: Family, choice: Choice, week: &WeekDraft) -> Option<Choice> {
        let spare = self.spare_m(week).filter(|spare| choice.run.fast_m() > spare + SAME_M);
        let Some(spare) = spare else { return Some(choice) };
        let run = choice.run.within(family, spare)?;
        let cut = "cut: a fifth of the week is the most that is fast".to_owned();
        Some(Choice { run, notes: choice.notes.into_iter().chain([cut]).collect(), ..choice })
    }

    /// The fast distance that the other hard days of a week leave of a fifth of it, m; `None` for the first session,
    /// whose caps and gates the advice has kept, and where the usual week is not known.
    fn spare_m(&self, week: &WeekDraft) -> Option<f64> {
        let beside_m = self.fast_beside_m(week);
        (beside_m > 0.0).then_some(FAST_SHARE * week.whole_m? - beside_m)
    }

    /// The fast distance of the other hard days of a week, planned and run, m. The track day comes first: one steady
    /// day that has been run takes nothing from it.
    fn fast_beside_m(&self, week: &WeekDraft) -> f64 {
        let run = || self.hard_days_of(week.monday);
        let is_first = week.sessions.is_empty() && !run().any(|hard| hard.is_track);
        if is_first && run().count() < HardDaysAWeek::Two.count() {
            return 0.0;
        }
        let placed_m: f64 = week.sessions.iter().map(|session| session.fast_m).sum();
        placed_m + run().map(|hard| hard.fast_m).sum::<f64>()
    }

    /// A share of the usual easy running around the reps, m.
    fn around_m(&self, share: f64) -> f64 {
        share * AROUND_S * self.facts.easy_mps
    }

    /// The distance of the whole session, m: rounded up, within what is left of the week and a tenth above the longest
    /// run, and only its share in a lighter week, after a break and before a race.
    ///
    /// Ten minutes around the reps are the least. Where the week leaves less, its first session may take what the
    /// fullest week leaves. A workout that was run with less around it may be repeated like that. `None` where nothing
    /// fits.
    fn whole_m(&self, kind: &SessionKind, run: &WholeRun, day: Day, week: &WeekDraft) -> Option<f64> {
        let least = run.core_m() + self.around_m(LEAST_AROUND);
        let reserve = if week.sessions.is_empty() { 0.0 } else { SHORTEST_M };
        let left = week.left_m.map_or(f64::INFINITY, |left| left - reserve);
        let is_tight = left < least && week.sessions.is_empty();
        let most = self.most_m().min(if is_tight { self.most_left_m(week) } else { left });
        let share = Some(self.share(day, week.is_lighter)).filter(|share| *share < 1.0);
        let share = share.map_or(f64::INFINITY, |share| share * kind.again.whole_m());
        let wanted = if is_tight { least } else { run.whole_m().min(share).max(least) };
        let rounded = ceil(wanted, self.unit);
        let whole = if rounded <= most { rounded } else { floor(most, self.unit) };
        let is_again = kind.last_day.is_some() && !kind.advances;
        let bare = Some(run.core_m()).filter(|core| is_again && *core <= most);
        Some(whole).filter(|whole| *whole >= least).or(bare)
    }

    fn session_text(&self, family: Family, choice: &Choice, whole_m: f64) -> String {
        let written = choice.run.step.write(self.unit);
        let is_steady = is_steady(family, &choice.run);
        // Strides on the way back into threshold are not threshold.
        let is_named = !choice.run.step.is_short() && (is_steady || self.advised_family() != Some(family));
        let purpose = if is_named { format!("{}: ", family.purpose()) } else { String::new() };
        let around = if whole_m - choice.run.core_m() < self.around_m(SHORT_AROUND) {
            "easy before and after".to_owned()
        } else if is_steady {
            "10\u{2013}15 min easy before and after".to_owned()
        } else {
            written.frame
        };
        // The easy running around the next step is not written again for the steps after it.
        let around = Some(around).filter(|_| choice.lead.is_empty());
        let effort = is_steady.then(|| "RPE 6 at most".to_owned());
        let first = format!("{purpose}{}{}", choice.lead, written.text);
        let in_all = format!("about {} in all", far(whole_m, self.unit));
        let parts = [first].into_iter().chain(effort).chain(around).chain(choice.notes.clone()).chain([in_all]);
        parts.collect::<Vec<_>>().join("; ")
    }
}

/// Whether a session is steady running at threshold; strides on the way back into threshold are not.
fn is_steady(family: Family, run: &WholeRun) -> bool {
    family == Family::T && !run.step.is_short()
}
