"""Rows of one array, cut out of chunks that are unpacked once.

zarr-python opens the same files, and `Dataset.array` gives its arrays. One small read through it
takes about a millisecond, of which a chunk's bytes are a hundredth: for samples of a dozen arrays
that is 67 samples a second. So the shards that Trunnion writes are read here: their index is
numbers, their chunks are zstd. Arrays that are stored otherwise are left to zarr-python.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from threading import Lock
from typing import Any, Callable, Iterable

import google_crc32c
import numpy as np
import pyarrow as pa

from .array_document import SIZES, codec_names, document_problem
from .errors import DatasetError
from .files import Files, Part

_NOTHING = 2**64 - 1
#: The densest that zstd can be: 4 bytes stand for 128 KiB.
DENSEST = 2**15
#: Shards whose index is kept.
MOST_INDEXES = 64


class ChunkCache:
    """Unpacked chunks, the one used longest ago given up first."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self._chunks: OrderedDict[Any, np.ndarray] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Any) -> np.ndarray | None:
        with self._lock:
            found = self._chunks.get(key)
            if found is not None:
                self._chunks.move_to_end(key)
            return found

    def put(self, key: Any, chunk: np.ndarray) -> None:
        with self._lock:
            if key in self._chunks:
                return
            self._chunks[key] = chunk
            self.bytes += chunk.nbytes
            while self.bytes > self.most_bytes and len(self._chunks) > 1:
                self.bytes -= self._chunks.popitem(last=False)[1].nbytes

    def clear(self) -> None:
        with self._lock:
            self._chunks.clear()
            self.bytes = 0

    def __getstate__(self) -> dict:
        return {"most_bytes": self.most_bytes}

    def __setstate__(self, state: dict) -> None:
        self.__init__(state["most_bytes"])


