//! Tiles of a run without reps: what can be said of its kind.

use super::outing::{LEAST_UP_M, SLOWEST_MPS, halves_pct, metres_of, outing, share};
use super::shown::{self, totals_of};
use super::tile::{TileKind, fact, split_unit, told};
use super::{ReportInput, Tile, TileBody, turn};
use crate::report::words::{NBSP, bare_pace, capital, distance, number, signed};
use crate::scores::{COUPLED_PCT, EVEN_PCT, EVENNESS_PCT, Passage, Value, session_decoupling};
use crate::segment::{Unevenness, WorkoutKind};
use crate::stats::{Range, known_median};
use crate::units::clock;

/// Shortest piece that counts as a kilometre, m: a run of five kilometres and more has pieces of about one.
const SHORTEST_KILOMETRE_M: f64 = 800.0;

const HALVES: TileKind = TileKind {
    label: "Second half against the first",
    unit: "%",
    range: Range::new(-10.0, 10.0),
    gate: Range::about(0.0, EVEN_PCT),
    marks: &[
        (-6.0, "slower", false),
        (-EVEN_PCT, "\u{2212}2", true),
        (0.0, "even", false),
        (EVEN_PCT, "+2", true),
        (6.0, "faster", false),
    ],
    print: halves_pct,
};

const KILOMETRES: TileKind = TileKind {
    label: "From km to km, in movement",
    unit: "%",
    range: Range::new(0.0, 10.0),
    gate: Range::new(0.0, EVENNESS_PCT[1]),
    marks: &[
        (1.0, "very even", false),
        (EVENNESS_PCT[0], "2", true),
        (3.0, "even", false),
        (EVENNESS_PCT[1], "4", true),
        (5.5, "uneven", false),
        (EVENNESS_PCT[2], "7", true),
        (8.5, "varied", false),
    ],
    print: |value| number(value, 1),
};

const DECOUPLING: TileKind = TileKind {
    label: "Decoupling: speed per beat lost",
    unit: "%",
    range: Range::new(-10.0, 20.0),
    gate: Range::new(-10.0, COUPLED_PCT),
    marks: &[(-3.0, "coupled", false), (COUPLED_PCT, "+5", true), (12.0, "decoupled", false)],
    print: |value| signed(value, 1),
};

