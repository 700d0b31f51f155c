//! How the body and the ground answer the reps of a reading: cadence, heart rate, grade.
//!
//! Speed comes from satellites. In a real rep cadence and heart rate rise, too. A swing of the speed without such an
//! answer is an error of the watch. If the fast stretches go downhill, the ground made them fast.

use super::runs::Run;
use crate::clean::Uniform;
use crate::model::Span;
use crate::segment::RecoveryMode;
use crate::segment::tempo::LEAST_CONTRAST;
use crate::stats::{mean, middle};

/// A wrist shows a new cadence after about this long, s.
const CADENCE_LAG_S: f64 = 5.0;

/// Heart rate follows a rep with some delay. It is averaged over this time around the start and after the end of a rep,
/// s.
const HEART_S: f64 = 12.0;

/// Easy running begins this far outside the reps (`BESIDE_S`), s. Less of it than `LEAST_EASY_S` gives no speed and no
/// cadence, s.
const BESIDE_S: f64 = 20.0;
const LEAST_EASY_S: usize = 60;

/// Fewer known seconds than this give no value.
const LEAST_S: usize = 3;

/// Steps are quicker than those of easy running by at least this, steps/min. House rule: the cadence of easy running
/// wavers by about as much.
const QUICKER_SPM: f64 = 5.0;

/// The grade of a shorter stretch is only noise of the altitude, m.
const LEAST_WAY_M: f64 = 40.0;

/// How body and ground answered the reps; `None` where it is not measured.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct BodyAnswer {
    /// Whether the recoveries are run. After a walk or a stand, cadence and heart rate rise at any pace.
    pub(crate) is_rest_run: bool,
    /// Cadence of the reps less that of the recoveries, steps/min.
    pub(crate) over_rest_spm: Option<f64>,
    /// Cadence of the reps less that of the easy running before and after them, steps/min.
    pub(crate) over_easy_spm: Option<f64>,
    /// Speed of the reps over that of the easy running before and after them, logarithmic.
    pub(crate) over_easy_speed: Option<f64>,
    /// Rise of heart rate from the start of a rep to its end, beats/min.
    pub(crate) rise_bpm: Option<f64>,
    /// Grade of the reps less that of the recoveries, rise over run.
    pub(crate) grade: Option<f64>,
}

impl BodyAnswer {
    /// The answer to the reps of an activity. Each value is the median over the reps (for heart rate the lower median).
    pub(super) fn to(base: &Uniform, reps: &[Run]) -> Self {
        let spans: Vec<Span> = reps.iter().map(|rep| rep.span).collect();
        let rests: Vec<Span> = spans.windows(2).map(|pair| Span::new(pair[0].end_s, pair[1].start_s)).collect();
        let steps = |spans: &[Span]| median_over(spans, |span| cadence(base, span));
        let work_spm = steps(&spans);
        let less = |rest: Option<f64>| work_spm.zip(rest).map(|(work, rest)| work - rest);
        let speed_mps = middle(&reps.iter().map(|rep| rep.speed_mps).collect::<Vec<_>>());
        let easy = EasyRunning::outside(base, &spans);
        let grades = |spans: &[Span]| median_over(spans, |span| grade(base, span));
        let rest_mps = median_over(&rests, |rest| Some(base.mean_speed(rest)));
        Self {
            is_rest_run: rest_mps.is_some_and(|mps| RecoveryMode::of_speed(mps) == RecoveryMode::Jog),
            over_rest_spm: less(steps(&rests)),
            over_easy_spm: less(easy.steps_spm),
            over_easy_speed: speed_mps.zip(easy.speed_mps).map(|(work, easy)| (work / easy).ln()),
            rise_bpm: lower_middle(spans.iter().filter_map(|&span| heart_rise(base, span)).collect()),
            grade: grades(&spans).zip(grades(&rests)).map(|(work, rest)| work - rest),
        }
    }

    /// Whether the reps are easy running between stops: no faster than the easy running before and after them, and
    /// without quicker steps.
    pub(crate) fn is_easy_running(&self) -> bool {
        let is_no_faster = self.over_easy_speed.is_some_and(|over| over < LEAST_CONTRAST.ln());
        is_no_faster && self.over_easy_spm.is_none_or(|over| over < QUICKER_SPM)
    }

