//! From the results of single files to runners: orders the activities, marks duplicates, and asks for the advice after each
//! session.

use super::next_step::NextStep;
use super::options::Options;
use super::outline::Outline;
use super::shelf::{Held, HeldActivity, Shelf, Whole};
use crate::analyse::{RunnersRecording, copies};
use crate::compare::{Week, personal_bests};
use crate::error::Result;
use crate::progression::{self, Advised, Recommendation, SessionSummary, past_weeks, with_mornings};
use crate::report::{Analysed, Problem, by_runner};
use crate::scores::best_efforts::StandardEffort;
use crate::segment::call_even;
use rayon::prelude::*;

/// Activities in order, finished: all of a batch, or a part of them.
#[derive(Debug)]
pub(super) struct Ledger {
    /// Activities by runner, start and file.
    pub(super) done: Vec<Analysed>,
    /// For each activity, the hash of its file's bytes.
    pub(super) contents: Vec<u128>,
    /// The personal bests among them, as (activity, distance in m).
    pub(super) personal: Vec<(usize, f64)>,
    /// The next step of each runner.
    pub(super) next: Vec<NextStep>,
    /// Whether there is no other runner in the batch: then the runner needs no name.
    pub(super) is_alone: bool,
}

/// All results in order, the whole of each activity still on its shelf.
#[derive(Debug)]
pub(super) struct Folded {
    /// The number of files that were looked at.
    pub(super) files: usize,
    /// Activities by runner, start and file.
    pub(super) items: Vec<Item>,
    /// Files that gave no activity.
    pub(super) failed: Vec<Problem>,
    /// The next step of each runner.
    pub(super) next: Vec<NextStep>,
    /// Whether there is no other runner in the batch.
    pub(super) is_alone: bool,
    /// Whether titles and descriptions are left out: both are free text, and may name a place.
    is_stripped: bool,
}

/// One activity, and what the history of its runner tells of it.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) outline: Outline,
    whole: Whole,
    content: u128,
    /// The file that counts in place of it.
    duplicate_of: Option<String>,
    /// Whether it was like a race by its own heart rate alone.
    is_even: bool,
    advice: Option<Recommendation>,
    /// The distances over which it is the personal best, m.
    bests_m: Vec<f64>,
}

/// Orders all activities, marks duplicates, and gives each session of reps the advice that was due after it.
pub(super) fn fold(found: Vec<Held>, options: &Options) -> Folded {
    let files = found.len();
    let mut items: Vec<Item> = Vec::new();
    let mut failed = Vec::new();
    for one in found {
        failed.extend(one.problem);
        items.extend(one.activities.into_iter().map(|held| Item::new(held, one.content)));
    }
    items.sort_by(|a, b| {
        let (x, y) = (&a.outline, &b.outline);
        (x.runner.cmp(&y.runner))
            .then(x.span_unix_s.start_s.total_cmp(&y.span_unix_s.start_s))
            .then_with(|| (&x.file, x.index).cmp(&(&y.file, y.index)))
    });
    mark_duplicates(&mut items);
    items.par_chunk_by_mut(is_of_one_runner).for_each(mark_bests);
    let next: Vec<NextStep> = items.par_chunk_by_mut(is_of_one_runner).map(|runner| advise(runner, options)).collect();
    let is_alone = next.len() < 2;
    Folded { files, items, failed, next, is_alone, is_stripped: options.strip_location }
}

impl Folded {
    /// All activities, taken from their shelf, and the files that gave none.
    ///
    /// # Errors
    /// Those of [`Shelf::take`].
    pub(super) fn ledger(mut self, shelf: &Shelf) -> Result<(Ledger, Vec<Problem>)> {
        let items = std::mem::take(&mut self.items);
        Ok((self.taken(items, shelf)?, self.failed))
    }

    /// The next activities, taken from their shelf; `None` after the last.
    ///
    /// # Errors
    /// Those of [`Shelf::take`].
    pub(super) fn next_part(&mut self, most: usize, shelf: &Shelf) -> Result<Option<Ledger>> {
        let items: Vec<Item> = self.items.drain(..most.min(self.items.len())).collect();
        if items.is_empty() { Ok(None) } else { self.taken(items, shelf).map(Some) }
    }

    fn taken(&self, items: Vec<Item>, shelf: &Shelf) -> Result<Ledger> {
        let contents = items.iter().map(|item| item.content).collect();
        let bests =
            items.iter().enumerate().flat_map(|(at, item)| item.bests_m.iter().map(move |metres| (at, *metres)));
        let personal = bests.collect();
        let done = items.into_par_iter().map(|item| item.finished(shelf, self.is_stripped)).collect::<Result<_>>()?;
        Ok(Ledger { done, contents, personal, next: self.next.clone(), is_alone: self.is_alone })
    }

    /// The weeks of every runner, each outing once.
    pub(super) fn weeks(&self) -> Vec<(String, Vec<Week>)> {
        let of_runner = |own: &[Item]| {
            let once = own.iter().filter(|item| item.duplicate_of.is_none());
            let outings = once.map(|item| item.outline.outing.clone());
            (own[0].outline.runner.clone(), by_runner::weeks_of(outings))
        };
        self.items.chunk_by(is_of_one_runner).map(of_runner).collect()
    }
}

impl Item {
    fn new(held: HeldActivity, content: u128) -> Self {
        let HeldActivity { outline, whole } = held;
        Self { outline, whole, content, duplicate_of: None, is_even: false, advice: None, bests_m: Vec::new() }
    }