/// The tiles of a run, most telling of its kind first.
pub(super) fn tiles(input: &ReportInput<'_>) -> Vec<Tile> {
    let passage = input.card.passage.as_ref();
    let of = |tile: fn(&ReportInput<'_>, &Passage) -> Option<Tile>| passage.and_then(|passage| tile(input, passage));
    let is_trail = outing(input).is_trail();
    let own = match input.structure.kind {
        WorkoutKind::Mixed(Unevenness::Walk) => vec![of(moving_pace), of(stops), of(way_up)],
        // Up and down a mountain the halves tell of the way, not of the runner.
        WorkoutKind::Mixed(Unevenness::StopAndGo) if is_trail || outing(input).is_hilly() => {
            vec![of(moving_pace), of(stops), of(way_up)]
        }
        WorkoutKind::Mixed(Unevenness::StopAndGo) => vec![of(moving_pace), of(stops), of(halves), of(thirds)],
        WorkoutKind::Mixed(Unevenness::RunWalk) => vec![passage.map(walked), of(moving_pace), of(halves), of(thirds)],
        WorkoutKind::Mixed(Unevenness::Short) => Vec::new(),
        WorkoutKind::Mixed(Unevenness::Hilly) => vec![of(way_up), of(thirds), of(moving_pace)],
        _ if is_trail => vec![of(way_up), of(thirds), of(moving_pace)],
        _ => vec![of(halves), decoupling(input), of(evenness), of(thirds)],
    };
    let any = [Some(length(input)), mean_pace(input), of(moving_pace), of(way_up), steps(input)];
    own.into_iter().chain(any).flatten().fold(Vec::new(), |mut tiles: Vec<Tile>, tile| {
        if tiles.iter().all(|other| other.label != tile.label && !is_same(&other.body, &tile.body)) {
            tiles.push(tile);
        }
        tiles
    })
}

/// Whether two tiles show one figure: without a stop the mean pace is that in movement.
fn is_same(one: &TileBody, other: &TileBody) -> bool {
    match (one, other) {
        (TileBody::Fact { value, unit, .. }, TileBody::Fact { value: also, unit: of, .. }) => {
            value == also && unit == of
        }
        _ => false,
    }
}

fn per_unit(input: &ReportInput<'_>) -> String {
    format!("/{}", input.unit.symbol())
}

fn told_value(value: &crate::scores::Score) -> Option<&Value> {
    value.as_ref().ok().filter(|value| value.value.is_finite())
}

/// How the pace went on, as the title says it: from the place where it turned, else the second half.
fn halves(input: &ReportInput<'_>, passage: &Passage) -> Option<Tile> {
    if let Some(turn) = turn::shown(input) {
        let value = Value { value: turn.change_pct(), ci80: None, n: 0, word: turn.word(), caveat: String::new() };
        return Some(told(&HALVES, capital(&turn.place(input.unit)), &value));
    }
    told_value(&passage.second_half)
        .filter(|value| !value.word.is_empty())
        .map(|value| told(&HALVES, HALVES.label.to_owned(), value))
}

fn evenness(input: &ReportInput<'_>, passage: &Passage) -> Option<Tile> {
    let value = told_value(&passage.evenness)?;
    let piece_m = totals_of(input, passage.span).0 / value.n as f64;
    Some(told(&KILOMETRES, scatter_of(piece_m), value))
}

/// What scatters: the kilometres, or the shorter pieces of a short run.
fn scatter_of(piece_m: f64) -> String {
    if piece_m >= SHORTEST_KILOMETRE_M {
        return KILOMETRES.label.to_owned();
    }
    format!("Scatter of pieces of {}{NBSP}m", number(10.0 * (piece_m / 10.0).round(), 0))
}

fn decoupling(input: &ReportInput<'_>) -> Option<Tile> {
    let value = told_value(input.card.score(&session_decoupling::INFO))?;
    Some(told(&DECOUPLING, DECOUPLING.label.to_owned(), value))
}

/// The pace of each third. All are in movement, as their mean beside them: the mean of the title is of all the time.
fn thirds(input: &ReportInput<'_>, passage: &Passage) -> Option<Tile> {
    let pace = |speed| bare_pace(speed, input.unit.metres());
    let note = format!("first, middle and last third; {} in all", pace(moving_mps(input, passage)));
    Some(fact("Thirds, in movement", passage.thirds_mps?.map(pace).join(" \u{b7} "), per_unit(input), note))
}

fn way_up(input: &ReportInput<'_>, passage: &Passage) -> Option<Tile> {
    let way = passage.ascent.filter(|way| way.up_m.max(way.down_m) >= LEAST_UP_M)?;
    let (metres, _) = totals_of(input, shown::whole(input));
    let each = number(way.up_m * input.unit.metres() / metres, 0);
    let note = format!("{each}{NBSP}m a {}; {}{NBSP}m down", input.unit.symbol(), metres_of(&way, way.down_m));
    Some(fact("Ascent", metres_of(&way, way.up_m), "m", note))
}

/// The mean speed in movement, m/s.
fn moving_mps(input: &ReportInput<'_>, passage: &Passage) -> f64 {
    totals_of(input, passage.span).0 / passage.moving_s
}

fn moving_pace(input: &ReportInput<'_>, passage: &Passage) -> Option<Tile> {
    let speed_mps = moving_mps(input, passage);
    let note = format!("{} in movement", clock(passage.moving_s));
    (speed_mps > SLOWEST_MPS && speed_mps.is_finite())
        .then(|| fact("Pace in movement", bare_pace(speed_mps, input.unit.metres()), per_unit(input), note))
}

fn stops(_: &ReportInput<'_>, passage: &Passage) -> Option<Tile> {
    let all_s = passage.stops.time_s + passage.moving_s;
    let times = match passage.stops.count {
        1 => "in one stop".to_owned(),
        count => format!("in {count} stops"),
    };
    let note = format!("{times}; {} of the time", share(passage.stops.time_s / all_s));
    (all_s > 0.0).then(|| fact("Standing", clock(passage.stops.time_s), "", note))
}

fn walked(passage: &Passage) -> Tile {
    let walked_s = passage.walked * passage.moving_s;
    let note = format!("{} of {} in movement", clock(walked_s), clock(passage.moving_s));
    fact("Walked", number(100.0 * passage.walked, 0), "%", note)
}

fn length(input: &ReportInput<'_>) -> Tile {
    let (metres, timer_s) = totals_of(input, shown::body(input));
    let note = format!("in {} of timer time", clock(timer_s));
    let label = if input.structure.kind == WorkoutKind::Tempo { "Distance of the tempo" } else { "Distance" };
    let body = match split_unit(&distance(metres, input.unit)) {
        Some((value, unit)) if metres > 0.0 => TileBody::Fact { value, unit, note },
        _ => {
            let reason = "No distance, position or speed in this file.".to_owned();
            TileBody::Absent { word: "not known", reason }
        }
    };
    Tile { label: label.to_owned(), corner: String::new(), body }
}

/// The median cadence, for a run of which little else is known.
fn steps(input: &ReportInput<'_>) -> Option<Tile> {
    let uniform = &input.prepared.uniform;
    let values = uniform.step_rate_spm.as_ref()?.get(uniform.range(shown::body(input)))?;
    let middle = known_median(values.iter().copied()).filter(|middle| *middle > 0.0)?;
    Some(fact("Cadence", number(middle, 0), "steps/min", "median of the whole".to_owned()))
}

fn mean_pace(input: &ReportInput<'_>) -> Option<Tile> {
    let (metres, timer_s) = totals_of(input, shown::body(input));
    let uniform = &input.prepared.uniform;
    let part = uniform.range(shown::body(input));
    let heart = uniform.heart_rate_bpm.as_ref().and_then(|values| values.get(part));
    let heart = heart.and_then(|values| known_median(values.iter().copied()));
    let note = match (&input.card.heart_rate_problem, heart) {
        (None, Some(bpm)) => format!("median heart rate {}{NBSP}bpm", number(bpm, 0)),
        (Some(problem), Some(_)) => problem.clone(),
        (_, None) => "no heart rate in this file".to_owned(),
    };
    let speed_mps = metres / timer_s;
    (speed_mps > SLOWEST_MPS && speed_mps.is_finite())
        .then(|| fact("Mean pace", bare_pace(speed_mps, input.unit.metres()), per_unit(input), note))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_kilometres_are_called_kilometres() {
        assert_eq!(scatter_of(833.0), KILOMETRES.label);
        assert_eq!(scatter_of(1166.0), KILOMETRES.label);
        assert_eq!(scatter_of(417.0), "Scatter of pieces of 420\u{a0}m");
    }
}
