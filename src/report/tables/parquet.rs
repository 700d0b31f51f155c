//! A frame as Parquet, with the unit and the meaning of each column in its field.

use super::column::ColumnGuide;
use polars::prelude::{ArrowSchema, CompatLevel, DataFrame, PolarsResult, SchemaExt};
use polars_parquet::write::{
    CompressionOptions, FileWriter, KeyValue, RowGroupIterator, StatisticsOptions, Version, WriteOptions,
    get_dtype_encoding, schema_to_metadata_key,
};
use std::sync::Arc;

/// What every reader of Parquet knows.
fn options() -> WriteOptions {
    WriteOptions {
        statistics: StatisticsOptions::default(),
        version: Version::V1,
        compression: CompressionOptions::Snappy,
        data_page_size: None,
    }
}

/// The bytes of the file, with pairs of words about it in its metadata. The frame is one chunk.
pub(super) fn parquet<const PAIRS: usize>(
    frame: &DataFrame,
    columns: &[ColumnGuide],
    about: [(&str, String); PAIRS],
) -> PolarsResult<Vec<u8>> {
    let schema = with_meanings(frame.schema().to_arrow(CompatLevel::oldest()), columns);
    let encodings = schema.iter_values().map(|field| get_dtype_encoding(&field.dtype)).collect();
    let batches = frame.iter_chunks(CompatLevel::oldest(), false).filter(|batch| !batch.is_empty());
    let mut bytes = Vec::new();
    let mut writer = FileWriter::try_new(&mut bytes, schema.clone(), options())?;
    for group in RowGroupIterator::try_new(batches.map(Ok), &schema, options(), encodings)? {
        writer.write(frame.height() as u64, group?)?;
    }
    let about = about.map(|(key, value)| KeyValue { key: key.to_owned(), value: Some(value) });
    writer.end(Some(std::iter::once(schema_to_metadata_key(&schema)).chain(about).collect()))?;
    Ok(bytes)
}

/// The fields with the units and meanings of their columns.
fn with_meanings(mut schema: ArrowSchema, columns: &[ColumnGuide]) -> ArrowSchema {
    for (field, guide) in schema.iter_values_mut().zip(columns) {
        let told = [("unit", guide.unit), ("meaning", guide.about.as_str())];
        let told = told.into_iter().filter(|(_, text)| !text.is_empty());
        field.metadata = Some(Arc::new(told.map(|(key, text)| (key.into(), text.into())).collect()));
    }
    schema
}
