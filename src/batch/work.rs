//! One file: from its bytes to finished activities or a named problem.

use super::own_cuts::wholes;
use super::told;
use super::{Options, Source, SourceKind, read_file};
use crate::clean::{Prepared, prepare, settle};
use crate::error::{Error, ErrorKind};
use crate::formats::archive::{Archive, Member};
use crate::formats::{Kind, MAX_FILE_BYTES, read, sniff};
use crate::model::{Activity, Note, OwnRow, Stage};
use crate::progression::{SessionSummary, race_index, summarise};
use crate::report::{Analysed, Problem};
use crate::scores::anchors::{standing, threshold_speed_mps};
use crate::scores::{Own, ScoreContext, Traces, evaluate, own};
use crate::segment::{Structure, find, find_own};
use rayon::prelude::*;
use std::collections::BTreeSet;
use xxhash_rust::xxh3::xxh3_128;

/// The largest archive that is opened, bytes: twenty years of daily exports.
const MAX_ARCHIVE_BYTES: u64 = 8 << 30;

/// What one file, or one member of an archive, gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Its activities.
    pub activities: Vec<Finished>,
    /// Why it gave none.
    pub problem: Option<Problem>,
    /// Hash of its bytes: equal bytes are one outing.
    pub content: u128,
}

/// One activity, finished, with what is kept of it for others of the same runner.
#[derive(Debug, Clone, PartialEq)]
pub struct Finished {
    /// What is reported.
    pub analysed: Analysed,
    /// What the history keeps.
    pub summary: SessionSummary,
    /// What the scores of later outings may rest on.
    pub traces: Traces,
}

impl Finished {
    /// Whether earlier outings tell something that its scores would use.
    pub(super) fn gains(&self, earlier: &[Traces]) -> bool {
        own::known(earlier, (self.analysed.start_unix_s(), &self.analysed.activity.device), &self.analysed.structure)
            != Own::default()
    }
}

impl Found {
    /// The runner and the file, as the results name them; `None` where there is no result.
    pub(super) fn place(&self) -> Option<(&str, &str)> {
        self.activities.first().map(|first| (first.analysed.runner.as_str(), first.analysed.file.as_str()))
    }
}

/// What is looked at, and with what knowledge.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look<'a> {
    /// The runner's outings in order of start, as far as they are known.
    pub(super) earlier: &'a [Traces],
    /// The files, by runner and label, that alone are wanted; `None` for all.
    pub(super) only: Option<&'a BTreeSet<(String, String)>>,
}

/// Everything in a file on disk: one result, or one for each member of an archive.
pub(super) fn analyse_source(source: &Source, options: &Options, look: Look<'_>) -> Vec<Found> {
    let failed = |error: &Error| {
        vec![Found {
            activities: Vec::new(),
            problem: Some(Problem::new(&source.runner, &source.label, Stage::Read, error)),
            content: 0,
        }]
    };
    let bytes = match read_file(&source.path, MAX_ARCHIVE_BYTES) {
        Ok(bytes) => bytes,
        Err(error) => return failed(&error),
    };
    let kind = sniff(&bytes);
    if source.kind == SourceKind::Possible && kind.is_none() {
        return Vec::new();
    }
    match kind {
        Some(Kind::Gzip | Kind::Zip) => match Archive::open(source.label.as_str(), &bytes) {
            Ok(archive) => analyse_archive(&archive, source, options, look),
            Err(error) => failed(&error),
        },
        _ if bytes.len() > MAX_FILE_BYTES => {
            let expected = format!("at most {MAX_FILE_BYTES} bytes");
            failed(&Error::new(ErrorKind::Limit, expected, format!("{} bytes", bytes.len())).at("the whole file"))
        }
        _ => vec![analyse_bytes((&source.runner, &source.label), &bytes, options, look.earlier)],
    }
}

fn analyse_archive(archive: &Archive<'_>, source: &Source, options: &Options, look: Look<'_>) -> Vec<Found> {
    let is_wanted =
        |member: &Member| look.only.is_none_or(|only| only.contains(&(source.runner.clone(), member.label.clone())));
    let of_entry = |index: usize| -> Vec<Found> {
        let members = archive.members(index).filter(is_wanted);
        members.map(|member| analyse_member(member, &source.runner, options, look.earlier)).collect()
    };
    (0..archive.len()).into_par_iter().flat_map_iter(of_entry).collect()
}

