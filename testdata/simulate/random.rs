//! Chance that is the same on every machine: a small generator and the noises made of it.
//!
//! Only `+ - * /`, `sqrt` and `round` are used here and in the rest of the simulator. IEEE 754 fixes their results to
//! the last bit; `sin`, `exp` and `ln` come from the platform's library and do not.

use lastrep::stats::Range;

/// `SplitMix64`: one 64-bit state, equidistributed output.
///
/// # Source
/// Steele, Lea, Flood (2014), Fast splittable pseudorandom number generators, doi:10.1145/2660193.2660195.
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    /// A stream of its own for each purpose: taking more numbers for one channel leaves the others as they were.
    pub(crate) fn stream(seed: u64, purpose: u64) -> Self {
        let mut random = Self(seed ^ purpose.wrapping_mul(0xD1B5_4A32_D192_ED03));
        random.bits();
        random
    }

    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Uniform in 0 (included) to 1 (excluded).
    pub(crate) fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / 9_007_199_254_740_992.0
    }

    /// Uniform in `low` to `high`.
    pub(crate) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// Uniform in a range.
    pub(crate) fn within(&mut self, Range { low, high }: Range) -> f64 {
        self.between(low, high)
    }

    /// Whether something of this probability happens.
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// A whole number in `low` to `high`, both included.
    pub(crate) fn whole(&mut self, low: u32, high: u32) -> u32 {
        low + (f64::from(high - low + 1) * self.unit()) as u32
    }

    /// One of several, all as likely; there must be one.
    pub(crate) fn pick<'a, T>(&mut self, options: &'a [T]) -> &'a T {
        &options[(options.len() as f64 * self.unit()) as usize]
    }

    /// Nearly normal with mean 0 and standard deviation 1: twelve uniforms summed, so never beyond 6.
    pub(crate) fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }
}

/// Noise that remembers: a first-order autoregressive process.
#[derive(Debug, Clone)]
pub(crate) struct Drift {
    value: f64,
    keep: f64,
    kick: f64,
    random: Random,
}

impl Drift {
    /// Noise of standard deviation `sigma` that forgets within `tau_s`, drawn every `step_s`; it starts in its usual state.
    pub(crate) fn new(mut random: Random, sigma: f64, tau_s: f64, step_s: f64) -> Self {
        let keep = 1.0 / (1.0 + step_s / tau_s);
        let value = sigma * random.normal();
        Self { value, keep, kick: sigma * (1.0 - keep * keep).sqrt(), random }
    }

    /// The next value.
    pub(crate) fn next(&mut self) -> f64 {
        self.value = self.value * self.keep + self.kick * self.random.normal();
        self.value
    }
}

/// A first-order lag: follows its input with a time constant.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lag {
    /// What it shows now.
    pub(crate) value: f64,
}

impl Lag {
    /// A lag at rest at `value`.
    pub(crate) fn at(value: f64) -> Self {
        Self { value }
    }

    /// One step of `step_s` towards the input, with time constant `tau_s`; returns the new value.
    pub(crate) fn follow(&mut self, input: f64, tau_s: f64, step_s: f64) -> f64 {
        self.value += (input - self.value) * (step_s / (tau_s + step_s));
        self.value
    }
}
