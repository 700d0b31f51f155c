"""Streams to and from `lastrep worker`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sysconfig
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any, Callable, Iterable, Iterator, Optional, Tuple, Union

import pyarrow as pa

from ._tables import Tables

Source = Union[str, "os.PathLike[str]", bytes]

SCHEMA = pa.schema(
    [
        ("runner", pa.string()),
        ("path", pa.string()),
        ("bytes", pa.large_binary()),
        ("athlete", pa.string()),
        ("journal", pa.string()),
    ]
)
"""What a worker is sent: one row a file."""

Own = Tuple[Optional[str], Optional[str]]

_OWN = ("athlete.toml", "journal.csv")
_STRAVA_LIST = "activities.csv"

_ROWS_A_BATCH = 64
_BYTES_A_BATCH = 32 << 20


class LastrepError(RuntimeError):
    """What the command says when it cannot go on."""


class WorkerDied(LastrepError):
    """A worker was killed: the same files, sent again, give their rows."""


@lru_cache(maxsize=None)
def binary() -> str:
    """The command of this package; `LASTREP` in the environment names another."""
    named = os.environ.get("LASTREP")
    if named:
        return named
    name = "lastrep.exe" if os.name == "nt" else "lastrep"
    beside = Path(sysconfig.get_path("scripts")) / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if not found:
        raise LastrepError("the command lastrep is not installed: pip install lastrep")
    return found


def _ask(*arguments: str) -> str:
    done = subprocess.run([binary(), *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise LastrepError(done.stderr.strip())
    return done.stdout


@lru_cache(maxsize=None)
def version() -> str:
    """The version of the command."""
    return _ask("--version").split()[-1]


@lru_cache(maxsize=None)
def columns() -> dict[str, Any]:
    """The data dictionary: every table, its columns, their types, units and meanings."""
    return json.loads(_ask("columns", "--json"))


def stream(batches: Iterable[pa.RecordBatch], *, by_runner: bool = False, jobs: int | None = None) -> Iterator[pa.RecordBatch]:
    """Sends batches of files to one worker, and gives back its batches of rows, as they come.

    `batches` have the columns of `SCHEMA`; only `path` and `bytes` must be there. With `by_runner` the rows of a runner
    come one after another, and a row comes back for each runner. Then lists, athlete.toml and journal.csv may be rows, too.

    Raises `LastrepError` with the words of the command when it ends early.
    """
    command = [binary(), "worker"]
    command += ["--by-runner"] if by_runner else []
    command += ["--jobs", str(jobs)] if jobs else []
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as worker:
        failed: list[BaseException] = []

        def given() -> Iterator[pa.RecordBatch]:
            try:
                yield from batches
            except Exception as error:  # noqa: BLE001 - raised again below
                failed.append(error)
                raise

        def send() -> None:
            try:
                writer = None
                for batch in given():
                    writer = writer or pa.ipc.new_stream(worker.stdin, batch.schema)
                    writer.write_batch(batch)
                (writer or pa.ipc.new_stream(worker.stdin, SCHEMA)).close()
            except OSError:
                pass  # The worker has ended, and its own words say why; or the batches have, and that is noted.
            except BaseException as error:  # noqa: BLE001 - raised again below
                failed.append(error)
            finally:
                try:
                    worker.stdin.close()
                except OSError:
                    pass

        said: list[bytes] = []
        sender = threading.Thread(target=send, daemon=True)
        listener = threading.Thread(target=lambda: said.append(worker.stderr.read()), daemon=True)
        sender.start()
        listener.start()
        try:
            yield from pa.ipc.open_stream(worker.stdout)
        except (pa.ArrowInvalid, OSError) as error:
            worker.wait()
            listener.join()
            if failed:
                raise failed[0] from None
            raise _ended(worker.returncode, b"".join(said), str(error)) from error
        finally:
            worker.stdout.close()
            worker.wait()
        sender.join()
        listener.join()
        if failed:
            raise failed[0]
        if worker.returncode:
            raise _ended(worker.returncode, b"".join(said), "it said nothing")


@lru_cache(maxsize=None)
def schema(*, by_runner: bool = False) -> pa.Schema:
    """The schema of the rows of a worker."""
    none = pa.BufferOutputStream()
    pa.ipc.new_stream(none, SCHEMA).close()
    command = [binary(), "worker", *(["--by-runner"] if by_runner else [])]
    return pa.ipc.open_stream(subprocess.run(command, input=none.getvalue().to_pybytes(), capture_output=True, check=True).stdout).schema


def _ended(code: int, said: bytes, else_said: str) -> LastrepError:
    """Why a worker ended early: by a signal, or in its own words."""
    if code < 0:
        return WorkerDied(f"the worker was ended by signal {-code}")
    return LastrepError(said.decode(errors="replace").strip() or else_said)


def again(batches: list[pa.RecordBatch], *, by_runner: bool = False, jobs: int | None = None) -> list[pa.RecordBatch]:
    """All rows of `stream`; files whose worker was killed are sent again, up to three times.

    Raises `WorkerDied` when that happens each time, and `LastrepError` as `stream` does.
    """
    for tries in range(3):
        try:
            return list(stream(batches, by_runner=by_runner, jobs=jobs))
        except WorkerDied:
            if tries == 2:
                raise
    raise AssertionError("three tries")


def _is_list(name: str) -> bool:
    """Whether a file is named as the lists beside recordings are: of Strava, of a Garmin account, of Apple Health."""
    return name == _STRAVA_LIST or name.endswith("summarizedActivities.json") or name.lower().endswith(".xml")


def is_recording(name: str) -> bool:
    """Whether a file is named as recordings are."""
    ends = (".fit", ".gpx", ".tcx", ".gz", ".zip")
    return not name.startswith(".") and (name.lower().endswith(ends) or name.startswith("training-session"))


def is_of_a_runner(name: str) -> bool:
    """Whether a file is named as recordings, the lists beside them, or the runner's own files are."""
    return is_recording(name) or _is_list(name) or name in _OWN


