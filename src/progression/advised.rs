//! What had been advised before each session: the plan that it is judged by where its file holds none.

use super::Recommendation;
use super::anchor::family_of;
use super::history::{is_judged, is_same_outing};
use super::recommend::recommend;
use super::summary::{Advice, SessionSummary, like_length};
use crate::model::{Athlete, JournalDay};
use crate::units::DistanceUnit;

/// The sessions with what was advised before each, and the recommendation after each.
pub(super) fn advised(
    history: &[SessionSummary],
    athlete: &Athlete,
    journal: &[JournalDay],
    unit: DistanceUnit,
) -> (Vec<SessionSummary>, Vec<Option<Recommendation>>) {
    let mut order: Vec<usize> = (0..history.len()).collect();
    order.sort_by(|a, b| {
        let (a, b) = (&history[*a], &history[*b]);
        a.start_unix_s.total_cmp(&b.start_unix_s).then_with(|| a.file.cmp(&b.file))
    });
    let mut sessions = history.to_vec();
    flag_copies(&mut sessions, &order);
    let mut results = vec![None; history.len()];
    let mut given: Vec<(usize, Advice)> = Vec::new();
    for index in order {
        if !is_judged(&sessions[index], sessions.iter()) {
            continue;
        }
        sessions[index].advised = latest_advice(&given, &sessions[index], athlete).map(|(after, advice)| {
            let later = of_the_day_before(after, advice, index, &sessions, athlete, journal);
            // Who ran what was advised right after the last session need not have asked again.
            let is_followed = sessions[index].reps.len() == advice.reps && advice.reps < later.reps;
            if is_followed { advice } else { later }
        });
        let session = &sessions[index];
        let recommendation = recommend(session, &sessions, athlete, journal, session.day, unit);
        if !session.duplicate {
            given.extend(Advice::of(&recommendation, session.day).map(|advice| (index, advice)));
        }
        results[index] = Some(recommendation);
    }
    (sessions, results)
}

/// Flags what is the same outing as an earlier session of reps: one outing earns one piece of advice.
fn flag_copies(sessions: &mut [SessionSummary], order: &[usize]) {
    let mut kept: Option<usize> = None;
    for index in order.iter().copied() {
        let counts = sessions[index].running && sessions[index].has_reps() && !sessions[index].duplicate;
        let is_copy = kept.is_some_and(|kept| is_same_outing(&sessions[kept], &sessions[index]));
        if counts && is_copy {
            sessions[index].duplicate = true;
        } else if counts {
            kept = Some(index);
        }
    }
}

/// The last advice about sessions of this family and length, and the session that it followed.
fn latest_advice(given: &[(usize, Advice)], session: &SessionSummary, athlete: &Athlete) -> Option<(usize, Advice)> {
    let family = family_of(session, athlete);
    let like = |(_, advice): &&(usize, Advice)| {
        let length = session.length.is_some_and(|length| like_length(advice.length, length, 1.08));
        advice.family == family && length
    };
    given.iter().rev().find(like).copied()
}

/// What the advice after a session had become by the day before another: weeks may have ended and mornings gone by.
fn of_the_day_before(
    after: usize,
    advice: Advice,
    before: usize,
    sessions: &[SessionSummary],
    athlete: &Athlete,
    journal: &[JournalDay],
) -> Advice {
    let (followed, day) = (&sessions[after], sessions[before].day - 1);
    if day <= followed.day {
        return advice;
    }
    let later = recommend(followed, sessions, athlete, journal, day, DistanceUnit::Kilometre);
    Advice::of(&later, followed.day).unwrap_or(advice)
}

#[cfg(test)]
mod tests {
    use super::super::{Decision, Family};
    use super::*;
    use crate::segment::RepLength;

    #[test]
    fn advice_is_about_its_own_kind_of_session() {
        let session = SessionSummary {
            length: Some(RepLength::Distance(400.0)),
            ..SessionSummary::easy_run(0, 8_000.0, 2_400.0)
        };
        let advice = |family, metres| Advice {
            decision: Decision::Hold,
            family,
            reps: 6,
            length: RepLength::Distance(metres),
            whole: true,
            lever: None,
            day: -7,
        };
        let given = [advice(Family::I, 400.0), advice(Family::I, 1000.0), advice(Family::R, 400.0)];
        let given = [(4, given[0]), (5, given[1]), (6, given[2])];
        assert_eq!(latest_advice(&given, &session, &Athlete::default()), Some(given[0]));
    }
}
