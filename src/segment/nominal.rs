//! The length that the runner meant by the reps of a set: a distance or a time that runners write.
//!
//! Both are weighed, each with its own noise. Reps by the clock end within a second of it on the watch and within three by
//! hand; reps by the metre are measured by satellites that err a little from rep to rep, and alike over a whole session.
//! What the steps of the file's own workout asked for needs no weighing.
//!
//! # Definition
//! With `x` the logarithm of value over figure, the log likelihood of `n` values with an error of their own `s` and a shared
//! one `c` is `-(n-1) ln s - Σ(x - m)²/2s² - ln(n c² + s²)/2 - m²/2(c² + s²/n)`, `m` the middle of `x`. Distance and time
//! are compared as they stand: the spread of the runner's speed, which makes the one from the other, is in both.

use super::{RepLength, Segment};
use crate::model::{Activity, Span, StepEnd};
use crate::stats::middle;

/// Lengths that runners write, m: first those that they write often.
const DISTANCES_M: ([f64; 13], [f64; 21]) = (
    [100.0, 200.0, 300.0, 400.0, 600.0, 800.0, 1000.0, 1200.0, 1600.0, 2000.0, 3000.0, 5000.0, 10_000.0],
    [
        50.0, 60.0, 80.0, 120.0, 150.0, 250.0, 350.0, 500.0, 700.0, 1500.0, 1609.344, 2400.0, 2500.0, 3200.0, 4000.0,
        6000.0, 8000.0, 12_000.0, 15_000.0, 16_000.0, 20_000.0,
    ],
);

/// Times that runners write, s, in the same order.
const TIMES_S: ([f64; 13], [f64; 18]) = (
    [10.0, 15.0, 20.0, 30.0, 45.0, 60.0, 90.0, 120.0, 180.0, 240.0, 300.0, 600.0, 1200.0],
    [
        40.0, 75.0, 105.0, 150.0, 210.0, 360.0, 420.0, 480.0, 540.0, 720.0, 900.0, 1500.0, 1800.0, 2100.0, 2400.0,
        2700.0, 3000.0, 3600.0,
    ],
);

/// What a figure that is seldom written costs: e to this.
const SELDOM: f64 = 1.0;

/// A figure this near to the middle of the values may have been meant: a distance within what satellites err by at most,
/// relative, or twice its edges; a time relative, or within so many seconds.
const NEAR_METRE: f64 = 0.065;
const NEAR_CLOCK: f64 = 0.04;
const NEAR_S: f64 = 4.0;

/// Satellites make a distance this much too long, err alike over a session by this much, and by this much from rep to rep, with
/// so many metres for the edges of one that marks timed, or that the speed did.
///
/// # Source
/// 200 to 800 m on tracks, as recorded against what their runners wrote: -5 to +6 %.
const LONG: f64 = 0.005;
const SHARED: f64 = 0.025;
const OWN: f64 = 0.01;
const MARKED_M: f64 = 3.0;
const SEEN_M: f64 = 8.0;

/// Between two records the way is a line: where the speed changes there, an edge is off by up to a quarter of that change times
/// the gap. From a jog to a rep at either edge that is so many metres for each second of the gap.
const GAP_MPS: f64 = 0.6;

/// How far a time is off the one that was meant, s: of its own, and alike in a set. The watch counts; a hand reacts; the speed
/// tells an edge to two seconds.
const WATCH_S: (f64, f64) = (0.6, 0.3);
const HAND_S: (f64, f64) = (1.5, 0.8);
const SEEN_S: (f64, f64) = (2.0, 1.0);

/// Who runs by the clock mostly lets the watch do it: to press by hand costs e to this.
const BY_HAND: f64 = 2.0;

/// An odd rep counts as being off by so many times the error, no more.
const ODD: f64 = 3.0;

/// A session is run by the clock or by the metre: a set that is not like the others must be so many times as likely, e to this.
const SWITCH: f64 = 2.0;

/// On a track reps are run by its lines: so many times likelier, e to this.
const ON_TRACK: f64 = 3.0;

/// What was run is what a step asked for within this, relative.
const AS_ASKED: f64 = 0.05;

/// What is known of reps beside their length.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// What the workout step of each segment asked for; empty where the file has none.
    asked: Vec<Option<RepLength>>,
    /// Whether they were run on a track.
    is_track: bool,
    /// The usual time between two records, s.
    gap_s: f64,
}

