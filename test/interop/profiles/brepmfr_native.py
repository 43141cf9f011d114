"""Compares an export for BrepMFR with what native OpenCascade says of the same files.

    trunnion encode DIR --profile brepmfr --out OUT
    trunnion export OUT/flows/... --profile brepmfr --to EXPORT
    python brepmfr_native.py EXPORT FILE.step ...

Files of one body, whose names the export has kept. Prints a table: values that differ by more than
float32 may are `apart`.
"""

import sys
from pathlib import Path

import numpy as np
from dgl_bin import Graph, read_dgl_file
from native import EDGE_TYPES, FACE_TYPES, Body, Table
from OCP.BRepAdaptor import BRepAdaptor_Surface

NEAR = 2e-6
SMOOTH = 0.01


def compare(path: Path, graph: Graph, table: Table) -> None:
    body, ndata, edata = Body(path), graph.ndata, graph.edata
    count = len(body.faces)
    assert count == graph.num_nodes, (path, count, graph.num_nodes)
    areas = [body.area(face)[0] for face in body.faces]
    table.add("ndata y area", ndata["y"], areas, 1e-5 * max(areas))
    kinds = [BRepAdaptor_Surface(face).GetType() for face in body.faces]
    codes = [FACE_TYPES.index(kind) if kind in FACE_TYPES else 5 for kind in kinds]
    table.add("ndata z type", ndata["z"], codes, 0)
    table.add("ndata l loops", ndata["l"], [body.loops(face) for face in body.faces], 0)
    beside = [{b for pair in body.meeting if a in pair for b in pair if b != a} for a in range(count)]
    table.add("ndata a neighbours", ndata["a"], [len(faces) for faces in beside], 0)
    grids = np.array([body.grid(face, 5, True) for face in body.faces])
    table.add("ndata x points", ndata["x"][..., :3], grids[..., :3], NEAR)
    table.add("ndata x mask", ndata["x"][..., 6], grids[..., 6], 0, 1e-4)
    # OpenCascade gives none at a pole.
    known = np.linalg.norm(grids[..., 3:6], axis=-1) > 0.5
    table.add("ndata x normals", ndata["x"][..., 3:6][known], grids[..., 3:6][known], NEAR)

    arcs = {}
    for index, (edge, faces) in enumerate(zip(body.edges, body.meeting)):
        if len(faces) == 2 and body.curve(edge) is not None:
            a, b = faces
            arcs[index, a] = (edge, a, b)
            arcs[index, b] = (edge, b, a)
    order = list(zip(graph.source.tolist(), graph.destination.tolist()))
    table.add("arcs", len(order), len(arcs), 0)
    # Arcs of the same two faces are told apart by where their middles lie.
    left, pairs = dict(arcs), []
    for k, (a, b) in enumerate(order):
        middle = edata["x"][k][2, :3]
        near = {}
        for key, (edge, source, target) in left.items():
            if (source, target) == (a, b):
                curve = body.curve(edge)
                t = (curve.FirstParameter() + curve.LastParameter()) / 2
                near[key] = np.linalg.norm(body.unit(curve.Value(t)) - middle)
        key = min(near, key=near.get)
        pairs.append((*left.pop(key),))
    reference, lengths, types, angles = [], [], [], []
    for edge, a, b in pairs:
        curve = body.curve(edge)
        ts = np.linspace(curve.FirstParameter(), curve.LastParameter(), 5).tolist()
        reference.append(np.concatenate(body.along(edge, a, ts), axis=1))
        lengths.append(body.length(edge))
        kind = curve.GetType()
        types.append(EDGE_TYPES.index(kind) if kind in EDGE_TYPES else 5)
        angles.append(body.angle(edge, a, b))
    angles = np.where(np.abs(angles) < SMOOTH, 0, angles)
    convexities = np.where(angles == 0, 2, np.where(angles > 0, 1, 0))
    table.add("edata x points", edata["x"][..., :3], np.array(reference)[..., :3], NEAR)
    table.add("edata x tangents", edata["x"][..., 3:6], np.array(reference)[..., 3:6], NEAR)
    table.add("edata x angle", edata["x"][..., 6], np.repeat(angles[:, None], 5, 1), 1e-5)
    table.add("edata l length", edata["l"], lengths, NEAR)
    table.add("edata t type", edata["t"], types, 0)
    table.add("edata a angle", edata["a"], angles, 1e-5)
    table.add("edata c convexity", edata["c"], convexities, 0)

    hops = body.hops()
    table.add("spatial_pos", graph.labels["spatial_pos"], np.where(hops < 0, 32, hops), 0)
    paths, broken = graph.labels["edges_path"], 0
    for a in range(count):
        for b in range(count):
            face, steps = a, 0
            for arc in paths[a, b]:
                if arc < 0:
                    break
                broken += order[arc][0] != face
                face, steps = order[arc][1], steps + 1
            broken += 0 <= hops[a, b] <= 16 and (face != b or steps != hops[a, b])
    table.add("edges_path broken", broken, 0, 0)
    table.add("d2 sums", graph.labels["d2_distance"].sum(-1), np.ones((count, count)), 1e-5)
    # Flat faces have one angle, exactly.
    flat = [i for i, kind in enumerate(kinds) if codes[i] == 0]
    for a in flat:
        for b in flat:
            cosine = np.clip(np.dot(grids[a, 0, 0, 3:6], grids[b, 0, 0, 3:6]), -1, 1)
            at = np.degrees(np.arccos(cosine)) / 180 * 64
            hist = graph.labels["angle_distance"][a, b]
            table.add("angle of planes", abs(hist.argmax() + 0.5 - at) > 0.5 + 1e-3, 0, 0)
            table.add("angle of planes, share", hist.max(), 1, 1e-5)
    # Means of distances over random points, area by area, against those of the histograms.
    rng, diagonal = np.random.default_rng(0), np.linalg.norm(2 * half(body))
    clouds = [cloud(body, face, rng) for face in body.faces]
    centres = (np.arange(64) + 0.5) / 64
    gaps = []
    for a in range(count):
        for b in range(count):
            i, j = rng.integers(0, len(clouds[a]), 512), rng.integers(0, len(clouds[b]), 512)
            mean = np.linalg.norm(clouds[a][i] - clouds[b][j], axis=1).mean() / diagonal
            gaps.append((graph.labels["d2_distance"][a, b] * centres).sum() - mean)
    table.add("d2 mean, 512 random pairs", gaps, np.zeros(len(gaps)), 0.15)


