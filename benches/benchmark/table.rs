//! The table: scores of all outings, as text.

use std::fmt::Write as _;

use lastrep::segment::Confidence;
use lastrep::stats::median;

use crate::args::{Args, name};
use crate::common::labelled::score::{Plain, Scored, Session};
use crate::common::labelled::shares::Shares;
use crate::score::{Hit, Judged, TrueRep};

/// An edge is right when it is this near, s.
const EDGE_S: f64 = 3.0;

/// In the order of the rows.
pub(crate) const LEVELS: [Confidence; 3] = [Confidence::High, Confidence::Medium, Confidence::Low];

/// All that was measured.
///
/// `unit` is what the groups are, `first` what the outings are.
pub(crate) fn of(judged: &[Judged], unit: &str, first: &str, args: &Args) -> String {
    let mut sessions: Vec<&Session> = Vec::new();
    let mut plain: Vec<&Plain> = Vec::new();
    let reps: Vec<&TrueRep> = judged.iter().flat_map(|one| &one.reps).collect();
    for one in judged {
        match &one.scored {
            Scored::Session(session) => sessions.push(session),
            Scored::Plain(run) => plain.push(run),
        }
    }
    let slips = format!("{} sessions with a slip of the finger", judged.len());
    let (unit, first) = if args.presses.is_some() { ("slips", slips.as_str()) } else { (unit, first) };
    let mut text = format!("lastrep {}, reps from {}: {first}\n\n", env!("CARGO_PKG_VERSION"), name(args.from));
    if !sessions.is_empty() {
        text += &session_rows(&sessions, unit);
        text += &rep_rows(&reps);
        text += &confidence_rows(&sessions, &reps);
    }
    if !plain.is_empty() {
        text += &plain_rows(&plain);
    }
    if args.list {
        text += &wrong(&sessions, &plain);
    }
    text
}

fn session_rows(sessions: &[&Session], unit: &str) -> String {
    let mut text = format!("{:44} sess  reps     F1  prec   rec  count exact\n", "sessions of reps, %");
    let mut row = |name: &str, shares: &Shares| {
        let Shares { f1, precision, recall, count, exact, .. } = shares;
        let [f1, precision, recall, count, exact] = [f1, precision, recall, count, exact].map(|share| 100.0 * share);
        let counts = format!("{name:44} {:4} {:5}", shares.sessions, shares.reps);
        let _ = writeln!(text, "{counts}  {f1:5.1} {precision:5.1} {recall:5.1}  {count:5.1} {exact:5.1}");
    };
    row("all", &Shares::of(sessions));
    let clean: Vec<&Session> = sessions.iter().copied().filter(|one| one.is_clean).collect();
    if clean.len() < sessions.len() {
        row("clean", &Shares::of(&clean));
    }
    let groups = by_group(sessions);
    for (group, members) in &groups {
        row(&format!("  {group}"), &Shares::of(members));
    }
    let mean = |of: fn(&Shares) -> f64| {
        100.0 * groups.iter().map(|(_, members)| of(&Shares::of(members))).sum::<f64>() / groups.len() as f64
    };
    let (f1, count, exact) = (mean(|s| s.f1), mean(|s| s.count), mean(|s| s.exact));
    let _ = writeln!(text, "mean over {unit}: F1 {f1:.1}, count {count:.1}, exact {exact:.1}");
    let _ = writeln!(text, "sessions in which nothing was found: {:.1}\n", 100.0 * Shares::of(sessions).missed);
    text
}

/// Sessions by runner or kind, in order of first appearance.
fn by_group<'a>(sessions: &[&'a Session]) -> Vec<(&'a str, Vec<&'a Session>)> {
    let mut groups: Vec<(&str, Vec<&Session>)> = Vec::new();
    for &session in sessions {
        match groups.iter_mut().find(|(group, _)| *group == session.group) {
            Some((_, members)) => members.push(session),
            None => groups.push((&session.group, vec![session])),
        }
    }
    groups
}

fn rep_rows(reps: &[&TrueRep]) -> String {
    let mut text = format!(
        "{:44} reps  found %  start s: median   p90  bias  end s: median   p90  bias  speed %: median   p90\n",
        "reps"
    );
    let mut row = |name: &str, reps: &[&TrueRep]| {
        let hits: Vec<Hit> = reps.iter().filter_map(|rep| rep.hit).collect();
        let share = 100.0 * hits.len() as f64 / reps.len() as f64;
        let start = Errors::of(hits.iter().map(|hit| hit.start_s));
        let end = Errors::of(hits.iter().map(|hit| hit.end_s));
        let speed = Errors::of(hits.iter().filter_map(|hit| hit.speed_pct));
        let _ = write!(
            text,
            "{name:44} {:4}  {share:7.1}  {:15.2} {:5.2} {:5.2}",
            reps.len(),
            start.median,
            start.p90,
            start.bias
        );
        let _ = writeln!(
            text,
            "  {:13.2} {:5.2} {:5.2}  {:15.2} {:5.2}",
            end.median, end.p90, end.bias, speed.median, speed.p90
        );
    };
    row("all", reps);
    let dimensions: [(&str, Word, &[&str]); 3] = [
        ("length", |rep| rep.length, &["<60 s", "60-150 s", ">150 s"]),
        ("recovery", |rep| rep.recovery, &["jog", "walk", "stand", "paused", "unknown", "none"]),
        ("records", |rep| rep.sampling, &["1 s", "smart"]),
    ];
    for (dimension, of, words) in dimensions {
        for word in words {
            let members: Vec<&TrueRep> = reps.iter().copied().filter(|rep| of(rep) == *word).collect();
            if !members.is_empty() {
                row(&format!("  {dimension} {word}"), &members);
            }
        }
    }
    text + "\n"
}