impl Known {
    /// What an activity tells of its segments.
    pub(super) fn of(activity: &Activity, segments: &[Segment], is_track: bool, gap_s: f64) -> Self {
        Self { asked: segments.iter().map(|segment| asked(activity, segment)).collect(), is_track, gap_s }
    }
}

/// The length that ends the step that a segment was the lap of; `None` of one that no lap timed.
fn asked(activity: &Activity, segment: &Segment) -> Option<RepLength> {
    let workout = activity.workout.as_ref().filter(|_| segment.lap_timed)?;
    let share = |from_s: f64, to_s: f64| Span::new(from_s, to_s).overlap_s(segment.span);
    let mut laps = activity.laps.iter().filter(|lap| share(lap.start_s, lap.end_s) > segment.span.length_s() / 2.0);
    let index = laps.find_map(|lap| lap.step_index)?;
    match workout.steps.iter().find(|step| step.index == index)?.end {
        StepEnd::Time(seconds) if seconds > 0.0 => Some(RepLength::Time(seconds)),
        StepEnd::Distance(metres) if metres > 0.0 => Some(RepLength::Distance(metres)),
        _ => None,
    }
}

/// A figure with its log likelihood.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Figure {
    length: RepLength,
    log: f64,
}

/// The two figures that the reps of a set may have been meant by.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Either {
    metres: Option<Figure>,
    seconds: Option<Figure>,
}

impl Either {
    fn of(reps: &[&Segment], known: &Known) -> Self {
        let values = |of: fn(&Segment) -> f64| reps.iter().map(|rep| of(rep)).collect::<Vec<f64>>();
        let is_marked = reps.iter().all(|rep| rep.lap_timed);
        Self {
            metres: by_metre(&values(|rep| rep.distance_m), is_marked, known),
            seconds: by_clock(&values(|rep| rep.timer_s), is_marked),
        }
    }

    /// The figure of the one kind where it is near and the other not far likelier, else the other.
    fn chosen(&self, by_clock: bool) -> Option<Figure> {
        let (own, other) = if by_clock { (self.seconds, self.metres) } else { (self.metres, self.seconds) };
        let other = other.map(|figure| Figure { log: figure.log - SWITCH, ..figure });
        match (own, other) {
            (Some(own), Some(other)) => Some(if other.log > own.log { other } else { own }),
            (own, other) => own.or(other),
        }
    }
}

/// The lengths that the runner meant by sets of reps, given by their indices.
pub(super) fn lengths(segments: &[Segment], sets: &[Vec<usize>], known: &Known) -> Vec<RepLength> {
    let reps = |set: &Vec<usize>| set.iter().map(|&rep| &segments[rep]).collect::<Vec<&Segment>>();
    let either: Vec<Either> = sets.iter().map(|set| Either::of(&reps(set), known)).collect();
    let total =
        |by_clock: bool| either.iter().filter_map(|set| set.chosen(by_clock)).map(|figure| figure.log).sum::<f64>();
    let is_by_clock = total(true) > total(false) + if known.is_track { ON_TRACK } else { 0.0 };
    let of = |(set, either): (&Vec<usize>, &Either)| {
        as_asked(segments, set, known)
            .or_else(|| either.chosen(is_by_clock).map(|figure| figure.length))
            .unwrap_or_else(|| rounded(&reps(set)))
    };
    sets.iter().zip(&either).map(of).collect()
}

/// What the steps of a set's reps asked for, where it is one length that they were run for.
fn as_asked(segments: &[Segment], set: &[usize], known: &Known) -> Option<RepLength> {
    let asked: Vec<RepLength> =
        set.iter().map(|&rep| known.asked.get(rep).copied().flatten()).collect::<Option<_>>()?;
    let first = *asked.first()?;
    let ratios = set.iter().map(|&rep| match first {
        RepLength::Distance(metres) => segments[rep].distance_m / metres,
        RepLength::Time(seconds) => segments[rep].timer_s / seconds,
    });
    let is_run = middle(&ratios.collect::<Vec<_>>()).is_some_and(|ratio| (ratio - 1.0).abs() <= AS_ASKED);
    (is_run && asked.iter().all(|other| *other == first)).then_some(first)
}

