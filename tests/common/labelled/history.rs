//! Whole histories: every export of a runner, some of whose runs carry a label given by eye.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use lastrep::model::Activity;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use super::folder::activities;
use super::rows::{Row, cell, required, rows};
use crate::common::write::archive::unzip;

/// Bytes of a hash that name a file: 12 digits.
const NAME_BYTES: usize = 6;

/// What a run is, by eye.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seen {
    /// A session of work reps with recoveries.
    Reps,
    /// Short pick-ups in an easy run.
    Strides,
    /// Unevenness that is no session.
    Surges,
    /// An even run.
    Nothing,
    /// The picture does not tell.
    Unclear,
}

impl Seen {
    /// The word in the table of labels.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Reps => "reps",
            Self::Strides => "strides",
            Self::Surges => "surges",
            Self::Nothing => "none",
            Self::Unclear => "unclear",
        }
    }

    fn of(word: &str) -> Result<Self, String> {
        let all = [Self::Reps, Self::Strides, Self::Surges, Self::Nothing, Self::Unclear];
        all.into_iter().find(|seen| seen.name() == word).ok_or_else(|| format!("a label {word}: not known"))
    }
}

/// A run with its label.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Label {
    pub(crate) id: String,
    pub(crate) runner: String,
    /// The first 12 digits of the sha256 of the file as it lies in the history: a `.fit.gz` packed.
    pub(crate) sha12: String,
    /// Its number in the file, from 1.
    pub(crate) activity: usize,
    /// How many runs of the history it stands for.
    pub(crate) weight: f64,
    pub(crate) seen: Seen,
    /// Reps or strides.
    pub(crate) count: usize,
    pub(crate) note: String,
}

/// The labels that say something, in the order of their table.
pub(crate) fn labels(table: &Path) -> Result<Vec<Label>, String> {
    let all = rows(table)?.iter().map(label).collect::<Result<Vec<Label>, String>>()?;
    Ok(all.into_iter().filter(|label| label.seen != Seen::Unclear).collect())
}

fn label(row: &Row) -> Result<Label, String> {
    let text = |name| cell(row, name).to_owned();
    Ok(Label {
        id: text("id"),
        runner: text("runner"),
        sha12: text("sha12"),
        activity: required(row, "activity")?,
        weight: required(row, "weight")?,
        seen: Seen::of(cell(row, "label"))?,
        count: required(row, "n_reps")?,
        note: text("note"),
    })
}

/// What is made of every labelled run that lies in the histories, in the order of the labels; each file is read once.
pub(crate) fn each<T: Send>(
    labels: &[Label],
    histories: &[PathBuf],
    make: impl Fn(&Label, &Activity) -> T + Sync,
) -> Result<Vec<T>, String> {
    let mut by_content: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, label) in labels.iter().enumerate() {
        by_content.entry(&label.sha12).or_default().push(at);
    }
    let of_file = |bytes: &[u8]| -> Vec<(usize, T)> {
        let Some(labelled) = by_content.get(name(bytes).as_str()) else { return Vec::new() };
        let activities = activities(bytes);
        let of_label = |&at: &usize| Some((at, make(&labels[at], run(&activities, labels[at].activity)?)));
        labelled.iter().filter_map(of_label).collect()
    };
    // A file that lies in a history twice is one run.
    let mut made: BTreeMap<usize, T> = BTreeMap::new();
    for history in histories {
        made.extend(each_file(history, of_file)?.into_iter().flatten());
    }
    Ok(made.into_values().collect())
}

/// The activity of a number, counted from 1; `None` without samples, as the command leaves it out.
fn run(activities: &[Activity], number: usize) -> Option<&Activity> {
    activities.get(number.checked_sub(1)?).filter(|activity| !activity.track.is_empty())
}

/// The digits that name a file by its bytes.
fn name(bytes: &[u8]) -> String {
    let mut digits = String::new();
    for byte in Sha256::digest(bytes).iter().take(NAME_BYTES) {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

/// What is made of the bytes of every file of a history, as they lie in its folder or zip.
fn each_file<T: Send>(history: &Path, make: impl Fn(&[u8]) -> T + Sync) -> Result<Vec<T>, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", history.display());
    if history.is_dir() {
        let files: Vec<PathBuf> = WalkDir::new(history)
            .sort_by_file_name()
            .into_iter()
            .filter_map(|entry| Some(entry.ok()?.into_path()).filter(|path| path.is_file()))
            .collect();
        return files.par_iter().map(|file| Ok(make(&std::fs::read(file).map_err(failed)?))).collect();
    }
    let packed = std::fs::read(history).map_err(failed)?;
    unzip(&packed, |_, bytes| make(&bytes)).map_err(failed)
}
