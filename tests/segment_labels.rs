//! Sessions of few reps whose laps bear labels, and whose warm-up or cool-down is labelled like the reps.

use lastrep::clean::prepare;
use lastrep::model::{Activity, Intensity, Lap, Span};
use lastrep::segment::{RepsFrom, SegmentKind, Structure, find};

use crate::common::simulate::activity::to_activity;
use crate::common::simulate::{Ease, Lapping, Length, Plan, Recovery, Reps, Setting, Simulated};

use Intensity::{Active, Cooldown, Rest, Warmup};

/// The watch's labels of the running before the reps, of the recoveries, and of the running after the reps.
#[derive(Debug, Clone, Copy)]
struct Labels(Intensity, Intensity, Intensity);

impl Labels {
    fn of(self, kind: SegmentKind) -> Intensity {
        match kind {
            SegmentKind::Warmup => self.0,
            SegmentKind::Recovery => self.1,
            SegmentKind::Cooldown => self.2,
            _ => Active,
        }
    }
}

/// Reps at 4.1 m/s over some minutes, with easy running around them.
#[derive(Debug, Clone, Copy)]
struct Session {
    count: u32,
    length: Length,
    speed_mps: f64,
    easy_mps: f64,
    ease: Ease,
    closing: bool,
}

impl Session {
    fn record(self, lapping: Lapping, seed: u64) -> Simulated {
        let Self { count, length, speed_mps, closing, .. } = self;
        let recovery = Recovery(self.ease, Length::Time(120.0));
        let plan = Plan::named("few")
            .run(SegmentKind::Warmup, Length::Time(900.0), self.easy_mps)
            .reps(Reps { count, length, speed_mps, fade: 0.015, recovery, closing })
            .run(SegmentKind::Cooldown, Length::Time(600.0), 0.97 * self.easy_mps);
        Simulated::record(&plan, &Setting { lapping, ..Setting::new(seed, 1_775_433_600) })
    }

    fn two(length: Length, speed_mps: f64) -> impl Iterator<Item = Self> {
        let around = [(2.6, Ease::Walk), (3.03, Ease::Jog), (3.03, Ease::Paused), (3.3, Ease::Walk), (3.3, Ease::Jog)];
        around.into_iter().flat_map(move |(easy_mps, ease)| {
            [true, false].map(|closing| Self { count: 2, length, speed_mps, easy_mps, ease, closing })
        })
    }
}

/// The outing with the labels of its watch: laps, and the steps that the laps belong to.
fn labelled(outing: &Simulated, labels: Labels) -> Activity {
    let mut activity = to_activity(outing);
    for lap in &mut activity.laps {
        lap.intensity = kind_of(outing, lap).map(|kind| labels.of(kind));
    }
    for step in activity.workout.iter_mut().flat_map(|workout| &mut workout.steps) {
        let lap = activity.laps.iter().find(|lap| lap.step_index == Some(step.index));
        step.intensity = lap.and_then(|lap| lap.intensity);
    }
    activity
}

/// The kind of running that fills most of a lap.
fn kind_of(outing: &Simulated, lap: &Lap) -> Option<SegmentKind> {
    let span = Span::new(lap.start_s, lap.end_s);
    let most = outing.truth.iter().max_by(|a, b| a.span.overlap_s(span).total_cmp(&b.span.overlap_s(span)))?;
    Some(most.kind)
}

fn cut(activity: &Activity) -> Structure {
    find(activity, &prepare(activity), RepsFrom::Auto)
}

fn assert_exact(session: Session, lapping: Lapping, labels: Labels) {
    for seed in 0..2 {
        let outing = session.record(lapping, seed);
        let structure = cut(&labelled(&outing, labels));
        let (found, truth) = (found(&structure), truth(&outing));
        let reason = &structure.reason;
        assert!(is_exact(&found, &truth), "{session:?}, {lapping:?}, {labels:?}: {found:?} for {truth:?}: {reason}");
    }
}

fn truth(outing: &Simulated) -> Vec<Span> {
    outing.truth.iter().filter(|stretch| stretch.kind == SegmentKind::Work).map(|stretch| stretch.span).collect()
}

fn found(structure: &Structure) -> Vec<Span> {
    structure.reps().map(|rep| rep.span).collect()
}

/// Whether the number of reps is right and each edge is within 4 s.
fn is_exact(found: &[Span], truth: &[Span]) -> bool {
    let is_near = |(a, b): (&Span, &Span)| (a.start_s - b.start_s).abs().max((a.end_s - b.end_s).abs()) <= 4.0;
    found.len() == truth.len() && found.iter().zip(truth).all(is_near)
}

/// The recoveries have a label of their own; the other labels may be any.
const WITH_RESTS: [Labels; 4] = [
    Labels(Active, Rest, Active),
    Labels(Active, Intensity::Recovery, Cooldown),
    Labels(Warmup, Rest, Active),
    Labels(Warmup, Intensity::Recovery, Cooldown),
];

