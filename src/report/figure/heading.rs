//! The lines at the top and at the bottom: what was run, what was found, what comes next, and the confidence.

use super::shown::{self, SPARSE_S, local_start};
use super::{Heading, ReportInput, apart, going};
use crate::model::Said;
use crate::report::words::{NBSP, capital, civil, date, duration, number};
use crate::scores::fade::has_faded;
use crate::scores::fade_line::{BUILDING, BUILDING_PCT};
use crate::scores::last_rep_quality::HELD_FROM;
use crate::scores::{Going, Grade, SetCard, Value, fade, last_rep, last_rep_quality, pace_consistency};
use crate::segment::EdgeAgreement;
use crate::segment::{Confidence, RepSource};
use crate::stats::mean_of;

/// A build from which it is told of even reps, too, %: more than a title may pass over. House rule.
const TOLD_BUILD_PCT: f64 = 3.0;
/// The finding of sets of which each was faster, and the fewest sets that have it.
const EACH_SET_FASTER: &str = "each set faster than the one before";
const FEWEST_SETS: usize = 3;
/// How a finding begins that is of the last rep alone.
const LAST_REP: &str = "last rep";

pub(super) fn lines(input: &ReportInput<'_>) -> Heading {
    let dots = match input.structure.confidence {
        Confidence::Low => 1,
        Confidence::Medium => 2,
        Confidence::High => 3,
    };
    Heading {
        finding: finding(input),
        next: input.recommendation.map(|next| next.headline.clone()).filter(|headline| !headline.is_empty()),
        subtitle: subtitle(input),
        confidence: if shown::is_cut(input.structure) { "cut:" } else { "" }.to_owned(),
        dots,
        footer: footer(input),
    }
}

fn finding(input: &ReportInput<'_>) -> String {
    if shown::has_no_reps(input.structure) {
        return super::outing_title::title(input);
    }
    let what = capital(&input.structure.name.replace(" / ", ", "));
    let words = found(input).map(|found| match found {
        Standout::OfSet(words) => of_set(input, words),
        Standout::OfAll(course) => going_words(course, input.structure.reps().count()),
    });
    let words = words.or_else(|| apart::words(input));
    match (words, input.structure.confidence == Confidence::Low) {
        (Some(words), true) => format!("{what}? {}", capital(&words)),
        (Some(words), false) => format!("{what}: {words}"),
        (None, true) => format!("{what}?"),
        (None, false) => what,
    }
}

/// What stands out of a session of reps, and what it is of. The first tiles tell it with its interval.
pub(super) enum Standout {
    /// Of the set that the session is judged by, in words.
    OfSet(String),
    /// Of all reps.
    OfAll(Going),
}

/// What stands out of a session of reps; `None` where nothing does. What is told of all reps weighs the noise itself,
/// so that it comes first where the data of the set are poor.
pub(super) fn found(input: &ReportInput<'_>) -> Option<Standout> {
    let card = input.card.judged();
    let of_set = card.and_then(|card| judged(card, is_lost_later(input)));
    let built = card.is_some_and(|card| card.score(&fade::INFO).as_ref().is_ok_and(has_built));
    let of_set = if built && is_each_set_faster(input) { Some(EACH_SET_FASTER.to_owned()) } else { of_set };
    let of_set = of_set.map(Standout::OfSet);
    let of_all = going::shown(input).map(Standout::OfAll);
    if card.is_some_and(|card| card.grade == Grade::D) { of_all.or(of_set) } else { of_set.or(of_all) }
}

/// Whether all reps are of one length in several sets, and each set was faster than the one before.
fn is_each_set_faster(input: &ReportInput<'_>) -> bool {
    let Some(all) = shown::shown_together(input) else { return false };
    let Some(card) = input.card.judged().filter(|card| card.reps.len() == all.set.reps.len()) else { return false };
    let mut from = 0;
    let set_mps = |size: &usize| {
        let reps = &card.reps[from..from + size];
        from += size;
        mean_of(reps.iter().map(|rep| rep.speed_mps))
    };
    let sets: Vec<f64> = all.sizes.iter().map(set_mps).collect();
    sets.len() >= FEWEST_SETS && sets.is_sorted_by(|before, after| before < after)
}

