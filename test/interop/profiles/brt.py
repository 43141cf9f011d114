"""Compares an export of the profile `brt` with what native OpenCascade makes of the same files.

By hand, in an environment with numpy and cadquery-ocp:

    trunnion encode FOLDER --profile brt --out OUT
    trunnion export OUT/flows/NAME --profile brt --to EXPORT
    python brt.py EXPORT FOLDER [--most 10]

The kernel reads the file, turns surfaces and curves into B-splines and these into Bezier pieces,
says where curves of the loops meet the borders of rectangles and whether a place is inside of a
face; rectangles, turned patches and neighbours of faces are made of these by numpy. Faces are
compared in the order of the file, patches in theirs, arcs by the nearest ones.
"""

import argparse
import json
import pickle
from pathlib import Path

import numpy as np
from OCP.BRep import BRep_Tool
from OCP.BRepAdaptor import BRepAdaptor_Curve
from OCP.BRepClass import BRepClass_FaceClassifier
from OCP.BRepTools import BRepTools, BRepTools_WireExplorer
from OCP.Geom import Geom_RectangularTrimmedSurface, Geom_TrimmedCurve
from OCP.Geom2d import Geom2d_Line
from OCP.Geom2dAPI import Geom2dAPI_InterCurveCurve, Geom2dAPI_ProjectPointOnCurve
from OCP.GeomConvert import (
    GeomConvert,
    GeomConvert_BSplineCurveToBezierCurve,
    GeomConvert_BSplineSurfaceToBezierSurface,
)
from OCP.GeomLProp import GeomLProp_SLProps
from OCP.gp import gp_Dir2d, gp_Pnt2d
from OCP.TopAbs import TopAbs_EDGE, TopAbs_FACE, TopAbs_IN, TopAbs_ON, TopAbs_REVERSED, TopAbs_WIRE
from OCP.TopExp import TopExp_Explorer
from OCP.TopLoc import TopLoc_Location
from OCP.TopoDS import TopoDS

from brepgen import parts, solids, static

NEAR = 1e-4


def xy(point):
    return np.array([point.X(), point.Y()])


class Loop:
    """A curve of a loop in the parameters of its face."""

    def __init__(self, edge, face):
        self.curve, self.first, self.last = curve_on(edge, face)
        self.ends = [xy(self.curve.Value(t)) for t in (self.first, self.last)]

    def meets(self, axis, value):
        """Parameters and places on a line of constant u (axis 0) or v."""
        at, along = [0.0, 0.0], [0.0, 0.0]
        at[axis], along[1 - axis] = value, 1.0
        line = Geom2d_Line(gp_Pnt2d(*at), gp_Dir2d(*along))
        found = Geom2dAPI_InterCurveCurve(self.curve, line, NEAR)
        places = []
        for i in range(found.NbPoints()):
            point = found.Point(i + 1)
            near = Geom2dAPI_ProjectPointOnCurve(point, self.curve, self.first, self.last)
            if near.NbPoints() and near.LowerDistance() <= NEAR:
                places.append((near.LowerDistanceParameter(), xy(point)))
        return places


def curve_on(edge, face):
    """The curve of an edge on a face, and its range."""
    found = static(BRep_Tool, "CurveOnSurface")(edge, face, 0.0, 1.0)
    if isinstance(found, tuple):
        return found
    adaptor = BRepAdaptor_Curve(edge)
    return found, adaptor.FirstParameter(), adaptor.LastParameter()


def inside(rect, place, slack=NEAR):
    (u0, v0), (u1, v1) = rect
    return u0 - slack <= place[0] <= u1 + slack and v0 - slack <= place[1] <= v1 + slack


def corners(rect):
    (u0, v0), (u1, v1) = rect
    return [np.array(c) for c in ((u0, v0), (u1, v0), (u0, v1), (u1, v1))]


