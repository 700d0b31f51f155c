//! Reports for the terminal: one activity, and the end of a batch.

use super::{Analysed, Problem};
use crate::progression::Recommendation;
use crate::scores::{Score, SetCard};
use crate::segment::{Segment, SegmentKind, length_words};
use crate::units::{DistanceUnit, clock, pace};
use std::collections::BTreeMap;
use std::fmt::Write;

/// What a batch tells at its end.
#[derive(Debug, Clone)]
pub struct Summary<'a> {
    /// Files looked at.
    pub files: usize,
    /// Finished activities.
    pub done: &'a [Analysed],
    /// Files without one.
    pub failed: &'a [Problem],
    /// The next step of each runner.
    pub next: Vec<(&'a str, Option<&'a Recommendation>)>,
    /// Pictures drawn.
    pub charts: usize,
}

/// The end of a batch: counts by kind, where the output is, the next step of each runner.
pub fn summary(summary: &Summary<'_>, folder: &str) -> String {
    let mut out = String::new();
    let read = summary.files - summary.failed.len().min(summary.files);
    let duplicates = summary.done.iter().filter(|row| row.duplicate_of.is_some()).count();
    let _ = writeln!(out, "{read} of {} files read, {} activities", summary.files, summary.done.len());
    for (kind, count) in counted(summary.done.iter().map(|row| row.structure.kind.name())) {
        let _ = writeln!(out, "  {count:>6}  {kind}");
    }
    if duplicates > 0 {
        let _ = writeln!(out, "  {duplicates:>6}  of these the same outing met again: counted once in the history");
    }
    if !summary.failed.is_empty() {
        let _ = writeln!(out, "{} files without an activity (see problems.csv)", summary.failed.len());
        for (kind, count) in counted(summary.failed.iter().map(|problem| problem.kind.name())) {
            let _ = writeln!(out, "  {count:>6}  {kind}");
        }
    }
    let pictures = if summary.charts > 0 { format!(", {} pictures in charts", summary.charts) } else { String::new() };
    let _ = writeln!(out, "written to {folder}: workouts.csv, segments.csv, problems.csv{pictures}");
    for (runner, recommendation) in &summary.next {
        let _ = write!(out, "\n{runner}: ");
        match recommendation {
            Some(recommendation) => out.push_str(&advice(recommendation)),
            None => out.push_str("no session of reps found: your plan stands\n"),
        }
    }
    out.trim_end().to_owned()
}

fn counted<'a>(names: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_insert(0) += 1;
    }
    counts
}

/// One activity: what it was, its segments, its scores, the next step.
pub fn activity(analysed: &Analysed, unit: DistanceUnit) -> String {
    let mut out = String::new();
    let structure = &analysed.structure;
    let _ = writeln!(out, "{}  {}", analysed.file, structure.name);
    let source = structure.source.name();
    let _ = writeln!(out, "cut from {source}, confidence {}: {}", structure.confidence.name(), structure.reason);
    if let Some(other) = &structure.runner_up {
        let _ = writeln!(out, "the other reading: {other}");
    }
    let _ = writeln!(
        out,
        "\n  {:<9} {:>3} {:>9} {:>8} {:>8} {:>10} {:>5} {:>5}",
        "segment", "rep", "start", "time", "metres", "pace", "HR", "steps"
    );
    for (i, segment) in structure.segments.iter().enumerate() {
        let means = &analysed.means[i];
        segment_line(&mut out, segment, (means.heart_rate_bpm, means.step_rate_spm), unit);
    }
    for card in &analysed.card.sets {
        set_lines(&mut out, analysed, card);
    }
    if let Some(recommendation) = &analysed.recommendation {
        let _ = write!(out, "\n{}", advice(recommendation));
    }
    for note in &analysed.notes {
        let _ = writeln!(out, "note ({}): {}", note.stage.name(), note.text);
    }
    out.trim_end().to_owned()
}

