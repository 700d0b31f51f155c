//! What stands out of a run without reps: findings in order of weight. Each is told only where its own test finds it true,
//! and only as far as the bars of the picture bear it out.

use super::outing::{LEAST_UP_M, halves_pct, metres_of, outing, share};
use super::shown::{self, totals_of};
use super::{ReportInput, ends, ground, kilometres, turn};
use crate::model::Span;
use crate::report::outing::VERY_EVEN;
use crate::report::words::{MINUS, NBSP, number};
use crate::scores::{COUPLED_PCT, EVEN_PCT, Passage, Value, session_decoupling};
use crate::segment::{Unevenness, WorkoutKind};
use crate::stats::known_quantile;
use crate::units::clock;

/// Thirds nearer to each other than this, %, do not go on from one to the next. House rule.
const THIRD_STEP_PCT: f64 = 1.0;
/// The last third differs from the first by so much, %, where each third is told: twice what uneven halves differ by.
const THIRDS_PCT: f64 = 2.0 * EVEN_PCT;
/// Share of the time in zones from which one zone is the finding. House rule.
const MOST_IN_ZONE: f64 = 0.7;
/// The range that most heart rates lie in, as quantiles, and its width on a run at a steady heart rate, bpm. House rule.
const MOST_BEATS: (f64, f64) = (0.1, 0.9);
const STEADY_BPM: f64 = 10.0;
/// Share of the time from which standing, and of the moving time from which walking is told. House rule.
const MUCH: f64 = 0.08;
/// Metres down for each kilometre from which a run that hardly climbs goes downhill, and the most that such a run climbs, as
/// a share of its way down. House rule.
const DOWN_M_PER_KM: f64 = 10.0;
const HARDLY_UP: f64 = 0.25;
/// Share of the ascent that lies in one half of a run where it is told. House rule.
const MOST_OF_ASCENT: f64 = 0.65;
/// Days over which no run was as long, from which that is told. House rule.
const LONGEST_DAYS: i64 = 42;
const YEAR_DAYS: i64 = 365;

/// A run and how it went.
#[derive(Clone, Copy)]
struct Run<'r, 'a> {
    input: &'r ReportInput<'a>,
    passage: &'r Passage,
}

/// A finding; `None` where it is not true of the run.
type Finding = fn(Run<'_, '_>) -> Option<String>;

/// What is told of a race or a tempo, weightiest first.
const HARD: &[Finding] = &[turned, halves, thirds, end, first, same_halves, even, stood, apart];
/// What is told of a run on the road.
const ROAD: &[Finding] =
    &[turned, halves, thirds, end, first, same_halves, even, heart, zone, steady_heart, stood, downhill, apart];
/// What is told of a run in the hills. Up and down a mountain the halves tell of the way, not of the runner.
const HILLS: &[Finding] = &[climb, downhill, turned, halves, same_halves, apart];
/// What is told of a road that rolls.
const ROLLING: &[Finding] = &[turned, halves, same_halves, climb, thirds, end, heart, apart];
/// The strides are the finding of a run with strides.
const STRIDES: &[Finding] = &[turned, halves, thirds, same_halves];

/// What stands out of the run, the longest run of weeks in front; `None` where nothing can be told.
pub(super) fn words(input: &ReportInput<'_>, passage: &Passage) -> Option<String> {
    let outing = outing(input);
    let findings: &[Finding] = match input.structure.kind {
        WorkoutKind::Mixed(Unevenness::Short) | WorkoutKind::NotRunning => return None,
        _ if outing.race_m().is_some() => HARD,
        WorkoutKind::Mixed(Unevenness::StopAndGo | Unevenness::Walk) => &[standing],
        WorkoutKind::Mixed(Unevenness::RunWalk) => &[walking],
        WorkoutKind::Mixed(Unevenness::Hilly) => HILLS,
        WorkoutKind::Tempo => HARD,
        _ if outing.is_trail() => HILLS,
        _ if outing.is_hilly() => ROLLING,
        WorkoutKind::Strides => STRIDES,
        _ => ROAD,
    };
    let run = Run { input, passage };
    let found = findings.iter().find_map(|finding| finding(run));
    let longest = longest(input).filter(|_| outing.race_m().is_none());
    let all: Vec<String> = longest.into_iter().chain(found).collect();
    (!all.is_empty()).then(|| all.join(", "))
}

