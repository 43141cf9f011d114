"""Compares how Trunnion has divided random tables with how scikit-learn divides them.

    python splits.py TABLES

TABLES is the file that `split_tables.ts` wrote. Without groups, sizes and the shares of each class
must be within one sample of those of `train_test_split` and `StratifiedKFold`. With groups no group
may be parted, sizes may be off by the largest group, and the imbalance of classes may be at most
that of `StratifiedGroupKFold`, the best of its shuffles included. One check is one table. The last
line is `N passed, N failed`.
"""

import json
import sys
import warnings
from collections import defaultdict
from pathlib import Path

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold, train_test_split

SHUFFLES = 5


def expect(holds: bool, *what) -> None:
    if not holds:
        raise AssertionError(" ".join(str(one) for one in what))


def counts_of(labels: np.ndarray, assignment: np.ndarray, subsets: int) -> np.ndarray:
    """Samples of each class in each subset."""
    counts = np.zeros((labels.max() + 1, subsets), int)
    np.add.at(counts, (labels, assignment), 1)
    return counts[counts.sum(axis=1) > 0]


def imbalance(counts: np.ndarray) -> float:
    """What StratifiedGroupKFold minimises: the mean over classes of the deviation of their shares."""
    return float(np.mean(np.std(counts / counts.sum(axis=1, keepdims=True), axis=1)))


def folds_of(splitter, labels: np.ndarray, groups: np.ndarray) -> np.ndarray:
    assignment = np.full(len(labels), -1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a class smaller than the number of folds
        for fold, (_, test) in enumerate(splitter.split(labels, labels, groups)):
            assignment[test] = fold
    return assignment


def shares_of(labels: np.ndarray, shares: list[float], seed: int) -> np.ndarray | None:
    """Three subsets as one makes them with scikit-learn; None where that refuses."""
    assignment = np.zeros(len(labels), int)
    rest = np.arange(len(labels))
    for subset in (2, 1):
        if shares[subset] == 0:
            continue
        size = round(shares[subset] * len(labels))
        try:
            rest, taken = train_test_split(
                rest, test_size=size, stratify=labels[rest], random_state=seed
            )
        except ValueError:
            return None
        assignment[taken] = subset
    return assignment


def check(table: dict, seed: int) -> str:
    labels, groups = np.array(table["labels"]), np.array(table["groups"])
    shares, folds = table["shares"], table["folds"]
    own = np.array(table["assignment"])
    expect(len(own) == len(labels), "every sample must be in one subset, found", len(own))
    expect(set(own) <= {s for s, share in enumerate(shares) if share > 0}, "subsets", set(own))
    counts = counts_of(labels, own, len(shares))
    sizes = counts.sum(axis=0)
    goals = np.array(shares) * len(labels)
    found: dict[int, set[int]] = defaultdict(set)
    for group, subset in zip(groups, own):
        found[int(group)].add(int(subset))
    parted = [group for group, subsets in found.items() if len(subsets) > 1]
    expect(not parted, "groups are parted:", parted)
    largest = int(np.bincount(groups).max())
    expect(np.all(np.abs(sizes - goals) <= largest), "sizes", sizes, "goals", goals, largest)
    if table["kind"] == "alone":
        expect(np.all(np.abs(sizes - goals) < 1), "sizes", sizes, "goals", goals)
        peer = (
            shares_of(labels, shares, seed)
            if folds is None
            else folds_of(StratifiedKFold(folds, shuffle=True, random_state=seed), labels, groups)
        )
        if peer is None:
            return "scikit-learn refuses, as a class is too small"
        off = np.abs(counts - counts_of(labels, peer, len(shares)))
        expect(off.max() <= 1, "classes are off from scikit-learn's by", off.max())
        return f"off by at most {off.max()}"
    if folds is None:
        return f"sizes off by at most {np.abs(sizes - goals).max():.1f} of {largest}"
    peers = [StratifiedGroupKFold(folds)] + [
        StratifiedGroupKFold(folds, shuffle=True, random_state=seed + i) for i in range(SHUFFLES)
    ]
    best = min(
        imbalance(counts_of(labels, folds_of(peer, labels, groups), folds)) for peer in peers
    )
    expect(imbalance(counts) <= best + 1e-12, "imbalance", imbalance(counts), "theirs", best)
    return f"imbalance {imbalance(counts):.4f}, theirs {best:.4f}"


def main() -> int:
    tables = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    failed = 0
    for number, table in enumerate(tables):
        what = f"{number} ({table['kind']}, {table['folds'] or table['shares']})"
        try:
            print(f"{what}: {check(table, number)}")
        except AssertionError as error:
            failed += 1
            print(f"FAILED {what}: {error}")
    print(f"{len(tables) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
