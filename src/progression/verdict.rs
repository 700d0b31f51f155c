//! The verdict on one session: passed, marginal, failed, or not to be told.

use super::Family;
use super::bounds::{by_feel, judge};
use super::words::{change, mark, number};
use crate::scores::Grade;

/// One-sided 90 % point of the normal distribution: the half width of an 80 % interval.
pub(crate) const Z80: f64 = 1.28;
/// Shortest rep whose pace is judged, s; below, a session is judged by feel.
pub(super) const BY_FEEL_BELOW_S: f64 = 30.0;
/// Reps from which few of them are enough to read a session, s.
pub(super) const LONG_REP_S: f64 = 300.0;
/// Share of the planned reps below which a session failed.
pub(super) const MOST_DONE: f64 = 0.8;
/// Reps that the trend of a set needs.
pub(crate) const FEWEST_REPS: usize = 4;
/// Reps from which the last one is compared with the trend of the others.
const TREND_REPS: usize = 6;

/// What is known of one session when it is judged. Missing is `None`.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a separate observation of the session")]
pub struct SessionEvidence {
    /// Data grade of the set, from noise and gaps.
    pub grade: Grade,
    /// Why it is not A; empty for A.
    pub grade_reason: String,
    /// Measurement noise of a rep's speed, %.
    pub noise_pct: f64,
    /// Mean target error, % of speed; `None` without target.
    pub target_error_pct: Option<f64>,
    /// Its standard error, %.
    pub target_error_se_pct: f64,
    /// Hills within the reps.
    pub hilly: bool,
    /// Wind that was felt in the reps.
    pub windy: bool,
    /// Session RPE, CR10.
    pub rpe_cr10: Option<f64>,
    /// What is written of effort or pain and cannot be read, in words; empty where all can.
    pub effort_unread: String,
    /// Whether the heart rate is usable.
    pub heart_rate_usable: bool,
    /// Why it is not; empty when it is.
    pub heart_rate_problem: String,
    /// Pain of the kind that ends a session.
    pub stop_pain: bool,
    /// Reps done of those planned, 0 to 1 and more.
    pub done_fraction: f64,
    /// Whether the missing reps have a reason other than fatigue.
    pub excused: bool,
    /// Whether the only plan is what had been advised here.
    pub plan_advised: bool,
    /// Whether the plan was not known and taken to be what was run.
    pub plan_assumed: bool,
    /// Whether nobody asked for the target: it is a race's equivalent, or that of one or two sessions before, which
    /// the runner may not have aimed at.
    pub target_assumed: bool,
    /// Fade, first rep to last, %.
    pub fade_pct: Option<f64>,
    /// Its 80 % interval, %.
    pub fade_ci80_pct: Option<(f64, f64)>,
    /// Whether a robust fit tells another fade.
    pub robust_disagrees: bool,
    /// Last rep against the median of the others, %.
    pub last_rep_pct: Option<f64>,
    /// Last rep against the trend of the others, standard scores.
    pub last_rep_z: Option<f64>,
    /// Whether the last rep was the slowest.
    pub last_rep_slowest: bool,
    /// Rep-to-rep scatter with noise taken out, %.
    pub scatter_pct: Option<f64>,
    /// Reps of 300 m or less.
    pub short_reps: bool,
    /// Reps of under a minute, too few to see through their noise (grade D for that alone), or surges inside a steady run:
    /// judged by feel.
    pub too_few_to_see: bool,
    /// All reps of a session of so many lengths that no set stands for it; `None` of any other.
    pub ladder_reps: Option<usize>,
    /// Speed of the last set of reps of this length against the first such set, %.
    pub later_set_pct: Option<f64>,
    /// Median rep time, s.
    pub rep_s: f64,
    /// Reps of the set.
    pub n: usize,
    /// Reps in reserve, as the runner says.
    pub reps_in_reserve: Option<f64>,
    /// Heart-rate drift over the reps, bpm.
    pub heart_rate_drift_bpm: Option<f64>,
    /// Cadence drift, %.
    pub cadence_drift_pct: Option<f64>,
    /// Last-rep quality, 0 to 100.
    pub last_rep_quality: Option<f64>,
    /// Decoupling within the reps, %.
    pub decoupling_pct: Option<f64>,
    /// Median split index of the reps, %; negative = slowing within the rep.
    pub split_index_pct: Option<f64>,
    /// Whether recovery between reps fell by more than a tenth over the session.
    pub recovery_fell: bool,
    /// Heat slowdown expected for reps, %.
    pub heat_pct: Option<f64>,
    /// Worst soreness over the two days after, 0 to 10.
    pub soreness_after: Option<f64>,
    /// Less than 48 h after a hard day.
    pub short_gap: bool,
    /// Poor sleep before it.
    pub poor_sleep: bool,
    /// Whether it is the step (reps, pace, rest) that is being confirmed; a session of an easier step confirms nothing.
    pub same_step: bool,
}

