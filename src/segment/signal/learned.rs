//! The learned log odds. Written by `benches/train`, from simulated outings alone; not by hand.

/// The log odds at every knot of every curve, and the bias.
#[rustfmt::skip]
pub(super) const LEARNED: [f64; super::model::PARAMETERS] = [
    // step of speed at the start, as a share of the speed.
    -0.376, -0.379, -0.363, -0.295, -0.164, 0.010, 0.149, 0.127, -0.058, -0.259, -0.465,
    // step of speed at the end, as a share of the speed.
    -0.322, -0.295, -0.249, -0.148, 0.010, 0.187, 0.306, 0.237, -0.072, -0.443, -0.857,
    // the smaller of the two.
    -0.643, -0.679, -0.680, -0.579, -0.351, -0.032, 0.274, 0.421, 0.447,
    // length in time (ln s).
    -1.046, -1.113, -1.040, -0.545, -0.062, 0.189, 0.313, 0.425, 0.567,
    // range of thresholds at which it shows.
    -2.114, -1.362, -0.637, 0.019, 0.524, 0.820, 1.025,
    // speed over its slowest 8 s.
    -0.300, 0.023, 0.072, -0.143, -0.508, -0.882,
    // speed over the usual speed of the activity.
    -1.241, -0.870, -0.469, -0.061, 0.307, 0.592, 0.814,
    // best effort of the activity over so long, over its speed.
    0.393, 0.168, 0.011, -0.130, -0.309, -0.500, -0.685,
    // speed (ln m/s).
    -0.691, -0.519, -0.336, -0.163, -0.028, 0.062, 0.144, 0.204,
    // slower rep over the recovery.
    0.325, 0.485, 0.627, 0.697, 0.609, 0.286, -0.235, -0.774,
    // slower rep over the fastest 10 s of the recovery.
    -1.837, -1.236, -0.665, -0.168, 0.204, 0.380, 0.407, 0.395,
    // slower rep over the fastest 30 s of the recovery.
    -1.025, -0.723, -0.426, -0.158, 0.050, 0.146, 0.152, 0.182,
    // length of the recovery (ln s).
    -0.759, -0.625, -0.455, -0.222, 0.056, 0.252, 0.224, 0.053, -0.181,
    // length of the recovery over the reps'.
    -0.955, -0.514, -0.086, 0.233, 0.251, -0.036, -0.238, -0.279,
    // unlikeness of the reps, in time or distance.
    1.938, 1.287, 0.666, 0.116, -0.362, -0.847, -1.564, -2.467,
    // unlikeness of their speeds, longer reps being slower.
    0.279, 0.196, 0.110, -0.061, -0.391, -0.853, -1.366,
    // first rep over the fastest 10 s before it.
    -0.130, -0.364, -0.431, -0.324, -0.124, 0.069, 0.178, 0.191, 0.156,
    // first rep over the fastest 30 s before it.
    -0.172, -0.156, -0.127, -0.088, -0.035, 0.019, 0.033, -0.011, -0.092,
    // first rep over the fastest 60 s before it.
    -0.817, -0.590, -0.335, -0.065, 0.169, 0.310, 0.302, 0.188, 0.022,
    // longest clear stretch before it that is as fast (ln s).
    0.232, 0.202, 0.182, 0.139, -0.036, -0.271, -0.516, -0.757,
    // time before it (ln s).
    -0.600, -0.460, -0.309, -0.147, 0.043, 0.266, 0.447,
    // last rep over the fastest 10 s after it.
    -1.107, -0.833, -0.534, -0.215, 0.094, 0.343, 0.486, 0.501, 0.441,
    // last rep over the fastest 30 s after it.
    -0.658, -0.512, -0.344, -0.157, 0.026, 0.178, 0.264, 0.269, 0.208,
    // last rep over the fastest 60 s after it.
    -0.421, -0.328, -0.218, -0.086, 0.049, 0.153, 0.174, 0.102, -0.035,
    // longest clear stretch after it that is as fast (ln s).
    0.627, 0.327, 0.066, -0.134, -0.282, -0.396, -0.494, -0.589,
    // time after it (ln s).
    -0.569, -0.377, -0.191, -0.024, 0.110, 0.162, 0.156,
    // third rep more like the first than like the second.
    -0.788, -0.364, 0.034, 0.471, 0.935, 1.312, 1.614,
    // change of recovery length, the longer one quiet.
    1.415, 0.805, 0.286, -0.131, -0.409, -0.570, -0.714,
    // change of recovery length, the longer one with fast running in it.
    0.749, 0.460, 0.158, -0.191, -0.624, -1.117, -1.631,
    // Bias.
    -3.340,
];
