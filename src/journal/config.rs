//! The config file: what never changes for the user of the command. Every wrong key or value is an error.

use super::lines::{Lines, Wrong, not_toml};
use super::values::{UNITS, config, named, number, shown, yes_or_no};
use crate::error::Result;
use crate::model::{Charts, Pages};
use crate::stats::Range;
use crate::units::DistanceUnit;
use std::collections::BTreeMap;
use std::path::PathBuf;
use toml::{Table, Value};

/// The keys of the file.
const KEYS: [&str; 8] = ["units", "out", "charts", "page", "jobs", "require_rpe", "ladder", "team"];
/// The pictures that may be drawn.
const CHARTS: [(&str, Charts); 3] = [("png", Charts::Png), ("svg", Charts::Svg), ("none", Charts::None)];
/// Whether a page is written.
const PAGES: [(&str, Pages); 2] = [("html", Pages::Html), ("none", Pages::None)];
/// The most worker threads that may be asked for.
const MOST_JOBS: f64 = 256.0;

/// What a config file says. Paths are as written there.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Config {
    /// Unit of printed paces, for runners whose athlete.toml names none.
    pub units: Option<DistanceUnit>,
    /// Folder for the results of `analyze`.
    pub out: Option<PathBuf>,
    /// Pictures to draw.
    pub charts: Option<Charts>,
    /// Whether a page is written.
    pub page: Option<Pages>,
    /// Worker threads.
    pub jobs: Option<usize>,
    /// Whether nothing more is advised without an RPE.
    pub require_rpe: Option<bool>,
    /// The own ladder of workouts.
    pub ladder: Option<PathBuf>,
    /// The paths of the commands that are given none.
    pub team: Vec<PathBuf>,
    /// Every value as it is written, by its key.
    pub written: BTreeMap<String, String>,
}

/// Reads a config file.
///
/// # Errors
/// `Config` when it is not TOML, at an unknown key (with the nearest known one, and its line), and at a wrong value.
///
/// ```
/// let config = lastrep::journal::read_config("units = \"mile\"\njobs = 2")?;
/// assert_eq!(config.jobs, Some(2));
/// # Ok::<(), lastrep::error::Error>(())
/// ```
pub fn read_config(text: &str) -> Result<Config> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = Lines::of(text)?;
    let table: Table = text.parse().map_err(|error: toml::de::Error| not_toml(text, error))?;
    let mut wrong = Wrong::new(lines);
    wrong.unknown(&table, &KEYS, "");
    let found = Config {
        units: wrong.kept(named(&table, "units", &UNITS)),
        out: wrong.kept(path(&table, "out")),
        charts: wrong.kept(named(&table, "charts", &CHARTS)),
        page: wrong.kept(named(&table, "page", &PAGES)),
        jobs: wrong.kept(number(&table, "jobs", "", Range::new(1.0, MOST_JOBS))).map(|jobs| jobs as usize),
        require_rpe: wrong.kept(yes_or_no(&table, "require_rpe")),
        ladder: wrong.kept(path(&table, "ladder")),
        team: wrong.kept(paths(&table, "team")),
        written: table.iter().map(|(key, value)| (key.clone(), written(value))).collect(),
    };
    wrong.end()?;
    Ok(found)
}

/// A value in the words of the file, without its quotes.
fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(written).collect::<Vec<_>>().join(", "),
        other => shown(other),
    }
}

/// A path; an empty text is none.
fn path(table: &Table, key: &str) -> Result<Option<PathBuf>> {
    table.get(key).map(|value| one_path(value, key)).transpose()
}

/// A path, or a list of paths.
fn paths(table: &Table, key: &str) -> Result<Vec<PathBuf>> {
    match table.get(key) {
        None => Ok(Vec::new()),
        Some(Value::Array(items)) => items.iter().map(|item| one_path(item, key)).collect(),
        Some(value) => one_path(value, key).map(|path| vec![path]),
    }
}

fn one_path(value: &Value, key: &str) -> Result<PathBuf> {
    let text = value.as_str().filter(|text| !text.is_empty());
    text.map(PathBuf::from).ok_or_else(|| config("a path in quotes", shown(value)).at(key))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn a_full_file_is_read() {
        let text = "units = \"mile\"\nout = \"results\"\ncharts = \"svg\"\npage = \"none\"\njobs = 2\nrequire_rpe = true\n\
            ladder = \"ladder.csv\"\nteam = [\"anna\", \"bob\"]\n";
        let config = read_config(text).unwrap();
        assert_eq!((config.units, config.out), (Some(DistanceUnit::Mile), Some("results".into())));
        assert_eq!((config.charts, config.page, config.jobs), (Some(Charts::Svg), Some(Pages::None), Some(2)));
        assert_eq!((config.require_rpe, config.ladder), (Some(true), Some("ladder.csv".into())));
        assert_eq!(config.team, [PathBuf::from("anna"), "bob".into()]);
        assert_eq!((config.written["team"].as_str(), config.written["jobs"].as_str()), ("anna, bob", "2"));
        assert_eq!(read_config("team = \"all\"").unwrap().team, [PathBuf::from("all")]);
        assert_eq!(read_config("").unwrap(), Config::default());
    }

    #[test]
    fn a_wrong_key_or_value_is_named_with_its_line() {
        let message = |text: &str| read_config(text).unwrap_err().to_string();
        assert_eq!(
            message("\nunit = \"km\""),
            "at line 2, unit: expected a known key, found \"unit\"; did you mean units?"
        );
        assert_eq!(message("jobs = 0"), "at line 1, jobs: expected a number from 1 to 256, found 0");
        assert_eq!(message("charts = \"jpg\""), "at line 1, charts: expected one of png, svg, none, found \"jpg\"");
        assert_eq!(message("out = 3"), "at line 1, out: expected a path in quotes, found 3");
        assert!(message("hr_max = 190").contains("expected one of the keys units, out, charts"));
    }
}
