//! The runner's own cut: it has priority over all other evidence, and its edges are taken as given.

use super::cover::FoundRep;
use super::find::{Cut, may_have_reps, spans_of, structure};
use super::trace::{RepEvidence, Trace};
use super::{Confidence, RepSource, SegmentKind, Structure, hills, laps};
use crate::clean::Prepared;
use crate::model::{Activity, Note, OwnRow, Span, Stage};
use crate::segment::ends::Ends;

/// An edge at most this far outside the recording means the edge of the recording, s: tables round, and people write
/// whole seconds.
const OUTSIDE_S: f64 = 1.0;

/// Rows that overlap by at most this only touch, s: two rounding errors of a table with hundredths.
const TOUCHING_S: f64 = 0.02;

/// The structure of one activity by the runner's own cut. Each row that cannot be used is left out with a note.
///
/// # Shape
/// As [`find`](fn@super::find). Only rows of work and strides are used; the parts before, between and after them follow
/// from their place. So the runner changes an edge in one cell. A cut without work and strides says that there are no
/// reps.
/// # Errors
/// The notes, if no row can be used, or if the cut only says that an activity of another sport has no reps. The
/// activity is then read as usual.
pub(crate) fn find_own(activity: &Activity, prepared: &Prepared, rows: &[OwnRow]) -> Result<Structure, Vec<Note>> {
    let times = &prepared.track.time_s;
    let (Some(&first), Some(&last)) = (times.first(), times.last()) else { return Err(Vec::new()) };
    let whole = Span::new(first, last);
    let (inside, mut notes) = inside(rows, whole);
    if inside.is_empty() {
        return Err(notes);
    }
    let is_bout = |row: &&OwnRow| matches!(row.kind, SegmentKind::Work | SegmentKind::Stride);
    if !inside.iter().any(|row| is_bout(&row)) && !may_have_reps(&activity.sport, prepared) {
        return Err(notes);
    }
    let bouts = without_overlaps(inside.into_iter().filter(|row| is_bout(&row)).collect(), &mut notes);
    let mut found = structure(activity, prepared, whole, cut(activity, prepared, &bouts));
    found.notes.splice(0..0, notes);
    Ok(found)
}

/// Whether the times of a row lie outside the recording by more than rounding explains.
pub(crate) fn is_outside(row: Span, whole: Span) -> bool {
    row.start_s < whole.start_s - OUTSIDE_S || row.end_s > whole.end_s + OUTSIDE_S
}

/// The rows inside the recording, each clamped to it, in order of time, and a note for each other row.
fn inside(rows: &[OwnRow], whole: Span) -> (Vec<OwnRow>, Vec<Note>) {
    let mut notes = Vec::new();
    let mut kept = Vec::new();
    for row in rows {
        if is_outside(row.span, whole) {
            notes.push(note(format!(
                "reps row {}: {} lies outside the recording ({}): row left out; times count from the file's first record",
                row.row,
                in_words(row.span),
                in_words(whole)
            )));
            continue;
        }
        let clamped = |clock_s: f64| clock_s.clamp(whole.start_s, whole.end_s);
        kept.push(OwnRow { span: Span::new(clamped(row.span.start_s), clamped(row.span.end_s)), ..row.clone() });
    }
    kept.sort_by(|a, b| a.span.start_s.total_cmp(&b.span.start_s));
    (kept, notes)
}

/// The rows without overlaps: of rows that overlap, the first is kept, and each other row gives a note.
fn without_overlaps(rows: Vec<OwnRow>, notes: &mut Vec<Note>) -> Vec<OwnRow> {
    let mut kept: Vec<OwnRow> = Vec::new();
    for row in rows {
        match kept.last() {
            Some(last) if last.span.end_s - row.span.start_s > TOUCHING_S => notes.push(note(format!(
                "reps rows {} and {}: {} and {} overlap: row {} left out; end the one before the other starts",
                last.row,
                row.row,
                in_words(last.span),
                in_words(row.span),
                row.row
            ))),
            _ => kept.push(row),
        }
    }
    kept
}

fn note(text: String) -> Note {
    Note::new(Stage::Segment, text)
}

fn in_words(span: Span) -> String {
    format!("{:.2} to {:.2} s", span.start_s, span.end_s)
}

