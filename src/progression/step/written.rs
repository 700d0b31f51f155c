//! A workout in words: in full, and in short.

use super::step::{SLOWER, Step};
use super::written_out::NextWorkout;
use crate::model::{Rung, Shape};
use crate::progression::kind::lever::{STRIDE_M, STRIDE_S, pace_range};
use crate::progression::kind::plain;
use crate::units::DistanceUnit;

impl Step {
    /// A step of the ladder in words: `8 × 400 m`.
    pub(crate) fn rung_words(rung: &Rung) -> String {
        Self::entry(rung).short()
    }

    /// Whether the reps are strides, in time and, where that is known, in distance: a fast runner runs 200 m in the time of
    /// a stride.
    pub(crate) fn is_short(&self) -> bool {
        self.rep_s < STRIDE_S && (self.rep_m.is_nan() || self.rep_m < STRIDE_M)
    }

    /// Whether each rep of the whole session is to be a little slower.
    pub(crate) fn is_slower(&self) -> bool {
        self.whole.as_ref().is_some_and(|whole| whole.how == SLOWER)
    }

    /// The workout, written out.
    pub(crate) fn write(&self, unit: DistanceUnit) -> NextWorkout {
        let range = self.speed_mps.map(pace_range);
        let pace = match range {
            Some(range) => format!("at {}", plain::rep_pace(self.length, range, unit)),
            None if self.shape.is_within() => "by feel, quick but not all out".to_owned(),
            None if self.is_short() => "relaxed and quick, by feel".to_owned(),
            None if self.is_first || self.is_slower() => "by feel".to_owned(),
            None => "by feel, as last time".to_owned(),
        };
        let again = match &self.whole {
            Some(whole) if whole.session.is_empty() => format!("{}: ", whole.how),
            Some(whole) => format!("{} ({}): ", whole.how, whole.session),
            None => String::new(),
        };
        let others = self.others_words();
        let also = if others.is_empty() { String::new() } else { format!("; {others}") };
        let text = format!("{again}{}{also}", self.put_together(&pace));
        let frame = if self.shape.is_within() {
            "10 min easy before and after"
        } else if self.is_short() {
            "in or after an easy run of at least 20 min"
        } else {
            "10\u{2013}15 min easy and 4 strides before, 10 min easy after"
        };
        NextWorkout {
            reps: self.reps,
            length: self.length,
            rep_distance_m: self.rep_m,
            fast_distance_m: self.fast_m(),
            speed_mps: range,
            recovery_s: self.recovery_s,
            recovery_m: self.recovery_m,
            recovery_mode: self.recovery_mode,
            shape: self.shape,
            text,
            frame: frame.to_owned(),
            others,
            parts: self.parts(),
        }
    }

    /// The reps outside the set in words: `4 other reps as they were (4 × 200 m)`; empty where there are none.
    fn others_words(&self) -> String {
        let others = match self.others {
            0 => return String::new(),
            1 if self.is_slower() => "1 rep of the other kind slower, too".to_owned(),
            more if self.is_slower() => format!("{more} other reps slower, too"),
            1 => "1 rep of the other kind as it was".to_owned(),
            more => format!("{more} other reps as they were"),
        };
        match self.named_others() {
            Some(names) => format!("{others} ({names})"),
            None => others,
        }
    }

    /// Reps with their pace and recoveries: `6 × 400 m at 1:32–1:34, 75 s jog`, `2 × (3 × 300 m at 56.0–57.1 s, 150 s walk),
    /// 8 min between the sets`.
    fn put_together(&self, pace: &str) -> String {
        let recovery = plain::recovery(self.recovery_s, self.recovery_m, self.recovery_mode);
        let recovery = if recovery.is_empty() || self.reps < 2 { String::new() } else { format!(", {recovery}") };
        let between = |rest_s: f64| format!("{} between the sets", plain::duration(rest_s));
        match self.shape {
            Shape::Within { run_s } => {
                let rest = self.recovery_s.map(|rest| format!(", {} steady between", plain::duration(rest)));
                let run = format!("inside a steady run of {}", plain::duration(run_s));
                format!("{} {pace}{}, {run}", self.short(), rest.unwrap_or_default())
            }
            Shape::Sets { count, rest_s } if self.reps.is_multiple_of(count) => {
                let set = format!("{} \u{d7} {}", self.reps / count, plain::length(self.length));
                format!("{count} \u{d7} ({set} {pace}{recovery}), {}", between(rest_s))
            }
            Shape::Sets { rest_s, .. } => {
                let blocks: Vec<String> = self.shape.blocks(self.reps).iter().map(ToString::to_string).collect();
                format!("{} {pace}{recovery}, in sets of {}, {}", self.short(), plain::list(&blocks), between(rest_s))
            }
            Shape::Row => format!("{} {pace}{recovery}", self.short()),
        }
    }

    /// Reps and length: `6 × 400 m`, `2 × (3 × 300 m)`.
    pub(crate) fn short(&self) -> String {
        match (self.shape, self.reps) {
            (Shape::Sets { count, .. }, reps) if reps > 1 && reps.is_multiple_of(count) => {
                format!("{count} \u{d7} ({} \u{d7} {})", reps / count, plain::length(self.length))
            }
            (_, reps) => plain::reps(reps, self.length),
        }
    }

    /// Reps, length and split: `6 × 400 m at 1:32–1:34`.
    pub(crate) fn headline(&self, unit: DistanceUnit) -> String {
        let Some(speed_mps) = self.speed_mps else { return self.short() };
        let pace = plain::rep_pace(self.length, pace_range(speed_mps), unit);
        format!("{} at {}", self.short(), pace.split(" (").next().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::super::step::tests::step;
    use super::*;

    #[test]
    fn a_workout_is_written_in_full() {
        let next = step(6, 75.0).write(DistanceUnit::Kilometre);
        assert_eq!(next.text, "6 \u{d7} 400 m at 1:32\u{2013}1:34 (3:50\u{2013}3:55 /km), 75 s jog");
        assert_eq!(step(6, 75.0).headline(DistanceUnit::Kilometre), "6 \u{d7} 400 m at 1:32\u{2013}1:34");
        let shape = Shape::Sets { count: 2, rest_s: 300.0 };
        let sets = |reps| Step { shape, ..step(reps, 75.0) }.write(DistanceUnit::Kilometre).text;
        assert_eq!(
            sets(6),
            "2 \u{d7} (3 \u{d7} 400 m at 1:32\u{2013}1:34 (3:50\u{2013}3:55 /km), 75 s jog), 5 min between the sets"
        );
        assert_eq!(
            sets(5),
            "5 \u{d7} 400 m at 1:32\u{2013}1:34 (3:50\u{2013}3:55 /km), 75 s jog, in sets of 3 and 2, 5 min between the sets"
        );
        let strides = Step::strides(8).write(DistanceUnit::Kilometre);
        assert_eq!(strides.text, "8 \u{d7} 20 s relaxed and quick, by feel, 75 s walk");
    }
}
