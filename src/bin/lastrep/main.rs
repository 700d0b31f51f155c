//! `lastrep`: the command. Arguments in, exit code out; the work is the library's.
//!
//! Exit codes: 0 all files read; 1 some files failed (or a check disagreed); 2 wrong usage, or nothing could be read.

mod args;
mod grid;
mod help;
mod log_args;
mod messages;
mod options;
mod page;

use anyhow::{Context, Result};
use args::{Analyze, Check, Cli, Command, Compare, History, Init, Next, Paces, Plan, Show};
use clap::Parser;
use lastrep::model::Day;
use lastrep::{batch, check, report};
use log_args::Log;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const ALL_READ: u8 = 0;
const SOME_FAILED: u8 = 1;
const NOTHING: u8 = 2;
/// What shells say of a command that was interrupted.
const INTERRUPTED: i32 = 130;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(told) => return told_by_clap(&told),
    };
    let outcome = match cli.command {
        Command::Analyze(analyze) => run_analyze(&analyze),
        Command::Show(show) => run_show(&show),
        Command::Compare(compare) => run_compare(&compare),
        Command::History(history) => run_history(&history),
        Command::Next(next) => run_next(&next),
        Command::Plan(plan) => run_plan(&plan),
        Command::Init(init) => run_init(&init),
        Command::Ladder => messages::print(lastrep::journal::LADDER.trim_end()).map(|()| ALL_READ),
        Command::Log(log) => run_log(&log),
        Command::Paces(paces) => run_paces(&paces),
        Command::Scores { id } => run_scores(id.as_deref()),
        Command::Columns { table } => run_told(help::columns(table.as_deref())),
        Command::Check(check) => run_check(&check),
        Command::Help { topic } => run_told(help::help(topic.as_deref())),
    };
    match outcome {
        Ok(code) => ExitCode::from(code),
        Err(error) => error.downcast_ref().map_or_else(|| failed(&error), told_by_clap),
    }
}

/// Complains, and says by the exit code that there is no result.
fn failed(error: &anyhow::Error) -> ExitCode {
    messages::error(error);
    ExitCode::from(NOTHING)
}

/// What the program tells of itself.
fn run_told(text: Result<String, clap::Error>) -> Result<u8> {
    messages::print(&text?)?;
    Ok(ALL_READ)
}

/// Help, the version, or what is wrong with the arguments.
fn told_by_clap(told: &clap::Error) -> ExitCode {
    match messages::forgive_closed(told.print()) {
        Ok(()) => ExitCode::from(u8::try_from(told.exit_code()).unwrap_or(NOTHING)),
        Err(error) => failed(&error),
    }
}

fn run_analyze(analyze: &Analyze) -> Result<u8> {
    analyze.common.one_runner(&analyze.paths)?;
    analyze.common.keep_inputs(&batch::tables(&analyze.out), &analyze.paths)?;
    let (options, notes) = analyze.common.options(analyze.out.clone(), analyze.charts, analyze.jobs)?;
    messages::notes(&notes);
    let stop = stop_flag()?;
    let bar = messages::Bar::new(analyze.quiet);
    let outcome = batch::run(&analyze.paths, &options, &|step| bar.show(step), &stop);
    bar.finish();
    let outcome = outcome?;
    messages::notes(&outcome.notes);
    if !analyze.quiet {
        messages::print(&report::text::summary(&outcome.summary(), &options.out.display().to_string()))?;
    }
    Ok(code(outcome.done.is_empty(), outcome.failed.is_empty()))
}

/// The outputs that were asked for.
fn named(outputs: &[&Option<PathBuf>]) -> Vec<PathBuf> {
    outputs.iter().copied().flatten().cloned().collect()
}

/// A flag that Ctrl-C raises. The second time it ends everything at once: what is half-written then has a temporary name.
#[expect(clippy::exit, reason = "whoever asks twice does not want to wait for the work to end by itself")]
fn stop_flag() -> Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stop);
    let raise = move || {
        if flag.swap(true, Ordering::Relaxed) {
            std::process::exit(INTERRUPTED);
        }
        messages::stopping();
    };
    ctrlc::set_handler(raise).context("failed to listen for Ctrl-C")?;
    Ok(stop)
}

fn code(is_nothing_done: bool, is_nothing_failed: bool) -> u8 {
    match (is_nothing_done, is_nothing_failed) {
        (true, _) => NOTHING,
        (false, true) => ALL_READ,
        (false, false) => SOME_FAILED,
    }
}

