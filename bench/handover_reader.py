"""How fast do samples come out of a dataset in Python?

    python bench/handover_reader.py FLOW [--npz FOLDER] [--groups faces graph] [--rounds 3] [--json]

Reads the arrays of some groups of all samples, in order and shuffled, with `trunnion_reader`;
beside it the naive way, a slice of zarr-python for each array of each sample (of the first 100),
and a folder of npz files that a user would have made by himself, which is written first. With torch
there, DataLoaders of two workers over both, batches of 32. Each row is a process of its own that
reads three epochs, each from the files; rounds alternate between the rows. Printed: samples/s (the
best epoch), samples by second of processor time, and the memory of the process and its largest
worker at most. With `--json`, a JSON object a row.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import multiprocessing
import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "python"))
from trunnion_reader import BlockShuffle, collate, open_dataset  # noqa: E402

BATCH = 32
WORKERS = 2
NAIVE = 100
EPOCHS = 3


class NpzFolder:
    """What a user writes: a map-style dataset over a file a sample."""

    def __init__(self, folder: Path, tensors: bool = False) -> None:
        self.files = sorted(folder.glob("*.npz"))
        self.tensors = tensors

    def __len__(self) -> int:
        return len(self.files)

    def __getitem__(self, i: int) -> dict:
        with np.load(self.files[i]) as file:
            arrays = {name: file[name] for name in file.files}
        if not self.tensors:
            return arrays
        from torch import from_numpy

        return {name.replace(".", "/"): from_numpy(array) for name, array in arrays.items()}


def shuffled(count: int) -> list[int]:
    return np.random.default_rng(1).permutation(count).tolist()


def loader(data, **options):
    from torch.utils.data import DataLoader

    # Forked: a worker that imports torch anew takes seconds, over either.
    options = {"num_workers": WORKERS, "multiprocessing_context": "fork", **options}
    return DataLoader(data, batch_size=BATCH, collate_fn=collate, **options)


def naive(dataset, groups):
    """As a slice of zarr-python for each array."""
    keys = [f"{group}/{name}" for group in groups for name in dataset.arrays(group)]
    arrays = {key: dataset.array(key) for key in keys}
    for i in range(min(NAIVE, len(dataset))):
        spans = {key: dataset.rows(key, i) for key in keys}
        yield {key: arrays[key][slice(*spans[key])] for key in keys}


def batches(loaded):
    """Counts the samples of batches."""
    for batch in loaded:
        yield from range(len(batch["offsets/graph/num_nodes"]) - 1)


ROWS = {
    "trunnion_reader, in order": lambda ds, groups, npz: ds.samples(groups=groups),
    "trunnion_reader, shuffled": lambda ds, groups, npz: ds.samples(
        groups=groups, shuffle=True, seed=1
    ),
    "zarr-python a slice, in order": lambda ds, groups, npz: naive(ds, groups),
    "npz files, in order": lambda ds, groups, npz: iter(NpzFolder(npz)),
    "npz files, shuffled": lambda ds, groups, npz: map(
        NpzFolder(npz).__getitem__, shuffled(len(ds))
    ),
}
TORCH_ROWS = {
    "DataLoader over torch_stream, in order": lambda ds, groups, npz: batches(
        loader(ds.torch_stream(groups=groups))
    ),
    "DataLoader over torch_stream, shuffled": lambda ds, groups, npz: batches(
        loader(ds.torch_stream(groups=groups, shuffle=True, seed=1))
    ),
    "DataLoader over torch_dataset, BlockShuffle": lambda ds, groups, npz: batches(
        loader(data := ds.torch_dataset(groups=groups), sampler=BlockShuffle(data, seed=1))
    ),
    "DataLoader over npz files, in order": lambda ds, groups, npz: batches(
        loader(NpzFolder(npz, tensors=True))
    ),
    "DataLoader over npz files, shuffled": lambda ds, groups, npz: batches(
        loader(NpzFolder(npz, tensors=True), shuffle=True)
    ),
}


def measure(name: str, flow: str, groups: list[str], npz: Path) -> dict:
    dataset = open_dataset(flow)
    if name in TORCH_ROWS:
        import torch  # noqa: F401  so that its import is not measured
    count, seconds, own = 0, float("inf"), float("inf")
    for _ in range(EPOCHS):
        dataset.close()  # no epoch finds what another has unpacked
        started, processor = time.perf_counter(), processor_time()
        count = sum(1 for _ in {**ROWS, **TORCH_ROWS}[name](dataset, groups, npz))
        seconds = min(seconds, time.perf_counter() - started)
        own = min(own, processor_time() - processor)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + children.ru_maxrss
    return {
        "reader": name,
        "samples": count,
        "samples_per_second": round(count / seconds, 1),
        "samples_per_cpu_second": round(count / own, 1),
        "peak_mb": round(peak / 1024),
    }


def processor_time() -> float:
    """Seconds of this process and of those that it has started and seen end."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def write_npz(dataset, groups: list[str], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for i, sample in enumerate(dataset.samples(groups=groups)):
        arrays = {key.replace("/", "."): values for key, values in sample.items()}
        np.savez(folder / f"{i:06}.npz", **arrays)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("flow")
    parser.add_argument("--npz", type=Path)
    parser.add_argument("--groups", nargs="+", default=["faces", "graph"])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows = [*ROWS, *(TORCH_ROWS if importlib.util.find_spec("torch") else [])]
    with tempfile.TemporaryDirectory() as temporary:
        npz = options.npz or Path(temporary)
        if not any(npz.glob("*.npz")):
            write_npz(open_dataset(options.flow), options.groups, npz)
        found: dict[str, dict] = {}
        for _ in range(options.rounds):
            for name in rows:
                # A process for each, so that none finds what another has unpacked.
                with multiprocessing.get_context("spawn").Pool(1) as pool:
                    arguments = (name, options.flow, options.groups, npz)
                    own = pool.apply(_measure_in_child, arguments)
                best = found.get(name)
                if best is None or own["samples_per_second"] > best["samples_per_second"]:
                    found[name] = own
    for row in found.values():
        if options.json:
            print(json.dumps(row))
        else:
            print(
                f"{row['reader']:<46}{row['samples_per_second']:>9.0f}/s"
                f"{row['samples_per_cpu_second']:>9.0f}/cpu-s{row['peak_mb']:>7} MB"
            )


def _measure_in_child(*arguments) -> dict:
    # A pool's worker may have no children, and a DataLoader has.
    multiprocessing.current_process()._config["daemon"] = False
    return measure(*arguments)


if __name__ == "__main__":
    main()
