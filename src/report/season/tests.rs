//! Tests of the season as data, and of its picture: nothing overlaps or leaves the page.

use super::{PointMark, ScoreValue, SeasonFigure, SeasonInput, season};
use crate::compare::{Outing, PersonalBest, Week, personal_bests, weeks};
use crate::model::{Day, Race};
use crate::progression::{Decision, PastWeek};
use crate::report::ActivityPlace;
use crate::report::synthetic::{SyntheticSession, intervals};
use crate::report::{Analysed, season_png};
use crate::scores::best_efforts::StandardEffort;
use crate::segment::{RepLength, SegmentKind, WorkoutKind};
use crate::units::DistanceUnit;

/// A Monday.
const MONDAY: Day = Day::of(2024, 1, 1);

/// A runner's activities, in order of start, with what else a season shows.
#[derive(Default)]
struct Runner {
    done: Vec<Analysed>,
    races: Vec<Race>,
    unit: DistanceUnit,
    from: Option<Day>,
    to: Option<Day>,
}

impl Runner {
    /// With a session of reps, so many days after the Monday; each rep of so many metres in so many seconds.
    fn reps(mut self, day: i64, count: usize, (metres, seconds): (f64, f64), decision: Decision) -> Self {
        let name = format!("{count} × {metres} m / 200 m jog");
        let stretches = intervals(count, seconds, metres / seconds, 80.0);
        let session = SyntheticSession::of(&name, WorkoutKind::Reps, &[RepLength::Distance(metres)], &stretches);
        self.done.push(analysed(session.advised(decision, "again"), day));
        self
    }

    fn easy(mut self, day: i64) -> Self {
        let stretches = [(SegmentKind::Other, 0, 3000.0, 2.8)];
        self.done.push(analysed(SyntheticSession::of("run", WorkoutKind::Steady, &[], &stretches), day));
        self
    }

    fn season(&self) -> SeasonFigure {
        let mut outings: Vec<Outing> = self.done.iter().map(Analysed::outing).collect();
        outings.sort_by_key(|outing| outing.day);
        let weeks: Vec<Week> = weeks(&outings);
        let past_week = |week: &Week| PastWeek {
            monday: week.monday,
            most_fast_m: (week.monday - MONDAY >= 21).then_some(2_000.0),
            is_lighter: (week.monday - MONDAY) % 28 == 21,
        };
        let past_weeks: Vec<PastWeek> = weeks.iter().map(past_week).collect();
        let efforts: Vec<(_, &[StandardEffort])> =
            self.done.iter().map(|row| (row.activity.surface, row.best_efforts.as_slice())).collect();
        let bests: Vec<(&Analysed, PersonalBest)> =
            personal_bests(&efforts).into_iter().map(|best| (&self.done[best.activity], best)).collect();
        season(&SeasonInput {
            runner: None,
            done: self.done.iter().collect(),
            weeks: &weeks,
            past_weeks: &past_weeks,
            bests,
            races: &self.races,
            next: self.done.iter().rev().find_map(|row| row.recommendation.as_ref()),
            today: self.done.last().map_or(MONDAY, Analysed::day),
            from: self.from,
            to: self.to,
            unit: self.unit,
            version: "0.1.0",
        })
    }
}

fn analysed(session: SyntheticSession, day: i64) -> Analysed {
    let mut activity = session.activity;
    activity.origin_unix_s = (MONDAY + day).midnight_s() + 36_000.0;
    let place = ActivityPlace { runner: "anna".to_owned(), file: format!("{day}.fit"), index: 1 };
    let mut analysed = Analysed::new(place, activity, &session.prepared, session.structure, session.card);
    analysed.recommendation = session.recommendation;
    analysed
}

const FOUR: f64 = 400.0;
const AGAIN: Decision = Decision::OnceMore;

/// Two sessions of each of two lengths, and one of another.
fn some() -> Runner {
    Runner::default()
        .reps(1, 6, (FOUR, 90.0), AGAIN)
        .easy(3)
        .reps(8, 5, (1000.0, 240.0), Decision::StepUp)
        .reps(22, 6, (FOUR, 84.0), Decision::LighterWeek)
        .reps(29, 5, (1000.0, 239.0), Decision::Rest)
        .reps(36, 4, (200.0, 38.0), Decision::WayBack)
}

/// Sixty sessions in half a year.
fn many() -> Runner {
    let all = [Decision::StepUp, AGAIN, Decision::StepBack, Decision::LighterWeek, Decision::EasyFirst];
    let lengths = [(FOUR, 85.0), (1000.0, 232.0), (200.0, 38.0), (600.0, 130.0)];
    (0..60_usize).zip((0..).step_by(3)).fold(Runner::default(), |runner, (index, day)| {
        let (metres, seconds) = lengths[[0, 1, 0, 2, 0, 3][index % 6]];
        runner.reps(day, 4 + index % 9, (metres, seconds), all[index % 5])
    })
}

