//! How much each piece of evidence counts: for choosing among readings, and for believing the best one.
//!
//! The weights were fitted to hand-lapped sessions of eleven runners by conditional logistic regression (the right cut
//! against all other cuts of its session) and, for the gate, by logistic regression against even runs. Leaving each
//! runner out in turn costs eight points of exact sessions: they carry over, not perfectly. They are plain data so that
//! the evidence for a choice can be read out term by term.

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
const GATE_BIAS: f64 = -3.54;

const WEIGHTS: [Weight; FEATURES.len()] = [
    Weight { feature: "ln_count", linear: 2.60, square: 0.12, gate: 1.51 },
    Weight { feature: "contrast_median", linear: 0.17, square: -0.15, gate: 1.20 },
    Weight { feature: "contrast_least", linear: 0.72, square: 0.00, gate: 2.32 },
    Weight { feature: "speed_spread", linear: -10.39, square: -16.99, gate: 12.74 },
    Weight { feature: "like_share", linear: 2.47, square: 0.00, gate: 3.81 },
    Weight { feature: "rest_irregularity", linear: -1.84, square: -0.81, gate: -4.20 },
    Weight { feature: "margin_reps", linear: -0.20, square: -2.26, gate: 0.22 },
    Weight { feature: "margin_rests", linear: 1.88, square: -1.81, gate: -0.07 },
    Weight { feature: "left_out_similar", linear: -0.36, square: 0.00, gate: -0.98 },
    Weight { feature: "left_out_adjacent", linear: -0.53, square: 0.00, gate: 0.00 },
    Weight { feature: "outside_fast", linear: -3.17, square: -0.13, gate: 0.57 },
    Weight { feature: "edge_contrast", linear: 3.44, square: 0.79, gate: 4.12 },
    Weight { feature: "first_slower", linear: -1.97, square: -13.20, gate: 0.00 },
    Weight { feature: "last_slower", linear: -1.91, square: -4.24, gate: 0.00 },
    Weight { feature: "first_longer", linear: 0.17, square: 0.23, gate: 0.00 },
    Weight { feature: "last_longer", linear: -0.23, square: -0.08, gate: 0.00 },
    Weight { feature: "ln_rep_s", linear: 0.47, square: 0.03, gate: -0.81 },
    Weight { feature: "ln_rest_ratio", linear: 0.79, square: -0.65, gate: 0.00 },
    Weight { feature: "time_spread", linear: -3.33, square: -1.11, gate: -3.89 },
    Weight { feature: "edge_weakest", linear: 3.30, square: 0.00, gate: 1.04 },
    Weight { feature: "next_door", linear: -1.87, square: 0.00, gate: 0.00 },
    Weight { feature: "first_gap", linear: 0.41, square: -0.51, gate: 0.00 },
    Weight { feature: "last_gap", linear: 0.88, square: -0.10, gate: 0.00 },
    Weight { feature: "inside_valley", linear: 0.73, square: 0.00, gate: 1.42 },
    Weight { feature: "faster_outside", linear: -1.04, square: 0.00, gate: 0.00 },
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