#[test]
fn two_reps_are_two_whatever_the_warm_up_is_called() {
    let sessions = Session::two(Length::Time(480.0), 4.1).chain(Session::two(Length::Distance(400.0), 4.7));
    for session in sessions {
        for labels in WITH_RESTS.into_iter().chain([Labels(Warmup, Active, Cooldown)]) {
            for lapping in [Lapping::Hand, Lapping::Steps] {
                assert_exact(session, lapping, labels);
            }
        }
    }
}

#[test]
fn one_rep_is_one_where_a_label_tells_what_is_easy() {
    for session in Session::two(Length::Time(1200.0), 3.9).chain(Session::two(Length::Distance(1200.0), 4.5)) {
        let one = Session { count: 1, ..session };
        let without_rest =
            [Labels(Active, Rest, Cooldown), Labels(Warmup, Active, Active), Labels(Warmup, Rest, Cooldown)];
        for labels in without_rest {
            for lapping in [Lapping::Hand, Lapping::Steps] {
                assert_exact(one, lapping, labels);
            }
        }
    }
}

/// Every lap has the same label.
const ALIKE: Labels = Labels(Active, Active, Active);

#[test]
fn few_reps_are_found_where_all_laps_are_called_alike() {
    let sessions: Vec<Session> = Session::two(Length::Time(480.0), 4.1)
        .chain(Session::two(Length::Distance(400.0), 4.7))
        .chain(Session::two(Length::Time(1200.0), 3.9).map(|session| Session { count: 1, ..session }))
        .chain(Session::two(Length::Distance(1200.0), 4.5).map(|session| Session { count: 1, ..session }))
        .collect();
    for session in sessions {
        assert_exact(session, Lapping::Hand, ALIKE);
    }
}

/// One press before six reps and one after them.
#[test]
fn a_lap_around_a_session_is_no_rep() {
    for (seed, ease) in [(1, Ease::Jog), (2, Ease::Walk), (3, Ease::Paused), (4, Ease::Jog)] {
        let (length, easy_mps) = (Length::Distance(800.0), 2.6);
        let outing =
            Session { count: 6, length, speed_mps: 4.4, easy_mps, ease, closing: false }.record(Lapping::Hand, seed);
        let mut activity = labelled(&outing, ALIKE);
        let (Some(first), Some(last)) = (truth(&outing).first().copied(), truth(&outing).last().copied()) else {
            return;
        };
        activity.laps.retain(|lap| lap.start_s < first.start_s + 5.0 || lap.end_s > last.end_s + 5.0);
        let within = activity.laps.iter_mut().find(|lap| (lap.start_s - first.start_s).abs() < 5.0);
        let Some(within) = within else { return };
        within.end_s = last.end_s;
        assert_ne!(found(&cut(&activity)).len(), 1, "{ease:?}");
        assert_eq!(activity.laps.len(), 3);
    }
}

#[test]
fn an_easy_run_is_none_whatever_its_laps_are_called() {
    for (seed, easy_mps) in [(1, 2.6), (2, 2.9), (3, 3.2)] {
        // First the plan asks for a slower start and end; then there is a break; then the way there and back is walked.
        let run = |kind, seconds: f64, speed_mps: f64| (kind, Length::Time(seconds), speed_mps);
        let (start, end) = (SegmentKind::Warmup, SegmentKind::Cooldown);
        let slow = [run(start, 600.0, 0.9 * easy_mps), run(SegmentKind::Work, 2400.0, easy_mps), run(end, 300.0, 2.4)];
        let walked = [run(start, 600.0, 1.4), run(SegmentKind::Work, 2400.0, easy_mps), run(end, 600.0, 1.4)];
        for parts in [slow, walked] {
            let plan = parts
                .into_iter()
                .fold(Plan::named("easy"), |plan, (kind, length, speed)| plan.run(kind, length, speed));
            let outing = Simulated::record(&plan, &Setting::new(seed, 1_775_433_600));
            let labels = [Labels(Warmup, Rest, Cooldown), Labels(Warmup, Rest, Active), Labels(Active, Rest, Cooldown)];
            for labels in labels.into_iter().chain([ALIKE]) {
                let structure = cut(&labelled(&outing, labels));
                assert_eq!(structure.reps().count(), 0, "{easy_mps} m/s, {labels:?}: {}", structure.reason);
            }
        }
        for lapping in [Lapping::Auto(1000.0), Lapping::Auto(5000.0), Lapping::None] {
            let plan = Plan::named("easy").run(SegmentKind::Other, Length::Time(2400.0), easy_mps);
            let outing = Simulated::record(&plan, &Setting { lapping, ..Setting::new(seed, 1_775_433_600) });
            assert_eq!(cut(&to_activity(&outing)).reps().count(), 0, "{lapping:?}");
        }
    }
}
