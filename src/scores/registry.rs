//! The table of scores: each row holds what a score says of itself and the function that computes it. A new score is
//! one file and one row.

use super::kernel::input::{RepInput, SessionInput, SetInput};
use super::kernel::{Level, Score, ScoreInfo, Scores};
use super::rep::{
    duty_factor, fast_start, grade_adjusted_speed, heart_rate_end, heart_rate_peak, heart_rate_rise, heart_rate_start,
    hrr30, hrr60_each, power, speed, split_index, stance_time, step_length, step_rate, target_error,
    vertical_oscillation, vertical_ratio,
};
use super::session::{
    altitude_slowdown, d_prime_least, edwards_load, efficiency_factor, heart_rate_speed_index, heat_slowdown,
    lucia_load, session_decoupling, session_rpe_load, stress, time_high_heart_rate, time_near_vo2max, trimp,
};
use super::set::{
    cadence, cadence_within, density, fade, fade_theil_sen, heart_rate_drift, hrr60, last_rep, last_rep_quality,
    last_rep_z, pace_consistency, recovery_completeness, rep_decoupling, rep_efficiency, work_recovery_ratio,
};

/// One row: what a score says of itself, and its function.
#[derive(Debug, Clone, Copy)]
struct RegisteredScore {
    info: &'static ScoreInfo,
    of: Of,
}

