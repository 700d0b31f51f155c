//! The four witnesses, heard one by one, and the verdict.

use super::bounds::{
    ALL_DONE, ASKED_FELL_PCT, ASKED_HELD_PCT, CADENCE_FELL_PCT, HEART_RISE_BPM, HEART_SHARE, HOT_PCT, LAST_FELL_PCT,
    LAST_HELD_PCT, LATE_FELL_PCT, LATE_HELD_PCT, LONG_GAP, MOST_DONE, MOST_NOISE_PCT, QUALITY_HELD, RESERVE,
    SORE_AFTER, SORE_HELD,
};
use crate::model::Family;
use crate::progression::past::{Evidence, Finding, Flaw, Judgement, Verdict, Witness};
use crate::scores::NoisyChange;

/// Hears the four witnesses of a session.
///
/// # Definition
/// Not held: shape or effort was not held. Held: the shape was held, or it was unseen and all planned reps were done; and no
/// witness says otherwise. Else unclear. A session in the heat is unclear where it would be held, and so is one with a cell
/// about the effort that cannot be read. Of a session whose cut is doubtful nothing else is said.
pub fn judge(family: Family, evidence: &Evidence) -> Judgement {
    let all = [shape(family, evidence), effort(family, evidence), form(evidence), aftermath(evidence)];
    let denies = |witness: &Witness| if let Witness::NotHeld(finding) = witness { Some(*finding) } else { None };
    let is_done = evidence.done_fraction > ALL_DONE;
    let is_shaped = all[0] == Witness::Held || (all[0] == Witness::Unseen && is_done && evidence.reps >= 2);
    let unshaped = || if evidence.reps < 2 { Finding::OneRep } else { Finding::UnevenGround };
    let of_day = || {
        let hot = evidence.heat_pct.filter(|heat| *heat > HOT_PCT).map(Finding::Hot);
        hot.or(evidence.effort_unread.then_some(Finding::Unread))
    };
    // What the runner said comes first.
    let heard = [all[1], all[0], all[2], all[3]];
    let withheld = heard.into_iter().find_map(Witness::finding).or_else(of_day);
    let (verdict, finding) = if evidence.doubtful {
        (Verdict::Unclear, Some(Finding::Doubtful))
    } else if let Some(finding) = all[..2].iter().find_map(denies) {
        (Verdict::NotHeld, Some(finding))
    } else if let Some(finding) = withheld {
        (Verdict::Unclear, Some(finding))
    } else if is_shaped && (!evidence.uneven_ground || all[1] == Witness::Held) {
        (Verdict::Held, None)
    } else {
        (Verdict::Unclear, Some(unshaped()))
    };
    let [shape, effort, form, aftermath] = all;
    Judgement { verdict, shape, effort, form, aftermath, finding, went_wrong: gone_wrong(evidence).is_some() }
}

/// Whether a change is below a bound by more than its noise. At most [`MOST_NOISE_PCT`] of noise counts.
fn slid(change: NoisyChange, bound_pct: f64) -> bool {
    change.with_noise_up_to(MOST_NOISE_PCT).is_below(bound_pct)
}

/// A change that the shape is judged by: where it was seen, its bounds, and what a fall is called.
struct JudgedChange {
    seen: Option<NoisyChange>,
    held_pct: f64,
    fell_pct: f64,
    name: fn(f64) -> Finding,
}

impl JudgedChange {
    /// The finding where the change is below a bound.
    fn finding(&self, is_below: impl Fn(NoisyChange) -> bool) -> Option<Finding> {
        self.seen.filter(|seen| is_below(*seen)).map(|change| (self.name)(change.pct))
    }
}

