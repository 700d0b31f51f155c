//! The title of a run without reps: what was run, and the one finding that stands out of the noise.

use super::going::EVEN_RATIO;
use super::shown::{self, totals, totals_of};
use super::turn::{self, ShownTurn};
use super::{ReportInput, kilometres};
use crate::clean::Ascent;
use crate::report::outing::{OutingWords, VERY_EVEN};
use crate::report::words::{MINUS, NBSP, bare_pace, capital, distance, duration, number, signed};
use crate::scores::{EVEN_PCT, Passage};
use crate::segment::{Confidence, SegmentKind, Unevenness, WorkoutKind};
use crate::stats::known_median;
use crate::units::{clock, pace};

/// Slowest speed for which a pace is given, m/s: a stroll. Slower means tell of standing, not of a pace.
pub(super) const SLOWEST_MPS: f64 = 1.0;
/// What a rough ascent is rounded to, m.
const ROUGH_M: f64 = 10.0;
/// The last third differs from the first by so much, %, where each third is told: twice what uneven halves differ by.
const THIRDS_PCT: f64 = 2.0 * EVEN_PCT;
/// Fewest metres up that are told, m.
pub(super) const LEAST_UP_M: f64 = 5.0;

/// The run as its name needs it.
pub(super) fn outing<'a>(input: &ReportInput<'a>) -> OutingWords<'a> {
    let (metres, timer_s) = totals(input);
    let passage = input.card.passage.as_ref();
    OutingWords { activity: input.activity, structure: input.structure, passage, metres, timer_s }
}

/// Whether the run was long enough to tell a pace, but no minute of the recording tells one.
pub(super) fn tells_no_pace(input: &ReportInput<'_>) -> bool {
    outing(input).tells_no_pace()
}

/// The kind of run in a runner's words: `steady run`, `long trail run`, `marathon`.
pub(super) fn kind_words(input: &ReportInput<'_>) -> String {
    outing(input).kind_words()
}

/// The title: `10.2 km steady run at 6:41 /km: second half 4 % faster`.
pub(super) fn title(input: &ReportInput<'_>) -> String {
    let what = what(input);
    let mark = if input.structure.kind == WorkoutKind::Tempo && input.structure.confidence == Confidence::Low {
        "?"
    } else {
        ""
    };
    match input.card.passage.as_ref().and_then(|passage| finding(input, passage)) {
        Some(finding) => format!("{what}{mark}: {finding}"),
        None => format!("{what}{mark}"),
    }
}

fn what(input: &ReportInput<'_>) -> String {
    let (metres, timer_s) = totals_of(input, shown::body(input));
    let is_moving = metres > SLOWEST_MPS * timer_s && timer_s > 0.0;
    let at = at_pace(input, metres / timer_s).filter(|_| is_moving).unwrap_or_default();
    if outing(input).race_m().is_some() {
        return format!("{} in {}", capital(&kind_words(input)), clock(timer_s));
    }
    if input.structure.kind == WorkoutKind::Tempo {
        return format!("{}{at}", capital(&input.structure.name));
    }
    let length = if metres > 0.0 { format!("{} ", distance(metres, input.unit)) } else { String::new() };
    if input.structure.kind == WorkoutKind::Mixed(Unevenness::Short) && metres.is_finite() {
        return format!("{}: {} in {}", capital(&kind_words(input)), distance(metres, input.unit), duration(timer_s));
    }
    let strides = input.structure.segments.iter().filter(|segment| segment.kind == SegmentKind::Stride).count();
    let with = match strides {
        0 => String::new(),
        1 => " with one stride".to_owned(),
        more => format!(" with {more} strides"),
    };
    capital(&format!("{length}{}{at}{with}", kind_words(input)))
}