fn in_one_lane() -> Runner {
    (0..60).fold(Runner::default(), |runner, index| runner.reps(3 * index, 12, (FOUR, 85.0), Decision::StepUp))
}

fn raced() -> Runner {
    let race = |day: i64, distance_m, time_s| Race { day: MONDAY + day, distance_m, time_s };
    let races =
        vec![race(20, 5000.0, 1182.0), race(22, 10_000.0, 2480.0), race(23, 12_345.0, 3300.0), race(900, 5.0, 9.0)];
    Runner { races, ..some() }
}

#[test]
fn the_title_passes_over_no_faster_session() {
    let title = |between_s: f64| {
        let runner = Runner::default().reps(1, 6, (FOUR, 90.0), AGAIN).reps(8, 6, (FOUR, between_s), AGAIN);
        runner.reps(15, 6, (FOUR, 84.0), AGAIN).season().title
    };
    assert!(title(87.0).contains("1:30 to 1:24"), "{}", title(87.0));
    assert!(!title(80.0).contains(" to "), "{}", title(80.0));
}

#[test]
fn like_sessions_share_a_lane_with_each_rep_in_order() {
    let figure = some().season();
    let names: Vec<&str> = figure.lanes.iter().map(|lane| lane.name.as_str()).collect();
    assert_eq!(names, ["1000\u{a0}m", "400\u{a0}m"], "of as many sessions, the length that was run last comes first");
    let four = &figure.lanes[1];
    assert_eq!((four.sessions.len(), four.sessions[0].count.as_str()), (2, "6×"));
    assert_eq!((four.sessions[0].day, four.sessions[1].day), (1.5, 22.5));
    assert_eq!(four.sessions[1].decision, Some(Decision::LighterWeek));
    assert_eq!(four.sessions[0].advised_mps, None, "nothing was advised before");
    let advised = four.sessions[1].advised_mps.unwrap();
    assert!((advised.low - FOUR / 86.0).abs() < 1e-9 && (advised.high - FOUR / 84.0).abs() < 1e-9);
    assert!(four.ticks.len() >= 3, "{:?}", four.ticks);
    assert!(figure.footer.contains("not drawn: 200\u{a0}m (1 session)"), "{}", figure.footer);
}

#[test]
fn one_rep_alone_of_a_length_with_a_lane_is_named_as_such() {
    let runner = Runner::default().reps(1, 5, (1000.0, 240.0), AGAIN).reps(8, 5, (1000.0, 239.0), AGAIN);
    let figure = runner.reps(15, 1, (1000.0, 238.0), AGAIN).season();
    let names: Vec<&str> = figure.marks.iter().map(|mark| mark.1.as_str()).collect();
    assert_eq!(names, ["1000\u{a0}m", "others"]);
    assert!(figure.footer.contains("not drawn: 1 × 1000\u{a0}m (1 session)"), "{}", figure.footer);
}

#[test]
fn advice_long_ago_or_of_another_length_was_not_for_this_session() {
    let late = Runner::default().reps(0, 6, (FOUR, 90.0), AGAIN).reps(60, 6, (FOUR, 88.0), AGAIN).season();
    assert_eq!(late.lanes[0].sessions[1].advised_mps, None);
    let other = some().season();
    assert!(other.lanes[0].sessions.iter().all(|session| session.advised_mps.is_none()), "the advice was 400 m");
}

#[test]
fn the_title_says_a_finding_beyond_the_noise_alone() {
    let faster = Runner::default().reps(0, 6, (FOUR, 90.0), AGAIN).reps(42, 6, (FOUR, 84.0), AGAIN).season();
    assert!(
        faster.title.starts_with("400\u{a0}m reps: 1:") && faster.title.contains(" in six weeks"),
        "{}",
        faster.title
    );
    let more = Runner::default().reps(0, 6, (FOUR, 90.0), AGAIN).reps(42, 12, (FOUR, 84.0), AGAIN).season();
    assert!(more.title.ends_with("on more reps (6 up to 12)"), "{}", more.title);
    let level = Runner::default().reps(0, 6, (FOUR, 90.0), AGAIN).reps(42, 6, (FOUR, 90.0), AGAIN).season();
    assert!(level.title.starts_with("2 sessions of 400\u{a0}m reps in six weeks: "), "{}", level.title);
    let quarter = Runner::default().reps(0, 6, (FOUR, 110.0), AGAIN).reps(42, 6, (FOUR, 84.0), AGAIN).season();
    assert!(quarter.title.starts_with("2 sessions of 400\u{a0}m reps in six weeks: "), "{}", quarter.title);
}

#[test]
fn half_a_year_is_shown_or_all_or_what_was_asked_for() {
    let all = some().season();
    assert!((all.days - 42.0).abs() < 1e-9, "{}", all.days);
    let long = (0..60).fold(Runner::default(), |runner, week| runner.easy(7 * week)).season();
    assert!((long.days - 182.0).abs() < 1e-9, "{}", long.days);
    let asked = Runner { from: Some(MONDAY + 7), to: Some(MONDAY + 20), ..some() }.season();
    assert!((asked.days - 14.0).abs() < 1e-9, "{}", asked.days);
    assert_eq!(asked.scores[0].points.len(), 1);
}