fn shape(family: Family, e: &Evidence) -> Witness {
    let missing = || Finding::Missing(e.reps, (e.reps as f64 / e.done_fraction).round() as usize);
    let is_level = !e.uneven_ground;
    let is_paced = is_level && !e.by_feel;
    let paced = |seen: Option<NoisyChange>| seen.filter(|_| is_paced);
    let last = paced(e.last_pct);
    let change = |seen, held_pct, fell_pct, name| JudgedChange { seen, held_pct, fell_pct, name };
    let changes = [
        change(paced(e.late_pct), LATE_HELD_PCT, LATE_FELL_PCT, late_name(e)),
        change(last, LAST_HELD_PCT, LAST_FELL_PCT, last_name(e)),
        change(e.asked_pct, ASKED_HELD_PCT, ASKED_FELL_PCT, Finding::Slow),
    ];
    let fell = || changes.iter().find_map(|change| change.finding(|seen| seen.is_below(change.fell_pct)));
    let slide = || changes.iter().find_map(|change| change.finding(|seen| slid(seen, change.held_pct)));
    let each_slower = || (e.each_slower && is_paced).then_some(Finding::EachSlower);
    // By feel a fall counts only beyond all noise, and then it is no failure.
    let felt = e.late_pct.filter(|late| e.by_feel && is_level && late.is_below(LATE_FELL_PCT));
    let by_feel = || felt.map(|change| late_name(e)(change.pct));
    let of_many = || (e.is_of_many_paces && is_level).then_some(Finding::ManyPaces);
    let wrong = || slide().or_else(each_slower).or_else(by_feel).or_else(|| gone_wrong(e)).or_else(of_many);
    if e.done_fraction < MOST_DONE && !e.excused && !(last.is_some() && wrong().is_none() && was_easy(family, e)) {
        return Witness::NotHeld(missing());
    }
    if let Some(finding) = fell() {
        return Witness::NotHeld(finding);
    }
    let unfinished = || (e.done_fraction <= ALL_DONE).then(missing);
    match wrong().or_else(unfinished) {
        Some(finding) => Witness::Between(finding),
        None if last.is_some() => Witness::Held,
        None => Witness::Unseen,
    }
}

/// What a slow last third is called: of few reps it is the last rep.
fn late_name(e: &Evidence) -> fn(f64) -> Finding {
    let compared = e.reps - usize::from(e.fast_start_pct.is_some()).min(e.reps);
    if compared < 6 {
        last_name(e)
    } else if e.is_unlike {
        |_| Finding::SlowForLength
    } else {
        Finding::LateFell
    }
}

/// What a slow last rep is called. No table shows by how much a rep was slow for its length.
fn last_name(e: &Evidence) -> fn(f64) -> Finding {
    if e.is_unlike { |_| Finding::SlowForLength } else { Finding::LastFell }
}

/// Whether a session with missing reps was easy: it was faster than the plan asks, or its RPE was below the ceiling.
fn was_easy(family: Family, e: &Evidence) -> bool {
    let is_faster = e.asked_pct.is_some_and(|asked| asked.is_above(0.0));
    is_faster || e.rpe_cr10.is_some_and(|rpe| rpe < family.rpe_ceiling())
}

/// How the reps went wrong as a set: the last was lost, or the report tells of a fault that counts.
fn gone_wrong(e: &Evidence) -> Option<Finding> {
    let quality = e.last_rep_quality.filter(|quality| *quality < QUALITY_HELD && !e.by_feel).map(Finding::LowQuality);
    let told = || e.flaw.filter(|flaw| counts(*flaw)).map(of_flaw);
    quality.or_else(told).filter(|_| !e.uneven_ground)
}

/// Whether what the report tells of counts against the session: a small fade does not.
fn counts(flaw: Flaw) -> bool {
    !matches!(flaw, Flaw::Faded(pct) if pct > LATE_FELL_PCT)
}

/// What the report tells of as a finding.
fn of_flaw(flaw: Flaw) -> Finding {
    match flaw {
        Flaw::Faded(pct) => Finding::Faded(pct),
        Flaw::Erratic => Finding::Erratic,
        Flaw::LastRep(points) => Finding::LowQuality(points),
    }
}

fn effort(family: Family, e: &Evidence) -> Witness {
    if e.stop_pain {
        return Witness::NotHeld(Finding::Pain);
    }
    if let Some(rpe) = e.rpe_cr10.filter(|rpe| *rpe >= family.rpe_failure()) {
        return Witness::NotHeld(Finding::Hard(rpe));
    }
    if e.felt_low {
        return Witness::NotHeld(Finding::FeltLow);
    }
    // Sore after one session may be the week. Sore after two in a row is too much.
    if let Some(sore) = e.soreness_after.filter(|_| e.sore_twice) {
        return Witness::NotHeld(Finding::Sore(sore));
    }
    if let Some(left) = e.reps_in_reserve.filter(|left| *left < RESERVE) {
        return Witness::Between(Finding::NoReserve(left));
    }
    match e.rpe_cr10 {
        Some(rpe) if rpe > family.rpe_ceiling() => Witness::Between(Finding::Hard(rpe)),
        Some(_) => Witness::Held,
        None => by_heart(e),
    }
}

fn by_heart(e: &Evidence) -> Witness {
    let is_low = e.heart_rate_share.is_some_and(|share| share <= HEART_SHARE);
    let is_level = e.heart_rate_rise_bpm.is_none_or(|rise| rise <= HEART_RISE_BPM);
    if is_low && is_level { Witness::Held } else { Witness::Unseen }
}

