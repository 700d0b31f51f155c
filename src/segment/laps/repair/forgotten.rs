//! Forgotten presses: reps inside a lap of rest, and two reps in one lap.

use super::super::limits::LEAST_S;
use super::super::reading::MarkedRep;
use super::super::stretch::{fastest, slowest};
use super::{Bench, PLAIN, PressedLike, pressed_near};
use crate::model::Span;
use crate::segment::ends::Ends;
use crate::segment::press::{END_LAG_S, START_LAG_S};

/// A forgotten rep has the length of a pressed rep, within the first ratio, and at least the second share of its speed.
pub(super) const FORGOTTEN: PressedLike = PressedLike { ratio: 1.6, speed_share: 0.88 };

/// The same limits for a rep before the first or after the last pressed rep, where other running is more easily
/// mistaken for a rep.
const FORGOTTEN_OUTSIDE: PressedLike = PressedLike { ratio: 1.25, speed_share: 0.94 };

/// The shortest rest between reps, s.
const LEAST_REST_S: f64 = 8.0;

/// Where a forgotten rep is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SearchPlace {
    /// Between two pressed reps.
    Between,
    /// Before the first pressed rep or after the last.
    Outside,
}

impl Bench<'_> {
    /// Splits a lap that holds two reps and the rest between them into the two reps. Any other lap stays one rep.
    pub(super) fn split(&self, lap: Span) -> Vec<MarkedRep> {
        match self.halves(lap) {
            Some([first, second]) => {
                let half = |span, is_timed| MarkedRep { span, is_timed, late_s: Ends::both(None) };
                vec![half(first, Ends { start: true, end: false }), half(second, Ends { start: false, end: true })]
            }
            None => vec![MarkedRep::timed(lap)],
        }
    }

    /// The two reps of a stretch, if there is a rest between them.
    fn halves(&self, stretch: Span) -> Option<[Span; 2]> {
        let shortest_s = self.known.iter().map(|rep| rep.length_s).fold(f64::INFINITY, f64::min);
        if stretch.length_s() < FORGOTTEN.ratio * shortest_s {
            return None;
        }
        let rest = slowest(self.base, stretch, self.middle_mps)?;
        let is_rest = rest.length_s() >= LEAST_REST_S.max(self.rest_s / 2.0)
            && self.base.mean_speed(rest) <= self.middle_mps - PLAIN * self.half_mps;
        let halves =
            [Span::new(stretch.start_s, rest.start_s - END_LAG_S), Span::new(rest.end_s - START_LAG_S, stretch.end_s)];
        (is_rest && halves.iter().all(|&half| self.is_as_pressed(half, FORGOTTEN))).then_some(halves)
    }

    /// Adds forgotten reps between the pressed reps, right before them and right after them.
    pub(super) fn with_forgotten(&self, reps: Vec<MarkedRep>) -> Vec<MarkedRep> {
        let (Some(first), Some(last)) = (reps.first(), reps.last()) else { return reps };
        let mut found = Vec::new();
        for pair in reps.windows(2) {
            self.search(Span::new(pair[0].span.end_s, pair[1].span.start_s), SearchPlace::Between, &mut found);
        }
        let longest = self.known.iter().map(|rep| rep.length_s).fold(0.0, f64::max);
        let reach = FORGOTTEN.ratio * (self.longest_rest_s + longest);
        let first_s = |reps: &[MarkedRep]| reps.iter().map(|rep| rep.span.start_s).reduce(f64::min);
        let last_s = |reps: &[MarkedRep]| reps.iter().map(|rep| rep.span.end_s).reduce(f64::max);
        // The search goes outward from the set, rep by rep: farther out lies running of other kinds.
        let mut edge = Some(first.span.start_s);
        while let Some(end) = edge {
            let known = found.len();
            self.search(Span::new((end - reach).max(self.base.start_s), end), SearchPlace::Outside, &mut found);
            edge = first_s(&found[known..]);
        }
        edge = Some(last.span.end_s);
        while let Some(start) = edge {
            let known = found.len();
            self.search(Span::new(start, start + reach), SearchPlace::Outside, &mut found);
            edge = last_s(&found[known..]);
        }
        let mut all = reps;
        all.extend(found);
        all.sort_by(|a, b| a.span.start_s.total_cmp(&b.span.start_s));
        all
    }

    /// Adds the clearest rep in a window to `found`, then searches the parts of the window before and after that rep.
    fn search(&self, window: Span, place: SearchPlace, found: &mut Vec<MarkedRep>) {
        if window.length_s() < LEAST_S + 2.0 * LEAST_REST_S {
            return;
        }
        let Some(fast) = fastest(self.base, window, self.middle_mps) else { return };
        let whole = Span::new(fast.start_s - START_LAG_S, fast.end_s - END_LAG_S);
        // The fastest stretch may hold two reps: the second rep gains more metres than a short rest loses.
        let parts = self.halves(whole).map_or_else(|| vec![whole], Vec::from);
        let reps: Vec<MarkedRep> = parts.into_iter().map(|part| self.marked(part)).collect();
        if !reps.iter().all(|rep| self.is_forgotten(rep, window, place)) {
            return;
        }
        let (Some(first), Some(last)) = (reps.first(), reps.last()) else { return };
        let sides = [Span::new(window.start_s, first.span.start_s), Span::new(last.span.end_s, window.end_s)];
        found.extend(reps);
        for side in sides {
            self.search(side, place, found);
        }
    }

    /// A stretch with each edge moved to a press nearby, if there is one.
    fn marked(&self, stretch: Span) -> MarkedRep {
        let (start, end) = (pressed_near(&self.presses, stretch.start_s), pressed_near(&self.presses, stretch.end_s));
        let span = Span::new(start.unwrap_or(stretch.start_s), end.unwrap_or(stretch.end_s));
        MarkedRep { span, is_timed: Ends { start: start.is_some(), end: end.is_some() }, late_s: Ends::both(None) }
    }

    /// Whether a stretch is a rep with a rest on either side. Outside the set, at least one of its edges must have been
    /// pressed.
    fn is_forgotten(&self, rep: &MarkedRep, window: Span, place: SearchPlace) -> bool {
        let has_rests =
            rep.span.start_s >= window.start_s + LEAST_REST_S && rep.span.end_s <= window.end_s - LEAST_REST_S;
        let limits = match place {
            SearchPlace::Between => FORGOTTEN,
            SearchPlace::Outside => FORGOTTEN_OUTSIDE,
        };
        let is_marked = place == SearchPlace::Between || rep.is_timed.is_any();
        has_rests && is_marked && self.is_as_pressed(rep.span, limits)
    }

    /// Whether the added reps leave doubt. They do if one lies outside the pressed reps, if one is not quite like them,
    /// or if the runner slipped more than once: then a press lies between two added reps.
    pub(super) fn is_doubtful(&self, reps: &[MarkedRep], pressed: Span) -> bool {
        let forgotten: Vec<&MarkedRep> =
            reps.iter().filter(|rep| rep.late_s == Ends::both(None) && !rep.is_timed.are_both()).collect();
        let is_plain =
            |rep: &&MarkedRep| pressed.overlap_s(rep.span) > 0.0 && self.is_as_pressed(rep.span, FORGOTTEN_OUTSIDE);
        let is_apart = |pair: &[&MarkedRep]| {
            let between = pair[0].span.end_s..=pair[1].span.start_s;
            self.presses.iter().any(|press| between.contains(press))
        };
        !forgotten.iter().all(is_plain) || forgotten.windows(2).any(is_apart)
    }
}
