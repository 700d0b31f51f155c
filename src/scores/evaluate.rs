//! From a structure to its score card: every set measured, graded and scored.

use super::cadence::SpeedResponse;
use super::grade::{Evidence, LONG_REP_S, broken, grade};
use super::last_rep_quality::{Parts, heart_rate_cost_bpm};
use super::needs::check_speeds;
use super::{
    RepScore, Score, ScoreCard, SetCard, Unavailable, cadence, fade, heart_rate, heart_rate_validity, last_rep,
    last_rep_quality, noise, pace_consistency, reps, terrain,
};
use crate::clean::Prepared;
use crate::model::{Activity, Span, Surface};
use crate::segment::{Segment, Set, Structure};
use crate::stats::{mean, median};

/// A pause that ends this close to a rep's edge is not inside the rep, s.
const PAUSE_EDGE_S: f64 = 1.0;
/// Fewest reps of a set that a session is judged by, of short and of long reps.
const MAIN_REPS: (usize, usize) = (4, 2);

/// What is known of the runner and the session beside the recording; everything may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ScoreContext {
    /// Maximum heart rate, bpm.
    pub hr_max_bpm: Option<f64>,
    /// Resting heart rate, bpm.
    pub hr_rest_bpm: Option<f64>,
    /// Session RPE, CR10.
    pub rpe_cr10: Option<f64>,
    /// Reps in reserve at the end of the session.
    pub reps_in_reserve: Option<f64>,
}

/// The score card of an activity: one card a set, in the structure's order.
///
/// # Shape
/// Empty without sets. `main` is the set with the most fast metres among those of 4 reps or more (2 for reps of 5 min or
/// more); when no set has as many, among all.
pub fn evaluate(activity: &Activity, prepared: &Prepared, structure: &Structure, context: &ScoreContext) -> ScoreCard {
    let spans: Vec<Span> = structure.reps().map(|rep| rep.span).collect();
    let heart_rate_problem = heart_rate_validity::session_problem(&prepared.uniform, &spans);
    let session = Session { activity, prepared, structure, context, heart_rate_problem: heart_rate_problem.as_deref() };
    let sets: Vec<SetCard> = (0..structure.sets.len()).map(|index| session.set_card(index)).collect();
    ScoreCard { main: main_of(&sets), sets, heart_rate_problem }
}

/// Everything that the card of a set is made from.
struct Session<'a> {
    activity: &'a Activity,
    prepared: &'a Prepared,
    structure: &'a Structure,
    context: &'a ScoreContext,
    heart_rate_problem: Option<&'a str>,
}

impl Session<'_> {
    fn set_card(&self, index: usize) -> SetCard {
        let set = &self.structure.sets[index];
        let reps: Vec<RepScore> = set
            .reps
            .iter()
            .filter_map(|rep| reps::measure(*rep, self.activity, self.prepared, self.structure))
            .collect();
        let columns = Columns::of(&reps);
        let noise_pct = noise::set_noise_pct(&columns.noise);
        let evidence = self.evidence(set, &columns, noise_pct);
        let (grade, grade_reason) = grade(&evidence);
        let pace = PaceScores::of(&columns, noise_pct, &evidence, &self.last_rep_parts(&columns));
        let rep_time_s = evidence.rep_time_s;
        let drift = heart_rate::evaluate_drift(&columns.heart_rate_end, &columns.speed, rep_time_s);
        let fall = heart_rate::evaluate_fall(&columns.hrr60, rep_time_s);
        SetCard {
            set: index,
            noise_pct,
            grade,
            grade_reason,
            mean_speed_mps: mean(&columns.speed),
            pace_consistency: pace.consistency,
            fade: pace.fade,
            fade_theil_sen: pace.fade_theil_sen,
            last_rep_change: pace.last_rep_change,
            last_rep_z: pace.last_rep_z,
            last_rep_quality: pace.last_rep_quality,
            cadence_drift: cadence::evaluate(&columns.step_rate, &columns.speed, SpeedResponse::PRIOR),
            heart_rate_drift: self.with_heart_rate(drift),
            hrr60: self.with_heart_rate(fall),
            reps,
        }
    }

    /// The score, or why heart rate cannot be used in this session.
    fn with_heart_rate(&self, score: Score) -> Score {
        match self.heart_rate_problem {
            Some(problem) => Err(Unavailable::MissingChannel(problem.to_owned())),
            None => score,
        }
    }

    /// What is known of the last rep beside its speed.
    fn last_rep_parts(&self, columns: &Columns) -> Parts {
        let (cadences, stances, speeds) = (&columns.step_rate, &columns.stance_time, &columns.speed);
        Parts {
            split_index_pct: columns.last_split,
            form_change_pct: cadence::form_change_pct(cadences, stances, speeds, SpeedResponse::PRIOR),
            heart_rate_cost_bpm: heart_rate_cost_bpm(&columns.heart_rate_end, speeds)
                .filter(|_| self.heart_rate_problem.is_none()),
            reps_in_reserve: self.context.reps_in_reserve,
            rpe_cr10: self.context.rpe_cr10,
        }
    }

    fn evidence(&self, set: &Set, columns: &Columns, noise_pct: f64) -> Evidence {
        let segments: Vec<&Segment> = set.reps.iter().filter_map(|rep| self.structure.segments.get(*rep)).collect();
        let first = |is_bad: &dyn Fn(Span) -> bool| segments.iter().position(|rep| is_bad(rep.span)).map(|at| at + 1);
        let longest = |rep: &&Segment| reps::longest_gap_s(self.prepared, rep.span);
        Evidence {
            reps: segments.len(),
            rep_time_s: median(&columns.time),
            noise_pct,
            lap_timed: segments.iter().all(|rep| rep.lap_timed),
            longest_gap_s: segments.iter().map(longest).fold(0.0, f64::max),
            missing_fraction: columns.missing_fraction(),
            paused_rep: first(&|span| has_pause_inside(&self.prepared.pauses, span)),
            backwards_rep: first(&|span| goes_backwards(&self.activity.track.time_s, span)),
            hilly: self.hilly(&segments),
        }
    }

    /// The gradient of hilly reps; none on a track or a treadmill.
    fn hilly(&self, segments: &[&Segment]) -> Option<f64> {
        let level = matches!(self.activity.surface, Some(Surface::Track | Surface::Treadmill));
        if level || segments.iter().any(|rep| rep.snapped_distance_m.is_some()) {
            return None;
        }
        let gradient = |rep: &&Segment| terrain::gradient(&self.prepared.uniform, rep.span, rep.distance_m);
        terrain::hilly(&segments.iter().filter_map(gradient).collect::<Vec<_>>())
    }
}

