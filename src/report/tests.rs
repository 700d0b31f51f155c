//! Every case of the report, drawn: nothing panics, overlaps, leaves the page or is blank.

use super::drawing::DRAWING;
use super::figure::{SideBox, TileBody};
use super::synthetic::{SyntheticSegment, SyntheticSession, advice, intervals, six_by_400, wobble};
use crate::model::Day;
use crate::progression::{Decision, UsedTarget};
use crate::scores::{Course, Going, Grade, Scores, Unavailable, Value, fade, pace_consistency};
use crate::segment::{Confidence, RepLength, SegmentKind, Unevenness, WorkoutKind};
use crate::stats::Range;
use crate::units::DistanceUnit;
use xxhash_rust::xxh3::Xxh3;

const FOUR: RepLength = RepLength::Distance(400.0);

fn reps(count: usize) -> SyntheticSession {
    let name = format!("{count} × 400 m / 200 m jog");
    SyntheticSession::of(&name, WorkoutKind::Reps, &[FOUR], &intervals(count, 85.5, 400.0 / 85.5, 82.0))
}

fn plain(kind: WorkoutKind, seconds: f64) -> SyntheticSession {
    SyntheticSession::of("run", kind, &[], &[(SegmentKind::Other, 0, seconds, 2.5)])
}

fn mixed() -> SyntheticSession {
    let lengths = [RepLength::Distance(3200.0), RepLength::Distance(2000.0), RepLength::Distance(800.0)];
    let mut stretches: Vec<SyntheticSegment> =
        vec![(SegmentKind::Work, 0, 1018.0, 3.15), (SegmentKind::Recovery, 0, 170.0, 1.0)];
    for (set, seconds, rest, count) in [(1, 615.0, 110.0, 2), (2, 233.0, 80.0, 4)] {
        for rep in 0..count {
            let metres = if set == 1 { 2000.0 } else { 800.0 };
            let at = seconds * (1.0 + 0.01 * wobble(rep));
            stretches.push((SegmentKind::Work, set, at, metres / at));
            stretches.push((SegmentKind::Recovery, 0, rest, 1.2));
        }
    }
    SyntheticSession::of("3200 + 2 × 2000 + 4 × 800 m", WorkoutKind::Reps, &lengths, &stretches)
        .advised(Decision::OnceMore, "hold")
        .with_target(3.35, 3.42)
}

fn strides() -> SyntheticSession {
    let mut stretches: Vec<SyntheticSegment> = vec![(SegmentKind::Other, 0, 1500.0, 2.7)];
    for _ in 0..6 {
        stretches.extend([(SegmentKind::Stride, 0, 18.0, 5.6), (SegmentKind::Other, 0, 70.0, 2.0)]);
    }
    SyntheticSession::of("easy run with strides", WorkoutKind::Strides, &[], &stretches)
}

fn tempo() -> SyntheticSession {
    let stretches = [
        (SegmentKind::Warmup, 0, 900.0, 2.8),
        (SegmentKind::Work, 0, 1200.0, 4.0),
        (SegmentKind::Cooldown, 0, 600.0, 2.7),
    ];
    let one = Unavailable::TooFewReps { found: 1, needed: 4 };
    SyntheticSession::of("20 min tempo", WorkoutKind::Tempo, &[RepLength::Time(1200.0)], &stretches).unscored(&one)
}

fn by_time() -> SyntheticSession {
    let mut session = SyntheticSession::of(
        "8 × 3 min / 90 s jog",
        WorkoutKind::Reps,
        &[RepLength::Time(180.0)],
        &intervals(8, 180.0, 4.1, 90.0),
    );
    session.unit = DistanceUnit::Mile;
    session.advised(Decision::StepUp, "9 × 3 min at 6:25\u{2013}6:32, same rest")
}

fn doubtful() -> SyntheticSession {
    let mut session = reps(5).without_sensors().with_hole(1250, 1330).with_hole(1420, 1490).with_hole(300, 420);
    for rep in session.card.sets.iter_mut().flat_map(|set| &mut set.reps) {
        rep.missing_fraction = 0.33;
    }
    session.activity.told.rpe_cr10 = None;
    session
        .unscored(&Unavailable::Unreadable("33 % of rep time is missing; the limit is 10 %. Data grade D".into()))
        .advised(Decision::OnceMore, "hold, repeat it")
}

