//! What is kept of files from run to run: results are those of a run that reads every file, whatever has changed meanwhile.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, SystemTime};

use lastrep::DistanceUnit;
use lastrep::batch::{CachePlace, Charts, Options, Said, SaidResult, next, run, said};
use lastrep::model::{Athlete, Day, JournalDay};
use lastrep::segment::RepsFrom;
use proptest::prelude::*;
use tempfile::TempDir;

use crate::cli::{Ran, command};
use crate::common::cases::same_each_time;
use crate::testdata::root;

/// Outings of one runner: sessions on a track that tell of stride and watch, an archive, a list, a file that is no run.
const FILES: [&str; 8] = [
    "fit/track-6x400-week1.fit",
    "fit/track-6x400-week2.fit",
    "fit/road-10x1min-stryd.fit",
    "fit/road-easy-6-strides.fit",
    "fit/chained-warm-up-4x600.fit",
    "fit/multisport-duathlon.fit",
    "bad/truncated.fit",
    "archive/export.zip",
];

struct Place {
    folder: TempDir,
    options: Options,
}

impl Place {
    fn new(files: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let runs = folder.path().join("runs");
        std::fs::create_dir_all(&runs).unwrap();
        for file in files {
            let from = root().join(file);
            std::fs::copy(&from, runs.join(from.file_name().unwrap())).unwrap();
        }
        // The build of the test could be touched by another build meanwhile.
        std::fs::write(folder.path().join("program"), "of this place alone").unwrap();
        Self { folder, options: Options { jobs: 2, ..Options::default() } }
    }

    fn runs(&self) -> PathBuf {
        self.folder.path().join("runs")
    }

    fn cached(&self) -> Options {
        let (folder, program) = (self.folder.path().join("kept"), self.folder.path().join("program"));
        let cache = Some(CachePlace { folder, program });
        Options { cache, ..self.options.clone() }
    }

    /// All that a run with these options finds, in words.
    fn found(&self, options: &Options) -> String {
        format!("{:?}", next(&[self.runs()], options, &|_| {}, &AtomicBool::new(false)))
    }

    /// Runs with and without the cache find the same.
    fn is_same(&self) -> bool {
        self.found(&self.cached()) == self.found(&self.options)
    }

    /// Runs with and without the cache write the same tables, the one over those of the run before, the other into a new folder.
    fn has_same_tables(&self) -> bool {
        let anew = tempfile::tempdir().unwrap();
        self.tables(&self.cached(), &self.results()) == self.tables(&self.options, anew.path())
    }

    fn results(&self) -> PathBuf {
        self.folder.path().join("results")
    }

    /// The tables that a run writes or keeps, by name; an error is in words, too.
    fn tables(&self, options: &Options, out: &Path) -> Result<BTreeMap<String, Vec<u8>>, String> {
        let options = Options { out: out.to_path_buf(), ..options.clone() };
        run(&[self.runs()], &options, &|_| {}, &AtomicBool::new(false)).map_err(|error| error.to_string())?;
        let files = std::fs::read_dir(out).unwrap().map(|file| file.unwrap().path());
        let tables = files.filter(|file| file.extension().is_some_and(|ending| ending == "csv"));
        Ok(tables
            .map(|file| (file.file_name().unwrap().display().to_string(), std::fs::read(&file).unwrap()))
            .collect())
    }

    fn entries(&self) -> Vec<PathBuf> {
        let builds = std::fs::read_dir(self.folder.path().join("kept")).unwrap();
        let entries = builds.flat_map(|build| std::fs::read_dir(build.unwrap().path()).unwrap());
        let mut entries: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        entries
    }
}

/// Changes one byte of a file, and neither its size nor the time that is set on it.
fn change_a_byte(path: &Path, at: usize) {
    let (mut bytes, time) = (std::fs::read(path).unwrap(), path.metadata().unwrap().modified().unwrap());
    let at = at % bytes.len();
    bytes[at] ^= 0x41;
    std::fs::write(path, bytes).unwrap();
    File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
}

