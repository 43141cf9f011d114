"""Compares what other readers find in a finished flow with what Trunnion itself reads.

    python check.py READING [READING ...]

READING is a folder that `export_reading.ts` wrote. Arrays are read with zarr-python and xarray,
tables with pyarrow and pandas, samples and splits with `trunnion_reader`. Everything must be
equal to the bit: values, number types, shapes, names of dimensions. One check is one array in one
reader, or one column in one reader. The last line is `N passed, N failed`.
"""

import json
import sys
import traceback
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import xarray as xr
import zarr
from zarr.storage import LocalStore, ZipStore

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python"))
from trunnion_reader import open_trunnion  # noqa: E402

PARQUET_TYPES = {
    "string": pa.string(),
    "int32": pa.int32(),
    "int64": pa.int64(),
    "float32": pa.float32(),
    "float64": pa.float64(),
    "boolean": pa.bool_(),
}


class Checks:
    """Counts checks, and says why one failed."""

    def __init__(self) -> None:
        self.passed = 0
        self.failed = 0

    def run(self, name: str, check, *args) -> None:
        try:
            check(*args)
        except Exception as error:  # a reader may raise anything; each is one failed check
            self.failed += 1
            print(f"FAILED {name}: {type(error).__name__}: {error}")
            if not isinstance(error, AssertionError):
                traceback.print_exc()
        else:
            self.passed += 1


def expect(what: str, found, wanted) -> None:
    if found != wanted:
        raise AssertionError(f"{what}: expected {wanted!r}, found {found!r}")


