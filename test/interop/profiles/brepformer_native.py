"""Compares an export for BRepFormer with what native OpenCascade says of the same files.

    trunnion encode DIR --profile brepformer --out OUT
    trunnion export OUT/flows/... --profile brepformer --to EXPORT
    python brepformer_native.py EXPORT FILE.step ...

Files of one body, whose names the export has kept. Prints a table: values that differ by more than
float32 may are `apart`.
"""

import sys
from pathlib import Path

import numpy as np
from dgl_bin import Graph, read_dgl_file
from native import Body, Table
from OCP.BRep import BRep_Tool
from OCP.BRepAdaptor import BRepAdaptor_Surface
from OCP.GeomAbs import GeomAbs_CurveType as C, GeomAbs_SurfaceType as S

NEAR = 2e-6
FACES = [
    S.GeomAbs_Plane,
    S.GeomAbs_Cylinder,
    S.GeomAbs_Cone,
    S.GeomAbs_Sphere,
    S.GeomAbs_Torus,
    S.GeomAbs_SurfaceOfRevolution,
    S.GeomAbs_SurfaceOfExtrusion,
    S.GeomAbs_OffsetSurface,
    S.GeomAbs_OtherSurface,
]


def is_rational(surface: BRepAdaptor_Surface) -> bool:
    kind = surface.GetType()
    if kind == S.GeomAbs_BSplineSurface:
        spline = surface.BSpline()
    elif kind == S.GeomAbs_BezierSurface:
        spline = surface.Bezier()
    else:
        return False
    return spline.IsURational() or spline.IsVRational()


def equal_lengths(body: Body, edge, count: int) -> list[float]:
    """Parameters in equal steps of the length of a polyline of 100 points."""
    curve = body.curve(edge)
    us = np.linspace(curve.FirstParameter(), curve.LastParameter(), 100)
    points = np.array([body.unit(curve.Value(u)) for u in us])
    steps = np.linalg.norm(np.diff(points, axis=0), axis=1)
    shares = np.concatenate([[0], np.cumsum(steps)]) / steps.sum()
    return np.interp(np.linspace(0, 1, count), shares, us).tolist()


def arc(body: Body, edge, a: int, b: int) -> np.ndarray:
    us = equal_lengths(body, edge, 10)
    points, tangents = body.along(edge, a, us)
    us = us if body.oriented(a, edge) > 0 else us[::-1]
    left = [body.side(edge, a, u) for u in us]
    right = [body.side(edge, b, u) for u in us]
    return np.concatenate([points, tangents, left, right], axis=1)


def convexity(body: Body, edge, a: int, b: int) -> list[int]:
    curve = body.curve(edge)
    us = np.linspace(curve.FirstParameter(), curve.LastParameter(), 10).tolist()
    _, tangents = body.along(edge, a, us)
    us = us if body.oriented(a, edge) > 0 else us[::-1]
    left = np.array([body.side(edge, a, u) for u in us])
    right = np.array([body.side(edge, b, u) for u in us])
    if (left * right).sum(1).mean() > np.cos(0.0872664626):
        return [0, 0, 1]
    convex = (np.cross(left, right) * tangents).sum() > 0
    return [int(not convex), int(convex), 0]


def edge_flags(body: Body, edge) -> list[int]:
    curve = body.curve(edge)
    kind = curve.GetType()
    spline = kind == C.GeomAbs_BSplineCurve
    rational = spline and curve.IsRational()
    flags = [
        kind == C.GeomAbs_Circle,
        BRep_Tool.IsClosed_s(edge),
        kind == C.GeomAbs_Ellipse,
        kind == C.GeomAbs_Line,
        kind == C.GeomAbs_Hyperbola,
        kind == C.GeomAbs_Parabola,
        kind == C.GeomAbs_BezierCurve,
        spline and not rational,
        spline and rational,
        kind == C.GeomAbs_OffsetCurve,
        kind == C.GeomAbs_OtherCurve,
    ]
    return [int(flag) for flag in flags]


def has_direction(normals: np.ndarray) -> np.ndarray:
    return np.linalg.norm(normals, axis=-1) > 0.5