fn analyse_member(member: Member, runner: &str, options: &Options, earlier: &[Traces]) -> Found {
    match member.bytes {
        Ok(bytes) => {
            let mut found = analyse_bytes((runner, &member.label), &bytes, options, earlier);
            for finished in &mut found.activities {
                finished.analysed.notes.splice(0..0, member.notes.iter().cloned());
            }
            found
        }
        Err(error) => Found {
            activities: Vec::new(),
            problem: Some(Problem::new(runner, &member.label, Stage::Read, &error)),
            content: 0,
        },
    }
}

/// One file's bytes, read, cleaned, cut, scored and summed up: a pure function, the unit of work.
///
/// `(runner, label)` name the results; of the options, only those about reading and scoring count. `earlier` are the runner's
/// outings in order of start, as far as they are known; of them those before each activity count.
pub fn analyse_bytes((runner, label): (&str, &str), bytes: &[u8], options: &Options, earlier: &[Traces]) -> Found {
    let content = xxh3_128(bytes);
    let reading = match read(bytes) {
        Ok(reading) => reading,
        Err(error) => {
            let problem = Problem::new(runner, label, Stage::Read, &error);
            return Found { activities: Vec::new(), problem: Some(problem), content };
        }
    };
    let settled = |activity: Activity| settle(told::by_runner(activity, &options.athlete));
    let activities: Vec<Activity> = reading.activities.into_iter().map(settled).collect();
    let wholes = wholes(&activities);
    let finish = |(index, mut activity): (usize, Activity)| {
        let rows = options.own_cuts.rows((runner, label), &wholes, index);
        let (prepared, structure) = cut(&activity, &rows, options);
        told::by_movement(&mut activity, structure.kind);
        let own = own::known(earlier, (activity.start_unix_s(), &activity.device), &structure);
        let context = ScoreContext { own, ..context_of(&activity, options) };
        let card = evaluate(&activity, &prepared, &structure, &context);
        let summary = summarise(&activity, &prepared, &structure, &card);
        let traces = Traces::of(&activity, &prepared, &structure);
        let place = (runner.to_owned(), label.to_owned(), index + 1);
        let mut analysed = Analysed::new(place, activity, &prepared, structure, card);
        analysed.notes.splice(0..0, reading.notes.iter().cloned());
        Finished { analysed, summary, traces }
    };
    let usable = |(_, activity): &(usize, Activity)| !activity.track.is_empty();
    let activities: Vec<_> = activities.into_iter().enumerate().filter(usable).map(finish).collect();
    let problem = activities.is_empty().then(|| {
        let found = reading.notes.iter().map(|note: &Note| note.text.as_str()).collect::<Vec<_>>().join("; ");
        let error =
            Error::new(ErrorKind::NoUsableData, "an activity with samples", "none").at("the whole file").hint(found);
        Problem::new(runner, label, Stage::Clean, &error)
    });
    Found { activities, problem, content }
}

/// Cleaning and cutting of one activity, as every command does it.
///
/// The runner's own rows about it stand above all evidence; where none of them can be used, it is read as usual.
pub(super) fn cut(activity: &Activity, own: &[OwnRow], options: &Options) -> (Prepared, Structure) {
    let prepared = prepare(activity);
    let structure = find_own(activity, &prepared, own).unwrap_or_else(|refused| {
        let mut structure = find(activity, &prepared, options.reps_from);
        structure.notes.splice(0..0, refused);
        structure
    });
    (prepared, structure)
}

/// What is known beside the recording on the day of an activity: the journal comes before the watch.
pub(super) fn context_of(activity: &Activity, options: &Options) -> ScoreContext {
    let local = activity.start_unix_s() + f64::from(activity.utc_offset_s.unwrap_or(0));
    let day = (local / 86_400.0).floor() as i64;
    let row = options.journal.iter().find(|row| row.day == day);
    let athlete = &options.athlete;
    let race = race_index(athlete, day).filter(|race| !race.is_old());
    ScoreContext {
        hr_max_bpm: athlete.hr_max_bpm,
        hr_rest_bpm: athlete.hr_rest_bpm.or(activity.resting_hr_bpm),
        lthr_bpm: athlete.lthr_bpm,
        sex: athlete.sex,
        threshold_mps: race.map(|race| threshold_speed_mps(race.vdot)),
        critical: standing(athlete, day).critical.ok().filter(|(_, agrees)| *agrees).map(|(critical, _)| critical),
        rpe_cr10: row.and_then(|row| row.rpe_cr10).or(activity.rpe_cr10),
        reps_in_reserve: row.and_then(|row| row.reps_in_reserve),
        weather_c: row.and_then(|row| row.temperature_c.zip(row.dew_point_c)),
        own: Own::default(),
    }
}
