"""Tests `trunnion_reader`: what it gives beside zarr-python, and what it refuses.

    python reader_test.py FLOW PACK

FLOW is of the synthetic flow: many shards, samples without rows, a split. Copies of it are damaged.
PACK is what `trunnion pack --with-reader` made of it.
The last line is `N passed, N failed`.
"""

import json
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import numpy as np
import zarr
from check import Checks, expect
from trunnion_reader import Dataset, DatasetError, block_shuffle, open_trunnion
from trunnion_reader.face_graph import face_graph, feature_keys
from trunnion_reader.fiftyone_importer import rows as fiftyone_rows

# A cache of a few chunks: they are given up and unpacked again all the time.
SMALL_CACHE = 4096


def whole(dataset: Dataset) -> dict[str, np.ndarray]:
    """All arrays of samples, by zarr-python."""
    keys = [f"{group}/{name}" for group in dataset.groups() for name in dataset.arrays(group)]
    return {key: np.asarray(dataset.array(key)[...]) for key in keys}


def check_all_samples(flow: Path) -> None:
    """Samples put together again are the arrays, whatever the order and the cache."""
    for cache, threads in ((2**20, 2), (SMALL_CACHE, 0), (SMALL_CACHE, 3)):
        dataset = Dataset(flow, cache_bytes=cache)
        samples = list(dataset.samples(threads=threads))
        expect("samples", len(samples), len(dataset))
        for key, wanted in whole(dataset).items():
            found = np.concatenate([sample[key] for sample in samples])
            expect(key, found.tobytes(), wanted.tobytes())
        assert dataset._cache.bytes <= cache + 2**18, "the cache grows"


def check_shuffled(flow: Path) -> None:
    """Each sample comes once, in an order that the seed decides."""
    dataset = open_trunnion(flow)
    ids = dataset.sample_ids("train")
    for options in ({}, {"block": 3, "window": 2}):
        order = block_shuffle(ids, 7, **options)
        expect("the samples", sorted(order.tolist()), ids.tolist())
        expect("again", block_shuffle(ids, 7, **options).tolist(), order.tolist())
        assert order.tolist() != ids.tolist() and (order != block_shuffle(ids, 8, **options)).any()
    found = list(dataset.samples("train", ["labels"], shuffle=True, seed=7))
    for i, sample in zip(block_shuffle(ids, 7), found, strict=True):
        expect(
            "a label", sample["labels/family"].tolist(), dataset[int(i)]["labels/family"].tolist()
        )


def check_quality(_: Path) -> None:
    """A large dataset: a window has samples of as many places as it has blocks, all over it."""
    order = block_shuffle(np.arange(100_000), 1)
    first = np.sort(order[:1024])
    expect("places", int((np.diff(first) > 1).sum()) + 1, 16)
    assert first.min() < 20_000 and first.max() > 80_000, "the window is from one place"


def check_splits(flow: Path) -> None:
    dataset = open_trunnion(flow)
    expect("splits", dataset.splits(), ["default"])
    split = dataset.split()
    expect("rows", len(split), len(dataset))
    for subset in ("train", "test"):
        named = dataset.sample_ids(subset, split="default").tolist()
        expect(subset, named, dataset.sample_ids(subset).tolist())
    refused(KeyError, lambda: dataset.split("other"), "other", "default")
    path = flow.parent / "synthetic.splits" / "default.parquet"
    with copied(flow) as other:
        import pandas as pd

        pd.read_parquet(path).iloc[1:].to_parquet(other.parent / path.relative_to(flow.parent))
        refused(DatasetError, lambda: open_trunnion(other).split(), "Run the flow again")


def check_vocabularies(flow: Path) -> None:
    dataset = open_trunnion(flow)
    names = dataset.vocabulary("family")
    codes = dataset.labels("family")
    expect("names", [names[code] for code in codes], dataset.infoset["family"].tolist())
    refused(KeyError, lambda: dataset.vocabulary("nothing"), "nothing", "family")
    refused(KeyError, lambda: dataset.labels("nothing"), "nothing")
    refused(DatasetError, lambda: dataset.labels("file"), "file", "no codes")