/// What a rep is called in one dimension.
type Word = fn(&TrueRep) -> &'static str;

/// How far off edges or speeds are.
struct Errors {
    /// Of the sizes.
    median: f64,
    /// Of the sizes.
    p90: f64,
    /// Median with sign.
    bias: f64,
}

impl Errors {
    /// All NaN without any.
    fn of(errors: impl Iterator<Item = f64>) -> Self {
        let mut signed: Vec<f64> = errors.collect();
        let mut sizes: Vec<f64> = signed.iter().map(|error| error.abs()).collect();
        signed.sort_by(f64::total_cmp);
        sizes.sort_by(f64::total_cmp);
        let p90 = sizes.get((0.9 * sizes.len().saturating_sub(1) as f64) as usize).copied().unwrap_or(f64::NAN);
        Self { median: median(&sizes), p90, bias: median(&signed) }
    }
}

fn confidence_rows(sessions: &[&Session], reps: &[&TrueRep]) -> String {
    let mut text = format!("{:44} sess  of all %  exact %   edges  within 3 s %\n", "stated confidence");
    let hits: Vec<Hit> = reps.iter().filter_map(|rep| rep.hit).collect();
    let edges: Vec<(Confidence, f64)> =
        hits.iter().flat_map(|hit| [(hit.edges.0, hit.start_s), (hit.edges.1, hit.end_s)]).collect();
    let percent = |part: usize, all: usize| 100.0 * part as f64 / all.max(1) as f64;
    for level in LEVELS {
        let stated: Vec<&&Session> = sessions.iter().filter(|one| one.confidence == Some(level)).collect();
        let exact = percent(stated.iter().filter(|one| one.is_exact()).count(), stated.len());
        let of_all = percent(stated.len(), sessions.len());
        let of_level: Vec<f64> = edges.iter().filter(|edge| edge.0 == level).map(|edge| edge.1).collect();
        let near = percent(of_level.iter().filter(|error| error.abs() <= EDGE_S).count(), of_level.len());
        let row = format!("{:44} {:4} {of_all:9.1} {exact:8.1}", level.name(), stated.len());
        let _ = writeln!(text, "{row} {:7} {near:13.1}", of_level.len());
    }
    text + "\n"
}

fn plain_rows(plain: &[&Plain]) -> String {
    let mut kinds: Vec<&str> = Vec::new();
    for run in plain {
        if !kinds.contains(&run.kind.as_str()) {
            kinds.push(&run.kind);
        }
    }
    let mut text =
        format!("{:44} runs  with reps  false reps  with strides  true strides  found\n", "runs without reps");
    for kind in kinds {
        let runs: Vec<&&Plain> = plain.iter().filter(|run| run.kind == kind).collect();
        let sum = |of: fn(&Plain) -> usize| runs.iter().map(|run| of(run)).sum::<usize>();
        let (with_reps, reps) = (sum(|run| usize::from(run.work > 0)), sum(|run| run.work));
        let with_strides = sum(|run| usize::from(run.strides > 0));
        let row = format!("{kind:44} {:4} {with_reps:10} {reps:11} {with_strides:13}", runs.len());
        let _ = writeln!(text, "{row} {:13} {:6}", sum(|run| run.true_strides.0), sum(|run| run.true_strides.1));
    }
    text
}

fn wrong(sessions: &[&Session], plain: &[&Plain]) -> String {
    let mut text = "\n".to_owned();
    for one in sessions.iter().filter(|one| !one.is_exact()) {
        let Session { name, truth, found, free, .. } = one;
        let hits = one.pairs.len();
        let stated = one.confidence.map_or("none", Confidence::name);
        let _ = writeln!(
            text,
            "not right: {name}: true {truth}, found {found}, matched {hits}, free {free}, confidence {stated}"
        );
    }
    for run in plain.iter().filter(|run| run.work > 0) {
        let _ = writeln!(text, "reps in a run without: {} ({}): {}", run.name, run.kind, run.work);
    }
    text
}
