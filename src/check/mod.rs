//! The second opinion: one file read by two readers that share no code, compared channel by channel.
//!
//! FIT is read by fitparser, GPX by the gpx crate, TCX as a plain tree by roxmltree. A difference that comes from a known
//! limit of the other reader is explained. Any other difference is a disagreement, whichever reader is right.

mod compare;
mod fit;
mod gpx;
mod samples;
mod tcx;

use std::fmt;

use crate::error::{Error, ErrorKind, Result};
use crate::formats::{self, FileKind};
use crate::model::{Format, Reading};
use compare::compare;
pub use compare::{Agreement, ChannelComparison, FirstDifference};
use samples::{CHANNEL_INFOS, LATITUDE, LONGITUDE, Samples, Second};

/// What two readers say of one file.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckReport {
    /// The name of our reader.
    pub ours: String,
    /// The name of the other reader.
    pub theirs: String,
    /// One line for the activities, one for the samples, one for each channel that either reader has.
    pub lines: Vec<ChannelComparison>,
    /// Known limits of the other reader that made a difference here.
    pub explained: Vec<String>,
    /// Whether no line is a disagreement.
    pub agrees: bool,
}

/// Reads one file, not an archive, with both readers and compares them.
///
/// # Errors
/// The error of [`formats::read`] when there is nothing to compare: we do not take the file for an activity, or neither
/// reader can read it. If the other reader finds samples in a file that we call broken, that is a disagreement, not an
/// error. `Unsupported` for a session of a Polar export, for which there is no other reader.
pub fn check(bytes: &[u8]) -> Result<CheckReport> {
    match formats::read(bytes) {
        Ok(reading) if has_second(&reading) => Ok(report_of(bytes, &reading)),
        Ok(_) => Err(without_second()),
        Err(error) if matches!(error.kind(), ErrorKind::Malformed | ErrorKind::NoUsableData) => missed(bytes, error),
        Err(error) => Err(error),
    }
}

/// Whether there is another reader for the format.
fn has_second(reading: &Reading) -> bool {
    reading.activities.iter().all(|activity| activity.format != Format::Polar)
}

fn without_second() -> Error {
    Error::new(ErrorKind::Unsupported, "a FIT, GPX or TCX file", "a session of a Polar export")
        .hint("export the run from Polar Flow as TCX too: lastrep compare tells how the two differ")
}

/// The report of a file that we read.
fn report_of(bytes: &[u8], reading: &Reading) -> CheckReport {
    let format = reading.activities.first().map_or(Format::Gpx, |activity| activity.format);
    let ours = Samples::of(reading);
    let second = match format {
        Format::Fit => fit::read(bytes),
        Format::Gpx => gpx::read(bytes),
        Format::Tcx => tcx::read(bytes),
        Format::Polar => Second::default(),
    };
    judge(format!("lastrep {}", format.name()), &ours, second)
}

/// The report of a file in which we found nothing: a disagreement if the other reader found something.
fn missed(bytes: &[u8], error: Error) -> Result<CheckReport> {
    let (name, second) = match formats::sniff(bytes) {
        Some(FileKind::Fit) => ("lastrep fit", fit::read(bytes)),
        Some(FileKind::Tcx) => ("lastrep tcx", tcx::read(bytes)),
        Some(FileKind::Polar) => return Err(error),
        _ => ("lastrep gpx", gpx::read(bytes)),
    };
    if second.samples.is_empty() {
        return Err(error);
    }
    Ok(judge(name.to_owned(), &Samples::default(), second))
}

fn judge(ours_name: String, ours: &Samples, second: Second) -> CheckReport {
    let (lines, reasons) = compare(ours, &second);
    CheckReport {
        ours: ours_name,
        theirs: second.name.to_owned(),
        agrees: lines.iter().all(|line| line.verdict != Agreement::Different),
        lines,
        explained: second.explained.into_iter().chain(reasons).collect(),
    }
}

impl fmt::Display for CheckReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = if self.agrees { "agree" } else { "DISAGREE" };
        writeln!(f, "{} and {} {verdict}", self.ours, self.theirs)?;
        writeln!(f, "{:<11}{:>9}{:>9}{:>11}  verdict", "", "ours", "theirs", "differing")?;
        for line in &self.lines {
            let ChannelComparison { channel, ours_n, theirs_n, differing, first, verdict } = line;
            write!(f, "{channel:<11}{ours_n:>9}{theirs_n:>9}{differing:>11}  {}", verdict.name())?;
            if let Some(first) = first {
                write!(f, ", first at record {}: {}", first.record, ReadingDifference { channel, first })?;
            }
            writeln!(f)?;
        }
        self.explained.iter().try_for_each(|text| writeln!(f, "explained: {text}"))
    }
}

/// Two values of a channel in a report. Of positions only the distance is told, so that a report can be handed on.
struct ReadingDifference<'a> {
    channel: &'a str,
    first: &'a FirstDifference,
}

impl fmt::Display for ReadingDifference<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (ours, theirs) = (self.first.ours, self.first.theirs);
        let is_place = [LATITUDE, LONGITUDE].iter().any(|place| CHANNEL_INFOS[*place].name == self.channel);
        match (is_place, (theirs - ours).abs()) {
            (false, _) => write!(f, "{} / {}", PrintedValue(ours), PrintedValue(theirs)),
            (true, apart) if apart.is_nan() => f.write_str(if ours.is_nan() { "none / one" } else { "one / none" }),
            (true, apart) => write!(f, "{apart:e} degrees apart"),
        }
    }
}

/// A value in a report; `none` where it is missing.
struct PrintedValue(f64);

impl fmt::Display for PrintedValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_nan() { f.write_str("none") } else { write!(f, "{}", self.0) }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests;