def check_arrow(flow: Path) -> None:
    dataset = open_trunnion(flow)
    table = dataset.to_arrow("train", ["faces", "labels"])
    for row, i in zip(table.to_pylist(), dataset.sample_ids("train"), strict=True):
        sample = dataset.sample(int(i), ["faces"])
        expect("a grid", np.float32(row["faces/grid"]).tobytes(), sample["faces/grid"].tobytes())
        expect("its file", row["file"], dataset.metadata(int(i))["file"])


def check_missing(flow: Path) -> None:
    """A value that stands where there is none is kept, masked, or another number."""
    with copied(flow) as other:
        dataset = open_trunnion(other)
        value = int(dataset[0]["labels/family"][0])
        edit(other, "labels/family", lambda it: it["attributes"].update(missing_value=value))
        edit(other, "faces/as_float32", lambda it: it["attributes"].update(missing_value="NaN"))
        dataset = open_trunnion(other)
        expect("kept", dataset[0]["labels/family"].tolist(), [value])
        expect("masked", dataset.sample(0, missing="mask")["labels/family"].mask.tolist(), [True])
        found = dataset.sample(0, missing=-7)
        expect("put in its place", found["labels/family"].tolist(), [-7])
        expect(
            "no NaN", found["faces/as_float32"].tolist(), dataset[0]["faces/as_float32"].tolist()
        )


def check_graph(_: Path) -> None:
    sample = {
        "graph/edges_source": np.int32([0, 0]),
        "graph/edges_destination": np.int32([1, 2]),
        "graph/num_nodes": np.int32([3]),
        "faces/face_areas": np.float32([1, 2, 3]),
        "faces/face_centroids": np.arange(9, dtype=np.float32).reshape(3, 3),
    }
    graph = face_graph(sample, ["faces/face_areas", "faces/face_centroids"], [])
    expect("index", graph.edge_index.tolist(), [[0, 0], [1, 2]])
    expect("nodes", graph.nodes.tolist(), [[1, 0, 1, 2], [2, 3, 4, 5], [3, 6, 7, 8]])
    refused(
        ValueError, lambda: face_graph(sample, [], ["faces/face_areas"]), "face_areas", "3 rows"
    )


def check_features(flow: Path) -> None:
    found = feature_keys(open_trunnion(flow), "faces")
    assert "faces/as_int32" in found and "faces/grid" not in found, found


def check_fiftyone(flow: Path) -> None:
    dataset = open_trunnion(flow)
    found = fiftyone_rows(dataset)
    expect("rows", len(found), len(dataset))
    for (path, tags, fields), subset in zip(found, dataset.subsets()):
        expect("tags", tags, [subset] if subset else [])
        assert path.endswith(".step") and "sample_id" in fields and "subset" not in fields


def check_places(flow: Path) -> None:
    """However it is named, and from wherever it is read, it is the same dataset."""
    wanted = open_trunnion(flow)[1]
    here = os.getcwd()
    try:
        os.chdir(flow.parent / "synthetic.dataset")
        opened = [open_trunnion(name) for name in (".", "..", "../synthetic.flow")]
        os.chdir("/")
        for dataset in opened:
            assert_equal(dataset[1], wanted)
            expect("rows", len(dataset.infoset), len(dataset))
    finally:
        os.chdir(here)


