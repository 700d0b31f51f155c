//! Which rows of the runner's own cut are about which activity.

use super::found::FileName;
use super::shelf::Held;
use crate::analyse::activity_of;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{OwnRow, Span};
use crate::segment::is_outside;
use std::collections::{BTreeMap, BTreeSet};

/// The runner's own cut of a batch: rows by the file that they are about.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OwnCuts {
    /// Rows that do not name a file. They need a batch of a single file.
    unnamed: Vec<OwnRow>,
    /// Rows by the last part of their file's path.
    by_name: BTreeMap<String, Vec<OwnRow>>,
}

impl OwnCuts {
    /// Sorts the rows by file.
    pub fn new(rows: Vec<OwnRow>) -> Self {
        let mut cuts = Self::default();
        for row in rows {
            match row.file.as_deref().map(name) {
                Some(name) => cuts.by_name.entry(name.to_owned()).or_default().push(row),
                None => cuts.unnamed.push(row),
            }
        }
        cuts
    }

    /// Whether there is no row.
    pub(super) fn is_empty(&self) -> bool {
        self.unnamed.is_empty() && self.by_name.is_empty()
    }

    /// The rows about a file, in the order given.
    pub(super) fn about<'a>(&'a self, name: FileName<'a>) -> impl Iterator<Item = &'a OwnRow> {
        let FileName { runner, label } = name;
        let named = self.named(label);
        let is_about = move |row: &&OwnRow| {
            is_file(row, label, named)
                && (is_of_runner(row, runner) || !has_several_runners(named, row.file.as_deref()))
        };
        self.unnamed.iter().chain(named.iter().filter(is_about))
    }

    /// The rows whose file ends in the same name.
    fn named(&self, label: &str) -> &[OwnRow] {
        self.by_name.get(name(label)).map_or(&[], Vec::as_slice)
    }

    /// Checks that the cut can be meant for these files. Returns a sentence for every name in the cut that no file has.
    ///
    /// # Errors
    /// `Config` if rows name no file and there are several files, if a name fits several files, or if a row lies outside
    /// the recording of its file. The times of such a row are of another file or in another unit, and a cut without the row
    /// is not the cut that was asked for.
    pub(super) fn check(&self, found: &[Held]) -> Result<Vec<String>> {
        let files: BTreeSet<FileName<'_>> = found.iter().filter_map(Held::name).collect();
        if let (Some(row), true) = (self.unnamed.first(), found.len() > 1) {
            return Err(Error::new(
                ErrorKind::Config,
                "a file column, as there are several files",
                "a row without a file",
            )
            .at(format!("reps row {}", row.row))
            .hint("add a column \"file\" with each file's name, or name one file"));
        }
        found.iter().try_for_each(|found| self.check_times(found))?;
        let mut unmatched = Vec::new();
        for rows in self.by_name.values() {
            for group in rows.chunk_by(|a, b| (&a.file, &a.runner) == (&b.file, &b.runner)) {
                let Some(row) = group.first() else { continue };
                let several = has_several_runners(rows, row.file.as_deref());
                let mut fitting = files
                    .iter()
                    .filter(|file| is_file(row, file.label, rows) && (is_of_runner(row, file.runner) || !several));
                match (fitting.next(), fitting.next()) {
                    (Some(one), Some(other)) => return Err(ambiguous(row, *one, *other)),
                    (None, _) => {
                        let file = row.file.as_deref().unwrap_or_default();
                        unmatched.push(format!("reps row {}: there is no file {file}", row.row));
                    }
                    (Some(_), None) => {}
                }
            }
        }
        Ok(unmatched)
    }

    fn check_times(&self, found: &Held) -> Result<()> {
        let Some(name) = found.name() else { return Ok(()) };
        let told =
            |row: &OwnRow| found.told.get(activity_of(row, &found.told)).filter(|told| told.start_s <= told.end_s);
        self.about(name).try_for_each(|row| match told(row) {
            None => Err(no_activity(row, found.told.len())),
            Some(told) if is_outside(row.span, *told) => Err(outside(row, *told)),
            Some(_) => Ok(()),
        })
    }
}

fn no_activity(row: &OwnRow, count: usize) -> Error {
    let found = format!("activity {}", row.activity.unwrap_or_default());
    Error::new(ErrorKind::Config, format!("an activity with samples, of {count} in the file"), found)
        .at(format!("reps row {}, column activity", row.row))
        .hint("mend the row, or delete it; nothing was read by this cut")
}

fn outside(row: &OwnRow, told: Span) -> Error {
    let seconds = |span: Span| format!("{:.0} to {:.0} s", span.start_s, span.end_s);
    Error::new(ErrorKind::Config, format!("times inside the recording, {}", seconds(told)), seconds(row.span))
        .at(format!("reps row {}", row.row))
        .hint("times count from the file's first record; mend the row, or delete it; nothing was read by this cut")
}

