//! The learned log odds. Written by `benches/train`, from simulated outings alone; not by hand.

/// The log odds at every knot of every curve, and the bias.
#[rustfmt::skip]
pub(super) const LEARNED: &[f64] = &[
    // step of speed at the start, as a share of the speed.
    -0.398, -0.373, -0.330, -0.234, -0.081, 0.087, 0.182, 0.094, -0.107, -0.267, -0.428,
    // step of speed at the end, as a share of the speed.
    -0.425, -0.365, -0.284, -0.150, 0.032, 0.216, 0.320, 0.228, -0.086, -0.421, -0.803,
    // the smaller of the two.
    -0.771, -0.749, -0.690, -0.529, -0.258, 0.068, 0.343, 0.432, 0.425,
    // length in time (ln s).
    -0.802, -0.976, -0.960, -0.516, -0.077, 0.168, 0.264, 0.323, 0.418,
    // range of thresholds at which it shows.
    -2.114, -1.379, -0.658, -0.024, 0.486, 0.853, 1.157,
    // speed over its slowest 8 s.
    -0.233, 0.084, 0.122, -0.152, -0.581, -1.023,
    // speed over the usual speed of the activity.
    -0.955, -0.700, -0.419, -0.112, 0.186, 0.399, 0.586,
    // best effort of the activity over so long, over its speed.
    0.498, 0.200, -0.024, -0.183, -0.339, -0.513, -0.704,
    // speed (ln m/s).
    -0.780, -0.572, -0.346, -0.129, 0.031, 0.127, 0.170, 0.178,
    // slower rep over the recovery.
    0.356, 0.501, 0.628, 0.678, 0.566, 0.247, -0.236, -0.716,
    // slower rep over the fastest 10 s of the recovery.
    -1.877, -1.293, -0.722, -0.210, 0.165, 0.355, 0.414, 0.497,
    // slower rep over the fastest 30 s of the recovery.
    -1.071, -0.782, -0.482, -0.184, 0.058, 0.179, 0.196, 0.226,
    // length of the recovery (ln s).
    -0.797, -0.644, -0.451, -0.207, 0.064, 0.259, 0.226, 0.068, -0.154,
    // length of the recovery over the reps'.
    -0.871, -0.446, -0.035, 0.254, 0.235, -0.099, -0.318, -0.347,
    // unlikeness of the reps, in time or distance.
    1.931, 1.359, 0.779, 0.207, -0.356, -0.923, -1.652, -2.522,
    // unlikeness of their speeds, longer reps being slower.
    0.209, 0.151, 0.067, -0.064, -0.330, -0.735, -1.203,
    // cadence of the reps over the recovery's (steps/min).
    -0.524, -0.331, -0.120, 0.064, 0.126, 0.054, -0.118, -0.277, -0.082,
    // slower rep's fastest 5 s over the usual speed, the recovery run or walked.
    -0.609, -0.475, -0.325, -0.183, -0.084, -0.065, -0.083, -0.045,
    // slower rep's fastest 5 s over the usual speed, the recovery stood.
    -0.348, -0.221, -0.080, 0.088, 0.275, 0.455, 0.585, 0.675,
    // first rep over the fastest 10 s before it.
    -0.049, -0.391, -0.522, -0.419, -0.196, 0.038, 0.189, 0.243, 0.249,
    // first rep over the fastest 30 s before it.
    -0.219, -0.193, -0.148, -0.077, -0.012, 0.028, 0.034, -0.009, -0.083,
    // first rep over the fastest 60 s before it.
    -0.940, -0.671, -0.380, -0.074, 0.195, 0.351, 0.345, 0.225, 0.062,
    // longest clear stretch before it that is as fast (ln s).
    0.177, 0.194, 0.209, 0.176, -0.004, -0.259, -0.550, -0.867,
    // time before it (ln s).
    -0.500, -0.393, -0.278, -0.152, 0.001, 0.179, 0.313,
    // last rep over the fastest 10 s after it.
    -1.125, -0.882, -0.594, -0.265, 0.065, 0.348, 0.518, 0.544, 0.492,
    // last rep over the fastest 30 s after it.
    -0.664, -0.546, -0.401, -0.211, -0.001, 0.190, 0.303, 0.303, 0.227,
    // last rep over the fastest 60 s after it.
    -0.412, -0.331, -0.235, -0.109, 0.035, 0.149, 0.183, 0.103, -0.045,
    // longest clear stretch after it that is as fast (ln s).
    0.484, 0.231, 0.014, -0.147, -0.264, -0.352, -0.430, -0.505,
    // time after it (ln s).
    -0.502, -0.333, -0.172, -0.030, 0.076, 0.096, 0.058,
    // third rep more like the first than like the second.
    -0.711, -0.323, 0.038, 0.453, 0.912, 1.289, 1.583,
    // change of recovery length, the longer one quiet.
    1.125, 0.621, 0.198, -0.120, -0.329, -0.463, -0.600,
    // change of recovery length, the longer one with fast running in it.
    0.702, 0.442, 0.178, -0.117, -0.482, -0.911, -1.365,
    // Bias.
    -3.271,
];

/// The log odds at every knot of the curves of a session, and the bias.
#[rustfmt::skip]
pub(super) const LEARNED_SESSION: &[f64] = &[
    // log odds of its speed.
    -2.386, -1.850, -1.262, -0.587, 0.106, 0.708, 1.281, 1.774, 2.216,
    // reps.
    -1.295, -0.292, 0.384, 0.584, 0.460, 0.159,
    // time of work (ln s).
    0.616, 0.380, 0.111, -0.113, -0.190, -0.077, 0.049, 0.004, -0.230, -0.550,
    // share of the outing that is work.
    -0.961, -0.692, -0.312, 0.179, 0.601, 0.797, 0.706, 0.367, -0.096, -0.589,
    // cadence of the reps over that of recoveries that are run (steps/min).
    -0.706, -0.662, -0.551, -0.280, -0.019, 0.138, 0.258, 0.393,
    // cadence of the reps over that of other recoveries (steps/min).
    -0.677, -0.615, -0.560, -0.410, -0.012, 0.484, 0.930,
    // cadence of the reps over that of easy running (steps/min).
    -0.977, -0.966, -0.881, -0.563, -0.027, 0.427, 0.696, 0.878,
    // rise of heart rate over a rep, the recoveries run (beats/min).
    -0.483, -0.532, -0.510, -0.345, -0.073, 0.184, 0.376, 0.491, 0.615,
    // rise of heart rate over a rep, the recoveries walked or stood (beats/min).
    -0.042, -0.091, -0.131, -0.148, -0.137, -0.103, -0.013, 0.244, 0.738,
    // speed of the reps over that of easy running, logarithmic.
    -0.137, -0.521, -0.767, -0.781, -0.506, 0.036, 0.796, 1.592, 2.314,
    // grade of the reps less that of the recoveries.
    -0.652, -0.542, -0.429, -0.315, -0.266, -0.213, -0.072,
    // Bias.
    -2.230,
];
