//! Whether a heart-rate channel can be believed: coverage, stuck values, jumps, levels that no running heart has, cadence taken for
//! pulse.

use super::noise::Ruler;
use crate::clean::{Prepared, Uniform};
use crate::model::Span;
use crate::stats::mean;

/// Least share of rep time with a heart rate. House rule.
const LEAST_COVERAGE: f64 = 0.95;
/// A value held this long while the speed changes is stuck, s. House rule.
const STUCK_S: usize = 15;
/// Change of speed during a held value that shows the value is stuck, as a share of the mean speed. House rule.
const STUCK_SPEED_SHARE: f64 = 0.20;
/// Number of parts into which a held value is cut to compare their speeds, each of 5 s or more.
const PARTS: usize = 3;
/// Standard deviations of satellite error beyond which the speeds of two parts differ: three standard deviations of
/// their difference. House rule: at an even speed, the farthest two of three parts lie that far apart once in a hundred
/// times.
const PARTS_SDS: f64 = 3.0 * std::f64::consts::SQRT_2;
/// Seconds at either end of a rep that do not count: the speed changes there by itself.
const EDGE_S: usize = 5;
/// Largest change within [`JUMP_S`] that a heart can make, bpm. House rule.
const JUMP_BPM: f64 = 25.0;
const JUMP_S: usize = 2;
/// Heart rate and cadence are one signal when they are this close, bpm, for the share of a rep below. House rules.
const LOCK_BPM: f64 = 3.0;
const LOCK_SHARE: f64 = 0.60;

/// A heart rate that stays below this over a rep of this time or more is none: the strap has slipped. House rules.
const LOW_BPM: f64 = 90.0;
const LOW_S: usize = 25;

/// What is wrong with the heart rate in one rep; `None` when nothing is.
///
/// # Shape
/// One value per second, NaN where there is none; equal lengths. The first and last 5 s do not count for stuck values:
/// there the speed changes by itself.
pub(crate) fn artefact(heart_rate_bpm: &[f64], speed_mps: &[f64], step_rate_spm: Option<&[f64]>) -> Option<String> {
    if let Some(size) = largest_jump(heart_rate_bpm).filter(|size| *size > JUMP_BPM) {
        return Some(format!("jumps by {size:.0} bpm within {JUMP_S} s"));
    }
    if let Some(share) = step_rate_spm.map(|cadence| locked_share(heart_rate_bpm, cadence))
        && share > LOCK_SHARE
    {
        return Some(format!("counts steps for {:.0} % of the rep", 100.0 * share));
    }
    let highest = heart_rate_bpm.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if heart_rate_bpm.len() >= LOW_S && highest < LOW_BPM {
        return Some(format!("stays below {LOW_BPM:.0} bpm"));
    }
    stuck_s(heart_rate_bpm, speed_mps).map(|seconds| format!("stays the same for {seconds} s while the speed changes"))
}

/// Share of the seconds with a value, 0 to 1; 0 of no values.
pub(crate) fn coverage(heart_rate_bpm: &[f64]) -> f64 {
    let known = heart_rate_bpm.iter().filter(|bpm| bpm.is_finite()).count();
    if heart_rate_bpm.is_empty() { 0.0 } else { known as f64 / heart_rate_bpm.len() as f64 }
}

/// Why the heart rate of a session cannot be used; `None` when it can.
///
/// # Definition
/// Usable when it covers at least 95 % of all rep time and no rep has an [`artefact`].
pub(crate) fn session_problem(uniform: &Uniform, reps: &[Span]) -> Option<String> {
    let Some(channel) = &uniform.heart_rate_bpm else { return Some("no heart rate".to_owned()) };
    let (mut seconds, mut known) = (0.0, 0.0);
    for rep in reps {
        let values = channel.get(uniform.range(*rep)).unwrap_or(&[]);
        seconds += values.len() as f64;
        known += coverage(values) * values.len() as f64;
    }
    if known < LEAST_COVERAGE * seconds {
        return Some(format!("heart rate in {:.0} % of the rep time only", 100.0 * known / seconds));
    }
    reps.iter().enumerate().find_map(|(index, rep)| {
        rep_problem(uniform, *rep).map(|what| format!("heart rate of rep {} {what}", index + 1))
    })
}

