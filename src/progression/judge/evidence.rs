//! One session as evidence: its own figures, and what the journal, the plan and the days around the session say.

use super::bounds::{LOW_MARK, SORE_HELD};
use super::verdict::judge;
use crate::model::records::is_beyond_record;
use crate::model::{Day, Family};
use crate::progression::kind::lever::STRIDE_S;
use crate::progression::past::hard::SPACING_DAYS;
use crate::progression::past::history::History;
use crate::progression::past::journal::worst_soreness;
use crate::progression::past::memory::{Case, Heard};
use crate::progression::past::order::place_from_end;
use crate::progression::past::symptoms::Symptoms;
use crate::progression::past::unread::EFFORT;
use crate::progression::past::{Evidence, SessionSummary, SignalLevel};
use crate::scores::NoisyChange;
use crate::scores::WorkRep;
use crate::scores::conditions::heat;
use crate::scores::course::{Going, READABLE_PCT, course, like_speed};
use crate::segment::alike::{is_other_pace, on_one_rung};
use crate::segment::typed;
use crate::stats::middle;
use std::rc::Rc;

/// Marks that stand between the parts of a plan in the journal.
const PLAN_PARTS: [char; 4] = ['+', ',', ';', '&'];
/// Days over which the usual gap between runs is found, and the fewest gaps that make a usual one.
const HABIT_DAYS: i64 = 60;
const HABIT_GAPS: usize = 5;
/// Days over which the highest heart rate is found.
const YEAR_DAYS: i64 = 365;
/// Days after a session on which soreness belongs to the session.
const AFTER_DAYS: i64 = 2;

