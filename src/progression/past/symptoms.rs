//! Symptoms of the journal that end fast running, for as long as they stand.

use super::journal::rows;
use crate::model::{Day, JournalDay};

/// Pain (0 to 10) from which nothing fast is run.
pub(crate) const STOP_PAIN: f64 = 5.0;
/// Days for which a stop symptom stands where the journal does not say that it is gone. House rule.
pub(crate) const SYMPTOM_DAYS: i64 = 14;

/// Symptoms that can end fast running.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Symptoms {
    pub(crate) illness: bool,
    pub(crate) focal_pain: bool,
    /// 0 to 10.
    pub(crate) pain: Option<f64>,
}

impl Symptoms {
    /// The symptoms that one row of the journal names.
    pub(crate) fn of(row: &JournalDay) -> Self {
        let (illness, focal_pain) = (row.illness == Some(true), row.focal_pain == Some(true));
        Self { illness, focal_pain, pain: row.pain }
    }

    /// Pain of the kind that ends fast running.
    pub(crate) fn is_stop_pain(self) -> bool {
        self.focal_pain || self.pain.is_some_and(|pain| pain >= STOP_PAIN)
    }

    /// Whether nothing fast is run.
    pub(crate) fn is_stop(self) -> bool {
        self.illness || self.is_stop_pain()
    }
}

/// Symptoms that stand on a day. Each stands by the last row that names it. A row about something else does not end a
/// symptom, and neither does a run.
pub(crate) fn symptoms(journal: &[JournalDay], today: Day) -> Symptoms {
    Symptoms {
        illness: latest(journal, today, |row| row.illness.map(f64::from)).is_some_and(|ill| ill > 0.0),
        focal_pain: latest(journal, today, |row| row.focal_pain.map(f64::from)).is_some_and(|focal| focal > 0.0),
        pain: latest(journal, today, |row| row.pain),
    }
}

/// The highest value of a column on the last day that has one.
fn latest(journal: &[JournalDay], today: Day, cell: impl Fn(&JournalDay) -> Option<f64>) -> Option<f64> {
    let written = || rows(journal, today - SYMPTOM_DAYS, today).filter_map(|row| Some((row.day, cell(row)?)));
    let day = written().map(|(day, _)| day).max()?;
    written().filter(|(of, _)| *of == day).map(|(_, value)| value).reduce(f64::max)
}

/// Days since the journal last named a stop symptom: 0 today; `None` after two weeks.
pub(crate) fn days_since_symptom(journal: &[JournalDay], today: Day) -> Option<i64> {
    let is_stop = |row: &&JournalDay| Symptoms::of(row).is_stop();
    rows(journal, today - SYMPTOM_DAYS, today).rfind(is_stop).map(|row| today - row.day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: i64) -> Day {
        Day::EPOCH + number
    }

    fn morning(number: i64, bpm: f64) -> JournalDay {
        JournalDay { day: day(number), resting_hr_bpm: Some(bpm), ..JournalDay::default() }
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
}
