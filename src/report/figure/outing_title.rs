//! The title of a run without reps: what was run, and what stands out of it.

use super::outing::{SLOWEST_MPS, kind_words, outing};
use super::shown::{self, totals_of};
use super::{ReportInput, findings};
use crate::report::words::{capital, distance, duration};
use crate::segment::{Confidence, SegmentKind, Unevenness, WorkoutKind};
use crate::units::{clock, pace};

/// The title: `10.2 km steady run at 6:41 /km: second half 4 % faster`.
pub(super) fn title(input: &ReportInput<'_>) -> String {
    let what = what(input);
    let mark = if input.structure.kind == WorkoutKind::Tempo && input.structure.confidence == Confidence::Low {
        "?"
    } else {
        ""
    };
    match input.card.passage.as_ref().and_then(|passage| findings::words(input, passage)) {
        Some(finding) => format!("{what}{mark}: {finding}"),
        None => format!("{what}{mark}"),
    }
}

fn what(input: &ReportInput<'_>) -> String {
    let (metres, timer_s) = totals_of(input, shown::body(input));
    let is_moving = metres > SLOWEST_MPS * timer_s && timer_s > 0.0;
    let at = at_pace(input, metres / timer_s).filter(|_| is_moving).unwrap_or_default();
    if outing(input).race_m().is_some() {
        return format!("{} in {}", capital(&kind_words(input)), clock(timer_s));
    }
    if input.structure.kind == WorkoutKind::Tempo {
        return format!("{}{at}", capital(&input.structure.name));
    }
    let length = if metres > 0.0 { format!("{} ", distance(metres, input.unit)) } else { String::new() };
    if input.structure.kind == WorkoutKind::Mixed(Unevenness::Short) && metres.is_finite() {
        return format!("{}: {} in {}", capital(&kind_words(input)), distance(metres, input.unit), duration(timer_s));
    }
    let strides = input.structure.segments.iter().filter(|segment| segment.kind == SegmentKind::Stride).count();
    let with = match strides {
        0 => String::new(),
        1 => " with one stride".to_owned(),
        more => format!(" with {more} strides"),
    };
    capital(&format!("{length}{}{at}{with}", kind_words(input)))
}

/// The pace of a run: where the runner stood for long, that in movement, as the tile gives it.
fn at_pace(input: &ReportInput<'_>, speed_mps: f64) -> Option<String> {
    if !matches!(input.structure.kind, WorkoutKind::Mixed(Unevenness::StopAndGo | Unevenness::Walk)) {
        return Some(format!(" at {}", pace(speed_mps, input.unit)));
    }
    let passage = input.card.passage.as_ref()?;
    let moving_mps = totals_of(input, passage.span).0 / passage.moving_s;
    (moving_mps > SLOWEST_MPS).then(|| format!(", {} in movement", pace(moving_mps, input.unit)))
}
