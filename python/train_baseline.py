"""Trains a baseline on a named split, and writes what it predicts for every sample.

    python train_baseline.py FLOW --label family [--split default] [--out predictions.parquet]

With torch, a small network over the graph of faces (`--onnx FILE` writes it too); else, or with
`--engine sklearn`, a random forest of scikit-learn over features that are pooled over the faces
and edges of each body. Trained on "train" alone. Prints the macro-F1 of each other subset, beside
that of always saying the most frequent class. The table has a row a sample: `file`, `body_index`,
`name`, `subset`, `prediction` (the class's name), `prediction_id`, `confidence`, `label`.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Sequence

import numpy as np
import pandas as pd

sys.path.append(str(Path(__file__).resolve().parent))
from trunnion_reader import Dataset, open_dataset  # noqa: E402
from trunnion_reader.face_graph import (  # noqa: E402
    FaceGraph,
    face_graph,
    feature_keys,
    groups_of,
)

#: Codes of faces and edges that are counted one by one; higher ones are counted together.
MOST_CODES = 20


@dataclass
class Task:
    """What is to be learned."""

    graphs: list[FaceGraph]
    #: The code of each sample's class; -1 where it has none.
    labels: np.ndarray
    #: Names of the classes by code.
    names: dict[int, str]
    #: The subset of each sample, None for none.
    subsets: pd.Series
    #: Whether columns of `nodes` and `edges` are codes, and not measures.
    node_codes: np.ndarray
    edge_codes: np.ndarray

    def ids(self, subset: str) -> np.ndarray:
        """The samples of a subset that have a label."""
        return np.flatnonzero((self.subsets == subset).to_numpy() & (self.labels >= 0))


def read_task(dataset: Dataset, label: str, split: str | None, held_out: str | None = None) -> Task:
    nodes, edges = feature_keys(dataset, "faces"), feature_keys(dataset, "edges")
    groups = groups_of([*nodes, *edges])
    graphs = [face_graph(sample, nodes, edges) for sample in dataset.samples(groups=groups)]
    subsets = dataset.subsets(split)
    if held_out is not None:
        dataset.sample_ids(held_out, split=split)  # tells of one that is not there
        there = subsets.notna()
        subsets = subsets.where(~there, np.where(subsets == held_out, "test", "train"))
    return Task(
        graphs,
        dataset.labels(label),
        dataset.vocabulary(label),
        subsets,
        _code_columns(dataset, nodes),
        _code_columns(dataset, edges),
    )


def _code_columns(dataset: Dataset, keys: Sequence[str]) -> np.ndarray:
    """Which columns are small whole numbers that name something, such as types of faces."""
    found: list[bool] = []
    for key in keys:
        array = dataset.stored(key)
        names_something = key.endswith(("_types", "_convexities")) and array.dtype.kind in "iu"
        found += [names_something] * (array.shape[1] if len(array.shape) == 2 else 1)
    return np.array(found, bool)


def tamed(values: np.ndarray) -> np.ndarray:
    """Measures of any size, and NaN, as numbers of a size that can be learned from."""
    finite = np.nan_to_num(values.astype(np.float64), nan=0.0, posinf=0.0, neginf=0.0)
    return np.sign(finite) * np.log1p(np.abs(finite))


# ---- scikit-learn ------------------------------------------------------------------------------


def pooled(task: Task) -> np.ndarray:
    """A row of numbers a sample, whatever the number of its faces."""

    def columns(values: np.ndarray, codes: np.ndarray) -> np.ndarray:
        measures = tamed(values[:, ~codes])
        if len(measures) == 0:
            measures = np.zeros((1, measures.shape[1]))
        counts = [
            np.bincount(np.clip(column, 0, MOST_CODES).astype(int), minlength=MOST_CODES + 1)
            for column in values[:, codes].T
        ]
        shape = [measures.mean(0), measures.std(0), measures.min(0), measures.max(0)]
        return np.concatenate([*shape, *counts, [len(values)]])

    return np.stack(
        [
            np.concatenate([
                columns(graph.nodes, task.node_codes), columns(graph.edges, task.edge_codes)
            ])
            for graph in task.graphs
        ]
    )  # fmt: skip


def train_forest(task: Task, seed: int) -> np.ndarray:
    """The probability of each class for each sample, by scikit-learn."""
    from sklearn.ensemble import RandomForestClassifier

    features, train = pooled(task), task.ids("train")
    model = RandomForestClassifier(300, class_weight="balanced", random_state=seed, n_jobs=1)
    model.fit(features[train], task.labels[train])
    found = np.zeros((len(features), max(task.names) + 1))
    found[:, model.classes_] = model.predict_proba(features)
    return found


# ---- torch -------------------------------------------------------------------------------------


def train_network(task: Task, seed: int, epochs: int, onnx: Path | None) -> np.ndarray:
    """The probability of each class for each sample, by a small network over faces."""
    import torch

    torch.manual_seed(seed)
    train = task.ids("train")
    nodes = [_one_hot(graph.nodes, task.node_codes) for graph in task.graphs]
    seen = np.concatenate([nodes[i] for i in train])
    mean, scale = seen.mean(0), seen.std(0) + 1e-6
    inputs = [
        (
            torch.tensor((x - mean) / scale, dtype=torch.float32),
            torch.tensor(_averages(graph.edge_index, len(x)), dtype=torch.float32),
        )
        for x, graph in zip(nodes, task.graphs, strict=True)
    ]

    class Network(torch.nn.Module):
        """Each face hears the average of those beside it, twice; then all are pooled."""

        def __init__(self, features: int, classes: int, width: int = 64) -> None:
            super().__init__()
            self.first = torch.nn.Linear(2 * features, width)
            self.second = torch.nn.Linear(2 * width, width)
            self.last = torch.nn.Sequential(
                torch.nn.Linear(2 * width + 1, width),
                torch.nn.ReLU(),
                torch.nn.Linear(width, classes),
            )

        def forward(self, x: torch.Tensor, beside: torch.Tensor) -> torch.Tensor:
            x = self.first(torch.cat([x, beside @ x], 1)).relu()
            x = self.second(torch.cat([x, beside @ x], 1)).relu()
            count = torch.log(x.new_ones(1, x.shape[0]).sum(1, keepdim=True))
            pool = [x.mean(0, keepdim=True), x.amax(0, keepdim=True), count]
            return self.last(torch.cat(pool, 1))

    network = Network(seen.shape[1], max(task.names) + 1)
    counts = np.bincount(task.labels[train], minlength=max(task.names) + 1)
    weight = torch.tensor(len(train) / np.maximum(counts, 1), dtype=torch.float32)
    optimizer = torch.optim.Adam(network.parameters(), 3e-3)
    order = np.random.default_rng(seed)
    for _ in range(epochs):
        for batch in np.array_split(order.permutation(train), max(1, len(train) // 16)):
            scores = torch.cat([network(*inputs[i]) for i in batch])
            target = torch.tensor(task.labels[batch])
            loss = torch.nn.functional.cross_entropy(scores, target, weight)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    network.eval()
    if onnx is not None:
        torch.onnx.export(
            network,
            inputs[int(train[0])],
            str(onnx),
            input_names=["faces", "beside"],
            output_names=["scores"],
            dynamic_axes={"faces": {0: "n"}, "beside": {0: "n", 1: "n"}},
            dynamo=False,
        )
    with torch.no_grad():
        return torch.cat([network(*one) for one in inputs]).softmax(1).numpy()


def _one_hot(values: np.ndarray, codes: np.ndarray) -> np.ndarray:
    own = [
        np.eye(MOST_CODES + 1)[np.clip(c, 0, MOST_CODES).astype(int)] for c in values[:, codes].T
    ]
    return np.concatenate([tamed(values[:, ~codes]), *own], axis=1)


def _averages(edge_index: np.ndarray, count: int) -> np.ndarray:
    """The matrix that averages over the faces beside each, in both directions of an edge."""
    matrix = np.zeros((count, count))
    source, target = edge_index
    matrix[source, target] = matrix[target, source] = 1
    return matrix / np.maximum(matrix.sum(1, keepdims=True), 1)


# ---- what came of it ---------------------------------------------------------------------------


def macro_f1(wanted: np.ndarray, found: np.ndarray) -> float:
    """The mean of the F1 of the classes that are there or were said, as scikit-learn has it."""
    scores = []
    for code in np.union1d(wanted, found):
        right = np.count_nonzero((wanted == code) & (found == code))
        both = np.count_nonzero(wanted == code) + np.count_nonzero(found == code)
        scores.append(2 * right / both)
    return float(np.mean(scores)) if scores else float("nan")


def report(task: Task, found: np.ndarray, engine: str) -> str:
    train = task.ids("train")
    majority = int(np.bincount(task.labels[train]).argmax())
    lines = [f"{engine}, trained on {len(train)} samples; macro-F1:"]
    usual = ["train", "validation", "test"]
    others = sorted(set(task.subsets.dropna()) - set(usual))
    for subset in [name for name in [*usual, *others] if len(task.ids(name)) > 0]:
        ids = task.ids(subset)
        ours = macro_f1(task.labels[ids], found[ids])
        always = macro_f1(task.labels[ids], np.full(len(ids), majority))
        lines.append(
            f"  {subset:<11} {ours:.3f}   always '{task.names[majority]}' {always:.3f}   "
            f"({len(ids)} samples)"
        )
    return "\n".join(lines)


def predictions(dataset: Dataset, task: Task, probabilities: np.ndarray) -> pd.DataFrame:
    codes = probabilities.argmax(1)
    infoset = dataset.infoset
    return pd.DataFrame(
        {
            "file": infoset["file"],
            "body_index": infoset["body_index"],
            "name": infoset["name"],
            "subset": task.subsets,
            "prediction": [task.names[int(code)] for code in codes],
            "prediction_id": codes.astype(np.int64),
            "confidence": probabilities.max(1),
            "label": [task.names.get(int(code)) for code in task.labels],
        }
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("flow", help="a .flow, its folder, or a pack")
    parser.add_argument("--label", required=True, help="the column of the infoset to learn")
    parser.add_argument("--split", help="the split's name (default: that of the infoset)")
    parser.add_argument("--hold-out", metavar="FOLD", help="test on it, train on all other folds")
    parser.add_argument("--out", type=Path, default=Path("predictions.parquet"))
    parser.add_argument("--engine", choices=["auto", "torch", "sklearn"], default="auto")
    parser.add_argument("--onnx", type=Path, help="where the network goes (torch alone)")
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    has_torch = importlib.util.find_spec("torch") is not None
    engine = options.engine if options.engine != "auto" else "torch" if has_torch else "sklearn"
    if options.onnx is not None and engine != "torch":
        parser.error("--onnx wants torch: install it, or leave --onnx out")
    try:
        dataset = open_dataset(options.flow)
        task = read_task(dataset, options.label, options.split, options.hold_out)
        if len(task.ids("train")) == 0:
            raise ValueError(
                f"Cannot train on '{options.flow}': no sample of 'train' has a label. "
                "Split the dataset first, or of a split into folds say which one to --hold-out"
            )
        if engine == "torch":
            found = train_network(task, options.seed, options.epochs, options.onnx)
        else:
            found = train_forest(task, options.seed)
    except (OSError, ValueError, LookupError, ImportError) as problem:
        print(problem.args[0] if problem.args else problem, file=sys.stderr)
        return 1
    print(report(task, found.argmax(1), engine))
    predictions(dataset, task, found).to_parquet(options.out, index=False)
    print(f"Predictions: {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