/// Three lengths that take turns, five times.
fn turns() -> SyntheticSession {
    let lengths = [RepLength::Time(45.0), RepLength::Distance(400.0), RepLength::Distance(200.0)];
    let mut stretches: Vec<SyntheticSegment> = vec![(SegmentKind::Warmup, 0, 900.0, 2.8)];
    for _ in 0..5 {
        for (set, seconds, speed) in [(0, 45.0, 5.0), (1, 88.0, 400.0 / 88.0), (2, 36.0, 200.0 / 36.0)] {
            stretches.extend([(SegmentKind::Work, set, seconds, speed), (SegmentKind::Recovery, 0, 100.0, 1.4)]);
        }
    }
    SyntheticSession::of("5 × 45 s + 5 × 400 m + 5 × 200 m", WorkoutKind::Reps, &lengths, &stretches)
        .advised(Decision::OnceMore, "hold, repeat it")
}

/// Reps of which no two are alike.
fn unlike() -> SyntheticSession {
    let lengths = [1600.0, 800.0, 400.0].map(RepLength::Distance);
    let mut stretches: Vec<SyntheticSegment> = Vec::new();
    for (set, metres) in [1600.0, 800.0, 400.0].into_iter().enumerate() {
        stretches.extend([(SegmentKind::Work, set, metres / 4.2, 4.2), (SegmentKind::Recovery, 0, 120.0, 1.4)]);
    }
    let mut session = SyntheticSession::of("1600-800-400 m / 2 min walk", WorkoutKind::Reps, &lengths, &stretches)
        .unscored(&Unavailable::TooFewReps { found: 1, needed: 4 })
        .advised(Decision::OnceMore, "hold, repeat it");
    session.card.heart_rate_problem = Some("heart rate of rep 2 jumps by 31 bpm within 2 s".into());
    for next in session.recommendation.iter_mut().filter_map(|advice| advice.next.as_mut()) {
        next.name = "the same session".into();
        next.lines = vec!["400 m at 1:24–1:26".into(), "2 other reps as they were".into()];
    }
    session
}

/// Held against the runner's own sessions, with a scatter that the noise hides.
fn own_target() -> SyntheticSession {
    let mut session = reps(6).advised(Decision::OnceMore, "hold, run it once more to confirm");
    let own = UsedTarget {
        speed_mps: Range::new(400.0 / 87.0, 400.0 / 85.0),
        source: "your last 3 sessions of this kind".into(),
    };
    session.recommendation.iter_mut().for_each(|advice| advice.target = Some(own.clone()));
    for set in &mut session.card.sets {
        let caveat = "at or below what the device can resolve (0.2 %)".into();
        let hidden = Value { value: 0.0, ci80: Some(Range::new(0.0, 0.6)), n: 6, word: "very even", caveat };
        set.scores.set(&pace_consistency::INFO, Ok(hidden));
    }
    session
}

fn endless() -> SyntheticSession {
    let mut session = reps(6).advised(Decision::LighterWeek, &"third building week done, and then ".repeat(9));
    session.structure.name = "6 × 400 m / ".to_owned() + &"a very long name ".repeat(20);
    let many = session.recommendation.iter_mut();
    for advice in many {
        advice.reasons = vec!["A reason that goes on and on, as reasons with numbers tend to do. ".repeat(4); 4];
        advice.unseen = vec!["A thing that could not be seen, in the words of somebody with time. ".repeat(3); 5];
    }
    session
}