    /// The answer in words, each part after a semicolon; empty if nothing is measured.
    pub(crate) fn words(&self) -> String {
        let steps = self.over_rest_spm.filter(|_| self.is_rest_run).or(self.over_easy_spm);
        let steps = steps.map(|over| format!("; cadence {} steps/min in the fast stretches", signed(over)));
        let heart = self.rise_bpm.map(|rise| format!("; heart rate {} beats/min", signed(rise)));
        steps.into_iter().chain(heart).collect()
    }
}

/// A difference with its sign.
fn signed(value: f64) -> String {
    let sign = if value.round() < 0.0 { '\u{2212}' } else { '+' };
    format!("{sign}{:.0}", value.abs())
}

fn median_over(spans: &[Span], value: impl Fn(Span) -> Option<f64>) -> Option<f64> {
    middle(&spans.iter().filter_map(|&span| value(span)).collect::<Vec<_>>())
}

/// The lower median: the first rise of an outing starts from rest and is large at any pace.
fn lower_middle(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len().saturating_sub(1) / 2).copied()
}

/// The mean of the known values; `None` of too few.
fn known_mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let known: Vec<f64> = values.filter(|value| value.is_finite()).collect();
    (known.len() >= LEAST_S).then(|| mean(&known))
}

/// The third quartile of cadence over a stretch after the sensor's delay, steps/min. In a short stretch only the last
/// half counts. A standing runner counts as taking no steps, because sensors then write no cadence at all.
fn cadence(base: &Uniform, span: Span) -> Option<f64> {
    let steps = base.step_rate_spm.as_ref()?;
    let from_s = span.start_s + CADENCE_LAG_S.min(span.length_s() / 2.0);
    let seconds = base.range(Span::new(from_s, span.end_s + CADENCE_LAG_S / 2.0));
    let speeds = base.speed_mps.get(seconds.clone())?;
    let at = |(&steps, &mps): (&f64, &f64)| {
        if steps.is_nan() && RecoveryMode::of_speed(mps) == RecoveryMode::Stand { 0.0 } else { steps }
    };
    let steps = steps.get(seconds)?.iter().zip(speeds).map(at);
    let mut known: Vec<f64> = steps.filter(|value| value.is_finite()).collect();
    known.sort_by(f64::total_cmp);
    (known.len() >= LEAST_S).then(|| known[3 * (known.len() - 1) / 4])
}

/// The running before the first rep and after the last.
struct EasyRunning {
    /// Median speed of the easy running, m/s; `None` if there is too little easy running.
    speed_mps: Option<f64>,
    /// Median cadence of the easy running, steps/min; `None` if it is not known.
    steps_spm: Option<f64>,
}

impl EasyRunning {
    fn outside(base: &Uniform, reps: &[Span]) -> Self {
        let (from_s, to_s) = match reps {
            [first, .., last] => (first.start_s - BESIDE_S, last.end_s + BESIDE_S),
            _ => (f64::NEG_INFINITY, f64::INFINITY),
        };
        let is_outside = |k: &usize| base.clock_s(*k) < from_s || base.clock_s(*k) > to_s;
        let is_easy = |k: &usize| is_outside(k) && RecoveryMode::of_speed(base.speed_mps[*k]) == RecoveryMode::Jog;
        let easy: Vec<usize> = (0..base.speed_mps.len()).filter(is_easy).collect();
        let of = |channel: &[f64]| {
            let known: Vec<f64> = easy.iter().map(|&k| channel[k]).filter(|value| value.is_finite()).collect();
            middle(&known).filter(|_| known.len() >= LEAST_EASY_S)
        };
        Self { speed_mps: of(&base.speed_mps), steps_spm: base.step_rate_spm.as_deref().and_then(of) }
    }
}

/// Heart rate after the end of a rep less heart rate around its start, beats/min.
fn heart_rise(base: &Uniform, span: Span) -> Option<f64> {
    let heart = base.heart_rate_bpm.as_ref()?;
    let over = |span: Span| known_mean(heart.get(base.range(span))?.iter().copied());
    let start = over(Span::new(span.start_s - HEART_S / 2.0, span.start_s + HEART_S / 2.0))?;
    let end = over(Span::new(span.end_s, span.end_s + HEART_S))?;
    Some(end - start)
}

