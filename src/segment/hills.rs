//! Chooses the speed in which reps are searched: plain speed, or flat-equivalent speed if the reps are run uphill.
//!
//! On hill repeats the jog down is often as fast as the run up, or faster. Only the cost of the climb separates them.

use super::confidence::{odds, of_edges};
use super::signal;
use crate::clean::{Prepared, Uniform, gradients, on_the_flat};
use crate::model::Span;
use crate::segment::ends::Ends;
use crate::stats::middle;
use crate::units::HOUR_S;
use std::borrow::Cow;

/// Least and greatest gradient of a hill rep, rise over run. At the least gradient, running costs a fifth more than on
/// the flat. Nobody runs up more than the greatest gradient: there the distance was measured wrongly.
pub(super) const STEEP: f64 = 0.04;
const STEEPEST: f64 = 0.45;

/// Least time of steep climbing for hill reps to be searched, s: four times 15 s.
const LEAST_STEEP_S: usize = 60;

/// Longest outing that is searched for hill reps, s. No hill session takes longer, and a day in the mountains would
/// have to be read twice.
const LONGEST_S: usize = 3 * HOUR_S as usize;

/// Least climb of a hill rep, m: three times the noise of a barometer, and hardly more than the noise of GNSS altitude.
const LEAST_RISE_M: f64 = 4.0;

/// Least share of reps that must climb, and that must start and end as high as the rep before. A single rep may end at
/// the top, or at a tree.
const LEAST_CLIMBING: f64 = 0.8;

/// The way down after a hill rep takes less than this many times the rep. If it takes longer, the route was just hilly.
const LONGEST_REST: f64 = 5.0;

/// Fewer climbs than this are a hilly route, not hill reps.
const LEAST_REPS: usize = 3;

/// Reps are on the same hill if each rep starts and ends as high as the rep before, within this share of the climb.
const RETURN: f64 = 0.35;

/// The chosen speed and its best reading.
pub(super) struct Speed<'a> {
    /// The plain base, or the flat-equivalent base if the reps were run uphill.
    pub(super) base: Cow<'a, Uniform>,
    /// Its best reading, convincing or not.
    pub(super) reading: Option<signal::SpeedReading>,
    /// Why flat-equivalent speed was chosen; empty for plain speed.
    pub(super) hills: String,
}

impl Speed<'_> {
    /// The activity with the chosen speed in its base.
    pub(super) fn seen<'a>(&self, prepared: &'a Prepared) -> Cow<'a, Prepared> {
        match &self.base {
            Cow::Borrowed(_) => Cow::Borrowed(prepared),
            Cow::Owned(flat) => Cow::Owned(Prepared { uniform: flat.clone(), ..prepared.clone() }),
        }
    }

    /// The presses at the ends of runs. On hills the edges stay as they are: the lag from press to edge is known only
    /// for plain speed.
    pub(super) fn timed(&self, prepared: &Prepared, runs: &[signal::Run]) -> Vec<signal::TimedEdge> {
        match self.base {
            Cow::Borrowed(_) => signal::timed(prepared, runs),
            Cow::Owned(_) => {
                runs.iter().map(|run| signal::TimedEdge { span: run.span, confidence: of_edges(run) }).collect()
            }
        }
    }
}

/// The speed that shows the reps, with its best reading.
///
/// Plain speed is chosen unless three things hold for flat-equivalent speed: its reading is a session, its log odds are
/// better, and its reps climb the same hill again and again. The last is needed because flat-equivalent speed
/// alternates on any hilly run.
pub(super) fn speed(base: &Uniform) -> Speed<'_> {
    let plain = signal::read(base);
    let plain_gate = plain.as_ref().map_or(f64::NEG_INFINITY, |reading| reading.gate);
    match flat_reading(base).filter(|(_, reading, _)| reading.gate > plain_gate.max(signal::SESSION_GATE)) {
        Some((flat, reading, gradient)) => {
            let odds = if plain.is_some() {
                format!("log odds {} against {} by plain speed", odds(reading.gate), odds(plain_gate))
            } else {
                "plain speed does not alternate".to_owned()
            };
            let hills =
                format!("hill reps at {:.0} %, by the speed on the flat that costs as much ({odds})", 100.0 * gradient);
            Speed { base: Cow::Owned(flat), reading: Some(reading), hills }
        }
        None => Speed { base: Cow::Borrowed(base), reading: plain, hills: String::new() },
    }
}

