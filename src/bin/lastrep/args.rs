//! The arguments of the commands, as they are typed.

use crate::log_args::Log;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use lastrep::guide::TOPICS;
use lastrep::model::{Day, Sport};
use std::path::PathBuf;

/// Reads running-watch exports, finds the reps, scores them, and recommends the one next step.
///
/// A training aid, not medical advice.
#[derive(Debug, Parser)]
#[command(name = "lastrep", version, max_term_width = 100, disable_help_subcommand = true, after_help = topics())]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Analyse files, folders or .zip exports; one PATH is one runner.
    #[command(after_help = "`lastrep help output` says what is written, `lastrep help files` what is read.")]
    Analyze(Analyze),
    /// Show one activity in the terminal: segments, scores, the next step.
    #[command(after_help = "`lastrep help reps` says how reps are found.")]
    Show(Show),
    /// The one next step of each runner as of today, with its reasons; as a workout for the watch, too.
    #[command(
        after_help = "`lastrep help next-step` explains the answers and the ladder, `lastrep help on-the-watch` the files for the watch."
    )]
    Next(NextArgs),
    /// The weeks ahead: the next step among easy days, a steady day and the long run.
    #[command(after_help = "`lastrep help weeks-ahead` says how the weeks are shared out.")]
    Plan(Plan),
    /// A runner's sessions of reps in order of time, each against the like one before, and the best efforts.
    #[command(after_help = "`lastrep help same-workout` says which sessions are alike.")]
    History(HistoryArgs),
    /// A picture of each runner's season: like reps over time, evenness, weeks, races, the next step.
    #[command(after_help = "`lastrep help pictures` says how to read it. `lastrep analyze` draws it, too.")]
    Season(SeasonArgs),
    /// Hold sessions against each other: rep by rep, in the mean, heart rate at the same speed.
    #[command(after_help = "`lastrep help same-workout` says which sessions are alike, and what counts as a change.")]
    Compare(Compare),
    /// Training paces, race times, critical speed and heart-rate zones, from athlete.toml.
    #[command(after_help = "`lastrep help athlete` lists the keys of athlete.toml.")]
    Paces(Paces),
    /// Write a day into the journal: asks, or takes flags; everything else in it stays as it is.
    #[command(after_help = "`lastrep help journal` says what each column is used for.")]
    Log(Log),
    /// Write a first athlete.toml and journal.csv, with what the folder tells as guesses to check.
    #[command(after_help = "`lastrep help athlete` and `lastrep help journal` explain the two files.")]
    Init(Init),
    /// Watch a folder: a new file is analysed, and the next step of its runner told. Ctrl-C ends it.
    #[command(after_help = "`lastrep help at-hand` says when a file is read, `lastrep help places` whose it is.")]
    Watch(Watch),
    /// Files in, rows out, as Arrow streams on stdin and stdout: the work for an engine such as Ray or Spark.
    #[command(after_help = "`lastrep help engines` describes both streams, and shows drivers.")]
    Worker(Worker),
    /// List all scores, or explain one: formula, needs, source, evidence.
    Scores {
        /// The name of a score, as in the tables.
        id: Option<String>,
    },
    /// List all tables, or the columns of one with unit and meaning.
    Columns {
        /// The name of a table, as in `lastrep columns`.
        table: Option<String>,
        /// Print the columns of all tables as JSON: names, types, units, meanings.
        #[arg(long, conflicts_with = "table")]
        json: bool,
    },
    /// Print the ladder of workouts as CSV: to be read, and to be changed for --ladder.
    #[command(after_help = "`lastrep help next-step` explains the columns.")]
    Ladder,
    /// Read each file with a second, independent reader and print where they disagree.
    Check(Check),
    /// Print the completions of a shell.
    Completions {
        /// The shell.
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Print the manual page of the program, or of a command, for `man`.
    Man {
        /// A command.
        command: Option<String>,
    },
    /// Print a page of the guide, or the options of a command.
    Help {
        /// A topic, or a command.
        topic: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Analyze {
    /// Files, folders (walked recursively) or .zip exports; one PATH is one runner, a folder of runners' folders a team.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Folder for the results; by default lastrep-out.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// How the tables are written.
    #[arg(long, value_enum, default_value_t = TablesArg::Csv)]
    pub(crate) tables: TablesArg,
    /// Pictures to draw; by default png.
    #[arg(long, value_enum)]
    pub(crate) charts: Option<ChartsArg>,
    /// The page `index.html`, which holds all of it; by default html.
    #[arg(long, value_enum)]
    pub(crate) page: Option<PageArg>,
    /// Leave out the titles of runs, which may name a place. Positions are in no result.
    #[arg(long)]
    pub(crate) strip_location: bool,
    /// Worker threads; by default one a core.
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
    /// Print nothing but errors.
    #[arg(long)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct Show {
    /// One activity file.
    pub(crate) file: PathBuf,
    /// Tell in a few lines why it was cut as it was.
    #[arg(long)]
    pub(crate) explain: bool,
    /// Tell every score with its interval, or why it is missing.
    #[arg(long, conflicts_with = "explain")]
    pub(crate) scores: bool,
    /// Print the rows of the tables of `analyze` as JSON instead.
    #[arg(long, conflicts_with_all = ["explain", "scores"])]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct Compare {
    /// Two activity files or more, in any order: they are compared in order of time.
    #[arg(required = true, num_args = 2.., value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Write the reps and changes as CSV, too.
    #[arg(long, value_name = "FILE")]
    pub(crate) csv: Option<PathBuf>,
    /// Print the same rows as JSON instead of the text.
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct HistoryArgs {
    /// Files, folders (walked recursively) or .zip exports; one PATH is one runner, a folder of runners' folders a team.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Only sessions like this: 6x400, 6x400m, 5x3min, or 400 for any count.
    #[arg(long, value_name = "WORKOUT")]
    pub(crate) like: Option<String>,
    /// Write the sessions as CSV, too.
    #[arg(long, value_name = "FILE")]
    pub(crate) csv: Option<PathBuf>,
    /// Print the same rows as JSON instead of the text, with best efforts and weeks.
    #[arg(long)]
    pub(crate) json: bool,
    /// Worker threads; by default one a core.
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct SeasonArgs {
    /// Files, folders (walked recursively) or .zip exports; one PATH is one runner, a folder of runners' folders a team.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Folder for the pictures: season.png, or season-NAME.png for each of several runners.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(crate) out: PathBuf,
    /// Pictures to draw; by default png.
    #[arg(long, value_enum)]
    pub(crate) charts: Option<ChartsArg>,
    /// The first day to show (YYYY-MM-DD); by default that of half a year, or of the first run.
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    pub(crate) from: Option<Day>,
    /// The last day to show (YYYY-MM-DD); by default the day of the last activity or journal row.
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    pub(crate) to: Option<Day>,
    /// Worker threads; by default one a core.
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct NextArgs {
    /// Files, folders (walked recursively) or .zip exports; one PATH is one runner, a folder of runners' folders a team.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Tell every rule in order, whether it held, and what it looked at with where that came from.
    #[arg(long)]
    pub(crate) why: bool,
    /// Print the advice as JSON instead of the text.
    #[arg(long, conflicts_with = "why")]
    pub(crate) json: bool,
    /// Write the workout as a FIT workout file for the watch, too.
    #[arg(long, value_name = "FILE")]
    pub(crate) fit: Option<PathBuf>,
    /// Write the workout as plain text, too, in the syntax of intervals.icu.
    #[arg(long, value_name = "FILE")]
    pub(crate) text: Option<PathBuf>,
    /// Worker threads; by default one a core.
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct Plan {
    /// Files, folders (walked recursively) or .zip exports; one PATH is one runner, a folder of runners' folders a team.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Weeks ahead.
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=26))]
    pub(crate) weeks: u8,
    /// Write the days as CSV, too.
    #[arg(long, value_name = "FILE")]
    pub(crate) csv: Option<PathBuf>,
    /// Print the same rows as JSON instead of the text.
    #[arg(long)]
    pub(crate) json: bool,
    /// Write the days as an iCalendar file, too.
    #[arg(long, value_name = "FILE")]
    pub(crate) ics: Option<PathBuf>,
    /// Worker threads; by default one a core.
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct Init {
    /// Files, folders (walked recursively) or .zip exports of one runner.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Folder for the two files; by default that of the runs, where they are found by themselves.
    #[arg(long, value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
    /// Worker threads; by default one a core.
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct Watch {
    /// The folder: one runner's, or a team's.
    pub(crate) folder: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct Paces {
    /// The runner's files or folder, beside which athlete.toml lies.
    pub(crate) path: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// FIT, GPX or TCX files.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Worker {
    /// A row for each runner, with advice and weeks; the rows of a runner come one after another.
    #[arg(long)]
    pub(crate) by_runner: bool,
    /// Which evidence may tell reps.
    #[arg(long, value_enum, default_value_t = RepsFromArg::Auto)]
    pub(crate) reps_from: RepsFromArg,
    /// Unit of printed paces where the athlete names none; tables stay in SI.
    #[arg(long, value_enum)]
    pub(crate) units: Option<UnitsArg>,
    /// Worker threads; by default one a core.
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
}

#[derive(Debug, Args)]
pub(crate) struct Common {
    /// Which evidence may tell reps.
    #[arg(long, value_enum, default_value_t = RepsFromArg::Auto)]
    pub(crate) reps_from: RepsFromArg,
    /// Your own cut: a CSV with start, end, kind, and file where there are several; `segments.csv` is one.
    #[arg(long, value_name = "FILE")]
    pub(crate) reps: Option<PathBuf>,
    /// The runner: a TOML file with `hr_max`, `hr_rest`, races, goal; by default athlete.toml beside the runs.
    #[arg(long, value_name = "FILE")]
    pub(crate) athlete: Option<PathBuf>,
    /// The runner's journal: a CSV with date, rpe, soreness, notes; by default journal.csv beside the runs.
    #[arg(long, value_name = "FILE")]
    pub(crate) journal: Option<PathBuf>,
    /// Your own ladder of workouts: a CSV like that of `lastrep ladder`.
    #[arg(long, value_name = "FILE")]
    pub(crate) ladder: Option<PathBuf>,
    /// Advise nothing more without an RPE of the session (always so for those new to speed work).
    #[arg(long)]
    pub(crate) require_rpe: bool,
    /// The day to advise for (YYYY-MM-DD); by default the day of the last activity or journal row.
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    pub(crate) today: Option<Day>,
    /// The sport of files that name none; by default how they move tells.
    #[arg(long, value_enum)]
    pub(crate) sport: Option<SportArg>,
    /// Unit of printed paces, by default that of the athlete file, else km; tables stay in SI.
    #[arg(long, value_enum)]
    pub(crate) units: Option<UnitsArg>,
    /// What never changes: a TOML file with units, out, charts, team; by default lastrep/config.toml in the user's folder of
    /// settings.
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub(crate) config: Option<PathBuf>,
    /// Read no config file.
    #[arg(long)]
    pub(crate) no_config: bool,
    /// Read every file anew, also those that have not changed since an earlier run; see `lastrep help places`.
    #[arg(long)]
    pub(crate) no_cache: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum TablesArg {
    /// For a spreadsheet.
    Csv,
    /// For polars, pandas or R: with types, and what the columns are inside the file.
    Parquet,
    /// Both.
    Both,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ChartsArg {
    /// 1600 × 1200 pixels.
    Png,
    /// Scalable.
    Svg,
    /// No pictures.
    None,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum PageArg {
    /// One file to open in a browser, with a file of details for each run beside it.
    Html,
    /// No page.
    None,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum RepsFromArg {
    /// Steps, intensity, laps, then speed.
    Auto,
    /// Steps, intensity and laps alone.
    Laps,
    /// Speed alone.
    Signal,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum SportArg {
    /// Runs.
    Running,
    /// Walks.
    Walking,
    /// Hikes.
    Hiking,
    /// Rides.
    Cycling,
    /// Swims.
    Swimming,
}

impl SportArg {
    pub(crate) fn sport(self) -> Sport {
        match self {
            Self::Running => Sport::Running,
            Self::Walking => Sport::Walking,
            Self::Hiking => Sport::Hiking,
            Self::Cycling => Sport::Cycling,
            Self::Swimming => Sport::Swimming,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum UnitsArg {
    /// Minutes per kilometre.
    Km,
    /// Minutes per mile.
    Mile,
}

pub(crate) fn parse_day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| format!("expected a date like 2024-05-01, found {text:?}"))
}

/// The list of topics, below the list of commands in the help.
fn topics() -> String {
    let widest = TOPICS.iter().map(|topic| topic.name.len()).max().unwrap_or(0);
    let lines: Vec<String> = TOPICS.iter().map(|topic| format!("  {:widest$}  {}", topic.name, topic.about)).collect();
    format!(
        "Topics:\n{}\n\n`lastrep help TOPIC` prints the page, `lastrep help COMMAND` the options of a command.",
        lines.join("\n")
    )
}
