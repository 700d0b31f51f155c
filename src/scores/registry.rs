//! The table of scores: a row each, what it is and the function that computes it. A new score is a file and a row.

use super::input::{RepInput, SetInput};
use super::{
    Level, Score, ScoreInfo, Scores, cadence, cadence_within, density, duty_factor, fade, fade_theil_sen, fast_start,
    grade_adjusted_speed, heart_rate_drift, heart_rate_rise, hrr30, hrr60, last_rep, last_rep_quality, last_rep_z,
    pace_consistency, power, recovery_completeness, rep_decoupling, rep_efficiency, vertical_ratio,
    work_recovery_ratio,
};

/// One row: a score's account of itself and its function.
#[derive(Debug, Clone, Copy)]
struct Row {
    info: &'static ScoreInfo,
    of: Of,
}

/// The function of a score, by what it is about.
#[derive(Debug, Clone, Copy)]
enum Of {
    Rep(fn(&RepInput<'_>) -> Score),
    Set(fn(&SetInput<'_>) -> Score),
}

impl Of {
    fn level(self) -> Level {
        match self {
            Self::Rep(_) => Level::Rep,
            Self::Set(_) => Level::Set,
        }
    }
}

/// Every score, in the order of tables.
static ROWS: &[Row] = &[
    Row { info: &fast_start::INFO, of: Of::Rep(fast_start::of) },
    Row { info: &heart_rate_rise::INFO, of: Of::Rep(heart_rate_rise::of) },
    Row { info: &hrr30::INFO, of: Of::Rep(hrr30::of) },
    Row { info: &vertical_ratio::INFO, of: Of::Rep(vertical_ratio::of) },
    Row { info: &duty_factor::INFO, of: Of::Rep(duty_factor::of) },
    Row { info: &grade_adjusted_speed::INFO, of: Of::Rep(grade_adjusted_speed::of) },
    Row { info: &power::INFO, of: Of::Rep(power::of) },
    Row { info: &pace_consistency::INFO, of: Of::Set(pace_consistency::of) },
    Row { info: &fade::INFO, of: Of::Set(fade::of) },
    Row { info: &fade_theil_sen::INFO, of: Of::Set(fade_theil_sen::of) },
    Row { info: &last_rep::INFO, of: Of::Set(last_rep::of) },
    Row { info: &last_rep_z::INFO, of: Of::Set(last_rep_z::of) },
    Row { info: &last_rep_quality::INFO, of: Of::Set(last_rep_quality::of) },
    Row { info: &cadence::INFO, of: Of::Set(cadence::of) },
    Row { info: &heart_rate_drift::INFO, of: Of::Set(heart_rate_drift::of) },
    Row { info: &hrr60::INFO, of: Of::Set(hrr60::of) },
    Row { info: &cadence_within::INFO, of: Of::Set(cadence_within::of) },
    Row { info: &recovery_completeness::INFO, of: Of::Set(recovery_completeness::of) },
    Row { info: &work_recovery_ratio::INFO, of: Of::Set(work_recovery_ratio::of) },
    Row { info: &density::INFO, of: Of::Set(density::of) },
    Row { info: &rep_decoupling::INFO, of: Of::Set(rep_decoupling::of) },
    Row { info: &rep_efficiency::INFO, of: Of::Set(rep_efficiency::of) },
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
    let scored = |row: &Row| match row.of {
        Of::Rep(of) => Some((row.info.id, of(input))),
        Of::Set(_) => None,
    };
    ROWS.iter().filter_map(scored).collect()
}

/// All scores of a set.
pub(super) fn score_set(input: &SetInput<'_>) -> Scores {
    let scored = |row: &Row| match row.of {
        Of::Set(of) => Some((row.info.id, of(input))),
        Of::Rep(_) => None,
    };
    ROWS.iter().filter_map(scored).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_filled_and_ids_are_unique() {
        for (index, Row { info, of }) in ROWS.iter().enumerate() {
            let texts = [info.id, info.title, info.unit, info.plain, info.formula, info.minimum, info.source];
            assert!(texts.iter().all(|text| !text.is_empty()), "{}", info.id);
            assert!(ROWS[..index].iter().all(|other| other.info.id != info.id), "{} twice", info.id);
            assert_eq!(info.level, of.level(), "{}", info.id);
            assert!(info.needs.is_sorted(), "{}", info.id);
        }
    }
}
