//! The commands: each one calls the library and prints the result.

use crate::args::{
    Analyze, ChartsArg, Common, Compare, HistoryArgs, Init, NextArgs, Paces, PageArg, Plan, SeasonArgs, Show, parse_day,
};
use crate::config::Settings;
use crate::exit::Exit;
use crate::files::Files;
use crate::log_args::Log;
use crate::messages;
use anyhow::Result;
use lastrep::batch::{self, FirstFiles, Histories, Next, NextStep, Options, Outcome, Said, SaidResult};
use lastrep::compare::pattern;
use lastrep::model::Day;
use lastrep::progression::PlanDay;
use lastrep::report;
use lastrep::report::page::Page;
use lastrep::report::past::Past;
use lastrep::report::tables::{self, Table};
use lastrep::report::text::Summary;
use std::path::{Path, PathBuf};

/// The folder for the results of `analyze`, where none is named.
const OUT: &str = "lastrep-out";

/// Prints a page that is the whole result.
pub(crate) fn tell(page: &Page) -> Result<Exit> {
    messages::show(page)?;
    Ok(Exit::AllRead)
}

/// Prints a page of the guide.
pub(crate) fn tell_guide(page: &Page) -> Result<Exit> {
    messages::show_guide(page)?;
    Ok(Exit::AllRead)
}

/// Prints a text that is the whole result, as it stands.
pub(crate) fn tell_raw(text: &str) -> Result<Exit> {
    messages::print(text)?;
    Ok(Exit::AllRead)
}

/// Prints what all tables are, for other programs.
pub(crate) fn dictionary() -> Result<Exit> {
    messages::print_bytes((tables::dictionary()? + "\n").as_bytes())?;
    Ok(Exit::AllRead)
}

/// Prints tables for other programs, in place of the text.
fn tell_tables(command: &str, tables: &[Table]) -> Result<()> {
    messages::print_bytes((tables::document(command, tables)? + "\n").as_bytes())
}

/// Tables for other programs as the result of a command.
fn document(command: &str, tables: &[Table]) -> lastrep::Result<SaidResult> {
    Ok(SaidResult::Document(tables::document(command, tables)?))
}

/// Prints what a command says.
fn tell_said(said: &Said) -> Result<Exit> {
    messages::said(said)?;
    Ok(Exit::of(said.count, said.failed.len()))
}

/// Prints which files were written, with what is in each.
fn tell_written(files: &[(&str, Option<&PathBuf>)]) -> Result<()> {
    let line = |(what, path): &(&str, Option<&PathBuf>)| Some(format!("{what} written to {}\n", (*path)?.display()));
    let lines: String = files.iter().filter_map(line).collect();
    if lines.is_empty() { Ok(()) } else { messages::show(&Page::from(format!("\n{lines}").as_str())) }
}

pub(crate) fn analyze(arguments: &Analyze) -> Result<Exit> {
    let Analyze { paths, out, tables, charts, page, strip_location, jobs, quiet, common } = arguments;
    let tables = tables.files();
    let settings = Settings::read(common)?;
    let out = &settings.or("out", out.clone(), |config| config.out.clone()).unwrap_or_else(|| PathBuf::from(OUT));
    let page = settings.or("page", page.map(PageArg::pages), |config| config.page).unwrap_or_default();
    let charts = settings.or("charts", charts.map(ChartsArg::charts), |config| config.charts).unwrap_or_default();
    let mut files = Files::new(paths, *jobs, common, &settings, &batch::tables(out, tables))?;
    files.is_quiet = *quiet;
    files.options =
        Options { out: out.clone(), tables, charts, page, strip_location: *strip_location, ..files.options };
    let said = files.read(|paths, options, progress, stop| {
        batch::said_of_results(paths, options, "analyze", || {
            let outcome = batch::run(paths, options, progress, stop)?;
            let later = Summary { unchanged_charts: outcome.charts, ..outcome.summary() };
            Ok((said_of_run(&outcome, &outcome.summary(), out), said_of_run(&outcome, &later, out)))
        })
    })?;
    messages::notes(&said.notes);
    if let SaidResult::Pages(pages) = &said.result
        && !quiet
    {
        messages::show_all(pages)?;
    }
    Ok(Exit::of(said.count, said.failed.len()))
}

