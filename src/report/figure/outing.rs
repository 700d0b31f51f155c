//! The title of a run without reps: what was run, and the one finding that stands out of the noise.

use super::ReportInput;
use super::shown::{self, totals, totals_of};
use crate::clean::Ascent;
use crate::model::Surface;
use crate::report::words::{MINUS, NBSP, capital, distance, duration, number, signed};
use crate::scores::{EVEN_PCT, Passage, Turn};
use crate::segment::{Confidence, SegmentKind, Unevenness, WorkoutKind, race_length_m};
use crate::units::{DistanceUnit, clock, pace};

/// Slowest speed for which a pace is given, m/s: a stroll. Slower means tell of standing, not of a pace.
pub(super) const SLOWEST_MPS: f64 = 1.0;
/// Time from which a run that tells nothing was not too short, s.
const BARE_S: f64 = 300.0;
/// What a rough ascent is rounded to, m.
const ROUGH_M: f64 = 10.0;
/// Length of a marathon, m. Nobody runs it by chance, so that it is named however even it was.
const MARATHON_M: f64 = 42_195.0;
/// Length of a half marathon, m.
const HALF_MARATHON_M: f64 = 21_097.5;
/// The word for kilometres that bear out a run that was even to its end: ten more seconds on one of them are more.
const VERY_EVEN: &str = "very even";
/// The last third differs from the first by so much, %, where each third is told: twice what uneven halves differ by.
const THIRDS_PCT: f64 = 2.0 * EVEN_PCT;
/// A way longer or shorter than a race by more than this, as a ratio, is named by its own length. On measured courses
/// satellites tell so much. House rule.
const AS_LONG: f64 = 0.015;
/// Fewest metres up that are told, m.
const LEAST_UP_M: f64 = 5.0;
/// Metres up for each kilometre from which a run is hilly enough to say so. House rule.
const HILLY_M_PER_KM: f64 = 10.0;

/// Whether the run was long enough to tell a pace, but no minute of the recording tells one.
pub(super) fn tells_no_pace(input: &ReportInput<'_>) -> bool {
    input.structure.kind == WorkoutKind::Mixed(Unevenness::Short) && totals(input).1 >= BARE_S
}

/// The race that the run was by its length, m; `None` where it was none, and where the way was longer: its time is not that
/// of the race.
pub(super) fn race_m(input: &ReportInput<'_>) -> Option<f64> {
    let metres = totals(input).0;
    let length = race_length_m(metres).filter(|length| (metres / length - 1.0).abs() <= AS_LONG)?;
    let is_hard = input.structure.kind == WorkoutKind::RaceLike;
    let is_marathon = (length - MARATHON_M).abs() < 1.0 && input.structure.kind != WorkoutKind::NotRunning;
    (is_hard || is_marathon).then_some(length)
}

/// The kind of run in a runner's words: `steady run`, `long trail run`, `marathon`.
pub(super) fn kind_words(input: &ReportInput<'_>) -> String {
    if let Some(metres) = race_m(input) {
        return race_name(metres);
    }
    let is_trail = input.activity.surface == Some(Surface::Trail);
    match input.structure.kind {
        WorkoutKind::NotRunning if !input.activity.sport.name().is_empty() => {
            input.activity.sport.name().replace('_', " ")
        }
        _ if tells_no_pace(input) => "run".to_owned(),
        WorkoutKind::Long if is_trail => "long trail run".to_owned(),
        WorkoutKind::Steady | WorkoutKind::Mixed(Unevenness::Hilly | Unevenness::Uneven) if is_trail => {
            "trail run".to_owned()
        }
        kind if is_denied(kind, is_even(input)) => "run".to_owned(),
        kind => kind.words().to_owned(),
    }
}

