"""What native OpenCascade says of a body: the reference that exports of profiles are compared with.

Wants cadquery-ocp. It is written from the models' papers and code, not from Trunnion's sources.
"""

import math
from collections import deque
from pathlib import Path

import numpy as np
from OCP.Bnd import Bnd_Box
from OCP.BRep import BRep_Tool
from OCP.BRepAdaptor import BRepAdaptor_Curve, BRepAdaptor_Curve2d, BRepAdaptor_Surface
from OCP.BRepBndLib import BRepBndLib
from OCP.BRepGProp import BRepGProp
from OCP.BRepTools import BRepTools
from OCP.GeomAbs import GeomAbs_CurveType as C, GeomAbs_SurfaceType as S
from OCP.gp import gp_Pnt, gp_Pnt2d, gp_Vec
from OCP.GProp import GProp_GProps
from OCP.IntTools import IntTools_FClass2d
from OCP.STEPControl import STEPControl_Reader
from OCP.TopAbs import TopAbs_ShapeEnum as T, TopAbs_Orientation as O, TopAbs_State
from OCP.TopExp import TopExp_Explorer
from OCP.TopoDS import TopoDS


def vec(point) -> np.ndarray:
    return np.array([point.X(), point.Y(), point.Z()])


def walk(shape, kind):
    explorer = TopExp_Explorer(shape, kind)
    while explorer.More():
        yield explorer.Current()
        explorer.Next()


class Distinct:
    """Shapes, each once, whichever way it is used."""

    def __init__(self) -> None:
        self.shapes: list = []
        self._by_hash: dict[int, list[int]] = {}

    def index(self, shape) -> int:
        for index in self._by_hash.get(hash(shape), []):
            if self.shapes[index].IsSame(shape):
                return index
        return -1

    def add(self, shape) -> bool:
        if self.index(shape) >= 0:
            return False
        self._by_hash.setdefault(hash(shape), []).append(len(self.shapes))
        self.shapes.append(shape)
        return True


