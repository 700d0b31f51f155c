//! Simulated sessions with a fixed seed, for the tests of coverage.

/// A stream of sessions of n reps: mean 4.3 m/s, with true scatter, measurement noise and fade in %.
#[derive(Debug)]
pub(super) struct Sessions {
    state: u64,
    n: usize,
    scatter_pct: f64,
    noise_pct: f64,
    fade_pct: f64,
}

impl Sessions {
    pub(super) fn new(n: usize, scatter_pct: f64, noise_pct: f64, fade_pct: f64) -> Self {
        Self { state: 0x9e37_79b9_7f4a_7c15, n, scatter_pct, noise_pct, fade_pct }
    }

    /// Rep speeds of the next session, m/s.
    pub(super) fn next_speeds(&mut self) -> Vec<f64> {
        let spread = self.scatter_pct.hypot(self.noise_pct);
        (0..self.n)
            .map(|i| {
                let along = i as f64 / (self.n - 1) as f64 - 0.5;
                4.3 * (1.0 + (self.fade_pct * along + spread * self.normal()) / 100.0)
            })
            .collect()
    }

    /// A standard normal value (Box and Muller).
    pub(super) fn normal(&mut self) -> f64 {
        let (u, w) = (self.uniform(), self.uniform());
        (-2.0 * u.ln()).sqrt() * (std::f64::consts::TAU * w).cos()
    }

    /// A value in (0, 1] (xorshift64*, Vigna 2016).
    fn uniform(&mut self) -> f64 {
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        let bits = self.state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 11;
        (bits + 1) as f64 / (1_u64 << 53) as f64
    }
}

/// The share of trials that succeed.
pub(super) fn share(trials: usize, mut trial: impl FnMut() -> bool) -> f64 {
    (0..trials).filter(|_| trial()).count() as f64 / trials as f64
}
