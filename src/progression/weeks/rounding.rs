//! Distances as a plan says them: in whole kilometres, or in half miles.

use crate::units::DistanceUnit;

/// Hides what sums of rounded distances lose in their last digits, in grains.
const TINY: f64 = 1e-9;
/// Most that a distance may differ from a whole number to be written as one, in units.
const WHOLE: f64 = 0.05;

/// The least difference of two planned distances, m: a kilometre or half a mile.
pub(crate) fn grain(unit: DistanceUnit) -> f64 {
    match unit {
        DistanceUnit::Kilometre => unit.metres(),
        DistanceUnit::Mile => 0.5 * unit.metres(),
    }
}

/// The distance rounded down, m.
pub(crate) fn floor(metres: f64, unit: DistanceUnit) -> f64 {
    (metres / grain(unit) + TINY).floor() * grain(unit)
}

/// The distance rounded up, m.
pub(crate) fn ceil(metres: f64, unit: DistanceUnit) -> f64 {
    (metres / grain(unit) - TINY).ceil() * grain(unit)
}

/// The distance rounded, m.
pub(crate) fn nearest(metres: f64, unit: DistanceUnit) -> f64 {
    (metres / grain(unit)).round() * grain(unit)
}

/// The distance in words: `9 km`, `5.5 mi`.
pub(crate) fn far(metres: f64, unit: DistanceUnit) -> String {
    let far = metres / unit.metres();
    let digits = usize::from((far - far.round()).abs() > WHOLE);
    format!("{far:.digits$} {}", unit.symbol())
}
