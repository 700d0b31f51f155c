//! How sure a cut and its edges are, and why.

use super::cover::FoundRep;
use super::laps::LapReading;
use super::signal::{Run, SpeedReading};
use super::structure::EdgeAgreement;
use super::{Confidence, RepSource};
use crate::model::Span;
use crate::segment::ends::Ends;
use crate::units::clock;

/// Least log odds of the speed for short accelerations to be called strides. Two chance swings of the speed look like
/// two strides.
pub(super) const STRIDES_GATE: f64 = 1.0;

/// Least probability of a reading of the speed for high confidence (if no doubt is left open) and for medium
/// confidence. On real exports 98 % of the high readings are wholly right, and 78 % of the medium readings.
const SIGNAL_HIGH: f64 = 0.6;
const SIGNAL_MEDIUM: f64 = 0.3;

/// A rep shorter than this has no sure edges, s: an error of two or three seconds is a large share of it.
const SPRINT_S: f64 = 16.0;

/// Least share of rep edges that the speed must confirm for high confidence, if no doubt is left open: for labels, and
/// for pressed laps. On real exports 98 % of these sessions are wholly right; for the others the truth itself is
/// doubtful.
const LABELS_HIGH: f64 = 0.5;
const LAPS_HIGH: f64 = 0.75;

/// The speed confirms a recorded edge if the speed has an edge within this, s.
pub(crate) const EDGE_AGREES_S: f64 = 8.0;

/// Least step of speed at a recorded edge, as a share of the rep's speed: for a clear edge and for a faint edge.
const CLEAR_STEP: f64 = 0.25;
const FAINT_STEP: f64 = 0.1;

/// The confidence in a reading of the speed, and the reasons. High means: the reading is likely, no rep is so short
/// that a few seconds at its edges are a large share of it, and no stretch that might have been a rep is left out.
pub(super) fn of_signal(reading: &SpeedReading) -> (Confidence, String) {
    let doubts = doubts(reading);
    let level = match reading.probability {
        likely if likely >= SIGNAL_HIGH && doubts.is_empty() => Confidence::High,
        likely if likely >= SIGNAL_MEDIUM => Confidence::Medium,
        _ => Confidence::Low,
    };
    let likely = format!(
        "log odds {} that this is a session{}; {:.0} % for this reading of it ({:.0} % for high)",
        odds(reading.gate),
        reading.answer.words(),
        100.0 * reading.probability,
        100.0 * SIGNAL_HIGH
    );
    (level, [vec![likely], doubts].concat().join("; "))
}

/// The reasons why a likely reading does not get high confidence.
fn doubts(reading: &SpeedReading) -> Vec<String> {
    let shortest_s = reading.reps.iter().map(|rep| rep.span.length_s()).fold(f64::INFINITY, f64::min);
    let short = (shortest_s < SPRINT_S).then(|| format!("left open: the edges of a rep of {shortest_s:.0} s"));
    let left_out = reading.left_out.map(|run| {
        let (at, length_s) = (clock(run.span.start_s), run.span.length_s());
        format!("left open: {length_s:.0} s as fast as the reps, at {at}, are not among them")
    });
    short.into_iter().chain(left_out).collect()
}

/// The confidence in a cut by marks, and the reasons. It depends on how many marks the speed confirms (by its reading,
/// or by an edge at each press) and on the doubts that are left open. `other` describes a session with another number
/// of reps that the speed alone shows.
pub(super) fn of_marks(reading: &LapReading, agreement: EdgeAgreement, other: Option<&str>) -> (Confidence, String) {
    let EdgeAgreement { agreeing, edges } = agreement;
    let share = agreeing as f64 / edges.max(1) as f64;
    let enough = if reading.source == RepSource::Laps { LAPS_HIGH } else { LABELS_HIGH };
    let level = match (reading.doubts.is_empty() && other.is_none(), share >= enough || reading.is_confirmed) {
        (true, true) => Confidence::High,
        (false, false) => Confidence::Low,
        _ => Confidence::Medium,
    };
    let mut rests_on = vec![format!("the speed has {agreeing} of {edges} marked edges within {EDGE_AGREES_S:.0} s")];
    rests_on.extend(reading.doubts.iter().map(|doubt| format!("left open: {doubt}")));
    rests_on.extend(other.map(|other| format!("left open: the speed alone shows {other}")));
    (level, rests_on.join("; "))
}

/// How clearly the speed confirms the recorded edges of a rep.
pub(super) fn of_edges(run: &Run) -> Ends<Confidence> {
    let of = |step: f64| match step / run.speed_mps {
        share if share >= CLEAR_STEP => Confidence::High,
        share if share >= FAINT_STEP => Confidence::Medium,
        _ => Confidence::Low,
    };
    run.edge_steps_mps.map(of)
}

/// How many of the edges of found reps the speed confirms.
pub(super) fn agreement(runs: &[Span], found: &[FoundRep]) -> EdgeAgreement {
    let near = |edge: f64, of: fn(&Span) -> f64| runs.iter().any(|run| (of(run) - edge).abs() <= EDGE_AGREES_S);
    let agreeing = found
        .iter()
        .map(|item| {
            usize::from(near(item.span.start_s, |s| s.start_s)) + usize::from(near(item.span.end_s, |s| s.end_s))
        })
        .sum();
    EdgeAgreement { agreeing, edges: 2 * found.len() }
}

/// Log odds as text.
pub(super) fn odds(value: f64) -> String {
    format!("{value:.1}").replace('-', "\u{2212}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_not_high_where_the_speed_alone_shows_another_number() {
        let reading = LapReading {
            source: RepSource::Laps,
            reps: Vec::new(),
            why: String::new(),
            doubts: Vec::new(),
            is_confirmed: true,
        };
        let all = EdgeAgreement { agreeing: 12, edges: 12 };
        assert_eq!(of_marks(&reading, all, None).0, Confidence::High);
        let (level, rests_on) = of_marks(&reading, all, Some("7 reps of about 60 s"));
        assert_eq!(level, Confidence::Medium);
        assert!(rests_on.ends_with("left open: the speed alone shows 7 reps of about 60 s"), "{rests_on}");
    }
}
