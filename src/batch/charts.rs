//! Draws the pictures, once the history is known. Each file is read again: this costs a fraction of the drawing, and no
//! samples are kept in memory.

use super::guard::guarded;
use super::ledger::Ledger;
use super::open::{Opened, open};
use super::place::Place;
use super::write::CHARTS;
use super::{Charts, Options, Progress, Source};
use crate::analyse::cut;
use crate::error::Result;
use crate::formats::read;
use crate::model::{Activity, OwnRow, Span, Stage};
use crate::report::{Analysed, HistoryEntry, Problem, ReportInput, advice_before, figure, like_before, png, slug, svg};
use crate::segment::{Unevenness, WorkoutKind};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use xxhash_rust::xxh3::xxh3_128;

/// The shortest outing without reps that gets a picture, s and m. House rule.
const SHORTEST_S: f64 = 120.0;
const SHORTEST_M: f64 = 300.0;

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

/// Whether an activity is drawn: it is a run, could be read, is no duplicate, and is long enough to tell anything.
fn is_drawn(analysed: &Analysed) -> bool {
    let is_short = analysed.structure.kind == WorkoutKind::Mixed(Unevenness::Short);
    let is_nothing = is_short && (analysed.timer_s < SHORTEST_S || analysed.distance_m < SHORTEST_M);
    analysed.duplicate_of.is_none()
        && !is_nothing
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
        let (prepared, structure) = cut(activity, own, self.options.reps_from);
        let history = self.history(index);
        let picture = figure(&ReportInput {
            activity,
            prepared: &prepared,
            structure: &structure,
            card: &analysed.card,
            recommendation: analysed.recommendation.as_ref(),
            history: &history,
            ahead: advice_before(&self.ledger.done[..index], analysed),
            runner: if self.is_alone() { "" } else { &analysed.runner },
            unit: self.options.unit,
            file: &analysed.file,
            version: crate::VERSION,
        });
        let (bytes, extension) = match self.options.charts {
            Charts::Svg => (svg(&picture)?.into_bytes(), "svg"),
            Charts::Png | Charts::None => (png(&picture)?, "png"),
        };
        self.place.write(&format!("{CHARTS}/{}", self.name(index, extension)), &bytes)
    }

    /// `<date>-<slug>-<hash>`, with the runner before the slug where there are several. The hash tells apart two workouts
    /// of one name on one day, and two runners with one file.
    fn name(&self, index: usize, extension: &str) -> String {
        let analysed = &self.ledger.done[index];
        let (date, what) = (analysed.day(), slug(&analysed.structure.name));
        let content = self.ledger.contents[index] ^ (analysed.index as u128);
        if self.is_alone() {
            return format!("{date}-{what}-{:08x}.{extension}", content as u32);
        }
        let content = content ^ xxh3_128(analysed.runner.as_bytes());
        format!("{date}-{}-{what}-{:08x}.{extension}", slug(&analysed.runner), content as u32)
    }

    /// Whether all activities are of one runner: its name is then neither drawn nor in the names of the pictures.
    fn is_alone(&self) -> bool {
        self.ledger.done.windows(2).all(|pair| pair[0].runner == pair[1].runner)
    }

    /// The earlier sessions that the picture of an activity shows.
    fn history(&self, index: usize) -> Vec<HistoryEntry> {
        like_before(&self.ledger.done[..index], &self.ledger.done[index])
    }
}
