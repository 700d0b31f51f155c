//! One file: from its bytes to finished activities or a named problem.

use super::cache::Cache;
use super::found::{FileName, Found};
use super::gaining::FirstLook;
use super::guard::guarded;
use super::inputs::{Source, SourceKind};
use super::lists::Lists;
use super::open::{Opened, open};
use super::options::Options;
use crate::analyse::{Context, from_bytes};
use crate::error::{Error, ErrorKind};
use crate::formats::archive::{Archive, Member};
use crate::formats::{FileKind, other, read, sniff};
use crate::model::{Beside, OwnRow, Stage};
use crate::report::Problem;
use crate::scores::Traces;
use rawzip::ReaderAt;
use rayon::prelude::*;
use std::fmt::Debug;
use std::sync::atomic::{AtomicBool, Ordering};
use xxhash_rust::xxh3::xxh3_128;

/// What is known before a file is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Knowledge<'a> {
    /// The runner's outings in order of start, as far as they are known. Those before an activity count for its scores.
    pub earlier: &'a [Traces],
    /// What lies beside the file.
    pub beside: Beside<'a>,
    /// What an earlier look at the file gave. Where its bytes are the same, its activities are not cut again.
    pub first: Option<&'a Found>,
}

/// What is looked at, and with what knowledge.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Attention<'a> {
    /// The runner's outings in order of start, as far as they are known.
    pub(super) earlier: &'a [Traces],
    /// The lists beside the files.
    pub(super) lists: Option<&'a Lists>,
    /// What the files that alone are wanted gave first; `None` for all.
    pub(super) first: Option<FirstLook<'a>>,
    /// What earlier runs found.
    pub(super) cache: Option<&'a Cache<'a>>,
    /// Raised when the work is to end.
    pub(super) stop: Option<&'a AtomicBool>,
}

