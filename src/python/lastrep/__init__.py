"""Reads running-watch exports, finds the reps, scores them.

    >>> import lastrep
    >>> tables = lastrep.read("run.fit")          # a file, a folder, or the bytes of a file
    >>> tables.workouts.column("workout")         # pyarrow tables
    >>> tables.polars()["segments"]               # the same as polars frames
    >>> tables.pandas()["scores"]                 # the same as pandas frames

The rows are those of the command. `lastrep columns` says what each column means, and `Tables.columns` holds the same.
"""

from __future__ import annotations

from ._tables import TABLES, Tables
from ._worker import LastrepError, analyze, columns, read, version

__all__ = ["TABLES", "LastrepError", "Tables", "analyze", "columns", "read", "version"]
__version__ = version()
