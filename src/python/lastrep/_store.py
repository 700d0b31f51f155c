"""Recordings below a folder, or in a bucket: what is there, whose it is, and its bytes."""

from __future__ import annotations

import os
import posixpath
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Callable, Iterator

from pyarrow import fs

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


def files(folder: str, is_wanted: Callable[[str], bool], runner: str = "") -> list[str]:
    """The files below a folder, or below that of a runner in it, whose names are wanted, in order."""
    place, root = fs.FileSystem.from_uri(uri(folder))
    found = place.get_file_info(fs.FileSelector(posixpath.join(root, runner).rstrip("/"), recursive=True))
    return sorted(file.path for file in found if file.is_file and is_wanted(file.base_name))


def runners(folder: str) -> list[str]:
    """The runners: the folders in FOLDER."""
    place, root = fs.FileSystem.from_uri(uri(folder))
    return sorted(found.base_name for found in place.get_file_info(fs.FileSelector(root)) if not found.is_file)
