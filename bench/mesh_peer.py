"""OpenCascade's own meshes, for bench/mesh.ts: pip install cadquery-ocp.

Reads paths of STEP files from standard input, one a line, and writes a line of JSON for each: of all
distinct solids (or all faces, where there are none) triangles, the area and volume of the mesh and
the exact ones, and the processor's milliseconds of meshing, the best of some passes.
"""

import json
import math
import sys
import time

from OCP.Bnd import Bnd_Box
from OCP.BRep import BRep_Tool
from OCP.BRepBndLib import BRepBndLib
from OCP.BRepGProp import BRepGProp
from OCP.BRepMesh import BRepMesh_IncrementalMesh
from OCP.BRepTools import BRepTools
from OCP.GProp import GProp_GProps
from OCP.IFSelect import IFSelect_ReturnStatus
from OCP.STEPControl import STEPControl_Reader
from OCP.TopAbs import TopAbs_ShapeEnum, TopAbs_Orientation
from OCP.TopExp import TopExp_Explorer
from OCP.TopLoc import TopLoc_Location
from OCP.TopoDS import TopoDS

PASSES, CHORDAL, ANGULAR = int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])


def parts_of(shape):
    for kind in (TopAbs_ShapeEnum.TopAbs_SOLID, TopAbs_ShapeEnum.TopAbs_SHELL):
        found, explorer = [], TopExp_Explorer(shape, kind)
        while explorer.More():
            part = explorer.Current()
            if not any(part.IsPartner(other) for other in found):
                found.append(part)
            explorer.Next()
        if found:
            return found
    return [shape]


def add_up(shape):
    """Triangles, area and volume of a shape's mesh."""
    count, area, volume = 0, 0.0, 0.0
    explorer = TopExp_Explorer(shape, TopAbs_ShapeEnum.TopAbs_FACE)
    while explorer.More():
        face, place = explorer.Current(), TopLoc_Location()
        face = TopoDS.Face_s(face) if hasattr(TopoDS, "Face_s") else TopoDS.Face(face)
        mesh = BRep_Tool.Triangulation_s(face, place)
        if mesh is not None:
            move = place.Transformation()
            turn = -1 if face.Orientation() == TopAbs_Orientation.TopAbs_REVERSED else 1
            points = [None] + [
                (p.X(), p.Y(), p.Z())
                for p in (mesh.Node(i).Transformed(move) for i in range(1, mesh.NbNodes() + 1))
            ]
            for i in range(1, mesh.NbTriangles() + 1):
                a, b, c = (points[k] for k in mesh.Triangle(i).Get())
                u = [b[k] - a[k] for k in range(3)]
                v = [c[k] - a[k] for k in range(3)]
                n = (u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0])
                area += math.sqrt(n[0] ** 2 + n[1] ** 2 + n[2] ** 2) / 2
                volume += turn * (a[0] * n[0] + a[1] * n[1] + a[2] * n[2]) / 6
                count += 1
        explorer.Next()
    return count, area, volume


def measure(path):
    reader = STEPControl_Reader()
    if reader.ReadFile(path) != IFSelect_ReturnStatus.IFSelect_RetDone:
        return {"path": path, "error": "unreadable"}
    reader.TransferRoots()
    shape = reader.OneShape()
    if shape.IsNull():
        return {"path": path, "error": "empty"}
    result = {"path": path, "ms": 0.0, "triangles": 0, "area": 0.0, "volume": 0.0}
    result |= {"exactArea": 0.0, "exactVolume": 0.0}
    for part in parts_of(shape):
        box = Bnd_Box()
        BRepBndLib.AddOptimal_s(part, box, False, False)
        chordal = CHORDAL * math.sqrt(box.SquareExtent())
        best = math.inf
        for _ in range(PASSES):
            BRepTools.Clean_s(part)
            began = time.process_time()
            BRepMesh_IncrementalMesh(part, chordal, False, ANGULAR, False)
            best = min(best, 1000 * (time.process_time() - began))
        count, area, volume = add_up(part)
        exact = GProp_GProps()
        BRepGProp.SurfaceProperties_s(part, exact)
        result["exactArea"] += exact.Mass()
        exact = GProp_GProps()
        BRepGProp.VolumeProperties_s(part, exact)
        result["exactVolume"] += exact.Mass()
        result["ms"] += best
        result["triangles"] += count
        result["area"] += area
        result["volume"] += volume
    return result


for line in sys.stdin:
    try:
        print(json.dumps(measure(line.strip())), flush=True)
    except Exception as error:  # of one file
        print(json.dumps({"path": line.strip(), "error": str(error)}), flush=True)
