//! What a column is: its name, the type and unit of its cells, and its meaning.

use serde::{Serialize, Serializer};

/// The type of the cells of a column. Any cell may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnType {
    /// Words.
    String,
    /// Numbers with a fraction.
    Float,
    /// Whole numbers.
    Integer,
}

/// The name of a column, the type and unit of its cells, and its meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ColumnGuide {
    /// The name in the header.
    pub name: String,
    /// The type of its cells.
    #[serde(rename = "type")]
    pub of: ColumnType,
    /// The unit; empty for words and counts.
    #[serde(serialize_with = "null_if_empty")]
    pub unit: &'static str,
    /// The meaning, in words.
    #[serde(rename = "meaning")]
    pub about: String,
    /// Whether its cells name files or runners: as CSV, they are read back as they were.
    #[serde(skip)]
    pub(super) is_name: bool,
}

fn null_if_empty<S: Serializer>(unit: &str, to: S) -> Result<S::Ok, S::Error> {
    Some(unit).filter(|unit| !unit.is_empty()).serialize(to)
}

impl ColumnGuide {
    /// A column of words; the frame that it goes into sets what else it may be of.
    pub(super) fn new(name: String, unit: &'static str, about: String) -> Self {
        Self { name, of: ColumnType::String, unit, about, is_name: false }
    }
}

/// The names of most columns end in the unit.
impl From<(&str, &str)> for ColumnGuide {
    fn from((name, about): (&str, &str)) -> Self {
        Self::new(name.to_owned(), unit_in(name), about.to_owned())
    }
}

/// Ends of names, each with its unit. A longer end stands before a shorter end of itself.
const UNITS: [(&str, &str); 15] = [
    ("_s_per_km", "s/km"),
    ("_mps", "m/s"),
    ("_bpm", "bpm"),
    ("_spm", "steps/min"),
    ("_pct", "%"),
    ("_cr10", "0 to 10"),
    ("_ms", "ms"),
    ("_mm", "mm"),
    ("_m", "m"),
    ("_s", "s"),
    ("_w", "W"),
    ("_utc", "ISO 8601"),
    ("_local", "ISO 8601"),
    ("monday", "ISO 8601"),
    ("date", "ISO 8601"),
];

/// The unit in which a name ends.
fn unit_in(name: &str) -> &'static str {
    UNITS.iter().find(|(end, _)| name.ends_with(end)).map_or("", |(_, unit)| unit)
}
