//! What earlier outings of the same runner show: how cadence follows speed, and how well the watch measures a known
//! length.

use super::noise::{Ruler, calibration, ruler_beside_reps};
use crate::clean::{Prepared, Uniform};
use crate::model::outing::{SAME_START_S, starts_together};
use crate::model::{Activity, Device, RUNNING_MPS, Span};
use crate::segment::{RepLength, Set, Structure};
use crate::stats::{NORMAL_90, Range, mean, median, middle, quantile, theil_sen};
use crate::units::DAY_S;
use serde::{Deserialize, Serialize};

/// Length of a piece of running, s.
const PIECE_S: usize = 10;
/// Days of earlier outings that tell the response of cadence. House rule.
const RESPONSE_DAYS: f64 = 60.0;
/// Speeds that count, as shares of the reps' median: far from it runners change speed by other means (PMC8523042).
const NEAR_SPEED: Range = Range::new(0.80, 1.25);
/// Fewest pieces, and least span of their speeds (their middle 90 %), m/s. House rules.
const LEAST_PIECES: usize = 200;
const LEAST_SPAN_MPS: f64 = 1.0;
/// Most pieces that the line is fitted to, evenly chosen: the time of the fit grows with the square of their number.
const MOST_PIECES: usize = 600;
/// Pieces in a row that count as one in the error of the slope, because pieces of one run are not independent. House
/// rule: a minute.
const PIECES_IN_ONE: f64 = 6.0;
/// How far the slope moves between stretches of weeks beyond its own error, steps/min per m/s: from 69 sessions of one
/// runner over four years.
const WANDER_SPM_PER_MPS: f64 = 2.0;
/// Slopes that are believed, steps/min per m/s. Outside them the line shows something else: a wrong cadence channel or
/// a hill.
const BELIEVED_SPM_PER_MPS: Range = Range::new(0.0, 30.0);
/// Days of earlier outings that tell the error of distance, and fewest sets on a track. House rules.
const CALIBRATION_DAYS: f64 = 730.0;
const LEAST_SETS: usize = 3;
/// Number of the latest sets that count.
const LATEST_SETS: usize = 9;
/// A watch's error is believed within these factors of the usual one. House rule.
const BELIEVED_FACTOR: Range = Range::new(0.4, 2.5);

/// What one outing leaves behind for the scores of later outings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Traces {
    /// Unix time of the outing's start, s.
    pub start_unix_s: f64,
    /// The device; empty when unknown.
    device: String,
    /// Speed (m/s) and cadence (steps/min) of pieces of 10 s of running.
    pieces: Vec<(f32, f32)>,
    /// For each set that was snapped to a track: the scatter of its measured distances over the usual scatter of
    /// satellites.
    distance_factors: Vec<f64>,
}

/// How a runner's cadence follows speed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SpeedResponse {
    /// Steps per minute for one m/s.
    pub spm_per_mps: f64,
    /// Its standard deviation.
    pub sd: f64,
}

impl SpeedResponse {
    /// The response assumed until the runner's own is known. House rule, near the 12 steps/min per m/s of novices (PMID
    /// 29059198).
    pub const PRIOR: Self = Self { spm_per_mps: 10.0, sd: 4.0 };
}

/// What is known of a runner before a session.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Own {
    /// How cadence follows speed, and from how many pieces.
    pub response: Option<(SpeedResponse, usize)>,
    /// Scatter of the watch's distances over the usual scatter of satellites, and from how many sets on a track.
    pub distance_factor: Option<(f64, usize)>,
}

impl Own {
    /// How cadence follows speed: the runner's own, else the usual guess.
    pub(crate) fn response_or_prior(&self) -> SpeedResponse {
        self.response.map_or(SpeedResponse::PRIOR, |(response, _)| response)
    }

    /// Where the response comes from, for the reader; empty for the usual guess.
    pub(crate) fn response_words(&self) -> String {
        self.response.map_or_else(String::new, |(response, pieces)| {
            let (slope, sd) = (response.spm_per_mps, response.sd);
            format!("own response {slope:.1} \u{b1} {sd:.1} steps/min per m/s, from {pieces} pieces of 10 s")
        })
    }

    /// Where the error of this watch's distances comes from, for the reader; empty for the usual error.
    pub(crate) fn distance_words(&self) -> String {
        self.distance_factor.map_or_else(String::new, |(factor, sets)| {
            format!("{factor:.2} times the usual error of satellites, from {sets} sets of this watch on a track")
        })
    }

