//! Sessions put together by the length of the reps that they are judged by, whatever their count and recovery.

use super::session::Session;
use super::workout::Part;
use crate::segment::RepLength;

/// Sessions of reps of one length.
#[derive(Debug, Clone, PartialEq)]
pub struct OfLength {
    /// The length, as in the last of them.
    pub length: RepLength,
    /// Whether they were run uphill: their pace says nothing of the flat.
    pub is_uphill: bool,
    /// Their indices, in order of time.
    pub sessions: Vec<usize>,
}

/// The sessions by length, the length with most sessions first; of as many, the length that was run last.
///
/// The sessions must be in order of time. Two lengths are the same as in `history`.
pub fn by_length(sessions: &[&Session]) -> Vec<OfLength> {
    let mut found: Vec<OfLength> = Vec::new();
    for (index, session) in sessions.iter().enumerate() {
        let Some(part) = main_part(session) else { continue };
        let is_uphill = session.workout.is_uphill;
        let last_of = |group: &OfLength| group.sessions.last().and_then(|last| main_part(sessions[*last]));
        let is_like = |group: &&mut OfLength| {
            group.is_uphill == is_uphill && last_of(group).is_some_and(|other| other.is_as_long(part))
        };
        match found.iter_mut().find(is_like) {
            Some(group) => {
                group.length = part.length;
                group.sessions.push(index);
            }
            None => found.push(OfLength { length: part.length, is_uphill, sessions: vec![index] }),
        }
    }
    found.sort_by(|a, b| (b.sessions.len(), b.sessions.last()).cmp(&(a.sessions.len(), a.sessions.last())));
    found
}

fn main_part(session: &Session) -> Option<&Part> {
    session.workout.parts.get(session.main)
}

#[cfg(test)]
mod tests {
    use super::super::session::tests::session;
    use super::super::workout::tests::{JOG, workout};
    use super::*;

    fn of(reps: usize, metres: f64) -> Session {
        Session { workout: workout(reps, RepLength::Distance(metres), JOG), ..session(&vec![4.0; reps], 0.5) }
    }

    #[test]
    fn a_length_holds_all_counts_and_the_most_run_comes_first() {
        let mut all = [of(6, 400.0), of(5, 1000.0), of(20, 400.0), of(4, 1600.0), of(4, 1609.0), of(8, 400.0)];
        all[5].workout.is_uphill = true;
        let groups = by_length(&all.each_ref());
        let found: Vec<&[usize]> = groups.iter().map(|group| group.sessions.as_slice()).collect();
        assert_eq!(found, [&[3, 4][..], &[0, 2], &[5], &[1]], "a hill is another lane");
        assert_eq!(groups[0].length, RepLength::Distance(1609.0));
        assert!(by_length(&[]).is_empty());
    }
}
