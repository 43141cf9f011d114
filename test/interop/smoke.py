"""Checks the dataset of the smoke corpus against the manifest and native OpenCascade's areas.

    python smoke.py FLOW CORPUS

FLOW is what `trunnion encode CORPUS/smoke` made. Prints a row a file: distinct bodies, faces with
instances counted beside the manifest's, area beside the reference (relative distance), and the share
of faces with an entity id. The last line is `N passed, N failed`; there are three checks a file.
"""

import csv
import json
import sys
from pathlib import Path

import numpy as np
from check import Checks, expect
from trunnion_reader import Dataset, open_trunnion

REFERENCE = Path(__file__).resolve().parents[1] / "reference" / "smoke_areas.json"
GOAL = 1e-4


def measure(dataset: Dataset, file: str) -> tuple[int, int, float, float]:
    """Bodies, faces and area with instances counted, share of faces with an entity id."""
    ids = dataset.file(file)
    faces, area, known, distinct = 0, 0.0, 0, 0
    for i in ids:
        sample = dataset.sample(i, ["faces", "instances"])
        row = dataset.metadata(i)
        transforms = sample["instances/transform"]
        expect("instances", len(transforms), row["instance_count"])
        areas = sample["faces/face_areas"].astype(np.float64)
        expect("faces", len(areas), row["face_count"])
        scales = np.linalg.norm(transforms[:, :3, 0], axis=1)
        area += areas.sum() * np.square(scales).sum()
        faces += len(areas) * len(transforms)
        known += np.count_nonzero(sample["faces/face_entity_ids"])
        distinct += len(areas)
    return len(ids), faces, area, known / distinct


def check_near(found: float, wanted: float) -> None:
    if not abs(found / wanted - 1) < GOAL:
        raise AssertionError(f"area: expected {wanted}, found {found}")


def main() -> int:
    flow, corpus = Path(sys.argv[1]), Path(sys.argv[2])
    dataset = open_trunnion(flow)
    areas = {one["file"]: one["area"] for one in json.loads(REFERENCE.read_text())["files"]}
    with open(corpus / "smoke" / "manifest.csv", encoding="utf-8", newline="") as file:
        manifest = {row["file"]: int(row["loader_faces"]) for row in csv.DictReader(file)}
    checks = Checks()
    print(f"{'file':<44}bodies faces expected {'area, mm2':>16} distance  ids")
    for name, wanted in manifest.items():
        found = []
        checks.run(f"{name}: encoded", lambda: found.append(measure(dataset, name)))
        if not found:
            checks.failed += 2  # what could not be measured
            continue
        bodies, faces, area, ids = found[0]
        distance = area / areas[name] - 1
        print(f"{name:<44}{bodies:6} {faces:5} {wanted:8} {area:16.6f} {distance:+8.0e} {ids:4.0%}")
        checks.run(f"{name}: faces", expect, "faces with instances", faces, wanted)
        checks.run(f"{name}: area", check_near, area, areas[name])
    print(f"{checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())
