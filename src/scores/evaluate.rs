//! From a structure to its score card: every set measured, graded and scored.

use super::kernel::card::FEWEST_ALONE;
use super::kernel::course::{Course, course};
use super::kernel::grade::{GradeEvidence, LONG_REP_S, broken, grade};
use super::kernel::input::{SessionInput, SetInput};
use super::kernel::terrain::Hill;
use super::kernel::works::works;
use super::kernel::{RepScore, ScoreCard, ScoreContext, SetCard, heart_rate_validity, noise, terrain};
use super::registry::{score_session, score_set};
use super::reps;
use super::session::passage::passage;
use super::set::fade;
use crate::clean::Prepared;
use crate::model::{Activity, Span, Surface};
use crate::segment::{RepLength, Segment, SegmentKind, Set, Structure};
use crate::stats::{mean, mean_of, median};

/// A pause that ends this close to a rep's edge is not inside the rep, s.
const PAUSE_EDGE_S: f64 = 1.0;
/// Fewest reps of the set that a session is judged by: with short reps, with long reps.
const MAIN_REPS: (usize, usize) = (FEWEST_ALONE, 2);
/// Fewest lengths of a ladder, and how often each length is run at most: up, or up and down. A ladder is judged by its
/// middle length, where it grows.
const LADDER: (usize, usize) = (3, 2);
/// A set with less than this share of another set's fast metres is a side set: a session of 3 x 1 km is not judged by
/// the strides after it. House rule.
const SIDE_SET_SHARE: f64 = 0.5;

/// The score card of an activity: one card per set, in the structure's order.
///
/// # Shape
/// Empty without sets. `main` is the set with the most fast metres among sets of 4 reps or more (2 when reps take 5 min
/// or more). All sets compete when no set has that many reps, or when those sets have less than half the metres of
/// another. The main set of a ladder is the set of its middle length. Of sets with one length and count, the main set is
/// the last: it shows how the session ended.
pub fn evaluate(activity: &Activity, prepared: &Prepared, structure: &Structure, context: &ScoreContext) -> ScoreCard {
    let spans: Vec<Span> = structure.reps().map(|rep| rep.span).collect();
    let mut input = SessionInput::of(prepared, structure.kind, context);
    input.is_level = activity.surface.is_some_and(Surface::is_level);
    let heart_rate_problem =
        heart_rate_validity::session_problem(&prepared.uniform, &spans).or_else(|| input.heart_rate_step.clone());
    let session = CardInput {
        activity,
        prepared,
        structure,
        context,
        heart_rate_problem: heart_rate_problem.as_deref(),
        heart_rate_lags: reps::heart_rate_lags(&prepared.uniform, structure),
    };
    let sets: Vec<SetCard> = (0..structure.sets.len()).map(|index| session.set_card(index)).collect();
    let scores = score_session(&input);
    let together = structure.together().map(|all| session.card_of(0, &all.set));
    let main = main_of(&sets).map(|main| last_alike(&structure.sets, main));
    let usual_pct = main.map_or(f64::NAN, |main| sets[main].noise_pct);
    let course = course(&works(structure, &sets, usual_pct));
    // On changing hills pace does not show effort.
    let work: Vec<&Segment> = structure.segments.iter().filter(|part| part.kind == SegmentKind::Work).collect();
    let is_uneven = session.hill(&work).is_some_and(|hill| !hill.is_one);
    let course = if is_uneven { Course { going: None, ..course } } else { course };
    let passage = passage(activity, prepared, structure, context, heart_rate_problem.as_deref());
    ScoreCard { main, sets, together, course, own: context.own, scores, passage, heart_rate_problem }
}

/// Everything that the card of a set is made from.
struct CardInput<'a> {
    activity: &'a Activity,
    prepared: &'a Prepared,
    structure: &'a Structure,
    context: &'a ScoreContext,
    heart_rate_problem: Option<&'a str>,
    /// Whether the heart rate goes on rising after a rep.
    heart_rate_lags: bool,
}

