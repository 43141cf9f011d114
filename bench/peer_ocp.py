"""What a user would write instead: UV-Net's inputs of STEP files, by OpenCascade and a process pool.

python bench/peer_ocp.py FOLDER OUT WORKERS
"""

import os
import sys
from multiprocessing import Pool

import numpy as np
from OCP.BRep import BRep_Tool
from OCP.BRepAdaptor import BRepAdaptor_Curve, BRepAdaptor_Surface
from OCP.BRepGProp import BRepGProp
from OCP.BRepTools import BRepTools
from OCP.gp import gp_Pnt, gp_Pnt2d, gp_Vec
from OCP.GProp import GProp_GProps
from OCP.IntTools import IntTools_FClass2d
from OCP.STEPControl import STEPControl_Reader
from OCP.TopAbs import TopAbs_EDGE, TopAbs_FACE, TopAbs_IN, TopAbs_ON, TopAbs_REVERSED
from OCP.TopExp import TopExp_Explorer
from OCP.TopoDS import TopoDS

N = 10


def distinct(shape, kind, cast):
    found, explorer = {}, TopExp_Explorer(shape, kind)
    while explorer.More():
        item = cast(explorer.Current())
        found.setdefault(hash(item.TShape()), item)
        explorer.Next()
    return list(found.values())


def face_row(face):
    surface = BRepAdaptor_Surface(face, True)
    u0, u1, v0, v1 = BRepTools.UVBounds_s(face)
    inside = IntTools_FClass2d(face, 1e-9)
    grid = np.empty((N, N, 7), np.float32)
    sign = -1 if face.Orientation() == TopAbs_REVERSED else 1
    point, du, dv = gp_Pnt(), gp_Vec(), gp_Vec()
    for i, u in enumerate(np.linspace(u0, u1, N)):
        for j, v in enumerate(np.linspace(v0, v1, N)):
            surface.D1(u, v, point, du, dv)
            normal = du.Crossed(dv)
            size = normal.Magnitude() or 1
            state = inside.Perform(gp_Pnt2d(u, v))
            grid[i, j] = (
                point.X(), point.Y(), point.Z(),
                sign * normal.X() / size, sign * normal.Y() / size, sign * normal.Z() / size,
                state in (TopAbs_IN, TopAbs_ON),
            )
    properties = GProp_GProps()
    BRepGProp.SurfaceProperties_s(face, properties)
    return grid, properties.Mass(), int(surface.GetType())


def edge_row(edge):
    grid = np.zeros((N, 6), np.float32)
    if BRep_Tool.Degenerated_s(edge):
        return grid
    curve = BRepAdaptor_Curve(edge)
    point, tangent = gp_Pnt(), gp_Vec()
    ends = np.linspace(curve.FirstParameter(), curve.LastParameter(), N)
    for i, t in enumerate(ends):
        curve.D1(t, point, tangent)
        size = tangent.Magnitude() or 1
        grid[i] = (
            point.X(), point.Y(), point.Z(),
            tangent.X() / size, tangent.Y() / size, tangent.Z() / size,
        )
    return grid


def encode(paths):
    path, out = paths
    reader = STEPControl_Reader()
    if int(reader.ReadFile(path)) != 1:
        return 0
    reader.TransferRoots()
    shape = reader.OneShape()
    faces = [face_row(face) for face in distinct(shape, TopAbs_FACE, TopoDS.Face)]
    edges = [edge_row(edge) for edge in distinct(shape, TopAbs_EDGE, TopoDS.Edge)]
    np.savez(
        out,
        faces=np.array([grid for grid, _, _ in faces]),
        areas=np.array([area for _, area, _ in faces]),
        types=np.array([kind for _, _, kind in faces]),
        edges=np.array(edges),
    )
    return 1


if __name__ == "__main__":
    folder, out, workers = sys.argv[1], sys.argv[2], int(sys.argv[3])
    os.makedirs(out, exist_ok=True)
    names = sorted(name for name in os.listdir(folder) if name.lower().endswith((".step", ".stp")))
    tasks = [(os.path.join(folder, name), os.path.join(out, name + ".npz")) for name in names]
    if workers == 1:
        done = sum(map(encode, tasks))
    else:
        with Pool(workers) as pool:
            done = sum(pool.imap_unordered(encode, tasks, chunksize=4))
    print(done)
