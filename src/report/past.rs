//! A runner's sessions in order of time, and the personal bests, for the terminal.

use super::Analysed;
use super::comparison::surface_word;
use super::page::Side::{Left, Right};
use super::page::{Page, Table};
use super::scatter::{at_most, is_hidden};
use super::text::counted_noun;
use super::whole::{EFFORTS, EFFORTS_READ_FAST};
use super::words::{bare_pace, number, short_and_year, signed, split, split_tenths};
use crate::compare::{Entry, Figures, NoneBefore, PersonalBest, Previous, Week};
use crate::scores::Score;
use crate::segment::Confidence;
use crate::units::DistanceUnit;

/// The past of one runner.
#[derive(Debug, Clone)]
pub struct Past<'a> {
    /// The runner.
    pub runner: &'a str,
    /// The number of activities. Recordings of one outing count once.
    pub activities: usize,
    /// The number of sessions of reps, whether or not they match the wanted pattern.
    pub sessions: usize,
    /// The sessions to print, in order of time, each with its activity.
    pub entries: Vec<(&'a Analysed, &'a Entry)>,
    /// The personal best of every distance, with its activity and the activity of its rival.
    pub bests: Vec<(&'a Analysed, PersonalBest, Option<&'a Analysed>)>,
    /// The weeks, oldest first.
    pub weeks: &'a [Week],
}

/// Weeks that are printed.
const WEEKS: usize = 8;

/// One runner's sessions and personal bests.
pub fn past(past: &Past<'_>, unit: DistanceUnit) -> Page {
    let mut out = Page::default();
    let told = past.entries.len();
    let of = if told == past.sessions { String::new() } else { format!(" of {}", past.sessions) };
    let sessions = if past.sessions == 1 { "session" } else { "sessions" };
    let activities = counted_noun(past.activities, "activity", "activities");
    out.heading(format!("{}: {told}{of} {sessions} of reps in {activities}", past.runner));
    if told > 0 {
        out.push_str("\n");
        out.table(session_table(past, unit));
        out.push_str(
            "\n  pace: mean of the reps and its 80 % interval; change: speed of all reps against the like session of that \
             day, \u{b1} what noise and scatter can do (80 %), then heart rate at the same speed; (?): unsure\n",
        );
    }
    if !past.bests.is_empty() {
        out.section(format!("  {EFFORTS}"));
        out.table(best_table(past));
        out.push_str(EFFORTS_READ_FAST);
    }
    if let Some(week) = past.weeks.last() {
        let to = short_and_year(week.monday + 6);
        out.section(format!("  weeks to {to} (load by RPE, else by heart rate; none of it decides anything)"));
        out.table(week_table(&past.weeks[past.weeks.len().saturating_sub(WEEKS)..], unit));
    }
    out
}

fn week_table(weeks: &[Week], unit: DistanceUnit) -> Table {
    let head = ["from", "outings", unit.symbol(), "in reps", "load", "by", "monotony", "strain", "7 to 28 days"];
    let row = |week: &Week| {
        let far = |metres: f64| number(metres / unit.metres(), 1);
        let mut row = vec![short_and_year(week.monday), week.outings.to_string(), far(week.run_m), far(week.fast_m)];
        match &week.load {
            Ok(load) => row.extend([
                number(load.load, 0),
                load.by.name().to_owned(),
                number(load.week.map_or(f64::NAN, |week| week.monotony), 1),
                number(load.week.map_or(f64::NAN, |week| week.strain), 0),
                number(load.ratio.unwrap_or(f64::NAN), 2),
            ]),
            Err(_) => row.push(number(f64::NAN, 0)),
        }
        row
    };
    Table::new(weeks.iter().map(row).collect(), &[Left, Right, Right, Right, Right, Left, Right, Right, Right])
        .below(&head)
}

fn session_table(past: &Past<'_>, unit: DistanceUnit) -> Table {
    let pace = format!("pace /{}", unit.symbol());
    let head = ["date", "workout", "surface", &pace, "scatter", "fade", "last rep", "bpm", "change"];
    let rows = past.entries.iter().map(|(analysed, entry)| session_row(past, analysed, entry, unit));
    Table::new(rows.collect(), &[Right, Left, Left, Left, Right, Right, Right, Right, Left]).below(&head)
}

