//! `lastrep`: the command. It turns arguments into calls of the library, and results into text and an exit code.

mod args;
mod at_hand;
mod check;
mod commands;
mod config;
mod exit;
mod files;
mod help;
mod log_args;
mod messages;
mod options;
mod own_text;
mod page;
mod screen;
mod watch;

use anyhow::Result;
use args::{Cli, Command};
use clap::Parser;
use commands::{tell_guide, tell_raw};
use exit::Exit;
use std::process::ExitCode;

fn main() -> ExitCode {
    let outcome = Cli::try_parse().map_err(anyhow::Error::from).and_then(|cli| run(&cli.command));
    match outcome {
        Ok(exit) => exit.into(),
        Err(error) => error.downcast_ref().map_or_else(|| failed(&error), say_of_arguments),
    }
}

fn run(command: &Command) -> Result<Exit> {
    match command {
        Command::Analyze(analyze) => commands::analyze(analyze),
        Command::Show(show) => commands::show(show),
        Command::Compare(compare) => commands::compare(compare),
        Command::History(history) => commands::history(history),
        Command::Season(season) => commands::season(season),
        Command::Next(next) => commands::next(next),
        Command::Plan(plan) => commands::plan(plan),
        Command::Init(init) => commands::init(init),
        Command::Log(log) => commands::log(log),
        Command::Paces(paces) => commands::paces(paces),
        Command::Scores { id } => commands::scores(id.as_deref()),
        Command::Watch(arguments) => watch::watch(arguments),
        Command::Completions { shell } => at_hand::completions(*shell),
        Command::Man { command } => at_hand::man(command.as_deref()),
        Command::Check(check) => check::check(&check.files),
        Command::Ladder => tell_raw(lastrep::journal::LADDER.trim_end()),
        Command::Columns { json: true, .. } => commands::dictionary(),
        Command::Columns { table, .. } => tell_guide(&help::columns(table.as_deref())?),
        Command::Help { topic } => tell_guide(&help::help(topic.as_deref())?),
    }
}

/// Prints an error; the exit code says that there is no result.
fn failed(error: &anyhow::Error) -> ExitCode {
    messages::error(error);
    Exit::Nothing.into()
}

/// Prints what clap answers: help, the version, or what is wrong with the arguments.
fn say_of_arguments(answer: &clap::Error) -> ExitCode {
    match messages::forgive_closed(answer.print()) {
        Ok(()) => u8::try_from(answer.exit_code()).map_or_else(|_| Exit::Nothing.into(), ExitCode::from),
        Err(error) => failed(&error),
    }
}