impl CardInput<'_> {
    fn set_card(&self, index: usize) -> SetCard {
        self.card_of(index, &self.structure.sets[index])
    }

    fn rep(&self, index: usize) -> Option<RepScore> {
        let own = &self.context.own;
        reps::measure(index, self.activity, self.prepared, self.structure, own, self.heart_rate_lags)
    }

    /// The reps of a set, measured. Where they are of one length, their distances may show more noise than is usual.
    fn reps(&self, set: &Set) -> Vec<RepScore> {
        let mut reps: Vec<RepScore> = set.reps.iter().filter_map(|rep| self.rep(*rep)).collect();
        let lengths: Vec<(f64, f64)> = reps.iter().map(|rep| (rep.distance_m, rep.timer_s)).collect();
        let usual_pct = noise::set_noise_pct(&reps.iter().map(|rep| rep.noise_pct).collect::<Vec<_>>());
        let is_of_one_length = matches!(set.length, RepLength::Distance(_)) && !set.snapped;
        if let Some(shown_pct) = noise::shown_noise_pct(&lengths, usual_pct).filter(|_| is_of_one_length) {
            for rep in &mut reps {
                rep.noise_pct = rep.noise_pct.max(shown_pct);
            }
        }
        reps
    }

    fn card_of(&self, index: usize, set: &Set) -> SetCard {
        let reps = self.reps(set);
        let columns = GradeColumns::of(&reps);
        let noise_pct = noise::set_noise_pct(&columns.noise);
        let evidence = self.evidence(set, &columns, noise_pct);
        let (grade, grade_reason) = grade(&evidence);
        let input = SetInput {
            reps: &reps,
            spans: set.reps.iter().filter_map(|rep| Some(self.structure.segments.get(*rep)?.span)).collect(),
            ruler: noise::ruler_beside_reps(self.activity, self.prepared),
            recoveries: set.reps.iter().map(|rep| reps::recovery_after(self.structure, *rep)).collect(),
            rests_s: rests_s(set, &self.structure.segments),
            uniform: &self.prepared.uniform,
            speeds_mps: columns.speed,
            noise_pct,
            rep_time_s: evidence.rep_time_s,
            broken: broken(&evidence),
            heart_rate_problem: self.heart_rate_problem,
            context: self.context,
        };
        let (scores, mean_speed_mps) = (score_set(&input), mean(&input.speeds_mps));
        let fade_line = fade::line(scores.get(&fade::INFO), mean_speed_mps);
        SetCard {
            set: index,
            noise_pct,
            grade,
            grade_reason,
            hill: evidence.hill,
            mean_speed_mps,
            fade_line,
            scores,
            reps,
        }
    }

    fn evidence(&self, set: &Set, columns: &GradeColumns, noise_pct: f64) -> GradeEvidence {
        let segments: Vec<&Segment> = self.structure.reps_of(set).collect();
        let first = |is_bad: &dyn Fn(Span) -> bool| segments.iter().position(|rep| is_bad(rep.span)).map(|at| at + 1);
        let longest = |rep: &&Segment| reps::longest_gap_s(self.prepared, rep.span);
        GradeEvidence {
            reps: segments.len(),
            rep_time_s: median(&columns.time),
            noise_pct,
            lap_timed: segments.iter().all(|rep| rep.lap_timed),
            longest_gap_s: segments.iter().map(longest).fold(0.0, f64::max),
            missing_fraction: columns.missing_fraction(),
            paused_rep: first(&|span| has_pause_inside(&self.prepared.pauses, span)),
            backwards_rep: first(&|span| goes_backwards(&self.activity.track.time_s, span)),
            hill: self.hill(&segments),
        }
    }

    /// The hill of hilly reps; none on a track or a treadmill.
    fn hill(&self, segments: &[&Segment]) -> Option<Hill> {
        if segments.iter().any(|rep| terrain::is_level(self.activity, rep)) {
            return None;
        }
        let measured = if self.structure.uphill.is_some() { terrain::slope } else { terrain::gradient };
        let gradient = |rep: &&Segment| measured(&self.prepared.uniform, rep.span, rep.distance_m);
        terrain::hill(&segments.iter().map(|rep| gradient(rep).unwrap_or(f64::NAN)).collect::<Vec<_>>())
    }
}