def _files(folder: Path, is_wanted: Callable[[str], bool]) -> Iterator[Path]:
    """The files of a folder whose names are wanted, in order of name."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place) / name for name in sorted(names) if is_wanted(name))


def _list_above(path: Path) -> Path | None:
    """The list of a Strava export above its folder of recordings, or above the folder of one recording."""
    folder = (path if path.is_dir() else path.parent).resolve()
    file = folder.parent / _STRAVA_LIST
    return file if folder.name == "activities" and file.is_file() else None


def _rows(source: Source, runner: str | None, own: Own, together: bool) -> Iterator[dict[str, Any]]:
    """The rows of a source. Files that are taken together have the lists beside them."""
    told = {"athlete": own[0], "journal": own[1]}
    if isinstance(source, (bytes, bytearray, memoryview)):
        yield {"runner": runner or "", "path": "bytes", "bytes": bytes(source), **told}
        return
    path = Path(os.fspath(source))
    if not path.exists():
        raise FileNotFoundError(f"{path} does not exist")
    name = runner or (_home(path).name if path.is_dir() else path.name)
    above = _list_above(path) if together else None
    if above:
        yield {"runner": name, "path": f"../{above.name}", "bytes": above.read_bytes(), **told}
    if path.is_file():
        yield {"runner": name, "path": path.name, "bytes": path.read_bytes(), **told}
        return
    for file in _files(path, lambda name: is_recording(name) or (together and _is_list(name))):
        label = file.relative_to(path).as_posix()
        yield {"runner": name, "path": label, "bytes": file.read_bytes(), **told}


def batches_of(rows: Iterable[dict[str, Any]]) -> Iterator[pa.RecordBatch]:
    """Rows in batches that are neither long nor large."""
    held: list[dict[str, Any]] = []
    size = 0
    for row in rows:
        held.append(row)
        size += len(row["bytes"])
        if len(held) == _ROWS_A_BATCH or size >= _BYTES_A_BATCH:
            yield pa.RecordBatch.from_pylist(held, schema=SCHEMA)
            held, size = [], 0
    if held:
        yield pa.RecordBatch.from_pylist(held, schema=SCHEMA)




def _has_own(folder: Path) -> bool:
    return any((folder / name).is_file() for name in _OWN)


def _home(path: Path) -> Path:
    """The folder of the runner, as the command finds it: with own files, or below one with own files that is no team's."""
    folder = (path if path.is_dir() else path.parent).resolve()
    above = folder.parent
    others = (other for other in above.iterdir() if other.is_dir() and other != folder)
    is_below = not _has_own(folder) and _has_own(above) and not any(_has_own(other) for other in others)
    return above if is_below else folder


def _own(path: Source, name: str, given: str | None) -> str | None:
    """The text of a runner's own file: as given, else beside the runs or one folder above."""
    if given is not None:
        return Path(given).read_text(encoding="utf-8") if "\n" not in given and Path(given).is_file() else given
    if isinstance(path, (bytes, bytearray, memoryview)):
        return None
    file = _home(Path(os.fspath(path))) / name
    return file.read_text(encoding="utf-8") if file.is_file() else None


def read(source: Source, *, runner: str | None = None, athlete: str | None = None, journal: str | None = None) -> Tables:
    """The tables of a file, a folder or the bytes of a file: each file alone, without advice. A zip has its own lists.

    `athlete` and `journal` are texts or paths; by default athlete.toml and journal.csv beside the runs are read. A file
    that cannot be read is a row of `problems`.

    Raises `FileNotFoundError` without such a path, `LastrepError` with the words of the command.
    """
    own = _own(source, "athlete.toml", athlete), _own(source, "journal.csv", journal)
    return Tables.of(stream(batches_of(_rows(source, runner, own, False))))


def analyze(source: Source, *, runner: str | None = None, athlete: str | None = None, journal: str | None = None) -> Tables:
    """The tables of one runner's files, with advice, weeks, and what earlier runs tell: the rows of `lastrep analyze`.

    The lists beside the files are read, too: those of a Strava export, a Garmin account, Apple Health.

    The arguments are those of `read`.
    """
    own = _own(source, "athlete.toml", athlete), _own(source, "journal.csv", journal)
    return Tables.of(stream(batches_of(_rows(source, runner, own, True)), by_runner=True))
