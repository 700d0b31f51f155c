//! What lies beside a recording: the row of a list, and readings of heart rate.

use super::{Hearts, Sport, Surface, Teller, Told};

/// What a list beside the recordings says of one of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// Whose list it is.
    pub by: Teller,
    /// What it says of the session.
    pub told: Told,
    /// The sport that it names.
    pub sport: Sport,
    /// The surface that it names.
    pub surface: Option<Surface>,
}

/// A row of a list that names no file, but the start of its session.
#[derive(Debug, Clone, PartialEq)]
pub struct Timed {
    /// Unix time of the start, s.
    pub start_unix_s: f64,
    /// What the list says.
    pub listed: Listed,
}

/// What lies beside one recording, looked up before the recording is read.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Beside<'a> {
    /// The row of a list that names the file.
    pub named: Option<&'a Listed>,
    /// The rows that name no file, in order of start.
    pub timed: &'a [Timed],
    /// Readings of heart rate for recordings that have none.
    pub hearts: Option<&'a Hearts>,
}