/// What the grade of a set rests on, one value per rep.
struct GradeColumns {
    speed: Vec<f64>,
    time: Vec<f64>,
    noise: Vec<f64>,
    missing: Vec<f64>,
}

impl GradeColumns {
    fn of(reps: &[RepScore]) -> Self {
        let column = |value: fn(&RepScore) -> f64| reps.iter().map(value).collect();
        Self {
            speed: column(|rep| rep.speed_mps),
            time: column(|rep| rep.timer_s),
            noise: column(|rep| rep.noise_pct),
            missing: column(|rep| rep.missing_fraction),
        }
    }

    /// Share of all rep time without data.
    fn missing_fraction(&self) -> f64 {
        let missing: f64 = self.time.iter().zip(&self.missing).map(|(time, share)| time * share).sum();
        missing / self.time.iter().sum::<f64>()
    }
}

/// The set that the session is judged by.
fn main_of(sets: &[SetCard]) -> Option<usize> {
    let counts = |card: &SetCard| {
        let long = median(&card.reps.iter().map(|rep| rep.timer_s).collect::<Vec<_>>()) >= LONG_REP_S;
        card.reps.len() >= if long { MAIN_REPS.1 } else { MAIN_REPS.0 }
    };
    let metres = |card: &SetCard| -> f64 {
        card.reps.iter().map(|rep| rep.distance_m).filter(|metres| metres.is_finite()).sum()
    };
    // The first of equal sets is wanted: `max_by` would give the last.
    let most = |indices: &mut dyn DoubleEndedIterator<Item = usize>| {
        indices.rev().max_by(|a, b| metres(&sets[*a]).total_cmp(&metres(&sets[*b])))
    };
    let all = rung(sets).or_else(|| most(&mut (0..sets.len())))?;
    let readable = most(&mut (0..sets.len()).filter(|index| counts(&sets[*index])));
    let is_beside = |index: &usize| metres(&sets[*index]) < SIDE_SET_SHARE * metres(&sets[all]);
    readable.filter(|index| !is_beside(index)).or(Some(all))
}

/// The last set with the length and count of this one.
fn last_alike(sets: &[Set], main: usize) -> usize {
    let is_alike = |set: &Set| set.length == sets[main].length && set.reps.len() == sets[main].reps.len();
    sets.iter().rposition(is_alike).unwrap_or(main)
}

/// The set of a ladder's middle length, the shorter of two; `None` when the session is no ladder.
fn rung(sets: &[SetCard]) -> Option<usize> {
    let is_ladder = sets.len() >= LADDER.0 && sets.iter().all(|set| set.reps.len() <= LADDER.1);
    let length_s = |set: &SetCard| mean_of(set.reps.iter().map(|rep| rep.timer_s));
    let mut rungs: Vec<usize> = (0..sets.len()).collect();
    rungs.sort_by(|&a, &b| length_s(&sets[a]).total_cmp(&length_s(&sets[b])));
    rungs.get(sets.len().saturating_sub(1) / 2).copied().filter(|_| is_ladder)
}

/// Wall clock between each rep of a set and the next, s; NaN where a rep of another set lies between.
fn rests_s(set: &Set, segments: &[Segment]) -> Vec<f64> {
    let rest = |pair: &[usize]| {
        let between = segments.get(pair[0] + 1..pair[1])?;
        let is_rest = between.iter().all(|segment| segment.kind != SegmentKind::Work);
        is_rest.then(|| segments[pair[1]].span.start_s - segments[pair[0]].span.end_s)
    };
    set.reps.windows(2).map(|pair| rest(pair).unwrap_or(f64::NAN)).collect()
}

/// Whether the timer stopped inside the rep, with running before and after.
fn has_pause_inside(pauses: &[Span], rep: Span) -> bool {
    pauses.iter().any(|pause| pause.start_s > rep.start_s + PAUSE_EDGE_S && pause.end_s < rep.end_s - PAUSE_EDGE_S)
}