class Reading:
    """What Trunnion read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.values = json.loads((folder / "reading.json").read_text(encoding="utf-8"))

    def raw(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()

    def expect_array(self, found: np.ndarray, wanted: dict) -> None:
        expect("shape", list(found.shape), wanted["shape"])
        expect("type", found.dtype.name, wanted["dtype"])
        little = np.ascontiguousarray(found.astype(found.dtype.newbyteorder("<"), copy=False))
        raw = self.raw(wanted["raw"])
        if little.tobytes() != raw:
            other = np.frombuffer(raw, little.dtype).reshape(little.shape)
            where = np.argwhere(~((little == other) | ((little != little) & (other != other))))
            raise AssertionError(f"bytes differ, first at {where[:1].tolist()} of {len(where)}")

    def expect_zarr(self, array: zarr.Array, wanted: dict) -> None:
        expect("dimensions", list(array.metadata.dimension_names or ()), wanted["dims"])
        expect("description", array.attrs.get("description", ""), wanted["description"])
        self.expect_array(np.asarray(array[...]), wanted)


# ---- arrays -------------------------------------------------------------------------------------


def members(root: zarr.Group) -> dict[str, zarr.Array]:
    """All arrays by path, found by listing the store rather than from consolidated metadata."""
    return {
        f"{group}/{name}": array
        for group, one in root.groups()
        for name, array in one.arrays()
    }


def check_arrays(checks: Checks, reading: Reading, label: str, root: zarr.Group, wanted: dict) -> None:
    found = members(root)
    checks.run(f"{label}: which arrays", expect, "arrays", sorted(found), sorted(wanted))
    for key, one in wanted.items():
        checks.run(f"{label}: {key}", lambda key=key, one=one: reading.expect_zarr(found[key], one))


def check_dataset(checks: Checks, reading: Reading) -> None:
    path = reading.values["dataset"]
    wanted = reading.values["arrays"]
    for consolidated in (False, None):
        label = "zarr" if consolidated is None else "zarr, unconsolidated"
        store = LocalStore(path, read_only=True)
        root = zarr.open_group(store, mode="r", zarr_format=3, use_consolidated=consolidated)
        check_arrays(checks, reading, label, root, wanted)


def check_data_file(checks: Checks, reading: Reading, wanted: dict) -> None:
    label = Path(wanted["path"]).name
    store = ZipStore(wanted["path"], mode="r")
    try:
        root = zarr.open_group(store, mode="r", zarr_format=3)
        check_arrays(checks, reading, label, root, wanted["arrays"])
        bodies = root.attrs["trunnion"]["bodies"]
        checks.run(f"{label}: bodies", expect, "bodies", len(bodies), wanted["bodies"])
        rows = {name: list(group.attrs["rows_per_body"]) for name, group in root.groups()}
        checks.run(f"{label}: rows", expect, "rows_per_body", rows, wanted["rows_per_body"])
    finally:
        store.close()


def check_xarray(checks: Checks, reading: Reading, group: str) -> None:
    wanted = {
        key.split("/")[1]: one
        for key, one in reading.values["arrays"].items()
        if key.split("/")[0] == group
    }
    label = f"xarray: {group}"
    try:
        # By default xarray makes floats of integers that have a missing value: these are the numbers.
        data = xr.open_zarr(
            reading.values["dataset"],
            group=group,
            zarr_format=3,
            chunks=None,
            mask_and_scale=False,
        )
    except Exception as error:
        checks.run(label, lambda: (_ for _ in ()).throw(AssertionError(f"cannot open: {error}")))
        return

    def check(name: str, one: dict) -> None:
        variable = data[name]
        expect("dimensions", list(variable.dims), one["dims"])
        reading.expect_array(variable.values, one)

    with data:
        checks.run(f"{label}: which", expect, "variables", sorted(data.variables), sorted(wanted))
        for name, one in wanted.items():
            checks.run(f"{label}/{name}", check, name, one)


# ---- tables -------------------------------------------------------------------------------------


def column_values(reading: Reading, column: dict) -> list:
    """A column as Python values: None where there is none, milliseconds for a time."""
    if column["type"] == "string":
        return column["values"]
    present = np.frombuffer(reading.raw(column["present"]), np.uint8)
    dtype = "<f8" if column["type"].startswith("float") else "<i8"
    numbers = np.frombuffer(reading.raw(column["raw"]), dtype).tolist()
    if column["type"] == "boolean":
        numbers = [bool(number) for number in numbers]
    return [number if there else None for number, there in zip(numbers, present, strict=True)]


def bits(value):
    """What is compared: NaN equals itself, -0.0 differs from 0.0, True is not 1."""
    if isinstance(value, float):
        return ("float", np.float64(value).tobytes())
    return (type(value).__name__, value)


def expect_values(found: list, wanted: list) -> None:
    expect("rows", len(found), len(wanted))
    for row, (a, b) in enumerate(zip(found, wanted)):
        if bits(a) != bits(b):
            raise AssertionError(f"row {row}: expected {b!r}, found {a!r}")


def check_pyarrow(table: pa.Table, column: dict, wanted: list) -> None:
    found = table.column(column["name"])
    if column["type"] == "timestamp":
        expect("kind", pa.types.is_timestamp(found.type), True)
        expect("zone", found.type.tz, "UTC")
        found = found.cast(pa.timestamp("ms", "UTC")).cast(pa.int64())
    else:
        expect("type", found.type, PARQUET_TYPES[column["type"]])
    expect_values(found.to_pylist(), wanted)


def check_pandas(frame: pd.DataFrame, column: dict, wanted: list) -> None:
    series = frame[column["name"]]
    missing = [value is None for value in wanted]
    kind = column["type"]
    if kind == "timestamp":
        found = [None if pd.isna(t) else t.value // 10**6 for t in series.astype("datetime64[ns, UTC]")]
    elif kind.startswith("float"):
        # pandas has no null among floats: it is NaN there, and so it is in what is compared.
        found, wanted = [float(x) for x in series], [np.nan if x is None else x for x in wanted]
        expect("type", series.dtype.name, kind)
    elif any(missing):
        expect("missing", series.isna().tolist(), missing)
        plain = {"string": str, "boolean": bool}.get(kind, int)
        found = [None if gone else plain(value) for value, gone in zip(series, missing, strict=True)]
    else:
        if kind != "string":
            expect("type", series.dtype.name, {"boolean": "bool"}.get(kind, kind))
        found = series.tolist()
    expect_values(found, wanted)


def check_table(checks: Checks, reading: Reading, kind: str, wanted: dict) -> None:
    table = pq.read_table(wanted["path"])
    frame = pd.read_parquet(wanted["path"], engine="pyarrow")
    names = [column["name"] for column in wanted["columns"]]
    checks.run(f"pyarrow: {kind}", expect, "columns", table.column_names, names)
    checks.run(f"pandas: {kind}", expect, "columns", list(frame.columns), names)
    for column in wanted["columns"]:
        values = column_values(reading, column)
        checks.run(f"pyarrow: {kind}.{column['name']}", check_pyarrow, table, column, values)
        checks.run(f"pandas: {kind}.{column['name']}", check_pandas, frame, column, values)


# ---- trunnion_reader ---------------------------------------------------------------------------


def check_reader(checks: Checks, reading: Reading) -> None:
    values = reading.values
    dataset = open_trunnion(values["flow"])
    checks.run("reader: samples", expect, "len", len(dataset), values["sample_count"])
    checks.run("reader: groups", expect, "groups", dataset.groups(), sorted(values["groups"]))
    for position, wanted in values["samples"].items():
        found = dataset.sample(int(position))
        label = f"reader: sample {position}"
        checks.run(label, expect, "arrays", sorted(found), sorted(wanted))
        for key, one in wanted.items():
            check = lambda key=key, one=one: reading.expect_array(found[key], one)
            checks.run(f"{label}: {key}", check)
    for subset, ids in values["subsets"].items():
        check = lambda: expect("ids", dataset.sample_ids(subset).tolist(), ids)
        checks.run(f"reader: {subset}", check)
    in_files = []
    for wanted in values["data_files"]:
        with open_trunnion(wanted["path"]) as file:
            in_files += [set(sample) for sample in file]
            label = f"reader: {Path(wanted['path']).name}"
            checks.run(label, check_rejoined, reading, file, wanted)
    checks.run("reader: bodies of all files", expect, "bodies", len(in_files), values["sample_count"])


def check_rejoined(reading: Reading, file, wanted: dict) -> None:
    """The samples of a file, put together again, are its arrays."""
    samples = list(file)
    for key, one in wanted["arrays"].items():
        reading.expect_array(np.concatenate([sample[key] for sample in samples]), one)


def check_reading(checks: Checks, folder: Path) -> None:
    reading = Reading(folder)
    check_dataset(checks, reading)
    for wanted in reading.values["data_files"]:
        check_data_file(checks, reading, wanted)
    for group in reading.values["groups"]:
        check_xarray(checks, reading, group)
    for kind, wanted in reading.values["tables"].items():
        check_table(checks, reading, kind, wanted)
    check_reader(checks, reading)


def main() -> int:
    folders = [Path(folder) for folder in sys.argv[1:]]
    if not folders:
        print("usage: python check.py READING [READING ...]", file=sys.stderr)
        return 2
    checks = Checks()
    with warnings.catch_warnings():
        # A warning of a reader is a failed check: users would see it each time.
        warnings.simplefilter("error")
        for folder in folders:
            before = checks.passed, checks.failed
            checks.run(f"{folder}: opening", check_reading, checks, folder)
            print(f"{folder}: {checks.passed - before[0]} passed, {checks.failed - before[1]} failed")
    print(f"{checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())