class Body:
    """The one body of a file: faces and edges in the order of a walk, and which faces meet."""

    def __init__(self, path: Path) -> None:
        reader = STEPControl_Reader()
        reader.ReadFile(str(path))
        reader.TransferRoots()
        self.shape = reader.OneShape()
        solids = TopExp_Explorer(self.shape, T.TopAbs_SOLID)
        if solids.More():
            self.shape = solids.Current()
        faces, edges = Distinct(), Distinct()
        self.meeting: list[list[int]] = []
        for face in walk(self.shape, T.TopAbs_FACE):
            if not faces.add(face):
                continue
            for edge in walk(face, T.TopAbs_EDGE):
                if edges.add(edge):
                    self.meeting.append([])
                own = self.meeting[edges.index(edge)]
                if len(faces.shapes) - 1 not in own:
                    own.append(len(faces.shapes) - 1)
        self.faces = [TopoDS.Face(face) for face in faces.shapes]
        self.edges = [TopoDS.Edge(edge) for edge in edges.shapes]
        box = Bnd_Box()
        BRepBndLib.AddOptimal_s(self.shape, box, False, False)
        box.SetGap(0.0)
        low, high = vec(box.CornerMin()), vec(box.CornerMax())
        self.centre, self.scale = (low + high) / 2, 2 / (high - low).max()

    def unit(self, point) -> np.ndarray:
        return (vec(point) - self.centre) * self.scale

    def area(self, face) -> tuple[float, np.ndarray]:
        props = GProp_GProps()
        BRepGProp.SurfaceProperties_s(face, props, 1e-9)
        return props.Mass() * self.scale**2, self.unit(props.CentreOfMass())

    def length(self, edge) -> float:
        props = GProp_GProps()
        BRepGProp.LinearProperties_s(edge, props)
        return props.Mass() * self.scale

    def loops(self, face) -> int:
        return sum(1 for _ in walk(face, T.TopAbs_WIRE))

    def normal(self, face, u: float, v: float) -> np.ndarray:
        """(0, 0, 0) at a pole, where OpenCascade gives that or a direction, as rounding falls."""
        surface, point = BRepAdaptor_Surface(face), gp_Pnt()
        du, dv = gp_Vec(), gp_Vec()
        surface.D1(u, v, point, du, dv)
        cross = np.cross(vec(du), vec(dv))
        length, least = np.linalg.norm(cross), min(du.Magnitude(), dv.Magnitude())
        if least < 1e-9 * max(du.Magnitude(), dv.Magnitude()) or length < 1e-12:
            return np.zeros(3)
        return cross / length * (-1 if face.Orientation() == O.TopAbs_REVERSED else 1)

    def grid(self, face, count: int, on_counts: bool) -> np.ndarray:
        """count x count x 7: as UV-Net samples; the last is 1 inside, or `on` too where it counts."""
        u0, u1, v0, v1 = BRepTools.UVBounds_s(face)
        surface = BRepAdaptor_Surface(face)
        # As occwl asks; what lies on the boundary but for rounding counts as on it.
        exact, near = IntTools_FClass2d(face, 1e-9), IntTools_FClass2d(face, 1e-5)
        out = np.zeros((count, count, 7))
        for i in range(count):
            for j in range(count):
                u, v = u0 + (u1 - u0) * i / (count - 1), v0 + (v1 - v0) * j / (count - 1)
                inside = exact.Perform(gp_Pnt2d(u, v), True) == TopAbs_State.TopAbs_IN
                if on_counts and not inside:
                    inside = TopAbs_State.TopAbs_ON in (
                        exact.Perform(gp_Pnt2d(u, v), True),
                        near.Perform(gp_Pnt2d(u, v), True),
                    )
                out[i, j] = [*self.unit(surface.Value(u, v)), *self.normal(face, u, v), inside]
        return out[::-1] if face.Orientation() == O.TopAbs_REVERSED else out

    def curve(self, edge) -> BRepAdaptor_Curve | None:
        found = BRepAdaptor_Curve(edge)
        return found if found.Is3DCurve() else None

    def oriented(self, face: int, edge) -> int:
        """Along the edge's own direction (1) or against it (-1), with the face on the left."""
        for own in walk(self.faces[face], T.TopAbs_EDGE):
            if own.IsSame(edge):
                return 1 if own.Orientation() == O.TopAbs_FORWARD else -1
        raise ValueError("the face has no such edge")

    def along(self, edge, face: int, parameters) -> tuple[np.ndarray, np.ndarray]:
        """Points and unit tangents, run along with the face on the left."""
        curve, turn = self.curve(edge), self.oriented(face, edge)
        points, tangents = [], []
        for t in parameters if turn > 0 else reversed(parameters):
            point, tangent = gp_Pnt(), gp_Vec()
            curve.D1(t, point, tangent)
            points.append(self.unit(point))
            tangents.append(turn * vec(tangent) / np.linalg.norm(vec(tangent)))
        return np.array(points), np.array(tangents)

    def side(self, edge, face: int, t: float) -> np.ndarray:
        """The outward normal of a face at a parameter of its edge."""
        uv = gp_Pnt2d()
        BRepAdaptor_Curve2d(edge, self.faces[face]).D0(t, uv)
        return self.normal(self.faces[face], uv.X(), uv.Y())

    def angle(self, edge, a: int, b: int) -> float:
        """Signed radians between the outward normals in the middle, positive where convex."""
        curve = self.curve(edge)
        t = (curve.FirstParameter() + curve.LastParameter()) / 2
        point, tangent = gp_Pnt(), gp_Vec()
        curve.D1(t, point, tangent)
        along = self.oriented(a, edge) * vec(tangent) / np.linalg.norm(vec(tangent))
        left, right = self.side(edge, a, t), self.side(edge, b, t)
        return math.atan2(np.dot(np.cross(left, right), along), np.dot(left, right))

    def hops(self) -> np.ndarray:
        """Edges on the shortest path between each two faces, -1 where there is none."""
        count = len(self.faces)
        beside = [set() for _ in range(count)]
        for faces in self.meeting:
            for a in faces:
                beside[a].update(b for b in faces if b != a)
        out = np.full((count, count), -1)
        for start in range(count):
            out[start, start] = 0
            queue = deque([start])
            while queue:
                face = queue.popleft()
                for other in beside[face]:
                    if out[start, other] < 0:
                        out[start, other] = out[start, face] + 1
                        queue.append(other)
        return out


FACE_TYPES = [
    S.GeomAbs_Plane,
    S.GeomAbs_Cylinder,
    S.GeomAbs_Cone,
    S.GeomAbs_Sphere,
    S.GeomAbs_Torus,
]
EDGE_TYPES = [
    C.GeomAbs_Line,
    C.GeomAbs_Circle,
    C.GeomAbs_Ellipse,
    C.GeomAbs_Parabola,
    C.GeomAbs_Hyperbola,
]


class Table:
    """The greatest difference of each array over all files."""

    def __init__(self) -> None:
        self.rows: dict[str, list[tuple[float, int, int, float]]] = {}

    def add(self, name: str, ours, reference, allowed: float, share: float = 0.0) -> None:
        """`share` of the values may be apart: points that lie on a boundary but for rounding."""
        ours, reference = np.asarray(ours, float), np.asarray(reference, float)
        assert ours.shape == reference.shape, (name, ours.shape, reference.shape)
        gap = np.abs(ours - reference) if ours.size else np.zeros(1)
        self.rows.setdefault(name, []).append(
            (float(gap.max()), int((gap > allowed).sum()), int(ours.size), share)
        )

    def show(self) -> bool:
        good = True
        print(f"{'array':28} {'files':>5} {'values':>9} {'greatest':>10} {'apart':>6}")
        for name, rows in self.rows.items():
            apart = sum(row[1] for row in rows)
            good = good and apart <= rows[0][3] * sum(row[2] for row in rows)
            total, greatest = sum(row[2] for row in rows), max(row[0] for row in rows)
            print(f"{name:28} {len(rows):5} {total:9} {greatest:10.2e} {apart:6}")
        return good
