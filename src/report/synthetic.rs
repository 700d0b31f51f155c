//! Made-up sessions for the tests of the report: segments with a speed, heart rate that lags, steps that follow.

use super::figure::{Figure, HistoryEntry, ReportInput, figure};
use crate::clean::{DistanceSource, Prepared, Sampling, Uniform};
use crate::model::{Activity, Day, Format, Lap, LapTrigger, Said, Shape, Span, Track, Workout, WorkoutStep};
use crate::model::{Intensity, StepEnd};
use crate::progression::{Decision, NextWorkout, Recommendation};
use crate::scores::course::course;
use crate::scores::works;
use crate::scores::{
    FadeLine, Grade, RepScore, Score, ScoreCard, ScoreContext, ScoreInfo, Scores, SetCard, Unavailable, Value, cadence,
    evaluate, fade, fade_theil_sen, heart_rate_drift, hrr60, last_rep, last_rep_quality, last_rep_z, pace_consistency,
};
use crate::segment::EdgeAgreement;
use crate::segment::{
    Confidence, RecoveryMode, RepLength, RepSource, Segment, SegmentKind, Set, Structure, Trace, WorkoutKind,
};
use crate::stats::Range;
use crate::units::DistanceUnit;

/// Everything a report is made from, owned.
pub(super) struct SyntheticSession {
    pub(super) activity: Activity,
    pub(super) prepared: Prepared,
    pub(super) structure: Structure,
    pub(super) card: ScoreCard,
    pub(super) recommendation: Option<Recommendation>,
    pub(super) history: Vec<HistoryEntry>,
    pub(super) unit: DistanceUnit,
}

/// One stretch: kind, set (of reps), time, s, and speed, m/s.
pub(super) type SyntheticSegment = (SegmentKind, usize, f64, f64);

impl SyntheticSession {
    pub(super) fn figure(&self) -> Figure {
        self.figure_after(None)
    }

    /// The picture where the advice of an earlier session stands.
    pub(super) fn figure_after(&self, ahead: Option<(&Recommendation, Day)>) -> Figure {
        figure(&ReportInput { ahead, ..self.input() })
    }

    /// The picture of the longest run for so many days.
    pub(super) fn figure_of_longest(&self, longest_days: Option<i64>) -> Figure {
        figure(&ReportInput { longest_days, ..self.input() })
    }

