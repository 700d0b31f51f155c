//! The lists that lie beside recordings: read before the recordings, so that each file gets its rows as plain data.
//!
//! A row is joined by the label of its recording: `export.zip!activities.csv` names `export.zip!activities/1.fit.gz`, and
//! `old/activities.csv` names `old/activities/1.fit.gz`. A row that names no recording is joined by its start.

use super::found::FileName;
use super::hash::hash_of;
use super::inputs::Listing;
use super::list_files::{Labels, List, ListFile, find, find_in_bytes, folder};
use super::outline::Outline;
use super::shelf::Held;
use crate::analyse::nearest;
use crate::formats::archive::{MEMBER_MARK, is_activity_name};
use crate::formats::beside::{apple, strava};
use crate::formats::grouped;
use crate::model::{Beside, Hearts, Listed, Timed};
use std::collections::{BTreeMap, BTreeSet};

/// The ending that a program may have unpacked.
const PACKED: &str = ".gz";

/// Most names of files that a sentence shows.
const SHOWN: usize = 2;

/// The rows of all lists, and what is to be said of the lists.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// By runner and label of the recording.
    named: BTreeMap<(String, String), Listed>,
    /// By runner, in order of start.
    timed: BTreeMap<String, Vec<Timed>>,
    hearts: BTreeMap<String, Hearts>,
    /// Runner and label of each list whose rows name no recordings, with the starts in it.
    starts: Vec<(String, String, Vec<Timed>)>,
    notes: Vec<String>,
}

impl Lists {
    /// The lists beside all files of a listing.
    pub(super) fn of(listing: &Listing) -> Self {
        Self::joined(find(listing))
    }

    /// The lists beside and in files of one runner that are given as bytes.
    pub(super) fn in_bytes<'a>(runner: &'a str, files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Self {
        Self::joined(find_in_bytes(runner, files))
    }

    fn joined((labels, found): (Labels<'_>, Vec<ListFile<'_>>)) -> Self {
        let mut lists = Self::default();
        for file in found {
            lists.take(file, &labels);
        }
        for rows in lists.timed.values_mut() {
            rows.sort_by(|a, b| a.start_unix_s.total_cmp(&b.start_unix_s));
        }
        lists
    }

