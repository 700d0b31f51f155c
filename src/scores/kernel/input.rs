//! What scores are computed from: everything known of a rep, a set or a session, as plain data.

use super::anchors::CriticalSpeed;
use super::heart_rate_step::step_problem;
use super::needs::check_speeds;
use super::noise::Ruler;
use super::own::Own;
use super::{RepScore, Unavailable, heart_rate_validity};
use crate::clean::{Prepared, Uniform};
use crate::model::{Sex, Span};
use crate::segment::WorkoutKind;
use crate::stats::Range;

/// Shortest run that is called steady here, min. House rule.
const STEADY_MINUTES: f64 = 30.0;
/// Largest share of a steady run with the timer stopped. House rule.
const STEADY_STOPPED_MOST: f64 = 0.02;

/// Seconds over which a speed is averaged: the noise of single seconds would bias a score that is not linear in speed.
const SPEED_WINDOW: usize = 10;

/// What is known of the runner and the session beside the recording; everything may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ScoreContext {
    /// Maximum heart rate, bpm.
    pub hr_max_bpm: Option<f64>,
    /// Resting heart rate, bpm.
    pub hr_rest_bpm: Option<f64>,
    /// Heart rate at the threshold, bpm.
    pub lthr_bpm: Option<f64>,
    /// Sex: some weights depend on it.
    pub sex: Option<Sex>,
    /// Threshold speed by a race of the last twelve weeks, m/s.
    pub threshold_mps: Option<f64>,
    /// Critical speed and D' by races of the last 90 days, where they agree with the threshold speed.
    pub critical: Option<CriticalSpeed>,
    /// Session RPE, CR10.
    pub rpe_cr10: Option<f64>,
    /// Reps in reserve at the end of the session.
    pub reps_in_reserve: Option<f64>,
    /// Air temperature and dew point, degrees Celsius.
    pub weather_c: Option<(f64, f64)>,
    /// What earlier outings of the runner tell.
    pub own: Own,
}

/// One rep.
#[derive(Debug, Clone)]
pub(crate) struct RepInput<'a> {
    /// What was measured of the rep.
    pub(crate) rep: &'a RepScore,
    /// Where the rep is.
    pub(crate) span: Span,
    /// The recovery right after the rep.
    pub(crate) recovery: Option<Span>,
    /// The recording.
    pub(crate) prepared: &'a Prepared,
    /// What measures the distance of a part of the rep.
    pub(crate) ruler: Ruler,
    /// The speeds that the rep's step in the plan asked for, slow and fast, m/s.
    pub(crate) target_mps: Option<Range>,
    /// Whether the rep is on a track or a treadmill.
    pub(crate) is_level: bool,
    /// Why heart rate cannot be used in the rep.
    pub(crate) heart_rate_problem: Option<String>,
}

impl RepInput<'_> {
    /// Whether heart rate can be used.
    pub(crate) fn check_heart_rate(&self) -> Result<(), Unavailable> {
        self.heart_rate_problem.as_ref().map_or(Ok(()), |problem| Err(Unavailable::MissingChannel(problem.clone())))
    }
}

/// A set of like reps.
#[derive(Debug, Clone)]
pub(crate) struct SetInput<'a> {
    /// Reps of the set, in order.
    pub(crate) reps: &'a [RepScore],
    /// Speeds of the reps, m/s; NaN where a rep has none.
    pub(crate) speeds_mps: Vec<f64>,
    /// Where the reps are.
    pub(crate) spans: Vec<Span>,
    /// What measures the distance of a part of a rep.
    pub(crate) ruler: Ruler,
    /// The recovery right after each rep.
    pub(crate) recoveries: Vec<Option<Span>>,
    /// Wall clock from the end of each rep to the next rep of the set, s, one value fewer than reps; NaN where another
    /// set's rep lies between.
    pub(crate) rests_s: Vec<f64>,
    /// The recording on its uniform base.
    pub(crate) uniform: &'a Uniform,
    /// Measurement noise of a rep's speed, %.
    pub(crate) noise_pct: f64,
    /// Median rep time, s.
    pub(crate) rep_time_s: f64,
    /// Why the speeds cannot be trusted whatever their noise.
    pub(crate) broken: Option<String>,
    /// Why heart rate cannot be used in this session.
    pub(crate) heart_rate_problem: Option<&'a str>,
    /// What is known beside the recording.
    pub(crate) context: &'a ScoreContext,
}

