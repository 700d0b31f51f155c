//! How a run without reps went from start to end: its halves, where its pace turned, its kilometres, its stops, the way
//! up, the zones of heart rate.

use super::movement::{STOP_S, moves, moving_s};
use crate::clean::{Prepared, Uniform, ascent};
use crate::model::{Activity, Span};
use crate::scores::kernel::anchors::{HeartRateZone, heart_rate_zones};
use crate::scores::kernel::needs::{finite, plain};
use crate::scores::kernel::noise::ruler_beside_reps;
use crate::scores::kernel::passage::{MOVING_MPS, Passage, PassagePart, Stops, Turn};
use crate::scores::kernel::{Score, ScoreContext, Unavailable, Value};
use crate::scores::set::pace_consistency;
use crate::segment::{RecoveryMode, SegmentKind, Structure, WorkoutKind};
use crate::stats::{Range, known_median, mean, median, sample_sd, t_80};
use std::f64::consts::FRAC_PI_2;

/// Length of a piece on a run of some kilometres, m.
const PIECE_M: f64 = 1000.0;
/// Shortest piece whose speed satellites tell within two percent, m.
const SHORTEST_PIECE_M: f64 = 250.0;
/// Fewest pieces of a run: three for each half.
const FEWEST_PIECES: usize = 6;
/// Halves that differ by less are even, %. House rule, that of a rep's split.
pub(crate) const EVEN_PCT: f64 = 2.0;
/// An interval as wide as this, %, does not tell even from uneven halves. House rule.
const UNTOLD_PCT: f64 = 8.0;
/// Least change of pace at a turn, %. House rule.
pub(crate) const TURN_PCT: f64 = 3.0;
/// Least change at a turn in standard errors: more than two, because the best of many places is looked for.
const TURN_ERRORS: f64 = 4.0;
/// Fewest pieces before and after a turn.
const TURN_PIECES: usize = 3;
/// The words for the scatter of the kilometres, and the upper limits of the first three, %. They are twice those of reps:
/// corners, wind and rolling ground change the kilometres of every run. House rule.
pub(crate) const EVENNESS: [&str; 4] = ["very even", "even", "uneven", "varied"];
pub(crate) const EVENNESS_PCT: [f64; 3] = [2.0, 4.0, 7.0];
/// Time over which a mean speed tells walking from running, s: the shortest over which satellites do.
const WALK_PIECE_S: usize = 20;
/// Time over which a mean speed shows whether the runner is on the way, s.
const ON_THE_WAY_S: f64 = 600.0;
/// Speed of a slow walk uphill, m/s.
const SLOW_WALK_MPS: f64 = 0.7;
/// Time after the run from which a recording was left on, s. House rule.
const LEFT_ON_S: f64 = 1800.0;

/// What a run without reps is looked at over: the block of a tempo, else all of it.
pub(crate) fn body(structure: &Structure, whole: Span) -> Span {
    let is_block = structure.kind == WorkoutKind::Tempo;
    structure.reps().next().filter(|_| is_block).map_or(whole, |block| block.span)
}

/// The run of a recording: without the hours after it, where nobody stopped the watch.
///
/// # Definition
/// The run ends with the last ten minutes that have half its usual speed, and at least that of a slow walk. A recording
/// that goes on for less than half an hour after it is all run.
pub(crate) fn ran(base: &Uniform) -> Span {
    let whole = Span::new(base.start_s, base.clock_s(base.len().saturating_sub(1)));
    let window = ON_THE_WAY_S as usize;
    let ways = base.distance_m.iter().zip(base.distance_m.iter().skip(window));
    let means: Vec<f64> = ways.map(|(from, to)| (to - from) / ON_THE_WAY_S).collect();
    let usual_mps = known_median(means.iter().copied().filter(|mean| *mean >= SLOW_WALK_MPS)).unwrap_or(f64::NAN);
    let is_on = |mean: &f64| *mean >= SLOW_WALK_MPS.max(usual_mps / 2.0);
    let Some(last) = means.iter().rposition(is_on) else { return whole };
    let is_moving = |second: &usize| base.speed_mps.get(*second).is_some_and(|speed| *speed > MOVING_MPS);
    let end_s = (last..=last + window).rfind(is_moving).map_or(whole.end_s, |second| base.clock_s(second));
    if whole.end_s - end_s >= LEFT_ON_S { Span::new(whole.start_s, end_s) } else { whole }
}