fn said_of_run(outcome: &Outcome, summary: &Summary<'_>, out: &Path) -> Said {
    let written = outcome.page.as_ref().map(|page| format!("the page for your browser written to {}", page.display()));
    let mut pages = vec![report::text::summary(summary, &out.display().to_string())];
    pages.extend(written.map(|line| Page::from(line.as_str())));
    let (notes, failed) = (outcome.notes.clone(), outcome.failed.clone());
    Said { notes, failed, result: SaidResult::Pages(pages), count: outcome.activities }
}

pub(crate) fn show(arguments: &Show) -> Result<Exit> {
    let options = Options { jobs: 1, ..told_options(std::slice::from_ref(&arguments.file), &arguments.common)? };
    let (done, failed) = batch::show(&arguments.file, &options)?;
    if arguments.json {
        tell_tables("show", &tables::frames(&done, &failed).collect::<lastrep::Result<Vec<_>>>()?)?;
        return Ok(Exit::of(done.len(), failed.len()));
    }
    let text = match (arguments.explain, arguments.scores) {
        (true, _) => report::explain::explain,
        (false, true) => report::all_scores::all_scores,
        (false, false) => report::text::activity,
    };
    done.iter().try_for_each(|analysed| messages::show(&text(analysed, options.unit_of(&analysed.runner))))?;
    messages::problems(&failed);
    Ok(Exit::of(done.len(), failed.len()))
}

pub(crate) fn compare(arguments: &Compare) -> Result<Exit> {
    let Compare { files, csv, json, common } = arguments;
    common.keep_inputs(&named(&[csv]), files)?;
    let options = told_options(files, common)?;
    let compared = batch::compare(files, &options)?;
    messages::notes(&compared.notes);
    messages::problems(&compared.failed);
    let sessions = compared.sessions.len();
    anyhow::ensure!(sessions >= 2, "expected two sessions of reps, found {sessions}");
    if let Some(path) = csv {
        compared.write_csv(path)?;
    }
    if *json {
        tell_tables("compare", &[tables::comparison(&compared.comparison())?, tables::problems(&compared.failed)?])?;
    } else {
        messages::show(&report::comparison::comparison(&compared.comparison(), options.unit))?;
        tell_written(&[("reps and changes", csv.as_ref())])?;
    }
    Ok(Exit::of(sessions, compared.failed.len()))
}

pub(crate) fn history(arguments: &HistoryArgs) -> Result<Exit> {
    let HistoryArgs { paths, like, csv, json, jobs, common } = arguments;
    let like = like.as_deref().map(pattern).transpose()?;
    let files = Files::new(paths, *jobs, common, &Settings::read(common)?, &named(&[csv]))?;
    let said = |found: &Histories| said_of_history(found, *json, &files.options);
    let Some(path) = csv else {
        let asked = ("history", &arguments.like, json);
        return files.say(&asked, |paths, options, progress, stop| {
            said(&batch::history(paths, options, like.as_ref(), progress, stop)?)
        });
    };
    let found =
        files.read(|paths, options, progress, stop| batch::history(paths, options, like.as_ref(), progress, stop))?;
    found.write_csv(path)?;
    let exit = tell_said(&said(&found)?)?;
    if !*json {
        tell_written(&[("sessions", Some(path))])?;
    }
    Ok(exit)
}

fn said_of_history(found: &Histories, is_json: bool, options: &Options) -> lastrep::Result<Said> {
    let (done, failed) = (&found.done, &found.failed);
    let result = if is_json {
        let over_time = [tables::history(&found.pasts())?, tables::bests(done)?, tables::weeks(done)?];
        document("history", &[&over_time[..], &[tables::problems(failed)?]].concat())?
    } else {
        let page = |past: &Past<'_>| report::past::past(past, options.unit_of(past.runner));
        SaidResult::Pages(found.pasts().iter().map(page).collect())
    };
    Ok(Said { notes: found.notes.clone(), failed: failed.clone(), result, count: done.len() })
}