impl History<'_> {
    /// What is known and judged today of a session of a kind; `None` without a judged set.
    pub(crate) fn case(&self, session: &SessionSummary, family: Family) -> Option<Rc<Case>> {
        // Soreness of two days and the gap to the next run are the last that is learned of a session.
        let is_complete =
            self.today >= session.day + AFTER_DAYS && self.runs.last().is_some_and(|run| run.day > session.day);
        let heard = if is_complete { Heard::All } else { Heard::UpTo(self.today) };
        let of_kind = self.as_of_kind(session, family);
        self.find_once(
            |memory| &memory.cases,
            (of_kind, heard),
            || {
                let of_its_day = || self.heard_on_its_day(session, family);
                let mut evidence = self.find_once(|memory| &memory.of_its_day, of_kind, of_its_day)?;
                self.add_days_after(session, family, &mut evidence);
                Some(Rc::new(Case { judgement: judge(family, &evidence), evidence }))
            },
        )
    }

    /// What the day of a session tells, with all that was before it.
    fn heard_on_its_day(&self, session: &SessionSummary, family: Family) -> Option<Evidence> {
        let seen = session.seen.as_ref()?;
        let works = &session.works;
        let course = course(works);
        let is_odd = works.iter().any(|rep| is_beyond_record(rep.distance_m, rep.speed_mps));
        let by_feel = family == Family::F || seen.rep_s < STRIDE_S || seen.too_few_to_see || session.shape.is_within();
        let is_rough = seen.noise_pct.is_nan() || seen.noise_pct > READABLE_PCT || is_odd;
        let done = session.reps.len() as f64;
        let asked = session.target_mps.filter(|_| !is_rough && !seen.hilly).map(|asked| {
            let own = session.mean_speed_mps;
            NoisyChange {
                pct: 100.0 * (own / own.min(asked.high).max(asked.low) - 1.0),
                noise_pct: seen.noise_pct / done.max(1.0).sqrt(),
            }
        });
        let rpe = self.rpe_told(session);
        let mut evidence = Evidence {
            by_feel: by_feel || is_rough,
            uneven_ground: seen.hilly && !seen.one_hill,
            on_a_hill: seen.hilly,
            doubtful: session.doubtful,
            is_unlike: course.is_adjusted,
            noise_pct: seen.noise_pct,
            done_fraction: self.planned(session).map_or(1.0, |planned| done / planned.max(1) as f64),
            late_pct: course.late_pct,
            last_pct: course.last_pct,
            asked_pct: asked.filter(|change| change.pct.is_finite()),
            each_slower: course.going == Some(Going::EachSlower),
            fast_start_pct: course.fast_start_pct,
            last_rep_quality: seen.last_rep_quality,
            flaw: seen.flaw,
            is_of_many_paces: !course.is_adjusted && is_of_many_paces(works),
            rpe_cr10: rpe.map(|told| told.value),
            rpe_by: rpe.map(|told| told.by),
            heart_rate_share: seen.heart_rate_end_bpm.zip(self.highest_bpm(session.day)).map(|(end, most)| end / most),
            heart_rate_rise_bpm: seen.heart_rate_rise_bpm,
            cadence_drift_pct: seen.cadence_drift_pct,
            short_gap: self.hard_before(session).is_some_and(|day| session.day - day < SPACING_DAYS),
            has_row: self.rows(session.day, session.day).next().is_some(),
            amber_day: self.morning(session.day).signals.iter().any(|signal| signal.level > SignalLevel::Green),
            split_index_pct: seen.split_index_pct,
            last_rep_slowest: seen.last_rep_slowest,
            ..Evidence::unseen(works.len().max(session.reps.len()))
        };
        if seen.is_ladder && session.not_run > 0 {
            let all = evidence.reps + session.not_run;
            evidence.done_fraction = evidence.done_fraction.min(evidence.reps as f64 / all as f64);
        }
        self.add_rows(session.day, &mut evidence);
        let before = self.of_kind(session, family).next();
        evidence.felt_low = self.is_low(session.day) && before.is_some_and(|before| self.is_low(before.day));
        Some(evidence)
    }

    /// Adds what the days after a session tell: soreness, and the gap to the next run.
    fn add_days_after(&self, session: &SessionSummary, family: Family, evidence: &mut Evidence) {
        let sore = |from, to| worst_soreness(self.rows(from, to));
        let after = |day: Day| sore(day + 1, day + AFTER_DAYS);
        let is_sore = |day: Day| after(day).is_some_and(|sore| sore > SORE_HELD);
        let was_sore = || self.of_kind(session, family).next().is_some_and(|before| is_sore(before.day));
        evidence.soreness_second = sore(session.day + AFTER_DAYS, session.day + AFTER_DAYS);
        evidence.soreness_after = after(session.day);
        evidence.sore_twice = is_sore(session.day) && was_sore();
        evidence.gap_ratio = self.gap_ratio(session);
    }

    /// Number of planned reps: by the file, else by the journal.
    pub(crate) fn planned(&self, session: &SessionSummary) -> Option<usize> {
        session.planned_reps.or_else(|| self.written_plan(session))
    }

    /// Number of reps of this session's length that the journal says were planned, less those that were run in another set.
    /// In `3x1000 + 6x200` each length is a part.
    fn written_plan(&self, session: &SessionSummary) -> Option<usize> {
        let length = session.length?;
        let parts = self.rows(session.day, session.day).flat_map(|row| row.planned.split(PLAN_PARTS));
        let like = parts.filter_map(typed).filter(|(_, planned)| on_one_rung(*planned, length));
        let all = like.filter_map(|(reps, _)| reps).reduce(|all, more| all + more);
        all.map(|reps| reps.saturating_sub(session.like_beside)).filter(|reps| *reps > 0)
    }

    /// Adds what the rows of a day say. Of several rows the more careful one counts, whatever their order.
    fn add_rows(&self, day: Day, evidence: &mut Evidence) {
        for row in self.rows(day, day) {
            evidence.stop_pain |= Symptoms::of(row).is_stop_pain();
            evidence.uneven_ground |= row.windy;
            evidence.amber_day |= row.poor_sleep;
            evidence.excused |= !row.cut_short.is_empty();
            evidence.effort_unread |= row.unread.iter().any(|cell| EFFORT.contains(&cell.column));
            evidence.reps_in_reserve = evidence.reps_in_reserve.into_iter().chain(row.reps_in_reserve).reduce(f64::min);
            let weather = row.temperature_c.zip(row.dew_point_c).and_then(|(air, dew)| heat(air, dew));
            let slower = weather.map(|heat| heat.reps_slowdown_pct);
            evidence.heat_pct = evidence.heat_pct.into_iter().chain(slower).reduce(f64::max);
        }
    }

    /// Whether a mark of a day is low: of feel, smoothness or comfort.
    fn is_low(&self, day: Day) -> bool {
        let marks = self.rows(day, day).flat_map(|row| [row.feel, row.smoothness, row.comfort]);
        marks.flatten().any(|mark| mark <= LOW_MARK)
    }

    /// The highest heart rate of the year up to a day: of the runs, or as the runner says.
    fn highest_bpm(&self, day: Day) -> Option<f64> {
        let year = self.runs_of(day - YEAR_DAYS, day).iter();
        year.filter_map(|run| run.heart_rate_max_bpm).chain(self.athlete.hr_max_bpm).reduce(f64::max)
    }

    /// The gap from a session's day to the next run over the usual gap; `None` without a next run or a usual gap.
    fn gap_ratio(&self, session: &SessionSummary) -> Option<f64> {
        let (known, later) = self.runs.split_at(place_from_end(&self.runs, |run| run.day <= session.day));
        let next = later.first()?.day - session.day;
        // The gap that ends with the first run of these days counts, too.
        let from = place_from_end(known, |run| run.day < session.day - HABIT_DAYS).saturating_sub(1);
        let gaps = known[from..].windows(2).map(|pair| (pair[1].day - pair[0].day) as f64);
        let gaps: Vec<f64> = gaps.filter(|days| *days > 0.0).collect();
        let usual = middle(&gaps).filter(|_| gaps.len() >= HABIT_GAPS)?;
        Some(next as f64 / usual)
    }
}

/// Whether the fastest of like reps and the slowest are of two kinds of session.
fn is_of_many_paces(works: &[WorkRep]) -> bool {
    let speeds = || works.iter().map(|rep| like_speed(rep.distance_m, rep.speed_mps));
    let (slowest, fastest) = (speeds().fold(f64::INFINITY, f64::min), speeds().fold(f64::NEG_INFINITY, f64::max));
    fastest > slowest && is_other_pace((fastest - slowest).exp())
}