/// Every case by name.
fn cases() -> Vec<(&'static str, SyntheticSession)> {
    let even = "hold, repeat 6 × 400 m at 1:24\u{2013}1:26";
    let back = [184, 141, 134, 120, 113, 92, 42];
    vec![
        (
            "report",
            six_by_400().with_target(400.0 / 86.0, 400.0 / 84.2).advised(Decision::OnceMore, even).with_history(
                &back,
                400.0 / 86.0,
                6,
            ),
        ),
        ("reps08", reps(8).advised(Decision::StepUp, "9 × 400 m at 1:24\u{2013}1:26, same rest")),
        (
            "reps20",
            reps(20).advised(Decision::StepBack, "one step back, 5 × 400 m at 1:26\u{2013}1:28").with_history(
                &back[..3],
                4.6,
                13,
            ),
        ),
        ("reps32", reps(32)),
        (
            "reps60",
            SyntheticSession::of(
                "60 × 20 s",
                WorkoutKind::Reps,
                &[RepLength::Time(20.0)],
                &intervals(60, 20.0, 5.4, 20.0),
            ),
        ),
        ("reps03", reps(3)),
        ("reps02", reps(2).unscored(&Unavailable::TooFewReps { found: 2, needed: 4 })),
        ("reps01", reps(1).unscored(&Unavailable::TooFewReps { found: 1, needed: 4 })),
        ("mixed", mixed()),
        ("strides", strides()),
        ("tempo", tempo()),
        ("time_miles", by_time()),
        ("steady", plain(WorkoutKind::Steady, 4100.0)),
        ("long", plain(WorkoutKind::Long, 36_000.0)),
        ("short", plain(WorkoutKind::Mixed(Unevenness::Short), 20.0)),
        ("moment", plain(WorkoutKind::Mixed(Unevenness::Short), 0.0)),
        ("poor", doubtful()),
        ("turns", turns()),
        ("unlike", unlike()),
        ("own_target", own_target()),
        (
            "years",
            reps(8).advised(Decision::OnceMore, even).with_history(&[2900, 2400, 1500, 1400, 1390, 500, 60], 4.6, 8),
        ),
        ("blind", reps(6).without_distance().without_sensors()),
        ("unreadable", plain(WorkoutKind::Unreadable, 900.0).without_distance().without_sensors()),
        ("endless", endless()),
    ]
}

#[test]
fn every_report_can_be_read() {
    for (name, session) in cases() {
        let faults = super::layout::faults(&session.figure()).unwrap();
        let told: Vec<&String> = faults.iter().filter(|fault| !fault.starts_with("the axis")).collect();
        assert!(told.is_empty(), "{name}: {told:?}");
    }
}

#[test]
fn pictures_have_their_size_and_are_not_blank() {
    for (name, session) in
        cases().into_iter().filter(|case| ["report", "poor", "moment", "unreadable"].contains(&case.0))
    {
        let figure = session.figure();
        let bytes = super::png(&figure).unwrap();
        assert!(bytes.len() < 400_000, "{name}: {} bytes", bytes.len());
        let mut reader = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
        assert_eq!((reader.info().width, reader.info().height), (1600, 1200));
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        let inked = pixels.chunks_exact(3).filter(|pixel| pixel.iter().any(|part| *part < 128)).count();
        assert!(inked > 5000, "{name}: {inked} dark pixels");
        assert_eq!(pixels[..3], [255, 255, 255]);
    }
}

#[test]
fn the_same_figure_gives_the_same_bytes() {
    let figure = six_by_400().figure();
    assert_eq!(super::png(&figure).unwrap(), super::png(&figure).unwrap());
    assert_eq!(super::svg(&figure).unwrap(), super::svg(&figure).unwrap());
}

#[test]
fn svg_is_drawn_on_a_finer_grid_than_it_is_shown() {
    let svg = super::svg(&six_by_400().figure()).unwrap();
    assert!(
        svg.starts_with("<svg width=\"1600\" height=\"1200\" stroke-linejoin=\"round\" viewBox=\"0 0 6400 4800\""),
        "{}",
        &svg[..120]
    );
    assert!(svg.trim_end().ends_with("</svg>"));
}

#[test]
fn titles_state_the_finding() {
    let title = |session: &SyntheticSession| session.figure().heading.finding;
    assert_eq!(title(&six_by_400()), "6 × 400 m, 200 m jog: even, last rep held");
    assert_eq!(title(&strides()), "5.5\u{a0}km easy run at 6:09 /km with 6 strides");
    assert_eq!(title(&doubtful()), "5 × 400 m, 200 m jog: even to the end");
    assert_eq!(title(&plain(WorkoutKind::Unreadable, 900.0).without_distance()), "Run without speed");
}

#[test]
fn a_tempo_is_looked_at_over_its_block() {
    let figure = tempo().figure();
    assert!(figure.heading.finding.starts_with("20 min tempo at 4:10 /km"), "{}", figure.heading.finding);
    assert_eq!((figure.bars.bars.len(), figure.bars.is_reps), (5, false), "four kilometres, and the rest");
    assert_eq!(figure.overlays.head, "How the tempo went");
    assert_eq!(figure.tiles[0].label, "Distance of the tempo");
}

