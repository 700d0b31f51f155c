//! Colours by role, and sizes of type by use.

use plotters::style::RGBAColor;

use crate::progression::Decision;
use crate::report::colors::{self, Shades};

/// A size of type: one em in px, and whether it is semibold.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type {
    pub(super) size: f64,
    pub(super) is_bold: bool,
}

const fn regular(size: f64) -> Type {
    Type { size, is_bold: false }
}

const fn semibold(size: f64) -> Type {
    Type { size, is_bold: true }
}

const fn light(role: &Shades) -> RGBAColor {
    let hex = role.light;
    RGBAColor((hex >> 16) as u8, (hex >> 8 & 0xff) as u8, (hex & 0xff) as u8, 1.0)
}

/// The sizes of the title. The first size that fits is taken.
pub(super) const TITLES: [Type; 4] = [semibold(34.0), semibold(32.0), semibold(30.0), semibold(28.0)];
pub(super) const TILE_VALUE: Type = semibold(40.0);
pub(super) const TILE_WORD: Type = semibold(23.0);
pub(super) const NEXT: Type = semibold(25.0);
pub(super) const DECISION: Type = semibold(24.0);
pub(super) const SPLIT: Type = semibold(19.0);
pub(super) const SMALL_SPLIT: Type = semibold(16.0);
pub(super) const HEAD: Type = semibold(18.0);
pub(super) const SUBTITLE: Type = regular(16.5);
pub(super) const SUBTITLE_BOLD: Type = semibold(16.5);
pub(super) const BODY: Type = regular(15.5);
pub(super) const BODY_BOLD: Type = semibold(15.5);
pub(super) const LEGEND: Type = regular(15.0);
pub(super) const LEGEND_BOLD: Type = semibold(15.0);
pub(super) const TICK: Type = regular(14.0);
pub(super) const TICK_BOLD: Type = semibold(14.0);
pub(super) const UNIT: Type = regular(20.0);
pub(super) const FOOT: Type = regular(13.0);

pub(super) const PAGE: RGBAColor = light(&colors::PAGE);
pub(super) const PANEL: RGBAColor = light(&colors::PANEL);
pub(super) const INK: RGBAColor = light(&colors::INK);
pub(super) const SECOND: RGBAColor = light(&colors::SECOND);
pub(super) const GRID: RGBAColor = light(&colors::GRID);
pub(super) const EDGE: RGBAColor = light(&colors::EDGE);
pub(super) const TARGET: RGBAColor = light(&colors::TARGET);
pub(super) const TARGET_EDGE: RGBAColor = light(&colors::TARGET_EDGE);
pub(super) const WORK: RGBAColor = light(&colors::WORK);
pub(super) const WORK_FILL: RGBAColor = light(&colors::WORK_FILL);
pub(super) const LAST: RGBAColor = light(&colors::LAST);
pub(super) const LAST_FILL: RGBAColor = light(&colors::LAST_FILL);
pub(super) const RECOVERY: RGBAColor = light(&colors::RECOVERY);
pub(super) const WARMUP: RGBAColor = light(&colors::WARMUP);
pub(super) const COOLDOWN: RGBAColor = light(&colors::COOLDOWN);
pub(super) const STRIDE: RGBAColor = light(&colors::STRIDE);
pub(super) const HEART: RGBAColor = light(&colors::HEART);
pub(super) const CADENCE: RGBAColor = light(&colors::CADENCE);
pub(super) const INTERVAL: RGBAColor = light(&colors::INTERVAL);
pub(super) const TRACE: RGBAColor = light(&colors::TRACE);
pub(super) const HATCH: RGBAColor = light(&colors::HATCH);
const UP: RGBAColor = light(&colors::CADENCE);
pub(super) const LIGHTER: RGBAColor = light(&colors::LIGHTER);

/// The colour of a decision.
pub(super) fn of_decision(decision: Option<Decision>) -> RGBAColor {
    match decision {
        Some(Decision::StepUp) => UP,
        Some(Decision::StepBack | Decision::Rest) => LAST,
        Some(Decision::LighterWeek | Decision::WayBack) => LIGHTER,
        Some(Decision::EasyFirst) => TARGET_EDGE,
        Some(Decision::OnceMore) | None => SECOND,
    }
}

/// A share of a colour over white. The tint is opaque, so that overlapping tints do not add up.
pub(super) fn tint(color: RGBAColor, share: f64) -> RGBAColor {
    let mix = |part: u8| (255.0 + (f64::from(part) - 255.0) * share).round() as u8;
    RGBAColor(mix(color.0), mix(color.1), mix(color.2), 1.0)
}