/// How a run went; `None` for sessions of reps, and without distance.
pub(crate) fn passage(
    activity: &Activity,
    prepared: &Prepared,
    structure: &Structure,
    context: &ScoreContext,
    heart_rate_problem: Option<&str>,
) -> Option<Passage> {
    let base = &prepared.uniform;
    if base.distance_m.is_empty() || structure.kind == WorkoutKind::Reps {
        return None;
    }
    let span = body(structure, ran(base));
    let moves = moves(base);
    let run = RunPart { base, span, moves: &moves };
    let pieces = run.pieces();
    let speeds: Vec<f64> = pieces.iter().map(|piece| piece.speed_mps).collect();
    let piece_m = run.metres() / pieces.len() as f64;
    let noise_pct = 100.0 * ruler_beside_reps(activity, prepared).sd_m(piece_m) / piece_m;
    let is_known = heart_rate_problem.is_none();
    Some(Passage {
        span,
        moving_s: moving_s(prepared, &moves, span),
        stops: run.stops(),
        walked: run.walked(),
        second_half: second_half(&speeds),
        thirds_mps: run.thirds(),
        evenness: evenness(&speeds, noise_pct, piece_m),
        turn: (!structure.segments.iter().any(|part| part.kind == SegmentKind::Stride))
            .then(|| turn(&pieces, piece_m))
            .flatten(),
        ascent: ascent(base),
        zones: if is_known { run.time_in_zones(context) } else { Vec::new() },
    })
}

/// A part of a recording as one run.
struct RunPart<'a> {
    base: &'a Uniform,
    span: Span,
    /// Whether the runner moved, for each second of the recording.
    moves: &'a [bool],
}

impl RunPart<'_> {
    fn metres(&self) -> f64 {
        self.base.distance_at(self.span.end_s) - self.base.distance_at(self.span.start_s)
    }

    /// Seconds of movement in a span.
    fn moving_s(&self, span: Span) -> f64 {
        let moves = self.moves.get(self.base.range(span)).unwrap_or_default();
        moves.iter().filter(|moves| **moves).count() as f64
    }

    fn stops(&self) -> Stops {
        let moves = self.moves.get(self.base.range(self.span)).unwrap_or_default();
        let bouts = moves.chunk_by(|a, b| a == b);
        let stands: Vec<usize> = bouts.filter(|bout| !bout[0]).map(<[bool]>::len).collect();
        let count = stands.iter().filter(|seconds| **seconds >= STOP_S).count();
        Stops { count, time_s: stands.iter().sum::<usize>() as f64 }
    }

    /// Share of the moving time that was walked, by pieces of which most was recorded.
    fn walked(&self) -> f64 {
        let seconds = self.base.range(self.span);
        let speeds = self.base.speed_mps.get(seconds.clone()).unwrap_or_default();
        let recorded = self.base.recorded.get(seconds).unwrap_or_default();
        let is_recorded = |piece: &[bool]| 2 * piece.iter().filter(|second| **second).count() >= piece.len();
        let pieces = speeds.chunks(WALK_PIECE_S).zip(recorded.chunks(WALK_PIECE_S));
        let means = pieces.filter(|(_, recorded)| is_recorded(recorded)).map(|(speeds, _)| mean(speeds));
        let (walked, all) = means.filter(|speed| *speed > MOVING_MPS).fold((0.0, 0.0_f64), |(walked, all), speed| {
            let is_walk = RecoveryMode::of_speed(speed) == RecoveryMode::Walk;
            (walked + f64::from(u8::from(is_walk)), all + 1.0)
        });
        walked / all.max(1.0)
    }

    /// The clock at a share of the distance, s.
    fn at(&self, share: f64) -> f64 {
        let metres = self.base.distance_at(self.span.start_s) + share * self.metres();
        let index = self.base.distance_m.partition_point(|distance| *distance < metres);
        self.base.clock_s(index).clamp(self.span.start_s, self.span.end_s)
    }

    /// So many equal parts of the distance.
    fn parts(&self, count: usize) -> Vec<PassagePart> {
        let ends: Vec<f64> = (0..=count).map(|part| self.at(part as f64 / count as f64)).collect();
        let metres = self.metres() / count as f64;
        let piece = |pair: &[f64]| {
            let span = Span::new(pair[0], pair[1]);
            PassagePart { span, speed_mps: metres / self.moving_s(span) }
        };
        ends.windows(2).map(piece).filter(|piece| piece.speed_mps.is_finite()).collect()
    }

    /// An even number of pieces of about a kilometre; none on a run that is too short.
    fn pieces(&self) -> Vec<PassagePart> {
        let pairs = (self.metres() / PIECE_M / 2.0).round();
        let count = (2.0 * pairs).max(FEWEST_PIECES as f64);
        if self.metres() / count >= SHORTEST_PIECE_M { self.parts(count as usize) } else { Vec::new() }
    }

    fn thirds(&self) -> Option<[f64; 3]> {
        let is_long = self.metres() >= FEWEST_PIECES as f64 * SHORTEST_PIECE_M;
        let parts = if is_long { self.parts(3) } else { Vec::new() };
        <[f64; 3]>::try_from(parts.iter().map(|part| part.speed_mps).collect::<Vec<_>>()).ok()
    }

    /// Seconds of timer time in each heart-rate zone.
    fn time_in_zones(&self, context: &ScoreContext) -> Vec<(HeartRateZone, f64)> {
        let zones = heart_rate_zones(context.lthr_bpm, context.hr_rest_bpm, context.hr_max_bpm);
        let (Ok(zones), Some(rates)) = (zones, self.base.heart_rate_bpm.as_ref()) else { return Vec::new() };
        let seconds = self.base.range(self.span);
        let is_recorded = |second: &usize| self.base.recorded.get(*second).copied().unwrap_or(false);
        let known = seconds.filter(is_recorded).filter_map(|second| rates.get(second)).filter(|bpm| bpm.is_finite());
        let beats: Vec<u16> = known.map(|bpm| bpm.round() as u16).collect();
        let time = |zone: &HeartRateZone| {
            let is_in = |bpm: &&u16| **bpm >= zone.from_bpm && zone.to_bpm.is_none_or(|to| **bpm <= to);
            beats.iter().filter(is_in).count() as f64
        };
        zones.zones.iter().map(|zone| (*zone, time(zone))).collect()
    }
}

