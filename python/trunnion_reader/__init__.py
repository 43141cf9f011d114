"""Reads what Trunnion writes: a finished flow, its dataset, or the file of one encoded part.

    from trunnion_reader import open_trunnion

    ds = open_trunnion("output/flows/parts/parts.flow")
    len(ds), ds.groups(), ds.arrays("faces")
    part = ds.sample(0)                     # {"faces/face_areas": array(...), ...}
    train = ds.sample_ids("train")          # after `trunnion split`
    for part in ds.samples("train", groups=["faces", "graph"], shuffle=True, seed=1):
        part["faces/face_uv_grids"].shape

A sample is one distinct body of a CAD file: a row of the infoset. Values of arrays that are
indices of faces or edges count within their sample. `python -m trunnion_reader FILE` prints what a
`.flow`, `.dataset`, `.data` or packed file holds.
"""

from .data_file import DataFile
from .dataset import Dataset
from .errors import DatasetError
from .opening import open_dataset, open_trunnion
from .order import BlockShuffle, block_shuffle
from .torch_data import TorchSamples, collate

__all__ = [
    "BlockShuffle",
    "DataFile",
    "Dataset",
    "DatasetError",
    "TorchSamples",
    "block_shuffle",
    "collate",
    "open_dataset",
    "open_trunnion",
]
__version__ = "0.1.0"


def __getattr__(name: str):
    # Only what wants torch: it takes a second to import.
    if name in ("load_graphs", "stand_in_for_dgl"):
        from .torch_data import require_torch

        require_torch("load graphs")
        from . import graphs

        return getattr(graphs, name)
    raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
