//! `lastrep help` and `lastrep columns`: what the program knows of itself, from its own tables.

use crate::args::Cli;
use crate::page::page;
use clap::builder::PossibleValuesParser;
use clap::{Arg, Command, CommandFactory};
use lastrep::guide::TOPICS;
use lastrep::report::page::{Page, Table};
use lastrep::report::tables::{ColumnGuide, TableGuide, guides};

/// The ending of the tables.
const ENDING: &str = ".csv";

/// The page of a topic, the help of a command, or without a name the help of all.
pub(crate) fn help(name: Option<&str>) -> Result<Page, clap::Error> {
    let mut all = Cli::command();
    all.build();
    let Some(name) = name else { return Ok(of_clap(&mut all)) };
    let commands = all.get_subcommands().map(Command::get_name);
    let name = known("help", "TOPIC", name, TOPICS.iter().map(|topic| topic.name).chain(commands))?;
    let topic = TOPICS.iter().find(|topic| topic.name == name);
    let command = || all.find_subcommand_mut(&name).map(of_clap);
    Ok(topic.map(|topic| page(topic.text)).or_else(command).unwrap_or_default())
}

/// The help of a command, which clap has laid out already.
fn of_clap(command: &mut Command) -> Page {
    let mut page = Page::default();
    page.verbatim(command.render_long_help().to_string());
    page
}

/// All tables, or the columns of one of them.
pub(crate) fn columns(name: Option<&str>) -> Result<Page, clap::Error> {
    let tables = guides();
    let Some(name) = name else { return Ok(list(&tables)) };
    let name = known("columns", "TABLE", name.trim_end_matches(ENDING), tables.iter().map(|table| table.name))?;
    let table = tables.iter().find(|table| table.name == name);
    Ok(table.map(of_table).unwrap_or_default())
}

/// A known name; for an unknown name, an error that suggests the nearest known name.
fn known<'a>(
    command: &'static str,
    what: &'static str,
    name: &str,
    names: impl Iterator<Item = &'a str>,
) -> Result<String, clap::Error> {
    let names = PossibleValuesParser::new(names.map(str::to_owned).collect::<Vec<_>>());
    let command = Command::new(command).bin_name(format!("lastrep {command}"));
    let matches = command.arg(Arg::new(what).value_parser(names)).try_get_matches_from([what, name])?;
    Ok(matches.get_one::<String>(what).cloned().unwrap_or_default())
}

fn list(tables: &[TableGuide]) -> Page {
    let row =
        |table: &TableGuide| vec![format!("{}{ENDING}", table.name), table.row.to_owned(), table.command.to_owned()];
    let mut page = Page::default();
    page.table(Table::new(tables.iter().map(row).collect(), &[]).below(&["table", "a row is", "written by"]).ruled());
    page.push_str("\n`lastrep columns TABLE` lists the columns of one table.");
    page
}

fn of_table(table: &TableGuide) -> Page {
    let about = format!("{}{ENDING}: a row is {}. `{}` writes it.", table.name, table.row, table.command);
    let mut page = Page::from(format!("{about}\n\n").as_str());
    let rows = table.columns.iter().map(column).collect();
    page.table(Table::new(rows, &[]).below(&["column [unit]", "meaning"]).ruled());
    page
}

/// A column with its unit, and what it says.
fn column(column: &ColumnGuide) -> Vec<String> {
    let unit = if column.unit.is_empty() { String::new() } else { format!(" [{}]", column.unit) };
    vec![format!("{}{unit}", column.name), column.about.clone()]
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use clap::Parser;
    use lastrep::report::scores;

    /// The command lines of a text, in blocks of code and within lines.
    fn command_lines(markdown: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut is_code = false;
        for line in markdown.lines() {
            if line.starts_with("```") {
                is_code = !is_code;
            } else if is_code {
                found.extend(as_typed(line));
            } else {
                found.extend(line.split('`').skip(1).step_by(2).filter_map(as_typed));
            }
        }
        found
    }

    /// A command line without prompt, remark and redirection; `cargo run -- ` stands for the program itself.
    fn as_typed(code: &str) -> Option<String> {
        let code = code.trim_start_matches("$ ");
        let is_ours = code.starts_with("cargo run ") && !code.contains("--example");
        let code = if is_ours { format!("lastrep {}", code.split_once(" -- ")?.1) } else { code.to_owned() };
        let code = code.split(['#', '>']).next()?.replace("...", "");
        (code.starts_with("lastrep ") && !code.starts_with("lastrep 0.")).then(|| code.trim().to_owned())
    }

    /// Words, with what stands in quotes as one.
    fn words(line: &str) -> Vec<String> {
        let parts = line.split('"').enumerate();
        let of = |(place, part): (usize, &str)| -> Vec<String> {
            if place % 2 == 1 { vec![part.to_owned()] } else { part.split_whitespace().map(str::to_owned).collect() }
        };
        parts.flat_map(of).collect()
    }

    /// What is wrong with a command line.
    fn wrong(line: &str) -> Option<String> {
        let words = words(line);
        if words.len() == 2 {
            // A mention of the command, whatever it must be given.
            let is_known = Cli::command().get_subcommands().any(|command| command.get_name() == words[1]);
            return (!is_known).then(|| "no such command".to_owned());
        }
        let told = |told: clap::Error| told.to_string();
        let is_placeholder = words[2].chars().all(|letter| letter.is_ascii_uppercase());
        match (words[1].as_str(), words[2].as_str()) {
            // A word for one of several values that are named in full elsewhere.
            ("completions", "SHELL") => None,
            _ if is_placeholder && words.len() == 3 => Cli::try_parse_from(&words).err().map(told),
            ("help", name) => help(Some(name)).err().map(told),
            ("columns", name) if !name.starts_with('-') => columns(Some(name)).err().map(told),
            ("scores", name) => scores::explain(name).err().map(|error| error.to_string()),
            _ => Cli::try_parse_from(&words).err().map(told),
        }
    }

    #[test]
    fn the_readme_and_the_guide_type_what_the_program_reads() {
        let readme = ("README.md", include_str!("../../../README.md"));
        let pages = TOPICS.iter().map(|topic| (topic.name, topic.text));
        let mut number = 0;
        for (name, text) in std::iter::once(readme).chain(pages) {
            for line in command_lines(text) {
                number += 1;
                assert_eq!(wrong(&line), None, "{name}: {line}");
            }
        }
        assert!(number > 60, "{number} command lines");
    }

    #[test]
    fn the_help_of_commands_names_topics_that_there_are() {
        for command in Cli::command().get_subcommands() {
            let told = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            for line in command_lines(&told) {
                assert_eq!(wrong(&line), None, "{}: {line}", command.get_name());
            }
        }
    }

    #[test]
    fn the_test_sees_command_lines() {
        let text = "Say `lastrep shwo FILE` or `fade`.\n```sh\n$ lastrep log --notes \"a b\" # why\ncargo run -- next x > y\n```\n";
        let lines = command_lines(text);
        assert_eq!(lines, ["lastrep shwo FILE", "lastrep log --notes \"a b\"", "lastrep next x"]);
        assert_eq!(words(&lines[1]), ["lastrep", "log", "--notes", "a b"]);
        assert!(
            wrong(&lines[0]).is_some()
                && wrong("lastrep next --wyh x").is_some()
                && wrong("lastrep scores fede").is_some()
        );
        assert_eq!(wrong(&lines[2]), None);
        assert_eq!(words("a \"b c\"").last().unwrap(), "b c");
    }
}
