"""The reader's graphs are those of DGL itself: reads an export with both, and compares.

    python dgl_test.py EXPORT      # with torch, dgl, and trunnion_reader on the path
"""

import sys
from pathlib import Path

import dgl
import torch
from trunnion_reader.graphs import PlainGraph, batch
from trunnion_reader.dgl_file import read_dgl_file


def plain(path: Path) -> tuple[PlainGraph, dict]:
    found = read_dgl_file(path)
    ends = torch.tensor(found.source), torch.tensor(found.destination)
    graph = PlainGraph(*ends, found.num_nodes)
    for name in ("ndata", "edata"):
        tensors = {key: torch.tensor(array) for key, array in getattr(found, name).items()}
        getattr(graph, name).update(tensors)
    return graph, {key: torch.tensor(array) for key, array in found.labels.items()}


def same(own, other) -> None:
    assert own.num_nodes() == other.num_nodes()
    for a, b in zip(own.edges(), other.edges(), strict=True):
        assert torch.equal(a, b)
    for name in ("ndata", "edata"):
        a, b = getattr(own, name), getattr(other, name)
        assert set(a) == set(b)
        assert all(torch.equal(a[key], b[key]) and a[key].dtype == b[key].dtype for key in a)


paths = sorted(Path(sys.argv[1]).rglob("*.bin"))
ours, theirs = [], []
for path in paths:
    (other,), labels = dgl.load_graphs(str(path))
    own, own_labels = plain(path)
    same(own, other)
    assert set(labels) == set(own_labels)
    assert all(torch.equal(labels[key], own_labels[key]) for key in labels)
    ours.append(own)
    theirs.append(other)
same(batch(ours), dgl.batch(theirs))
print(f"{len(paths)} files of {dgl.__version__}: equal, one by one and as a batch")
