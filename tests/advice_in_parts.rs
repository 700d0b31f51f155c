//! A long history is looked at in parts side by side. Its advice is that of one look after the other.

use lastrep::model::{Athlete, JournalDay};
use lastrep::progression::{Decision, Recommendation, SessionSummary, recommend_all};
use lastrep::units::DistanceUnit;

use crate::common::past::MONDAY;
use crate::common::sessions::{Reps, easy};

/// Weeks of the history.
const WEEKS: i64 = 500;

/// A runner who adds a rep every other week, and begins anew with another length after six weeks.
fn sessions_of(week: i64) -> Vec<SessionSummary> {
    let (block, of_block) = (week / 6, week % 6);
    let metres = [400.0, 800.0, 600.0, 1000.0][(block % 4) as usize];
    let count = 4 + usize::try_from(of_block / 2).unwrap();
    let reps = Reps { count, metres, speed_mps: 4.2, rest_s: 90.0 };
    let slow = Reps { speed_mps: 4.2 - 0.05 * ((week % 5) as f64), ..reps };
    let monday = MONDAY + 7 * week;
    let runs = [easy(monday, 9_000.0), reps.on(monday + 1), easy(monday + 2, 8_000.0), slow.on(monday + 4)];
    runs.into_iter().chain([easy(monday + 6, 14_000.0)]).collect()
}

#[test]
fn the_advice_of_a_long_history_is_the_same_with_any_number_of_threads() {
    let runs: Vec<SessionSummary> = (0..WEEKS).flat_map(sessions_of).collect();
    let effort = |run: &SessionSummary| JournalDay { day: run.day, rpe_cr10: Some(5.0), ..JournalDay::default() };
    let journal: Vec<JournalDay> = runs.iter().filter(|run| run.has_reps()).map(effort).collect();
    let advice = |threads: usize| -> Vec<Option<Recommendation>> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| recommend_all(&runs, &Athlete::default(), &journal, DistanceUnit::Kilometre))
    };
    let one = advice(1);
    let answers = |wanted: Decision| one.iter().flatten().filter(|advice| advice.decision == wanted).count();
    let all = one.iter().flatten().count();
    assert!(all == 2 * WEEKS as usize && answers(Decision::StepUp) > 50, "{} of {all}", answers(Decision::StepUp));
    for threads in [2, 3, 4] {
        assert!(advice(threads) == one, "{threads} threads");
    }
}