    fn input(&self) -> ReportInput<'_> {
        ReportInput {
            activity: &self.activity,
            prepared: &self.prepared,
            structure: &self.structure,
            card: &self.card,
            recommendation: self.recommendation.as_ref(),
            history: &self.history,
            ahead: None,
            longest_days: None,
            runner: "",
            unit: self.unit,
            file: "a4d5fe8615bd.fit",
            version: "0.1.0",
        }
    }

    /// A session of stretches, with a set for each length of reps given.
    pub(super) fn of(name: &str, kind: WorkoutKind, lengths: &[RepLength], stretches: &[SyntheticSegment]) -> Self {
        let uniform = uniform(stretches);
        let track = Track { time_s: (0..uniform.len()).map(|k| uniform.clock_s(k)).collect(), ..Track::default() };
        let structure = structure(name, kind, lengths, stretches);
        let mut activity = Activity::new(Format::Fit);
        activity.origin_unix_s = 1_667_406_840.0;
        activity.utc_offset_s = Some(0);
        activity.track = track.clone();
        activity.device.manufacturer = "garmin".into();
        activity.device.product = "Forerunner 745".into();
        activity.told.rpe_cr10 = Some(Said::by_file(5.0));
        activity.laps = structure.segments.iter().enumerate().map(|(index, segment)| lap(index, segment)).collect();
        let card = card(&structure, &uniform);
        let sampling = Sampling { median_s: 1.0, p95_s: 1.0, holes: 0 };
        let (pauses, notes) = (Vec::new(), Vec::new());
        let prepared = Prepared { track, uniform, pauses, distance_source: DistanceSource::Device, sampling, notes };
        let (history, unit) = (Vec::new(), DistanceUnit::Kilometre);
        Self { activity, prepared, structure, card, recommendation: None, history, unit }
    }

    /// The session with how it went, as its card finds it.
    pub(super) fn with_passage(mut self) -> Self {
        let context = ScoreContext::default();
        self.card.passage = evaluate(&self.activity, &self.prepared, &self.structure, &context).passage;
        self
    }

    pub(super) fn with_target(mut self, low: f64, high: f64) -> Self {
        let step = |index: usize| WorkoutStep {
            index: index as u16,
            name: None,
            intensity: Some(Intensity::Active),
            end: StepEnd::Open,
            target_mps: Some(Range::new(low, high)),
        };
        let steps = (0..self.structure.segments.len()).map(step).collect();
        self.activity.workout = Some(Workout { name: None, steps });
        self
    }

    pub(super) fn advised(mut self, decision: Decision, headline: &str) -> Self {
        self.recommendation = Some(advice(decision, headline));
        self
    }

    pub(super) fn with_history(mut self, days: &[i64], speed: f64, reps: usize) -> Self {
        let decisions =
            [Decision::StepBack, Decision::OnceMore, Decision::StepUp, Decision::LighterWeek, Decision::EasyFirst];
        let entry = |(index, back): (usize, &i64)| {
            let speeds_mps: Vec<f64> = (0..reps).map(|k| speed * (1.0 + 0.03 * wobble(31 * index + k))).collect();
            HistoryEntry {
                day: Day::EPOCH + 19_298 - *back,
                of_length_mps: speeds_mps.clone(),
                speeds_mps,
                decision: decisions.get(index % 5).copied(),
                is_like: true,
            }
        };
        self.history = days.iter().enumerate().map(entry).collect();
        self
    }

    /// The session without the samples between two times, s.
    pub(super) fn with_hole(mut self, from: usize, to: usize) -> Self {
        let uniform = &mut self.prepared.uniform;
        for index in from..to.min(uniform.len()) {
            uniform.recorded[index] = false;
            for channel in [&mut uniform.heart_rate_bpm, &mut uniform.step_rate_spm].into_iter().flatten() {
                channel[index] = f64::NAN;
            }
        }
        self.prepared.track.time_s.retain(|time| *time < from as f64 || *time > to as f64);
        self.prepared.sampling.holes += 1;
        self
    }

    pub(super) fn without_sensors(mut self) -> Self {
        self.prepared.uniform.heart_rate_bpm = None;
        self.prepared.uniform.step_rate_spm = None;
        for rep in self.card.sets.iter_mut().flat_map(|set| &mut set.reps) {
            rep.hrr60_bpm = None;
        }
        self
    }

    pub(super) fn without_distance(mut self) -> Self {
        self.prepared.uniform.distance_m.clear();
        self.prepared.uniform.speed_mps.clear();
        self.prepared.distance_source = DistanceSource::None;
        for segment in &mut self.structure.segments {
            segment.distance_m = f64::NAN;
        }
        for rep in self.card.sets.iter_mut().flat_map(|set| &mut set.reps) {
            (rep.distance_m, rep.speed_mps) = (f64::NAN, f64::NAN);
        }
        self.unscored(&Unavailable::MissingChannel("no distance, position or speed in the file".into()))
    }

    pub(super) fn unscored(mut self, reason: &Unavailable) -> Self {
        for set in &mut self.card.sets {
            for info in [&pace_consistency::INFO, &fade::INFO, &cadence::INFO, &last_rep_quality::INFO] {
                set.scores.set(info, Err(reason.clone()));
            }
        }
        self
    }
}

/// `count` reps with recoveries between a warm-up and a cool-down.
pub(super) fn intervals(count: usize, rep_s: f64, speed: f64, rest_s: f64) -> Vec<SyntheticSegment> {
    let mut stretches = vec![(SegmentKind::Warmup, 0, 1170.0, 3.2)];
    for rep in 0..count {
        let at = speed * (1.0 + 0.012 * wobble(rep));
        stretches.push((SegmentKind::Work, 0, rep_s * speed / at, at));
        stretches.push((SegmentKind::Recovery, 0, rest_s, 2.4));
    }
    stretches.push((SegmentKind::Cooldown, 0, 440.0, 2.9));
    stretches
}

/// Six times 400 m with a little of everything.
pub(super) fn six_by_400() -> SyntheticSession {
    let stretches = intervals(6, 85.5, 400.0 / 85.5, 82.0);
    SyntheticSession::of("6 × 400 m / 200 m jog", WorkoutKind::Reps, &[RepLength::Distance(400.0)], &stretches)
}

/// A fixed number from -1 to 1 for each index.
pub(super) fn wobble(index: usize) -> f64 {
    let mixed = (index as u64).wrapping_add(17).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
    mixed as f64 / f64::from(1 << 23) - 1.0
}

