//! Whether there is a session at all: judges the best reading as a whole, and how the body answered it.
//!
//! Speed alone is not enough: hills, a loop under trees and a watch that writes every few seconds make the speed swing
//! as reps do. So other evidence is added: the amount of work, the number of reps, the share of the outing that is
//! work, and whether cadence, heart rate and ground agree. Missing evidence adds nothing.

use super::answer::BodyAnswer;
use super::learned::LEARNED_SESSION;
use super::model::{Curve, Spot, curve, end, places, spot, sum};
use super::runs::Run;
use crate::clean::Uniform;

/// Least log odds for a reading to be called a session: about one to five. The limit is low because a doubtful session
/// gets low confidence and does not move the next step, while a lost session is missing in every week that follows.
/// House rule.
pub const SESSION_GATE: f64 = -1.6;

const STEPS_SPM: &[f64] = &[-10.0, -3.0, 0.0, 3.0, 6.0, 10.0, 15.0, 25.0];
const HEART_BPM: &[f64] = &[-6.0, -2.0, 0.0, 2.0, 5.0, 8.0, 12.0, 18.0, 28.0];

/// Curves for a whole reading. Cadence and heart rate have two curves each, for recoveries that are run and for other
/// recoveries; only the curve that fits counts.
pub(super) const SESSION: [Curve; 11] = [
    curve("log odds of its speed", &[-6.0, -3.0, -1.5, 0.0, 1.5, 3.0, 6.0, 12.0, 24.0]),
    curve("reps", &[2.0, 3.0, 4.0, 6.0, 9.0, 14.0]),
    curve("time of work (ln s)", &[3.0, 4.0, 4.6, 5.0, 5.3, 5.7, 6.2, 6.8, 7.4, 8.0]),
    curve("share of the outing that is work", &[0.0, 0.05, 0.1, 0.16, 0.24, 0.35, 0.5, 0.65, 0.8, 0.92]),
    curve("cadence of the reps over that of recoveries that are run (steps/min)", STEPS_SPM),
    curve("cadence of the reps over that of other recoveries (steps/min)", &[0.0, 10.0, 20.0, 40.0, 60.0, 90.0, 150.0]),
    curve("cadence of the reps over that of easy running (steps/min)", STEPS_SPM),
    curve("rise of heart rate over a rep, the recoveries run (beats/min)", HEART_BPM),
    curve("rise of heart rate over a rep, the recoveries walked or stood (beats/min)", HEART_BPM),
    curve(
        "speed of the reps over that of easy running, logarithmic",
        &[-0.05, 0.0, 0.04, 0.08, 0.12, 0.18, 0.26, 0.4, 0.6],
    ),
    curve("grade of the reps less that of the recoveries", &[-0.06, -0.03, -0.015, -0.005, 0.005, 0.015, 0.03]),
];

const SESSION_AT: [usize; SESSION.len()] = places(&SESSION, 0);

/// Index of the log odds before any evidence: the last of the learned numbers.
const BIAS_AT: usize = end(&SESSION, &SESSION_AT);

/// The number of learned numbers.
pub const SESSION_PARAMETERS: usize = BIAS_AT + 1;

const _: () = assert!(LEARNED_SESSION.len() == SESSION_PARAMETERS, "the learned numbers are those of other curves");

/// The evidence that a reading is a session.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SessionEvidence {
    /// A spot for each piece of evidence; `None` if the piece is missing, which adds nothing.
    spots: [Option<Spot>; SESSION.len()],
}

/// The curves of the evidence, in the order of their numbers.
#[cfg(feature = "learning")]
pub fn session_curves() -> impl Iterator<Item = Curve> {
    SESSION.into_iter()
}

impl SessionEvidence {
    /// The evidence of the best reading of an activity. `pattern` is the log odds of its speed.
    pub(super) fn of(base: &Uniform, reps: &[Run], pattern: f64, answer: &BodyAnswer) -> Self {
        let work_s: f64 = reps.iter().map(|rep| rep.span.length_s()).sum();
        let evidence = [
            Some(pattern),
            Some(reps.len() as f64),
            Some(work_s.ln()),
            Some(work_s / base.len() as f64),
            answer.over_rest_spm.filter(|_| answer.is_rest_run),
            answer.over_rest_spm.filter(|_| !answer.is_rest_run),
            answer.over_easy_spm,
            answer.rise_bpm.filter(|_| answer.is_rest_run),
            answer.rise_bpm.filter(|_| !answer.is_rest_run),
            answer.over_easy_speed,
            answer.grade,
        ];
        let on = |i: usize| evidence[i].map(|x| spot(&SESSION[i], SESSION_AT[i], x));
        Self { spots: std::array::from_fn(on) }
    }

