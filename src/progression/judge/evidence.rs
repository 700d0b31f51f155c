//! One session as evidence: its own figures, and what the journal, the plan and the days around the session say.

use super::bounds::{LOW_MARK, SORE_HELD};
use crate::model::records::is_beyond_record;
use crate::model::{Day, Family};
use crate::progression::kind::lever::STRIDE_S;
use crate::progression::past::hard::SPACING_DAYS;
use crate::progression::past::history::History;
use crate::progression::past::journal::worst_soreness;
use crate::progression::past::order::since;
use crate::progression::past::symptoms::Symptoms;
use crate::progression::past::unread::EFFORT;
use crate::progression::past::{Evidence, SessionSummary, SignalLevel};
use crate::scores::NoisyChange;
use crate::scores::WorkRep;
use crate::scores::conditions::heat;
use crate::scores::course::{Going, READABLE_PCT, course, like_speed};
use crate::segment::alike::{is_other_pace, on_one_rung};
use crate::segment::typed;
use crate::stats::middle_of;
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
    /// What is known today of a session of a kind; `None` without a judged set.
    pub(crate) fn evidence(&self, session: &SessionSummary, family: Family) -> Option<Rc<Evidence>> {
        // Soreness of two days and the gap to the next run are the last that is learned of a session.
        let is_complete = self.today >= session.day + AFTER_DAYS && !since(&self.runs, session.day + 1).is_empty();
        self.known_evidence(session, family, is_complete, || self.heard(session, family))
    }

    /// What is known of a session by today's runs and rows.
    fn heard(&self, session: &SessionSummary, family: Family) -> Option<Evidence> {
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
            gap_ratio: self.gap_ratio(session),
            short_gap: self.hard_before(session).is_some_and(|day| session.day - day < SPACING_DAYS),
            has_row: self.rows(session.day, session.day).next().is_some(),
            amber_day: self.signals(session.day).iter().any(|signal| signal.level > SignalLevel::Green),
            split_index_pct: seen.split_index_pct,
            last_rep_slowest: seen.last_rep_slowest,
            ..Evidence::unseen(works.len().max(session.reps.len()))
        };
        if seen.is_ladder && session.not_run > 0 {
            let all = evidence.reps + session.not_run;
            evidence.done_fraction = evidence.done_fraction.min(evidence.reps as f64 / all as f64);
        }
        self.add_journal(session, family, &mut evidence);
        Some(evidence)
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

    /// Adds what the journal says of the day. Of several rows the more careful one counts, whatever their order.
    fn add_journal(&self, session: &SessionSummary, family: Family, evidence: &mut Evidence) {
        let day = session.day;
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
        let sore = |from, to| worst_soreness(self.rows(from, to));
        evidence.soreness_second = sore(day + AFTER_DAYS, day + AFTER_DAYS);
        evidence.soreness_after = sore(day + 1, day + AFTER_DAYS);
        let before = self.of_kind(session, family).next().map(|before| before.day);
        let is_sore = |day: Day| sore(day + 1, day + AFTER_DAYS).is_some_and(|sore| sore > SORE_HELD);
        evidence.sore_twice = is_sore(day) && before.is_some_and(is_sore);
        evidence.felt_low = self.is_low(day) && before.is_some_and(|before| self.is_low(before));
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
        let later = &self.runs[self.runs.partition_point(|run| run.day <= session.day)..];
        let next = later.first()?.day - session.day;
        // The gap that ends with the first run of these days counts, too.
        let from = self.runs.partition_point(|run| run.day < session.day - HABIT_DAYS).saturating_sub(1);
        let mut days: Vec<Day> =
            self.runs[from..].iter().map(|run| run.day).take_while(|day| *day <= session.day).collect();
        days.dedup();
        let gaps: Vec<f64> = days.windows(2).map(|pair| (pair[1] - pair[0]) as f64).collect();
        let usual = middle_of(gaps.iter().copied()).filter(|_| gaps.len() >= HABIT_GAPS)?;
        Some(next as f64 / usual)
    }
}

/// Whether the fastest of like reps and the slowest are of two kinds of session.
fn is_of_many_paces(works: &[WorkRep]) -> bool {
    let speeds = || works.iter().map(|rep| like_speed(rep.distance_m, rep.speed_mps));
    let (slowest, fastest) = (speeds().fold(f64::INFINITY, f64::min), speeds().fold(f64::NEG_INFINITY, f64::max));
    fastest > slowest && is_other_pace((fastest - slowest).exp())
}
