//! The only place that prints: results on stdout, progress and complaints on stderr.
//!
//! Names come from files and may hold anything. A character that would move the cursor or turn the text around is printed as
//! its number.

use crate::screen;
use anyhow::{Context, Result};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use lastrep::batch::{Progress, Said, SaidResult};
use lastrep::printable::{printable, printable_lines};
use lastrep::report::Problem;
use lastrep::report::page::{Page, WIDEST, wrapped};
use std::io::{ErrorKind, IsTerminal, Write};

/// Prints a result in lines of the terminal's width. A closed pipe is not an error: the reader has seen enough.
pub(crate) fn show(page: &Page) -> Result<()> {
    show_all(std::slice::from_ref(page))
}

/// Prints a page of the guide: it is in lines that are easily read wherever it goes.
pub(crate) fn show_guide(page: &Page) -> Result<()> {
    let width = screen::width(&std::io::stdout()).unwrap_or_else(textwrap::termwidth);
    print_pages(std::slice::from_ref(page), Some(width.min(WIDEST)))
}

/// Prints results with an empty line between two.
pub(crate) fn show_all(pages: &[Page]) -> Result<()> {
    print_pages(pages, screen::width(&std::io::stdout()))
}

fn print_pages(pages: &[Page], width: Option<usize>) -> Result<()> {
    let text = |page: &Page| page.lines(width).iter().map(screen::painted).collect::<Vec<_>>().join("\n");
    let texts: Vec<String> = pages.iter().map(text).filter(|text| !text.is_empty()).collect();
    if texts.is_empty() {
        return Ok(());
    }
    let mut out = anstream::stdout().lock();
    forgive_closed(writeln!(out, "{}", texts.join("\n\n")).and_then(|()| out.flush()))
}

/// Prints a result as it stands; an empty one is no line. A closed pipe is not an error: the reader has seen enough.
pub(crate) fn print(text: &str) -> Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    let mut out = std::io::stdout().lock();
    forgive_closed(writeln!(out, "{}", printable_lines(text)).and_then(|()| out.flush()))
}

/// Prints what a command says.
pub(crate) fn said(said: &Said) -> Result<()> {
    notes(&said.notes);
    problems(&said.failed);
    match &said.result {
        SaidResult::Pages(pages) => show_all(pages),
        SaidResult::Document(text) => print_bytes(format!("{text}\n").as_bytes()),
    }
}

/// Prints bytes as they are: a script, or a page for another program.
pub(crate) fn print_bytes(bytes: &[u8]) -> Result<()> {
    let mut out = std::io::stdout().lock();
    forgive_closed(out.write_all(bytes).and_then(|()| out.flush()))
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
    let stderr = std::io::stderr();
    let lines = wrapped(&format!("lastrep: {text}"), screen::width(&stderr));
    let _ = writeln!(stderr.lock(), "{}", lines.join("\n"));
}

/// Prints a complaint that may have several lines.
fn complain_lines(text: &str) {
    printable_lines(text).lines().for_each(complain);
}

/// Prints an error with its causes, down to an error of the library, which explains itself.
pub(crate) fn error(error: &anyhow::Error) {
    let mut before = String::new();
    for cause in error.chain() {
        if let Some(own) = cause.downcast_ref::<lastrep::error::Error>() {
            own.each().iter().for_each(|each| complain_lines(&format!("{before}{each}")));
            return;
        }
        before = format!("{before}{cause}: ");
    }
    complain_lines(before.trim_end_matches(": "));
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
pub(crate) fn problems<'a>(problems: impl IntoIterator<Item = &'a Problem>) {
    problems.into_iter().for_each(problem);
}

fn problem(problem: &Problem) {
    let Problem { file, location, expected, found, advice, .. } = problem;
    let at = if location.is_empty() { String::new() } else { format!("at {location}: ") };
    let hint = if advice.is_empty() { String::new() } else { format!("; {advice}") };
    complain(&printable(&format!("{file}: {at}expected {expected}, found {found}{hint}")));
}

/// What the progress bar says: whole numbers, and the time left.
const PROGRESS: &str = "{msg} {wide_bar} {pos} of {len}, {eta} left";

/// The progress bar.
#[derive(Debug)]
pub(crate) struct ProgressLine {
    bar: ProgressBar,
}

impl ProgressLine {
    /// A bar on stderr. It is hidden if `quiet`, and where stderr is not a terminal.
    pub(crate) fn new(quiet: bool) -> Self {
        let bar = ProgressBar::new(0);
        let is_shown = !quiet && std::io::stderr().is_terminal();
        bar.set_draw_target(if is_shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() });
        if let Ok(style) = ProgressStyle::with_template(PROGRESS) {
            bar.set_style(style);
        }
        Self { bar }
    }

    /// Shows a step of the work.
    pub(crate) fn show(&self, progress: Progress) {
        match progress {
            Progress::Files { read, all } => {
                self.begin("reading", all);
                self.bar.set_position(read as u64);
                self.bar.reset_eta();
            }
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

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use indicatif::TermLike;
    use std::sync::{Arc, Mutex};

    /// A terminal that keeps what is written to it.
    #[derive(Debug, Clone, Default)]
    struct KeptLog(Arc<Mutex<String>>);

    impl TermLike for KeptLog {
        fn width(&self) -> u16 {
            80
        }
        fn move_cursor_up(&self, _: usize) -> std::io::Result<()> {
            Ok(())
        }
        fn move_cursor_down(&self, _: usize) -> std::io::Result<()> {
            Ok(())
        }
        fn move_cursor_right(&self, _: usize) -> std::io::Result<()> {
            Ok(())
        }
        fn move_cursor_left(&self, _: usize) -> std::io::Result<()> {
            Ok(())
        }
        fn write_line(&self, text: &str) -> std::io::Result<()> {
            self.write_str(text)
        }
        fn write_str(&self, text: &str) -> std::io::Result<()> {
            self.0.lock().unwrap().push_str(text);
            Ok(())
        }
        fn clear_line(&self) -> std::io::Result<()> {
            Ok(())
        }
        fn flush(&self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn progress_is_in_whole_numbers_with_the_time_left() {
        let (kept, bar) = (KeptLog::default(), ProgressLine::new(true));
        bar.bar.set_draw_target(ProgressDrawTarget::term_like(Box::new(kept.clone())));
        bar.show(Progress::Files { read: 0, all: 520 });
        bar.show(Progress::Done);
        bar.bar.tick();
        let told = kept.0.lock().unwrap().clone();
        assert!(told.contains("reading") && told.contains("1 of 520, ") && told.contains("s left"), "{told}");
        assert!(!told.contains('.') && !told.contains("/s"), "{told}");
    }
}