/// The reps of a set as columns; NaN where a rep has no value.
struct Columns {
    speed: Vec<f64>,
    time: Vec<f64>,
    distance: Vec<f64>,
    noise: Vec<f64>,
    missing: Vec<f64>,
    step_rate: Vec<f64>,
    stance_time: Vec<f64>,
    heart_rate_end: Vec<f64>,
    hrr60: Vec<f64>,
    last_split: Option<f64>,
}

impl Columns {
    fn of(reps: &[RepScore]) -> Self {
        let column = |value: fn(&RepScore) -> f64| reps.iter().map(value).collect();
        let known = |value: fn(&RepScore) -> Option<f64>| {
            reps.iter().map(|rep| value(rep).unwrap_or(f64::NAN)).collect::<Vec<f64>>()
        };
        Self {
            speed: column(|rep| rep.speed_mps),
            time: column(|rep| rep.timer_s),
            distance: column(|rep| rep.distance_m),
            noise: column(|rep| rep.noise_pct),
            missing: column(|rep| rep.missing_fraction),
            step_rate: known(|rep| rep.step_rate_spm),
            stance_time: known(|rep| rep.stance_time_ms),
            heart_rate_end: known(|rep| rep.heart_rate_end_bpm),
            hrr60: known(|rep| rep.hrr60_bpm),
            last_split: reps.last().and_then(|rep| rep.split_index_pct),
        }
    }

    /// Share of all rep time without data.
    fn missing_fraction(&self) -> f64 {
        let missing: f64 = self.time.iter().zip(&self.missing).map(|(time, share)| time * share).sum();
        missing / self.time.iter().sum::<f64>()
    }
}

/// The scores that rest on rep speeds.
struct PaceScores {
    consistency: Score,
    fade: Score,
    fade_theil_sen: Score,
    last_rep_change: Score,
    last_rep_z: Score,
    last_rep_quality: Score,
}