fn run_show(show: &Show) -> Result<u8> {
    let (options, notes) = show.common.options(PathBuf::new(), args::ChartsArg::None, 1)?;
    messages::notes(&notes);
    let (done, failed) = batch::show(&show.file, &options)?;
    for analysed in &done {
        let text = match (show.explain, show.scores) {
            (true, _) => report::explain::explain,
            (false, true) => report::all_scores::all_scores,
            (false, false) => report::text::activity,
        };
        messages::print(&text(analysed, options.unit))?;
    }
    for problem in &failed {
        messages::problem(problem);
    }
    Ok(code(done.is_empty(), failed.is_empty()))
}

fn run_compare(compare: &Compare) -> Result<u8> {
    compare.common.keep_inputs(&named(&[&compare.csv]), &compare.files)?;
    let (options, notes) = compare.common.options(PathBuf::new(), args::ChartsArg::None, 0)?;
    messages::notes(&notes);
    let compared = batch::compare(&compare.files, &options)?;
    messages::notes(&compared.notes);
    compared.failed.iter().for_each(messages::problem);
    if compared.sessions.len() < 2 {
        anyhow::bail!("expected two sessions of reps, found {}", compared.sessions.len());
    }
    if let Some(path) = &compare.csv {
        compared.write_csv(path)?;
    }
    messages::print(&report::comparison::comparison(&compared.comparison(), options.unit))?;
    Ok(code(false, compared.failed.is_empty()))
}

fn run_scores(id: Option<&str>) -> Result<u8> {
    messages::print(&id.map_or_else(|| Ok(report::scores::list()), report::scores::explain)?)?;
    Ok(ALL_READ)
}

fn run_history(history: &History) -> Result<u8> {
    let like = history.like.as_deref().map(lastrep::compare::pattern).transpose()?;
    history.common.one_runner(&history.paths)?;
    history.common.keep_inputs(&named(&[&history.csv]), &history.paths)?;
    let (options, notes) = history.common.options(PathBuf::new(), args::ChartsArg::None, history.jobs)?;
    messages::notes(&notes);
    let stop = stop_flag()?;
    let bar = messages::Bar::new(false);
    let found = batch::history(&history.paths, &options, like.as_ref(), &|step| bar.show(step), &stop);
    bar.finish();
    let found = found?;
    messages::notes(&found.notes);
    found.failed.iter().for_each(messages::problem);
    if let Some(path) = &history.csv {
        found.write_csv(path)?;
    }
    let texts: Vec<String> = found.pasts().iter().map(|past| report::past::past(past, options.unit)).collect();
    messages::print(&texts.join("\n\n"))?;
    Ok(code(found.done.is_empty(), found.failed.is_empty()))
}

fn run_plan(plan: &Plan) -> Result<u8> {
    plan.common.one_runner(&plan.paths)?;
    plan.common.keep_inputs(&named(&[&plan.csv, &plan.ics]), &plan.paths)?;
    let (options, notes) = plan.common.options(PathBuf::new(), args::ChartsArg::None, plan.jobs)?;
    messages::notes(&notes);
    let stop = stop_flag()?;
    let bar = messages::Bar::new(false);
    let found = batch::next(&plan.paths, &options, &|step| bar.show(step), &stop);
    bar.finish();
    let found = found?;
    messages::notes(&found.notes);
    found.failed.iter().for_each(messages::problem);
    let plans = found.plans(&options, usize::from(plan.weeks));
    if let Some(path) = &plan.csv {
        found.write_plan_csv(path, &plans)?;
    }
    if let Some(path) = &plan.ics {
        found.write_calendar(path, &plans)?;
    }
    let texts: Vec<String> = plans.iter().map(|(runner, days)| report::plan::plan(runner, days)).collect();
    messages::print(&texts.join("\n\n"))?;
    Ok(code(found.steps.is_empty(), found.failed.is_empty()))
}