fn by_metre(metres: &[f64], is_marked: bool, known: &Known) -> Option<Figure> {
    let edges_m = (if is_marked { MARKED_M } else { SEEN_M }).hypot(GAP_MPS * known.gap_s);
    let log = |figure: f64| {
        let long: Vec<f64> = metres.iter().map(|value| (value / figure).ln() - LONG).collect();
        likelihood(&long, OWN.hypot(edges_m / figure), SHARED)
    };
    let is_near = |off: f64, figure: f64| off <= NEAR_METRE.max(2.0 * edges_m / figure);
    best(metres, (&DISTANCES_M.0, &DISTANCES_M.1), &is_near, &log)
        .map(|(metres, log)| Figure { length: RepLength::Distance(metres), log })
}

fn by_clock(seconds: &[f64], is_marked: bool) -> Option<Figure> {
    let errors: &[((f64, f64), f64)] = if is_marked { &[(WATCH_S, 0.0), (HAND_S, BY_HAND)] } else { &[(SEEN_S, 0.0)] };
    let log = |figure: f64| {
        let late: Vec<f64> = seconds.iter().map(|value| (value / figure).ln()).collect();
        let of =
            |((own_s, shared_s), cost): &((f64, f64), f64)| likelihood(&late, own_s / figure, shared_s / figure) - cost;
        errors.iter().map(of).fold(f64::NEG_INFINITY, f64::max)
    };
    let is_near = |off: f64, figure: f64| off <= NEAR_CLOCK.max(NEAR_S / figure);
    best(seconds, (&TIMES_S.0, &TIMES_S.1), &is_near, &log)
        .map(|(seconds, log)| Figure { length: RepLength::Time(seconds), log })
}

/// The likeliest of the figures that are near the middle of the values, with its log likelihood.
fn best(
    values: &[f64],
    (often, seldom): (&[f64], &[f64]),
    is_near: &dyn Fn(f64, f64) -> bool,
    log: &dyn Fn(f64) -> f64,
) -> Option<(f64, f64)> {
    let middle = middle(values).filter(|middle| middle.is_finite() && *middle > 0.0)?;
    let written = often.iter().map(|figure| (*figure, 0.0)).chain(seldom.iter().map(|figure| (*figure, SELDOM)));
    let near = written.filter(|(figure, _)| is_near((middle / figure).ln().abs(), *figure));
    near.map(|(figure, cost)| (figure, log(figure) - cost)).max_by(|a, b| a.1.total_cmp(&b.1))
}

/// The log likelihood of values about 0 with an error of their own and a shared one.
fn likelihood(off: &[f64], own: f64, shared: f64) -> f64 {
    let (n, middle) = (off.len() as f64, middle(off).unwrap_or(f64::NAN));
    let spread: f64 = off.iter().map(|x| (x - middle).powi(2).min((ODD * own).powi(2))).sum();
    let together = shared.powi(2) + own.powi(2) / n;
    -(n - 1.0) * own.ln() - spread / (2.0 * own.powi(2)) - (n * together).ln() / 2.0 - middle.powi(2) / (2.0 * together)
}