/// The median gradient of reps that are run uphill, rise over run; `None` for other reps, and where a climb is within the
/// noise of the altimeter.
pub(super) fn uphill(base: &Uniform, reps: &[Span]) -> Option<f64> {
    let climbs: Vec<f64> = reps.iter().map(|rep| climb(base, *rep)).collect::<Option<_>>()?;
    let climbing = climbs.iter().filter(|gradient| is_steep(**gradient)).count();
    (climbs.len() >= LEAST_REPS && is_enough(climbing, climbs.len())).then(|| middle(&climbs)).flatten()
}

/// Whether a gradient is that of a hill rep.
fn is_steep(gradient: f64) -> bool {
    (STEEP..=STEEPEST).contains(&gradient)
}

/// Whether a stretch goes down steeply.
pub(super) fn goes_down(base: &Uniform, span: Span) -> bool {
    let ends_m = heights(base, span).map(|ends| Ends { start: ends.end, end: ends.start });
    ends_m.is_some_and(|ends_m| gradient(base, span, ends_m) >= STEEP)
}

/// Whether most of these stretches go down steeply: then the ground made them fast.
pub(super) fn are_downhill(base: &Uniform, spans: &[Span]) -> bool {
    2 * spans.iter().filter(|span| goes_down(base, **span)).count() > spans.len()
}

/// Gradient of a rep; `None` without altitude.
fn climb(base: &Uniform, rep: Span) -> Option<f64> {
    Some(gradient(base, rep, heights(base, rep)?))
}

/// The flat-equivalent base, its reading, and the median gradient of the reps; `None` if the reps are not run uphill.
fn flat_reading(base: &Uniform) -> Option<(Uniform, signal::SpeedReading, f64)> {
    if base.len() > LONGEST_S {
        return None;
    }
    let gradients = gradients(base)?;
    if gradients.iter().filter(|gradient| **gradient >= STEEP).count() < LEAST_STEEP_S {
        return None;
    }
    let flat = on_the_flat(base, &gradients);
    let reading = signal::read_if(&flat, |stretches| may_climb_again(base, stretches))?;
    let ends: Vec<Ends<f64>> = reading.reps.iter().map(|run| heights(base, run.span)).collect::<Option<_>>()?;
    let spans: Vec<Span> = reading.reps.iter().map(|run| run.span).collect();
    let gradient = uphill(base, &spans)?;
    (is_one_hill(&ends) && goes_down_again(&spans)).then_some((flat, reading, gradient))
}

/// Whether some of these stretches, in order of start, can be reps up one hill. To weigh them takes much longer: this spares
/// about a third of the time of the readings uphill.
///
/// # Definition
/// Of three or more reps four in five climb, four in five of the pairs in a row are as high, and of four in five the rest is
/// short. So there are always two reps, one after the other, each of which climbs, and is followed after a short rest by a
/// stretch that is as high.
fn may_climb_again(base: &Uniform, stretches: &[Span]) -> bool {
    let ends_m: Vec<Option<Ends<f64>>> = stretches.iter().map(|stretch| heights(base, *stretch)).collect();
    let climbs = |k: usize| ends_m[k].is_some_and(|ends_m| is_steep(gradient(base, stretches[k], ends_m)));
    let is_followed = |k: usize| {
        let is_after = |next: &usize| stretches[*next].start_s >= stretches[k].end_s;
        (k + 1..stretches.len()).filter(is_after).any(|next| {
            let is_high = ends_m[k].zip(ends_m[next]).is_some_and(|(one, next)| is_as_high(one, next));
            is_high && is_after_short_rest(stretches[k], stretches[next])
        })
    };
    let mut first_end_s = f64::INFINITY;
    (0..stretches.len()).filter(|k| climbs(*k) && is_followed(*k)).any(|k| {
        let is_second = stretches[k].start_s >= first_end_s;
        first_end_s = first_end_s.min(stretches[k].end_s);
        is_second
    })
}

