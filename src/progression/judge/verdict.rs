//! The four witnesses, heard one by one, and the verdict.

use super::bounds::{
    ALL_DONE, ASKED_FELL_PCT, ASKED_HELD_PCT, CADENCE_FELL_PCT, HEART_RISE_BPM, HEART_SHARE, HOT_PCT, LAST_FELL_PCT,
    LAST_HELD_PCT, LATE_FELL_PCT, LATE_HELD_PCT, LONG_GAP, MOST_DONE, MOST_NOISE_PCT, QUALITY_HELD, RESERVE,
    SORE_AFTER, SORE_HELD,
};
use super::evidence::Evidence;
use crate::model::Family;
use crate::stats::NORMAL_90;

/// What was found about a session, with its figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Finding {
    /// So many reps were done of so many that were planned.
    Missing(usize, usize),
    /// The last third fell, %.
    LateFell(f64),
    /// The last rep fell, %.
    LastFell(f64),
    /// Each rep was slower than the one before.
    EachSlower,
    /// Last-rep quality was low, of 100.
    LowQuality(f64),
    /// Slower than the file's plan asks, %.
    Slow(f64),
    /// The effort was above what the kind asks, CR10.
    Hard(f64),
    /// Fewer reps in reserve than two.
    NoReserve(f64),
    /// It felt bad twice in a row.
    FeltLow,
    /// Pain of the kind that ends a session.
    Pain,
    /// Cadence fell with the last third, %.
    CadenceFell(f64),
    /// Soreness afterwards, 0 to 10.
    Sore(f64),
    /// The next run came late.
    LateAgain,
    /// It was hot: slower by so many percent.
    Hot(f64),
    /// It is not certain that these were reps.
    Doubtful,
    /// Hills or wind, where pace tells no effort.
    UnevenGround,
    /// One rep alone has no shape.
    OneRep,
    /// Something about the effort was written and cannot be read.
    Unread,
}

/// What one witness says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Witness {
    /// Held.
    Held,
    /// Neither: what withholds it.
    Between(Finding),
    /// Not held: by what.
    NotHeld(Finding),
    /// Nothing was seen.
    Unseen,
}

/// Whether a session was held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Not held.
    NotHeld,
    /// It cannot be said: the same again.
    Unclear,
    /// Held.
    Held,
}

impl Verdict {
    /// The word used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotHeld => "not held",
            Self::Unclear => "unclear",
            Self::Held => "held",
        }
    }
}

/// What the witnesses say of a session.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judgement {
    /// Whether it was held.
    pub verdict: Verdict,
    /// Reps done, last third, last rep.
    pub shape: Witness,
    /// RPE, else heart rate.
    pub effort: Witness,
    /// Cadence with the last third.
    pub form: Witness,
    /// The days after.
    pub aftermath: Witness,
    /// What withholds or denies it, the weightiest first; `None` of a held one.
    pub finding: Option<Finding>,
}

impl Judgement {
    /// Whether the shape was seen.
    pub fn saw_shape(&self) -> bool {
        self.shape != Witness::Unseen
    }

    /// Whether the effort was seen.
    pub fn saw_effort(&self) -> bool {
        self.effort != Witness::Unseen
    }
}

/// Hears the four witnesses of a session.
///
/// # Definition
/// Held: the shape was held, or could not be read and all planned reps were done, and no witness says otherwise. Not held: shape or
/// effort says so. Else unclear. A hot session, and one that may be no session of reps, is unclear where it would be held.
pub fn judge(family: Family, evidence: &Evidence) -> Judgement {
    let all = [shape(evidence), effort(family, evidence), form(evidence), aftermath(evidence)];
    let denies = |witness: &Witness| if let Witness::NotHeld(finding) = witness { Some(*finding) } else { None };
    let withholds = |witness: &Witness| match witness {
        Witness::Between(finding) | Witness::NotHeld(finding) => Some(*finding),
        Witness::Held | Witness::Unseen => None,
    };
    let is_done = evidence.done_fraction > ALL_DONE;
    let is_shaped = all[0] == Witness::Held || (all[0] == Witness::Unseen && is_done && evidence.reps >= 2);
    let unshaped = || if evidence.reps < 2 { Finding::OneRep } else { Finding::UnevenGround };
    let of_day = || {
        let hot = evidence.heat_pct.filter(|heat| *heat > HOT_PCT).map(Finding::Hot);
        hot.or(evidence.doubtful.then_some(Finding::Doubtful)).or(evidence.effort_unread.then_some(Finding::Unread))
    };
    let (verdict, finding) = if let Some(finding) = all[..2].iter().find_map(denies) {
        (Verdict::NotHeld, Some(finding))
    } else if let Some(finding) = all.iter().find_map(withholds).or_else(of_day) {
        (Verdict::Unclear, Some(finding))
    } else if is_shaped && (!evidence.uneven_ground || all[1] == Witness::Held) {
        (Verdict::Held, None)
    } else {
        (Verdict::Unclear, Some(unshaped()))
    };
    let verdict = if evidence.doubtful { Verdict::Unclear } else { verdict };
    let [shape, effort, form, aftermath] = all;
    Judgement { verdict, shape, effort, form, aftermath, finding }
}

