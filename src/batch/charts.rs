//! Draws the pictures, once the history is known. Each file is read again: this costs a fraction of the drawing, and no
//! samples are kept in memory.

use super::guard::guarded;
use super::ledger::Ledger;
use super::open::{Opened, open};
use super::place::Place;
use super::write::{CHARTS, DETAILS};
use super::{Charts, Options, Pages, Progress, Source, work};
use crate::error::Result;
use crate::formats::read;
use crate::model::{Activity, OwnRow, Span, Stage};
use crate::report::html::{Written, details};
use crate::report::{Analysed, HistoryEntry, Problem, ReportInput, figure, like_before, png, slug, svg};
use crate::segment::WorkoutKind;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use xxhash_rust::xxh3::xxh3_128;

/// The activities to draw, as indices into the ledger, by runner and file.
type Wanted<'a> = BTreeMap<(&'a str, &'a str), Vec<usize>>;

/// What was drawn.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    /// Pictures.
    pub(super) count: usize,
    /// Why a picture is missing.
    pub(super) failed: Vec<Problem>,
}

impl Drawn {
    fn sum(all: Vec<Self>) -> Self {
        let count = all.iter().map(|one| one.count).sum();
        Self { count, failed: all.into_iter().flat_map(|one| one.failed).collect() }
    }
}

/// Draws a picture of every running activity that counts.
pub(super) fn draw_all(
    listed: &[Source],
    ledger: &Ledger,
    (options, place): (&Options, &Place),
    progress: &(dyn Fn(Progress) + Sync),
    stop: &AtomicBool,
) -> Result<Drawn> {
    let mut wanted: Wanted<'_> = BTreeMap::new();
    for (i, analysed) in ledger.done.iter().enumerate().filter(|(_, analysed)| is_drawn(analysed)) {
        wanted.entry((&analysed.runner, &analysed.file)).or_default().push(i);
    }
    let total = wanted.values().map(Vec::len).sum();
    progress(Progress::Charts(total));
    let job = Job { ledger, options, progress, stop, place, wanted: &wanted };
    Ok(Drawn::sum(listed.par_iter().map(|source| job.draw_source(source)).collect::<Result<_>>()?))
}

/// Whether an activity is drawn: it is a run, could be read, and is no duplicate.
fn is_drawn(analysed: &Analysed) -> bool {
    analysed.duplicate_of.is_none()
        && !matches!(analysed.structure.kind, WorkoutKind::NotRunning | WorkoutKind::Unreadable)
}

struct Job<'a> {
    ledger: &'a Ledger,
    options: &'a Options,
    progress: &'a (dyn Fn(Progress) + Sync),
    stop: &'a AtomicBool,
    place: &'a Place,
    wanted: &'a Wanted<'a>,
}