/// What may happen between two runs.
#[derive(Debug, Clone)]
enum Change {
    Nothing,
    Byte(usize, usize),
    Touch(usize),
    Rename(usize),
    Gone(usize),
    Back(usize),
    Journal(usize, f64),
    HeartRate(f64),
    RepsFrom(RepsFrom),
    Unit(DistanceUnit),
    List(usize),
    DamagedEntry(usize, usize),
    LostEntry(usize),
}

fn change() -> impl Strategy<Value = Change> {
    let (file, any_byte) = (0..FILES.len(), 0_usize..200_000);
    prop_oneof![
        Just(Change::Nothing),
        (file.clone(), any_byte.clone()).prop_map(|(file, at)| Change::Byte(file, at)),
        file.clone().prop_map(Change::Touch),
        file.clone().prop_map(Change::Rename),
        file.clone().prop_map(Change::Gone),
        file.clone().prop_map(Change::Back),
        (file.clone(), 1.0..10.0).prop_map(|(file, rpe)| Change::Journal(file, rpe)),
        (170.0..210.0).prop_map(Change::HeartRate),
        prop_oneof![Just(RepsFrom::Auto), Just(RepsFrom::Laps), Just(RepsFrom::Signal)].prop_map(Change::RepsFrom),
        prop_oneof![Just(DistanceUnit::Kilometre), Just(DistanceUnit::Mile)].prop_map(Change::Unit),
        file.clone().prop_map(Change::List),
        (0_usize..20, any_byte).prop_map(|(entry, at)| Change::DamagedEntry(entry, at)),
        (0_usize..20).prop_map(Change::LostEntry),
    ]
}

impl Place {
    fn file(&self, at: usize) -> PathBuf {
        self.runs().join(Path::new(FILES[at]).file_name().unwrap())
    }

    /// The days of all outings.
    fn days(&self) -> Vec<Day> {
        let found = next(&[self.runs()], &self.options, &|_| {}, &AtomicBool::new(false));
        found.map_or_else(|_| Vec::new(), |found| found.done.iter().map(lastrep::Analysed::day).collect())
    }

    fn entry(&self, at: usize) -> Option<PathBuf> {
        let entries = self.entries();
        entries.get(at % entries.len().max(1)).cloned()
    }

    fn make(&mut self, change: &Change) {
        match change {
            Change::Nothing => {}
            Change::Byte(file, at) => {
                let path = self.file(*file);
                if path.exists() {
                    change_a_byte(&path, *at);
                }
            }
            Change::Touch(file) => {
                if let Ok(bytes) = std::fs::read(self.file(*file)) {
                    std::fs::write(self.file(*file), bytes).unwrap();
                }
            }
            Change::Rename(file) => {
                let _ = std::fs::rename(self.file(*file), self.file(*file).with_file_name("renamed.fit"));
            }
            Change::Gone(file) => {
                let _ = std::fs::remove_file(self.file(*file));
            }
            Change::Back(file) => {
                std::fs::copy(root().join(FILES[*file]), self.file(*file)).unwrap();
            }
            Change::Journal(at, rpe) => {
                let days = self.days();
                if let Some(day) = days.get(at % days.len().max(1)).copied() {
                    let row =
                        JournalDay { day, rpe_cr10: Some(*rpe), reps_in_reserve: Some(1.0), ..Default::default() };
                    self.options.journal.retain(|row| row.day != day);
                    self.options.journal.push(row);
                    self.options.journal.sort_by_key(|row| row.day);
                }
            }
            Change::HeartRate(bpm) => self.options.athlete = Athlete { hr_max_bpm: Some(*bpm), ..Athlete::default() },
            Change::RepsFrom(reps_from) => self.options.reps_from = *reps_from,
            Change::Unit(unit) => self.options.unit = *unit,
            Change::List(at) => {
                let name = Path::new(FILES[*at]).file_name().unwrap().to_string_lossy().into_owned();
                let list = format!("Activity ID,Activity Name,Perceived Exertion,Filename\n1,My run {at},7,{name}\n");
                std::fs::write(self.runs().join("activities.csv"), list).unwrap();
            }
            Change::DamagedEntry(entry, at) => {
                self.entry(*entry).into_iter().for_each(|path| change_a_byte(&path, *at));
            }
            Change::LostEntry(entry) => {
                self.entry(*entry).into_iter().for_each(|path| std::fs::remove_file(path).unwrap());
            }
        }
    }
}

