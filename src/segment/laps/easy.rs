//! Easy running that is labelled as work: the warm-up and the cool-down on a watch that has no other label for them.
//!
//! Only a workout that the watch guides has laps called warm-up and cool-down. Otherwise the run to the track is as
//! "active" as the reps. In a session of one or two reps such easy running is half of all laps labelled so. Speed
//! separates easy running from reps: each lap is compared with the laps that cannot be a warm-up or a cool-down. The
//! labels help, too: a step that is run again is a rep; a lap that leads into the reps without a rest is easier on
//! purpose; a session with a labelled warm-up has no second one.

use super::limits::{LEAST_M, LEAST_S, ONE_PACE, RUN_UP, RUN_UP_SHARE, faded, is_one_pace};
use crate::clean::Prepared;
use crate::model::{RUNNING_MPS, Span};
use crate::segment::ends::Ends;
use crate::stats::middle;

/// A work lap at either end that is slower than this share of the median work lap is a jog with a wrong label. The
/// limit is a little lower than for a press alone, because a label comes from a plan.
const JOG_SHARE: f64 = 0.75;

/// The same share for a step that is run again. The limit is still lower: a slow first or last repetition of a step is
/// a rep that went wrong.
const JOG_SHARE_OF_STEP: f64 = 0.6;

/// If no lap is labelled as rest, a rep is faster than the easy running around it by at least this factor. Half an hour
/// at threshold pace is 1.2 to 1.4 times as fast; an easy run after its own slow start is 1.1 times as fast.
pub(super) const LEAST_STANDOUT: f64 = 1.15;

/// A stretch that is labelled as work.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bout {
    /// Where it lies, s of the file's clock.
    pub(super) span: Span,
    /// How long the timer ran, s.
    pub(super) timer_s: f64,
    /// Mean speed while the timer ran, m/s.
    pub(super) speed_mps: f64,
    /// The workout step of the stretch.
    pub(super) step: Option<u16>,
    /// Whether another bout ends where this one starts.
    pub(super) goes_on: bool,
}

impl Bout {
    /// Whether the bout is more than a slip of the finger.
    pub(super) fn is_run(&self) -> bool {
        self.timer_s >= LEAST_S && self.timer_s * self.speed_mps >= LEAST_M
    }
}

/// What is known about the easy running of a session. A speed is `None` if it is not known or the stretch was walked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ease {
    /// Whether a lap is called warm-up, and whether one is called cool-down.
    pub(super) has_label: Ends<bool>,
    /// Speed of the running before the reps, m/s.
    pub(super) before_mps: Option<f64>,
    /// Speed of the running after the reps, m/s.
    pub(super) after_mps: Option<f64>,
    /// Speed of the recoveries, m/s.
    pub(super) between_mps: Option<f64>,
}

/// Either end of a session.
#[derive(Debug, Clone, Copy, PartialEq)]
enum End {
    First,
    Last,
}

impl End {
    /// Splits off `count` bouts at this end: those, and the others.
    fn split(self, bouts: &[Bout], count: usize) -> (&[Bout], &[Bout]) {
        match self {
            Self::First => bouts.split_at(count),
            Self::Last => {
                let (others, own) = bouts.split_at(bouts.len() - count);
                (own, others)
            }
        }
    }
}

impl Ease {
    /// The speed of a stretch that is easy by its label or its place; `None` if the stretch was walked.
    pub(super) fn run(speed_mps: f64) -> Option<f64> {
        (speed_mps >= RUNNING_MPS).then_some(speed_mps)
    }

    /// The faster speed of the running before and after the reps; the speed of the recoveries if neither is known.
    fn easy_mps(&self) -> Option<f64> {
        faster(self.before_mps, self.after_mps).or(self.between_mps)
    }

    /// The bouts that stand out from the easy running before and after them, for sessions without a lap labelled as
    /// rest. The result is empty if these bouts are not clearly faster than the others, or if no easy running came
    /// before: many runs are faster than the jog after them.
    pub(super) fn standing_out(&self, bouts: &[Bout]) -> Vec<Bout> {
        let first_mps = bouts.first().filter(|_| !self.has_label.start).and_then(|bout| Self::run(bout.speed_mps));
        let Some(before_mps) = self.before_mps.or(first_mps) else { return Vec::new() };
        let easy_mps = before_mps.max(self.after_mps.unwrap_or(0.0));
        let stands_out = |bout: &Bout, mps: f64| bout.speed_mps >= LEAST_STANDOUT * mps;
        let (reps, others): (Vec<Bout>, Vec<Bout>) =
            bouts.iter().filter(|bout| bout.is_run()).partition(|bout| stands_out(bout, easy_mps));
        let is_apart = reps.iter().all(|rep| others.iter().all(|other| stands_out(rep, other.speed_mps)));
        if is_apart { reps } else { Vec::new() }
    }