impl PaceScores {
    fn of(columns: &Columns, noise_pct: f64, evidence: &Evidence, parts: &Parts) -> Self {
        let speeds = &columns.speed;
        // A broken recording is refused, but too few reps or a rep without speed is the nearer reason.
        let problem = broken(evidence);
        let readable = |needed: usize| -> Result<(), Unavailable> {
            check_speeds(speeds, needed)?;
            problem.as_ref().map_or(Ok(()), |reason| Err(Unavailable::Unreadable(reason.clone())))
        };
        let length_m = median(&columns.distance);
        Self {
            consistency: readable(pace_consistency::MINIMUM_REPS)
                .and_then(|()| pace_consistency::evaluate(speeds, noise_pct, length_m)),
            fade: readable(fade::MINIMUM_REPS).and_then(|()| fade::evaluate(speeds, noise_pct)),
            fade_theil_sen: readable(fade::MINIMUM_REPS_THEIL_SEN).and_then(|()| fade::evaluate_theil_sen(speeds)),
            last_rep_change: readable(last_rep::MINIMUM_REPS).and_then(|()| last_rep::evaluate(speeds, noise_pct)),
            last_rep_z: readable(last_rep::MINIMUM_REPS_TREND).and_then(|()| last_rep::evaluate_z(speeds, noise_pct)),
            last_rep_quality: readable(last_rep_quality::MINIMUM_REPS)
                .and_then(|()| last_rep_quality::evaluate(speeds, noise_pct, parts)),
        }
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
    let enough: Vec<usize> = (0..sets.len()).filter(|index| counts(&sets[*index])).collect();
    let eligible = if enough.is_empty() { (0..sets.len()).collect() } else { enough };
    // Of equals the first: `max_by` would give the last.
    eligible.into_iter().rev().max_by(|a, b| metres(&sets[*a]).total_cmp(&metres(&sets[*b])))
}

/// Whether the timer stopped with running on both sides.
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
    use super::super::fixture;
    use super::*;
    use crate::scores::Grade;

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
        assert!((set.fade.as_ref().unwrap().value + 2.306).abs() < 0.001);
        assert_eq!(set.pace_consistency.as_ref().unwrap().word, "very even");
        assert!((set.last_rep_change.as_ref().unwrap().value + 1.702).abs() < 0.001);
        assert_eq!(set.cadence_drift.as_ref().unwrap().n, 6);
        assert_eq!(set.last_rep_quality.as_ref().unwrap().word, "held");
        assert_eq!(card.heart_rate_problem.as_deref(), Some("no heart rate"));
        assert_eq!(set.hrr60.as_ref().unwrap_err().to_string(), "no heart rate");
    }

    #[test]
    fn the_card_and_the_table_of_scores_agree() {
        let (activity, prepared, structure) = six_by_400();
        let card = evaluate(&activity, &prepared, &structure, &ScoreContext::default());
        let listed = crate::scores::SCORES.iter().map(|row| row.id);
        assert!(card.sets[0].scores().iter().map(|(id, _)| *id).eq(listed));
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
        let drift = set.heart_rate_drift.as_ref().unwrap();
        assert!(drift.n == 6 && (drift.value - 9.14).abs() < 0.05);
        assert!((set.hrr60.as_ref().unwrap().value + 0.65).abs() < 0.05, "still rising");
        prepared.uniform.heart_rate_bpm.as_mut().unwrap()[140] += 60.0;
        let card = evaluate(&activity, &prepared, &structure, &ScoreContext::default());
        assert_eq!(card.heart_rate_problem.as_deref(), Some("heart rate of rep 1 jumps by 60 bpm within 2 s"));
        assert!(card.main_set().unwrap().reps[0].heart_rate_end_bpm.is_none());
        assert!(card.main_set().unwrap().reps[1].heart_rate_end_bpm.is_some());
        assert!(card.main_set().unwrap().heart_rate_drift.is_err());
    }

    #[test]
    fn a_broken_rep_takes_the_pace_scores_and_says_why() {
        let (activity, mut prepared, structure) = six_by_400();
        prepared.pauses = vec![Span::new(130.0, 140.0)];
        let card = evaluate(&activity, &prepared, &structure, &ScoreContext::default());
        let set = card.main_set().unwrap();
        assert_eq!(set.grade, Grade::D);
        assert_eq!(set.fade.as_ref().unwrap_err().to_string(), "the timer was stopped inside rep 1");
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
        assert_eq!(set.pace_consistency, Err(Unavailable::TooFewReps { found: 3, needed: 4 }));
        assert!(set.last_rep_change.is_ok());
    }

    #[test]
    fn the_main_set_has_four_reps_before_metres() {
        let (activity, prepared, mut structure) = six_by_400();
        structure.segments[0].distance_m = 3000.0;
        structure.segments[0].snapped_distance_m = None;
        structure.sets = vec![fixture::set(vec![0], 3000.0), fixture::set(vec![2, 4, 6, 8], 400.0)];
        let card = evaluate(&activity, &prepared, &structure, &ScoreContext::default());
        assert_eq!(card.main, Some(1));
        structure.sets = vec![fixture::set(vec![0], 3000.0), fixture::set(vec![2, 4], 400.0)];
        assert_eq!(evaluate(&activity, &prepared, &structure, &ScoreContext::default()).main, Some(0));
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
        assert_eq!(set.fade.as_ref().unwrap_err().to_string(), "no speed in rep 1");
        assert!(set.cadence_drift.is_err());
    }
}
