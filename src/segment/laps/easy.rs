//! Easy running that is labelled like the work: the warm-up and the cool-down of a watch that has no other label for them.
//!
//! Only a workout that the watch leads has laps called warm-up and cool-down. Elsewhere the run to the track is as "active"
//! as the reps, and with one rep or two it is half of all that is labelled so. What tells them apart is speed, against the
//! laps that cannot be a warm-up or a cool-down, and what else the labels say: a step that is run again is a rep, a lap
//! that runs into the reps without a rest is easier on purpose, and a session whose warm-up has its own label has no other.

use super::presses::{LEAST_M, LEAST_S, LIKE_SPEED, RUN_UP, RUN_UP_SHARE, RUNNING_MPS, faded, ratio};
use crate::clean::Prepared;
use crate::model::Span;
use crate::stats::middle;

/// A work lap at either end that is slower than this share of the usual work lap is a jog with a wrong label. A label
/// is a plan carried out, so that it is believed a little longer than a press alone.
const JOG_SHARE: f64 = 0.75;

/// A step that is run again is believed still longer: a slow first or last one is a rep that went wrong.
const JOG_SHARE_OF_STEP: f64 = 0.6;

/// Where no lap tells of a rest, a rep is faster by at least this than the easy running around it: half an hour at the
/// pace of a threshold is 1.2 to 1.4 times as fast, an easy run after its own slow start 1.1 times.
pub(super) const LEAST_STANDOUT: f64 = 1.15;

/// One stretch that is labelled as work.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bout {
    /// Where.
    pub(super) span: Span,
    /// How long the timer ran, s.
    pub(super) timer_s: f64,
    /// Mean speed while it did, m/s.
    pub(super) speed_mps: f64,
    /// The step of the workout that it carries out.
    pub(super) step: Option<u16>,
    /// Whether another bout ends where it starts.
    pub(super) goes_on: bool,
}

impl Bout {
    /// Whether it is more than a slip of the finger.
    pub(super) fn is_run(&self) -> bool {
        self.timer_s >= LEAST_S && self.timer_s * self.speed_mps >= LEAST_M
    }
}

/// What is known of the easy running of a session. Speeds are in m/s, and `None` where nothing is known or it was walked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ease {
    /// Whether a lap is called warm-up, and cool-down.
    pub(super) has_label: (bool, bool),
    /// Of the running before the reps.
    pub(super) before_mps: Option<f64>,
    /// Of that after them.
    pub(super) after_mps: Option<f64>,
    /// Of the recoveries.
    pub(super) between_mps: Option<f64>,
}

/// Either end of a session.
#[derive(Debug, Clone, Copy, PartialEq)]
enum End {
    First,
    Last,
}

impl End {
    /// So many bouts at this end, and the others.
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
    /// The speed of a stretch that is easy by its label or its place, if it was run.
    pub(super) fn run(speed_mps: f64) -> Option<f64> {
        (speed_mps >= RUNNING_MPS).then_some(speed_mps)
    }

    /// The faster of the running before and after; a jog between the reps where there is neither.
    fn easy_mps(&self) -> Option<f64> {
        faster(self.before_mps, self.after_mps).or(self.between_mps)
    }

    /// The bouts that stand out from the easy running before and after them, where no lap is labelled a rest. None when they
    /// are not plainly apart from the others, or nothing easy was run before: many a run is faster than the jog after it.
    pub(super) fn standing_out(&self, bouts: &[Bout]) -> Vec<Bout> {
        let first_mps = bouts.first().filter(|_| !self.has_label.0).and_then(|bout| Self::run(bout.speed_mps));
        let Some(before_mps) = self.before_mps.or(first_mps) else { return Vec::new() };
        let easy_mps = before_mps.max(self.after_mps.unwrap_or(0.0));
        let stands_out = |bout: &Bout, mps: f64| bout.speed_mps >= LEAST_STANDOUT * mps;
        let (reps, others): (Vec<Bout>, Vec<Bout>) =
            bouts.iter().filter(|bout| bout.is_run()).partition(|bout| stands_out(bout, easy_mps));
        let is_apart = reps.iter().all(|rep| others.iter().all(|other| stands_out(rep, other.speed_mps)));
        if is_apart { reps } else { Vec::new() }
    }

    /// The bouts without the easy running at either end; none when a single one is left and nothing shows that it is more
    /// than the run itself.
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

    /// How many bouts at which end are easy running.
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

    /// How many bouts at an end may be easy running: those of one speed that follow on each other, where no label tells of
    /// the warm-up or cool-down, and the step is not one of the others.
    fn open_end(&self, bouts: &[Bout], end: End) -> usize {
        let has_label = if end == End::First { self.has_label.0 } else { self.has_label.1 };
        if has_label || bouts.is_empty() {
            return 0;
        }
        let is_on = |pair: &[Bout]| pair[1].goes_on && ratio(pair[0].speed_mps, pair[1].speed_mps) <= LIKE_SPEED;
        let count = 1 + match end {
            End::First => bouts.windows(2).take_while(|pair| is_on(pair)).count(),
            End::Last => bouts.windows(2).rev().take_while(|pair| is_on(pair)).count(),
        };
        let (own, others) = end.split(bouts, count);
        if is_again(own, others) { 0 } else { count }
    }