    /// The bouts without the easy running at either end. The result is empty if a single bout is left that does not
    /// stand out from the run.
    pub(super) fn without_ends(mut self, mut bouts: Vec<Bout>) -> Vec<Bout> {
        let marked = bouts.len();
        while let Some((end, count)) = self.easy_end(&bouts) {
            if end == End::First {
                let easy: Vec<Bout> = bouts.drain(..count).collect();
                self.before_mps = faster(self.before_mps, Self::run(mean_speed(&easy)));
            } else {
                let easy = bouts.split_off(bouts.len() - count);
                self.after_mps = faster(self.after_mps, Self::run(mean_speed(&easy)));
            }
        }
        if bouts.len() == 1 && marked > 1 { self.standing_out(&bouts) } else { bouts }
    }

    /// An end at which bouts are easy running, and the number of these bouts; `None` if neither end has any.
    fn easy_end(&self, bouts: &[Bout]) -> Option<(End, usize)> {
        [End::First, End::Last].into_iter().find_map(|end| {
            let count = self.open_end(bouts, end);
            let inner_of = |first: usize, last: usize| bouts.get(first..bouts.len() - last).unwrap_or_default();
            let inner = match end {
                End::First => inner_of(count, self.open_end(bouts, End::Last)),
                End::Last => inner_of(self.open_end(bouts, End::First), count),
            };
            (count > 0 && count < bouts.len() && self.is_easy(bouts, end, count, inner)).then_some((end, count))
        })
    }

    /// The number of bouts at an end that may be easy running. They have about the same speed and follow on each other.
    /// There are none if the warm-up or cool-down has its own label, or if other bouts carry out the same step.
    fn open_end(&self, bouts: &[Bout], end: End) -> usize {
        let has_label = if end == End::First { self.has_label.start } else { self.has_label.end };
        if has_label || bouts.is_empty() {
            return 0;
        }
        let is_on = |pair: &[Bout]| pair[1].goes_on && is_one_pace(pair[0].speed_mps, pair[1].speed_mps);
        let count = 1 + match end {
            End::First => bouts.windows(2).take_while(|pair| is_on(pair)).count(),
            End::Last => bouts.windows(2).rev().take_while(|pair| is_on(pair)).count(),
        };
        let (own, others) = end.split(bouts, count);
        if is_again(own, others) { 0 } else { count }
    }

    /// Whether the `count` bouts at an end are easier than the others. `inner` holds the bouts that cannot be a warm-up
    /// or cool-down.
    fn is_easy(&self, bouts: &[Bout], end: End, count: usize, inner: &[Bout]) -> bool {
        let (own, others) = end.split(bouts, count);
        let runs_in = if end == End::First { others[0].goes_on } else { own[0].goes_on };
        let usual = if inner.is_empty() { others } else { inner };
        let (Some(level_mps), Some(usual_s)) = (level(inner, others), usual_length(usual)) else { return false };
        let speed_mps = mean_speed(own);
        let length_s: f64 = own.iter().map(|bout| bout.timer_s).sum();
        let longest_s = others.iter().map(|bout| bout.timer_s).fold(0.0, f64::max);
        let effort = faded(speed_mps, length_s / usual_s) / level_mps;
        speed_mps < JOG_SHARE * level_mps
            || runs_in && effort * ONE_PACE < 1.0
            || length_s >= RUN_UP * longest_s && effort < RUN_UP_SHARE
            || self.easy_mps().is_some_and(|easy_mps| speed_mps < (easy_mps * level_mps).sqrt())
    }
}

/// Removes jogs with a wrong label: from either end, and from between the reps if they are slower still and no step that
/// is run again. At least two reps stay.
pub(super) fn without_jogs(mut reps: Vec<Bout>) -> Vec<Bout> {
    let Some(usual_mps) = usual_speed(&reps) else { return reps };
    let share = |rep: &Bout, others: &[Bout]| if is_again(&[*rep], others) { JOG_SHARE_OF_STEP } else { JOG_SHARE };
    let is_jog = |rep: &Bout, others: &[Bout]| rep.speed_mps < share(rep, others) * usual_mps;
    while let [first, others @ ..] = reps.as_slice()
        && others.len() >= 2
        && is_jog(first, others)
    {
        reps.remove(0);
    }
    while let [others @ .., last] = reps.as_slice()
        && others.len() >= 2
        && is_jog(last, others)
    {
        reps.pop();
    }
    let again = |rep: &Bout| reps.iter().filter(|other| other.step == rep.step && rep.step.is_some()).count() > 1;
    let is_slow = |rep: &Bout| rep.speed_mps < JOG_SHARE_OF_STEP * usual_mps && !again(rep);
    let held: Vec<Bout> = reps.iter().filter(|rep| !is_slow(rep)).copied().collect();
    if held.len() >= 2 { held } else { reps }
}

