"""Compares what `trunnion export` wrote with the dataset itself, read by other libraries.

    python exports_test.py FLOW EXPORTS

EXPORTS holds the folders npz, safetensors, arrow and parquet, and pyg where the dataset has graphs.
They are read by numpy, safetensors and pyarrow, by `datasets` where it is installed, and must be
equal to the bit. The last line is `N passed, N failed`.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet as pq
from check import Checks, expect
from safetensors import safe_open
from trunnion_reader import Dataset, open_dataset
from trunnion_reader.face_graph import face_graph, feature_keys, groups_of


def subsets_of(dataset: Dataset) -> dict[str, np.ndarray]:
    names = ("train", "validation", "test")
    return {name: dataset.sample_ids(name) for name in names if name in set(dataset.subsets())}


def same(what: str, found: np.ndarray, wanted: np.ndarray) -> None:
    expect(f"{what}: type", found.dtype, wanted.dtype)
    expect(f"{what}: shape", found.shape, wanted.shape)
    expect(f"{what}: bytes", found.tobytes(), wanted.tobytes())


def check_about(dataset: Dataset, about: dict) -> None:
    for key in dataset.vocabularies():
        names = {int(code): name for code, name in about["vocabularies"][key].items()}
        expect(key, names, dataset.vocabulary(key))
    for key, one in about["arrays"].items():
        expect(f"{key}: dims", tuple(one["dims"]), dataset.stored(key).dims)
        expect(f"{key}: missing", str(one.get("missing")), missing_of(dataset, key))


def missing_of(dataset: Dataset, key: str) -> str:
    missing = dataset.stored(key).missing
    return "NaN" if missing is not None and missing != missing else str(missing)


def check_npz(dataset: Dataset, folder: Path) -> None:
    table = pd.read_parquet(folder / "samples.parquet")
    check_about(dataset, json.loads((folder / "trunnion.json").read_text()))
    seen = []
    for subset, ids in subsets_of(dataset).items():
        rows = table[table["npz"].str.startswith(f"{subset}/")]
        expect("ids", rows["id"].tolist(), ids.tolist())
        for i, file in zip(ids, rows["npz"], strict=True):
            with np.load(folder / file, allow_pickle=False) as arrays:
                wanted = dataset.sample(int(i))
                expect("arrays", set(arrays.files), set(wanted))
                for key in wanted:
                    same(key, arrays[key], wanted[key])
        seen += rows["npz"].tolist()
    found = sorted(str(path.relative_to(folder)) for path in folder.rglob("*.npz"))
    expect("files", found, sorted(seen))


def check_safetensors(dataset: Dataset, folder: Path) -> None:
    for subset, ids in subsets_of(dataset).items():
        with safe_open(folder / f"{subset}.safetensors", "np") as file:
            check_about(dataset, json.loads(file.metadata()["trunnion"]))
            samples = [dataset.sample(int(i)) for i in ids]
            for key in samples[0]:
                same(key, file.get_tensor(key), np.concatenate([one[key] for one in samples]))
                if f"offsets/{key}" in file.keys():
                    counts = np.diff(file.get_tensor(f"offsets/{key}"))
                    expect("counts", counts.tolist(), [len(one[key]) for one in samples])
                else:
                    expect("rows", file.get_slice(key).get_shape()[0], len(ids))
            expect("ids", file.get_tensor("infoset/id").tolist(), ids.tolist())
            for key in dataset.vocabularies():
                codes = file.get_tensor(f"infoset/{key}_code")
                expect(key, codes.tolist(), dataset.labels(key)[ids].tolist())


def check_table(dataset: Dataset, ids: np.ndarray, table: pa.Table, exact: bool) -> None:
    """A row a sample: columns of the infoset, then arrays as lists."""
    infoset = dataset.arrow_table("infoset").take(pa.array(ids))
    for name in infoset.column_names:
        expect(name, table.column(name).to_pylist(), infoset.column(name).to_pylist())
    for key, values in dataset.sample(int(ids[0])).items():
        column = table.column(key)
        leaf = column.type
        while pa.types.is_nested(leaf):
            leaf = leaf.value_type
        # Parquet has no 32 bits without a sign that its writer takes.
        wanted_type = pa.from_numpy_dtype(values.dtype)
        if exact or values.dtype != np.uint32:
            expect(f"{key}: type", leaf, wanted_type)
        for i, row in zip(ids, column, strict=True):
            wanted = dataset.sample(int(i), [key.split("/")[0]])[key]
            nested = row.as_py()
            rows = [nested] if np.ndim(nested) == wanted.ndim - 1 and len(wanted) == 1 else nested
            found = np.asarray(rows, values.dtype).reshape(wanted.shape)
            expect(key, found.tobytes(), wanted.tobytes())
    check_about(dataset, json.loads(table.schema.metadata[b"trunnion"]))


def check_arrow(dataset: Dataset, folder: Path) -> None:
    for subset, ids in subsets_of(dataset).items():
        paths = sorted(folder.glob(f"{subset}-*.arrow"))
        table = pa.concat_tables([pa.ipc.open_file(path).read_all() for path in paths])
        table.validate(full=True)
        check_table(dataset, ids, table, exact=True)


def check_parquet(dataset: Dataset, folder: Path) -> None:
    for subset, ids in subsets_of(dataset).items():
        paths = sorted((folder / "data").glob(f"{subset}-*.parquet"))
        assert paths[0].name.startswith(f"{subset}-00000-of-{len(paths):05}"), paths
        check_table(dataset, ids, pa.concat_tables(map(pq.read_table, paths)), exact=False)


def check_card(dataset: Dataset, folder: Path) -> None:
    import yaml

    text = (folder / "README.md").read_text()
    _, header, prose = text.split("---\n", 2)
    card = yaml.safe_load(header)
    splits = {one["name"]: one["num_examples"] for one in card["dataset_info"]["splits"]}
    expect("splits", splits, {name: len(ids) for name, ids in subsets_of(dataset).items()})
    first = next(iter(splits))
    files = {one["split"]: one["path"] for one in card["configs"][0]["data_files"]}
    assert list(folder.glob(files[first])), files
    names = {one["name"]: one for one in card["dataset_info"]["features"]}
    table = pq.read_table(next((folder / "data").glob(f"{first}-*")))
    expect("features", list(names), table.column_names)
    for key in dataset.vocabularies():
        found = names[f"{key}_code"]["dtype"]["class_label"]["names"]
        expect(key, {int(code): name for code, name in found.items()}, dataset.vocabulary(key))
        assert all(name in prose for name in dataset.vocabulary(key).values())


def check_croissant(_: Dataset, folder: Path) -> None:
    croissant = json.loads((folder / "croissant.json").read_text())
    for file in croissant["distribution"]:
        data = (folder / file["contentUrl"]).read_bytes()
        expect("sha256", hashlib.sha256(data).hexdigest(), file["sha256"])
    fields = {field["name"] for one in croissant["recordSet"] for field in one["field"]}
    table = pq.read_table(folder / croissant["distribution"][0]["contentUrl"])
    expect("fields", fields, set(table.column_names))
    if importlib.util.find_spec("mlcroissant"):
        import mlcroissant

        mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))


def check_datasets(dataset: Dataset, folder: Path) -> None:
    """With Hugging Face's own library: from the Hub's layout, and from the reader."""
    import datasets

    loaded = datasets.load_dataset(str(folder), cache_dir=str(folder.parent / "hub_cache"))
    for subset, ids in subsets_of(dataset).items():
        expect(subset, loaded[subset]["id"][:], ids.tolist())
        of_reader = dataset.to_huggingface(subset, ["faces"])
        for key in dataset.vocabularies():
            names = list(dataset.vocabulary(key).values())
            expect(key, loaded[subset].features[f"{key}_code"].names, names)
            expect(key, of_reader.features[f"{key}_code"].names, names)
        wanted = dataset.sample(int(ids[-1]), ["faces"])
        for row in (loaded[subset][-1], of_reader[-1]):
            for key, values in wanted.items():
                found = np.asarray(row[key], values.dtype).reshape(values.shape)
                expect(key, found.tobytes(), values.tobytes())


def check_pyg(dataset: Dataset, folder: Path) -> None:
    """The tensors cut apart are the graphs of the reader."""
    nodes, edges = feature_keys(dataset, "faces"), feature_keys(dataset, "edges")
    for subset, ids in subsets_of(dataset).items():
        with safe_open(folder / f"{subset}.safetensors", "np") as file:
            about = json.loads(file.metadata()["trunnion"])
            tensors = {name: file.get_tensor(name) for name in file.keys()}
        expect("ids", tensors["id"].tolist(), ids.tolist())
        label = about["features"]["y"]
        expect("y", tensors["y"].tolist(), dataset.labels(label)[ids].tolist())
        expect("columns of x", tensors["x"].shape[1], len(about["features"]["x"]))
        for k, i in enumerate(ids):
            wanted = face_graph(dataset.sample(int(i), groups_of([*nodes, *edges])), nodes, edges)
            rows = slice(*tensors["offsets/x"][k : k + 2])
            arcs = slice(*tensors["offsets/edge_index"][k : k + 2])
            same("x", tensors["x"][rows], wanted.nodes)
            same(
                "edge_index",
                np.ascontiguousarray(tensors["edge_index"][:, arcs]),
                wanted.edge_index,
            )
            same("edge_attr", tensors["edge_attr"][arcs], wanted.edges)
    compile((folder / "pyg_dataset.py").read_text(), "pyg_dataset.py", "exec")


def main() -> int:
    dataset, exports = open_dataset(sys.argv[1]), Path(sys.argv[2])
    checks = Checks()
    wanted = [
        ("npz", check_npz),
        ("safetensors", check_safetensors),
        ("arrow", check_arrow),
        ("parquet", check_parquet),
        ("parquet", check_card),
        ("parquet", check_croissant),
    ]
    if importlib.util.find_spec("datasets"):
        wanted.append(("parquet", check_datasets))
    else:
        print("datasets is not installed: its reading is not tried")
    if "graph" in dataset.groups():
        wanted.append(("pyg", check_pyg))
    for folder, check in wanted:
        checks.run(check.__name__, check, dataset, exports / folder)
    print(f"{checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())