/// Altitude at the start and at the end of a span, m.
fn heights(base: &Uniform, span: Span) -> Option<Ends<f64>> {
    let seconds = base.altitude_m.as_ref()?.get(base.range(span))?;
    let mut present = seconds.iter().copied().filter(|value| value.is_finite());
    let start = present.next()?;
    Some(Ends { start, end: present.next_back()? })
}

/// Gradient from the start of a span to its end; 0 if the climb is within the noise of the altimeter.
fn gradient(base: &Uniform, span: Span, ends_m: Ends<f64>) -> f64 {
    let rise_m = ends_m.end - ends_m.start;
    let way_m = base.distance_at(span.end_s) - base.distance_at(span.start_s);
    if rise_m >= LEAST_RISE_M { rise_m / way_m } else { 0.0 }
}

fn is_enough(count: usize, of: usize) -> bool {
    count as f64 >= LEAST_CLIMBING * of as f64
}

/// Whether the reps start and end as high as the rep before each.
fn is_one_hill(ends_m: &[Ends<f64>]) -> bool {
    let again = ends_m.windows(2).filter(|pair| is_as_high(pair[0], pair[1])).count();
    is_enough(again, ends_m.len().saturating_sub(1))
}

/// Whether a rep starts and ends as high as the one before.
fn is_as_high(one: Ends<f64>, next: Ends<f64>) -> bool {
    (next.start - one.start).abs().max((next.end - one.end).abs()) < RETURN * (one.end - one.start)
}

/// Whether the rests are short enough to be the way down the same hill.
fn goes_down_again(reps: &[Span]) -> bool {
    let short = reps.windows(2).filter(|pair| is_after_short_rest(pair[0], pair[1])).count();
    is_enough(short, reps.len().saturating_sub(1))
}