    /// Standard deviation of a distance by a ruler, m. For satellites, this watch's own factor applies.
    pub fn sd_m(&self, ruler: Ruler, distance_m: f64) -> f64 {
        let factor = self.distance_factor.filter(|_| ruler == Ruler::Gnss).map_or(1.0, |(factor, _)| factor);
        factor * ruler.sd_m(distance_m)
    }
}

impl Traces {
    /// What an outing leaves behind.
    pub fn of(activity: &Activity, prepared: &Prepared, structure: &Structure) -> Self {
        // A track mode has snapped its distances already: their scatter is not that of satellites.
        let is_measured = ruler_beside_reps(activity, prepared) == Ruler::Gnss;
        let factor = |set: &Set| distance_factor(set, structure).filter(|_| is_measured);
        Self {
            start_unix_s: activity.start_unix_s(),
            device: device_name(&activity.device),
            pieces: pieces(&prepared.uniform, &prepared.pauses),
            distance_factors: structure.sets.iter().filter_map(factor).collect(),
        }
    }
}

/// What is known before a session of reps that begins at `start_unix_s` and is recorded by `device`. The
/// outings are those of the same runner, in order of start; later outings are ignored.
///
/// # Definition
/// Response: Theil–Sen line of cadence on speed through pieces of 10 s from the 60 days before, at 80 to 125 % of the
/// median speed of the reps. At least 200 pieces that span 1.0 m/s are needed. The standard deviation is from Sen's
/// interval, as wide as if a minute of running were one piece, and from 2 beside it, by which the slope moves over the
/// months.
///
/// Distance: scatter of the distances of sets that this watch measured on a track, over [`Ruler::sd_m`] of satellites;
/// the median of the last sets (3 to 9, two years). This is an upper bound, because it includes how the runner's own
/// line varies.
pub fn known(outings: &[Traces], start_unix_s: f64, device: &Device, structure: &Structure) -> Own {
    let Some(told) = Told::of(outings, start_unix_s, device, rep_speed_mps(structure)) else { return Own::default() };
    Own { response: response(told.pieces), distance_factor: factor_of(&told.factors) }
}

/// The middle speed of the reps, m/s; `None` without reps.
pub(crate) fn rep_speed_mps(structure: &Structure) -> Option<f64> {
    let speeds: Vec<f64> =
        structure.reps().map(crate::segment::Segment::speed_mps).filter(|speed| speed.is_finite()).collect();
    middle(&speeds)
}

/// Whether earlier outings tell enough to be looked at: `false` where [`known`] finds nothing, without its work. The reps of
/// the session have a middle speed.
pub(crate) fn may_be_known(outings: &[Traces], start_unix_s: f64, device: &Device, rep_mps: Option<f64>) -> bool {
    let told = Told::of(outings, start_unix_s, device, rep_mps);
    told.is_some_and(|told| told.pieces.len() >= LEAST_PIECES || told.factors.len() >= LEAST_SETS)
}

/// What earlier outings tell of a session.
struct Told {
    /// Speed, m/s, and cadence, steps/min, of pieces near the speed of the reps.
    pieces: Vec<(f64, f64)>,
    /// The factors of the latest sets, the latest first.
    factors: Vec<f64>,
}

impl Told {
    /// `None` without reps.
    fn of(outings: &[Traces], start_unix_s: f64, device: &Device, rep_mps: Option<f64>) -> Option<Self> {
        let near_mps = NEAR_SPEED.times(rep_mps?);
        let before = &outings[..outings.partition_point(|outing| outing.start_unix_s <= start_unix_s - SAME_START_S)];
        let of_response = once(before, start_unix_s - RESPONSE_DAYS * DAY_S);
        let all = of_response.iter().flat_map(|outing| &outing.pieces);
        let pieces = all
            .map(|(speed, cadence)| (f64::from(*speed), f64::from(*cadence)))
            .filter(|(speed, _)| near_mps.contains(*speed))
            .collect();
        let device = device_name(device);
        let of_factor = once(before, start_unix_s - CALIBRATION_DAYS * DAY_S);
        let of_device = of_factor.iter().rev().filter(|outing| !device.is_empty() && outing.device == device);
        let factors = of_device.flat_map(|outing| outing.distance_factors.iter().copied()).take(LATEST_SETS).collect();
        Some(Self { pieces, factors })
    }
}

