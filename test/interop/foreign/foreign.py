"""Writes Zarr stores and Parquet files with the libraries of others, and what these say of them.

    python foreign.py FOLDER

With zarr-python 2 it writes stores of Zarr v2, else those of v3 and the Parquet files. Beside them,
FOLDER/expected-*.json has for each file the type, shape, number of missing values, least, greatest
and mean of each column or array, by numpy and pyarrow. `inspect.ts` compares.
"""

import json
import sys
from pathlib import Path

import numpy as np
import zarr

FOLDER = Path(sys.argv[1])
RANDOM = np.random.default_rng(7)
TIMES = np.array(["2024-02-29T12:00:00", "NaT", "2025-12-31T23:59:59"], dtype="datetime64[ns]")
expected: dict[str, dict] = {}


def plain(value):
    """A number, or a time as JavaScript writes it."""
    if isinstance(value, np.datetime64):
        return str(value.astype("datetime64[ms]")) + "Z"
    if isinstance(value, np.generic):
        return value.item()
    return value


def facts(array: np.ndarray, type_name: str | None = None) -> dict:
    """What numpy says of an array."""
    kind = array.dtype.kind
    told = {"type": type_name or array.dtype.name, "shape": list(array.shape)}
    if kind in "iuf":
        missing = np.isnan(array) if kind == "f" else np.zeros(array.shape, bool)
        there = array[~missing].astype(np.float64 if kind == "f" else array.dtype)
        told |= {"missing": int(missing.sum()), "least": plain(there.min()),
                 "greatest": plain(there.max()), "mean": float(there.astype(np.float64).mean())}
    elif kind == "M":
        there = array[~np.isnat(array)]
        told |= {"missing": int(np.isnat(array).sum()), "least": plain(there.min()),
                 "greatest": plain(there.max())}
    elif kind in "bUSO":
        told |= {"missing": 0, "distinct": len(set(array.reshape(-1).tolist()))}
    else:
        told |= {"problem": True}  # what cannot be decoded must be told
    return told


def values() -> dict[str, np.ndarray]:
    """Arrays of many types, by name."""
    temperature = RANDOM.normal(20, 5, (100, 40)).astype("f4")
    temperature[:7] = np.nan
    return {
        "temperature": temperature,
        "ids": np.arange(2**53, 2**53 + 2000, dtype="i8"),
        "small": RANDOM.integers(0, 200, 5000).astype("u1"),
        "half": RANDOM.normal(size=300).astype("f2"),
        "flags": RANDOM.random(1000) < 0.3,
        "cube": RANDOM.random((12, 10, 9)),
    }


