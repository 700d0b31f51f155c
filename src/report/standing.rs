//! A runner's standing for the terminal: index, training paces, race times, critical speed, zones.

use super::page::Side::{Left, Right};
use super::page::{Page, Table};
use super::words::{NBSP, bare_pace, date, distance, number, split, split_tenths};
use crate::model::Day;
use crate::scores::anchors::{HeartRateZone, RaceStanding, Standing, ZonesBy};
use crate::stats::Range;
use crate::units::DistanceUnit;
use std::fmt::Write;

/// The distances of the race times.
const RACES: [(&str, f64); 6] = [
    ("1500 m", 1500.0),
    ("3000 m", 3000.0),
    ("5 km", 5000.0),
    ("10 km", 10_000.0),
    ("half marathon", 21_097.5),
    ("marathon", 42_195.0),
];
/// From this age a race weighs less in the advice, days.
const OLD_DAYS: i64 = 84;

/// The standing of a runner on a day.
pub fn standing(standing: &Standing, today: Day, unit: DistanceUnit) -> Page {
    let mut out = Page::default();
    let _ = writeln!(out, "as of {}", date(today));
    match &standing.race {
        Ok(race) => by_race(&mut out, race, unit),
        Err(reason) => {
            let _ = writeln!(out, "\ntraining paces: {reason}");
        }
    }
    match &standing.critical {
        Ok((critical, agrees)) => {
            let (speed, metres) = (bare_pace(critical.speed_mps, unit.metres()), number(critical.d_prime_m, 0));
            let _ = writeln!(out, "\ncritical speed {speed} /{}, {metres} m above it", unit.symbol());
            if !agrees {
                out.push_str("  it does not agree with the last race: go by the slower of the two\n");
            }
        }
        Err(reason) => {
            let _ = writeln!(out, "\ncritical speed: {reason}");
        }
    }
    let exponent = standing.exponent.as_ref().map_or_else(ToString::to_string, |exponent| number(*exponent, 3));
    let _ = writeln!(out, "own exponent between race times: {exponent} (usual 1.06, Riegel 1981)");
    match &standing.zones {
        Ok(zones) => {
            let row = |HeartRateZone { name, from_bpm: from, to_bpm: to }: &HeartRateZone| {
                let from = if *from > 0 { from.to_string() } else { String::new() };
                vec![
                    format!("zone {name}"),
                    from,
                    "\u{2013}".to_owned(),
                    to.map_or_else(String::new, |to| to.to_string()),
                ]
            };
            let by = match zones.by {
                ZonesBy::Threshold => "shares of your threshold, Friel",
                ZonesBy::Reserve => "shares of what lies between rest and your highest, Karvonen",
            };
            out.section(format!("heart rate, bpm ({by})"));
            out.table(Table::new(zones.zones.iter().map(row).collect(), &[Left, Right]));
        }
        Err(reason) => {
            let _ = writeln!(out, "\nheart-rate zones: {reason}");
        }
    }
    if let Some(Range { low, high }) = standing.hr_max_by_age_bpm {
        let _ = writeln!(
            out,
            "\nhighest heart rate by age {} to {} bpm, wrong by 20 for many: what your files hold is a better bound",
            number(low, 0),
            number(high, 0)
        );
    }
    out
}

fn by_race(out: &mut Page, standing: &RaceStanding, unit: DistanceUnit) {
    let race = standing.race;
    let (far, time) = (distance(race.distance_m, unit).replace(NBSP, " "), split(race.time_s));
    let _ = writeln!(
        out,
        "\n{far} in {time} on {}, {} days before: VDOT {}",
        date(race.day),
        standing.age_days,
        number(standing.vdot, 1)
    );
    out.push_str("  an index of pace, not a measured oxygen uptake\n");
    if standing.age_days > OLD_DAYS {
        out.push_str("  older than twelve weeks: a new race or time trial would tell more\n");
    }
    let pace = |speed: f64| format!("{} /{}", bare_pace(speed, unit.metres()), unit.symbol());
    let lap = |speed: f64| format!("{} /400 m", split_tenths(400.0 / speed).replace(NBSP, " "));
    let speeds = &standing.speeds;
    let easy = format!("{}\u{2013}{}", bare_pace(speeds.easy_mps.high, unit.metres()), pace(speeds.easy_mps.low));
    let row = |name: &str, speed: f64| vec![name.to_owned(), pace(speed), lap(speed)];
    let rows = vec![
        vec!["easy".to_owned(), easy, String::new()],
        vec!["marathon".to_owned(), pace(speeds.marathon_mps), String::new()],
        row("threshold", speeds.threshold_mps),
        row("interval", speeds.interval_mps),
        row("repetition", speeds.repetition_mps),
    ];
    out.section("training paces (Daniels)");
    out.table(Table::new(rows, &[Left, Right, Right]));
    let race_row = |(name, metres): &(&str, f64)| {
        let time_s = standing.race_time_s(*metres);
        vec![(*name).to_owned(), split(time_s), pace(metres / time_s)]
    };
    out.section("equal race times, with the training for each");
    out.table(Table::new(RACES.iter().map(race_row).collect(), &[Left, Right, Right]));
}