#[test]
fn titles_do_not_praise_what_cannot_be_read() {
    let mut rough = reps(5);
    for set in &mut rough.card.sets {
        (set.grade, set.grade_reason) = (Grade::D, "noise 2.0 % a rep: too much to see pace differences".into());
    }
    rough.card.course = Course::default();
    let told = rough.figure().heading.finding;
    assert!(told.starts_with("5 × 400 m, 200 m jog: between "), "{told}");
    rough.structure.confidence = Confidence::Low;
    assert_eq!(rough.figure().heading.finding, told.replace(": b", "? B"));
    assert_eq!(unlike().figure().heading.finding, "1600-800-400 m, 2 min walk: all at 3:58 /km");
    let words = "5 × 45 s + 5 × 400 m + 5 × 200 m: the 200s even, last of them held";
    assert_eq!(turns().figure().heading.finding, words);
}

#[test]
fn edges_apart_from_the_speed_get_a_ring() {
    let trace = six_by_400().figure().trace;
    assert_eq!((trace.signal.len(), trace.rings.len()), (6, 3));
    assert!(trace.signal.last().unwrap().1 && trace.signal.iter().filter(|run| run.1).count() == 1);
}

#[test]
fn no_rep_of_unlike_ones_is_the_last_of_a_set() {
    let figure = unlike().figure();
    assert!(figure.bars.bars[2].is_last && figure.bars.bars.iter().filter(|bar| bar.is_last).count() == 1);
    assert_eq!(figure.overlays.head, "Reps laid over each other");
    assert_eq!(figure.overlays.panels[1].caveat, "not scored: rep 2 jumps by 31 bpm");
    assert_eq!(figure.advice.next, "The same session");
    assert_eq!(figure.tiles[0].label, "Fast distance", "the bars deny what speeds adjusted for length tell");
}

#[test]
fn lengths_that_take_turns_stand_under_their_bars() {
    let bars = turns().figure().bars;
    let names: Vec<&str> = bars.bars.iter().take(3).map(|bar| bar.number.as_str()).collect();
    assert_eq!(names, ["45\u{a0}s", "400", "200"]);
    assert!(bars.groups.is_empty());
}

/// Reps of these sets one after the other, each of so many seconds, with so long a rest behind it.
fn in_turn(lengths: &[RepLength], reps: &[(usize, f64, f64)]) -> SyntheticSession {
    let stretches: Vec<SyntheticSegment> = reps
        .iter()
        .flat_map(|&(set, seconds, rest_s)| {
            [(SegmentKind::Work, set, seconds, 5.0), (SegmentKind::Recovery, 0, rest_s, 1.4)]
        })
        .collect();
    SyntheticSession::of("reps", WorkoutKind::Reps, lengths, &stretches)
}

#[test]
fn sets_that_are_read_together_are_grouped_by_their_breaks() {
    let time = RepLength::Time(30.0);
    let lengths = [time, RepLength::Distance(150.0), time];
    let sets = [0, 0, 1, 2, 2, 2, 2, 2, 2];
    let rest_s = |rep: usize| if rep % 3 == 2 { 480.0 } else { 60.0 };
    let reps: Vec<_> = sets.iter().enumerate().map(|(rep, set)| (*set, 30.0, rest_s(rep))).collect();
    let mut session = in_turn(&lengths, &reps);
    session.card.together = Some(session.card.sets[2].clone());
    let groups = session.figure().bars.groups;
    assert_eq!(groups.iter().map(|group| group.name.as_str()).collect::<Vec<_>>(), ["3 × 30\u{a0}s"; 3]);
    assert!(groups.windows(2).all(|pair| pair[0].span.end_s < pair[1].span.start_s));
}

#[test]
fn in_a_long_row_an_unusual_length_stands_under_its_bar() {
    let lengths = [RepLength::Time(30.0), RepLength::Distance(120.0)];
    let reps: Vec<_> = (0..20).map(|rep| (usize::from([7, 15].contains(&rep)), 30.0, 80.0)).collect();
    let bars = in_turn(&lengths, &reps).figure().bars;
    let names: Vec<&str> = bars.bars[6..9].iter().map(|bar| bar.number.as_str()).collect();
    assert_eq!(names, ["7", "120\u{a0}m", "9"]);
    assert!(bars.note.contains("below = number, or length where it is not 30\u{a0}s"), "{}", bars.note);
}

