//! The nominal length of the reps of a set: the distance or time, as runners write it, that the runner meant.
//!
//! Distance and time are weighed against each other, each with its own noise. Reps by time end within a second of the
//! nominal time if the watch ends them, and within three seconds if the runner presses. Reps by distance are measured
//! by satellites: one error differs from rep to rep, another is shared by the whole session. If the steps of the file's
//! own workout state a length, nothing needs weighing.
//!
//! # Definition
//! Let `x` be the logarithm of a value over the figure, and `m` the median of `x` (of two values also either, if that
//! is likelier). Of `n` values, each has its own error `s`, and all share an error `c`. The log likelihood is
//! `-(n-1) ln s - Σ(x - m)²/2s² - ln(n c² + s²)/2 - m²/2(c² + s²/n)`.
//! The likelihoods of distance and time are compared directly, because the spread of the runner's speed is in both.

use super::{RepLength, Segment};
use crate::model::{Activity, Span, StepEnd};
use crate::stats::middle;
use crate::units::METRES_PER_MILE;

/// The figures that runners write.
#[derive(Debug, Clone, Copy)]
struct Figures {
    /// Those written often.
    often: &'static [f64],
    /// Those written seldom.
    seldom: &'static [f64],
}

/// Distances that runners write, m.
const DISTANCES_M: Figures = Figures {
    often: &[100.0, 200.0, 300.0, 400.0, 600.0, 800.0, 1000.0, 1200.0, 1600.0, 2000.0, 3000.0, 5000.0, 10_000.0],
    seldom: &[
        50.0,
        60.0,
        80.0,
        120.0,
        150.0,
        250.0,
        350.0,
        500.0,
        700.0,
        900.0,
        1500.0,
        METRES_PER_MILE,
        2400.0,
        2500.0,
        3200.0,
        4000.0,
        6000.0,
        8000.0,
        12_000.0,
        15_000.0,
        16_000.0,
        20_000.0,
    ],
};

/// Times that runners write, s.
const TIMES_S: Figures = Figures {
    often: &[10.0, 15.0, 20.0, 30.0, 45.0, 60.0, 90.0, 120.0, 180.0, 240.0, 300.0, 600.0, 1200.0],
    seldom: &[
        40.0, 75.0, 105.0, 150.0, 210.0, 360.0, 420.0, 480.0, 540.0, 720.0, 900.0, 1500.0, 1800.0, 2100.0, 2400.0,
        2700.0, 3000.0, 3600.0,
    ],
};

/// A seldom written figure is less likely by e to this.
const SELDOM: f64 = 1.0;

/// A figure may have been meant if it is this near to the median of the values. A distance: within the greatest error
/// of satellites (`NEAR_METRE`, a ratio) or twice the error of the edges. A time: within `NEAR_CLOCK`, a ratio, or
/// `NEAR_S` seconds.
const NEAR_METRE: f64 = 0.065;
const NEAR_CLOCK: f64 = 0.04;
const NEAR_S: f64 = 4.0;

/// Errors of a distance measured by satellites. As ratios: distances are `LONG` too long, err by `SHARED` over a whole
/// session, and by `OWN` from rep to rep. The edges of a rep add metres: `MARKED_M` if marks timed the rep, `SEEN_M` if
/// the speed did.
///
/// # Source
/// Reps of 200 to 800 m on tracks: recorded distances against the distances that the runners wrote, -5 to +6 %.
const LONG: f64 = 0.005;
const SHARED: f64 = 0.025;
const OWN: f64 = 0.01;
const MARKED_M: f64 = 3.0;
const SEEN_M: f64 = 8.0;

/// Error of the edges for each second between two records, m/s. Distance between two records is a straight line. If the
/// speed changes there, an edge is off by up to a quarter of the change times the gap. From a jog to a rep at both
/// edges, that is this many metres for each second of the gap.
const GAP_MPS: f64 = 0.6;

/// Error of a time against the nominal time, s: from rep to rep, and shared by the set. The error depends on what ended
/// the rep: the watch counts, a hand reacts, and the speed shows an edge to two seconds.
const WATCH_S: TimeError = TimeError { own_s: 0.6, shared_s: 0.3 };
const HAND_S: TimeError = TimeError { own_s: 1.5, shared_s: 0.8 };
const SEEN_S: TimeError = TimeError { own_s: 2.0, shared_s: 1.0 };

