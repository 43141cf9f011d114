"""Puts what `extract` printed for the smoke files into `smoke_areas.json`.

    python3 summarise.py FOLDER > smoke_areas.json

FOLDER holds, for each smoke file NAME, `NAME.1e-5.json`, `NAME.1e-7.json`, `NAME.1e-9.json` and
`NAME.mesh.json` (see README.md).
"""

import json
import sys
from pathlib import Path


def read(folder: Path, name: str, kind: str) -> dict:
    return json.loads((folder / f"{name}.{kind}.json").read_text())


def row(folder: Path, name: str) -> dict:
    coarse, middle, fine = (read(folder, name, eps) for eps in ("1e-5", "1e-7", "1e-9"))
    area = fine["area"]
    mesh = read(folder, name, "mesh")["mesh"]
    distance = lambda other: float(f"{other / area - 1:.1e}")
    return {
        "file": name,
        "area": area,
        "faces": fine["faces_explored"],
        "distinct_faces": sum(len(body["faces"]) for body in fine["bodies"]),
        "bodies": len(fine["bodies"]),
        "solids": fine["solids"],
        "eps": fine["eps"],
        "from_eps_1e-5": distance(coarse["area"]),
        "from_eps_1e-7": distance(middle["area"]),
        "from_mesh": distance(mesh["area"]),
        "mesh_angle": mesh["angle"],
        "triangles": mesh["triangles"],
    }


def main() -> None:
    folder = Path(sys.argv[1])
    names = sorted(path.name.removesuffix(".1e-9.json") for path in folder.glob("*.1e-9.json"))
    files = ",\n".join("    " + json.dumps(row(folder, name)) for name in names)
    print("{")
    print('  "by": "OpenCascade 7.6.3, BRepGProp::SurfaceProperties(face, props, eps), adaptive",')
    print('  "unit": "square millimetre, instances counted",')
    print(f'  "files": [\n{files}\n  ]')
    print("}")


if __name__ == "__main__":
    main()
