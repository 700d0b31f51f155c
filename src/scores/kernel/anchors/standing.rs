//! Where a runner stands on a day: VDOT of the last race, what follows from it, and what the races together say.

use super::{
    CriticalSpeed, Effort, TrainingSpeeds, critical_speed, race_time_s, riegel_exponent, threshold_speed_mps,
    training_speeds, vdot,
};
use crate::model::{Athlete, Day, Race};
use crate::model::{Word, word};
use crate::scores::kernel::Unavailable;
use crate::scores::kernel::load::heart_rate_max_by_age_bpm;
use crate::stats::Range;
use serde::{Deserialize, Serialize};

/// Time for which a race counts, days.
const RACE_DAYS: i64 = 365;
/// Days of a year.
const YEAR_DAYS: f64 = 365.25;
/// Time for which a race counts for critical speed, days.
const CRITICAL_DAYS: i64 = 90;
/// Times of the races that count for critical speed, s: 2 to 20 min.
const CRITICAL_TIMES_S: std::ops::RangeInclusive<f64> = 120.0..=1200.0;
/// Distances within this ratio count as one effort run twice. The faster effort counts.
const ONE_EFFORT: f64 = 1.05;
/// Ratios of critical speed to threshold speed at which the two agree. House rule; the race formula itself gives 1.01
/// to 1.04.
const AGREEING: std::ops::RangeInclusive<f64> = 0.97..=1.07;

/// Running heart-rate zones: the lower end of each as a share of the threshold heart rate (Friel, practice).
const BY_THRESHOLD: [(&str, f64); 7] =
    [("1", 0.0), ("2", 0.85), ("3", 0.90), ("4", 0.95), ("5a", 1.00), ("5b", 1.03), ("5c", 1.06)];
/// Heart-rate zones: the lower end of each as a share of the reserve, which is maximum less resting heart rate
/// (Karvonen 1957, Ann Med Exp Biol Fenn 35:307; the shares are practice).
const BY_RESERVE: [(&str, f64); 5] = [("1", 0.0), ("2", 0.60), ("3", 0.70), ("4", 0.80), ("5", 0.90)];

/// What the last race stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RaceStanding {
    /// The race.
    pub race: Race,
    /// Days since the race.
    pub age_days: i64,
    /// VDOT of the race.
    pub vdot: f64,
    /// Training speeds at this VDOT.
    pub speeds: TrainingSpeeds,
}

impl RaceStanding {
    /// Race time over another distance at this VDOT, s.
    pub fn race_time_s(&self, distance_m: f64) -> f64 {
        race_time_s(self.vdot, distance_m)
    }
}

/// Where a runner stands. What is not known holds the reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// What the last race of the past year stands for.
    pub race: Result<RaceStanding, Unavailable>,
    /// Critical speed from races of 2 to 20 min over three or more distances, and whether it agrees with the last race.
    pub critical: Result<(CriticalSpeed, bool), Unavailable>,
    /// The runner's own exponent between race times, from the shortest and the longest race of the past year.
    pub exponent: Result<f64, Unavailable>,
    /// Heart-rate zones by the threshold; without a threshold, by the reserve.
    pub zones: Result<Zones, Unavailable>,
    /// Maximum heart rate by age, low and high, bpm. Given only when the runner's own maximum is unknown and the year
    /// of birth is known. Wrong by 20 bpm for many ([`heart_rate_max_by_age_bpm`]); nothing is computed from it.
    pub hr_max_by_age_bpm: Option<Range>,
}

/// The quantity that heart-rate zones are shares of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZonesBy {
    /// The heart rate at the threshold.
    Threshold,
    /// The reserve: maximum less resting heart rate.
    Reserve,
}

/// Heart-rate zones: every whole number of beats lies in one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zones {
    /// The quantity that the zones are shares of.
    pub by: ZonesBy,
    /// The zones, lowest first.
    pub zones: Vec<HeartRateZone>,
}

/// One heart-rate zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeartRateZone {
    /// Name of the zone: by the threshold `1` to `4` and `5a` to `5c`, by the reserve `1` to `5`.
    #[serde(deserialize_with = "word")]
    pub name: Word,
    /// Lowest heart rate of the zone, bpm; 0 for the first zone.
    pub from_bpm: u16,
    /// Highest heart rate of the zone, bpm: one below the next zone. `None` for the last zone.
    pub to_bpm: Option<u16>,
}

fn missing<T>(what: impl Into<String>) -> Result<T, Unavailable> {
    Err(Unavailable::MissingChannel(what.into()))
}

