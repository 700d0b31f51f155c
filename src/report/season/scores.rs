//! Evenness and last rep of every session, with what the noise leaves of them.

use super::parts::{PointMark, ScorePoint, ScoreRow, ScoreValue};
use super::shown::{Held, Shown};
use crate::report::figure::Tick;
use crate::report::scatter::is_hidden;
use crate::report::words::signed;
use crate::scores::{ScoreInfo, SetCard, last_rep, pace_consistency};
use crate::stats::Range;

/// Scatter at the foot of its row, %; the row is upside down, so that better is higher.
const MOST_SCATTER_PCT: f64 = 5.0;
/// Scatter that reads as even at the lengths of most reps, %.
const EVEN_PCT: f64 = 2.0;
/// The last rep at the foot and the top of its row, %.
const LAST_REP_PCT: f64 = 8.0;
/// A last rep this much slower or faster than the others has held and was not raced, %. House rule.
const HELD_PCT: Range = Range::new(-2.0, 3.0);

/// Both rows; each session comes with its mark.
pub(super) fn rows(sessions: &[Held<'_>], marks: &[PointMark], shown: Shown) -> [ScoreRow; 2] {
    let points = |info: &ScoreInfo, sign: f64| -> Vec<ScorePoint> {
        let of = |(held, mark): (&Held<'_>, &PointMark)| ScorePoint {
            day: shown.at(held.day),
            mark: *mark,
            value: value(held.card, info, sign),
        };
        sessions.iter().zip(marks).map(of).collect()
    };
    let percent = |value: f64, label: String| Tick { at: value, label };
    let evenness = ScoreRow {
        head: "Evenness",
        notes: vec!["scatter of the reps; bar: 80\u{a0}% interval; bar alone: at most so much".to_owned()],
        range: Range::new(-MOST_SCATTER_PCT, 0.0),
        gate: Range::new(-EVEN_PCT, 0.0),
        ticks: [0.0, EVEN_PCT, 3.5, MOST_SCATTER_PCT]
            .map(|value| percent(-value, format!("{value}{}", if value > 4.0 { "\u{a0}%" } else { "" })))
            .to_vec(),
        points: points(&pace_consistency::INFO, -1.0),
    };
    let last = ScoreRow {
        head: "Last rep",
        notes: vec!["against the median of the others".to_owned()],
        range: Range::about(0.0, LAST_REP_PCT),
        gate: HELD_PCT,
        ticks: [-5.0, 0.0, 5.0]
            .map(|value| percent(value, format!("{}{}", signed(value, 0), if value > 0.0 { "\u{a0}%" } else { "" })))
            .to_vec(),
        points: points(&last_rep::INFO, 1.0),
    };
    [evenness, last]
}

fn value(card: &SetCard, info: &ScoreInfo, sign: f64) -> ScoreValue {
    match card.score(info) {
        Ok(value) if is_hidden(value) => {
            let most = value.ci80.map_or(card.noise_pct, |ci80| ci80.high.max(card.noise_pct));
            ScoreValue::AtMost(sign * most)
        }
        Ok(value) if value.value.is_finite() => {
            let turned = |ci80: Range| if sign < 0.0 { Range::new(-ci80.high, -ci80.low) } else { ci80 };
            ScoreValue::Known(sign * value.value, value.ci80.map(turned))
        }
        _ => ScoreValue::Absent,
    }
}
