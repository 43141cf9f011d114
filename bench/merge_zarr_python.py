"""The peer of bench/merge.ts: the same merge by zarr-python 3, sharded and with buffered writes.

Usage: merge_zarr_python.py ENCODED_FOLDER OUT TRUNNION_DATASET
Prints {"ms", "cpu_ms", "versions"} as JSON; checks that both datasets hold the same arrays.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import zarr
from zarr.codecs import ZstdCodec
from zarr.storage import ZipStore


def merge(files, out):
    """Reads all files once, and writes each array whole shards at a time."""
    root = zarr.open_group(out, mode="w")
    buffers, arrays, sizes, written = {}, {}, {}, {}

    def flush(key, rows):
        data = np.concatenate(buffers[key])
        array = arrays[key]
        start = written[key]
        array.resize((start + rows, *array.shape[1:]))
        array[start : start + rows] = data[:rows]
        written[key] = start + rows
        buffers[key] = [data[rows:]]
        sizes[key] -= rows

    for path in files:
        with ZipStore(path, mode="r") as store:
            # Listing a zip is slow, so only the first one is listed.
            for key in arrays or keys_of(store):
                member = zarr.open_array(store, path=key, mode="r")
                data = member[:]
                if key not in arrays:
                    row = data.nbytes // max(1, len(data))
                    shard = max(1, min(65536, 2 ** int(np.log2((64 << 20) / row))))
                    inner = max(1, min(4096, shard, 2 ** int(np.log2((1 << 17) / row))))
                    arrays[key] = root.create_array(
                        key,
                        shape=(0, *data.shape[1:]),
                        dtype=data.dtype,
                        chunks=(inner, *data.shape[1:]),
                        shards=(shard, *data.shape[1:]),
                        compressors=ZstdCodec(level=1),
                        dimension_names=member.metadata.dimension_names,
                    )
                    buffers[key], sizes[key], written[key] = [], 0, 0
                buffers[key].append(data)
                sizes[key] += len(data)
                shard = arrays[key].shards[0]
                if sizes[key] >= shard:
                    flush(key, sizes[key] // shard * shard)
    for key in arrays:
        if sizes[key]:
            flush(key, sizes[key])


def keys_of(store):
    """The keys of all arrays of a file."""
    groups = zarr.open_group(store, mode="r").groups()
    return [f"{group}/{name}" for group, members in groups for name in members.array_keys()]


def main():
    source, out, ours = sys.argv[1:]
    files = sorted(Path(source).glob("*.data"))
    start, cpu_start = time.perf_counter(), time.process_time()
    merge(files, out)
    elapsed, cpu = time.perf_counter() - start, time.process_time() - cpu_start
    mine, theirs = zarr.open_group(out, mode="r"), zarr.open_group(ours, mode="r")
    for group, members in mine.groups():
        for name, member in members.arrays():
            other = theirs[f"{group}/{name}"]
            if other.dtype != member.dtype or not np.array_equal(other[:], member[:]):
                sys.exit(f"{group}/{name} differs")
    versions = f"zarr {zarr.__version__}"
    print(json.dumps({"ms": elapsed * 1000, "cpu_ms": cpu * 1000, "versions": versions}))


main()