/// The second half against the first, %, with the interval by the scatter of the pieces in each half.
///
/// # Definition
/// `100 (v_2 / v_1 - 1)`, v the mean speed of the pieces of a half. `faster` or `slower` from 2 % on where the 80 %
/// interval leaves zero out; `even` where it does not and is narrower than 8 %; else no word.
fn second_half(speeds_mps: &[f64]) -> Score {
    if speeds_mps.len() < FEWEST_PIECES {
        return Err(Unavailable::Unreadable("too short for halves".to_owned()));
    }
    let (first, second) = speeds_mps.split_at(speeds_mps.len() / 2);
    let error = |half: &[f64]| sample_sd(half) / mean(half) / (half.len() as f64).sqrt();
    let ratio = mean(second) / mean(first);
    let value = 100.0 * (ratio - 1.0);
    let half_width = 100.0 * ratio * t_80(speeds_mps.len() - 2) * error(first).hypot(error(second));
    let word = match value {
        faster if faster >= EVEN_PCT && faster > half_width => "faster",
        slower if slower <= -EVEN_PCT && -slower > half_width => "slower",
        other if other.abs() < EVEN_PCT && 2.0 * half_width < UNTOLD_PCT => "even",
        _ => "",
    };
    let caveat = if word.is_empty() { "the kilometres scatter too much".to_owned() } else { String::new() };
    finite(
        Value { word, caveat, ..plain(value, Some(Range::about(value, half_width)), speeds_mps.len()) },
        "no speed in one half",
    )
}

/// The scatter of the kilometres about their own trend, %, noise taken out.
fn evenness(speeds_mps: &[f64], noise_pct: f64, piece_m: f64) -> Score {
    let scatter = pace_consistency::evaluate(speeds_mps, noise_pct, piece_m)?;
    // The word is that of the printed value, which has a tenth.
    let printed = (10.0 * scatter.value).round() / 10.0;
    let band = EVENNESS_PCT.iter().position(|limit| printed <= *limit).unwrap_or(EVENNESS_PCT.len());
    Ok(Value { word: EVENNESS[band], caveat: String::new(), ..scatter })
}

