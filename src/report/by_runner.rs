//! What the activities of each runner come to: weeks and personal bests.

use super::Analysed;
use crate::compare::{self, Outing, PersonalBest, Week, personal_bests};
use crate::model::{Day, Surface};
use crate::scores::best_efforts::StandardEffort;

/// The personal bests among activities that come with their place.
pub(crate) fn bests_of(once: &[(usize, &Analysed)]) -> Vec<PersonalBest> {
    let efforts: Vec<(Option<Surface>, &[StandardEffort])> =
        once.iter().map(|(_, row)| (row.activity.surface, row.best_efforts.as_slice())).collect();
    let mut found = personal_bests(&efforts);
    for best in &mut found {
        best.activity = once[best.activity].0;
        best.rival = best.rival.map(|rival| once[rival].0);
    }
    found
}

/// The personal bests of one runner's activities up to a day, each with its activity.
pub(crate) fn bests_until<'a>(once: &[&'a Analysed], to: Day) -> Vec<(&'a Analysed, PersonalBest)> {
    let until: Vec<(usize, &Analysed)> =
        once.iter().enumerate().filter(|(_, row)| row.day() <= to).map(|(place, row)| (place, *row)).collect();
    bests_of(&until).into_iter().map(|best| (once[best.activity], best)).collect()
}

/// The personal bests of every runner, as (activity, distance in m), for the table of best efforts.
pub(crate) fn personal(done: &[Analysed]) -> Vec<(usize, f64)> {
    let mut found = Vec::new();
    let mut from = 0;
    for own in done.chunk_by(|a, b| a.runner == b.runner) {
        let places = own.iter().enumerate().map(|(i, row)| (from + i, row));
        let once: Vec<(usize, &Analysed)> = places.filter(|(_, row)| row.duplicate_of.is_none()).collect();
        found.extend(bests_of(&once).iter().map(|best| (best.activity, best.standard.metres)));
        from += own.len();
    }
    found
}

/// The weeks of every runner, each outing once.
pub(crate) fn weeks(done: &[Analysed]) -> Vec<(String, Vec<Week>)> {
    let of_runner = |own: &[Analysed]| {
        let once = own.iter().filter(|row| row.duplicate_of.is_none());
        (own.first().map(|row| row.runner.clone()).unwrap_or_default(), weeks_of(once.map(Analysed::outing)))
    };
    done.chunk_by(|a, b| a.runner == b.runner).map(of_runner).collect()
}

/// The weeks of the outings of one runner, in order of start.
pub(crate) fn weeks_of(outings: impl Iterator<Item = Outing>) -> Vec<Week> {
    // Days are local, starts are not: the order of the one need not be that of the other.
    let mut outings: Vec<Outing> = outings.collect();
    outings.sort_by_key(|outing| outing.day);
    compare::weeks(&outings)
}
