//! The only place that prints: results on stdout, progress and complaints on stderr.
//!
//! Names come from files and may hold anything. A character that would move the cursor or turn the text around is printed as
//! its number.

use anyhow::{Context, Result};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use lastrep::batch::Progress;
use lastrep::printable::{printable, printable_lines};
use lastrep::report::Problem;
use std::io::{ErrorKind, IsTerminal, Write};

/// Prints a result; an empty one is no line. A closed pipe is not an error: the reader has seen enough.
pub(crate) fn print(text: &str) -> Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    let mut out = std::io::stdout().lock();
    forgive_closed(writeln!(out, "{}", printable_lines(text)).and_then(|()| out.flush()))
}

/// Takes a closed pipe for success, and explains any other failure to write.
pub(crate) fn forgive_closed(written: std::io::Result<()>) -> Result<()> {
    match written {
        Err(cause) if cause.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other.context("failed to write to standard output"),
    }
}

/// Prints a complaint. A failure is ignored: when standard error is closed or full, no place is left to report it.
fn complain(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "lastrep: {text}");
}

/// Prints an error with its causes, down to an error of the library, which explains itself.
pub(crate) fn error(error: &anyhow::Error) {
    let mut parts = Vec::new();
    for cause in error.chain() {
        parts.push(cause.to_string());
        if cause.is::<lastrep::error::Error>() {
            break;
        }
    }
    complain(&printable_lines(&parts.join(": ")));
}

/// Prints caveats about the runner's own files.
pub(crate) fn notes(notes: &[String]) {
    for note in notes {
        complain(&format!("note: {}", printable(note)));
    }
}

/// Prints that Ctrl-C was heard.
pub(crate) fn stopping() {
    complain("ends after the file at hand; Ctrl-C once more ends it at once");
}

/// Prints why files gave no activity.
pub(crate) fn problems(problems: &[Problem]) {
    problems.iter().for_each(problem);
}

fn problem(problem: &Problem) {
    let Problem { file, location, expected, found, advice, .. } = problem;
    let at = if location.is_empty() { String::new() } else { format!("at {location}: ") };
    let hint = if advice.is_empty() { String::new() } else { format!("; {advice}") };
    complain(&printable(&format!("{file}: {at}expected {expected}, found {found}{hint}")));
}

/// The progress bar.
#[derive(Debug)]
pub(crate) struct Bar {
    bar: ProgressBar,
}

impl Bar {
    /// A bar on stderr. It is hidden if `quiet`, and where stderr is not a terminal.
    pub(crate) fn new(quiet: bool) -> Self {
        let bar = ProgressBar::new(0);
        let is_shown = !quiet && std::io::stderr().is_terminal();
        bar.set_draw_target(if is_shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() });
        let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {per_sec} {eta} left");
        if let Ok(style) = style {
            bar.set_style(style);
        }
        Self { bar }
    }

    /// Shows a step of the work.
    pub(crate) fn show(&self, progress: Progress) {
        match progress {
            Progress::Files(count) => self.begin("reading", count),
            Progress::Charts(count) => self.begin("drawing", count),
            Progress::Done => self.bar.inc(1),
        }
    }

    fn begin(&self, what: &'static str, count: usize) {
        self.bar.reset();
        self.bar.set_message(what);
        self.bar.set_length(count as u64);
    }

    /// Removes the bar.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
