//! The cost of running uphill and downhill, from which the flat-equivalent speed is computed.

/// Coefficients of the polynomial for the cost of running by gradient, from the fifth power down, J/kg/m (Minetti et
/// al. 2002).
const COST: [f64; 6] = [155.4, -30.4, -43.3, 46.3, 19.5, 3.6];

/// Steepest gradient that was measured, up or down, rise over run (Minetti et al. 2002).
pub(crate) const GRADE_LIMIT: f64 = 0.45;

/// Least factor downhill: the cost falls downhill far more than measured paces gain. House rule.
const DOWNHILL_FLOOR: f64 = 0.85;

/// Cost of running at a gradient (rise over run), J/kg/m. Beyond 0.45, up or down, the cost stays that at 0.45.
///
/// # Source
/// Minetti et al. 2002, doi:10.1152/japplphysiol.01177.2001. The paper's downhill optimum (-20 %) is contested.
pub fn running_cost_j_per_kg_m(grade: f64) -> f64 {
    let grade = grade.clamp(-GRADE_LIMIT, GRADE_LIMIT);
    COST.iter().fold(0.0, |sum, coefficient| sum * grade + coefficient)
}

/// How much a gradient slows a runner: speed times this factor is the flat-equivalent speed.
///
/// # Definition
/// `C(grade) / C(0)`, where C(0) is the polynomial's own 3.6; at least 0.85 downhill (house rule).
pub fn grade_factor(grade: f64) -> f64 {
    let factor = running_cost_j_per_kg_m(grade) / running_cost_j_per_kg_m(0.0);
    if grade < 0.0 { factor.max(DOWNHILL_FLOOR) } else { factor }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flat_changes_nothing_and_hills_cost() {
        assert!((grade_factor(0.0) - 1.0).abs() < 1e-12);
        assert!(grade_factor(0.05) > 1.25);
        assert!((grade_factor(-0.1) - 0.85).abs() < 1e-12);
        assert!((running_cost_j_per_kg_m(0.9) - running_cost_j_per_kg_m(0.45)).abs() < 1e-12);
    }
}
