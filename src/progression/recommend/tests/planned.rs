//! What was planned, in the file or the journal, and how much of it was run.

use super::*;

/// The season with no plan in its files.
fn without_plan() -> Vec<SessionSummary> {
    season().into_iter().map(|run| SessionSummary { planned_reps: None, ..run }).collect()
}

/// The row of the last session with a plan in words.
fn planned(text: &str) -> JournalDay {
    JournalDay { planned: text.to_owned(), ..rested(LAST) }
}

#[test]
fn advice_about_one_set_among_others_is_no_plan_for_a_whole_session() {
    let mut mixed = track(MONDAY + 22);
    (mixed.other_reps, mixed.planned_reps) = (15, None);
    mixed.workout = "6 \u{d7} 400 m + 15 \u{d7} 200 m".to_owned();
    let mut plain = track(LAST);
    plain.reps.extend_from_within(..);
    plain.planned_reps = None;
    let advice = recommend_all(&[mixed, plain], &Athlete::default(), &[], KM);
    let next = |index: usize| advice[index].as_ref().unwrap().next.as_ref().unwrap().clone();
    assert_eq!((next(0).reps, next(0).others.as_str()), (6, "15 other reps as they were"));
    assert!(
        next(0).text.starts_with("the same session again (6 \u{d7} 400 m + 15 \u{d7} 200 m): 6"),
        "{}",
        next(0).text
    );
    assert_eq!((next(1).reps, next(1).others.as_str()), (12, ""));
}

#[test]
fn the_plan_in_the_journal_is_the_plan() {
    let history = without_plan();
    let advice = latest(&history, &[planned("10 x 400 m")]);
    assert_eq!((advice.rule, advice.decision), ("D7", Decision::StepBack), "{:?}", advice.reasons);
    assert!(advice.reasons[0].contains("6 of 10 reps"), "{:?}", advice.reasons);
    assert_eq!(advice.next.unwrap().reps, 6, "as many as were run");
    assert_eq!(latest(&history, &[planned("10x1000")]).rule, latest(&history, &[rested(LAST)]).rule);
}

#[test]
fn wind_leaves_the_effort_and_a_reason_excuses_missing_reps() {
    let history = season();
    let windy = JournalDay { windy: true, ..rested(LAST) };
    let advice = latest(&history, &[windy]);
    assert_eq!(
        (advice.rule, advice.reasons[0].as_str()),
        ("D9a", "The reps were run in wind, where pace does not tell effort.")
    );
    let mut short = history;
    let last = short.last_mut().unwrap();
    last.planned_reps = Some(9);
    assert_eq!(latest(&short, &[rested(LAST)]).rule, "D7", "6 of 9 reps");
    let excused = JournalDay { cut_short: "thunder".to_owned(), ..rested(LAST) };
    let advice = latest(&short, &[excused]);
    assert_eq!((advice.rule, advice.reasons[0].as_str()), ("D10", "6 of 9 reps done."));
    // The plan may stand in the journal: it is asked for again, not what thunder left of it.
    short.last_mut().unwrap().planned_reps = None;
    let cut = JournalDay { cut_short: "thunder".to_owned(), ..planned("9x400") };
    assert_eq!(latest(&short, &[cut]).next.unwrap().reps, 9);
}

#[test]
fn a_plan_in_words_is_read_part_by_part_or_named() {
    let history = without_plan();
    assert_eq!(latest(&history, &[planned("2x(4x400) + 3x1000")]).rule, "D7", "6 of 8 reps");
    let advice = latest(&history, &[planned("400s with Jo")]);
    assert!(advice.unseen.iter().any(|line| line.contains("\u{201c}400s with Jo\u{201d}")), "{:?}", advice.unseen);
}
