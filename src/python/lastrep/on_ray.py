"""Every file of a folder or bucket through Ray Data: `python -m lastrep.on_ray FOLDER OUT [--by-runner]`.

A task is a batch of files. What is killed is run again: a worker by the task, a task by Ray. The same files give the same rows.
"""

from __future__ import annotations

import argparse

import pyarrow as pa
import ray

from ._worker import again


def of_files(batch: pa.Table) -> pa.Table:
    """The rows of some files, each alone."""
    return pa.Table.from_batches(again(batch.to_batches()))


def of_runner(group: pa.Table) -> pa.Table:
    """The rows of one runner, whose files come as one group."""
    group = group.sort_by("path")
    return pa.Table.from_batches(again(group.to_batches(), by_runner=True))


def with_runner(batch: pa.Table) -> pa.Table:
    """Adds the runner: the folder of the file."""
    folders = [path.rsplit("/", 2)[-2] if path.count("/") > 1 else path for path in batch.column("path").to_pylist()]
    return batch.append_column("runner", pa.array(folders, pa.string()))


def rows(folder: str, by_runner: bool = False, files_a_batch: int = 64) -> ray.data.Dataset:
    """The rows of all files below a folder, in no order."""
    files = ray.data.read_binary_files(folder, include_paths=True)
    if not by_runner:
        return files.map_batches(of_files, batch_size=files_a_batch, batch_format="pyarrow")
    named = files.map_batches(with_runner, batch_format="pyarrow")
    return named.groupby("runner").map_groups(of_runner, batch_format="pyarrow")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("out")
    parser.add_argument("--by-runner", action="store_true")
    asked = parser.parse_args()
    rows(asked.folder, asked.by_runner).write_parquet(asked.out)


if __name__ == "__main__":
    main()
