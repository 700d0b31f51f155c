//! Who runs, on what ground and with what watch: what every outing draws, whatever its kind.

use lastrep::stats::Range;

use super::super::body::Physique;
use super::super::laps::Lapping;
use super::super::random::Random;
use super::super::texture::Texture;
use super::super::watch::{Sensor, USUAL};
use super::kind::View;

/// What a runner holds for so many seconds, over his speed for 5 km: Riegel's exponent of 0.06 down to a minute, the usual
/// sprints of club runners below.
const HOLDS: [(f64, f64); 9] = [
    (5.0, 1.55),
    (15.0, 1.45),
    (30.0, 1.33),
    (60.0, 1.23),
    (120.0, 1.14),
    (300.0, 1.06),
    (1200.0, 1.00),
    (3600.0, 0.92),
    (14_400.0, 0.82),
];

/// A runner.
#[derive(Debug, Clone, Copy)]
pub(super) struct Runner {
    /// Speed over 5 km, m/s: 2.9 to 5.4, that is 29 to 15 min.
    pub(super) five_k_mps: f64,
    /// Speed of easy running, m/s: 0.60 to 0.76 of it, and no walk.
    pub(super) easy_mps: f64,
}

impl Runner {
    pub(super) fn drawn(random: &mut Random) -> Self {
        let five_k_mps = random.between(2.9, 5.4);
        Self { five_k_mps, easy_mps: (five_k_mps * random.between(0.60, 0.76)).max(2.0) }
    }

    /// The speed that he holds for so long, m/s.
    pub(super) fn holds_mps(self, seconds: f64) -> f64 {
        let at = HOLDS.partition_point(|hold| hold.0 < seconds).clamp(1, HOLDS.len() - 1);
        let (from, to) = (HOLDS[at - 1], HOLDS[at]);
        let share = ((seconds - from.0) / (to.0 - from.0)).clamp(0.0, 1.0);
        self.five_k_mps * (from.1 + share * (to.1 - from.1))
    }
}

/// The watches there are: how its distance comes about.
#[derive(Debug, Clone, Copy)]
struct Watch {
    /// Of a hundred outings, so many are recorded by it.
    percent: f64,
    tau_s: Range,
    delay_s: Range,
    smooth_s: Range,
    error_mps: Range,
    error_tau_s: Range,
    flicker_mps: Range,
    update_s: &'static [f64],
}

/// Ranges seen on real exports. On easy runs the speed of one second, against its mean over a minute, is off by 0.1 m/s
/// (foot pods) to 0.6 (satellites alone), and one second resembles the next by 0.95 (foot pods), 0.3 to 0.8 (most), or is
/// its opposite (distance written each other second).
const WATCHES: [Watch; 5] = [
    // Most watches: satellites and steps together.
    Watch {
        percent: 45.0,
        tau_s: Range::new(0.2, 0.8),
        delay_s: Range::new(0.0, 0.4),
        smooth_s: Range::new(0.0, 0.6),
        error_mps: Range::new(0.08, 0.25),
        error_tau_s: Range::new(3.0, 12.0),
        flicker_mps: Range::new(0.10, 0.35),
        update_s: &[0.0],
    },
    // Distance that is smoothed and late by 3 to 6 s.
    Watch {
        percent: 20.0,
        tau_s: Range::new(0.3, 1.0),
        delay_s: Range::new(0.8, 2.4),
        smooth_s: Range::new(1.0, 2.4),
        error_mps: Range::new(0.08, 0.25),
        error_tau_s: Range::new(3.0, 10.0),
        flicker_mps: Range::new(0.20, 0.50),
        update_s: &[0.0],
    },
    // A foot pod or a treadmill: smooth and a little late.
    Watch {
        percent: 12.0,
        tau_s: Range::new(0.2, 0.8),
        delay_s: Range::new(0.0, 0.5),
        smooth_s: Range::new(0.5, 1.6),
        error_mps: Range::new(0.02, 0.08),
        error_tau_s: Range::new(5.0, 15.0),
        flicker_mps: Range::new(0.00, 0.06),
        update_s: &[0.0],
    },
    // Old or among houses: satellites alone.
    Watch {
        percent: 13.0,
        tau_s: Range::new(0.2, 0.8),
        delay_s: Range::new(0.0, 0.5),
        smooth_s: Range::new(0.0, 0.6),
        error_mps: Range::new(0.25, 0.50),
        error_tau_s: Range::new(2.0, 8.0),
        flicker_mps: Range::new(0.35, 0.90),
        update_s: &[0.0],
    },
    // Distance written anew each 2 to 4 s.
    Watch {
        percent: 10.0,
        tau_s: Range::new(0.2, 0.8),
        delay_s: Range::new(0.0, 0.5),
        smooth_s: Range::new(0.0, 0.8),
        error_mps: Range::new(0.08, 0.25),
        error_tau_s: Range::new(3.0, 12.0),
        flicker_mps: Range::new(0.10, 0.30),
        update_s: &[2.0, 2.0, 3.0, 4.0],
    },
];

