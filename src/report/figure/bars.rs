//! Row A: reps as bars with recoveries below, or kilometre splits where there are no reps to compare.

use super::shown::{goes_on_after_last, last_rep, scored_set, shown_sets, shown_together, shows_reps, unpaused};
use super::speeds::{range, slowest};
use super::{Bar, BarRow, Fade, ReportInput, RestBar, TargetBand, axis, breaks, groups, splits};
use crate::model::Span;
use crate::progression::UsedTarget;
use crate::report::words::{NBSP, bare_pace, has_tenths, length, signed, split, split_tenths, times};
use crate::scores::grade::MISSING_MOST;
use crate::scores::{FadeLine, RepScore, SetCard, fade as fade_score};
use crate::segment::{RepLength, Segment, SegmentKind, Set};
use crate::stats::{Range, known_median};

/// Share without data from which a rep is drawn as doubtful.
const PATCHY_FRACTION: f64 = MISSING_MOST;
/// Length from which reps have an axis per kilometre or mile, m.
const LONG_REP_M: f64 = 1000.0;
/// Reps this near to their common length, as a share, have times on the axis that agree with their own.
const SAME_LENGTH: f64 = 0.01;
/// The mark of a time that no lap took, among times to the tenth.
const NOT_TIMED: char = '\u{2248}';
/// Fewest reps whose fade line is drawn: over four bars its interval would hide them.
const FADE_REPS: usize = 5;
/// Sets of at most this many reps have their length under the bar, not a number.
const FEW_REPS: usize = 2;
/// A target further than this ratio from the reps is not drawn. House rule: two steps of progression are nearer.
const FAR_TARGET: f64 = 1.08;
/// Bars from which sets that take turns are numbered through.
const MANY_BARS: usize = 17;
/// So many reps of the usual length for each of another leave room for the names of the others between the numbers.
const MOST_USUAL: usize = 3;

pub(super) fn row(input: &ReportInput<'_>) -> BarRow {
    if shows_reps(input.structure) { breaks::shortened(reps(input)) } else { splits::row(input) }
}

fn reps(input: &ReportInput<'_>) -> BarRow {
    let segments = &input.structure.segments;
    let last = last_rep(input);
    let shown = shown_sets(input);
    let many_sets = shown.len() > 1;
    let line = fade_line(input);
    let is_time = matches!(shown.first().map(|set| set.length), Some(RepLength::Time(_))) && !many_sets;
    let tells_pace = is_time || !shown.iter().all(|set| is_snapped(input, set));
    let with_tenths = has_tenths(reps_of(segments).filter(|(_, rep)| rep.lap_timed).map(|(_, rep)| rep.timer_s));
    let mut bars: Vec<Bar> =
        reps_of(segments).map(|(index, rep)| bar(input, (index, rep), last, tells_pace, with_tenths)).collect();
    let takes_turns = many_sets && takes_turns(input);
    let names = if many_sets { bar_names(input, takes_turns) } else { BarNames::Through };
    name_bars(input, names, &mut bars);
    let rests = rests(input);
    let span = block(segments);
    let planned = targets(input);
    let (targets, asked_by) = if planned.is_empty() { used_target(input) } else { (planned, "the workout".to_owned()) };
    let targets = if takes_turns { by_rep(input, &targets) } else { targets };
    let range = range(&bars, &targets, known_median(bars.iter().map(|bar| bar.speed_mps)), span.length_s());
    let unit_m = rep_unit(input);
    let axes = unit_m.map_or_else(|| per_unit(input), |(metres, name)| (metres, name));
    let slowest_mps = slowest(&bars);
    let ticks = |metres| range.map_or_else(Vec::new, |range| axis::bar_paces(range, slowest_mps, metres));
    BarRow {
        head: "Rep by rep".into(),
        note: note(input, range.is_some(), tells_pace, (names, bars.as_slice())),
        absent: String::new(),
        is_reps: true,
        time_ticks: axis::minutes(span.length_s()),
        target_label: target_label(&targets, axes.0, many_sets, &asked_by),
        fade: line.and_then(|line| fade(input.card.judged(), &line, &bars)),
        groups: if takes_turns { Vec::new() } else { groups::of(input.structure, shown_together(input).as_ref()) },
        left: (axes.1, ticks(axes.0)),
        right: (per_unit(input).1, ticks(input.unit.metres())),
        breaks: Vec::new(),
        levels: Vec::new(),
        level_name: String::new(),
        span,
        bars,
        rests,
        targets,
        range,
    }
}

