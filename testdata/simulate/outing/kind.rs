//! The kinds of outings, a row each: what is run, and what is special about it.

use lastrep::stats::Range;

use super::super::plan::{Ease, Length};
use super::super::route::Place;
use super::super::watch::{Recording, Sensor, USUAL as ALL_SENSORS};

use Ease::{Jog, Paused, Stand, Walk};
use Length::{Distance, Time};

/// What a reader should find.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expect {
    /// The reps of the truth.
    Reps,
    /// Strides, named as such, and no rep.
    Strides,
    /// Neither.
    Nothing,
}

/// A kind of outing. The rows of [`TABLE`] say what each is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    EqualReps,
    Sets,
    Ladder,
    Mixed,
    Rounds,
    Fartlek,
    HillReps,
    Treadmill,
    Sprints,
    SprintSets,
    LongThreshold,
    SmartShort,
    Walked,
    Jogged,
    Stood,
    TimerStopped,
    FastJogs,
    DirectEdges,
    NoWarmUp,
    FalseStarts,
    NoDistance,
    NoPosition,
    NoSpeed,
    Strides,
    Steady,
    Tempo,
    Race,
    Progression,
    City,
    Trail,
    Ride,
    StoppedSprints,
    StoppedStrides,
    LongAlone,
    LittleContrast,
    OnOff,
    RoughReps,
    RoughSteady,
    HillyRun,
    SmallLoop,
    RunWalk,
    Lights,
    PickUps,
}

impl Kind {
    /// All kinds, in the order of the table.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.kind)
    }

    /// Its name in tables.
    pub(crate) fn name(self) -> &'static str {
        self.row().name
    }

    /// What a reader should find in it.
    pub(crate) fn expect(self) -> Expect {
        self.row().expect
    }

    /// Its row: the table is in the order of the kinds, which a test checks.
    pub(super) fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }
}

/// How the main part is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Body {
    /// Reps of one length.
    Equal,
    /// Two to four groups of such, with a longer break between them.
    Sets,
    /// Each rep a rung of one of [`LADDERS`].
    Ladder,
    /// Two to four groups of different lengths.
    Mixed,
    /// One of [`ROUNDS`] again and again, a short recovery within it and a longer one after it.
    Rounds,
    /// Reps of any length between the first two of `lengths`, recoveries as uneven.
    Fartlek,
    /// Reps up a slope and recoveries down it.
    Hills,
    /// An easy run with strides in it or after it.
    Strides,
    /// An easy run.
    Steady,
    /// One long stretch near threshold.
    Tempo,
    /// All out, warm-up recorded or not.
    Race,
    /// From easy to fast, in steps or evenly.
    Progression,
    /// Many stops.
    City,
    /// Mountains: climbs walked, descents run.
    Trail,
    /// On a bicycle.
    Ride,
    /// Running and walking in turns from end to end.
    RunWalk,
    /// An easy run with one to three lone accelerations of any length.
    PickUps,
}

/// What comes before the first rep and after the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Around {
    /// Easy running, then often a wait, drills or strides; afterwards often a walk, then easy running.
    Usual,
    /// Easy running straight into the first rep and out of the last.
    Direct,
    /// The recording begins within seconds of the first rep and ends within seconds of the last.
    Nothing,
    /// As usual, and before the first rep one to three starts that are broken off after 4 to 12 s.
    FalseStarts,
}

/// A kind of outing.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) kind: Kind,
    pub(super) name: &'static str,
    pub(super) expect: Expect,
    pub(super) body: Body,
    pub(super) around: Around,
    /// Lengths of a rep, all as likely.
    pub(super) lengths: &'static [Length],
    /// Reps in all, or in a group; fewer when that would be more than 50 min of work, but at least three.
    pub(super) count: (u32, u32),
    /// Speed of the reps over what the runner could hold for so long.
    pub(super) effort: Range,
    /// What is done in recoveries, all as likely, the same in the whole session.
    pub(super) rests: &'static [Ease],
    /// Length of a recovery over that of its rep ...
    pub(super) rest_share: Range,
    /// ... and its bounds, s.
    pub(super) rest_s: Range,
    /// Speed of a recovery jog over that of the reps.
    pub(super) jog: Range,
    pub(super) places: &'static [Place],
    pub(super) recordings: &'static [Recording],
    pub(super) sensors: &'static [Sensor],
    /// How the satellites see it.
    pub(super) view: View,
}

/// How the satellites see an outing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    /// As the watch does.
    Usual,
    /// Badly: between houses, under trees, by an old chip.
    Rough,
    /// Misled at the same places of each round of a small loop.
    Misled,
}

