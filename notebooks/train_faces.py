"""Learns what each face is, from itself and the faces beside it, with scikit-learn.

    python train_faces.py FLOW SPLIT OUT hole,slot,...

SPLIT is a split into folds: each is predicted by a forest that was trained on the others. The words
are the names of the codes in `face_labels/feature`. OUT becomes a Parquet file that `dataset.join`
takes: `name`, `face_index`, `feature`, `truth`, `confidence`. The last line is JSON: the macro-F1
of each fold.
"""

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import f1_score

sys.path.append(str(Path(__file__).resolve().parents[1] / "python"))
from trunnion_reader import open_trunnion  # noqa: E402

KINDS = 20
"""Codes of surfaces below this are told apart."""


def face_features(sample) -> np.ndarray:
    """A row a face: what it is, its edges, and what the faces beside it are."""
    kinds = np.eye(KINDS)[np.clip(sample["faces/face_types"], 0, KINDS - 1)]
    areas = sample["faces/face_areas"]
    own = np.column_stack([
        kinds,
        np.log1p(areas),
        areas / areas.sum(),
        sample["faces/face_loops"],
        sample["faces/face_neighborscount"],
    ])  # fmt: skip
    edges = np.zeros((len(areas), 5))
    beside = np.zeros((len(areas), own.shape[1]))
    convexity = sample["edges/edge_convexities"]
    ends = sample["graph/edges_source"], sample["graph/edges_destination"]
    for here, there in (ends, ends[::-1]):
        np.add.at(edges, (here, np.clip(convexity, 0, 3)), 1)
        np.add.at(edges[:, 4], here, sample["edges/edge_dihedral_angles"])
        np.add.at(beside, here, own[there])
    count = np.maximum(edges[:, :4].sum(1, keepdims=True), 1)
    return np.column_stack([own, edges / count, count, beside / count])


def main() -> None:
    flow, split, out, classes = sys.argv[1:]
    names = np.array(classes.split(","))
    dataset = open_trunnion(flow)
    samples = list(dataset.samples(groups=["faces", "edges", "graph", "face_labels"]))
    counts = [len(sample["faces/face_areas"]) for sample in samples]
    features = np.concatenate([face_features(sample) for sample in samples])
    labels = np.concatenate([sample["face_labels/feature"] for sample in samples])
    subsets = np.repeat(dataset.subsets(split).to_numpy(), counts)

    found, confidence, scores = np.zeros_like(labels), np.zeros(len(labels)), []
    for fold in sorted(set(subsets)):
        test = subsets == fold
        forest = RandomForestClassifier(100, class_weight="balanced", random_state=0, n_jobs=1)
        forest.fit(features[~test], labels[~test])
        shares = forest.predict_proba(features[test])
        found[test], confidence[test] = forest.classes_[shares.argmax(1)], shares.max(1)
        scores.append(round(f1_score(labels[test], found[test], average="macro"), 3))
    pd.DataFrame({
        "name": np.repeat(dataset.infoset["name"].to_numpy(), counts),
        "face_index": np.concatenate([np.arange(count) for count in counts]),
        "feature": names[found],
        "truth": names[labels],
        "confidence": confidence,
    }).to_parquet(out, index=False)  # fmt: skip
    print(json.dumps(scores))


if __name__ == "__main__":
    main()
