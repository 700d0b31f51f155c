//! The terminal: how wide it is, and how a line stands out on it.

use anstyle::{AnsiColor, Style};
use lastrep::progression::Decision;
use lastrep::report::page::{Line, Tone};
use std::io::IsTerminal;

/// Lines are no narrower than this, however narrow the terminal is.
const NARROWEST: usize = 40;

/// The width of the environment variable `COLUMNS`, else that of the terminal; `None` where the text goes into a pipe or a
/// file, which take lines of any width.
pub(crate) fn width(out: &impl IsTerminal) -> Option<usize> {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    told.or_else(|| out.is_terminal().then(textwrap::termwidth)).map(|width: usize| width.max(NARROWEST))
}

/// A line with the codes of its style, which [`anstream`] leaves out where they would not be understood.
pub(crate) fn painted(line: &Line) -> String {
    let style = style(line.tone);
    let text = line.text.trim_start();
    let indent = &line.text[..line.text.len() - text.len()];
    format!("{indent}{style}{text}{style:#}")
}

fn style(tone: Tone) -> Style {
    match tone {
        Tone::Plain => Style::new(),
        Tone::Heading => Style::new().bold(),
        Tone::Answer(decision) => color(decision).on_default().bold(),
    }
}

/// The colour of an answer, as in the picture, from the colours of the terminal.
fn color(decision: Decision) -> AnsiColor {
    match decision {
        Decision::StepUp => AnsiColor::Green,
        Decision::EasyFirst => AnsiColor::Yellow,
        Decision::StepBack | Decision::Rest => AnsiColor::Red,
        Decision::LighterWeek | Decision::WayBack => AnsiColor::Magenta,
        // Once more, and what a later library may add.
        _ => AnsiColor::Cyan,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_indent_has_no_style_and_plain_text_no_codes() {
        let line = |tone| Line { text: "  step up".to_owned(), tone };
        assert_eq!(painted(&line(Tone::Plain)), "  step up");
        assert_eq!(painted(&line(Tone::Heading)), "  \u{1b}[1mstep up\u{1b}[0m");
        assert!(painted(&line(Tone::Answer(Decision::StepUp))).contains("\u{1b}[32m"));
    }
}
