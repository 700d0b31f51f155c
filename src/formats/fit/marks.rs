//! The messages between the records: file, device, sessions, laps, events, splits, local time.

use std::collections::BTreeMap;

use super::developer::Description;
use super::heart::HeartLog;
use super::layout::{MESSAGE_INDEX, Message, TIMESTAMP};
use super::names::{intensity, split_intensity, trigger};
use super::plan::PlanLog;
use super::sensors::SensorLog;
use crate::model::{Intensity, LapTrigger};

/// Global message numbers. Source: FIT profile, type `mesg_num`.
pub(super) mod message {
    pub(in super::super) const FILE_ID: u16 = 0;
    pub(in super::super) const USER_PROFILE: u16 = 3;
    pub(in super::super) const SPORT: u16 = 12;
    pub(in super::super) const SESSION: u16 = 18;
    pub(in super::super) const LAP: u16 = 19;
    pub(in super::super) const RECORD: u16 = 20;
    pub(in super::super) const EVENT: u16 = 21;
    pub(in super::super) const DEVICE_INFO: u16 = 23;
    pub(in super::super) const WORKOUT: u16 = 26;
    pub(in super::super) const WORKOUT_STEP: u16 = 27;
    pub(in super::super) const ACTIVITY: u16 = 34;
    pub(in super::super) const HR: u16 = 132;
    pub(in super::super) const FIELD_DESCRIPTION: u16 = 206;
    pub(in super::super) const SPLIT: u16 = 312;
}

/// The bits of a message index that count; the others are flags.
const INDEX_BITS: u16 = 0x0FFF;

/// Milliseconds in a second, the scale of FIT durations.
const PER_SECOND: f64 = 1000.0;

/// Resting heart rates that people have, bpm.
const RESTING_BPM: std::ops::RangeInclusive<f64> = 25.0..=130.0;

/// Centimetres in a metre, the scale of FIT distances.
const PER_METRE: f64 = 100.0;

/// A device by its maker, product and number: the device that made the file, or one attached to it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Maker {
    pub(super) manufacturer: Option<u16>,
    pub(super) product: Option<u16>,
    pub(super) product_name: Option<String>,
    pub(super) serial: Option<u64>,
}

/// A session message.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct SessionMessage {
    pub(super) sport: Option<u8>,
    pub(super) sub_sport: Option<u8>,
    pub(super) profile_name: Option<String>,
    pub(super) start: Option<u32>,
    pub(super) stamp: Option<u32>,
    pub(super) elapsed_s: Option<f64>,
    pub(super) timer_s: Option<f64>,
    pub(super) distance_m: Option<f64>,
    pub(super) first_lap: Option<u16>,
    pub(super) laps: Option<u16>,
    pub(super) feel_pct: Option<f64>,
    pub(super) rpe_cr10: Option<f64>,
}

/// A lap message.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LapMark {
    pub(super) index: Option<u16>,
    pub(super) start: u32,
    pub(super) elapsed_s: f64,
    pub(super) timer_s: Option<f64>,
    pub(super) distance_m: Option<f64>,
    pub(super) trigger: Option<LapTrigger>,
    pub(super) intensity: Option<Intensity>,
    pub(super) step_index: Option<u16>,
    pub(super) sport: Option<u8>,
}

/// A split message.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SplitMark {
    pub(super) start: u32,
    pub(super) elapsed_s: f64,
    pub(super) intensity: Intensity,
}

/// A start or stop of the timer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TimerEvent {
    pub(super) stamp: u32,
    pub(super) runs: bool,
}

/// Everything that the messages between the records said, in file order.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks {
    /// The file's type: 4 is an activity.
    pub(super) file_type: Option<u8>,
    /// What made the file.
    pub(super) file: Maker,
    /// The device that recorded the file, by its own word.
    pub(super) creator: Maker,
    /// The sensors that it listened to.
    pub(super) sensors: SensorLog,
    /// The sport message: sport, sub-sport, name.
    pub(super) sport: Option<u8>,
    pub(super) sub_sport: Option<u8>,
    pub(super) sport_name: Option<String>,
    /// Resting heart rate by the runner's profile on the watch, bpm.
    pub(super) resting_hr_bpm: Option<f64>,
    pub(super) sessions: Vec<SessionMessage>,
    pub(super) laps: Vec<LapMark>,
    pub(super) splits: Vec<SplitMark>,
    pub(super) events: Vec<TimerEvent>,
    /// Local time minus UTC by the activity message, s.
    pub(super) local_offset_s: Option<i64>,
    pub(super) plan: PlanLog,
    pub(super) heart: HeartLog,
    /// Developer fields by developer and number; a later description replaces an earlier one.
    pub(super) descriptions: BTreeMap<(u8, u8), Description>,
}

impl Marks {
    /// Whether messages of this number are kept here.
    pub(super) fn wants(number: u16) -> bool {
        use message::{
            ACTIVITY, DEVICE_INFO, EVENT, FIELD_DESCRIPTION, FILE_ID, HR, LAP, SESSION, SPLIT, SPORT, USER_PROFILE,
            WORKOUT, WORKOUT_STEP,
        };
        matches!(
            number,
            ACTIVITY
                | DEVICE_INFO
                | EVENT
                | FIELD_DESCRIPTION
                | FILE_ID
                | HR
                | LAP
                | SESSION
                | SPLIT
                | SPORT
                | USER_PROFILE
                | WORKOUT
                | WORKOUT_STEP
        )
    }