#[test]
fn an_odd_rep_of_the_same_length_makes_no_second_set_to_a_reader() {
    let reps: Vec<_> = (0..12).map(|rep| (usize::from(rep == 7), 120.0, 60.0)).collect();
    let figure = in_turn(&[RepLength::Time(120.0); 2], &reps).figure();
    assert!(figure.heading.finding.contains("the 11 × 2\u{a0}min"), "{}", figure.heading.finding);
    assert_eq!((figure.bars.bars[7].number.as_str(), figure.bars.bars[11].number.as_str()), ("8", "12"));
    assert!(!figure.bars.note.contains("below"), "{}", figure.bars.note);
}

#[test]
fn the_last_rep_of_a_set_is_not_praised_where_the_session_was_lost_after_it() {
    let mut session = sets_of(&[(400.0, &[90.0, 91.0, 90.0, 91.0, 90.0]), (200.0, &[60.0, 61.0])]);
    let finding = |session: &SyntheticSession| session.figure().heading.finding;
    session.card.course.going = None;
    assert!(finding(&session).ends_with("the 400s even, last of them held"), "{}", finding(&session));
    session.card.course.going = Some(Going::Faded(-25.0));
    assert!(finding(&session).ends_with("the 400s even"), "{}", finding(&session));
}

#[test]
fn a_picture_shows_all_reps_of_a_length_beside_those_before() {
    let mut session = sets_of(&[(1200.0, &[240.0]), (300.0, &[54.0, 53.0]), (1200.0, &[222.0, 235.0])]);
    session.card.main = Some(2);
    let figure = session.with_history(&[30, 20], 5.0, 3).figure();
    let SideBox::History { columns, .. } = &figure.side else { panic!("{:?}", figure.side) };
    let today: Vec<f64> = columns[2].speeds_mps.iter().map(|speed| (1200.0 / speed).round()).collect();
    assert_eq!(today, [240.0, 222.0, 235.0]);
}

#[test]
fn samples_hours_apart_have_no_line_and_no_splits() {
    let mut session = plain(WorkoutKind::Mixed(Unevenness::Short), 17_700.0);
    session.prepared.sampling.median_s = 17_700.0;
    let figure = session.figure();
    assert_eq!(figure.bars.absent, "the recording tells no pace");
    let reason = "too few samples for a line".to_owned();
    assert_eq!(
        (figure.trace.speed.series.err(), figure.trace.heart.series.err()),
        (Some(reason.clone()), Some(reason))
    );
    assert!(figure.overlays.panels.iter().all(|panel| !panel.absent.is_empty()));
    let near = plain(WorkoutKind::Steady, 4100.0).figure();
    assert!(near.trace.speed.series.is_ok() && near.bars.absent.is_empty());
}

#[test]
fn tiles_and_figures_tell_one_median() {
    let mut session = plain(WorkoutKind::Mixed(Unevenness::Short), 192.0);
    let beats = session.prepared.uniform.heart_rate_bpm.iter_mut().flatten();
    beats.enumerate().for_each(|(second, bpm)| *bpm = if second < 96 { 100.0 } else { 160.0 });
    let figure = session.figure();
    let tile = figure.tiles.iter().find(|tile| tile.label == "Mean pace").unwrap();
    let TileBody::Fact { note, .. } = &tile.body else { panic!("{tile:?}") };
    let SideBox::Facts { facts, .. } = &figure.side else { panic!("{:?}", figure.side) };
    let fact = facts.iter().find(|fact| fact.0 == "median heart rate").unwrap();
    assert_eq!(note, &format!("median heart rate {}", fact.1));
}

/// Sets of 400 m and 200 m one after the other, at these times.
fn sets_of(times: &[(f64, &[f64])]) -> SyntheticSession {
    let lengths: Vec<RepLength> = times.iter().map(|set| RepLength::Distance(set.0)).collect();
    let mut stretches: Vec<SyntheticSegment> = Vec::new();
    for (set, (metres, reps)) in times.iter().enumerate() {
        for seconds in *reps {
            stretches
                .extend([(SegmentKind::Work, set, *seconds, metres / seconds), (SegmentKind::Recovery, 0, 90.0, 1.4)]);
        }
    }
    let name: Vec<String> = times.iter().map(|(metres, reps)| format!("{} × {metres} m", reps.len())).collect();
    SyntheticSession::of(&name.join(" + "), WorkoutKind::Reps, &lengths, &stretches)
}