/// The error of a time, s.
#[derive(Debug, Clone, Copy)]
struct TimeError {
    /// From rep to rep.
    own_s: f64,
    /// Shared by the set.
    shared_s: f64,
}

/// Reps by time that were pressed by hand are less likely by e to this: most runners let the watch end reps by time.
const BY_HAND: f64 = 2.0;

/// An odd rep counts as off by at most this many times the error.
const ODD: f64 = 3.0;

/// A session is run either by time or by distance. For a single set to differ from the others, it must be likelier by e
/// to this.
const SWITCH: f64 = 4.0;

/// On a track, reps are run by its lines: reps by distance are likelier by e to this.
const ON_TRACK: f64 = 3.0;

/// A rep was run as the workout step asked if its length is within this of the step's, as a ratio.
const AS_ASKED: f64 = 0.05;

/// What is known about reps besides their measured length.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// The length that the workout step of each segment asked for; `None` for a segment without a step.
    asked: Vec<Option<RepLength>>,
    /// Whether the reps were run on a track.
    is_track: bool,
    /// The usual time between two records, s.
    gap_s: f64,
}

impl Known {
    /// What an activity tells about its segments.
    pub(super) fn of(activity: &Activity, segments: &[Segment], is_track: bool, gap_s: f64) -> Self {
        Self { asked: segments.iter().map(|segment| asked(activity, segment)).collect(), is_track, gap_s }
    }
}

/// The length that the workout step of a segment asked for; `None` if no lap timed the segment.
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

/// What the reps of a session were measured out by.
#[derive(Debug, Clone, Copy)]
enum Measure {
    /// By metres.
    Distance,
    /// By the clock.
    Time,
}

/// A nominal length with its log likelihood.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Nominal {
    length: RepLength,
    log: f64,
}

impl Nominal {
    fn is_distance(&self) -> bool {
        matches!(self.length, RepLength::Distance(_))
    }
}

/// The likeliest nominal distance and the likeliest nominal time of a set.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Either {
    metres: Option<Nominal>,
    seconds: Option<Nominal>,
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

    /// The figure of the session's kind (time or distance), unless that kind has none or the other kind is far
    /// likelier.
    fn chosen(&self, by: Measure) -> Option<Nominal> {
        let (own, other) = match by {
            Measure::Distance => (self.metres, self.seconds),
            Measure::Time => (self.seconds, self.metres),
        };
        let other = other.map(|figure| Nominal { log: figure.log - SWITCH, ..figure });
        match (own, other) {
            (Some(own), Some(other)) => Some(if other.log > own.log { other } else { own }),
            (own, other) => own.or(other),
        }
    }
}

/// The nominal lengths of sets; each set holds the indices of its reps.
pub(super) fn lengths(segments: &[Segment], sets: &[Vec<usize>], known: &Known) -> Vec<RepLength> {
    let reps = |set: &Vec<usize>| set.iter().map(|&rep| &segments[rep]).collect::<Vec<&Segment>>();
    let either: Vec<Either> = sets.iter().map(|set| Either::of(&reps(set), known)).collect();
    let total = |by: Measure| either.iter().filter_map(|set| set.chosen(by)).map(|figure| figure.log).sum::<f64>();
    let has_metres = either.iter().filter_map(|set| set.chosen(Measure::Distance)).any(|figure| figure.is_distance());
    let by_distance = total(Measure::Distance) + if known.is_track && has_metres { ON_TRACK } else { 0.0 };
    let by = if total(Measure::Time) > by_distance { Measure::Time } else { Measure::Distance };
    let of = |(set, either): (&Vec<usize>, &Either)| {
        as_asked(segments, set, known)
            .or_else(|| either.chosen(by).map(|figure| figure.length))
            .unwrap_or_else(|| rounded(&reps(set)))
    };
    sets.iter().zip(&either).map(of).collect()
}

/// The length that the workout steps of a set asked for, if all steps asked for the same length and the reps were run
/// for it.
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

