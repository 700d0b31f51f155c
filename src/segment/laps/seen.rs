//! Reps that the speed shows between two presses although no label marks them.

use super::limits::ONE_PACE;
use super::reading::MarkedRep;
use super::repair::pressed_near;
use crate::model::Span;

/// A rep of the speed and a marked rep are the same rep if they share more than this, as a share of the time that both
/// cover together.
const SAME_SHARE: f64 = 0.75;

/// A lap of at least this time in which the speed shows reps is the session around the reps, s.
const SESSION_S: f64 = 1800.0;

/// Why these marked reps are not believed: one of them lies around several reps of the speed. `None` if none does.
pub(super) fn around_others(reps: &[MarkedRep], seen: &[Span]) -> Option<String> {
    let inside = |rep: &&MarkedRep| seen.iter().filter(|span| is_within(**span, rep.span)).count();
    let around = reps.iter().filter(|rep| rep.span.length_s() >= SESSION_S).find(|rep| inside(rep) >= 2)?;
    let minutes = around.span.length_s() / 60.0;
    Some(format!("a lap of {minutes:.0} min is no rep: the speed shows {} in it", inside(&around)))
}

/// Adds to the marked reps those that the speed shows from press to press. Reps of the speed that are part of a longer
/// marked rep replace it.
///
/// `mps` gives the speed over a stretch. An added rep outside the marked reps must be about as fast as the slowest
/// marked rep: a jog home after a walk looks like a rep, too.
pub(super) fn with_seen(
    reps: &[MarkedRep],
    seen: &[Span],
    presses: &[f64],
    mps: impl Fn(Span) -> f64,
) -> Vec<MarkedRep> {
    let slowest_mps = reps.iter().map(|rep| mps(rep.span)).fold(f64::INFINITY, f64::min);
    let is_part = |span: Span| reps.iter().any(|rep| is_within(span, rep.span));
    let is_new = |span: &Span| !reps.iter().any(|rep| is_same(rep.span, *span));
    let is_rep = |span: &Span| is_part(*span) || ONE_PACE * mps(*span) >= slowest_mps;
    let pressed = seen.iter().filter_map(|span| from_press_to_press(*span, presses));
    let new: Vec<Span> = pressed.filter(is_new).filter(is_rep).collect();
    let is_split = |rep: &&MarkedRep| new.iter().any(|span| is_within(*span, rep.span));
    let mut all: Vec<MarkedRep> = reps.iter().filter(|rep| !is_split(rep)).copied().collect();
    for span in new {
        if all.iter().all(|rep| rep.span.overlap_s(span) <= 0.0) {
            all.push(MarkedRep::timed(span));
        }
    }
    all.sort_by(|a, b| a.span.start_s.total_cmp(&b.span.start_s));
    all
}

/// The span between the presses at the two edges of a stretch; `None` if an edge has no press.
fn from_press_to_press(stretch: Span, presses: &[f64]) -> Option<Span> {
    let (start_s, end_s) = (pressed_near(presses, stretch.start_s)?, pressed_near(presses, stretch.end_s)?);
    (start_s < end_s).then(|| Span::new(start_s, end_s))
}

fn is_same(a: Span, b: Span) -> bool {
    let both_s = a.overlap_s(b);
    both_s > SAME_SHARE * (a.length_s() + b.length_s() - both_s)
}

fn is_within(span: Span, outer: Span) -> bool {
    span.overlap_s(outer) > SAME_SHARE * span.length_s()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(spans: &[(f64, f64)]) -> Vec<MarkedRep> {
        spans.iter().map(|&(start, end)| MarkedRep::timed(Span::new(start, end))).collect()
    }

    fn spans(reps: &[MarkedRep]) -> Vec<(f64, f64)> {
        reps.iter().map(|rep| (rep.span.start_s, rep.span.end_s)).collect()
    }

    const PRESSES: [f64; 7] = [600.0, 700.0, 760.0, 860.0, 920.0, 1020.0, 1080.0];

    #[test]
    fn a_rep_between_presses_is_taken_whatever_its_label() {
        let seen = [Span::new(602.0, 698.0), Span::new(762.0, 859.0), Span::new(921.0, 1018.0)];
        let all = with_seen(&marked(&[(600.0, 700.0), (760.0, 860.0)]), &seen, &PRESSES, |_| 4.0);
        assert_eq!(spans(&all), [(600.0, 700.0), (760.0, 860.0), (920.0, 1020.0)]);
        let unpressed = [Span::new(1100.0, 1200.0)];
        assert_eq!(spans(&with_seen(&marked(&[(600.0, 700.0)]), &unpressed, &PRESSES, |_| 4.0)), [(600.0, 700.0)]);
    }

    #[test]
    fn a_jog_home_between_presses_is_no_rep() {
        let seen = [Span::new(602.0, 698.0), Span::new(762.0, 859.0), Span::new(921.0, 1018.0)];
        let mps = |span: Span| if span.start_s >= 900.0 { 3.2 } else { 4.1 };
        let all = with_seen(&marked(&[(600.0, 700.0), (760.0, 860.0)]), &seen, &PRESSES, mps);
        assert_eq!(spans(&all), [(600.0, 700.0), (760.0, 860.0)]);
    }

    #[test]
    fn reps_between_presses_split_the_lap_around_them() {
        let seen = [Span::new(602.0, 698.0), Span::new(762.0, 859.0)];
        let all = with_seen(&marked(&[(600.0, 860.0), (920.0, 1020.0)]), &seen, &PRESSES, |_| 4.0);
        assert_eq!(spans(&all), [(600.0, 700.0), (760.0, 860.0), (920.0, 1020.0)]);
    }

    #[test]
    fn half_an_hour_around_reps_is_no_rep() {
        let seen = [Span::new(700.0, 900.0), Span::new(1000.0, 1200.0), Span::new(1300.0, 1500.0)];
        let told = around_others(&marked(&[(600.0, 2400.0)]), &seen);
        assert_eq!(told.as_deref(), Some("a lap of 30 min is no rep: the speed shows 3 in it"));
        assert_eq!(around_others(&marked(&[(600.0, 2400.0)]), &seen[..1]), None);
        assert_eq!(around_others(&marked(&[(600.0, 1800.0)]), &seen), None);
    }
}