fn marked_last(session: &SyntheticSession) -> Vec<usize> {
    let bars = session.figure().bars.bars;
    bars.iter().enumerate().filter(|(_, bar)| bar.is_last).map(|(index, _)| index).collect()
}

#[test]
fn the_last_rep_is_that_of_the_scored_set_and_the_row_says_so() {
    let session = sets_of(&[(400.0, &[90.0, 91.0, 90.0, 91.0, 90.0]), (200.0, &[36.0, 35.0])]);
    let bars = session.figure().bars;
    assert_eq!(marked_last(&session), [4]);
    assert!(bars.note.contains("red = last of the 400s"), "{}", bars.note);
    let names: Vec<&str> = bars.groups.iter().map(|group| group.name.as_str()).collect();
    assert_eq!(names, ["5 × 400\u{a0}m", "2 × 200\u{a0}m"]);
    assert!(bars.groups[0].span.end_s <= bars.bars[4].span.end_s);
}

#[test]
fn without_a_score_of_a_last_rep_the_last_rep_is_that_of_the_session() {
    let mut session = sets_of(&[(1200.0, &[380.0, 370.0]), (1000.0, &[326.0])])
        .unscored(&Unavailable::TooFewReps { found: 2, needed: 3 });
    session.card.main = Some(0);
    assert_eq!(marked_last(&session), [2]);
    assert_eq!(session.figure().overlays.head, "Reps laid over each other");
    assert!(!session.figure().bars.note.contains("red ="));
}

/// The session with a fade of its sets.
fn faded(mut session: SyntheticSession) -> SyntheticSession {
    for set in &mut session.card.sets {
        let ci80 = Some(Range::new(-16.0, -10.0));
        let fade = Value { value: -13.0, ci80, n: 5, word: "collapsing", caveat: String::new() };
        set.scores.set(&fade::INFO, Ok(fade));
    }
    session
}

#[test]
fn a_finding_of_the_title_stands_in_a_tile() {
    let two = sets_of(&[(400.0, &[88.0, 91.0, 94.0, 97.0, 100.0]), (200.0, &[36.0, 35.0])]);
    let faded_first = faded(two).figure();
    assert!(faded_first.heading.finding.contains("the 400s faded 13"), "{}", faded_first.heading.finding);
    assert_eq!(faded_first.tiles[0].label, "Fade, 5 × 400\u{a0}m");
    assert_eq!(faded_first.tiles[2].label, "Last-rep quality, 5 × 400\u{a0}m", "the title tells of it");
    let one = faded(sets_of(&[(400.0, &[88.0, 91.0, 94.0, 97.0, 100.0])])).figure();
    assert!(one.heading.finding.contains("faded 13") && one.bars.fade.is_some(), "{}", one.heading.finding);
    assert!(one.tiles.iter().all(|tile| tile.label != "Fade"), "the line over the bars tells it");
}

#[test]
fn a_fade_in_poor_data_is_said_with_their_grade() {
    let mut session = faded(sets_of(&[(400.0, &[88.0, 91.0, 94.0, 97.0, 100.0])]));
    let finding = |session: &SyntheticSession| session.figure().heading.finding;
    assert!(!finding(&session).contains("grade"), "{}", finding(&session));
    session.card.course.going = None;
    session.card.sets.iter_mut().for_each(|set| set.grade = Grade::D);
    assert!(finding(&session).contains("faded 13") && finding(&session).ends_with(", rough recording"));
}

#[test]
fn a_ladder_is_one_group_by_its_name() {
    let groups = unlike().figure().bars.groups;
    assert_eq!((groups.len(), groups[0].name.as_str()), (1, "1600-800-400 m"));
}

