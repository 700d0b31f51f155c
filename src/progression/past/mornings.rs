//! Morning signals from the journal: each alone is weak, so none decides alone.

use super::summary::SessionSummary;
use crate::model::{Day, JournalDay};
use crate::scores::conditions::heat;
use crate::stats::{mean_of, sample_sd};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Days before today that make the resting-heart-rate baseline, first and last.
const BASELINE_DAYS: (i64, i64) = (28, 4);
/// Mornings that the baseline needs.
const BASELINE_MORNINGS: usize = 10;
/// Mornings of the last three that "now" needs.
const MORNINGS_NOW: usize = 2;
/// Days of heart-rate variability that make "now", and mornings of them that it needs.
const VARIABILITY_DAYS: i64 = 7;
const VARIABILITY_MORNINGS: usize = 3;
/// Values of four weeks that tell a watch that measures from a number that was typed in. House rule.
const MEASURED_VALUES: usize = 3;
/// Least spread of the baseline, bpm: the resolution of a count.
const LEAST_SD_BPM: f64 = 1.0;
/// Pain (0 to 10) from which nothing is added. House rule.
const ACHE: f64 = 3.0;
/// Pain from which nothing fast is run.
pub(crate) const STOP_PAIN: f64 = 5.0;
/// Days for which a stop symptom stands where nobody writes that it is gone. House rule.
pub(crate) const SYMPTOM_DAYS: i64 = 14;

/// How a morning signal looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// As usual.
    Green,
    /// Somewhat off.
    Amber,
    /// Clearly off.
    Red,
}

/// What a morning signal is of, with its figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Sign {
    /// Resting heart rate above the usual, bpm.
    RestingHeartRate(f64),
    /// Heart-rate variability below the usual, %.
    Variability(f64),
    /// Soreness, 0 to 10.
    Soreness(f64),
    /// A poor night.
    PoorSleep,
    /// Pain, 0 to 10.
    Ache(f64),
}

/// One morning signal of readiness.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Signal {
    /// How it looks.
    pub level: Level,
    /// What it is of.
    pub sign: Sign,
}

/// What the journal says of stop symptoms.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Symptoms {
    pub(crate) illness: bool,
    pub(crate) focal_pain: bool,
    pub(crate) pain: Option<f64>,
}

/// Rows of a day range, both ends included, of a journal in order of day.
pub(crate) fn rows(journal: &[JournalDay], from: Day, to: Day) -> std::slice::Iter<'_, JournalDay> {
    let first = journal.partition_point(|row| row.day < from);
    let rest = &journal[first..];
    rest[..rest.partition_point(|row| row.day <= to)].iter()
}

/// The journal in order of day: borrowed where it is, as when it was read from a table.
pub(crate) fn in_order(journal: &[JournalDay]) -> Cow<'_, [JournalDay]> {
    if journal.is_sorted_by_key(|row| row.day) {
        return Cow::Borrowed(journal);
    }
    let mut ordered = journal.to_vec();
    ordered.sort_by_key(|row| row.day);
    Cow::Owned(ordered)
}

/// The journal with the watch's resting heart rates, on days of a run for which the runner wrote none; in order of day.
///
/// A number that stays the same for four weeks was typed in, not measured: of a morning it tells nothing, and is left out.
pub(crate) fn with_mornings(journal: &[JournalDay], history: &[SessionSummary]) -> Vec<JournalDay> {
    let mut watch: Vec<(Day, f64)> = history.iter().filter_map(|run| Some((run.day, run.resting_hr_bpm?))).collect();
    watch.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    // The highest of a day.
    watch.dedup_by(|later, kept| {
        let is_same = later.0 == kept.0;
        if is_same {
            kept.1 = kept.1.max(later.1);
        }
        is_same
    });
    let is_measured = |(day, _): &(Day, f64)| {
        let near = watch.iter().filter(|(other, _)| (*day - BASELINE_DAYS.0..=*day).contains(other));
        let values: BTreeSet<u64> = near.map(|(_, bpm)| bpm.to_bits()).collect();
        values.len() >= MEASURED_VALUES
    };
    let is_unwritten =
        |(day, _): &(Day, f64)| !journal.iter().any(|row| row.day == *day && row.resting_hr_bpm.is_some());
    let found = watch.iter().filter(|morning| is_measured(morning) && is_unwritten(morning));
    let rows = found.map(|(day, bpm)| JournalDay {
        day: *day,
        resting_hr_bpm: Some(*bpm),
        by_watch: true,
        ..JournalDay::default()
    });
    let mut all: Vec<JournalDay> = journal.iter().cloned().chain(rows).collect();
    all.sort_by_key(|row| row.day);
    all
}

/// Stop symptoms that stand on a day: each by the latest word about it. What is written of other things does not end it; who
/// ran in spite of it has not said that it is gone.
pub(crate) fn symptoms(journal: &[JournalDay], today: Day) -> Symptoms {
    Symptoms {
        illness: latest(journal, today, |row| row.illness.map(f64::from)).is_some_and(|ill| ill > 0.0),
        focal_pain: latest(journal, today, |row| row.focal_pain.map(f64::from)).is_some_and(|focal| focal > 0.0),
        pain: latest(journal, today, |row| row.pain),
    }
}

