//! Strides: short relaxed accelerations in an easy run, told apart from a session of sprints.
//!
//! Both are short and fast. What tells them apart is all around them: strides are few, follow easy running, and are
//! followed by a minute's walk or simply by more easy running. Who rests for minutes after 15 s trains speed: that is how
//! long the muscle takes to refill its phosphocreatine, and how sprints are prescribed.

use super::SegmentKind;
use crate::clean::Uniform;
use crate::model::Span;
use crate::stats::middle;

/// Strides are 12 to 25 s long; one more for the edges of the middle one, and some more for those of the longest, s.
const MIDDLE_S: f64 = 26.0;
const LONGEST_S: f64 = 30.0;

/// At most so many, with at most so many seconds of fast running in all: twelve of 20 s, ten of 25 s.
const MOST: usize = 12;
const MOST_FAST_S: f64 = 250.0;

/// The last one starts after at least this much running, s: an easy run, not a warm-up.
const EASY_RUN_S: f64 = 900.0;

/// The rest after a stride, s: at most this (sprints of that length get two minutes and more) ...
const LONGEST_REST_S: f64 = 115.0;

/// ... or the run simply goes on between them, at least at this share of its speed before the first.
const GOES_ON: f64 = 0.92;

/// What short reps are, and why.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Named {
    /// Work or stride.
    pub(super) kind: SegmentKind,
    /// Why they are strides; empty for work.
    pub(super) why: String,
}

/// Whether reps at these spans, all there are in the run, are work or strides.
pub(super) fn by_spans(reps: &[Span], base: &Uniform) -> Named {
    match why(reps, base) {
        Some(why) => Named { kind: SegmentKind::Stride, why },
        None => Named { kind: SegmentKind::Work, why: String::new() },
    }
}

fn why(reps: &[Span], base: &Uniform) -> Option<String> {
    let (first, last) = (reps.first()?, reps.last()?);
    let lengths: Vec<f64> = reps.iter().map(|span| span.length_s()).collect();
    let longest_s = lengths.iter().copied().fold(0.0, f64::max);
    let fast_s: f64 = lengths.iter().sum();
    let is_short = longest_s <= LONGEST_S && middle(&lengths)? <= MIDDLE_S;
    let is_few_and_short = is_short && reps.len() <= MOST && fast_s <= MOST_FAST_S;
    if !is_few_and_short || last.start_s - base.start_s <= EASY_RUN_S {
        return None;
    }
    let rests: Vec<Span> = reps.windows(2).map(|pair| Span::new(pair[0].end_s, pair[1].start_s)).collect();
    let rest_s = middle(&rests.iter().map(|rest| rest.length_s()).collect::<Vec<_>>()).unwrap_or(0.0);
    let rest_mps = middle(&rests.iter().map(|rest| base.mean_speed(*rest)).collect::<Vec<_>>()).unwrap_or(f64::NAN);
    let before_mps = base.mean_speed(Span::new(base.start_s, first.start_s));
    let about = format!("{} accelerations of at most {longest_s:.0} s after easy running", reps.len());
    if rest_s <= LONGEST_REST_S {
        Some(format!("{about}, {rest_s:.0} s between them (sprints get two minutes and more)"))
    } else if rest_mps >= GOES_ON * before_mps {
        Some(format!("{about} that goes on between them"))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A run at 2.8 m/s, with reps of `rep_s` at 5 m/s and rests at `rest_mps`, the first after `easy_s`.
    fn run(count: u32, rep_s: f64, rest_s: f64, rest_mps: f64, easy_s: f64) -> (Vec<Span>, Uniform) {
        let starts = (0..count).map(|i| easy_s + f64::from(i) * (rep_s + rest_s));
        let reps: Vec<Span> = starts.map(|start| Span::new(start, start + rep_s)).collect();
        let end_s = reps[reps.len() - 1].end_s;
        let (mut distance_m, mut metres) = (Vec::new(), 0.0);
        for second in 0..(end_s as u32 + 300) {
            distance_m.push(metres);
            let now = f64::from(second);
            metres += match reps.iter().any(|rep| rep.start_s <= now && now < rep.end_s) {
                true => 5.0,
                false if now > easy_s && now < end_s => rest_mps,
                false => 2.8,
            };
        }
        let recorded = vec![true; distance_m.len()];
        (reps, Uniform { distance_m, recorded, ..Uniform::default() })
    }

    fn kind((reps, base): (Vec<Span>, Uniform)) -> SegmentKind {
        by_spans(&reps, &base).kind
    }

    #[test]
    fn few_short_ones_after_an_easy_run_are_strides() {
        assert_eq!(kind(run(6, 15.0, 45.0, 1.6, 2400.0)), SegmentKind::Stride);
        assert_eq!(kind(run(8, 25.0, 90.0, 1.5, 1800.0)), SegmentKind::Stride);
        // Every third minute of an easy run, which goes on.
        assert_eq!(kind(run(6, 20.0, 160.0, 2.7, 1200.0)), SegmentKind::Stride);
    }

    #[test]
    fn sprints_with_long_rests_and_longer_or_many_reps_are_work() {
        assert_eq!(kind(run(8, 15.0, 180.0, 1.8, 900.0)), SegmentKind::Work);
        assert_eq!(kind(run(6, 30.0, 60.0, 1.5, 2400.0)), SegmentKind::Work);
        assert_eq!(kind(run(12, 25.0, 60.0, 1.5, 1200.0)), SegmentKind::Work);
        assert_eq!(kind(run(4, 20.0, 60.0, 1.5, 300.0)), SegmentKind::Work);
    }
}