/// The speed over several stretches, without the seconds in which the timer stood, m/s.
pub(super) fn timer_speed(prepared: &Prepared, spans: &[Span]) -> f64 {
    let base = &prepared.uniform;
    let metres: f64 = spans.iter().map(|span| base.distance_at(span.end_s) - base.distance_at(span.start_s)).sum();
    metres / spans.iter().map(|span| prepared.timer_s(*span)).sum::<f64>()
}

/// Whether some of these bouts carry out the same step as other bouts.
fn is_again(own: &[Bout], others: &[Bout]) -> bool {
    own.iter().any(|bout| bout.step.is_some() && others.iter().any(|other| other.step == bout.step))
}

/// Median speed of the bouts, m/s.
pub(super) fn usual_speed(bouts: &[Bout]) -> Option<f64> {
    middle(&bouts.iter().map(|bout| bout.speed_mps).collect::<Vec<_>>())
}

/// The speed of the reps, m/s: the median of the bouts that cannot be a warm-up or cool-down, or the fastest bout if
/// there are none.
fn level(inner: &[Bout], all: &[Bout]) -> Option<f64> {
    usual_speed(inner).or_else(|| all.iter().map(|bout| bout.speed_mps).reduce(f64::max))
}

fn usual_length(bouts: &[Bout]) -> Option<f64> {
    middle(&bouts.iter().map(|bout| bout.timer_s).collect::<Vec<_>>())
}

fn faster(a: Option<f64>, b: Option<f64>) -> Option<f64> {
    a.into_iter().chain(b).reduce(f64::max)
}

