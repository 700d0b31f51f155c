//! Morning signals from the journal: each alone is weak, so none decides alone.

use super::journal::{rows, worst_soreness};
use super::summary::SessionSummary;
use super::symptoms::{SYMPTOM_DAYS, Symptoms, symptoms};
use crate::model::{Day, JournalDay};
use crate::scores::conditions::heat;
use crate::stats::{mean, sample_sd};
use std::collections::BTreeSet;

/// From one day to another, both before today, days.
#[derive(Debug, Clone, Copy)]
struct DaysAgo {
    from: i64,
    to: i64,
}

/// The baseline of resting heart rate.
const BASELINE_DAYS: DaysAgo = DaysAgo { from: 28, to: 4 };
/// Fewest mornings of a baseline.
const BASELINE_MORNINGS: usize = 10;
/// Mornings of resting heart rate that count as now, and the fewest of them that have a value.
const DAYS_NOW: i64 = 3;
const MORNINGS_NOW: usize = 2;
/// Mornings of heart-rate variability that count as now, and the fewest of them that have a value.
const VARIABILITY_DAYS: i64 = 7;
const VARIABILITY_MORNINGS: usize = 3;
/// Different values in four weeks from which the watch measures resting heart rate. Fewer were typed in. House rule.
const MEASURED_VALUES: usize = 3;
/// Least standard deviation of the baseline, bpm: the resolution of a count.
const LEAST_SD_BPM: f64 = 1.0;
/// Resting heart rate above the usual from which a morning is amber and red, bpm.
const HEART_AMBER_BPM: f64 = 5.0;
const HEART_RED_BPM: f64 = 8.0;
/// The same in standard deviations of the baseline.
const HEART_AMBER_SD: f64 = 1.5;
const HEART_RED_SD: f64 = 2.5;
/// Soreness (0 to 10) from which a morning is amber and red.
pub(crate) const SORE: f64 = 3.0;
const SORE_RED: f64 = 5.0;
/// Pain (0 to 10) from which nothing is added. House rule.
const ACHE: f64 = 3.0;

/// How a morning signal looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SignalLevel {
    /// As usual.
    Green,
    /// Somewhat off.
    Amber,
    /// Clearly off.
    Red,
}

/// What a morning signal measures, with its figure.
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
    pub level: SignalLevel,
    /// What it measures.
    pub sign: Sign,
}

/// The journal in order of day, with resting heart rates of the watch on days for which the runner wrote none.
///
/// A number that stays about the same for four weeks was typed in, not measured. It says nothing of a morning and is left
/// out.
pub(crate) fn with_mornings(journal: &[JournalDay], history: &[SessionSummary]) -> Vec<JournalDay> {
    let mut watch: Vec<(Day, f64)> = history.iter().filter_map(|run| Some((run.day, run.resting_hr_bpm?))).collect();
    // The highest value of each day.
    watch.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    watch.dedup_by_key(|(day, _)| *day);
    let is_measured = |at: usize| {
        let first = watch.partition_point(|(day, _)| *day < watch[at].0 - BASELINE_DAYS.from);
        let values: BTreeSet<u64> = watch[first..=at].iter().map(|(_, bpm)| bpm.to_bits()).collect();
        values.len() >= MEASURED_VALUES
    };
    let written: BTreeSet<Day> = journal.iter().filter(|row| row.resting_hr_bpm.is_some()).map(|row| row.day).collect();
    let found = watch.iter().enumerate().filter(|(at, (day, _))| is_measured(*at) && !written.contains(day));
    let rows = found.map(|(_, (day, bpm))| JournalDay {
        day: *day,
        resting_hr_bpm: Some(*bpm),
        by_watch: true,
        ..JournalDay::default()
    });
    let mut all: Vec<JournalDay> = journal.iter().cloned().chain(rows).collect();
    all.sort_by_key(|row| row.day);
    all
}

/// What the journal says of a morning.
#[derive(Debug)]
pub(crate) struct Morning {
    /// The signals. Absent signals are left out.
    pub(crate) signals: Vec<Signal>,
    /// Sore days in a row.
    pub(crate) sore_days: i64,
    /// The symptoms that stand.
    pub(crate) symptoms: Symptoms,
}

impl Morning {
    /// The morning of a day, by a journal in order of day.
    pub(crate) fn of(journal: &[JournalDay], day: Day) -> Self {
        Self { signals: signals(journal, day), sore_days: sore_days(journal, day), symptoms: symptoms(journal, day) }
    }
}

/// The signals of a day. Absent signals are left out.
fn signals(journal: &[JournalDay], today: Day) -> Vec<Signal> {
    let found = [
        resting_heart_rate(journal, today),
        variability(journal, today),
        soreness(journal, today),
        sleep(journal, today),
        aches(journal, today),
    ];
    found.into_iter().flatten().collect()
}