/// The verdict on a session; the text is a sentence for the runner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Everything asked was done within bounds, and it felt so.
    Pass,
    /// The same, told by heart rate, cadence and last rep because there is no RPE.
    PassObjective,
    /// Neither passed nor failed: what missed its bound.
    Marginal(String),
    /// Failed: by what.
    Fail(String),
    /// Cannot be told: what is missing.
    Unknown(String),
}

impl Verdict {
    /// Whether it is a pass of either kind.
    pub fn is_pass(&self) -> bool {
        matches!(self, Self::Pass | Self::PassObjective)
    }

    /// Whether it is a failure.
    pub fn is_fail(&self) -> bool {
        matches!(self, Self::Fail(_))
    }

    /// The word used in tables.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::PassObjective => "pass-objective",
            Self::Marginal(_) => "marginal",
            Self::Fail(_) => "fail",
            Self::Unknown(_) => "unknown",
        }
    }
}

impl SessionEvidence {
    /// A session of which nothing was seen: what a file cannot tell by itself is missing, and no plan is known.
    pub(crate) fn unseen() -> Self {
        Self {
            grade: Grade::D,
            grade_reason: String::new(),
            noise_pct: f64::NAN,
            target_error_pct: None,
            target_error_se_pct: f64::NAN,
            hilly: false,
            windy: false,
            rpe_cr10: None,
            effort_unread: String::new(),
            heart_rate_usable: false,
            heart_rate_problem: String::new(),
            stop_pain: false,
            done_fraction: 1.0,
            excused: false,
            plan_advised: false,
            plan_assumed: true,
            target_assumed: false,
            fade_pct: None,
            fade_ci80_pct: None,
            robust_disagrees: false,
            last_rep_pct: None,
            last_rep_z: None,
            last_rep_slowest: false,
            scatter_pct: None,
            short_reps: false,
            too_few_to_see: false,
            ladder_reps: None,
            later_set_pct: None,
            rep_s: f64::NAN,
            n: 0,
            reps_in_reserve: None,
            heart_rate_drift_bpm: None,
            cadence_drift_pct: None,
            last_rep_quality: None,
            decoupling_pct: None,
            split_index_pct: None,
            recovery_fell: false,
            heat_pct: None,
            soreness_after: None,
            short_gap: false,
            poor_sleep: false,
            same_step: true,
        }
    }

    /// Whether the session is judged by feel: strides, reps under 30 s, and short ones that are too few to be read.
    pub fn by_feel(&self, family: Family) -> bool {
        family == Family::F || self.rep_s < BY_FEEL_BELOW_S || self.too_few_to_see
    }

    /// Reps as `4 of 6`.
    pub(crate) fn done_words(&self) -> String {
        let done = self.ladder_reps.unwrap_or(self.n);
        let planned = (done as f64 / self.done_fraction).round();
        let by_us = if self.plan_advised { " that were advised" } else { "" };
        format!("{done} of {planned:.0} reps{by_us}")
    }

