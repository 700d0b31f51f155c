//! Recordings in formats that are not read: what they are, and what to export instead.

use std::collections::BTreeMap;

use super::polar;
use super::sniff::EXPECTED;
use crate::error::{Error, ErrorKind};

/// Most names shown of one kind of file.
const SHOWN_NAMES: usize = 3;

/// Most kinds of file shown.
const SHOWN_KINDS: usize = 6;

/// A recording format that is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Other {
    /// What the file's name begins with, in lower case; empty where any name will do.
    beginning: &'static str,
    /// What the file's name ends with, in lower case.
    ending: &'static str,
    /// What the file is.
    what: &'static str,
    /// Where the same run can be had in a format that is read.
    remedy: &'static str,
    /// Whether its bytes are those of a zip file.
    pub is_zip: bool,
}

const fn other(ending: &'static str, what: &'static str, remedy: &'static str) -> Other {
    Other { beginning: "", ending, what, remedy, is_zip: false }
}

const FROM_POLAR: &str = "export the session from Polar Flow as TCX or FIT";
const FROM_SUUNTO: &str = "export the run from the Suunto app as FIT or GPX";
const FROM_GARMIN: &str = "export the run from Garmin Connect or Garmin BaseCamp as FIT, TCX or GPX";
const FROM_THERE: &str = "export the run as FIT, TCX or GPX from the program that wrote the file";

/// Formats of watches and training programs, known by the name alone.
const OTHERS: [Other; 19] = [
    other(".hrm", "a Polar HRM file", FROM_POLAR),
    Other { beginning: polar::NAME, ..other(".json", "a Polar session in a layout that is not read", FROM_POLAR) },
    other(".ppp", "a Polar file", FROM_POLAR),
    other(".sml", "a Suunto file", FROM_SUUNTO),
    other(".sdf", "a Suunto file", FROM_SUUNTO),
    other(".hst", "a Garmin Training Center file", FROM_GARMIN),
    other(".gdb", "a Garmin MapSource file", FROM_GARMIN),
    other(".ttbin", "a TomTom file", "convert the file to TCX or GPX, with ttbincnv for example"),
    other(".pwx", "a TrainingPeaks file", "export the run from TrainingPeaks as FIT"),
    other(".kml", "a track for Google Earth, without heart rate and laps", FROM_THERE),
    Other { is_zip: true, ..other(".kmz", "a track for Google Earth, without heart rate and laps", FROM_THERE) },
    Other { is_zip: true, ..other(".fitlog", "a SportTracks file", FROM_THERE) },
    other(".slf", "a Sigma file", FROM_THERE),
    other(".srm", "an SRM file", FROM_THERE),
    other(".omd", "a Geonaute file", FROM_THERE),
    other(".nmea", "positions as a receiver sends them", FROM_THERE),
    other(".igc", "a flight recorder's file", FROM_THERE),
    other(".wko", "a WKO file", FROM_THERE),
    other(".gpi", "points of interest for a Garmin", FROM_GARMIN),
];

/// The recording format that a name stands for; `None` for formats that are read and for what is no recording.
///
/// ```
/// use lastrep::formats::other::of_name;
/// assert!(of_name("2019/A.HRM").is_some_and(|other| other.error().advice().contains("Polar Flow")));
/// assert!(of_name("run.fit").or(of_name("photo.jpg")).is_none());
/// ```
pub fn of_name(name: &str) -> Option<&'static Other> {
    let name = name.rsplit(['/', '!']).next().unwrap_or(name).to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    OTHERS.iter().find(|other| name.starts_with(other.beginning) && name.ends_with(other.ending))
}

/// What the Suunto app writes around each sample of its JSON.
const SUUNTO_MARK: &[u8] = b"suunto/sml";

/// The JSON of the Suunto app, known by its first bytes: its names tell nothing.
const SUUNTO_JSON: Other = other(".json", "a file of the Suunto app", FROM_SUUNTO);

/// The recording format that a name or the first bytes of a file stand for.
///
/// ```
/// use lastrep::formats::other::of_file;
/// let first = br#"{"Samples": [{"Attributes": {"suunto/sml": {"Sample": {"HR": 1.35}}}}]}"#;
/// assert!(of_file("samples.json", first).is_some_and(|other| other.error().advice().contains("Suunto app")));
/// assert!(of_file("samples.json", b"{}").is_none());
/// ```
pub fn of_file(name: &str, first: &[u8]) -> Option<&'static Other> {
    let is_suunto = || first.windows(SUUNTO_MARK.len()).any(|window| window == SUUNTO_MARK);
    of_name(name).or_else(|| is_suunto().then_some(&SUUNTO_JSON))
}

impl Other {
    /// Why such a file gives no activity, and what to export instead.
    pub fn error(&self) -> Error {
        Error::new(ErrorKind::Unsupported, EXPECTED, self.what).at("its name").hint(self.remedy)
    }
}

/// The error of a folder or an archive in which nothing can be read. It names the files that are there instead.
pub(crate) fn nothing_read<'a>(names: impl Iterator<Item = &'a str>) -> Error {
    let mut kinds: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for name in names {
        kinds.entry(ending(name)).or_default().push(name);
    }
    let mut kinds: Vec<(String, Vec<&str>)> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, names)| std::cmp::Reverse(names.len()));
    let told: Vec<String> = kinds.iter().take(SHOWN_KINDS).map(|(ending, names)| counted(ending, names)).collect();
    let more = if kinds.len() > SHOWN_KINDS { " and others" } else { "" };
    let found = if told.is_empty() { "no file".to_owned() } else { format!("only {}{more}", told.join(", ")) };
    Error::new(ErrorKind::NotAnActivity, format!("at least {EXPECTED}"), found)
        .hint("export the runs as FIT, TCX or GPX: watch makers and training sites offer one of them for each run, or all in one archive")
}

/// `2 .json (a.json, b.json)`.
fn counted(ending: &str, names: &[&str]) -> String {
    let shown = names.iter().take(SHOWN_NAMES).copied().collect::<Vec<_>>().join(", ");
    let more = if names.len() > SHOWN_NAMES { ", …" } else { "" };
    format!("{} {ending} ({shown}{more})", names.len())
}

/// The last ending of a name, in lower case.
fn ending(name: &str) -> String {
    let last = name.rsplit('/').next().unwrap_or(name);
    match last.rsplit_once('.') {
        Some((_, ending)) => format!(".{}", ending.to_lowercase()),
        None => "without an ending".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recordings_of_other_formats_are_known_by_name() {
        for name in [
            "a.hrm",
            "x/Training-Session-2024-05-07.json",
            "training-session_2023-11-15T12-23-32_77-10.json",
            "track.KMZ",
            "b.pwx.gz",
            "e.zip!c.ttbin",
        ] {
            assert!(of_name(name).is_some(), "{name}");
        }
        for name in ["a.fit", "profile.json", "photo.jpg", "hrm", "weeks.csv"] {
            assert_eq!(of_name(name), None, "{name}");
        }
    }

    #[test]
    fn what_is_there_instead_is_named_most_first() {
        let error = nothing_read(["a.csv", "x/b.JSON", "c.json", "LICENSE"].into_iter());
        assert_eq!(error.found(), "only 2 .json (x/b.JSON, c.json), 1 .csv (a.csv), 1 without an ending (LICENSE)");
        assert_eq!(nothing_read(std::iter::empty()).found(), "no file");
    }
}