/// What stands out of the judged set. The set is named where it is one of several.
fn of_set(input: &ReportInput<'_>, words: String) -> String {
    let Some(set) = super::bars::scored_name(input) else { return words };
    match words.strip_prefix(LAST_REP) {
        Some(rest) => format!("last of {set}{rest}"),
        // The last of a set may not be the last of the session.
        None => format!("{set} {}", words.replace(&format!(", {LAST_REP}"), ", last of them")),
    }
}

/// Whether the title tells of this fade of a set: an even set that got a little faster is even.
pub(super) fn tells_fade(card: &SetCard, fade: &Value) -> bool {
    has_faded(fade) || (has_built(fade) && (evenness(card).is_none() || fade.value >= TOLD_BUILD_PCT))
}

/// The word for the scatter of a set; `None` without one, and of poor data, which earn no praise.
fn evenness(card: &SetCard) -> Option<&'static str> {
    let word = card.score(&pace_consistency::INFO).as_ref().ok()?.word;
    let is_told = card.grade != Grade::D || pace_consistency::is_blame(word);
    (!word.is_empty() && is_told).then_some(word)
}

/// Whether the reps got faster beyond the doubt of the interval.
fn has_built(fade: &Value) -> bool {
    fade.word == BUILDING
}

fn fade_words(fade: &Value) -> String {
    let verb = if fade.value < 0.0 { "faded" } else { "built up" };
    format!("{verb} {}{NBSP}%", number(fade.value.abs(), usize::from(fade.value.abs() < 1.95)))
}

/// Whether reps of other sets come after the judged set, and the session got slower there: the reasons of the advice tell
/// of it, and to praise the last rep of the set would deny them.
fn is_lost_later(input: &ReportInput<'_>) -> bool {
    let is_slower = matches!(input.card.course.going, Some(Going::Faded(_) | Going::EachSlower | Going::LastSlowest));
    shown::goes_on_after_last(input) && is_slower
}

/// The scores of a set in a few words: `even, last rep held`; `None` where none has a word. Poor data earn no praise, and
/// what else is said of them says so. Nor does a set before reps that were lost.
fn judged(card: &SetCard, is_lost_later: bool) -> Option<String> {
    let is_poor = card.grade == Grade::D;
    let last = match card.score(&last_rep_quality::INFO) {
        Ok(last) if last.word.is_empty() => String::new(),
        Ok(last) if last.value >= HELD_FROM && (is_poor || is_lost_later) => String::new(),
        Ok(last) if last.value < HELD_FROM && !ends_slower(card) => String::new(),
        Ok(last) => format!(", last rep {}", last.word),
        Err(_) => String::new(),
    };
    let words = match (card.score(&fade::INFO), evenness(card)) {
        (Ok(fade), _) if has_faded(fade) => format!("{}{}", fade_words(fade), last.replace(", last rep held", "")),
        (Ok(fade), _) if tells_fade(card, fade) => format!("{}{last}", fade_words(fade)),
        (_, Some(even)) => format!("{even}{last}"),
        _ => last.trim_start_matches(", ").to_owned(),
    };
    let caveat = if is_poor { ", rough recording" } else { "" };
    Some(words).filter(|words| !words.is_empty()).map(|words| format!("{words}{caveat}"))
}

/// Whether the last rep was slower than the others by more than a steady set gets slower. Of one that was not, the bars would
/// deny that it was lost.
fn ends_slower(card: &SetCard) -> bool {
    card.score(&last_rep::INFO).as_ref().is_ok_and(|change| change.value <= -BUILDING_PCT)
}