/// The worst of what was last written in a column.
fn latest(journal: &[JournalDay], today: Day, cell: impl Fn(&JournalDay) -> Option<f64>) -> Option<f64> {
    let written = || rows(journal, today - SYMPTOM_DAYS, today).filter_map(|row| Some((row.day, cell(row)?)));
    let day = written().map(|(day, _)| day).max()?;
    written().filter(|(of, _)| *of == day).map(|(_, value)| value).reduce(f64::max)
}

/// The signals of a day; absent ones left out.
pub(crate) fn signals(journal: &[JournalDay], today: Day) -> Vec<Signal> {
    let found = [
        resting_heart_rate(journal, today),
        variability(journal, today),
        soreness(journal, today),
        sleep(journal, today),
        aches(journal, today),
    ];
    found.into_iter().flatten().collect()
}

/// What the weather of a day is expected to cost reps, %, and whether it is too hot to run hard; the hotter of several rows.
pub(crate) fn heat_of(journal: &[JournalDay], today: Day) -> Option<(f64, bool)> {
    let weather = rows(journal, today, today).filter_map(|row| heat(row.temperature_c?, row.dew_point_c?));
    weather.map(|heat| (heat.reps_slowdown_pct, heat.is_too_hot)).reduce(|a, b| (a.0.max(b.0), a.1 || b.1))
}

/// Days in a row up to a day with a soreness of so much; today may be silent yet.
pub(crate) fn sore_days(journal: &[JournalDay], today: Day, least: f64) -> i64 {
    let sore = |day: Day| rows(journal, day, day).filter_map(|row| row.soreness).reduce(f64::max);
    let last = if sore(today).is_some() { today } else { today - 1 };
    let days = (0..SYMPTOM_DAYS).take_while(|ago| sore(last - *ago).is_some_and(|sore| sore >= least)).count();
    i64::try_from(days).unwrap_or(0)
}

/// Days since a stop symptom was last written, where that is within two weeks: 0 today.
pub(crate) fn days_since_symptom(journal: &[JournalDay], today: Day) -> Option<i64> {
    let is_one = |row: &&JournalDay| {
        row.illness == Some(true) || row.focal_pain == Some(true) || row.pain.is_some_and(|pain| pain >= STOP_PAIN)
    };
    rows(journal, today - SYMPTOM_DAYS, today).filter(is_one).map(|row| today - row.day).min()
}

fn level(red: bool, amber: bool) -> Level {
    if red {
        Level::Red
    } else if amber {
        Level::Amber
    } else {
        Level::Green
    }
}

/// Mean of the last three mornings against the mean and spread of the four weeks before.
fn resting_heart_rate(journal: &[JournalDay], today: Day) -> Option<Signal> {
    let mornings = |from, to| -> Vec<f64> {
        rows(journal, today - from, today - to).filter_map(|row| row.resting_hr_bpm).collect()
    };
    let (baseline, now) = (mornings(BASELINE_DAYS.0, BASELINE_DAYS.1), mornings(2, 0));
    if baseline.len() < BASELINE_MORNINGS || now.len() < MORNINGS_NOW {
        return None;
    }
    let usual = mean_of(baseline.iter().copied());
    let squares: f64 = baseline.iter().map(|bpm| (bpm - usual).powi(2)).sum();
    let sd = (squares / (baseline.len() - 1) as f64).sqrt().max(LEAST_SD_BPM);
    let above = mean_of(now.into_iter()) - usual;
    let z = above / sd;
    Some(Signal {
        level: level(above >= 8.0 || z >= 2.5, above >= 5.0 || z >= 1.5),
        sign: Sign::RestingHeartRate(above),
    })
}

/// Mean of ln rMSSD over seven days against the mean and spread of the four weeks before.
///
/// # Source
/// Seven days with at least three values: Plews et al. 2014 (PMID 24334285); the limit of one standard deviation is a house rule.
fn variability(journal: &[JournalDay], today: Day) -> Option<Signal> {
    let mornings = |from: i64, to: i64| -> Vec<f64> {
        rows(journal, today - from, today - to).filter_map(|row| row.hrv_ms).map(f64::ln).collect()
    };
    let (now, before) =
        (mornings(VARIABILITY_DAYS - 1, 0), mornings(BASELINE_DAYS.0 + VARIABILITY_DAYS - 1, VARIABILITY_DAYS));
    if now.len() < VARIABILITY_MORNINGS || before.len() < BASELINE_MORNINGS {
        return None;
    }
    let usual = mean_of(before.iter().copied());
    let below = usual - mean_of(now.into_iter());
    Some(Signal {
        level: level(false, below > sample_sd(&before)),
        sign: Sign::Variability(100.0 * (1.0 - (-below).exp())),
    })
}

/// Soreness of today, else of yesterday.
fn soreness(journal: &[JournalDay], today: Day) -> Option<Signal> {
    let on = |day| rows(journal, day, day).filter_map(|row| row.soreness).reduce(f64::max);
    let soreness = on(today).or_else(|| on(today - 1))?;
    Some(Signal { level: level(soreness >= 5.0, soreness >= 3.0), sign: Sign::Soreness(soreness) })
}

