"""One encoded CAD file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from zarr.storage import ZipStore

from .errors import DatasetError
from .files import ZipFiles
from .samples import CACHE_BYTES, Samples


class DataFile(Samples):
    """One encoded CAD file: its bodies are the samples."""

    def __init__(self, path: Path, cache_bytes: int = CACHE_BYTES) -> None:
        super().__init__(path, ZipFiles(path), cache_bytes)
        if not isinstance(self.attributes.get("bodies"), list):
            raise DatasetError(f"Cannot open '{path}': it must list its bodies")

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

    def __enter__(self) -> DataFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _read_offsets(self, group: str) -> np.ndarray | None:
        rows = self._group_attributes[group].get("rows_per_body")
        if rows is None:
            return None
        if not isinstance(rows, list) or not all(type(one) is int and one >= 0 for one in rows):
            raise DatasetError(f"Cannot read '{group}' of '{self.path}': no 'rows_per_body'")
        return np.concatenate([[0], np.cumsum(rows, dtype=np.int64)])

    def _zarr_store(self) -> ZipStore:
        return ZipStore(self.path, mode="r")
