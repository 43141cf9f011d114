"""Native OpenCascade measures CAD files: faces, edges, area and volume, one JSON line a file.

    python native.py LIST

LIST holds a path a line. Each file is read in a process of its own, since some files crash the
reader; what ends badly, or needs more than a minute, is told as `error`. Everything counts once for
each place in which it stands; lengths are in millimetres. `slack` is the area that the tolerances
of edges leave open: each edge of a face may lie anywhere within its tolerance.
"""

import json
import math
import os
import select
import signal
import sys

from OCP.Bnd import Bnd_Box
from OCP.BRep import BRep_Builder, BRep_Tool
from OCP.BRepBndLib import BRepBndLib
from OCP.BRepGProp import BRepGProp
from OCP.BRepTools import BRepTools
from OCP.GProp import GProp_GProps
from OCP.IGESControl import IGESControl_Reader
from OCP.Message import Message, Message_Gravity
from OCP.STEPControl import STEPControl_Reader
from OCP.TopAbs import TopAbs_EDGE, TopAbs_FACE, TopAbs_SHELL
from OCP.TopExp import TopExp
from OCP.TopoDS import TopoDS, TopoDS_Shape
from OCP.collections import IndexedMap_TopoDS_Shape_TopTools_ShapeMapHasher as ShapeMap

SECONDS = 60


def read(path: str) -> TopoDS_Shape:
    with open(path, "rb") as file:
        head = file.read(4096)
    if b"CASCADE Topology" in head or head.startswith(b"DBRep_DrawableShape"):
        shape = TopoDS_Shape()
        if not BRepTools.Read_s(shape, path, BRep_Builder()):
            raise ValueError("not read")
        return shape
    iges = b"ISO-10303-21" not in head
    reader = IGESControl_Reader() if iges else STEPControl_Reader()
    if int(reader.ReadFile(path)) != 1:
        raise ValueError("not read")
    reader.TransferRoots()
    return reader.OneShape()


def all_of(shape: TopoDS_Shape, kind) -> list:
    found = ShapeMap()
    TopExp.MapShapes_s(shape, kind, found)
    return [found.FindKey(index) for index in range(1, found.Extent() + 1)]


def measure(path: str) -> dict:
    shape = read(path)
    if shape is None or shape.IsNull():
        return {"faces": 0, "edges": 0, "area": 0, "volume": 0, "slack": 0, "size": 0}
    faces = all_of(shape, TopAbs_FACE)
    edges = ShapeMap()
    area = slack = 0.0
    for face in faces:
        TopExp.MapShapes_s(face, TopAbs_EDGE, edges)
        own = GProp_GProps()
        BRepGProp.SurfaceProperties_s(face, own, 1e-9)
        area += own.Mass()
        slack += sum(length_of(edge) * tolerance_of(edge) for edge in all_of(face, TopAbs_EDGE))
    volume = 0.0
    for shell in all_of(shape, TopAbs_SHELL):  # those of voids are turned over, and take away
        if BRep_Tool.IsClosed_s(shell):
            own = GProp_GProps()
            BRepGProp.VolumeProperties_s(shell, own, 1e-9)
            volume += own.Mass()
    if not all(map(math.isfinite, (area, volume, slack))):
        return {"error": "not finite"}
    return {
        "faces": len(faces),
        "edges": edges.Extent(),
        "area": area,
        "volume": volume,
        "slack": slack,
        "size": size_of(shape),
    }


def length_of(edge) -> float:
    own = GProp_GProps()
    BRepGProp.LinearProperties_s(edge, own)
    return own.Mass()


def tolerance_of(edge) -> float:
    return BRep_Tool.Tolerance_s(TopoDS.Edge(edge))


def size_of(shape: TopoDS_Shape) -> float:
    """The diagonal of its box."""
    box = Bnd_Box()
    BRepBndLib.Add_s(shape, box)
    return 0.0 if box.IsVoid() else box.SquareExtent() ** 0.5


def apart(path: str) -> dict:
    """What a process of its own has measured, or how that ended."""
    back, forth = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(back)
        try:
            answer = measure(path)
        except Exception as error:  # a reader may raise anything
            answer = {"error": f"{type(error).__name__}: {error}"}
        os.write(forth, json.dumps(answer).encode())
        os._exit(0)
    os.close(forth)
    ready, _, _ = select.select([back], [], [], SECONDS)
    if not ready:
        os.kill(child, signal.SIGKILL)
    text = b"".join(iter(lambda: os.read(back, 65536), b"")) if ready else b""
    os.close(back)
    os.waitpid(child, 0)
    if text:
        return json.loads(text)
    return {"error": "crashed" if ready else f"needs more than {SECONDS} s"}


if __name__ == "__main__":
    for printer in list(Message.DefaultMessenger_s().Printers()):
        printer.SetTraceLevel(Message_Gravity.Message_Fail)
    with open(sys.argv[1], encoding="utf-8") as listed:
        for path in listed.read().split("\n"):
            print(json.dumps({"path": path, **apart(path)}), flush=True)