def half(body: Body) -> np.ndarray:
    from OCP.Bnd import Bnd_Box
    from OCP.BRepBndLib import BRepBndLib

    box = Bnd_Box()
    BRepBndLib.AddOptimal_s(body.shape, box, False, False)
    box.SetGap(0.0)
    return np.array([body.unit(box.CornerMax())])


def cloud(body: Body, face, rng) -> np.ndarray:
    """Points of a face, drawn evenly over the box of its parameters, those on the face."""
    from OCP.BRepTools import BRepTools
    from OCP.IntTools import IntTools_FClass2d
    from OCP.gp import gp_Pnt2d
    from OCP.TopAbs import TopAbs_State

    u0, u1, v0, v1 = BRepTools.UVBounds_s(face)
    surface, classify = BRepAdaptor_Surface(face), IntTools_FClass2d(face, 1e-9)
    points = []
    while len(points) < 400:
        u, v = rng.uniform(u0, u1), rng.uniform(v0, v1)
        if classify.Perform(gp_Pnt2d(u, v), True) == TopAbs_State.TopAbs_IN:
            points.append(body.unit(surface.Value(u, v)))
    return np.array(points)


if __name__ == "__main__":
    export, files = Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]
    table, bins = Table(), sorted(export.glob("bin/*.bin"))
    for file in files:
        own = [path for path in bins if path.stem.rsplit("_", 1)[0] == file.stem]
        assert len(own) == 1, (file.stem, own)
        compare(file, read_dgl_file(own[0]), table)
    sys.exit(0 if table.show() else 1)
