//! The advice held against what runners did next: whole histories in, one table out.
//!
//! ```text
//! cargo run --release --locked --example backtest -- HISTORY... [--list N]
//!     --list N   also print N answers of each history, spread over it
//! ```
//!
//! A HISTORY is a folder or zip of every export of one runner. What counts is every session of reps that is no guess:
//!
//! ```text
//! answered        a next session was named
//! unreadable      nothing could be judged: the same again
//! up              one step up
//! absurd          asked for less than 0.6 of the least or more than 1.2 of the most fast distance of the last three sessions
//!                 of the kind, without a lighter week, way back, easy day or rest
//! back asks more  a step back, or another lighter answer, that asks for more fast distance than was just run
//! precision       of the steps up that the next session of the kind within 28 days took on: how many of these were held
//! after up        next sessions held after a step up, whatever they were
//! after others    the same after all other answers
//! recall          of the sessions after which the runner did at least 5 % more within 28 days at no less than 0.99 of the
//!                 speed, and held it: the share that had been told to step up
//! last rep        how well last-rep quality tells whether the next session of the kind is held: 0.5 nothing, 1 always
//! size            fast distance asked for over that of the session just run, deciles
//! ```
//!
//! Runners go their own way, and none of them had the advice: the figures tell whether it is sane, not whether it works.

#[path = "../../tests/common/backtest.rs"]
mod backtest;

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use backtest::{Session, Share, Shares, Tells, histories, shares};

const USAGE: &str = "usage: backtest HISTORY... [--list N]";

#[expect(clippy::print_stderr, clippy::print_stdout, reason = "a program tells what it found")]
fn main() -> ExitCode {
    match run(std::env::args().skip(1)) {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn run(mut words: impl Iterator<Item = String>) -> Result<String, String> {
    let (mut paths, mut list) = (Vec::new(), 0);
    while let Some(word) = words.next() {
        if word == "--list" {
            let count = words.next().unwrap_or_default();
            list = count.parse().map_err(|_| format!("--list {count}: a whole number is needed\n{USAGE}"))?;
        } else if word.starts_with('-') {
            return Err(format!("{word}: not known\n{USAGE}"));
        } else {
            paths.push(PathBuf::from(word));
        }
    }
    if paths.is_empty() {
        return Err(USAGE.to_owned());
    }
    let histories = histories(&paths)?;
    let mut text = String::new();
    for (name, sessions) in histories.iter().filter(|_| list > 0) {
        let _ = writeln!(text, "{name}");
        let every = (sessions.len() / list).max(1);
        sessions.iter().step_by(every).for_each(|session| text += &line(session));
    }
    for (name, sessions) in &histories {
        text += &table(name, sessions, &shares(&[sessions]));
    }
    let all: Vec<&[Session]> = histories.iter().map(|(_, sessions)| sessions.as_slice()).collect();
    if all.len() > 1 {
        text += &table("all", &all.concat(), &shares(&all));
    }
    Ok(text)
}

/// One answer of the advice.
fn line(session: &Session) -> String {
    let date = jiff::Timestamp::from_second(session.start_unix_s as i64);
    let date = date.map_or_else(|_| "no date".to_owned(), |at| at.strftime("%F").to_string());
    let Session { workout, decision, rule, next_workout, .. } = session;
    format!("  {date} {workout:48} -> {} ({rule}) {next_workout}\n", decision.name())
}

fn table(name: &str, sessions: &[Session], shares: &Shares) -> String {
    let mut text = format!("{name}: {} sessions; {}\n", shares.sessions, decisions(sessions));
    let rows = [
        ("answered", shares.answered),
        ("unreadable", shares.unreadable),
        ("up", shares.up),
        ("absurd", shares.absurd),
        ("back asks more", shares.back_asks_more),
        ("precision", shares.precision),
        ("after up", shares.after_up),
        ("after others", shares.after_others),
        ("recall", shares.recall),
    ];
    for (name, share) in rows {
        let _ = writeln!(text, "   {name:17} {}", percent(share));
    }
    if let Some(Tells { area, before_held, before_lost }) = shares.last_rep {
        let _ =
            writeln!(text, "   {:17} {area:5.2} of {before_held} before held, {before_lost} before lost", "last rep");
    }
    let deciles: Vec<String> = (1..10).filter_map(|tenth| decile(&shares.sizes, tenth)).collect();
    let _ = writeln!(text, "   size, deciles     {}", deciles.join(" "));
    text
}

/// How often each answer was given, the most frequent first.
fn decisions(sessions: &[Session]) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for name in sessions.iter().map(|session| session.decision.name()) {
        match counts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    counts.iter().map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join(", ")
}

fn percent(share: Share) -> String {
    share.percent().map_or_else(|| "    -".to_owned(), |percent| format!("{percent:5.1} % of {}", share.whole))
}

/// A decile of sorted values, by linear interpolation between the two nearest values.
fn decile(sorted: &[f64], tenth: usize) -> Option<String> {
    let last = sorted.len().checked_sub(1)?;
    let place = (tenth * (sorted.len() + 1)) as f64 / 10.0 - 1.0;
    let below = (place.max(0.0) as usize).min(last.saturating_sub(1));
    let (low, high) = (sorted[below], sorted[(below + 1).min(last)]);
    Some(format!("{:.2}", low + (place - below as f64) * (high - low)))
}