impl Job<'_> {
    fn draw_source(&self, source: &Source) -> Result<Drawn> {
        let inside = format!("{}!", source.label);
        let is_here = |(runner, file): &(&str, &str)| {
            *runner == source.runner && (*file == source.label || file.starts_with(&inside))
        };
        if self.is_stopped() || !self.wanted.keys().any(is_here) {
            return Ok(Drawn::default());
        }
        // If a file is gone or changed since it was read, only its picture is left out.
        match guarded(|| open(&source.path, &source.label)).flatten() {
            Ok(Opened::File(bytes)) => self.draw_file(&source.runner, &source.label, &bytes),
            Ok(Opened::Archive(archive)) => {
                let of_entry = |index: usize| -> Result<Drawn> {
                    let mut drawn = Vec::new();
                    for member in archive.members(index).take_while(|_| !self.is_stopped()) {
                        if let Ok(bytes) = member.bytes {
                            drawn.push(self.draw_file(&source.runner, &member.label, &bytes)?);
                        }
                    }
                    Ok(Drawn::sum(drawn))
                };
                let entries = (0..archive.len()).into_par_iter().filter(|_| !self.is_stopped());
                Ok(Drawn::sum(entries.map(of_entry).collect::<Result<_>>()?))
            }
            Ok(Opened::Unknown(_)) | Err(_) => Ok(Drawn::default()),
        }
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn draw_file(&self, runner: &str, label: &str, bytes: &[u8]) -> Result<Drawn> {
        let Some(indices) = self.wanted.get(&(runner, label)) else { return Ok(Drawn::default()) };
        let Ok(Ok(reading)) = guarded(|| read(bytes)) else { return Ok(Drawn::default()) };
        let wholes: Vec<Span> = reading.activities.iter().map(Activity::whole).collect();
        let mut drawn = Drawn::default();
        for &index in indices {
            let analysed = &self.ledger.done[index];
            if self.is_stopped() {
                break;
            }
            let Some(activity) = reading.activities.get(analysed.index - 1) else { continue };
            let own = self.options.own_cuts.rows((runner, label), &wholes, analysed.index - 1);
            match guarded(|| self.draw(index, activity, &own)) {
                Ok(outcome) => outcome.map(|()| drawn.count += 1)?,
                Err(defect) => drawn.failed.push(Problem::new(runner, label, Stage::Write, &defect)),
            }
            (self.progress)(Progress::Done);
        }
        Ok(drawn)
    }

    fn draw(&self, index: usize, activity: &Activity, own: &[OwnRow]) -> Result<()> {
        let analysed = &self.ledger.done[index];
        let (prepared, structure) = work::cut(activity, own, self.options);
        let history = self.history(index);
        let picture = figure(&ReportInput {
            activity,
            prepared: &prepared,
            structure: &structure,
            card: &analysed.card,
            recommendation: analysed.recommendation.as_ref(),
            history: &history,
            unit: self.options.unit,
            file: &analysed.file,
            version: crate::VERSION,
        });
        let bytes = match self.options.charts {
            Charts::Svg => svg(&picture)?.into_bytes(),
            Charts::Png | Charts::None => png(&picture)?,
        };
        let stem = stem(self.ledger, index);
        self.place.write(&format!("{CHARTS}/{stem}.{}", extension(self.options.charts)), &bytes)?;
        if self.options.page == Pages::None {
            return Ok(());
        }
        let script = details(&stem, analysed, Some(&picture), self.options.unit)?;
        self.place.write(&format!("{DETAILS}/{stem}.js"), script.as_bytes())
    }

    /// The earlier sessions that the picture of an activity shows.
    fn history(&self, index: usize) -> Vec<HistoryEntry> {
        like_before(&self.ledger.done[..index], &self.ledger.done[index])
    }
}

/// The files that are written of an activity; none where it is not drawn.
pub(super) fn written(ledger: &Ledger, index: usize, charts: Charts) -> Written {
    if !is_drawn(&ledger.done[index]) {
        return Written::default();
    }
    let stem = stem(ledger, index);
    let picture = (charts != Charts::None).then(|| format!("{stem}.{}", extension(charts)));
    Written { stem: Some(stem), picture }
}

fn extension(charts: Charts) -> &'static str {
    if charts == Charts::Svg { "svg" } else { "png" }
}

/// `<date>-<slug>-<hash>`: the hash tells apart two workouts of one name on one day, and two runners with one file.
fn stem(ledger: &Ledger, index: usize) -> String {
    let analysed = &ledger.done[index];
    let date = analysed.day();
    let content = ledger.contents[index] ^ (analysed.index as u128) ^ runner_mark(ledger, &analysed.runner);
    format!("{date}-{}-{:08x}", slug(&analysed.structure.name), content as u32)
}

/// The runner's part of a picture's hash. It is zero for a lone runner, so that the folder's name does not change the
/// names of the pictures.
fn runner_mark(ledger: &Ledger, runner: &str) -> u128 {
    let is_alone = ledger.done.iter().all(|analysed| analysed.runner == runner);
    if is_alone { 0 } else { xxh3_128(runner.as_bytes()) }
}
