"""Reads what Trunnion writes: a finished flow, its dataset, or the file of one encoded part.

    from trunnion_reader import open_trunnion

    ds = open_trunnion("output/flows/parts/parts.flow")
    len(ds), ds.groups(), ds.arrays("faces")
    part = ds.sample(0)                     # {"faces/face_areas": array(...), ...}
    train = ds.sample_ids("train")          # after `trunnion split`
    for part in ds.samples("train", groups=["faces", "graph"]):
        part["faces/face_uv_grids"].shape

A sample is one distinct body of a CAD file: a row of the infoset. Values of arrays that are
indices of faces or edges count within their sample.

This file stands alone: copy it where it is needed. It wants zarr 3, numpy, pandas and pyarrow.
`python trunnion_reader.py FILE` prints what a `.flow`, `.dataset` or `.data` holds.
"""

from __future__ import annotations

import json
import sys
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any, Iterable, Iterator, Sequence

import numpy as np
import pandas as pd
import zarr
from zarr.storage import LocalStore, ZipStore

__all__ = ["DataFile", "Dataset", "TorchSamples", "open_trunnion"]


def open_trunnion(path: str | PurePath) -> Dataset | DataFile:
    """Opens a `.flow`, a `.dataset` folder (its tables are looked for beside it) or a `.data`.

    Raises FileNotFoundError if it is not there, ValueError if it is none of them or has no arrays.
    """
    path = Path(path)
    if not path.exists():
        raise FileNotFoundError(f"Cannot open '{path}': there is no such file")
    if path.suffix == ".data":
        return DataFile(path)
    return Dataset(path)


class _Samples:
    """What a dataset and a single file have in common: groups of arrays with the rows of samples."""

    def __init__(self, path: Path, root: zarr.Group) -> None:
        if not isinstance(root, zarr.Group) or "trunnion" not in root.attrs:
            raise ValueError(f"Cannot open '{path}': its root has no attribute 'trunnion'")
        self.path = path
        #: The Zarr group that holds everything.
        self.root = root
        #: What Trunnion says of it: flow name, profile, schema, ...
        self.attributes: dict[str, Any] = dict(root.attrs["trunnion"])
        self._groups: dict[str, dict[str, zarr.Array]] = {
            name: dict(sorted(group.arrays())) for name, group in sorted(root.groups())
        }
        self._offsets: dict[str, np.ndarray] = {}

    def groups(self) -> list[str]:
        """The names of the groups, in alphabetical order."""
        return list(self._groups)

    def arrays(self, group: str) -> list[str]:
        """The names of a group's arrays; ids and offsets, which the merge adds, are left out."""
        return [name for name in self._group(group) if not _is_added(name, group)]

    def array(self, key: str) -> zarr.Array:
        """The array of the key "group/array", with the rows of all samples; slice it to read."""
        group, _, name = key.partition("/")
        arrays = self._group(group)
        if name not in arrays:
            raise KeyError(f"Cannot read '{key}': '{group}' has {', '.join(arrays)}")
        return arrays[name]

    def sample(self, i: int, groups: Iterable[str] | None = None) -> dict[str, np.ndarray]:
        """The arrays of sample `i` by "group/array", those of all groups or of some.

        `i` counts from 0, and from the end where it is negative. Raises IndexError beyond the end.
        """
        count = len(self)
        if not -count <= i < count:
            raise IndexError(f"Cannot read sample {i} of '{self.path}': it has {count} samples")
        i = int(i) % count
        found = {}
        for group in self.groups() if groups is None else groups:
            for name in self.arrays(group):
                array = self._groups[group][name]
                first, last = self._rows(group, array, i)
                found[f"{group}/{name}"] = np.asarray(array[first:last])
        return found

    def __len__(self) -> int:
        raise NotImplementedError

    def __getitem__(self, i: int) -> dict[str, np.ndarray]:
        return self.sample(i)

    def __iter__(self) -> Iterator[dict[str, np.ndarray]]:
        return (self.sample(i) for i in range(len(self)))

    def _group(self, group: str) -> dict[str, zarr.Array]:
        if group not in self._groups:
            raise KeyError(f"Cannot find group '{group}': there are {', '.join(self._groups)}")
        return self._groups[group]

    def _rows(self, group: str, array: zarr.Array, i: int) -> tuple[int, int]:
        """The rows of sample `i`: first, and one behind the last."""
        rows, names = array.shape[0], array.metadata.dimension_names or ("",)
        offsets = self._group_offsets(group)
        # Within a group, an array may have one row a body: its first dimension says so.
        if rows == len(self) and (names[0] == "body" or offsets is None or offsets[-1] != rows):
            return i, i + 1
        if offsets is None or offsets[-1] != rows:
            raise ValueError(
                f"Cannot tell the rows of '{array.path}' by sample: it has {rows} rows, "
                f"its group {'no offsets' if offsets is None else offsets[-1]}"
            )
        return int(offsets[i]), int(offsets[i + 1])

    def _group_offsets(self, group: str) -> np.ndarray | None:
        if group not in self._offsets:
            self._offsets[group] = self._read_offsets(group)
        return self._offsets[group]

    def _read_offsets(self, group: str) -> np.ndarray | None:
        raise NotImplementedError