    /// What lies beside a recording. A list names packed files, also where they were unpacked since.
    pub(super) fn beside(&self, name: FileName<'_>) -> Beside<'_> {
        let FileName { runner, label } = name;
        let named = |label: String| self.named.get(&(runner.to_owned(), label));
        Beside {
            named: named(label.to_owned()).or_else(|| named(format!("{label}{PACKED}"))),
            timed: self.timed.get(runner).map_or(&[], Vec::as_slice),
            hearts: self.hearts.get(runner),
        }
    }

    /// The hash of all that lies beside a runner's recordings.
    pub(super) fn hash(&self, runner: &str) -> u128 {
        let named: Vec<_> = self.named.iter().filter(|((of, _), _)| of == runner).collect();
        hash_of(&(named, self.timed.get(runner), self.hearts.get(runner)))
    }

    /// What is to be said of the lists alone.
    pub(super) fn into_notes(self) -> Vec<String> {
        self.notes
    }

    /// What is to be said of the lists of some runners, once their recordings are read.
    pub(super) fn notes(&self, runners: &[String], found: &[Held]) -> Vec<String> {
        let without = |(runner, label, rows): &(String, String, Vec<Timed>)| {
            let own = found.iter().flat_map(Held::outlines).filter(|outline| outline.runner == *runner);
            let starts: BTreeSet<i64> = own.filter_map(|outline| joined_start(outline, rows)).collect();
            let alone = rows.iter().filter(|row| !starts.contains(&(row.start_unix_s as i64))).count();
            let of = grouped(rows.len());
            (alone > 0).then(|| format!("{label}: {} of {of} activities without a recording here", grouped(alone)))
        };
        self.starts.iter().filter(|(runner, ..)| runners.contains(runner)).filter_map(without).collect()
    }

    fn take(&mut self, file: ListFile<'_>, labels: &Labels<'_>) {
        let ListFile { runner, label, list, is_above } = file;
        let (name, none) = (FileName { runner, label: &label }, BTreeSet::new());
        let labels = labels.get(runner).unwrap_or(&none);
        match list {
            Ok(Some(List::Strava(rows))) if is_above => self.take_above(runner, rows, labels),
            Ok(Some(List::Strava(rows))) => self.take_strava(name, rows, labels),
            Ok(Some(List::Garmin(rows))) => self.take_timed(name, rows),
            Ok(Some(List::Apple(health))) => self.take_apple(name, health, labels),
            Ok(None) => {}
            Err(error) => self.notes.push(format!("{label}: no use is made of it: {error}")),
        }
    }

    fn take_strava(&mut self, list: FileName<'_>, rows: Vec<strava::Row>, labels: &BTreeSet<String>) {
        let FileName { runner, label } = list;
        let folder = folder(label);
        let (mut by_hand, mut absent) = (0, Vec::new());
        for row in rows {
            let Some(file) = row.file else {
                by_hand += 1;
                continue;
            };
            let recording = format!("{folder}{file}");
            if labels.contains(&recording) || labels.contains(recording.trim_end_matches(PACKED)) {
                self.named.insert((runner.to_owned(), recording), row.listed);
            } else {
                absent.push(file);
            }
        }
        let recordings = format!("{folder}{}", strava::FOLDER);
        // The site packs no zip among its recordings: what is in one was put there later.
        let is_unlisted = |label: &&String| {
            label.strip_prefix(&recordings).is_some_and(|name| !name.contains(MEMBER_MARK))
                && is_activity_name(label)
                && self.beside(FileName { runner, label }).named.is_none()
        };
        let unlisted: Vec<String> = labels.iter().filter(is_unlisted).cloned().collect();
        self.notes.extend(sentence(label, by_hand, &absent, &unlisted));
    }

    /// The rows of a list above the PATH. Only a part of its recordings may be looked at, so nothing is told of the others.
    fn take_above(&mut self, runner: &str, rows: Vec<strava::Row>, labels: &BTreeSet<String>) {
        for row in rows {
            let recording = row.file.as_deref().and_then(|file| file.strip_prefix(strava::FOLDER)).unwrap_or_default();
            if labels.contains(recording) || labels.contains(recording.trim_end_matches(PACKED)) {
                self.named.insert((runner.to_owned(), recording.to_owned()), row.listed);
            }
        }
    }

    fn take_timed(&mut self, list: FileName<'_>, rows: Vec<Timed>) {
        self.timed.entry(list.runner.to_owned()).or_default().extend(rows.iter().cloned());
        self.starts.push((list.runner.to_owned(), list.label.to_owned(), rows));
    }

    fn take_apple(&mut self, list: FileName<'_>, health: apple::Health, labels: &BTreeSet<String>) {
        let FileName { runner, label } = list;
        if let Some(damage) = health.damage {
            self.notes.push(format!("{label}: only what comes before damage is used: {damage}"));
        }
        self.hearts.entry(runner.to_owned()).or_default().join(health.hearts);
        let mut without = Vec::new();
        for (timed, route) in health.workouts {
            let route = route.map(|route| format!("{}{}", folder(label), route.trim_start_matches('/')));
            match route.filter(|route| labels.contains(route)) {
                Some(route) => drop(self.named.insert((runner.to_owned(), route), timed.listed)),
                None => without.push(timed),
            }
        }
        self.take_timed(list, without);
    }
}

/// The start of the row that an activity is joined to, in whole seconds.
fn joined_start(outline: &Outline, rows: &[Timed]) -> Option<i64> {
    let mut near: Vec<Timed> = Vec::new();
    let start = outline.span_unix_s.start_s;
    near.extend(rows.iter().filter(|row| (row.start_unix_s - start).abs() < crate::units::HOUR_S).cloned());
    near.sort_by(|a, b| a.start_unix_s.total_cmp(&b.start_unix_s));
    nearest(&near, start).map(|row| row.start_unix_s as i64)
}

/// What of a list and of the files beside it has no partner; `None` where all have one.
fn sentence(label: &str, by_hand: usize, absent: &[String], unlisted: &[String]) -> Option<String> {
    let mut parts = Vec::new();
    if by_hand > 0 {
        parts.push(format!("{} without a recording, as entries by hand are", counted(by_hand, "row")));
    }
    if !absent.is_empty() {
        parts.push(format!("{} whose recording is not there ({})", counted(absent.len(), "row"), shown(absent)));
    }
    if !unlisted.is_empty() {
        parts.push(format!("{} without a row ({})", counted(unlisted.len(), "recording"), shown(unlisted)));
    }
    (!parts.is_empty()).then(|| format!("{label}: {}", parts.join(", ")))
}

fn counted(count: usize, noun: &str) -> String {
    format!("{} {noun}{}", grouped(count), if count == 1 { "" } else { "s" })
}

fn shown(names: &[String]) -> String {
    let more = if names.len() > SHOWN { ", …" } else { "" };
    let names: Vec<&str> = names.iter().take(SHOWN).map(String::as_str).collect();
    crate::printable::printable(&format!("{}{more}", names.join(", "))).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_partner_is_one_sentence() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(sentence("a.csv", 0, &[], &[]), None);
        let told = sentence("e.zip!activities.csv", 1, &names(&["activities/9.fit.gz"]), &names(&["1", "2", "3"]));
        let expected = "e.zip!activities.csv: 1 row without a recording, as entries by hand are, 1 row whose recording is not \
                        there (activities/9.fit.gz), 3 recordings without a row (1, 2, …)";
        assert_eq!(told.as_deref(), Some(expected));
    }
}