    /// What the fade is called: `build` when the reps grew faster.
    pub(crate) fn fade_name(&self) -> &'static str {
        if self.fade_pct.is_some_and(|fade| fade >= 0.05) { "build" } else { "fade" }
    }

    /// Fade with its interval: `−2.3 % (80 % interval −3.3 to −1.3 %)`.
    pub(crate) fn fade_words(&self) -> Option<String> {
        let fade = change(self.fade_pct?);
        Some(match self.fade_ci80_pct {
            Some((low, high)) => format!("{fade} (80 % interval {} to {} %)", number(low, 1), number(high, 1)),
            None => fade,
        })
    }
}

/// Judges one session.
///
/// # Definition
/// In this order: a failure that the runner reports (missing reps, RPE, pain) counts whatever the data; then what cannot be
/// read, a ladder among it, is `Unknown`; then failure by pace, for which nobody need say how hard it was; then the bounds of
/// a pass. Fade and scatter are judged where they exist: threshold sets and sets of fewer than four long reps may do without.
/// A bound whose value is missing is not met.
pub fn verdict(family: Family, evidence: &SessionEvidence) -> Verdict {
    if let Some(reason) = reported_failure(family, evidence) {
        return Verdict::Fail(reason);
    }
    if let Some(reps) = evidence.ladder_reps {
        return Verdict::Unknown(format!(
            "{reps} reps that are not alike: {FEWEST_REPS} of one length and speed are needed to tell fade and scatter."
        ));
    }
    if evidence.by_feel(family) {
        return effort_unread(evidence).map_or_else(|| by_feel(evidence), Verdict::Unknown);
    }
    if let Some(reason) = unreadable(family, evidence) {
        return Verdict::Unknown(reason);
    }
    if let Some(reason) = collapse(evidence).or_else(|| too_slow(evidence)) {
        return Verdict::Fail(reason);
    }
    if let Some(reason) = unfelt(evidence) {
        return Verdict::Unknown(reason);
    }
    judge(family, evidence)
}

fn reported_failure(family: Family, e: &SessionEvidence) -> Option<String> {
    if e.stop_pain {
        return Some("Pain of the kind that ends a session was reported.".to_owned());
    }
    if let Some(rpe) = e.rpe_cr10.filter(|rpe| *rpe >= family.rpe_failure()) {
        return Some(format!(
            "RPE {}: from {:.0} on it was too hard for this kind of session.",
            mark(rpe),
            family.rpe_failure()
        ));
    }
    let missing = e.done_fraction < MOST_DONE && !e.excused;
    missing.then(|| format!("{} done.", e.done_words()))
}

fn unreadable(family: Family, e: &SessionEvidence) -> Option<String> {
    if e.n < 2 && family != Family::T && e.rep_s < LONG_REP_S {
        return Some("1 like rep: one alone tells neither fade nor how the last one was.".to_owned());
    }
    if e.grade == Grade::D {
        let why = if e.grade_reason.is_empty() { String::new() } else { format!(": {}", e.grade_reason) };
        return Some(format!("The pace data cannot be judged (grade D){why}."));
    }
    let where_run = [(e.hilly, "on hills"), (e.windy, "in wind")].into_iter().find(|(held, _)| *held);
    where_run.map(|(_, place)| format!("The reps were run {place}, where pace does not tell effort."))
}

/// Why a session that did not fail is not judged, though the runner has said how hard it was.
fn effort_unread(e: &SessionEvidence) -> Option<String> {
    (!e.effort_unread.is_empty()).then(|| format!("What the journal says of it cannot be read: {}.", e.effort_unread))
}