/// The ordinary session, from which other rows differ.
///
/// Recoveries of 36 to 301 s, two fifths walked, two fifths jogged, the rest stood or with the timer stopped, are those of
/// real sessions with laps, as is the share of thinned recordings.
const USUAL: Row = Row {
    kind: Kind::EqualReps,
    name: "equal reps",
    expect: Expect::Reps,
    body: Body::Equal,
    around: Around::Usual,
    lengths: &[
        Distance(200.0),
        Distance(300.0),
        Distance(400.0),
        Distance(500.0),
        Distance(600.0),
        Distance(800.0),
        Distance(1000.0),
        Distance(1200.0),
        Distance(1609.344),
        Distance(2000.0),
        Time(30.0),
        Time(45.0),
        Time(60.0),
        Time(90.0),
        Time(120.0),
        Time(180.0),
        Time(240.0),
        Time(300.0),
    ],
    count: (3, 14),
    effort: Range::new(0.89, 1.02),
    rests: &[Walk, Walk, Walk, Jog, Jog, Jog, Stand, Paused],
    rest_share: Range::new(0.45, 1.6),
    rest_s: Range::new(30.0, 300.0),
    jog: Range::new(0.36, 0.60),
    places: &[Place::Oval(1), Place::Oval(1), Place::Oval(4), Place::Road, Place::City],
    recordings: &[Recording::EverySecond, Recording::EverySecond, Recording::Smart, Recording::Every(2, 4)],
    sensors: ALL_SENSORS,
    view: View::Usual,
};

/// A run without reps, from which other such rows differ.
const PLAIN: Row = Row {
    kind: Kind::Steady,
    name: "steady run",
    expect: Expect::Nothing,
    body: Body::Steady,
    places: &[Place::Oval(1), Place::Road, Place::Road, Place::City],
    ..USUAL
};

/// An easy run with strides in it or after it, from which other such rows differ.
const STRIDES: Row = Row {
    kind: Kind::Strides,
    name: "strides in or after an easy run",
    expect: Expect::Strides,
    body: Body::Strides,
    count: (2, 10),
    lengths: &[Time(12.0), Time(15.0), Time(20.0), Time(25.0), Time(30.0), Distance(80.0), Distance(100.0)],
    effort: Range::new(0.78, 0.95),
    rests: &[Jog, Jog, Walk],
    rest_share: Range::new(2.0, 5.0),
    rest_s: Range::new(40.0, 110.0),
    ..PLAIN
};

