//! A folder of recordings with labels as cases; its columns are in the program's own header.

use std::collections::BTreeMap;
use std::path::Path;

use lastrep::formats::{Kind, archive, read, sniff};
use lastrep::model::{Activity, Span};
use lastrep::segment::SegmentKind;
use rayon::prelude::*;

use crate::args::Args;
use crate::case::{Case, Known, True};
use crate::score::{Scored, all as score};

/// Records further apart than this in the median are thinned, s.
const THINNED_S: f64 = 1.5;

type Row = BTreeMap<String, String>;

/// Every labelled file of the folder, scored, in the order of the manifest.
pub(crate) fn scored(folder: &Path, args: &Args) -> Result<Vec<Scored>, String> {
    let manifest = rows(&folder.join("manifest.csv"))?;
    let labelled = manifest.par_iter().map(|entry| Ok(case(folder, entry)?.map(|case| score(&case, args))));
    let cases: Vec<Option<Vec<Scored>>> = labelled.collect::<Result<_, String>>()?;
    Ok(cases.into_iter().flatten().flatten().collect())
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
        stride_zones: Vec::new(),
        activities: activities(&folder.join(cell(entry, "local")))?,
    }))
}

/// A word for a class of runs without reps.
fn negative(class: &str) -> String {
    match class {
        "neg-nonrun" => "other sport".to_owned(),
        other => format!("run, {}", other.rsplit('-').next().unwrap_or(other)),
    }
}

/// All activities of a file; none of one that cannot be read.
fn activities(path: &Path) -> Result<Vec<Activity>, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let packed = matches!(sniff(&bytes), Some(Kind::Gzip | Kind::Zip));
    let members: Vec<Vec<u8>> = if packed {
        archive::members("", &bytes).into_iter().flatten().filter_map(|member| member.bytes.ok()).collect()
    } else {
        vec![bytes]
    };
    let readings = members.iter().filter_map(|bytes| read(bytes).ok());
    Ok(readings.flat_map(|reading| reading.activities).collect())
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
    let time = |name| number(row, name).ok_or_else(|| format!("{name} is {:?}: no number", cell(row, name)));
    Ok(Span::new(time("start_s")?, time("end_s")?))
}

fn number(row: &Row, name: &str) -> Option<f64> {
    cell(row, name).parse().ok()
}

fn cell<'a>(row: &'a Row, name: &str) -> &'a str {
    row.get(name).map_or("", String::as_str)
}

fn rows(path: &Path) -> Result<Vec<Row>, String> {
    let told = |error: csv::Error| format!("{}: {error}", path.display());
    let mut reader = csv::Reader::from_path(path).map_err(told)?;
    reader.deserialize().collect::<Result<_, _>>().map_err(told)
}
