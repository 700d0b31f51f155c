//! Single reps: their speeds have the error of measurement and no other.

use super::{MOST, check, covers};
use crate::scores::noise::{Ruler, Timing, rep_noise_pct};
use crate::scores::simulation::Sessions;
use crate::scores::{fast_start, target_error};
use crate::stats::Range;

/// A rep of any length, by any ruler, timed by a step or the button, against a target that it misses by some percent.
#[test]
fn target_error_covers_the_true_error() {
    for ruler in [Ruler::Known, Ruler::TrackMode, Ruler::Gnss, Ruler::FootPod] {
        for (metres, timing) in [200.0, 400.0, 1000.0, 3000.0]
            .into_iter()
            .flat_map(|metres| [Timing::Step, Timing::Button].map(|timing| (metres, timing)))
        {
            let noise_pct = rep_noise_pct(metres, metres / 4.3, timing, ruler);
            for error_pct in [-4.0, 0.0, 3.0] {
                let mut chance = Sessions::new(2, 0.0, 0.0, 0.0);
                check((ruler, metres, timing, error_pct), MOST, || {
                    let speed = 4.3 * (1.0 + error_pct / 100.0) * (1.0 + noise_pct / 100.0 * chance.normal());
                    covers(&target_error::evaluate(speed, Range::new(4.25, 4.35), noise_pct), error_pct)
                });
            }
        }
    }
}

/// The start and the rep are measured between four separate places, so each distance has the ruler's error over its own
/// length.
#[test]
fn fast_start_covers_the_true_start() {
    for ruler in [Ruler::TrackMode, Ruler::Gnss, Ruler::FootPod] {
        for (rep_s, fast_pct) in [60.0_f64, 92.0, 240.0, 1000.0].into_iter().flat_map(|s| [0.0, 5.0].map(|p| (s, p))) {
            // From 5 s or 5 % of the time to a quarter of it.
            let start_s = 0.25 * rep_s - (0.05 * rep_s).max(5.0);
            let mut chance = Sessions::new(2, 0.0, 0.0, 0.0);
            check((ruler, rep_s, fast_pct), MOST, || {
                let mut measured =
                    |speed: f64, seconds: f64| speed + ruler.sd_m(speed * seconds) / seconds * chance.normal();
                let mut run = |speed, time_s| fast_start::Stint { speed_mps: measured(speed, time_s), time_s };
                let (start, rep) = (run(4.3 * (1.0 + fast_pct / 100.0), start_s), run(4.3, rep_s));
                covers(&fast_start::evaluate(start, rep, ruler), fast_pct)
            });
        }
    }
}