/// Whether a row of a day has weather that is too hot to run hard.
pub(crate) fn is_too_hot(journal: &[JournalDay], today: Day) -> bool {
    let mut weather = rows(journal, today, today).filter_map(|row| heat(row.temperature_c?, row.dew_point_c?));
    weather.any(|heat| heat.is_too_hot)
}

/// Sore days in a row up to today, or up to yesterday where today has no soreness yet.
fn sore_days(journal: &[JournalDay], today: Day) -> i64 {
    let sore = |day: Day| worst_soreness(rows(journal, day, day));
    let last = if sore(today).is_some() { today } else { today - 1 };
    let days = (0..SYMPTOM_DAYS).take_while(|ago| sore(last - *ago).is_some_and(|sore| sore >= SORE)).count();
    i64::try_from(days).unwrap_or(0)
}

/// The level of a signal that is above its limits.
fn level(is_red: bool, is_amber: bool) -> SignalLevel {
    if is_red {
        SignalLevel::Red
    } else if is_amber {
        SignalLevel::Amber
    } else {
        SignalLevel::Green
    }
}

/// The values of a column on some mornings.
fn mornings(journal: &[JournalDay], today: Day, days: DaysAgo, cell: impl Fn(&JournalDay) -> Option<f64>) -> Vec<f64> {
    rows(journal, today - days.from, today - days.to).filter_map(cell).collect()
}

/// Mean resting heart rate of the last three mornings against mean and spread of the four weeks before.
fn resting_heart_rate(journal: &[JournalDay], today: Day) -> Option<Signal> {
    let of = |days| mornings(journal, today, days, |row| row.resting_hr_bpm);
    let (baseline, now) = (of(BASELINE_DAYS), of(DaysAgo { from: DAYS_NOW - 1, to: 0 }));
    if baseline.len() < BASELINE_MORNINGS || now.len() < MORNINGS_NOW {
        return None;
    }
    let above = mean(&now) - mean(&baseline);
    let z = above / sample_sd(&baseline).max(LEAST_SD_BPM);
    Some(Signal {
        level: level(above >= HEART_RED_BPM || z >= HEART_RED_SD, above >= HEART_AMBER_BPM || z >= HEART_AMBER_SD),
        sign: Sign::RestingHeartRate(above),
    })
}

/// Mean of ln rMSSD over seven days against the mean and spread of the four weeks before.
///
/// # Source
/// Seven days with at least three values: Plews et al. 2014 (PMID 24334285); the limit of one standard deviation is a house rule.
fn variability(journal: &[JournalDay], today: Day) -> Option<Signal> {
    let of = |days| mornings(journal, today, days, |row| row.hrv_ms.map(f64::ln));
    let (now, before) = (
        of(DaysAgo { from: VARIABILITY_DAYS - 1, to: 0 }),
        of(DaysAgo { from: BASELINE_DAYS.from + VARIABILITY_DAYS - 1, to: VARIABILITY_DAYS }),
    );
    if now.len() < VARIABILITY_MORNINGS || before.len() < BASELINE_MORNINGS {
        return None;
    }
    let below = mean(&before) - mean(&now);
    Some(Signal {
        level: level(false, below > sample_sd(&before)),
        sign: Sign::Variability(100.0 * (1.0 - (-below).exp())),
    })
}

/// Soreness of today, else of yesterday.
fn soreness(journal: &[JournalDay], today: Day) -> Option<Signal> {
    let on = |day| worst_soreness(rows(journal, day, day));
    let soreness = on(today).or_else(|| on(today - 1))?;
    Some(Signal { level: level(soreness >= SORE_RED, soreness >= SORE), sign: Sign::Soreness(soreness) })
}

/// Pain that stands is amber from 3. From 5 pain ends fast running before signals are heard.
fn aches(journal: &[JournalDay], today: Day) -> Option<Signal> {
    let pain = symptoms(journal, today).pain.filter(|pain| *pain >= ACHE)?;
    Some(Signal { level: SignalLevel::Amber, sign: Sign::Ache(pain) })
}

/// A poor night is amber. Other nights give no signal.
fn sleep(journal: &[JournalDay], today: Day) -> Option<Signal> {
    let is_poor = rows(journal, today, today).any(|row| row.poor_sleep);
    is_poor.then_some(Signal { level: SignalLevel::Amber, sign: Sign::PoorSleep })
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
        assert_eq!(signals(&journal, day(100))[0].level, SignalLevel::Red);
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
            matches!(found[0], Signal { level: SignalLevel::Amber, sign: Sign::Variability(below) } if (below - 8.0).abs() < 0.5)
        );
        journal.iter_mut().rev().take(3).for_each(|row| row.hrv_ms = Some(62.0));
        assert_eq!(signals(&journal, day(100))[0].level, SignalLevel::Green);
    }

    #[test]
    fn soreness_of_yesterday_stands_in() {
        let sore = JournalDay { day: day(9), soreness: Some(5.0), ..JournalDay::default() };
        let found = signals(&[sore], day(10));
        assert_eq!(found.first().unwrap().level, SignalLevel::Red);
    }
}