    /// Takes in one message.
    pub(super) fn push(&mut self, number: u16, message: &Message<'_>) {
        match number {
            message::FILE_ID => self.push_file_id(message),
            message::DEVICE_INFO if message.whole::<u8>(0) == Some(0) => self.push_creator(message),
            message::DEVICE_INFO => self.sensors.push(message),
            message::SPORT => self.push_sport(message),
            message::USER_PROFILE => self.resting_hr_bpm = resting_hr(message).or(self.resting_hr_bpm),
            message::SESSION => self.sessions.push(session(message)),
            message::LAP => self.laps.extend(lap(message)),
            message::SPLIT => self.splits.extend(split(message)),
            message::EVENT => self.events.extend(timer_event(message)),
            message::ACTIVITY => self.local_offset_s = local_offset(message).or(self.local_offset_s),
            message::WORKOUT => self.plan.push_workout(message),
            message::WORKOUT_STEP => self.plan.push_step(message),
            message::HR => self.heart.push(message),
            message::FIELD_DESCRIPTION => {
                let description = Description::parse(message);
                self.descriptions.extend(description.map(|known| ((known.developer, known.number), known)));
            }
            _ => {}
        }
    }

    fn push_file_id(&mut self, message: &Message<'_>) {
        self.file_type = message.whole(0).or(self.file_type);
        self.file = Maker {
            manufacturer: message.whole(1),
            product: message.whole(2),
            product_name: message.text(8),
            serial: message.whole(3),
        };
    }

    fn push_creator(&mut self, message: &Message<'_>) {
        let known = std::mem::take(&mut self.creator);
        self.creator = Maker {
            manufacturer: message.whole(2).or(known.manufacturer),
            product: message.whole(4).or(known.product),
            product_name: message.text(27).or(known.product_name),
            serial: message.whole(3).or(known.serial),
        };
    }

    fn push_sport(&mut self, message: &Message<'_>) {
        self.sport = message.whole(0).or(self.sport);
        self.sub_sport = message.whole(1).or(self.sub_sport);
        self.sport_name = message.text(3).or(self.sport_name.take());
    }
}

/// Resting heart rate of the profile, bpm. 0 and rates that no heart has mean that it was never set.
fn resting_hr(message: &Message<'_>) -> Option<f64> {
    message.number(8).filter(|bpm| RESTING_BPM.contains(bpm))
}

fn session(message: &Message<'_>) -> SessionMessage {
    SessionMessage {
        sport: message.whole(5),
        sub_sport: message.whole(6),
        profile_name: message.text(110),
        start: message.whole(2),
        stamp: message.whole(TIMESTAMP),
        elapsed_s: message.scaled(7, PER_SECOND),
        timer_s: message.scaled(8, PER_SECOND),
        distance_m: message.scaled(9, PER_METRE),
        first_lap: message.whole(25),
        laps: message.whole(26),
        feel_pct: message.number(192).filter(|feel| *feel <= 100.0),
        rpe_cr10: message.scaled(193, 10.0).filter(|rpe| *rpe <= 10.0),
    }
}

/// A lap; `None` when it says neither where it starts nor where it ends.
fn lap(message: &Message<'_>) -> Option<LapMark> {
    let stamp = message.whole::<u32>(TIMESTAMP);
    let elapsed_s = message.scaled(7, PER_SECOND);
    let start = message
        .whole(2)
        .or_else(|| Some(stamp?.saturating_sub(elapsed_s.or(message.scaled(8, PER_SECOND))? as u32)))?;
    let to_stamp = || f64::from(stamp.unwrap_or(start).saturating_sub(start));
    Some(LapMark {
        index: message.whole::<u16>(MESSAGE_INDEX).map(|index| index & INDEX_BITS),
        start,
        elapsed_s: elapsed_s.unwrap_or_else(to_stamp),
        timer_s: message.scaled(8, PER_SECOND),
        distance_m: message.scaled(9, PER_METRE),
        trigger: message.whole(24).map(trigger),
        intensity: message.whole(23).map(intensity),
        step_index: message.whole::<u16>(71).map(|index| index & INDEX_BITS),
        sport: message.whole(25),
    })
}

fn split(message: &Message<'_>) -> Option<SplitMark> {
    let start = message.whole(9)?;
    let to_end = message.whole::<u32>(27).map(|end| f64::from(end.saturating_sub(start)));
    let elapsed_s = message.scaled(1, PER_SECOND).or(to_end)?;
    Some(SplitMark { start, elapsed_s, intensity: message.whole(0).map_or(Intensity::Other, split_intensity) })
}

/// A start or stop, where the message is about the timer (event 0).
fn timer_event(message: &Message<'_>) -> Option<TimerEvent> {
    let stamp = message.whole(TIMESTAMP)?;
    let runs = match (message.whole::<u8>(0)?, message.whole::<u8>(1)?) {
        (0, 0) => true,
        // stop, stop_all, stop_disable, stop_disable_all
        (0, 1 | 4 | 8 | 9) => false,
        _ => return None,
    };
    Some(TimerEvent { stamp, runs })
}

/// Local time minus UTC, s, as the activity message gives it.
fn local_offset(message: &Message<'_>) -> Option<i64> {
    Some(message.whole::<i64>(5)? - message.whole::<i64>(TIMESTAMP)?)
}