/// Whether a fall is beyond a bound by more than the noise.
fn fell((change, noise): (f64, f64), bound: f64) -> bool {
    change + NORMAL_90 * noise < bound
}

/// Whether a fall is below a bound, some noise allowed for.
fn slid((change, noise): (f64, f64), bound: f64) -> bool {
    change + NORMAL_90 * noise.min(MOST_NOISE_PCT) < bound
}

fn shape(e: &Evidence) -> Witness {
    let planned = (e.reps as f64 / e.done_fraction).round() as usize;
    if e.done_fraction < MOST_DONE && !e.excused {
        return Witness::NotHeld(Finding::Missing(e.reps, planned));
    }
    let late = e.late_pct.filter(|_| !e.uneven_ground && !e.by_feel);
    let last = e.last_pct.filter(|_| !e.uneven_ground && !e.by_feel);
    if let Some((change, _)) = late.filter(|late| fell(*late, LATE_FELL_PCT)) {
        return Witness::NotHeld(Finding::LateFell(change));
    }
    if let Some((change, _)) = last.filter(|last| fell(*last, LAST_FELL_PCT)) {
        return Witness::NotHeld(Finding::LastFell(change));
    }
    if let Some((change, _)) = e.asked_pct.filter(|asked| fell(*asked, ASKED_FELL_PCT)) {
        return Witness::NotHeld(Finding::Slow(change));
    }
    if e.done_fraction <= ALL_DONE {
        return Witness::Between(Finding::Missing(e.reps, planned));
    }
    if let Some((change, _)) = late.filter(|late| slid(*late, LATE_HELD_PCT)) {
        return Witness::Between(Finding::LateFell(change));
    }
    if let Some((change, _)) = last.filter(|last| slid(*last, LAST_HELD_PCT)) {
        return Witness::Between(Finding::LastFell(change));
    }
    if let Some((change, _)) = e.asked_pct.filter(|asked| slid(*asked, ASKED_HELD_PCT)) {
        return Witness::Between(Finding::Slow(change));
    }
    if e.each_slower && !e.uneven_ground && !e.by_feel {
        return Witness::Between(Finding::EachSlower);
    }
    // By feel a fall counts only beyond all noise, and then it is no failure.
    if let Some((change, _)) = e.late_pct.filter(|late| e.by_feel && !e.uneven_ground && fell(*late, LATE_FELL_PCT)) {
        return Witness::Between(Finding::LateFell(change));
    }
    if let Some(quality) =
        e.last_rep_quality.filter(|quality| *quality < QUALITY_HELD && !e.uneven_ground && !e.by_feel)
    {
        return Witness::Between(Finding::LowQuality(quality));
    }
    if last.is_some() { Witness::Held } else { Witness::Unseen }
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
    // Once is a sore week; twice in a row it is too much.
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
    let has_fallen = e.late_pct.is_some_and(|(change, _)| change < 0.0);
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

    fn even() -> Evidence {
        Evidence { noise_pct: 0.5, late_pct: Some((0.2, 0.4)), last_pct: Some((0.3, 0.5)), ..Evidence::unseen(6) }
    }

    fn of(evidence: &Evidence) -> (Verdict, Option<Finding>) {
        let judgement = judge(Family::I, evidence);
        (judgement.verdict, judgement.finding)
    }

    #[test]
    fn an_even_session_is_held_whatever_its_speed() {
        assert_eq!(of(&even()), (Verdict::Held, None));
        let asked = Evidence { asked_pct: Some((4.0, 0.2)), rpe_cr10: Some(5.0), ..even() };
        assert_eq!(of(&asked).0, Verdict::Held, "faster than asked at RPE 5 is ease");
    }

    #[test]
    fn what_fell_beyond_the_noise_is_not_held() {
        let late = |change, noise| of(&Evidence { late_pct: Some((change, noise)), ..even() }).0;
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
    fn hills_are_held_by_effort_alone() {
        let hills = Evidence { uneven_ground: true, late_pct: Some((-9.0, 0.1)), ..even() };
        assert_eq!(of(&hills).0, Verdict::Unclear);
        assert_eq!(of(&Evidence { rpe_cr10: Some(6.0), ..hills }).0, Verdict::Held);
        // Up one and the same hill a fall is a fall.
        let one_hill = Evidence { on_a_hill: true, late_pct: Some((-9.0, 0.1)), ..even() };
        assert_eq!(of(&one_hill).0, Verdict::NotHeld);
    }
}
