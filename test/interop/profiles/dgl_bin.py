"""Reads the one graph of a file of DGL, without DGL: by the layout that its sources describe."""

import struct
from pathlib import Path

import numpy as np

KINDS = {(0, 32): "<i4", (0, 64): "<i8", (1, 8): "u1", (2, 32): "<f4", (2, 64): "<f8"}


class Graph:
    """Ends of arcs, and arrays by name: `ndata`, `edata`, and those of the whole graph."""

    def __init__(self, path: Path) -> None:
        self._bytes, self._at = path.read_bytes(), 4096
        (start,) = self._take("<Q")
        self.labels = self._tensors()
        assert self._at == start
        self._take("<Q")
        self._metagraph()
        self._take("<5Q")[0]
        self._at -= 8
        self._metagraph_behind_magic()
        _, nodes, _ = self._take("<3Q")
        self.num_nodes = nodes
        self.source, self.destination, _ = self._array(), self._array(), self._array()
        self._take("<2x")
        self._take("<2Q")
        self._take("<Q")
        self.ndata = self._tensors()
        self._take("<Q")
        self.edata = self._tensors()

    def _take(self, form: str) -> tuple:
        found = struct.unpack_from(form, self._bytes, self._at)
        self._at += struct.calcsize(form)
        return found

    def _array(self) -> np.ndarray:
        *_, dimensions, kind, bits, _ = self._take("<QQiiiBBH")
        *shape, size = self._take(f"<{dimensions}qq")
        dtype = np.dtype(KINDS[kind, bits])
        data = np.frombuffer(self._bytes, dtype, size // dtype.itemsize, self._at)
        self._at += size
        return data.reshape(shape)

    def _tensors(self) -> dict[str, np.ndarray]:
        found = {}
        for _ in range(self._take("<Q")[0]):
            (length,) = self._take("<Q")
            name = self._bytes[self._at : self._at + length].decode()
            self._at += length
            found[name] = self._array()
        return found

    def _metagraph(self) -> None:
        self._take("<4Q")
        for _ in range(3):
            self._array()
        self._take("<x")

    def _metagraph_behind_magic(self) -> None:
        self._metagraph()
