//! A first `athlete.toml` and `journal.csv`, with guesses that the runner is asked to check.

use super::COLUMNS;
use crate::model::{Day, Weekday};

/// What a folder of runs tells of its runner. All of it are guesses.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Guesses {
    /// The number of runs behind the guesses.
    pub runs: usize,
    /// The highest heart rate that two runs agree on, bpm. The maximum is this or more.
    pub hr_max_bpm: Option<f64>,
    /// Runs a week over the last twelve weeks.
    pub runs_per_week: Option<f64>,
    /// Usual days of those weeks, most frequent first.
    pub days: Vec<Weekday>,
    /// The latest resting heart rate of the watch, bpm.
    pub hr_rest_bpm: Option<f64>,
    /// The day that is most often the day of a week's longest run.
    pub long_run_day: Option<Weekday>,
    /// Mean distance of those weeks with a run, m.
    pub week_m: Option<f64>,
}

/// The text of a first `journal.csv`: remarks that say what each column is for, and the header.
pub fn first_journal() -> String {
    let about = COLUMNS.iter().map(|column| format!("# {}: {}\n", column.name, column.question));
    let header = COLUMNS.iter().map(|column| column.name).collect::<Vec<_>>().join(",");
    let head = "# A row a day; every cell but the date may be empty, and lines that begin with # are not read.\n";
    format!("{head}{}{header}\n", about.collect::<String>())
}

/// The text of a first `athlete.toml`: every key with its purpose. A guess is marked as a guess; a key without a guess is
/// commented out.
pub fn first_athlete(guesses: &Guesses) -> String {
    let from = format!("guessed from {} runs: check it", guesses.runs);
    let guessed = |key: &str, value: Option<String>, usual: &str| match value {
        Some(value) => format!("{key} = {value}  # {from}"),
        None => format!("# {key} = {usual}"),
    };
    let quoted = |day: Weekday| format!("\"{}\"", day.name());
    let usual = Weekday::ALL.into_iter().filter(|day| guesses.days.contains(day));
    let days: Vec<&str> = usual.map(Weekday::name).collect();
    let week = guesses.week_m.map_or_else(String::new, |metres| format!(", about {:.0} km a week", metres / 1000.0));
    let habit =
        if days.is_empty() { String::new() } else { format!("# You run on {}{week} ({from}).\n", days.join(", ")) };
    let runs = guesses.runs_per_week.map(|runs| format!("{:.0}", runs.round().clamp(3.0, 7.0)));
    let long = guesses.long_run_day.map(quoted);
    let hr_max = guesses.hr_max_bpm.map(|bpm| format!("{bpm:.0}"));
    let hr_rest = guesses.hr_rest_bpm.map(|bpm| format!("{bpm:.0}"));
    let example = Day::EPOCH + 20_576;
    format!(
        "# What lastrep knows of you. Everything may be left out; a line that begins with # is not read.\n\n\
         # Highest heart rate, bpm: what was seen is a lower bound of it.\n{}\n\
         # Resting heart rate, bpm, and that at the threshold (mean of the last 20 min of a 30 min race alone).\n\
         {}\n# lthr = 170\n\
         # For the weights of a training impulse: \"female\" or \"male\".\n# sex = \"female\"\n# birth_year = 1990\n\n\
         # Races and time trials: they tell your training paces. The last one of twelve weeks counts most.\n\
         # races = [{{ date = \"{example}\", distance_m = 5000, time_s = 1320 }}]\n\
         # What you train for: \"800\", \"mile\", \"5k\", \"10k\", \"half\" or \"marathon\".\n# goal = \"5k\"\n\
         # goal_race = {{ date = \"{example}\", distance_m = 5000 }}\n\n\
         # Your experience with fast running: \"novice\" (none in the last six months: smaller steps, and none without an\n\
         # RPE), \"regular\" or \"experienced\". Where you do not say, the files tell.\n# experience = \"regular\"\n\
         # Add nothing without an RPE.\n# require_rpe = true\n\n{habit}{}\n{}\n# blocked_days = [\"monday\"]\n\n# Distances and paces: \"km\" or \"mile\".\n# units = \"km\"\n",
        guessed("hr_max", hr_max, "185"),
        guessed("hr_rest", hr_rest, "50"),
        guessed("runs_per_week", runs, "4"),
        guessed("long_run_day", long, "\"sunday\""),
    )
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::super::{read_athlete, read_journal};
    use super::*;

    #[test]
    fn the_journal_is_read_by_our_own_reader() {
        let text = first_journal();
        let row = format!("{text}2026-05-01,6\n");
        assert_eq!(read_journal(&text), (vec![], vec![]), "{text}");
        assert_eq!(read_journal(&row).0[0].rpe_cr10, Some(6.0));
    }

    #[test]
    fn the_file_is_read_by_our_own_reader() {
        let empty = read_athlete(&first_athlete(&Guesses::default())).unwrap();
        assert_eq!(empty, crate::model::Athlete::default());
        let guesses = Guesses {
            runs: 40,
            hr_max_bpm: Some(187.0),
            hr_rest_bpm: Some(48.0),
            runs_per_week: Some(4.4),
            days: vec![Weekday::Sunday, Weekday::Thursday, Weekday::Tuesday],
            long_run_day: Some(Weekday::Sunday),
            week_m: Some(38_200.0),
        };
        let text = first_athlete(&guesses);
        assert!(text.contains("hr_max = 187  # guessed from 40 runs: check it"), "{text}");
        assert!(text.contains("# You run on tuesday, thursday, sunday, about 38 km a week"));
        let read = read_athlete(&text).unwrap();
        assert_eq!(
            (read.hr_max_bpm, read.runs_per_week, read.long_run_day),
            (Some(187.0), Some(4), Some(Weekday::Sunday))
        );
        // Every key that is commented out is one that the reader knows.
        let all: String = text
            .lines()
            .map(|line| line.strip_prefix("# ").filter(|line| line.contains(" = ")).unwrap_or(line).to_owned() + "\n")
            .collect();
        assert!(read_athlete(&all).is_ok(), "{all}");
    }
}
