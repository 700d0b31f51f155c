//! The lattice: all stretches of an activity and the links between them, with the evidence of each.
//!
//! A reading is a path through the lattice: first rep, recovery, next rep, up to the last rep.

use super::model::{
    AFTER, AFTER_AT, BEFORE, BEFORE_AT, LINK, LINK_AT, STRETCH, STRETCH_AT, Spot, UNKNOWN, spot, spots,
};
use super::runs::Run;
use super::stretches::{self, Stretch};
use super::surroundings::{Surroundings, WINDOWS_S};
use crate::clean::Uniform;
use crate::model::Span;
use crate::segment::RecoveryMode;
use crate::segment::ends::Ends;
use crate::stats::Range;

/// The shortest and the longest recovery between two reps, s. A longer break separates two outings.
const RECOVERY_S: Range = Range::new(4.0, 1800.0);

/// A recovery that is run lasts at least the share `RUN_SHARE` of the shorter rep beside it, or `RUN_S` seconds: a
/// shorter jog is a bend, a hill or a wave of the speed inside a rep.
const RUN_SHARE: f64 = 0.1;
const RUN_S: f64 = 20.0;

/// Least ratio of the speed of a rep to the speed of its recovery, logarithmic.
const LEAST_CONTRAST: f64 = 0.03;

/// A ratio that is below the least contrast, whatever a logarithm rounds.
const SURELY_NO_CONTRAST: f64 = 1.03;

/// A recovery is quiet if its fastest 10 s are slower than the reps by at least this, logarithmic.
const QUIET: f64 = 0.15;

/// A slower recovery counts as having this speed, m/s: so no contrast is infinite.
const STANDING_MPS: f64 = 0.3;

/// An edge nearer than this to the edge of the recording has nothing beside it, s.
const AT_THE_END_S: f64 = 3.0;

/// The value for a step of speed that the edge of the recording hides: the last knot of the curve.
const HIDDEN_STEP: f64 = 2.0;

/// Speed falls by about 7 % as the time of a rep grows e-fold, at the same effort. The curves were learned with this number;
/// the power law of race times would give 6 %.
const SLOWER_WITH_TIME: f64 = 0.07;

/// A recovery counts as stood if the runner stands for at least this share of it.
const STOOD: f64 = 0.5;

/// Differences of cadence between rep and recovery are cut at this, steps/min. Walking is 60 below running; standing is
/// below it by the whole cadence.
const MOST_STEPS_SPM: f64 = 80.0;

/// The logarithm of a speed ratio if there is no other running that could be faster.
const NOTHING_THERE: f64 = 1.2;

/// The evidence of one stretch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    pub(super) run: Run,
    pub(super) stretch: [Spot; STRETCH.len()],
    /// What a link needs of its two stretches: computed once a node and not once a link.
    once: Once,
    /// Evidence for the stretch as the first rep.
    pub(super) before: [Spot; BEFORE.len()],
    /// Evidence for the stretch as the last rep.
    pub(super) after: [Spot; AFTER.len()],
}

/// Figures of a stretch that every link with it uses.
#[derive(Debug, Clone, Copy)]
struct Once {
    ln_length_s: f64,
    ln_speed_mps: f64,
    /// Logarithm of the speed of the fastest few seconds over the usual speed.
    peak: f64,
    /// Distance covered up to the start and up to the end, m.
    metres: Ends<f64>,
    /// Mean cadence, steps/min.
    steps_spm: Option<f64>,
}

/// How many curves of a link count: of the last two only the one that fits.
const LINK_COUNT: usize = LINK.len() - 1;

/// The curves of the length of the recovery and of the unlikeness of the reps.
const REST_CURVE: usize = 3;
const UNLIKENESS_CURVE: usize = 5;

/// The evidence of two reps in a row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    /// Index of the node before the recovery.
    pub(super) from: u16,
    /// Index of the node after the recovery.
    pub(super) to: u16,
    /// A value on each curve that counts.
    evidence: [f64; LINK_COUNT],
    /// Whether the recovery was stood.
    is_stood: bool,
    /// Whether nothing in the recovery is nearly as fast as the reps.
    pub(super) is_quiet: bool,
}

impl Link {
    /// Where the evidence lies on its curves.
    pub(super) fn spots(&self) -> [Spot; LINK_COUNT] {
        let mut out = [Spot::default(); LINK_COUNT];
        for (i, value) in self.evidence.into_iter().enumerate() {
            let curve = i + usize::from(self.is_stood && i == LINK_COUNT - 1);
            out[i] = spot(&LINK[curve], LINK_AT[curve], value);
        }
        out
    }

