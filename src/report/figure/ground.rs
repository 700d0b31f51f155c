//! The ground under a change of pace: whether the way turned up or down where the pace did.

use super::ReportInput;
use crate::clean::{Ascent, Uniform, ascent};
use crate::model::{Span, Surface};
use crate::scores::{Passage, slope};

/// A way that rises or falls by this, rise over run, and by so much more than the way before, explains a change of pace: it
/// costs two percent of the speed. House rule.
const STEEPER: f64 = 0.005;

/// What the ground has to do with a change of pace at a time: `, uphill`; `, though uphill` where the runner was faster
/// nevertheless; empty where the ground is as it was, or is not known.
pub(super) fn words(input: &ReportInput<'_>, passage: &Passage, at_s: f64, change_pct: f64) -> &'static str {
    let is_level = input.activity.surface.is_some_and(Surface::is_level);
    let is_sure = passage.ascent.is_some_and(|way| !way.is_rough) && !is_level;
    let rise = |span: Span| {
        let uniform = &input.prepared.uniform;
        slope(uniform, span, uniform.distance_at(span.end_s) - uniform.distance_at(span.start_s))
    };
    let (before, after) = (Span::new(passage.span.start_s, at_s), Span::new(at_s, passage.span.end_s));
    let Some((before, after)) = rise(before).zip(rise(after)).filter(|_| is_sure) else { return "" };
    turned(before, after, change_pct)
}

/// The words for a way that rose by one gradient before, and by another after.
fn turned(before: f64, after: f64, change_pct: f64) -> &'static str {
    match after - before {
        steeper if steeper.min(after) >= STEEPER => {
            if change_pct < 0.0 {
                ", uphill"
            } else {
                ", though uphill"
            }
        }
        steeper if steeper.max(after) <= -STEEPER => {
            if change_pct > 0.0 {
                ", downhill"
            } else {
                ", though downhill"
            }
        }
        _ => "",
    }
}

/// The share of the ascent that lies before a time; `None` where it is not known.
pub(super) fn share_in_first_half(input: &ReportInput<'_>, half_s: f64) -> Option<f64> {
    let uniform = &input.prepared.uniform;
    let seconds = uniform.range(Span::new(uniform.start_s, half_s)).end;
    let up_m = |way: Ascent| way.up_m;
    let (first, all) = (ascent(&until(uniform, seconds)).map(up_m)?, ascent(uniform).map(up_m)?);
    (all > 0.0).then(|| first / all)
}

/// The way up to a second.
fn until(uniform: &Uniform, seconds: usize) -> Uniform {
    let cut = |column: &Vec<f64>| column[..seconds.min(column.len())].to_vec();
    Uniform {
        start_s: uniform.start_s,
        distance_m: cut(&uniform.distance_m),
        altitude_m: uniform.altitude_m.as_ref().map(cut),
        recorded: uniform.recorded[..seconds.min(uniform.recorded.len())].to_vec(),
        ..Uniform::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_way_that_turns_up_is_uphill() {
        assert_eq!(turned(0.0, 0.018, -8.0), ", uphill");
        assert_eq!(turned(0.0, 0.018, 3.0), ", though uphill");
        assert_eq!(turned(0.01, -0.01, 5.0), ", downhill");
        assert_eq!(turned(-0.02, 0.001, 8.0), "", "level after a way down");
        assert_eq!(turned(0.01, 0.012, -4.0), "", "as steep as before");
    }
}
