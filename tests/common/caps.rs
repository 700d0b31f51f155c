//! The caps of the advice, said once more and apart from the rules: the tests must not ask the code what it may do.

use lastrep::progression::Family;

/// Most that the fast distance of one session may be, whatever the week, m.
const LARGEST_M: f64 = 20_000.0;

/// Most that a session of a family may hold of fast running in a week of so many metres, m: a share of the week, and never less
/// than 4 × 200 m or 3 × 400 m.
pub(crate) fn cap_m(family: Family, week_m: f64) -> f64 {
    let (share, always_m) = match family {
        Family::F | Family::R => (0.05, 800.0),
        Family::I | Family::S => (0.08, 1_200.0),
        Family::T => (0.10, 1_200.0),
    };
    (share * week_m).min(LARGEST_M).max(always_m)
}