    /// Logarithm of the length of the recovery, s.
    pub(super) fn ln_rest_s(&self) -> f64 {
        self.evidence[REST_CURVE]
    }

    /// How unlike the two reps are.
    pub(super) fn unlikeness(&self) -> f64 {
        self.evidence[UNLIKENESS_CURVE]
    }
}

/// All stretches of an activity that may be reps, and the links between stretches that may follow each other.
#[derive(Debug, Default)]
pub struct Lattice {
    /// In order of start.
    pub(super) nodes: Vec<Node>,
    /// In order of the later node.
    pub(super) links: Vec<Link>,
}

impl Lattice {
    /// The lattice of an activity; empty without distance or under a minute.
    #[cfg(feature = "learning")]
    pub fn of_speed(base: &Uniform) -> Self {
        Self::of(base, &Self::stretches(base))
    }

    /// The stretches of an activity, in order of start; none without distance or under a minute.
    pub(super) fn stretches(base: &Uniform) -> Vec<Stretch> {
        if base.distance_m.len() < WINDOWS_S[2] { Vec::new() } else { stretches::of_speed(base) }
    }

    /// The lattice of the stretches of an activity.
    pub(super) fn of(base: &Uniform, stretches: &[Stretch]) -> Self {
        if stretches.is_empty() {
            return Self::default();
        }
        let around = Surroundings::of(base);
        let whole = Span::new(base.start_s, base.clock_s(base.len() - 1));
        let clear = clear(stretches);
        let nodes: Vec<Node> = stretches.iter().map(|stretch| node(stretch, &clear, &around, whole)).collect();
        let mut links = Vec::new();
        for (to, second) in nodes.iter().enumerate() {
            for (from, first) in nodes[..to].iter().enumerate() {
                let ends = (from as u16, to as u16);
                links.extend(link(&around, ends, first, second));
            }
        }
        Self { nodes, links }
    }

    /// The spans of the stretches, in order of start.
    #[cfg(feature = "learning")]
    pub fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        self.nodes.iter().map(|node| node.run.span)
    }
}

/// A stretch is clear if both edges step by at least the share `CLEAR_STEP` of its speed. A stretch is as fast as a rep
/// if it is slower by at most `AS_FAST`, logarithmic, allowing for its length.
const CLEAR_STEP: f64 = 0.2;
const AS_FAST: f64 = 0.06;

/// A clear stretch.
struct Clear {
    span: Span,
    ln_length_s: f64,
    /// Logarithm of its speed, as if all stretches were of one length.
    like: f64,
}

/// The clear stretches, in order of start.
fn clear(stretches: &[Stretch]) -> Vec<Clear> {
    let clear = stretches.iter().map(|stretch| &stretch.run).filter(|run| stretches::weaker_step(run) >= CLEAR_STEP);
    let of = |run: &Run| Clear { span: run.span, ln_length_s: run.span.length_s().ln(), like: like(run) };
    clear.map(of).collect()
}

/// Logarithm of a speed, as if all stretches were of one length.
fn like(run: &Run) -> f64 {
    run.speed_mps.ln() + SLOWER_WITH_TIME * run.span.length_s().ln()
}

/// Length of the longest clear stretch on one side of a rep that is as fast as the rep, ln s; 0 without such a stretch.
fn longest_as_fast(rep: &Run, clear: &[Clear], is_beside: impl Fn(Span) -> bool) -> f64 {
    let slowest = like(rep) - AS_FAST;
    let beside = clear.iter().filter(|other| other.like >= slowest && is_beside(other.span));
    beside.map(|other| other.ln_length_s).fold(0.0, f64::max)
}