/// Why it cannot be told whether a session that did not fail has passed.
fn unfelt(e: &SessionEvidence) -> Option<String> {
    if let Some(reason) = effort_unread(e) {
        return Some(reason);
    }
    if e.target_error_pct.is_none() {
        return Some(
            "No target pace in the file, no race result, and no earlier session of this kind to compare with."
                .to_owned(),
        );
    }
    (e.rpe_cr10.is_none() && !e.heart_rate_usable)
        .then(|| "Neither RPE nor a usable heart rate: nothing tells how hard it was.".to_owned())
}

fn too_slow(e: &SessionEvidence) -> Option<String> {
    // Slower than a pace that nobody asked for is no pass, but no failure either.
    let asked = e.target_error_pct.filter(|_| !e.target_assumed);
    let slow = asked.filter(|error| error + Z80 * e.target_error_se_pct < -3.0)?;
    Some(format!("Speed {} against the target, noise allowed for.", change(slow)))
}

fn collapse(e: &SessionEvidence) -> Option<String> {
    let collapsed = e.fade_pct.is_some_and(|fade| fade < -5.0) || e.fade_ci80_pct.is_some_and(|(_, high)| high < -3.0);
    if collapsed {
        return Some(format!("The reps slowed {}.", e.fade_words().unwrap_or_default()));
    }
    let last = e.last_rep_pct.filter(|last| *last < -4.0 && last_beyond_noise(e, *last))?;
    Some(format!("The last rep was {} against the median of the others.", change(last)))
}