/// How to read the bars, most important first.
fn note(input: &ReportInput<'_>, has_speed: bool, tells_pace: bool, (names, bars): (BarNames, &[Bar])) -> String {
    let size = if has_speed { "width = time, height = speed" } else { "width = time; no distance, so no speed" };
    let set = scored_name(input).filter(|_| goes_on_after_last(input));
    let last = set.as_ref().map_or_else(String::new, |set| format!("red = last of {set}"));
    let below = match names {
        BarNames::Lengths => "below = length of the rep".to_owned(),
        BarNames::Unusual(usual) => format!("below = number, or length where it is not {}", length(usual)),
        BarNames::Through | BarNames::InSets => String::new(),
    };
    let parts = [
        (true, size),
        (set.is_some(), &last),
        (tells_pace && has_speed, "figures = pace"),
        (!below.is_empty(), &below),
        (bars.iter().any(|bar| bar.split.starts_with(NOT_TIMED)), "\u{2248} = not timed by a lap"),
        (bars.iter().any(|bar| bar.parts.len() > 1), "gap in a bar = timer stopped"),
        (bars.iter().any(|bar| bar.is_patchy), "hatched = over 10\u{a0}% of the rep has no sample"),
    ];
    parts.into_iter().filter(|part| part.0).map(|part| part.1).collect::<Vec<_>>().join("; ")
}

/// Whether reps of one set stand between those of another.
fn takes_turns(input: &ReportInput<'_>) -> bool {
    let sets: Vec<Option<usize>> = reps_of(&input.structure.segments).map(|(_, rep)| rep.set).collect();
    let changes = sets.windows(2).filter(|pair| pair[0] != pair[1]).count();
    changes >= input.structure.sets.len()
}

/// Numbers the bars from first to last, even across breaks.
fn number_through(bars: &mut [Bar]) {
    for (place, bar) in bars.iter_mut().enumerate() {
        bar.number = (place + 1).to_string();
    }
}

/// What stands under the bars of a session of several sets.
#[derive(Debug, Clone, Copy, PartialEq)]
enum BarNames {
    /// The number of the rep in the session.
    Through,
    /// The length of each rep.
    Lengths,
    /// The number of the rep in the session, or the length of a rep that is not of the usual length.
    Unusual(RepLength),
    /// The number of the rep in its set, or the length of the reps of a short set.
    InSets,
}

/// How the bars are named: by length where sets take turns; in long rows, which have no room, by number.
fn bar_names(input: &ReportInput<'_>, takes_turns: bool) -> BarNames {
    let sets = &input.structure.sets;
    let reps: usize = sets.iter().map(|set| set.reps.len()).sum();
    let of_length = |length| sets.iter().filter(|set| set.length == length).map(|set| set.reps.len()).sum::<usize>();
    let usual = sets.iter().map(|set| (of_length(set.length), set.length)).max_by_key(|usual| usual.0);
    match usual {
        Some((most, _)) if takes_turns && most == reps => BarNames::Through,
        Some((most, length)) if takes_turns && reps >= MANY_BARS && most >= MOST_USUAL * (reps - most) => {
            BarNames::Unusual(length)
        }
        _ if takes_turns && reps >= MANY_BARS => BarNames::Through,
        _ if takes_turns => BarNames::Lengths,
        _ => BarNames::InSets,
    }
}

/// Names the bars of several sets.
fn name_bars(input: &ReportInput<'_>, names: BarNames, bars: &mut [Bar]) {
    if names != BarNames::InSets {
        number_through(bars);
    }
    for (bar, (_, rep)) in bars.iter_mut().zip(reps_of(&input.structure.segments)) {
        let Some(set) = rep.set.and_then(|set| input.structure.sets.get(set)) else { continue };
        match names {
            BarNames::Unusual(usual) if set.length != usual => bar.number = length(set.length),
            BarNames::Lengths => bar.number = bare_length(set.length),
            BarNames::InSets if set.reps.len() <= FEW_REPS => bar.number = bare_length(set.length),
            BarNames::Through | BarNames::Unusual(_) | BarNames::InSets => {}
        }
    }
}

