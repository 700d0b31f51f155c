//! Why an activity was cut into these segments, in a few lines for the terminal.

use super::Analysed;
use super::page::{Page, Table};
use super::said::said;
use super::text::{cut_line, outing};
use super::words::number;
use crate::clean::DistanceSource;
use crate::model::{Lap, LapTrigger, Span};
use crate::segment::{NOT_SNAPPED, Segment, SegmentKind, Structure, Unevenness, WorkoutKind};
use crate::units::{DistanceUnit, clock};

/// Distance from the edge in the speed at which a recorded edge counts as late or early, s. A hand is seldom over 2 s
/// off.
const OFF_S: f64 = 3.0;

/// The room for the name of a line, letters: all explanations begin below each other.
const NAME_WIDTH: usize = 12;

/// Why this activity was cut as it was: what the file holds, each kind of evidence with its verdict, the cut, what the
/// confidence rests on, doubtful edges, strides, the track.
pub fn explain(analysed: &Analysed, unit: DistanceUnit) -> Page {
    let structure = &analysed.structure;
    let mut out = Page::default();
    out.heading(format!("{}  {}", analysed.file, structure.name));
    out.push_str(&format!("{}\n\n", outing(analysed, unit)));
    let row = |(name, what): (&str, String)| vec![format!("{name:NAME_WIDTH$}"), what];
    let rows = evidence(analysed).into_iter().chain(doubts(structure)).map(row);
    out.table(Table::new(rows.collect(), &[]).at_the_edge());
    out
}

/// What the file holds, each kind of evidence with its verdict, and the cut that follows.
fn evidence(analysed: &Analysed) -> Vec<(&'static str, String)> {
    let structure = &analysed.structure;
    let mut told = vec![("in the file", content(analysed))];
    told.extend(said(&analysed.activity.told).into_iter().map(|what| ("told", what)));
    told.extend(structure.trace.evidence.iter().map(|evidence| {
        // Some reasons begin with the name of their evidence.
        let why =
            evidence.why.strip_prefix(evidence.name).map_or(evidence.why.as_str(), |why| why.trim_start_matches(": "));
        (evidence.verdict.name(), format!("{}: {}", evidence.name, why.trim_start()))
    }));
    told.push(("so", cut_line(structure, &structure.trace.confidence)));
    told
}

/// What the cut leaves open, and what is to be known of it.
fn doubts(structure: &Structure) -> Vec<(&'static str, String)> {
    let mut told = Vec::new();
    told.extend(structure.runner_up.iter().map(|other| ("or else", other.clone())));
    told.extend(without_reps(structure).map(|why| ("no session", why.to_owned())));
    told.extend(edges(structure).into_iter().map(|edge| ("edge", edge)));
    if !structure.trace.strides.is_empty() {
        told.push(("strides", structure.trace.strides.clone()));
    }
    told.extend(structure.trace.track.iter().map(|line| ("track", line.clone())));
    // Sets that were not snapped are told by their track line.
    let notes = structure.notes.iter().filter(|note| !note.text.contains(NOT_SNAPPED));
    told.extend(notes.map(|note| ("note", note.text.clone())));
    told
}

/// What the file holds that can show reps.
fn content(analysed: &Analysed) -> String {
    let activity = &analysed.activity;
    let laps = match activity.laps.len() {
        0 => "no laps".to_owned(),
        1 => "one lap".to_owned(),
        count => format!("{count} laps{}", pressed(&activity.laps)),
    };
    let labels = activity.laps.iter().filter(|lap| lap.intensity.is_some()).count();
    let labels = if labels == 0 { "no intensity".to_owned() } else { format!("intensity on {labels}") };
    let steps = activity.workout.as_ref().map_or(0, |workout| workout.steps.len());
    let steps = if steps == 0 { "no workout".to_owned() } else { format!("a workout of {steps} steps") };
    let splits = match activity.splits.len() {
        0 => "no splits".to_owned(),
        count => format!("{count} splits"),
    };
    let distance = match analysed.distance_source {
        DistanceSource::Device => "distance by the device",
        DistanceSource::Position => "distance by position",
        DistanceSource::Speed => "distance summed from speed",
        DistanceSource::None => "neither distance nor position nor speed",
    };
    let every = format!("a sample every {} s", number(analysed.sampling.median_s, 0));
    [laps, labels, steps, splits, distance.to_owned(), every].join(", ")
}

