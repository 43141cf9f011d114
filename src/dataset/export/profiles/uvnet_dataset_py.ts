/** The Python file that lies beside an export for UV-Net. @module */

/** Cuts graphs out of a subset's file, or writes them for UV-Net's classes; it stands alone. */
export const UVNET_DATASET = `"""Graphs of faces with the inputs of UV-Net.

    from uvnet_dataset import UVNetGraphs
    from torch_geometric.loader import DataLoader

    for batch in DataLoader(UVNetGraphs("train.safetensors"), batch_size=32, shuffle=True):
        batch.x, batch.edge_index, batch.edge_attr, batch.y

\`x\` (faces, 10, 10, 7) and \`edge_attr\` (arcs, 10, 6) are in the model's unit;
\`center_and_scale=True\` moves and scales each graph as UV-Net's training does.
Wants safetensors, torch and torch_geometric.

    python uvnet_dataset.py FOLDER

writes FOLDER/graph/STEM.bin, FOLDER/split.json and FOLDER/labels/STEM_ids.json, which UV-Net's
MFCADDataset loads, out of the files beside this one. It wants dgl instead of torch_geometric.
"""

import json
import sys
from pathlib import Path

import torch
from safetensors import safe_open
from torch.utils.data import Dataset

SUBSETS = ("train", "validation", "test")


class Tensors:
    """The graphs of one file, as tensors."""

    def __init__(self, path, center_and_scale=False):
        with safe_open(str(path), "pt") as file:
            self.about = json.loads(file.metadata()["trunnion"])
            self._tensors = {name: file.get_tensor(name) for name in file.keys()}
        self._scaled = center_and_scale

    def __len__(self):
        return len(self._tensors["id"])

    def graph(self, i):
        """x, edge_index, edge_attr, y (None without labels) and the name of one graph."""
        tensors = self._tensors
        nodes = slice(*tensors["offsets/x"][i : i + 2].tolist())
        arcs = slice(*tensors["offsets/edge_index"][i : i + 2].tolist())
        x, attr = tensors["x"][nodes].clone(), tensors["edge_attr"][arcs].clone()
        if self._scaled:
            points = x[..., :3].reshape(-1, 3)[x[..., 6].reshape(-1) == 1]
            low, high = points.min(0).values, points.max(0).values
            for grid in (x, attr):
                grid[..., :3] = (grid[..., :3] - (low + high) / 2) * (2.0 / (high - low).max())
        y = tensors["y"][nodes] if "y" in tensors else None
        return x, tensors["edge_index"][:, arcs], attr, y, self.about["stems"][i]


class UVNetGraphs(Dataset):
    """The graphs of one file for PyTorch Geometric."""

    def __init__(self, path, center_and_scale=True):
        self._tensors = Tensors(path, center_and_scale)

    def __len__(self):
        return len(self._tensors)

    def __getitem__(self, i):
        from torch_geometric.data import Data

        x, edge_index, edge_attr, y, name = self._tensors.graph(i)
        return Data(x=x, edge_index=edge_index, edge_attr=edge_attr, y=y, name=name)


def write_bins(source, folder):
    """Writes what UV-Net's MFCADDataset loads."""
    import dgl

    (folder / "graph").mkdir(parents=True, exist_ok=True)
    (folder / "labels").mkdir(exist_ok=True)
    split = {name: [] for name in SUBSETS}
    for name in SUBSETS:
        path = source / f"{name}.safetensors"
        if not path.exists():
            continue
        tensors = Tensors(path)
        for i in range(len(tensors)):
            x, (sources, destinations), edge_attr, y, stem = tensors.graph(i)
            graph = dgl.graph((sources, destinations), num_nodes=len(x))
            graph.ndata["x"], graph.edata["x"] = x, edge_attr
            dgl.data.utils.save_graphs(str(folder / "graph" / f"{stem}.bin"), [graph])
            split[name].append(stem)
            if y is None:
                continue
            faces = [{"segment": {"index": label}} for label in y.tolist()]
            document = json.dumps({"body": {"faces": faces}})
            (folder / "labels" / f"{stem}_ids.json").write_text(document)
    (folder / "split.json").write_text(json.dumps(split))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    write_bins(Path(__file__).parent, Path(sys.argv[1]))
`;
