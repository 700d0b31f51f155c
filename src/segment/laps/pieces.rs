//! The laps as they were run: laps of one pace that only the device separated are one piece.

use super::limits::is_one_pace;
use crate::clean::Prepared;
use crate::model::{Lap, Span};
use crate::segment::ends::Ends;

/// A lap, or several laps of one speed that only the device separated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Piece {
    /// Where it lies, s of the file's clock.
    pub(super) span: Span,
    /// Mean speed on the clock, m/s.
    pub(super) speed_mps: f64,
    /// Mean speed while the timer ran, m/s.
    pub(super) timer_mps: f64,
    /// Whether the start, and the end, was pressed (or is that of the recording).
    pub(super) is_pressed: Ends<bool>,
}

/// The laps as pieces. Laps of about the same speed that the device cut are joined.
pub(super) fn pieces(prepared: &Prepared, laps: &[Lap], automatic: &[bool]) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(laps.len());
    for (i, lap) in laps.iter().enumerate() {
        let starts_by_press = i == 0 || !automatic[i - 1];
        let piece =
            piece(prepared, Span::new(lap.start_s, lap.end_s), Ends { start: starts_by_press, end: !automatic[i] });
        match out.last_mut() {
            Some(last) if !starts_by_press && is_one_pace(last.speed_mps, piece.speed_mps) => {
                let span = Span::new(last.span.start_s, piece.span.end_s);
                *last = self::piece(prepared, span, Ends { end: piece.is_pressed.end, ..last.is_pressed });
            }
            _ => out.push(piece),
        }
    }
    out.retain(|piece| piece.speed_mps.is_finite());
    out
}

fn piece(prepared: &Prepared, span: Span, is_pressed: Ends<bool>) -> Piece {
    let base = &prepared.uniform;
    let metres = base.distance_at(span.end_s) - base.distance_at(span.start_s);
    let timer_s = prepared.timer_s(span).max(1.0);
    Piece { span, speed_mps: metres / span.length_s(), timer_mps: metres / timer_s, is_pressed }
}
