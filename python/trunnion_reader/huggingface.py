"""Samples for Hugging Face's `datasets`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    from .dataset import Dataset


def to_datasets(dataset: Dataset, table: pa.Table) -> Any:
    """A table as a `datasets.Dataset`; a column of codes is a ClassLabel with their names."""
    try:
        import datasets
    except ImportError as error:
        raise ImportError(
            "Cannot make a dataset of Hugging Face: datasets is not installed. Install it "
            "(pip install datasets), or use Dataset.to_arrow"
        ) from error
    found = datasets.Dataset(table)
    for key in dataset.vocabularies():
        names = dataset.vocabulary(key)
        if f"{key}_code" in table.column_names and list(names) == list(range(len(names))):
            label = datasets.ClassLabel(names=list(names.values()))
            found = found.cast_column(f"{key}_code", label)
    return found
