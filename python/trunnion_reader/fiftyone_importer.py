"""Samples for FiftyOne: `fo.Dataset.from_importer(importer(dataset))`. Wants fiftyone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from .dataset import Dataset

#: Columns of the infoset in which a file to show may be named, the best first.
SHOWN = ("stream_cache_png", "stream_cache_3d", "file")


def importer(dataset: Dataset) -> Any:
    """An importer of samples: the picture of a part, its metadata, its subset as a tag."""
    import fiftyone as fo
    import fiftyone.utils.data as foud

    class Importer(foud.GenericSampleDatasetImporter):
        def __init__(self) -> None:
            super().__init__(dataset_dir=str(dataset.path))
            self._rows = iter(rows(dataset))

        def __next__(self) -> fo.Sample:
            filepath, tags, fields = next(self._rows)
            return fo.Sample(filepath=filepath, tags=tags, **fields)

        def __len__(self) -> int:
            return len(dataset)

        has_dataset_info = False
        has_sample_field_schema = False

        def setup(self) -> None:
            self._rows = iter(rows(dataset))

    return Importer()


def rows(dataset: Dataset) -> list[tuple[str, list[str], dict[str, Any]]]:
    """Of each sample: the file to show, its tags, its other fields."""
    folder = Path(dataset.path).parent
    subsets = dataset.subsets()
    found = []
    for i, row in enumerate(dataset.infoset.to_dict("records")):
        shown = next((row[name] for name in SHOWN if row.get(name)), None)
        fields = {
            f"sample_{name}" if name in ("id", "tags", "filepath", "metadata") else name: value
            for name, value in row.items()
            if name != "subset" and not pd.isna(value) and value != ""
        }
        tags = [] if subsets[i] is None else [subsets[i]]
        found.append((str(folder / (shown or str(i))), tags, fields))
    return found
