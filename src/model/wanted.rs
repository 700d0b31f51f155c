//! What a run is asked to write beside its tables.

/// Which pictures are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Charts {
    /// PNG.
    #[default]
    Png,
    /// SVG.
    Svg,
    /// None.
    None,
}

/// Whether a page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pages {
    /// One page, `index.html`, with a file of details for each run.
    #[default]
    Html,
    /// None.
    None,
}

/// The format of a file of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableFormat {
    /// Comma-separated values.
    Csv,
    /// Apache Parquet.
    Parquet,
}

impl TableFormat {
    /// The ending of the file.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Parquet => "parquet",
        }
    }
}

/// In which formats tables are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TableFiles {
    /// CSV.
    #[default]
    Csv,
    /// Parquet.
    Parquet,
    /// Both.
    Both,
}

impl TableFiles {
    /// The formats, one at least.
    pub fn formats(self) -> &'static [TableFormat] {
        match self {
            Self::Csv => &[TableFormat::Csv],
            Self::Parquet => &[TableFormat::Parquet],
            Self::Both => &[TableFormat::Csv, TableFormat::Parquet],
        }
    }
}
