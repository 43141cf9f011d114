"""Compares an export of the profile `brepgen` with what native OpenCascade makes of the same files.

By hand, in an environment with numpy and cadquery-ocp:

    trunnion encode FOLDER --profile brepgen --out OUT
    trunnion export OUT/flows/NAME --profile brepgen --to EXPORT
    python brepgen.py EXPORT FOLDER [--most 10]

Nothing here is shared with the encoder: the kernel reads the file, splits what is closed, gives
boxes of parameters and points, and says which faces meet at an edge; boxes of -1 to 1, corners and
adjacency are made of these by numpy. Faces and edges come in another order, so each is compared
with the one that is nearest, and the rest by the pairs that were found.
"""

import argparse
import json
import pickle
from pathlib import Path

import numpy as np
from OCP.BRep import BRep_Tool
from OCP.BRepAdaptor import BRepAdaptor_Curve
from OCP.BRepTools import BRepTools
from OCP.IFSelect import IFSelect_RetDone
from OCP.ShapeUpgrade import ShapeUpgrade_ShapeDivideClosed, ShapeUpgrade_ShapeDivideClosedEdges
from OCP.STEPControl import STEPControl_Reader
from OCP.TopAbs import TopAbs_EDGE, TopAbs_FACE, TopAbs_REVERSED, TopAbs_SOLID
from OCP.TopExp import TopExp_Explorer
from OCP.TopLoc import TopLoc_Location
from OCP.TopoDS import TopoDS

POINTS = 32


def static(owner, name):
    """A static method: some versions of the bindings put `_s` behind its name."""
    return getattr(owner, name + "_s", None) or getattr(owner, name)


def parts(shape, kind):
    """The distinct parts of a shape, as a walk of it first meets them."""
    found, explorer = [], TopExp_Explorer(shape, kind)
    while explorer.More():
        one = explorer.Current()
        if not any(one.IsSame(other) for other in found):
            found.append(one)
        explorer.Next()
    return found


def solids(path):
    reader = STEPControl_Reader()
    if reader.ReadFile(str(path)) != IFSelect_RetDone:
        return []
    reader.TransferRoots()
    return parts(reader.OneShape(), TopAbs_SOLID)


def divided(shape):
    for divider in (ShapeUpgrade_ShapeDivideClosed, ShapeUpgrade_ShapeDivideClosedEdges):
        tool = divider(shape)
        tool.SetPrecision(0.01)
        tool.SetMinTolerance(0.001)
        tool.SetMaxTolerance(0.01)
        if tool.Perform():
            shape = tool.Result()
    return shape


def xyz(point):
    return (point.X(), point.Y(), point.Z())


def face_points(face):
    location = TopLoc_Location()
    surface = static(BRep_Tool, "Surface")(face, location)
    u0, u1, v0, v1 = static(BRepTools, "UVBounds")(face)
    grid = np.array([
        [xyz(surface.Value(u, v).Transformed(location.Transformation()))
         for v in np.linspace(v0, v1, POINTS)]
        for u in np.linspace(u0, u1, POINTS)
    ])
    return grid[::-1] if face.Orientation() == TopAbs_REVERSED else grid


def native(solid):
    """The faces and edges of a solid: points, and which two faces meet at an edge."""
    solid = divided(solid)
    faces = [static(TopoDS, "Face")(face) for face in parts(solid, TopAbs_FACE)]
    uses = []
    for index, face in enumerate(faces):
        explorer = TopExp_Explorer(face, TopAbs_EDGE)
        while explorer.More():
            edge = static(TopoDS, "Edge")(explorer.Current())
            known = next((met for met in uses if met[0][1].IsSame(edge)), None)
            if known is None:
                uses.append([(index, edge)])
            else:
                known.append((index, edge))
            explorer.Next()
    edges = []
    for met in uses:
        if len(met) != 2 or met[0][0] == met[1][0]:
            continue
        (left, edge), (right, other) = met
        if edge.Orientation() == other.Orientation():
            continue
        curve = BRepAdaptor_Curve(edge)
        if not curve.Is3DCurve():
            continue
        line = np.array([
            xyz(curve.Value(t))
            for t in np.linspace(curve.FirstParameter(), curve.LastParameter(), POINTS)
        ])
        reverse = edge.Orientation() == TopAbs_REVERSED
        edges.append((line[::-1] if reverse else line, left, right))
    return [face_points(face) for face in faces], edges


