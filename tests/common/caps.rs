//! The caps of the advice, said once more and apart from the rules: the tests must not ask the code what it may do.

use lastrep::progression::Family;

/// Most that a session of a family may hold of fast running in a week of so many metres, m: a share of the week up to a
/// limit, and never less than 4 × 200 m or 3 × 400 m.
pub(crate) fn cap_m(family: Family, week_m: f64) -> f64 {
    let (share, most_m, always_m) = match family {
        Family::F => (0.08, 2_000.0, 800.0),
        Family::R => (0.05, 8_000.0, 800.0),
        Family::I | Family::S => (0.08, 10_000.0, 1_200.0),
        Family::T => (0.10, 20_000.0, 1_200.0),
    };
    (share * week_m).min(most_m).max(always_m)
}