/// A length that is no figure, to ten metres, or to five seconds where there is no distance.
fn rounded(reps: &[&Segment]) -> RepLength {
    let middle_of = |of: fn(&Segment) -> f64| middle(&reps.iter().map(|rep| of(rep)).collect::<Vec<_>>());
    match middle_of(|rep| rep.distance_m).map(|metres| (metres / 10.0).round() * 10.0).filter(|round| *round > 0.0) {
        Some(round) => RepLength::Distance(round),
        None => RepLength::Time((middle_of(|rep| rep.timer_s).unwrap_or(0.0) / 5.0).round().max(1.0) * 5.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SegmentKind;

    /// The lengths meant by sets of reps of (metres, seconds) that were timed by marks.
    fn meant_with(sets: &[&[(f64, f64)]], known: &Known) -> Vec<RepLength> {
        let rep = |(metres, seconds): (f64, f64)| Segment::timed(SegmentKind::Work, Span::new(0.0, seconds), metres);
        let segments: Vec<Segment> = sets.iter().flat_map(|set| set.iter().map(|&length| rep(length))).collect();
        let mut next = 0..segments.len();
        let indices: Vec<Vec<usize>> = sets.iter().map(|set| next.by_ref().take(set.len()).collect()).collect();
        lengths(&segments, &indices, known)
    }

    fn meant_by(sets: &[&[(f64, f64)]], is_track: bool) -> Vec<RepLength> {
        meant_with(sets, &Known { is_track, ..Known::default() })
    }

    fn meant(reps: &[(f64, f64)]) -> RepLength {
        meant_by(&[reps], false)[0]
    }

    #[test]
    fn even_distances_beat_uneven_times() {
        assert_eq!(meant(&[(401.0, 92.0), (399.0, 95.0), (404.0, 97.0)]), RepLength::Distance(400.0));
        assert_eq!(meant(&[(731.0, 180.0), (702.0, 180.1), (688.0, 179.8)]), RepLength::Time(180.0));
    }

    #[test]
    fn sparse_records_measure_a_distance_worse() {
        let seconds = [44.25, 42.87, 43.42, 44.25, 45.55, 44.69, 42.87, 44.53];
        let metres = [206.2, 196.0, 203.9, 205.6, 213.1, 209.4, 194.3, 205.5];
        let reps: Vec<(f64, f64)> = metres.into_iter().zip(seconds).collect();
        let each_six = Known { is_track: true, gap_s: 6.0, ..Known::default() };
        assert_eq!(meant_with(&[&reps], &each_six), [RepLength::Distance(200.0)]);
    }

    #[test]
    fn kilometres_in_three_minutes_and_some_seconds_are_kilometres() {
        let seconds = [180.8, 182.5, 183.0, 183.4, 184.9, 181.7, 186.7];
        let metres = [1004.0, 996.0, 1009.0, 1002.0, 1011.0, 998.0, 1005.0];
        let reps: Vec<(f64, f64)> = metres.into_iter().zip(seconds).collect();
        assert_eq!(meant(&reps), RepLength::Distance(1000.0));
        // Three minutes by hand, in which a kilometre was run.
        let seconds = [180.8, 181.0, 180.2, 181.4, 180.6, 181.7, 180.9];
        let metres = [1012.0, 981.0, 1009.0, 975.0, 1021.0, 990.0, 1005.0];
        let reps: Vec<(f64, f64)> = metres.into_iter().zip(seconds).collect();
        assert_eq!(meant(&reps), RepLength::Time(180.0));
    }

    #[test]
    fn reps_that_the_watch_ended_are_by_time_whatever_they_are_long() {
        let slow = [(402.0, 150.0), (396.0, 150.2), (405.0, 149.9)];
        let all = [(402.0, 150.0), (441.0, 150.1), (396.0, 150.2), (430.0, 150.0), (405.0, 149.9), (428.0, 150.3)];
        assert_eq!((meant(&slow), meant(&all)), (RepLength::Time(150.0), RepLength::Time(150.0)));
        assert_eq!(meant_by(&[&[(2346.0, 600.0), (2349.0, 600.1)]], true), [RepLength::Time(600.0)]);
    }

    #[test]
    fn a_session_is_by_the_clock_or_by_the_metre() {
        // 5-4-3-2-1 min at 4.2 m/s: four minutes are a kilometre, two are 500 m.
        let ladder = [(1260.0, 300.0), (1008.0, 240.6), (756.0, 180.4), (504.0, 120.8), (252.0, 60.7)];
        let sets: Vec<&[(f64, f64)]> = ladder.iter().map(std::slice::from_ref).collect();
        assert_eq!(meant_by(&sets, false), [300.0, 240.0, 180.0, 120.0, 60.0].map(RepLength::Time));
        // What is clearly something else stays so.
        let mixed = meant_by(&[&[(800.0, 190.0), (801.0, 191.0)], &[(290.0, 60.0), (294.0, 60.1)]], false);
        assert_eq!(mixed, [RepLength::Distance(800.0), RepLength::Time(60.0)]);
        // On the track half a minute is 200 m.
        let track = meant_by(&[&[(595.0, 101.0), (616.0, 102.0)], &[(197.0, 31.0), (208.0, 34.0)]], true);
        assert_eq!(track, [600.0, 200.0].map(RepLength::Distance));
    }

    #[test]
    fn odd_lengths_are_rounded_not_forced() {
        assert_eq!(meant(&[(437.0, 99.0), (434.0, 97.0)]), RepLength::Distance(440.0));
        assert_eq!(meant(&[(f64::NAN, 97.0), (f64::NAN, 96.0)]), RepLength::Time(95.0));
    }

    #[test]
    fn what_a_step_asked_for_is_meant() {
        let rep = Segment::timed(SegmentKind::Work, Span::new(0.0, 135.1), 404.0);
        let asked = |length| Known { asked: vec![Some(length)], ..Known::default() };
        let of = |length| lengths(std::slice::from_ref(&rep), &[vec![0]], &asked(length))[0];
        assert_eq!(of(RepLength::Time(135.0)), RepLength::Time(135.0));
        assert_eq!(of(RepLength::Distance(1000.0)), RepLength::Distance(400.0), "not run for it");
    }
}