#[test]
fn a_far_bar_leaves_the_axis_of_the_others() {
    let far = sets_of(&[(400.0, &[90.0, 91.0, 1200.0, 90.0, 91.0, 90.0])]).figure().bars;
    let even = sets_of(&[(400.0, &[90.0, 91.0, 90.0, 91.0, 90.0])]).figure().bars;
    assert!(far.range.unwrap().low > far.bars[2].speed_mps);
    assert!(far.left.1.len() >= 3 && even.left.1.len() >= 3);
    assert!((far.range.unwrap().low - even.range.unwrap().low).abs() < 0.2);
}

#[test]
fn a_pace_of_before_that_no_rep_was_near_is_no_target() {
    let mut session = own_target();
    let target = |session: &SyntheticSession| session.figure().bars.targets.len();
    assert_eq!(target(&session), 1);
    let slow = UsedTarget { speed_mps: Range::new(3.8, 3.9), source: "one earlier session of this kind".into() };
    session.recommendation.iter_mut().for_each(|advice| advice.target = Some(slow.clone()));
    assert_eq!(target(&session), 0);
}

#[test]
fn a_hidden_scatter_is_no_more_than_the_noise() {
    let figure = own_target().figure();
    let TileBody::Score { value, word, scale, .. } = &figure.tiles[0].body else { panic!("not scored") };
    assert_eq!((value.as_str(), word.as_str()), ("\u{2264}\u{a0}0.2", "very even"));
    assert!(scale.value.is_nan());
    assert_eq!(figure.bars.target_label, "target 1:25\u{2013}1:27, from last 3 sessions of this kind");
}

#[test]
fn the_confidence_says_in_one_sentence_what_lowers_it() {
    let confidence = turns().figure().advice.confidence;
    assert_eq!(confidence, "Confidence medium: own-median target, no readiness data.");
}

#[test]
fn a_target_needs_a_planned_step() {
    assert!(six_by_400().figure().bars.targets.is_empty());
    let figure = six_by_400().with_target(4.65, 4.75).figure();
    assert_eq!(figure.bars.targets.len(), 1);
    assert_eq!(figure.bars.target_label, "target 1:24\u{2013}1:26, from the workout");
}

/// A run of these speeds, each for so many seconds.
fn run(parts: &[(f64, f64)]) -> SyntheticSession {
    let stretches: Vec<SyntheticSegment> =
        parts.iter().map(|(seconds, speed)| (SegmentKind::Other, 0, *seconds, *speed)).collect();
    SyntheticSession::of("run", WorkoutKind::Steady, &[], &stretches).with_passage()
}

#[test]
fn a_step_that_stands_waits_after_a_run_like_a_race() {
    let next = advice(Decision::OnceMore, "6 × 400 m once more");
    let details = |kind: WorkoutKind, seconds: f64| {
        let run = SyntheticSession::of("race", kind, &[], &[(SegmentKind::Other, 0, seconds, 3.3)]).with_passage();
        run.figure_after(Some((&next, Day::of(2022, 10, 30)))).advice.details.join(" ")
    };
    assert!(details(WorkoutKind::RaceLike, 6400.0).contains("Not before Fri 11 Nov"), "eight easy days after 21 km");
    assert!(details(WorkoutKind::RaceLike, 1500.0).contains("Not before Fri 4 Nov"), "one after 5 km");
    assert!(!details(WorkoutKind::Steady, 6400.0).contains("11 Nov"), "only a hard run asks for them");
}

#[test]
fn the_title_and_the_first_tile_say_one_figure() {
    let slower = run(&[(1800.0, 3.3), (1800.0, 3.0)]).figure();
    assert!(slower.heading.finding.ends_with("9\u{a0}% slower from km 7 on"), "{}", slower.heading.finding);
    let tile = &slower.tiles[0];
    let TileBody::Score { value, word, .. } = &tile.body else { panic!("{tile:?}") };
    assert_eq!((tile.label.as_str(), value.as_str(), word.as_str()), ("From km 7 on", "\u{2212}9", "slower"));
}

/// The title of a run of kilometres in these times, s.
fn title_of(kilometres_s: &[f64]) -> String {
    let parts: Vec<(f64, f64)> = kilometres_s.iter().map(|seconds| (*seconds, 1000.0 / seconds)).collect();
    run(&parts).figure().heading.finding
}

