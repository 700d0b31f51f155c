//! The workouts as the script of the page reads them: one row an activity, texts by their place.

use super::input::Written;
use super::json::{Texts, short};
use super::spark::{self, SparkBar};
use crate::model::Said;
use crate::progression::Recommendation;
use crate::report::answers::word;
use crate::report::scatter::{at_most, is_hidden};
use crate::report::value::{decimals, interval};
use crate::report::words::{DASH, distance, number, short_and_year, signed};
use crate::report::{Analysed, device, outing};
use crate::scores::{Score, ScoreInfo, Value, cadence, last_rep_quality, pace_consistency};
use crate::segment::Confidence;
use crate::units::clock;
use serde::Serialize;

/// A cell: what it is sorted by, what it says, and why; the last two are places of texts.
type PageCell = (Option<f64>, usize, usize);

/// Why a workout has no effort.
const NO_RPE: &str = "no RPE in the journal, in the file or in a list beside it";

/// One activity.
#[derive(Debug, Serialize)]
pub(super) struct PageRow {
    /// `2024-05-01`: sorted and filtered by it.
    day: String,
    date: usize,
    /// Unix time of the start, s: the order of two workouts of one day.
    start: i64,
    runner: usize,
    kind: usize,
    name: usize,
    title: usize,
    file: String,
    device: usize,
    far: usize,
    metres: Option<f64>,
    time: usize,
    seconds: Option<f64>,
    bars: Vec<SparkBar>,
    even: PageCell,
    last: PageCell,
    cadence: PageCell,
    rpe: PageCell,
    /// The answer right after it, as `(name, word)`.
    answer: Option<(usize, usize)>,
    next: usize,
    /// How sure the cut is, 1 to 3.
    sure: usize,
    /// The file of its details without its ending; `None` where it has none.
    stem: Option<String>,
    /// The file of its picture.
    picture: Option<String>,
    /// The file that counts for the outing instead.
    copy_of: Option<usize>,
}

/// The rows of a page, one added after the other.
#[derive(Debug, Default)]
pub struct PageRows {
    rows: Vec<PageRow>,
    texts: Texts,
}

impl PageRows {
    /// Adds the row of an activity, with the files that were written of it.
    pub fn add(&mut self, analysed: &Analysed, files: &Written) {
        self.rows.push(row(analysed, files, &mut self.texts));
    }

    /// The rows, and their texts by place.
    pub(super) fn into_parts(self) -> (Vec<PageRow>, Vec<String>) {
        (self.rows, self.texts.into_texts())
    }
}

/// The row of an activity, with the names of its files.
fn row(analysed: &Analysed, files: &Written, texts: &mut Texts) -> PageRow {
    let structure = &analysed.structure;
    let advice = analysed.recommendation.as_ref();
    let title = analysed.activity.told.title();
    PageRow {
        day: analysed.day().to_string(),
        date: texts.place(&short_and_year(analysed.day())),
        start: analysed.start_unix_s() as i64,
        runner: texts.place(&analysed.runner),
        kind: texts.place(structure.kind.name()),
        name: texts.place(&outing::name(analysed)),
        title: texts.place(title),
        file: crate::printable::printable(&analysed.file).into_owned(),
        device: texts.place(&device::name(&analysed.activity.device)),
        far: texts.place(&if analysed.distance_m > 0.0 {
            distance(analysed.distance_m, files.unit)
        } else {
            DASH.into()
        }),
        metres: short(analysed.distance_m),
        time: texts.place(&clock(analysed.timer_s)),
        seconds: short(analysed.timer_s),
        bars: spark::bars(analysed),
        even: evenness(analysed, texts),
        last: scored(&last_rep_quality::INFO, analysed, texts, |value| number(value, 0)),
        cadence: scored(&cadence::INFO, analysed, texts, |value| format!("{}\u{a0}%", signed(value, 1))),
        rpe: effort(analysed.activity.told.rpe_cr10, texts),
        answer: advice.map(|advice| (texts.place(advice.decision.name()), texts.place(word(advice.decision)))),
        next: texts.place(&advice.map_or(String::new(), next)),
        sure: match structure.confidence {
            Confidence::Low => 1,
            Confidence::Medium => 2,
            Confidence::High => 3,
        },
        stem: files.stem.clone(),
        picture: files.picture.clone(),
        copy_of: analysed.duplicate_of.as_ref().map(|file| texts.place(file)),
    }
}

fn next(advice: &Recommendation) -> String {
    advice.next.as_ref().map_or_else(|| advice.headline.clone(), |next| next.text.clone())
}

fn effort(told: Option<Said<f64>>, texts: &mut Texts) -> PageCell {
    let text = told.map_or(DASH.to_string(), |told| number(told.value, usize::from(told.value.fract() > 0.0)));
    let by = told.map_or(NO_RPE.to_owned(), |told| format!("by {}", told.by.name()));
    (told.and_then(|told| short(told.value)), texts.place(&text), texts.place(&by))
}

fn evenness(analysed: &Analysed, texts: &mut Texts) -> PageCell {
    let info = &pace_consistency::INFO;
    let noise_pct = analysed.card.judged().map_or(f64::NAN, |set| set.noise_pct);
    match analysed.card.score(info) {
        Ok(value) if is_hidden(value) => {
            let text = format!("{}\u{a0}%", at_most(noise_pct));
            (short(value.value), texts.place(&text), texts.place(&meaning(info, value)))
        }
        score => cell(info, score, texts, |value| format!("{}\u{a0}%", number(value, decimals(info.unit)))),
    }
}

fn scored(info: &ScoreInfo, analysed: &Analysed, texts: &mut Texts, figure: impl Fn(f64) -> String) -> PageCell {
    cell(info, analysed.card.score(info), texts, figure)
}

fn cell(info: &ScoreInfo, score: &Score, texts: &mut Texts, figure: impl Fn(f64) -> String) -> PageCell {
    match score {
        Ok(value) => (short(value.value), texts.place(&figure(value.value)), texts.place(&meaning(info, value))),
        Err(reason) => (None, texts.place(&DASH.to_string()), texts.place(&reason.to_string())),
    }
}

/// The word for a value, its interval, its caveat.
fn meaning(info: &ScoreInfo, value: &Value) -> String {
    let interval = interval(info, value);
    let interval = if interval.is_empty() { interval } else { format!("80\u{a0}% interval {interval}") };
    let parts = [value.word, &interval, &value.caveat];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}
