//! One file's bytes, read, cleaned, cut and scored.

use super::context::Context;
use super::cut::{activity_of, cut};
use super::told;
use crate::clean::{prepare, settle};
use crate::error::{Error, ErrorKind, Result};
use crate::formats::read;
use crate::model::{Activity, Note, OwnRow, Reading, Span};
use crate::report::ActivityPlace;
use crate::report::Analysed;
use crate::scores::{evaluate, own};

/// Finds the reps of every activity in a file's bytes, scores them, and keeps what the advice needs.
///
/// FIT, GPX and TCX; an archive is opened first. No advice stands in the result: that needs the other sessions, too
/// ([`recommend`](super::recommend)).
///
/// # Errors
/// `UnknownFormat`, `Malformed`, `NotAnActivity`, `Unsupported` or `Limit` when the bytes cannot be read, `NoUsableData` when no
/// activity in them has samples.
pub fn analyse(bytes: &[u8], context: &Context<'_>) -> Result<Vec<Analysed>> {
    let found = from_bytes(bytes, context)?;
    if found.activities.is_empty() { Err(found.nothing()) } else { Ok(found.activities) }
}

/// The activities of a file as they are cut, scored and drawn: with all that is told of them, their contradictions settled.
#[derive(Debug)]
pub(crate) struct Settled {
    /// The activities, in the order of the file; some may have no samples.
    pub(crate) activities: Vec<Activity>,
    /// The times that each of them tells of, as read or as settled.
    told: Vec<Span>,
    /// What is to be said of the file as a whole.
    notes: Vec<Note>,
}

/// Reads and settles the activities in a file's bytes.
///
/// # Errors
/// Those of [`read`].
pub(crate) fn settled(bytes: &[u8], context: &Context<'_>) -> Result<Settled> {
    let Reading { mut activities, notes } = read(bytes)?;
    told::by_list(&mut activities, context.beside);
    let recorded: Vec<Span> = activities.iter().map(Activity::whole).collect();
    let settled = |activity: Activity| {
        let mut activity = settle(told::by_runner(activity, context.athlete));
        told::by_journal(&mut activity, context.journal);
        activity
    };
    let activities: Vec<Activity> = activities.into_iter().map(settled).collect();
    let both = |(a, b): (&Span, Span)| Span::new(a.start_s.min(b.start_s), a.end_s.max(b.end_s));
    let told = recorded.iter().zip(activities.iter().map(Activity::whole)).map(both).collect();
    Ok(Settled { activities, told, notes })
}

/// What a file's bytes gave.
#[derive(Debug)]
pub(crate) struct FromBytes {
    /// Its activities with samples.
    pub(crate) activities: Vec<Analysed>,
    /// The times that each of its activities tells of, as read or as settled: no row of the runner's own cut lies elsewhere.
    #[cfg_attr(
        not(all(feature = "png", feature = "tables")),
        expect(dead_code, reason = "files alone have cuts to be checked")
    )]
    pub(crate) told: Vec<Span>,
    /// What is to be said of the file as a whole.
    notes: Vec<Note>,
}

impl FromBytes {
    /// Why a file without any activity gave nothing.
    pub(crate) fn nothing(&self) -> Error {
        let notes: Vec<&str> = self.notes.iter().map(|note| note.text.as_str()).collect();
        Error::new(ErrorKind::NoUsableData, "an activity with samples", "none")
            .at("the whole file")
            .hint(notes.join("; "))
    }
}

/// Analyses every activity with samples; a file in which none has any is no error here.
///
/// # Errors
/// Those of [`read`].
pub(crate) fn from_bytes(bytes: &[u8], context: &Context<'_>) -> Result<FromBytes> {
    let Settled { activities, told, notes } = settled(bytes, context)?;
    let wholes: Vec<Span> = activities.iter().map(Activity::whole).collect();
    let usable = |(_, activity): &(usize, Activity)| !activity.track.is_empty();
    let finish = |(index, activity)| {
        let is_about = |row: &&OwnRow| activity_of(row, &wholes) == index;
        let rows: Vec<OwnRow> = context.own_cut.iter().filter(is_about).cloned().collect();
        let mut analysed = finish(activity, index + 1, &rows, context);
        analysed.notes.splice(0..0, notes.iter().cloned());
        analysed
    };
    let activities = activities.into_iter().enumerate().filter(usable).map(finish).collect();
    Ok(FromBytes { activities, told, notes })
}

/// One settled activity, the `number`th of its file, cut, scored and summed up.
fn finish(mut activity: Activity, number: usize, own_cut: &[OwnRow], context: &Context<'_>) -> Analysed {
    let first = context.first.iter().find(|first| first.index == number);
    let (prepared, structure) = match first {
        Some(first) => (prepare(&activity), first.structure.clone()),
        None => cut(&activity, own_cut, context.reps_from),
    };
    told::by_movement(&mut activity, structure.kind);
    let own = own::known(context.earlier, activity.start_unix_s(), &activity.device, &structure);
    let card = evaluate(&activity, &prepared, &structure, &context.of_scores(&activity, own));
    let place = ActivityPlace { runner: context.runner.to_owned(), file: context.file.to_owned(), index: number };
    Analysed::new(place, activity, &prepared, structure, card)
}
