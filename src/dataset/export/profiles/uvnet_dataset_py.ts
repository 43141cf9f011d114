/** The Python file that lies beside an export for UV-Net. @module */

/** Cuts graphs out of a subset's file; it stands alone. */
export const UVNET_DATASET = `"""Graphs of faces with the inputs of UV-Net, for PyTorch Geometric.

    from uvnet_dataset import UVNetGraphs
    from torch_geometric.loader import DataLoader

    for batch in DataLoader(UVNetGraphs("train.safetensors"), batch_size=32, shuffle=True):
        batch.x, batch.edge_index, batch.edge_attr, batch.y

\`x\` (faces, 10, 10, 7) and \`edge_attr\` (arcs, 10, 6) are moved and scaled as UV-Net's training
does, or, with \`center_and_scale=False\`, in the model's unit. Wants safetensors, torch and
torch_geometric. UV-Net's own classes load the folder: \`graph\`, \`labels\`, \`split.json\`.
"""

import json

from safetensors import safe_open
from torch.utils.data import Dataset
from torch_geometric.data import Data


class UVNetGraphs(Dataset):
    """The graphs of one file."""

    def __init__(self, path, center_and_scale=True):
        with safe_open(str(path), "pt") as file:
            self.about = json.loads(file.metadata()["trunnion"])
            self._tensors = {name: file.get_tensor(name) for name in file.keys()}
        self._scaled = center_and_scale

    def __len__(self):
        return len(self._tensors["id"])

    def __getitem__(self, i):
        tensors = self._tensors
        nodes = slice(*tensors["offsets/x"][i : i + 2].tolist())
        arcs = slice(*tensors["offsets/edge_index"][i : i + 2].tolist())
        x, attr = tensors["x"][nodes].clone(), tensors["edge_attr"][arcs].clone()
        if self._scaled:
            points = x[..., :3].reshape(-1, 3)[x[..., 6].reshape(-1) == 1]
            low, high = points.min(0).values, points.max(0).values
            for grid in (x, attr):
                grid[..., :3] = (grid[..., :3] - (low + high) / 2) * (2.0 / (high - low).max())
        data = Data(x=x, edge_index=tensors["edge_index"][:, arcs], edge_attr=attr)
        data.name = self.about["stems"][i]
        if "y" in tensors:
            data.y = tensors["y"][nodes]
        return data
`;
