//! One case against what was found in it.

use lastrep::model::Span;
use lastrep::segment::{Confidence, RepsFrom, SegmentKind};

use crate::args::Args;
use crate::case::{Case, Known, Rep, True};
use crate::common::matching::{free, pairs};
use crate::slips;

/// A recovery whose timer stood for longer than this was paused, s.
const PAUSED_S: f64 = 5.0;
/// Below these mean speeds a recovery is stood, walked, m/s.
const STAND_MPS: f64 = 0.6;
const WALK_MPS: f64 = 1.9;

/// A scored outing.
#[derive(Debug, Clone)]
pub(crate) enum Scored {
    /// It has reps.
    Session(Session),
    /// It has none.
    Plain(Plain),
}

/// A session of reps.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    pub(crate) name: String,
    pub(crate) group: String,
    pub(crate) is_clean: bool,
    pub(crate) truth: usize,
    /// Without the free ones.
    pub(crate) found: usize,
    pub(crate) free: usize,
    pub(crate) hits: usize,
    pub(crate) reps: Vec<TrueRep>,
    /// Of the cut; `None` when nothing was found.
    pub(crate) confidence: Option<Confidence>,
}

impl Session {
    /// Whether the number of reps is right.
    pub(crate) fn is_count(&self) -> bool {
        self.found == self.truth
    }

    /// Whether every rep is right and none else was found.
    pub(crate) fn is_exact(&self) -> bool {
        self.hits == self.truth && self.found == self.truth
    }
}

/// A true rep and what became of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TrueRep {
    /// Words for its length, the recovery after it, and the records.
    pub(crate) length: &'static str,
    pub(crate) recovery: &'static str,
    pub(crate) sampling: &'static str,
    pub(crate) hit: Option<Hit>,
}

/// How far off a matched rep is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hit {
    /// Found minus true, s.
    pub(crate) start_s: f64,
    /// The same for the end, s.
    pub(crate) end_s: f64,
    /// Found over true speed, less one, in percent.
    pub(crate) speed_pct: Option<f64>,
    /// Stated confidence of both edges.
    pub(crate) edges: (Confidence, Confidence),
}

/// An outing without reps.
#[derive(Debug, Clone)]
pub(crate) struct Plain {
    pub(crate) name: String,
    pub(crate) kind: String,
    /// Found as reps of work: all wrong.
    pub(crate) work: usize,
    /// Found as strides.
    pub(crate) strides: usize,
    /// True strides, and how many of them were found as strides.
    pub(crate) true_strides: (usize, usize),
}

/// The case scored: as it is, or once for each slip of the finger that was asked for.
pub(crate) fn all(case: &Case, args: &Args) -> Vec<Scored> {
    match args.presses {
        None => vec![scored(case, args.from)],
        Some(presses) => slips::of(case, presses).iter().map(|slip| scored(slip, args.from)).collect(),
    }
}

/// Finds the reps of a case and holds them against its truth.
fn scored(case: &Case, from: RepsFrom) -> Scored {
    let found = case.found(from);
    match &case.known {
        Known::Reps(truth) => Scored::Session(session(case, truth, &found)),
        Known::NoReps(kind, strides) => {
            let as_strides = spans(found.iter().filter(|rep| rep.is_stride));
            Scored::Plain(Plain {
                name: case.name.clone(),
                kind: kind.clone(),
                work: found.len() - as_strides.len(),
                strides: as_strides.len(),
                true_strides: (strides.len(), pairs(strides, &as_strides).len()),
            })
        }
    }
}

fn session(case: &Case, truth: &[True], found: &[Rep]) -> Session {
    let work: Vec<(usize, &True)> = truth.iter().enumerate().filter(|(_, one)| one.kind == SegmentKind::Work).collect();
    let wanted: Vec<Span> = work.iter().map(|(_, one)| one.span).collect();
    let all = spans(found.iter());
    let pairs = pairs(&wanted, &all);
    let is_stride_in_zone = |j: usize| {
        found[j].is_stride && pairs.iter().all(|pair| pair.1 != j) && free(&all[j..=j], &[], &case.stride_zones) == 1
    };
    let free = free(&all, &pairs, &case.zones) + (0..all.len()).filter(|&j| is_stride_in_zone(j)).count();
    let sampling = if case.is_thinned { "smart" } else { "1 s" };
    let reps = work.iter().enumerate().map(|(i, &(at, one))| {
        let partner = pairs.iter().find(|pair| pair.0 == i).map(|pair| &found[pair.1]);
        let after = truth.get(at + 1).filter(|next| next.kind == SegmentKind::Recovery);
        TrueRep { length: length(one), recovery: recovery(after), sampling, hit: partner.map(|rep| hit(one, rep)) }
    });
    Session {
        name: case.name.clone(),
        group: case.group.clone(),
        is_clean: case.is_clean,
        truth: work.len(),
        found: found.len() - free,
        free,
        hits: pairs.len(),
        reps: reps.collect(),
        confidence: found.first().map(|rep| rep.confidence),
    }
}

fn spans<'a>(reps: impl Iterator<Item = &'a Rep>) -> Vec<Span> {
    reps.map(|rep| rep.span).collect()
}

fn hit(truth: &True, rep: &Rep) -> Hit {
    let seconds = Span::length_s;
    let is_measured = rep.distance_m > 0.0;
    let true_mps = truth.distance_m.filter(|metres| *metres > 0.0 && is_measured).map(|m| m / seconds(truth.span));
    Hit {
        start_s: rep.span.start_s - truth.span.start_s,
        end_s: rep.span.end_s - truth.span.end_s,
        speed_pct: true_mps.map(|mps| 100.0 * (rep.distance_m / seconds(rep.span) / mps - 1.0)),
        edges: rep.edges,
    }
}

fn length(rep: &True) -> &'static str {
    match rep.span.length_s() {
        seconds if seconds < 60.0 => "<60 s",
        seconds if seconds <= 150.0 => "60-150 s",
        _ => ">150 s",
    }
}

/// How a recovery was spent; `none` where none follows.
fn recovery(after: Option<&True>) -> &'static str {
    let Some(recovery) = after else { return "none" };
    let seconds = recovery.span.length_s();
    if recovery.timer_s.is_some_and(|timer_s| seconds - timer_s > PAUSED_S) {
        return "paused";
    }
    match recovery.distance_m.map(|metres| metres / seconds) {
        Some(mps) if seconds > 0.0 && mps < STAND_MPS => "stand",
        Some(mps) if seconds > 0.0 && mps < WALK_MPS => "walk",
        Some(_) if seconds > 0.0 => "jog",
        _ => "unknown",
    }
}