/// Rise over run from the start of a stretch to its end.
fn grade(base: &Uniform, span: Span) -> Option<f64> {
    let seconds = base.altitude_m.as_ref()?.get(base.range(span))?;
    let mut known = seconds.iter().copied().filter(|height| height.is_finite());
    let (first, last) = (known.next()?, known.next_back()?);
    let way_m = base.distance_at(span.end_s) - base.distance_at(span.start_s);
    (way_m >= LEAST_WAY_M).then(|| (last - first) / way_m)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::ends::Ends;

    /// Three reps of 60 s at 4 m/s from 300 s on, two minutes of jogging between them.
    fn reps() -> Vec<Run> {
        let run = |start_s: f64| Run {
            span: Span::new(start_s, start_s + 60.0),
            speed_mps: 4.0,
            edge_steps_mps: Ends::both(1.5),
        };
        [300.0, 480.0, 660.0].map(run).to_vec()
    }

    fn base(steps: impl Fn(usize) -> f64, heart: impl Fn(usize) -> f64) -> Uniform {
        let speed_mps = vec![2.5; 1000];
        let distance_m = (0..1000).map(|k| 2.5 * f64::from(k)).collect();
        let channel = |of: &dyn Fn(usize) -> f64| Some((0..1000).map(of).collect());
        Uniform {
            speed_mps,
            distance_m,
            recorded: vec![true; 1000],
            step_rate_spm: channel(&steps),
            heart_rate_bpm: channel(&heart),
            ..Uniform::default()
        }
    }

    #[test]
    fn quicker_steps_and_a_rising_heart_answer() {
        let is_work = |k: usize| (300..=720).contains(&k) && (k - 300) % 180 <= 60;
        let late = |k: usize| k.saturating_sub(4);
        let base =
            base(|k| if is_work(late(k)) { 180.0 } else { 164.0 }, |k| if is_work(late(k)) { 160.0 } else { 150.0 });
        let answer = BodyAnswer::to(&base, &reps());
        assert!(answer.over_rest_spm.is_some_and(|over| (over - 16.0).abs() < 2.0), "{answer:?}");
        assert!(answer.over_easy_spm.is_some_and(|over| (over - 16.0).abs() < 2.0), "{answer:?}");
        assert!(answer.rise_bpm.is_some_and(|rise| rise > 0.0), "{answer:?}");
        assert_eq!(answer.grade, None);
    }

    #[test]
    fn who_stands_takes_no_steps_though_none_are_written() {
        let is_work = |k: usize| (300..=720).contains(&k) && (k - 300) % 180 <= 60;
        let written = base(|k| if is_work(k) { 180.0 } else { f64::NAN }, |_| 150.0);
        let stood = (0..1000).map(|k| if is_work(k) { 4.0 } else { 0.0 }).collect();
        let distance_m = (0..1000).scan(0.0, |sum, k| {
            *sum += if is_work(k) { 4.0 } else { 0.0 };
            Some(*sum)
        });
        let answer =
            BodyAnswer::to(&Uniform { speed_mps: stood, distance_m: distance_m.collect(), ..written }, &reps());
        assert_eq!((answer.is_rest_run, answer.over_rest_spm), (false, Some(180.0)), "{answer:?}");
    }

    #[test]
    fn nothing_answers_a_swing_of_the_satellites() {
        let answer = BodyAnswer::to(&base(|_| 164.0, |_| 150.0), &reps());
        assert_eq!((answer.over_rest_spm, answer.over_easy_spm, answer.rise_bpm), (Some(0.0), Some(0.0), Some(0.0)));
        let without = BodyAnswer::to(&Uniform { step_rate_spm: None, ..base(|_| 164.0, |_| f64::NAN) }, &reps());
        assert_eq!((without.over_rest_spm, without.over_easy_spm, without.rise_bpm), (None, None, None));
        assert!(without.over_easy_speed.is_some_and(|over| (over - (4.0_f64 / 2.5).ln()).abs() < 1e-9), "{without:?}");
    }

    #[test]
    fn what_is_no_faster_than_easy_running_is_easy_unless_the_steps_are_quicker() {
        let answer = |speed: f64, steps| BodyAnswer {
            over_easy_speed: Some(speed),
            over_easy_spm: steps,
            ..BodyAnswer::default()
        };
        assert!(answer(0.0, None).is_easy_running() && answer(-0.03, Some(-4.0)).is_easy_running());
        assert!(!answer(0.0, Some(15.0)).is_easy_running(), "reps up a hill");
        assert!(!answer(0.2, Some(0.0)).is_easy_running() && !BodyAnswer::default().is_easy_running());
    }
}