/// What is wrong with the heart rate in a rep's span: too little of it, or an [`artefact`].
pub(crate) fn rep_problem(uniform: &Uniform, rep: Span) -> Option<String> {
    let range = uniform.range(rep);
    let heart_rate = uniform.heart_rate_bpm.as_ref()?.get(range.clone())?;
    let covered = coverage(heart_rate);
    if covered < LEAST_COVERAGE {
        return Some(format!("covers {:.0} % only", 100.0 * covered));
    }
    let speed = uniform.speed_mps.get(range.clone()).unwrap_or(&[]);
    let cadence = uniform.step_rate_spm.as_ref().and_then(|channel| channel.get(range));
    artefact(heart_rate, speed, cadence)
}

/// The heart rate of every second of timer time that has one, bpm, over a whole session, or why it cannot be used.
///
/// # Definition
/// Usable when it covers at least 95 % of timer time and follows the cadence for at most 60 % of it. A stuck value or a
/// jump weighs little in a mean over a session, so neither is a reason here.
pub(crate) fn heart_rates(prepared: &Prepared, timer_s: f64) -> Result<Vec<f64>, String> {
    let uniform = &prepared.uniform;
    let channel = uniform.heart_rate_bpm.as_ref().ok_or("no heart rate")?;
    let mut known: Vec<usize> = (0..channel.len()).filter(|second| channel[*second].is_finite()).collect();
    for pause in &prepared.pauses {
        let stopped = uniform.range(*pause);
        known.retain(|second| !stopped.contains(second));
    }
    if known.is_empty() || (known.len() as f64) < LEAST_COVERAGE * timer_s {
        return Err(format!("heart rate in {:.0} % of the time only", 100.0 * known.len() as f64 / timer_s.max(1.0)));
    }
    let rates: Vec<f64> = known.iter().map(|second| channel[*second]).collect();
    let cadence = uniform.step_rate_spm.as_ref();
    let steps: Option<Vec<f64>> = cadence.map(|cadence| known.iter().map(|second| cadence[*second]).collect());
    match steps.map(|steps| locked_share(&rates, &steps)) {
        Some(share) if share > LOCK_SHARE => {
            Err(format!("heart rate counts steps for {:.0} % of the time", 100.0 * share))
        }
        _ => Ok(rates),
    }
}

fn largest_jump(heart_rate_bpm: &[f64]) -> Option<f64> {
    (1..=JUMP_S)
        .flat_map(|apart| heart_rate_bpm.iter().zip(heart_rate_bpm.iter().skip(apart)))
        .map(|(before, after)| (after - before).abs())
        .filter(|size| size.is_finite())
        .reduce(f64::max)
}

/// Whether a heart rate is there in every second and never jumps, so that a change over it is the heart's.
pub(crate) fn is_whole(heart_rate_bpm: &[f64]) -> bool {
    let is_known = heart_rate_bpm.iter().all(|bpm| bpm.is_finite());
    is_known && largest_jump(heart_rate_bpm).is_none_or(|size| size <= JUMP_BPM)
}

/// Share of the seconds in which heart rate and cadence lie within 3 of each other.
fn locked_share(heart_rate_bpm: &[f64], step_rate_spm: &[f64]) -> f64 {
    let locked = heart_rate_bpm.iter().zip(step_rate_spm).filter(|(bpm, spm)| (*bpm - *spm).abs() <= LOCK_BPM).count();
    locked as f64 / heart_rate_bpm.len().max(1) as f64
}

