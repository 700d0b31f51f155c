//! A workout in words: in full, and in short.

use super::step::{Made, Step};
use super::written_out::NextWorkout;
use crate::model::{Rung, Shape};
use crate::progression::kind::lever::{STRIDE_M, STRIDE_S, pace_range};
use crate::progression::kind::plain;
use crate::segment::RECOVERY_MARK;
use crate::stats::Range;
use crate::units::DistanceUnit;

/// A longer name of a session is left out where another stands for it, letters.
pub(crate) const SHORT_NAME: usize = 24;

impl Made {
    /// What is made of a session, as the workout in full begins.
    fn how(self) -> &'static str {
        match self {
            Self::Again => "the same session again",
            Self::Full => "the full session again",
            Self::Before => "the last sure session again",
            Self::Half => "half of the session",
            Self::Third => "the same session, a third shorter",
            Self::Slower => "the same session, each rep a little slower",
            Self::Less => "one step back from",
            Self::Earlier => "one step back, to",
        }
    }

    /// The same as a name; `None` where the set names the workout, because the set alone changes.
    fn name(self) -> Option<&'static str> {
        match self {
            Self::Again => Some("the same session"),
            Self::Full => Some("the full session"),
            Self::Before => Some("the last sure session"),
            Self::Half | Self::Third => Some(self.how()),
            Self::Slower => Some("the same session, a little slower"),
            Self::Less | Self::Earlier => None,
        }
    }
}

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
        self.whole == Some(Made::Slower)
    }

    /// The workout, written out.
    pub(crate) fn write(&self, unit: DistanceUnit) -> NextWorkout {
        let range = self.speed_mps.map(pace_range);
        let pace = match range {
            Some(range) => format!("at {}", self.rep_pace(range, unit)),
            None if self.shape.is_within() => "by feel, quick but not all out".to_owned(),
            None if self.is_short() => "relaxed and quick, by feel".to_owned(),
            None if self.is_first || self.is_slower() => "by feel".to_owned(),
            None => "by feel, as last time".to_owned(),
        };
        let pace = if self.is_uphill { format!("uphill, {pace}") } else { pace };
        let again = match self.whole {
            Some(made) if self.session.is_empty() => format!("{}: ", made.how()),
            Some(made) => format!("{} ({}): ", made.how(), self.session),
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
            name: self.name(unit),
            lines: self.lines(&pace, &others, unit),
            text,
            frame: frame.to_owned(),
            others,
            parts: self.parts(),
        }
    }

    /// The workout in a few words: `6 × 400 m at 1:32–1:34`, the name of the same session; with reps outside the set, which stay as
    /// they were, `the 2 × 400 m at 1:32–1:34`.
    pub(crate) fn name(&self, unit: DistanceUnit) -> String {
        match self.whole.and_then(Made::name) {
            Some(_) if self.is_the_same() && self.is_named_short() => self.session.clone(),
            Some(name) => name.to_owned(),
            None if self.others > 0 => format!("the {}", self.headline(unit)),
            None => self.headline(unit),
        }
    }

    /// Whether a session is run again as it was.
    fn is_the_same(&self) -> bool {
        matches!(self.whole, Some(Made::Again | Made::Before))
    }

    /// Whether the name of the session is short enough to stand for the workout.
    fn is_named_short(&self) -> bool {
        (1..=SHORT_NAME).contains(&self.session.chars().count())
    }

    /// What the name does not say, line by line.
    fn lines(&self, pace: &str, others: &str, unit: DistanceUnit) -> Vec<String> {
        let full = if self.whole == Some(Made::Full) { self.session.clone() } else { String::new() };
        let is_named = self.whole.and_then(Made::name).is_some();
        let set = if is_named { self.headline(unit) } else { String::new() };
        let pace = match self.speed_mps {
            Some(_) if !self.is_true_length || plain::is_by_pace(self.length, unit) => String::new(),
            Some(speed_mps) => plain::paces(pace_range(speed_mps), unit),
            None => pace.to_owned(),
        };
        let how: Vec<String> = [pace, self.recovery()].into_iter().filter(|words| !words.is_empty()).collect();
        let lines = [full, set, how.join(", "), self.around(), others.to_owned()];
        lines.into_iter().filter(|line| !line.is_empty()).collect()
    }

    /// The reps outside the set in words: `4 other reps as they were (4 × 200 m)`; empty where there are none.
    fn others_words(&self) -> String {
        if self.others == 0 {
            return String::new();
        }
        let others = match self.others {
            1 if self.is_slower() => "the other rep slower, too".to_owned(),
            more if self.is_slower() => format!("{more} other reps slower, too"),
            1 => "the other rep as it was".to_owned(),
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
        let after = |words: String| if words.is_empty() { words } else { format!(", {words}") };
        // The name of the session, which stands before it, tells its recovery.
        let is_told = self.whole.is_some() && self.session.contains(RECOVERY_MARK);
        let recovery = if is_told { String::new() } else { self.recovery() };
        let (recovery, around) = (after(recovery), after(self.around()));
        match self.equal_sets() {
            Some((count, each)) => {
                let set = format!("{each} \u{d7} {}", plain::length(self.length));
                format!("{count} \u{d7} ({set} {pace}{recovery}){around}")
            }
            None => format!("{} {pace}{recovery}{around}", self.short()),
        }
    }

    /// The recovery between the reps in words; empty for a lone rep.
    fn recovery(&self) -> String {
        match self.shape {
            _ if self.reps < 2 => String::new(),
            Shape::Within { .. } => {
                self.recovery_s.map_or_else(String::new, |rest| format!("{} steady between", plain::duration(rest)))
            }
            _ => plain::recovery(self.recovery_s, self.recovery_m, self.recovery_mode),
        }
    }

    /// What is around the reps in words: the rest between sets, the run that surges are in; empty for reps in a row.
    fn around(&self) -> String {
        match self.shape {
            Shape::Row => String::new(),
            Shape::Within { run_s } => format!("inside a steady run of {}", plain::duration(run_s)),
            Shape::Sets { rest_s, .. } => {
                let between = format!("{} between the sets", plain::duration(rest_s));
                let sizes: Vec<String> = self.sets_of(self.reps).iter().map(ToString::to_string).collect();
                let is_even = self.equal_sets().is_some();
                if is_even { between } else { format!("in sets of {}, {between}", plain::list(&sizes)) }
            }
        }
    }

    /// Reps and length: `6 × 400 m`, `2 × (3 × 300 m)`.
    pub(crate) fn short(&self) -> String {
        match self.equal_sets() {
            Some((count, each)) if self.reps > 1 => {
                format!("{count} \u{d7} ({each} \u{d7} {})", plain::length(self.length))
            }
            _ => plain::reps(self.reps, self.length),
        }
    }

    /// Reps, length and split: `6 × 400 m at 1:32–1:34`.
    pub(crate) fn headline(&self, unit: DistanceUnit) -> String {
        let Some(speed_mps) = self.speed_mps else { return self.short() };
        let range = pace_range(speed_mps);
        let times = plain::rep_times(self.length, range, unit).filter(|_| self.is_true_length);
        format!("{} at {}", self.short(), times.unwrap_or_else(|| plain::paces(range, unit)))
    }

    /// The times and the pace of a rep. Of reps that did not measure the length of their name the pace alone: their watch would
    /// show another time for that length than they were run in.
    fn rep_pace(&self, speed_mps: Range, unit: DistanceUnit) -> String {
        if self.is_true_length { plain::rep_pace(self.length, speed_mps, unit) } else { plain::paces(speed_mps, unit) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::step::tests::step;
    use super::*;
    use crate::progression::past::RepBlock;
    use crate::segment::RepLength;

    #[test]
    fn a_workout_is_written_in_full() {
        let next = step(6, 75.0).write(DistanceUnit::Kilometre);
        assert_eq!(next.text, "6 \u{d7} 400 m at 1:32\u{2013}1:34 (3:50\u{2013}3:55 /km), 75 s jog");
        assert_eq!(step(6, 75.0).headline(DistanceUnit::Kilometre), "6 \u{d7} 400 m at 1:32\u{2013}1:34");
        let hill = Step { is_uphill: true, speed_mps: None, ..step(6, 75.0) }.write(DistanceUnit::Kilometre);
        assert!(hill.text.starts_with("6 \u{d7} 400 m uphill, by feel, as last time"), "{}", hill.text);
        let long = Step { is_true_length: false, ..step(6, 75.0) }.write(DistanceUnit::Kilometre);
        assert_eq!(long.text, "6 \u{d7} 400 m at 3:50\u{2013}3:55 /km, 75 s jog");
        assert_eq!(
            (long.name.as_str(), long.lines),
            ("6 \u{d7} 400 m at 3:50\u{2013}3:55 /km", vec!["75 s jog".to_owned()])
        );
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
        let as_run = Step { shape, set_sizes: vec![4, 1], ..step(5, 75.0) };
        assert!(as_run.write(DistanceUnit::Kilometre).text.contains("in sets of 4 and 1, 5 min between"));
        assert_eq!(as_run.parts().iter().map(|part| part.reps).collect::<Vec<_>>(), [4, 1]);
        assert!(as_run.with_reps(4).write(DistanceUnit::Kilometre).text.starts_with("2 \u{d7} (2 \u{d7} 400 m"));
        let strides = Step::strides(8).write(DistanceUnit::Kilometre);
        assert_eq!(strides.text, "8 \u{d7} 20 s relaxed and quick, by feel, 75 s walk");
    }

    fn block(reps: usize, length: RepLength, is_own: bool) -> RepBlock {
        let rep_m = if let RepLength::Distance(metres) = length { metres } else { 300.0 };
        RepBlock {
            is_own,
            reps,
            length,
            rep_m,
            speed_mps: Some(4.3),
            recovery_s: Some(75.0),
            recovery_m: None,
            recovery_mode: None,
            rest_s: None,
        }
    }

    /// A session of blocks (reps, length in m, whether of the judged set) in words.
    fn session(name: &str, blocks: &[(usize, f64, bool)], made: Made) -> Step {
        let outline: Vec<RepBlock> =
            blocks.iter().map(|(reps, metres, is_own)| block(*reps, RepLength::Distance(*metres), *is_own)).collect();
        let others = || blocks.iter().filter(|(_, _, is_own)| !is_own);
        let own = blocks.iter().filter(|(_, _, is_own)| *is_own).map(|(reps, ..)| reps).sum();
        let others_m = others().map(|(reps, metres, _)| *reps as f64 * metres).sum();
        let step = Step { others: others().map(|(reps, ..)| reps).sum(), others_m, outline, ..step(own, 75.0) };
        Step { session: name.to_owned(), ..step }.of_whole(made)
    }

    #[test]
    fn a_workout_has_one_name() {
        let unit = DistanceUnit::Kilometre;
        let mixed = [(2, 400.0, true), (1, 4000.0, false)];
        let again = session("4000 m + 2 \u{d7} 400 m", &mixed, Made::Again).write(unit);
        assert_eq!(again.name, "4000 m + 2 \u{d7} 400 m");
        let unnamed = session("", &mixed, Made::Again).write(unit);
        assert_eq!(unnamed.name, "the same session");
        assert_eq!(again.lines[..2], ["2 \u{d7} 400 m at 1:32\u{2013}1:34", "3:50\u{2013}3:55 /km, 75 s jog"]);
        assert!(again.text.starts_with("the same session again (4000 m + 2 \u{d7} 400 m): 2 \u{d7} 400 m at 1:32"));
        let full = session("4000 m + 2 \u{d7} 400 m", &mixed, Made::Full).write(unit);
        assert_eq!((full.name.as_str(), full.lines[0].as_str()), ("the full session", "4000 m + 2 \u{d7} 400 m"));
        let less = session("4000 m + 2 \u{d7} 400 m", &mixed, Made::Less).write(unit);
        assert_eq!(less.name, "the 2 \u{d7} 400 m at 1:32\u{2013}1:34");
        let shape = Shape::Sets { count: 2, rest_s: 345.0 };
        let sets = Step { shape, ..step(6, 75.0) }.write(unit);
        assert_eq!(sets.name, "2 \u{d7} (3 \u{d7} 400 m) at 1:32\u{2013}1:34");
        assert_eq!(sets.lines, ["3:50\u{2013}3:55 /km, 75 s jog", "5:45 min between the sets"]);
    }

    #[test]
    fn half_of_a_session_is_named_so() {
        let blocks = [(4, 400.0, true), (4, 200.0, false)];
        let half =
            session("4 \u{d7} 400 m + 4 \u{d7} 200 m", &blocks, Made::Again).lighter().write(DistanceUnit::Kilometre);
        assert_eq!((half.name.as_str(), half.reps), ("half of the session", 2));
        assert_eq!(half.others, "2 other reps as they were (2 \u{d7} 200 m)");
    }

    #[test]
    fn like_sets_move_together() {
        let length = RepLength::Distance(400.0);
        let set = |reps, is_own, speed| RepBlock {
            speed_mps: Some(speed),
            rest_s: Some(240.0),
            ..block(reps, length, is_own)
        };
        let run = Step { others: 8, others_m: 3_200.0, ..step(4, 75.0) };
        let sets = |all: [RepBlock; 3]| Step { outline: all.to_vec(), ..run.clone() }.with_like_sets();
        let like = sets([set(4, false, 4.2), set(4, true, 4.301), set(4, false, 4.2)]);
        assert_eq!((like.short().as_str(), like.others), ("3 \u{d7} (4 \u{d7} 400 m)", 0));
        assert!(like.speed_mps.is_some_and(|mps| mps > 4.2 && mps < 4.301), "that of all reps");
        assert!((like.fast_m() - run.fast_m()).abs() < 1e-9);
        // A pause makes no set.
        let row = sets([set(6, true, 4.301), set(1, false, 4.301), set(5, false, 4.301)]);
        assert_eq!(row.short(), "12 \u{d7} 400 m");
        let other = set(4, false, 4.2);
        let other = RepBlock { length: RepLength::Distance(200.0), ..other };
        assert_eq!(sets([set(4, true, 4.301), other, other]).others, 8);
    }

    #[test]
    fn what_stays_of_many_lengths_is_said() {
        let many = [4, 3, 2, 2, 2].iter().zip([100.0, 150.0, 300.0, 500.0, 600.0]).map(|(n, m)| (*n, m, false));
        let blocks: Vec<_> = many.chain([(4, 400.0, true)]).collect();
        let half = session("many", &blocks, Made::Again).lighter();
        assert!(
            half.others_words().starts_with("6 other reps as they were (2 \u{d7} 100 m, "),
            "{}",
            half.others_words()
        );
    }
}
