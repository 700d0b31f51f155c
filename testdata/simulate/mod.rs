//! A simulator of running sessions whose truth is known.
//!
//! ```text
//! Plan -motion-> speed and distance at 10 Hz -watch, body-> what the sensors show -laps, record times-> Simulated
//! ```
//!
//! The true motion changes speed within 2 to 4 s, sways by a percent or two and never repeats a rep exactly. The watch
//! adds a wandering position error, a distance that is late and a little long, a speed that lags by 5 s, a heart that
//! follows in about a minute, late lap presses, and gaps. How rough all this is says [`Texture`]; [`outing::outing`] draws whole
//! outings by kind. Everything comes from the seed: no clock, no platform `sin`.
//! What it leaves out: wind, sensors that fail, runners who forget the button.
//!
//! Tests and benches include this folder by its path. The toy athlete of `benches/simulate`, in `athlete.rs`, stands apart:
//! it knows sessions as a whole, and no second of them.

pub(crate) mod activity;
mod body;
mod laps;
mod motion;
mod odometer;
pub(crate) mod outing;
mod plan;
mod random;
mod route;
mod texture;
mod watch;

use lastrep::model::{Lap, Span, Sport, Surface, Track, Workout};
use lastrep::segment::SegmentKind;

pub(crate) use body::Physique;
pub(crate) use laps::Lapping;
pub(crate) use plan::{Ease, Length, Plan, Recovery, Reps};
pub(crate) use route::Place;
pub(crate) use texture::Texture;
pub(crate) use watch::{EVERYTHING, Recording, Sensor, USUAL};

/// How an outing is recorded.
#[derive(Debug, Clone)]
pub(crate) struct Setting {
    /// Seed of all chance.
    pub(crate) seed: u64,
    /// Unix time of the start, whole s.
    pub(crate) start_unix_s: i64,
    /// The sport.
    pub(crate) sport: Sport,
    /// Where.
    pub(crate) place: Place,
    /// How often a record is written.
    pub(crate) recording: Recording,
    /// How laps are made.
    pub(crate) lapping: Lapping,
    /// What is measured.
    pub(crate) sensors: &'static [Sensor],
    /// The watch's distance over the true one: 1.01 measures one percent long.
    pub(crate) scale: f64,
    /// How rough runner, ground and watch are.
    pub(crate) texture: Texture,
    /// The runner's heart and stride.
    pub(crate) physique: Physique,
}

/// Local time of all simulated outings minus UTC, s.
const UTC_OFFSET_S: i32 = 7200;

impl Setting {
    /// A run on a track, each second, laps by hand, an ordinary watch that measures 1 % long.
    pub(crate) fn new(seed: u64, start_unix_s: i64) -> Self {
        Self {
            seed,
            start_unix_s,
            sport: Sport::Running,
            place: Place::Oval(1),
            recording: Recording::EverySecond,
            lapping: Lapping::Hand,
            sensors: USUAL,
            scale: 1.01,
            texture: Texture::PLAIN,
            physique: Physique::PLAIN,
        }
    }
}

/// A stretch of what really happened.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Truth {
    /// Where, s of wall clock since the first record.
    pub(crate) span: Span,
    /// What.
    pub(crate) kind: SegmentKind,
    /// How far: the true way times the setting's scale, which is what the watch would have shown without an error, m.
    pub(crate) distance_m: f64,
}

/// A recorded outing with its truth. All times are s of wall clock since the first record.
#[derive(Debug, Clone)]
pub(crate) struct Simulated {
    /// Unix time of the first record, s.
    pub(crate) start_unix_s: i64,
    /// Local time minus UTC, s.
    pub(crate) utc_offset_s: i32,
    /// The sport.
    pub(crate) sport: Sport,
    /// Where it was run.
    pub(crate) surface: Option<Surface>,
    /// The records; values as coarse as FIT stores them.
    pub(crate) track: Track,
    /// The laps; the last one ends the recording.
    pub(crate) laps: Vec<Lap>,
    /// When the timer stood.
    pub(crate) pauses: Vec<Span>,
    /// The plan, when the watch followed it.
    pub(crate) workout: Option<Workout>,
    /// What really happened, in order, without gap.
    pub(crate) truth: Vec<Truth>,
}

impl Simulated {
    /// Carries out a plan and records it.
    pub(crate) fn record(plan: &Plan, setting: &Setting) -> Self {
        let stepped = setting.lapping == Lapping::Steps;
        let leader = stepped.then(|| odometer::Odometer::new(setting.scale, &setting.texture, setting.seed));
        let route = setting.place.route();
        let motion = motion::Motion::of(&plan.bouts, leader, &route, &setting.texture, setting.seed);
        let pauses = laps::pauses(&plan.bouts, &motion, &setting.texture, setting.seed);
        let readings = watch::Readings::of(&motion, &route, &pauses, setting);
        let marks = laps::marks(setting, plan, &motion, &readings);
        let presses: Vec<f64> = marks.iter().map(|mark| mark.time_s).collect();
        let times = watch::record_times(setting.recording, &motion, &pauses, &presses, setting.seed);
        Self {
            start_unix_s: setting.start_unix_s,
            utc_offset_s: UTC_OFFSET_S,
            sport: setting.sport.clone(),
            surface: (setting.sport == Sport::Running).then(|| setting.place.surface()),
            track: readings.track(&times, setting.sensors),
            laps: laps::laps(&marks, &readings, &pauses),
            pauses,
            workout: stepped.then(|| plan.workout.clone()),
            truth: truth(plan, &motion, setting.scale),
        }
    }

    /// Wall clock from the first record to the last, s.
    pub(crate) fn elapsed_s(&self) -> f64 {
        self.track.time_s.last().copied().unwrap_or(0.0)
    }

    /// The same without the pauses, s.
    pub(crate) fn timer_s(&self) -> f64 {
        self.elapsed_s() - self.pauses.iter().map(|pause| pause.length_s()).sum::<f64>()
    }

    /// The watch's distance over all laps, m.
    pub(crate) fn distance_m(&self) -> f64 {
        self.laps.iter().filter_map(|lap| lap.distance_m).sum()
    }
}

/// The bouts as they happened, neighbours of one kind joined: a run in and out of traffic lights is one stretch.
fn truth(plan: &Plan, motion: &motion::Motion, scale: f64) -> Vec<Truth> {
    let mut truth: Vec<Truth> = Vec::new();
    for (bout, edges) in plan.bouts.iter().zip(motion.edges_s.windows(2)) {
        let distance_m = scale * (motion.distance_at(edges[1]) - motion.distance_at(edges[0]));
        match truth.last_mut() {
            Some(before) if before.kind == bout.kind && bout.kind != SegmentKind::Work => {
                before.span.end_s = edges[1];
                before.distance_m += distance_m;
            }
            _ => truth.push(Truth { span: Span::new(edges[0], edges[1]), kind: bout.kind, distance_m }),
        }
    }
    truth
}
