//! Measurement noise of a rep's speed: what the watch alone would scatter if every rep were the same.

use crate::clean::{DistanceSource, Prepared};
use crate::model::{Activity, Format, Lap, LapTrigger, StepEnd, Surface};
use crate::segment::{RepSource, Segment};
use crate::stats::{Range, mean, middle, root_mean_square, sample_sd};
use serde::{Deserialize, Serialize};

/// Error of a rep's time when a step or an automatic lap of a FIT file timed it, s. House rule.
const STEP_TIMING_S: f64 = 0.2;
/// Error of a rep's time when the button timed it, s. House rule.
const BUTTON_TIMING_S: f64 = 0.5;
/// Error that finding the two edges in the signal adds, s. House rule.
const DETECTION_S: f64 = 0.5;
/// Finest gap between samples that is told apart, s: the step of the uniform base.
const FINEST_GAP_S: f64 = 1.0;

/// Error of a rep's distance in a watch's track mode, m. House rule.
const TRACK_MODE_M: f64 = 1.0;
/// Error of a foot pod's distance, as a share. House rule.
const FOOT_POD_SHARE: f64 = 0.01;
/// Error of a satellite distance: a fixed part, m, and a share. House rule; the order of magnitude from
/// doi:10.2196/17118 and PMC6189485.
const GNSS_FIXED_M: f64 = 3.0;
const GNSS_SHARE: f64 = 0.005;

/// The part of a satellite distance's error that a whole session shares, %: more reps or metres do not average it out.
/// House rule, between two findings. The bias of 64 snapped sets, in the exports that this program is tried on, has a
/// standard deviation of 1.6 about the mean of each of three watches. The middle of long road runs is off by 0.6 to 1.9
/// % (trainingpeaks.com/blog/how-accurate-is-your-gps-watch).
const GNSS_SHARED_PCT: f64 = 1.2;
/// The part of a treadmill's or foot pod's distance error that a whole session shares, %. House rule.
const FOOT_POD_SHARED_PCT: f64 = 1.0;

/// Farthest that a lap's end may lie from a rep's end for the lap to have timed the rep, s.
const LAP_MATCH_S: f64 = 2.0;

/// What timed the two edges of a rep.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Timing {
    /// A workout step that ended by itself, or an automatic lap, in a FIT file.
    Step,
    /// The lap button.
    Button,
    /// The signal, between samples this far apart at the start and at the end, s.
    Signal {
        /// Time between the samples about the start, s.
        start_gap_s: f64,
        /// Time between the samples about the end, s.
        end_gap_s: f64,
    },
}

impl Timing {
    /// Standard deviation of the rep's time, s.
    ///
    /// # Definition
    /// Step 0.2, button 0.5. Signal: each edge is uniform within its gap, and finding the edges adds 0.5 s:
    /// `sqrt((g1^2 + g2^2)/12 + 0.5^2)`, which is 0.65 at one sample a second and near `gap/sqrt(6)` in smart
    /// recording.
    pub fn sd_s(self) -> f64 {
        match self {
            Self::Step => STEP_TIMING_S,
            Self::Button => BUTTON_TIMING_S,
            Self::Signal { start_gap_s, end_gap_s } => {
                let (start, end) = (start_gap_s.max(FINEST_GAP_S), end_gap_s.max(FINEST_GAP_S));
                ((start * start + end * end) / 12.0 + DETECTION_S * DETECTION_S).sqrt()
            }
        }
    }
}

/// What measured the distance of a rep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ruler {
    /// A known length: the rep was snapped to it.
    Known,
    /// The watch's own track mode.
    TrackMode,
    /// Satellites.
    Gnss,
    /// A foot pod, a wrist sensor or a treadmill: no positions.
    FootPod,
}

impl Ruler {
    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Known => "track",
            Self::TrackMode => "track-mode",
            Self::Gnss => "satellites",
            Self::FootPod => "foot-pod",
        }
    }

    /// Standard deviation of a rep's distance, m.
    ///
    /// # Definition
    /// Known 0, track mode 1, foot pod 1 %, satellites `sqrt(3^2 + (0.005 d)^2)`. House rule.
    pub fn sd_m(self, distance_m: f64) -> f64 {
        match self {
            Self::Known => 0.0,
            Self::TrackMode => TRACK_MODE_M,
            Self::Gnss => GNSS_FIXED_M.hypot(GNSS_SHARE * distance_m),
            Self::FootPod => FOOT_POD_SHARE * distance_m,
        }
    }
}