fn last_beyond_noise(e: &SessionEvidence, last: f64) -> bool {
    match e.last_rep_z {
        Some(z) if e.n >= TREND_REPS => z < -Z80,
        _ => {
            let others = e.n.saturating_sub(1).max(1) as f64;
            last + Z80 * e.noise_pct * (1.0 + 1.0 / others).sqrt() < 0.0
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A clean interval session with RPE 6.
    pub(crate) fn clean() -> SessionEvidence {
        SessionEvidence {
            grade: Grade::A,
            noise_pct: 0.5,
            target_error_pct: Some(0.0),
            target_error_se_pct: 0.2,
            rpe_cr10: Some(6.0),
            heart_rate_usable: true,
            plan_advised: false,
            plan_assumed: false,
            fade_pct: Some(-0.3),
            fade_ci80_pct: Some((-1.2, 0.6)),
            last_rep_pct: Some(0.0),
            last_rep_z: Some(0.0),
            scatter_pct: Some(0.9),
            rep_s: 92.0,
            n: 6,
            heart_rate_drift_bpm: Some(4.0),
            cadence_drift_pct: Some(0.5),
            last_rep_quality: Some(85.0),
            ..SessionEvidence::unseen()
        }
    }

    #[test]
    fn a_clean_session_passes_with_and_without_rpe() {
        assert_eq!(verdict(Family::I, &clean()), Verdict::Pass);
        let silent = SessionEvidence { rpe_cr10: None, ..clean() };
        assert_eq!(verdict(Family::I, &silent), Verdict::PassObjective);
        let blind = SessionEvidence { heart_rate_drift_bpm: None, ..silent };
        assert_eq!(verdict(Family::I, &blind).name(), "unknown");
    }

    #[test]
    fn faster_than_asked_is_not_a_win() {
        let fast = SessionEvidence { target_error_pct: Some(3.0), ..clean() };
        assert_eq!(verdict(Family::I, &fast).name(), "marginal");
    }

    #[test]
    fn slower_than_nobody_asked_is_no_failure() {
        let slow = SessionEvidence { target_error_pct: Some(-3.9), ..clean() };
        assert_eq!(verdict(Family::I, &slow).name(), "fail");
        let own_way = SessionEvidence { target_assumed: true, ..slow };
        assert_eq!(verdict(Family::I, &own_way).name(), "marginal");
    }

    #[test]
    fn a_reported_failure_counts_in_poor_data() {
        let hard = SessionEvidence { grade: Grade::D, rpe_cr10: Some(9.0), ..clean() };
        assert_eq!(verdict(Family::I, &hard).name(), "fail");
        let short = SessionEvidence { done_fraction: 0.66, n: 4, ..clean() };
        assert_eq!(verdict(Family::I, &short), Verdict::Fail("4 of 6 reps done.".to_owned()));
        let excused = SessionEvidence { excused: true, ..short };
        assert_eq!(verdict(Family::I, &excused), Verdict::Marginal("4 of 6 reps done.".to_owned()));
    }

    #[test]
    fn few_reps_are_judged_without_fade_and_one_short_one_is_not() {
        let few = SessionEvidence { n: 3, fade_pct: None, fade_ci80_pct: None, scatter_pct: None, ..clean() };
        assert_eq!(verdict(Family::I, &few), Verdict::Pass);
        assert_eq!(verdict(Family::I, &SessionEvidence { last_rep_pct: Some(-3.0), ..few.clone() }).name(), "marginal");
        assert_eq!(verdict(Family::I, &SessionEvidence { rpe_cr10: None, ..few.clone() }).name(), "pass-objective");
        assert_eq!(verdict(Family::I, &SessionEvidence { n: 1, ..few.clone() }).name(), "unknown");
        let tempo = SessionEvidence { rep_s: 480.0, decoupling_pct: Some(3.0), ..few.clone() };
        assert_eq!(verdict(Family::T, &tempo), Verdict::Pass);
        let drifting = SessionEvidence { decoupling_pct: Some(6.0), ..tempo };
        assert_eq!(verdict(Family::T, &drifting).name(), "marginal");
    }

    #[test]
    fn strides_are_judged_by_feel() {
        let strides =
            SessionEvidence { rep_s: 20.0, rpe_cr10: Some(4.0), grade: Grade::D, soreness_after: Some(2.0), ..clean() };
        assert_eq!(verdict(Family::F, &strides), Verdict::Pass);
        let sore = SessionEvidence { soreness_after: Some(4.0), ..strides.clone() };
        assert_eq!(verdict(Family::F, &sore).name(), "marginal");
        let untold = SessionEvidence { soreness_after: None, ..strides };
        assert_eq!(verdict(Family::F, &untold).name(), "unknown");
    }

    #[test]
    fn a_slower_second_set_is_no_pass() {
        let slower = SessionEvidence { later_set_pct: Some(-6.0), ..clean() };
        let words = "Last set \u{2212}6.0 % against the first, \u{2212}2.0 % allowed.";
        assert_eq!(verdict(Family::I, &slower), Verdict::Marginal(words.to_owned()));
        assert_eq!(verdict(Family::I, &SessionEvidence { later_set_pct: Some(-1.0), ..clean() }), Verdict::Pass);
    }

    #[test]
    fn of_a_ladder_only_what_is_reported_counts() {
        let ladder = SessionEvidence { ladder_reps: Some(5), n: 1, rep_s: 300.0, decoupling_pct: Some(1.0), ..clean() };
        assert_eq!(verdict(Family::T, &SessionEvidence { rpe_cr10: Some(5.0), ..ladder.clone() }).name(), "unknown");
        let stopped = SessionEvidence { done_fraction: 0.6, ladder_reps: Some(3), ..ladder.clone() };
        assert_eq!(verdict(Family::I, &stopped), Verdict::Fail("3 of 5 reps done.".to_owned()));
        assert!(verdict(Family::I, &SessionEvidence { rpe_cr10: Some(9.0), ..ladder }).is_fail());
    }

    #[test]
    fn a_drop_of_the_last_rep_must_exceed_the_noise() {
        let few = SessionEvidence { n: 5, last_rep_z: None, last_rep_pct: Some(-4.5), noise_pct: 0.5, ..clean() };
        assert_eq!(verdict(Family::I, &few).name(), "fail");
        let noisy = SessionEvidence { noise_pct: 4.0, ..few };
        assert_eq!(verdict(Family::I, &noisy).name(), "marginal");
    }
}
