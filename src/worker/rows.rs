//! The rows that go back: a row for each file or runner, each table in it as a list of its rows.

use super::options::RowOf;
use crate::error::{Error, ErrorKind, Result};
use crate::report::tables::{SCHEMA_VERSION, Table, frames};
use crate::report::{Analysed, Problem};
use polars::prelude::{Column, CompatLevel, DataFrame, PolarsError, PolarsResult, SchemaExt};
use polars_arrow::array::{Array, ListArray, StructArray, Utf8Array};
use polars_arrow::datatypes::{ArrowDataType, ArrowSchema, Field};
use polars_arrow::io::ipc::write::{StreamWriter, WriteOptions};
use polars_arrow::offset::{Offsets, OffsetsBuffer};
use polars_arrow::record_batch::RecordBatchT;
use rayon::prelude::*;
use std::io::Write;
use std::sync::Arc;

/// The tables that need other files of the runner.
const OF_RUNNER: [&str; 2] = ["decisions", "weeks"];

/// What goes back for a file or for a runner.
#[derive(Debug, Default)]
pub(super) struct Answer {
    pub(super) runner: String,
    /// The file; `None` for a runner.
    pub(super) path: Option<String>,
    pub(super) activities: Vec<Analysed>,
    pub(super) problems: Vec<Problem>,
}

/// The stream of answers.
pub(super) struct AnswerStream<W: Write> {
    writer: StreamWriter<W>,
    schema: Arc<ArrowSchema>,
    row_of: RowOf,
}

impl<W: Write> AnswerStream<W> {
    /// Writes the schema, which no answer changes.
    pub(super) fn begin(output: W, row_of: RowOf) -> Result<Self> {
        let mut fields = vec![text_field("runner"), text_field("path")];
        fields.extend(tables(&Answer::default(), row_of)?.iter().map(|table| list_field(table.name, &table.frame)));
        let schema: ArrowSchema = fields.into_iter().map(|field| (field.name.clone(), field)).collect();
        let mut writer = StreamWriter::new(output, WriteOptions { compression: None });
        let about =
            [("lastrep_version", crate::VERSION.to_owned()), ("lastrep_schema_version", SCHEMA_VERSION.to_string())];
        let about = about.into_iter().map(|(key, value)| (key.into(), value.into())).collect();
        writer.set_custom_schema_metadata(Arc::new(about));
        writer.start(&schema, None).map_err(broken)?;
        Ok(Self { writer, schema: Arc::new(schema), row_of })
    }

    /// Writes answers as one batch.
    pub(super) fn write(&mut self, answers: &[Answer]) -> Result<()> {
        if answers.is_empty() {
            return Ok(());
        }
        let row_of = self.row_of;
        let tables: Vec<Vec<Table>> = answers.par_iter().map(|answer| tables(answer, row_of)).collect::<Result<_>>()?;
        let runners = Utf8Array::<i32>::from_iter_values(answers.iter().map(|answer| answer.runner.as_str()));
        let paths: Utf8Array<i32> = answers.iter().map(|answer| answer.path.as_deref()).collect();
        let mut arrays: Vec<Box<dyn Array>> = vec![runners.boxed(), paths.boxed()];
        for at in 0..tables[0].len() {
            let of_table: Vec<&DataFrame> = tables.iter().map(|tables| &tables[at].frame).collect();
            arrays.push(lists(&of_table).map_err(broken)?);
        }
        let batch = RecordBatchT::new(answers.len(), Arc::clone(&self.schema), arrays);
        self.writer.write(&batch, None).map_err(broken)
    }

    /// Ends the stream.
    pub(super) fn finish(mut self) -> Result<()> {
        self.writer.finish().map_err(broken)?;
        self.writer.into_inner().flush().map_err(|cause| Error::io("the output", "to write on", cause))
    }
}

fn tables(answer: &Answer, row_of: RowOf) -> Result<Vec<Table>> {
    let is_kept = |table: &Result<Table>| {
        row_of == RowOf::Runner || table.as_ref().map_or(true, |table| !OF_RUNNER.contains(&table.name))
    };
    frames(&answer.activities, &answer.problems).filter(is_kept).collect()
}

fn text_field(name: &str) -> Field {
    Field::new(name.into(), ArrowDataType::Utf8, true)
}

fn list_field(name: &str, frame: &DataFrame) -> Field {
    Field::new(name.into(), list_of(struct_of(frame)), false)
}

fn struct_of(frame: &DataFrame) -> ArrowDataType {
    let fields = frame.schema().to_arrow(CompatLevel::oldest()).into_iter_values();
    ArrowDataType::Struct(fields.map(narrow).collect())
}

/// A field of Arrow's narrow types: Spark does not know the large ones.
fn narrow(field: Field) -> Field {
    match field.dtype {
        ArrowDataType::LargeUtf8 => Field { dtype: ArrowDataType::Utf8, ..field },
        _ => field,
    }
}

/// The cells of a column, as [`narrow`] has them. The column is one chunk.
fn cells(column: &Column) -> Box<dyn Array> {
    match column.try_str() {
        Some(texts) => texts.iter().collect::<Utf8Array<i32>>().boxed(),
        None => column.as_materialized_series().to_arrow(0, CompatLevel::oldest()),
    }
}

fn list_of(rows: ArrowDataType) -> ArrowDataType {
    ArrowDataType::List(Box::new(Field::new("item".into(), rows, false)))
}

/// Frames of one table as a column with a list of rows for each.
fn lists(frames: &[&DataFrame]) -> PolarsResult<Box<dyn Array>> {
    let lengths: Offsets<i32> = Offsets::try_from_lengths(frames.iter().map(|frame| frame.height()))?;
    let mut all = frames[0].clone();
    for frame in &frames[1..] {
        all.vstack_mut(frame)?;
    }
    all.rechunk_mut();
    let rows = struct_of(&all);
    let rows_array = StructArray::try_new(rows.clone(), all.height(), all.columns().iter().map(cells).collect(), None)?;
    Ok(ListArray::<i32>::try_new(list_of(rows), OffsetsBuffer::from(lengths), rows_array.boxed(), None)?.boxed())
}

fn broken(cause: PolarsError) -> Error {
    Error::new(ErrorKind::Io, "a stream of rows", cause.to_string()).at("the output").because(cause)
}
