"""Holds the rows of the package against the tables of the command, cell by cell: `python check.py FOLDER`."""

import csv
import subprocess
import sys
import tempfile
from pathlib import Path

import lastrep
from lastrep._worker import binary


def cell(value: object, text: str) -> bool:
    """Whether a cell of a table is the text of the CSV; an apostrophe there marks a text that is no formula."""
    if value is None:
        return text == ""
    if isinstance(value, (int, float)):
        return text != "" and float(text) == float(value)
    return text in (value, "'" + str(value))


def main(folder: str) -> int:
    wrong = []
    with tempfile.TemporaryDirectory() as out:
        command = [binary(), "analyze", folder, "--out", out, "--charts", "none", "--page", "none", "--quiet", "--no-config"]
        subprocess.run(command, check=False, stderr=subprocess.DEVNULL)
        tables = lastrep.analyze(folder)
        for name in (name for name in lastrep.TABLES if name != "problems"):
            with open(Path(out) / f"{name}.csv", encoding="utf-8", newline="") as file:
                expected = list(csv.DictReader(file))
            found = tables[name].to_pylist()
            if len(found) != len(expected):
                wrong.append(f"{name}: {len(found)} rows, {len(expected)} in the CSV")
            for number, (row, texts) in enumerate(zip(found, expected), 1):
                # Where the pictures are is known to the command alone.
                keys = [key for key in texts if key != "chart"]
                wrong += [f"{name}, row {number}, {key}: {row.get(key)!r}, {texts[key]!r} in the CSV" for key in keys if not cell(row.get(key), texts[key])]
            print(f"{name}: {len(found)} rows")
        frames = tables.polars()["workouts"]
        assert frames.height == tables.workouts.num_rows
        for one in list(Path(folder).rglob("*.fit"))[:1]:
            assert lastrep.read(one.read_bytes()).workouts.num_rows >= 1
        try:
            lastrep.read(Path(out) / "nothing")
            wrong.append("a path that does not exist is read")
        except FileNotFoundError:
            pass
        assert lastrep.read(b"no recording").problems.num_rows == 1
    print("\n".join(wrong[:20]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