class Dataset(_Samples):
    """A merged dataset: the arrays of all samples, and a table with a row for each."""

    def __init__(self, path: Path) -> None:
        #: What the `.flow` says; empty where the `.dataset` itself was opened.
        self.flow: dict[str, Any] = {}
        if path.is_file():
            self.flow = _read_flow(path)
            folder = path.parent
            dataset = folder / self.flow["flow_data"]
            self._tables = {
                "infoset": folder / (self.flow.get("flow_info") or ""),
                "attribset": folder / (self.flow.get("flow_attributes") or ""),
            }
        else:
            dataset = path
            self._tables = {kind: path.with_suffix(f".{kind}") for kind in ("infoset", "attribset")}
        try:
            root = zarr.open_group(LocalStore(dataset, read_only=True), mode="r", zarr_format=3)
        except FileNotFoundError as error:
            raise ValueError(f"Cannot open '{path}': '{dataset}' is no Zarr group") from error
        super().__init__(path, root)
        self._count = int(self.attributes["sample_count"])

    def __len__(self) -> int:
        return self._count

    @property
    def name(self) -> str:
        """The name of the flow that made it."""
        return self.flow.get("flow_name") or self.attributes.get("flow_name") or ""

    @property
    def infoset(self) -> pd.DataFrame:
        """A row a sample, in order: name, id, subset, file, and all metadata."""
        return self._table("infoset")

    @property
    def attribset(self) -> pd.DataFrame:
        """The vocabularies of categorical metadata: table_name, id, name, description."""
        return self._table("attribset")

    def refresh(self) -> None:
        """Forgets the tables, so that a split made since they were read is seen."""
        self.__dict__.pop("_loaded", None)

    def metadata(self, i: int) -> dict[str, Any]:
        """The row of the infoset of sample `i`."""
        return self.infoset.iloc[i].to_dict()

    def sample_ids(self, subset: str | None = None) -> np.ndarray:
        """The ids of a subset's samples ("train", "validation", "test"), or of all; int64.

        The id of a sample is its position too: `ds.sample(id)`.
        Raises ValueError if there is no such subset.
        """
        ids = self.infoset["id"].to_numpy(dtype=np.int64)
        if not np.array_equal(ids, np.arange(len(self))):
            raise ValueError(f"Cannot use the infoset of '{self.path}': it is of another dataset")
        if subset is None:
            return ids
        subsets = self.infoset["subset"]
        if subset not in set(subsets):
            known = sorted(name for name in subsets.dropna().unique() if name)
            hint = f"there are {', '.join(known)}" if known else "split the dataset first"
            raise ValueError(f"Cannot find subset '{subset}' of '{self.path}': {hint}")
        return ids[(subsets == subset).to_numpy()]

    def samples(
        self, subset: str | None = None, groups: Sequence[str] | None = None
    ) -> Iterator[dict[str, np.ndarray]]:
        """The samples of a subset, or all, one after the other."""
        return (self.sample(i, groups) for i in self.sample_ids(subset))

    def file(self, path: str | PurePath) -> np.ndarray:
        """The ids of the samples that a CAD file gave: by its whole path, or the end of it.

        Raises KeyError if there is none, or if the end fits several files.
        """
        wanted = PurePath(path).parts
        files = self.infoset["file"]
        parts = {one: PurePath(one).parts for one in files.dropna().unique()}
        found = [one for one, own in parts.items() if own[-len(wanted):] == wanted]
        # The table has paths from the source folder: a whole path ends with one of them.
        ends = [one for one, own in parts.items() if wanted[-len(own):] == own]
        found = found or sorted(ends, key=lambda one: len(parts[one]))[-1:]
        if len(found) != 1:
            raise KeyError(f"Cannot find the file '{path}': it fits {len(found)} files {found[:3]}")
        return self.sample_ids()[(files == found[0]).to_numpy()]

    def torch_dataset(
        self, subset: str | None = None, groups: Sequence[str] | None = None
    ) -> TorchSamples:
        """The samples as torch's DataLoader takes them: dicts of tensors. Wants torch.

        Bodies differ in size: give the DataLoader a `collate_fn`.
        """
        import torch  # noqa: F401  so that a missing torch is told here

        return TorchSamples(self, self.sample_ids(subset), groups)

    def _table(self, kind: str) -> pd.DataFrame:
        if kind not in self._loaded:
            path = self._tables[kind]
            if not path.is_file():
                raise FileNotFoundError(f"Cannot read the {kind} of '{self.path}': no '{path}'")
            self._loaded[kind] = pd.read_parquet(path, engine="pyarrow")
        return self._loaded[kind]

    @cached_property
    def _loaded(self) -> dict[str, pd.DataFrame]:
        return {}

    def _read_offsets(self, group: str) -> np.ndarray | None:
        offsets = self._groups[group].get(f"body_offsets_{group}")
        return None if offsets is None else np.asarray(offsets[:])