/// All kinds. What all of them share stands in `conditions.rs` and `around.rs`.
#[rustfmt::skip]
pub(super) const TABLE: [Row; 43] = [
    USUAL,
    Row { kind: Kind::Sets, name: "sets", body: Body::Sets, count: (2, 6), rest_share: Range::new(0.4, 1.2), rest_s: Range::new(20.0, 120.0),
        lengths: &[Distance(150.0), Distance(200.0), Distance(300.0), Distance(400.0), Time(30.0), Time(40.0), Time(60.0)], ..USUAL },
    Row { kind: Kind::Ladder, name: "ladders and pyramids", body: Body::Ladder, ..USUAL },
    Row { kind: Kind::Mixed, name: "mixed sessions", body: Body::Mixed, count: (1, 5), ..USUAL },
    Row { kind: Kind::Rounds, name: "rounds of unlike reps", body: Body::Rounds, count: (2, 4), rest_share: Range::new(0.3, 1.0), rest_s: Range::new(20.0, 120.0), ..USUAL },
    Row { kind: Kind::Fartlek, name: "fartlek", body: Body::Fartlek, count: (5, 14), lengths: &[Time(30.0), Time(240.0)],
        rests: &[Jog], jog: Range::new(0.45, 0.70), rest_share: Range::new(0.5, 1.3), places: &[Place::Road, Place::City], ..USUAL },
    Row { kind: Kind::HillReps, name: "hill reps", body: Body::Hills, count: (4, 12), effort: Range::new(0.74, 0.90), rests: &[Walk, Jog, Jog],
        lengths: &[Time(20.0), Time(30.0), Time(45.0), Time(60.0), Time(90.0), Time(120.0)], rest_share: Range::new(1.2, 2.2),
        jog: Range::new(0.5, 0.8), places: &[Place::Road], ..USUAL },
    Row { kind: Kind::Treadmill, name: "treadmill", places: &[Place::Treadmill],
        sensors: &[Sensor::Distance, Sensor::Speed, Sensor::HeartRate, Sensor::Steps], ..USUAL },
    Row { kind: Kind::Sprints, name: "sprints of 10 to 20 s", count: (2, 14), effort: Range::new(0.82, 1.03), rests: &[Walk, Walk, Jog, Stand, Paused],
        lengths: &[Distance(80.0), Distance(100.0), Distance(120.0), Time(10.0), Time(12.0), Time(15.0), Time(20.0)], rest_share: Range::new(3.0, 16.0), ..USUAL },
    Row { kind: Kind::SprintSets, name: "sets of sprints", body: Body::Sets, count: (2, 4), effort: Range::new(0.82, 1.03), rests: &[Walk, Walk, Jog, Stand, Paused],
        lengths: &[Distance(80.0), Distance(100.0), Time(10.0), Time(15.0), Time(20.0)], rest_share: Range::new(4.0, 14.0), ..USUAL },
    Row { kind: Kind::LongThreshold, name: "threshold reps of 10 min and more", count: (2, 4), effort: Range::new(0.93, 1.0), rests: &[Jog, Jog, Walk, Stand],
        lengths: &[Time(600.0), Time(720.0), Time(900.0), Time(1200.0), Distance(3000.0), Distance(5000.0)], rest_share: Range::new(0.08, 0.3),
        rest_s: Range::new(60.0, 240.0), jog: Range::new(0.5, 0.68), ..USUAL },
    Row { kind: Kind::SmartShort, name: "200 m with 12 records each", lengths: &[Distance(200.0)], count: (5, 14),
        recordings: &[Recording::Every(2, 3)], ..USUAL },
    Row { kind: Kind::Walked, name: "recoveries walked", rests: &[Walk], ..USUAL },
    Row { kind: Kind::Jogged, name: "recoveries jogged", rests: &[Jog], ..USUAL },
    Row { kind: Kind::Stood, name: "recoveries stood", rests: &[Stand], ..USUAL },
    Row { kind: Kind::TimerStopped, name: "recoveries with the timer stopped", rests: &[Paused], ..USUAL },
    Row { kind: Kind::FastJogs, name: "jogs at 0.6 to 0.7 of the rep", rests: &[Jog], jog: Range::new(0.60, 0.70), effort: Range::new(0.94, 1.03), ..USUAL },
    Row { kind: Kind::DirectEdges, name: "warm-up straight into the reps", around: Around::Direct, ..USUAL },
    Row { kind: Kind::NoWarmUp, name: "no warm-up, no cool-down", around: Around::Nothing, ..USUAL },
    Row { kind: Kind::FalseStarts, name: "drills and false starts", around: Around::FalseStarts, ..USUAL },
    Row { kind: Kind::NoDistance, name: "no distance field",
        sensors: &[Sensor::Position, Sensor::Altitude, Sensor::Speed, Sensor::HeartRate, Sensor::Steps], ..USUAL },
    Row { kind: Kind::NoPosition, name: "no position",
        sensors: &[Sensor::Distance, Sensor::Speed, Sensor::HeartRate, Sensor::Steps], ..USUAL },
    Row { kind: Kind::NoSpeed, name: "neither distance nor speed field", sensors: &[Sensor::Position, Sensor::HeartRate], ..USUAL },
    STRIDES,
    PLAIN,
    Row { kind: Kind::Tempo, name: "one long tempo", body: Body::Tempo, ..PLAIN },
    Row { kind: Kind::Race, name: "race", body: Body::Race, ..PLAIN },
    Row { kind: Kind::Progression, name: "progression run", body: Body::Progression, ..PLAIN },
    Row { kind: Kind::City, name: "stop-and-go city run", body: Body::City, places: &[Place::City], ..PLAIN },
    Row { kind: Kind::Trail, name: "trail run", body: Body::Trail, places: &[Place::Trail], ..PLAIN },
    Row { kind: Kind::Ride, name: "bicycle ride", body: Body::Ride, places: &[Place::Road], ..PLAIN },
    Row { kind: Kind::StoppedSprints, name: "sprints of 10 to 35 s between stops", count: (2, 12), effort: Range::new(0.82, 1.03), rests: &[Stand, Paused],
        lengths: &[Distance(80.0), Distance(100.0), Distance(150.0), Distance(200.0), Time(10.0), Time(15.0), Time(20.0), Time(30.0)],
        rest_share: Range::new(2.0, 16.0), ..USUAL },
    Row { kind: Kind::StoppedStrides, name: "strides with stops between them", rests: &[Stand, Paused, Walk], ..STRIDES },
    Row { kind: Kind::LongAlone, name: "a few long reps alone", around: Around::Nothing, count: (2, 5), effort: Range::new(0.92, 1.02), rests: &[Walk, Stand, Paused, Jog], rest_share: Range::new(0.15, 0.9), rest_s: Range::new(90.0, 300.0),
        lengths: &[Time(240.0), Time(360.0), Time(480.0), Time(600.0), Time(900.0), Distance(800.0), Distance(1000.0), Distance(1600.0), Distance(2000.0), Distance(3000.0)], ..USUAL },
    Row { kind: Kind::LittleContrast, name: "recoveries nearly as fast", count: (3, 8), effort: Range::new(0.90, 0.99), rests: &[Jog], jog: Range::new(0.77, 0.90),
        lengths: &[Time(180.0), Time(240.0), Time(300.0), Time(480.0), Time(600.0), Time(900.0), Distance(1000.0), Distance(2000.0)],
        rest_share: Range::new(0.3, 1.2), rest_s: Range::new(60.0, 600.0), places: &[Place::Oval(1), Place::Road], ..USUAL },
    Row { kind: Kind::OnOff, name: "on and off from the first second", count: (8, 20), around: Around::Nothing, effort: Range::new(0.86, 0.98), rests: &[Jog, Jog, Walk],
        lengths: &[Time(20.0), Time(30.0), Time(40.0), Time(45.0), Time(60.0)], rest_share: Range::new(0.6, 1.2), rest_s: Range::new(15.0, 60.0), jog: Range::new(0.45, 0.75), ..USUAL },
    Row { kind: Kind::RoughReps, name: "reps seen badly by the satellites", view: View::Rough,
        recordings: &[Recording::EverySecond, Recording::Smart, Recording::Every(3, 5)], ..USUAL },
    Row { kind: Kind::RoughSteady, name: "steady run seen badly", view: View::Rough,
        recordings: &[Recording::EverySecond, Recording::Smart, Recording::Every(3, 5), Recording::Every(3, 5)], ..PLAIN },
    Row { kind: Kind::HillyRun, name: "hilly run", places: &[Place::Hills], ..PLAIN },
    Row { kind: Kind::SmallLoop, name: "rounds of a small loop", places: &[Place::Oval(1), Place::City, Place::Road], view: View::Misled, ..PLAIN },
    Row { kind: Kind::RunWalk, name: "run and walk", body: Body::RunWalk, places: &[Place::Road, Place::City], ..PLAIN },
    Row { kind: Kind::Lights, name: "stops at lights, the timer too", body: Body::City, rests: &[Paused], places: &[Place::City, Place::Road], ..PLAIN },
    Row { kind: Kind::PickUps, name: "lone accelerations", body: Body::PickUps, ..PLAIN },
];