fn by_metre(metres: &[f64], is_marked: bool, known: &Known) -> Option<Nominal> {
    let edges_m = (if is_marked { MARKED_M } else { SEEN_M }).hypot(GAP_MPS * known.gap_s);
    let log = |figure: f64| {
        let long: Vec<f64> = metres.iter().map(|value| (value / figure).ln() - LONG).collect();
        likelihood(&long, OWN.hypot(edges_m / figure), SHARED)
    };
    let is_near = |off: f64, figure: f64| off <= NEAR_METRE.max(2.0 * edges_m / figure);
    best(metres, DISTANCES_M, &is_near, &log).map(|(metres, log)| Nominal { length: RepLength::Distance(metres), log })
}

fn by_clock(seconds: &[f64], is_marked: bool) -> Option<Nominal> {
    let errors: &[(TimeError, f64)] = if is_marked { &[(WATCH_S, 0.0), (HAND_S, BY_HAND)] } else { &[(SEEN_S, 0.0)] };
    let log = |figure: f64| {
        let late: Vec<f64> = seconds.iter().map(|value| (value / figure).ln()).collect();
        let of =
            |(error, cost): &(TimeError, f64)| likelihood(&late, error.own_s / figure, error.shared_s / figure) - cost;
        errors.iter().map(of).fold(f64::NEG_INFINITY, f64::max)
    };
    let is_near = |off: f64, figure: f64| off <= NEAR_CLOCK.max(NEAR_S / figure);
    best(seconds, TIMES_S, &is_near, &log).map(|(seconds, log)| Nominal { length: RepLength::Time(seconds), log })
}

/// The likeliest of the figures near the median of the values, with its log likelihood.
fn best(
    values: &[f64],
    figures: Figures,
    is_near: &dyn Fn(f64, f64) -> bool,
    log: &dyn Fn(f64) -> f64,
) -> Option<(f64, f64)> {
    let middle = middle(values).filter(|middle| middle.is_finite() && *middle > 0.0)?;
    let seldom = figures.seldom.iter();
    let written = figures.often.iter().map(|figure| (*figure, 0.0)).chain(seldom.map(|figure| (*figure, SELDOM)));
    let near = written.filter(|(figure, _)| is_near((middle / figure).ln().abs(), *figure));
    near.map(|(figure, cost)| (figure, log(figure) - cost)).max_by(|a, b| a.1.total_cmp(&b.1))
}

/// The log likelihood of values around 0, each with its own error, all with a shared error. They lie around the median. Of
/// two values either may be the odd one: then they lie around the other.
fn likelihood(off: &[f64], own: f64, shared: f64) -> f64 {
    let n = off.len() as f64;
    let together = shared.powi(2) + own.powi(2) / n;
    let about = |middle: f64| {
        let spread: f64 = off.iter().map(|x| (x - middle).powi(2).min((ODD * own).powi(2))).sum();
        -spread / (2.0 * own.powi(2)) - middle.powi(2) / (2.0 * together)
    };
    let centres = if off.len() == 2 { off } else { &[] };
    let best = centres.iter().copied().chain(middle(off)).map(about).fold(f64::NEG_INFINITY, f64::max);
    -(n - 1.0) * own.ln() - (n * together).ln() / 2.0 + best
}

/// The length of reps for which no written figure fits: rounded to ten metres, or to five seconds without distance.
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

    /// The nominal lengths of sets of reps (metres, seconds) that marks timed.
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
        // Three minutes, pressed by hand; the runner covers a kilometre in them.
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
        // A set that is clearly of the other kind stays of that kind.
        let minutes = [(290.0, 60.0), (262.0, 60.1), (310.0, 59.9), (275.0, 60.0)];
        let mixed = meant_by(&[&[(800.0, 190.0), (801.0, 191.0)], &minutes], false);
        assert_eq!(mixed, [RepLength::Distance(800.0), RepLength::Time(60.0)]);
        // All metres are round, and only one time is.
        let pyramid = [(813.0, 181.2), (818.0, 180.2)];
        let metres = meant_by(&[&pyramid, &[(411.0, 85.2), (401.0, 83.4), (415.0, 79.8), (405.0, 84.0)]], false);
        assert_eq!(metres, [800.0, 400.0].map(RepLength::Distance));
        // 3-4-5-4-3 min, with one press late.
        let clock = meant_by(
            &[&[(911.0, 179.7), (1018.0, 191.0)], &[(1218.0, 240.8), (1213.0, 241.5)], &[(1506.0, 300.2)]],
            false,
        );
        assert_eq!(clock, [180.0, 240.0, 300.0].map(RepLength::Time));
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