def check_pack(flow: Path) -> None:
    """One zip of all parts is the same dataset, zarr-python and pickling included."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "parts.trunnion.zip"
        zip_up(flow, path)
        packed, plain = open_trunnion(path), open_trunnion(flow)
        for i in (0, len(plain) - 1):
            assert_equal(packed[i], plain[i])
        assert_equal(pickle.loads(pickle.dumps(packed))[1], plain[1])
        assert packed.infoset.equals(plain.infoset) and packed.splits() == plain.splits()
        expect(
            "by zarr",
            packed.array("faces/grid")[...].tobytes(),
            whole(plain)["faces/grid"].tobytes(),
        )
        assert isinstance(packed.root, zarr.Group)


def check_made_pack(flow: Path) -> None:
    """What `trunnion pack --with-reader` made: read by itself, with nothing installed of ours."""
    pack = Path(sys.argv[2]).resolve()
    packed, plain = open_trunnion(pack), open_trunnion(flow)
    for found, wanted in zip(packed.samples(), plain, strict=True):
        assert_equal(found, wanted)
    assert packed.infoset.equals(plain.infoset) and packed.attribset.equals(plain.attribset)
    expect("split", packed.split().to_dict(), plain.split().to_dict())
    shown = subprocess.run(
        [sys.executable, "-P", pack], capture_output=True, text=True, cwd="/", check=True
    )
    assert f"{len(plain)} samples" in shown.stdout and "splits: default" in shown.stdout
    code = "import trunnion_reader as t, sys; print(t.__file__, len(t.Dataset(sys.argv[1])))"
    inside = subprocess.run(
        [sys.executable, "-c", code, pack],
        env={**os.environ, "PYTHONPATH": str(pack)},
        capture_output=True,
        text=True,
        cwd="/",
        check=True,
    )
    file, count = inside.stdout.split()
    assert file.startswith(str(pack)) and int(count) == len(plain), inside.stdout


HOSTILE_ENTRIES = ("../out", "/etc/x", "a/../../x", "C:/x", "a\\b", "a//b", "./a", "nul\x01")


def check_hostile_zips(flow: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "parts.trunnion.zip"
        for name in HOSTILE_ENTRIES:
            zip_up(flow, path, lambda archive, name=name: archive.writestr(name, b"x"))
            refused(DatasetError, lambda: open_trunnion(path), "refused")
        zip_up(flow, path, compression=zipfile.ZIP_DEFLATED)
        refused(DatasetError, lambda: open_trunnion(path), "compressed")
        zip_up(flow, path, lambda archive: archive.writestr("other.flow", b"{}"))
        refused(DatasetError, lambda: open_trunnion(path), "one .flow")
        zip_up(flow, path)
        data = path.read_bytes()
        for size in (len(data) // 2, len(data) - 30, 100):
            path.write_bytes(data[:size])
            refused(DatasetError, lambda: open_trunnion(path), "zip")


def _grow(document: dict) -> None:
    document["shape"][0] = 10**11


# What each changes in the metadata of faces/grid, and a word of the sentence that refuses it.
DOCUMENTS = {
    "shape": lambda it: it.update(shape="many"),
    "'shape' must": lambda it: it["shape"].append(2**60),
    "data_type": lambda it: it.update(data_type="object"),
    "chunk_shape": lambda it: it["chunk_grid"]["configuration"].update(chunk_shape=[0, 3, 4, 7]),
    "at most": lambda it: (
        it["codecs"][0]["configuration"].update(chunk_shape=[2**50, 3, 4, 7])
        or it["chunk_grid"]["configuration"].update(chunk_shape=[2**50, 3, 4, 7])
    ),
    "divisor": lambda it: it["codecs"][0]["configuration"].update(chunk_shape=[7, 3, 4, 7]),
    "zarr_format": lambda it: it.update(zarr_format=2),
    "codecs": lambda it: it.update(codecs=[{}]),
    "by sample": lambda it: it.update(shape=[5, 3, 4, 7]),
    "chunks": _grow,
}


def check_hostile_documents(flow: Path) -> None:
    for word, change in DOCUMENTS.items():
        with copied(flow) as other:
            edit(other, "faces/grid", change)
            refused(DatasetError, lambda: open_trunnion(other)[0], "faces/grid", word)
    for text in ("[]", "{", "{}", '{"node_type":"group"}', "[" * 100_000):
        with copied(flow) as other:
            (other.parent / "synthetic.dataset" / "zarr.json").write_text(text)
            refused(DatasetError, lambda: open_trunnion(other), "Cannot open")


def check_damaged_chunks(flow: Path) -> None:
    key = "faces/grid/c/0/0/0/0"
    with copied(flow) as other:
        path = other.parent / "synthetic.dataset" / key
        data = path.read_bytes()

        def read(changed: bytes):
            path.write_bytes(changed)
            return lambda: open_trunnion(other)[0]

        refused(DatasetError, read(data[:-1]), "faces/grid", "index")
        refused(DatasetError, read(b""), "faces/grid", "index")
        refused(DatasetError, read(b"\0" * 40 + data[40:]), "faces/grid", "unpacked")
        refused(DatasetError, read(data[100:]), "faces/grid", "must lie within")
        path.unlink()
        refused(DatasetError, lambda: open_trunnion(other)[0], "faces/grid", "there is no")
        path.mkdir()
        refused(DatasetError, lambda: open_trunnion(other)[0], "faces/grid")
        path.rmdir()
        os.mkfifo(path)
        refused(DatasetError, lambda: open_trunnion(other)[0], "plain file")


def check_hostile_offsets(flow: Path) -> None:
    with copied(flow) as other:
        edit(other, "faces/body_offsets_faces", lambda it: it.update(shape=[3]))
        refused(DatasetError, lambda: open_trunnion(other)[0], "offsets", "never fall")
        flow_file = json.loads(other.read_text())
        for part in ("../x.dataset", "/x.dataset", 7, "a\\b"):
            other.write_text(json.dumps({**flow_file, "flow_data": part}))
            refused(DatasetError, lambda: open_trunnion(other), "flow_data")
        other.write_text(json.dumps({**flow_file, "flow_info": "../../etc/passwd"}))
        refused(DatasetError, lambda: open_trunnion(other), "flow_info")
        other.write_text(json.dumps(flow_file))
        (other.parent / "synthetic.infoset").write_bytes(b"PAR1 and no more")
        refused(DatasetError, lambda: open_trunnion(other).infoset, "synthetic.infoset")


# ---- helpers ------------------------------------------------------------------------------------


class copied:
    """A copy of a flow's folder, for as long as it is used; without its encoded files."""

    def __init__(self, flow: Path) -> None:
        self._flow = flow
        self._folder = tempfile.TemporaryDirectory()

    def __enter__(self) -> Path:
        target = Path(self._folder.name) / "flow"
        shutil.copytree(self._flow.parent, target, ignore=shutil.ignore_patterns("encoded"))
        return target / self._flow.name

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()


def edit(flow: Path, key: str, change) -> None:
    path = flow.parent / "synthetic.dataset" / key / "zarr.json"
    document = json.loads(path.read_text())
    change(document)
    path.write_text(json.dumps(document))


def zip_up(flow: Path, path: Path, add=None, compression: int = zipfile.ZIP_STORED) -> None:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for file in sorted(flow.parent.rglob("*")):
            if file.is_file() and "encoded" not in file.parts:
                archive.write(file, file.relative_to(flow.parent).as_posix())
        if add is not None:
            add(archive)


def refused(kind: type, call, *words: str) -> None:
    try:
        call()
    except kind as error:
        for word in words:
            assert word in str(error), f"'{word}' is not in: {error}"
    else:
        raise AssertionError(f"no {kind.__name__} for {words}")


def assert_equal(found: dict, wanted: dict) -> None:
    assert found.keys() == wanted.keys()
    for key, array in wanted.items():
        assert found[key].dtype == array.dtype and found[key].tobytes() == array.tobytes(), key


def main() -> int:
    flow = Path(sys.argv[1])
    checks = Checks()
    for name, check in sorted(globals().items()):
        if name.startswith("check_"):
            checks.run(name, check, flow)
    print(f"{checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())
