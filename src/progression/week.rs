//! The weeks ahead: the next step placed among easy days, a steady day and the long run, with a lighter week in time.

use super::mix::{Kind, turn};
use super::{Decision, Family, Recommendation};
use crate::model::{Athlete, Weekday};
use crate::units::DistanceUnit;
use std::collections::BTreeMap;

/// Weeks of a block: three that build and a lighter one, a custom.
const BLOCK_WEEKS: usize = 4;
/// Runs a week where the runner does not say.
const USUAL_RUNS: usize = 4;
/// Up to so many runs a week leave a full day of rest.
const RESTING_RUNS: usize = 5;
/// Days between hard days, and those of a novice. House rule: 48 and 72 h.
const APART_DAYS: i64 = 2;
const NOVICE_APART_DAYS: i64 = 3;
/// What a lighter week leaves of the distance.
const LIGHTER_SHARE: f64 = 0.7;
/// Shortest easy run that is worth its shoes, m.
const SHORTEST_M: f64 = 3_000.0;
/// Warm-up and cool-down about the reps, m.
const AROUND_REPS_M: f64 = 4_000.0;
/// The days of a week in the order in which easy runs take them.
const EASY_ORDER: [Weekday; 7] = [
    Weekday::Saturday,
    Weekday::Wednesday,
    Weekday::Friday,
    Weekday::Monday,
    Weekday::Thursday,
    Weekday::Tuesday,
    Weekday::Sunday,
];

/// What the plan is made from, beside the advice and the runner's own words.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WeekFacts {
    /// The usual week, m; `None` where it is not known.
    pub week_m: Option<f64>,
    /// Longest run of 30 days, m; 0 without any.
    pub longest_m: f64,
    /// Building weeks since a lighter one.
    pub build_weeks: usize,
    /// The last hard day, days since 1970-01-01.
    pub last_hard_day: Option<i64>,
    /// Days of this week, from Monday to today, that had a run.
    pub runs_this_week: usize,
    /// The day that running began or begins again after a break, and how many days it was; `None` once it is made up for.
    pub comeback: Option<(i64, i64)>,
    /// The kinds of session that the runner may run, each with its next workout.
    pub kinds: Vec<Kind>,
}

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
            Self::Rest => "rest",
        }
    }

    /// Whether it is a hard day.
    pub fn is_hard(self) -> bool {
        matches!(self, Self::Reps | Self::Steady)
    }
}

/// One day of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanDay {
    /// Civil day, days since 1970-01-01.
    pub day: i64,
    /// What it is for.
    pub kind: DayKind,
    /// Whether it is of a lighter week.
    pub is_lighter: bool,
    /// What to do, in words.
    pub text: String,
}

/// The days ahead, from the day after today to the end of so many weeks.
///
/// # Definition
/// The long run on its day (Sunday if none is given); the reps on the first day from Tuesday on that is two days (novices:
/// three) from the last hard day and the long run, and not before the advice allows; a steady day as far after the reps and
/// before the long run; easy days on what is left up to the runs of a week; one full day of rest up to five runs. After three
/// building weeks a lighter one: seven tenths of the distance, no steady day. A day that does not fit is left out, never doubled.
/// # Source
/// The template is a house rule; the lighter week is a custom, no trial of it in runners was found.
pub fn week_plan(
    advice: Option<&Recommendation>,
    athlete: &Athlete,
    facts: &WeekFacts,
    (today, weeks): (i64, usize),
    unit: DistanceUnit,
) -> Vec<PlanDay> {
    let planner = Planner { advice, athlete, facts, today, unit };
    let monday = today - Weekday::of(today).since_monday();
    let mut days = Vec::new();
    let mut placed = Turns::of(advice, facts);
    let mut last_hard = facts.last_hard_day.unwrap_or(i64::MIN / 2);
    for week in 0..=weeks {
        let from = monday + 7 * i64::try_from(week).unwrap_or(0);
        let new = planner.week(from, week, &mut placed, &mut last_hard);
        days.extend(new.into_iter().filter(|day| day.day > today));
    }
    days.retain(|day| day.day <= today + 7 * i64::try_from(weeks).unwrap_or(0));
    days
}

