"""A body as a graph of its faces, in arrays of numpy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Sequence

import numpy as np

if TYPE_CHECKING:
    from .samples import Sample, Samples

#: What faces are known by, and no measure of their shape.
NO_FEATURES = ("ids", "indices", "index")


@dataclass
class FaceGraph:
    """Faces are nodes; an edge leads from a face to one beside it."""

    #: (faces, features) float32.
    nodes: np.ndarray
    #: (2, edges) int64: from where, and to where.
    edge_index: np.ndarray
    #: (edges, features) float32.
    edges: np.ndarray
    #: Arrays under their own names.
    extra: dict[str, np.ndarray]


def feature_keys(dataset: Samples, group: str) -> list[str]:
    """The arrays of a group with a number or a few a row, ids and indices left out."""
    if group not in dataset.groups():
        return []
    keys = [f"{group}/{name}" for name in dataset.arrays(group)]
    return [
        key
        for key in keys
        if len(dataset.stored(key).shape) <= 2
        and key.split("_")[-1] not in NO_FEATURES
        and dataset.stored(key).dims[:1] == (group.removesuffix("s"),)
    ]


def groups_of(keys: Sequence[str]) -> tuple[str, ...]:
    """The groups that some arrays are in."""
    return tuple(sorted({"graph", *(key.split("/")[0] for key in keys)}))


def face_graph(
    sample: Sample, nodes: Sequence[str], edges: Sequence[str], extra: Sequence[str] = ()
) -> FaceGraph:
    """The graph of a sample. Raises ValueError where features have not a row a face or edge."""
    index = np.stack([sample["graph/edges_source"], sample["graph/edges_destination"]])
    count = int(sample["graph/num_nodes"][0])
    return FaceGraph(
        _columns(sample, nodes, count, "faces"),
        index.astype(np.int64),
        _columns(sample, edges, index.shape[1], "edges of the graph"),
        {key.split("/")[1]: sample[key] for key in extra},
    )


def _columns(sample: Sample, keys: Sequence[str], rows: int, what: str) -> np.ndarray:
    found = []
    for key in keys:
        values = sample[key]
        if len(values) != rows:
            raise ValueError(f"Cannot use '{key}': it has {len(values)} rows for {rows} {what}")
        found.append(values.reshape(rows, -1).astype(np.float32))
    return np.concatenate(found, axis=1) if found else np.zeros((rows, 0), np.float32)
