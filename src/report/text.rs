//! Reports for the terminal: one activity, and the end of a batch.

use super::page::{Chart, Page, Side, Table, Tone};
use super::said::said;
use super::scatter::{at_most, is_hidden};
use super::segment_row::{SegmentRow, has_sets, segment_rows};
use super::words::{NBSP, civil, date, distance, number, signed};
use super::{Analysed, Problem, outing as words_of, whole};
use crate::model::{HeartRateSensor, TableFiles};
use crate::progression::{Decision, Recommendation};
use crate::scores::{
    RepScore, Score, SetCard, cadence, fade, heart_rate_drift, hrr60, last_rep_quality, pace_consistency, split_index,
};
use crate::segment::EdgeAgreement;
use crate::segment::{RepSource, Segment, Set, Structure, length_words};
use crate::stats::Range;
use crate::units::{DistanceUnit, clock};
use std::collections::BTreeMap;
use std::fmt::Write;

/// What is printed at the end of a batch.
#[derive(Debug, Clone)]
pub struct Summary<'a> {
    /// The number of files.
    pub files: usize,
    /// The number of activities.
    pub activities: usize,
    /// How many of them there are of each kind.
    pub kinds: &'a BTreeMap<&'static str, usize>,
    /// How many of them are another recording of an outing.
    pub duplicates: usize,
    /// Files without an activity.
    pub failed: &'a [Problem],
    /// How the tables were written.
    pub tables: TableFiles,
    /// The next step of each runner.
    pub next: Vec<(&'a str, Option<&'a Recommendation>)>,
    /// Pictures of runs that are there.
    pub charts: usize,
    /// Those of them that an earlier run drew.
    pub unchanged_charts: usize,
    /// The names of the pictures of seasons.
    pub seasons: &'a [String],
}

/// Most problems that are printed where nothing was read.
const REASONS: usize = 10;

/// The end of a batch: counts by kind, where the output is, the next step of each runner.
pub fn summary(summary: &Summary<'_>, folder: &str) -> Page {
    let mut out = Page::default();
    let ending = summary.tables.formats()[0].ending();
    let read = summary.files - summary.failed.len().min(summary.files);
    let duplicates = summary.duplicates;
    let activities = counted_noun(summary.activities, "activity", "activities");
    let _ = writeln!(out, "{read} of {} read, {activities}", counted_noun(summary.files, "file", "files"));
    for (kind, count) in summary.kinds {
        let _ = writeln!(out, "  {count:>6}  {kind}");
    }
    if duplicates > 0 {
        let _ = writeln!(out, "  {duplicates} of them are the same outing met again, and count once in the history");
    }
    if !summary.failed.is_empty() {
        let failed = counted_noun(summary.failed.len(), "file", "files");
        let _ = writeln!(out, "{failed} without an activity (see problems.{ending})");
        for (kind, count) in counted(summary.failed.iter().map(|problem| problem.kind.name())) {
            let _ = writeln!(out, "  {count:>6}  {kind}");
        }
    }
    if summary.activities == 0 {
        out.push_str(&reasons(summary.failed));
    }
    let pictures = match summary.charts {
        0 => String::new(),
        count => format!(", {} in charts", counted_noun(count, "picture", "pictures")),
    };
    let unchanged = match summary.unchanged_charts {
        0 => String::new(),
        count => format!(" ({count} unchanged)"),
    };
    let seasons = match summary.seasons {
        [] => String::new(),
        [only] => format!(", {only}"),
        many => format!(", {} seasons", many.len()),
    };
    let _ =
        writeln!(out, "written to {folder}: workouts.{ending} and the tables beside it{seasons}{pictures}{unchanged}");
    for (runner, recommendation) in &summary.next {
        out.push_str("\n");
        match recommendation {
            Some(recommendation) => advise(&mut out, &format!("{runner}: "), recommendation),
            None => {
                let _ = writeln!(out, "{runner}: no runs found");
            }
        }
    }
    out
}

