//! `athlete.toml`: what is known of the runner. Every wrong key or value is an error, so that no typo goes unnoticed.

use super::lines::{Lines, Wrong, not_toml};
use super::values::{UNITS, config, named, number, shown, yes_or_no};
use crate::error::Result;
use crate::model::{Athlete, Day, Goal, GoalRace, Race, Sex, Sport, Weekday, Zone};
use crate::stats::Range;
use toml::{Table, Value};

/// The keys of the file.
const KEYS: [&str; 17] = [
    "hr_max",
    "hr_rest",
    "lthr",
    "sex",
    "birth_year",
    "races",
    "goal",
    "goal_race",
    "experience",
    "novice",
    "require_rpe",
    "runs_per_week",
    "blocked_days",
    "long_run_day",
    "units",
    "sport",
    "zone",
];
/// The keys of one race.
const RACE_KEYS: [&str; 3] = ["date", "distance_m", "time_s"];
/// The goals.
const GOALS: [(&str, Goal); 6] = [
    ("800", Goal::Mile),
    ("mile", Goal::Mile),
    ("5k", Goal::FiveK),
    ("10k", Goal::TenK),
    ("half", Goal::Half),
    ("marathon", Goal::Marathon),
];
/// Experience with fast running, and whether such a runner is a novice.
const EXPERIENCES: [(&str, bool); 3] = [("novice", true), ("regular", false), ("experienced", false)];
/// The key that says directly whether the runner is a novice.
const NOVICE: &str = "novice";
/// The sexes.
const SEXES: [(&str, Sex); 2] = [("female", Sex::Female), ("male", Sex::Male)];
/// The fewest letters that name a weekday.
const SHORT_DAY: usize = 3;
/// Speeds of races, m/s: from a walk to the world's fastest.
const RACE_SPEED_MPS: Range = Range::new(1.5, 8.5);

/// Reads the runner's file.
///
/// # Errors
/// [`Config`](crate::error::ErrorKind::Config) when it is not TOML, at an unknown key (with the known ones) and at a value out of range.
///
/// ```
/// let athlete = lastrep::journal::read_athlete("hr_max = 188\nraces = [{ date = \"2024-04-14\", distance_m = 5000, time_s = 1197 }]")?;
/// assert_eq!(athlete.races.len(), 1);
/// # Ok::<(), lastrep::error::Error>(())
/// ```
pub fn read_athlete(text: &str) -> Result<Athlete> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = Lines::of(text)?;
    let table: Table = text.parse().map_err(|error: toml::de::Error| not_toml(text, error))?;
    let mut wrong = Wrong::new(lines);
    wrong.unknown(&table, &KEYS, "");
    let athlete = Athlete {
        hr_max_bpm: wrong.kept(number(&table, "hr_max", "", Range::new(100.0, 240.0))),
        hr_rest_bpm: wrong.kept(number(&table, "hr_rest", "", Range::new(25.0, 120.0))),
        lthr_bpm: wrong.kept(number(&table, "lthr", "", Range::new(80.0, 230.0))),
        sex: wrong.kept(named(&table, "sex", &SEXES)),
        ladder: None,
        unit: wrong.kept(named(&table, "units", &UNITS)),
        races: races(&table, &mut wrong),
        goal: wrong.kept(named(&table, "goal", &GOALS)),
        novice: wrong.kept(novice(&table)),
        require_rpe: wrong.kept(yes_or_no(&table, "require_rpe")),
        birth_year: wrong.kept(number(&table, "birth_year", "", Range::new(1900.0, 2100.0))).map(|year| year as i64),
        goal_race: goal_race(&table, &mut wrong),
        runs_per_week: wrong.kept(number(&table, "runs_per_week", "", Range::new(3.0, 7.0))).map(|runs| runs as usize),
        blocked_days: wrong.kept(weekdays(&table)),
        sport: wrong.kept(sport(&table)),
        zone: wrong.kept(zone(&table)),
        long_run_day: wrong.kept(named(&table, "long_run_day", &Weekday::ALL.map(|day| (day.name(), day)))),
    };
    if let (Some(max), Some(rest)) = (athlete.hr_max_bpm, athlete.hr_rest_bpm)
        && max - rest < 30.0
    {
        wrong.add(config("hr_max at least 30 bpm above hr_rest", format!("{max} and {rest}")).at("hr_max"));
    }
    wrong.end()?;
    Ok(athlete)
}

/// Whether the runner is new to fast running: `experience = "novice"`, or `novice = true`.
fn novice(table: &Table) -> Result<Option<bool>> {
    let (named, told) = (named(table, "experience", &EXPERIENCES)?, yes_or_no(table, NOVICE)?);
    match (named, told) {
        (Some(by_name), Some(by_word)) if by_name != by_word => {
            Err(config("experience and novice that agree", format!("novice = {by_word} beside it")).at("experience"))
        }
        _ => Ok(named.or(told)),
    }
}

