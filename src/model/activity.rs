//! One recorded outing of one sport, as read: a FIT session, a TCX activity, a GPX track.

use super::{Day, Lap, Note, Span, Told, Track, Workout};
use serde::{Deserialize, Serialize};

/// The file format an activity was read from, in the order in which a duplicate is preferred.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Format {
    /// Flexible and Interoperable Data Transfer, protocol 1 or 2.
    Fit,
    /// Training Center XML.
    Tcx,
    /// A session of a Polar account export.
    Polar,
    /// GPS Exchange Format 1.0 or 1.1.
    Gpx,
}

impl Format {
    /// The lower-case name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fit => "fit",
            Self::Tcx => "tcx",
            Self::Polar => "polar",
            Self::Gpx => "gpx",
        }
    }

    /// Whether a file names the device that recorded it. GPX names the program that wrote the file.
    pub fn names_device(self) -> bool {
        match self {
            Self::Fit | Self::Tcx | Self::Polar => true,
            Self::Gpx => false,
        }
    }
}

/// Parts of the lower-case names of sports, besides cycling, that train the legs as running does: elliptical, rowing,
/// skiing on the flat, skating, stairs. FIT has one name for all machines of a gym.
const LEG_SPORTS: [&str; 13] = [
    "elliptical",
    "crosstrain",
    "fitness_equipment",
    "rowing",
    "virtualrow",
    "nordic",
    "cross_country",
    "cross-country",
    "cross country",
    "skating",
    "rollerski",
    "stair",
    "floor_climbing",
];

/// What was done. Only running on foot is searched for reps.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Sport {
    /// Running of any kind.
    Running,
    /// Walking.
    Walking,
    /// Hiking.
    Hiking,
    /// Cycling.
    Cycling,
    /// Swimming.
    Swimming,
    /// Anything else, by the file's own lower-case name.
    Other(String),
    /// The file's own word, in any language, where it names no known sport. The movement then decides.
    Label(String),
    /// The file does not say.
    #[default]
    Unknown,
}

impl Sport {
    /// The sports that a runner may state for files that name none.
    pub const STATED: [Self; 5] = [Self::Running, Self::Walking, Self::Hiking, Self::Cycling, Self::Swimming];

    /// The name used in tables; empty when the file does not say.
    pub fn name(&self) -> &str {
        match self {
            Self::Running => "running",
            Self::Walking => "walking",
            Self::Hiking => "hiking",
            Self::Cycling => "cycling",
            Self::Swimming => "swimming",
            Self::Other(name) | Self::Label(name) => name,
            Self::Unknown => "",
        }
    }

    /// Whether the sport trains the legs without running, as cycling does. Walks and hikes are too light, and swimming
    /// trains the arms. House rule.
    pub fn trains_legs(&self) -> bool {
        match self {
            Self::Cycling => true,
            Self::Other(name) => LEG_SPORTS.iter().any(|part| name.contains(part)),
            Self::Running | Self::Walking | Self::Hiking | Self::Swimming | Self::Label(_) | Self::Unknown => false,
        }
    }

    /// Whether the watch counts steps: the sport is on foot, or the file leaves it open.
    pub fn is_on_foot(&self) -> bool {
        matches!(self, Self::Running | Self::Walking | Self::Hiking) || self.is_untold()
    }

    /// Whether the file leaves the sport open.
    pub fn is_untold(&self) -> bool {
        matches!(self, Self::Label(_) | Self::Unknown)
    }

    /// Whether the activity can be a run: the file says so, or leaves the sport open.
    pub fn may_be_run(&self) -> bool {
        *self == Self::Running || self.is_untold()
    }
}

/// Where it was run, by the file's sub-sport.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Surface {
    /// An athletics track.
    Track,
    /// A treadmill or indoors: positions mean nothing.
    Treadmill,
    /// Trails.
    Trail,
    /// A road or street.
    Road,
}

impl Surface {
    /// Whether the ground was level, whatever satellites say of its altitude.
    pub fn is_level(self) -> bool {
        matches!(self, Self::Track | Self::Treadmill)
    }

    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Track => "track",
            Self::Treadmill => "treadmill",
            Self::Trail => "trail",
            Self::Road => "road",
        }
    }
}

/// The device that recorded an activity.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Device {
    /// Maker, lower case: `garmin`, `coros`; empty when unknown.
    pub manufacturer: String,
    /// Product name or the maker's number for it; empty when unknown.
    pub product: String,
    /// Serial number; tells two watches of one model apart.
    pub serial: Option<u64>,
}

/// What measured the heart rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum HeartRateSensor {
    /// A sensor that sends to the watch: a chest strap or, less often, an optical armband. Files do not tell the two apart.
    Strap {
        /// The serial number or, without one, the radio number. It tells two straps apart.
        number: Option<u64>,
    },
    /// The optical sensor of the watch, at the wrist.
    Wrist,
}