/// Why nothing was read: the first problems, one line each.
fn reasons(failed: &[Problem]) -> String {
    let line = |problem: &Problem| {
        let Problem { file, found, advice, .. } = problem;
        format!("  {file}: found {found}; {advice}\n")
    };
    failed.iter().take(REASONS).map(line).collect()
}

pub(super) fn counted_noun(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn counted<'a>(names: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_insert(0) += 1;
    }
    counts
}

/// One activity: what it was, its segments, its scores, the next step.
pub fn activity(analysed: &Analysed, unit: DistanceUnit) -> Page {
    let mut out = Page::default();
    let structure = &analysed.structure;
    out.heading(format!("{}  {}", analysed.file, words_of::name(analysed)));
    let _ = writeln!(out, "{}", outing(analysed, unit));
    let said = said(&analysed.activity.told);
    if !said.is_empty() {
        let _ = writeln!(out, "{}", said.join(" \u{b7} "));
    }
    let _ = writeln!(out, "{}", cut_line(structure, &structure.reason));
    if let Some(EdgeAgreement { agreeing, edges }) = structure.edges_agreeing {
        let _ = writeln!(out, "{agreeing} of {edges} edges agree with the speed");
    }
    if let Some(other) = &structure.runner_up {
        let _ = writeln!(out, "it may also be {other}");
    }
    out.push_str("\n");
    out.chart(course(analysed));
    out.push_str("\n");
    out.table(segment_table(analysed, unit));
    if let Some(sensor) = analysed.activity.heart_rate_sensor {
        let _ = writeln!(out, "  bpm {}", sensor_words(sensor));
    }
    for card in &analysed.card.sets {
        set_lines(&mut out, analysed, card);
    }
    let (session, efforts) = (whole::session_table(analysed), whole::effort_table(analysed));
    let has_efforts = !efforts.rows.is_empty();
    for (title, table) in [("the session", session), (whole::EFFORTS, efforts)] {
        if !table.rows.is_empty() {
            out.section(title);
            out.table(table);
        }
    }
    if has_efforts {
        out.push_str(whole::EFFORTS_READ_FAST);
    }
    out.push_str("\nall scores with their intervals, and why some are missing: show --scores\n");
    if let Some(recommendation) = &analysed.recommendation {
        out.push_str("\n");
        advise(&mut out, "", recommendation);
    }
    if !analysed.notes.is_empty() {
        out.push_str("\n");
    }
    for note in &analysed.notes {
        let _ = writeln!(out, "note ({}): {}", note.stage.name(), note.text);
    }
    out
}

/// What the cut rests on, the confidence, and the reason for it. Without a cut, why nothing was found.
pub(super) fn cut_line(structure: &Structure, why: &str) -> String {
    let level = structure.confidence.name();
    let source = match structure.source {
        RepSource::Steps => "workout steps",
        RepSource::Intensity => "interval marks",
        RepSource::Laps => "manual laps",
        RepSource::Signal => "the speed alone",
        RepSource::User => return format!("cut by you, confidence {level}: {why}"),
        RepSource::None => return format!("no reps, confidence {level}: {}", structure.reason),
    };
    format!("cut from {source}, confidence {level}: {why}")
}

/// Date, device, distance and time.
pub(super) fn outing(analysed: &Analysed, unit: DistanceUnit) -> String {
    let activity = &analysed.activity;
    let offset = activity.utc_offset_s;
    let when = civil(analysed.start_unix_s() + f64::from(offset.unwrap_or(0))).map(|(day, minute)| {
        let zone = if offset.is_some() { "" } else { " UTC" };
        format!("{}, {:02}:{:02}{zone}", date(day), minute / 60, minute % 60)
    });
    let device = super::device::name(&activity.device);
    let length = (analysed.distance_m > 0.0).then(|| distance(analysed.distance_m, unit).replace(NBSP, " "));
    let parts = [when, Some(device), length, Some(format!("{} timer time", clock(analysed.timer_s)))];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" \u{b7} ")
}

