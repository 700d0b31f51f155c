"""The whole command beside a pipeline in Python, on the same FIT files, one core each.

    python3 benches/peers/pipeline.py LASTREP FOLDER

The pipeline decodes every record with fitdecode into a pandas frame and takes the mean speed and heart rate of each minute:
it finds no reps and scores nothing. Without fitdecode and pandas one line says so.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time
import warnings

FIELDS = ["timestamp", "distance", "enhanced_speed", "heart_rate", "cadence"]


def frame(path, fitdecode, pandas):
    """All records of a file, a row each."""
    rows = []
    with fitdecode.FitReader(path, error_handling=fitdecode.ErrorHandling.IGNORE) as reader:
        for message in reader:
            if message.frame_type == fitdecode.FIT_FRAME_DATA and message.name == "record":
                rows.append([message.get_value(name, fallback=None) for name in FIELDS])
    return pandas.DataFrame(rows, columns=FIELDS)


def minutes(records, pandas):
    """Mean speed and heart rate of each minute."""
    times = pandas.to_datetime(records["timestamp"], utc=True, errors="coerce")
    columns = records[["enhanced_speed", "heart_rate"]].apply(pandas.to_numeric, errors="coerce")
    return columns.groupby(times.dt.floor("min")).mean()


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    try:
        import fitdecode
        import pandas
    except ImportError:
        print("fitdecode and pandas are not here: no pipeline in Python is compared")
        return
    warnings.simplefilter("ignore")
    command, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    files = sorted(folder.rglob("*.fit"))
    begun = time.perf_counter()
    read = 0
    for path in files:
        try:
            minutes(frame(path, fitdecode, pandas), pandas)
            read += 1
        except Exception:  # A damaged file stops fitdecode, and counts for neither side.
            pass
    python_s = time.perf_counter() - begun
    with tempfile.TemporaryDirectory() as out:
        options = ["--charts", "none", "--page", "none", "--quiet", "--out", os.path.join(out, "out")]
        begun = time.perf_counter()
        environment = {**os.environ, "RAYON_NUM_THREADS": "1"}
        subprocess.run([command, "analyze", str(folder), *options], env=environment, stdout=subprocess.DEVNULL, check=False)
        own_s = time.perf_counter() - begun
    print(f"{len(files)} FIT files, {read} read by Python: lastrep {own_s:.2f} s, fitdecode and pandas {python_s:.2f} s,")
    print(f"lastrep is faster by {python_s / own_s:.0f} × and also finds the reps, scores them and writes the tables")


main()