pub(crate) fn season(arguments: &SeasonArgs) -> Result<Exit> {
    let SeasonArgs { paths, out, charts, from, to, jobs, common } = arguments;
    let settings = Settings::read(common)?;
    let charts = settings.or("charts", charts.map(ChartsArg::charts), |config| config.charts).unwrap_or_default();
    let mut files = Files::new(paths, *jobs, common, &settings, &[])?;
    files.options.charts = charts;
    let days = batch::Days { from: *from, to: *to };
    let found = files.read(|paths, options, progress, stop| batch::season(paths, options, days, progress, stop))?;
    messages::notes(&found.notes);
    messages::problems(&found.failed);
    let outputs = found.outputs(out);
    common.keep_inputs(&outputs, &files.paths)?;
    found.write(out, charts)?;
    let written = outputs.iter().map(|path| format!("{} written", path.display()));
    let told = found.seasons.iter().map(|(_, figure)| format!("{}\n{}", figure.title, figure.subtitle));
    messages::print(&told.chain(written).collect::<Vec<_>>().join("\n"))?;
    Ok(Exit::of(found.seasons.len(), found.failed.len()))
}

pub(crate) fn next(arguments: &NextArgs) -> Result<Exit> {
    let NextArgs { paths, why, json, fit, text, jobs, common } = arguments;
    let files = Files::new(paths, *jobs, common, &Settings::read(common)?, &named(&[fit, text]))?;
    if fit.is_none() && text.is_none() {
        return files.say(&("next", why, json), |paths, options, progress, stop| {
            said_of_next(&batch::next(paths, options, progress, stop)?, *why, *json)
        });
    }
    let found = files.read(batch::next)?;
    // The advice is printed before a file is written: advice without a workout has no file, and that is an error.
    let exit = tell_said(&said_of_next(&found, *why, *json)?)?;
    if let Some(path) = fit {
        found.write_fit(path)?;
    }
    if let Some(path) = text {
        found.write_text(path, &files.options)?;
    }
    if !*json {
        tell_written(&[("workout for the watch", fit.as_ref()), ("workout as text", text.as_ref())])?;
    }
    Ok(exit)
}

fn said_of_next(found: &Next, is_explained: bool, is_json: bool) -> lastrep::Result<Said> {
    let result = if is_json {
        let rows: Vec<_> = found.steps.iter().map(NextStep::row).collect();
        document("next", &[tables::next(&rows)?, tables::problems(&found.failed)?])?
    } else {
        SaidResult::Pages(found.steps.iter().flat_map(|step| step_pages(step, is_explained)).collect())
    };
    Ok(Said { notes: found.notes.clone(), failed: found.failed.clone(), result, count: found.steps.len() })
}

/// The advice for one runner and, if asked for, every rule behind it.
fn step_pages(step: &NextStep, is_explained: bool) -> Vec<Page> {
    let advice = report::next::next(&step.runner, step.recommendation(), step.today);
    let latest = step.latest.as_ref().filter(|_| is_explained);
    std::iter::once(advice).chain(latest.map(|latest| report::next::why(&latest.why))).collect()
}

pub(crate) fn plan(arguments: &Plan) -> Result<Exit> {
    let Plan { paths, weeks, csv, json, ics, jobs, common } = arguments;
    let files = Files::new(paths, *jobs, common, &Settings::read(common)?, &named(&[csv, ics]))?;
    let weeks = usize::from(*weeks);
    if csv.is_none() && ics.is_none() {
        return files.say(&("plan", weeks, json), |paths, options, progress, stop| {
            let found = batch::next(paths, options, progress, stop)?;
            said_of_plan(&found, &found.plans(options, weeks), *json)
        });
    }
    let found = files.read(batch::next)?;
    let plans = found.plans(&files.options, weeks);
    if let Some(path) = csv {
        found.write_plan_csv(path, &plans)?;
    }
    if let Some(path) = ics {
        found.write_calendar(path, &plans)?;
    }
    let exit = tell_said(&said_of_plan(&found, &plans, *json)?)?;
    if !*json {
        tell_written(&[("plan", csv.as_ref()), ("calendar", ics.as_ref())])?;
    }
    Ok(exit)
}