/// Whether the samples as recorded go back in time within a rep.
fn goes_backwards(time_s: &[f64], rep: Span) -> bool {
    time_s.windows(2).any(|pair| pair[1] < pair[0] && (rep.start_s..=rep.end_s).contains(&pair[0]))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::scores::fixture;
    use crate::scores::{
        Grade, Unavailable, cadence, fade, heart_rate_drift, hrr60, last_rep, last_rep_quality, pace_consistency,
    };

    /// Six lap-timed reps of 400 m on a track, with 90 s between.
    fn six_by_400() -> (Activity, Prepared, Structure) {
        let mut activity = fixture::activity();
        activity.surface = Some(Surface::Track);
        let (mut segments, mut clock) = (Vec::new(), 100.0);
        for time in [92.0, 91.6, 92.4, 92.9, 93.1, 94.0] {
            let mut rep = fixture::rep(clock, clock + time, 404.0);
            rep.snapped_distance_m = Some(400.0);
            segments.push(rep);
            segments.push(fixture::recovery(clock + time, clock + time + 90.0));
            clock += time + 90.0;
        }
        (activity, fixture::prepared(1400), fixture::structure(segments))
    }

    #[test]
    fn a_session_is_scored() {
        let (activity, prepared, structure) = six_by_400();
        let card = evaluate(&activity, &prepared, &structure, &ScoreContext::default());
        let set = card.main_set().unwrap();
        assert_eq!((set.grade, set.reps.len()), (Grade::B, 6));
        assert!((set.noise_pct - 0.54).abs() < 0.01, "timed by the button");
        assert!((set.score(&fade::INFO).as_ref().unwrap().value + 2.306).abs() < 0.001);
        assert_eq!(set.score(&pace_consistency::INFO).as_ref().unwrap().word, "very even");
        assert!((set.score(&last_rep::INFO).as_ref().unwrap().value + 1.702).abs() < 0.001);
        assert_eq!(set.score(&cadence::INFO).as_ref().unwrap().n, 6);
        assert_eq!(set.score(&last_rep_quality::INFO).as_ref().unwrap().word, "held");
        assert_eq!(card.heart_rate_problem.as_deref(), Some("no heart rate"));
        assert_eq!(set.score(&hrr60::INFO).as_ref().unwrap_err().to_string(), "no heart rate");
    }

    #[test]
    fn reps_of_one_length_that_were_measured_unlike_are_noisy() {
        let (activity, prepared, mut structure) = six_by_400();
        let noise_pct = |structure: &Structure| {
            evaluate(&activity, &prepared, structure, &ScoreContext::default()).main_set().unwrap().noise_pct
        };
        for rep in structure.segments.iter_mut().filter(|segment| segment.kind == SegmentKind::Work) {
            rep.snapped_distance_m = None;
        }
        let usual_pct = noise_pct(&structure);
        assert!(usual_pct < 1.5, "{usual_pct}");
        for (place, out) in structure.sets[0].reps.iter().enumerate() {
            structure.segments[*out].distance_m = if place % 2 == 0 { 420.0 } else { 384.0 };
        }
        assert!(noise_pct(&structure) > 3.0 * usual_pct);
        // Reps by the clock cover what they cover.
        structure.sets[0].length = RepLength::Time(92.0);
        assert!(noise_pct(&structure) < 1.5);
    }

    #[test]
    fn heart_rate_is_scored_where_it_is_sound() {
        let (activity, mut prepared, structure) = six_by_400();
        let rising = |second: u32| 150.0 + f64::from(second) / 100.0;
        prepared.uniform.heart_rate_bpm = Some((0..1400).map(rising).collect());
        let card = evaluate(&activity, &prepared, &structure, &ScoreContext::default());
        assert_eq!(card.heart_rate_problem, None);
        let set = card.main_set().unwrap();
        // The ends of reps 1 and 6 lie 914 s apart.
        let drift = set.score(&heart_rate_drift::INFO).as_ref().unwrap();
        assert!(drift.n == 6 && (drift.value - 9.14).abs() < 0.05);
        assert!((set.score(&hrr60::INFO).as_ref().unwrap().value + 0.65).abs() < 0.05, "still rising");
        assert_eq!(set.score(&hrr60::INFO).as_ref().unwrap().word, "jog", "4 m/s throughout");
        let mut holed = prepared.clone();
        for segment in structure.segments.iter().filter(|segment| segment.kind == SegmentKind::Recovery) {
            holed.uniform.heart_rate_bpm.as_mut().unwrap()[segment.span.start_s as usize + 30] = f64::NAN;
        }
        let card = evaluate(&activity, &holed, &structure, &ScoreContext::default());
        let reason = card.main_set().unwrap().score(&hrr60::INFO).as_ref().unwrap_err().to_string();
        assert_eq!(reason, "heart rate of every recovery has a hole or a jump, or lags behind the reps");
        prepared.uniform.heart_rate_bpm.as_mut().unwrap()[140] += 60.0;
        let card = evaluate(&activity, &prepared, &structure, &ScoreContext::default());
        assert_eq!(card.heart_rate_problem.as_deref(), Some("heart rate of rep 1 jumps by 60 bpm within 2 s"));
        assert!(card.main_set().unwrap().reps[0].heart_rate_end_bpm.is_none());
        assert!(card.main_set().unwrap().reps[1].heart_rate_end_bpm.is_some());
        assert!(card.main_set().unwrap().score(&heart_rate_drift::INFO).is_err());
    }

    #[test]
    fn a_broken_rep_takes_the_pace_scores_and_says_why() {
        let (activity, mut prepared, structure) = six_by_400();
        prepared.pauses = vec![Span::new(130.0, 140.0)];
        let card = evaluate(&activity, &prepared, &structure, &ScoreContext::default());
        let set = card.main_set().unwrap();
        assert_eq!(set.grade, Grade::D);
        assert_eq!(set.score(&fade::INFO).as_ref().unwrap_err().to_string(), "the timer was stopped inside rep 1");
    }

    #[test]
    fn time_that_goes_back_inside_a_rep_is_d() {
        let (mut activity, prepared, structure) = six_by_400();
        activity.track.time_s = vec![99.0, 100.0, 150.0, 140.0, 151.0];
        let card = evaluate(&activity, &prepared, &structure, &ScoreContext::default());
        assert_eq!(card.main_set().unwrap().grade_reason, "time goes backwards in rep 1");
    }

    #[test]
    fn few_reps_say_how_many_are_needed() {
        let (activity, prepared, mut structure) = six_by_400();
        structure.sets = vec![fixture::set(vec![0, 2, 4], 400.0)];
        let card = evaluate(&activity, &prepared, &structure, &ScoreContext::default());
        let set = card.main_set().unwrap();
        assert_eq!(set.grade, Grade::D);
        assert_eq!(set.score(&pace_consistency::INFO), &Err(Unavailable::TooFewReps { found: 3, needed: 4 }));
        assert!(set.score(&last_rep::INFO).is_ok());
    }

    /// The six reps as two sets: after the first `first` reps the rest is 5 min longer.
    fn in_sets_of(first: usize) -> (Activity, Prepared, Structure) {
        let (activity, _, mut structure) = six_by_400();
        structure.segments[2 * first - 1].span.end_s += 300.0;
        for segment in &mut structure.segments[2 * first..] {
            segment.span = Span::new(segment.span.start_s + 300.0, segment.span.end_s + 300.0);
        }
        let (head, tail): (Vec<usize>, Vec<usize>) = (0..12).step_by(2).partition(|index| *index < 2 * first);
        structure.sets = vec![fixture::set(head, 400.0), fixture::set(tail, 400.0)];
        (activity, fixture::prepared(1700), structure)
    }

    #[test]
    fn sets_of_one_length_are_read_together() {
        for first in [2, 3, 4] {
            let (activity, prepared, structure) = in_sets_of(first);
            let card = evaluate(&activity, &prepared, &structure, &ScoreContext::default());
            let together = card.together.unwrap();
            assert_eq!((together.reps.len(), together.grade), (6, Grade::B), "{first} first");
            assert!(together.score(&fade::INFO).is_ok());
        }
        let (activity, prepared, mut structure) = in_sets_of(3);
        (structure.segments[4].distance_m, structure.segments[4].snapped_distance_m) = (800.0, None);
        structure.sets[1].length = RepLength::Distance(800.0);
        assert!(evaluate(&activity, &prepared, &structure, &ScoreContext::default()).together.is_none());
    }

    #[test]
    fn the_main_set_has_four_reps_before_metres() {
        let (activity, prepared, mut structure) = six_by_400();
        structure.segments[0].distance_m = 3000.0;
        structure.segments[0].snapped_distance_m = None;
        structure.sets = vec![fixture::set(vec![0], 3000.0), fixture::set(vec![2, 4, 6, 8], 400.0)];
        assert_eq!(evaluate(&activity, &prepared, &structure, &ScoreContext::default()).main, Some(1));
        structure.segments[0].distance_m = 3400.0;
        assert_eq!(
            evaluate(&activity, &prepared, &structure, &ScoreContext::default()).main,
            Some(0),
            "four short reps beside the work are not what the session was about"
        );
        structure.segments[0].distance_m = 3000.0;
        let card = evaluate(&activity, &prepared, &structure, &ScoreContext::default());
        assert_eq!(card.main, Some(1));
        structure.sets = vec![fixture::set(vec![0], 3000.0), fixture::set(vec![2, 4], 400.0)];
        assert_eq!(evaluate(&activity, &prepared, &structure, &ScoreContext::default()).main, Some(0));
    }

    #[test]
    fn the_last_of_two_like_sets_is_the_main_set() {
        let (activity, prepared, mut structure) = six_by_400();
        structure.sets = vec![fixture::set(vec![0, 2], 400.0), fixture::set(vec![6, 8], 400.0)];
        assert_eq!(evaluate(&activity, &prepared, &structure, &ScoreContext::default()).main, Some(1));
    }

    #[test]
    fn a_ladder_is_about_its_middle_length() {
        let (activity, prepared, mut structure) = six_by_400();
        let rungs = [(0, 60.0), (2, 120.0), (4, 180.0), (6, 240.0)];
        for (at, seconds) in rungs {
            structure.segments[at].timer_s = seconds;
        }
        structure.sets = rungs.map(|(at, seconds)| fixture::set(vec![at], seconds)).to_vec();
        let main = |structure: &Structure| evaluate(&activity, &prepared, structure, &ScoreContext::default()).main;
        assert_eq!(main(&structure), Some(1));
        structure.sets.truncate(3);
        assert_eq!(main(&structure), Some(1));
        structure.sets.truncate(2);
        assert_eq!(main(&structure), Some(0), "two lengths are no ladder: the most metres");
    }

    #[test]
    fn no_sets_no_cards() {
        let (activity, prepared, mut structure) = six_by_400();
        structure.sets.clear();
        structure.segments.clear();
        let card = evaluate(&activity, &prepared, &structure, &ScoreContext::default());
        assert!(card.sets.is_empty() && card.main.is_none());
    }

    #[test]
    fn reps_without_distance_have_no_pace_but_a_card() {
        let (activity, mut prepared, mut structure) = six_by_400();
        prepared.uniform.distance_m.clear();
        prepared.uniform.speed_mps.clear();
        for segment in &mut structure.segments {
            segment.distance_m = f64::NAN;
            segment.snapped_distance_m = None;
        }
        let card = evaluate(&activity, &prepared, &structure, &ScoreContext::default());
        let set = card.main_set().unwrap();
        assert_eq!(set.grade, Grade::D);
        assert_eq!(set.score(&fade::INFO).as_ref().unwrap_err().to_string(), "no speed in rep 1");
        assert!(set.score(&cadence::INFO).is_err());
    }
}