/// Where a runner stands on a day, from `athlete.toml`.
///
/// # Definition
/// VDOT and training speeds: `vdot` and `training_speeds` of the last race, at most a year old. Critical speed:
/// [`critical_speed()`] of races within 90 days that took 2 to 20 min, over three distances or more; accepted when
/// credible (`CriticalSpeed::is_credible`). Exponent: `riegel_exponent`.
pub fn standing(athlete: &Athlete, day: Day) -> Standing {
    let past: Vec<Race> =
        athlete.races.iter().copied().filter(|race| (0..=RACE_DAYS).contains(&(day - race.day))).collect();
    let race = last_race(&past, day);
    let threshold = race.as_ref().ok().map(|race| threshold_speed_mps(race.vdot));
    Standing {
        critical: critical(&past, day, threshold),
        exponent: exponent(&past),
        zones: heart_rate_zones(athlete.lthr_bpm, athlete.hr_rest_bpm, athlete.hr_max_bpm),
        race,
        hr_max_by_age_bpm: athlete
            .birth_year
            .filter(|_| athlete.hr_max_bpm.is_none())
            .map(|born| by_age_bpm((day - Day::EPOCH) as f64 / YEAR_DAYS + 1970.0 - born as f64)),
    }
}

/// Maximum heart rate by age from two formulas, the lower result first.
fn by_age_bpm(age_years: f64) -> Range {
    let (one, other) = heart_rate_max_by_age_bpm(age_years);
    Range::new(one.min(other), one.max(other))
}

fn last_race(past: &[Race], day: Day) -> Result<RaceStanding, Unavailable> {
    let Some(race) = past.iter().max_by_key(|race| race.day).copied() else {
        return missing("no race or time trial of the last year in athlete.toml");
    };
    let index = vdot(race.distance_m, race.time_s);
    Ok(RaceStanding { race, age_days: day - race.day, vdot: index, speeds: training_speeds(index) })
}

fn effort_of(race: &Race) -> Effort {
    Effort { distance_m: race.distance_m, time_s: race.time_s }
}

fn critical(past: &[Race], day: Day, threshold_mps: Option<f64>) -> Result<(CriticalSpeed, bool), Unavailable> {
    let mut efforts: Vec<Effort> = Vec::new();
    let fits = |race: &&Race| day - race.day <= CRITICAL_DAYS && CRITICAL_TIMES_S.contains(&race.time_s);
    for race in past.iter().filter(fits) {
        let effort = effort_of(race);
        let is_same = |other: &&mut Effort| {
            let ratio = other.distance_m / effort.distance_m;
            ratio < ONE_EFFORT && 1.0 / ratio < ONE_EFFORT
        };
        match efforts.iter_mut().find(is_same) {
            Some(other) if other.distance_m / other.time_s >= effort.distance_m / effort.time_s => {}
            Some(other) => *other = effort,
            None => efforts.push(effort),
        }
    }
    if efforts.len() < 3 {
        return missing(format!("{} races of 2 to 20 min within 90 days, three distances are needed", efforts.len()));
    }
    let Some(found) = critical_speed(&efforts).filter(|found| found.is_credible(efforts.len())) else {
        return Err(Unavailable::Unreadable("the races do not lie on one line: not all were all-out".to_owned()));
    };
    let agrees = threshold_mps.is_none_or(|threshold| AGREEING.contains(&(found.speed_mps / threshold)));
    Ok((found, agrees))
}

fn exponent(past: &[Race]) -> Result<f64, Unavailable> {
    let shortest = past.iter().min_by(|a, b| a.distance_m.total_cmp(&b.distance_m));
    let longest = past.iter().max_by(|a, b| a.distance_m.total_cmp(&b.distance_m));
    let Some((short, long)) = shortest.zip(longest).filter(|(short, long)| long.distance_m >= 1.5 * short.distance_m)
    else {
        return missing("two races of the last year over different distances are needed");
    };
    let found = riegel_exponent(effort_of(short), effort_of(long));
    found.ok_or_else(|| Unavailable::Unreadable("the two races give an exponent outside 1.03 to 1.20".to_owned()))
}

/// Heart-rate zones by the threshold; without a threshold, by the reserve.
///
/// # Errors
/// `MissingChannel` where neither is known.
pub fn heart_rate_zones(
    lthr_bpm: Option<f64>,
    hr_rest_bpm: Option<f64>,
    hr_max_bpm: Option<f64>,
) -> Result<Zones, Unavailable> {
    let reserve = hr_rest_bpm.zip(hr_max_bpm).filter(|(rest, most)| rest < most);
    match (lthr_bpm, reserve) {
        (Some(lthr), _) => {
            Ok(Zones { by: ZonesBy::Threshold, zones: without_gaps(&BY_THRESHOLD, |share| share * lthr) })
        }
        (None, Some((rest, most))) => {
            let bpm = |share| if share > 0.0 { rest + share * (most - rest) } else { 0.0 };
            Ok(Zones { by: ZonesBy::Reserve, zones: without_gaps(&BY_RESERVE, bpm) })
        }
        (None, None) => missing(
            "no threshold heart rate (lthr) in athlete.toml, nor the highest and that at rest (hr_max, hr_rest)",
        ),
    }
}