fn pressed(laps: &[Lap]) -> String {
    let count = |wanted: LapTrigger| laps.iter().filter(|lap| lap.trigger == Some(wanted)).count();
    let automatic = count(LapTrigger::Distance) + count(LapTrigger::Time) + count(LapTrigger::Position);
    let told = [(count(LapTrigger::Manual), "pressed"), (automatic, "automatic")];
    let told: Vec<String> =
        told.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    if told.is_empty() { String::new() } else { format!(" ({})", told.join(", ")) }
}

/// What kind of run it is, when no reps were found.
fn without_reps(structure: &Structure) -> Option<&'static str> {
    match structure.kind {
        WorkoutKind::Reps | WorkoutKind::Tempo | WorkoutKind::Strides => None,
        WorkoutKind::Steady | WorkoutKind::Long => Some("no part stands out as reps do"),
        WorkoutKind::RaceLike => Some("the length of a race, even and hard from end to end"),
        WorkoutKind::Mixed(unevenness) => Some(match unevenness {
            Unevenness::StopAndGo => "the speed is uneven by stops, without the pattern of reps and recoveries",
            Unevenness::Hilly => "the speed is uneven by the hills, without the pattern of reps and recoveries",
            Unevenness::RunWalk => "running and walking take turns, without the pattern of reps and recoveries",
            Unevenness::Walk => "hardly anything is run",
            Unevenness::Uneven => "the speed is uneven, without the pattern of reps and recoveries",
            Unevenness::Short => "too short to tell anything",
        }),
        WorkoutKind::NotRunning => Some("only running is searched for reps"),
        WorkoutKind::Unreadable => Some("nothing in the file tells speed; cadence and heart rate alone are no reps"),
    }
}

/// Reps that the speed does not show, and edges of reps that lie apart from the edges in the speed, with the shift.
fn edges(structure: &Structure) -> Vec<String> {
    let reps = structure.segments.iter().filter(|segment| segment.kind == SegmentKind::Work);
    reps.enumerate().flat_map(|(place, rep)| edges_of(place + 1, rep, &structure.signal_reps)).collect()
}

/// A press of the button that is late even for this runner is compared with the runner's usual delay, any other edge
/// with the edge in the speed.
fn edges_of(number: usize, rep: &Segment, signal_reps: &[Span]) -> Vec<String> {
    let overlap = |run: &&Span| run.overlap_s(rep.span);
    let Some(run) = signal_reps.iter().max_by(|a, b| overlap(a).total_cmp(&overlap(b))) else { return Vec::new() };
    if run.overlap_s(rep.span) <= 0.0 {
        return vec![format!("rep {number} at {}: the speed shows none there", clock(rep.span.start_s))];
    }
    let ends = [
        ("start", rep.span.start_s, run.start_s, rep.start_late_s),
        ("end", rep.span.end_s, run.end_s, rep.end_late_s),
    ];
    let tell = |(name, marked, seen, late): (&str, f64, f64, Option<f64>)| {
        let off = marked - seen;
        let shift = match late {
            Some(late) => format!("pressed {late:.0} s later than usual"),
            None if off.abs() > OFF_S => {
                format!("{:.0} s {} by the speed", off.abs(), if off > 0.0 { "late" } else { "early" })
            }
            None => return None,
        };
        Some(format!("rep {number}, {name} at {}: {shift}", clock(marked)))
    };
    ends.into_iter().filter_map(tell).collect()
}
