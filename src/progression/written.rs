//! A workout in words: in full, and in short.

use super::NextWorkout;
use super::next::{STRIDE_M, STRIDE_S, Step};
use super::words;
use crate::model::Rung;
use crate::units::DistanceUnit;

/// Half width of the printed pace range, as a fraction.
const PACE_RANGE: f64 = 0.01;

impl Step {
    /// A step of the ladder in words: `8 × 400 m`.
    pub(crate) fn rung_words(rung: &Rung) -> String {
        Self::entry(rung).short()
    }

    /// Whether its reps are no more than strides, in time and, where that is known, in distance: who is fast runs 200 m in less.
    fn is_short(&self) -> bool {
        self.rep_s < STRIDE_S && (self.rep_m.is_nan() || self.rep_m < STRIDE_M)
    }

    /// The workout, written out.
    pub(crate) fn write(&self, unit: DistanceUnit) -> NextWorkout {
        let range = self.speed_mps.map(|speed| (speed * (1.0 - PACE_RANGE), speed * (1.0 + PACE_RANGE)));
        let pace = match range {
            Some(range) => format!("at {}", words::rep_pace(self.length, range, unit)),
            None if self.is_short() => "relaxed and quick, by feel".to_owned(),
            None if self.is_first => "by feel".to_owned(),
            None => "by feel, as last time".to_owned(),
        };
        let again = match &self.whole {
            Some(whole) => format!("the same session again ({whole}): "),
            None if self.reps == 1 && self.others > 0 => "the same session again: ".to_owned(),
            None => String::new(),
        };
        let mut text = format!("{again}{} {pace}", self.short());
        let recovery = words::recovery(self.recovery_s, self.recovery_m, self.recovery_mode);
        if !recovery.is_empty() && self.reps > 1 {
            text = format!("{text}, {recovery}");
        }
        let others = match self.others {
            0 => String::new(),
            1 => "1 rep of the other kind as it was".to_owned(),
            more => format!("{more} other reps as they were"),
        };
        if !others.is_empty() {
            text = format!("{text}; {others}");
        }
        let frame = if self.is_short() {
            "in or after an easy run of at least 20 min"
        } else {
            "10\u{2013}15 min easy and 4 strides before, 10 min easy after"
        };
        NextWorkout {
            reps: self.reps,
            length: self.length,
            speed_mps: range,
            recovery_s: self.recovery_s,
            recovery_m: self.recovery_m,
            recovery_mode: self.recovery_mode,
            text,
            frame: frame.to_owned(),
            others,
        }
    }

    /// Reps and length: `6 × 400 m`.
    pub(crate) fn short(&self) -> String {
        match self.reps {
            1 => words::length(self.length),
            reps => format!("{reps} \u{d7} {}", words::length(self.length)),
        }
    }

    /// Reps, length and split: `6 × 400 m at 1:32–1:34`.
    pub(crate) fn headline(&self, unit: DistanceUnit) -> String {
        let range = self.speed_mps.map(|speed| (speed * (1.0 - PACE_RANGE), speed * (1.0 + PACE_RANGE)));
        let pace = range.map(|range| words::rep_pace(self.length, range, unit));
        let pace = pace.map(|pace| pace.split(" (").next().unwrap_or_default().to_owned());
        pace.map_or_else(|| self.short(), |pace| format!("{} at {pace}", self.short()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::next::tests::step;
    use super::*;

    #[test]
    fn a_workout_is_written_in_full() {
        let next = step(6, 75.0).write(DistanceUnit::Kilometre);
        assert_eq!(next.text, "6 \u{d7} 400 m at 1:32\u{2013}1:34 (3:50\u{2013}3:55 /km), 75 s jog");
        assert_eq!(step(6, 75.0).headline(DistanceUnit::Kilometre), "6 \u{d7} 400 m at 1:32\u{2013}1:34");
        let strides = Step::strides(8).write(DistanceUnit::Kilometre);
        assert_eq!(strides.text, "8 \u{d7} 20 s relaxed and quick, by feel, 75 s walk");
    }
}
