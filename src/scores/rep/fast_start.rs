//! Fast start: how much faster a rep began than it was run as a whole.

use crate::model::Span;
use crate::scores::kernel::needs::{finite, plain};
use crate::scores::kernel::noise::Ruler;
use crate::scores::kernel::{
    EvidenceGrade, Interval, Level, RepInput, Score, ScoreInfo, ScoreNeed, Unavailable, Value,
};
use crate::stats::{NORMAL_90, Range};

/// What the score says of itself.
pub const INFO: ScoreInfo = ScoreInfo {
    id: "fast_start",
    title: "Fast start",
    level: Level::Rep,
    unit: "%",
    plain: "How much faster than the whole rep you ran its first quarter, once the few steps of getting going are left out. \
        Above 4 % is a fast start. In short reps a watch cannot tell it, and then it says so.",
    formula: "100 (v between 5 and 25 % of the rep's time, the first 5 s left out / v of the rep - 1)",
    interval: Interval::Given("error of the distance over the first quarter and over the rep"),
    needs: &[ScoreNeed::Speed],
    minimum: "60 s",
    source: "house rule",
    evidence: EvidenceGrade::Unknown,
};

/// Shortest rep, s. House rule.
pub(crate) const LEAST_REP_S: f64 = 60.0;
/// The start of a rep, from one share of its time to another. House rule.
const START: Range = Range::new(0.05, 0.25);
/// Time at the beginning that is left out, s: the runner is still getting going. House rule.
const GOING_S: f64 = 5.0;
/// Above this a start is fast, %. House rule.
const FAST_PCT: f64 = 4.0;
/// Largest share of a rep without data. House rule.
const MISSING_MOST: f64 = 0.10;

/// The score of a rep.
pub(crate) fn of(input: &RepInput<'_>) -> Score {
    let length_s = input.span.length_s();
    if length_s < LEAST_REP_S {
        return Err(Unavailable::RepsTooShort { found_s: length_s, needed_s: LEAST_REP_S });
    }
    if input.prepared.pauses.iter().any(|pause| pause.overlap_s(input.span) > 0.0) {
        return Err(Unavailable::Unreadable("the timer was stopped inside the rep".to_owned()));
    }
    if input.rep.missing_fraction > MISSING_MOST {
        return Err(Unavailable::Unreadable("too much of the rep was not recorded".to_owned()));
    }
    let uniform = &input.prepared.uniform;
    let start = start_of(input.span);
    let run = |span: Span| Stint { speed_mps: uniform.mean_speed(span), time_s: span.length_s() };
    evaluate(run(start), run(input.span), input.ruler)
}

/// The stretch that is a rep's start.
fn start_of(rep: Span) -> Span {
    let at = |share: f64| share * rep.length_s();
    Span::new(rep.start_s + at(START.low).max(GOING_S), rep.start_s + at(START.high))
}

/// A stretch as it was run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stint {
    /// Mean speed, m/s.
    pub speed_mps: f64,
    /// Time, s.
    pub time_s: f64,
}

/// Speed of the start against the speed of the whole rep, %.
///
/// # Definition
/// 80 % interval `+- z sqrt(e_start^2 + e_rep^2)`. Each e is the ruler's error of one distance, %. The two distances
/// have four separate ends, so both errors count: with the error of the start alone, 64 to 68 % would be covered over
/// long reps.
/// # Errors
/// `MissingChannel` without speed.
pub fn evaluate(start: Stint, rep: Stint, ruler: Ruler) -> Score {
    let value = 100.0 * (start.speed_mps / rep.speed_mps - 1.0);
    let error_pct = |run: Stint| {
        let metres = run.speed_mps * run.time_s;
        100.0 * ruler.sd_m(metres) / metres
    };
    let half = NORMAL_90 * error_pct(start).hypot(error_pct(rep)) * (1.0 + value / 100.0);
    let word = match value {
        uneven if uneven.abs() > FAST_PCT && uneven.abs() <= half => "not resolved",
        fast if fast > FAST_PCT => "fast",
        slow if slow < -FAST_PCT => "slow",
        _ => "even",
    };
    if value.is_finite() && half.is_finite() {
        return finite(Value { word, ..plain(value, Some(Range::about(value, half)), 1) }, "no speed");
    }
    Err(Unavailable::MissingChannel("no speed in the rep".to_owned()))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::scores::fixture;

    /// The score from (speed, time) of the start and of the rep.
    fn of_runs(start: (f64, f64), rep: (f64, f64), ruler: Ruler) -> Score {
        let run = |(speed_mps, time_s): (f64, f64)| Stint { speed_mps, time_s };
        evaluate(run(start), run(rep), ruler)
    }

    #[test]
    fn a_start_of_5_percent_is_fast_where_it_can_be_told() {
        let known = of_runs((4.2, 60.0), (4.0, 300.0), Ruler::FootPod).unwrap();
        assert!((known.value - 5.0).abs() < 1e-9 && known.word == "fast");
        let Range { low, high } = known.ci80.unwrap();
        assert!((high - low - 2.0 * NORMAL_90 * 2.0_f64.sqrt() * 1.05).abs() < 1e-9, "1 % of either");
        let short = of_runs((4.2, 10.0), (4.0, 60.0), Ruler::Gnss).unwrap();
        assert_eq!(short.word, "not resolved", "42 m by satellites");
        assert_eq!(of_runs((4.0, 60.0), (4.0, 300.0), Ruler::Gnss).unwrap().word, "even");
        assert_eq!(of_runs((3.8, 60.0), (4.0, 300.0), Ruler::FootPod).unwrap().word, "slow");
        assert!(of_runs((f64::NAN, 60.0), (4.0, 300.0), Ruler::Gnss).is_err());
        assert!(of_runs((0.0, 60.0), (0.0, 300.0), Ruler::Gnss).is_err());
    }

    #[test]
    fn the_start_is_the_first_quarter_without_getting_going() {
        let long = start_of(Span::new(100.0, 500.0));
        assert!((long.start_s - 120.0).abs() < 1e-9 && (long.end_s - 200.0).abs() < 1e-9);
        assert!((start_of(Span::new(0.0, 60.0)).start_s - 5.0).abs() < 1e-9);
        let prepared = fixture::prepared(600);
        let rep = fixture::rep_score(400.0, 100.0);
        let input = fixture::rep_input(&rep, &prepared, Span::new(100.0, 200.0));
        assert!(of(&input).unwrap().value.abs() < 1e-9);
        let short = fixture::rep_input(&rep, &prepared, Span::new(100.0, 150.0));
        assert!(matches!(of(&short), Err(Unavailable::RepsTooShort { .. })));
    }
}