/// The pace of a run: where the runner stood for long, that in movement, as the tile gives it.
fn at_pace(input: &ReportInput<'_>, speed_mps: f64) -> Option<String> {
    if !matches!(input.structure.kind, WorkoutKind::Mixed(Unevenness::StopAndGo | Unevenness::Walk)) {
        return Some(format!(" at {}", pace(speed_mps, input.unit)));
    }
    let passage = input.card.passage.as_ref()?;
    let moving_mps = totals_of(input, passage.span).0 / passage.moving_s;
    (moving_mps > SLOWEST_MPS).then(|| format!(", {} in movement", pace(moving_mps, input.unit)))
}

/// What stands out of the run, else how its kilometres were; `None` where neither can be told.
fn finding(input: &ReportInput<'_>, passage: &Passage) -> Option<String> {
    let outing = outing(input);
    let found = match input.structure.kind {
        _ if outing.race_m().is_some() => going(input, passage).or_else(|| thirds(input, passage)),
        WorkoutKind::Mixed(Unevenness::Short) | WorkoutKind::NotRunning => return None,
        WorkoutKind::Mixed(Unevenness::StopAndGo | Unevenness::Walk) => Some(stops(passage)),
        WorkoutKind::Mixed(Unevenness::RunWalk) => Some(format!("{} walked", share(passage.walked))),
        WorkoutKind::Mixed(Unevenness::Hilly) => up(passage).or_else(|| going(input, passage)),
        WorkoutKind::Tempo => going(input, passage).or_else(|| thirds(input, passage)),
        _ if outing.is_trail() => up(passage).or_else(|| going(input, passage)),
        _ if outing.is_hilly() => going(input, passage).or_else(|| up(passage)),
        _ => going(input, passage).or_else(|| thirds(input, passage)),
    };
    // The strides are the finding of a run with strides.
    found.or_else(|| from_fastest_to_slowest(input).filter(|_| input.structure.kind != WorkoutKind::Strides))
}

/// How the kilometres were: even, or from the fastest to the slowest.
fn from_fastest_to_slowest(input: &ReportInput<'_>) -> Option<String> {
    let outing = outing(input);
    let noun = kilometres::noun(input, shown::body(input));
    let bars = kilometres::whole_splits(input, shown::body(input));
    let speeds = || bars.iter().map(|bar| bar.speed_mps).filter(|speed| speed.is_finite() && *speed > 0.0);
    let (fast, slow) = (speeds().reduce(f64::max)?, speeds().reduce(f64::min)?);
    // Evenness is about the own trend of the run: bars far apart would deny the word.
    let is_even = outing.is_even() == Some(true) && fast < EVEN_RATIO * slow;
    if let Some(word) = outing.evenness().filter(|_| is_even) {
        return Some(format!("{word} {noun}"));
    }
    let pace = |speed: f64| bare_pace(speed, input.unit.metres());
    let (fast, slow) = (pace(fast), pace(slow));
    (fast != slow).then(|| format!("{noun} between {fast} and {slow}"))
}

/// A share, 0 to 1, in percent.
pub(super) fn share(share: f64) -> String {
    format!("{}{NBSP}%", number(100.0 * share, 0))
}

fn stops(passage: &Passage) -> String {
    let all_s = passage.moving_s + passage.stops.time_s;
    format!("stood for {} of {}", clock(passage.stops.time_s), clock(all_s))
}

/// The metres up or down as far as they are known: `about 260`.
pub(super) fn metres_of(way: &Ascent, metres: f64) -> String {
    if way.is_rough { format!("about {}", number(ROUGH_M * (metres / ROUGH_M).round(), 0)) } else { number(metres, 0) }
}

fn up(passage: &Passage) -> Option<String> {
    let way = passage.ascent.filter(|way| way.up_m >= LEAST_UP_M);
    way.map(|way| format!("{}{NBSP}m up", metres_of(&way, way.up_m)))
}