fn node(stretch: &Stretch, all: &[Clear], around: &Surroundings<'_>, whole: Span) -> Node {
    let run = stretch.run;
    let (span, speed) = (run.span, run.speed_mps);
    let (lead_s, tail_s) = (span.start_s - whole.start_s, whole.end_s - span.end_s);
    let step = |step_mps: f64, room_s: f64| {
        if room_s < AT_THE_END_S { HIDDEN_STEP } else { (step_mps / speed).clamp(-0.3, 0.9) }
    };
    let (start, end) = (step(run.edge_steps_mps.start, lead_s), step(run.edge_steps_mps.end, tail_s));
    let over = |other: Option<f64>| other.map_or(0.0, |other| ln_ratio(speed, other));
    let faster = |other: Option<f64>| other.map_or(NOTHING_THERE, |other| ln_ratio(speed, other));
    let before = |window: usize| faster(around.fastest_before(window, span.start_s));
    let after = |window: usize| faster(around.fastest_after(window, span.end_s));
    let ln_time = |seconds: f64| (1.0 + seconds.max(0.0)).ln();
    let evidence = [
        start,
        end,
        start.min(end),
        span.length_s().ln(),
        stretch.persistence,
        over(around.slowest_inside(span)),
        ln_ratio(speed, around.usual_mps),
        ln_ratio(around.best_effort_mps(span.length_s()), speed),
        speed.ln(),
    ];
    let earlier = longest_as_fast(&run, all, |other| other.end_s <= span.start_s);
    let later = longest_as_fast(&run, all, |other| other.start_s >= span.end_s);
    let metres = Ends { start: around.metres_at(span.start_s), end: around.metres_at(span.end_s) };
    let once = Once {
        ln_length_s: span.length_s().ln(),
        ln_speed_mps: speed.ln(),
        peak: ln_ratio(around.peak_mps(span), around.usual_mps),
        metres,
        steps_spm: around.steps_spm(span),
    };
    Node {
        run,
        once,
        stretch: spots(&STRETCH, &STRETCH_AT, evidence),
        before: spots(&BEFORE, &BEFORE_AT, [before(0), before(1), before(2), earlier, ln_time(lead_s)]),
        after: spots(&AFTER, &AFTER_AT, [after(0), after(1), after(2), later, ln_time(tail_s)]),
    }
}

fn link(around: &Surroundings<'_>, (from, to): (u16, u16), first: &Node, second: &Node) -> Option<Link> {
    let (a, b) = (&first.run, &second.run);
    let gap = Span::new(a.span.end_s, b.span.start_s);
    let rest_s = gap.length_s();
    if !RECOVERY_S.contains(rest_s) {
        return None;
    }
    let slower = a.speed_mps.min(b.speed_mps);
    let rest_mps = (second.once.metres.start - first.once.metres.end) / rest_s;
    let rest = rest_mps.max(STANDING_MPS);
    // Many pairs end here, before the logarithm. The bound is so far below that its rounding decides nothing.
    if slower < SURELY_NO_CONTRAST * rest {
        return None;
    }
    let contrast = ln_ratio(slower, rest);
    let (a_s, b_s) = (a.span.length_s(), b.span.length_s());
    let is_run = RecoveryMode::of_speed(rest_mps) == RecoveryMode::Jog;
    if contrast < LEAST_CONTRAST || is_run && rest_s < RUN_S.min(RUN_SHARE * a_s.min(b_s)) {
        return None;
    }
    let over = |window: usize| around.fastest_between(window, gap).map(|mps| ln_ratio(slower, mps.max(STANDING_MPS)));
    let over_10 = over(0).unwrap_or(contrast);
    let longer = first.once.ln_length_s - second.once.ln_length_s;
    let speeds = first.once.ln_speed_mps - second.once.ln_speed_mps + SLOWER_WITH_TIME * longer;
    let evidence = [
        contrast,
        over_10,
        over(1).unwrap_or(contrast.max(over_10)),
        rest_s.ln(),
        (2.0 * rest_s / (a_s + b_s)).ln(),
        unlikeness(first, second),
        speeds.abs(),
        quicker_steps(first, around.steps_spm(gap), second),
        first.once.peak.min(second.once.peak),
    ];
    Some(Link { from, to, evidence, is_stood: around.stood_share(gap) >= STOOD, is_quiet: over_10 >= QUIET })
}

/// Cadence of the rep with the lower cadence less the cadence of the recovery, steps/min.
fn quicker_steps(first: &Node, rest_spm: Option<f64>, second: &Node) -> f64 {
    let work = first.once.steps_spm.zip(second.once.steps_spm).map(|(a, b)| a.min(b));
    let over = work.zip(rest_spm).map(|(work, rest)| work - rest);
    over.map_or(UNKNOWN, |over| over.min(MOST_STEPS_SPM))
}

/// How unlike two reps are, in time or in distance, whichever differs less; logarithmic.
pub(super) fn unlikeness(a: &Node, b: &Node) -> f64 {
    let time = a.once.ln_length_s - b.once.ln_length_s;
    let distance = time + (a.once.ln_speed_mps - b.once.ln_speed_mps);
    time.abs().min(distance.abs())
}

/// The logarithm of a ratio of speeds or times; values below 0.05 count as 0.05.
fn ln_ratio(a: f64, b: f64) -> f64 {
    (a.max(0.05) / b.max(0.05)).ln()
}
