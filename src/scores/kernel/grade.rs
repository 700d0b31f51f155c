//! The data grade of a set: whether its pace differences can be read at all.

use super::Grade;
use super::terrain::Hill;

/// Most noise for each grade, %. House rule, from simulated sessions: above 1.6 % pace differences cannot be read.
const NOISE_A_PCT: f64 = 0.5;
const NOISE_B_PCT: f64 = 1.0;
pub(crate) const NOISE_C_PCT: f64 = 1.6;
/// Fewest reps for grade C.
pub(crate) const REPS_C: usize = 8;
/// Fewest reps for any grade but D, when the reps are shorter than [`LONG_REP_S`].
pub(crate) const REPS_LEAST: usize = 4;
/// Rep time from which a set is graded by noise and gaps alone, s.
pub(crate) const LONG_REP_S: f64 = 300.0;
/// Longest gap within a rep for grade A, s.
const GAP_A_S: f64 = 10.0;
/// Largest share of rep time without data.
pub(crate) const MISSING_MOST: f64 = 0.10;

/// What a grade rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GradeEvidence {
    /// Reps.
    pub reps: usize,
    /// Median rep time, s.
    pub rep_time_s: f64,
    /// Measurement noise of a rep's speed, %; NaN without speeds.
    pub noise_pct: f64,
    /// Whether laps or steps timed every edge.
    pub lap_timed: bool,
    /// Longest time between samples within a rep, s.
    pub longest_gap_s: f64,
    /// Share of all rep time without data, 0 to 1.
    pub missing_fraction: f64,
    /// Number of the first rep with a pause inside.
    pub paused_rep: Option<usize>,
    /// Number of the first rep in which the recorded time goes backwards.
    pub backwards_rep: Option<usize>,
    /// The hill of the reps, where they are hilly.
    pub hill: Option<Hill>,
}

/// Why the speeds of a set cannot be trusted whatever their noise; `None` when they can.
pub fn broken(evidence: &GradeEvidence) -> Option<String> {
    if let Some(rep) = evidence.backwards_rep {
        Some(format!("time goes backwards in rep {rep}"))
    } else if let Some(rep) = evidence.paused_rep {
        Some(format!("the timer was stopped inside rep {rep}"))
    } else if evidence.missing_fraction > MISSING_MOST {
        Some(format!("{:.0} % of the rep time was not recorded", 100.0 * evidence.missing_fraction))
    } else if evidence.noise_pct.is_finite() {
        None
    } else {
        Some("the reps have no speed".to_owned())
    }
}

/// The data grade of a set and why it is not A; the reason is empty for A.
///
/// # Definition
/// D: time goes backwards, a pause inside a rep, more than 10 % of rep time missing, reps on more than one hill, fewer
/// than 4 reps of less than 5 min. Else by noise: A up to 0.5 % when laps or steps timed every edge and no gap exceeds
/// 10 s; B up to 1.0 %; C up to 1.6 % with 8 reps or more (with any number of long reps); D otherwise.
pub fn grade(evidence: &GradeEvidence) -> (Grade, String) {
    if let Some(reason) = broken(evidence) {
        return (Grade::D, reason);
    }
    if let Some(hill) = evidence.hill.filter(|hill| !hill.is_one) {
        return (Grade::D, format!("hilly reps ({:.1} % gradient)", 100.0 * hill.gradient));
    }
    let long = evidence.rep_time_s >= LONG_REP_S;
    if evidence.reps < REPS_LEAST && !long {
        let noun = if evidence.reps == 1 { "rep" } else { "reps" };
        return (Grade::D, format!("{} {noun}, {REPS_LEAST} needed", evidence.reps));
    }
    by_noise(evidence, long)
}

fn by_noise(evidence: &GradeEvidence, long: bool) -> (Grade, String) {
    let noise = evidence.noise_pct;
    // Rounded up: noise above a limit must not read as the limit itself.
    let reason = format!("noise {:.1} % a rep", (10.0 * noise - 1e-9).ceil() / 10.0);
    if noise <= NOISE_A_PCT {
        return if !evidence.lap_timed {
            (Grade::B, "edges found in the speed, not timed by laps".to_owned())
        } else if evidence.longest_gap_s > GAP_A_S {
            (Grade::B, format!("a gap of {:.0} s in a rep", evidence.longest_gap_s))
        } else {
            (Grade::A, String::new())
        };
    }
    if noise <= NOISE_B_PCT {
        (Grade::B, reason)
    } else if noise <= NOISE_C_PCT && (long || evidence.reps >= REPS_C) {
        (Grade::C, reason)
    } else if noise <= NOISE_C_PCT {
        (Grade::D, format!("{reason}: {REPS_C} reps needed to see through it"))
    } else {
        (Grade::D, format!("{reason}: too much to see pace differences"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean() -> GradeEvidence {
        GradeEvidence {
            reps: 6,
            rep_time_s: 92.0,
            noise_pct: 0.3,
            lap_timed: true,
            longest_gap_s: 1.0,
            missing_fraction: 0.0,
            paused_rep: None,
            backwards_rep: None,
            hill: None,
        }
    }

    fn letter(evidence: &GradeEvidence) -> &'static str {
        grade(evidence).0.name()
    }

    #[test]
    fn noise_sets_the_letter() {
        assert_eq!(grade(&clean()), (Grade::A, String::new()));
        assert_eq!(letter(&GradeEvidence { noise_pct: 0.54, ..clean() }), "B");
        assert_eq!(letter(&GradeEvidence { noise_pct: 1.2, ..clean() }), "D");
        assert_eq!(letter(&GradeEvidence { noise_pct: 1.2, reps: 8, ..clean() }), "C");
        assert_eq!(letter(&GradeEvidence { noise_pct: 1.7, reps: 20, ..clean() }), "D");
    }

    #[test]
    fn an_a_needs_laps_and_no_gap() {
        assert_eq!(letter(&GradeEvidence { lap_timed: false, ..clean() }), "B");
        assert_eq!(letter(&GradeEvidence { longest_gap_s: 12.0, ..clean() }), "B");
    }

    #[test]
    fn few_reps_count_only_when_long() {
        assert_eq!(letter(&GradeEvidence { reps: 3, ..clean() }), "D");
        assert_eq!(letter(&GradeEvidence { reps: 3, rep_time_s: 600.0, ..clean() }), "A");
        assert_eq!(letter(&GradeEvidence { reps: 2, rep_time_s: 600.0, noise_pct: 1.4, ..clean() }), "C");
    }

    #[test]
    fn what_is_broken_is_named() {
        let reason = |evidence: GradeEvidence| grade(&evidence).1;
        assert_eq!(reason(GradeEvidence { paused_rep: Some(2), ..clean() }), "the timer was stopped inside rep 2");
        assert_eq!(reason(GradeEvidence { backwards_rep: Some(1), ..clean() }), "time goes backwards in rep 1");
        assert_eq!(
            reason(GradeEvidence { missing_fraction: 0.25, ..clean() }),
            "25 % of the rep time was not recorded"
        );
        assert_eq!(reason(GradeEvidence { noise_pct: f64::NAN, ..clean() }), "the reps have no speed");
        let hill = |is_one| Some(Hill { gradient: 0.031, is_one });
        assert_eq!(reason(GradeEvidence { hill: hill(false), ..clean() }), "hilly reps (3.1 % gradient)");
        assert_eq!(letter(&GradeEvidence { hill: hill(false), ..clean() }), "D");
        assert_eq!(letter(&GradeEvidence { hill: hill(true), ..clean() }), "A", "on one hill the reps compare");
    }
}
