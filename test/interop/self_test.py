"""Tests the tests: `check.py` must see every kind of damage, and the reader refuse wrong questions.

    python self_test.py READING

READING is a folder that `export_reading.ts` wrote; copies of it are damaged. The last line is
`N passed, N failed`.
"""

import contextlib
import io
import json
import multiprocessing
import pickle
import shutil
import sys
import tempfile
import types
import unittest.mock
from pathlib import Path

import numpy as np
from check import Checks, Reading, check_reading
from trunnion_reader import open_trunnion


def failures(folder: Path) -> int:
    checks = Checks()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        checks.run("opening", check_reading, checks, folder)
    return checks.failed


def flip(folder: Path, name: str) -> None:
    path = folder / name
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


# Each changes the reading as if Trunnion had read something else.
DAMAGES = {
    "a bit of an array": lambda r, f: flip(f, largest(r["arrays"])["raw"]),
    "a number type": lambda r, f: largest(r["arrays"]).update(dtype="float16"),
    "a dimension's name": lambda r, f: largest(r["arrays"])["dims"].reverse(),
    "a shape": lambda r, f: largest(r["arrays"])["shape"].append(1),
    "an array more": lambda r, f: r["arrays"].update({"faces/other": largest(r["arrays"])}),
    "an array fewer": lambda r, f: r["arrays"].pop("faces/file_id_code_faces"),
    "a bit of a file's array": lambda r, f: flip(f, largest(r["data_files"][0]["arrays"])["raw"]),
    "rows of a body": lambda r, f: r["data_files"][0]["rows_per_body"].update(faces=[1]),
    "a number of a table": lambda r, f: flip(f, column(r, "id")["raw"]),
    "a null of a table": lambda r, f: flip(f, column(r, "id")["present"]),
    "a text of a table": lambda r, f: column(r, "file")["values"].__setitem__(0, "other"),
    "a column's type": lambda r, f: column(r, "id").update(type="int32"),
    "a bit of a sample": lambda r, f: flip(f, largest(r["samples"]["0"])["raw"]),
    "a split": lambda r, f: r["subsets"]["train"].pop(),
    "a sample more": lambda r, f: r.update(sample_count=r["sample_count"] + 1),
}


def largest(arrays: dict) -> dict:
    return max(arrays.values(), key=lambda array: (len(array["dims"]), np.prod(array["shape"])))


def column(reading: dict, name: str) -> dict:
    columns = reading["tables"]["infoset"]["columns"]
    return next(one for one in columns if one["name"] == name)


def check_damage(folder: Path, damage) -> None:
    with tempfile.TemporaryDirectory() as other:
        copy = Path(other) / "reading"
        shutil.copytree(folder, copy)
        values = Reading(copy).values
        damage(values, copy)
        (copy / "reading.json").write_text(json.dumps(values), encoding="utf-8")
        assert failures(copy) > 0, "it was not seen"


def refused(kind: type, call, *words: str) -> None:
    try:
        call()
    except kind as error:
        for word in words:
            assert word in str(error), f"'{word}' is not in: {error}"
    else:
        raise AssertionError(f"no {kind.__name__}")


def check_refusals(folder: Path) -> None:
    values = Reading(folder).values
    dataset = open_trunnion(values["flow"])
    count = len(dataset)
    refused(IndexError, lambda: dataset.sample(count), str(count))
    refused(KeyError, lambda: dataset.arrays("nothing"), "nothing", "faces")
    refused(KeyError, lambda: dataset.array("faces/nothing"), "nothing")
    refused(KeyError, lambda: dataset.file("nothing.step"), "nothing.step", "0 files")
    refused(ValueError, lambda: dataset.sample_ids("nothing"), "nothing", "train")
    refused(FileNotFoundError, lambda: open_trunnion("nothing.flow"), "nothing.flow")
    with tempfile.TemporaryDirectory() as other:
        for name in ("not.flow", "not.data"):
            path = Path(other) / name
            path.write_text("{]")
            refused(ValueError, lambda: open_trunnion(path), name)
        refused(ValueError, lambda: open_trunnion(other), other)
        (Path(other) / "empty.flow").write_text('{"flow_data": null}')
        refused(ValueError, lambda: open_trunnion(Path(other) / "empty.flow"), "no dataset")


def check_doors(folder: Path) -> None:
    """The dataset by its folder, by subset, by file, by iteration and pickled: the same samples."""
    values = Reading(folder).values
    dataset = open_trunnion(values["flow"])
    by_folder = open_trunnion(values["dataset"])
    last = len(dataset) - 1
    for other in (by_folder.sample(last), dataset[-1], pickle.loads(pickle.dumps(dataset))[last]):
        assert_equal(other, dataset.sample(last))
    assert by_folder.name == dataset.name
    train = dataset.sample_ids("train").tolist()
    assert len(list(dataset.samples("train", groups=["faces"]))) == len(train)
    assert all(key.startswith("faces/") for key in dataset.sample(0, ["faces"]))
    file = dataset.metadata(last)["file"]
    assert last in dataset.file(file) and last in dataset.file(Path(file).name)


def check_processes(folder: Path) -> None:
    """Loaders read in forked and in spawned processes."""
    dataset = open_trunnion(Reading(folder).values["flow"])
    wanted = dataset.sample(0)
    for method in ("fork", "spawn"):
        with multiprocessing.get_context(method).Pool(2) as pool:
            for found in pool.map_async(dataset.sample, [0, 0]).get(timeout=60):
                assert_equal(found, wanted)


def check_torch(folder: Path) -> None:
    """The torch view, with numpy in the place of torch, which is too large to install for this."""
    dataset = open_trunnion(Reading(folder).values["flow"])
    stand_in = types.ModuleType("torch")
    stand_in.from_numpy = lambda array: ("tensor", array)
    with unittest.mock.patch.dict(sys.modules, torch=stand_in):
        train = pickle.loads(pickle.dumps(dataset.torch_dataset("train", ["faces"])))
        assert len(train) == len(dataset.sample_ids("train"))
        for key, array in dataset.sample(int(train.ids[1]), ["faces"]).items():
            kind, found = train[1][key]
            # torch warns of arrays that cannot be written to.
            assert kind == "tensor" and found.flags.writeable and found.tobytes() == array.tobytes()
    with unittest.mock.patch.dict(sys.modules, torch=None):
        refused(ImportError, dataset.torch_dataset, "torch")


def assert_equal(found: dict, wanted: dict) -> None:
    assert found.keys() == wanted.keys()
    for key, array in wanted.items():
        assert found[key].dtype == array.dtype and found[key].tobytes() == array.tobytes(), key


def main() -> int:
    folder = Path(sys.argv[1])
    checks = Checks()
    checks.run("the reading as it is", lambda: check_whole(folder))
    for name, damage in DAMAGES.items():
        checks.run(f"damage: {name}", check_damage, folder, damage)
    for check in (check_refusals, check_doors, check_processes, check_torch):
        checks.run(check.__name__, check, folder)
    print(f"{checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed else 0


def check_whole(folder: Path) -> None:
    assert failures(folder) == 0, "it fails without damage"


if __name__ == "__main__":
    sys.exit(main())