def write_zarr2() -> None:
    import numcodecs

    codecs = {
        "temperature": numcodecs.Blosc("lz4", shuffle=numcodecs.Blosc.SHUFFLE),
        "ids": numcodecs.Zlib(5),
        "small": numcodecs.LZ4(),
        "half": numcodecs.GZip(3),
        "flags": numcodecs.Zstd(3),
        "cube": None,
    }
    root = zarr.open_group(str(FOLDER / "nested.zarr"), mode="w")
    root.attrs["title"] = "of many types"
    deep = root.create_group("measured").create_group("deep")
    told = {}
    for name, array in values().items():
        deep.create_dataset(name, data=array, chunks=tuple(max(1, n // 3) for n in array.shape),
                            compressor=codecs[name])
        told[f"measured/deep/{name}"] = facts(array)
    others = {
        "big": (np.arange(50, dtype=">f4"), "float32, big-endian"),
        "names": (np.array(["gear", "shaft", "gear", "Zahnrad ü"]), "string[9]"),
        "raw": (np.array([b"ab", b"abc", b"ab"]), "bytes[3]"),
        "when": (TIMES, "datetime64[ns]"),
        "complex": (np.array([1 + 2j, 3 - 1j]), "complex128"),
        "records": (np.array([(1, 2.5)], dtype=[("a", "<i4"), ("b", "<f8")]),
                    "structure {a: int32, b: float64}"),
    }
    for name, (array, type_name) in others.items():
        root.create_dataset(name, data=array)
        told[name] = facts(array, type_name)
    texts = np.array(["one", "two", "two"], dtype=object)
    root.create_dataset("texts", data=texts, dtype=object, object_codec=numcodecs.VLenUTF8())
    told["texts"] = facts(texts, "object")
    fortran = np.asfortranarray(RANDOM.random((30, 20)))
    root.create_dataset("fortran", data=fortran, order="F", chunks=(7, 6))
    told["fortran"] = facts(fortran)
    root.create_dataset("packed", data=np.arange(9), compressor=numcodecs.BZ2())
    told["packed"] = {"type": "int64", "shape": [9], "problem": True}
    steps = np.cumsum(RANDOM.integers(0, 9, 500)).astype("i4")
    root.create_dataset("steps", data=steps, filters=[numcodecs.Delta("<i4")])
    told["steps"] = facts(steps)
    sparse = root.create_dataset("sparse", shape=(1000,), chunks=(100,), dtype="f8", fill_value=-1)
    sparse[:100] = 5
    told["sparse"] = facts(sparse[:])
    expected["nested.zarr"] = {"kind": "zarr", "format": "Zarr v2 in a folder", "columns": told}

    store = zarr.ZipStore(str(FOLDER / "packed.zarr.zip"), mode="w")
    group = zarr.group(store)
    group.attrs["first"] = 1
    group.attrs["second"] = 2  # writes the attributes anew: the zip has them twice
    array = RANDOM.normal(size=(200, 3))
    group.create_dataset("points", data=array, chunks=(50, 3))
    zarr.consolidate_metadata(store)
    store.close()
    expected["packed.zarr.zip"] = {"kind": "zarr", "format": "Zarr v2 in a zip",
                                   "columns": {"points": facts(array)}}


def weather(xarray):
    temperature = 15 + 8 * RANDOM.standard_normal((24, 4, 5))
    temperature[0, 0, 0] = np.nan
    return xarray.Dataset(
        {"temperature": (("time", "lat", "lon"), temperature, {"units": "degC"})},
        coords={
            "time": np.arange("2024-01-01", "2024-01-25", dtype="datetime64[D]")
            .astype("datetime64[ns]"),
            "lat": np.linspace(47, 50, 4), "lon": np.linspace(5, 9, 5),
        },
        attrs={"title": "weather"},
    )


def weather_facts(path: Path) -> dict:
    """What zarr-python reads: times are numbers of a unit then."""
    group = zarr.open_group(str(path), mode="r")
    return {name: facts(np.asarray(group[name][...])) for name in ("temperature", "lat", "lon", "time")}


def write_zarr3() -> None:
    import xarray
    from zarr.codecs import BloscCodec, GzipCodec, ZstdCodec

    codecs = {
        "temperature": BloscCodec(cname="zstd"), "ids": ZstdCodec(level=3),
        "small": GzipCodec(level=4), "half": None, "flags": ZstdCodec(), "cube": BloscCodec(),
    }
    root = zarr.open_group(str(FOLDER / "sharded.zarr"), mode="w", zarr_format=3)
    told = {}
    for name, array in values().items():
        chunks = tuple(max(1, n // 4) for n in array.shape)
        shards = tuple(2 * n for n in chunks) if array.ndim < 3 else None
        root.create_array(f"a/b/{name}", data=array, chunks=chunks, shards=shards,
                          compressors=codecs[name])
        told[f"a/b/{name}"] = facts(array)
    others = {
        "names": (np.array(["gear", "shaft", "gear"]), "string[5]"),
        "when": (TIMES, "datetime64[ns]"),
        "complex": (np.array([1 + 2j, 3 - 1j]), "complex128"),
        "records": (np.array([(1, 2.5)], dtype=[("a", "<i4"), ("b", "<f8")]),
                    "structure {a: int32, b: float64}"),
    }
    for name, (array, type_name) in others.items():
        root.create_array(name, data=array)
        told[name] = facts(array, type_name)
    texts = np.array(["one", "two", "two"], dtype=np.dtypes.StringDType())
    root.create_array("texts", data=texts)
    told["texts"] = {"type": "string", "shape": [3], "missing": 0, "distinct": 2}
    scalar = root.create_array("scalar", shape=(), dtype="f8")
    scalar[...] = 4.5
    told["scalar"] = facts(np.array(4.5))
    root.create_array("nothing", shape=(0, 3), dtype="i4", chunks=(1, 3))
    told["nothing"] = {"type": "int32", "shape": [0, 3]}
    expected["sharded.zarr"] = {"kind": "zarr", "format": "Zarr v3 in a folder", "columns": told}

    large = zarr.create_array(str(FOLDER / "large.zarr"), shape=(4_000_000,), chunks=(100_000,),
                              overwrite=True,
                              dtype="f4", zarr_format=3)
    large[:] = np.arange(4_000_000, dtype="f4")
    expected["large.zarr"] = {"kind": "zarr", "sampled": True,
                              "columns": {"/": {"type": "float32", "shape": [4_000_000]}}}

    with zarr.storage.ZipStore(FOLDER / "three.zip", mode="w") as store:
        group = zarr.create_group(store, zarr_format=3)
        array = RANDOM.normal(size=(60, 2)).astype("f4")
        group.create_array("points", data=array)
        zarr.consolidate_metadata(store)
    expected["three.zip"] = {"kind": "zarr", "format": "Zarr v3 in a zip",
                             "columns": {"points": facts(array)}}
    for version in (2, 3):
        name = f"weather{version}.zarr"
        weather(xarray).to_zarr(FOLDER / name, mode="w", zarr_format=version, consolidated=True)
        expected[name] = {
            "kind": "zarr", "format": f"Zarr v{version} in a folder",
            "writer": "as xarray writes it", "columns": weather_facts(FOLDER / name),
        }


def parquet_facts(path: Path) -> dict:
    """What pyarrow reads of a file, by column; structures by field."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq
    import pyarrow.types as pt

    table = pq.read_table(path)
    while any(pt.is_struct(field.type) for field in table.schema):
        table = table.flatten()
    told = {}
    for name in table.column_names:
        column = table[name].combine_chunks()
        if pt.is_dictionary(column.type):
            column = column.dictionary_decode()
        if pt.is_float16(column.type):
            column = column.cast("float32")
        own: dict = {"shape": [len(column)], "missing": column.null_count}
        told[name] = own
        if len(column) == 0:
            continue
        if pt.is_floating(column.type):
            nan = pc.sum(pc.is_nan(column)).as_py() or 0
            own["missing"] += nan
            column = column.filter(pc.invert(pc.fill_null(pc.is_nan(column), False)))
        inner = column
        if pt.is_list(column.type) or pt.is_large_list(column.type):
            lengths = pc.list_value_length(column)
            own["lengths"] = [pc.min(lengths).as_py(), pc.max(lengths).as_py()]
            inner = pc.list_flatten(column)
        if pt.is_integer(inner.type) or pt.is_floating(inner.type) or pt.is_decimal(inner.type):
            own |= {"least": float(pc.min(inner).as_py()), "greatest": float(pc.max(inner).as_py())} \
                if len(inner) > inner.null_count else {}
            if not pt.is_decimal(inner.type) and len(inner) > inner.null_count:
                own["mean"] = pc.mean(inner).as_py()
        elif pt.is_timestamp(inner.type) or pt.is_date(inner.type):
            ends = [pc.min(inner).as_py(), pc.max(inner).as_py()]
            text = [str(one).replace(" ", "T")[:19] for one in ends]
            own |= {"least": text[0], "greatest": text[1]}
        elif pt.is_string(inner.type) or pt.is_large_string(inner.type) or pt.is_boolean(inner.type):
            own["distinct"] = pc.count_distinct(inner).as_py()
    return told


def write_parquet() -> None:
    import datasets
    import duckdb
    import pandas as pd
    import polars as pl
    import pyarrow as pa
    import pyarrow.parquet as pq
    from datetime import date, datetime, time, timezone
    from decimal import Decimal

    n = 500
    family = RANDOM.choice(["gear", "shaft", "plate"], n)
    frame = pd.DataFrame({
        "name": [f"part_{i:04d}" for i in range(n)],
        "family": pd.Categorical(family),
        "volume": np.where(RANDOM.random(n) < 0.1, np.nan, RANDOM.lognormal(3, 2, n)),
        "faces": pd.array([None if i % 50 == 0 else i for i in range(n)], dtype="Int32"),
        "made": pd.date_range("2024-01-01", periods=n, freq="h", tz="UTC"),
        "good": RANDOM.random(n) < 0.8,
        "note": [None if i % 3 else "seen" for i in range(n)],
    })
    frame.to_parquet(FOLDER / "pandas.parquet")
    expect("pandas.parquet", "pandas", {
        "name": "string", "family": "string", "volume": "float64", "faces": "int32", "good": "bool",
    })

    nested = pa.table({
        "areas": pa.array([list(RANDOM.random(i % 5)) for i in range(n)], pa.list_(pa.float64())),
        "person": pa.array([{"age": i % 90, "name": f"p{i % 7}"} for i in range(n)]),
        "price": pa.array([Decimal(i) / 100 for i in range(n)], pa.decimal128(10, 2)),
        "code": pa.array(family).dictionary_encode(),
        "day": pa.array([date(2024, 1, 1 + i % 28) for i in range(n)]),
        "at": pa.array([datetime(2024, 1, 1 + i % 28, 7, tzinfo=timezone.utc) for i in range(n)],
                       pa.timestamp("us", "UTC")),
        "clock": pa.array([time(i % 24, 30) for i in range(n)], pa.time64("us")),
        "blob": pa.array([bytes(i % 9) for i in range(n)]),
        "pairs": pa.array([[("a", i)] for i in range(n)], pa.map_(pa.string(), pa.int64())),
        "deep": pa.array([[{"x": i, "y": [i, i]}] for i in range(n)]),
        "half": pa.array(RANDOM.random(n).astype("f2")),
        "big": pa.array(np.arange(2**63, 2**63 + n, dtype="u8")),
    })
    for codec in ("snappy", "gzip", "brotli", "zstd", "lz4", "none"):
        name = f"arrow_{codec}.parquet"
        pq.write_table(nested, FOLDER / name, compression=codec, row_group_size=60,
                       data_page_version="2.0" if codec == "zstd" else "1.0")
        expect(name, "parquet-cpp-arrow", {
            "areas": "list<float64>", "person.age": "int64", "person.name": "string",
            "price": "decimal(10, 2)", "code": "string", "day": "date",
            "at": "timestamp[us, UTC]", "clock": "time[us]", "blob": "bytes",
            "pairs": "map<string, int64>", "deep": "list<struct<x: int64, y: list<int64>>>",
            "half": "float16", "big": "uint64",
        })
    pq.write_table(nested.slice(0, 0), FOLDER / "empty.parquet")
    expect("empty.parquet", "parquet-cpp-arrow", {"areas": "list<float64>", "day": "date"})

    connection = duckdb.connect()
    connection.execute(f"""copy (
        select i as id, i % 17 as small, random() as x, ['a', 'b'][1 + i % 2] as letter,
          {{'k': i, 't': 'v' || (i % 3)}} as s, [i, i + 1] as pair,
          (i / 7)::decimal(12, 3) as price, timestamp '2024-01-01' + i * interval 1 minute as at,
          case when i % 4 = 0 then null else i / 3.0 end as holes
        from range(300000) t(i)
      ) to '{FOLDER / "duckdb.parquet"}' (format parquet, compression zstd, row_group_size 30000)""")
    expect("duckdb.parquet", "DuckDB", {"id": "int64", "s.t": "string", "pair": "list<int64>"},
           sampled=True)

    pl.DataFrame({
        "x": RANDOM.normal(size=n), "label": pl.Series(family, dtype=pl.Categorical),
        "grid": [[float(i), float(i) / 2] for i in range(n)],
        "inside": [{"a": i, "b": i % 2 == 0} for i in range(n)],
    }).write_parquet(FOLDER / "polars.parquet", compression="zstd")
    expect("polars.parquet", "Polars", {"x": "float64", "grid": "list<float64>", "inside.a": "int64"})

    datasets.Dataset.from_dict(
        {"text": [f"part {i}" for i in range(n)], "label": [i % 3 for i in range(n)],
         "points": [[float(i), 0.5, 1.0] for i in range(n)]},
        features=datasets.Features({
            "text": datasets.Value("string"), "points": datasets.List(datasets.Value("float32")),
            "label": datasets.ClassLabel(names=["gear", "shaft", "plate"]),
        }),
    ).to_parquet(str(FOLDER / "hugging_face.parquet"))
    expect("hugging_face.parquet", "Hugging Face", {"label": "int64", "points": "list<float32>"})


def expect(name: str, writer: str, types: dict[str, str], sampled: bool = False) -> None:
    columns = parquet_facts(FOLDER / name)
    for column, type_name in types.items():
        columns[column]["type"] = type_name
    expected[name] = {"kind": "parquet", "writer": writer, "columns": columns, "sampled": sampled}


FOLDER.mkdir(parents=True, exist_ok=True)
if zarr.__version__.startswith("2."):
    write_zarr2()
else:
    write_zarr3()
    write_parquet()
version = zarr.__version__.split(".")[0]
(FOLDER / f"expected-{version}.json").write_text(json.dumps(expected, indent=1, default=str))
print(f"wrote {len(expected)} files to {FOLDER}")
