"""Compares exports for UV-Net, BRepNet and AAGNet with what native OpenCascade gives.

    python occwl_native.py STEP_FOLDER [--brepnet DIR] [--aagnet DIR] [--uvnet DIR] [--most 10]

DIR is what `trunnion export --profile NAME --to DIR` wrote of files in STEP_FOLDER that hold one
body each. All values are computed anew here, by the rules that the published scripts follow
(those of occwl), with nothing of Trunnion's but the export; a table shows the largest differences. Where a surface
has no normal (a derivative is nothing, at a pole), OpenCascade gives (0, 0, 0) or a direction that is
rounding: such points are counted, and left out of what is compared, and so are convexities of edges
that end there.
Wants numpy and cadquery-ocp.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from OCP.Bnd import Bnd_Box
from OCP.BRep import BRep_Tool
from OCP.BRepAdaptor import BRepAdaptor_Curve, BRepAdaptor_Curve2d, BRepAdaptor_Surface
from OCP.BRepBndLib import BRepBndLib
from OCP.BRepBuilderAPI import BRepBuilderAPI_Transform
from OCP.BRepGProp import BRepGProp
from OCP.BRepTools import BRepTools, BRepTools_WireExplorer
from OCP.BRepTopAdaptor import BRepTopAdaptor_TopolTool
from OCP.GeomAbs import GeomAbs_CurveType as Curves
from OCP.GeomAbs import GeomAbs_SurfaceType as Surfaces
from OCP.GeomLProp import GeomLProp_SLProps
from OCP.gp import gp_Pnt, gp_Pnt2d, gp_Trsf, gp_Vec
from OCP.GProp import GProp_GProps
from OCP.STEPControl import STEPControl_Reader
from OCP.TopAbs import TopAbs_Orientation, TopAbs_ShapeEnum, TopAbs_State
from OCP.TopExp import TopExp_Explorer
from OCP.TopLoc import TopLoc_Location
from OCP.TopoDS import TopoDS

REVERSED = TopAbs_Orientation.TopAbs_REVERSED
FIVE_DEGREES = np.cos(0.0872664626)


def solids_of(path):
    reader = STEPControl_Reader()
    reader.ReadFile(str(path))
    reader.TransferRoots()
    return explored(reader.OneShape(), TopAbs_ShapeEnum.TopAbs_SOLID)


def explored(shape, kind):
    found, explorer = [], TopExp_Explorer(shape, kind)
    while explorer.More():
        found.append(explorer.Current())
        explorer.Next()
    return found


def to_unit_box(shape):
    box = Bnd_Box()
    BRepBndLib.AddOptimal_s(shape, box, True, False)
    low, high = numbers(box.CornerMin()), numbers(box.CornerMax())
    move, grow = gp_Trsf(), gp_Trsf()
    move.SetTranslation(gp_Vec(*(-(low + high) / 2)))
    grow.SetScale(gp_Pnt(0, 0, 0), 2 / (high - low).max())
    return BRepBuilderAPI_Transform(shape, grow.Multiplied(move), True).Shape()


def numbers(point):
    return np.array([point.X(), point.Y(), point.Z()])


class Face:
    def __init__(self, shape):
        self.shape = TopoDS.Face(shape)
        self.surface = BRep_Tool.Surface_s(self.shape)
        self.adaptor = BRepAdaptor_Surface(self.shape)
        self.reversed = self.shape.Orientation() == REVERSED
        self.inside_of = BRepTopAdaptor_TopolTool(self.adaptor)
        properties = GProp_GProps()
        BRepGProp.SurfaceProperties_s(self.shape, properties)
        self.area, self.centroid = properties.Mass(), numbers(properties.CentreOfMass())

    def is_pole(self, u, v):
        point, du, dv = gp_Pnt(), gp_Vec(), gp_Vec()
        self.surface.D1(u, v, point, du, dv)
        return min(du.Magnitude(), dv.Magnitude()) < 1e-9 * max(du.Magnitude(), dv.Magnitude())

    def normal(self, u, v):
        if self.is_pole(u, v):
            return np.full(3, np.nan)
        properties = GeomLProp_SLProps(self.surface, u, v, 1, 1e-9)
        if not properties.IsNormalDefined():
            return np.zeros(3)
        return numbers(properties.Normal()) * (-1 if self.reversed else 1)

    def grid(self, n, on_boundary):
        low_u, high_u, low_v, high_v = BRepTools.UVBounds_s(self.shape)
        rows = np.zeros((n, n, 7))
        for i, u in enumerate(np.linspace(low_u, high_u, n)):
            for j, v in enumerate(np.linspace(low_v, high_v, n)):
                state = self.inside_of.Classify(gp_Pnt2d(u, v), 1e-9)
                allowed = [TopAbs_State.TopAbs_IN] + ([TopAbs_State.TopAbs_ON] * on_boundary)
                rows[i, j, :3] = numbers(self.surface.Value(u, v))
                rows[i, j, 3:6] = self.normal(u, v)
                rows[i, j, 6] = state in allowed
        return rows[::-1] if self.reversed else rows

    def features(self):
        kind, kinds = self.adaptor.GetType(), Surfaces
        flags = [kind == one for one in (
            kinds.GeomAbs_Plane, kinds.GeomAbs_Cylinder, kinds.GeomAbs_Cone, kinds.GeomAbs_Sphere,
            kinds.GeomAbs_Torus)]
        rational = False
        if kind in (kinds.GeomAbs_BSplineSurface, kinds.GeomAbs_BezierSurface):
            spline = self.adaptor.BSpline() if kind == kinds.GeomAbs_BSplineSurface \
                else self.adaptor.Bezier()
            rational = spline.IsURational() or spline.IsVRational()
        return [float(flag) for flag in flags] + [self.area, float(rational)]


class Coedge:
    """An edge as the loop of a face runs along it."""

    def __init__(self, shape, face, faces):
        self.shape, self.face = TopoDS.Edge(shape), face
        self.reversed = self.shape.Orientation() == REVERSED
        self.faces = faces
        self.adaptor = BRepAdaptor_Curve(self.shape)
        self.has_curve = self.adaptor.Is3DCurve()
        if self.has_curve:
            self.low, self.high = BRep_Tool.Range_s(self.shape)
            self.curve = BRep_Tool.Curve_s(self.shape, 0.0, 0.0)

    def lengths(self, n):
        """Parameters in equal steps of the length of a polyline."""
        steps = np.linspace(self.low, self.high, 100)
        points = np.array([numbers(self.curve.Value(u)) for u in steps])
        along = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
        return np.interp(np.linspace(0, 1, n), along / along[-1], steps)

    def samples(self, parameters, right):
        """Points, tangents, normals left and right, as the loop runs."""
        if self.reversed:
            parameters = parameters[::-1]
        rows = []
        images = [BRepAdaptor_Curve2d(self.shape, face.shape) for face in (self.face, right)]
        for u in parameters:
            point, derivative = gp_Pnt(), gp_Vec()
            self.curve.D1(u, point, derivative)
            tangent = numbers(derivative) / derivative.Magnitude()
            row = [numbers(point), tangent * (-1 if self.reversed else 1)]
            for image, face in zip(images, (self.face, right)):
                uv = image.Value(u)
                row.append(face.normal(uv.X(), uv.Y()))
            rows.append(np.concatenate(row))
        return np.array(rows)

    def convexity(self, right):
        rows = self.samples(np.linspace(self.low, self.high, 10), right)
        tangents, left, other = rows[:, 3:6], rows[:, 6:9], rows[:, 9:]
        if np.isnan(left).any() or np.isnan(other).any():
            return None
        if (left * other).sum(1).mean() > FIVE_DEGREES:
            return "smooth"
        return "convex" if (np.cross(left, other) * tangents).sum() > 0 else "concave"

    def features(self, right):
        convexity = self.convexity(right) if self.has_curve else None
        properties = GProp_GProps()
        BRepGProp.LinearProperties_s(self.shape, properties)
        kind = self.adaptor.GetType()
        spline = kind == Curves.GeomAbs_BSplineCurve
        rational = spline and self.adaptor.IsRational()
        unknown = self.has_curve and convexity is None
        flags = [np.nan if unknown else convexity == one for one in ("concave", "convex", "smooth")]
        return [float(value) for value in (
            *flags, properties.Mass(), kind == Curves.GeomAbs_Circle, BRep_Tool.IsClosed_s(self.shape),
            kind == Curves.GeomAbs_Ellipse, spline and not rational, rational,
            kind == Curves.GeomAbs_Line)]

    def frame(self, right):
        row = self.samples(self.lengths(3), right)[1]
        z = row[6:9] / np.linalg.norm(row[6:9])
        y = row[3:6] - z * np.dot(z, row[3:6])
        y /= np.linalg.norm(y)
        matrix = np.eye(4)
        matrix[:3] = np.stack([np.cross(y, z), y, z, row[:3]], axis=1)
        return matrix


class Indices:
    """Numbers shapes, each once, whatever their orientation."""

    def __init__(self, shapes):
        self.count, self._known = 0, {}
        for shape in shapes:
            if self.of(shape) is None:
                self._known.setdefault(hash(shape), []).append((shape, self.count))
                self.count += 1

    def of(self, shape):
        known = self._known.get(hash(shape), [])
        return next((index for one, index in known if one.IsSame(shape)), None)


class Body:
    def __init__(self, shape):
        self.faces = [Face(face) for face in explored(shape, TopAbs_ShapeEnum.TopAbs_FACE)]
        edges = Indices(explored(shape, TopAbs_ShapeEnum.TopAbs_EDGE))
        self.edge_count = edges.count
        self.coedges, self.next, self.face, self.edge = [], [], [], []
        for index, face in enumerate(self.faces):
            for wire in explored(face.shape, TopAbs_ShapeEnum.TopAbs_WIRE):
                walk, first = BRepTools_WireExplorer(TopoDS.Wire(wire)), len(self.coedges)
                while walk.More():
                    current = walk.Current()
                    self.coedges.append(Coedge(current, face, self.faces))
                    self.face.append(index)
                    self.edge.append(edges.of(current))
                    self.next.append(len(self.coedges))
                    walk.Next()
                self.next[-1] = first
        by_edge = {}
        for c, edge in enumerate(self.edge):
            by_edge.setdefault(edge, []).append(c)
        self.mate = [next((o for o in by_edge[edge] if o != c), c)
                     for c, edge in enumerate(self.edge)]

    def right(self, c):
        """The face on the right of a coedge: at a seam the same as on its left."""
        return self.faces[self.face[self.mate[c]]]


def matched(body, faces, middles, flags):
    """The native coedge of each of ours: of the same face, with the same direction and middle."""
    native = [coedge.samples(coedge.lengths(3), body.right(c))[1, :3] if coedge.has_curve
              else np.full(3, np.nan) for c, coedge in enumerate(body.coedges)]
    found = []
    for face, middle, flag in zip(faces, middles, flags):
        own = [c for c, one in enumerate(body.face) if one == face and c not in found
               and body.coedges[c].reversed == bool(flag)]
        curved = [c for c in own if body.coedges[c].has_curve]
        if np.isnan(middle).any():
            found.append(next((c for c in own if c not in curved), -1))
        else:
            gaps = [np.linalg.norm(native[c] - middle) for c in curved]
            found.append(curved[int(np.argmin(gaps))] if gaps else -1)
    return found


def largest(ours, native):
    ours, native = np.asarray(ours, float), np.asarray(native, float)
    return float(np.nanmax(np.abs(ours - native))) if ours.size else 0.0


def check_brepnet(body, path):
    ours = dict(np.load(path))
    grids = np.array([face.grid(10, False).transpose(2, 0, 1) for face in body.faces])
    result = {"faces": len(body.faces), "edges": body.edge_count, "coedges": len(body.coedges)}
    sizes = (len(ours["face_features"]), len(ours["edge_features"]), len(ours["next"]))
    if sizes != tuple(result.values()):
        return {**result, "note": f"ours has {sizes}"}
    result["face features"] = largest(
        ours["face_features"], [face.features() for face in body.faces])
    result["points"] = largest(ours["face_point_grids"][:, :3], grids[:, :3])
    result["normals"] = largest(ours["face_point_grids"][:, 3:6], grids[:, 3:6])
    result["poles"] = int(np.isnan(grids[:, 3]).sum())
    result["marks off"] = int((ours["face_point_grids"][:, 6] != grids[:, 6]).sum())
    middles = ours["coedge_lcs"][:, :3, 3].copy()
    middles[ours["coedge_lcs"][:, 3, 3] == 0] = np.nan
    at = matched(body, ours["face"], middles, ours["coedge_reverse_flags"])
    if -1 in at or len(set(at)) != len(at):
        return {**result, "note": "coedges do not match"}
    curved = [i for i, c in enumerate(at) if body.coedges[c].has_curve]
    rows = np.array([body.coedges[at[i]].samples(body.coedges[at[i]].lengths(10),
                                                 body.right(at[i])) for i in curved])
    own = ours["coedge_point_grids"].transpose(0, 2, 1)[curved]
    for name, part in {"c points": slice(0, 3), "tangents": slice(3, 6), "left": slice(6, 9),
                       "right": slice(9, 12)}.items():
        result[name] = largest(own[..., part], rows[..., part])
    frames = [body.coedges[at[i]].frame(body.right(at[i])) for i in curved]
    result["frames"] = largest(ours["coedge_lcs"][curved], frames)
    back = {c: i for i, c in enumerate(at)}
    result["next off"] = sum(back[body.next[c]] != int(n) for c, n in zip(at, ours["next"]))
    result["mate off"] = sum(back[body.mate[c]] != int(m) for c, m in zip(at, ours["mate"]))
    pairs = {(int(e), body.edge[c]) for c, e in zip(at, ours["edge"])}
    result["edge off"] = len(pairs) - body.edge_count
    edges = dict(pairs)
    first = {edge: c for c, edge in reversed(list(enumerate(body.edge)))}
    native = [body.coedges[first[edges[e]]].features(body.right(first[edges[e]]))
              for e in range(body.edge_count)]
    off = np.abs(ours["edge_features"] - np.array(native))
    result["length"] = float(off[:, 3].max())
    result["flags off"] = int((np.delete(off, 3, 1) > 0).sum())
    scales = []
    for c in at:
        two = np.stack([grids[body.face[c]], grids[body.face[body.mate[c]]]])
        cloud = two[:, :3].reshape(3, -1)
        scales.append(2 / (cloud.max(1) - cloud.min(1)).max())
    result["scales"] = largest(ours["coedge_scale_factors"], scales)
    return result


def digraph(body):
    """The last edge from each face to another, with the native coedge on its left."""
    arcs, seen = {}, set()
    order = {edge: c for c, edge in reversed(list(enumerate(body.edge)))}
    for edge in sorted(order):
        c = order[edge]
        mate = body.mate[c]
        if not body.coedges[c].has_curve or body.face[c] == body.face[mate]:
            continue
        for one, other in ((c, mate), (mate, c)):
            pair = (body.face[one], body.face[other])
            seen.add(pair)
            arcs[pair] = one
    return arcs


def check_aagnet(body, graph):
    arcs = digraph(body)
    own = list(zip(*graph["graph"]["edges"]))
    result = {"faces": len(body.faces), "arcs": len(arcs),
              "arcs off": len(set(map(tuple, own)) ^ set(arcs))}
    if graph["graph"]["num_nodes"] != len(body.faces) or result["arcs off"]:
        return {**result, "note": f"ours has {graph['graph']['num_nodes']} faces, {len(own)} arcs"}
    native = [face.features() + list(face.centroid) for face in body.faces]
    result["face attributes"] = largest(graph["graph_face_attr"], native)
    grids = np.array([face.grid(5, False).transpose(2, 0, 1) for face in body.faces])
    ours = np.array(graph["graph_face_grid"])
    result["points"] = largest(ours[:, :3], grids[:, :3])
    result["normals"] = largest(ours[:, 3:6], grids[:, 3:6])
    result["marks off"] = int((ours[:, 6] != grids[:, 6]).sum())
    features = [body.coedges[arcs[pair]].features(body.right(arcs[pair])) for pair in own]
    off = np.nan_to_num(
        np.abs(np.array(graph["graph_edge_attr"]) - [row + row[7:9] for row in features]))
    several = sum((off > 1e-5).any(1))
    result["edge attributes"], result["arcs that differ"] = float(off.max()), int(several)
    return result


def check_uvnet(body, graph):
    x, index, attr = graph
    arcs, own = digraph(body), list(zip(*index.tolist()))
    result = {"faces": len(body.faces), "arcs": len(arcs),
              "arcs off": len(set(own) ^ set(arcs))}
    if len(x) != len(body.faces) or result["arcs off"]:
        return {**result, "note": f"ours has {len(x)} faces, {len(own)} arcs"}
    grids = np.array([face.grid(10, True) for face in body.faces])
    result["points"] = largest(x[..., :3], grids[..., :3])
    result["normals"] = largest(x[..., 3:6], grids[..., 3:6])
    result["poles"] = int(np.isnan(grids[..., 3]).sum())
    result["marks off"] = int((x[..., 6] != grids[..., 6]).sum())
    rows = np.array([body.coedges[c].samples(
        np.linspace(body.coedges[c].low, body.coedges[c].high, 10), body.right(c))[:, :6]
        for c in (arcs[pair] for pair in own)])
    off = np.abs(attr - rows)
    result["edge points"], result["tangents"] = float(off[..., :3].max()), float(off[..., 3:].max())
    result["arcs that differ"] = int((off > 1e-4).any((1, 2)).sum())
    return result


def uvnet_graphs(folder):
    """The graphs of all subsets, by name, read without a library."""
    for path in folder.glob("*.safetensors"):
        data = path.read_bytes()
        length = int.from_bytes(data[:8], "little")
        header = json.loads(data[8:8 + length])
        about = json.loads(header.pop("__metadata__")["trunnion"])
        types = {"F32": np.float32, "I64": np.int64}
        tensors = {name: np.frombuffer(data, types[one["dtype"]], offset=8 + length +
                                       one["data_offsets"][0], count=int(np.prod(one["shape"])))
                   .reshape(one["shape"]) for name, one in header.items()}
        for i, stem in enumerate(about["stems"]):
            nodes = slice(*tensors["offsets/x"][i:i + 2])
            edges = slice(*tensors["offsets/edge_index"][i:i + 2])
            yield stem, (tensors["x"][nodes], tensors["edge_index"][:, edges],
                         tensors["edge_attr"][edges])


def show(title, rows):
    print(f"\n{title}")
    names = list(dict.fromkeys(name for row in rows for name in row))
    texts = [[name for name in names]] + [
        [f"{row.get(name, ''):.1e}" if isinstance(row.get(name), float) else str(row.get(name, ""))
         for name in names] for row in rows]
    widths = [max(len(text[i]) for text in texts) for i in range(len(names))]
    for text in texts:
        print("  ".join(one.rjust(width) for one, width in zip(text, widths)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    for name in ("brepnet", "aagnet", "uvnet"):
        parser.add_argument(f"--{name}", type=Path)
    parser.add_argument("--most", type=int, default=10)
    args = parser.parse_args()
    brepnet = {path.stem: path for path in args.brepnet.glob("processed/*.npz")} \
        if args.brepnet else {}
    aagnet = dict(json.loads((args.aagnet / "aag" / "graphs.json").read_text())) \
        if args.aagnet else {}
    uvnet = dict(uvnet_graphs(args.uvnet)) if args.uvnet else {}
    tables = {"brepnet": [], "aagnet": [], "uvnet": []}
    done = 0
    for path in sorted(args.folder.rglob("*")):
        if path.suffix.lower() not in (".step", ".stp") or done == args.most:
            continue
        stem = path.stem
        if not any(stem in one for one in (brepnet, aagnet, uvnet)):
            continue
        solids = solids_of(path)
        if len(solids) != 1:
            continue
        done += 1
        # The place in an assembly is no matter of the body.
        solid = solids[0].Located(TopLoc_Location())
        unit = Body(to_unit_box(solid))
        if stem in brepnet:
            tables["brepnet"].append({"file": stem, **check_brepnet(unit, brepnet[stem])})
        if stem in aagnet:
            tables["aagnet"].append({"file": stem, **check_aagnet(unit, aagnet[stem])})
        if stem in uvnet:
            tables["uvnet"].append({"file": stem, **check_uvnet(Body(solid), uvnet[stem])})
    for name, rows in tables.items():
        if rows:
            show(f"{name}: {len(rows)} files, largest differences", rows)


if __name__ == "__main__":
    main()
