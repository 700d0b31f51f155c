//! Where it is run: closed lines in the plane, walked by distance.

use lastrep::model::Surface;

/// A closed polyline in metres east and north of a fixed point, with the distance run at each corner.
#[derive(Debug, Clone)]
pub(crate) struct Route {
    corners: Vec<(f64, f64)>,
    run_m: Vec<f64>,
    /// Height of the hills along one round, m; 0 on a track.
    hill_m: f64,
}

/// The places the simulator knows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Place {
    /// A 400 m oval, in a lane from 1.
    Oval(u8),
    /// A rolling loop of some 3 km of country road.
    Road,
    /// Streets with right-angled corners.
    City,
    /// The same in hills: grades up to a fifteenth.
    Hills,
    /// The loop in the mountains: grades up to a tenth.
    Trail,
    /// A treadmill: no place at all.
    Treadmill,
}

impl Place {
    /// What a watch would call it.
    pub(crate) fn surface(self) -> Surface {
        match self {
            Self::Oval(_) => Surface::Track,
            Self::Road | Self::City | Self::Hills => Surface::Road,
            Self::Trail => Surface::Trail,
            Self::Treadmill => Surface::Treadmill,
        }
    }

    /// The line.
    pub(crate) fn route(self) -> Route {
        match self {
            Self::Oval(lane) => Route::closed(oval(lane), 0.0),
            Self::Road | Self::Treadmill => Route::closed(loop_road(), 9.0),
            Self::City => Route::closed(streets(), 3.0),
            Self::Hills => Route::closed(loop_road(), 20.0),
            Self::Trail => Route::closed(loop_road(), 30.0),
        }
    }
}

impl Route {
    fn closed(corners: Vec<(f64, f64)>, hill_m: f64) -> Self {
        let mut run_m = vec![0.0];
        for (here, there) in corners.iter().zip(corners.iter().cycle().skip(1)) {
            let (dx, dy) = (there.0 - here.0, there.1 - here.1);
            run_m.push(run_m[run_m.len() - 1] + (dx * dx + dy * dy).sqrt());
        }
        Self { corners, run_m, hill_m }
    }

    /// Once around, m.
    pub(crate) fn round_m(&self) -> f64 {
        self.run_m[self.corners.len()]
    }

    /// Metres east and north after a distance along the line.
    pub(crate) fn place(&self, distance_m: f64) -> (f64, f64) {
        let along = distance_m % self.round_m();
        let leg = self.run_m.partition_point(|&run| run <= along).clamp(1, self.corners.len()) - 1;
        let (from, to) = (self.corners[leg], self.corners[(leg + 1) % self.corners.len()]);
        let share = (along - self.run_m[leg]) / (self.run_m[leg + 1] - self.run_m[leg]);
        (from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1))
    }

    /// Height above the start after a distance along the line, m.
    pub(crate) fn height_m(&self, distance_m: f64) -> f64 {
        let turn = std::f64::consts::TAU * (distance_m % self.round_m()) / self.round_m();
        self.hill_m * (0.7 * sine(turn) + 0.3 * sine(3.0 * turn))
    }

    /// Rise over run after a distance along the line.
    pub(crate) fn grade(&self, distance_m: f64) -> f64 {
        if self.hill_m == 0.0 {
            return 0.0;
        }
        let per_m = std::f64::consts::TAU / self.round_m();
        let turn = per_m * (distance_m % self.round_m());
        self.hill_m * per_m * (0.7 * cosine(turn) + 0.9 * cosine(3.0 * turn))
    }
}

/// A standard 400 m track: straights of 84.39 m, bends of 36.50 m to the kerb.
///
/// # Source
/// World Athletics, Track and Field Facilities Manual, 2.2.1: run 0.30 m from the kerb in lane 1, 0.20 m from the line in
/// the others, lanes 1.22 m wide.
fn oval(lane: u8) -> Vec<(f64, f64)> {
    const STRAIGHT_M: f64 = 84.39;
    const BEND_POINTS: u32 = 48;
    let radius = if lane <= 1 { 36.80 } else { 36.70 + 1.22 * f64::from(lane - 1) };
    let mut corners = Vec::new();
    for (centre_x, from_turn) in [(STRAIGHT_M / 2.0, -0.25), (-STRAIGHT_M / 2.0, 0.25)] {
        for point in 0..=BEND_POINTS {
            let angle = std::f64::consts::TAU * (from_turn + 0.5 * f64::from(point) / f64::from(BEND_POINTS));
            corners.push((centre_x + radius * cosine(angle), radius * sine(angle)));
        }
    }
    corners
}

fn loop_road() -> Vec<(f64, f64)> {
    const POINTS: u32 = 360;
    (0..POINTS)
        .map(|point| {
            let turn = std::f64::consts::TAU * f64::from(point) / f64::from(POINTS);
            let radius = 440.0 * (1.0 + 0.20 * sine(3.0 * turn) + 0.08 * sine(5.0 * turn + 1.0));
            (radius * cosine(turn), radius * sine(turn))
        })
        .collect()
}

fn streets() -> Vec<(f64, f64)> {
    [(0, 0), (0, 310), (180, 310), (180, 520), (560, 520), (560, 240), (820, 240), (820, -130), (390, -130), (390, 0)]
        .into_iter()
        .map(|(x, y)| (f64::from(x), f64::from(y)))
        .collect()
}

/// The sine of an angle in radians, the same on every machine: a Taylor sum, good to 1e-12.
pub(crate) fn sine(angle: f64) -> f64 {
    use std::f64::consts::{FRAC_PI_2, PI, TAU};
    let mut x = angle - TAU * (angle / TAU).round();
    if x > FRAC_PI_2 {
        x = PI - x;
    } else if x < -FRAC_PI_2 {
        x = -PI - x;
    }
    let (mut term, mut sum) = (x, x);
    for k in 1..=9 {
        let n = f64::from(2 * k);
        term *= -x * x / (n * (n + 1.0));
        sum += term;
    }
    sum
}

fn cosine(angle: f64) -> f64 {
    sine(angle + std::f64::consts::FRAC_PI_2)
}
