"""Reads files of DGL with one graph, as exports for published models are, without DGL."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import PurePath

import numpy as np

from .errors import DatasetError

#: What a file, and an array in it, begin with.
FILE, ARRAY = 0xDD2E4FF046B4A13F, 0xDD5E40F096B4A13F
#: Where what is behind the head begins.
HEAD = 4096
#: Kind and bits of numbers.
DTYPES = {
    (0, 8): "<i1",
    (0, 16): "<i2",
    (0, 32): "<i4",
    (0, 64): "<i8",
    (1, 8): "<u1",
    (2, 32): "<f4",
    (2, 64): "<f8",
}


@dataclass
class DglFile:
    """What `dgl.load_graphs` gives of a file with one graph, in arrays of numpy."""

    num_nodes: int
    #: The ends of arcs, in order.
    source: np.ndarray
    destination: np.ndarray
    ndata: dict[str, np.ndarray]
    edata: dict[str, np.ndarray]
    #: Arrays of the graph as a whole.
    labels: dict[str, np.ndarray]


def read_dgl_file(path: str | PurePath) -> DglFile:
    """Raises DatasetError where the file is not of DGL, or is cut short."""
    with open(path, "rb") as file:
        reader = _Reader(path, file.read())
    try:
        return reader.graph()
    except (struct.error, KeyError, ValueError) as error:
        raise DatasetError(f"Cannot read '{path}': it is no whole file of DGL") from error


class _Reader:
    def __init__(self, path: str | PurePath, content: bytes) -> None:
        self._path, self._bytes, self._at = path, content, 0

    def graph(self) -> DglFile:
        magic, version, kind, count = self._integers(4)
        if magic != FILE or version != 2 or count != 1:
            raise DatasetError(
                f"Cannot read '{self._path}': it must be a file of DGL, of format 2, with one graph"
            )
        self._at = HEAD + 8
        labels = self._tensors()
        self._at += 8
        self._metagraph()
        # One relation: its magic, how it is saved, and what is allowed.
        _, _, saved, _ = self._integers(4)
        if saved & 0xFFFFFFFF != 1:
            raise DatasetError(
                f"Cannot read '{self._path}': its arcs must be saved as pairs of ends (`coo`)"
            )
        self._metagraph()
        nodes = self._integers(3)[1]
        source, destination, _ = self._array(), self._array(), self._array()
        # Two marks of order; the nodes of each kind, of which there is one.
        self._at += 2 + 16 + 8
        ndata = self._tensors()
        self._at += 8
        return DglFile(nodes, source, destination, ndata, self._tensors(), labels)

    def _integers(self, count: int) -> tuple[int, ...]:
        found = struct.unpack_from(f"<{count}Q", self._bytes, self._at)
        self._at += 8 * count
        return found

    def _metagraph(self) -> None:
        self._at += 32
        for _ in range(3):
            self._array()
        self._at += 1

    def _tensors(self) -> dict[str, np.ndarray]:
        found = {}
        for _ in range(self._integers(1)[0]):
            (length,) = self._integers(1)
            name = self._bytes[self._at : self._at + length].decode()
            self._at += length
            found[name] = self._array()
        return found

    def _array(self) -> np.ndarray:
        magic, _, _, _, dimensions, kind, bits, _ = struct.unpack_from(
            "<QQiiiBBH", self._bytes, self._at
        )
        if magic != ARRAY:
            raise ValueError("an array must begin here")
        self._at += 32
        *shape, size = self._integers(dimensions + 1)
        dtype = np.dtype(DTYPES[kind, bits])
        data = np.frombuffer(self._bytes, dtype, size // dtype.itemsize, self._at)
        self._at += size
        return data.reshape(shape)
