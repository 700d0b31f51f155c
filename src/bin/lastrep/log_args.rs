//! The flags of `log`, one for each column of the journal, and its questions.

use anyhow::{Context, Result};
use clap::{Arg, ArgMatches, Args, Command, FromArgMatches};
use lastrep::journal::COLUMNS;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;

/// The column of the day. Without its flag, the day is today.
const DATE: &str = "date";

/// The argument that names the runner.
const PATH: &str = "path";

/// The journal of the folder that the command runs in.
const JOURNAL: &str = "journal.csv";

/// What is to be written into the journal.
#[derive(Debug)]
pub(crate) struct Log {
    /// The runner's files or folder, beside which the journal lies.
    path: Option<PathBuf>,
    /// The journal, where one was given.
    journal: Option<PathBuf>,
    /// The day, where one was given.
    pub(crate) date: Option<String>,
    /// Cells by the name of their column.
    pub(crate) cells: Vec<(&'static str, String)>,
}

/// `reps_in_reserve` as a flag: `reps-in-reserve`.
fn flag(name: &str) -> String {
    name.replace('_', "-")
}

/// A cell as typed. A negative number is a cell. A text that looks like a flag is an error: the value before it was
/// forgotten.
fn cell(text: &str) -> std::result::Result<String, String> {
    let is_flag = text.strip_prefix("--").is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()));
    if is_flag { Err("expected a value, found the next flag".to_owned()) } else { Ok(text.to_owned()) }
}

impl Args for Log {
    fn augment_args(command: Command) -> Command {
        let file = clap::value_parser!(PathBuf);
        let path = Arg::new(PATH).value_name("PATH").value_parser(file.clone()).help(
            "The runner's files or folder: the journal beside the runs is written; by default that of this folder",
        );
        let journal = Arg::new("journal").long("journal").value_name("FILE").value_parser(file);
        let journal = journal.help("The journal; made when missing, by default journal.csv").conflicts_with(PATH);
        COLUMNS.iter().fold(command.arg(path).arg(journal), |command, column| {
            let help = if column.name == DATE { "The day (YYYY-MM-DD); by default today" } else { column.question };
            let value = if column.name == DATE { "DATE" } else { "VALUE" };
            let arg = Arg::new(column.name).long(flag(column.name)).value_name(value).help(help);
            command.arg(arg.allow_hyphen_values(true).value_parser(cell))
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Log {
    fn from_arg_matches(matches: &ArgMatches) -> std::result::Result<Self, clap::Error> {
        let file = |name: &str| matches.get_one::<PathBuf>(name).cloned();
        let given = |name: &str| matches.get_one::<String>(name).cloned();
        let cells = COLUMNS.iter().filter(|column| column.name != DATE);
        let cells = cells.filter_map(|column| Some((column.name, given(column.name)?))).collect();
        Ok(Self { path: file(PATH), journal: file("journal"), date: given(DATE), cells })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> std::result::Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Log {
    /// The journal to write into: the one given, else the one beside the runner's files.
    ///
    /// # Errors
    /// When the path does not exist, or is of several runners.
    pub(crate) fn journal(&self) -> Result<PathBuf> {
        let beside = |path: &PathBuf| lastrep::batch::journal_of(std::slice::from_ref(path));
        let found = self.path.as_ref().map(beside).transpose()?;
        Ok(self.journal.clone().or(found).unwrap_or_else(|| PathBuf::from(JOURNAL)))
    }

    /// The cells given as flags; without any, the answers on the terminal.
    pub(crate) fn answered(&self) -> Result<Vec<(&'static str, String)>> {
        if !self.cells.is_empty() {
            return Ok(self.cells.clone());
        }
        if !std::io::stdin().is_terminal() {
            let flags: Vec<String> = COLUMNS.iter().map(|column| format!("--{}", flag(column.name))).collect();
            anyhow::bail!("expected something to write down, found nothing; give {}", flags.join(", "));
        }
        let mut answers = Vec::new();
        for column in COLUMNS.iter().filter(|column| column.name != DATE) {
            let answer = ask(column.question)?;
            if !answer.is_empty() {
                answers.push((column.name, answer));
            }
        }
        Ok(answers)
    }
}

/// The answer to a question; empty if the runner skips the question.
fn ask(question: &str) -> Result<String> {
    let mut err = std::io::stderr().lock();
    let _ = write!(err, "{question} (enter to skip): ").and_then(|()| err.flush());
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer).context("failed to read the answer")?;
    Ok(answer.trim().to_owned())
}
