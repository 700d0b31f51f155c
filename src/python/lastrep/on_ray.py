"""Every file of a folder or bucket through Ray Data: `python -m lastrep.on_ray FOLDER OUT [--by-runner] [--cores N]`.

A folder in FOLDER is a runner. A task is a batch of files, or a runner with all files. What is killed is run again: a worker by the
task, a task by Ray. The same files give the same rows.
"""

from __future__ import annotations

import argparse
import os
import posixpath
from typing import Any, Iterator

import pyarrow as pa
import ray
from pyarrow import fs

from ._worker import again, batches_of, is_of_a_runner, is_recording, schema


def uri(folder: str) -> str:
    """A folder as every machine of the cluster finds it."""
    return folder.rstrip("/") if "://" in folder else os.path.abspath(folder)


def named(folder: str, path: str) -> tuple[str, str]:
    """The runner of a file, which is the folder in FOLDER that it lies in, and the file as seen from there."""
    root = uri(folder).split("://")[-1].strip("/")
    label = path.split(f"{root}/", 1)[-1]
    runner, inside, rest = label.partition("/")
    return (runner, rest) if inside else (posixpath.basename(root), label)


def of_files(batch: pa.Table, folder: str, cores: int) -> pa.Table:
    """The rows of some files, each alone."""
    paths = batch.column("path").to_pylist()
    names = [named(folder, path) for path in paths]
    sent = pa.table([[runner for runner, _ in names], [label for _, label in names], batch.column("bytes")], ["runner", "path", "bytes"])
    sent = sent.filter(pa.array([is_recording(posixpath.basename(path)) for path in paths], pa.bool_()))
    return pa.Table.from_batches(again(sent.to_batches(), jobs=cores), schema())


def of_runners(batch: pa.Table, folder: str, cores: int) -> pa.Table:
    """The rows of some runners, who are read here: no file goes from machine to machine."""
    answers = [again(list(batches_of(_files(folder, runner))), by_runner=True, jobs=cores) for runner in batch.column("runner").to_pylist()]
    return pa.Table.from_batches([rows for answer in answers for rows in answer], schema(by_runner=True))


def _files(folder: str, runner: str) -> Iterator[dict[str, Any]]:
    place, root = fs.FileSystem.from_uri(uri(folder))
    found = place.get_file_info(fs.FileSelector(f"{root}/{runner}", recursive=True))
    for file in sorted((file for file in found if file.is_file and is_of_a_runner(file.base_name)), key=lambda file: file.path):
        with place.open_input_stream(file.path) as stream:
            yield {"runner": runner, "path": named(folder, file.path)[1], "bytes": stream.read()}


def runners(folder: str) -> list[str]:
    """The runners: the folders in FOLDER."""
    place, root = fs.FileSystem.from_uri(uri(folder))
    return sorted(found.base_name for found in place.get_file_info(fs.FileSelector(root)) if not found.is_file)


def rows(folder: str, by_runner: bool = False, files_a_batch: int = 64, cores: int = 2) -> ray.data.Dataset:
    """The rows of all files below a folder, in no order. A task has so many cores."""
    told = {"fn_kwargs": {"folder": folder, "cores": cores}, "num_cpus": cores, "batch_format": "pyarrow"}
    if by_runner:
        found = [{"runner": runner} for runner in runners(folder)]
        return ray.data.from_items(found, override_num_blocks=len(found)).map_batches(of_runners, batch_size=1, **told)
    files = ray.data.read_binary_files(uri(folder), include_paths=True)
    return files.map_batches(of_files, batch_size=files_a_batch, **told)


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