/// A length as it stands under a bar, metres without their unit.
fn bare_length(of: RepLength) -> String {
    let named = length(of);
    named.strip_suffix(&format!("{NBSP}m")).map_or(named.clone(), str::to_owned)
}

fn reps_of(segments: &[Segment]) -> impl Iterator<Item = (usize, &Segment)> {
    segments.iter().enumerate().filter(|(_, segment)| segment.kind == SegmentKind::Work)
}

fn score_of<'a>(input: &ReportInput<'a>, index: usize) -> Option<&'a RepScore> {
    input.card.sets.iter().flat_map(|set| &set.reps).find(|rep| rep.segment == index)
}

fn bar(
    input: &ReportInput<'_>,
    (index, rep): (usize, &Segment),
    last: Option<usize>,
    tells_pace: bool,
    with_tenths: bool,
) -> Bar {
    let score = score_of(input, index);
    let speed_mps = score.map_or_else(|| rep.speed_mps(), |score| score.speed_mps);
    let timer_s = score.map_or(rep.timer_s, |score| score.timer_s);
    let per = if tells_pace && speed_mps > 0.0 { Some(bare_pace(speed_mps, input.unit.metres())) } else { None };
    let number = rep.rep.map_or_else(String::new, |rep| rep.to_string());
    let split_of_rep = || match (rep.lap_timed, with_tenths) {
        (true, true) => split_tenths(timer_s),
        (false, true) => format!("{NOT_TIMED}{}", split(timer_s)),
        (_, false) => split(timer_s),
    };
    let is_last = last == Some(index);
    Bar {
        span: rep.span,
        speed_mps: if speed_mps > 0.0 { speed_mps } else { f64::NAN },
        split: per.clone().unwrap_or_else(split_of_rep),
        short_split: per.unwrap_or_else(|| split(timer_s)),
        number,
        is_last,
        is_patchy: score.is_some_and(|score| score.missing_fraction > PATCHY_FRACTION),
        parts: unpaused(input, rep.span),
    }
}

fn rests(input: &ReportInput<'_>) -> Vec<RestBar> {
    let segments = &input.structure.segments;
    let mut before = None;
    let mut rests = Vec::new();
    for (index, segment) in segments.iter().enumerate() {
        match segment.kind {
            SegmentKind::Work => before = Some(index),
            SegmentKind::Recovery if before.is_some() => {
                let drop_bpm = before.take().and_then(|rep| score_of(input, rep)).and_then(|score| score.hrr60_bpm);
                rests.push(RestBar { span: segment.span, drop_bpm });
            }
            _ => before = None,
        }
    }
    rests
}

/// The span from the start of the first rep to the end of the recovery after the last rep, or of the last rep itself.
fn block(segments: &[Segment]) -> Span {
    let first = segments.iter().position(|segment| segment.kind == SegmentKind::Work);
    let last = segments.iter().rposition(|segment| segment.kind == SegmentKind::Work);
    let (Some(first), Some(last)) = (first, last) else { return Span::new(0.0, 1.0) };
    let rest = segments.get(last + 1).filter(|segment| segment.kind == SegmentKind::Recovery);
    let end_s = rest.unwrap_or(&segments[last]).span.end_s;
    Span::new(segments[first].span.start_s, end_s.max(segments[first].span.start_s + 1.0))
}

/// The distance of the reps and its words, where all reps are alike and short. The left axis then shows times over it.
fn rep_unit(input: &ReportInput<'_>) -> Option<(f64, String)> {
    match shown_sets(input).as_slice() {
        [set] => match set.length {
            RepLength::Distance(metres) if metres < LONG_REP_M && are_so_long(input, set, metres) => {
                Some((metres, length(set.length)))
            }
            _ => None,
        },
        _ => None,
    }
}

/// Whether the times of a set's reps tell their speeds: they were all run over one length.
fn is_snapped(input: &ReportInput<'_>, set: &Set) -> bool {
    match set.length {
        RepLength::Distance(metres) => are_so_long(input, set, metres),
        RepLength::Time(_) => true,
    }
}

/// Whether the speeds of all reps rest on this length: only then do times on the axis agree with the times of the reps.
fn are_so_long(input: &ReportInput<'_>, set: &Set, metres: f64) -> bool {
    let is_so = |rep: &RepScore| (rep.distance_m / metres - 1.0).abs() <= SAME_LENGTH;
    set.reps.iter().filter_map(|rep| score_of(input, *rep)).all(is_so)
}

