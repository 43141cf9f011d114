"""Tests `python/train_baseline.py`, the way of scikit-learn.

    python baseline_test.py FLOW

FLOW is split, and its infoset has the label "family". The last line is `N passed, N failed`.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
from check import Checks, expect
from sklearn.metrics import f1_score
from trunnion_reader import open_dataset

PYTHON = Path(__file__).resolve().parents[2] / "python"
sys.path.insert(0, str(PYTHON))
import train_baseline  # noqa: E402


def run(*arguments: object) -> subprocess.CompletedProcess:
    command = [sys.executable, PYTHON / "train_baseline.py", *arguments]
    return subprocess.run([str(word) for word in command], capture_output=True, text=True)


def check_macro_f1(_: Path) -> None:
    random = np.random.default_rng(3)
    for classes in (1, 2, 5):
        wanted, found = random.integers(0, classes, (2, 40))
        theirs = f1_score(wanted, found, average="macro", zero_division=0)
        assert abs(train_baseline.macro_f1(wanted, found) - theirs) < 1e-12


def check_predictions(flow: Path) -> None:
    dataset = open_dataset(flow)
    with tempfile.TemporaryDirectory() as folder:
        tables = []
        for name in ("a", "b"):
            out = Path(folder) / f"{name}.parquet"
            done = run(flow, "--label", "family", "--engine", "sklearn", "--out", out)
            expect("exit code", (done.returncode, done.stderr), (0, ""))
            tables.append(pd.read_parquet(out))
    assert tables[0].equals(tables[1]), "equal seeds give equal predictions"
    found = tables[0]
    expect("label", found["label"].tolist(), dataset.infoset["family"].tolist())
    names = dataset.vocabulary("family")
    expect("codes", [names[c] for c in found["prediction_id"]], found["prediction"].tolist())
    assert found["confidence"].between(0, 1).all()
    train = found[found["subset"] == "train"]
    assert (train["prediction"] == train["label"]).mean() > 0.9, "nothing was learned"
    # What is printed is what the table says.
    for subset, rows in found.groupby("subset"):
        theirs = f1_score(rows["label"], rows["prediction"], average="macro", zero_division=0)
        assert any(
            line.split()[:2] == [subset, f"{theirs:.3f}"] for line in done.stdout.splitlines()
        ), (subset, theirs, done.stdout)


def check_held_out(flow: Path) -> None:
    """One subset is for the test, and all others are trained on."""
    dataset = open_dataset(flow)
    task = train_baseline.read_task(dataset, "family", None, "validation")
    expect("test", task.ids("test").tolist(), dataset.sample_ids("validation").tolist())
    expect("train", len(task.ids("train")), dataset.subsets().notna().sum() - len(task.ids("test")))
    done = run(flow, "--label", "family", "--hold-out", "fold_9")
    assert done.returncode == 1 and "fold_9" in done.stderr, done.stderr


def check_refusals(flow: Path) -> None:
    for arguments, word in (
        ((flow, "--label", "nothing"), "nothing"),
        ((flow, "--label", "family", "--split", "nothing"), "nothing"),
        (("nothing.flow", "--label", "family"), "no such file"),
        ((flow, "--label", "family", "--engine", "sklearn", "--onnx", "x.onnx"), "torch"),
    ):
        done = run(*arguments)
        assert done.returncode != 0 and word in done.stderr, done.stderr
        assert "Traceback" not in done.stderr, done.stderr


def main() -> int:
    checks = Checks()
    for check in (check_macro_f1, check_predictions, check_held_out, check_refusals):
        checks.run(check.__name__, check, Path(sys.argv[1]))
    print(f"{checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())
