/** The Python file that lies beside an export for BRT. @module */

/** Writes the files that BRT's own classes load; it stands alone. */
export const BRT_DATASET = `"""Writes the files that BRT's own code loads.

    python brt_dataset.py FOLDER

writes FOLDER/rectangles/STEM.bin, FOLDER/topo/STEM.bin and FOLDER/datasplit.json out of the files
beside this one; train with --dataset_dir FOLDER --num_control_pts 16. Wants numpy and torch.
"""

import json
import pickle
import sys
from pathlib import Path

import torch


def read(path):
    with path.open("rb") as file:
        return pickle.load(file)


def write_bins(source, folder):
    """One file of patches and one of loops a sample, and the list of both by subset."""
    folder = folder.resolve()
    for name in ("rectangles", "topo"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    split = {"train": [], "val": [], "test": []}
    for sample in json.loads((source / "samples.json").read_text()):
        stem = sample["stem"]
        face = read(source / "rectangles" / f"{stem}.pkl")
        for name in ("nodes", "tri_normals", "in_mask"):
            face[name] = [torch.from_numpy(one) for one in face[name]]
        face["in_mask"] = [mask.bool() for mask in face["in_mask"]]
        face["points"] = torch.from_numpy(face["points"])
        topo = read(source / "topo" / f"{stem}.pkl")
        if "label" in topo:
            topo["label"] = torch.from_numpy(topo["label"])
        item = {"label": sample["label"]}
        for key, name, data in (("face", "rectangles", face), ("topo", "topo", topo)):
            path = folder / name / f"{stem}.bin"
            torch.save(data, str(path))
            item[key] = str(path)
        split.setdefault(sample["subset"], []).append(item)
    (folder / "datasplit.json").write_text(json.dumps(split, indent=1))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    write_bins(Path(__file__).parent, Path(sys.argv[1]))
`;
