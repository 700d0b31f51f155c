//! Races and best efforts, where they fell.

use super::input::SeasonInput;
use super::parts::Event;
use super::shown::Shown;
use crate::report::words::{distance, split};
use crate::scores::best_efforts::STANDARDS;
use crate::units::DistanceUnit;

/// A race is over a standard distance where it is this near, as a share.
const SAME_DISTANCE: f64 = 0.005;

/// In order of day; a race before a best effort of its day.
pub(super) fn events(input: &SeasonInput<'_>, shown: Shown) -> Vec<Event> {
    let races = input.races.iter().filter(|race| shown.holds(race.day)).map(|race| {
        let label = format!("{} {}", race_name(race.distance_m, input.unit), split(race.time_s));
        (race.day, Event { day: shown.at(race.day), label, is_race: true })
    });
    let mut found: Vec<_> = races.chain(bests(input, shown)).collect();
    found.sort_by_key(|(day, event)| (*day, !event.is_race));
    found.into_iter().map(|(_, event)| event).collect()
}

/// The personal bests of the time shown; those of one outing together.
fn bests(input: &SeasonInput<'_>, shown: Shown) -> Vec<(crate::model::Day, Event)> {
    let mut found: Vec<(f64, crate::model::Day, Vec<String>)> = Vec::new();
    for (row, best) in input.bests.iter().filter(|(row, _)| shown.holds(row.day())) {
        let label = format!("{} {}", best.standard.name, split(best.effort.time_s));
        let start = row.start_unix_s();
        match found.iter_mut().find(|(other, ..)| other.total_cmp(&start).is_eq()) {
            Some((.., labels)) => labels.push(label),
            None => found.push((start, row.day(), vec![label])),
        }
    }
    let event = |labels: Vec<String>, day| Event { day: shown.at(day), label: labels.join(", "), is_race: false };
    found.into_iter().map(|(_, day, labels)| (day, event(labels, day))).collect()
}

fn race_name(metres: f64, unit: DistanceUnit) -> String {
    let is_near = |standard: &f64| (standard / metres - 1.0).abs() <= SAME_DISTANCE;
    let standard = STANDARDS.iter().find(|standard| is_near(&standard.metres));
    standard.map_or_else(|| distance(metres, unit), |standard| standard.name.to_owned())
}