    /// Its best efforts; none for another recording of an outing.
    fn efforts_that_count(&self) -> &[StandardEffort] {
        if self.duplicate_of.is_none() { &self.outline.best_efforts } else { &[] }
    }

    /// The whole of the activity, with what the history tells of it.
    fn finished(self, shelf: &Shelf, is_stripped: bool) -> Result<Analysed> {
        let Self { whole, duplicate_of, is_even, advice, .. } = self;
        let mut analysed = shelf.take(whole)?;
        if is_even {
            analysed.call_even();
        }
        analysed.summary.duplicate = duplicate_of.is_some();
        (analysed.duplicate_of, analysed.recommendation) = (duplicate_of, advice);
        if is_stripped {
            let told = &mut analysed.activity.told;
            (told.title, told.description) = (None, None);
        }
        Ok(analysed)
    }
}

fn is_of_one_runner(a: &Item, b: &Item) -> bool {
    a.outline.runner == b.outline.runner
}

/// Marks every recording of an outing except the one that counts.
fn mark_duplicates(items: &mut [Item]) {
    items.par_chunk_by_mut(is_of_one_runner).for_each(|runner| {
        let recordings: Vec<RunnersRecording> = runner.iter().map(recording).collect();
        for (copy, kept) in copies(&recordings) {
            runner[copy].duplicate_of = Some(runner[kept].outline.file.clone());
        }
    });
}

/// Marks the personal bests of one runner.
fn mark_bests(items: &mut [Item]) {
    let efforts: Vec<_> = items.iter().map(|item| (item.outline.surface, item.efforts_that_count())).collect();
    for best in personal_bests(&efforts) {
        items[best.activity].bests_m.push(best.standard.metres);
    }
}

fn recording(item: &Item) -> RunnersRecording {
    let outline = &item.outline;
    RunnersRecording {
        span: outline.span_unix_s,
        content: (item.content, outline.index),
        rank: (outline.format, outline.file.clone(), outline.index),
    }
}

/// Gives each session of one runner the advice of its own day, and returns the advice of today.
fn advise(items: &mut [Item], options: &Options) -> NextStep {
    let summary =
        |item: &Item| SessionSummary { duplicate: item.duplicate_of.is_some(), ..item.outline.summary.clone() };
    let mut summaries: Vec<SessionSummary> = items.iter().map(summary).collect();
    let runner = items.first().map(|item| item.outline.runner.clone()).unwrap_or_default();
    let (athlete, unit, told) = (options.athlete_of(&runner), options.unit_of(&runner), options.journal_of(&runner));
    for place in progression::no_races(&summaries, athlete) {
        items[place].is_even = true;
        let SessionSummary { kind, workout, .. } = &mut summaries[place];
        call_even(kind, workout, items[place].outline.timer_s);
    }
    let journal = &with_mornings(told, &summaries);
    let last_activity = items.iter().map(|item| item.outline.day).max();
    let last_row = told.iter().map(|row| row.day).max();
    let today = options.today.or(last_activity.max(last_row)).unwrap_or_default();
    let Advised { each, latest } = progression::advise(&summaries, athlete, journal, today, unit);
    for (item, advice) in items.iter_mut().zip(each) {
        item.advice = advice.filter(|_| item.duplicate_of.is_none());
    }
    NextStep { runner, today, latest, weeks: past_weeks(&summaries, today) }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::batch::{FileName, Knowledge, analyse_bytes};
    use crate::report::tables::{BUILDS, Part, Table, frames};

    /// Two sessions of one workout, a copy of one of them, and an easy run of another runner.
    fn folded(shelf: &Shelf) -> Folded {
        let week1: &[u8] = include_bytes!("../../testdata/fit/track-6x400-week1.fit");
        let week2: &[u8] = include_bytes!("../../testdata/fit/track-6x400-week2.fit");
        let easy: &[u8] = include_bytes!("../../testdata/fit/road-steady-8km.fit");
        let options = Options::default();
        let hold = |(runner, label, bytes): (&str, &str, &[u8])| {
            shelf.hold(analyse_bytes(FileName { runner, label }, bytes, &options, Knowledge::default())).unwrap()
        };
        let files =
            [("ann", "2.fit", week2), ("ann", "1.fit", week1), ("bob", "e.fit", easy), ("ann", "1b.fit", week1)];
        fold(files.map(hold).into(), &options)
    }

    fn lines(table: &Table) -> Vec<String> {
        let csv = String::from_utf8(table.csv().unwrap()).unwrap();
        csv.lines().skip(1).map(str::to_owned).collect()
    }

    #[test]
    fn tables_of_parts_are_the_tables_of_all() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::on_disk(folder.path()).unwrap();
        let (all, _) = folded(&Shelf::Memory).ledger(&Shelf::Memory).unwrap();
        let expected: Vec<Vec<String>> = frames(&all.done, &[]).map(|table| lines(&table.unwrap())).collect();
        assert!(expected[6].iter().any(|row| row.contains(",yes,")), "a personal best");
        for most in 1..=5 {
            let mut folded = folded(&shelf);
            let weeks = folded.weeks();
            let mut rows: Vec<Vec<String>> = vec![Vec::new(); expected.len()];
            let mut add = |part: Part<'_>| {
                for (rows, build) in rows.iter_mut().zip(BUILDS) {
                    rows.extend(lines(&build(part).unwrap()));
                }
            };
            add(Part { weeks: &weeks, ..Part::default() });
            while let Some(part) = folded.next_part(most, &shelf).unwrap() {
                assert!(part.done.len() <= most);
                add(Part { activities: &part.done, personal: &part.personal, ..Part::default() });
            }
            assert_eq!(rows, expected, "{most} at a time");
        }
    }
}
