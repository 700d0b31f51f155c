//! The edges that the blocks of a report share, px.

/// Left edge of everything, px.
pub(super) const LEFT: f64 = 32.0;
/// Right edge of everything, px.
pub(super) const RIGHT: f64 = 1568.0;
/// Left edge of the plots, px.
pub(super) const PLOT_LEFT: f64 = 94.0;
/// Width of the plots of rows A and B, px.
pub(super) const PLOT_WIDTH: f64 = 1032.0;
/// Left edge of the two boxes, px.
pub(super) const BOX_LEFT: f64 = 1208.0;
/// Width of the two boxes, px.
pub(super) const BOX_WIDTH: f64 = 360.0;
/// Right edge of the left-hand blocks, px.
pub(super) const COLUMN_RIGHT: f64 = 1182.0;