/// Mean speed over all the bouts, m/s.
fn mean_speed(bouts: &[Bout]) -> f64 {
    let total = |of: fn(&Bout) -> f64| bouts.iter().map(of).sum::<f64>();
    total(|bout| bout.speed_mps * bout.timer_s) / total(|bout| bout.timer_s)
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNLABELLED: Ease =
        Ease { has_label: Ends::both(false), before_mps: None, after_mps: None, between_mps: None };
    const LABELLED: Ease =
        Ease { has_label: Ends::both(true), before_mps: Some(2.7), after_mps: Some(2.5), between_mps: None };

    /// Bouts by seconds, m/s, and whether each follows on the bout before.
    fn bouts(of: &[(f64, f64, bool)]) -> Vec<Bout> {
        let mut now = 0.0;
        let bout = |&(timer_s, speed_mps, goes_on): &(f64, f64, bool)| {
            let start_s = if goes_on { now } else { now + 120.0 };
            now = start_s + timer_s;
            Bout { span: Span::new(start_s, now), timer_s, speed_mps, step: None, goes_on }
        };
        of.iter().map(bout).collect()
    }

    fn lengths(reps: &[Bout]) -> Vec<f64> {
        reps.iter().map(|rep| rep.timer_s).collect()
    }

    fn reps(ease: Ease, of: &[(f64, f64, bool)]) -> Vec<f64> {
        lengths(&ease.without_ends(bouts(of)))
    }

    #[test]
    fn one_rep_or_two_remain_without_the_easy_running_around_them() {
        let two = [(900.0, 3.03, false), (480.0, 4.1, true), (481.0, 4.1, false), (600.0, 2.9, false)];
        assert_eq!(reps(UNLABELLED, &two), [480.0, 481.0]);
        let short = [(900.0, 3.03, false), (84.0, 4.8, true), (85.0, 4.7, false), (600.0, 3.3, true)];
        assert_eq!(reps(UNLABELLED, &short), [84.0, 85.0]);
        assert_eq!(reps(UNLABELLED, &[(900.0, 3.3, false), (1200.0, 3.9, true), (600.0, 3.2, true)]), [1200.0]);
        // Kilometre laps by the device come before the rep.
        let kilometres = [(340.0, 2.9, false), (335.0, 3.0, true), (330.0, 3.0, true), (480.0, 4.0, true)];
        assert_eq!(reps(UNLABELLED, &kilometres), [480.0]);
    }

    /// A slow runner's reps are only 1.2 times as fast as easy running: the easy end shows that the other end is easy,
    /// too.
    #[test]
    fn easy_running_is_what_is_nearer_to_it_than_to_the_reps() {
        let slow = [(900.0, 2.6, false), (480.0, 3.2, true), (481.0, 3.2, false), (600.0, 2.65, false)];
        assert_eq!(reps(UNLABELLED, &slow), [480.0, 481.0]);
        let led = Ease { has_label: Ends { start: true, end: false }, before_mps: Some(2.6), ..UNLABELLED };
        assert_eq!(reps(led, &slow[1..]), [480.0, 481.0]);
        // Nothing shows that the last bout was meant to be easy.
        assert_eq!(reps(UNLABELLED, &slow[1..]), [480.0, 481.0, 600.0]);
    }

    #[test]
    fn what_the_label_or_the_step_tells_is_a_rep() {
        let uneven = [(480.0, 3.6, false), (300.0, 4.2, true), (300.0, 3.3, true)];
        assert_eq!(reps(LABELLED, &uneven), [480.0, 300.0, 300.0]);
        assert_eq!(reps(UNLABELLED, &uneven), [300.0]);
        let mut again = bouts(&[(50.0, 3.2, false), (50.0, 4.4, false), (50.0, 4.4, false), (50.0, 4.6, false)]);
        assert_eq!(without_jogs(again.clone()).len(), 3);
        for bout in &mut again {
            bout.step = Some(1);
        }
        assert_eq!(without_jogs(UNLABELLED.without_ends(again.clone())).len(), 4);
        // A jog between reps is none.
        let with_jog = bouts(&[(120.0, 3.5, false), (180.0, 3.6, false), (260.0, 1.75, false), (120.0, 3.5, false)]);
        assert_eq!(lengths(&without_jogs(with_jog)), [120.0, 180.0, 120.0]);
        // The label does not count when the watch was left running on the way home.
        again[3].speed_mps = 2.0;
        assert_eq!(without_jogs(again).len(), 3);
    }

    #[test]
    fn reps_without_faster_ones_and_ladders_stay() {
        assert_eq!(reps(UNLABELLED, &[(480.0, 4.1, false), (480.0, 3.9, false)]).len(), 2);
        let ladder = [(60.0, 5.2, false), (120.0, 4.9, false), (240.0, 4.6, false), (480.0, 4.3, false)];
        assert_eq!(reps(UNLABELLED, &ladder).len(), 4);
        // The longer bout follows without a rest, at the same effort.
        assert_eq!(reps(UNLABELLED, &[(60.0, 5.2, false), (480.0, 4.6, true)]).len(), 2);
    }

    #[test]
    fn a_run_is_no_rep_for_the_walk_before_it() {
        assert_eq!(reps(UNLABELLED, &[(600.0, 1.4, false), (1800.0, 2.8, true)]), [] as [f64; 0]);
        assert_eq!(reps(UNLABELLED, &[(600.0, 2.4, false), (1800.0, 2.7, true)]), [] as [f64; 0]);
        assert_eq!(reps(UNLABELLED, &[(1800.0, 3.0, false), (600.0, 2.2, false)]), [] as [f64; 0]);
    }

    #[test]
    fn between_warm_up_and_cool_down_what_stands_out_is_a_rep() {
        let of = |ease: Ease, of: &[(f64, f64, bool)]| lengths(&ease.standing_out(&bouts(of)));
        assert_eq!(of(LABELLED, &[(1200.0, 3.6, true)]), [1200.0]);
        // The recoveries are called active, too: one is a slip of the finger, one was paused.
        let all_active =
            [(300.0, 3.9, true), (90.0, 1.3, true), (301.0, 3.9, true), (4.0, 5.0, true), (302.0, 3.9, true)];
        assert_eq!(of(LABELLED, &all_active), [300.0, 301.0, 302.0]);
        // No reps: an easy run after a slow start, a run that becomes faster bit by bit, and a run between two walks.
        assert_eq!(of(LABELLED, &[(2400.0, 3.0, true)]), [] as [f64; 0]);
        assert_eq!(of(LABELLED, &[(600.0, 2.9, true), (600.0, 3.1, true), (600.0, 3.4, true)]), [] as [f64; 0]);
        let walked = Ease { before_mps: Ease::run(1.5), ..LABELLED };
        assert_eq!(of(walked, &[(1800.0, 3.0, true)]), [] as [f64; 0]);
        // If only the cool-down has a label, the first lap is the warm-up.
        let cooled = Ease { has_label: Ends { start: false, end: true }, before_mps: None, ..LABELLED };
        assert_eq!(of(cooled, &[(600.0, 2.9, true), (1200.0, 3.6, true)]), [1200.0]);
        assert_eq!(of(cooled, &[(600.0, 2.9, true), (1800.0, 3.2, true)]), [] as [f64; 0]);
        assert_eq!(of(cooled, &[(1800.0, 3.2, true)]), [] as [f64; 0]);
    }
}