/// Outings from a moment on. An outing that was recorded twice is there once.
fn once(outings: &[Traces], from_unix_s: f64) -> Vec<&Traces> {
    let first = outings.partition_point(|outing| outing.start_unix_s < from_unix_s);
    let mut kept: Vec<&Traces> = Vec::new();
    for outing in &outings[first..] {
        if kept.last().is_none_or(|last| !starts_together(outing.start_unix_s, last.start_unix_s)) {
            kept.push(outing);
        }
    }
    kept
}

fn response(pieces: Vec<(f64, f64)>) -> Option<(SpeedResponse, usize)> {
    let count = pieces.len();
    let taken: Vec<(f64, f64)> = if count <= MOST_PIECES {
        pieces
    } else {
        (0..MOST_PIECES).map(|index| pieces[index * count / MOST_PIECES]).collect()
    };
    let (speeds, cadences): (Vec<f64>, Vec<f64>) = taken.into_iter().unzip();
    if count < LEAST_PIECES || quantile(&speeds, 0.95) - quantile(&speeds, 0.05) < LEAST_SPAN_MPS {
        return None;
    }
    let line = theil_sen(&speeds, &cadences)?;
    let half = line.slope_ci80.width() / 2.0;
    // Sen's interval assumes independent points, and there are fewer of them than pieces taken.
    let independent = count as f64 / PIECES_IN_ONE;
    let told = half / NORMAL_90 * (speeds.len() as f64 / independent.min(speeds.len() as f64)).sqrt();
    let sd = told.hypot(WANDER_SPM_PER_MPS);
    let is_believed = BELIEVED_SPM_PER_MPS.contains(line.slope);
    is_believed.then_some((SpeedResponse { spm_per_mps: line.slope, sd }, count))
}

fn factor_of(latest: &[f64]) -> Option<(f64, usize)> {
    let factor = median(latest).clamp(BELIEVED_FACTOR.low, BELIEVED_FACTOR.high);
    (latest.len() >= LEAST_SETS).then_some((factor, latest.len()))
}

/// Means over pieces of 10 s that were run without a pause and have a cadence in every second.
fn pieces(uniform: &Uniform, pauses: &[Span]) -> Vec<(f32, f32)> {
    let Some(cadence) = &uniform.step_rate_spm else { return Vec::new() };
    let is_paused =
        |from_s: f64| pauses.iter().any(|pause| pause.overlap_s(Span::new(from_s, from_s + PIECE_S as f64)) > 0.0);
    let piece = |first: usize| {
        let metres = uniform.distance_m.get(first + PIECE_S)? - uniform.distance_m.get(first)?;
        let speed = metres / PIECE_S as f64;
        let seconds = cadence.get(first..first + PIECE_S)?;
        let is_whole =
            seconds.iter().all(|spm| *spm > 0.0) && speed > RUNNING_MPS && !is_paused(uniform.clock_s(first));
        is_whole.then(|| (speed as f32, mean(seconds) as f32))
    };
    let mut pieces: Vec<(f32, f32)> = (0..uniform.len()).step_by(PIECE_S).filter_map(piece).collect();
    // They stay in memory for every later outing.
    pieces.shrink_to_fit();
    pieces
}

/// Scatter of the measured distances of a set on a track over the usual scatter of satellites.
fn distance_factor(set: &Set, structure: &Structure) -> Option<f64> {
    let RepLength::Distance(known_m) = set.length else { return None };
    let reps = structure.reps_of(set);
    let measured: Vec<f64> = reps.filter(|rep| rep.snapped_distance_m.is_some()).map(|rep| rep.distance_m).collect();
    let found = calibration(&measured, known_m)?;
    Some(found.sd_m / Ruler::Gnss.sd_m(known_m)).filter(|factor| factor.is_finite())
}