struct Planner<'a> {
    advice: Option<&'a Recommendation>,
    athlete: &'a Athlete,
    facts: &'a WeekFacts,
    today: i64,
    unit: DistanceUnit,
}

impl Planner<'_> {
    fn week(&self, monday: i64, week: usize, turns: &mut Turns, last_hard: &mut i64) -> Vec<PlanDay> {
        let is_lighter = self.is_lighter(week, monday);
        let mut kinds = [DayKind::Rest; 7];
        let long = self.long_day();
        if let Some(long) = long {
            kinds[at(long)] = DayKind::Long;
        }
        let reps = self.reps_day(monday, *last_hard, long);
        if let Some(day) = reps {
            kinds[index(day - monday)] = DayKind::Reps;
            *last_hard = day;
        }
        if let Some(day) = self.steady_day(monday, week, *last_hard, long).filter(|_| !is_lighter) {
            kinds[index(day - monday)] = DayKind::Steady;
            *last_hard = day;
        }
        let done = if week == 0 { self.facts.runs_this_week } else { 0 };
        for weekday in Weekday::ALL.into_iter().filter(|day| monday + day.since_monday() <= self.today) {
            kinds[at(weekday)] = DayKind::Rest;
        }
        self.fill_easy(&mut kinds, done, |day| monday + day.since_monday() > self.today);
        let strides = EASY_ORDER.into_iter().find(|day| kinds[at(*day)] == DayKind::Easy);
        let easy_m = self.easy_m(kinds, is_lighter);
        let reps_text =
            reps.filter(|day| *day > self.today).map(|_| self.reps_text(turns, is_lighter)).unwrap_or_default();
        let of = |weekday: Weekday| {
            let (day, kind) = (monday + weekday.since_monday(), kinds[at(weekday)]);
            let text = match kind {
                DayKind::Reps => reps_text.clone(),
                DayKind::Steady => self.steady_text(),
                DayKind::Long => self.long_text(is_lighter, day),
                DayKind::Easy if strides == Some(weekday) && self.is_fast_allowed() => {
                    format!("{}, then 4\u{2013}6 relaxed strides of 20 s", self.easy_text(easy_m, day))
                }
                DayKind::Easy => self.easy_text(easy_m, day),
                DayKind::Rest => "rest, or easy other training".to_owned(),
            };
            PlanDay { day, kind, is_lighter, text }
        };
        Weekday::ALL.into_iter().map(of).collect()
    }

    /// Three weeks that build, then a lighter one; an advised lighter week is that of the next reps.
    fn is_lighter(&self, week: usize, monday: i64) -> bool {
        let is_deload = self.advice.is_some_and(|advice| advice.decision == Decision::Deload);
        let done = self.facts.build_weeks.min(BLOCK_WEEKS - 1);
        if !is_deload {
            return (done + week) % BLOCK_WEEKS == BLOCK_WEEKS - 1;
        }
        let this = monday - 7 * i64::try_from(week).unwrap_or(0);
        let has_reps = |week: &usize| {
            let monday = this + 7 * i64::try_from(*week).unwrap_or(0);
            self.reps_day(monday, self.facts.last_hard_day.unwrap_or(i64::MIN / 2), self.long_day()).is_some()
        };
        let without = self.advice.is_some_and(|advice| advice.next.is_none());
        let first = (0..=week).find(has_reps).or(without.then_some(usize::from(self.today >= this + 6)));
        first.is_some_and(|first| week >= first && (week - first).is_multiple_of(BLOCK_WEEKS))
    }

    /// Whether fast running is advised at all.
    fn is_fast_allowed(&self) -> bool {
        self.advice.is_none_or(|advice| advice.rule != "D0")
    }

    fn is_blocked(&self, day: i64) -> bool {
        self.athlete.blocked_days.contains(&Weekday::of(day))
    }

    fn runs(&self) -> usize {
        self.athlete.runs_per_week.unwrap_or(USUAL_RUNS)
    }

    fn apart(&self) -> i64 {
        if self.athlete.novice == Some(true) { NOVICE_APART_DAYS } else { APART_DAYS }
    }

    /// The day of the long run: the runner's, else Sunday, else Saturday, else the last one that is free.
    fn long_day(&self) -> Option<Weekday> {
        let wanted = self.athlete.long_run_day.into_iter();
        let late = [Weekday::Sunday, Weekday::Saturday, Weekday::Friday, Weekday::Thursday];
        wanted.chain(late).find(|day| !self.athlete.blocked_days.contains(day))
    }

    /// The first day from Tuesday on that is far enough from the last hard day and the long runs before and after.
    fn reps_day(&self, monday: i64, last_hard: i64, long: Option<Weekday>) -> Option<i64> {
        let advice = self.advice.filter(|advice| advice.next.is_some())?;
        // One a week: a week that had its hard day has had its reps.
        if last_hard >= monday {
            return None;
        }
        let earliest = advice.earliest_day.unwrap_or(self.today + 1).max(self.today + 1);
        let is_free = |day: &i64| {
            let is_rested = *day >= earliest && day - last_hard >= self.apart();
            !self.is_blocked(*day) && is_rested && is_from_long(*day, monday, long)
        };
        (monday + 1..monday + 7).find(is_free)
    }

    /// Thursday or later: as far after the reps and two days before the long run; every other week with three runs.
    fn steady_day(&self, monday: i64, week: usize, last_hard: i64, long: Option<Weekday>) -> Option<i64> {
        let is_off = self.runs() <= 3 && week > 0 && week.is_multiple_of(2);
        if is_off || !self.is_fast_allowed() || self.runs() < 3 {
            return None;
        }
        let is_free = |day: &i64| {
            let is_rested = *day > self.today && day - last_hard >= self.apart();
            !self.is_blocked(*day) && is_rested && is_from_long(*day, monday, long)
        };
        (monday + 3..monday + 6).find(is_free)
    }

    /// Easy days up to the runs of a week, with a full day of rest up to five.
    fn fill_easy(&self, kinds: &mut [DayKind; 7], done: usize, is_ahead: impl Fn(Weekday) -> bool) {
        let most = if self.runs() <= RESTING_RUNS { 6 } else { 7 };
        for day in EASY_ORDER.into_iter().filter(|day| is_ahead(*day)) {
            let running = done + kinds.iter().filter(|kind| **kind != DayKind::Rest).count();
            let is_free = kinds[at(day)] == DayKind::Rest && !self.athlete.blocked_days.contains(&day);
            if is_free && running < self.runs().min(most) {
                kinds[at(day)] = DayKind::Easy;
            }
        }
    }

    /// What is left of the usual week for each easy day, m.
    fn easy_m(&self, kinds: [DayKind; 7], is_lighter: bool) -> Option<f64> {
        let share = if is_lighter { LIGHTER_SHARE } else { 1.0 };
        let count = |kind| kinds.iter().filter(|own| **own == kind).count() as f64;
        let hard_m = count(DayKind::Reps) * (AROUND_REPS_M + 2_500.0) + count(DayKind::Steady) * 8_000.0;
        let left = share * (self.facts.week_m? - count(DayKind::Long) * self.facts.longest_m) - hard_m;
        Some((left / count(DayKind::Easy).max(1.0)).max(SHORTEST_M).min(self.facts.longest_m.max(SHORTEST_M)))
    }

    /// What is left of a run's distance after a break: half of it for half as long as the break was, then three quarters.
    fn comeback_share(&self, day: i64) -> f64 {
        let Some((again, off)) = self.facts.comeback else { return 1.0 };
        let since = day - again;
        if 2 * since < off {
            0.5
        } else if since < off {
            0.75
        } else {
            1.0
        }
    }

    fn far(&self, metres: f64) -> String {
        format!("{:.0} {}", (metres / self.unit.metres()).round().max(1.0), self.unit.symbol())
    }

    fn easy_text(&self, easy_m: Option<f64>, day: i64) -> String {
        let easy_m = easy_m.map(|metres| (self.comeback_share(day) * metres).max(SHORTEST_M));
        easy_m.map_or_else(|| "30\u{2013}45 min easy".to_owned(), |metres| format!("about {} easy", self.far(metres)))
    }

    fn long_text(&self, is_lighter: bool, day: i64) -> String {
        if self.facts.longest_m < SHORTEST_M {
            return "the longest easy run of the week".to_owned();
        }
        let share = if is_lighter { LIGHTER_SHARE } else { 1.0 };
        format!("about {} easy, the long run", self.far(share * self.comeback_share(day) * self.facts.longest_m))
    }

    /// The steady day: the next step of threshold where the runner has one.
    fn steady_text(&self) -> String {
        let threshold = self.facts.kinds.iter().find(|kind| kind.family == Family::T && kind.recent > 0);
        threshold.map_or_else(
            || "20\u{2013}30 min comfortably hard (RPE 6 at most) within an easy run".to_owned(),
            |kind| format!("threshold: {}; RPE 6 at most, 10\u{2013}15 min easy before and after", kind.text),
        )
    }

    /// The reps of a week: first what is advised, then the kind whose turn it is.
    fn reps_text(&self, turns: &mut Turns, is_lighter: bool) -> String {
        let next = self.advice.and_then(|advice| advice.next.as_ref()).filter(|_| !turns.is_advice_placed);
        if let Some(next) = next {
            turns.is_advice_placed = true;
            return format!("{}; {}", next.text, next.frame);
        }
        if is_lighter {
            return "half the reps of the session before, at the same pace".to_owned();
        }
        let kind = self.athlete.goal().and_then(|goal| turn(goal, &self.facts.kinds, &turns.run));
        let Some(kind) = kind else { return "reps: what is advised after the session before".to_owned() };
        *turns.run.entry(kind.family).or_insert(0) += 1;
        let purpose = kind.family.purpose();
        format!("{purpose} reps: what is advised after the session before; as of now {}", kind.text)
    }
}