/// Ladders and pyramids: the rungs, drawn as they stand or turned around.
pub(super) const LADDERS: [&[Length]; 8] = [
    &[Time(300.0), Time(240.0), Time(180.0), Time(120.0), Time(60.0)],
    &[Time(60.0), Time(120.0), Time(180.0), Time(120.0), Time(60.0)],
    &[Time(60.0), Time(120.0), Time(180.0), Time(240.0), Time(180.0), Time(120.0), Time(60.0)],
    &[
        Distance(200.0),
        Distance(400.0),
        Distance(600.0),
        Distance(800.0),
        Distance(600.0),
        Distance(400.0),
        Distance(200.0),
    ],
    &[Distance(1600.0), Distance(1200.0), Distance(800.0), Distance(400.0)],
    &[Distance(1000.0), Distance(800.0), Distance(600.0), Distance(400.0), Distance(200.0)],
    &[Distance(400.0), Distance(800.0), Distance(1200.0), Distance(800.0), Distance(400.0)],
    &[Distance(2000.0), Distance(1000.0), Distance(500.0), Distance(300.0)],
];

/// Rounds as coaches write them, "3 x (600 m + 200 m)": drawn as they stand or turned around.
pub(super) const ROUNDS: [&[Length]; 8] = [
    &[Distance(600.0), Distance(200.0)],
    &[Distance(300.0), Distance(150.0)],
    &[Distance(1000.0), Distance(300.0)],
    &[Distance(1200.0), Distance(400.0)],
    &[Distance(200.0), Distance(400.0), Distance(200.0)],
    &[Distance(800.0), Distance(400.0), Distance(200.0)],
    &[Time(180.0), Time(60.0)],
    &[Time(120.0), Time(60.0), Time(30.0)],
];
