//! Reps from the device's own marks: workout steps, intensity, and laps pressed by hand that alternate.
//!
//! The kinds of marks are read in order of trust. The first kind that the speed confirms is used, and the reasons
//! against the others are kept. Forgotten and late presses are repaired from the speed; each repair is described in
//! words.

mod easy;
mod labels;
mod limits;
mod marks;
mod pieces;
mod presses;
mod reading;
mod repair;
mod rounds;
mod seen;
mod stops;
mod stretch;

pub(super) use reading::LapReading;

use super::{RepEvidence, RepSource};
use crate::clean::{Prepared, Uniform};
use crate::model::{Activity, Lap, Span};

/// A lap of at least this time is a run or a race, not a rep, s: reps at the threshold take at most half an hour.
const LONGEST_REP_S: f64 = 3000.0;

/// Reads one kind of mark, or returns why the marks are not believed. An empty reason means that the file has no such
/// marks.
type Attempt = fn(&Activity, &Prepared, &[Lap]) -> Result<LapReading, String>;

/// The kinds of marks in order of trust.
const MARKS: [(Attempt, RepSource, &str); 5] = [
    (labels::by_steps, RepSource::Steps, "workout steps"),
    (labels::by_intensity, RepSource::Intensity, "lap intensity"),
    (labels::by_splits, RepSource::Intensity, "the device's splits"),
    (rounds::by_rounds, RepSource::Steps, "repeated steps"),
    (presses::by_presses, RepSource::Laps, "pressed laps"),
];

/// The reading of the most trusted marks that the speed confirms; else the reasons against each kind of mark.
///
/// `seen` holds the reps of a reading of the speed whose confidence is not low. Each kind of mark up to the one that is
/// believed is added to `heard`.
pub(super) fn read(
    activity: &Activity,
    prepared: &Prepared,
    seen: &[Span],
    heard: &mut Vec<RepEvidence>,
) -> Result<LapReading, String> {
    let laps = marks::usable(activity, &prepared.uniform);
    let mut against: Vec<String> = Vec::new();
    for (attempt, source, name) in MARKS {
        match attempt(activity, prepared, &laps).and_then(|reading| as_run(reading, prepared, &laps, seen)) {
            Ok(mut reading) => {
                heard.push(RepEvidence::used(source, name, &reading.why));
                against.extend(other_reading(&reading, activity, prepared, &laps));
                if !against.is_empty() {
                    reading.why = format!("{} ({})", reading.why, against.join("; "));
                }
                return Ok(reading);
            }
            Err(reason) => {
                heard.push(RepEvidence::against(source, name, &reason));
                if !reason.is_empty() {
                    against.push(reason);
                }
            }
        }
    }
    Err(against.join("; "))
}

/// The reps of a reading as they were run: without stops, only where they were held, and with the reps that the speed
/// shows from press to press.
fn as_run(mut reading: LapReading, prepared: &Prepared, laps: &[Lap], seen: &[Span]) -> Result<LapReading, String> {
    reading.reps.retain(|rep| prepared.timer_s(rep.span) < LONGEST_REP_S);
    if reading.reps.is_empty() {
        return Err(format!("a lap of {:.0} min and more is no rep", LONGEST_REP_S / 60.0));
    }
    if let Some(reason) = seen::around_others(&reading.reps, seen) {
        return Err(reason);
    }
    let as_marked = stops::without_stops(prepared, reading.reps);
    let (all, held) = (as_marked.len(), repair::held::held(&prepared.uniform, as_marked)?);
    if !held.words.is_empty() {
        reading.why = format!("{}; {}", reading.why, held.words);
        reading.doubts.push(format!("{all} reps as marked"));
    }
    let (count, marked) = (held.reps.len(), held.reps);
    reading.reps = seen::with_seen(&marked, seen, &marks::pressed(&prepared.uniform, laps), |span| {
        easy::timer_speed(prepared, &[span])
    });
    if reading.reps.len() != count {
        reading.why = format!("{}; with the speed, from press to press: {} reps", reading.why, reading.reps.len());
    }
    Ok(reading)
}

/// The number of reps by the presses alone, in words, if labels were used and their number differs.
fn other_reading(reading: &LapReading, activity: &Activity, prepared: &Prepared, laps: &[Lap]) -> Option<String> {
    let presses = presses::by_presses(activity, prepared, laps).ok().filter(|_| reading.source != RepSource::Laps)?;
    let differs = presses.reps.len() != reading.reps.len();
    differs.then(|| format!("the laps alone would give {} reps", presses.reps.len()))
}

/// The instants at which laps and splits begin and end, and at which the timer was stopped and started, s.
pub(super) fn edges(activity: &Activity, base: &Uniform) -> Vec<f64> {
    let laps = marks::usable(activity, base).into_iter().flat_map(|lap| [lap.start_s, lap.end_s]);
    let splits = activity.splits.iter().flat_map(|split| [split.span.start_s, split.span.end_s]);
    let stops = activity.pauses.iter().flat_map(|pause| [pause.start_s, pause.end_s]);
    laps.chain(splits).chain(stops).collect()
}
