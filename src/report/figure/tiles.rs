//! The three tiles: the scores of the set that the session is judged by, or facts of a run without reps.

use super::heading::totals_of;
use super::shown;
use super::{ReportInput, Scale, Tile, TileBody};
use crate::report::scatter::is_hidden;
use crate::report::words::{self, NBSP, number, signed};
use crate::scores::cadence::{MARKED_PCT, STABLE_PCT};
use crate::scores::last_rep_quality::{HELD_FROM, LOST_BELOW};
use crate::scores::pace_consistency::{BANDS_PCT, EVEN};
use crate::scores::{ScoreInfo, SetCard, Unavailable, Value, cadence, last_rep_quality, pace_consistency};
use crate::segment::{Set, WorkoutKind};
use crate::stats::{Range, known_median};
use crate::units::clock;

/// The print and the scale of a score. The scale never changes, so that tiles of all reports can be compared.
struct TileKind {
    label: &'static str,
    unit: &'static str,
    range: Range,
    gate: Range,
    marks: &'static [(f64, &'static str, bool)],
    print: fn(f64) -> String,
}

const CONSISTENCY: TileKind = TileKind {
    label: "Pace consistency",
    unit: "%",
    range: Range::new(0.0, 5.0),
    gate: Range::new(0.0, BANDS_PCT[EVEN]),
    marks: &[
        (0.45, "very even", false),
        (BANDS_PCT[0], "1", true),
        (1.5, "even", false),
        (BANDS_PCT[1], "2", true),
        (2.75, "uneven", false),
        (BANDS_PCT[2], "3.5", true),
        (4.3, "erratic", false),
    ],
    print: |value| number(value, 1),
};

const DRIFT: TileKind = TileKind {
    label: "Cadence drift",
    unit: "%",
    range: Range::new(-5.0, 5.0),
    gate: Range::about(0.0, STABLE_PCT),
    marks: &[
        (-MARKED_PCT, "\u{2212}3", true),
        (-STABLE_PCT, "\u{2212}1.5", true),
        (0.0, "stable", false),
        (STABLE_PCT, "+1.5", true),
        (MARKED_PCT, "+3", true),
    ],
    print: |value| signed(value, 1),
};

const QUALITY: TileKind = TileKind {
    label: "Last-rep quality",
    unit: "/100",
    range: Range::new(0.0, 100.0),
    gate: Range::new(HELD_FROM, 100.0),
    marks: &[
        (20.0, "lost", false),
        (LOST_BELOW, "40", true),
        (50.0, "slipping", false),
        (HELD_FROM, "60", true),
        (80.0, "held", false),
    ],
    print: |value| number(value, 0),
};

pub(super) fn three(input: &ReportInput<'_>) -> [Tile; 3] {
    if shown::has_no_reps(input.structure) {
        return facts(input);
    }
    let card = input.card.judged();
    let sets = shown::shown_sets(input);
    let scored = shown::scored_set(input).filter(|_| sets.len() > 1);
    let of = scored.map_or_else(String::new, |set| {
        let alike = |other: &&Set| other.length == set.length && other.reps.len() == set.reps.len();
        let place = sets.iter().filter(alike).count() > 1;
        let number = card.filter(|_| place).map_or_else(String::new, |card| format!(" set {},", card.set + 1));
        format!(",{number} {} × {}", set.reps.len(), words::length(set.length))
    });
    [
        score(&CONSISTENCY, &of, card, &pace_consistency::INFO),
        score(&DRIFT, &of, card, &cadence::INFO),
        score(&QUALITY, &of, card, &last_rep_quality::INFO),
    ]
}

fn score(kind: &TileKind, of: &str, card: Option<&SetCard>, info: &ScoreInfo) -> Tile {
    let label = format!("{}{of}", kind.label);
    match card.map(|card| card.score(info)) {
        Some(Ok(value)) if is_hidden(value) => hidden(kind, label, value, card.map_or(0.0, |c| c.noise_pct)),
        Some(Ok(value)) if value.value.is_finite() => {
            Tile { label, corner: corner(kind, value), body: body(kind, value) }
        }
        Some(Err(reason)) => absent(label, reason),
        _ => absent(label, &Unavailable::NoReps),
    }
}