    /// Log odds that the reading is a session.
    pub(super) fn log_odds(&self) -> f64 {
        self.under(LEARNED_SESSION)
    }

    /// Log odds that the reading is a session under other numbers, in the order of [`session_curves`] and the bias.
    ///
    /// # Shape
    /// `numbers` has [`SESSION_PARAMETERS`] values.
    pub fn under(&self, numbers: &[f64]) -> f64 {
        numbers[BIAS_AT] + self.spots.iter().flatten().map(|&spot| sum(numbers, &[spot])).sum::<f64>()
    }

    /// Adds to `sums` the slope of the log odds by each number, times a factor.
    #[cfg(any(test, feature = "learning"))]
    pub fn add_slope(&self, factor: f64, sums: &mut [f64]) {
        sums[BIAS_AT] += factor;
        for spot in self.spots.iter().flatten() {
            sums[spot.knot as usize] += factor * (1.0 - spot.share);
            sums[spot.knot as usize + 1] += factor * spot.share;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::segment::ends::Ends;

    fn reps(count: usize, length_s: f64) -> Vec<Run> {
        let run = |i: usize| {
            let start_s = 600.0 + 2.0 * length_s * i as f64;
            Run { span: Span::new(start_s, start_s + length_s), speed_mps: 4.2, edge_steps_mps: Ends::both(1.5) }
        };
        (0..count).map(run).collect()
    }

    fn log_odds(count: usize, length_s: f64, answer: BodyAnswer) -> f64 {
        let base = Uniform { recorded: vec![true; 3600], ..Uniform::default() };
        SessionEvidence::of(&base, &reps(count, length_s), 3.0, &answer).log_odds()
    }

    /// The answer to a real set of reps, and the answer to a mere swing of the satellites.
    const ANSWERED: BodyAnswer = BodyAnswer {
        is_rest_run: false,
        over_rest_spm: Some(40.0),
        over_easy_spm: Some(12.0),
        over_easy_speed: Some(0.3),
        rise_bpm: Some(25.0),
        grade: Some(0.0),
    };
    const UNANSWERED: BodyAnswer = BodyAnswer {
        is_rest_run: true,
        over_rest_spm: Some(0.0),
        over_easy_spm: Some(0.0),
        over_easy_speed: Some(0.1),
        rise_bpm: Some(0.0),
        grade: Some(-0.03),
    };

    #[test]
    fn the_body_tells_reps_from_swings_of_the_speed() {
        assert!(log_odds(5, 120.0, ANSWERED) >= SESSION_GATE);
        assert!(log_odds(5, 120.0, UNANSWERED) < SESSION_GATE);
        let unknown = log_odds(5, 120.0, BodyAnswer::default());
        assert!(unknown > log_odds(5, 120.0, UNANSWERED) && unknown < log_odds(5, 120.0, ANSWERED));
    }

    #[test]
    fn two_blips_are_no_session_and_two_long_reps_are() {
        let plain = BodyAnswer { grade: None, ..ANSWERED };
        assert!(log_odds(2, 12.0, UNANSWERED) < SESSION_GATE);
        assert!(log_odds(2, 600.0, plain) > log_odds(2, 12.0, UNANSWERED) + 3.0);
    }

    #[test]
    fn the_slope_is_that_of_the_log_odds() {
        let base = Uniform { recorded: vec![true; 3600], ..Uniform::default() };
        let evidence = SessionEvidence::of(&base, &reps(4, 90.0), 1.0, &ANSWERED);
        let mut slope = vec![0.0; SESSION_PARAMETERS];
        evidence.add_slope(1.0, &mut slope);
        let along: f64 = slope.iter().zip(LEARNED_SESSION).map(|(slope, number)| slope * number).sum();
        assert!((along - evidence.log_odds()).abs() < 1e-9);
    }
}
