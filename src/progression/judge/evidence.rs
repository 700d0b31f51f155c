//! One session as evidence: its own figures, and what the journal, the plan and the days around the session say.

use super::bounds::{LOW_MARK, SORE_HELD};
use crate::model::records::is_beyond_record;
use crate::model::{Day, Family, Teller};
use crate::progression::kind::lever::STRIDE_S;
use crate::progression::past::hard::SPACING_DAYS;
use crate::progression::past::history::History;
use crate::progression::past::journal::worst_soreness;
use crate::progression::past::mornings::signals;
use crate::progression::past::symptoms::Symptoms;
use crate::progression::past::unread::EFFORT;
use crate::progression::past::{SessionSummary, SignalLevel};
use crate::scores::NoisyChange;
use crate::scores::conditions::heat;
use crate::scores::course::{Going, READABLE_PCT, course};
use crate::segment::alike::on_one_rung;
use crate::segment::typed;
use crate::stats::middle_of;

/// Marks that stand between the parts of a plan in the journal.
const PLAN_PARTS: [char; 4] = ['+', ',', ';', '&'];
/// Days over which the usual gap between runs is found, and the fewest gaps that make a usual one.
const HABIT_DAYS: i64 = 60;
const HABIT_GAPS: usize = 5;
/// Days over which the highest heart rate is found.
const YEAR_DAYS: i64 = 365;
/// Days after a session on which soreness belongs to the session.
const AFTER_DAYS: i64 = 2;

/// What is known of one session when it is judged. Missing is `None`.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a separate observation of the session")]
pub struct Evidence {
    /// Work reps of all sets.
    pub reps: usize,
    /// Whether the reps are run by feel, or their speed cannot be read. Such reps are held when they are done.
    pub by_feel: bool,
    /// Whether changing hills or wind keep the speeds of the reps from comparing.
    pub uneven_ground: bool,
    /// Whether the reps were run on hills: their pace says nothing of the flat. On one hill the reps compare with each other.
    pub on_a_hill: bool,
    /// Whether the reps were found by speed alone with low confidence. Such a session neither holds nor fails.
    pub doubtful: bool,
    /// Measurement noise of a rep's speed, %.
    pub noise_pct: f64,
    /// Reps done over reps planned, 0 to 1 and more; 1 where no plan is known.
    pub done_fraction: f64,
    /// Whether missing reps have a reason other than fatigue.
    pub excused: bool,
    /// The last third against the rest.
    pub late_pct: Option<NoisyChange>,
    /// The last rep against the median of the others.
    pub last_pct: Option<NoisyChange>,
    /// Speed against the range of the plan in the file; 0 within the range.
    pub asked_pct: Option<NoisyChange>,
    /// Whether each rep was slower than the one before, beyond the noise.
    pub each_slower: bool,
    /// How much faster than the others the first rep was, %; `None` where that was no fast start.
    pub fast_start_pct: Option<f64>,
    /// Last-rep quality, 0 to 100.
    pub last_rep_quality: Option<f64>,
    /// Session RPE, CR10.
    pub rpe_cr10: Option<f64>,
    /// Who told the RPE.
    pub rpe_by: Option<Teller>,
    /// Reps in reserve by the journal.
    pub reps_in_reserve: Option<f64>,
    /// Whether a cell of the journal about effort or pain cannot be read.
    pub effort_unread: bool,
    /// Whether this session and the one before have low marks of feel, smoothness or comfort.
    pub felt_low: bool,
    /// Whether there was pain that ends fast running.
    pub stop_pain: bool,
    /// Heart rate at the end of the last rep over the highest of the year.
    pub heart_rate_share: Option<f64>,
    /// Rise of heart rate over the reps, bpm.
    pub heart_rate_rise_bpm: Option<f64>,
    /// Cadence drift at equal speed, %.
    pub cadence_drift_pct: Option<f64>,
    /// Worst soreness of the two days after, 0 to 10.
    pub soreness_after: Option<f64>,
    /// Soreness of the second day after, 0 to 10.
    pub soreness_second: Option<f64>,
    /// Whether the runner was sore after this session and after the one before.
    pub sore_twice: bool,
    /// The gap to the next run over the usual gap.
    pub gap_ratio: Option<f64>,
    /// Heat slowdown expected for reps, %.
    pub heat_pct: Option<f64>,
    /// Whether the session came less than 48 h after a hard day.
    pub short_gap: bool,
    /// Whether the night was poor or a signal of that morning was off.
    pub amber_day: bool,
    /// Whether the journal has a row of the day.
    pub has_row: bool,
    /// Median split index of the reps, %; negative = slowing within the rep.
    pub split_index_pct: Option<f64>,
    /// Whether the last rep was the slowest.
    pub last_rep_slowest: bool,
}

impl Evidence {
    /// A session of which only the number of reps is known.
    pub(crate) fn unseen(reps: usize) -> Self {
        Self {
            reps,
            by_feel: false,
            uneven_ground: false,
            on_a_hill: false,
            doubtful: false,
            noise_pct: f64::NAN,
            done_fraction: 1.0,
            excused: false,
            late_pct: None,
            last_pct: None,
            asked_pct: None,
            each_slower: false,
            fast_start_pct: None,
            last_rep_quality: None,
            rpe_cr10: None,
            rpe_by: None,
            reps_in_reserve: None,
            effort_unread: false,
            felt_low: false,
            stop_pain: false,
            heart_rate_share: None,
            heart_rate_rise_bpm: None,
            cadence_drift_pct: None,
            soreness_after: None,
            soreness_second: None,
            sore_twice: false,
            gap_ratio: None,
            heat_pct: None,
            short_gap: false,
            amber_day: false,
            has_row: false,
            split_index_pct: None,
            last_rep_slowest: false,
        }
    }
}

impl History<'_> {
    /// What is known today of a session of a kind; `None` without a judged set.
    pub(crate) fn evidence(&self, session: &SessionSummary, family: Family) -> Option<Evidence> {
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
            noise_pct: seen.noise_pct,
            done_fraction: self.planned(session).map_or(1.0, |planned| done / planned.max(1) as f64),
            late_pct: course.late_pct,
            last_pct: course.last_pct,
            asked_pct: asked.filter(|change| change.pct.is_finite()),
            each_slower: course.going == Some(Going::EachSlower),
            fast_start_pct: course.fast_start_pct,
            last_rep_quality: seen.last_rep_quality,
            rpe_cr10: rpe.map(|told| told.value),
            rpe_by: rpe.map(|told| told.by),
            heart_rate_share: seen.heart_rate_end_bpm.zip(self.highest_bpm(session.day)).map(|(end, most)| end / most),
            heart_rate_rise_bpm: seen.heart_rate_rise_bpm,
            cadence_drift_pct: seen.cadence_drift_pct,
            gap_ratio: self.gap_ratio(session),
            short_gap: self.hard_before(session).is_some_and(|day| session.day - day < SPACING_DAYS),
            has_row: self.rows(session.day, session.day).next().is_some(),
            amber_day: signals(self.journal, session.day).iter().any(|signal| signal.level > SignalLevel::Green),
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
