//! How rough an outing is: the runner's legs, the ground, the finger and the watch, as plain numbers.

/// The sizes of all that is not planned. [`Texture::PLAIN`] is a disciplined runner with a good watch on even ground.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Texture {
    /// Standard deviation of the quick sway of speed outside reps, share of the speed; it lasts 12 s.
    pub(crate) sway: f64,
    /// The same in reps.
    pub(crate) rep_sway: f64,
    /// Standard deviation of the slow wander of speed outside reps, share of the speed.
    pub(crate) wander: f64,
    /// The same in reps.
    pub(crate) rep_wander: f64,
    /// How long the slow wander lasts, s.
    pub(crate) wander_tau_s: f64,
    /// Standard deviation from one rep to the next, share of the speed.
    pub(crate) rep_spread: f64,
    /// Two lags of this many seconds in a row make a start: 0.7 takes about 2.4 s from 10 to 90 %.
    pub(crate) start_tau_s: f64,
    /// The same for braking, which takes longer: 1.5 takes about 5 s.
    pub(crate) brake_tau_s: f64,
    /// The runner is under way so many seconds before a rep begins: a rolling start. A rep led by the watch has none.
    pub(crate) rolling_s: f64,
    /// How much the runner lets hills slow or hasten him: 0 not at all, 1 at equal effort.
    pub(crate) yield_to_hills: f64,
    /// How late a press is, s: mean and standard deviation, never early and never over 3.5.
    pub(crate) press_s: (f64, f64),
    /// How much later than the runner's finger a watch that stops and starts its timer by itself does so, s.
    pub(crate) stops_late_s: (f64, f64),
    /// The watch's distance follows the runner with this time constant, s.
    pub(crate) distance_tau_s: f64,
    /// After that it comes so much later, s.
    pub(crate) delay_s: f64,
    /// And is smoothed with this time constant, s; 0 for not at all.
    pub(crate) smooth_s: f64,
    /// Standard deviation of the error of the speed that the distance is made of, m/s ...
    pub(crate) pace_sigma_mps: f64,
    /// ... and how long such an error lasts, s.
    pub(crate) pace_tau_s: f64,
    /// The same for the flicker of 0.7 s, m/s.
    pub(crate) flicker_mps: f64,
    /// The distance is written anew each so many seconds; 0 for always.
    pub(crate) update_s: f64,
    /// How often an hour the distance stands still for 5 to 25 s, to be made up for afterwards in part or at once.
    pub(crate) dropouts_per_hour: f64,
    /// The satellites are misled at the same places of each round: by this share of the speed ...
    pub(crate) round_error: f64,
    /// ... once in so many metres.
    pub(crate) round_m: f64,
    /// Standard deviation of the position error on each axis, m.
    pub(crate) position_m: f64,
    /// How long a position error lasts, s.
    pub(crate) position_tau_s: f64,
    /// The watch's filter on positions, s; 0 for none.
    pub(crate) position_smooth_s: f64,
}

impl Texture {
    /// The texture of the committed fixtures.
    pub(crate) const PLAIN: Self = Self {
        sway: 0.03,
        rep_sway: 0.012,
        wander: 0.0,
        rep_wander: 0.0,
        wander_tau_s: 90.0,
        rep_spread: 0.006,
        start_tau_s: 0.7,
        brake_tau_s: 1.5,
        rolling_s: 0.0,
        yield_to_hills: 0.0,
        press_s: (1.0, 0.7),
        stops_late_s: (0.0, 0.0),
        distance_tau_s: 0.8,
        delay_s: 0.0,
        smooth_s: 0.0,
        pace_sigma_mps: 0.10,
        pace_tau_s: 5.0,
        flicker_mps: 0.22,
        update_s: 0.0,
        dropouts_per_hour: 0.0,
        round_error: 0.0,
        round_m: 400.0,
        position_m: 2.4,
        position_tau_s: 30.0,
        position_smooth_s: 0.0,
    };
}