/// Holds a property of a new place, and after each change.
fn hold_after_each(changes: &[Change], holds: fn(&Place) -> bool) -> Result<(), TestCaseError> {
    let mut place = Place::new(&FILES);
    prop_assert!(holds(&place), "the first run");
    for change in changes {
        place.make(change);
        prop_assert!(holds(&place), "after {change:?} of {changes:?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(same_each_time(24))]

    #[test]
    fn whatever_changes_between_runs_is_seen(changes in proptest::collection::vec(change(), 1..6)) {
        hold_after_each(&changes, Place::is_same)?;
    }
}

proptest! {
    #![proptest_config(same_each_time(3))]

    #[test]
    fn whatever_changes_between_runs_is_in_the_tables(changes in proptest::collection::vec(change(), 1..4)) {
        hold_after_each(&changes, Place::has_same_tables)?;
    }
}

/// A file that is read is written down, so that entries that stay as they are were used.
#[test]
fn a_file_that_has_not_changed_is_not_read_again() {
    let place = Place::new(&FILES[..2]);
    let first = place.found(&place.cached());
    let entries = place.entries();
    assert!(entries.len() >= 2, "{entries:?}");
    let written = |entries: &[PathBuf]| -> Vec<_> {
        entries.iter().map(|entry| std::fs::metadata(entry).unwrap().modified().unwrap()).collect()
    };
    // Well after a change, the marks of a file stand for its bytes.
    std::thread::sleep(Duration::from_millis(2_200));
    assert_eq!(place.found(&place.cached()), first, "the bytes are compared, and the marks written down");
    let marked = written(&entries);
    assert_eq!(place.found(&place.cached()), first);
    assert_eq!((place.entries(), written(&entries)), (entries.clone(), marked), "nothing is written again");
    change_a_byte(&place.file(0), 5_000);
    assert!(place.is_same(), "a byte has changed under the marks");
}

/// A file that is written has another time, so that files that keep theirs were not written again.
#[test]
fn tables_and_seasons_of_the_same_results_are_not_written_again() {
    let mut place = Place::new(&FILES[..2]);
    let written = |place: &Place| -> BTreeMap<&'static str, SystemTime> {
        let options = Options { charts: Charts::Png, ..place.cached() };
        place.tables(&options, &place.results()).unwrap();
        let names = ["workouts.csv", "scores.csv", "problems.csv", "decisions.csv", "season.png"];
        names.map(|name| (name, place.results().join(name).metadata().unwrap().modified().unwrap())).into()
    };
    let first = written(&place);
    assert_eq!(written(&place), first);
    std::fs::remove_file(place.results().join("workouts.csv")).unwrap();
    let anew = |before: &BTreeMap<&'static str, SystemTime>,
                after: &BTreeMap<&'static str, SystemTime>|
     -> Vec<&'static str> {
        after.iter().filter(|(name, time)| before[*name] != **time).map(|(name, _)| *name).collect()
    };
    let second = written(&place);
    assert_eq!(anew(&first, &second), ["workouts.csv"]);
    // The runner's words reach the tables.
    place.make(&Change::Journal(1, 9.5));
    let third = written(&place);
    assert!(anew(&second, &third).contains(&"decisions.csv"), "{:?}", anew(&second, &third));
    assert!(place.has_same_tables());
}

/// The command keeps results in the user's folder for such, and says the same with them. `--no-cache` keeps none.
#[test]
fn the_command_keeps_results() {
    let place = Place::new(&FILES[..2]);
    let home = place.folder.path().join("home");
    let ran = |more: &[&str]| {
        let mut command = command(place.folder.path(), &[&["next", "runs"], more].concat());
        Ran::of(&command.env("XDG_CACHE_HOME", &home).output().unwrap()).stdout
    };
    let anew = ran(&["--no-cache"]);
    assert!(anew.contains("Next") && !home.exists(), "{anew}");
    assert_eq!([ran(&[]), ran(&[])], [anew.clone(), anew]);
    assert!(home.join("lastrep").is_dir());
}