def unit_box(points):
    flat = points.reshape(-1, 3)
    low, high = flat.min(0), flat.max(0)
    return low + (high - low) / 2, (high - low).max() / 2


def compare(data, solid):
    faces, edges = native(solid)
    ours, curves = data["surf_wcs"], data["edge_wcs"]
    row = {"faces": (len(ours), len(faces)), "edges": (len(curves), len(edges))}
    if len(ours) != len(faces) or len(curves) != len(edges):
        return row, False
    middle, half = unit_box(np.stack(faces))
    surfaces = (np.stack(faces) - middle) / half
    lines = (np.stack([line for line, _, _ in edges]) - middle) / half

    off = np.abs(ours[:, None] - surfaces[None]).max((2, 3, 4))
    face_of = off.argmin(1)
    row["surf_wcs"] = off.min(1).max()
    direct = np.abs(curves[:, None] - lines[None]).max((2, 3))
    turned = np.abs(curves[:, None] - lines[None, :, ::-1]).max((2, 3))
    edge_of = np.minimum(direct, turned).argmin(1)
    index = np.arange(len(curves))
    row["edge_wcs"] = np.minimum(direct, turned).min(1).max()
    along = direct[index, edge_of] <= turned[index, edge_of]
    row["turned"] = int((~along).sum())

    def own(points):
        boxes = [unit_box(one) for one in points]
        return np.stack([(one - at) / size for one, (at, size) in zip(points, boxes)])

    row["surf_ncs"] = np.abs(data["surf_ncs"] - own(surfaces)[face_of]).max()
    there = own(lines)[edge_of]
    row["edge_ncs"] = np.abs(data["edge_ncs"] - np.where(along[:, None, None], there, there[:, ::-1])).max()
    flat = surfaces.reshape(len(faces), -1, 3)
    boxes = np.concatenate([flat.min(1), flat.max(1)], 1)[face_of]
    row["bbox"] = np.abs(data["surf_bbox_wcs"] - boxes).max()

    # Left and right swap where an edge is taken the other way.
    pairs = np.array([(left, right) for _, left, right in edges])[edge_of]
    pairs = np.where(along[:, None], pairs, pairs[:, ::-1])
    adjacent = (face_of[data["edgeFace_adj"]] == pairs).all()
    lists = all(
        np.array_equal(np.where((data["edgeFace_adj"] == face).any(1))[0], listed)
        for face, listed in enumerate(data["faceEdge_adj"])
    )
    ends = np.round(lines[:, [0, -1]], 4)
    corners = len(np.unique(ends.reshape(-1, 3), axis=0))
    row["corners"] = (len(data["corner_unique"]), corners)
    known = np.array_equal(data["corner_unique"][data["edgeCorner_adj"]], data["corner_wcs"])
    one_to_one = len(set(face_of)) == len(faces) and len(set(edge_of)) == len(edges)
    row["adjacency"] = bool(adjacent and lists and known and one_to_one)
    close = max(row[key] for key in ("surf_wcs", "edge_wcs", "surf_ncs", "edge_ncs", "bbox"))
    return row, row["adjacency"] and close < 1e-4


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("export", type=Path)
    parser.add_argument("files", type=Path)
    parser.add_argument("--most", type=int, default=10)
    options = parser.parse_args()
    files = {path.stem: path for path in sorted(options.files.rglob("*")) if path.is_file()}
    columns = ("faces", "edges", "surf_wcs", "edge_wcs", "surf_ncs", "edge_ncs", "bbox",
               "corners", "turned", "adjacency")
    print("file".ljust(34), *(column.rjust(9) for column in columns))
    compared = agreed = 0
    for sample in json.loads((options.export / "samples.json").read_text()):
        path = files.get(sample["name"])
        found = solids(path) if path is not None else []
        # A body of several has a name of its own; those of one file are compared.
        if len(found) != 1:
            continue
        uid = sample["uid"]
        where = options.export / "parsed" / f"{int(uid) // 10000:04d}" / f"{uid}.pkl"
        with where.open("rb") as file:
            row, same = compare(pickle.load(file), found[0])
        shown = [row.get(column, "") for column in columns]
        print(sample["name"][:34].ljust(34), *(
            (f"{x:.1e}" if isinstance(x, (float, np.floating)) else
             "/".join(map(str, x)) if isinstance(x, tuple) else str(x)).rjust(9)
            for x in shown
        ))
        compared += 1
        agreed += same
        if compared == options.most:
            break
    print(f"{agreed} of {compared} files agree")


if __name__ == "__main__":
    main()