/// The sport of files that name none.
fn sport(table: &Table) -> Result<Option<Sport>> {
    let places: Vec<(&str, usize)> = Sport::STATED.iter().enumerate().map(|(at, sport)| (sport.name(), at)).collect();
    Ok(named(table, "sport", &places)?.map(|at| Sport::STATED[at].clone()))
}

fn zone(table: &Table) -> Result<Option<Zone>> {
    let Some(value) = table.get("zone") else { return Ok(None) };
    let wrong = || config("a time zone like \"Europe/Berlin\" or \"+02:00\"", shown(value)).at("zone");
    value.as_str().and_then(Zone::named).map(Some).ok_or_else(wrong)
}

fn weekdays(table: &Table) -> Result<Vec<Weekday>> {
    let Some(value) = table.get("blocked_days") else { return Ok(Vec::new()) };
    let wrong = || config("a list of weekdays like [\"monday\", \"friday\"]", shown(value)).at("blocked_days");
    let items = value.as_array().ok_or_else(wrong)?;
    let day = |item: &Value| {
        let name = item.as_str()?.to_lowercase();
        Weekday::ALL.into_iter().find(|day| name.len() >= SHORT_DAY && day.name().starts_with(&name))
    };
    let of_days = |item: &Value| config("weekdays like \"monday\" or \"mon\"", shown(item)).at("blocked_days");
    items.iter().map(|item| day(item).ok_or_else(|| of_days(item))).collect()
}

fn goal_race(table: &Table, wrong: &mut Wrong) -> Option<GoalRace> {
    if let Some(entry) = table.get("goal_race").and_then(Value::as_table) {
        wrong.unknown(entry, &["date", "distance_m", "name"], "goal_race.");
    }
    wrong.kept(read_goal_race(table))
}

fn read_goal_race(table: &Table) -> Result<Option<GoalRace>> {
    let Some(value) = table.get("goal_race") else { return Ok(None) };
    let wrong = || config("a race like { date = \"2026-10-04\", distance_m = 10000 }", shown(value)).at("goal_race");
    let entry = value.as_table().ok_or_else(wrong)?;
    let date = entry.get("date").ok_or_else(wrong)?;
    let day = Day::parse(&date.as_str().map_or_else(|| shown(date), ToOwned::to_owned)).ok_or_else(wrong)?;
    let distance_m = number(entry, "distance_m", "goal_race.", Range::new(400.0, 100_000.0))?.ok_or_else(wrong)?;
    Ok(Some(GoalRace { day, distance_m }))
}

fn races(table: &Table, wrong: &mut Wrong) -> Vec<Race> {
    let Some(value) = table.get("races") else { return Vec::new() };
    let list =
        || config("a list of races like { date = \"2024-04-14\", distance_m = 5000, time_s = 1197 }", shown(value));
    let Some(items) = value.as_array() else {
        wrong.add(list().at("races"));
        return Vec::new();
    };
    let mut races = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        let place = format!("races[{}].", index + 1);
        let Some(entry) = item.as_table() else {
            wrong.add(list().at(place.trim_end_matches('.')));
            continue;
        };
        wrong.unknown(entry, &RACE_KEYS, &place);
        races.extend(wrong.kept(race(entry, &place).map(Some)));
    }
    races.sort_by_key(|race| race.day);
    races
}

