//! Sessions side by side, for the terminal: their reps, what has changed, and whether noise alone could do it.

use super::Analysed;
use super::page::{Page, Side, Table};
use super::words::{bare_pace, has_tenths, number, short_and_year, signed, split, split_tenths};
use crate::compare::{Change, Direction, HeartRateChange, Part, Session, SpeedChange};
use crate::model::Surface;
use crate::scores::Unavailable;
use crate::segment::{RepLength, length_words};
use crate::units::DistanceUnit;
use std::fmt::Write;

/// Sessions that were compared with each other, in order of time.
#[derive(Debug, Clone)]
pub struct Comparison<'a> {
    /// Each session, with its activity.
    pub sessions: Vec<(&'a Analysed, &'a Session)>,
    /// The index of the earlier session, the index of the later session, and the change between them.
    pub changes: &'a [(usize, usize, Change)],
}

/// Reps of one length in every session, side by side.
struct Group {
    /// The length of the reps.
    length: RepLength,
    /// The part of each session that has such reps; `None` for a session without them.
    parts: Vec<Option<usize>>,
}

impl Comparison<'_> {
    fn groups(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for (number, (_, session)) in self.sessions.iter().enumerate() {
            for (index, part) in session.workout.parts.iter().enumerate() {
                let like = groups.iter().position(|group| group.parts[number].is_none() && self.is_of(group, part));
                let at = like.unwrap_or_else(|| {
                    groups.push(Group { length: part.length, parts: vec![None; self.sessions.len()] });
                    groups.len() - 1
                });
                groups[at].parts[number] = Some(index);
            }
        }
        groups
    }

    /// Whether the reps of a part are as long as those of a group.
    fn is_of(&self, group: &Group, part: &Part) -> bool {
        let mut members = self.sessions.iter().zip(&group.parts);
        let first = members.find_map(|((_, session), member)| session.workout.parts.get((*member)?));
        first.is_some_and(|first| first.is_as_long(part))
    }

    /// The change between two sessions, to print beside their reps; `None` with more sessions.
    fn only(&self) -> Option<&Change> {
        match self.changes {
            [(_, _, change)] => Some(change),
            _ => None,
        }
    }
}

/// The comparison in words and columns.
pub fn comparison(of: &Comparison<'_>, unit: DistanceUnit) -> Page {
    let mut out = Page::default();
    out.table(heads(of));
    out.push_str("\n");
    out.table(rep_table(of, unit));
    for (earlier, later, change) in of.changes {
        out.section(format!("{} against {}: {}", later + 1, earlier + 1, alike_words(change)));
        let reps = of.only().is_none().then(|| rep_words(change)).flatten();
        let told = [Some(speed_words(&change.speed)), reps, Some(heart_words(&change.heart_rate))];
        for line in told.into_iter().flatten() {
            let _ = writeln!(out, "  {line}");
        }
    }
    out.push_str(
        "\nall at 80 %: where nothing has changed, one comparison in five still tells a change. It is about these runs, \
         not about fitness: form differs by more from day to day.\n",
    );
    out
}

/// The sessions that are compared, each with its number.
fn heads(of: &Comparison<'_>) -> Table {
    let row = |(number, (analysed, session)): (usize, &(&Analysed, &Session))| {
        let device = super::device::name(&analysed.activity.device);
        let mut cells =
            vec![format!("{}", number + 1), short_and_year(analysed.day()), analysed.structure.name.clone()];
        cells.extend([surface_word(session.workout.surface).to_owned(), analysed.file.clone(), device]);
        cells
    };
    Table::new(of.sessions.iter().enumerate().map(row).collect(), &[])
}

/// The word for a surface; a dash where it is not known.
pub(super) fn surface_word(surface: Option<Surface>) -> &'static str {
    surface.map_or("\u{2013}", Surface::name)
}

fn rep_table(of: &Comparison<'_>, unit: DistanceUnit) -> Table {
    let groups = of.groups();
    let mut head = vec!["rep".to_owned()];
    head.extend((1..=of.sessions.len()).map(|number| number.to_string()));
    if of.only().is_some() {
        head.extend(["change".to_owned(), "told from".to_owned()]);
    }
    let mut rows = Vec::new();
    for group in &groups {
        group_rows(&mut rows, of, group, groups.len() > 1, unit);
    }
    Table::new(rows, &vec![Side::Right; of.sessions.len() + 3]).below(&head)
}

