//! What both formats do with a file: gather its activities, note what was left out, and say why nothing was found.

use super::decode::decode;
use super::recording::PointColumns;
use super::sample::Sample;
use super::scan::{Scan, Visitor, scan};
use crate::error::{Error, ErrorKind, Result};
use crate::formats::grouped;
use crate::model::{Activity, Format, Note, Reading, Stage};

/// The visitor of a whole file.
pub(crate) trait Document: Visitor + Default {
    /// How messages name the parts of the file.
    const WORDS: Words;

    /// What was read so far.
    fn gathered(&mut self) -> &mut ActivitiesRead;

    /// Ends the open activity, if there is one. Called where the file ends, or was cut.
    fn finish(&mut self);

    /// The error of a sound file that holds something else than activities.
    fn something_else(&self) -> Option<Error>;
}

/// How the messages of a format name the parts of its files.
pub(crate) struct Words {
    /// What the reader looks for.
    pub(crate) expected: &'static str,
    /// The root element.
    pub(crate) root: &'static str,
    /// Something with points and without times.
    pub(crate) untimed: &'static str,
    /// Its points.
    pub(crate) points: &'static str,
    /// What to do about missing times.
    pub(crate) untimed_hint: &'static str,
    /// An activity without points.
    pub(crate) pointless: &'static str,
    /// A file without activities.
    pub(crate) nothing: &'static str,
    /// Activities that were left out, behind their number.
    pub(crate) left_out: &'static str,
}

/// The activities of a file, and the open one.
#[derive(Debug, Default)]
pub(crate) struct ActivitiesRead {
    /// Whether the root element was seen.
    pub(crate) has_root: bool,
    /// Samples of the open activity.
    pub(crate) recording: PointColumns,
    /// The open point.
    pub(crate) sample: Option<Sample>,
    /// Finished activities with samples.
    activities: Vec<Activity>,
    /// Finished activities without samples.
    left_out: usize,
    /// Points without a time, of all activities.
    untimed: usize,
    /// The clock of the file: its first time, Unix s.
    origin_unix_s: Option<f64>,
    is_open: bool,
}

impl ActivitiesRead {
    /// Begins an activity, or goes on with the open one.
    pub(crate) fn begin(&mut self) {
        self.is_open = true;
    }

    /// Whether an activity is open.
    pub(crate) fn is_open(&self) -> bool {
        self.is_open
    }

    /// Ends the open point and returns it, if there is one.
    ///
    /// # Errors
    /// [`ErrorKind::Limit`] above the largest number of samples.
    pub(crate) fn finish_point(&mut self) -> Result<Option<Sample>> {
        let Some(sample) = self.sample.take() else { return Ok(None) };
        if let Some(instant) = sample.instant {
            self.origin_unix_s.get_or_insert(instant.unix_s);
        }
        self.recording.add(&sample)?;
        Ok(Some(sample))
    }

    /// Ends the open activity and returns what its recording says of it. `None` without an open activity. An activity
    /// without samples is counted, and gives `None` too.
    pub(crate) fn take(&mut self, format: Format) -> Option<Activity> {
        self.sample = None;
        if !std::mem::take(&mut self.is_open) {
            return None;
        }
        let recording = std::mem::take(&mut self.recording);
        self.untimed += recording.untimed();
        let Some(origin_unix_s) = self.origin_unix_s.filter(|_| recording.len() > 0) else {
            self.left_out += 1;
            return None;
        };
        Some(Activity {
            origin_unix_s,
            utc_offset_s: recording.utc_offset_s(),
            pauses: recording.pauses(origin_unix_s),
            notes: recording.notes(),
            track: recording.into_track(origin_unix_s),
            ..Activity::new(format)
        })
    }

    /// Keeps a finished activity.
    pub(crate) fn keep(&mut self, activity: Activity) {
        self.activities.push(activity);
    }
}

/// Reads a file.
///
/// # Errors
/// - [`ErrorKind::NotAnActivity`]: something else than activities, or activities without times.
/// - [`ErrorKind::NoUsableData`]: activities without points.
/// - [`ErrorKind::Malformed`]: damage before the first sample.
/// - [`ErrorKind::UnknownFormat`]: no root element of the format.
/// - [`ErrorKind::Limit`]: nested too deep, or too many samples.
pub(crate) fn read<D: Document>(bytes: &[u8]) -> Result<Reading> {
    let decoded = decode(bytes);
    let mut document = D::default();
    let scan = scan(&decoded.text, &mut document)?;
    document.finish();
    let gathered = document.gathered();
    let kept = gathered.activities.iter().map(|activity| activity.track.len()).sum();
    if kept == 0 {
        return Err(why_nothing(&mut document, &scan));
    }
    let mut notes = decoded.notes;
    notes.extend(scan.notes(kept));
    if gathered.left_out > 0 {
        notes.push(Note::new(Stage::Read, format!("{} {} left out", gathered.left_out, D::WORDS.left_out)));
    }
    Ok(Reading { activities: std::mem::take(&mut gathered.activities), notes })
}

/// Why a file gave no sample.
fn why_nothing<D: Document>(document: &mut D, scan: &Scan) -> Error {
    let (gathered, words) = (document.gathered(), D::WORDS);
    if gathered.untimed > 0 {
        let found = format!("{}, {} {}", words.untimed, grouped(gathered.untimed), words.points);
        return Error::new(ErrorKind::NotAnActivity, words.expected, found).hint(words.untimed_hint);
    }
    if let Some(error) = scan.error(words.expected) {
        return error;
    }
    if !gathered.has_root {
        return Error::new(ErrorKind::UnknownFormat, words.root, "none");
    }
    if gathered.left_out > 0 {
        return Error::new(ErrorKind::NoUsableData, words.expected, words.pointless);
    }
    document.something_else().unwrap_or_else(|| Error::new(ErrorKind::NoUsableData, words.expected, words.nothing))
}