impl HeartRateSensor {
    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Strap { .. } => "strap",
            Self::Wrist => "wrist",
        }
    }
}

/// One recorded outing of one sport, as the file tells it.
///
/// All times are seconds of wall clock since the first record of the *file*: the same zero for every activity in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Activity {
    /// The format it was read from.
    pub format: Format,
    /// The sport.
    pub sport: Sport,
    /// Where it was run, if the file says.
    pub surface: Option<Surface>,
    /// What recorded it.
    pub device: Device,
    /// What measured the heart rate; `None` where the file does not tell, or holds none.
    pub heart_rate_sensor: Option<HeartRateSensor>,
    /// Unix time of the file's first record, s: the zero of every `_s` clock here.
    pub origin_unix_s: f64,
    /// Local time minus UTC, s, from the file; `None` when it does not say.
    pub utc_offset_s: Option<i32>,
    /// The device's total elapsed (wall clock) time, s. It is a claim, which cleaning compares with the samples.
    pub elapsed_s: Option<f64>,
    /// The device's total timer time (without pauses), s. It is a claim, too.
    pub timer_s: Option<f64>,
    /// The device's total distance, m. It is a claim, too: the distance of a settled activity is the distance of its
    /// samples.
    pub distance_m: Option<f64>,
    /// The samples. What is kept of an activity is kept without them.
    #[serde(skip)]
    pub track: Track,
    /// Device laps: in file order as read, in order of start after settling.
    pub laps: Vec<Lap>,
    /// Typed spans of FIT `split` messages, in order of start.
    pub splits: Vec<DeviceSplit>,
    /// Spans in which the timer was stopped, in order.
    pub pauses: Vec<Span>,
    /// The plan that the watch followed, if any.
    pub workout: Option<Workout>,
    /// What was said of it, and who said it: title, effort, shoes.
    pub told: Told,
    /// Resting heart rate that is stored in the watch, bpm. The file does not tell whether the watch measured it or the
    /// runner typed it in.
    pub resting_hr_bpm: Option<f64>,
    /// Caveats so far.
    pub notes: Vec<Note>,
}

impl Activity {
    /// From the first sample to the last.
    pub fn whole(&self) -> Span {
        let times = &self.track.time_s;
        Span::new(times.iter().copied().fold(f64::INFINITY, f64::min), times.iter().copied().fold(0.0, f64::max))
    }

    /// An empty activity of a format: everything unknown.
    pub fn new(format: Format) -> Self {
        Self {
            format,
            sport: Sport::Unknown,
            surface: None,
            device: Device::default(),
            heart_rate_sensor: None,
            origin_unix_s: f64::NAN,
            utc_offset_s: None,
            elapsed_s: None,
            timer_s: None,
            distance_m: None,
            track: Track::default(),
            laps: Vec::new(),
            splits: Vec::new(),
            pauses: Vec::new(),
            workout: None,
            told: Told::default(),
            resting_hr_bpm: None,
            notes: Vec::new(),
        }
    }

    /// Unix time of its first sample, s; NaN without samples.
    pub fn start_unix_s(&self) -> f64 {
        self.track.time_s.first().map_or(f64::NAN, |first| self.origin_unix_s + first)
    }

    /// The same outing with the samples of another reading of it.
    #[must_use]
    pub fn with_samples_of(self, other: Self) -> Self {
        Self { track: other.track, ..self }
    }

    /// The day of the start: in local time where the difference from UTC is known, else in UTC.
    pub fn day(&self) -> Day {
        Day::of_local_s(self.start_unix_s() + f64::from(self.utc_offset_s.unwrap_or(0)))
    }
}

/// A span that the device marked and typed (FIT `split`): interval active, rest, warm-up and so on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DeviceSplit {
    /// Where it lies.
    pub span: Span,
    /// What the device calls it.
    pub intensity: super::Intensity,
}

/// Everything that one file held.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Its activities, in file order; at least one.
    pub activities: Vec<Activity>,
    /// Caveats about the whole file: damage, a bad checksum.
    pub notes: Vec<Note>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legs_are_trained_by_rides_and_their_like() {
        let other = |name: &str| Sport::Other(name.to_owned());
        let trains =
            ["fitness_equipment", "rowing", "cross_country_skiing", "nordicski", "inline_skating", "elliptical"];
        assert!(trains.into_iter().all(|name| other(name).trains_legs()) && Sport::Cycling.trains_legs());
        let spares = ["training", "e_biking", "alpine_skiing", "paddling", "yoga", "other", "sport 251"];
        assert!(!spares.into_iter().any(|name| other(name).trains_legs()));
        let known = [Sport::Running, Sport::Walking, Sport::Hiking, Sport::Swimming, Sport::Unknown];
        assert!(!known.iter().any(Sport::trains_legs));
    }
}