impl Ruler {
    /// Standard deviation of the distance error that a whole session shares, %; 0 for a known length. Reps of one
    /// session compare without it; sessions, and times over a distance, do not.
    pub(crate) fn shared_pct(self) -> f64 {
        match self {
            Self::Known => 0.0,
            Self::TrackMode | Self::Gnss => GNSS_SHARED_PCT,
            Self::FootPod => FOOT_POD_SHARED_PCT,
        }
    }
}

/// Relative standard deviation of one rep's speed by measurement, %: `100 sqrt((sd_t/t)^2 + (sd_d/d)^2)`.
///
/// ```
/// use lastrep::scores::noise::{Ruler, Timing, rep_noise_pct};
/// let noise = rep_noise_pct(400.0, 92.0, Timing::Button, Ruler::Known);
/// assert_eq!(format!("{noise:.2}"), "0.54");
/// ```
pub fn rep_noise_pct(distance_m: f64, time_s: f64, timing: Timing, ruler: Ruler) -> f64 {
    noise_of_sd_pct(distance_m, time_s, timing, ruler.sd_m(distance_m))
}

/// [`rep_noise_pct`] for a distance with a known standard deviation, m.
pub(crate) fn noise_of_sd_pct(distance_m: f64, time_s: f64, timing: Timing, sd_m: f64) -> f64 {
    100.0 * (timing.sd_s() / time_s).hypot(sd_m / distance_m)
}

/// Noise of a rep's speed over a set, %: root mean square of [`rep_noise_pct`]; NaN of no values.
pub(crate) fn set_noise_pct(rep_noise_pct: &[f64]) -> f64 {
    root_mean_square(rep_noise_pct)
}

/// The distances of reps of one length scatter beyond the usual noise where their scatter is more than so many times as
/// large. House rule: four even reps scatter so in one set of twenty.
const BEYOND_NOISE: f64 = 1.6;

/// The noise that the distances of reps of one length show themselves, %; `None` where they show none beyond the usual.
/// `reps` holds distance, m, and time, s.
///
/// # Definition
/// A distance is off by as much as neither one length nor one pace explains: by how far `ln d` is outside the range from 0 to
/// `ln t`, both about their medians. The noise is the root of the sum of squares over `n - 1`.
pub(crate) fn shown_noise_pct(reps: &[(f64, f64)], usual_pct: f64) -> Option<f64> {
    let logs: Vec<(f64, f64)> = reps.iter().map(|(distance_m, time_s)| (distance_m.ln(), time_s.ln())).collect();
    let middle_of = |of: fn(&(f64, f64)) -> f64| middle(&logs.iter().map(of).collect::<Vec<_>>());
    let (length, time) = (middle_of(|log| log.0)?, middle_of(|log| log.1)?);
    let off = |(d, t): &(f64, f64)| {
        let (longer, later) = (d - length, t - time);
        longer - longer.clamp(later.min(0.0), later.max(0.0))
    };
    let squares: f64 = logs.iter().map(|log| off(log).powi(2)).sum();
    let shown_pct = 100.0 * (squares / (logs.len() - 1) as f64).sqrt();
    (logs.len() > 1 && shown_pct > BEYOND_NOISE * usual_pct).then_some(shown_pct)
}

/// What a snapped set says about the device: the device measured one known length again and again.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Calibration {
    /// Mean measured distance over the known length, less 1, %.
    pub(crate) bias_pct: f64,
    /// Standard deviation of a measured distance, m: an upper bound, because it includes how the runner's own line
    /// varies.
    pub sd_m: f64,
}

/// The device's error on a known length; `None` for fewer than three measured distances.
pub(crate) fn calibration(measured_m: &[f64], known_m: f64) -> Option<Calibration> {
    let usable: Vec<f64> = measured_m.iter().copied().filter(|distance| distance.is_finite()).collect();
    (usable.len() >= 3)
        .then(|| Calibration { bias_pct: 100.0 * (mean(&usable) / known_m - 1.0), sd_m: sample_sd(&usable) })
}