#[test]
fn a_runner_without_reps_is_told_so_and_has_weeks_and_bests() {
    let figure = Runner::default().easy(0).easy(2).easy(16).season();
    assert!(figure.lanes.is_empty() && figure.no_lane.starts_with("No session of reps in this time."));
    assert_eq!(figure.title, "3 runs in three weeks, no session of reps");
    assert!(figure.scores.iter().all(|row| row.points.is_empty()));
    assert!(figure.weeks.is_whole && figure.weeks.weeks[0].fast > 10.0);
    assert_eq!(figure.weeks.weeks[1].whole, "–", "nothing recorded is no zero");
    assert!(!figure.events.is_empty() && figure.events.iter().all(|event| !event.is_race));
    assert_eq!(figure.month[1].none, "nothing recorded");
}

#[test]
fn races_and_bests_stand_where_they_fell() {
    let figure = raced().season();
    let races: Vec<&str> =
        figure.events.iter().filter(|event| event.is_race).map(|event| event.label.as_str()).collect();
    assert_eq!(races, ["5000 m 19:42", "10000 m 41:20", "12.3\u{a0}km 55:00"], "the race beyond the time is left out");
    assert!(figure.events.iter().any(|event| !event.is_race && event.label.starts_with("400 m ")));
}

#[test]
fn weeks_have_their_cap_where_it_is_known() {
    let figure = some().season();
    let bars = &figure.weeks.weeks;
    assert_eq!(
        bars.iter().map(|week| week.most.is_some()).collect::<Vec<_>>(),
        [false, false, false, true, true, true]
    );
    assert!((bars[0].fast - 2.4).abs() < 0.05 && bars[0].over() <= 0.0, "no cap, nothing over it");
    assert!((bars[3].over() - 0.4).abs() < 0.05 && bars[3].is_lighter);
    assert_eq!((bars[2].label.as_str(), bars[2].fast), ("", 0.0));
    let miles = Runner { unit: DistanceUnit::Mile, ..some() }.season();
    assert!((miles.weeks.weeks[0].fast - 1.5).abs() < 0.05 && miles.weeks.head == "Fast distance, mi");
}

#[test]
fn a_score_that_is_missing_is_absent_and_never_zero() {
    let figure = Runner::default().reps(0, 3, (FOUR, 90.0), AGAIN).reps(7, 6, (FOUR, 90.0), AGAIN).season();
    let mut short = Runner::default().reps(0, 6, (FOUR, 90.0), AGAIN);
    for set in &mut short.done[0].card.sets {
        let none = crate::scores::Unavailable::TooFewReps { found: 3, needed: 4 };
        set.scores.set(&crate::scores::pace_consistency::INFO, Err(none));
    }
    assert_eq!(short.season().scores[0].points[0].value, ScoreValue::Absent);
    assert!(figure.scores[0].points.iter().all(|point| point.mark == PointMark::First));
}

#[test]
fn the_last_weeks_say_what_was_run_and_what_was_answered() {
    let figure = some().season();
    let sessions: Vec<&str> =
        figure.month.iter().flat_map(|week| &week.sessions).map(|session| session.run.as_str()).collect();
    assert!(sessions[0].starts_with("Tue 4\u{a0}×\u{a0}200\u{a0}m in 3"), "{sessions:?}");
    assert_eq!(figure.month.len(), 4);
    assert!(figure.month[1].sessions[0].advised == "Rest", "{:?}", figure.month[1]);
    let week = &figure.month[2].sessions[0];
    assert!(week.advised.starts_with("Lighter week: 6\u{a0}×\u{a0}400\u{a0}m at 1:24"), "{}", week.advised);
    assert_eq!(figure.next.advice.word, "Way back");
}

#[test]
fn no_text_leaves_the_page_or_touches_another() {
    let miles = Runner { unit: DistanceUnit::Mile, ..many() };
    let years = Runner { from: Some(MONDAY - 700), ..many() };
    let cases = [
        ("some", some()),
        ("many", many()),
        ("miles", miles),
        ("years", years),
        ("one lane", in_one_lane()),
        ("raced", raced()),
        ("easy", Runner::default().easy(0).easy(9)),
        ("one", Runner::default().reps(0, 6, (FOUR, 90.0), AGAIN)),
        ("nothing", Runner::default()),
    ];
    for (name, runner) in cases {
        let faults = crate::report::layout::season_faults(&runner.season()).unwrap();
        assert!(faults.is_empty(), "{name}: {faults:?}");
    }
}

#[test]
fn a_picture_has_its_size_and_the_same_bytes_twice() {
    let figure = many().season();
    let bytes = season_png(&figure).unwrap();
    assert!(bytes.len() < 400_000 && bytes == season_png(&figure).unwrap());
    let reader = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
    assert_eq!((reader.info().width, reader.info().height), (1600, 1200));
}
