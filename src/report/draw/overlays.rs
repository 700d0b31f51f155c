//! Row C: three small multiples, each with the reps, or the halves of a run, over each other.

use plotters::style::RGBAColor;
use plotters_backend::DrawingBackend;

use super::axes::{self, Plot};
use super::canvas::{Align, Canvas, Frame};
use super::edges::{COLUMN_RIGHT, PLOT_LEFT};
use super::palette::{CADENCE, GRID, HEART, INK, LAST, LEGEND, LEGEND_BOLD, PAGE, SECOND, TICK, WORK, tint};
use crate::report::figure::{OverlayRow, Panel, PanelChannel, Series};
use crate::stats::Range;

const HEAD_Y: f64 = 916.0;
const FRAME: Frame = Frame::new(PLOT_LEFT, 954.0, 311.0, 178.0);
const GAP: f64 = 74.0;
const TIME_BASELINE: f64 = 1151.0;
/// Reps from which earlier lines are thin.
const MANY: usize = 12;
/// Reps from which earlier lines become a ribbon.
const CROWD: usize = 25;

/// The frames of the three panels.
pub(super) fn frames() -> [Frame; 3] {
    [0.0, 1.0, 2.0].map(|place| Frame { x: FRAME.x + place * (FRAME.w + GAP), ..FRAME })
}

pub(super) fn draw<B: DrawingBackend>(row: &OverlayRow, canvas: &Canvas<'_, B>) {
    let has_lines = row.panels.iter().any(|panel| panel.absent.is_empty());
    let free = if has_lines { legend(row, canvas) } else { COLUMN_RIGHT };
    axes::heading(HEAD_Y, &row.head, &row.note, free - 16.0, canvas);
    for (panel, frame) in row.panels.iter().zip(frames()) {
        draw_panel(row, panel, Plot { frame, times: Range::new(0.0, panel.length_s), values: panel.range }, canvas);
    }
}

fn legend<B: DrawingBackend>(row: &OverlayRow, canvas: &Canvas<'_, B>) -> f64 {
    let (earlier, last) = row.legend;
    let color = if row.is_reps { LAST } else { INK };
    let size = if row.is_reps { LEGEND_BOLD } else { LEGEND };
    canvas.text((COLUMN_RIGHT, HEAD_Y), Align::Right, last, size, color);
    let mut right = COLUMN_RIGHT - canvas.width(last, size) - 8.0;
    let y = HEAD_Y - 5.0;
    if row.is_reps {
        canvas.line(&[(right - 28.0, y), (right, y)], 3.2, LAST);
        canvas.diamond((right - 14.0, y), 5.5, LAST);
    } else {
        canvas.line(&[(right - 28.0, y), (right, y)], 2.2, WORK);
    }
    right -= 28.0 + 22.0;
    canvas.text((right, HEAD_Y), Align::Right, earlier, LEGEND, INK);
    right -= canvas.width(earlier, LEGEND) + 8.0;
    canvas.line(&[(right - 28.0, y), (right, y)], 1.8, tint(WORK, if row.is_reps { 0.8 } else { 0.5 }));
    right - 28.0
}

fn color_of(channel: PanelChannel) -> RGBAColor {
    match channel {
        PanelChannel::Pace => WORK,
        PanelChannel::HeartRate | PanelChannel::Efficiency => HEART,
        PanelChannel::Cadence => CADENCE,
        PanelChannel::Altitude => SECOND,
    }
}

