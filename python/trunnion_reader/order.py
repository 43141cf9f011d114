"""In which order samples are read: shuffled, and yet from few chunks at a time."""

from __future__ import annotations

from typing import Iterator

import numpy as np

#: Samples that lie beside each other and are read together.
BLOCK = 64
#: Blocks among which samples are mixed.
WINDOW = 16


def block_shuffle(
    ids: np.ndarray, seed: int, *, block: int = BLOCK, window: int = WINDOW
) -> np.ndarray:
    """Samples in a shuffled order that reads each chunk about once.

    Blocks of samples that lie beside each other are shuffled; `window` of them are taken at a time,
    and their samples shuffled among themselves. A batch so has samples of up to `window` places in
    the dataset, and each sample comes once. Where `block * window` samples are all there are, the
    order is a plain shuffle. Equal seeds give equal orders.
    """
    ids = np.sort(np.asarray(ids, dtype=np.int64))
    random = np.random.default_rng(seed)
    if len(ids) <= block * window:
        return random.permutation(ids)
    # Where the first block ends is drawn too: blocks are others in every epoch.
    cuts = np.arange(int(random.integers(1, block + 1)), len(ids), block)
    blocks = np.split(ids, cuts)
    order = random.permutation(len(blocks))
    found = [
        random.permutation(np.concatenate([blocks[i] for i in order[at : at + window]]))
        for at in range(0, len(order), window)
    ]
    return np.concatenate(found)


class BlockShuffle:
    """A sampler for torch's DataLoader: `DataLoader(data, sampler=BlockShuffle(data, seed=1))`.

    Each epoch has another order; `set_epoch` chooses it, as for torch's DistributedSampler.
    """

    def __init__(self, data, seed: int = 0, *, block: int = BLOCK, window: int = WINDOW) -> None:
        self._ids = np.arange(len(data))
        self._options = {"block": block, "window": window}
        self.seed = seed
        self.epoch = 0

    def set_epoch(self, epoch: int) -> None:
        self.epoch = epoch

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[int]:
        order = block_shuffle(self._ids, hash_of(self.seed, self.epoch), **self._options)
        self.epoch += 1
        return iter(order.tolist())


def hash_of(*numbers: int) -> int:
    """One seed of several numbers."""
    return int(np.random.SeedSequence(list(numbers)).generate_state(1, np.uint64)[0])