/// The place that divides the pieces best into two speeds, where it stands out.
///
/// # Definition
/// The place with the least sum of distances of the pieces from the median before it and the median after it: a stop or a
/// sprint drags no median. It stands out where the medians differ by 3 % and by four standard errors, the standard deviation
/// taken as `sqrt(pi / 2)` mean distances.
fn turn(pieces: &[PassagePart], piece_m: f64) -> Option<Turn> {
    let speeds: Vec<f64> = pieces.iter().map(|piece| piece.speed_mps).collect();
    let count = speeds.len();
    let places = TURN_PIECES..(count + 1).saturating_sub(TURN_PIECES);
    let distance = |part: &[f64]| {
        let middle = median(part);
        part.iter().map(|speed| (speed - middle).abs()).sum::<f64>()
    };
    let left = |at: &usize| distance(&speeds[..*at]) + distance(&speeds[*at..]);
    let at = places.min_by(|a, b| left(a).total_cmp(&left(b)))?;
    let (before, after) = speeds.split_at(at);
    let speeds_mps = (median(before), median(after));
    let each = 1.0 / before.len() as f64 + 1.0 / after.len() as f64;
    let error = FRAC_PI_2.sqrt() * left(&at) / (count - 2) as f64 * each.sqrt();
    let change_pct = 100.0 * (speeds_mps.1 / speeds_mps.0 - 1.0);
    let stands_out = change_pct.abs() >= TURN_PCT && (speeds_mps.1 - speeds_mps.0).abs() > TURN_ERRORS * error;
    stands_out.then(|| Turn { from_m: piece_m * at as f64, at_s: pieces[at].span.start_s, change_pct, speeds_mps })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    fn pieces(speeds: &[f64]) -> Vec<PassagePart> {
        let piece = |(at, speed): (usize, &f64)| PassagePart {
            span: Span::new(300.0 * at as f64, 300.0 * (at + 1) as f64),
            speed_mps: *speed,
        };
        speeds.iter().enumerate().map(piece).collect()
    }

    #[test]
    fn halves_get_a_word_only_beyond_the_scatter() {
        let word = |speeds: &[f64]| second_half(speeds).unwrap().word;
        assert_eq!(word(&[3.0, 3.01, 2.99, 3.12, 3.11, 3.13]), "faster");
        assert_eq!(word(&[3.1, 3.11, 3.09, 3.0, 2.99, 3.01]), "slower");
        assert_eq!(word(&[3.0, 3.02, 2.98, 3.01, 3.0, 3.01]), "even");
        assert_eq!(word(&[2.2, 3.4, 2.6, 3.6, 2.4, 3.1]), "", "hills");
        assert!(second_half(&[3.0; 4]).is_err());
    }

    #[test]
    fn a_wall_is_found_where_it_stands() {
        let mut speeds = vec![3.4; 42];
        speeds[30..].fill(3.0);
        let turn = turn(&pieces(&speeds), 1004.6).unwrap();
        assert!((turn.from_m - 30_138.0).abs() < 1.0 && (turn.change_pct + 11.76).abs() < 0.1);
        assert!((turn.at_s - 9000.0).abs() < 1e-9);
    }

    #[test]
    fn a_stop_neither_makes_nor_drags_a_turn() {
        let mut speeds = vec![2.6; 12];
        speeds[8..].fill(2.8);
        speeds[3] = 2.2;
        let found = turn(&pieces(&speeds), 1000.0).unwrap();
        assert!((found.from_m - 8000.0).abs() < 1.0 && (found.change_pct - 7.7).abs() < 0.1, "{found:?}");
        speeds[8..].fill(2.6);
        assert_eq!(turn(&pieces(&speeds), 1000.0), None);
    }

    #[test]
    fn scatter_has_no_turn() {
        let speeds: Vec<f64> = (0..20).map(|at| 3.0 + 0.2 * f64::from(at * 7 % 5 - 2) / 2.0).collect();
        assert_eq!(turn(&pieces(&speeds), 1000.0), None);
        assert_eq!(turn(&pieces(&[3.0, 3.1]), 1000.0), None);
        assert_eq!(turn(&[], 1000.0), None);
    }

    /// A run of an hour and then so many hours at a speed.
    fn left_on(hours: usize, after_mps: f64) -> Uniform {
        let speeds: Vec<f64> = [vec![3.0; 3600], vec![after_mps; 3600 * hours]].concat();
        let mut metres = 0.0;
        let mut base = Uniform::default();
        for speed_mps in speeds {
            metres += speed_mps;
            base.distance_m.push(metres);
            base.speed_mps.push(speed_mps);
            base.recorded.push(true);
        }
        base
    }

    #[test]
    fn a_recording_left_on_ends_with_the_run() {
        assert!((ran(&left_on(21, 0.1)).end_s - 3600.0).abs() < 400.0);
        assert!((ran(&left_on(21, 0.0)).end_s - 3600.0).abs() < 2.0);
        let walked_home = left_on(1, 1.6);
        assert!((ran(&walked_home).end_s - 7199.0).abs() < 2.0, "a walk of more than half the speed is a part of it");
        assert!((ran(&left_on(0, 0.0)).end_s - 3599.0).abs() < 1.0);
        assert!(ran(&Uniform::default()).length_s() < 1.0);
    }
}