/// Whether the rest between two reps is short.
fn is_after_short_rest(one: Span, next: Span) -> bool {
    next.start_s - one.end_s < LONGEST_REST * one.length_s().max(next.length_s())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 20 min flat at 2.7 m/s, then six times 60 s up 8 % at 3.0 m/s and 75 s down at 3.0 m/s, then 10 min flat.
    fn hill_session(gradient: f64) -> Uniform {
        let mut ways: Vec<(f64, f64)> = vec![(2.7, 0.0); 1200];
        for _ in 0..6 {
            ways.extend(vec![(3.0, gradient); 60]);
            ways.extend(vec![(1.2, 0.0); 5]);
            ways.extend(vec![(3.0, -gradient); 60]);
            ways.extend(vec![(1.2, 0.0); 10]);
        }
        ways.extend(vec![(2.6, 0.0); 600]);
        let (mut metres, mut height) = (0.0, 300.0);
        let mut base = Uniform { altitude_m: Some(Vec::new()), ..Uniform::default() };
        for (second, (speed, slope)) in ways.into_iter().enumerate() {
            // Breath of the runner and of the barometer, so that nothing is suspiciously even.
            let speed = speed + 0.08 * ((second * 7919) % 13) as f64 / 13.0;
            metres += speed;
            height += slope * speed;
            base.speed_mps.push(speed);
            base.distance_m.push(metres);
            if let Some(altitude) = &mut base.altitude_m {
                altitude.push((5.0 * height).round() / 5.0);
            }
            base.recorded.push(true);
        }
        base
    }

    #[test]
    fn reps_up_a_hill_are_told_from_as_fast_jogs_down() {
        let base = hill_session(0.08);
        let speed = speed(&base);
        assert!(speed.hills.starts_with("hill reps at 8 %"), "{}", speed.hills);
        let reps = speed.reading.map(|reading| reading.reps).unwrap_or_default();
        assert_eq!(reps.len(), 6);
        for (i, rep) in reps.iter().enumerate() {
            let start = 1200.0 + 135.0 * i as f64;
            assert!((rep.span.start_s - start).abs() < 6.0 && (rep.span.end_s - start - 60.0).abs() < 6.0, "{rep:?}");
        }
    }

    #[test]
    fn reps_that_climb_are_uphill_whatever_found_them() {
        let reps: Vec<Span> = (0..6).map(|i| 1201.0 + 135.0 * f64::from(i)).map(|s| Span::new(s, s + 58.0)).collect();
        assert!(uphill(&hill_session(0.08), &reps).is_some_and(|gradient| (gradient - 0.08).abs() < 0.01));
        assert_eq!(uphill(&hill_session(0.01), &reps), None);
        let downs: Vec<Span> = reps.iter().map(|rep| Span::new(rep.start_s + 66.0, rep.end_s + 64.0)).collect();
        assert_eq!(uphill(&hill_session(0.08), &downs), None);
        assert!(downs.iter().all(|down| goes_down(&hill_session(0.08), *down)));
        assert!(are_downhill(&hill_session(0.08), &downs) && !are_downhill(&hill_session(0.08), &reps));
        assert!(!are_downhill(&hill_session(0.08), &[reps[0], downs[0]]), "as many go up");
    }

    fn hill(start: f64, end: f64) -> Ends<f64> {
        Ends { start, end }
    }

    #[test]
    fn a_staircase_of_climbs_is_no_hill_again_and_again() {
        assert!(is_one_hill(&[hill(300.0, 314.0), hill(301.0, 315.0), hill(299.5, 314.0)]));
        assert!(!is_one_hill(&[hill(300.0, 314.0), hill(312.0, 326.0), hill(324.0, 340.0)]));
        assert!(!is_one_hill(&[hill(300.0, 314.0), hill(300.0, 306.0), hill(300.0, 314.0)]));
        assert!(!is_one_hill(&[hill(300.0, 300.0), hill(300.0, 300.0)]));
    }

    /// If half of the route goes over other hills, the run is a hilly run. One rep that ends a tree too early does not
    /// make it one.
    #[test]
    fn one_hill_is_the_same_hill_nearly_each_time() {
        let (same, other) = (hill(300.0, 314.0), hill(320.0, 330.0));
        assert!(is_one_hill(&[same, same, same, same, same, hill(300.0, 306.0)]));
        assert!(!is_one_hill(&[same, same, same, other, same, same]));
    }

    #[test]
    fn after_a_hill_rep_the_runner_comes_down_again() {
        let reps = |every_s: f64| -> Vec<Span> {
            (0..6).map(|i| every_s * f64::from(i)).map(|start_s| Span::new(start_s, start_s + 60.0)).collect()
        };
        assert!(goes_down_again(&reps(150.0)));
        assert!(!goes_down_again(&reps(420.0)));
    }

    #[test]
    fn only_what_climbs_again_is_weighed() {
        let reps = |times: u32| -> Vec<Span> {
            (0..times).map(|i| 1201.0 + 135.0 * f64::from(i)).map(|s| Span::new(s, s + 58.0)).collect()
        };
        let base = hill_session(0.08);
        assert!(may_climb_again(&base, &reps(3)));
        assert!(!may_climb_again(&base, &reps(2)), "the second is not followed");
        assert!(!may_climb_again(&hill_session(0.03), &reps(6)), "no steep climb");
        let far: Vec<Span> = reps(6).into_iter().step_by(3).collect();
        assert!(!may_climb_again(&base, &far), "long rests");
        let downs: Vec<Span> = reps(6).iter().map(|rep| Span::new(rep.start_s + 66.0, rep.end_s + 64.0)).collect();
        assert!(!may_climb_again(&base, &downs));
    }

    #[test]
    fn on_the_flat_plain_speed_is_used() {
        assert_eq!(speed(&hill_session(0.0)).hills, "");
        assert_eq!(speed(&hill_session(0.02)).hills, "");
    }
}
