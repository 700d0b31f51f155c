//! The line of a fade, to be drawn through the reps.

/// The line of a fade: a speed for every rep, with its 80 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FadeLine {
    /// Reps that the line goes through.
    pub reps: usize,
    /// Mean speed of the reps, m/s: the line at the middle rep.
    mean_mps: f64,
    /// Change of speed from a rep to the next, m/s.
    slope_mps: f64,
    /// Half the width of the slope's interval, m/s; 0 without an interval.
    slope_half_mps: f64,
}

/// A point of the line of a fade, m/s.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FadePoint {
    /// Speed on the line.
    pub speed_mps: f64,
    /// Low end of its 80 % interval.
    pub low_mps: f64,
    /// High end of its 80 % interval.
    pub high_mps: f64,
}

impl FadeLine {
    /// The line of a fade, %, with half the width of its interval, %, through reps of a mean speed, m/s.
    pub(crate) fn new(reps: usize, mean_mps: f64, fade_pct: f64, half_pct: f64) -> Self {
        let per_rep = mean_mps / 100.0 / (reps - 1) as f64;
        Self { reps, mean_mps, slope_mps: fade_pct * per_rep, slope_half_mps: half_pct * per_rep }
    }

    /// The line at a rep, counted from 0.
    ///
    /// # Definition
    /// The line goes through the mean of rep number and speed. With h half the width of the slope's interval and S the sum
    /// of squares of the rep numbers about their mean, half the width at x is `h sqrt(S) sqrt(1/n + (x - mean)^2 / S)`.
    pub fn at(&self, rep: usize) -> FadePoint {
        let centre = (self.reps - 1) as f64 / 2.0;
        let squares: f64 = (0..self.reps).map(|index| (index as f64 - centre).powi(2)).sum();
        let x = rep as f64 - centre;
        let half = self.slope_half_mps * squares.sqrt() * (1.0 / self.reps as f64 + x * x / squares).sqrt();
        let speed_mps = self.mean_mps + self.slope_mps * x;
        FadePoint { speed_mps, low_mps: speed_mps - half, high_mps: speed_mps + half }
    }
}
