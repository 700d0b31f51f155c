//! Sessions in order of time, each compared with the last earlier session of the same workout.

use super::change::{Change, change};
use super::pattern::Pattern;
use super::session::{MeanSpeed, Session};
use super::workout::{differences, same_lengths};
use crate::scores::{Score, ScoreCard, ScoreInfo, SetCard, Unavailable, fade, last_rep, pace_consistency};

/// One session of reps in a history.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The session.
    pub session: Session,
    /// The part that is shown: the part that fits the pattern or, without a pattern, the part that the session is judged
    /// by.
    pub part: usize,
    /// Mean speed of that part's reps.
    pub mean: Result<MeanSpeed, Unavailable>,
    /// The scores of the part's largest set.
    pub figures: Figures,
    /// The last earlier session of the same workout, or why there is none.
    pub previous: Result<Previous, NoneBefore>,
}

/// The scores that a history shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// Measurement noise of a rep's speed, %. A scatter up to this can be noise alone.
    pub noise_pct: f64,
    /// Rep-to-rep scatter, %.
    pub pace_consistency: Score,
    /// First rep to last, %.
    pub fade: Score,
    /// Last rep against the others, %.
    pub last_rep_change: Score,
}

impl Figures {
    fn of(card: Option<&SetCard>) -> Self {
        let score = |info: &ScoreInfo| card.map_or(Err(Unavailable::NoReps), |card| card.score(info).clone());
        Self {
            noise_pct: card.map_or(f64::NAN, |card| card.noise_pct),
            pace_consistency: score(&pace_consistency::INFO),
            fade: score(&fade::INFO),
            last_rep_change: score(&last_rep::INFO),
        }
    }
}

/// The last earlier session of the same workout.
#[derive(Debug, Clone, PartialEq)]
pub struct Previous {
    /// Index of the entry.
    pub entry: usize,
    /// The change since that session.
    pub change: Change,
}

/// Why no earlier session is the same workout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoneBefore {
    /// No earlier session has reps of these lengths.
    First,
    /// Earlier sessions have reps of these lengths but differ otherwise; this is the last of these sessions.
    Unlike {
        /// Index of the entry.
        entry: usize,
        /// The differences, in words.
        differences: Vec<String>,
    },
}

/// The sessions that fit a pattern, each compared with the last earlier session of the same workout. Without a pattern, all
/// sessions fit.
///
/// Sessions come in order of time with their score cards. Entries are in the same order.
pub fn past<'a>(sessions: impl Iterator<Item = (Session, &'a ScoreCard)>, like: Option<&Pattern>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for (session, card) in sessions {
        let part = like.map_or(Some(session.main), |pattern| pattern.part_of(&session.workout));
        let Some(part) = part else { continue };
        entries.push(Entry {
            mean: session.mean_speed(part),
            figures: Figures::of(session.card_of(part, card)),
            previous: previous(&entries, &session),
            session,
            part,
        });
    }
    entries
}

fn previous(entries: &[Entry], session: &Session) -> Result<Previous, NoneBefore> {
    let has_such = |entry: &Entry| same_lengths(&entry.session.workout, &session.workout);
    let mut nearest = None;
    for (number, entry) in entries.iter().enumerate().rev().filter(|(_, entry)| has_such(entry)) {
        let differences = differences(&entry.session.workout, &session.workout);
        if differences.is_empty() {
            return Ok(Previous { entry: number, change: change(&entry.session, session) });
        }
        nearest = nearest.or(Some(NoneBefore::Unlike { entry: number, differences }));
    }
    Err(nearest.unwrap_or(NoneBefore::First))
}

/// The changes that a comparison of several tells: each against the one before, and of more than two the last against the
/// first; as (earlier, later, change).
pub fn changes(sessions: &[Session]) -> Vec<(usize, usize, Change)> {
    let last = sessions.len().saturating_sub(1);
    let pairs = (1..sessions.len()).map(|later| (later - 1, later)).chain((last > 1).then_some((0, last)));
    pairs.map(|(a, b)| (a, b, change(&sessions[a], &sessions[b]))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::session::tests::session;
    use super::super::workout::tests::{JOG, workout};
    use super::*;
    use crate::segment::RepLength;

    fn of_length(metres: f64) -> Session {
        Session { workout: workout(4, RepLength::Distance(metres), JOG), ..session(&[4.0, 4.1, 4.0, 4.1], 0.5) }
    }

    #[test]
    fn each_is_held_against_the_last_like_one() {
        let card = ScoreCard::default();
        let many = [of_length(400.0), of_length(1000.0), of_length(400.0)];
        let entries = past(many.iter().map(|one| (one.clone(), &card)), None);
        assert_eq!(entries[0].previous, Err(NoneBefore::First));
        assert_eq!(entries[1].previous, Err(NoneBefore::First));
        assert_eq!(entries[2].previous.as_ref().map(|previous| previous.entry), Ok(0));
    }

    #[test]
    fn the_nearest_unlike_one_tells_why() {
        let card = ScoreCard::default();
        let mut road = of_length(400.0);
        road.workout.surface = None;
        let entries = past([of_length(400.0), road].into_iter().map(|one| (one, &card)), None);
        let differences = vec!["surface not known, before track".to_owned()];
        assert_eq!(entries[1].previous, Err(NoneBefore::Unlike { entry: 0, differences }));
    }

    #[test]
    fn a_pattern_keeps_its_own() {
        let card = ScoreCard::default();
        let many = [of_length(400.0), of_length(1000.0)];
        let like = Pattern { reps: None, length: RepLength::Distance(1000.0) };
        assert_eq!(past(many.iter().map(|one| (one.clone(), &card)), Some(&like)).len(), 1);
    }

    #[test]
    fn several_are_told_one_by_one_and_from_end_to_end() {
        let pairs = |n: usize| {
            let found = changes(&vec![of_length(400.0); n]);
            found.iter().map(|(a, b, _)| (*a, *b)).collect::<Vec<_>>()
        };
        assert_eq!(pairs(2), [(0, 1)]);
        assert_eq!(pairs(3), [(0, 1), (1, 2), (0, 2)]);
        assert!(pairs(0).is_empty());
    }
}