impl<'a> Attention<'a> {
    /// What is known before a file is read, but for what it gave first.
    fn knowledge(&self, name: FileName<'_>) -> Knowledge<'a> {
        let beside = self.lists.map_or(Beside::default(), |lists| lists.beside(name));
        Knowledge { earlier: self.earlier, beside, first: None }
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.stop.is_some_and(|stop| stop.load(Ordering::Relaxed))
    }

    fn wants(&self, name: FileName<'_>) -> bool {
        self.first.is_none_or(|first| first.has(name))
    }
}

/// Everything in a file on disk, as an earlier run found it where nothing has changed since.
///
/// `more` is the hash of what is looked at beyond the file and what is known of the runner: the earlier outings, the wanted
/// members.
pub(super) fn kept_or_analysed(source: &Source, options: &Options, look: Attention<'_>, more: u128) -> Vec<Found> {
    let analyse = || analyse_source(source, options, look);
    match look.cache {
        Some(cache) => cache.found(source, more, || look.is_stopped(), analyse),
        None => analyse(),
    }
}

/// Everything in a file on disk: one result, or one for each member of an archive.
fn analyse_source(source: &Source, options: &Options, look: Attention<'_>) -> Vec<Found> {
    let failed = |error: &Error| vec![Found::failed(source.name(), error)];
    match guarded(|| open(&source.path, &source.label)).flatten() {
        Err(error) => failed(&error),
        Ok(Opened::File(bytes)) => {
            vec![analyse_file(source.name(), &bytes, options, look)]
        }
        Ok(Opened::Archive(archive)) => analyse_archive(&archive, source.name(), source.kind, options, look),
        Ok(Opened::Unknown(first)) => match other::of_file(&source.label, &first) {
            Some(known) => failed(&known.error()),
            None if source.kind == SourceKind::Possible => Vec::new(),
            None => read(&first).err().iter().flat_map(failed).collect(),
        },
    }
}

/// Every member of an archive, in the order of its directory, and what is wrong with the archive as a whole.
fn analyse_archive<R: ReaderAt + Debug + Sync>(
    archive: &Archive<R>,
    name: FileName<'_>,
    kind: SourceKind,
    options: &Options,
    look: Attention<'_>,
) -> Vec<Found> {
    let of_entry = |index: usize| -> (usize, Vec<Found>) {
        let members = || analyse_entry(archive, index, name.runner, options, look);
        // What panics in unpacking has no name yet but the archive's.
        let failed = |error| (1, vec![Found::failed(name, &error)]);
        guarded(members).unwrap_or_else(failed)
    };
    let entries: Vec<(usize, Vec<Found>)> = (0..archive.len()).into_par_iter().map(of_entry).collect();
    let members = entries.iter().map(|(members, _)| members).sum();
    let held = entries.into_iter().enumerate().filter(|(index, _)| archive.holds(*index));
    let mut found: Vec<Found> = held.flat_map(|(_, (_, found))| found).collect();
    // Office files and programs are zip files, too: of what is not named as an archive, emptiness is no news.
    let is_news = |error: &Error| kind == SourceKind::Expected || error.kind() != ErrorKind::NotAnActivity;
    let problem = archive.problem(members).filter(|error| is_news(error) && !look.is_stopped());
    found.extend(problem.map(|error| Found::failed(name, &error)));
    found
}

/// The members of one entry: how many, and what the wanted ones gave.
fn analyse_entry<R: ReaderAt + Debug>(
    archive: &Archive<R>,
    index: usize,
    runner: &str,
    options: &Options,
    look: Attention<'_>,
) -> (usize, Vec<Found>) {
    if look.is_stopped() {
        return (0, Vec::new());
    }
    let (mut count, mut found) = (0, Vec::new());
    for member in archive.members(index).take_while(|_| !look.is_stopped()) {
        count += 1;
        let name = FileName { runner, label: &member.label };
        if look.wants(name) {
            found.push(analyse_member(member, runner, options, look));
        }
    }
    (count, found)
}

fn analyse_member(member: Member, runner: &str, options: &Options, look: Attention<'_>) -> Found {
    let name = FileName { runner, label: &member.label };
    match member.bytes {
        Ok(bytes) => {
            let mut found = analyse_file(name, &bytes, options, look);
            for analysed in &mut found.activities {
                analysed.notes.splice(0..0, member.notes.iter().cloned());
            }
            found
        }
        Err(error) => Found::failed(name, &error),
    }
}

/// The unit of work; a panic in it costs this file alone.
fn analyse_file(name: FileName<'_>, bytes: &[u8], options: &Options, look: Attention<'_>) -> Found {
    let first = look.first.and_then(|first| first.of(name));
    let known = Knowledge { first: first.as_ref(), ..look.knowledge(name) };
    guarded(|| analyse_bytes(name, bytes, options, known)).unwrap_or_else(|error| Found::failed(name, &error))
}

/// The file in some bytes, or each member of the archive that they are. A panic in one costs this one alone.
///
/// # Shape
/// One result for a file, one for each member of an archive, in the order of its directory.
pub(super) fn analyse_packed(name: FileName<'_>, bytes: &[u8], options: &Options, look: Attention<'_>) -> Vec<Found> {
    if !sniff(bytes).is_some_and(FileKind::is_archive) {
        return vec![analyse_file(name, bytes, options, look)];
    }
    match guarded(|| Archive::open(name.label, bytes, bytes.len() as u64)).flatten() {
        Ok(archive) => analyse_archive(&archive, name, SourceKind::Expected, options, look),
        Err(error) => vec![Found::failed(name, &error)],
    }
}

/// One file's bytes, read, cleaned, cut, scored and summed up: a pure function, the unit of work.
///
/// Of the options, only those about reading and scoring count.
pub fn analyse_bytes(name: FileName<'_>, bytes: &[u8], options: &Options, known: Knowledge<'_>) -> Found {
    let FileName { runner, label } = name;
    let own_cut: Vec<OwnRow> = options.own_cuts.about(name).cloned().collect();
    let content = xxh3_128(bytes);
    let first = known.first.filter(|first| first.content == content);
    let context = Context {
        runner,
        file: label,
        journal: options.journal_of(runner),
        reps_from: options.reps_from,
        own_cut: &own_cut,
        unit: options.unit_of(runner),
        beside: known.beside,
        earlier: known.earlier,
        first: first.map_or(&[], |first| first.activities.as_slice()),
        ..Context::of(options.athlete_of(runner))
    };
    let failed = |stage: Stage, error: &Error| Problem::new(runner, label, stage, error);
    match from_bytes(bytes, &context) {
        Ok(found) => {
            let problem = found.activities.is_empty().then(|| failed(Stage::Clean, &found.nothing()));
            Found { activities: found.activities, problem, content, told: found.told }
        }
        Err(error) => Found { content, ..Found::none(failed(Stage::Read, &error)) },
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn options() -> Options {
        Options { charts: crate::batch::Charts::None, jobs: 1, ..Options::default() }
    }

    #[test]
    fn a_stop_is_heard_inside_an_archive() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.zip");
        let mut archive = rawzip::ZipArchiveWriter::new(std::fs::File::create(&path).unwrap());
        for name in ["1.gpx", "2.gpx", "3.gpx"] {
            let (mut entry, config) = archive.new_file(name).start().unwrap();
            let mut writer = config.wrap(&mut entry);
            writer.write_all(b"<gpx/>").unwrap();
            let (_, descriptor) = writer.finish().unwrap();
            entry.finish(descriptor).unwrap();
        }
        archive.finish().unwrap();
        let source = Source { runner: "a".to_owned(), label: "a.zip".to_owned(), path, kind: SourceKind::Expected };
        let look_at = |is_raised: bool| {
            let stop = AtomicBool::new(is_raised);
            analyse_source(&source, &options(), Attention { stop: Some(&stop), ..Attention::default() }).len()
        };
        assert_eq!((look_at(false), look_at(true)), (3, 0));
    }
}
