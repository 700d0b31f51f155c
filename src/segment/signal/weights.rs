//! How much each piece of evidence counts: for choosing among readings, and for believing the best one.
//!
//! The weights were fitted by conditional logistic regression (the right cut against all other cuts of its session) to
//! hand-lapped sessions of eleven runners and to simulated ones of kinds that are rare there (ladders, long reps); those
//! of the gate by logistic regression against even runs, and even runs with stops put into them. Leaving each runner out
//! in turn costs six points of exact sessions: the weights carry over, not perfectly. They are plain data, so that the
//! evidence for a choice can be read out term by term.

use super::evidence::{FEATURES, Features};

/// The weights of one feature, in score units per unit of the feature.
struct Weight {
    /// Its name in [`FEATURES`], to keep the table readable; the order is the same.
    #[cfg_attr(not(test), expect(dead_code, reason = "the table is read by people, and checked by a test"))]
    feature: &'static str,
    /// Of the feature, when choosing.
    linear: f64,
    /// Of its square, when choosing.
    square: f64,
    /// Of the feature, when deciding whether there is a session at all.
    gate: f64,
}

/// Log odds of a session when all features are zero.
const GATE_BIAS: f64 = -6.67;

const WEIGHTS: [Weight; FEATURES.len()] = [
    Weight { feature: "ln_count", linear: 2.54, square: 0.25, gate: 1.39 },
    Weight { feature: "contrast_median", linear: 0.52, square: 0.03, gate: 1.33 },
    Weight { feature: "contrast_least", linear: 1.65, square: 0.00, gate: 1.10 },
    Weight { feature: "speed_spread", linear: -11.05, square: -16.12, gate: 0.00 },
    Weight { feature: "like_share", linear: 2.59, square: 0.00, gate: 3.39 },
    Weight { feature: "rest_irregularity", linear: -2.13, square: -0.75, gate: -4.93 },
    Weight { feature: "margin_reps", linear: -1.16, square: -2.51, gate: -1.73 },
    Weight { feature: "margin_rests", linear: 1.66, square: -1.41, gate: 0.00 },
    Weight { feature: "left_out_similar", linear: -0.32, square: 0.00, gate: -0.84 },
    Weight { feature: "left_out_adjacent", linear: -0.68, square: 0.00, gate: 0.00 },
    Weight { feature: "outside_fast", linear: -3.94, square: -1.15, gate: 0.05 },
    Weight { feature: "edge_contrast", linear: 2.33, square: -0.32, gate: 3.06 },
    Weight { feature: "first_slower", linear: -3.17, square: -12.25, gate: 0.00 },
    Weight { feature: "last_slower", linear: -2.35, square: -6.12, gate: 0.00 },
    Weight { feature: "first_longer", linear: 0.08, square: 0.10, gate: 0.00 },
    Weight { feature: "last_longer", linear: -0.31, square: -0.01, gate: 0.00 },
    Weight { feature: "ln_rep_s", linear: 0.42, square: 0.02, gate: 0.29 },
    Weight { feature: "ln_rest_ratio", linear: 0.43, square: -0.40, gate: 0.00 },
    Weight { feature: "time_spread", linear: -3.37, square: -0.96, gate: -4.70 },
    Weight { feature: "edge_weakest", linear: 1.89, square: 0.00, gate: 0.07 },
    Weight { feature: "next_door", linear: -2.00, square: 0.00, gate: 0.00 },
    Weight { feature: "first_gap", linear: 0.38, square: -0.46, gate: 0.70 },
    Weight { feature: "last_gap", linear: 0.77, square: -0.12, gate: -0.64 },
    Weight { feature: "inside_valley", linear: 0.03, square: 0.00, gate: -1.03 },
    Weight { feature: "faster_outside", linear: -0.88, square: 0.00, gate: 0.00 },
    Weight { feature: "ladder", linear: 2.47, square: 0.00, gate: 4.43 },
    Weight { feature: "stopped_share", linear: -0.18, square: 0.00, gate: -4.56 },
    Weight { feature: "rest_briefness", linear: 1.95, square: 0.00, gate: 1.64 },
];

/// How well a reading explains the activity, in log odds against another reading of the same activity.
pub(super) fn score(features: &Features) -> f64 {
    WEIGHTS.iter().zip(features).map(|(w, x)| w.linear * x + w.square * x * x).sum()
}

/// Log odds that an activity whose best reading is this one is a session of reps at all.
pub(super) fn gate(features: &Features) -> f64 {
    GATE_BIAS + WEIGHTS.iter().zip(features).map(|(w, x)| w.gate * x).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_features() {
        for (weight, name) in WEIGHTS.iter().zip(FEATURES) {
            assert_eq!(weight.feature, name);
        }
    }
}