/// `longest run for 8 weeks`.
fn longest(input: &ReportInput<'_>) -> Option<String> {
    let days = input.longest_days.filter(|days| *days >= LONGEST_DAYS)?;
    Some(match days {
        days if days < YEAR_DAYS => format!("longest run for {} weeks", days / 7),
        _ => "longest run for over a year".to_owned(),
    })
}

/// Where the pace turned: `5 % slower from km 31 on, uphill`.
fn turned(run: Run<'_, '_>) -> Option<String> {
    let turn = turn::shown(run.input)?;
    let ground = ground::words(run.input, run.passage, turn.at_s, turn.change_pct());
    let change = number(turn.change_pct().abs(), 0);
    Some(format!("{change}{NBSP}% {} {}{ground}", turn.word(), turn.place(run.input.unit)))
}

fn half<'r>(run: Run<'r, '_>) -> Option<&'r Value> {
    run.passage.second_half.as_ref().ok()
}

/// How the second half went against the first: `second half 4 % faster, downhill`.
fn halves(run: Run<'_, '_>) -> Option<String> {
    let half = half(run).filter(|half| !["", "even"].contains(&half.word))?;
    let ground = ground::words(run.input, run.passage, run.half_s(), half.value);
    let printed = halves_pct(half.value);
    Some(format!("second half {}{NBSP}% {}{ground}", printed.trim_start_matches([MINUS, '+']), half.word))
}

/// That the pace was the same to the end, or in both halves.
fn same_halves(run: Run<'_, '_>) -> Option<String> {
    half(run).filter(|half| half.word == "even")?;
    let is_to_end = outing(run.input).evenness() == Some(VERY_EVEN) && !ends::is_slow(run.input);
    Some(if is_to_end { "even to the end" } else { "same pace in both halves" }.to_owned())
}

/// How the thirds went, where the halves tell nothing: `each third slower`.
fn thirds(run: Run<'_, '_>) -> Option<String> {
    let bars: Vec<f64> =
        kilometres::split_bars(run.input, shown::body(run.input)).iter().map(|bar| bar.speed_mps).collect();
    let word = thirds_word(run.passage.thirds_mps?)?;
    ends::usual_thirds(&bars).is_none_or(|usual| thirds_way(usual) == Some(word)).then(|| format!("each third {word}"))
}

/// How the thirds went on, where the last is well apart from the first.
fn thirds_word(thirds_mps: [f64; 3]) -> Option<&'static str> {
    let [first, _, last] = thirds_mps;
    thirds_way(thirds_mps).filter(|_| 100.0 * (last / first - 1.0).abs() >= THIRDS_PCT)
}

/// Which way the thirds went on, each by more than what looks alike.
fn thirds_way([first, middle, last]: [f64; 3]) -> Option<&'static str> {
    let step = 1.0 + THIRD_STEP_PCT / 100.0;
    match () {
        () if first >= step * middle && middle >= step * last => Some("slower"),
        () if middle >= step * first && last >= step * middle => Some("faster"),
        () => None,
    }
}

fn end(run: Run<'_, '_>) -> Option<String> {
    ends::last(run.input)
}

fn first(run: Run<'_, '_>) -> Option<String> {
    ends::first(run.input)
}

fn even(run: Run<'_, '_>) -> Option<String> {
    ends::even(run.input)
}

fn apart(run: Run<'_, '_>) -> Option<String> {
    ends::apart(run.input)
}

/// How heart rate went with the pace, where that is beyond doubt.
fn heart(run: Run<'_, '_>) -> Option<String> {
    let value = run.input.card.score(&session_decoupling::INFO).as_ref().ok()?;
    let ci80 = value.ci80?;
    match value.word {
        "decoupled" => Some(format!("heart rate rose {}{NBSP}% against the pace", number(value.value, 0))),
        "coupled" if ci80.low > -COUPLED_PCT && ci80.high < COUPLED_PCT => {
            Some("heart rate steady for the pace".to_owned())
        }
        _ => None,
    }
}

/// The zone of heart rate in which most of the run lay.
fn zone(run: Run<'_, '_>) -> Option<String> {
    let all_s: f64 = run.passage.zones.iter().map(|zone| zone.1).sum();
    let (zone, time_s) = run.passage.zones.iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
    (all_s > 0.0 && *time_s >= MOST_IN_ZONE * all_s)
        .then(|| format!("{} in heart-rate zone {}", share(time_s / all_s), zone.name))
}

