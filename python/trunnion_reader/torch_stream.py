"""Samples as a stream for torch. Imported where torch is there."""

from __future__ import annotations

import math
from typing import Any, Iterator

import numpy as np
from torch.utils.data import IterableDataset, get_worker_info

from .order import block_shuffle, hash_of
from .torch_data import TorchSamples


class TorchStream(IterableDataset):
    """Samples one after the other; each worker of a DataLoader has a part of its own."""

    def __init__(self, samples: TorchSamples, *, shuffle: bool = False, seed: int = 0) -> None:
        self._samples = samples
        self._shuffle = shuffle
        self._seed = seed
        self.epoch = 0

    def set_epoch(self, epoch: int) -> None:
        """Chooses the order of the next epoch; workers that live on are not told."""
        self.epoch = epoch

    def __len__(self) -> int:
        return len(self._samples)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        ids = np.sort(self._samples.ids)
        worker = get_worker_info()
        if worker is not None:
            # Samples that lie beside each other, so that chunks are unpacked by one worker.
            size = math.ceil(len(ids) / worker.num_workers)
            ids = ids[worker.id * size : (worker.id + 1) * size]
        if self._shuffle:
            ids = block_shuffle(ids, hash_of(self._seed, self.epoch))
        self.epoch += 1
        return self._samples.stream(ids)
