//! Late presses: how late they are beyond this runner's habit, and which are overruled.

use super::super::reading::MarkedRep;
use super::super::stretch::{fall, rise};
use super::{ANCHOR_S, Bench, PLAIN};
use crate::model::Span;
use crate::segment::ends::Ends;
use crate::segment::press::{END_LAG_S, START_LAG_S};

/// A press that is late by at least this is reported, s. Nine of ten edges of the speed are within 4 s of the press.
const REPORTED_S: f64 = 4.5;

/// A press that is late by at least the first figure is overruled, s. In short reps a fifth of the rep is enough, but
/// never less than the second figure.
const OVERRULED_S: (f64, f64) = (8.0, 5.0);
const OVERRULED_SHARE: f64 = 0.2;

/// Greatest distance at which the edge of a press is searched, s.
const LATEST_S: f64 = 30.0;

impl Bench<'_> {
    /// Notes how late each press is, and overrules presses that are clearly wrong. Also returns whether all presses
    /// agree with the speed.
    pub(super) fn on_time(&self, reps: Vec<MarkedRep>) -> (Vec<MarkedRep>, bool) {
        let starts: Vec<Option<Lateness>> = (0..reps.len()).map(|i| self.start_late(&reps, i)).collect();
        let ends: Vec<Option<Lateness>> = (0..reps.len()).map(|i| self.end_late(&reps, i)).collect();
        let habit_s = Ends { start: habit(&starts), end: habit(&ends) };
        let is_confirmed = are_near(&starts, habit_s.start) && are_near(&ends, habit_s.end);
        let mut out = reps;
        for (rep, (start, end)) in out.iter_mut().zip(starts.into_iter().zip(ends)) {
            rep.late_s = Ends { start: reported(start, habit_s.start), end: reported(end, habit_s.end) };
            let length_s = rep.span.length_s();
            if let Some(by) = rep.late_s.start.filter(|&by| self.is_overruled(by, length_s, length_s + by)) {
                (rep.span.start_s, rep.is_timed.start) = (rep.span.start_s - by, false);
            }
            if let Some(by) = rep.late_s.end.filter(|&by| self.is_overruled(by, length_s, length_s - by)) {
                (rep.span.end_s, rep.is_timed.end) = (rep.span.end_s - by, false);
            }
        }
        (out, is_confirmed)
    }

    /// Whether the edge of the speed replaces a press. It does if the press is late by much for a rep of that length,
    /// and the repair makes the rep more like another rep.
    fn is_overruled(&self, late_s: f64, recorded_s: f64, mended_s: f64) -> bool {
        let others = |seconds: f64| {
            let others = self.known.iter().filter(|rep| (rep.length_s - recorded_s).abs() > 0.01);
            others.map(|rep| (seconds / rep.length_s).ln().abs()).fold(f64::INFINITY, f64::min)
        };
        let most = OVERRULED_S.0.min(OVERRULED_S.1.max(OVERRULED_SHARE * recorded_s));
        late_s >= most && others(mended_s) < others(recorded_s)
    }

    /// How late the start of a rep was pressed.
    fn start_late(&self, reps: &[MarkedRep], i: usize) -> Option<Lateness> {
        let span = reps[i].span;
        let before = i.checked_sub(1).map_or(self.base.start_s, |p| reps[p].span.end_s);
        let window = Span::new((span.start_s - LATEST_S).max(before), span.start_s + span.length_s() / 2.0);
        let edge = rise(self.base, window, self.middle_mps)?;
        let is_fast = self.base.mean_speed(Span::new(edge, span.start_s)) >= self.middle_mps + PLAIN * self.half_mps;
        let is_plain = edge > window.start_s + 1.0 && is_fast;
        reps[i].is_timed.start.then_some(Lateness { late_s: span.start_s - (edge - START_LAG_S), is_plain })
    }

    /// How late the end of a rep was pressed.
    fn end_late(&self, reps: &[MarkedRep], i: usize) -> Option<Lateness> {
        let span = reps[i].span;
        let whole_end = self.base.clock_s(self.base.len().saturating_sub(1));
        let after = reps.get(i + 1).map_or(whole_end, |next| next.span.start_s);
        let window = Span::new(span.start_s, (span.end_s + LATEST_S).min(after));
        let edge = fall(self.base, window, self.middle_mps)?;
        let is_plain = self.base.mean_speed(Span::new(edge, span.end_s)) <= self.middle_mps - PLAIN * self.half_mps;
        reps[i].is_timed.end.then_some(Lateness { late_s: span.end_s - (edge - END_LAG_S), is_plain })
    }
}

/// How much later a press came than the edge of the speed.
#[derive(Debug, Clone, Copy)]
struct Lateness {
    /// How late the press came, s; negative when early.
    late_s: f64,
    /// Whether the running between edge and press is clearly at the pace of a rep (at the end of a rep: of a rest).
    is_plain: bool,
}

/// How late a runner usually presses by the speed of this watch, s. This is the lower median: one late press of two is
/// not the habit.
fn habit(presses: &[Option<Lateness>]) -> f64 {
    let mut late: Vec<f64> = presses.iter().flatten().map(|press| press.late_s).collect();
    late.sort_by(f64::total_cmp);
    late.get(late.len().saturating_sub(1) / 2).copied().unwrap_or(0.0)
}

/// Whether the speed has an edge at each press.
fn are_near(presses: &[Option<Lateness>], habit_s: f64) -> bool {
    presses.iter().all(|press| press.is_some_and(|press| (press.late_s - habit_s).abs() <= ANCHOR_S))
}

/// How late a press is beyond habit, s, if this is clear and more than the error of the edges of the speed.
fn reported(press: Option<Lateness>, habit_s: f64) -> Option<f64> {
    press.filter(|press| press.is_plain).map(|press| press.late_s - habit_s).filter(|&late_s| late_s >= REPORTED_S)
}
