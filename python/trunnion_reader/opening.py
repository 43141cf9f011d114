"""Opens what Trunnion writes by its name."""

from __future__ import annotations

from pathlib import Path, PurePath

from .data_file import DataFile
from .dataset import Dataset


def open_trunnion(path: str | PurePath) -> Dataset | DataFile:
    """Opens a `.flow`, its folder, a `.dataset` (its tables are looked for beside it), the one file
    of `trunnion pack`, or a `.data`.

    Raises FileNotFoundError if it is not there, ValueError if it is none of them or has no arrays.
    """
    path = Path(path)
    if not path.exists():
        raise FileNotFoundError(f"Cannot open '{path}': there is no such file")
    return DataFile(path) if path.suffix == ".data" else Dataset(path)


def open_dataset(path: str | PurePath) -> Dataset:
    """Opens a dataset. Raises as `open_trunnion`, and ValueError for a `.data`."""
    found = open_trunnion(path)
    if isinstance(found, Dataset):
        return found
    raise ValueError(f"Cannot open '{path}': a dataset is wanted, and it is one encoded file")
