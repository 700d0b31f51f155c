//! What a shell and a reader of manuals want at hand: completions, and pages for `man`.

use crate::args::Cli;
use crate::exit::Exit;
use crate::messages;
use anyhow::{Context, Result};
use clap::{Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;

/// The name of the command.
const NAME: &str = "lastrep";

/// Prints the completions of a shell.
pub(crate) fn completions(shell: Shell) -> Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), NAME, &mut script);
    messages::print_bytes(&script)?;
    Ok(Exit::AllRead)
}

/// Prints the manual page of the program, or of one of its commands.
///
/// # Errors
/// Without a command of that name, with the nearest one.
pub(crate) fn man(name: Option<&str>) -> Result<Exit> {
    let mut command = Cli::command();
    command.build();
    let page = match name {
        None => command,
        Some(name) => page_of(&command, name)?,
    };
    let mut roff = Vec::new();
    Man::new(page).render(&mut roff).context("failed to write the manual page")?;
    messages::print_bytes(&roff)?;
    Ok(Exit::AllRead)
}

fn page_of(command: &Command, name: &str) -> Result<Command> {
    let names: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
    let meant = lastrep::near::nearest(name, names.iter().copied());
    let hint =
        meant.map_or_else(|| format!("known are {}", names.join(", ")), |meant| format!("did you mean {meant}?"));
    let found = command.find_subcommand(name).with_context(|| format!("expected a command, found {name:?}; {hint}"))?;
    Ok(found.clone().name(format!("{NAME}-{}", found.get_name())).version(lastrep::VERSION))
}
