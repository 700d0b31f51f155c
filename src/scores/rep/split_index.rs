//! Split index: the second half of a rep against its first.

use crate::scores::kernel::needs::{finite, plain};
use crate::scores::kernel::noise::Ruler;
use crate::scores::kernel::{
    EvidenceGrade, Interval, Level, RepInput, RepScore, Score, ScoreInfo, ScoreNeed, Unavailable, Value,
};
use crate::stats::{NORMAL_90, Range};

/// What the score says of itself.
pub const INFO: ScoreInfo = ScoreInfo {
    id: "split_index",
    title: "Split index",
    level: Level::Rep,
    unit: "%",
    plain: "How much faster (plus) or slower (minus) you ran the second half of the rep than the first. Satellites cannot \
        tell a few percent in a short rep: only a difference that stands out of their error gets a word.",
    formula: "100 (v of the second half of the time - v of the first) / v of the rep",
    interval: Interval::Given("error of the distances of the two halves"),
    needs: &[ScoreNeed::Speed],
    minimum: "a rep without a pause, nine tenths of it recorded",
    source: "house rule",
    evidence: EvidenceGrade::Unknown,
};

/// Largest share of a rep without data for a comparison of its halves. House rule.
const MISSING_MOST: f64 = 0.10;
/// Halves differ visibly beyond this many standard deviations of their difference. House rule.
const RESOLVED_SDS: f64 = 2.0;
/// Beyond this a split is negative or positive, %. House rule.
const UNEVEN_PCT: f64 = 2.0;

/// The score of a rep.
pub(crate) fn of(input: &RepInput<'_>) -> Score {
    if input.prepared.pauses.iter().any(|pause| pause.overlap_s(input.span) > 0.0) {
        return Err(Unavailable::Unreadable("the timer was stopped inside the rep".to_owned()));
    }
    if input.rep.missing_fraction > MISSING_MOST {
        return Err(Unavailable::Unreadable("too much of the rep was not recorded".to_owned()));
    }
    let Some(split_pct) = input.rep.split_index_pct else {
        return Err(Unavailable::MissingChannel("no speed in the rep".to_owned()));
    };
    // A track mode knows the length of a lap, not of its halves.
    let ruler = if input.ruler == Ruler::TrackMode { Ruler::Gnss } else { input.ruler };
    evaluate(split_pct, input.rep.distance_m, ruler)
}

/// A split, %, with its word and the 80 % interval by the ruler's error over the two halves of the distance.
///
/// # Definition
/// The error of the split is `sqrt(2)` times the error of half the distance. A split has a word from twice that error
/// on: about 4.5 % for 400 m by satellites.
/// # Errors
/// `MissingChannel` when the rep has no distance; `Unreadable` when the split is no number.
pub fn evaluate(split_pct: f64, distance_m: f64, ruler: Ruler) -> Score {
    let half_m = distance_m / 2.0;
    let sd_pct = 100.0 * std::f64::consts::SQRT_2 * ruler.sd_m(half_m) / half_m;
    if !sd_pct.is_finite() {
        return Err(Unavailable::MissingChannel("no speed in the rep".to_owned()));
    }
    let least_pct = RESOLVED_SDS * sd_pct;
    let is_resolved = split_pct.abs() > least_pct;
    let word = match split_pct {
        _ if !is_resolved => "",
        faster if faster > UNEVEN_PCT => "negative split",
        slower if slower < -UNEVEN_PCT => "positive split",
        _ => "even",
    };
    let caveat = if is_resolved { String::new() } else { format!("not told from the error of {least_pct:.1} %") };
    let ci80 = Range::about(split_pct, NORMAL_90 * sd_pct);
    finite(Value { word, caveat, ..plain(split_pct, Some(ci80), 1) }, "no speed in the rep")
}

/// The split of a rep, %, where it is larger than its error, so that it may be shown.
pub(crate) fn resolved(rep: &RepScore) -> Option<f64> {
    rep.scores.get(&INFO).as_ref().ok().filter(|split| !split.word.is_empty()).map(|split| split.value)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::clean::Prepared;
    use crate::model::Span;
    use crate::scores::fixture;

    #[test]
    fn a_word_only_beyond_the_error() {
        let of = |split, ruler| evaluate(split, 400.0, ruler).unwrap();
        assert_eq!((of(4.0, Ruler::Gnss).word, of(5.0, Ruler::Gnss).word), ("", "negative split"));
        assert!(of(4.0, Ruler::Gnss).caveat.starts_with("not told from the error of 4.5 %"));
        assert_eq!((of(-3.0, Ruler::FootPod).word, of(-3.0, Ruler::FootPod).caveat.as_str()), ("positive split", ""));
        assert_eq!(evaluate(1.9, 1600.0, Ruler::Gnss).unwrap().word, "even");
        let Range { low, high } = of(4.0, Ruler::FootPod).ci80.unwrap();
        assert!(((high - low) / 2.0 - NORMAL_90 * std::f64::consts::SQRT_2).abs() < 1e-9, "1 % a half");
        assert!(evaluate(f64::NAN, 400.0, Ruler::Gnss).is_err() && evaluate(1.0, f64::NAN, Ruler::Gnss).is_err());
    }

    #[test]
    fn a_missing_split_says_why() {
        let mut prepared = fixture::prepared(300);
        let bare = fixture::rep_score(400.0, 100.0);
        let why = |rep: &RepScore, prepared: &Prepared| {
            of(&fixture::rep_input(rep, prepared, Span::new(100.0, 200.0))).unwrap_err().to_string()
        };
        assert_eq!(why(&bare, &prepared), "no speed in the rep");
        let holed = RepScore { missing_fraction: 0.2, ..bare.clone() };
        assert_eq!(why(&holed, &prepared), "too much of the rep was not recorded");
        prepared.pauses = vec![Span::new(150.0, 160.0)];
        assert_eq!(why(&bare, &prepared), "the timer was stopped inside the rep");
    }

    #[test]
    fn a_track_mode_does_not_measure_halves() {
        let prepared = fixture::prepared(300);
        let rep = RepScore { split_index_pct: Some(3.0), ..fixture::rep_score(400.0, 100.0) };
        let input = fixture::rep_input(&rep, &prepared, Span::new(100.0, 200.0));
        assert_eq!(of(&RepInput { ruler: Ruler::TrackMode, ..input.clone() }), of(&input));
    }

    #[test]
    fn only_what_is_resolved_is_shown() {
        let mut rep = fixture::rep_score(400.0, 100.0);
        assert_eq!(resolved(&rep), None);
        rep.scores.set(&INFO, evaluate(-6.0, 400.0, Ruler::Gnss));
        assert_eq!(resolved(&rep), Some(-6.0));
        rep.scores.set(&INFO, evaluate(-4.0, 400.0, Ruler::Gnss));
        assert_eq!(resolved(&rep), None);
    }
}
