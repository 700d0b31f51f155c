"""Runs both steps on a local Ray cluster of two workers, kills one in the midst, and holds the rows against one machine's.

`python check_ray.py FOLDER`: a folder of runners' folders.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pyarrow as pa
import ray

from lastrep import on_ray
from lastrep._store import named
from lastrep._worker import SCHEMA, binary, is_of_a_runner, is_recording, stream


def one_machine(folder: str, by_runner: bool) -> list:
    """The rows of one worker over all files, in order of path."""
    is_sent = is_of_a_runner if by_runner else is_recording
    files = sorted(path for path in Path(folder).rglob("*") if path.is_file() and is_sent(path.name))
    names = [named(folder, str(path.resolve())) for path in files]
    rows = [{"runner": runner, "path": label, "bytes": path.read_bytes()} for (runner, label), path in zip(names, files)]
    batch = pa.RecordBatch.from_pylist(rows, schema=SCHEMA)
    return pa.Table.from_batches(stream([batch], by_runner=by_runner)).to_pylist()


def kill_a_worker() -> None:
    """Kills the first running `lastrep worker` that is found within a minute."""
    for _ in range(600):
        asked = ["pgrep", "-f", f"^{binary()} worker"]
        found = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.split()
        if found:
            os.kill(int(found[0]), signal.SIGKILL)
            print(f"killed worker {found[0]}")
            return
        time.sleep(0.1)


def main(folder: str) -> int:
    ray.init(num_cpus=4, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    ray.data.DataContext.get_current().max_errored_blocks = 0
    wrong = 0
    for by_runner in (False, True):
        killer = threading.Thread(target=kill_a_worker, daemon=True)
        killer.start()
        found = on_ray.rows(folder, by_runner, files_a_task=16, cores=2).take_all()
        key = (lambda row: row["runner"]) if by_runner else (lambda row: (row["runner"], row["path"]))
        expected = sorted(one_machine(folder, by_runner), key=key)
        killer.join()
        same = sorted(found, key=key) == expected
        wrong += not same
        print(f"{'runners' if by_runner else 'files'}: {len(found)} rows, {'the same' if same else 'OTHER'} as on one machine")
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
