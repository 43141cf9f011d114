"""Samples as graphs for PyTorch Geometric, and for code that was written for DGL."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Sequence

import numpy as np
import torch
from torch.utils.data import Dataset as TorchDataset

from .face_graph import face_graph, feature_keys, groups_of

if TYPE_CHECKING:
    from .dataset import Dataset


class Graphs(TorchDataset):
    """Some samples as graphs: `Data` of PyTorch Geometric, for its DataLoader."""

    def __init__(
        self,
        reader: Dataset,
        ids: np.ndarray,
        *,
        label: str | None = None,
        nodes: Sequence[str] | None = None,
        edges: Sequence[str] | None = None,
        extra: Sequence[str] = (),
    ) -> None:
        #: The position in the dataset of each sample.
        self.ids = ids
        self.nodes = feature_keys(reader, "faces") if nodes is None else list(nodes)
        self.edges = feature_keys(reader, "edges") if edges is None else list(edges)
        self._extra = list(extra)
        self._reader = reader
        self._groups = groups_of([*self.nodes, *self.edges, *self._extra])
        self._labels = None if label is None else reader.labels(label)

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, i: int) -> Any:
        from torch_geometric.data import Data

        x, index, attributes, extra, label = self._tensors(int(self.ids[i]))
        data = Data(x=x, edge_index=index, edge_attr=attributes, **extra)
        data.sample = int(self.ids[i])
        if label is not None:
            data.y = label
        return data

    def _tensors(self, i: int) -> tuple:
        sample = self._reader.sample(i, self._groups)
        graph = face_graph(sample, self.nodes, self.edges, self._extra)
        label = None if self._labels is None else torch.from_numpy(self._labels[i : i + 1].copy())
        extra = {name: torch.from_numpy(values) for name, values in graph.extra.items()}
        parts = (graph.nodes, graph.edge_index, graph.edges)
        return (*map(torch.from_numpy, parts), extra, label)


class PlainGraph:
    """What code for DGL asks of a graph, where DGL itself is not installed."""

    def __init__(self, source: torch.Tensor, target: torch.Tensor, num_nodes: int) -> None:
        self._edges = (source, target)
        self._num_nodes = num_nodes
        self.ndata: dict[str, torch.Tensor] = {}
        self.edata: dict[str, torch.Tensor] = {}

    def edges(self) -> tuple[torch.Tensor, torch.Tensor]:
        return self._edges

    def num_nodes(self) -> int:
        return self._num_nodes

    def num_edges(self) -> int:
        return len(self._edges[0])

    number_of_nodes = num_nodes
    number_of_edges = num_edges

    def adj(self) -> torch.Tensor:
        """(nodes, nodes), a sparse tensor: how many arcs lead from the row to the column."""
        ones = torch.ones(self.num_edges())
        shape = (self._num_nodes, self._num_nodes)
        return torch.sparse_coo_tensor(torch.stack(self._edges), ones, shape)


def batch(graphs: Sequence[PlainGraph]) -> PlainGraph:
    """Stands in for `dgl.batch`: the graphs beside each other in one."""
    first = np.cumsum([0, *(graph.num_nodes() for graph in graphs)])
    ends = [
        torch.cat([graph.edges()[k] + int(start) for graph, start in zip(graphs, first)])
        for k in (0, 1)
    ]
    joined = PlainGraph(ends[0], ends[1], int(first[-1]))
    for of in ("ndata", "edata"):
        for name in getattr(graphs[0], of):
            getattr(joined, of)[name] = torch.cat([getattr(graph, of)[name] for graph in graphs])
    return joined


def stand_in_for_dgl() -> None:
    """Lets code import `dgl` that only loads and batches graphs, where DGL is not installed."""
    import sys
    from types import ModuleType

    modules = {name: ModuleType(name) for name in ("dgl", "dgl.data", "dgl.data.utils")}
    modules["dgl"].batch = batch
    modules["dgl"].data = modules["dgl.data"]
    modules["dgl.data"].utils = modules["dgl.data.utils"]
    for name in ("dgl", "dgl.data", "dgl.data.utils"):
        modules[name].load_graphs = load_graphs
    sys.modules.update(modules)


def load_graphs(
    filename: str | PurePath,
    idx_list: Sequence[int] | None = None,
    *,
    label: str | None = None,
    nodes: Sequence[str] | None = None,
    edges: Sequence[str] | None = None,
    extra: Sequence[str] = (),
) -> tuple[list[Any], dict[str, torch.Tensor]]:
    """Stands in for `dgl.data.utils.load_graphs`: graphs, and a dict of labels.

    Of a file of DGL (`.bin`, as exports for published models are) it is the file's own graph and
    arrays. Of a dataset, features of faces are `ndata["x"]`, of edges `edata["x"]`; an array of `extra` with a row a face
    or a row an edge is there under its own name. With DGL installed they are its graphs.
    """
    if str(filename).endswith(".bin"):
        return _load_file(filename)
    from .opening import open_dataset

    reader = open_dataset(filename)
    ids = reader.sample_ids() if idx_list is None else reader.sample_ids()[list(idx_list)]
    source = Graphs(reader, ids, label=label, nodes=nodes, edges=edges, extra=extra)
    graphs, labels = [], []
    for i in ids:
        x, (start, end), attributes, more, own = source._tensors(int(i))
        graph = _new_graph(start, end, len(x))
        graph.ndata["x"] = x
        graph.edata["x"] = attributes
        for name, values in more.items():
            (graph.ndata if len(values) == len(x) else graph.edata)[name] = values
        graphs.append(graph)
        labels.append(own)
    return graphs, {} if label is None else {label: torch.cat(labels)}


def _load_file(filename: str | PurePath) -> tuple[list[Any], dict[str, torch.Tensor]]:
    from .dgl_file import read_dgl_file

    def tensors(arrays: dict[str, np.ndarray]) -> dict[str, torch.Tensor]:
        return {name: torch.from_numpy(array.copy()) for name, array in arrays.items()}

    found = read_dgl_file(filename)
    ends = torch.from_numpy(found.source.copy()), torch.from_numpy(found.destination.copy())
    graph = _new_graph(*ends, found.num_nodes)
    graph.ndata.update(tensors(found.ndata))
    graph.edata.update(tensors(found.edata))
    return [graph], tensors(found.labels)


def _new_graph(source: torch.Tensor, target: torch.Tensor, num_nodes: int) -> Any:
    try:
        from dgl import graph
    except ImportError:
        return PlainGraph(source, target, num_nodes)
    return graph((source, target), num_nodes=num_nodes)
