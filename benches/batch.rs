//! The whole batch on a folder of one-hour FIT files, beside fitparser, which only decodes them; and long histories.

use std::path::PathBuf;
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use lastrep::batch::{Charts, FileName, Knowledge, Options, Pages, analyse_bytes, run};
use lastrep::model::{Day, JournalDay};
use lastrep::progression::{SessionSummary, recommend_all};
use rayon::prelude::*;
use tempfile::TempDir;

use crate::inputs;

/// Files of an hour each in the folder.
const FILES: u32 = 1000;

/// Sessions in a long history: eight years.
const SESSIONS: u32 = 3000;

/// The folder, with its files and a folder for results.
static FOLDER: LazyLock<Option<(TempDir, Vec<PathBuf>)>> = LazyLock::new(|| {
    let folder = TempDir::new().ok()?;
    let exports = folder.path().join("runner");
    std::fs::create_dir(&exports).ok()?;
    let write = |day: u32| {
        let outing = inputs::outing_of_day(day);
        let path = exports.join(format!("{day:04}.fit"));
        std::fs::write(&path, inputs::fit_file(&outing)).ok().map(|()| path)
    };
    let files: Option<Vec<PathBuf>> = (0..FILES).into_par_iter().map(write).collect();
    Some((folder, files?))
});

fn options(out: PathBuf) -> Options {
    Options { out, charts: Charts::None, page: Pages::None, ..Options::default() }
}

/// Read, clean, cut, score, advise, write the tables: all files, all cores.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn lastrep(bencher: Bencher<'_, '_>) {
    let Some((folder, files)) = &*FOLDER else { return };
    let (exports, options) = (folder.path().join("runner"), options(folder.path().join("out")));
    bencher
        .counter(ItemsCount::new(files.len()))
        .bench(|| run(std::slice::from_ref(&exports), &options, &|_| {}, &AtomicBool::new(false)).ok());
}

/// The same files decoded by fitparser, all cores, and nothing done with them.
#[divan::bench(sample_count = 1, sample_size = 1)]
fn fitparser_from_bytes(bencher: Bencher<'_, '_>) {
    let Some((_, files)) = &*FOLDER else { return };
    let decode = |path: &PathBuf| std::fs::read(path).ok().and_then(|bytes| fitparser::from_bytes(&bytes).ok());
    bencher
        .counter(ItemsCount::new(files.len()))
        .bench(|| files.par_iter().filter_map(decode).map(|records| black_box(records).len()).sum::<usize>());
}

/// The advice after each of many sessions, with a journal row a day.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn long_history(bencher: Bencher<'_, '_>) {
    let mut options = options(PathBuf::new());
    options.journal = (0..i64::from(SESSIONS)).map(journal_row).collect();
    let summarised = |outing| {
        analyse_bytes(
            FileName { runner: "runner", label: "hour.fit" },
            &inputs::fit_file(outing),
            &options,
            Knowledge::default(),
        )
        .activities
        .pop()
    };
    let kinds: Vec<SessionSummary> =
        inputs::HOURS.iter().filter_map(summarised).map(|analysed| analysed.summary).collect();
    let on_day = |(day, kind): (u32, &SessionSummary)| {
        let mut session = kind.clone();
        let later = Day::EPOCH + i64::from(day) - session.day;
        session.start_unix_s += later as f64 * 86_400.0;
        session.day += later;
        session
    };
    let history: Vec<SessionSummary> = (0..SESSIONS).zip(kinds.iter().cycle()).map(on_day).collect();
    bencher
        .counter(ItemsCount::new(history.len()))
        .bench(|| recommend_all(black_box(&history), &options.athlete, &options.journal, options.unit));
}

fn journal_row(day: i64) -> JournalDay {
    let resting = 48.0 + (day % 5) as f64;
    JournalDay {
        day: Day::EPOCH + day,
        rpe_cr10: Some(6.0),
        resting_hr_bpm: Some(resting),
        soreness: Some(1.0),
        ..JournalDay::default()
    }
}
