//! The tiles: the scores of the set that the session is judged by, or what can be said of other sessions and runs.

use super::heading::{self, Standout};
use super::tile::{TileKind, UNCLEAR, told};
use super::{ReportInput, Scale, Tile, TileBody, bars, course_tiles, outing_tiles, shown};
use crate::report::scatter::is_hidden;
use crate::report::words::{self, NBSP, number, signed};
use crate::scores::cadence::{MARKED_PCT, STABLE_PCT};
use crate::scores::fade_line::BUILDING_PCT;
use crate::scores::last_rep_quality::{HELD_FROM, LOST_BELOW};
use crate::scores::pace_consistency::{BANDS_PCT, EVEN, SHORT_REP_FACTOR, band_factor};
use crate::scores::{ScoreInfo, SetCard, Unavailable, Value, cadence, fade, last_rep_quality, pace_consistency};
use crate::segment::Set;
use crate::stats::{Range, median};

/// Most tiles of a report.
const MOST: usize = 3;

pub(super) const CONSISTENCY: TileKind = TileKind {
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

/// The scale of reps so short that satellites tell less of them: the limits of their words lie as much further out.
const CONSISTENCY_SHORT: TileKind = TileKind {
    range: Range::new(0.0, 5.0 * SHORT_REP_FACTOR),
    gate: Range::new(0.0, BANDS_PCT[EVEN] * SHORT_REP_FACTOR),
    marks: &[
        (0.45 * SHORT_REP_FACTOR, "very even", false),
        (BANDS_PCT[0] * SHORT_REP_FACTOR, "1.3", true),
        (1.5 * SHORT_REP_FACTOR, "even", false),
        (BANDS_PCT[1] * SHORT_REP_FACTOR, "2.6", true),
        (2.75 * SHORT_REP_FACTOR, "uneven", false),
        (BANDS_PCT[2] * SHORT_REP_FACTOR, "4.55", true),
        (4.3 * SHORT_REP_FACTOR, "erratic", false),
    ],
    ..CONSISTENCY
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

const FADE: TileKind = TileKind {
    label: "Fade",
    unit: "%",
    range: Range::new(-10.0, 10.0),
    gate: Range::about(0.0, BUILDING_PCT),
    marks: &[
        (-6.0, "slower", false),
        (-BUILDING_PCT, "\u{2212}1.5", true),
        (0.0, "steady", false),
        (BUILDING_PCT, "+1.5", true),
        (6.0, "faster", false),
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

/// The tiles of a report, most telling first.
pub(super) fn tiles(input: &ReportInput<'_>) -> Vec<Tile> {
    let mut tiles = if shown::has_no_reps(input.structure) { outing_tiles::tiles(input) } else { of_reps(input) };
    tiles.truncate(MOST);
    tiles
}

/// The scores of the judged set. Where a score needs more like reps, what can be said of all reps takes its place.
fn of_reps(input: &ReportInput<'_>) -> Vec<Tile> {
    let card = input.card.judged();
    let sets = shown::shown_sets(input);
    let scored = shown::scored_set(input).filter(|_| sets.len() > 1);
    let of = scored.map_or_else(String::new, |set| {
        let alike = |other: &&Set| other.length == set.length && other.reps.len() == set.reps.len();
        let place = sets.iter().filter(alike).count() > 1;
        let number = card.filter(|_| place).map_or_else(String::new, |card| format!(" set {},", card.set + 1));
        format!(",{number} {} × {}", set.reps.len(), words::length(set.length))
    });
    let evenness = if card.is_some_and(has_short_reps) { &CONSISTENCY_SHORT } else { &CONSISTENCY };
    let first = match heading::found(input) {
        Some(Standout::OfSet(_)) => card.and_then(|card| faded(input, &of, card)),
        Some(Standout::OfAll(_)) | None => None,
    };
    let mut all = [(evenness, &pace_consistency::INFO), (&DRIFT, &cadence::INFO), (&QUALITY, &last_rep_quality::INFO)];
    if first.is_some() {
        // Of three scores two have room beside the fade. The title tells of the last rep, not of cadence.
        all.swap(1, 2);
    }
    let applies = |info: &ScoreInfo| card.is_some_and(|card| shown::has_enough_reps(card, info));
    let scores: Vec<Tile> =
        all.into_iter().filter(|(_, info)| applies(info)).map(|(kind, info)| score(input, kind, &of, info)).collect();
    let course = course_tiles::scores(input);
    if matches!(heading::found(input), Some(Standout::OfAll(_))) {
        return [course, scores, course_tiles::facts(input)].concat();
    }
    first.into_iter().chain(scores).chain(course).chain(course_tiles::facts(input)).collect()
}

/// The fade that the title tells of, where no line over the bars shows it.
fn faded(input: &ReportInput<'_>, of: &str, card: &SetCard) -> Option<Tile> {
    let fade = card.score(&fade::INFO).as_ref().ok()?;
    let is_told = heading::tells_fade(card, fade) && bars::fade_line(input).is_none();
    is_told.then(|| told(&FADE, format!("{}{of}", FADE.label), fade))
}

/// Whether the words for the scatter of these reps have the wider limits of short reps.
fn has_short_reps(card: &SetCard) -> bool {
    band_factor(median(&card.reps.iter().map(|rep| rep.distance_m).collect::<Vec<_>>())) > 1.0
}

fn score(input: &ReportInput<'_>, kind: &TileKind, of: &str, info: &ScoreInfo) -> Tile {
    let label = format!("{}{of}", kind.label);
    let card = input.card.judged();
    match card.map(|card| card.score(info)) {
        Some(Err(_)) if info.id == cadence::INFO.id && input.prepared.uniform.step_rate_spm.is_none() => {
            absent(label, &Unavailable::MissingChannel("no cadence in this file".to_owned()))
        }
        Some(Ok(value)) if is_hidden(value) => hidden(kind, label, value, card.map_or(0.0, |c| c.noise_pct)),
        Some(Ok(value)) if value.value.is_finite() => told(kind, label, &named(value)),
        Some(Err(reason)) => absent(label, reason),
        _ => absent(label, &Unavailable::NoReps),
    }
}

/// The value with a word: one without is not told by its interval.
fn named(value: &Value) -> Value {
    let word = if value.word.is_empty() { UNCLEAR } else { value.word };
    Value { word, ..value.clone() }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_of_a_scale_says_where_it_stands() {
        for kind in [CONSISTENCY, CONSISTENCY_SHORT, DRIFT, FADE, QUALITY] {
            for (at, text, _) in kind.marks.iter().filter(|mark| mark.2) {
                let said = text.replace('\u{2212}', "-").parse::<f64>();
                assert_eq!(said, Ok(*at), "{}", kind.label);
            }
        }
    }
}
