//! The earlier sessions that a picture shows beside today's.

use super::HistoryEntry;
use crate::model::Day;
use crate::progression::Recommendation;
use crate::report::Analysed;
use crate::scores::{RepScore, ScoreCard};
use crate::segment::{RepLength, Structure, WorkoutKind};

/// The most earlier sessions that a picture shows.
const SHOWN: usize = 7;
/// Fewest runs that were shorter where a run is the longest for a time. House rule.
const FEWEST_SHORTER: usize = 12;
/// Days for which the advice of a session is still what comes next. House rule.
const AHEAD_DAYS: i64 = 14;

/// The last sessions like today's, in order of date. `before` are all activities before today's, in the order of the results.
pub fn like_before(before: &[Analysed], today: &Analysed) -> Vec<HistoryEntry> {
    let Some(length) = main_length(today) else { return Vec::new() };
    let is_uphill = |of: &Analysed| of.structure.uphill.is_some();
    let is_like = |earlier: &&Analysed| {
        earlier.duplicate_of.is_none() && main_length(earlier) == Some(length) && is_uphill(earlier) == is_uphill(today)
    };
    let own = before.iter().rev().take_while(|earlier| earlier.runner == today.runner);
    let mut entries: Vec<HistoryEntry> = own.filter(is_like).filter_map(entry).take(SHOWN).collect();
    entries.reverse();
    entries
}

/// The advice of the last session before today's run, with the day of that session; `None` after a long time without one.
pub fn advice_before<'a>(before: &'a [Analysed], today: &Analysed) -> Option<(&'a Recommendation, Day)> {
    let mut own = before.iter().rev().take_while(|earlier| earlier.runner == today.runner);
    let (advice, day) = own.find_map(|earlier| Some((earlier.recommendation.as_ref()?, earlier.day())))?;
    (today.day() - day <= AHEAD_DAYS).then_some((advice, day))
}

/// Days over which the runner had no run as long as today's: since the last that was, or since the first on record. `None`
/// for what is no run, and where fewer than twelve runs since then were shorter.
pub fn longest_days(before: &[Analysed], today: &Analysed) -> Option<i64> {
    let is_run = |run: &Analysed| run.structure.kind != WorkoutKind::NotRunning && run.distance_m.is_finite();
    let own = before.iter().rev().take_while(|earlier| earlier.runner == today.runner);
    let mut runs = own.filter(|earlier| earlier.duplicate_of.is_none() && is_run(earlier));
    let mut shorter = 0;
    let mut since = today.day();
    let as_long = runs.find(|earlier| {
        let is_shorter = earlier.distance_m < today.distance_m;
        shorter += usize::from(is_shorter);
        since = earlier.day();
        !is_shorter
    });
    let is_told = is_run(today) && shorter >= FEWEST_SHORTER;
    is_told.then(|| today.day() - as_long.map_or(since, Analysed::day))
}

/// `None` for a session of fewer than two judged reps.
fn entry(earlier: &Analysed) -> Option<HistoryEntry> {
    let set = earlier.card.judged().filter(|set| set.reps.len() > 1)?;
    Some(HistoryEntry {
        day: earlier.day(),
        speeds_mps: set.reps.iter().map(|rep| rep.speed_mps).collect(),
        of_length_mps: of_length_mps(&earlier.card, &earlier.structure),
        decision: earlier.recommendation.as_ref().map(|advice| advice.decision),
        is_like: true,
    })
}

/// The mean speeds of all reps of the length that a session is judged by, in the order run, m/s: of `1200 m + 3 × 300 m +
/// 2 × 1200 m` three. Empty where no reps are judged.
pub(in crate::report) fn of_length_mps(card: &ScoreCard, structure: &Structure) -> Vec<f64> {
    if let Some(all) = &card.together {
        return all.reps.iter().map(|rep| rep.speed_mps).collect();
    }
    let length_of = |set: usize| structure.sets.get(set).map(|set| set.length);
    let Some(length) = card.main_set().and_then(|main| length_of(main.set)) else { return Vec::new() };
    let alike = card.sets.iter().filter(|set| length_of(set.set) == Some(length));
    let mut reps: Vec<&RepScore> = alike.flat_map(|set| &set.reps).collect();
    reps.sort_by_key(|rep| rep.segment);
    reps.into_iter().map(|rep| rep.speed_mps).collect()
}

fn main_length(analysed: &Analysed) -> Option<RepLength> {
    analysed.card.main_set().map(|card| analysed.structure.sets[card.set].length)
}