fn uniform(stretches: &[SyntheticSegment]) -> Uniform {
    let mut uniform = Uniform { distance_m: vec![0.0], speed_mps: vec![0.0], ..Uniform::default() };
    let (mut heart, mut hearts, mut steps, mut now, mut at) = (110.0, vec![110.0], vec![160.0], 0.0, 0.0);
    for stretch in stretches {
        now += stretch.2;
        while uniform.distance_m.len() as f64 <= now {
            let index = uniform.distance_m.len();
            at += (stretch.3 - at) * 0.35;
            let speed = at * (1.0 + 0.02 * wobble(index));
            heart += (60.0 + 26.0 * at - heart) * 0.022;
            uniform.distance_m.push(uniform.distance_m[index - 1] + speed);
            uniform.speed_mps.push(speed);
            hearts.push(heart + wobble(index));
            steps.push((120.0 + 11.0 * at + 2.0 * wobble(index)).round());
        }
    }
    uniform.recorded = vec![true; hearts.len()];
    uniform.heart_rate_bpm = Some(hearts);
    uniform.step_rate_spm = Some(steps);
    uniform
}

fn structure(name: &str, kind: WorkoutKind, lengths: &[RepLength], stretches: &[SyntheticSegment]) -> Structure {
    let mut segments: Vec<Segment> = Vec::new();
    let mut sets: Vec<Set> = lengths.iter().map(|&length| set(length)).collect();
    let mut now = 0.0;
    for &(kind, set, seconds, speed) in stretches {
        let mut segment = segment(kind, Span::new(now, now + seconds), speed);
        if kind == SegmentKind::Work {
            sets[set].reps.push(segments.len());
            (segment.set, segment.rep) = (Some(set), Some(sets[set].reps.len()));
        }
        segments.push(segment);
        now += seconds;
    }
    let work = segments.iter().filter(|segment| segment.kind == SegmentKind::Work);
    // Every fifth start is found late, every seventh end is missed by much.
    let signal_reps: Vec<Span> = work
        .enumerate()
        .map(|(rep, segment)| {
            let late = if rep % 5 == 0 { 12.0 } else { 2.0 };
            let long = if rep % 7 == 4 { 20.0 } else { -1.0 };
            Span::new(segment.span.start_s + late, segment.span.end_s + long)
        })
        .collect();
    let has_reps = !signal_reps.is_empty();
    Structure {
        kind,
        name: name.into(),
        segments,
        sets,
        uphill: None,
        source: if has_reps { RepSource::Steps } else { RepSource::None },
        reason: "No stretch of 15 s or more ran 12 % above the median speed.".into(),
        confidence: Confidence::High,
        runner_up: None,
        edges_agreeing: has_reps.then_some(EdgeAgreement { agreeing: 10, edges: 12 }),
        signal_reps,
        trace: Trace::default(),
        notes: Vec::new(),
    }
}

fn set(length: RepLength) -> Set {
    let recovery_mode = Some(RecoveryMode::Jog);
    Set { reps: Vec::new(), length, recovery_s: Some(82.0), recovery_m: Some(200.0), recovery_mode, snapped: false }
}

fn segment(kind: SegmentKind, span: Span, speed: f64) -> Segment {
    Segment::timed(kind, span, span.length_s() * speed)
}

fn lap(index: usize, segment: &Segment) -> Lap {
    Lap {
        start_s: segment.span.start_s,
        end_s: segment.span.end_s,
        trigger: Some(LapTrigger::Manual),
        intensity: None,
        step_index: Some(index as u16),
        distance_m: Some(segment.distance_m),
        timer_s: Some(segment.timer_s),
    }
}

#[expect(clippy::unnecessary_wraps, reason = "a score is a result")]
fn value(value: f64, low: f64, high: f64, word: &'static str) -> Score {
    Ok(Value { value, ci80: Some(Range::new(low, high)), n: 6, word, caveat: String::new() })
}

fn card(structure: &Structure, uniform: &Uniform) -> ScoreCard {
    let sets = structure.sets.iter().enumerate().filter(|(_, set)| !set.reps.is_empty());
    let sets: Vec<SetCard> = sets.map(|(index, set)| set_card(index, set, structure, uniform)).collect();
    let main = (0..sets.len()).max_by_key(|&index| sets[index].reps.len());
    let course = course(&works(structure, &sets, sets.first().map_or(f64::NAN, |set| set.noise_pct)));
    ScoreCard { sets, main, course, ..ScoreCard::default() }
}