/// The speed over the run, with the numbers of its reps.
fn course(analysed: &Analysed) -> Chart {
    let whole = analysed.whole;
    let share = |segment: &Segment| {
        (f64::midpoint(segment.span.start_s, segment.span.end_s) - whole.start_s) / whole.length_s()
    };
    let mark = |segment: &Segment| Some((share(segment), segment.rep?.to_string()));
    let marks = analysed.structure.segments.iter().filter_map(mark).collect();
    Chart { values: analysed.course_mps.clone(), marks }
}

/// The names of the columns of the segments, behind the segment and its place.
const SEGMENT_HEAD: [&str; 7] = ["start", "time", "metres", "pace", "bpm", "steps /min", "split"];

fn segment_table(analysed: &Analysed, unit: DistanceUnit) -> Table {
    let has_sets = has_sets(analysed);
    let splits = splits(analysed);
    let cells = |(index, row): (usize, SegmentRow)| {
        let pace = row.pace.replace(' ', "\u{a0}");
        let own =
            [row.kind.to_owned(), row.place, row.start, row.time, row.metres, pace, row.heart_rate, row.step_rate];
        own.into_iter().chain(splits.get(&index).cloned()).collect()
    };
    let last = SEGMENT_HEAD.len() - usize::from(splits.is_empty());
    let head =
        ["segment", if has_sets { "set.rep" } else { "rep" }].into_iter().chain(SEGMENT_HEAD[..last].iter().copied());
    let sides = std::iter::once(Side::Left).chain([Side::Right; SEGMENT_HEAD.len() + 1]).collect::<Vec<_>>();
    Table::new(segment_rows(analysed, unit).enumerate().map(cells).collect(), &sides).below(&head.collect::<Vec<_>>())
}

/// Second half against first half of each rep, by segment, where the difference is larger than its error.
fn splits(analysed: &Analysed) -> BTreeMap<usize, String> {
    let reps = analysed.card.sets.iter().flat_map(|set| &set.reps);
    let told = |rep: &RepScore| Some((rep.segment, format!("{}\u{a0}%", signed(split_index::resolved(rep)?, 1))));
    reps.filter_map(told).collect()
}

fn set_lines(out: &mut Page, analysed: &Analysed, card: &SetCard) {
    let sets = &analysed.structure.sets;
    let set = &sets[card.set];
    let number = if sets.len() > 1 { format!("set {}: ", card.set + 1) } else { String::new() };
    let snapped = track_words(analysed, set);
    let grade = match card.grade_reason.as_str() {
        "" => format!("grade {}: noise {:.1} % a rep", card.grade.name(), card.noise_pct),
        reason => format!("grade {}: {reason}", card.grade.name()),
    };
    out.section(format!("{number}{} × {}{snapped} (data {grade})", set.reps.len(), length_words(set.length)));
    let scores: [(&str, &Score, Print); 6] = [
        ("pace consistency", card.score(&pace_consistency::INFO), Print { unit: " %", decimals: 1, is_change: false }),
        ("cadence drift", card.score(&cadence::INFO), Print { unit: " %", decimals: 1, is_change: true }),
        (
            "last-rep quality",
            card.score(&last_rep_quality::INFO),
            Print { unit: "/100", decimals: 0, is_change: false },
        ),
        ("fade", card.score(&fade::INFO), Print { unit: " %", decimals: 1, is_change: true }),
        ("heart-rate drift", card.score(&heart_rate_drift::INFO), Print { unit: " bpm", decimals: 0, is_change: true }),
        ("HR fall in 60 s", card.score(&hrr60::INFO), Print { unit: " bpm", decimals: 0, is_change: false }),
    ];
    if scores.iter().all(|(_, score, _)| score.is_err()) {
        let reason = scores[0].1.as_ref().err().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(out, "  nothing scored: {reason}");
        return;
    }
    let row = |(name, score, print): &(&str, &Score, Print)| {
        vec![(*name).to_owned(), score_words(score, print, card.noise_pct)]
    };
    out.table(Table::new(scores.iter().map(row).collect(), &[]));
}

/// How the heart rate was measured.
fn sensor_words(sensor: HeartRateSensor) -> &'static str {
    match sensor {
        HeartRateSensor::Strap { .. } => "by a strap",
        HeartRateSensor::Wrist => "by the watch, at the wrist",
    }
}

