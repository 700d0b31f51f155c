//! The way into speed: strides first, step by step.

use super::*;

/// So many weeks of easy running, three times a week, from a day on.
fn easy_weeks(from: i64, weeks: i64) -> Vec<SessionSummary> {
    (0..weeks).flat_map(|week| [0, 2, 5].map(|day| run(from + 7 * week + day, 7_000.0))).collect()
}

#[test]
fn a_run_without_reps_leaves_the_plan() {
    let history = season();
    let easy = run(LAST, 9_000.0);
    let advice = recommend(&easy, &history, &Athlete::default(), &[], easy.day, KM);
    assert_eq!((advice.headline.as_str(), advice.rule), ("your plan stands", "D9b"));
    assert_eq!(advice.next, None);
    let first = as_of(LAST, &[easy], &[]);
    assert_eq!((first.headline.as_str(), first.rule, first.next), ("easy running first", "D9b", None));
    assert!(recommend_latest(&[], &Athlete::default(), &[], LAST, KM).is_none());
}

#[test]
fn who_has_run_but_never_fast_begins_with_strides() {
    let runs = easy_weeks(MONDAY, 9);
    let advice = latest(&runs, &[]);
    assert_eq!((advice.rule, advice.family), ("D9b", Some(Family::F)), "{advice:#?}");
    assert_eq!(advice.headline, "begin with strides, 4 \u{d7} 15 s");
    assert_eq!(advice.next.unwrap().text, "4 \u{d7} 15 s relaxed and quick, by feel, 75 s walk");
    assert_eq!(latest(&runs[..9], &[]).reasons[1], "8 weeks of running come first: 3 of the last 8 have a run.");
    let sore = JournalDay { illness: Some(true), ..rested(MONDAY + 61) };
    assert_eq!(latest(&runs, &[sore]).next, None, "a symptom comes first");
}

/// So many strides of so many seconds in an easy run, with RPE 4.
fn strides(day: i64, count: usize, seconds: f64) -> SessionSummary {
    SessionSummary {
        kind: WorkoutKind::Strides,
        length: Some(RepLength::Time(seconds)),
        reps: vec![rep(4.5, seconds); count],
        rep_distance_m: 4.5 * seconds,
        mean_speed_mps: 4.5,
        recovery_s: Some(75.0),
        recovery_mode: Some(RecoveryMode::Walk),
        family: Family::F,
        evidence: Some(SessionEvidence { n: count, rep_s: seconds, ..SessionEvidence::unseen() }),
        rpe_cr10: Some(4.0),
        ..run(day, 6_000.0)
    }
}

#[test]
fn the_way_in_goes_step_by_step() {
    // Half a year of easy running, then strides on Tuesdays, each advice followed, with soreness 1 two days later.
    let mut history = easy_weeks(MONDAY - 7 * 30, 30);
    let (mut journal, mut texts) = (Vec::new(), Vec::new());
    for week in 0..16_i64 {
        let today = MONDAY + 7 * week;
        let advice = as_of(today, &history, &journal);
        let next = advice.next.clone().unwrap_or_else(|| panic!("week {week}: {advice:#?}"));
        let text = next.text.split(',').next().unwrap().replace(" relaxed and quick", "");
        if texts.last() != Some(&text) {
            texts.push(text);
        }
        let RepLength::Time(seconds) = next.length else { break };
        history.push(strides(today + 1, next.reps, seconds));
        journal.push(rested(today + 3));
        history.extend([3, 5].map(|day| run(today + day, 7_000.0)));
    }
    assert_eq!(
        texts,
        [
            "4 \u{d7} 15 s",
            "6 \u{d7} 20 s",
            "8 \u{d7} 20 s",
            "4 \u{d7} 1 min by feel",
            "5 \u{d7} 1 min by feel",
            "4 \u{d7} 200 m by feel"
        ],
        "each step twice; 6 \u{d7} 1 min are more than the week allows"
    );
}

#[test]
fn strides_beside_reps_are_part_of_an_easy_day() {
    let mut history = season();
    history.push(strides(MONDAY + 31, 6, 20.0));
    let advice = latest(&history, &[rested(MONDAY + 31)]);
    assert_eq!((advice.rule, advice.next.unwrap().reps), ("D14", 7), "the reps are what goes on");
    let all = recommend_all(&history, &Athlete::default(), &[], KM);
    assert!(all.last().unwrap().is_none());
}

#[test]
fn a_year_without_speed_is_as_none_at_all() {
    let mut history = season();
    history.extend(easy_weeks(MONDAY + 32, 40));
    let advice = latest(&history, &[]);
    assert_eq!((advice.rule, advice.headline.as_str()), ("D9b", "begin with strides, 4 \u{d7} 15 s"));
}
