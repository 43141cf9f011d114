"""Samples for PyTorch. torch is imported when it is needed, and told of where it is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterator, Sequence

import numpy as np

from .samples import Missing

if TYPE_CHECKING:
    from .dataset import Dataset

#: Arrays whose values are positions among others of the sample, and the array that counts those.
POSITIONS = {"graph/edges_source": "graph/num_nodes", "graph/edges_destination": "graph/num_nodes"}


def require_torch(attempt: str) -> Any:
    """torch; ImportError with what to do where it is not there."""
    try:
        import torch
    except ImportError as error:
        raise ImportError(
            f"Cannot {attempt}: torch is not installed. Install it (pip install torch), or read "
            "the samples as arrays of numpy with Dataset.samples"
        ) from error
    return torch


class TorchSamples:
    """Some samples as a map-style dataset of torch.

    It can be pickled into the workers of a DataLoader: each opens the files for itself, and keeps
    chunks of its own.
    """

    def __init__(
        self,
        reader: Dataset,
        ids: np.ndarray,
        groups: Sequence[str] | None = None,
        *,
        label: str | None = None,
        missing: Missing = "keep",
    ) -> None:
        #: The position in the dataset of each sample.
        self.ids = ids
        self._reader = reader
        self._groups = None if groups is None else tuple(groups)
        self._labels = None if label is None else reader.labels(label)
        self._missing = missing

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, i: int) -> dict[str, Any]:
        return self._item(int(self.ids[i]))

    def __getitems__(self, positions: Sequence[int]) -> list[dict[str, Any]]:
        """The samples of a batch, as DataLoader asks for them."""
        return [self._item(int(self.ids[i])) for i in positions]

    def _item(self, i: int, arrays: dict[str, np.ndarray] | None = None) -> dict[str, Any]:
        from torch import from_numpy

        if arrays is None:
            arrays = self._reader.sample(i, self._groups, missing=self._missing)
        item = {key: from_numpy(array) for key, array in arrays.items()}
        if self._labels is not None:
            item["label"] = from_numpy(self._labels[i : i + 1].copy())
        return item

    def stream(self, ids: np.ndarray) -> Iterator[dict[str, Any]]:
        """The samples of some positions in the dataset, in their order."""
        arrays = self._reader.samples_of(ids, self._groups, missing=self._missing, threads=0)
        return (self._item(int(i), one) for i, one in zip(ids, arrays))


def collate(samples: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """A batch of samples of different sizes: arrays end to end, with where each sample begins.

    For each array "group/array" of a sample, "group/array" has the rows of all, and
    "offsets/group/array" one number more than there are samples. Positions of faces in
    "graph/edges_source" and "graph/edges_destination" count over the whole batch.
    """
    import torch

    batch: dict[str, Any] = {}
    for key in samples[0]:
        rows = [sample[key] for sample in samples]
        counted = POSITIONS.get(key)
        if counted is not None and counted in samples[0]:
            nodes = torch.cumsum(torch.cat([sample[counted] for sample in samples]), 0)
            rows = [rows[0], *(one + n for one, n in zip(rows[1:], nodes.to(rows[0].dtype)))]
        batch[key] = torch.cat(rows)
        if key != "label":
            counts = torch.tensor([0, *(len(one) for one in rows)])
            batch[f"offsets/{key}"] = torch.cumsum(counts, 0)
    return batch