/// That a set was snapped to the track, the error of the device, and the lane that may explain the error.
fn track_words(analysed: &Analysed, set: &Set) -> String {
    let segments = &analysed.structure.segments;
    let Some(bias_pct) = set.track_bias_pct(segments) else { return String::new() };
    let lane = if set.may_be_lane_two(segments) { ": about lane 2?" } else { "" };
    format!(", snapped to the track, measured {} %{lane}", signed(bias_pct, 1))
}

/// How a score is printed.
struct Print {
    unit: &'static str,
    decimals: usize,
    is_change: bool,
}

fn score_words(score: &Score, print: &Print, noise_pct: f64) -> String {
    let value = match score {
        Ok(value) => value,
        Err(reason) => return format!("not scored: {reason}"),
    };
    let figure = |value: f64| {
        if print.is_change { signed(value, print.decimals) } else { number(value, print.decimals) }
    };
    let interval = value.ci80.map(|Range { low, high }| (figure(low), figure(high))).filter(|(low, high)| low != high);
    let interval = interval.map_or_else(String::new, |(low, high)| format!(" (80 % interval {low} to {high})"));
    let tail: Vec<&str> = [value.word, value.caveat.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
    let tail = if tail.is_empty() { String::new() } else { format!(": {}", tail.join("; ")) };
    let figure = if is_hidden(value) { at_most(noise_pct) } else { figure(value.value) };
    format!("{figure}{}{interval}{tail}", print.unit)
}

/// The next step in words: headline, answer, workout, reasons, what was not seen. Something may stand before the headline.
pub(super) fn advise(out: &mut Page, before: &str, recommendation: &Recommendation) {
    out.heading(format!("{before}Next: {}", recommendation.headline));
    let (mark, word) = answer_words(recommendation.told());
    out.toned(Tone::Answer(recommendation.told()), format!("  {mark} {word}"));
    if let Some(next) = &recommendation.next {
        let waits = match recommendation.decision {
            Decision::Rest => "after that, step by step: ",
            Decision::EasyFirst => "then: ",
            _ => "",
        };
        let _ = writeln!(out, "  {waits}{}", next.text);
        if !next.frame.is_empty() {
            let _ = writeln!(out, "  {}", next.frame);
        }
    }
    if let Some(day) = recommendation.earliest_day {
        let _ = writeln!(out, "  not before {}", date(day));
    }
    let after = recommendation.after.as_ref().filter(|(workout, _)| !workout.is_empty());
    let why = after.map_or("why".to_owned(), |(workout, day)| format!("why, after {workout} on {}", date(*day)));
    for (head, points) in [(why.as_str(), &recommendation.reasons), ("what I could not see", &recommendation.unseen)] {
        if !points.is_empty() {
            let _ = writeln!(out, "  {head}");
        }
        for point in points {
            let _ = writeln!(out, "    - {point}");
        }
    }
    if !recommendation.cue.is_empty() {
        let _ = writeln!(out, "  cue: {}", recommendation.cue);
    }
    let because = recommendation.deductions.join(", ");
    let level = recommendation.confidence.name();
    let _ = if because.is_empty() {
        writeln!(out, "  confidence {level}")
    } else {
        writeln!(out, "  confidence {level}: {because}")
    };
    out.push_str("  training aid, not medical advice\n");
}

/// The mark and the word of an answer. The marks differ in shape, as those of the picture do.
fn answer_words(decision: Decision) -> (char, &'static str) {
    match decision {
        Decision::Rest => ('\u{d7}', "rest"),
        Decision::EasyFirst => ('\u{25a1}', "easy first"),
        Decision::WayBack => ('\u{25d0}', "way back"),
        Decision::LighterWeek => ('\u{25cb}', "lighter week"),
        Decision::StepBack => ('\u{25bc}', "step back"),
        Decision::StepUp => ('\u{25b2}', "step up"),
        Decision::OnceMore => ('\u{25a0}', "once more"),
    }
}