/// The tile of a scatter that the noise hides: at most the noise, or not resolved.
fn hidden(kind: &TileKind, label: String, value: &Value, noise_pct: f64) -> Tile {
    let noise = (kind.print)(noise_pct);
    if value.word.is_empty() {
        let reason = format!("Any scatter is hidden by the noise of the recording: {noise}{NBSP}% a rep.");
        let body = TileBody::Absent { word: "not resolved", reason };
        return Tile { label, corner: String::new(), body };
    }
    let high = value.ci80.map_or(noise_pct, |ci80| ci80.high.max(noise_pct));
    let scale = Scale {
        range: kind.range,
        gate: kind.gate,
        value: f64::NAN,
        ci80: Some(Range::new(0.0, high)),
        marks: kind.marks.to_vec(),
    };
    let (value, word) = (format!("\u{2264}{NBSP}{noise}"), value.word.to_owned());
    Tile { label, corner: "within the noise".to_owned(), body: TileBody::Score { value, unit: kind.unit, word, scale } }
}

fn body(kind: &TileKind, value: &Value) -> TileBody {
    TileBody::Score {
        value: (kind.print)(value.value),
        unit: kind.unit,
        word: value.word.to_owned(),
        scale: Scale {
            range: kind.range,
            gate: kind.gate,
            value: value.value,
            ci80: value.ci80,
            marks: kind.marks.to_vec(),
        },
    }
}

/// The interval in words. An interval without width lies at the end of its scale.
fn corner(kind: &TileKind, value: &Value) -> String {
    let Some(Range { low, high }) = value.ci80 else { return value.caveat.clone() };
    let (low, high) = ((kind.print)(low), (kind.print)(high));
    if low == high {
        return "at the end of its scale".to_owned();
    }
    let percent = if kind.unit == "%" { format!("{NBSP}%") } else { String::new() };
    format!("80{NBSP}%: {low} to {high}{percent}")
}

fn absent(label: String, reason: &Unavailable) -> Tile {
    let mut sentence = reason.to_string();
    if let Some(first) = sentence.chars().next() {
        sentence.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    if !sentence.ends_with(['.', '!', '?']) {
        sentence.push('.');
    }
    Tile {
        label,
        corner: String::new(),
        body: TileBody::Absent { word: "not scored", reason: words::bound(&sentence) },
    }
}

fn unknown(reason: &str) -> TileBody {
    TileBody::Absent { word: "not known", reason: reason.to_owned() }
}

/// The tiles of a run without reps to compare: why nothing is scored, the distance, the pace.
fn facts(input: &ReportInput<'_>) -> [Tile; 3] {
    let (metres, timer_s) = totals_of(input, shown::body(input));
    let is_block = input.structure.kind == WorkoutKind::Tempo;
    let reason = if is_block {
        "One block of work: pace consistency and cadence drift need four like reps."
    } else {
        "No reps found: pace consistency and cadence drift need four like reps."
    };
    let of = if is_block { " of the tempo" } else { "" };
    let scores = Tile {
        label: "Rep scores".into(),
        corner: String::new(),
        body: TileBody::Absent { word: "not scored", reason: reason.into() },
    };
    let has_distance = metres > 0.0;
    let length = Tile {
        label: format!("Distance{of}"),
        corner: String::new(),
        body: if has_distance {
            TileBody::Fact {
                value: number(metres / input.unit.metres(), 2),
                unit: input.unit.symbol().into(),
                note: format!("in {} of timer time", clock(timer_s)),
            }
        } else {
            unknown("No distance, position or speed in this file.")
        },
    };
    let speed_mps = if has_distance { metres / timer_s } else { f64::NAN };
    [scores, length, Tile { label: format!("Mean pace{of}"), ..mean_pace(input, speed_mps) }]
}

fn mean_pace(input: &ReportInput<'_>, speed_mps: f64) -> Tile {
    let uniform = &input.prepared.uniform;
    let part = uniform.range(shown::body(input));
    let heart = uniform.heart_rate_bpm.as_ref().and_then(|values| values.get(part));
    let heart = heart.and_then(|values| known_median(values.iter().copied()));
    let note = match (&input.card.heart_rate_problem, heart) {
        (None, Some(bpm)) => format!("median heart rate {}{NBSP}bpm", number(bpm, 0)),
        (Some(problem), Some(_)) => problem.clone(),
        (_, None) => "no heart rate in this file".to_owned(),
    };
    let body = if speed_mps > 0.0 && speed_mps.is_finite() {
        TileBody::Fact {
            value: words::bare_pace(speed_mps, input.unit.metres()),
            unit: format!("/{}", input.unit.symbol()),
            note,
        }
    } else {
        unknown("Pace needs a distance.")
    };
    Tile { label: "Mean pace".into(), corner: String::new(), body }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_of_a_scale_says_where_it_stands() {
        for kind in [CONSISTENCY, DRIFT, QUALITY] {
            for (at, text, _) in kind.marks.iter().filter(|mark| mark.2) {
                let said = text.replace('\u{2212}', "-").parse::<f64>();
                assert_eq!(said, Ok(*at), "{}", kind.label);
            }
        }
    }
}