/// What timed a rep, by the structure's source, the plan and the laps.
pub(crate) fn timing_of(rep: &Segment, source: RepSource, activity: &Activity, prepared: &Prepared) -> Timing {
    if !rep.lap_timed {
        return Timing::Signal {
            start_gap_s: gap_at(rep.span.start_s, prepared),
            end_gap_s: gap_at(rep.span.end_s, prepared),
        };
    }
    let lap = lap_of(rep, &activity.laps);
    if activity.format == Format::Fit && lap.is_some_and(|lap| ended_by_itself(lap, source, activity)) {
        Timing::Step
    } else {
        Timing::Button
    }
}

/// What measured a rep's distance.
pub(crate) fn ruler_of(rep: &Segment, activity: &Activity, prepared: &Prepared) -> Ruler {
    if rep.snapped_distance_m.is_some() { Ruler::Known } else { ruler_beside_reps(activity, prepared) }
}

/// What measured a distance that was not snapped.
pub(crate) fn ruler_beside_reps(activity: &Activity, prepared: &Prepared) -> Ruler {
    let located = prepared.track.latitude_deg.as_ref().is_some_and(|values| values.iter().any(|v| v.is_finite()));
    let by_device = prepared.distance_source == DistanceSource::Device;
    match activity.surface {
        Some(Surface::Treadmill) => Ruler::FootPod,
        Some(Surface::Track) if activity.format == Format::Fit && by_device && located => Ruler::TrackMode,
        _ if located => Ruler::Gnss,
        _ => Ruler::FootPod,
    }
}

/// Timer time between the two samples around a moment, s; at an edge of the recording, between the nearest two.
pub(crate) fn gap_at(clock_s: f64, prepared: &Prepared) -> f64 {
    let time = &prepared.track.time_s;
    let after = time.partition_point(|t| *t <= clock_s).clamp(1, time.len().saturating_sub(1).max(1));
    match (time.get(after - 1), time.get(after)) {
        (Some(before), Some(after)) => prepared.timer_s(crate::model::Span::new(*before, *after)),
        _ => f64::NAN,
    }
}

/// The speeds that the plan asked for in a rep, slow and fast, m/s: those of the step whose lap ended with the rep.
pub(crate) fn target_of(rep: &Segment, activity: &Activity) -> Option<Range> {
    let step_index = lap_of(rep, &activity.laps)?.step_index?;
    let step = activity.workout.as_ref()?.steps.iter().find(|step| step.index == step_index)?;
    step.target_mps.filter(|asked| 0.0 < asked.low && asked.low <= asked.high)
}

/// The lap that ended with the rep.
fn lap_of<'a>(rep: &Segment, laps: &'a [Lap]) -> Option<&'a Lap> {
    let distance = |lap: &Lap| (lap.end_s - rep.span.end_s).abs();
    laps.iter().filter(|lap| distance(lap) <= LAP_MATCH_S).min_by(|a, b| distance(a).total_cmp(&distance(b)))
}

