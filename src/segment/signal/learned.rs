//! The learned log odds. Written by `benches/train`, from simulated outings alone; not by hand.

/// The log odds at every knot of every curve, and the bias.
#[rustfmt::skip]
pub(super) const LEARNED: [f64; super::model::PARAMETERS] = [
    // step of speed at the start, as a share of the speed.
    -0.316, -0.283, -0.234, -0.147, -0.022, 0.107, 0.177, 0.122, -0.062, -0.281, -0.485,
    // step of speed at the end, as a share of the speed.
    -0.287, -0.236, -0.170, -0.070, 0.060, 0.188, 0.245, 0.156, -0.098, -0.411, -0.733,
    // the smaller of the two.
    -0.582, -0.547, -0.484, -0.350, -0.141, 0.095, 0.274, 0.317, 0.262,
    // length in time (ln s).
    -0.879, -0.793, -0.661, -0.378, -0.086, 0.130, 0.280, 0.396, 0.503,
    // range of thresholds at which it shows.
    -1.847, -1.226, -0.597, -0.010, 0.461, 0.777, 1.025,
    // speed over its slowest 8 s.
    -0.165, 0.006, 0.018, -0.160, -0.440, -0.727,
    // speed over the usual speed of the activity.
    -1.088, -0.793, -0.466, -0.111, 0.222, 0.471, 0.659,
    // best effort of the activity over so long, over its speed.
    0.620, 0.313, 0.052, -0.181, -0.417, -0.659, -0.894,
    // speed (ln m/s).
    -0.453, -0.385, -0.302, -0.207, -0.112, -0.016, 0.060, 0.130,
    // slower rep over the recovery.
    0.087, 0.119, 0.146, 0.156, 0.112, -0.036, -0.301, -0.571,
    // slower rep over the fastest 10 s of the recovery.
    -1.424, -0.960, -0.507, -0.104, 0.202, 0.373, 0.427, 0.460,
    // slower rep over the fastest 30 s of the recovery.
    -0.682, -0.499, -0.311, -0.125, 0.034, 0.130, 0.151, 0.162,
    // length of the recovery (ln s).
    -0.287, -0.246, -0.192, -0.115, -0.020, 0.023, -0.019, -0.091, -0.172,
    // length of the recovery over the reps'.
    -0.288, -0.143, -0.006, 0.093, 0.066, -0.108, -0.292, -0.474,
    // unlikeness of the reps, in time or distance.
    1.848, 1.152, 0.511, -0.042, -0.504, -0.904, -1.331, -1.809,
    // unlikeness of their speeds, longer reps being slower.
    0.298, 0.228, 0.135, -0.037, -0.304, -0.632, -0.978,
    // first rep over the fastest 10 s before it.
    -0.130, -0.221, -0.224, -0.132, -0.004, 0.102, 0.143, 0.123, 0.080,
    // first rep over the fastest 30 s before it.
    -0.310, -0.229, -0.136, -0.033, 0.061, 0.126, 0.140, 0.094, 0.024,
    // first rep over the fastest 60 s before it.
    -0.741, -0.553, -0.335, -0.083, 0.162, 0.333, 0.385, 0.329, 0.236,
    // time before it (ln s).
    -0.234, -0.168, -0.098, -0.028, 0.045, 0.110, 0.147,
    // last rep over the fastest 10 s after it.
    -0.752, -0.557, -0.345, -0.122, 0.089, 0.262, 0.365, 0.398, 0.396,
    // last rep over the fastest 30 s after it.
    -0.575, -0.447, -0.301, -0.137, 0.034, 0.188, 0.294, 0.336, 0.341,
    // last rep over the fastest 60 s after it.
    -0.423, -0.327, -0.217, -0.093, 0.034, 0.145, 0.212, 0.219, 0.189,
    // time after it (ln s).
    -0.268, -0.175, -0.086, -0.003, 0.066, 0.101, 0.110,
    // third rep more like the first than like the second.
    -0.645, -0.384, -0.146, 0.065, 0.250, 0.395, 0.514,
    // change of recovery length.
    0.912, 0.477, 0.095, -0.220, -0.462, -0.687, -0.959,
    // Bias.
    -3.778,
];
