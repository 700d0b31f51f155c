"""The tables of a run, as pyarrow, polars or pandas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterable, Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    import pandas
    import polars

TABLES = ("workouts", "segments", "scores", "recordings", "readings", "decisions", "bests", "weeks", "problems")
"""The names of the tables. `decisions` and `weeks` need all files of a runner: they are empty after `read`."""


class Tables(Mapping[str, pa.Table]):
    """Tables by name: `tables["segments"]`, `tables.segments`."""

    workouts: pa.Table
    segments: pa.Table
    scores: pa.Table
    recordings: pa.Table
    readings: pa.Table
    decisions: pa.Table
    bests: pa.Table
    weeks: pa.Table
    problems: pa.Table

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        self._tables = dict(tables)

    @classmethod
    def of(cls, batches: Iterable[pa.RecordBatch]) -> "Tables":
        """The tables in a stream of a worker, file after file."""
        found: dict[str, list[pa.Table]] = {}
        for batch in batches:
            for name in batch.schema.names:
                if name in TABLES:
                    found.setdefault(name, []).append(rows(batch.column(name)))
        return cls({name: pa.concat_tables(found[name]) if name in found else pa.table({}) for name in TABLES})

    def polars(self) -> "dict[str, polars.DataFrame]":
        """All tables as polars frames."""
        import polars

        return {name: polars.DataFrame(table) for name, table in self.items()}

    def pandas(self) -> "dict[str, pandas.DataFrame]":
        """All tables as pandas frames."""
        return {name: table.to_pandas() for name, table in self.items()}

    def __getattr__(self, name: str) -> pa.Table:
        try:
            return self.__dict__["_tables"][name]
        except KeyError:
            raise AttributeError(name) from None

    def __getitem__(self, name: str) -> pa.Table:
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._tables]

    def __repr__(self) -> str:
        return "Tables(" + ", ".join(f"{name}: {table.num_rows} rows" for name, table in self.items()) + ")"


def rows(column: Any) -> pa.Table:
    """A column of lists of rows as one table."""
    flat = pc.list_flatten(column)
    flat = flat.combine_chunks() if isinstance(flat, pa.ChunkedArray) else flat
    return pa.Table.from_struct_array(flat) if len(flat) else pa.Table.from_batches([], schema=_schema(flat.type))


def _schema(rows_type: Any) -> pa.Schema:
    return pa.schema([rows_type.field(at) for at in range(rows_type.num_fields)])