#[test]
fn where_nothing_can_be_kept_all_files_are_read() {
    let place = Place::new(&FILES[..2]);
    std::fs::write(place.folder.path().join("kept"), "a file in the way").unwrap();
    assert!(place.is_same());
}

/// What `next` says, and whether files were read for it.
fn said_of(place: &Place, options: &Options) -> (Result<Said, String>, bool) {
    let (paths, mut is_read) = ([place.runs()], false);
    let said = said(&paths, options, "next", || {
        is_read = true;
        let found = next(&paths, options, &|_| {}, &AtomicBool::new(false))?;
        let result = SaidResult::Document(format!("{:?}", found.steps));
        Ok(Said { notes: found.notes, failed: found.failed, result, count: found.done.len() })
    });
    (said.map_err(|error| error.to_string()), is_read)
}

#[test]
fn what_was_said_is_said_again_until_anything_changes() {
    let mut place = Place::new(&FILES);
    let first = said_of(&place, &place.cached());
    assert!(first.1);
    // Well after a change, the marks of a file stand for its bytes.
    std::thread::sleep(Duration::from_millis(2_200));
    assert_eq!(said_of(&place, &place.cached()).0, first.0);
    assert_eq!(said_of(&place, &place.cached()), (first.0, false), "no file is read");
    let changes = [
        Change::Nothing,
        Change::Journal(1, 9.0),
        Change::HeartRate(185.0),
        Change::Unit(DistanceUnit::Mile),
        Change::RepsFrom(RepsFrom::Laps),
        Change::RepsFrom(RepsFrom::Auto),
        Change::Byte(0, 5_000),
        Change::Gone(1),
        Change::Back(1),
        Change::Rename(2),
        Change::List(3),
    ];
    for change in changes {
        place.make(&change);
        for _ in 0..2 {
            assert_eq!(said_of(&place, &place.cached()).0, said_of(&place, &place.options).0, "after {change:?}");
        }
    }
    std::thread::sleep(Duration::from_millis(2_200));
    let last = said_of(&place, &place.cached()).0;
    assert_eq!(said_of(&place, &place.cached()), (last, false));
    for entry in place.entries() {
        change_a_byte(&entry, 3);
    }
    assert!(said_of(&place, &place.cached()).1, "a damaged entry is none");
}

/// A run writes its list anew, so that a list that keeps its time tells that none took place.
#[test]
fn results_that_are_there_are_told_of_without_a_run() {
    let place = Place::new(&FILES[..2]);
    let (home, out) = (place.folder.path().join("home"), place.folder.path().join("out"));
    let ran = |more: &[&str]| {
        let mut command = command(place.folder.path(), &[&["analyze", "runs", "--out", "out"], more].concat());
        let ran = Ran::of(&command.env("XDG_CACHE_HOME", &home).output().unwrap());
        (ran.code, ran.stdout, out.join(".lastrep.written").metadata().unwrap().modified().unwrap())
    };
    // Well after a change, the marks of a file stand for its bytes.
    std::thread::sleep(Duration::from_millis(2_200));
    let first = ran(&[]);
    let second = ran(&[]);
    assert_eq!((second.0, second.2), (first.0, first.2), "a run took place");
    let anew = ran(&["--no-cache"]);
    assert!(anew.2 > first.2);
    assert_eq!(second.1, anew.1, "all pictures are there, unchanged");
    let third = ran(&[]);
    let picture = std::fs::read_dir(out.join("charts")).unwrap().next().unwrap().unwrap().path();
    std::fs::remove_file(&picture).unwrap();
    let fourth = ran(&[]);
    assert!(fourth.2 > third.2 && picture.exists(), "a lost picture is drawn again");
    change_a_byte(&place.file(0), 5_000);
    assert!(ran(&[]).2 > fourth.2, "a byte has changed");
}