/// Pain that stands is an amber from 3 on; from 5 it ends fast running.
fn aches(journal: &[JournalDay], today: Day) -> Option<Signal> {
    let pain = symptoms(journal, today).pain.filter(|pain| *pain >= ACHE)?;
    Some(Signal { level: Level::Amber, sign: Sign::Ache(pain) })
}

/// A poor night is an amber; a row of today without one is a green.
fn sleep(journal: &[JournalDay], today: Day) -> Option<Signal> {
    let poor = rows(journal, today, today).map(|row| row.poor_sleep).reduce(|a, b| a || b)?;
    poor.then_some(Signal { level: Level::Amber, sign: Sign::PoorSleep })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    fn day(number: i64) -> Day {
        Day::EPOCH + number
    }

    fn morning(number: i64, bpm: f64) -> JournalDay {
        JournalDay { day: day(number), resting_hr_bpm: Some(bpm), ..JournalDay::default() }
    }

    #[test]
    fn resting_heart_rate_needs_a_baseline() {
        let mut journal: Vec<JournalDay> =
            (72..=81).map(|number| morning(number, 50.0 + (number % 3) as f64)).collect();
        journal.extend([morning(99, 57.0), morning(100, 57.0)]);
        assert_eq!(signals(&journal, day(100))[0].level, Level::Red);
        journal.remove(0);
        assert!(signals(&journal, day(100)).is_empty());
    }

    #[test]
    fn a_watch_that_measures_tells_of_mornings() {
        let run = |number: i64, bpm: f64| SessionSummary {
            resting_hr_bpm: Some(bpm),
            ..SessionSummary::easy_run(day(number), 9_000.0, 3_000.0)
        };
        let measured: Vec<SessionSummary> = (0..12).map(|at| run(80 + at, 50.0 + (at % 3) as f64)).collect();
        let typed: Vec<SessionSummary> = (0..12).map(|at| run(80 + at, 60.0)).collect();
        assert!(with_mornings(&[], &typed).is_empty());
        let own = [JournalDay { day: day(85), illness: Some(true), ..JournalDay::default() }, morning(88, 47.0)];
        let found = with_mornings(&own, &measured);
        assert_eq!(found.iter().filter(|row| row.by_watch).count(), 9, "two values are too few, one day is written");
        assert!(found.is_sorted_by_key(|row| row.day));
        let last = JournalDay { day: day(85), illness: Some(true), ..JournalDay::default() };
        assert!(symptoms(&with_mornings(&[last], &measured), day(91)).illness, "no runner wrote that it was over");
    }

    #[test]
    fn variability_is_a_week_against_the_four_before() {
        let hrv = |number, ms| JournalDay { day: day(number), hrv_ms: Some(ms), ..JournalDay::default() };
        // ln rMSSD of 60 and 66 in turn: mean 4.142, standard deviation about 0.05.
        let mut journal: Vec<JournalDay> =
            (72..=93).map(|number| hrv(number, if number % 2 == 0 { 60.0 } else { 66.0 })).collect();
        journal.extend([hrv(97, 58.0), hrv(98, 58.0)]);
        assert!(signals(&journal, day(100)).is_empty(), "two mornings are too few");
        journal.push(hrv(99, 58.0));
        let found = signals(&journal, day(100));
        assert!(
            matches!(found[0], Signal { level: Level::Amber, sign: Sign::Variability(below) } if (below - 8.0).abs() < 0.5)
        );
        journal.iter_mut().rev().take(3).for_each(|row| row.hrv_ms = Some(62.0));
        assert_eq!(signals(&journal, day(100))[0].level, Level::Green);
    }

    #[test]
    fn a_symptom_stands_until_it_is_written_that_it_is_gone() {
        let ill = |number, illness| JournalDay { day: day(number), illness: Some(illness), ..JournalDay::default() };
        let found = |journal: &[JournalDay], today| symptoms(journal, day(today)).illness;
        assert!(found(&[ill(90, true)], 100));
        assert!(!found(&[ill(90, true)], 105), "two weeks of silence");
        assert!(found(&[ill(90, true), morning(94, 50.0)], 100), "another word is no word about it");
        assert!(!found(&[ill(90, true), ill(93, false)], 100));
        assert!(found(&[ill(90, false), ill(90, true)], 91), "of two rows of a day the worse");
        let pain = |number, pain| JournalDay { day: day(number), pain: Some(pain), ..JournalDay::default() };
        assert_eq!(symptoms(&[pain(90, 6.0), pain(92, 1.0)], day(93)).pain, Some(1.0));
        assert_eq!(symptoms(&[pain(90, 6.0), morning(92, 50.0)], day(93)).pain, Some(6.0));
    }

    #[test]
    fn soreness_of_yesterday_stands_in() {
        let sore = JournalDay { day: day(9), soreness: Some(5.0), ..JournalDay::default() };
        let found = signals(&[sore], day(10));
        assert_eq!(found.first().unwrap().level, Level::Red);
    }
}
