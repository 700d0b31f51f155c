"""Every file of a folder or bucket through Ray Data: `python -m lastrep.on_ray FOLDER OUT [--by-runner] [--cores N]`.

A folder in FOLDER is a runner. A task is some files, or a runner with all files, and reads them where it runs. What is killed is run
again: a worker by the task, a task by Ray. The same files give the same rows.
"""

from __future__ import annotations

import argparse
import os
import posixpath
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Callable, Iterator

import pyarrow as pa
import ray
from pyarrow import fs

from ._worker import again, batches_of, is_of_a_runner, is_recording, schema

_ASKED_AT_ONCE = 16


def uri(folder: str) -> str:
    """A folder as every machine of the cluster finds it."""
    return folder.rstrip("/") if "://" in folder else os.path.abspath(folder)


def named(folder: str, path: str) -> tuple[str, str]:
    """The runner of a file, which is the folder in FOLDER that it lies in, and the file as seen from there."""
    root = uri(folder).split("://")[-1].strip("/")
    label = path.split(f"{root}/", 1)[-1]
    runner, inside, rest = label.partition("/")
    return (runner, rest) if inside else (posixpath.basename(root), label)


def read(folder: str, paths: list[str]) -> Iterator[dict[str, Any]]:
    """The rows of files: several are asked for at once, since a store takes longer to answer than a file takes to be worked on."""
    place, _ = fs.FileSystem.from_uri(uri(folder))

    def row(path: str) -> dict[str, Any]:
        runner, label = named(folder, path)
        with place.open_input_stream(path) as stream:
            return {"runner": runner, "path": label, "bytes": stream.read()}

    with ThreadPoolExecutor(_ASKED_AT_ONCE) as pool:
        yield from pool.map(row, paths)


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


def files(folder: str, is_wanted: Callable[[str], bool], runner: str = "") -> list[str]:
    """The files below a folder, or below that of a runner in it, whose names are wanted, in order."""
    place, root = fs.FileSystem.from_uri(uri(folder))
    found = place.get_file_info(fs.FileSelector(posixpath.join(root, runner).rstrip("/"), recursive=True))
    return sorted(file.path for file in found if file.is_file and is_wanted(file.base_name))


def runners(folder: str) -> list[str]:
    """The runners: the folders in FOLDER."""
    place, root = fs.FileSystem.from_uri(uri(folder))
    return sorted(found.base_name for found in place.get_file_info(fs.FileSelector(root)) if not found.is_file)


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
