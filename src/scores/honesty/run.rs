//! Steady runs: heart rate scatters about its truth with a memory of 40 s, as by breath, wind and small hills.

use super::{MOST, check, covers};
use crate::scores::anchors::{vdot_of_threshold, velocity_mps};
use crate::scores::kernel::SessionInput;
use crate::scores::kernel::decoupling::RISE_S;
use crate::scores::session::{efficiency_factor, heart_rate_speed_index, session_decoupling};
use crate::scores::simulation::Sessions;
use crate::scores::{Score, ScoreContext, fixture};
use crate::segment::WorkoutKind;

const CONTEXT: ScoreContext = ScoreContext {
    hr_max_bpm: Some(190.0),
    hr_rest_bpm: Some(50.0),
    lthr_bpm: None,
    sex: None,
    threshold_mps: Some(4.0),
    critical: None,
    rpe_cr10: None,
    reps_in_reserve: None,
    weather_c: None,
    own: crate::scores::Own { response: None, distance_factor: None },
};

/// Checks a score of runs of 4 m/s whose heart rate is 150 bpm, and some percent more in the second half.
fn check_runs(rise_pct: f64, of: fn(&SessionInput<'_>) -> Score, truth: f64) {
    let (keep, sd_bpm) = ((-1.0_f64 / 40.0).exp(), 3.0);
    for minutes in [31_usize, 60] {
        let seconds = 60 * minutes;
        let middle = f64::midpoint(RISE_S, seconds as f64 - 1.0);
        let mut prepared = fixture::prepared(seconds);
        prepared.uniform.step_rate_spm = None;
        let (mut chance, mut off) = (Sessions::new(2, 0.0, 0.0, 0.0), 0.0);
        check((minutes, rise_pct), MOST, || {
            let rate = |second: usize| {
                off = keep * off + sd_bpm * (1.0 - keep * keep).sqrt() * chance.normal();
                let rise = if (second as f64) < middle { 0.0 } else { rise_pct };
                off + 150.0 * (1.0 + rise / 100.0)
            };
            prepared.uniform.heart_rate_bpm = Some((0..seconds).map(rate).collect());
            covers(&of(&SessionInput::of(&prepared, WorkoutKind::Steady, &CONTEXT)), truth)
        });
    }
}

#[test]
fn decoupling_covers_the_true_one() {
    check_runs(0.0, session_decoupling::of, 0.0);
    check_runs(4.0, session_decoupling::of, 100.0 * (1.0 - 1.0 / 1.04));
}

#[test]
fn efficiency_covers_the_true_one() {
    check_runs(0.0, efficiency_factor::of, 1.6);
}

#[test]
fn the_index_covers_the_true_one() {
    // 4 m/s less what 150 bpm would give between standing at 76 bpm and the maximum.
    let peak_mps = velocity_mps(vdot_of_threshold(4.0));
    check_runs(0.0, heart_rate_speed_index::of, 4.0 - 74.0 / (114.0 / peak_mps));
}
