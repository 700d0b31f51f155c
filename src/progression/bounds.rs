//! The bounds of a pass: which were met, which were missed, and which could not be told.

use super::Family;
use super::verdict::{FEWEST_REPS, LONG_REP_S, SessionEvidence, Verdict, Z80};
use super::words::{change, mark, number};

/// Holds strides and short reps against what they should feel like.
pub(crate) fn by_feel(e: &SessionEvidence) -> Verdict {
    let mut bounds = Bounds::default();
    bounds.reps(e);
    bounds.within(
        e.rpe_cr10,
        "the RPE of the session",
        |rpe| rpe <= 5.0,
        |rpe| format!("RPE {}, at most 5 asked", mark(rpe)),
    );
    bounds.within(
        e.soreness_after,
        "soreness on the two days after",
        |soreness| soreness <= 3.0,
        |soreness| format!("soreness {} afterwards, at most 3 asked", mark(soreness)),
    );
    bounds.verdict(Verdict::Pass)
}

/// Holds a readable session against the bounds of a pass.
pub(crate) fn judge(family: Family, e: &SessionEvidence) -> Verdict {
    let mut bounds = Bounds::default();
    bounds.reps(e);
    let (slowest, fastest) = (-1.0 - Z80 * e.target_error_se_pct, 2.0);
    bounds.within(
        e.target_error_pct,
        "the target",
        |error| (slowest..=fastest).contains(&error),
        |error| target_words(error, slowest),
    );
    bounds.spread(family, e);
    if e.n >= 2 {
        bounds.within(
            e.last_rep_pct,
            "the last rep",
            |last| last > -2.0,
            |last| format!("last rep {} against the median of the others, \u{2212}2.0 % allowed", change(last)),
        );
    }
    bounds.optional(
        e.later_set_pct,
        |later| later > -2.0,
        |later| format!("last set {} against the first, \u{2212}2.0 % allowed", change(later)),
    );
    bounds.optional(
        e.reps_in_reserve,
        |left| left >= 2.0,
        |left| format!("{} reps left in reserve, 2 asked", mark(left)),
    );
    if family == Family::T || e.n < FEWEST_REPS {
        let words = |drift| format!("heart rate and pace parted by {} within the reps, 5 % allowed", change(drift));
        // In short reps heart rate follows too late to part from the pace.
        if family == Family::T || e.rep_s >= LONG_REP_S {
            bounds.within(e.decoupling_pct, "heart rate within the reps", |drift| drift < 5.0, words);
        } else {
            bounds.optional(e.decoupling_pct, |drift| drift < 5.0, words);
        }
    }
    let ceiling = family.rpe_ceiling();
    if e.rpe_cr10.is_some() {
        bounds.optional(
            e.rpe_cr10,
            |rpe| rpe <= ceiling,
            |rpe| format!("RPE {}, at most {ceiling:.0} asked", mark(rpe)),
        );
        return bounds.verdict(Verdict::Pass);
    }
    bounds.objective(e);
    bounds.verdict(Verdict::PassObjective)
}

fn target_words(error: f64, slowest: f64) -> String {
    if error > 0.0 {
        format!("{} against the target: faster than asked (+2.0 % allowed)", change(error))
    } else {
        format!("{} against the target ({} allowed, noise included)", change(error), change(slowest))
    }
}

/// The bounds of a pass: which were missed, and which could not be told.
#[derive(Default)]
struct Bounds {
    missed: Vec<String>,
    untold: Vec<&'static str>,
}

impl Bounds {
    /// A bound that must be met; a missing value does not meet it.
    fn within(
        &mut self,
        value: Option<f64>,
        name: &'static str,
        met: impl Fn(f64) -> bool,
        words: impl Fn(f64) -> String,
    ) {
        if value.is_none() {
            self.untold.push(name);
        }
        self.optional(value, met, words);
    }

    /// A bound that must be met where there is a value.
    fn optional(&mut self, value: Option<f64>, met: impl Fn(f64) -> bool, words: impl Fn(f64) -> String) {
        if let Some(value) = value.filter(|value| !met(*value)) {
            self.missed.push(words(value));
        }
    }

    fn reps(&mut self, e: &SessionEvidence) {
        let done = e.done_fraction > 1.0 - 1e-9;
        if !done {
            self.missed.push(format!("{} done", e.done_words()));
        }
    }

    /// Scatter and fade.
    fn spread(&mut self, family: Family, e: &SessionEvidence) {
        // Long reps may be too few to tell them, and more of them must not be worse off.
        let needed = family != Family::T && e.n >= FEWEST_REPS && e.rep_s < LONG_REP_S;
        let gate = if e.short_reps { 2.6 } else { 2.0 };
        if needed || e.scatter_pct.is_some() {
            self.within(
                e.scatter_pct,
                "rep-to-rep scatter",
                |scatter| scatter <= gate,
                |scatter| format!("scatter {} %, {gate:.1} % allowed", number(scatter, 1)),
            );
        }
        if needed || e.fade_pct.is_some() || e.fade_ci80_pct.is_some() {
            let words = e.fade_words().unwrap_or_default();
            self.within(e.fade_pct, "fade", |fade| fade > -1.5, |_| format!("fade {words}, \u{2212}1.5 % allowed"));
            let low = e.fade_ci80_pct.map(|(low, _)| low);
            let clear = e.fade_pct.is_none_or(|fade| fade > -1.5);
            if needed || low.is_some() {
                self.within(
                    low,
                    "the interval of fade",
                    |low| low > -4.0 || !clear,
                    |_| format!("{} {words}: too uncertain to be called steady", e.fade_name()),
                );
            }
        }
    }

    /// What stands in for a missing RPE.
    fn objective(&mut self, e: &SessionEvidence) {
        self.within(
            e.heart_rate_drift_bpm,
            "RPE, or heart rate at the end of reps of 90 s and more",
            |drift| drift <= 8.0,
            |drift| format!("heart rate rose {} bpm over the reps, 8 allowed", number(drift, 0)),
        );
        self.within(
            e.cadence_drift_pct,
            "RPE, or cadence drift",
            |drift| drift.abs() < 3.0,
            |drift| format!("cadence drifted {}, 3 % allowed", change(drift)),
        );
        self.within(
            e.last_rep_quality,
            "RPE, or last-rep quality",
            |quality| quality >= 70.0,
            |quality| format!("last-rep quality {}, 70 asked", number(quality, 0)),
        );
    }

    fn verdict(self, pass: Verdict) -> Verdict {
        if !self.missed.is_empty() {
            let mut text = self.missed.join("; ");
            if let Some(first) = text.get(..1).map(str::to_uppercase) {
                text.replace_range(..1, &first);
            }
            return Verdict::Marginal(text + ".");
        }
        if self.untold.is_empty() { pass } else { Verdict::Unknown(format!("Not known: {}.", self.untold.join("; "))) }
    }
}
