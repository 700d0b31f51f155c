//! The colours of the reports by role, in light and in dark. Pictures are drawn light, and the page recolours them.

#![cfg_attr(not(feature = "page"), expect(dead_code, reason = "the page alone needs names and dark colours"))]

/// A role with its colours: red, green and blue, a byte each.
#[derive(Debug)]
pub(super) struct Shades {
    /// The name of the role on the page.
    pub(super) role: &'static str,
    /// The colour in light.
    pub(super) light: u32,
    /// The colour in dark.
    pub(super) dark: u32,
}

const fn shades(role: &'static str, light: u32, dark: u32) -> Shades {
    Shades { role, light, dark }
}

pub(super) const PAGE: Shades = shades("page", 0xFF_FFFF, 0x10_161B);
pub(super) const PANEL: Shades = shades("panel", 0xF4_F6F8, 0x1A_232B);
pub(super) const INK: Shades = shades("ink", 0x17_212B, 0xE9_EEF2);
pub(super) const SECOND: Shades = shades("second", 0x51_606E, 0xA9_B6C1);
pub(super) const GRID: Shades = shades("grid", 0xDF_E5EA, 0x28_333C);
pub(super) const EDGE: Shades = shades("edge", 0xC9_D2DA, 0x3A_4751);
pub(super) const TARGET: Shades = shades("target", 0xF7_E7A9, 0x3F_3A1C);
pub(super) const TARGET_EDGE: Shades = shades("target-edge", 0x9A_7B12, 0xD9_B945);
pub(super) const WORK: Shades = shades("work", 0x3F_86BD, 0x69_B0E3);
pub(super) const WORK_FILL: Shades = shades("work-fill", 0xCF_E1EF, 0x1F_4058);
pub(super) const STRIDE: Shades = shades("stride", 0x8F_B9D9, 0x4A_86B0);
pub(super) const LAST: Shades = shades("last", 0xB2_3A0E, 0xFF_8A55);
pub(super) const LAST_FILL: Shades = shades("last-fill", 0xF3_C9B5, 0x5A_2C1A);
pub(super) const RECOVERY: Shades = shades("recovery", 0xA9_B4BE, 0x65_737F);
pub(super) const WARMUP: Shades = shades("warmup", 0xE8_D7A3, 0x7C_6B34);
pub(super) const COOLDOWN: Shades = shades("cooldown", 0xCB_C3DC, 0x62_587F);
pub(super) const HEART: Shades = shades("heart", 0x8E_2A6B, 0xE5_83BF);
pub(super) const CADENCE: Shades = shades("cadence", 0x0B_7A5F, 0x43_CDA4);
pub(super) const INTERVAL: Shades = shades("interval", 0x6B_7884, 0x93_A1AD);
pub(super) const TRACE: Shades = shades("trace", 0x1F_5E92, 0x69_B0E3);
pub(super) const HATCH: Shades = shades("hatch", 0xB9_C3CC, 0x44_525D);
pub(super) const LIGHTER: Shades = shades("lighter", 0x6A_4FA3, 0xB6_A0EE);
pub(super) const EASY: Shades = shades("easy", 0x8A_6A00, 0xD9_B945);

/// Every role.
pub(super) const ROLES: [Shades; 23] = [
    PAGE,
    PANEL,
    INK,
    SECOND,
    GRID,
    EDGE,
    TARGET,
    TARGET_EDGE,
    WORK,
    WORK_FILL,
    STRIDE,
    LAST,
    LAST_FILL,
    RECOVERY,
    WARMUP,
    COOLDOWN,
    HEART,
    CADENCE,
    INTERVAL,
    TRACE,
    HATCH,
    LIGHTER,
    EASY,
];