def look(loop, rect):
    """How often a loop's curve meets a rectangle's border, and whether that cuts the rectangle."""
    (u0, v0), (u1, v1) = rect
    hits, twice = [], False
    for axis, value in ((1, v0), (1, v1), (0, u0), (0, u1)):
        here = [(t, p) for t, p in loop.meets(axis, value) if inside(rect, p)]
        twice |= len(here) > 1
        hits += here
    hits.sort(key=lambda hit: hit[0])
    distinct = []
    for t, place in hits:
        if distinct and np.linalg.norm(distinct[-1][1] - place) < NEAR:
            distinct[-1] = (t, place, distinct[-1][2] + 1)
        else:
            distinct.append((t, place, 1))
    at_corner = lambda p: any(np.linalg.norm(p - c) < 9e-3 for c in corners(rect))
    touches = [d for d in distinct if d[2] < 2 and at_corner(d[1])]
    kept = [d for d in distinct if not (d[2] < 2 and at_corner(d[1]))]
    ends_inside = [inside(rect, end, -NEAR) for end in loop.ends]
    if len(kept) == 1:
        kept += touches
        for t, end in zip((loop.first, loop.last), loop.ends):
            on_line = min(abs(end[0] - u0), abs(end[0] - u1), abs(end[1] - v0), abs(end[1] - v1)) < NEAR
            if on_line and all(np.linalg.norm(end - d[1]) >= NEAR for d in kept):
                kept.append((t, end, 1))
        if len(kept) == 1 and ends_inside[0] == ends_inside[1]:
            kept = []
    cuts = (len(kept) < 2 and any(ends_inside)) or len(kept) > 2 or twice
    if not cuts and len(kept) == 2:
        a, b = kept[0][0], kept[1][0]
        if loop.curve.IsPeriodic() and not inside(rect, xy(loop.curve.Value((a + b) / 2))):
            a, b = b, a + loop.curve.Period()
        way = np.array([xy(loop.curve.Value(t)) for t in np.linspace(a, b, 20)])
        legs = np.linalg.norm(way[1:-1] - way[0], axis=1) + np.linalg.norm(way[1:-1] - way[-1], axis=1)
        cuts = bool((np.linalg.norm(way[0] - way[-1]) / legs <= 0.7).any())
    return len(kept), cuts


def rectangles(face, loops, roots):
    """The rectangles of a face's parameters that no loop meets, root by root."""
    classify = lambda p: BRepClass_FaceClassifier(face, gp_Pnt2d(*p), 1e-9).State()
    visible = lambda p: classify(p) in (TopAbs_IN, TopAbs_ON)

    def visit(rect, level):
        low, high = np.array(rect[0]), np.array(rect[1])
        met, cut, at = [], False, (low + high) / 2
        for loop in loops:
            count, cut = look(loop, rect)
            met += [loop] if count else []
            if cut:
                break
        if not cut and len(met) > 1:
            cut = True
            if len(met) == 2:
                shared = [p for p in met[0].ends if any(np.linalg.norm(p - q) < NEAR for q in met[1].ends)]
                if shared and inside(rect, shared[0]) and all(
                    np.linalg.norm(shared[0] - c) >= NEAR for c in corners(rect)
                ):
                    at = shared[0]
        if cut and level < 5:
            for u, v in ((0, 0), (1, 0), (0, 1), (1, 1)):
                part = (
                    (at[0] if u else low[0], at[1] if v else low[1]),
                    (high[0] if u else at[0], high[1] if v else at[1]),
                )
                if np.prod(np.subtract(part[1], part[0])) >= 1e-8:
                    yield from visit(part, level + 1)
            return
        if met or np.prod(high - low) <= 1e-5:
            return
        if not cut and not any(map(visible, corners(rect))) and not visible((low + high) / 2):
            return
        yield rect

    for root in roots:
        yield from visit(root, 0)


def knots(read, count):
    return [read(i + 1) for i in range(count)]


def rational(curve_or_patch, *indices):
    point, weight = curve_or_patch.Pole(*indices), curve_or_patch.Weight(*indices)
    return [point.X(), point.Y(), point.Z(), weight]