fn group_rows(rows: &mut Vec<Vec<String>>, of: &Comparison<'_>, group: &Group, is_named: bool, unit: DistanceUnit) {
    let reps: Vec<Vec<usize>> =
        of.sessions.iter().zip(&group.parts).map(|((_, session), part)| indices(session, *part)).collect();
    let most = reps.iter().map(Vec::len).max().unwrap_or(0);
    let name = if is_named { format!("{} ", length_words(group.length)) } else { String::new() };
    for place in 0..most {
        let mut row = vec![format!("{name}{}", place + 1)];
        row.extend(of.sessions.iter().zip(&reps).map(|((analysed, session), own)| {
            own.get(place).map_or_else(String::new, |&rep| rep_cell(analysed, session, rep, group.length, unit))
        }));
        let pair = of.only().zip(reps.get(1).and_then(|own| own.get(place)));
        let pair = pair.and_then(|(change, rep)| change.reps.iter().find(|pair| pair.later == *rep));
        row.extend(pair.map(|pair| [percent(pair.speed_pct), plain_percent(pair.smallest_pct)]).into_iter().flatten());
        rows.push(row);
    }
    rows.push(mean_row(of, group, is_named, unit));
    let rates: Vec<Option<f64>> =
        of.sessions.iter().zip(&group.parts).map(|((_, session), part)| session.heart_rate_end_bpm((*part)?)).collect();
    if rates.iter().any(Option::is_some) {
        let cells = rates.iter().map(|rate| rate.map_or_else(String::new, |rate| number(rate, 0)));
        rows.push(std::iter::once(format!("{name}bpm at end")).chain(cells).collect());
    }
}

fn indices(session: &Session, part: Option<usize>) -> Vec<usize> {
    (0..session.reps.len()).filter(|&rep| Some(session.reps[rep].part) == part).collect()
}

/// Of a rep by distance the time, of a rep by time the pace.
fn rep_cell(analysed: &Analysed, session: &Session, rep: usize, length: RepLength, unit: DistanceUnit) -> String {
    let rep = &session.reps[rep];
    match length {
        RepLength::Distance(_) => {
            let with_tenths = has_tenths(analysed.structure.reps().map(|rep| rep.timer_s));
            if with_tenths { split_tenths(rep.timer_s) } else { split(rep.timer_s) }
        }
        RepLength::Time(_) => bare_pace(rep.speed_mps, unit.metres()),
    }
}

fn mean_row(of: &Comparison<'_>, group: &Group, is_named: bool, unit: DistanceUnit) -> Vec<String> {
    let label = if is_named {
        format!("{} /{}", length_words(group.length), unit.symbol())
    } else {
        format!("mean /{}", unit.symbol())
    };
    let mean = |((_, session), part): (&(&Analysed, &Session), &Option<usize>)| {
        let mean = part.and_then(|part| session.mean_speed(part).ok());
        mean.map_or_else(String::new, |mean| bare_pace(mean.speed_mps, unit.metres()))
    };
    let mut row: Vec<String> = std::iter::once(label).chain(of.sessions.iter().zip(&group.parts).map(mean)).collect();
    if let (Some(Ok(speed)), false) = (of.only().map(|change| &change.speed), is_named) {
        row.extend([percent(speed.value_pct), plain_percent(speed.smallest_pct)]);
    }
    row
}

fn percent(value: f64) -> String {
    format!("{} %", signed(value, 1))
}

fn plain_percent(value: f64) -> String {
    format!("{} %", number(value, 1))
}

fn alike_words(change: &Change) -> String {
    if change.is_alike() {
        return "the same workout".to_owned();
    }
    format!("NOT the same workout: {}", change.differences.join("; "))
}

fn speed_words(speed: &Result<SpeedChange, Unavailable>) -> String {
    match speed {
        Ok(speed) => format!("speed {}", change_words(speed)),
        Err(reason) => format!("speed not compared: {reason}"),
    }
}

/// `+1.2 % over 6 reps, more than the 0.8 % that noise can do: faster`.
fn change_words(speed: &SpeedChange) -> String {
    let (value, smallest) = (percent(speed.value_pct), number(speed.smallest_pct, 1));
    let pairs = format!("over {} pairs of reps", speed.pairs);
    match speed.verdict {
        Direction::NotTold => format!("{value} {pairs}: not told from noise and scatter, which can do {smallest} %"),
        verdict => format!("{value} {pairs}: {}; noise and scatter can do {smallest} %", verdict.name()),
    }
}

fn rep_words(change: &Change) -> Option<String> {
    let mark = |pair: &crate::compare::RepChange| if pair.speed_pct.abs() > pair.smallest_pct { "*" } else { "" };
    let told: Vec<String> =
        change.reps.iter().map(|pair| format!("{}{}", signed(pair.speed_pct, 1), mark(pair))).collect();
    (!told.is_empty()).then(|| format!("rep by rep, %: {} (* more than measurement noise can do)", told.join("  ")))
}

fn heart_words(heart_rate: &Result<HeartRateChange, Unavailable>) -> String {
    match heart_rate {
        Ok(change) => {
            let (value, part) = (signed(change.value_bpm, 0), signed(change.speed_part_bpm, 0));
            format!("heart rate at the same speed {value} bpm ({part} taken out for the speed): {}", change.words())
        }
        Err(reason) => format!("heart rate not compared: {reason}"),
    }
}
