//! The same session with one press forgotten or late, in every way there is.

use lastrep::model::Span;
use lastrep::model::{Activity, Lap};
use lastrep::segment::SegmentKind;

use crate::args::Presses;
use crate::common::labelled::case::{Case, Known};
use crate::common::presses::{Slip, slipped};

/// A lap whose edges are both this near to a true rep's is the lap of that rep, s: the latest ordinary press.
const SAME_S: f64 = 4.0;

/// A case for each slip at the middle rep of a session without doubt; none where no lap is that rep's.
pub(crate) fn of(case: &Case, presses: Presses) -> Vec<Case> {
    let Known::Reps(truth) = &case.known else { return Vec::new() };
    let work: Vec<Span> = truth.iter().filter(|one| one.kind == SegmentKind::Work).map(|one| one.span).collect();
    let (Some(&rep), true) = (work.get(work.len() / 2), case.is_clean) else { return Vec::new() };
    let Some((at, lap)) = lap_of(&case.activities, rep) else { return Vec::new() };
    let of_kind = Slip::ALL.into_iter().filter(|slip| kind(*slip) == presses);
    let slip_in = |slip| {
        let mut activities = case.activities.clone();
        activities[at].laps = slipped(&activities[at].laps, lap, slip)?;
        Some(case.with(words(slip), activities))
    };
    of_kind.filter_map(slip_in).collect()
}

/// Which activity and which of its laps is this rep; a lap that the watch ended by its plan has no press to slip.
fn lap_of(activities: &[Activity], rep: Span) -> Option<(usize, usize)> {
    let is_rep = |lap: &Lap| {
        lap.step_index.is_none()
            && (lap.start_s - rep.start_s).abs() <= SAME_S
            && (lap.end_s - rep.end_s).abs() <= SAME_S
    };
    let of_activity = |(at, activity): (usize, &Activity)| Some((at, activity.laps.iter().position(is_rep)?));
    activities.iter().enumerate().find_map(of_activity)
}

fn kind(slip: Slip) -> Presses {
    match slip {
        Slip::NoStart | Slip::NoEnd | Slip::NoRep | Slip::NoRest => Presses::Missed,
        Slip::LateStart(_) | Slip::LateEnd(_) => Presses::Late,
    }
}

fn words(slip: Slip) -> String {
    match slip {
        Slip::NoStart => "no press at its start".to_owned(),
        Slip::NoEnd => "no press at its end".to_owned(),
        Slip::NoRep => "no press at either".to_owned(),
        Slip::NoRest => "no press at its end nor at the next start".to_owned(),
        Slip::LateStart(by_s) => format!("start pressed {by_s:.0} s late"),
        Slip::LateEnd(by_s) => format!("end pressed {by_s:.0} s late"),
    }
}
