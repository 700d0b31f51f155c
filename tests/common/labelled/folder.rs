//! A folder of recordings with labels as cases.

use std::path::Path;

use lastrep::clean::settle;
use lastrep::formats::{FileKind, archive, read, sniff};
use lastrep::model::{Activity, Span};
use lastrep::segment::SegmentKind;
use rayon::prelude::*;

use super::case::{Case, Known, True};
use super::rows::{Row, cell, number, required, rows};

/// Records further apart than this in the median are thinned, s.
const THINNED_S: f64 = 1.5;

/// The kinds of recordings without reps: runs of a steady speed, and what is no running.
pub(crate) const STRONG: &str = "run, strong";
pub(crate) const OTHER_SPORT: &str = "other sport";

/// What is made of every labelled file of the folder, in the order of the manifest.
pub(crate) fn each<T: Send>(folder: &Path, make: impl Fn(&Case) -> T + Sync) -> Result<Vec<T>, String> {
    let manifest = rows(&folder.join("manifest.csv"))?;
    let labelled = manifest.par_iter().map(|entry| Ok(case(folder, entry)?.as_ref().map(&make)));
    let made: Vec<Option<T>> = labelled.collect::<Result<_, String>>()?;
    Ok(made.into_iter().flatten().collect())
}

/// The case of a row; `None` when nothing is known of it.
fn case(folder: &Path, entry: &Row) -> Result<Option<Case>, String> {
    let key = cell(entry, "sha256").get(..12).unwrap_or_default().to_owned();
    let table = |name: &str| folder.join(name).join(format!("{key}.csv"));
    let known = if !cell(entry, "gt_tier").is_empty() && table("truth").exists() {
        Known::Reps(rows(&table("truth"))?.iter().map(truth).collect::<Result<_, _>>()?)
    } else if cell(entry, "neg_class").is_empty() {
        return Ok(None);
    } else {
        Known::NoReps(negative(cell(entry, "neg_class")), Vec::new())
    };
    let zones = table("dontcare");
    let mut zones: Vec<Span> = match &known {
        Known::Reps(_) if zones.exists() => rows(&zones)?.iter().map(span).collect::<Result<_, _>>()?,
        _ => Vec::new(),
    };
    if let Known::Reps(truth) = &known {
        zones.extend(truth.iter().filter(|one| one.kind == SegmentKind::Other).map(|one| one.span));
    }
    Ok(Some(Case {
        name: cell(entry, "local").to_owned(),
        group: cell(entry, "repo").to_owned(),
        known,
        is_clean: cell(entry, "truth_doubt").is_empty(),
        is_thinned: number(entry, "dt_median_s").unwrap_or(1.0) >= THINNED_S,
        zones,
        activities: activities_at(&folder.join(cell(entry, "local")))?,
    }))
}

/// A word for a class of runs without reps.
fn negative(class: &str) -> String {
    match class {
        "neg-nonrun" => OTHER_SPORT.to_owned(),
        "neg-run-strong" => STRONG.to_owned(),
        other => format!("run, {}", other.rsplit('-').next().unwrap_or(other)),
    }
}

fn activities_at(path: &Path) -> Result<Vec<Activity>, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(activities(&bytes))
}

/// All activities of a file or a packed one; none of one that cannot be read.
pub(super) fn activities(bytes: &[u8]) -> Vec<Activity> {
    let of_file = |bytes: &[u8]| {
        read(bytes).map_or_else(|_| Vec::new(), |reading| reading.activities.into_iter().map(settle).collect())
    };
    if !sniff(bytes).is_some_and(FileKind::is_archive) {
        return of_file(bytes);
    }
    let members = archive::members("", bytes).into_iter().flatten();
    members.filter_map(|member| member.bytes.ok()).flat_map(|bytes| of_file(&bytes)).collect()
}

fn truth(row: &Row) -> Result<True, String> {
    let kind = match cell(row, "kind") {
        "work" => SegmentKind::Work,
        "recovery" => SegmentKind::Recovery,
        "warmup" => SegmentKind::Warmup,
        "cooldown" => SegmentKind::Cooldown,
        "other" => SegmentKind::Other,
        word => return Err(format!("a truth of kind {word}: not known")),
    };
    Ok(True { span: span(row)?, kind, distance_m: number(row, "distance_m"), timer_s: number(row, "timer_s") })
}

fn span(row: &Row) -> Result<Span, String> {
    Ok(Span::new(required(row, "start_s")?, required(row, "end_s")?))
}
