//! What is known beside a file's bytes.

use crate::model::{Activity, Athlete, Beside, JournalDay, OwnRow};
use crate::progression::race_index;
use crate::report::Analysed;
use crate::scores::anchors::{standing, threshold_speed_mps};
use crate::scores::{Own, ScoreContext, Traces};
use crate::segment::RepsFrom;
use crate::units::DistanceUnit;

/// What is known beside a file's bytes: the runner, the journal, and how results name things.
///
/// ```
/// let athlete = lastrep::Athlete { hr_max_bpm: Some(191.0), ..Default::default() };
/// let mut context = lastrep::Context::of(&athlete);
/// context.file = "monday.fit";
/// ```
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Context<'a> {
    /// The name of the runner in the results; may be empty.
    pub runner: &'a str,
    /// The name of the file in the results; may be empty.
    pub file: &'a str,
    /// What is known of the runner.
    pub athlete: &'a Athlete,
    /// The runner's journal, by day.
    pub journal: &'a [JournalDay],
    /// What lies beside the file: the row of a list that names it.
    pub beside: Beside<'a>,
    /// Which evidence may tell reps.
    pub reps_from: RepsFrom,
    /// The runner's own cut of this file; it stands above all evidence.
    pub own_cut: &'a [OwnRow],
    /// The unit of paces in sentences.
    pub unit: DistanceUnit,
    /// What the runner's outings left for the scores of later ones, in order of start.
    pub(crate) earlier: &'a [Traces],
    /// What the same bytes gave before: these activities are not cut again.
    pub(crate) first: &'a [Analysed],
}

impl<'a> Context<'a> {
    /// The context of a runner without a journal; `Athlete::default()` is a runner of whom nothing is known.
    pub fn of(athlete: &'a Athlete) -> Self {
        Self {
            runner: "",
            file: "",
            athlete,
            journal: &[],
            beside: Beside::default(),
            reps_from: RepsFrom::default(),
            own_cut: &[],
            unit: DistanceUnit::default(),
            earlier: &[],
            first: &[],
        }
    }

    /// What is known beside the recording on the day of an activity: the journal stands above the watch.
    pub(super) fn of_scores(&self, activity: &Activity, own: Own) -> ScoreContext {
        let day = activity.day();
        let row = self.journal.iter().find(|row| row.day == day);
        let athlete = self.athlete;
        let race = race_index(athlete, day).filter(|race| !race.is_old());
        ScoreContext {
            hr_max_bpm: athlete.hr_max_bpm,
            hr_rest_bpm: athlete.hr_rest_bpm.or(activity.resting_hr_bpm),
            lthr_bpm: athlete.lthr_bpm,
            sex: athlete.sex,
            threshold_mps: race.map(|race| threshold_speed_mps(race.vdot)),
            critical: standing(athlete, day).critical.ok().filter(|(_, agrees)| *agrees).map(|(critical, _)| critical),
            rpe_cr10: activity.told.rpe_cr10(),
            reps_in_reserve: row.and_then(|row| row.reps_in_reserve),
            weather_c: row.and_then(|row| row.temperature_c.zip(row.dew_point_c)),
            own,
        }
    }
}
