//! Colours by role, and sizes of type by use.

use plotters::style::RGBAColor;

use crate::progression::Decision;

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

const fn rgb(hex: u32) -> RGBAColor {
    RGBAColor((hex >> 16) as u8, (hex >> 8 & 0xff) as u8, (hex & 0xff) as u8, 1.0)
}

/// The sizes of the title. The first size that fits is taken.
pub(super) const TITLES: [Type; 4] = [semibold(34.0), semibold(32.0), semibold(30.0), semibold(28.0)];
/// The sizes of the value of a tile. The first size that fits is taken.
pub(super) const TILE_VALUES: [Type; 4] = [semibold(40.0), semibold(36.0), semibold(32.0), semibold(26.0)];
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

pub(super) const PAGE: RGBAColor = rgb(0xFF_FFFF);
pub(super) const PANEL: RGBAColor = rgb(0xF4_F6F8);
pub(super) const INK: RGBAColor = rgb(0x17_212B);
pub(super) const SECOND: RGBAColor = rgb(0x51_606E);
pub(super) const GRID: RGBAColor = rgb(0xDF_E5EA);
pub(super) const EDGE: RGBAColor = rgb(0xC9_D2DA);
pub(super) const TARGET: RGBAColor = rgb(0xF7_E7A9);
pub(super) const TARGET_EDGE: RGBAColor = rgb(0x9A_7B12);
pub(super) const WORK: RGBAColor = rgb(0x3F_86BD);
pub(super) const WORK_FILL: RGBAColor = rgb(0xCF_E1EF);
pub(super) const LAST: RGBAColor = rgb(0xB2_3A0E);
pub(super) const LAST_FILL: RGBAColor = rgb(0xF3_C9B5);
pub(super) const RECOVERY: RGBAColor = rgb(0xA9_B4BE);
pub(super) const WARMUP: RGBAColor = rgb(0xE8_D7A3);
pub(super) const COOLDOWN: RGBAColor = rgb(0xCB_C3DC);
pub(super) const STRIDE: RGBAColor = rgb(0x8F_B9D9);
pub(super) const HEART: RGBAColor = rgb(0x8E_2A6B);
pub(super) const CADENCE: RGBAColor = rgb(0x0B_7A5F);
pub(super) const INTERVAL: RGBAColor = rgb(0x6B_7884);
pub(super) const TRACE: RGBAColor = rgb(0x1F_5E92);
pub(super) const HATCH: RGBAColor = rgb(0xB9_C3CC);
const UP: RGBAColor = rgb(0x0B_7A5F);
pub(super) const LIGHTER: RGBAColor = rgb(0x6A_4FA3);

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