fn draw_panel<B: DrawingBackend>(row: &OverlayRow, panel: &Panel, plot: Plot, canvas: &Canvas<'_, B>) {
    let color = color_of(panel.channel);
    canvas.text((plot.frame.x - 54.0, FRAME.y - 11.0), Align::Left, &panel.label, LEGEND_BOLD, color);
    if !panel.caveat.is_empty() {
        let x = plot.frame.x - 54.0 + canvas.width(&panel.label, LEGEND_BOLD) + 10.0;
        let caveat = canvas.fit(&panel.caveat, TICK, plot.frame.right() - x);
        canvas.text((x, FRAME.y - 11.0), Align::Left, &caveat, TICK, SECOND);
    }
    if !panel.absent.is_empty() {
        axes::empty(plot.frame, &panel.absent, canvas);
        return;
    }
    plot.grid(&panel.ticks, canvas);
    plot.labels(&panel.ticks, Align::Right, canvas);
    plot.time_labels(&panel.time_ticks, 0.0, TIME_BASELINE, canvas);
    if let Some(end) = row.median_end_s {
        let x = plot.x_inside(end);
        canvas.dashes(&[(x, plot.frame.y), (x, plot.frame.bottom())], 1.2, SECOND, (2.0, 3.0));
    }
    if panel.channel == PanelChannel::Altitude {
        hills(panel, &plot, canvas);
    }
    let Some((last, earlier)) = panel.lines.split_last() else { return };
    if earlier.len() >= CROWD {
        ribbon(earlier, &plot, color, canvas);
    } else {
        for (index, line) in earlier.iter().enumerate() {
            let order = (index + 1) as f64 / panel.lines.len() as f64;
            let width = if earlier.len() >= MANY { 1.1 } else { 1.8 };
            let weight = if row.is_reps { 0.4 + 0.6 * order } else { 0.5 };
            let (rep, after) = line.cut(end_of(row, index));
            plot.trace(&after, 1.1, tint(color, 0.4), canvas);
            plot.trace(&rep, width, tint(color, weight), canvas);
        }
    }
    last_line(row, last, &plot, color, canvas);
    for &(span, value) in &panel.levels {
        let y = plot.y_inside(value);
        canvas.line(&[(plot.x_inside(span.start_s), y), (plot.x_inside(span.end_s), y)], 2.4, INK);
    }
}

/// Fills the ground under a line of altitude.
fn hills<B: DrawingBackend>(panel: &Panel, plot: &Plot, canvas: &Canvas<'_, B>) {
    for run in panel.lines.iter().flat_map(|line| plot.runs(line)) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let foot = plot.frame.bottom();
        let mut ground = vec![(first.0, foot)];
        ground.extend(&run);
        ground.push((last.0, foot));
        canvas.polygon(&ground, GRID);
    }
}

/// The end of the rep of a line, s.
fn end_of(row: &OverlayRow, line: usize) -> f64 {
    row.ends_s.get(line).copied().unwrap_or(f64::INFINITY)
}

fn last_line<B: DrawingBackend>(
    row: &OverlayRow,
    last: &Series,
    plot: &Plot,
    color: RGBAColor,
    canvas: &Canvas<'_, B>,
) {
    if !row.is_reps {
        plot.trace(last, 2.0, color, canvas);
        return;
    }
    let (rep, after) = last.cut(end_of(row, row.ends_s.len().saturating_sub(1)));
    plot.trace(&after, 1.4, tint(LAST, 0.6), canvas);
    plot.trace(&rep, 6.0, PAGE, canvas);
    plot.trace(&rep, 3.2, LAST, canvas);
    let ends = plot.runs(&rep);
    if let Some(&end) = ends.last().and_then(|run| run.last()) {
        canvas.diamond(end, 6.0, LAST);
    }
}

/// Draws a ribbon over the range of most earlier lines, and their middle.
fn ribbon<B: DrawingBackend>(lines: &[Series], plot: &Plot, color: RGBAColor, canvas: &Canvas<'_, B>) {
    let longest = lines.iter().map(|line| line.values.len()).max().unwrap_or(0);
    let mut band = (Vec::new(), Vec::new(), Vec::new());
    for index in 0..longest {
        let mut known: Vec<f64> =
            lines.iter().filter_map(|line| line.values.get(index)).copied().filter(|value| value.is_finite()).collect();
        if known.len() * 2 < lines.len() {
            continue;
        }
        known.sort_by(f64::total_cmp);
        let at = |share: f64| known[(share * (known.len() - 1) as f64).round() as usize];
        let x = plot.x_inside(index as f64);
        band.0.push((x, plot.y_inside(at(0.1))));
        band.1.push((x, plot.y_inside(at(0.9))));
        band.2.push((x, plot.y_inside(at(0.5))));
    }
    let mut outline = band.1;
    outline.extend(band.0.into_iter().rev());
    canvas.polygon(&outline, tint(color, 0.25));
    canvas.line(&band.2, 1.8, color);
}