fn run_init(init: &Init) -> Result<u8> {
    init.common.one_runner(&init.paths)?;
    let (options, notes) = init.common.options(PathBuf::new(), args::ChartsArg::None, init.jobs)?;
    messages::notes(&notes);
    let stop = stop_flag()?;
    let bar = messages::Bar::new(false);
    let found = batch::init(&init.paths, &init.dir, &options, &|step| bar.show(step), &stop);
    bar.finish();
    let (guesses, files) = found?;
    messages::notes(&guesses.notes);
    let files: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
    let guessed = match guesses.runs {
        0 => "no runs were found, so nothing was guessed".to_owned(),
        runs => format!("what was guessed from {runs} runs is marked in the first: check it"),
    };
    messages::print(&format!("{} written; {guessed}", files.join(" and ")))?;
    Ok(ALL_READ)
}

fn run_log(log: &Log) -> Result<u8> {
    let today = today();
    let day = log.date.as_deref().map_or(Ok(today), args::parse_day).map_err(anyhow::Error::msg)?;
    // Somewhere on earth it is tomorrow already.
    anyhow::ensure!(
        day <= today + 1,
        "at --date: expected a day up to today, found {}",
        log.date.as_deref().unwrap_or_default()
    );
    let cells = log.answered()?;
    if cells.is_empty() {
        messages::print("nothing to write down")?;
        return Ok(ALL_READ);
    }
    batch::log(&log.journal, day, &cells)?;
    let written: Vec<String> = cells.iter().map(|(name, cell)| format!("{name} {cell}")).collect();
    messages::print(&format!("{day}: {} written to {}", written.join(", "), log.journal.display()))?;
    Ok(ALL_READ)
}

/// The civil day where the runner is: the one place where a clock is read, for a journal without `--date`.
fn today() -> Day {
    Day::from(jiff::ZonedDateTime::now().date())
}

fn run_paces(paces: &Paces) -> Result<u8> {
    let (options, notes) = paces.common.options(PathBuf::new(), args::ChartsArg::None, 0)?;
    messages::notes(&notes);
    let races = options.athlete.races.iter().map(|race| race.day);
    let Some(today) = options.today.or(races.max()) else {
        anyhow::bail!("expected --athlete FILE with a race or --today DATE, found neither");
    };
    let standing = lastrep::scores::anchors::standing(&options.athlete, today);
    messages::print(&report::standing::standing(&standing, today, options.unit))?;
    Ok(ALL_READ)
}

fn run_next(next: &Next) -> Result<u8> {
    next.common.one_runner(&next.paths)?;
    next.common.keep_inputs(&named(&[&next.fit, &next.text]), &next.paths)?;
    let (options, notes) = next.common.options(PathBuf::new(), args::ChartsArg::None, next.jobs)?;
    messages::notes(&notes);
    let stop = stop_flag()?;
    let bar = messages::Bar::new(false);
    let found = batch::next(&next.paths, &options, &|step| bar.show(step), &stop);
    bar.finish();
    let found = found?;
    messages::notes(&found.notes);
    found.failed.iter().for_each(messages::problem);
    let mut texts = Vec::new();
    for step in &found.steps {
        texts.push(report::next::next(&step.runner, step.recommendation(), step.today));
        let latest = step.latest.as_ref().filter(|_| next.why);
        texts.extend(latest.map(|latest| report::next::why(&latest.why)));
    }
    // Advice without a workout is to be read, though there is no file to write.
    messages::print(&texts.join("\n\n"))?;
    if let Some(path) = &next.fit {
        found.write_fit(path)?;
    }
    if let Some(path) = &next.text {
        found.write_text(path, &options)?;
    }
    Ok(code(found.steps.is_empty(), found.failed.is_empty()))
}

fn run_check(arguments: &Check) -> Result<u8> {
    // The other reader may panic on damaged files; it is caught, and its message would only frighten.
    std::panic::set_hook(Box::new(|_| {}));
    let (mut read, mut failed) = (0_usize, 0_usize);
    for path in &arguments.files {
        let members = match batch::contents(path) {
            Ok(members) => members,
            Err(error) => {
                failed += 1;
                messages::error(&anyhow::Error::new(error));
                continue;
            }
        };
        for (label, bytes) in members {
            match bytes.and_then(|bytes| check::check(&bytes)) {
                Ok(found) => {
                    read += 1;
                    failed += usize::from(!found.agrees);
                    messages::print(&format!("{label}\n{found}"))?;
                }
                Err(error) => {
                    failed += 1;
                    messages::error(&anyhow::Error::new(error).context(label));
                }
            }
        }
    }
    Ok(match (read, failed) {
        (0, _) => NOTHING,
        (_, 0) => ALL_READ,
        _ => SOME_FAILED,
    })
}