fn session_row(past: &Past<'_>, analysed: &Analysed, entry: &Entry, unit: DistanceUnit) -> Vec<String> {
    let figures = &entry.figures;
    let bpm = entry.session.heart_rate_end_bpm(entry.part);
    vec![
        short_and_year(analysed.day()),
        workout_words(analysed),
        surface_word(entry.session.workout.surface).to_owned(),
        pace_words(entry, unit),
        scatter_cell(figures),
        score_cell(&figures.fade, signed),
        score_cell(&figures.last_rep_change, signed),
        number(bpm.unwrap_or(f64::NAN), 0),
        previous_words(past, entry),
    ]
}

/// Longest name that is printed whole, letters. The CSV has every name whole.
const NAME_LETTERS: usize = 40;

/// The name of a workout, with a question mark where the cut is unsure.
fn workout_words(analysed: &Analysed) -> String {
    let name = &analysed.structure.name;
    let short = name.char_indices().nth(NAME_LETTERS).map(|(at, _)| format!("{}\u{2026}", name[..at].trim_end()));
    let doubt = if analysed.structure.confidence == Confidence::Low { " (?)" } else { "" };
    format!("{}{doubt}", short.as_deref().unwrap_or(name))
}

fn pace_words(entry: &Entry, unit: DistanceUnit) -> String {
    let Ok(mean) = &entry.mean else { return bare_pace(f64::NAN, 1.0) };
    let pace = |speed: f64| bare_pace(speed, unit.metres());
    let interval = mean.ci80_mps.map(|ci80| format!(" ({}\u{2013}{})", pace(ci80.high), pace(ci80.low)));
    format!("{}{}", pace(mean.speed_mps), interval.unwrap_or_default())
}

/// The scatter. A scatter that the noise hides is printed as at most the noise.
fn scatter_cell(figures: &Figures) -> String {
    match &figures.pace_consistency {
        Ok(value) if is_hidden(value) => format!("{} %", at_most(figures.noise_pct)),
        score => score_cell(score, number),
    }
}

/// A score in percent, its figure written as a change or as a plain number.
fn score_cell(score: &Score, written: fn(f64, usize) -> String) -> String {
    let value = score.as_ref().map_or(f64::NAN, |value| value.value);
    let figure = written(value, 1);
    if value.is_finite() { format!("{figure} %") } else { figure }
}

fn previous_words(past: &Past<'_>, entry: &Entry) -> String {
    let day =
        |entry: usize| past.entries.get(entry).map_or_else(String::new, |(analysed, _)| short_and_year(analysed.day()));
    match &entry.previous {
        Ok(Previous { entry, change }) => {
            let speed = match &change.speed {
                Ok(speed) => {
                    let (value, smallest) = (signed(speed.value_pct, 1), number(speed.smallest_pct, 1));
                    format!("{value} \u{b1} {smallest} %, {}", speed.verdict.name())
                }
                Err(reason) => format!("speed: {reason}"),
            };
            let heart = change.heart_rate.as_ref().map(|heart| {
                let doubt = if heart.is_told() { "" } else { " (?)" };
                format!("; {} bpm{doubt}", signed(heart.value_bpm, 0))
            });
            format!("{speed}{} ({})", heart.unwrap_or_default(), day(*entry))
        }
        Err(NoneBefore::First) => "first of its kind".to_owned(),
        Err(NoneBefore::Unlike { entry, differences }) => unlike_words(&day(*entry), differences),
    }
}

/// The first difference, and the number of further ones. The CSV has them all.
fn unlike_words(day: &str, differences: &[String]) -> String {
    let more = match differences.len() {
        0 | 1 => String::new(),
        many => format!(" and {} more", many - 1),
    };
    format!("unlike {day}: {}{more}", differences.first().map_or("", String::as_str))
}

fn best_table(past: &Past<'_>) -> Table {
    let row = |(analysed, best, rival): &(&Analysed, PersonalBest, Option<&Analysed>)| {
        let effort = best.effort;
        let is_short = effort.time_s < 600.0;
        let low = effort.ci80_s().low;
        let error = number(effort.time_s - low, usize::from(is_short));
        let rival = rival.map(|other| format!("not told from {}", short_and_year(other.day())));
        vec![
            best.standard.name.to_owned(),
            if is_short { split_tenths(effort.time_s) } else { split(effort.time_s) },
            format!("\u{b1} {error} s"),
            if effort.is_snapped() { "a rep on the track".to_owned() } else { format!("by {}", effort.ruler.name()) },
            short_and_year(analysed.day()),
            analysed.file.clone(),
            rival.unwrap_or_default(),
        ]
    };
    Table::new(past.bests.iter().map(row).collect(), &[Left, Right, Right, Left, Right, Left, Left])
}
