"""Samples as one table of Arrow, their arrays as nested lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Sequence

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from .dataset import Dataset


def samples_table(dataset: Dataset, ids: np.ndarray, groups: Sequence[str] | None) -> pa.Table:
    """A row a sample: its row of the infoset, then its arrays by "group/array"."""
    table = dataset.arrow_table("infoset").take(pa.array(ids))
    for offsets, arrays in dataset._plan(groups):
        for key, array in arrays:
            table = table.append_column(key, _column(array, offsets, ids))
    return table


def _column(array, offsets: np.ndarray | None, ids: np.ndarray) -> pa.ChunkedArray:
    """Values of one array: lists of rows a sample, or one row each."""
    if offsets is None:
        pieces = [array.rows(int(i), int(i) + 1) for i in ids]
    else:
        pieces = [array.rows(int(offsets[i]), int(offsets[i + 1])) for i in ids]
    values = np.concatenate(pieces) if pieces else array.rows(0, 0)
    rows: pa.Array = pa.array(values.reshape(-1))
    # From the inside: each dimension behind the first is a list of a fixed size.
    for size in reversed(values.shape[1:]):
        rows = pa.FixedSizeListArray.from_arrays(rows, size)
    if offsets is not None:
        counts = np.concatenate([[0], np.cumsum([len(piece) for piece in pieces])])
        rows = pa.LargeListArray.from_arrays(pa.array(counts, pa.int64()), rows)
    return pa.chunked_array([rows])
