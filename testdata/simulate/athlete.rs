//! A toy athlete: what a session asks, what the athlete can give, and what the session leaves behind.
//!
//! # Definition
//! Capacity is the speed at which 6 x 400 m with 75 s of jog can just be held. More volume lowers what can be held by
//! `(volume / 2400 m)^-0.04`, less rest by `(rest / 75 s)^0.03`, longer reps by `(length / 400 m)^-0.05`. The strain of a day
//! is the speed asked over what can be held, after fatigue and the noise of the day (1 %). RPE is `8 + 50 (strain - 1)` with
//! noise (0.6) and a bias of the runner's own (0.7). Above a strain of 1 the reps slow, by 1.5 % a percent, and the legs are
//! sore. A session at a strain of 0.92 or more adapts the athlete (0.25 % at 0.98, less the nearer it has come to 8 % above
//! its start); each percent above 1 leaves 0.5 % of fatigue, of which a week takes 60 %. A week without reps costs 0.15 %.
//!
//! None of these numbers was measured on people. They are set so that one session a week improves the athlete by a few
//! percent in a season, as in practice. The simulation compares rules of progression with each other; it does not prove any
//! of them.

/// One session as asked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked {
    pub(crate) reps: usize,
    pub(crate) metres: f64,
    pub(crate) speed_mps: f64,
    pub(crate) rest_s: f64,
}

impl Asked {
    /// The speed asked, divided by what can be held: at 1, the athlete can just hold it.
    pub(crate) fn strain(self, capacity_mps: f64) -> f64 {
        let volume = (self.reps as f64 * self.metres / 2400.0).powf(-0.04);
        let rest = (self.rest_s / 75.0).powf(0.03);
        let length = (self.metres / 400.0).powf(-0.05);
        self.speed_mps / (capacity_mps * volume * rest * length)
    }
}

/// The result of a session.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    /// Speeds of the reps as measured, m/s.
    pub(crate) speeds_mps: Vec<f64>,
    pub(crate) rpe: f64,
    pub(crate) soreness: f64,
    /// Whether the session could not be held.
    pub(crate) failed: bool,
}

/// A random generator with a fixed seed (xorshift64*, Vigna 2016; Box and Muller).
#[derive(Debug, Clone)]
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(0x9e37_79b9_7f4a_7c15 ^ (seed + 1).wrapping_mul(0x2545_f491_4f6c_dd1d))
    }

    pub(crate) fn uniform(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let bits = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 11;
        (bits + 1) as f64 / (1_u64 << 53) as f64
    }

    pub(crate) fn normal(&mut self) -> f64 {
        let (u, w) = (self.uniform(), self.uniform());
        (-2.0 * u.ln()).sqrt() * (std::f64::consts::TAU * w).cos()
    }
}

/// One athlete.
#[derive(Debug, Clone)]
pub(crate) struct Toy {
    pub(crate) capacity_mps: f64,
    pub(crate) start_mps: f64,
    fatigue: f64,
    rpe_bias: f64,
    pub(crate) chance: Chance,
}

impl Toy {
    pub(crate) fn new(seed: u64, mean_mps: f64) -> Self {
        let mut chance = Chance::new(seed);
        let capacity_mps = mean_mps * (1.0 + 0.08 * chance.normal()).clamp(0.8, 1.2);
        let rpe_bias = 0.7 * chance.normal();
        Self { capacity_mps, start_mps: capacity_mps, fatigue: 0.0, rpe_bias, chance }
    }

    /// Whether something else keeps the athlete from the session this week.
    pub(crate) fn misses(&mut self) -> bool {
        self.chance.uniform() < 0.08
    }

    pub(crate) fn run(&mut self, asked: Asked) -> Run {
        let day = 1.0 + 0.01 * self.chance.normal();
        let strain = asked.strain(self.capacity_mps * (1.0 - self.fatigue) * day);
        let over = (strain - 1.0).max(0.0);
        let last = (asked.reps - 1).max(1) as f64;
        let speeds_mps = (0..asked.reps)
            .map(|rep| {
                let held = 1.0 - (0.003 + 1.5 * over) * rep as f64 / last;
                asked.speed_mps * held * (1.0 + 0.007 * self.chance.normal() + 0.005 * self.chance.normal())
            })
            .collect();
        let rpe = (8.0 + 50.0 * (strain - 1.0) + self.rpe_bias + 0.6 * self.chance.normal()).round().clamp(1.0, 10.0);
        self.adapt(strain, over);
        Run { speeds_mps, rpe, soreness: (1.0 + 120.0 * over).round().min(8.0), failed: strain > 1.0 }
    }

    fn adapt(&mut self, strain: f64, over: f64) {
        let room = (1.0 - (self.capacity_mps / self.start_mps - 1.0) / 0.08).max(0.0);
        let stimulus = ((strain - 0.92) / 0.06).clamp(0.0, 1.0);
        self.capacity_mps *= 1.0 + 0.0025 * stimulus * room;
        self.fatigue = 0.4 * self.fatigue + 0.5 * over;
    }

    pub(crate) fn rest(&mut self) {
        self.capacity_mps *= 1.0 - 0.0015;
        self.fatigue *= 0.4;
    }
}
