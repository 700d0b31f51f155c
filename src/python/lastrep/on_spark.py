"""Every file of a folder or bucket through Spark: `python -m lastrep.on_spark FOLDER OUT`."""

from __future__ import annotations

import argparse
from typing import Iterator

import pyarrow as pa
from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

from ._worker import schema, stream


def of_files(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The rows of some files, each alone; Spark names the column of the bytes `content`."""
    named = (batch.rename_columns(["path", "bytes"]) for batch in batches)
    yield from stream(named)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("out")
    asked = parser.parse_args()
    spark = SparkSession.builder.appName("lastrep").getOrCreate()
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "64")
    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(asked.folder)
    files.select("path", "content").mapInArrow(of_files, from_arrow_schema(schema())).write.parquet(asked.out)


if __name__ == "__main__":
    main()
