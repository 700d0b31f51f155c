"""Every file of a folder or bucket through Ray Data: `python -m lastrep.on_ray FOLDER OUT [--by-runner] [--cores N]`.

A folder in FOLDER is a runner. A task is some files, or a runner with all files, and reads them where it runs. What is killed is run
again: a worker by the task, a task by Ray. The same files give the same rows.
"""

from __future__ import annotations

import argparse

import pyarrow as pa
import ray

from ._store import files, read, runners
from ._worker import again, batches_of, is_of_a_runner, is_recording, schema


def of_files(batch: pa.Table, folder: str, cores: int) -> pa.Table:
    """The rows of some files, each alone."""
    sent = list(batches_of(read(folder, batch.column("path").to_pylist())))
    return pa.Table.from_batches(again(sent, jobs=cores), schema())


def of_runners(batch: pa.Table, folder: str, cores: int) -> pa.Table:
    """The rows of some runners, each with all files."""
    answers: list[pa.RecordBatch] = []
    for runner in batch.column("runner").to_pylist():
        paths = files(folder, is_of_a_runner, runner)
        answers += again(list(batches_of(read(folder, paths))), by_runner=True, jobs=cores)
    return pa.Table.from_batches(answers, schema(by_runner=True))


def rows(folder: str, by_runner: bool = False, files_a_task: int = 256, cores: int = 2) -> ray.data.Dataset:
    """The rows of all files below a folder, in no order. A task reads its own files, and has so many cores."""
    if by_runner:
        work, items, a_task = of_runners, [{"runner": runner} for runner in runners(folder)], 1
    else:
        work, items, a_task = of_files, [{"path": path} for path in files(folder, is_recording)], files_a_task
    tasks = ray.data.from_items(items, override_num_blocks=max(1, -(-len(items) // a_task)))
    told = {"folder": folder, "cores": cores}
    return tasks.map_batches(work, batch_size=None, batch_format="pyarrow", num_cpus=cores, fn_kwargs=told)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("out")
    parser.add_argument("--by-runner", action="store_true")
    parser.add_argument("--cores", type=int, default=2)
    asked = parser.parse_args()
    rows(asked.folder, asked.by_runner, cores=asked.cores).write_parquet(asked.out)


if __name__ == "__main__":
    main()