/// The course of reps of any lengths, in words.
fn going_words(going: Going, reps: usize) -> String {
    match going {
        Going::EachFaster => "each rep faster than the one before".to_owned(),
        Going::EachSlower => "each rep slower than the one before".to_owned(),
        Going::Faded(percent) => format!("faded {}{NBSP}% at the end", number(-percent, 0)),
        Going::LastSlowest => "the last rep was the slowest".to_owned(),
        Going::LastFastest => "the last rep was the fastest".to_owned(),
        Going::Even if reps == 2 => "both even".to_owned(),
        Going::Even => "even to the end".to_owned(),
    }
}

fn subtitle(input: &ReportInput<'_>) -> String {
    let parts = [input.runner.to_owned(), start(input), recorder(input), left_on(input), cut(input)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  \u{b7}  ")
}

fn start(input: &ReportInput<'_>) -> String {
    let (unix_s, is_local) = local_start(input.activity);
    civil(unix_s).map_or_else(String::new, |(day, minute)| {
        let zone = if is_local { "" } else { " UTC" };
        format!("{}, {:02}:{:02}{zone}", date(day), minute / 60, minute % 60)
    })
}

/// Time that is left out because the watch was not stopped; else empty.
fn left_on(input: &ReportInput<'_>) -> String {
    let seconds = shown::left_on_s(input);
    if seconds > 1.0 { format!("recorded for {} after the run, left out", duration(seconds)) } else { String::new() }
}

fn recorder(input: &ReportInput<'_>) -> String {
    let name = crate::report::device::name(&input.activity.device);
    let sampling = input.prepared.sampling;
    let every = match sampling.median_s {
        median if !median.is_finite() || median <= 0.0 => String::new(),
        median if (median - 1.0).abs() < 0.25 => "one sample per second".to_owned(),
        median if median < 0.75 => format!("{} samples per second", number(1.0 / median, 0)),
        median if median > SPARSE_S => format!("{} samples in all", input.prepared.track.time_s.len()),
        median => format!("one sample every {}", duration(median)),
    };
    let holes = match sampling.holes {
        0 => "",
        1 => " with one hole",
        _ => " with holes",
    };
    let name = if name.is_empty() { input.activity.format.name().to_uppercase() } else { name };
    if every.is_empty() { name } else { format!("{name}, {every}{holes}") }
}

fn cut(input: &ReportInput<'_>) -> String {
    let source = match input.structure.source {
        RepSource::Steps => "reps cut from workout steps",
        RepSource::Intensity => "reps cut from the watch's interval marks",
        RepSource::Laps => "reps cut from manual laps",
        RepSource::Signal if input.structure.reps().count() == 0 => "strides seen in the speed alone",
        RepSource::Signal => "reps cut from the speed alone",
        RepSource::User if input.structure.segments.len() <= 1 => return "no reps, by your own cut".to_owned(),
        RepSource::User => "reps cut by you",
        RepSource::None => return "nothing marked or run as a rep".to_owned(),
    };
    match input.structure.edges_agreeing {
        Some(EdgeAgreement { agreeing, edges }) if edges > 0 => {
            format!("{source}; {agreeing} of {edges} edges agree with the speed")
        }
        _ => source.to_owned(),
    }
}

fn footer(input: &ReportInput<'_>) -> String {
    let mut parts = vec![format!("lastrep {}", input.version), input.file.to_owned()];
    if let Some(card) = input.card.judged() {
        let noise = number(card.noise_pct, 1);
        let grade = format!("grade {}", card.grade.name());
        let known = card.noise_pct.is_finite();
        parts.push(if known { format!("\u{3c3} of one rep {noise}{NBSP}%, {grade}") } else { grade });
    }
    let told = &input.activity.told;
    let by = |told: Said<f64>| format!("{} by {}", number(told.value, 0), told.by.name());
    let rpe = told.rpe_cr10.map(|rpe| format!("session RPE {}", by(rpe)));
    let feel = told.feel_pct.map(|feel| format!("feel {}", by(feel)));
    let told: Vec<String> = [rpe, feel].into_iter().flatten().collect();
    parts.push(if told.is_empty() { "no RPE".to_owned() } else { told.join(", ") });
    parts.join("  \u{b7}  ")
}