/// How the pace went on: where it turned, else the halves.
fn going(input: &ReportInput<'_>, passage: &Passage) -> Option<String> {
    if let Some(turn) = turn::shown(input) {
        return Some(turned(input, &turn));
    }
    let half = passage.second_half.as_ref().ok()?;
    match half.word {
        "" => None,
        "even" if outing(input).evenness() == Some(VERY_EVEN) => Some("even to the end".to_owned()),
        "even" => Some("same pace in both halves".to_owned()),
        word => Some(format!("second half {}{NBSP}% {word}", unsigned(&halves_pct(half.value)))),
    }
}

/// A difference of halves as title and tile print it: with its tenth where a whole percent would not tell on which side of
/// the bound it lies.
pub(super) fn halves_pct(value: f64) -> String {
    signed(value, usize::from((value.abs() - EVEN_PCT).abs() < 0.5))
}

/// A printed change without its sign: the word beside it tells the direction.
fn unsigned(printed: &str) -> &str {
    printed.trim_start_matches([MINUS, '+'])
}

/// How the thirds went, where the halves tell nothing: `each third slower`.
fn thirds(input: &ReportInput<'_>, passage: &Passage) -> Option<String> {
    let bars: Vec<f64> = kilometres::split_bars(input, shown::body(input)).iter().map(|bar| bar.speed_mps).collect();
    let word = thirds_word(passage.thirds_mps?)?;
    usual_thirds(&bars).is_none_or(|usual| thirds_way(usual) == Some(word)).then(|| format!("each third {word}"))
}

/// How the thirds went on, where the last is well apart from the first.
fn thirds_word(thirds_mps: [f64; 3]) -> Option<&'static str> {
    let [first, _, last] = thirds_mps;
    thirds_way(thirds_mps).filter(|_| 100.0 * (last / first - 1.0).abs() >= THIRDS_PCT)
}

fn thirds_way([first, middle, last]: [f64; 3]) -> Option<&'static str> {
    match () {
        () if first > middle && middle > last => Some("slower"),
        () if first < middle && middle < last => Some("faster"),
        () => None,
    }
}

/// The usual bar of each third, m/s: one odd bar at the start or at the end makes no third. `None` with too few bars.
fn usual_thirds(bars_mps: &[f64]) -> Option<[f64; 3]> {
    let count = bars_mps.len();
    let third = |part: usize| known_median(bars_mps[part * count / 3..(part + 1) * count / 3].iter().copied());
    Some([third(0)?, third(1)?, third(2)?])
}

/// How the pace turned: `5 % slower from km 31 on`.
fn turned(input: &ReportInput<'_>, turn: &ShownTurn) -> String {
    format!("{}{NBSP}% {} {}", number(turn.change_pct().abs(), 0), turn.word(), turn.place(input.unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near_the_bound_has_its_tenth() {
        let printed = [-1.96, -2.04, 2.6, -8.5].map(halves_pct);
        assert_eq!(printed, ["\u{2212}2.0", "\u{2212}2.0", "+3", "\u{2212}8"]);
    }

    #[test]
    fn thirds_are_told_where_each_goes_on_so() {
        assert_eq!(thirds_word([3.36, 3.26, 3.15]), Some("slower"));
        assert_eq!(thirds_word([3.19, 3.36, 3.37]), Some("faster"));
        for none in [[3.3, 3.2, 3.4], [3.3, 3.31, 3.32]] {
            assert_eq!(thirds_word(none), None);
        }
    }

    #[test]
    fn one_odd_kilometre_makes_no_third() {
        let late_start_and_end = [3.40, 4.02, 3.92, 3.86, 3.77, 3.82, 3.85, 3.83, 3.76, 4.29];
        assert_eq!(usual_thirds(&late_start_and_end).and_then(thirds_way), None);
        assert_eq!(usual_thirds(&[3.6, 3.5, 3.4, 3.3, 3.2, 3.1]).and_then(thirds_way), Some("slower"));
        assert_eq!(usual_thirds(&[3.6, 3.5]), None);
    }
}