fn form(e: &Evidence) -> Witness {
    let has_fallen = e.late_pct.is_some_and(|change| change.pct < 0.0);
    match e.cadence_drift_pct {
        None => Witness::Unseen,
        Some(drift) if drift < CADENCE_FELL_PCT && has_fallen => Witness::NotHeld(Finding::CadenceFell(drift)),
        Some(_) => Witness::Held,
    }
}

fn aftermath(e: &Evidence) -> Witness {
    if let Some(sore) = e.soreness_second.filter(|sore| *sore >= SORE_AFTER) {
        return Witness::NotHeld(Finding::Sore(sore));
    }
    match (e.soreness_after, e.gap_ratio) {
        (Some(sore), _) if sore > SORE_HELD => Witness::Between(Finding::Sore(sore)),
        (None, Some(ratio)) if ratio > LONG_GAP => Witness::Between(Finding::LateAgain),
        (None, None) => Witness::Unseen,
        (Some(_), _) | (None, Some(_)) => Witness::Held,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noisy(pct: f64, noise_pct: f64) -> NoisyChange {
        NoisyChange { pct, noise_pct }
    }

    fn even() -> Evidence {
        Evidence {
            noise_pct: 0.5,
            late_pct: Some(noisy(0.2, 0.4)),
            last_pct: Some(noisy(0.3, 0.5)),
            ..Evidence::unseen(6)
        }
    }

    fn of(evidence: &Evidence) -> (Verdict, Option<Finding>) {
        let judgement = judge(Family::I, evidence);
        (judgement.verdict, judgement.finding)
    }

    #[test]
    fn an_even_session_is_held_whatever_its_speed() {
        assert_eq!(of(&even()), (Verdict::Held, None));
        let asked = Evidence { asked_pct: Some(noisy(4.0, 0.2)), rpe_cr10: Some(5.0), ..even() };
        assert_eq!(of(&asked).0, Verdict::Held, "faster than asked at RPE 5 is ease");
    }

    #[test]
    fn what_fell_beyond_the_noise_is_not_held() {
        let late = |change, noise| of(&Evidence { late_pct: Some(noisy(change, noise)), ..even() }).0;
        assert_eq!(
            (late(-6.0, 0.5), late(-6.0, 2.0), late(-3.0, 0.5)),
            (Verdict::NotHeld, Verdict::Unclear, Verdict::Unclear)
        );
        let missing = Evidence { reps: 10, done_fraction: 0.5, ..even() };
        assert_eq!(of(&missing), (Verdict::NotHeld, Some(Finding::Missing(10, 20))));
        assert_eq!(of(&Evidence { excused: true, ..missing }).0, Verdict::Unclear);
    }

    #[test]
    fn effort_and_marks_are_heard() {
        let rpe = |rpe| of(&Evidence { rpe_cr10: Some(rpe), ..even() }).0;
        assert_eq!((rpe(7.0), rpe(8.0), rpe(9.0)), (Verdict::Held, Verdict::Unclear, Verdict::NotHeld));
        assert_eq!(of(&Evidence { felt_low: true, ..even() }).0, Verdict::NotHeld);
    }

    #[test]
    fn a_long_gap_alone_withholds_and_does_not_deny() {
        assert_eq!(of(&Evidence { gap_ratio: Some(3.0), ..even() }), (Verdict::Unclear, Some(Finding::LateAgain)));
        assert_eq!(of(&Evidence { soreness_after: Some(2.0), gap_ratio: Some(3.0), ..even() }).0, Verdict::Held);
    }

    #[test]
    fn another_fault_does_not_hide_that_the_reps_went_wrong() {
        let erratic = Evidence { flaw: Some(Flaw::Erratic), ..even() };
        assert!(judge(Family::I, &erratic).breaks_row());
        let worse = Evidence { each_slower: true, ..erratic };
        assert_eq!(of(&worse), (Verdict::Unclear, Some(Finding::EachSlower)));
        assert!(judge(Family::I, &worse).breaks_row());
    }

    #[test]
    fn hills_are_held_by_effort_alone() {
        let hills = Evidence { uneven_ground: true, late_pct: Some(noisy(-9.0, 0.1)), ..even() };
        assert_eq!(of(&hills).0, Verdict::Unclear);
        assert_eq!(of(&Evidence { rpe_cr10: Some(6.0), ..hills }).0, Verdict::Held);
        // On one hill a fall is a fall.
        let one_hill = Evidence { on_a_hill: true, late_pct: Some(noisy(-9.0, 0.1)), ..even() };
        assert_eq!(of(&one_hill).0, Verdict::NotHeld);
    }
}
