//! The rows that an engine sends.

use super::options::WorkerOptions;
use super::pipe::Pipe;
use crate::batch::{FileName, Options};
use crate::error::{Error, ErrorKind, Result};
use crate::journal::{read_athlete, read_journal};
use polars::prelude::{PlSmallStr, PolarsError, Series};
use polars_arrow::array::Array;
use polars_arrow::io::ipc::read::{StreamReader, StreamState, read_stream_metadata};
use polars_arrow::record_batch::RecordBatchT;
use std::io::Read;

/// What an input is that is not the one that is read here.
const STREAM: &str = "an Arrow IPC stream with the columns path and bytes";

/// One file to be read.
#[derive(Debug, Clone)]
pub(super) struct Request {
    /// The runner; where none is named, the folder of the path.
    pub(super) runner: String,
    pub(super) path: String,
    /// The file as it is, packed or not; `None` where the cell is empty.
    pub(super) bytes: Option<Vec<u8>>,
    /// What the row says of its runner.
    pub(super) words: Words,
}

/// What a runner told, as texts; empty where there is none.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Words {
    /// The text of the runner's athlete.toml.
    pub(super) athlete: String,
    /// The text of the runner's journal.csv.
    pub(super) journal: String,
}

impl Request {
    /// The file, as results name it.
    pub(super) fn name(&self) -> FileName<'_> {
        FileName { runner: &self.runner, label: &self.path }
    }
}

impl Words {
    /// What the runner told.
    ///
    /// # Errors
    /// `Config` where the athlete's text cannot be read.
    pub(super) fn options(&self, asked: &WorkerOptions) -> Result<Options> {
        let athlete = read_athlete(&self.athlete)?;
        let (journal, _) = read_journal(&self.journal);
        let unit = athlete.unit.unwrap_or(asked.unit);
        Ok(Options { athlete, journal, unit, reps_from: asked.reps_from, ..Options::default() })
    }
}

/// The stream of files.
pub(super) struct Files<R: Read> {
    batches: StreamReader<Pipe<R>>,
    columns: Columns,
}

/// Where the columns are.
struct Columns {
    path: usize,
    bytes: usize,
    runner: Option<usize>,
    athlete: Option<usize>,
    journal: Option<usize>,
}

impl<R: Read> Files<R> {
    /// Reads the schema.
    ///
    /// # Errors
    /// `Malformed` for other bytes, `Config` without one of the two columns.
    pub(super) fn open(input: R) -> Result<Self> {
        let mut pipe = Pipe::new(input);
        let metadata = read_stream_metadata(&mut pipe).map_err(broken)?;
        let at = |name: &str| metadata.schema.index_of(name);
        let needed = |name: &str| {
            let names: Vec<&str> = metadata.schema.iter_names().map(PlSmallStr::as_str).collect();
            at(name).ok_or_else(|| {
                Error::new(ErrorKind::Config, format!("a column {name}"), names.join(", "))
                    .at("the schema of the input")
                    .hint("name the columns path (text) and bytes (binary)")
            })
        };
        let columns = Columns {
            path: needed("path")?,
            bytes: needed("bytes")?,
            runner: at("runner"),
            athlete: at("athlete"),
            journal: at("journal"),
        };
        Ok(Self { batches: StreamReader::new(pipe, metadata, None), columns })
    }

    /// The next rows; `None` at the end of the stream.
    ///
    /// # Errors
    /// `Malformed` where the stream breaks off, `Config` for a column of another type.
    pub(super) fn next_batch(&mut self) -> Result<Option<Vec<Request>>> {
        match self.batches.next() {
            None | Some(Ok(StreamState::Waiting)) => Ok(None),
            Some(Err(cause)) => Err(broken(cause)),
            Some(Ok(StreamState::Some(batch))) => self.columns.requests(&batch).map(Some),
        }
    }
}

impl Columns {
    fn requests(&self, batch: &RecordBatchT<Box<dyn Array>>) -> Result<Vec<Request>> {
        let column = |at: usize| batch.arrays()[at].as_ref();
        let text_of = |at: Option<usize>, name| at.map(|at| texts(column(at), name)).transpose();
        let (paths, mut files) = (texts(column(self.path), "path")?, binaries(column(self.bytes))?);
        let runners = text_of(self.runner, "runner")?;
        let (athletes, journals) = (text_of(self.athlete, "athlete")?, text_of(self.journal, "journal")?);
        let cell = |column: &Option<Vec<String>>, row: usize| column.as_ref().map(|cells| cells[row].clone());
        let request = |row: usize| {
            let path = paths[row].clone();
            let runner = cell(&runners, row).filter(|runner| !runner.is_empty());
            Request {
                runner: runner.unwrap_or_else(|| folder(&path).to_owned()),
                path,
                bytes: files[row].take(),
                words: Words {
                    athlete: cell(&athletes, row).unwrap_or_default(),
                    journal: cell(&journals, row).unwrap_or_default(),
                },
            }
        };
        Ok((0..paths.len()).map(request).collect())
    }
}

/// The last folder of a path; the path where it has none.
fn folder(path: &str) -> &str {
    let above = path.rsplit_once('/').map_or("", |(above, _)| above);
    above.rsplit('/').find(|name| !name.is_empty()).unwrap_or(path)
}

/// The texts of a column; an empty cell is an empty text.
fn texts(column: &dyn Array, name: &'static str) -> Result<Vec<String>> {
    let cells = series(column, name)?;
    let texts = cells.str().map_err(|_| other_type(name, "text", column))?;
    Ok(texts.iter().map(|text| text.unwrap_or_default().to_owned()).collect())
}

/// The bytes of a column.
fn binaries(column: &dyn Array) -> Result<Vec<Option<Vec<u8>>>> {
    let cells = series(column, "bytes")?;
    let files = cells.binary().map_err(|_| other_type("bytes", "binary", column))?;
    Ok(files.iter().map(|bytes| bytes.map(<[u8]>::to_vec)).collect())
}

/// The column as polars has it, which knows each of Arrow's types for text and bytes.
fn series(column: &dyn Array, name: &'static str) -> Result<Series> {
    Series::from_arrow(name.into(), column.to_boxed()).map_err(|_| other_type(name, "text or binary", column))
}

fn other_type(name: &str, expected: &str, column: &dyn Array) -> Error {
    Error::new(ErrorKind::Config, format!("a column of {expected}"), format!("{:?}", column.dtype()))
        .at(format!("column {name}"))
        .hint("send the column as Arrow string or binary")
}

fn broken(cause: PolarsError) -> Error {
    Error::new(ErrorKind::Malformed, STREAM, cause.to_string())
        .at("the input")
        .hint("write it with pyarrow.ipc.new_stream, or any writer of Arrow streams")
        .because(cause)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_runner_without_a_name_is_the_folder() {
        assert_eq!(folder("s3://bucket/anna/2024/1.fit"), "2024");
        assert_eq!((folder("anna/1.fit"), folder("1.fit"), folder("/1.fit")), ("anna", "1.fit", "/1.fit"));
    }
}