fn set_card(index: usize, set: &Set, structure: &Structure, uniform: &Uniform) -> SetCard {
    let reps: Vec<RepScore> = set.reps.iter().map(|&rep| rep_score(rep, &structure.segments[rep], uniform)).collect();
    let mean = reps.iter().map(|rep| rep.speed_mps).sum::<f64>() / reps.len() as f64;
    SetCard {
        hill: None,
        set: index,
        noise_pct: 0.24,
        grade: Grade::A,
        grade_reason: String::new(),
        mean_speed_mps: mean,
        fade_line: Some(FadeLine::new(reps.len(), mean, -1.2, 3.65)),
        scores: scores(),
        reps,
    }
}

fn scores() -> Scores {
    let values: [(&ScoreInfo, Score); 9] = [
        (&pace_consistency::INFO, value(2.0, 1.4, 3.9, "even")),
        (&fade::INFO, value(-1.2, -4.9, 2.4, "")),
        (&fade_theil_sen::INFO, value(-1.0, -4.0, 2.0, "")),
        (&last_rep::INFO, value(-1.5, -3.0, 0.0, "")),
        (&last_rep_z::INFO, value(-0.4, -1.0, 0.4, "")),
        (&last_rep_quality::INFO, value(77.0, 52.0, 91.0, "held")),
        (&cadence::INFO, value(2.5, 1.1, 3.8, "notable")),
        (&heart_rate_drift::INFO, value(4.0, 1.0, 7.0, "")),
        (&hrr60::INFO, value(19.0, 15.0, 23.0, "")),
    ];
    values.into_iter().map(|(info, score)| (info.id, score)).collect()
}

fn rep_score(index: usize, segment: &Segment, uniform: &Uniform) -> RepScore {
    let end = segment.span.end_s as usize;
    let hearts = uniform.heart_rate_bpm.as_ref();
    let drop = hearts.and_then(|beats| Some(beats.get(end)? - beats.get(end + 60)?));
    RepScore {
        segment: index,
        timer_s: segment.timer_s,
        distance_m: segment.distance_m,
        speed_mps: segment.speed_mps(),
        split_index_pct: None,
        heart_rate_end_bpm: None,
        heart_rate_start_bpm: None,
        heart_rate_mean_bpm: None,
        heart_rate_peak_bpm: None,
        hrr60_bpm: drop,
        step_rate_spm: None,
        step_length_m: None,
        stance_time_ms: None,
        vertical_oscillation_mm: None,
        scores: Scores::default(),
        missing_fraction: 0.0,
        noise_pct: 0.24,
    }
}

pub(super) fn advice(decision: Decision, headline: &str) -> Recommendation {
    Recommendation {
        decision,
        rule: "once-more-confirm",
        after: None,
        family: None,
        lever: None,
        next: Some(NextWorkout {
            reps: 6,
            length: RepLength::Distance(400.0),
            rep_distance_m: 400.0,
            fast_distance_m: 2_400.0,
            speed_mps: Some(Range::new(400.0 / 86.0, 400.0 / 84.0)),
            recovery_s: Some(80.0),
            recovery_m: Some(200.0),
            recovery_mode: Some(RecoveryMode::Jog),
            shape: Shape::Row,
            name: "6 × 400 m at 1:24–1:26".into(),
            lines: vec!["3:30–3:35 /km, 200 m jog (80 s)".into()],
            text: String::new(),
            frame: "15 min easy + 4 strides before, 10 min easy after".into(),
            others: String::new(),
            parts: Vec::new(),
        }),
        headline: headline.into(),
        reasons: vec![
            "Scatter 2.0 % with the fade taken out; the gate is 2.0 %.".into(),
            "Fade −1.2 %, but its 80 % interval reaches −4.9 %: past the −4 % I allow before adding work.".into(),
            "Last rep 1:26.8, −1.5 % on the median of reps 1–5: held. RPE 5, ceiling 7.".into(),
            "Cadence rose 2.5 % at equal speed: more than 1.5 %, shown, not judged.".into(),
        ],
        unseen: vec![
            "No target in the workout: the band is your own median.".into(),
            "Sleep, soreness, resting heart rate: not in the file.".into(),
            "Heart-rate sensor type: HR drop is a hint only.".into(),
        ],
        cue: "Run the first reps with the brakes on, and the last one the same.".into(),
        confidence: Confidence::Medium,
        deductions: vec!["own-median target".into(), "no readiness data".into()],
        target: None,
        earliest_day: Some(Day::EPOCH + 19_300),
    }
}