/// The word of the tile that measures the kilometres; `None` where they cannot be told.
fn evenness(input: &ReportInput<'_>) -> Option<&'static str> {
    Some(input.card.passage.as_ref()?.evenness.as_ref().ok()?.word)
}

/// Whether the kilometres are even, by the word of their tile; `None` where they cannot be told.
fn is_even(input: &ReportInput<'_>) -> Option<bool> {
    evenness(input).map(|word| [VERY_EVEN, "even"].contains(&word))
}

/// Whether the kilometres deny what the name of a kind says of the pace.
fn is_denied(kind: WorkoutKind, is_even: Option<bool>) -> bool {
    match kind {
        WorkoutKind::Steady => is_even == Some(false),
        WorkoutKind::Mixed(Unevenness::Uneven) => is_even == Some(true),
        _ => false,
    }
}

fn race_name(metres: f64) -> String {
    match metres {
        metres if (metres - MARATHON_M).abs() < 1.0 => "marathon".to_owned(),
        metres if (metres - HALF_MARATHON_M).abs() < 1.0 => "half marathon".to_owned(),
        metres => format!("{}{NBSP}km", number(metres / 1000.0, 0)),
    }
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
    if race_m(input).is_some() {
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
    if input.structure.kind != WorkoutKind::Mixed(Unevenness::StopAndGo) {
        return Some(format!(" at {}", pace(speed_mps, input.unit)));
    }
    let passage = input.card.passage.as_ref()?;
    let moving_mps = totals_of(input, passage.span).0 / passage.moving_s;
    (moving_mps > SLOWEST_MPS).then(|| format!(", {} in movement", pace(moving_mps, input.unit)))
}

/// What stands out of the run; `None` where nothing does.
fn finding(input: &ReportInput<'_>, passage: &Passage) -> Option<String> {
    match input.structure.kind {
        _ if race_m(input).is_some() => going(input, passage).or_else(|| thirds(passage.thirds_mps)),
        WorkoutKind::Mixed(Unevenness::Short) | WorkoutKind::NotRunning => None,
        WorkoutKind::Mixed(Unevenness::StopAndGo) => Some(stops(passage)),
        WorkoutKind::Mixed(Unevenness::RunWalk) => Some(format!("{} walked", share(passage.walked))),
        WorkoutKind::Mixed(Unevenness::Hilly) => up(passage).or_else(|| going(input, passage)),
        _ if input.activity.surface == Some(Surface::Trail) => up(passage).or_else(|| going(input, passage)),
        WorkoutKind::Tempo => going(input, passage).or_else(|| thirds(passage.thirds_mps)),
        _ if is_hilly(input, passage) => going(input, passage).or_else(|| up(passage)),
        _ => going(input, passage).or_else(|| thirds(passage.thirds_mps)),
    }
}

fn is_hilly(input: &ReportInput<'_>, passage: &Passage) -> bool {
    passage.ascent.is_some_and(|way| way.up_m >= HILLY_M_PER_KM * totals(input).0 / 1000.0)
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
    if let Some(turn) = &passage.turn {
        return Some(turned(input, turn));
    }
    let half = passage.second_half.as_ref().ok()?;
    match half.word {
        "" => None,
        "even" if evenness(input) == Some(VERY_EVEN) => Some("even to the end".to_owned()),
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
fn thirds(thirds_mps: Option<[f64; 3]>) -> Option<String> {
    let [first, middle, last] = thirds_mps?;
    let is_apart = 100.0 * (last / first - 1.0).abs() >= THIRDS_PCT;
    match () {
        () if is_apart && first > middle && middle > last => Some("each third slower".to_owned()),
        () if is_apart && first < middle && middle < last => Some("each third faster".to_owned()),
        () => None,
    }
}

/// How the pace turned: `5 % slower from km 31 on`.
pub(super) fn turned(input: &ReportInput<'_>, turn: &Turn) -> String {
    let word = if turn.change_pct < 0.0 { "slower" } else { "faster" };
    format!("{}{NBSP}% {word} {}", number(turn.change_pct.abs(), 0), turn_place(input, turn))
}

/// Where the pace turned: `from km 31 on`, the first whole kilometre after 30 km, as the bars count them.
pub(super) fn turn_place(input: &ReportInput<'_>, turn: &Turn) -> String {
    let unit = match input.unit {
        DistanceUnit::Mile => "mile",
        DistanceUnit::Kilometre => "km",
    };
    let from = number((turn.from_m / input.unit.metres()).round() + 1.0, 0);
    format!("from {unit} {from} on")
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
        assert_eq!(thirds(Some([3.36, 3.26, 3.15])).as_deref(), Some("each third slower"));
        assert_eq!(thirds(Some([3.19, 3.36, 3.37])).as_deref(), Some("each third faster"));
        for none in [Some([3.3, 3.2, 3.4]), Some([3.3, 3.31, 3.32]), None] {
            assert_eq!(thirds(none), None);
        }
    }

    #[test]
    fn no_kind_is_named_that_the_kilometres_deny() {
        let uneven = WorkoutKind::Mixed(Unevenness::Uneven);
        for (kind, even, denied) in [
            (WorkoutKind::Steady, Some(false), true),
            (WorkoutKind::Steady, Some(true), false),
            (WorkoutKind::Steady, None, false),
            (uneven, Some(true), true),
            (uneven, Some(false), false),
            (WorkoutKind::Long, Some(false), false),
        ] {
            assert_eq!(is_denied(kind, even), denied, "{kind:?} {even:?}");
        }
    }
}