fn race(table: &Table, place: &str) -> Result<Race> {
    let missing = |key: &str| {
        config(format!("{} in every race", RACE_KEYS.join(", ")), format!("no {key}")).at(place.trim_end_matches('.'))
    };
    let date = table.get("date").ok_or_else(|| missing("date"))?;
    let text = date.as_str().map_or_else(|| shown(date), ToOwned::to_owned);
    let day =
        Day::parse(&text).ok_or_else(|| config("a date like 2024-04-14", shown(date)).at(format!("{place}date")))?;
    let distance_m =
        number(table, "distance_m", place, Range::new(400.0, 100_000.0))?.ok_or_else(|| missing("distance_m"))?;
    let time_s = number(table, "time_s", place, Range::new(40.0, 100_000.0))?.ok_or_else(|| missing("time_s"))?;
    let speed = distance_m / time_s;
    if RACE_SPEED_MPS.contains(speed) {
        Ok(Race { day, distance_m, time_s })
    } else {
        let expected = format!("a race at {} to {} m/s", RACE_SPEED_MPS.low, RACE_SPEED_MPS.high);
        let error = config(expected, format!("{distance_m} m in {time_s} s ({speed:.1} m/s)"));
        Err(error.at(place.trim_end_matches('.')).hint("distance_m is in metres, time_s in seconds"))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::error::ErrorKind;
    use crate::units::DistanceUnit;

    #[test]
    fn a_full_file_is_read() {
        let text = "hr_max = 188\nhr_rest = 46.5\nlthr = 172\nsex = \"female\"\ngoal = \"10k\"\nnovice = false\n\
            [[races]]\ndate = 2024-04-14\ndistance_m = 5000\ntime_s = 1197\n";
        let athlete = read_athlete(text).unwrap();
        assert_eq!(athlete.hr_max_bpm, Some(188.0));
        assert_eq!(athlete.hr_rest_bpm, Some(46.5));
        assert_eq!((athlete.lthr_bpm, athlete.sex), (Some(172.0), Some(Sex::Female)));
        assert_eq!(athlete.goal, Some(Goal::TenK));
        assert_eq!(read_athlete("units = \"mile\"").unwrap().unit, Some(DistanceUnit::Mile));
        assert_eq!(athlete.novice, Some(false));
        assert_eq!(athlete.races, vec![Race { day: Day::EPOCH + 19_827, distance_m: 5000.0, time_s: 1197.0 }]);
        let week = read_athlete(
            "birth_year = 1988\nruns_per_week = 4\nblocked_days = [\"Monday\", \"friday\"]\nlong_run_day = \"sunday\"\n\
             goal_race = { date = \"2026-10-04\", distance_m = 10000 }",
        )
        .unwrap();
        assert_eq!((week.birth_year, week.runs_per_week), (Some(1988), Some(4)));
        assert_eq!(week.blocked_days, vec![Weekday::Monday, Weekday::Friday]);
        assert_eq!(week.long_run_day, Some(Weekday::Sunday));
        assert_eq!(week.goal_race, Some(GoalRace { day: Day::EPOCH + 20_730, distance_m: 10_000.0 }));
        assert_eq!(read_athlete("blocked_days = [\"Mon\"]").unwrap().blocked_days, vec![Weekday::Monday]);
        assert_eq!(
            read_athlete("blocked_days = [\"someday\"]").unwrap_err().to_string(),
            "at line 1, blocked_days: expected weekdays like \"monday\" or \"mon\", found \"someday\""
        );
        assert_eq!(read_athlete("experience = \"novice\"").unwrap().novice, Some(true));
        assert_eq!(read_athlete("experience = \"experienced\"").unwrap().novice, Some(false));
        assert!(read_athlete("experience = \"regular\"\nnovice = true").is_err(), "two words that disagree");
        assert_eq!(read_athlete("goal = \"800\"").unwrap().goal, Some(Goal::Mile));
        assert!(read_athlete("runs_per_week = 9").is_err() && read_athlete("goal_race = 5").is_err());
        assert_eq!(read_athlete("").unwrap(), Athlete::default());
    }

    #[test]
    fn a_wrong_key_or_value_is_named() {
        let message = |text: &str| {
            let error = read_athlete(text).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Config);
            error.to_string()
        };
        assert_eq!(
            message("hrmax = 188"),
            "at line 1, hrmax: expected a known key, found \"hrmax\"; did you mean hr_max?"
        );
        assert_eq!(
            message("weight = 70"),
            "at line 1, weight: expected one of the keys hr_max, hr_rest, lthr, sex, birth_year, races, goal, goal_race, experience, novice, require_rpe, runs_per_week, blocked_days, long_run_day, units, sport, zone, found \"weight\""
        );
        assert_eq!(message("hr_max = 20"), "at line 1, hr_max: expected a number from 100 to 240, found 20");
        assert_eq!(
            message("goal = \"7k\""),
            "at line 1, goal: expected one of 800, mile, 5k, 10k, half, marathon, found \"7k\""
        );
        assert!(message("races = [{ date = \"2024-04-14\" }]").contains("races[1]"));
        let many = "\nhr_max = 20\n[[races]]\ndat = 1\n[goal_race]\nday = 2\n";
        let lines: Vec<String> = message(many).lines().map(|line| line.split(':').next().unwrap().to_owned()).collect();
        let places = [
            "line 2, hr_max",
            "line 3, races[1]",
            "line 4, races[1].dat",
            "line 5, goal_race",
            "line 6, goal_race.day",
        ];
        assert_eq!(lines, places.map(|place| format!("at {place}")));
        let slow = "races = [{ date = \"2024-04-14\", distance_m = 5000, time_s = 19957 }]";
        assert!(message(slow).contains("m/s"));
        assert!(message("hr_max = ").starts_with("at line 1"));
    }
}
