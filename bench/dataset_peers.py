"""What bench/dataset.ts asks, asked of pandas, zarr-python and scikit-learn.

Printed: a JSON object a question, with milliseconds of the clock and of the processor, the best of
three. Distributions are counts alone here; Trunnion also knows the samples of each bin.
"""

import json
import resource
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
import zarr
from sklearn.model_selection import StratifiedGroupKFold

folder = Path(sys.argv[1])
infoset = folder / "many.infoset"
random = np.random.default_rng(7)


def processor_time():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def ask(question, peer, answer, rounds=3):
    best, best_cpu = float("inf"), float("inf")
    for _ in range(rounds):
        started, processor = time.perf_counter(), processor_time()
        answer()
        best = min(best, time.perf_counter() - started)
        best_cpu = min(best_cpu, processor_time() - processor)
    row = {"question": question, "peer": peer, "ms": 1000 * best, "cpu_ms": 1000 * best_cpu}
    print(json.dumps(row), flush=True)


def open_all():
    return zarr.open_group(folder / "many.dataset", mode="r"), pd.read_parquet(
        infoset, columns=["id"]
    )


ask("open", "zarr, pandas", open_all)
root, _ = open_all()
offsets = {group: root[group][f"body_offsets_{group}"][:] for group in ("faces", "graph")}
count = len(offsets["faces"]) - 1


def by_rows():
    matches = root["faces/face_areas"][:] > 890
    return np.flatnonzero(np.logical_or.reduceat(matches, offsets["faces"][:-1]))


def split():
    table = pd.read_parquet(infoset, columns=["family", "file_id"])
    folds = StratifiedGroupKFold(n_splits=5, shuffle=True, random_state=1)
    return next(folds.split(table, table["family"], table["file_id"]))


def item(sample):
    found = {}
    for group in ("faces", "graph"):
        start, end = offsets[group][sample], offsets[group][sample + 1]
        for name, array in root[group].arrays():
            if "_code_" in name or name.startswith("body_offsets"):
                continue
            if name == "num_nodes":
                found[name] = array[sample : sample + 1]
            else:
                found[f"{group}/{name}"] = array[start:end]
    found["labels/part_category"] = root["labels/part_category"][sample : sample + 1]
    return found


def scan():
    for group in ("faces", "graph"):
        for name, array in root[group].arrays():
            if "_code_" in name or name.startswith("body_offsets"):
                continue
            for start in range(0, array.shape[0], 65536):
                array[start : start + 65536]


ask(
    "filter by a label",
    "zarr",
    lambda: np.flatnonzero(root["labels/part_category"][:] == 3),
)
ask("filter by rows of faces", "zarr, numpy", by_rows)
ask(
    "filter by a text of the table",
    "pandas",
    lambda: np.flatnonzero(pd.read_parquet(infoset, columns=["family"])["family"] == "gear"),
)
ask(
    "distribution of all faces, 20 bins",
    "zarr, numpy",
    lambda: np.histogram(root["faces/face_areas"][:], bins=20),
)
ask(
    "distribution of all faces, classes",
    "zarr, numpy",
    lambda: np.unique(root["faces/face_types"][:], return_counts=True),
)
ask("split, stratified, with groups", "scikit-learn", split, rounds=1)
ask("one sample's rows", "zarr", lambda: item(random.integers(count)))
ask("64 random items", "zarr", lambda: [item(random.integers(count)) for _ in range(64)])
ask(
    "join a table",
    "pandas",
    lambda: pd.read_parquet(infoset, columns=["file"]).merge(
        pd.read_csv(folder / "scores.csv"), on="file", how="left"
    ),
)
ask("full scan", "zarr", scan, rounds=1)
status = Path("/proc/self/status").read_text() if Path("/proc/self/status").exists() else ""
resident = [int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")]
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
print(json.dumps({"resident": resident[0] / 1000 if resident else None, "most": peak}))
