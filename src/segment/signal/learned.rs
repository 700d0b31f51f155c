//! The learned log odds. Written by `benches/train`, from simulated outings alone; not by hand.

/// The log odds at every knot of every curve, and the bias.
#[rustfmt::skip]
pub(super) const LEARNED: [f64; super::model::PARAMETERS] = [
    // step of speed at the start, as a share of the speed.
    -0.316, -0.283, -0.234, -0.148, -0.024, 0.105, 0.175, 0.121, -0.061, -0.278, -0.481,
    // step of speed at the end, as a share of the speed.
    -0.287, -0.235, -0.169, -0.069, 0.062, 0.190, 0.247, 0.157, -0.099, -0.414, -0.737,
    // the smaller of the two.
    -0.582, -0.547, -0.484, -0.350, -0.141, 0.095, 0.274, 0.317, 0.263,
    // length in time (ln s).
    -0.876, -0.791, -0.661, -0.378, -0.086, 0.130, 0.280, 0.395, 0.502,
    // range of thresholds at which it shows.
    -1.846, -1.225, -0.597, -0.011, 0.461, 0.777, 1.025,
    // speed over its slowest 8 s.
    -0.165, 0.006, 0.018, -0.160, -0.440, -0.726,
    // speed over the usual speed of the activity.
    -1.087, -0.792, -0.466, -0.111, 0.221, 0.470, 0.658,
    // best effort of the activity over so long, over its speed.
    0.620, 0.313, 0.051, -0.181, -0.417, -0.658, -0.893,
    // speed (ln m/s).
    -0.453, -0.385, -0.303, -0.208, -0.113, -0.016, 0.062, 0.133,
    // slower rep over the recovery.
    0.087, 0.119, 0.147, 0.156, 0.112, -0.036, -0.300, -0.571,
    // slower rep over the fastest 10 s of the recovery.
    -1.425, -0.960, -0.506, -0.104, 0.203, 0.373, 0.427, 0.460,
    // slower rep over the fastest 30 s of the recovery.
    -0.682, -0.499, -0.310, -0.124, 0.036, 0.130, 0.151, 0.160,
    // length of the recovery (ln s).
    -0.287, -0.247, -0.193, -0.117, -0.022, 0.021, -0.019, -0.088, -0.167,
    // length of the recovery over the reps'.
    -0.287, -0.142, -0.005, 0.093, 0.066, -0.108, -0.293, -0.474,
    // unlikeness of the reps, in time or distance.
    1.847, 1.151, 0.510, -0.043, -0.504, -0.904, -1.329, -1.806,
    // unlikeness of their speeds, longer reps being slower.
    0.294, 0.226, 0.134, -0.037, -0.303, -0.629, -0.973,
    // first rep over the fastest 10 s before it.
    -0.124, -0.219, -0.224, -0.133, -0.006, 0.099, 0.141, 0.122, 0.080,
    // first rep over the fastest 30 s before it.
    -0.311, -0.229, -0.136, -0.032, 0.062, 0.126, 0.140, 0.093, 0.023,
    // first rep over the fastest 60 s before it.
    -0.742, -0.553, -0.335, -0.082, 0.163, 0.334, 0.385, 0.328, 0.235,
    // time before it (ln s).
    -0.234, -0.168, -0.098, -0.028, 0.045, 0.110, 0.148,
    // last rep over the fastest 10 s after it.
    -0.758, -0.560, -0.346, -0.121, 0.090, 0.263, 0.367, 0.401, 0.398,
    // last rep over the fastest 30 s after it.
    -0.581, -0.450, -0.303, -0.137, 0.035, 0.190, 0.297, 0.339, 0.344,
    // last rep over the fastest 60 s after it.
    -0.422, -0.327, -0.219, -0.095, 0.032, 0.144, 0.213, 0.221, 0.191,
    // time after it (ln s).
    -0.269, -0.176, -0.085, -0.002, 0.067, 0.101, 0.109,
    // third rep more like the first than like the second.
    -0.645, -0.383, -0.145, 0.065, 0.250, 0.395, 0.514,
    // change of recovery length.
    0.912, 0.477, 0.096, -0.220, -0.462, -0.687, -0.959,
    // Bias.
    -3.779,
];
