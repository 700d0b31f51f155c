//! Small prepared activities for the unit tests of this room.

use super::kernel::noise::Ruler;
use super::kernel::{RepInput, RepScore, Score, Scores, Unavailable};
use crate::clean::{DistanceSource, Prepared, Sampling, Uniform};
use crate::model::{Activity, Format, Span, Sport, Track};
use crate::segment::{
    Confidence, RecoveryMode, RepLength, RepSource, Segment, SegmentKind, Set, Structure, Trace, WorkoutKind,
};

/// A FIT run without laps.
pub(super) fn activity() -> Activity {
    Activity { sport: Sport::Running, ..Activity::new(Format::Fit) }
}

/// Seconds of even running at 4 m/s and 180 steps a minute, one sample per second, with positions, without heart rate.
pub(super) fn prepared(seconds: usize) -> Prepared {
    let time_s: Vec<f64> = (0..seconds).map(|second| second as f64).collect();
    let distance_m: Vec<f64> = time_s.iter().map(|t| 4.0 * t).collect();
    Prepared {
        track: Track {
            latitude_deg: Some(vec![50.0; seconds]),
            longitude_deg: Some(vec![8.0; seconds]),
            distance_m: Some(distance_m.clone()),
            time_s,
            ..Track::default()
        },
        uniform: Uniform {
            start_s: 0.0,
            distance_m,
            speed_mps: vec![4.0; seconds],
            heart_rate_bpm: None,
            step_rate_spm: Some(vec![180.0; seconds]),
            altitude_m: None,
            recorded: vec![true; seconds],
        },
        pauses: Vec::new(),
        distance_source: DistanceSource::Device,
        sampling: Sampling { median_s: 1.0, p95_s: 1.0, holes: 0 },
        notes: Vec::new(),
    }
}

/// A rep timed by laps.
pub(super) fn rep(start_s: f64, end_s: f64, distance_m: f64) -> Segment {
    Segment { set: Some(0), ..Segment::timed(SegmentKind::Work, Span::new(start_s, end_s), distance_m) }
}

/// A measured rep: speed and time alone.
pub(super) fn rep_score(distance_m: f64, timer_s: f64) -> RepScore {
    RepScore {
        segment: 0,
        timer_s,
        distance_m,
        speed_mps: distance_m / timer_s,
        split_index_pct: None,
        heart_rate_end_bpm: None,
        heart_rate_start_bpm: None,
        heart_rate_mean_bpm: None,
        heart_rate_peak_bpm: None,
        hrr60_bpm: None,
        step_rate_spm: None,
        step_length_m: None,
        stance_time_ms: None,
        vertical_oscillation_mm: None,
        scores: Scores::default(),
        missing_fraction: 0.0,
        noise_pct: 0.5,
    }
}

/// The score of a rep.
type OfRep = fn(&RepInput<'_>) -> Score;
/// The figure of a rep that the score is made from.
type FigureOfRep = fn(&mut RepScore) -> &mut Option<f64>;

/// A rep of a recording without heart rate problem, by satellites, off the track.
pub(super) fn rep_input<'a>(rep: &'a RepScore, prepared: &'a Prepared, span: Span) -> RepInput<'a> {
    RepInput {
        rep,
        span,
        recovery: None,
        prepared,
        ruler: Ruler::Gnss,
        target_mps: None,
        is_level: false,
        heart_rate_problem: None,
    }
}

/// Checks that a score gives a figure of the rep unchanged, and gives this reason where the figure is missing.
pub(super) fn check_given(of: OfRep, figure: FigureOfRep, otherwise: &str) {
    let (prepared, mut rep) = (prepared(200), rep_score(400.0, 100.0));
    let mut score = |given| {
        *figure(&mut rep) = given;
        of(&rep_input(&rep, &prepared, Span::new(0.0, 100.0)))
    };
    assert!(score(Some(231.0)).is_ok_and(|score| (score.value - 231.0).abs() < 1e-12));
    assert_eq!(score(None), Err(Unavailable::MissingChannel(otherwise.to_owned())));
}

/// Checks that a score gives a heart-rate figure of the rep, which reps below 90 s do not have.
pub(super) fn check_ninety_seconds(of: OfRep, figure: FigureOfRep) {
    let (prepared, mut rep) = (prepared(300), rep_score(400.0, 100.0));
    let mut score = |given, seconds| {
        *figure(&mut rep) = given;
        of(&rep_input(&rep, &prepared, Span::new(100.0, 100.0 + seconds)))
    };
    assert!(score(Some(181.0), 90.0).is_ok_and(|score| (score.value - 181.0).abs() < 1e-12));
    assert_eq!(score(Some(181.0), 80.0), Err(Unavailable::RepsTooShort { found_s: 80.0, needed_s: 90.0 }));
    assert!(score(None, 100.0).is_err());
}

/// The easy span after a rep.
pub(super) fn recovery(start_s: f64, end_s: f64) -> Segment {
    Segment { kind: SegmentKind::Recovery, set: None, ..rep(start_s, end_s, 2.0 * (end_s - start_s)) }
}

/// A structure of the given segments whose reps make one set.
pub(super) fn structure(segments: Vec<Segment>) -> Structure {
    let reps: Vec<usize> = (0..segments.len()).filter(|i| segments[*i].kind == SegmentKind::Work).collect();
    let sets = vec![set(reps, segments.first().map_or(f64::NAN, |segment| segment.distance_m))];
    Structure {
        kind: WorkoutKind::Reps,
        name: String::new(),
        segments,
        sets,
        uphill: None,
        source: RepSource::Laps,
        reason: String::new(),
        confidence: Confidence::High,
        runner_up: None,
        edges_agreeing: None,
        signal_reps: Vec::new(),
        trace: Trace::default(),
        notes: Vec::new(),
    }
}

/// A set of reps of a length.
pub(super) fn set(reps: Vec<usize>, length_m: f64) -> Set {
    Set {
        reps,
        length: RepLength::Distance(length_m),
        recovery_s: Some(90.0),
        recovery_m: None,
        recovery_mode: Some(RecoveryMode::Jog),
        snapped: false,
    }
}