    /// Whether so many bouts at an end are easier than the others, of which `inner` cannot be a warm-up or cool-down.
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
            || runs_in && effort * LIKE_SPEED < 1.0
            || length_s >= RUN_UP * longest_s && effort < RUN_UP_SHARE
            || self.easy_mps().is_some_and(|easy_mps| speed_mps < (easy_mps * level_mps).sqrt())
    }
}

/// The reps without a jog at either end that has a wrong label, as long as more than two are left.
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
    reps
}

/// The speed over several stretches, without the seconds in which the timer stood, m/s.
pub(super) fn timer_speed(prepared: &Prepared, spans: &[Span]) -> f64 {
    let base = &prepared.uniform;
    let metres: f64 = spans.iter().map(|span| base.distance_at(span.end_s) - base.distance_at(span.start_s)).sum();
    metres / spans.iter().map(|span| prepared.timer_s(*span)).sum::<f64>()
}

/// Whether bouts carry out a step that others carry out as well.
fn is_again(own: &[Bout], others: &[Bout]) -> bool {
    own.iter().any(|bout| bout.step.is_some() && others.iter().any(|other| other.step == bout.step))
}

/// The middle one, m/s.
pub(super) fn usual_speed(bouts: &[Bout]) -> Option<f64> {
    middle(&bouts.iter().map(|bout| bout.speed_mps).collect::<Vec<_>>())
}

/// How fast the reps are: those that cannot be a warm-up or cool-down, or the fastest where all may be one.
fn level(inner: &[Bout], all: &[Bout]) -> Option<f64> {
    usual_speed(inner).or_else(|| all.iter().map(|bout| bout.speed_mps).reduce(f64::max))
}

fn usual_length(bouts: &[Bout]) -> Option<f64> {
    middle(&bouts.iter().map(|bout| bout.timer_s).collect::<Vec<_>>())
}

fn faster(a: Option<f64>, b: Option<f64>) -> Option<f64> {
    a.into_iter().chain(b).reduce(f64::max)
}

/// Over all of them, m/s.
fn mean_speed(bouts: &[Bout]) -> f64 {
    let total = |of: fn(&Bout) -> f64| bouts.iter().map(of).sum::<f64>();
    total(|bout| bout.speed_mps * bout.timer_s) / total(|bout| bout.timer_s)
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNLABELLED: Ease = Ease { has_label: (false, false), before_mps: None, after_mps: None, between_mps: None };
    const LABELLED: Ease =
        Ease { has_label: (true, true), before_mps: Some(2.7), after_mps: Some(2.5), between_mps: None };

    /// Bouts by seconds and m/s, and whether they follow on the one before.
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
        // The device's own kilometres before it.
        let kilometres = [(340.0, 2.9, false), (335.0, 3.0, true), (330.0, 3.0, true), (480.0, 4.0, true)];
        assert_eq!(reps(UNLABELLED, &kilometres), [480.0]);
    }

    /// A slow runner's reps are 1.2 times as fast as his easy running: the one end tells what is easy at the other.
    #[test]
    fn easy_running_is_what_is_nearer_to_it_than_to_the_reps() {
        let slow = [(900.0, 2.6, false), (480.0, 3.2, true), (481.0, 3.2, false), (600.0, 2.65, false)];
        assert_eq!(reps(UNLABELLED, &slow), [480.0, 481.0]);
        let led = Ease { has_label: (true, false), before_mps: Some(2.6), ..UNLABELLED };
        assert_eq!(reps(led, &slow[1..]), [480.0, 481.0]);
        // Nothing tells that the last one was meant as easy.
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
        // Not when the watch was left running on the way home.
        again[3].speed_mps = 2.0;
        assert_eq!(without_jogs(again).len(), 3);
    }

    #[test]
    fn reps_without_faster_ones_and_ladders_stay() {
        assert_eq!(reps(UNLABELLED, &[(480.0, 4.1, false), (480.0, 3.9, false)]).len(), 2);
        let ladder = [(60.0, 5.2, false), (120.0, 4.9, false), (240.0, 4.6, false), (480.0, 4.3, false)];
        assert_eq!(reps(UNLABELLED, &ladder).len(), 4);
        // The longer one follows without a rest, at the same effort.
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
        // Recoveries that are called active, too; one of them a slip of the finger, one paused.
        let all_active =
            [(300.0, 3.9, true), (90.0, 1.3, true), (301.0, 3.9, true), (4.0, 5.0, true), (302.0, 3.9, true)];
        assert_eq!(of(LABELLED, &all_active), [300.0, 301.0, 302.0]);
        // An easy run after a slow start, one that becomes faster bit by bit, and one between two walks.
        assert_eq!(of(LABELLED, &[(2400.0, 3.0, true)]), [] as [f64; 0]);
        assert_eq!(of(LABELLED, &[(600.0, 2.9, true), (600.0, 3.1, true), (600.0, 3.4, true)]), [] as [f64; 0]);
        let walked = Ease { before_mps: Ease::run(1.5), ..LABELLED };
        assert_eq!(of(walked, &[(1800.0, 3.0, true)]), [] as [f64; 0]);
        // With the cool-down alone labelled, the first lap is the warm-up.
        let cooled = Ease { has_label: (false, true), before_mps: None, ..LABELLED };
        assert_eq!(of(cooled, &[(600.0, 2.9, true), (1200.0, 3.6, true)]), [1200.0]);
        assert_eq!(of(cooled, &[(600.0, 2.9, true), (1800.0, 3.2, true)]), [] as [f64; 0]);
        assert_eq!(of(cooled, &[(1800.0, 3.2, true)]), [] as [f64; 0]);
    }
}