def native_face(face):
    location = TopLoc_Location()
    surface = static(BRep_Tool, "Surface")(face, location)
    bounds = static(BRepTools, "UVBounds")(face)
    u0, u1, v0, v1 = bounds
    own = surface.Bounds()
    # A surface that closes on itself goes on beyond its bounds.
    if not surface.IsUPeriodic():
        u0, u1 = max(u0, own[0]), min(u1, own[1])
    if not surface.IsVPeriodic():
        v0, v1 = max(v0, own[2]), min(v1, own[3])
    trimmed = Geom_RectangularTrimmedSurface(surface, u0, u1, v0, v1)
    spline = static(GeomConvert, "SurfaceToBSplineSurface")(trimmed)
    if max(spline.UDegree(), spline.VDegree()) > 3:
        return None
    for count, read, insert in (
        (spline.NbUKnots, spline.UKnot, spline.InsertUKnot),
        (spline.NbVKnots, spline.VKnot, spline.InsertVKnot),
    ):
        more = 5 - count()
        if more > 0:
            for knot in np.linspace(read(1), read(count()), more + 2)[1:-1]:
                insert(float(knot), 1, 1e-6)
    us, vs = knots(spline.UKnot, spline.NbUKnots()), knots(spline.VKnot, spline.NbVKnots())
    loops = []
    explorer = TopExp_Explorer(face, TopAbs_EDGE)
    while explorer.More():
        loops.append(Loop(static(TopoDS, "Edge")(explorer.Current()), face))
        explorer.Next()
    roots = [((a, c), (b, d)) for a, b in zip(us, us[1:]) for c, d in zip(vs, vs[1:])]
    patches, normals = [], []
    for (a, c), (b, d) in rectangles(face, loops, roots):
        patch = GeomConvert_BSplineSurfaceToBezierSurface(spline, a, b, c, d, 1e-4).Patch(1, 1)
        patch.Increase(3, 3)
        points = np.array([rational(patch, i + 1, j + 1) for i in range(4) for j in range(4)])
        matrix = location.Transformation()
        points[:, :3] = [moved(matrix, p) for p in points[:, :3]]
        patches.append(points)
        slope = GeomLProp_SLProps(surface, (a + b) / 2, (c + d) / 2, 1, 1e-9).Normal().Transformed(matrix)
        sign = -1 if face.Orientation() == TopAbs_REVERSED else 1
        normals.append(sign * np.array([slope.X(), slope.Y(), slope.Z()]))
    return np.array(patches), np.array(normals)


def moved(matrix, point):
    from OCP.gp import gp_Pnt

    to = gp_Pnt(*map(float, point)).Transformed(matrix)
    return to.X(), to.Y(), to.Z()


def turned(patches, normals):
    """Each patch turned onto z, all of them scaled to a box after each."""
    nodes = patches.copy()
    middle, scale = np.zeros(3), 1.0
    for i, normal in enumerate(normals):
        z = normal[2]
        if np.isclose(z, 1.0):
            turn = np.eye(3)
        else:
            axis = np.array([1, 0, 0]) - normal[0] * normal if np.isclose(z, -1.0) else np.array(
                [normal[1], -normal[0], 0]
            )
            axis = axis / np.linalg.norm(axis)
            angle = np.pi if np.isclose(z, -1.0) else np.arccos(z)
            # k @ p is the axis times p.
            k = np.cross(np.eye(3), axis)
            turn = np.eye(3) + np.sin(angle) * k + (1 - np.cos(angle)) * (k @ k)
        nodes[i, :, :3] = nodes[i, :, :3] @ turn.T
        flat = nodes[..., :3].reshape(-1, 3)
        low, high = flat.min(0), flat.max(0)
        middle, scale = (low + high) / 2, 2 / (high - low).max()
        nodes[..., :3] = (nodes[..., :3] - middle) * scale
    return nodes, np.column_stack([normals, np.tile(np.append(middle, scale), (len(nodes), 1))])