/// The texture of an outing: its runner's habits and one of the [`WATCHES`].
///
/// The easy parts of real runs sway by 3 to 11 % over half minutes and by 3 to 8 % over minutes, reps by 2 to 5 % (with
/// the watch's own error) over 5 to 15 s.
///
/// Half the height of a start comes about 1 s after the press on real exports, of the end of a rep 2.5 s: runners brake
/// more slowly than they start, and are under way when they press.
pub(super) fn texture(random: &mut Random) -> Texture {
    let mut between = |low: f64, high: f64| random.between(low, high);
    let mut texture = Texture {
        sway: between(0.02, 0.06),
        rep_sway: between(0.01, 0.04),
        wander: between(0.01, 0.07),
        rep_wander: between(0.0, 0.03),
        wander_tau_s: between(40.0, 200.0),
        rep_spread: between(0.004, 0.028),
        start_tau_s: between(0.2, 0.8),
        brake_tau_s: between(0.4, 1.8),
        rolling_s: between(0.0, 1.5),
        yield_to_hills: between(0.0, 1.0),
        press_s: (between(0.0, 1.6), between(0.2, 0.9)),
        position_m: between(1.2, 4.0),
        position_tau_s: between(20.0, 60.0),
        position_smooth_s: between(0.8, 5.0),
        ..Texture::PLAIN
    };
    let mut percent = random.between(0.0, 100.0);
    let chosen = WATCHES.iter().find(|watch| {
        percent -= watch.percent;
        percent < 0.0
    });
    let watch = chosen.unwrap_or(&WATCHES[0]);
    texture.distance_tau_s = random.within(watch.tau_s);
    texture.delay_s = random.within(watch.delay_s);
    texture.smooth_s = random.within(watch.smooth_s);
    texture.pace_sigma_mps = random.within(watch.error_mps);
    texture.pace_tau_s = random.within(watch.error_tau_s);
    texture.flicker_mps = random.within(watch.flicker_mps);
    texture.update_s = *random.pick(watch.update_s);
    // A watch that stops its timer by itself does so some seconds after the runner, and goes on some seconds after him.
    texture.stops_late_s =
        if random.chance(0.5) { (random.between(1.0, 8.0), random.between(0.0, 3.0)) } else { (0.0, 0.0) };
    // One watch in four loses the satellites now and then.
    texture.dropouts_per_hour = if random.chance(0.25) { random.between(0.3, 3.0) } else { 0.0 };
    texture
}

/// How the satellites see an outing, over what the watch makes of it anyway.
///
/// Under smart recording and a rough view the speed of a real steady run swings by a third for a quarter of a minute; on a
/// small loop it is a tenth too fast on one side and a tenth too slow on the other, round after round.
pub(super) fn see(view: View, texture: &mut Texture, random: &mut Random) {
    match view {
        View::Usual => {}
        View::Rough => {
            texture.pace_sigma_mps = random.between(0.35, 1.1);
            texture.pace_tau_s = random.between(4.0, 40.0);
            texture.flicker_mps = random.between(0.3, 1.2);
            texture.dropouts_per_hour = random.between(0.0, 12.0);
            texture.position_m = random.between(3.0, 9.0);
        }
        View::Misled => {
            texture.round_error = random.between(0.05, 0.22);
            texture.round_m = random.between(250.0, 1500.0);
        }
    }
}

/// A runner's heart and stride. Real cadence rises by 3 to 14 steps/min for each m/s.
pub(super) fn physique(runner: Runner, random: &mut Random) -> Physique {
    let mut between = |low: f64, high: f64| random.between(low, high);
    let vo2max_mps = runner.five_k_mps * between(1.02, 1.10);
    let up_s = between(20.0, 55.0);
    let wrist_s = between(5.0, 25.0);
    let steps = (between(148.0, 178.0), between(3.0, 14.0));
    let steps_late_s = between(1.0, 5.0);
    let feels_hills = between(0.7, 1.1);
    Physique {
        rest_bpm: between(42.0, 66.0),
        highest_bpm: between(168.0, 204.0),
        vo2max_mps,
        heart_tau_s: (up_s, up_s * between(1.0, 1.6)),
        heart_late_s: if random.chance(0.6) { wrist_s } else { 0.0 },
        steps_spm: steps,
        steps_late_s,
        feels_hills,
    }
}

/// What of the watch's sensors was worn: a fifth of real recordings has no heart rate, a fifth no steps.
pub(super) fn worn(sensors: &'static [Sensor], random: &mut Random) -> &'static [Sensor] {
    let (has_heart, has_steps) = (random.chance(0.8), random.chance(0.8));
    match (has_heart, has_steps) {
        _ if sensors != USUAL => sensors,
        (true, true) => sensors,
        (false, true) => &[Sensor::Position, Sensor::Altitude, Sensor::Distance, Sensor::Speed, Sensor::Steps],
        (true, false) => &[Sensor::Position, Sensor::Altitude, Sensor::Distance, Sensor::Speed, Sensor::HeartRate],
        (false, false) => &[Sensor::Position, Sensor::Altitude, Sensor::Distance, Sensor::Speed],
    }
}

/// How laps are made in a session of reps: mostly by hand.
pub(super) fn lapping(random: &mut Random) -> Lapping {
    *random.pick(&[
        Lapping::Hand,
        Lapping::Hand,
        Lapping::Hand,
        Lapping::Hand,
        Lapping::Steps,
        Lapping::Auto(1000.0),
        Lapping::Auto(1609.344),
        Lapping::None,
    ])
}

/// How laps are made in a run without reps: by the watch or not at all.
pub(super) fn plain_lapping(random: &mut Random) -> Lapping {
    *random.pick(&[Lapping::Auto(1000.0), Lapping::Auto(1000.0), Lapping::Auto(1609.344), Lapping::None])
}