fn said_of_plan(found: &Next, plans: &[(&str, Vec<PlanDay>)], is_json: bool) -> lastrep::Result<Said> {
    let result = if is_json {
        document("plan", &[tables::plan(plans)?, tables::problems(&found.failed)?])?
    } else {
        SaidResult::Pages(plans.iter().map(|(runner, days)| report::plan::plan(runner, days)).collect())
    };
    Ok(Said { notes: found.notes.clone(), failed: found.failed.clone(), result, count: found.steps.len() })
}

pub(crate) fn init(arguments: &Init) -> Result<Exit> {
    let Init { paths, dir, jobs, common } = arguments;
    let files = Files::new(paths, *jobs, common, &Settings::read(common)?, &[])?;
    let dir = dir.clone().map_or_else(|| batch::folder_of(paths), Ok)?;
    let first = files.read(|paths, options, progress, stop| batch::init(paths, &dir, options, progress, stop))?;
    messages::notes(&first.notes);
    tell(&Page::from(first_files_text(&first).as_str()))
}

fn first_files_text(first: &FirstFiles) -> String {
    let written: Vec<String> = first.written.iter().map(|file| file.display().to_string()).collect();
    let guessed = match first.guesses.runs {
        0 => "no runs were found, so nothing was guessed".to_owned(),
        runs => format!("what was guessed from {runs} runs is marked in the first: check it"),
    };
    format!("{} written; {guessed}", written.join(" and "))
}

pub(crate) fn log(arguments: &Log) -> Result<Exit> {
    let day = journal_day(arguments.date.as_deref())?;
    let cells = arguments.answered()?;
    if cells.is_empty() {
        return tell(&Page::from("nothing to write down"));
    }
    let journal = arguments.journal()?;
    batch::log(&journal, day, &cells)?;
    let written: Vec<String> = cells.iter().map(|(name, cell)| format!("{name} {cell}")).collect();
    let told = format!("{day}: {} written to {}", written.join(", "), journal.display());
    tell(&Page::from(told.as_str()))
}

/// The day of a journal row: the day given, or today. A day in the future is an error, but somewhere on earth it is tomorrow
/// already.
fn journal_day(given: Option<&str>) -> Result<Day> {
    let today = today();
    let day = given.map_or(Ok(today), parse_day).map_err(anyhow::Error::msg)?;
    let found = given.unwrap_or_default();
    anyhow::ensure!(day <= today + 1, "at --date: expected a day up to today, found {found}");
    Ok(day)
}

/// The civil day where the runner is. No other place reads a clock.
fn today() -> Day {
    Day::from(jiff::ZonedDateTime::now().date())
}

pub(crate) fn paces(arguments: &Paces) -> Result<Exit> {
    let options = told_options(arguments.path.as_slice(), &arguments.common)?;
    let races = options.athlete.races.iter().map(|race| race.day);
    let Some(today) = options.today.or(races.max()) else {
        anyhow::bail!(
            "expected a race in athlete.toml or --today DATE, found neither: the guide shows how a race is written, lastrep help athlete"
        );
    };
    let standing = lastrep::scores::anchors::standing(&options.athlete, today);
    tell(&report::standing::standing(&standing, today, options.unit))
}

pub(crate) fn scores(id: Option<&str>) -> Result<Exit> {
    tell(&id.map_or_else(|| Ok(report::scores::list()), report::scores::explain)?)
}

/// The options for these paths. Prints where they come from.
fn told_options(paths: &[PathBuf], common: &Common) -> Result<Options> {
    if !paths.is_empty() {
        common.one_runner(paths)?;
    }
    let asked = common.options(paths, &Settings::read(common)?)?;
    messages::notes(&asked.told);
    Ok(asked.options)
}

/// The outputs that were asked for.
fn named(outputs: &[&Option<PathBuf>]) -> Vec<PathBuf> {
    outputs.iter().copied().flatten().cloned().collect()
}