/// Whether a lap ended by itself, not by the button: its step has a length of its own, or its trigger says so. Some
/// devices write the same trigger for a step's end and for the button: they are believed where the reps were found by
/// steps or intensities.
fn ended_by_itself(lap: &Lap, source: RepSource, activity: &Activity) -> bool {
    let steps = activity.workout.as_ref().map_or(&[][..], |workout| &workout.steps);
    let step = lap.step_index.and_then(|index| steps.iter().find(|step| step.index == index));
    match (step, lap.trigger) {
        (Some(step), _) => matches!(step.end, StepEnd::Time(_) | StepEnd::Distance(_)),
        (None, Some(LapTrigger::Time | LapTrigger::Distance)) => true,
        (None, Some(LapTrigger::Manual)) => false,
        (None, _) => matches!(source, RepSource::Steps | RepSource::Intensity),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::model::{Intensity, Span, Workout, WorkoutStep};
    use crate::scores::fixture;

    #[test]
    fn timing_by_source() {
        let one_hertz = Timing::Signal { start_gap_s: 1.0, end_gap_s: 1.0 };
        assert!((one_hertz.sd_s() - 0.65).abs() < 0.01);
        let smart = Timing::Signal { start_gap_s: 6.0, end_gap_s: 6.0 };
        assert!((smart.sd_s() - 6.0 / 6.0_f64.sqrt()).abs() < 0.06);
        assert!(Timing::Signal { start_gap_s: f64::NAN, end_gap_s: 0.1 }.sd_s() > 0.6);
    }

    #[test]
    fn noise_by_ruler() {
        assert!((rep_noise_pct(400.0, 1e9, Timing::Step, Ruler::Gnss) - 0.9014).abs() < 1e-3);
        assert!((rep_noise_pct(400.0, 1e9, Timing::Step, Ruler::FootPod) - 1.0).abs() < 1e-6);
        assert!((rep_noise_pct(400.0, 1e9, Timing::Step, Ruler::TrackMode) - 0.25).abs() < 1e-6);
    }

    #[test]
    fn a_known_length_calibrates_the_device() {
        let found = calibration(&[404.0, 406.0, f64::NAN, 408.0], 400.0).unwrap();
        assert!((found.bias_pct - 1.5).abs() < 1e-9 && (found.sd_m - 2.0).abs() < 1e-9);
        assert!(calibration(&[404.0, 406.0], 400.0).is_none());
    }

    #[test]
    fn reps_of_one_length_show_the_noise_of_their_distances() {
        let shown = |reps: &[(f64, f64)]| shown_noise_pct(reps, 0.8);
        // Out and back in one time: the satellites measured 962 and 872 m.
        assert!(shown(&[(962.0, 199.2), (872.0, 199.3)]).is_some_and(|pct| (pct - 6.9).abs() < 0.1));
        assert!(shown(&[(629.0, 126.2), (585.0, 128.8), (640.0, 133.2), (589.0, 130.0)]).is_some_and(|pct| pct > 3.0));
        // A longer way that took longer, and an even way at many paces.
        assert_eq!(shown(&[(1004.0, 222.6), (1004.0, 217.2), (1108.0, 241.9), (1003.0, 223.6)]), None);
        assert_eq!(shown(&[(400.0, 90.0), (401.0, 96.0), (399.0, 100.0), (400.0, 88.0)]), None);
        assert_eq!(shown(&[(400.0, 90.0)]), None);
    }

    #[test]
    fn a_pause_is_no_gap_of_the_signal() {
        let mut prepared = fixture::prepared(600);
        prepared.track.time_s.retain(|t| !(200.0..=259.0).contains(t));
        assert!((gap_at(230.0, &prepared) - 61.0).abs() < 1e-9);
        prepared.pauses = vec![Span::new(200.0, 259.0)];
        assert!((gap_at(230.0, &prepared) - 2.0).abs() < 1e-9);
        assert!((gap_at(10.5, &prepared) - 1.0).abs() < 1e-9);
        assert!((gap_at(1e6, &prepared) - 1.0).abs() < 1e-9, "past the end: the last two");
    }

    #[test]
    fn an_open_step_ends_by_the_button() {
        let (mut activity, prepared) = (fixture::activity(), fixture::prepared(600));
        let rep = fixture::rep(100.0, 192.0, 400.0);
        let step =
            |end| WorkoutStep { index: 3, name: None, intensity: Some(Intensity::Active), end, target_mps: None };
        activity.laps = vec![Lap {
            start_s: 100.0,
            end_s: 192.0,
            trigger: Some(LapTrigger::Manual),
            intensity: Some(Intensity::Active),
            step_index: Some(3),
            distance_m: None,
            timer_s: None,
        }];
        activity.workout = Some(Workout { name: None, steps: vec![step(StepEnd::Distance(400.0))] });
        assert_eq!(timing_of(&rep, RepSource::Steps, &activity, &prepared), Timing::Step);
        activity.workout = Some(Workout { name: None, steps: vec![step(StepEnd::Open)] });
        assert_eq!(timing_of(&rep, RepSource::Steps, &activity, &prepared), Timing::Button);
        activity.laps.clear();
        assert_eq!(timing_of(&rep, RepSource::Laps, &activity, &prepared), Timing::Button);
    }

    #[test]
    fn the_ruler_follows_the_evidence() {
        let (mut activity, prepared) = (fixture::activity(), fixture::prepared(600));
        let mut rep = fixture::rep(100.0, 192.0, 400.0);
        assert_eq!(ruler_of(&rep, &activity, &prepared), Ruler::Gnss);
        activity.surface = Some(Surface::Track);
        assert_eq!(ruler_of(&rep, &activity, &prepared), Ruler::TrackMode);
        activity.surface = Some(Surface::Treadmill);
        assert_eq!(ruler_of(&rep, &activity, &prepared), Ruler::FootPod);
        rep.snapped_distance_m = Some(400.0);
        assert_eq!(ruler_of(&rep, &activity, &prepared), Ruler::Known);
    }
}
