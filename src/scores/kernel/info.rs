//! What a score says of itself: its formula, inputs, minimum, source and evidence.

/// How well a score is supported by published evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EvidenceGrade {
    /// Arithmetic, or confirmed by several studies.
    High,
    /// Supported in the setting it is used in.
    Useful,
    /// Supported in part, or contested.
    Unclear,
    /// Not studied; a house rule.
    Unknown,
}

impl EvidenceGrade {
    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Useful => "useful",
            Self::Unclear => "unclear",
            Self::Unknown => "unknown",
        }
    }
}

/// What a score is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// One rep.
    Rep,
    /// A set of like reps.
    Set,
    /// A whole session.
    Session,
}

impl Level {
    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rep => "rep",
            Self::Set => "set",
            Self::Session => "session",
        }
    }
}

/// An input that a score reads besides the edges of the reps. An input that is not declared does not change the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ScoreNeed {
    /// Distance over time.
    Speed,
    /// Steps per minute.
    Cadence,
    /// Heart rate, as far as it can be believed.
    HeartRate,
    /// Ground contact time.
    StanceTime,
    /// Vertical oscillation.
    VerticalOscillation,
    /// Altitude; a track needs none.
    Altitude,
    /// Power by the device.
    Power,
    /// The target pace of the workout in the file.
    Target,
    /// Temperature and dew point.
    Weather,
    /// Maximum heart rate.
    HrMax,
    /// Resting heart rate.
    HrRest,
    /// Heart rate at the threshold.
    Lthr,
    /// Sex: some weights depend on it.
    Sex,
    /// Threshold speed by a race.
    ThresholdSpeed,
    /// Critical speed and D' by races.
    CriticalSpeed,
    /// How the runner's cadence follows speed, by earlier runs.
    CadenceResponse,
    /// How the runner felt: CR10 of the session.
    Rpe,
    /// Reps in reserve at the end of the session.
    RepsInReserve,
}

impl ScoreNeed {
    /// Every input, in the order of tables.
    pub const ALL: [Self; 18] = [
        Self::Speed,
        Self::Cadence,
        Self::HeartRate,
        Self::StanceTime,
        Self::VerticalOscillation,
        Self::Altitude,
        Self::Power,
        Self::Target,
        Self::Weather,
        Self::HrMax,
        Self::HrRest,
        Self::Lthr,
        Self::Sex,
        Self::ThresholdSpeed,
        Self::CriticalSpeed,
        Self::CadenceResponse,
        Self::Rpe,
        Self::RepsInReserve,
    ];

    /// The name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Speed => "speed",
            Self::Cadence => "cadence",
            Self::HeartRate => "heart rate",
            Self::StanceTime => "ground contact time",
            Self::VerticalOscillation => "vertical oscillation",
            Self::Altitude => "altitude",
            Self::Power => "power",
            Self::Target => "a target pace",
            Self::Weather => "temperature and dew point",
            Self::HrMax => "maximum heart rate",
            Self::HrRest => "resting heart rate",
            Self::Lthr => "threshold heart rate",
            Self::Sex => "sex",
            Self::ThresholdSpeed => "a race of the last 12 weeks",
            Self::CriticalSpeed => "three races of 2 to 20 min within 90 days",
            Self::CadenceResponse => "earlier runs with cadence",
            Self::Rpe => "RPE",
            Self::RepsInReserve => "reps in reserve",
        }
    }
}

/// Where the 80 % interval of a score comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interval {
    /// There is an interval; the text says how it is made.
    Given(&'static str),
    /// There is none; the text says why.
    None(&'static str),
}

impl Interval {
    /// The source of the interval, in words.
    pub fn words(self) -> String {
        match self {
            Self::Given(by) => by.to_owned(),
            Self::None(why) => format!("none: {why}"),
        }
    }

    /// Whether there is an interval.
    pub fn is_given(self) -> bool {
        matches!(self, Self::Given(_))
    }
}

/// What a score says of itself. Each score has its own in its own file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ScoreInfo {
    /// Name in tables.
    pub id: &'static str,
    /// Name for people.
    pub title: &'static str,
    /// What the score is about: a rep, a set or a session.
    pub level: Level,
    /// Unit of the value.
    pub unit: &'static str,
    /// What it says and what it does not, for a runner.
    pub plain: &'static str,
    /// Its formula.
    pub formula: &'static str,
    /// Where its 80 % interval comes from.
    pub interval: Interval,
    /// Every input that the score reads, including those it can do without.
    pub needs: &'static [ScoreNeed],
    /// Fewest reps, and other minima.
    pub minimum: &'static str,
    /// Where the formula comes from.
    pub source: &'static str,
    /// How well published evidence supports the score.
    pub evidence: EvidenceGrade,
}

impl ScoreInfo {
    /// The inputs that the score reads, in words.
    pub fn needs_words(&self) -> String {
        match self.needs {
            [] if self.level == Level::Session => "timer time".to_owned(),
            [] => "the edges of the reps".to_owned(),
            needs => needs.iter().map(|need| need.name()).collect::<Vec<_>>().join(", "),
        }
    }

    /// The name of the score's column in tables: the id with the unit behind it.
    pub fn column(&self) -> String {
        let suffix = match self.unit {
            "%" => "_pct",
            "bpm" => "_bpm",
            "s" => "_s",
            "m/s" => "_mps",
            "W" => "_w",
            "m" => "_m",
            "mm" => "_mm",
            "ms" => "_ms",
            "steps/min" => "_spm",
            _ => "",
        };
        format!("{}{suffix}", self.id)
    }
}
