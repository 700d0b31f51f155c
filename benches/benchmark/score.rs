//! One case against what was found in it, down to the edges of each true rep.

use lastrep::model::Span;
use lastrep::segment::{Confidence, RepsFrom, SegmentKind};

use crate::args::Args;
use crate::common::labelled::case::{Case, Known, Rep, True};
use crate::common::labelled::score::{Scored, Session, scored};
use crate::slips;

/// A recovery whose timer stood for longer than this was paused, s.
const PAUSED_S: f64 = 5.0;
/// Below these mean speeds a recovery is stood, walked, m/s.
const STAND_MPS: f64 = 0.6;
const WALK_MPS: f64 = 1.9;

/// A scored outing.
#[derive(Debug, Clone)]
pub(crate) struct Judged {
    pub(crate) scored: Scored,
    /// Its true reps; none in an outing without.
    pub(crate) reps: Vec<TrueRep>,
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

/// The case scored: as it is, or once for each slip of the finger that was asked for.
pub(crate) fn all(case: &Case, args: &Args) -> Vec<Judged> {
    match args.presses {
        None => vec![judged(case, args.from)],
        Some(presses) => slips::of(case, presses).iter().map(|slip| judged(slip, args.from)).collect(),
    }
}

/// Finds the reps of a case and holds them against its truth.
fn judged(case: &Case, from: RepsFrom) -> Judged {
    let found = case.found(from);
    let scored = scored(case, &found);
    let reps = match (&scored, &case.known) {
        (Scored::Session(session), Known::Reps(truth)) => true_reps(case, truth, &found, session),
        _ => Vec::new(),
    };
    Judged { scored, reps }
}

fn true_reps(case: &Case, truth: &[True], found: &[Rep], session: &Session) -> Vec<TrueRep> {
    let sampling = if case.is_thinned { "smart" } else { "1 s" };
    let work = truth.iter().enumerate().filter(|(_, one)| one.kind == SegmentKind::Work).enumerate();
    let reps = work.map(|(i, (at, one))| {
        let partner = session.pairs.iter().find(|pair| pair.0 == i).map(|pair| &found[pair.1]);
        let after = truth.get(at + 1).filter(|next| next.kind == SegmentKind::Recovery);
        TrueRep { length: length(one), recovery: recovery(after), sampling, hit: partner.map(|rep| hit(one, rep)) }
    });
    reps.collect()
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