class StoredArray:
    """An array "group/name" of a dataset: what is known of it, and its rows."""

    def __init__(
        self, files: Files, key: str, document: dict, cache: ChunkCache, otherwise: Callable
    ) -> None:
        problem = document_problem(document)
        if problem is not None:
            raise DatasetError(
                f"Cannot open '{files.path}': in the metadata of '{key}' {problem}. "
                "It was damaged, or written by something else"
            )
        self.key = key
        self.shape: tuple[int, ...] = tuple(document["shape"])
        self.dtype = np.dtype(document["data_type"])
        self.dims: tuple[str | None, ...] = tuple(document.get("dimension_names") or ())
        attributes = document.get("attributes", {})
        #: What its values are.
        self.description = str(attributes.get("description", ""))
        #: The value that stands where a sample has none; None where each has one.
        self.missing: float | int | None = _missing(attributes.get("missing_value"))
        self._files = files
        self._cache = cache
        self._otherwise = otherwise
        chunks, codecs = document["chunk_grid"]["configuration"]["chunk_shape"], document["codecs"]
        self._sharded = codecs[0]["name"] == "sharding_indexed"
        sharding = codecs[0].get("configuration") if self._sharded else {}
        inner = sharding["chunk_shape"] if self._sharded else chunks
        self._step: int = inner[0]
        self._per_shard: int = chunks[0] // inner[0]
        self._inner = self.shape[1:]
        self._row_bytes = math.prod(self._inner) * SIZES[document["data_type"]]
        self._fill = document.get("fill_value", 0)
        self._indexes: OrderedDict[int, np.ndarray] = OrderedDict()
        self._zstd = _is_zstd(sharding.get("codecs") if self._sharded else codecs)
        self._is_ours = (
            self._zstd
            and [max(1, size) for size in self._inner] == list(inner[1:]) == list(chunks[1:])
            and document["chunk_grid"].get("name") == "regular"
            and (document.get("chunk_key_encoding") or {}).get("name") == "default"
            and (not self._sharded or _is_index(sharding))
        )

    def rows(self, first: int, last: int) -> np.ndarray:
        """A copy of the rows `first` to `last`, the latter left out."""
        if first >= last:
            return np.empty((0, *self._inner), self.dtype)
        if not self._is_ours:
            return np.asarray(self._otherwise(self.key)[first:last])
        step = self._step
        one, end = first // step, (last - 1) // step
        if one == end:
            start = first - one * step
            return self._chunk(one)[start : start + last - first].copy()
        # Gathered before memory is taken for all of it: a chunk that is not there is told first.
        pieces = [self._chunk(i) for i in range(one, end + 1)]
        pieces[0] = pieces[0][first - one * step :]
        pieces[-1] = pieces[-1][: last - end * step]
        return np.concatenate(pieces)

    def chunks_of(self, firsts: np.ndarray, lasts: np.ndarray) -> list[int]:
        """The chunks, not unpacked yet, of rows `firsts[k]` to `lasts[k]`."""
        if not self._is_ours:
            return []
        there = firsts < lasts
        wanted: set[int] = set()
        spans = np.stack([firsts[there] // self._step, (lasts[there] - 1) // self._step], axis=1)
        for one, end in np.unique(spans, axis=0).tolist():
            wanted.update(range(one, end + 1))
        return [i for i in sorted(wanted) if self._cache.get((self.key, i)) is None]

    def unpack(self, chunks: Iterable[int]) -> None:
        """Unpacks chunks, so that they are there when their rows are asked for."""
        for i in chunks:
            self._chunk(i)

    def _chunk(self, i: int) -> np.ndarray:
        """An unpacked chunk: rows `i * step` and after; it may not be written to."""
        chunk = self._cache.get((self.key, i))
        if chunk is None:
            chunk = self._unpack(i)
            self._cache.put((self.key, i), chunk)
        return chunk

    def _unpack(self, i: int) -> np.ndarray:
        shard, inner = divmod(i, self._per_shard)
        name = f"{self.key}/c/{'/'.join(map(str, [shard, *[0] * len(self._inner)]))}"
        part = self._files.part(name)
        if part is None:
            raise self._damaged(f"there is no '{name}'")
        offset, length = 0, part.size
        if self._sharded:
            offset, length = map(int, self._index(shard, part)[inner])
            if offset == _NOTHING and length == _NOTHING:
                raise self._damaged(f"chunk {inner} of '{name}' is not there")
            if offset + length > part.size:
                raise self._damaged(
                    f"chunk {inner} of '{name}' must lie within its {part.size} bytes, "
                    f"found {length} from {offset} on"
                )
        data = part.read(offset, length)
        size = self._step * self._row_bytes
        if size > len(data) * DENSEST:
            raise self._damaged(f"chunk {inner} of '{name}' cannot hold the {size} bytes it should")
        try:
            # It is told the size, and refuses less as well as more.
            raw = _ZSTD.decompress(data, size)
        except (OSError, pa.ArrowException) as error:
            raise self._damaged(f"chunk {inner} of '{name}' cannot be unpacked: {error}") from error
        little = self.dtype.newbyteorder("<")
        chunk = np.frombuffer(raw, little).reshape(self._step, *self._inner)
        return chunk.astype(self.dtype, copy=False)

    def _index(self, shard: int, part: Part) -> np.ndarray:
        found = self._indexes.get(shard)
        if found is not None:
            return found
        size = 16 * self._per_shard
        tail = part.read(max(0, part.size - size - 4), size + 4)
        if len(tail) != size + 4 or google_crc32c.value(tail[:-4]) != int.from_bytes(
            tail[-4:], "little"
        ):
            raise self._damaged(f"the index of shard {shard} is not whole")
        found = np.frombuffer(tail[:-4], "<u8").reshape(self._per_shard, 2)
        self._indexes[shard] = found
        if len(self._indexes) > MOST_INDEXES:
            self._indexes.popitem(last=False)
        return found

    def _damaged(self, why: str) -> DatasetError:
        return DatasetError(
            f"Cannot read '{self.key}' of '{self._files.path}': {why}. "
            "It was damaged; run the flow again"
        )

    def __getstate__(self) -> dict:
        return {**self.__dict__, "_indexes": OrderedDict()}


_ZSTD = pa.Codec("zstd")


def _is_zstd(codecs: Any) -> bool:
    return codec_names(codecs) == ["bytes", "zstd"] and _is_little(codecs[0])


def _is_index(sharding: dict) -> bool:
    codecs = sharding.get("index_codecs")
    at_end = sharding.get("index_location", "end") == "end"
    return codec_names(codecs) == ["bytes", "crc32c"] and _is_little(codecs[0]) and at_end


def _is_little(codec: dict) -> bool:
    return (codec.get("configuration") or {}).get("endian", "little") == "little"


def _missing(value: Any) -> float | int | None:
    if value == "NaN":
        return float("nan")
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None
