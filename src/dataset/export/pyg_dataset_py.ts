/** The Python file that lies beside an export for PyTorch Geometric. @module */

/** Cuts graphs out of a subset's file; it stands alone. */
export const PYG_DATASET = `"""Graphs of faces for PyTorch Geometric.

    from pyg_dataset import FaceGraphs
    from torch_geometric.loader import DataLoader

    for batch in DataLoader(FaceGraphs("train.safetensors"), batch_size=32, shuffle=True):
        batch.x, batch.edge_index, batch.edge_attr, batch.y

Wants safetensors, torch and torch_geometric. \`FaceGraphs(...).about\` names columns and codes.
"""

import json

from safetensors import safe_open
from torch.utils.data import Dataset
from torch_geometric.data import Data


class FaceGraphs(Dataset):
    """The graphs of one file: faces are nodes, an edge leads from a face to one beside it."""

    def __init__(self, path):
        with safe_open(path, "pt") as file:
            self.about = json.loads(file.metadata()["trunnion"])
            self._tensors = {name: file.get_tensor(name) for name in file.keys()}

    def __len__(self):
        return len(self._tensors["id"])

    def __getitem__(self, i):
        tensors = self._tensors
        nodes = slice(*tensors["offsets/x"][i : i + 2].tolist())
        edges = slice(*tensors["offsets/edge_index"][i : i + 2].tolist())
        data = Data(
            x=tensors["x"][nodes],
            edge_index=tensors["edge_index"][:, edges],
            edge_attr=tensors["edge_attr"][edges],
            sample=int(tensors["id"][i]),
        )
        if "y" in tensors:
            data.y = tensors["y"][i : i + 1]
        return data
`;
