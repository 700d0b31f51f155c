//! The lanes: sessions of one rep length over time, each with its reps in order.

use super::parts::{LaneSession, SeasonLane};
use super::shown::{Held, Shown};
use crate::compare::OfLength;
use crate::report::figure::{Tick, paces};
use crate::report::text::counted_noun;
use crate::report::words::{length, split, split_tenths};
use crate::segment::RepLength;
use crate::stats::{Range, known_median};
use crate::units::DistanceUnit;

/// Room above and below the reps, as a share of their range.
const ROOM: f64 = 0.08;
/// The least range, as a share of the speed: noise is not to fill the lane.
const LEAST_RANGE: f64 = 0.04;

/// The reps of a group in words: `400 m`, `1 min uphill`.
pub(super) fn named(group: &OfLength) -> String {
    format!("{}{}", length(group.length), if group.is_uphill { " uphill" } else { "" })
}

/// The lane of a length.
pub(super) fn lane(group: &OfLength, sessions: &[Held<'_>], shown: Shown, unit: DistanceUnit) -> Option<SeasonLane> {
    let own: Vec<LaneSession> = group.sessions.iter().filter_map(|index| of(&sessions[*index], shown)).collect();
    let over = Over::of(group.length, unit);
    let range = over.range(&own)?;
    let last = own.last()?;
    Some(SeasonLane {
        name: named(group),
        notes: vec![counted_noun(own.len(), "session", "sessions"), over.note.clone()],
        ticks: over.ticks(range),
        range,
        latest: over.time(last.median_mps),
        latest_mps: last.median_mps,
        sessions: own,
    })
}

/// `None` where no rep has a speed.
fn of(held: &Held<'_>, shown: Shown) -> Option<LaneSession> {
    let speeds_mps = held.speeds_mps();
    let median_mps = usual_mps(&speeds_mps)?;
    Some(LaneSession {
        day: shown.at(held.day),
        count: format!("{}\u{d7}", speeds_mps.len()),
        median_mps,
        speeds_mps,
        decision: held.decision(),
        advised_mps: held.advised.and_then(|next| next.speed_mps),
    })
}

/// The median of the speeds that are known, m/s.
pub(super) fn usual_mps(speeds_mps: &[f64]) -> Option<f64> {
    known_median(speeds_mps.iter().copied().filter(|speed| *speed > 0.0))
}

/// The least range in time, s: an axis of whole seconds has three ticks then.
const LEAST_RANGE_S: f64 = 3.6;

/// What a speed is printed over: the rep's own distance, or the runner's unit.
pub(super) struct Over {
    metres: f64,
    is_rep: bool,
    note: String,
}

impl Over {
    pub(super) fn of(length: RepLength, unit: DistanceUnit) -> Self {
        match length {
            RepLength::Distance(metres) => Self { metres, is_rep: true, note: "time per rep".to_owned() },
            RepLength::Time(_) => {
                Self { metres: unit.metres(), is_rep: false, note: format!("pace /{}", unit.symbol()) }
            }
        }
    }

    /// What stands behind the times of reps by time: ` /km`.
    pub(super) fn unit(&self) -> String {
        if self.is_rep { String::new() } else { self.note.replacen("pace", "", 1) }
    }

    /// The time over it: `1:03`, `30.1 s`.
    pub(super) fn time(&self, speed_mps: f64) -> String {
        let seconds = self.metres / speed_mps;
        if self.is_rep && seconds < TENTHS_BELOW_S { split_tenths(seconds) } else { split(seconds) }
    }

    fn ticks(&self, range: Range) -> Vec<Tick> {
        let ticks = paces(range, self.metres).into_iter();
        ticks.map(|tick| Tick { label: split(self.metres / tick.at), ..tick }).collect()
    }

    /// The speeds at the foot and the top; `None` where no rep has a speed.
    fn range(&self, sessions: &[LaneSession]) -> Option<Range> {
        let reps = sessions.iter().flat_map(|session| session.speeds_mps.iter().copied());
        let advised =
            sessions.iter().filter_map(|session| session.advised_mps).flat_map(|asked| [asked.low, asked.high]);
        let known: Vec<f64> = reps.chain(advised).filter(|speed| speed.is_finite() && *speed > 0.0).collect();
        let low = known.iter().copied().fold(f64::INFINITY, f64::min);
        let high = known.iter().copied().fold(0.0, f64::max);
        (high > 0.0).then(|| {
            // dv = v^2 dt / d: what a speed changes by where its time changes by so much.
            let least = (LEAST_RANGE * high).max(LEAST_RANGE_S * high * high / self.metres);
            let missing = (least - (high - low)).max(0.0) / 2.0;
            let room = ROOM * (high - low + 2.0 * missing);
            Range::new(low - missing - room, high + missing + room)
        })
    }
}

/// A median below this is told to the tenth, s.
const TENTHS_BELOW_S: f64 = 59.95;
