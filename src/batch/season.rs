//! The season of every runner: the figures, their names, and the pictures of a command of its own.

use super::gather::{gather_listed, interrupted, pool};
use super::ledger::Ledger;
use super::options::{Options, Progress};
use super::write::SEASON;
use super::{place, write};
use crate::error::{Error, ErrorKind, Result};
use crate::model::Charts;
use crate::model::Day;
use crate::report::by_runner;
use crate::report::season::{SeasonFigure, SeasonInput, season as season_figure};
use crate::report::{Analysed, Problem, season_png, season_svg, slug};
use crate::segment::WorkoutKind;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

/// The first and the last day to show; `None` for the usual ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Days {
    /// The first.
    pub from: Option<Day>,
    /// The last.
    pub to: Option<Day>,
}

/// The seasons of all runners.
#[derive(Debug, Clone, PartialEq)]
pub struct Seasons {
    /// One a runner: the name of the picture, where pictures are drawn, and the season.
    pub seasons: Vec<(Option<String>, SeasonFigure)>,
    /// Every file that gave no activity.
    pub failed: Vec<Problem>,
    /// What of the runner's own files fitted nothing.
    pub notes: Vec<String>,
}

/// Reads all paths and returns the season of each runner with a run.
///
/// # Errors
/// Those of [`run`](super::run()), but nothing is written; `Config` when the last day lies before the first.
pub fn season(
    paths: &[PathBuf],
    options: &Options,
    days: Days,
    progress: &(dyn Fn(Progress) + Sync),
    stop: &AtomicBool,
) -> Result<Seasons> {
    if let Some((from, to)) = days.from.zip(days.to).filter(|(from, to)| from > to) {
        let found = format!("{from} to {to}");
        return Err(Error::new(ErrorKind::Config, "a first day before the last", found).at("--from and --to"));
    }
    let listing = super::inputs::sources(paths)?;
    let gathered = pool(options.jobs)?.install(|| gather_listed(&listing, options, progress, stop))?;
    interrupted(stop)?;
    let ledger = gathered.ledger;
    let named = names(&listing.runners, options.charts);
    let seasons = figures(&ledger, options, days).into_iter().map(|(runner, figure)| {
        let name = named.iter().find(|(other, _)| *other == runner).map(|(_, name)| name.clone());
        (name, figure)
    });
    Ok(Seasons { seasons: seasons.collect(), failed: gathered.failed, notes: gathered.notes })
}

impl Seasons {
    /// The paths of the pictures in a folder.
    pub fn outputs(&self, folder: &Path) -> Vec<PathBuf> {
        self.seasons.iter().filter_map(|(name, _)| Some(folder.join(name.as_ref()?))).collect()
    }

    /// Writes the pictures into a folder, each whole or not at all.
    ///
    /// # Errors
    /// `Config` where the folder holds results of [`run`](super::run()), which keeps a season of its own there. `Io` when a
    /// picture cannot be drawn or written.
    pub fn write(&self, folder: &Path, charts: Charts) -> Result<()> {
        if place::is_held(folder) {
            return Err(Error::new(ErrorKind::Config, "a folder without results of analyze", "one with such results")
                .hint("name another --out: analyze draws the season there")
                .with_path(folder));
        }
        for (name, figure) in &self.seasons {
            let Some(name) = name else { continue };
            write::make_folder(folder)?;
            write::write_whole(folder, name, &drawn(figure, charts)?)?;
        }
        Ok(())
    }
}

/// A season as bytes.
pub(super) fn drawn(figure: &SeasonFigure, charts: Charts) -> Result<Vec<u8>> {
    match charts {
        Charts::Svg => Ok(season_svg(figure)?.into_bytes()),
        Charts::Png | Charts::None => season_png(figure),
    }
}

/// Each runner with the name of the picture: `season.png`, or `season-anna.png` where there are several. No names where no
/// pictures are drawn.
pub(super) fn names(runners: &[String], charts: Charts) -> Vec<(String, String)> {
    let ending = match charts {
        Charts::Png => "png",
        Charts::Svg => "svg",
        Charts::None => return Vec::new(),
    };
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut name = |runner: &String| {
        let base = if runners.len() < 2 { SEASON.to_owned() } else { format!("{SEASON}-{}", slug(runner)) };
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        let free = std::iter::once(base.clone()).chain(numbered).find(|name| !taken.contains(name)).unwrap_or(base);
        taken.insert(free.clone());
        format!("{free}.{ending}")
    };
    runners.iter().map(|runner| (runner.clone(), name(runner))).collect()
}

/// The season of every runner with a run.
pub(super) fn figures(ledger: &Ledger, options: &Options, days: Days) -> Vec<(String, SeasonFigure)> {
    let weeks = by_runner::weeks(&ledger.done);
    let of_runner = |(own, next): (&[Analysed], &super::next_step::NextStep)| {
        let once: Vec<&Analysed> = own.iter().filter(|row| row.duplicate_of.is_none()).collect();
        let weeks = weeks.iter().find(|(runner, _)| *runner == next.runner).map(|(_, weeks)| weeks.as_slice());
        let to = days.to.unwrap_or(next.today);
        let figure = season_figure(&SeasonInput {
            runner: (!ledger.is_alone).then_some(next.runner.as_str()),
            bests: by_runner::bests_until(&once, to),
            done: once,
            weeks: weeks.unwrap_or_default(),
            past_weeks: &next.weeks,
            races: &options.athlete_of(&next.runner).races,
            next: next.recommendation(),
            today: next.today,
            from: days.from,
            to: days.to,
            unit: options.unit_of(&next.runner),
            version: crate::VERSION,
        });
        (next.runner.clone(), figure)
    };
    let has_run = |(own, _): &(&[Analysed], &super::next_step::NextStep)| {
        own.iter().any(|row| row.structure.kind != WorkoutKind::NotRunning)
    };
    ledger.done.chunk_by(|a, b| a.runner == b.runner).zip(&ledger.next).filter(has_run).map(of_runner).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lone_runner_needs_no_name_and_several_have_one_each() {
        let of = |runners: &[&str]| -> Vec<String> {
            let runners: Vec<String> = runners.iter().map(|runner| (*runner).to_owned()).collect();
            names(&runners, Charts::Png).into_iter().map(|(_, name)| name).collect()
        };
        assert_eq!(of(&["Anna"]), ["season.png"]);
        assert_eq!(names(&["Anna".to_owned()], Charts::Svg)[0].1, "season.svg");
        assert!(names(&["Anna".to_owned()], Charts::None).is_empty());
        assert_eq!(
            of(&["Anna", "J\u{f6}rg", "jorg", "\u{8d70}"]),
            ["season-anna.png", "season-jorg.png", "season-jorg-2.png", "season-run.png"]
        );
    }
}