/// `heart rate 146 to 152`, where most of it lay within a few beats.
fn steady_heart(run: Run<'_, '_>) -> Option<String> {
    let uniform = &run.input.prepared.uniform;
    run.input.card.heart_rate_problem.is_none().then_some(())?;
    let values = uniform.heart_rate_bpm.as_ref()?.get(uniform.range(shown::body(run.input)))?;
    let at = |share| known_quantile(values.iter().copied(), share);
    let (low, high) = (at(MOST_BEATS.0)?, at(MOST_BEATS.1)?);
    (high - low <= STEADY_BPM).then(|| format!("heart rate mostly {} to {}{NBSP}bpm", number(low, 0), number(high, 0)))
}

/// The share of the moving time that was walked.
fn walking(run: Run<'_, '_>) -> Option<String> {
    let walked = run.passage.walked;
    (walked > 0.0).then(|| format!("{} walked", share(walked)))
}

/// The time without movement.
fn standing(run: Run<'_, '_>) -> Option<String> {
    let stood_s = run.passage.stops.time_s;
    (stood_s > 0.0).then(|| format!("stood for {} of {}", clock(stood_s), clock(run.passage.moving_s + stood_s)))
}

/// The time without movement, where it is much.
fn stood(run: Run<'_, '_>) -> Option<String> {
    let stood_s = run.passage.stops.time_s;
    standing(run).filter(|_| stood_s >= MUCH * (run.passage.moving_s + stood_s))
}

/// The way down of a run that hardly climbs.
fn downhill(run: Run<'_, '_>) -> Option<String> {
    let way = run.passage.ascent?;
    let (metres, _) = totals_of(run.input, run.passage.span);
    let is_down = way.down_m >= DOWN_M_PER_KM * metres / 1000.0 && way.up_m <= HARDLY_UP * way.down_m;
    is_down.then(|| format!("downhill, {}{NBSP}m in all", metres_of(&way, way.down_m)))
}

/// The metres up, and what there is to say of them: in which half they lie, or how much was walked.
fn climb(run: Run<'_, '_>) -> Option<String> {
    let way = run.passage.ascent.filter(|way| way.up_m >= LEAST_UP_M)?;
    let up = format!("{}{NBSP}m up", metres_of(&way, way.up_m));
    let where_ = ground::share_in_first_half(run.input, run.half_s()).and_then(|first| match first {
        first if first >= MOST_OF_ASCENT => Some(", most of it in the first half".to_owned()),
        first if first <= 1.0 - MOST_OF_ASCENT => Some(", most of it in the second half".to_owned()),
        _ => None,
    });
    let walked = || (run.passage.walked >= MUCH).then(|| format!(", {} walked", share(run.passage.walked)));
    let in_halves = || {
        let half = half(run).filter(|half| !half.word.is_empty())?;
        Some(match half.word {
            "even" => ", same pace in both halves".to_owned(),
            word => {
                let printed = halves_pct(half.value);
                format!(", second half {}{NBSP}% {word}", printed.trim_start_matches([MINUS, '+']))
            }
        })
    };
    let more = where_.or_else(walked).or_else(in_halves).unwrap_or_default();
    Some(format!("{up}{more}"))
}

impl Run<'_, '_> {
    /// The clock at half of the distance, s.
    fn half_s(&self) -> f64 {
        let span: Span = self.passage.span;
        let uniform = &self.input.prepared.uniform;
        let metres = f64::midpoint(uniform.distance_at(span.start_s), uniform.distance_at(span.end_s));
        kilometres::crossing(self.input, metres)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirds_are_told_where_each_goes_on_so() {
        assert_eq!(thirds_word([3.36, 3.26, 3.15]), Some("slower"));
        for none in [[3.19, 3.36, 3.37], [3.3, 3.2, 3.4], [3.3, 3.31, 3.32]] {
            assert_eq!(thirds_word(none), None);
        }
    }

    #[test]
    fn one_odd_kilometre_makes_no_third() {
        let late_start_and_end = [3.40, 4.02, 3.92, 3.86, 3.77, 3.82, 3.85, 3.83, 3.76, 4.29];
        assert_eq!(ends::usual_thirds(&late_start_and_end).and_then(thirds_way), None);
        assert_eq!(ends::usual_thirds(&[3.6, 3.5, 3.4, 3.3, 3.2, 3.1]).and_then(thirds_way), Some("slower"));
        assert_eq!(ends::usual_thirds(&[3.6, 3.5]), None);
    }
}