/// The device by maker, product and number; empty where the file names no product.
fn device_name(device: &Device) -> String {
    if device.product.is_empty() {
        return String::new();
    }
    format!("{}/{}/{}", device.manufacturer, device.product, device.serial.map(|n| n.to_string()).unwrap_or_default())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::scores::fixture;

    const START: f64 = 1_700_000_000.0;

    /// An outing some days before: at `a` m/s its cadence is 150 + 8 a, between 3.2 and 4.8 m/s.
    fn outing(days_before: f64, pieces: usize, factor: f64) -> Traces {
        let piece = |index: usize| {
            let speed = 3.2 + 1.6 * index as f64 / pieces as f64;
            // A cadence that flickers by up to two steps either way.
            let flicker = (index * 7 % 17) as f64 / 4.0 - 2.0;
            (speed as f32, (150.0 + 8.0 * speed + flicker) as f32)
        };
        Traces {
            start_unix_s: START - days_before * DAY_S,
            device: "garmin/fr55/7".to_owned(),
            pieces: (0..pieces).map(piece).collect(),
            distance_factors: vec![factor],
        }
    }

    fn watch(product: &str) -> Device {
        Device { manufacturer: "garmin".to_owned(), product: product.to_owned(), serial: Some(7) }
    }

    fn before(outings: &[Traces]) -> Own {
        let structure = fixture::structure(vec![fixture::rep(0.0, 100.0, 400.0)]);
        known(outings, START, &watch("fr55"), &structure)
    }

    #[test]
    fn the_slope_is_that_of_the_pieces_before() {
        let (response, pieces) = before(&[outing(40.0, 150, 1.0), outing(3.0, 150, 1.0)]).response.unwrap();
        assert_eq!(pieces, 300);
        assert!((response.spm_per_mps - 8.0).abs() < 0.05, "{}", response.spm_per_mps);
        assert!(response.sd > WANDER_SPM_PER_MPS && response.sd < SpeedResponse::PRIOR.sd);
    }

    #[test]
    fn too_little_or_too_old_is_not_known() {
        assert_eq!(before(&[outing(40.0, 199, 1.0)]), Own::default(), "one piece too few");
        assert_eq!(before(&[outing(61.0, 300, 1.0)]).response, None, "older than 60 days");
        assert_eq!(before(&[outing(-1.0, 300, 1.0)]).response, None, "later");
        assert_eq!(before(&[outing(0.001, 300, 1.0)]).response, None, "the session itself, by another file");
        let twice = [outing(5.0, 150, 1.0), outing(4.999, 150, 1.0)];
        assert_eq!(before(&twice).response, None, "the same outing twice counts once");
        let mut even = outing(5.0, 300, 1.0);
        even.pieces.iter_mut().for_each(|piece| piece.0 = 4.0);
        assert_eq!(before(&[even]).response, None, "one speed tells no slope");
    }

    #[test]
    fn the_watch_is_as_good_as_its_last_sets_on_a_track() {
        let sets = [outing(700.0, 0, 0.5), outing(80.0, 0, 0.9), outing(70.0, 0, 0.7)];
        let own = before(&sets);
        assert_eq!(own.distance_factor, Some((0.7, 3)));
        assert!((own.sd_m(Ruler::Gnss, 400.0) - 0.7 * Ruler::Gnss.sd_m(400.0)).abs() < 1e-12);
        assert!(own.sd_m(Ruler::Known, 400.0).abs() < 1e-12);
        assert!((own.sd_m(Ruler::FootPod, 400.0) - 4.0).abs() < 1e-12, "a foot pod is not a satellite");
        assert_eq!(before(&sets[1..]).distance_factor, None, "two sets are too few");
        let structure = fixture::structure(vec![fixture::rep(0.0, 100.0, 400.0)]);
        assert_eq!(known(&sets, START, &watch("fr235"), &structure).distance_factor, None, "another watch");
        assert_eq!(known(&sets, START, &watch(""), &structure).distance_factor, None, "an unknown watch");
    }

    #[test]
    fn a_set_on_a_track_calibrates() {
        let reps = [398.0, 402.0, 406.0].map(|metres| {
            let mut rep = fixture::rep(0.0, 100.0, metres);
            rep.snapped_distance_m = Some(400.0);
            rep
        });
        let mut structure = fixture::structure(reps.to_vec());
        structure.sets = vec![fixture::set(vec![0, 1, 2], 400.0)];
        let traces = Traces::of(&fixture::activity(), &fixture::prepared(600), &structure);
        assert_eq!(traces.pieces.len(), 59, "the last piece has no end");
        assert!((traces.distance_factors[0] - 4.0 / Ruler::Gnss.sd_m(400.0)).abs() < 1e-9);
    }
}