def native_arcs(edge):
    adaptor = BRepAdaptor_Curve(edge)
    if not adaptor.Is3DCurve():
        return None
    curve = static(BRep_Tool, "Curve")(edge, 0.0, 1.0)
    curve = curve[0] if isinstance(curve, tuple) else curve
    trimmed = Geom_TrimmedCurve(curve, adaptor.FirstParameter(), adaptor.LastParameter())
    spline = static(GeomConvert, "CurveToBSplineCurve")(trimmed)
    if spline.Degree() > 10:
        return None
    spline.IncreaseDegree(10)
    bezier = GeomConvert_BSplineCurveToBezierCurve(spline)
    return np.array([
        [rational(bezier.Arc(i + 1), j + 1) for j in range(11)] for i in range(bezier.NbArcs())
    ])


def compare(folder, stem, solid):
    with (folder / "rectangles" / f"{stem}.pkl").open("rb") as file:
        ours = pickle.load(file)
    with (folder / "topo" / f"{stem}.pkl").open("rb") as file:
        topo = pickle.load(file)
    faces = [static(TopoDS, "Face")(face) for face in parts(solid, TopAbs_FACE)]
    row = {"faces": (len(ours["nodes"]), len(faces))}
    same = alike = total = 0
    worst_nodes = worst_features = 0.0
    for index, face in enumerate(faces):
        found = native_face(face)
        if found is None:
            continue
        patches, normals = found
        total += 1
        if len(patches) > 100:
            alike += 1
            continue
        if len(patches) != len(ours["nodes"][index]):
            continue
        alike += 1
        nodes, features = turned(patches, normals)
        off = np.abs(nodes - ours["nodes"][index]).max()
        worst_nodes = max(worst_nodes, off)
        worst_features = max(worst_features, np.abs(
            (features - ours["tri_normals"][index]) / np.maximum(1, np.abs(features))
        ).max())
        same += off < 1e-3
    row["patches"], row["nodes"], row["normals"] = (alike, total), worst_nodes, worst_features

    wires = worst = 0
    arcs = edges = 0
    for face in faces:
        for wire in parts(face, TopAbs_WIRE):
            wires += 1
            explorer = BRepTools_WireExplorer(static(TopoDS, "Wire")(wire))
            while explorer.More():
                arc = native_arcs(explorer.Current())
                if arc is not None:
                    edges += 1
                    close = [np.abs(arc[:50] - one).max() for one in topo["edge"] if one.shape == arc[:50].shape]
                    if close and min(close) < 1e-3:
                        arcs += 1
                        worst = max(worst, min(close))
                explorer.Next()
    row["wires"] = (len(topo["edge_index"]), wires)
    row["edges"] = (len(topo["edge"]), edges)
    row["arcs"], row["arc_points"] = (arcs, edges), float(worst)
    ok = row["faces"][0] == row["faces"][1] and alike == total and arcs == edges
    return row, ok


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("export", type=Path)
    parser.add_argument("files", type=Path)
    parser.add_argument("--most", type=int, default=10)
    options = parser.parse_args()
    files = {path.stem: path for path in sorted(options.files.rglob("*")) if path.is_file()}
    columns = ("faces", "patches", "nodes", "normals", "wires", "edges", "arcs", "arc_points")
    print("file".ljust(34), *(column.rjust(10) for column in columns))
    compared = agreed = 0
    for sample in json.loads((options.export / "samples.json").read_text()):
        path = files.get(sample["stem"])
        found = solids(path) if path is not None else []
        if len(found) != 1:
            continue
        row, ok = compare(options.export, sample["stem"], found[0])
        print(sample["stem"][:34].ljust(34), *(
            (f"{x:.1e}" if isinstance(x, (float, np.floating)) else
             "/".join(map(str, x)) if isinstance(x, tuple) else str(x)).rjust(10)
            for x in (row.get(column, "") for column in columns)
        ))
        compared += 1
        agreed += ok
        if compared == options.most:
            break
    print(f"{agreed} of {compared} files agree in all faces and edges")


if __name__ == "__main__":
    main()