/// What has been given to the track days so far.
struct Turns {
    is_advice_placed: bool,
    /// Sessions of each kind: those of the last weeks and those of the plan.
    run: BTreeMap<Family, usize>,
}

impl Turns {
    fn of(advice: Option<&Recommendation>, facts: &WeekFacts) -> Self {
        let mut run: BTreeMap<Family, usize> = facts.kinds.iter().map(|kind| (kind.family, kind.recent)).collect();
        if let Some(family) = advice.and_then(|advice| advice.family) {
            *run.entry(family).or_insert(0) += 1;
        }
        Self { is_advice_placed: false, run }
    }
}

/// Whether a day is two days from the long runs of its week, the one before and the one after.
fn is_from_long(day: i64, monday: i64, long: Option<Weekday>) -> bool {
    long.is_none_or(|long| {
        [-7, 0, 7].iter().all(|week| (day - (monday + long.since_monday() + week)).abs() >= APART_DAYS)
    })
}

fn at(day: Weekday) -> usize {
    index(day.since_monday())
}

fn index(since_monday: i64) -> usize {
    usize::try_from(since_monday).unwrap_or(0).min(6)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progression::NextWorkout;
    use crate::segment::{Confidence, RepLength};

    /// A Monday.
    const MONDAY: i64 = 20_577;

    fn advice(decision: Decision, earliest_day: i64) -> Recommendation {
        let next = NextWorkout {
            reps: 6,
            length: RepLength::Distance(400.0),
            speed_mps: None,
            recovery_s: Some(75.0),
            recovery_m: None,
            recovery_mode: None,
            text: "6 x 400 m".to_owned(),
            frame: "easy before and after".to_owned(),
            others: String::new(),
        };
        Recommendation {
            decision,
            rule: "D11",
            family: None,
            lever: None,
            next: Some(next),
            headline: String::new(),
            reasons: Vec::new(),
            unseen: Vec::new(),
            confidence: Confidence::High,
            deductions: Vec::new(),
            target: None,
            earliest_day: Some(earliest_day),
        }
    }

    const FACTS: WeekFacts = WeekFacts {
        week_m: Some(40_000.0),
        longest_m: 14_000.0,
        build_weeks: 1,
        last_hard_day: Some(MONDAY - 5),
        runs_this_week: 0,
        comeback: None,
        kinds: Vec::new(),
    };

    fn plan(athlete: &Athlete, advice: &Recommendation, facts: &WeekFacts, weeks: usize) -> Vec<PlanDay> {
        week_plan(Some(advice), athlete, facts, (MONDAY - 1, weeks), DistanceUnit::Kilometre)
    }

    fn kinds(days: &[PlanDay]) -> String {
        let letter = |day: &PlanDay| match day.kind {
            DayKind::Reps => 'R',
            DayKind::Steady => 'S',
            DayKind::Long => 'L',
            DayKind::Easy => 'e',
            DayKind::Rest => '.',
        };
        days.iter().map(letter).collect()
    }

    #[test]
    fn after_a_break_half_and_then_three_quarters_are_run() {
        let facts = WeekFacts { comeback: Some((MONDAY, 14)), build_weeks: 0, ..FACTS };
        let days = plan(&Athlete::default(), &advice(Decision::Hold, MONDAY), &facts, 3);
        let long: Vec<&str> =
            days.iter().filter(|day| day.kind == DayKind::Long).map(|day| day.text.as_str()).collect();
        let km = |text: &&str| text.split(' ').nth(1).map(str::to_owned);
        assert_eq!(
            long.iter().map(km).collect::<Vec<_>>(),
            ["7", "11", "10"].map(|km| Some(km.to_owned())),
            "the third week is the lighter one: {long:?}"
        );
        assert!(days[5].text.starts_with("about 6 km easy"), "{}", days[5].text);
    }

    #[test]
    fn a_day_of_rest_changes_nothing_ahead() {
        for pattern in 0_u32..128 {
            let blocked: Vec<Weekday> =
                Weekday::ALL.into_iter().filter(|day| pattern >> day.since_monday() & 1 == 1).collect();
            for (runs, start) in (3..=7).flat_map(|runs| (0..5).map(move |start| (runs, start))) {
                let athlete =
                    Athlete { runs_per_week: Some(runs), blocked_days: blocked.clone(), ..Athlete::default() };
                let facts = WeekFacts { runs_this_week: 1, ..FACTS };
                let advice = advice(Decision::Hold, MONDAY);
                let made = |today: i64| week_plan(Some(&advice), &athlete, &facts, (today, 2), DistanceUnit::Kilometre);
                let (before, after) = (made(MONDAY + start), made(MONDAY + start + 1));
                if before[0].kind != DayKind::Rest {
                    continue;
                }
                assert_eq!(before[1..], after[..before.len() - 1], "{blocked:?} {runs} runs, day {start}");
            }
        }
    }

    #[test]
    fn four_runs_are_reps_steady_easy_long() {
        let days = plan(&Athlete::default(), &advice(Decision::Hold, MONDAY), &FACTS, 1);
        assert_eq!(kinds(&days), ".R.S.eL");
        assert_eq!(days[1].text, "6 x 400 m; easy before and after");
        assert!(days[5].text.starts_with("about 12 km easy, then 4"), "{}", days[5].text);
        assert_eq!(days[6].text, "about 14 km easy, the long run");
    }

    #[test]
    fn more_runs_fill_easy_days_and_blocked_days_stay_free() {
        let of = |runs: usize, blocked: Vec<Weekday>| {
            let athlete = Athlete { runs_per_week: Some(runs), blocked_days: blocked, ..Athlete::default() };
            kinds(&plan(&athlete, &advice(Decision::Hold, MONDAY), &FACTS, 1))
        };
        assert_eq!(of(3, vec![]), ".R.S..L");
        assert_eq!(of(5, vec![]), ".ReS.eL");
        assert_eq!(of(7, vec![]), "eReSeeL");
        assert_eq!(of(4, vec![Weekday::Tuesday, Weekday::Sunday]), "e.R.eL.", "no steady day fits");
    }

    #[test]
    fn the_advice_is_not_run_before_its_day() {
        let days = plan(&Athlete::default(), &advice(Decision::Hold, MONDAY + 2), &FACTS, 1);
        assert_eq!(kinds(&days), "..R.SeL");
    }

    #[test]
    fn the_fourth_week_is_lighter() {
        let days = plan(&Athlete::default(), &advice(Decision::Hold, MONDAY), &FACTS, 4);
        let lighter: Vec<bool> = days.chunks(7).map(|week| week.iter().all(|day| day.is_lighter)).collect();
        assert_eq!(lighter, [false, true, false, false], "one building week was done, this one and the next build");
        assert!(days[7..14].iter().all(|day| day.kind != DayKind::Steady));
        assert_eq!(days[8].text, "half the reps of the session before, at the same pace");
        assert_eq!(days[13].text, "about 10 km easy, the long run");
        let deload = plan(&Athlete::default(), &advice(Decision::Deload, MONDAY), &FACTS, 2);
        assert!(deload[..7].iter().all(|day| day.is_lighter) && deload[7..].iter().all(|day| !day.is_lighter));
        let midweek = WeekFacts { last_hard_day: Some(MONDAY + 1), runs_this_week: 1, ..FACTS };
        let after = advice(Decision::Deload, MONDAY + 3);
        let days = week_plan(Some(&after), &Athlete::default(), &midweek, (MONDAY + 1, 2), DistanceUnit::Kilometre);
        assert_eq!(kinds(&days[..12]), ".S.eL.Re..eL", "one reps day a week");
        assert!(days[..5].iter().all(|day| !day.is_lighter) && days[5..12].iter().all(|day| day.is_lighter));
    }

    #[test]
    fn symptoms_leave_no_fast_day() {
        let ill = Recommendation { rule: "D0", next: None, ..advice(Decision::Deload, MONDAY) };
        let days = plan(&Athlete::default(), &ill, &FACTS, 3);
        assert!(days.iter().all(|day| !day.kind.is_hard() && !day.text.contains("strides")));
    }

    /// Whatever the days and runs: hard days and the long run are apart, and no run is on a blocked day.
    #[test]
    fn hard_days_are_apart_in_every_week() {
        for pattern in 0..128_u32 {
            let blocked: Vec<Weekday> =
                Weekday::ALL.into_iter().filter(|day| pattern >> day.since_monday() & 1 == 1).collect();
            for (runs, novice, start) in (3..=7).flat_map(|runs| [(runs, false, 0), (runs, true, 2), (runs, false, 4)])
            {
                let athlete = Athlete {
                    runs_per_week: Some(runs),
                    blocked_days: blocked.clone(),
                    novice: Some(novice),
                    long_run_day: Some(Weekday::ALL[(runs + start) % 7]),
                    ..Athlete::default()
                };
                let today = MONDAY + i64::try_from(start).unwrap_or(0);
                let facts = WeekFacts { last_hard_day: Some(today - 1), ..FACTS };
                let advice = advice(Decision::Advance, today + 1);
                let days = week_plan(Some(&advice), &athlete, &facts, (today, 5), DistanceUnit::Kilometre);
                assert_eq!(days.len(), 35);
                assert!(days.iter().all(|day| day.kind == DayKind::Rest || !blocked.contains(&Weekday::of(day.day))));
                let hard: Vec<i64> = days.iter().filter(|day| day.kind.is_hard()).map(|day| day.day).collect();
                let apart = if novice { 3 } else { 2 };
                assert!(hard.windows(2).all(|pair| pair[1] - pair[0] >= apart), "{blocked:?} {athlete:?}");
                assert!(hard.first().is_none_or(|day| day - (today - 1) >= apart));
                let long = days.iter().filter(|day| day.kind == DayKind::Long).map(|day| day.day);
                assert!(long.into_iter().all(|long| hard.iter().all(|day| (day - long).abs() >= 2)));
            }
        }
    }
}
