//! Learns what tells a session from a run without one: logistic regression on the curves of a whole reading.

use std::ops::Range;

use lastrep::clean::prepare;
use lastrep::segment::learning::{
    Model, SESSION_GATE, SESSION_PARAMETERS, SessionEvidence, session_curves, session_evidence,
};
use rayon::prelude::*;

use crate::climb::{Adam, penalise};
use crate::simulate::activity::to_activity;
use crate::simulate::outing::{Expect, Kind, outing};

/// The share of sessions of reps among all runs: one in ten, as in whole training histories. The log odds are for such a
/// runner.
const SESSIONS: f64 = 0.1;

/// How often the runs without a session are run, each of these so many times as often as a lone acceleration or a run-walk: what
/// could be taken for reps is drawn as often as what could not, and is met far more seldom.
const OFTEN: [(Kind, f64); 10] = [
    (Kind::Steady, 10.0),
    (Kind::HillyRun, 4.0),
    (Kind::RoughSteady, 4.0),
    (Kind::City, 4.0),
    (Kind::Lights, 4.0),
    (Kind::Tempo, 2.0),
    (Kind::Progression, 2.0),
    (Kind::Trail, 2.0),
    (Kind::SmallLoop, 2.0),
    (Kind::Race, 2.0),
];

/// Steps of the climb, and the size of the first; it falls evenly to a tenth.
const STEPS: usize = 1500;
const RATE: f64 = 0.1;

/// Penalty on half the square of each log odds, and of each bend of a curve.
const PENALTIES: (f64, f64) = (0.0003, 0.003);

/// A reading of an outing.
struct Seen {
    kind: Kind,
    evidence: SessionEvidence,
    is_session: bool,
}

/// The log odds at every knot of every curve of a session, and the bias.
pub(crate) fn climb(kinds: &[Kind], seeds: Range<u64>, model: &Model) -> Vec<f64> {
    let seen = draw(kinds, seeds, model);
    let sessions = seen.iter().filter(|one| one.is_session).count();
    eprintln!("{sessions} readings of sessions, {} of runs without", seen.len() - sessions);
    let all_of = |is_session: bool| -> f64 {
        seen.iter().filter(|one| one.is_session == is_session).map(|one| often(one.kind)).sum()
    };
    let weights = (SESSIONS / all_of(true), (1.0 - SESSIONS) / all_of(false));
    let mut numbers = vec![0.0; SESSION_PARAMETERS];
    let mut adam = Adam::of(SESSION_PARAMETERS);
    for step in 0..STEPS {
        let mut slope = vec![0.0; SESSION_PARAMETERS];
        for one in &seen {
            let likely = 1.0 / (1.0 + (-one.evidence.under(&numbers)).exp());
            let factor = if one.is_session { weights.0 * (1.0 - likely) } else { -weights.1 * likely };
            let factor = often(one.kind) * factor;
            one.evidence.add_slope(factor, &mut slope);
        }
        penalise(session_curves(), PENALTIES, &numbers, &mut slope);
        adam.step(&mut numbers, &slope, RATE * (1.0 - 0.9 * step as f64 / STEPS as f64));
    }
    tell(kinds, &seen, &numbers);
    numbers
}

fn often(kind: Kind) -> f64 {
    OFTEN.iter().find(|(other, _)| *other == kind).map_or(1.0, |(_, often)| *often)
}

/// The number of outings of each kind that the program would call sessions.
fn tell(kinds: &[Kind], seen: &[Seen], numbers: &[f64]) {
    for &kind in kinds {
        let of_kind: Vec<f64> =
            seen.iter().filter(|one| one.kind == kind).map(|one| one.evidence.under(numbers)).collect();
        let called = of_kind.iter().filter(|&&odds| odds >= SESSION_GATE).count();
        eprintln!("{:40} {:4} readings, {called:4} called sessions", kind.name(), of_kind.len());
    }
}

/// The best readings of outings of all kinds except those with strides, which have a rule of their own.
fn draw(kinds: &[Kind], seeds: Range<u64>, model: &Model) -> Vec<Seen> {
    let told = kinds.iter().filter(|kind| kind.expect() != Expect::Strides);
    let all: Vec<(Kind, u64)> = told.flat_map(|&kind| seeds.clone().map(move |seed| (kind, seed))).collect();
    let one = |(kind, seed): (Kind, u64)| {
        let base = prepare(&to_activity(&outing(kind, seed))).uniform;
        let evidence = session_evidence(&base, model)?;
        Some(Seen { kind, evidence, is_session: kind.expect() == Expect::Reps })
    };
    all.into_par_iter().filter_map(one).collect()
}
