//! When the buttons are pressed: laps by hand, by the plan or by the kilometre, and the timer's stops.

use lastrep::model::{Intensity, Lap, LapTrigger, Span};
use lastrep::segment::SegmentKind;

use super::Setting;
use super::motion::Motion;
use super::plan::{Bout, Plan};
use super::random::Random;
use super::texture::Texture;
use super::watch::Readings;

/// How the recording is cut into laps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Lapping {
    /// Not at all: one lap.
    None,
    /// By hand at each change, about a second late.
    Hand,
    /// By the watch, which carries out the plan.
    Steps,
    /// By the watch each so many metres.
    Auto(f64),
}

/// The end of a lap.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    /// When, s.
    pub(crate) time_s: f64,
    trigger: LapTrigger,
    intensity: Option<Intensity>,
    step: Option<u16>,
}

/// The spans in which the runner stopped the timer, in whole seconds.
pub(crate) fn pauses(bouts: &[Bout], motion: &Motion, texture: &Texture, seed: u64) -> Vec<Span> {
    let Texture { press_s, stops_late_s, .. } = *texture;
    let mut random = Random::stream(seed, 40);
    let mut spans = Vec::new();
    for (bout, edges) in bouts.iter().zip(motion.edges_s.windows(2)) {
        let (stop, start) = (lateness_s(press_s, &mut random), lateness_s(press_s, &mut random) * 0.5);
        let span = Span::new((edges[0] + stop + stops_late_s.0).round(), (edges[1] + start + stops_late_s.1).round());
        if bout.paused && span.length_s() > 0.0 {
            spans.push(span);
        }
    }
    spans
}

/// Where laps end, the last mark being the end of the recording.
pub(crate) fn marks(setting: &Setting, plan: &Plan, motion: &Motion, readings: &Readings) -> Vec<Mark> {
    let (lapping, end_s) = (setting.lapping, motion.last_second());
    let mut marks = match lapping {
        Lapping::None => Vec::new(),
        Lapping::Hand => by_hand(&plan.bouts, motion, setting.texture.press_s, setting.seed),
        Lapping::Steps => by_step(&plan.bouts, motion),
        Lapping::Auto(metres) => by_distance(metres, readings),
    };
    marks.retain(|mark| mark.time_s < end_s - 1.0);
    let last = plan.bouts[plan.bouts.len() - 1];
    let stepped = lapping == Lapping::Steps;
    marks.push(Mark {
        time_s: end_s,
        trigger: LapTrigger::SessionEnd,
        intensity: Some(if stepped { meant(last.kind) } else { Intensity::Active }),
        step: stepped.then_some(last.step),
    });
    marks
}

/// The laps between the marks, with the watch's distances and timer times.
pub(crate) fn laps(marks: &[Mark], readings: &Readings, pauses: &[Span]) -> Vec<Lap> {
    let mut start_s = 0.0;
    let mut laps = Vec::with_capacity(marks.len());
    for mark in marks {
        let span = Span::new(start_s, mark.time_s);
        let stopped: f64 = pauses.iter().map(|pause| pause.overlap_s(span)).sum();
        let run = readings.distance_at(mark.time_s) - readings.distance_at(start_s);
        laps.push(Lap {
            start_s,
            end_s: mark.time_s,
            trigger: Some(mark.trigger),
            intensity: mark.intensity,
            step_index: mark.step,
            distance_m: Some((run * 100.0).round() / 100.0),
            timer_s: Some(((span.length_s() - stopped) * 1000.0).round() / 1000.0),
        });
        start_s = mark.time_s;
    }
    laps
}

/// How late a finger is, s, by mean and standard deviation; never early.
fn lateness_s((mean, sigma): (f64, f64), random: &mut Random) -> f64 {
    (mean + sigma * random.normal()).clamp(0.0, 3.5)
}

/// Whether something ends between two bouts: each rep is one of its own, other neighbours of one kind are one stretch.
fn is_change(pair: &[Bout]) -> bool {
    pair[0].kind != pair[1].kind || pair[0].kind == SegmentKind::Work
}

/// Nobody presses for strides or at traffic lights.
fn by_hand(bouts: &[Bout], motion: &Motion, press_s: (f64, f64), seed: u64) -> Vec<Mark> {
    let mut random = Random::stream(seed, 41);
    let silent = |kind: SegmentKind| matches!(kind, SegmentKind::Stride | SegmentKind::Other);
    let mut marks = Vec::new();
    for (pair, &edge) in bouts.windows(2).zip(&motion.edges_s[1..]) {
        let time_s = ((edge + lateness_s(press_s, &mut random)) * 100.0).round() / 100.0;
        if !silent(pair[0].kind) && !silent(pair[1].kind) && is_change(pair) {
            marks.push(Mark { time_s, trigger: LapTrigger::Manual, intensity: Some(Intensity::Active), step: None });
        }
    }
    marks
}

fn by_step(bouts: &[Bout], motion: &Motion) -> Vec<Mark> {
    bouts
        .iter()
        .zip(&motion.edges_s[1..])
        .enumerate()
        .filter(|(number, _)| bouts.get(*number..number + 2).is_none_or(is_change))
        .map(|(_, (bout, &edge))| Mark {
            time_s: (edge * 100.0).round() / 100.0,
            trigger: match bout.length {
                super::plan::Length::Time(_) => LapTrigger::Time,
                super::plan::Length::Distance(_) => LapTrigger::Distance,
            },
            intensity: Some(meant(bout.kind)),
            step: Some(bout.step),
        })
        .collect()
}

fn by_distance(metres: f64, readings: &Readings) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut next = metres;
    for (index, &run) in readings.distance_m.iter().enumerate() {
        if run >= next {
            let time_s = (index as f64 * super::motion::STEP_S * 100.0).round() / 100.0;
            marks.push(Mark { time_s, trigger: LapTrigger::Distance, intensity: Some(Intensity::Active), step: None });
            next += metres;
        }
    }
    marks
}

fn meant(kind: SegmentKind) -> Intensity {
    match kind {
        SegmentKind::Warmup => Intensity::Warmup,
        SegmentKind::Recovery => Intensity::Recovery,
        SegmentKind::Cooldown => Intensity::Cooldown,
        SegmentKind::Work | SegmentKind::Stride | SegmentKind::Other => Intensity::Active,
    }
}