/// Zones in whole beats: each zone ends one beat below the next.
fn without_gaps(shares: &[(&'static str, f64)], bpm: impl Fn(f64) -> f64) -> Vec<HeartRateZone> {
    let from = |share: f64| bpm(share).round() as u16;
    let to = |at: usize| shares.get(at + 1).map(|(_, share)| from(*share).saturating_sub(1));
    shares
        .iter()
        .enumerate()
        .map(|(at, (name, share))| HeartRateZone { name, from_bpm: from(*share), to_bpm: to(at) })
        .collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    fn day(number: i64) -> Day {
        Day::EPOCH + number
    }

    fn race(number: i64, distance_m: f64, time_s: f64) -> Race {
        Race { day: day(number), distance_m, time_s }
    }

    #[test]
    fn the_last_race_stands_for_its_training_speeds() {
        let athlete =
            Athlete { races: vec![race(100, 10_000.0, 2500.0), race(200, 5000.0, 1197.0)], ..Athlete::default() };
        let found = standing(&athlete, day(230)).race.unwrap();
        assert_eq!(found.age_days, 30);
        assert!((found.vdot - 50.0).abs() < 0.1);
        assert!((1000.0 / found.speeds.threshold_mps - 255.0).abs() < 2.0, "4:15 a kilometre in Daniels' table");
        assert!((found.race_time_s(10_000.0) - 2481.0).abs() < 5.0, "41:21 in Daniels' table");
        assert!(standing(&athlete, day(600)).race.is_err() && standing(&athlete, day(50)).race.is_err());
    }

    #[test]
    fn age_stands_in_only_where_the_heart_rate_is_not_known() {
        let born = Athlete { birth_year: Some(1986), ..Athlete::default() };
        // 40 years old in 2026: 180 by one formula, 185.4 by the other.
        let Range { low, high } = standing(&born, day(20_460)).hr_max_by_age_bpm.unwrap();
        assert!((low - 180.0).abs() < 0.5 && (high - 185.4).abs() < 0.5);
        let known = Athlete { hr_max_bpm: Some(188.0), ..born };
        assert_eq!(standing(&known, day(20_460)).hr_max_by_age_bpm, None);
    }

    #[test]
    fn critical_speed_needs_three_that_agree() {
        let tests = vec![race(195, 1200.0, 228.0), race(198, 2400.0, 492.0), race(200, 3600.0, 764.0)];
        let athlete = Athlete { races: tests.clone(), ..Athlete::default() };
        let (found, agrees) = standing(&athlete, day(210)).critical.unwrap();
        assert!((found.speed_mps - 4.478).abs() < 0.005 && agrees, "{}", found.speed_mps);
        let two = Athlete { races: tests[..2].to_vec(), ..Athlete::default() };
        assert!(standing(&two, day(210)).critical.unwrap_err().to_string().starts_with("2 races"));
        let mut jogged = tests.clone();
        jogged[1].time_s = 600.0;
        assert!(standing(&Athlete { races: jogged, ..Athlete::default() }, day(210)).critical.is_err());
        assert!(standing(&athlete, day(300)).critical.is_err(), "too old");
        let again = Athlete { races: [tests, vec![race(205, 1210.0, 240.0)]].concat(), ..Athlete::default() };
        assert_eq!(
            standing(&again, day(210)).critical.unwrap().0,
            found,
            "the slower of two over one distance does not count"
        );
    }

    #[test]
    fn without_a_threshold_zones_are_of_the_reserve() {
        let athlete = Athlete { hr_rest_bpm: Some(50.0), hr_max_bpm: Some(190.0), ..Athlete::default() };
        let found = standing(&athlete, day(200)).zones.unwrap();
        let ends: Vec<(u16, Option<u16>)> = found.zones.iter().map(|zone| (zone.from_bpm, zone.to_bpm)).collect();
        assert_eq!(found.by, ZonesBy::Reserve);
        assert_eq!(ends, [(0, Some(133)), (134, Some(147)), (148, Some(161)), (162, Some(175)), (176, None)]);
    }

    #[test]
    fn exponent_and_zones_say_what_they_lack() {
        let athlete = Athlete {
            races: vec![race(100, 5000.0, 1200.0), race(150, 10_000.0, 2502.0)],
            lthr_bpm: Some(170.0),
            ..Athlete::default()
        };
        let found = standing(&athlete, day(200));
        assert!((found.exponent.unwrap() - 1.06).abs() < 0.001);
        let zones = found.zones.unwrap().zones;
        assert_eq!((zones[1].name, zones[1].from_bpm, zones[6].to_bpm), ("2", 145, None));
        let of = |bpm: u16| {
            zones.iter().filter(|zone| bpm >= zone.from_bpm && zone.to_bpm.is_none_or(|to| bpm <= to)).count()
        };
        assert!((0..230).all(|bpm| of(bpm) == 1), "161 bpm lies in one, too");
        let unknown = standing(&Athlete::default(), day(200));
        assert!(unknown.exponent.is_err() && unknown.zones.is_err());
    }
}