class TorchSamples:
    """Some samples as a map-style dataset of torch; it can be pickled into a loader's workers."""

    def __init__(self, reader: Dataset, ids: np.ndarray, groups: Sequence[str] | None) -> None:
        self.ids = ids
        self._reader = reader
        self._groups = groups

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, i: int) -> dict[str, Any]:
        from torch import from_numpy

        arrays = self._reader.sample(int(self.ids[i]), self._groups)
        return {key: from_numpy(array) for key, array in arrays.items()}


class DataFile(_Samples):
    """One encoded CAD file: its bodies are the samples."""

    def __init__(self, path: Path) -> None:
        try:
            self._store = ZipStore(path, mode="r")
            root = zarr.open_group(self._store, mode="r", zarr_format=3)
        except Exception as error:
            raise ValueError(f"Cannot open '{path}': it is no zipped Zarr group") from error
        super().__init__(path, root)

    def __len__(self) -> int:
        return len(self.bodies)

    @property
    def bodies(self) -> list[dict[str, Any]]:
        """What is known of each body: kind, name, instance_count, face_count, metadata, ..."""
        return self.attributes["bodies"]

    @property
    def source(self) -> dict[str, Any] | None:
        """The CAD file it was made of: path, hash, size, provenance."""
        return self.attributes.get("source")

    def close(self) -> None:
        """Closes the file."""
        self._store.close()

    def __enter__(self) -> DataFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _read_offsets(self, group: str) -> np.ndarray | None:
        rows = self.root[group].attrs.get("rows_per_body")
        return None if rows is None else np.concatenate([[0], np.cumsum(rows, dtype=np.int64)])


def _is_added(name: str, group: str) -> bool:
    return name in {f"{kind}_{group}" for kind in ("file_id_code", "body_id_code", "body_offsets")}


def _read_flow(path: Path) -> dict[str, Any]:
    try:
        flow = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"Cannot open '{path}': it is no .flow, .dataset or .data") from error
    if not isinstance(flow, dict) or not flow.get("flow_data"):
        raise ValueError(f"Cannot open '{path}': its flow made no dataset (no 'flow_data')")
    return flow


def _summary(data: Dataset | DataFile) -> str:
    lines = [f"{data.path}: {len(data)} samples"]
    for group in data.groups():
        lines.append(group)
        for name in data.arrays(group):
            array = data.array(f"{group}/{name}")
            names = ", ".join(str(one) for one in array.metadata.dimension_names or ())
            lines.append(f"  {name:<28} {str(array.dtype):<8} {array.shape} ({names})")
    if isinstance(data, Dataset):
        counts = data.infoset["subset"].fillna("").value_counts()
        lines.append("infoset: " + ", ".join(data.infoset.columns))
        lines.append("subsets: " + ", ".join(f"{k or '(none)'} {n}" for k, n in counts.items()))
    return "\n".join(lines)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python trunnion_reader.py FILE.flow | FILE.dataset | FILE.data")
    try:
        print(_summary(open_trunnion(sys.argv[1])))
    except (OSError, ValueError) as problem:
        sys.exit(str(problem))
