//! One panel: lines on axes.

use super::series::Series;
use super::{Panel, PanelChannel, Tick, axis};
use crate::stats::Range;

/// A panel with its lines; without any value a sentence.
pub(super) fn panel(
    channel: PanelChannel,
    label: String,
    missing: &str,
    (range, ticks): (Range, Vec<Tick>),
    length_s: f64,
    lines: Vec<Series>,
) -> Panel {
    let is_empty = lines.iter().all(|line| line.known().next().is_none());
    let absent = if is_empty { missing.to_owned() } else { String::new() };
    Panel {
        channel,
        label,
        caveat: String::new(),
        absent,
        range,
        ticks: if is_empty { Vec::new() } else { ticks },
        lines,
        levels: Vec::new(),
        length_s,
        time_ticks: axis::seconds(length_s),
    }
}