/// Length of the first held value during which the speed changes by more than 20 %, s.
fn stuck_s(heart_rate_bpm: &[f64], speed_mps: &[f64]) -> Option<usize> {
    let inner = EDGE_S..heart_rate_bpm.len().min(speed_mps.len()).checked_sub(EDGE_S)?;
    let (heart_rate, speed) = (heart_rate_bpm.get(inner.clone())?, speed_mps.get(inner)?);
    let mut start = 0;
    for second in 1..=heart_rate.len() {
        let held = heart_rate.get(second).is_some_and(|bpm| (bpm - heart_rate[start]).abs() < f64::EPSILON);
        if held {
            continue;
        }
        if second - start >= STUCK_S && speed_changes(&speed[start..second]) {
            return Some(second - start);
        }
        start = second;
    }
    None
}

/// Whether the speed of one third of a stretch differs from that of another third by more than 20 %, and by more than
/// the error of satellites over so short a distance. The speed of a single second is no measure: steps of half a metre
/// change it by 12 %.
fn speed_changes(speed_mps: &[f64]) -> bool {
    let thirds = speed_mps.chunks_exact((speed_mps.len() / PARTS).max(1)).take(PARTS).map(mean);
    let (low, high) = thirds.fold((f64::INFINITY, 0.0_f64), |(low, high), speed| (low.min(speed), high.max(speed)));
    let seconds = (speed_mps.len() / PARTS) as f64;
    let error_mps = Ruler::Gnss.sd_m(mean(speed_mps) * seconds) / seconds;
    high - low > (STUCK_SPEED_SHARE * mean(speed_mps)).max(PARTS_SDS * error_mps)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    fn rising() -> Vec<f64> {
        (0..90).map(|second| 140.0 + f64::from(second) / 3.0).collect()
    }

    #[test]
    fn a_sound_rep_has_no_artefact() {
        assert_eq!(artefact(&rising(), &[4.3; 90], Some(&[184.0; 90])), None);
        assert_eq!(artefact(&[170.0; 90], &[4.3; 90], None), None, "held at even speed");
    }

    #[test]
    fn each_artefact_is_named() {
        assert_eq!(artefact(&[71.0; 30], &[4.3; 30], None).unwrap(), "stays below 90 bpm");
        let mut jump = rising();
        jump[40] += 40.0;
        assert!(artefact(&jump, &[4.3; 90], None).unwrap().starts_with("jumps by 41 bpm"));
        assert_eq!(
            artefact(&[181.0; 90], &[4.3; 90], Some(&[182.0; 90])).unwrap(),
            "counts steps for 100 % of the rep"
        );
        // An even speed as satellites see it: their error comes and goes within some seconds.
        let rough: Vec<f64> = (0..90).map(|second| 4.3 + 0.9 * (f64::from(second) / 1.75).sin()).collect();
        assert_eq!(artefact(&[170.0; 90], &rough, None), None);
        let mut short = rising();
        short[40..58].fill(158.0);
        let jumpy: Vec<f64> = (0..90).map(|second| if (46..52).contains(&second) { 4.8 } else { 3.8 }).collect();
        assert_eq!(artefact(&short, &jumpy, None), None, "6 m more in 6 s are within the error of satellites");
        let slowing: Vec<f64> = (0..90).map(|second| 5.0 - f64::from(second) / 45.0).collect();
        assert_eq!(artefact(&[170.0; 90], &slowing, None).unwrap(), "stays the same for 80 s while the speed changes");
    }

    #[test]
    fn a_hole_costs_coverage() {
        let mut values = rising();
        values[10..20].fill(f64::NAN);
        assert!((coverage(&values) - 80.0 / 90.0).abs() < 1e-12);
        let uniform = Uniform {
            speed_mps: vec![4.3; 90],
            heart_rate_bpm: Some(values),
            recorded: vec![true; 90],
            ..Uniform::default()
        };
        let problem = session_problem(&uniform, &[Span::new(0.0, 90.0)]).unwrap();
        assert_eq!(problem, "heart rate in 89 % of the rep time only");
        assert_eq!(session_problem(&Uniform::default(), &[]).unwrap(), "no heart rate");
    }
}