#[test]
fn a_title_tells_how_the_run_began_and_ended() {
    let even = [330.0; 10];
    assert!(title_of(&even).ends_with("even to the end"));
    let slow_end = [&even[..7], &[345.0; 3]].concat();
    assert!(!title_of(&slow_end).contains("even to the end"), "{}", title_of(&slow_end));
    let ups = [330.0, 360.0, 325.0, 355.0, 330.0, 362.0, 328.0, 350.0];
    let fast_end = [&ups[..], &[340.0, 300.0]].concat();
    assert!(title_of(&fast_end).ends_with("last kilometre the fastest, 5:00"), "{}", title_of(&fast_end));
    let slow_start = [&[400.0][..], &ups].concat();
    assert!(title_of(&slow_start).contains("first kilometre the slowest, 6:4"), "{}", title_of(&slow_start));
}

#[test]
fn the_longest_run_of_weeks_is_told_first() {
    let run = run(&[(3600.0, 3.0)]);
    let finding = |days: Option<i64>| run.figure_of_longest(days).heading.finding;
    assert!(finding(Some(60)).ends_with(": longest run for 8 weeks, even to the end"), "{}", finding(Some(60)));
    assert!(finding(Some(30)).ends_with(": even to the end"));
}

#[test]
fn reps_of_which_nothing_stands_out_are_told_by_their_main_set() {
    let work = |set: usize, seconds: f64, speed: f64| (SegmentKind::Work, set, seconds, speed);
    let rest = (SegmentKind::Recovery, 0, 90.0, 2.0);
    let reps = [work(0, 300.0, 4.0), rest, work(0, 306.0, 3.92), rest, work(1, 20.0, 5.0)];
    let lengths = [RepLength::Distance(1200.0), RepLength::Distance(100.0)];
    let mut session = SyntheticSession::of("2 × 1200 m + 100 m", WorkoutKind::Reps, &lengths, &reps);
    session.card.course = Course::default();
    session.card.sets.iter_mut().for_each(|set| set.scores = Scores::default());
    let title = session.figure().heading.finding;
    assert!(title.contains("the 1200s at 4:10 and 4:15 /km"), "{title}");
}

#[test]
fn thirds_stand_beside_the_pace_of_their_own_clock() {
    let figure = run(&[(1200.0, 3.0), (300.0, 0.0), (1200.0, 3.0), (1200.0, 3.0)]).figure();
    let tile = figure.tiles.iter().find(|tile| tile.label == "Thirds, in movement").unwrap();
    let TileBody::Fact { value, note, .. } = &tile.body else { panic!("{tile:?}") };
    assert!(value.starts_with("5:3") && note.ends_with("5:34 in all"), "{value}: {note}");
    assert!(figure.heading.finding.contains("6:01"), "{}", figure.heading.finding);
}

#[test]
fn short_runs_have_parts_of_a_kilometre() {
    let bars = run(&[(700.0, 2.9)]).figure().bars;
    assert_eq!((bars.head.as_str(), bars.bars.len()), ("500-metre splits", 4));
    assert_eq!((bars.bars[1].number.as_str(), bars.bars[1].split.as_str()), ("km 1", "5:45"));
    assert_eq!(run(&[(70.0, 2.9)]).figure().bars.absent, "too short for splits");
}

#[test]
fn a_recording_left_on_ends_with_the_run_and_says_so() {
    let figure = run(&[(3600.0, 3.0), (20.0 * 3600.0, 0.0)]).figure();
    assert!(figure.trace.span.length_s() < 3700.0 && figure.bars.bars.len() == 11);
    assert!(figure.heading.subtitle.contains("after the run, left out"), "{}", figure.heading.subtitle);
    let whole = run(&[(3600.0, 3.0), (600.0, 0.0)]).figure();
    assert!(whole.trace.span.length_s() > 4100.0 && !whole.heading.subtitle.contains("left out"));
}

/// The number of the look, and the hash of the pictures that have it.
const LOOK: (u32, u64) = (6, 13_030_412_308_373_216_877);

#[test]
fn another_look_has_another_number() {
    let mut hash = Xxh3::new();
    for (_, session) in cases() {
        hash.update(super::svg(&session.figure()).unwrap().as_bytes());
    }
    hash.update(&super::png::pixels(&six_by_400().figure()));
    let told = "the look has changed: raise DRAWING, and put it here with the hash on the left";
    assert_eq!((DRAWING, hash.digest()), LOOK, "{told}");
}