impl SetInput<'_> {
    /// One value per rep; NaN where a rep has none.
    pub(crate) fn column(&self, value: fn(&RepScore) -> Option<f64>) -> Vec<f64> {
        self.reps.iter().map(|rep| value(rep).unwrap_or(f64::NAN)).collect()
    }

    /// Whether the speeds can be read. Too few reps or a rep without speed is reported before a broken recording.
    pub(crate) fn check_speeds(&self, needed: usize) -> Result<(), Unavailable> {
        check_speeds(&self.speeds_mps, needed)?;
        self.broken.as_ref().map_or(Ok(()), |reason| Err(Unavailable::Unreadable(reason.clone())))
    }

    /// Whether heart rate can be used.
    pub(crate) fn check_heart_rate(&self) -> Result<(), Unavailable> {
        self.heart_rate_problem.map_or(Ok(()), |problem| Err(Unavailable::MissingChannel(problem.to_owned())))
    }
}

/// A whole session.
#[derive(Debug, Clone)]
pub(crate) struct SessionInput<'a> {
    /// The recording.
    pub(crate) prepared: &'a Prepared,
    /// What kind of outing it was.
    pub(crate) kind: WorkoutKind,
    /// Whether the session was run on a track or a treadmill.
    pub(crate) is_level: bool,
    /// Timer time, min.
    pub(crate) minutes: f64,
    /// Heart rate of every second that has one, bpm, or why it cannot be used.
    heart_rates_bpm: Result<Vec<f64>, String>,
    /// The step of the heart rate in an even run that no heart makes, in words.
    pub(crate) heart_rate_step: Option<String>,
    /// What is known beside the recording.
    pub(crate) context: &'a ScoreContext,
}

impl<'a> SessionInput<'a> {
    /// A recording as a session.
    pub(crate) fn of(prepared: &'a Prepared, kind: WorkoutKind, context: &'a ScoreContext) -> Self {
        let minutes = prepared.timer_s(whole(prepared)) / 60.0;
        let heart_rates_bpm = heart_rate_validity::heart_rates(prepared, 60.0 * minutes);
        let heart_rate_step = if is_even(kind) { step_problem(&prepared.uniform) } else { None };
        Self { prepared, kind, is_level: false, minutes, heart_rates_bpm, heart_rate_step, context }
    }

    /// Heart rate of every second of timer time that has one, bpm.
    pub(crate) fn heart_rates(&self) -> Result<&[f64], Unavailable> {
        let problem = |problem: &String| Unavailable::MissingChannel(problem.clone());
        self.heart_rates_bpm.as_deref().map_err(problem)
    }

    /// Whether the heart rate of a steady run can be held against its speed.
    pub(crate) fn check_steady_heart_rate(&self) -> Result<(), Unavailable> {
        let step = self.heart_rate_step.clone().map(Unavailable::MissingChannel);
        self.heart_rates().and_then(|_| step.map_or(Ok(()), Err))
    }

    /// The span of a steady run: long enough, hardly stopped.
    pub(crate) fn steady_run(&self) -> Result<Span, Unavailable> {
        let whole = whole(self.prepared);
        if !is_even(self.kind) {
            return Err(Unavailable::Unreadable("not a steady run".to_owned()));
        }
        if self.minutes < STEADY_MINUTES {
            return Err(Unavailable::Unreadable(format!("a run of less than {STEADY_MINUTES:.0} min")));
        }
        let stopped = 1.0 - 60.0 * self.minutes / whole.length_s();
        if stopped > STEADY_STOPPED_MOST {
            return Err(Unavailable::Unreadable(format!("stopped for {:.0} % of the time", 100.0 * stopped)));
        }
        Ok(whole)
    }

    /// The speed at every second of a run, m/s: the mean over the ten seconds that end there. A stopped timer counts as
    /// standing.
    pub(crate) fn speeds(&self) -> Result<Vec<f64>, Unavailable> {
        if self.kind == WorkoutKind::NotRunning {
            return Err(Unavailable::Unreadable("not a run".to_owned()));
        }
        let metres = &self.prepared.uniform.distance_m;
        let speed = |second: usize| {
            let from = second.saturating_sub(SPEED_WINDOW);
            (metres[second] - metres[from]) / (second - from).max(1) as f64
        };
        let speeds: Vec<f64> = (1..metres.len()).map(speed).collect();
        let is_known = !speeds.is_empty() && speeds.iter().all(|speed| speed.is_finite());
        is_known
            .then_some(speeds)
            .ok_or_else(|| Unavailable::MissingChannel("no distance, position or speed".to_owned()))
    }

    /// Whether a second was recorded with the timer running.
    pub(crate) fn is_running(&self, second: usize) -> bool {
        self.prepared.uniform.recorded.get(second).copied().unwrap_or(false)
    }
}

/// Whether a run is even by its kind.
fn is_even(kind: WorkoutKind) -> bool {
    matches!(kind, WorkoutKind::Steady | WorkoutKind::Long)
}

/// First and last sample.
fn whole(prepared: &Prepared) -> Span {
    let times = &prepared.track.time_s;
    Span::new(times.first().copied().unwrap_or_default(), times.last().copied().unwrap_or_default())
}
