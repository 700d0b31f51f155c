//! The details of one workout: a file beside the page, loaded when its row is opened.
//!
//! It is a script with one call, because a page that was opened as a file may load nothing else.

use super::json::{json, short};
use super::segments::{Segments, segments};
use super::slim::slim;
use crate::error::Result;
use crate::model::Span;
use crate::printable::printable;
use crate::report::all_scores;
use crate::report::answers::word;
use crate::report::draw::{Cursors, cursors};
use crate::report::figure::{Figure, Series};
use crate::report::text::{cut_line, outing};
use crate::report::words::date;
use crate::report::{Analysed, svg};
use crate::scores::{Level, Score, ScoreInfo, infos_of};
use crate::segment::SegmentKind;
use crate::units::DistanceUnit;
use serde::Serialize;

/// What a row shows when it is opened.
#[derive(Debug, Serialize)]
struct RunDetails {
    /// When, with what, how far; on what the cut rests.
    lines: Vec<String>,
    report: Option<Report>,
    segments: Segments,
    scores: Vec<ScoreLine>,
    advice: Option<AdviceDetails>,
    notes: Vec<String>,
}

/// Kind, number in its set, first and last second of a segment.
type SpanDetails = (&'static str, Option<usize>, Option<f64>, Option<f64>);

/// The picture, and what is under the cursor.
#[derive(Debug, Serialize)]
struct Report {
    svg: String,
    cursors: Cursors,
    segments: Vec<SpanDetails>,
    /// First second of the values, and the values, one a second: pace (s per km or mile), heart rate (bpm), cadence
    /// (steps a minute).
    start: Option<f64>,
    pace: Vec<Option<u32>>,
    heart: Vec<Option<u32>>,
    cadence: Vec<Option<u32>>,
    unit: &'static str,
}

/// One score, or why it is missing.
#[derive(Debug, Serialize)]
struct ScoreLine {
    id: &'static str,
    /// Value, unit, interval, words; a dash and the reason where there is no value.
    cells: Vec<String>,
    is_missing: bool,
}

/// The answer right after the workout.
#[derive(Debug, Serialize)]
struct AdviceDetails {
    name: &'static str,
    word: &'static str,
    headline: String,
    workout: String,
    frame: String,
    from: String,
    reasons: Vec<String>,
    unseen: Vec<String>,
    cue: String,
    confidence: &'static str,
    deductions: Vec<String>,
}

/// The script that holds the details of a workout; with its picture where one was drawn.
///
/// # Errors
/// Those of drawing the picture.
pub fn details(stem: &str, analysed: &Analysed, figure: Option<&Figure>, unit: DistanceUnit) -> Result<String> {
    let structure = &analysed.structure;
    let details = RunDetails {
        lines: shown(&[outing(analysed, unit), cut_line(structure, &structure.reason)]),
        report: figure.map(|figure| report(analysed, figure, unit)).transpose()?,
        segments: segments(analysed, unit),
        scores: scores(analysed),
        advice: advice(analysed),
        notes: shown(&analysed.notes.iter().map(|note| note.text.clone()).collect::<Vec<_>>()),
    };
    Ok(format!("lastrepDetails({}, {});\n", json(&stem)?, json(&details)?))
}

fn shown(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| printable(text).into_owned()).collect()
}

fn report(analysed: &Analysed, figure: &Figure, unit: DistanceUnit) -> Result<Report> {
    let of =
        |kind: SegmentKind, rep: Option<usize>, span: Span| (kind.name(), rep, short(span.start_s), short(span.end_s));
    let trace = &figure.trace;
    let speed = trace.speed.series.as_ref().ok();
    let heart = trace.heart.series.as_ref().ok();
    let cadence = trace.cadence.as_ref();
    let start_s = speed.or(heart).or(cadence).map(|series| series.start_s);
    Ok(Report {
        svg: slim(&svg(figure)?),
        cursors: cursors(figure),
        segments: analysed.structure.segments.iter().map(|one| of(one.kind, one.rep, one.span)).collect(),
        start: start_s.and_then(short),
        pace: speed.map_or_else(Vec::new, |series| whole(series, |mps| unit.metres() / mps)),
        heart: heart.map_or_else(Vec::new, |series| whole(series, |bpm| bpm)),
        cadence: cadence.map_or_else(Vec::new, |series| whole(series, |spm| spm)),
        unit: unit.symbol(),
    })
}

/// The slowest pace that is told, s per km or mile: slower is standing.
const SLOWEST_S: f64 = 3600.0;

fn whole(series: &Series, of: impl Fn(f64) -> f64) -> Vec<Option<u32>> {
    let told = |value: &f64| {
        let value = of(*value);
        (value.is_finite() && value > 0.0 && value < SLOWEST_S).then_some(value.round() as u32)
    };
    series.values.iter().map(told).collect()
}

/// The scores of the set that the session is judged by, and of the session.
fn scores(analysed: &Analysed) -> Vec<ScoreLine> {
    let noise_pct = analysed.card.judged().map_or(f64::NAN, |set| set.noise_pct);
    let of = |info: &'static ScoreInfo| line(info, analysed.card.score(info), noise_pct);
    let levels: &[Level] =
        if analysed.card.judged().is_some() { &[Level::Set, Level::Session] } else { &[Level::Session] };
    levels.iter().flat_map(|level| infos_of(*level)).map(of).collect()
}

fn line(info: &'static ScoreInfo, score: &Score, noise_pct: f64) -> ScoreLine {
    let cells = all_scores::row(info, "", score, noise_pct).split_off(2);
    ScoreLine { id: info.id, cells: shown(&cells), is_missing: score.is_err() }
}

fn advice(analysed: &Analysed) -> Option<AdviceDetails> {
    let advice = analysed.recommendation.as_ref()?;
    let text =
        |of: &dyn Fn(&crate::progression::NextWorkout) -> String| advice.next.as_ref().map(of).unwrap_or_default();
    Some(AdviceDetails {
        name: advice.decision.name(),
        word: word(advice.decision),
        headline: advice.headline.clone(),
        workout: text(&|next| next.text.clone()),
        frame: text(&|next| next.frame.clone()),
        from: advice.earliest_day.map(date).unwrap_or_default(),
        reasons: shown(&advice.reasons),
        unseen: shown(&advice.unseen),
        cue: advice.cue.clone(),
        confidence: advice.confidence.name(),
        deductions: shown(&advice.deductions),
    })
}