fn ambiguous(row: &OwnRow, one: FileName<'_>, other: FileName<'_>) -> Error {
    let found = format!("{} of {} and {} of {}", one.label, one.runner, other.label, other.runner);
    Error::new(ErrorKind::Config, format!("one file {}", row.file.as_deref().unwrap_or_default()), found)
        .at(format!("reps row {}, column file", row.row))
        .hint("write the folder before the name, and the runner (the name of the PATH) in a column of that name")
}

/// The last part of a path, also inside an archive.
fn name(path: &str) -> &str {
    path.rsplit(['/', '\\', '!']).next().unwrap_or(path)
}

/// Whether a row is about a file. `named` are all rows whose file ends in the same name. If one of them names the file
/// exactly, only exact names count. Otherwise one path must be the end of the other; a backslash counts as a slash.
fn is_file(row: &OwnRow, label: &str, named: &[OwnRow]) -> bool {
    let Some(file) = row.file.as_deref() else { return false };
    if named.iter().any(|other| other.file.as_deref() == Some(label)) {
        return file == label;
    }
    let (file, label) = (file.replace('\\', "/"), label.replace('\\', "/"));
    let ends = |long: &str, short: &str| long.strip_suffix(short).is_some_and(|head| head.ends_with(['/', '!']));
    file == label || ends(&label, &file) || ends(&file, &label)
}

fn is_of_runner(row: &OwnRow, runner: &str) -> bool {
    row.runner.as_deref().is_none_or(|name| name == runner)
}

/// Whether rows about one file name several runners: only then does the name of the runner tell files apart.
fn has_several_runners(rows: &[OwnRow], file: Option<&str>) -> bool {
    let mut runners = rows.iter().filter(|row| row.file.as_deref() == file).map(|row| &row.runner);
    let first = runners.next();
    runners.any(|runner| Some(runner) != first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SegmentKind;

    fn row(file: Option<&str>, runner: Option<&str>, activity: Option<usize>, start_s: f64) -> OwnRow {
        let (file, runner) = (file.map(str::to_owned), runner.map(str::to_owned));
        OwnRow { row: 2, file, runner, activity, span: Span::new(start_s, start_s + 50.0), kind: SegmentKind::Work }
    }

    fn count(cuts: &OwnCuts, name: (&str, &str), index: usize) -> usize {
        let activities = [Span::new(0.0, 600.0), Span::new(700.0, 2000.0)];
        let rows = cuts.about(FileName { runner: name.0, label: name.1 });
        rows.filter(|row| activity_of(row, &activities) == index).count()
    }

    #[test]
    fn files_are_told_by_the_end_of_their_path() {
        let cuts = OwnCuts::new(vec![row(Some("may/a.fit"), None, None, 0.0), row(Some("b.fit"), None, None, 0.0)]);
        assert_eq!(count(&cuts, ("in", "may/a.fit"), 0), 1);
        assert_eq!(count(&cuts, ("a.fit", "a.fit"), 0), 1);
        assert_eq!(count(&cuts, ("in", "june/a.fit"), 0), 0);
        assert_eq!(count(&cuts, ("in", "export.zip!x/b.fit"), 0), 1);
        assert_eq!(count(&cuts, ("in", "ab.fit"), 0), 0);
    }

    #[test]
    fn a_file_that_is_named_as_it_is_takes_no_other_rows() {
        let rows = ["a.fit", "x/a.fit", "x\\a.fit"].map(|file| row(Some(file), None, None, 0.0));
        let cuts = OwnCuts::new(rows[..2].to_vec());
        for file in ["a.fit", "x/a.fit"] {
            assert_eq!(count(&cuts, ("in", file), 0), 1, "{file}");
        }
        assert_eq!(count(&OwnCuts::new(rows.to_vec()), ("in", "x\\a.fit"), 0), 1);
        assert_eq!(count(&OwnCuts::new(rows[2..].to_vec()), ("in", "x/a.fit"), 0), 1);
    }

    #[test]
    fn runners_tell_files_of_one_name_apart_and_a_lone_runner_may_be_renamed() {
        let two =
            OwnCuts::new(vec![row(Some("a.fit"), Some("ann"), None, 0.0), row(Some("a.fit"), Some("bob"), None, 0.0)]);
        assert_eq!((count(&two, ("ann", "a.fit"), 0), count(&two, ("carl", "a.fit"), 0)), (1, 0));
        let one = OwnCuts::new(vec![row(Some("a.fit"), Some("ann"), None, 0.0)]);
        assert_eq!(count(&one, ("a.fit", "a.fit"), 0), 1);
    }

    #[test]
    fn a_row_without_an_activity_goes_where_it_lies() {
        let cuts = OwnCuts::new(vec![row(None, None, None, 800.0), row(None, None, Some(1), 800.0)]);
        assert_eq!((count(&cuts, ("in", "a.fit"), 0), count(&cuts, ("in", "a.fit"), 1)), (1, 1));
    }
}
