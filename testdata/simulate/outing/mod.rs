//! Whole outings by kind, as runners bring them home: one call, one labelled recording.
//!
//! ```text
//! Kind, seed -conditions-> runner, texture, setting -around, session, plain-> Plan -Simulated::record-> Simulated
//! ```
//!
//! All distributions stand in three places, for a reader to audit: the rows of [`kind::TABLE`] (what is run),
//! `conditions.rs` (runner and watch), `around.rs` (what precedes and follows the reps). They are wide on purpose, and
//! were set by looking at the texture of real exports, not at what any method finds in them.

mod around;
mod conditions;
mod kind;
mod plain;
mod session;

use lastrep::model::Sport;
use lastrep::stats::Range;

pub(crate) use kind::{Expect, Kind};

use super::laps::Lapping;
use super::plan::Plan;
use super::random::Random;
use super::route::Place;
use super::texture::Texture;
use super::watch::Recording;
use super::{Setting, Simulated};
use conditions::Runner;
use kind::{Around, Body, Row};

/// 2026-04-06, 06:00 UTC, the start of the outing with seed 0; later seeds start so many minutes later.
const FIRST_START_UNIX_S: i64 = 1_775_455_200;

/// One outing of a kind. Equal seeds give equal outings; kinds with one seed have nothing in common.
///
/// # Shape
/// The truth covers the outing without gap. It holds `Work` for each rep where [`Kind::expect`] says `Reps`, `Stride` for
/// strides (also before a set), and neither in the other kinds.
pub(crate) fn outing(kind: Kind, seed: u64) -> Simulated {
    let (plan, setting) = drawn(kind, seed, false);
    Simulated::record(&plan, &setting)
}

/// An outing of the kind by a disciplined runner with a good watch: modest noise, no rep unlike the others, a record each
/// second, no laps.
pub(crate) fn calm_outing(kind: Kind, seed: u64) -> Simulated {
    let (plan, setting) = drawn(kind, seed, true);
    let (recording, lapping) = (Recording::EverySecond, Lapping::None);
    Simulated::record(&plan, &Setting { texture: Texture::PLAIN, recording, lapping, ..setting })
}

/// What is run and how it is recorded.
fn drawn(kind: Kind, seed: u64, is_calm: bool) -> (Plan, Setting) {
    let own_seed = seed.wrapping_mul(64).wrapping_add(kind as u64).wrapping_add(7);
    let mut random = Random::stream(own_seed, 50);
    let row = kind.row();
    let runner = Runner::drawn(&mut random);
    let mut texture = conditions::texture(&mut random);
    let with_reps = row.expect == Expect::Reps;
    let lapping = if with_reps { conditions::lapping(&mut random) } else { conditions::plain_lapping(&mut random) };
    let place = *random.pick(row.places);
    let recording = *random.pick(row.recordings);
    if matches!(place, Place::Trail | Place::Hills) {
        texture.yield_to_hills = random.between(0.7, 1.3);
    }
    let mut body = Random::stream(own_seed, 51);
    conditions::see(row.view, &mut texture, &mut body);
    let physique = conditions::physique(runner, &mut body);
    let sensors = conditions::worn(row.sensors, &mut body);
    let setting = Setting {
        sport: if row.body == Body::Ride { Sport::Cycling } else { Sport::Running },
        place,
        recording,
        lapping,
        sensors,
        physique,
        scale: random.between(0.97, 1.035),
        texture,
        ..Setting::new(own_seed, FIRST_START_UNIX_S + 60 * i64::from((seed % 1_000_000) as u32))
    };
    let mut draw = Draw { random, runner, row, is_led: lapping == Lapping::Steps, is_calm };
    (draw.plan(Plan::named(row.name)), setting)
}

/// What the parts of an outing are drawn with.
struct Draw {
    random: Random,
    runner: Runner,
    row: &'static Row,
    /// Whether the watch leads through the plan: then nothing is run that is not in it.
    is_led: bool,
    /// Whether all reps are alike.
    is_calm: bool,
}

impl Draw {
    fn plan(&mut self, plan: Plan) -> Plan {
        if self.row.expect != Expect::Reps {
            return self.plain(plan);
        }
        let plan = self.before(plan);
        let plan = self.session(plan);
        self.after(plan)
    }

    /// Uniform between the two.
    fn between(&mut self, low: f64, high: f64) -> f64 {
        self.random.between(low, high)
    }

    /// Uniform in a range.
    fn within(&mut self, range: Range) -> f64 {
        self.random.within(range)
    }

    fn is_around(&self, around: Around) -> bool {
        self.row.around == around
    }
}
