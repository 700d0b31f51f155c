//! Draws the pictures, once the history is known. Each file is read again: this costs a fraction of the drawing, and no
//! samples are kept in memory.

use super::found::FileName;
use super::gather::Reader;
use super::guard::guarded;
use super::inputs::Source;
use super::ledger::Ledger;
use super::lists::Lists;
use super::open::{Opened, open};
use super::options::{Options, Progress};
use super::picture::Pictures;
use super::place::ResultFolder;
use crate::analyse::{Context, settled};
use crate::error::Result;
use crate::formats::archive::MEMBER_MARK;
use crate::model::{Activity, Stage};
use crate::model::{Charts, Pages};
use crate::report::html::{Written, details};
use crate::report::{Analysed, Problem};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use xxhash_rust::xxh3::xxh3_128;

/// The activities to draw, as indices into the ledger, by runner and file.
type Wanted<'a> = BTreeMap<(&'a str, &'a str), Vec<usize>>;

/// What was drawn.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    /// Pictures that are there.
    pub(super) count: usize,
    /// Those of them that an earlier run drew.
    pub(super) unchanged: usize,
    /// Why a picture is missing.
    pub(super) failed: Vec<Problem>,
}

impl Drawn {
    fn sum(all: Vec<Self>) -> Self {
        let count = all.iter().map(|one| one.count).sum();
        let unchanged = all.iter().map(|one| one.unchanged).sum();
        Self { count, unchanged, failed: all.into_iter().flat_map(|one| one.failed).collect() }
    }
}

/// Names the picture of every activity that gets one.
pub(super) fn name_all(ledger: &mut Ledger, options: &Options) {
    let pictures = Pictures { ledger, options };
    let name = |index: usize| ledger.done[index].has_picture().then(|| pictures.name(index));
    let names: Vec<Option<String>> = (0..ledger.done.len()).map(name).collect();
    for (analysed, name) in ledger.done.iter_mut().zip(names) {
        analysed.chart = name;
    }
}

/// Takes away the names of pictures that could not be drawn: a file was gone, or its drawing failed.
pub(super) fn forget_undrawn(ledger: &mut Ledger, place: &ResultFolder) {
    let is_undrawn = |analysed: &&mut Analysed| analysed.chart.as_ref().is_some_and(|name| !place.has(name));
    ledger.done.iter_mut().filter(is_undrawn).for_each(|analysed| analysed.chart = None);
}

/// Draws a picture of every running activity that counts. A picture that an earlier run drew of the same is kept.
pub(super) fn draw_all(
    listed: &[Source],
    ledger: &Ledger,
    options: &Options,
    place: &ResultFolder,
    reader: &Reader<'_>,
) -> Result<Drawn> {
    let Reader { lists, progress, stop, .. } = reader;
    let pictures = Pictures { ledger, options };
    let drawn: Vec<usize> = (0..ledger.done.len()).filter(|index| ledger.done[*index].has_picture()).collect();
    let is_kept = |index: &usize| -> Result<bool> {
        let made = pictures.made_of(*index);
        let has_details = options.page == Pages::None || place.keep(&pictures.details_name(*index), made)?;
        Ok(has_details && place.keep(&pictures.name(*index), made)?)
    };
    let kept: Vec<bool> = drawn.par_iter().map(is_kept).collect::<Result<_>>()?;
    let mut wanted: Wanted<'_> = BTreeMap::new();
    for (index, _) in drawn.iter().zip(&kept).filter(|(_, is_kept)| !**is_kept) {
        let analysed = &ledger.done[*index];
        wanted.entry((&analysed.runner, &analysed.file)).or_default().push(*index);
    }
    let unchanged = kept.iter().filter(|is_kept| **is_kept).count();
    progress(Progress::Charts(drawn.len() - unchanged));
    let job = Job { pictures, lists, progress, stop, place, wanted: &wanted };
    let mut all = vec![Drawn { count: unchanged, unchanged, failed: Vec::new() }];
    all.extend(listed.par_iter().map(|source| job.draw_source(source)).collect::<Result<Vec<_>>>()?);
    Ok(Drawn::sum(all))
}

struct Job<'a> {
    pictures: Pictures<'a>,
    lists: &'a Lists,
    progress: &'a (dyn Fn(Progress) + Sync),
    stop: &'a AtomicBool,
    place: &'a ResultFolder,
    wanted: &'a Wanted<'a>,
}

impl Job<'_> {
    fn draw_source(&self, source: &Source) -> Result<Drawn> {
        if self.is_stopped() || !self.is_wanted(source) {
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

    /// Whether an activity of a file, or of a member of it, is to be drawn.
    fn is_wanted(&self, source: &Source) -> bool {
        let (runner, inside) = (source.runner.as_str(), format!("{}{MEMBER_MARK}", source.label));
        let is_member = |(of, file): (&str, &str)| of == runner && file.starts_with(&inside);
        let next = self.wanted.range((runner, inside.as_str())..).next();
        self.wanted.contains_key(&(runner, source.label.as_str())) || next.is_some_and(|(next, _)| is_member(*next))
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn draw_file(&self, runner: &str, label: &str, bytes: &[u8]) -> Result<Drawn> {
        let Some(indices) = self.wanted.get(&(runner, label)) else { return Ok(Drawn::default()) };
        let Pictures { ledger, options } = self.pictures;
        let beside = self.lists.beside(FileName { runner, label });
        let context = Context { beside, ..Context::of(options.athlete_of(runner)) };
        let Ok(Ok(settled)) = guarded(|| settled(bytes, &context)) else { return Ok(Drawn::default()) };
        let mut activities: Vec<Option<Activity>> = settled.activities.into_iter().map(Some).collect();
        let content = xxh3_128(bytes);
        let mut drawn = Drawn::default();
        for &index in indices.iter().filter(|index| ledger.contents[**index] == content) {
            if self.is_stopped() {
                break;
            }
            let at = ledger.done[index].index - 1;
            let Some(recorded) = activities.get_mut(at).and_then(Option::take) else { continue };
            match guarded(|| self.draw(index, recorded)) {
                Ok(outcome) => outcome.map(|()| drawn.count += 1)?,
                Err(defect) => drawn.failed.push(Problem::new(runner, label, Stage::Write, &defect)),
            }
            (self.progress)(Progress::Done);
        }
        Ok(drawn)
    }

    fn draw(&self, index: usize, recorded: Activity) -> Result<()> {
        let picture = self.pictures.figure(index, recorded);
        let made = Some(self.pictures.made_of(index));
        self.place.write_made(&self.pictures.name(index), &self.pictures.bytes(&picture)?, made)?;
        if self.pictures.options.page == Pages::None {
            return Ok(());
        }
        let analysed = &self.pictures.ledger.done[index];
        let unit = self.pictures.options.unit_of(&analysed.runner);
        let script = details(&self.pictures.stem(index), analysed, Some(&picture), unit)?;
        self.place.write_made(&self.pictures.details_name(index), script.as_bytes(), made)
    }
}

/// The files that are written of an activity; none where it is not drawn.
pub(super) fn written(pictures: Pictures<'_>, index: usize) -> Written {
    let analysed = &pictures.ledger.done[index];
    let unit = pictures.options.unit_of(&analysed.runner);
    if !analysed.has_picture() {
        return Written { unit, ..Written::default() };
    }
    let picture = (pictures.options.charts != Charts::None).then(|| pictures.file_name(index));
    Written { stem: Some(pictures.stem(index)), picture, unit }
}