fn per_unit(input: &ReportInput<'_>) -> (f64, String) {
    (input.unit.metres(), format!("/{}", input.unit.symbol()))
}

/// The planned speed of each set, from the workout steps of its laps.
fn targets(input: &ReportInput<'_>) -> Vec<TargetBand> {
    let sets = shown_sets(input).into_iter();
    let found = sets.filter_map(|set| {
        let reps: Vec<&Segment> = set.reps.iter().filter_map(|&rep| input.structure.segments.get(rep)).collect();
        let planned: Option<Vec<Range>> = reps.iter().map(|rep| planned(input, rep.span)).collect();
        let (first, all) = (reps.first()?, planned?);
        let speed_mps = *all.first()?;
        let is_same = |a: f64, b: f64| (a - b).abs() < 1e-3;
        let is_one = all.iter().all(|other| is_same(other.low, speed_mps.low) && is_same(other.high, speed_mps.high));
        is_one.then(|| TargetBand { span: Span::new(first.span.start_s, reps[reps.len() - 1].span.end_s), speed_mps })
    });
    found.collect()
}

fn planned(input: &ReportInput<'_>, rep: Span) -> Option<Range> {
    let workout = input.activity.workout.as_ref()?;
    let laps = input.activity.laps.iter().filter(|lap| lap.step_index.is_some());
    let over = |lap: &&crate::model::Lap| Span::new(lap.start_s, lap.end_s).overlap_s(rep);
    let lap = laps.max_by(|a, b| over(a).total_cmp(&over(b))).filter(|lap| over(lap) > rep.length_s() / 2.0)?;
    let step = workout.steps.iter().find(|step| Some(step.index) == lap.step_index)?;
    let Range { low: a, high: b } = step.target_mps?;
    (a.min(b) > 0.0 && a.max(b).is_finite()).then(|| Range::new(a.min(b), a.max(b)))
}

/// The target that the decision used for the scored set, and the origin of the target in words. For files without a
/// plan. A pace of earlier sessions that all reps were far from was no target of this one.
fn used_target(input: &ReportInput<'_>) -> (Vec<TargetBand>, String) {
    let segments = &input.structure.segments;
    let set = input.card.judged().and_then(|card| shown_sets(input).into_iter().nth(card.set));
    let span = set.and_then(|set| {
        let (first, last) = (segments.get(*set.reps.first()?)?, segments.get(*set.reps.last()?)?);
        Some(Span::new(first.span.start_s, last.span.end_s))
    });
    let run = input.card.judged().and_then(|card| known_median(card.reps.iter().map(|rep| rep.speed_mps)));
    let is_near = |target: &&UsedTarget| {
        let near = Range::new(target.speed_mps.low / FAR_TARGET, target.speed_mps.high * FAR_TARGET);
        run.is_none_or(|run| near.contains(run))
    };
    match (input.recommendation.and_then(|next| next.target.as_ref()).filter(is_near), span) {
        (Some(target), Some(span)) => {
            (vec![TargetBand { span, speed_mps: target.speed_mps }], target.source.replace("your ", ""))
        }
        _ => (Vec::new(), String::new()),
    }
}

/// The speeds that all targets share; `None` without targets, and where targets differ.
pub(super) fn one_speed(targets: &[TargetBand]) -> Option<Range> {
    let (first, rest) = targets.split_first()?;
    rest.iter().all(|other| other.speed_mps == first.speed_mps).then_some(first.speed_mps)
}

/// The targets of sets that take turns, one for each rep. One band over all reps would look like a target for all of
/// them.
fn by_rep(input: &ReportInput<'_>, targets: &[TargetBand]) -> Vec<TargetBand> {
    let segments = &input.structure.segments;
    let of = |set: &Set| -> Option<(Span, Span)> {
        Some((segments.get(*set.reps.first()?)?.span, segments.get(*set.reps.last()?)?.span))
    };
    let is_of = |target: &TargetBand, set: &Set| {
        of(set).is_some_and(|(first, last)| {
            (first.start_s - target.span.start_s).abs() < 1e-6 && (last.end_s - target.span.end_s).abs() < 1e-6
        })
    };
    let sets = input.structure.sets.iter();
    let all = sets.filter_map(|set| Some((set, targets.iter().find(|target| is_of(target, set))?)));
    let reps = all.flat_map(|(set, target)| set.reps.iter().map(|rep| (*rep, target.speed_mps)));
    let one = reps.filter_map(|(rep, speed_mps)| Some(TargetBand { span: segments.get(rep)?.span, speed_mps }));
    one.collect()
}