fn cut(activity: &Activity, prepared: &Prepared, bouts: &[OwnRow]) -> Cut {
    let marks = laps::edges(activity, &prepared.uniform);
    let is_mark = |edge_s: f64| marks.iter().any(|mark| (mark - edge_s).abs() <= TOUCHING_S);
    let found: Vec<FoundRep> = bouts
        .iter()
        .map(|row| FoundRep {
            span: row.span,
            kind: row.kind,
            lap_timed: is_mark(row.span.start_s) && is_mark(row.span.end_s),
            late_s: Ends::both(None),
            confidence: Ends::both(Confidence::High),
        })
        .collect();
    let reps = bouts.iter().filter(|row| row.kind == SegmentKind::Work).count();
    let strides = bouts.len() - reps;
    let reason = match (reps, strides) {
        (0, 0) => "your own cut: no reps".to_owned(),
        (reps, 0) => format!("your own cut: {reps} work"),
        (reps, strides) => format!("your own cut: {reps} work, {strides} strides"),
    };
    let trace = Trace {
        evidence: vec![RepEvidence::used(RepSource::User, "your own cut", &reason)],
        confidence: "your own cut is taken as given".to_owned(),
        ..Trace::default()
    };
    Cut {
        found,
        source: RepSource::User,
        reason,
        confidence: Confidence::High,
        runner_up: None,
        signal_reps: spans_of(hills::speed(&prepared.uniform).reading.as_ref()),
        trace,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::clean::prepare;
    use crate::model::{Format, Sport, Track};
    use crate::segment::{RepsFrom, WorkoutKind, find};

    /// Half an hour at 3 m/s, a sample a second.
    fn even_run() -> (Activity, Prepared) {
        let time_s: Vec<f64> = (0..1800).map(f64::from).collect();
        let distance_m = Some(time_s.iter().map(|second| 3.0 * second).collect());
        let track = Track { time_s, distance_m, ..Track::default() };
        let activity = Activity { sport: Sport::Running, track, ..Activity::new(Format::Fit) };
        let prepared = prepare(&activity);
        (activity, prepared)
    }

    fn row(row: u64, start_s: f64, end_s: f64, kind: SegmentKind) -> OwnRow {
        OwnRow { row, file: None, runner: None, activity: None, span: Span::new(start_s, end_s), kind }
    }

    #[test]
    fn a_cut_stands_above_the_speed_and_names_the_rest_by_its_place() {
        let (activity, prepared) = even_run();
        assert_eq!(find(&activity, &prepared, RepsFrom::Auto).reps().count(), 0);
        let rows = [row(3, 800.0, 900.25, SegmentKind::Work), row(2, 600.0, 700.0, SegmentKind::Work)];
        let found = find_own(&activity, &prepared, &rows).unwrap();
        assert_eq!((found.kind, found.source), (WorkoutKind::Reps, RepSource::User));
        assert_eq!((found.confidence, found.reason.as_str()), (Confidence::High, "your own cut: 2 work"));
        let kinds: Vec<&str> = found.segments.iter().map(|segment| segment.kind.name()).collect();
        assert_eq!(kinds, ["warmup", "work", "recovery", "work", "cooldown"]);
        assert_eq!(found.segments[3].span, Span::new(800.0, 900.25));
    }

    #[test]
    fn rows_of_other_kinds_alone_clear_the_reps() {
        let (activity, prepared) = even_run();
        let found = find_own(&activity, &prepared, &[row(2, 0.0, 1799.4, SegmentKind::Other)]).unwrap();
        assert_eq!((found.kind, found.source, found.segments.len()), (WorkoutKind::Steady, RepSource::User, 1));
        assert_eq!(found.reason, "your own cut: no reps");
    }

    #[test]
    fn rows_outside_or_across_others_cost_themselves_alone() {
        let (activity, prepared) = even_run();
        let rows = [
            row(2, 600.0, 700.0, SegmentKind::Work),
            row(3, 690.0, 800.0, SegmentKind::Work),
            row(4, 650.0, 660.0, SegmentKind::Recovery),
            row(5, 1700.0, 1900.0, SegmentKind::Work),
        ];
        let found = find_own(&activity, &prepared, &rows).unwrap();
        assert_eq!(found.reps().map(|rep| rep.span).collect::<Vec<_>>(), [Span::new(600.0, 700.0)]);
        let notes: Vec<&str> = found.notes.iter().map(|note| note.text.as_str()).collect();
        assert!(notes[0].starts_with("reps row 5: 1700.00 to 1900.00 s lies outside the recording"), "{notes:?}");
        assert!(notes[1].starts_with("reps rows 2 and 3:") && notes[1].contains("row 3 left out"), "{notes:?}");
        assert_eq!(find_own(&activity, &prepared, &rows[3..]).unwrap_err().len(), 1);
    }
}