def compare(path: Path, graph: Graph, table: Table) -> None:
    body, ndata, edata = Body(path), graph.ndata, graph.edata
    count = len(body.faces)
    assert count == graph.num_nodes, (path, count, graph.num_nodes)
    surfaces = [BRepAdaptor_Surface(face) for face in body.faces]
    flags = [[int(surface.GetType() == kind) for kind in FACES] for surface in surfaces]
    table.add("ndata t flags", ndata["t"], flags, 0)
    table.add("ndata r rational", ndata["r"], [is_rational(surface) for surface in surfaces], 0)
    measured = [body.area(face) for face in body.faces]
    areas = [area for area, _ in measured]
    table.add("ndata a area", ndata["a"], areas, 1e-5 * max(areas))
    centroids = np.array([centroid for _, centroid in measured])
    table.add("ndata c centroid", ndata["c"], centroids, 5e-6)
    grids = np.array([body.grid(face, 10, False) for face in body.faces])
    table.add("ndata x points", ndata["x"][..., :3], grids[..., :3], NEAR)
    known = has_direction(grids[..., 3:6])
    table.add("ndata x normals", ndata["x"][..., 3:6][known], grids[..., 3:6][known], NEAR)
    table.add("ndata x inside", ndata["x"][..., 6], grids[..., 6], 0, 2e-4)

    last = {}
    for edge, faces in zip(body.edges, body.meeting):
        if len(faces) == 2 and body.curve(edge) is not None:
            a, b = faces
            last[a, b], last[b, a] = edge, edge
    order = list(zip(graph.source.tolist(), graph.destination.tolist()))
    table.add("arcs", sorted(order) == sorted(last), True, 0)
    table.add("arcs by source", graph.source, np.sort(graph.source), 0)
    reference = np.array([arc(body, last[pair], *pair) for pair in order])
    for name, at in [("points", 0), ("tangents", 3), ("left normals", 6), ("right normals", 9)]:
        ours, own = edata["x"][..., at : at + 3], reference[..., at : at + 3]
        known = has_direction(own) if at > 3 else np.full(own.shape[:2], True)
        table.add(f"edata x {name}", ours[known], own[known], 5e-6)
    table.add("edata t flags", edata["t"], [edge_flags(body, last[pair]) for pair in order], 0)
    table.add("edata l length", edata["l"], [body.length(last[pair]) for pair in order], NEAR)
    convexities = np.array([convexity(body, last[pair], *pair) for pair in order])
    # An edge that ends at a pole is as smooth there as beside it.
    whole = has_direction(reference[..., 6:9]).all(1) & has_direction(reference[..., 9:]).all(1)
    table.add("edata c convexity", edata["c"][whole], convexities[whole], 0)

    # The published code takes the angles from the grids of the file.
    means = np.array([grid[..., 3:6][grid[..., 6] == 0].mean(0) for grid in ndata["x"].astype(float)])
    lengths = np.linalg.norm(means, axis=1)
    lengths[lengths < 1e-6] = np.inf
    cosines = means @ means.T / np.outer(lengths, lengths)
    degrees = np.degrees(np.arccos(np.clip(cosines, -1, 1)))
    table.add("angle_matrix", graph.labels["angle_matrix"], degrees, 1e-3)
    distances = np.linalg.norm(centroids[:, None] - centroids[None], axis=2)
    table.add("centroid_distance_matrix", graph.labels["centroid_distance_matrix"], distances, 1e-5)
    hops = body.hops()
    shortest = np.where(hops < 0, 32, hops)
    table.add("shortest_distance_matrix", graph.labels["shortest_distance_matrix"], shortest, 0)
    paths, broken = graph.labels["edge_path_matrix"], 0
    for a in range(count):
        for b in range(count):
            face, steps = a, 0
            for k in paths[a, b]:
                if k < 0:
                    break
                broken += order[k][0] != face
                face, steps = order[k][1], steps + 1
            broken += 0 <= hops[a, b] <= 16 and (face != b or steps != hops[a, b])
    table.add("edge_path_matrix broken", broken, 0, 0)


if __name__ == "__main__":
    export, files = Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]
    table, bins = Table(), sorted(export.glob("bin_topology/*.bin"))
    for file in files:
        own = [path for path in bins if path.stem.rsplit("_", 1)[0] == file.stem]
        assert len(own) == 1, (file.stem, own)
        compare(file, read_dgl_file(own[0]), table)
    sys.exit(0 if table.show() else 1)