fn target_label(targets: &[TargetBand], metres: f64, many_sets: bool, asked_by: &str) -> String {
    match targets {
        [] => String::new(),
        [one] if !many_sets => {
            let Range { low: slow, high: fast } = one.speed_mps;
            format!("target {}, from {asked_by}", times(metres / fast, metres / slow))
        }
        [_] => format!("target from {asked_by}"),
        _ if many_sets && one_speed(targets).is_some() => format!("target from {asked_by}"),
        _ => format!("targets from {asked_by}, one per set"),
    }
}

/// The line of the fade score, where it is drawn: over all bars of one set.
pub(super) fn fade_line(input: &ReportInput<'_>) -> Option<FadeLine> {
    let all = input.structure.reps().count();
    let is_drawn = |line: &FadeLine| line.reps == all && line.reps >= FADE_REPS && shown_sets(input).len() == 1;
    input.card.judged()?.fade_line.filter(is_drawn)
}

/// The line of the fade score with its interval, a point in the middle of each bar.
fn fade(card: Option<&SetCard>, line: &FadeLine, bars: &[Bar]) -> Option<Fade> {
    let value = card?.score(&fade_score::INFO).as_ref().ok()?;
    let points = bars.iter().enumerate().map(|(rep, bar)| {
        let point = line.at(rep);
        (f64::midpoint(bar.span.start_s, bar.span.end_s), point.speed_mps, point.low_mps, point.high_mps)
    });
    let word = if value.value < 0.05 { "fade" } else { "build" };
    let interval = value.ci80.map_or_else(String::new, |Range { low, high }| {
        format!(" (80{NBSP}%: {} to {})", signed(low, 1), signed(high, 1))
    });
    Some(Fade { points: points.collect(), label: format!("{word} {}{NBSP}%{interval}", signed(value.value, 1)) })
}

/// The scored set among several, in the words of a title: `the 400s`, `set 1`; `None` where there is one set.
pub(super) fn scored_name(input: &ReportInput<'_>) -> Option<String> {
    let sets = shown_sets(input);
    let card = input.card.judged()?;
    let set = scored_set(input)?;
    let alike = sets.iter().filter(|other| other.length == set.length).count();
    match (sets.len(), alike) {
        (0 | 1, _) => None,
        // One set with odd reps beside it, which the name of the session counts with it.
        (all, alike) if all == alike && sets.iter().filter(|other| other.reps.len() > 1).count() == 1 => {
            Some(format!("the {} × {}", set.reps.len(), length(set.length)))
        }
        // The name of the session does not tell its sets: the numbers of the bars do.
        (all, alike) if all == alike => {
            let numbers = numbers(input, &set).filter(|_| !input.structure.name.contains('('));
            Some(numbers.unwrap_or_else(|| format!("set {} of {all}", card.set + 1)))
        }
        (_, 1) => Some(format!("the {}", reps_named(set.length))),
        _ => Some(format!("the {} × {}", set.reps.len(), length(set.length))),
    }
}

/// The numbers of the reps of a set: `reps 2 to 6`; `None` where the bars are not numbered through the session.
fn numbers(input: &ReportInput<'_>, set: &Set) -> Option<String> {
    let number = |rep: &usize| reps_of(&input.structure.segments).position(|(index, _)| index == *rep).map(|at| at + 1);
    let is_through = bar_names(input, takes_turns(input)) == BarNames::Through;
    let (first, last) = set.reps.first().zip(set.reps.last()).filter(|_| is_through)?;
    Some(format!("reps {} to {}", number(first)?, number(last)?))
}

/// The words for the length of the reps, for the other rows.
pub(super) fn rep_name(input: &ReportInput<'_>) -> Option<String> {
    let set = scored_set(input)?;
    (shown_sets(input).len() > 1).then(|| format!("The {}", reps_named(set.length)))
}

/// The reps of a length: `400s`, `1 mile reps`, `3 min reps`.
pub(super) fn reps_named(of: RepLength) -> String {
    let bare = bare_length(of);
    let is_number = bare.chars().all(|letter| letter.is_ascii_digit());
    if is_number { format!("{bare}s") } else { format!("{bare} reps") }
}
