//! The one next step of every runner, and the files that carry it to a watch or a coach.

use super::gather::{gather, interrupted};
use super::next_step::NextStep;
use super::options::{Options, Progress};
use super::write;
use crate::error::{Error, ErrorKind, Result};
use crate::export;
use crate::model::Day;
use crate::progression::Ahead;
use crate::progression::{Decision, NextWorkout, PlanDay, week_plan};
use crate::report::{Analysed, Problem, tables};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

/// The next steps of all runners.
#[derive(Debug, Clone, PartialEq)]
pub struct Next {
    /// Every activity, by runner, start and file.
    pub done: Vec<Analysed>,
    /// One step for each runner.
    pub steps: Vec<NextStep>,
    /// Every file that gave no activity.
    pub failed: Vec<Problem>,
    /// Sentences about the runner's own files where they fit no activity, and about folders that look like several people.
    pub notes: Vec<String>,
}

/// Reads all paths and advises each runner as of today.
///
/// # Errors
/// Those of [`run`](super::run()), but nothing is written.
pub fn next(
    paths: &[PathBuf],
    options: &Options,
    progress: &(dyn Fn(Progress) + Sync),
    stop: &AtomicBool,
) -> Result<Next> {
    let gathered = gather(paths, options, progress, stop)?;
    interrupted(stop)?;
    let ledger = gathered.ledger;
    Ok(Next { done: ledger.done, steps: ledger.next, failed: gathered.failed, notes: gathered.notes })
}

impl Next {
    /// Writes the next workout as a FIT workout file, whole or not at all.
    ///
    /// # Errors
    /// `Config` when there are several runners or no workout is advised, `Io` when it cannot be written.
    pub fn write_fit(&self, path: &Path) -> Result<()> {
        let (workout, day) = self.one()?;
        write::write_file(path, &export::fit(&export::workout(workout), day)?)
    }

    /// Writes the next workout as plain text, whole or not at all.
    ///
    /// # Errors
    /// Those of [`write_fit`](Self::write_fit).
    pub fn write_text(&self, path: &Path, options: &Options) -> Result<()> {
        let (workout, _) = self.one()?;
        let unit = self.steps.first().map_or(options.unit, |step| options.unit_of(&step.runner));
        write::write_file(path, export::plain(&export::workout(workout), unit).as_bytes())
    }

    /// The days ahead of every runner.
    pub fn plans(&self, options: &Options, weeks: usize) -> Vec<(&str, Vec<PlanDay>)> {
        let days = |step: &NextStep| {
            let facts = step.latest.as_ref().map(|latest| latest.facts.clone()).unwrap_or_default();
            let (athlete, unit) = (options.athlete_of(&step.runner), options.unit_of(&step.runner));
            week_plan(step.recommendation(), athlete, &facts, Ahead { today: step.today, weeks }, unit)
        };
        self.steps.iter().map(|step| (step.runner.as_str(), days(step))).collect()
    }

    /// Writes the days ahead as CSV, whole or not at all.
    ///
    /// # Errors
    /// `Io` when it cannot be written.
    pub fn write_plan_csv(&self, path: &Path, plans: &[(&str, Vec<PlanDay>)]) -> Result<()> {
        write::write_file(path, &tables::plan(plans)?.csv()?)
    }

    /// Writes the days ahead of one runner as an iCalendar file, whole or not at all.
    ///
    /// # Errors
    /// `Config` when there are several runners, `Io` when it cannot be written.
    pub fn write_calendar(&self, path: &Path, plans: &[(&str, Vec<PlanDay>)]) -> Result<()> {
        let ([(_, days)], [step]) = (plans, self.steps.as_slice()) else {
            let found = format!("{} of them", plans.len());
            return Err(
                Error::new(ErrorKind::Config, "one runner for one calendar", found).hint("name one folder at a time")
            );
        };
        write::write_file(path, export::calendar(days, step.today).as_bytes())
    }

    /// The workout that the only runner is advised, and its day.
    fn one(&self) -> Result<(&NextWorkout, Day)> {
        let [step] = self.steps.as_slice() else {
            let found = format!("{} of them", self.steps.len());
            return Err(Error::new(ErrorKind::Config, "one runner for one workout file", found)
                .hint("name one folder at a time"));
        };
        let advice = step.recommendation();
        // A session that waits for the end of a symptom must not be loaded onto a watch.
        let workout = advice.filter(|advice| advice.decision != Decision::Rest).and_then(|advice| advice.next.as_ref());
        let day = advice.and_then(|advice| advice.earliest_day).unwrap_or(step.today);
        workout.map(|workout| (workout, day)).ok_or_else(|| {
            Error::new(ErrorKind::Config, "a workout to write", "advice without one")
                .hint("read the advice; no file was written")
        })
    }
}
