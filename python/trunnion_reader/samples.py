"""What a dataset and a single file have in common: groups of arrays with the rows of samples."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any, Iterable, Iterator, Literal

import numpy as np
import zarr

from .array_document import read_document
from .errors import DatasetError
from .files import Files, is_plain_names
from .stored_array import ChunkCache, StoredArray

#: What becomes of values that are missing: kept as they are stored, masked, or made a number.
Missing = Literal["keep", "mask"] | int | float
#: The arrays of a sample by "group/array".
Sample = dict[str, np.ndarray]
#: Bytes of unpacked chunks that are kept.
CACHE_BYTES = 256 * 2**20


class Samples:
    """Samples by their positions, each a dict of arrays by "group/array"."""

    def __init__(self, path: Path, files: Files, cache_bytes: int) -> None:
        #: What was opened.
        self.path = path
        self._files = files
        self._cache = ChunkCache(cache_bytes)
        self._offsets: dict[str, np.ndarray | None] = {}
        self._plans: dict[Any, list] = {}
        root = read_document(files, "zarr.json")
        if root is None or root.get("node_type") != "group":
            raise DatasetError(f"Cannot open '{path}': it holds no Zarr group")
        attributes = root.get("attributes") or {}
        if not isinstance(attributes, dict) or not isinstance(attributes.get("trunnion"), dict):
            raise DatasetError(f"Cannot open '{path}': its root has no attribute 'trunnion'")
        #: What Trunnion says of it: flow name, profile, schema, ...
        self.attributes: dict[str, Any] = attributes["trunnion"]
        self._groups: dict[str, dict[str, StoredArray]] = {}
        self._group_attributes: dict[str, dict[str, Any]] = {}
        for name in files.names(""):
            document = read_document(files, f"{name}/zarr.json") if is_plain_names([name]) else None
            if document is not None and document.get("node_type") == "group":
                self._groups[name] = self._open_group(name)
                self._group_attributes[name] = document.get("attributes") or {}

    def _open_group(self, group: str) -> dict[str, StoredArray]:
        found = {}
        for name in self._files.names(group):
            if name == "zarr.json" or not is_plain_names([name]):
                continue
            key = f"{group}/{name}"
            document = read_document(self._files, f"{key}/zarr.json")
            if document is not None and document.get("node_type") == "array":
                found[name] = StoredArray(self._files, key, document, self._cache, self.array)
        return found

    @cached_property
    def root(self) -> zarr.Group:
        """The Zarr group that holds everything, opened with zarr-python."""
        return zarr.open_group(self._zarr_store(), mode="r", zarr_format=3, path=self._zarr_path())

    def groups(self) -> list[str]:
        """The names of the groups, in alphabetical order."""
        return list(self._groups)

    def arrays(self, group: str) -> list[str]:
        """The names of a group's arrays; ids and offsets, which the merge adds, are left out."""
        return [name for name in self._group(group) if not _is_added(name, group)]

    def array(self, key: str) -> zarr.Array:
        """The array of the key "group/array", with the rows of all samples; slice it to read."""
        self.stored(key)
        return self.root[key]

    def stored(self, key: str) -> StoredArray:
        """What is known of an array: `shape`, `dtype`, `dims`, `description`, `missing`."""
        group, _, name = key.partition("/")
        arrays = self._group(group)
        if name not in arrays:
            raise KeyError(f"Cannot read '{key}': '{group}' has {', '.join(arrays)}")
        return arrays[name]

    def sample(
        self, i: int, groups: Iterable[str] | None = None, *, missing: Missing = "keep"
    ) -> Sample:
        """The arrays of sample `i` by "group/array", those of all groups or of some.

        `i` counts from 0, and from the end where it is negative. An array may say which value
        stands where there is none (`stored(key).missing`): it is kept, or with `missing="mask"`
        the array is a numpy.ma.MaskedArray, or with a number that number stands in its place.

        Raises IndexError beyond the end, DatasetError where what is stored is damaged.
        """
        count = len(self)
        if not -count <= i < count:
            raise IndexError(f"Cannot read sample {i} of '{self.path}': it has {count} samples")
        i = int(i) % count
        found = {}
        for offsets, arrays in self._plan(groups):
            first, last = (i, i + 1) if offsets is None else (int(offsets[i]), int(offsets[i + 1]))
            for key, array in arrays:
                found[key] = array.rows(first, last)
        return found if missing == "keep" else self._without_missing(found, missing)

    def rows(self, key: str, i: int) -> tuple[int, int]:
        """The rows of sample `i` in an array: the first, and one behind the last."""
        offsets = self._layout(key.partition("/")[0], self.stored(key))
        return (i, i + 1) if offsets is None else (int(offsets[i]), int(offsets[i + 1]))

    def __len__(self) -> int:
        raise NotImplementedError

    def __getitem__(self, i: int) -> Sample:
        return self.sample(i)

    def __iter__(self) -> Iterator[Sample]:
        return (self.sample(i) for i in range(len(self)))

    def close(self) -> None:
        """Closes what is open, and gives up what was unpacked. It may be read again."""
        self._files.close()
        self._cache.clear()
        self.__dict__.pop("root", None)

    def _without_missing(self, sample: Sample, missing: Missing) -> Sample:
        found = {}
        for key, values in sample.items():
            marker = self.stored(key).missing
            if marker is None:
                found[key] = values
                continue
            gone = np.isnan(values) if marker != marker else values == marker
            if missing == "mask":
                found[key] = np.ma.MaskedArray(values, mask=gone)
            else:
                values[gone] = missing
                found[key] = values
        return found

    def _group(self, group: str) -> dict[str, StoredArray]:
        if group not in self._groups:
            raise KeyError(f"Cannot find group '{group}': there are {', '.join(self._groups)}")
        return self._groups[group]

    def _plan(
        self, groups: Iterable[str] | None
    ) -> list[tuple[np.ndarray | None, list[tuple[str, StoredArray]]]]:
        """The arrays to read, those together whose rows are the same: None for one row a sample."""
        wanted = tuple(self.groups() if groups is None else groups)
        plan = self._plans.get(wanted)
        if plan is None:
            together: dict[int, tuple] = {}
            for group in wanted:
                for name in self.arrays(group):
                    array = self._groups[group][name]
                    offsets = self._layout(group, array)
                    entry = together.setdefault(id(offsets), (offsets, []))
                    entry[1].append((array.key, array))
            plan = self._plans[wanted] = list(together.values())
        return plan

    def _layout(self, group: str, array: StoredArray) -> np.ndarray | None:
        """Where the rows of each sample begin; None where each sample has one row."""
        rows, offsets = array.shape[0], self._group_offsets(group)
        one_a_sample = rows == len(self)
        # Within a group, an array may have one row a body: its first dimension says so.
        if offsets is None or (one_a_sample and self._stands_beside(group, array)):
            offsets = None
        elif offsets[-1] == rows:
            return offsets
        if one_a_sample:
            return None
        raise DatasetError(
            f"Cannot tell the rows of '{array.key}' by sample: it has {rows} rows, for {len(self)} "
            f"samples, and its group {self._rows_of(group)}"
        )

    def _stands_beside(self, group: str, array: StoredArray) -> bool:
        """Whether an array has one row a sample in a group whose rows are something else."""
        others = (self._groups[group][name] for name in self.arrays(group))
        return _one_a_sample(array) and not all(map(_one_a_sample, others))

    def _rows_of(self, group: str) -> str:
        offsets = self._group_offsets(group)
        return "says nothing of them" if offsets is None else f"has {offsets[-1]}"

    def _group_offsets(self, group: str) -> np.ndarray | None:
        if group not in self._offsets:
            offsets = self._read_offsets(group)
            if offsets is not None and (
                offsets.shape != (len(self) + 1,) or offsets[0] != 0 or (np.diff(offsets) < 0).any()
            ):
                raise DatasetError(
                    f"Cannot read '{group}' of '{self.path}': the offsets of {len(self)} samples "
                    f"must be {len(self) + 1} numbers from 0 on that never fall. "
                    "It was damaged; run the flow again"
                )
            self._offsets[group] = offsets
        return self._offsets[group]

    def _read_offsets(self, group: str) -> np.ndarray | None:
        raise NotImplementedError

    def _zarr_store(self) -> Any:
        raise NotImplementedError

    def _zarr_path(self) -> str:
        return ""

    def __getstate__(self) -> dict:
        # What is open stays behind: another process opens its own.
        return {**self.__dict__, "_plans": {}, "root": None}

    def __setstate__(self, state: dict) -> None:
        state.pop("root", None)
        self.__dict__.update(state)


def _one_a_sample(array: StoredArray) -> bool:
    return array.dims[:1] in (("body",), ("part",), ("file",))


def _is_added(name: str, group: str) -> bool:
    return name in {f"{kind}_{group}" for kind in ("file_id_code", "body_id_code", "body_offsets")}
