//! What the runner says, what nobody said, and what cannot be read.

use super::*;
use crate::model::UnreadCell;

#[test]
fn unweighed_gaps_do_not_lower_a_fixed_confidence() {
    let ill = JournalDay { illness: Some(true), ..rested(LAST) };
    assert!(latest(&season(), &[ill]).deductions.is_empty());
    let mut bare = track(MONDAY);
    (bare.planned_reps, bare.target_mps) = (None, None);
    let advice = recommend(&bare, &[], &Athlete::default(), &[], MONDAY, KM);
    assert!(advice.target.is_none() && advice.deductions.contains(&"no target pace".to_owned()));
}

#[test]
fn a_stop_symptom_ends_speed_work() {
    let ill = JournalDay { illness: Some(true), ..rested(LAST) };
    let advice = latest(&season(), &[ill]);
    assert_eq!((advice.decision, advice.rule), (Decision::Deload, "D0"));
    assert_eq!((advice.next, advice.earliest_day), (None, None));
    assert!(advice.headline.contains("no fast running") && advice.headline.contains("clinician"));
}

#[test]
fn missing_evidence_holds_and_says_what_would_help() {
    let mut bare = track(MONDAY);
    (bare.rpe_cr10, bare.planned_reps, bare.target_mps) = (None, None, None);
    bare.evidence.as_mut().unwrap().heart_rate_usable = false;
    let advice = recommend(&bare, &[], &Athlete::default(), &[], MONDAY, KM);
    assert_eq!((advice.decision, advice.rule), (Decision::Insufficient, "D9a"));
    let unseen = advice.unseen.join(" ");
    assert!(unseen.contains("RPE") && unseen.contains("athlete.toml") && unseen.contains("journal"));
    assert_eq!(advice.next.unwrap().reps, 6);
}

fn unread(day: i64, column: &'static str, cell: &str) -> JournalDay {
    JournalDay { day, unread: vec![UnreadCell { column, cell: cell.to_owned() }], ..JournalDay::default() }
}

#[test]
fn pain_that_cannot_be_read_allows_nothing_hard() {
    let advice = latest(&season(), &[rested(LAST), unread(LAST, "pain", "knee")]);
    assert_eq!((advice.decision, advice.rule), (Decision::Hold, "D8"), "{advice:#?}");
    assert_eq!(
        advice.reasons[0],
        "The journal says pain \u{201c}knee\u{201d}, which cannot be read: nothing hard until it is a number from 0 to 10."
    );
    assert_eq!((advice.headline.as_str(), advice.next), ("hold, say first how it is", None));
    assert!(advice.unseen.iter().any(|line| line.contains("pain \u{201c}knee\u{201d} (today)")), "{:?}", advice.unseen);
    let gone = JournalDay { day: LAST + 1, pain: Some(0.0), ..JournalDay::default() };
    let later = |journal: &[JournalDay]| as_of(LAST + 1, &season(), journal);
    assert_eq!(later(&[rested(LAST), unread(LAST, "pain", "knee")]).rule, "D8", "it stands");
    // The session of that day stays one of which the runner said something that nobody could read.
    assert_eq!(later(&[rested(LAST), unread(LAST, "pain", "knee"), gone]).rule, "D9a");
}

#[test]
fn effort_that_cannot_be_read_is_no_missing_effort() {
    let history: Vec<SessionSummary> =
        season().into_iter().map(|run| SessionSummary { rpe_cr10: None, ..run }).collect();
    assert_eq!(latest(&history, &[rested(LAST)]).rule, "D11", "objective passes count");
    let advice = latest(&history, &[rested(LAST), unread(LAST, "rpe", "9-10")]);
    assert_eq!((advice.rule, advice.decision), ("D9a", Decision::Insufficient));
    assert_eq!(advice.reasons[0], "What the journal says of it cannot be read: RPE \u{201c}9-10\u{201d}.");
}

#[test]
fn an_ache_adds_nothing() {
    let advice = latest(&season(), &[JournalDay { pain: Some(4.0), ..rested(LAST) }]);
    assert_eq!((advice.rule, advice.reasons[0].as_str()), ("D12", "Pain 4 in 10."));
    assert_eq!(latest(&season(), &[JournalDay { pain: Some(2.0), ..rested(LAST) }]).rule, "D14");
}