/// The function of a score, by the score's level.
#[derive(Debug, Clone, Copy)]
enum Of {
    Rep(fn(&RepInput<'_>) -> Score),
    Set(fn(&SetInput<'_>) -> Score),
    Session(fn(&SessionInput<'_>) -> Score),
}

impl Of {
    fn level(self) -> Level {
        match self {
            Self::Rep(_) => Level::Rep,
            Self::Set(_) => Level::Set,
            Self::Session(_) => Level::Session,
        }
    }
}

/// Every score, in the order of tables.
static ROWS: &[RegisteredScore] = &[
    RegisteredScore { info: &speed::INFO, of: Of::Rep(speed::of) },
    RegisteredScore { info: &target_error::INFO, of: Of::Rep(target_error::of) },
    RegisteredScore { info: &fast_start::INFO, of: Of::Rep(fast_start::of) },
    RegisteredScore { info: &split_index::INFO, of: Of::Rep(split_index::of) },
    RegisteredScore { info: &heart_rate_start::INFO, of: Of::Rep(heart_rate_start::of) },
    RegisteredScore { info: &heart_rate_end::INFO, of: Of::Rep(heart_rate_end::of) },
    RegisteredScore { info: &heart_rate_peak::INFO, of: Of::Rep(heart_rate_peak::of) },
    RegisteredScore { info: &heart_rate_rise::INFO, of: Of::Rep(heart_rate_rise::of) },
    RegisteredScore { info: &hrr30::INFO, of: Of::Rep(hrr30::of) },
    RegisteredScore { info: &hrr60_each::INFO, of: Of::Rep(hrr60_each::of) },
    RegisteredScore { info: &step_rate::INFO, of: Of::Rep(step_rate::of) },
    RegisteredScore { info: &step_length::INFO, of: Of::Rep(step_length::of) },
    RegisteredScore { info: &stance_time::INFO, of: Of::Rep(stance_time::of) },
    RegisteredScore { info: &vertical_oscillation::INFO, of: Of::Rep(vertical_oscillation::of) },
    RegisteredScore { info: &vertical_ratio::INFO, of: Of::Rep(vertical_ratio::of) },
    RegisteredScore { info: &duty_factor::INFO, of: Of::Rep(duty_factor::of) },
    RegisteredScore { info: &grade_adjusted_speed::INFO, of: Of::Rep(grade_adjusted_speed::of) },
    RegisteredScore { info: &power::INFO, of: Of::Rep(power::of) },
    RegisteredScore { info: &pace_consistency::INFO, of: Of::Set(pace_consistency::of) },
    RegisteredScore { info: &fade::INFO, of: Of::Set(fade::of) },
    RegisteredScore { info: &fade_theil_sen::INFO, of: Of::Set(fade_theil_sen::of) },
    RegisteredScore { info: &last_rep::INFO, of: Of::Set(last_rep::of) },
    RegisteredScore { info: &last_rep_z::INFO, of: Of::Set(last_rep_z::of) },
    RegisteredScore { info: &last_rep_quality::INFO, of: Of::Set(last_rep_quality::of) },
    RegisteredScore { info: &cadence::INFO, of: Of::Set(cadence::of) },
    RegisteredScore { info: &heart_rate_drift::INFO, of: Of::Set(heart_rate_drift::of) },
    RegisteredScore { info: &hrr60::INFO, of: Of::Set(hrr60::of) },
    RegisteredScore { info: &cadence_within::INFO, of: Of::Set(cadence_within::of) },
    RegisteredScore { info: &recovery_completeness::INFO, of: Of::Set(recovery_completeness::of) },
    RegisteredScore { info: &work_recovery_ratio::INFO, of: Of::Set(work_recovery_ratio::of) },
    RegisteredScore { info: &density::INFO, of: Of::Set(density::of) },
    RegisteredScore { info: &rep_decoupling::INFO, of: Of::Set(rep_decoupling::of) },
    RegisteredScore { info: &rep_efficiency::INFO, of: Of::Set(rep_efficiency::of) },
    RegisteredScore { info: &session_decoupling::INFO, of: Of::Session(session_decoupling::of) },
    RegisteredScore { info: &efficiency_factor::INFO, of: Of::Session(efficiency_factor::of) },
    RegisteredScore { info: &heart_rate_speed_index::INFO, of: Of::Session(heart_rate_speed_index::of) },
    RegisteredScore { info: &time_high_heart_rate::INFO, of: Of::Session(time_high_heart_rate::of) },
    RegisteredScore { info: &time_near_vo2max::INFO, of: Of::Session(time_near_vo2max::of) },
    RegisteredScore { info: &d_prime_least::INFO, of: Of::Session(d_prime_least::of) },
    RegisteredScore { info: &session_rpe_load::INFO, of: Of::Session(session_rpe_load::of) },
    RegisteredScore { info: &trimp::INFO, of: Of::Session(trimp::of) },
    RegisteredScore { info: &edwards_load::INFO, of: Of::Session(edwards_load::of) },
    RegisteredScore { info: &lucia_load::INFO, of: Of::Session(lucia_load::of) },
    RegisteredScore { info: &stress::INFO, of: Of::Session(stress::of) },
    RegisteredScore { info: &heat_slowdown::INFO, of: Of::Session(heat_slowdown::of) },
    RegisteredScore { info: &altitude_slowdown::INFO, of: Of::Session(altitude_slowdown::of) },
];

/// What every score says of itself, in the order of tables.
///
/// ```
/// use lastrep::scores::{fade, infos};
/// assert!(infos().any(|info| info.id == fade::INFO.id));
/// ```
pub fn infos() -> impl Iterator<Item = &'static ScoreInfo> {
    ROWS.iter().map(|row| row.info)
}

/// The scores of one level.
pub fn infos_of(level: Level) -> impl Iterator<Item = &'static ScoreInfo> {
    ROWS.iter().filter(move |row| row.of.level() == level).map(|row| row.info)
}

/// All scores of a rep.
pub(super) fn score_rep(input: &RepInput<'_>) -> Scores {
    scored(|of| if let Of::Rep(of) = of { Some(of(input)) } else { None })
}

/// All scores of a set.
pub(super) fn score_set(input: &SetInput<'_>) -> Scores {
    scored(|of| if let Of::Set(of) = of { Some(of(input)) } else { None })
}

/// All scores of a session.
pub(super) fn score_session(input: &SessionInput<'_>) -> Scores {
    scored(|of| if let Of::Session(of) = of { Some(of(input)) } else { None })
}

/// The scores of all rows for which the function has an answer.
fn scored(score: impl Fn(Of) -> Option<Score>) -> Scores {
    ROWS.iter().filter_map(|row| Some((row.info.id, score(row.of)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_filled_and_ids_are_unique() {
        for (index, RegisteredScore { info, of }) in ROWS.iter().enumerate() {
            let texts = [info.id, info.title, info.unit, info.plain, info.formula, info.minimum, info.source];
            assert!(texts.iter().all(|text| !text.is_empty()), "{}: an empty text", info.id);
            assert!(info.interval.words().len() > 10, "{}: no words for its interval", info.id);
            assert!(ROWS[..index].iter().all(|other| other.info.id != info.id), "{} twice", info.id);
            assert_eq!(info.level, of.level(), "{}: the level of INFO, of the row", info.id);
            assert!(info.needs.is_sorted(), "{}: its needs are not in the order of ScoreNeed", info.id);
        }
    }
}
