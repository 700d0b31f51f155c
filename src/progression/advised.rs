//! What had been advised before each session: the plan that it is judged by where its file holds none.

use super::anchor::family_of;
use super::history::{LIKE_LENGTH, STREAK_GAP_DAYS, is_judged, is_same_outing};
use super::recommend::recommend;
use super::summary::{Advice, SessionSummary, like_length};
use super::{Decision, Family, Recommendation};
use crate::model::{Athlete, JournalDay, Shape};
use crate::segment::{RecoveryMode, RepLength};
use crate::units::DistanceUnit;

/// Days for which advice stands as it was given. House rule: then one step back is due.
const STANDS_DAYS: i64 = 14;
/// The rule of who has nothing left to add.
const END_OF_LADDER: &str = "D13";

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
        sessions[index].advised = followed(index, &given, &sessions, athlete, journal);
        name_as_advised(&mut sessions[index]);
        let session = &sessions[index];
        let recommendation = recommend(session, &sessions, athlete, journal, session.day, unit);
        if !session.duplicate {
            given.extend(Advice::of(&recommendation, session.day).map(|advice| (index, advice)));
        }
        results[index] = Some(recommendation);
    }
    (sessions, results)
}

/// The advice that a session is held against: what it had become by the day before, or what it was right after the last session
/// where that was followed.
fn followed(
    index: usize,
    given: &[(usize, Advice)],
    sessions: &[SessionSummary],
    athlete: &Athlete,
    journal: &[JournalDay],
) -> Option<Advice> {
    let session = &sessions[index];
    let the_day_before = |(after, advice)| of_the_day_before(after, advice, index, sessions, athlete, journal);
    let last = given.last().map(|(after, advice)| [the_day_before((*after, *advice)), *advice]);
    // After the last step of the way in the same session is the first of repetition.
    let last = last.filter(|[later, _]| later.rule != END_OF_LADDER);
    // Advice that was not asked for again stands for a while.
    let stands = |place: usize, advice: &Advice| place == 0 || session.day - advice.day <= STANDS_DAYS;
    let known = last.into_iter().flatten().enumerate().filter(|(place, advice)| stands(*place, advice));
    if let Some(advice) = known.map(|(_, advice)| advice).find(|advice| is_followed(session, advice)) {
        return Some(advice);
    }
    let (after, advice) = latest_advice(given, session, athlete)?;
    let later = the_day_before((after, advice));
    // Who ran what was advised right after the last session need not have asked again.
    let is_fewer = session.reps.len() == advice.reps && advice.reps < later.reps;
    Some(if is_fewer { advice } else { later })
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

/// Whether a session is the latest that was advised, where its own shape tells neither family nor length: on the way into
/// speed, in a lighter week, and of surges. As long, no more reps, and none of another kind.
fn is_followed(session: &SessionSummary, advice: &Advice) -> bool {
    let is_of_its_own = advice.family == Family::F || advice.decision == Decision::Deload || is_surges(session, advice);
    let is_alone = advice.whole && session.other_reps == 0;
    is_of_its_own && is_alone && is_of_length(session, advice) && session.reps.len() <= advice.reps
}

/// Whether a session may be the surges that were advised: it was run between them.
fn is_surges(session: &SessionSummary, advice: &Advice) -> bool {
    advice.shape.is_within() && session.recovery_mode == Some(RecoveryMode::Jog)
}

/// The last advice about sessions of this family and length, and the session that it followed.
fn latest_advice(given: &[(usize, Advice)], session: &SessionSummary, athlete: &Athlete) -> Option<(usize, Advice)> {
    let family = family_of(session, athlete);
    given.iter().rev().find(|(_, advice)| advice.family == family && is_of_length(session, advice)).copied()
}

/// Whether the reps of a session are as long as was advised: those by time may have been taken for ones by a round distance, and the
/// other way round.
fn is_of_length(session: &SessionSummary, advice: &Advice) -> bool {
    let is_like = |length| like_length(advice.length, length, LIKE_LENGTH);
    let by_distance = Some(session.rep_distance_m).filter(|metres| metres.is_finite()).map(RepLength::Distance);
    [session.length, by_time(session), by_distance].into_iter().flatten().any(is_like)
}

/// The length of a session's reps as a time.
fn by_time(session: &SessionSummary) -> Option<RepLength> {
    let seconds = session.evidence.as_ref().map(|evidence| evidence.rep_s)?;
    seconds.is_finite().then_some(RepLength::Time(seconds))
}

/// Reps that were advised by time, and run in about that, are reps by time; they are surges where these were advised, and
/// none where of late it was reps of their length.
fn name_as_advised(session: &mut SessionSummary) {
    let is_recent = |advice: &Advice| session.day - advice.day <= STREAK_GAP_DAYS;
    let Some(advice) = session.advised.filter(|advice| is_of_length(session, advice)) else { return };
    if is_surges(session, &advice) {
        session.shape = advice.shape;
    } else if session.shape.is_within() && is_recent(&advice) {
        (session.shape, session.length) = (Shape::Row, Some(advice.length));
    }
    // On a track a length that was measured is none by time, but on the way in.
    let is_sure = session.by_marks && advice.family != Family::F;
    if !is_sure && session.length.is_some_and(|run| !like_length(run, advice.length, LIKE_LENGTH)) {
        session.length = Some(advice.length);
    }
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
    use super::super::SessionEvidence;
    use super::*;

    #[test]
    fn advice_is_about_its_own_kind_of_session() {
        let session = SessionSummary {
            length: Some(RepLength::Distance(400.0)),
            ..SessionSummary::easy_run(0, 8_000.0, 2_400.0)
        };
        let advice = |family, metres| Advice {
            decision: Decision::Hold,
            rule: "D11",
            family,
            reps: 6,
            length: RepLength::Distance(metres),
            speed_mps: None,
            shape: Shape::Row,
            whole: true,
            lever: None,
            day: -7,
        };
        let given = [advice(Family::I, 400.0), advice(Family::I, 1000.0), advice(Family::R, 400.0)];
        let given = [(4, given[0]), (5, given[1]), (6, given[2])];
        assert_eq!(latest_advice(&given, &session, &Athlete::default()), Some(given[0]));
    }

    #[test]
    fn what_was_advised_on_the_way_in_is_of_the_way_in() {
        let minute = Advice {
            decision: Decision::Advance,
            rule: "D14",
            family: Family::F,
            reps: 4,
            length: RepLength::Time(60.0),
            speed_mps: None,
            shape: Shape::Row,
            whole: true,
            lever: None,
            day: -7,
        };
        let figures = super::super::RepFigures {
            speed_mps: 5.0,
            timer_s: 60.0,
            heart_rate_start_bpm: None,
            heart_rate_peak_bpm: None,
        };
        // A minute at 5 m/s on a track looks like 300 m.
        let run = |reps: usize| SessionSummary {
            length: Some(RepLength::Distance(300.0)),
            reps: vec![figures; reps],
            evidence: Some(SessionEvidence { rep_s: 61.0, n: reps, ..SessionEvidence::unseen() }),
            family: Family::R,
            ..SessionSummary::easy_run(0, 8_000.0, 2_400.0)
        };
        let athlete = Athlete::default();
        let mut session = run(4);
        session.advised = Some(minute).filter(|advice| is_followed(&session, advice));
        name_as_advised(&mut session);
        assert_eq!((session.length, family_of(&session, &athlete)), (Some(RepLength::Time(60.0)), Family::F));
        assert!(!is_followed(&run(5), &minute), "more than was advised is something else");
        assert!(!is_followed(&run(4), &Advice { family: Family::R, ..minute }));
        // Two shorter ones of a lighter week are of the family of the longer ones.
        let lighter = Advice { decision: Decision::Deload, family: Family::T, reps: 4, ..minute };
        let mut session = SessionSummary { advised: Some(lighter), ..run(4) };
        assert!(is_followed(&session, &lighter));
        name_as_advised(&mut session);
        assert_eq!((session.is_lighter(), family_of(&session, &athlete)), (true, Family::T));
    }
}