fn segment_line(out: &mut String, segment: &Segment, (heart, steps): (Option<f64>, Option<f64>), unit: DistanceUnit) {
    let whole = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{value:.0}"));
    let rep = segment.rep.map_or_else(String::new, |rep| rep.to_string());
    let time = if segment.kind == SegmentKind::Work && segment.timer_s < 600.0 {
        tenths(segment.timer_s)
    } else {
        clock(segment.timer_s)
    };
    let metres = whole(Some(segment.best_distance_m()).filter(|metres| metres.is_finite()));
    let _ = writeln!(
        out,
        "  {:<9} {rep:>3} {:>9} {time:>8} {metres:>8} {:>10} {:>5} {:>5}",
        segment.kind.name(),
        clock(segment.span.start_s),
        pace(segment.speed_mps(), unit),
        whole(heart),
        whole(steps),
    );
}

/// `1:32.4`, `29.4 s`.
fn tenths(seconds: f64) -> String {
    let total = (seconds * 10.0).round() as u64;
    if total < 600 {
        format!("{}.{} s", total / 10, total % 10)
    } else {
        format!("{}:{:02}.{}", total / 600, total / 10 % 60, total % 10)
    }
}

fn set_lines(out: &mut String, analysed: &Analysed, card: &SetCard) {
    let set = &analysed.structure.sets[card.set];
    let snapped = if set.snapped { ", snapped to the track" } else { "" };
    let _ = writeln!(
        out,
        "\n{} × {}: noise of one rep {:.1} %, grade {}{}{snapped}",
        set.reps.len(),
        length_words(set.length),
        card.noise_pct,
        card.grade.name(),
        if card.grade_reason.is_empty() { String::new() } else { format!(" ({})", card.grade_reason) },
    );
    score_line(out, "pace consistency", &card.pace_consistency, " %");
    score_line(out, "cadence drift", &card.cadence_drift, " %");
    score_line(out, "last-rep quality", &card.last_rep_quality, "/100");
    score_line(out, "fade", &card.fade, " %");
    score_line(out, "heart-rate drift", &card.heart_rate_drift, " bpm");
    score_line(out, "HR fall in 60 s", &card.hrr60, " bpm");
}

fn score_line(out: &mut String, name: &str, score: &Score, unit: &str) {
    let _ = match score {
        Ok(value) => {
            let interval =
                value.ci80.map_or_else(String::new, |(low, high)| format!(" (80 % interval {low:.1} to {high:.1})"));
            let tail =
                [value.word, value.caveat.as_str()].iter().filter(|t| !t.is_empty()).copied().collect::<Vec<_>>();
            let tail = if tail.is_empty() { String::new() } else { format!(": {}", tail.join("; ")) };
            writeln!(out, "  {name:<17} {:.1}{unit}{interval}{tail}", value.value + 0.0)
        }
        Err(reason) => writeln!(out, "  {name:<17} not scored: {reason}"),
    };
}

/// The next step in words: headline, workout, reasons, what was not seen.
pub fn advice(recommendation: &Recommendation) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "Next: {}", recommendation.headline);
    if let Some(next) = &recommendation.next {
        let _ = writeln!(out, "  {}", next.text);
        if !next.frame.is_empty() {
            let _ = writeln!(out, "  {}", next.frame);
        }
    }
    for reason in &recommendation.reasons {
        let _ = writeln!(out, "  why: {reason}");
    }
    for unseen in &recommendation.unseen {
        let _ = writeln!(out, "  could not see: {unseen}");
    }
    let _ = writeln!(
        out,
        "  confidence: {} (rule {}){}",
        recommendation.confidence.name(),
        recommendation.rule,
        if recommendation.deductions.is_empty() {
            String::new()
        } else {
            format!("; weak points: {}", recommendation.deductions.join(", "))
        }
    );
    let _ = writeln!(out, "  training aid, not medical advice");
    out
}
