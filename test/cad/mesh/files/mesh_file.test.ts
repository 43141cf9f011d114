import { describe, expect, test } from "vitest";
import { motion } from "../../../helpers/breps.ts";
import { box, cylinder, sphere } from "../../../helpers/breps.ts";
import { meshBody } from "../../../../src/cad/mesh/mesh_body.ts";
import { meshFile } from "../../../../src/cad/mesh/files/mesh_file.ts";
import type { MeshPart } from "../../../../src/cad/mesh/files/mesh_part.ts";
import { measureMesh } from "../../../../src/cad/mesh/mesh_measures.ts";

/** Far from the origin, where float32 has no digits left for a part of this size. */
const FAR = motion([1, 1, 0], 1, 1, [1e7, -2e7, 3e7]);
const MIRROR = Float64Array.of(-1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0);

const PARTS: MeshPart[] = [
  { mesh: meshBody(cylinder(2, 5)), name: "pin 1", places: [null, MIRROR] },
  { mesh: meshBody(sphere(3)), colours: [{ red: 1, green: 0.5, blue: 0, opacity: 1 }] },
];

/** The volume of triangles, nine numbers each. */
function volumeOf(corners: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < corners.length; i += 9) {
    const [ax, ay, az, bx, by, bz, cx, cy, cz] = Array.from(
      { length: 9 },
      (_, k) => corners[i + k],
    );
    sum += (ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx)) / 6;
  }
  return sum;
}

interface Gltf {
  readonly nodes: { matrix: number[]; mesh?: number; children?: number[]; name: string }[];
  readonly meshes: {
    name: string;
    extras: { units: string; faceTriangles: number[]; skipped?: unknown };
    primitives: { attributes: Record<string, number>; indices: number; mode?: number }[];
  }[];
  readonly accessors: { bufferView: number; componentType: number; count: number; type: string }[];
  readonly bufferViews: { byteOffset: number; byteLength: number }[];
}

/** A GLB taken apart by its specification. */
function readGlb(bytes: Uint8Array): { gltf: Gltf; array: (accessor: number) => number[] } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  expect(view.getUint32(0, true)).toBe(0x46546c67);
  expect(view.getUint32(8, true)).toBe(bytes.length);
  const jsonLength = view.getUint32(12, true);
  const gltf = JSON.parse(new TextDecoder().decode(bytes.subarray(20, 20 + jsonLength))) as Gltf;
  const start = 28 + jsonLength;
  const array = (index: number) => {
    const { bufferView, componentType } = gltf.accessors[index];
    const { byteOffset, byteLength } = gltf.bufferViews[bufferView];
    const part = bytes.slice(start + byteOffset, start + byteOffset + byteLength).buffer;
    if (componentType === 5126) return [...new Float32Array(part)];
    if (componentType === 5123) return [...new Uint16Array(part)];
    return componentType === 5125 ? [...new Uint32Array(part)] : [...new Uint8Array(part)];
  };
  return { gltf, array };
}

describe("meshFile", () => {
  test("STL has the triangles of all places, a mirrored one the right way out", () => {
    const bytes = meshFile("stl", PARTS), view = new DataView(bytes.buffer);
    const count = view.getUint32(80, true);
    expect(bytes.length).toBe(84 + 50 * count);
    const [pin, ball] = PARTS.map(({ mesh }) => mesh.triangles.length / 3);
    expect(count).toBe(2 * pin + ball);
    const corners: number[] = [];
    for (let i = 0; i < count; i++) {
      for (let k = 3; k < 12; k++) corners.push(view.getFloat32(84 + 50 * i + 4 * k, true));
    }
    const volumes = PARTS.map(({ mesh }) => measureMesh(mesh).volume);
    expect(volumeOf(corners.slice(0, 9 * pin))).toBeCloseTo(volumes[0], 3);
    expect(volumeOf(corners.slice(9 * pin, 18 * pin))).toBeCloseTo(volumes[0], 3);
    expect(volumeOf(corners.slice(18 * pin))).toBeCloseTo(volumes[1], 3);
  });

  test("OBJ has all digits, an object a place and a group a face", () => {
    const text = new TextDecoder().decode(meshFile("obj", [
      { mesh: PARTS[0].mesh, name: "pin 1", places: [FAR] },
    ]));
    const lines = text.trimEnd().split("\n");
    expect(lines.filter((line) => /^[og] /.test(line))).toEqual([
      "o pin_1",
      "g face_0",
      "g face_1",
      "g face_2",
    ]);
    const points = lines.filter((line) => line.startsWith("v ")).map((line) =>
      line.split(" ").slice(1).map(Number)
    );
    const corners = lines.filter((line) => line.startsWith("f ")).flatMap((line) =>
      line.split(" ").slice(1).map((corner) => points[Number(corner.split("//")[0]) - 1])
    );
    // Counted from one corner: volumes at this distance are nothing but rounding.
    const near = corners.flatMap((p) => p.map((x, k) => x - points[0][k]));
    expect(volumeOf(near)).toBeCloseTo(measureMesh(PARTS[0].mesh).volume, 4);
    const normals = lines.filter((line) => line.startsWith("vn ")).map((line) =>
      Math.hypot(...line.split(" ").slice(1).map(Number))
    );
    for (const length of normals) expect(length).toBeCloseTo(1, 5);
  });

  test("GLB has a mesh a part, a node a place, in metres below its root", () => {
    const { gltf, array } = readGlb(meshFile("glb", PARTS));
    expect(gltf.meshes.map(({ name }) => name)).toEqual(["pin 1", "body"]);
    expect(gltf.nodes[0].children).toEqual([1, 2, 3]);
    expect(gltf.nodes.slice(1).map(({ mesh }) => mesh)).toEqual([0, 0, 1]);
    // z up becomes y up: a point of the model, a thousandth of it along y.
    const at = (m: number[], [x, y, z]: number[]) =>
      [0, 1, 2].map((row) => m[row] * x + m[4 + row] * y + m[8 + row] * z + m[12 + row]);
    expect(at(gltf.nodes[0].matrix, [0, 0, 1000])).toEqual([0, 1, 0]);
    const [faces, edges] = gltf.meshes[0].primitives;
    const positions = array(faces.attributes.POSITION), indices = array(faces.indices);
    const triangles = indices.flatMap((i) =>
      at(gltf.nodes[1].matrix, positions.slice(3 * i, 3 * i + 3))
    );
    expect(volumeOf(triangles)).toBeCloseTo(measureMesh(PARTS[0].mesh).volume, 3);
    expect(edges.mode).toBe(1);
    expect(new Set(array(faces.attributes._FACE))).toEqual(new Set([0, 1, 2]));
    const { faceTriangles, units } = gltf.meshes[0].extras;
    expect(units).toBe("mm");
    faceTriangles.slice(0, 3).forEach((from, face) => {
      for (let i = 3 * from; i < 3 * faceTriangles[face + 1]; i++) {
        expect(array(faces.attributes._FACE)[indices[i]]).toBe(face);
      }
    });
    // Orange, in linear light.
    expect(array(gltf.meshes[1].primitives[0].attributes.COLOR_0).slice(0, 4))
      .toEqual([255, 55, 0, 255]);
  });

  test("GLB keeps the digits of a part that is far away", () => {
    const far = meshBody({
      ...box(1, 1, 1),
      vertices: box(1, 1, 1).vertices.map((x) => x + 1e7),
      edges: box(1, 1, 1).edges.map((edge) => ({ ...edge, location: shifted(1e7) })),
      faces: box(1, 1, 1).faces.map((face) => ({ ...face, location: shifted(1e7) })),
    });
    const { gltf, array } = readGlb(meshFile("glb", [{ mesh: far }]));
    const positions = array(gltf.meshes[0].primitives[0].attributes.POSITION);
    expect(Math.max(...positions)).toBeCloseTo(0.5, 7);
    expect(gltf.nodes[1].matrix.slice(12, 15)).toEqual([1e7 + 0.5, 1e7 + 0.5, 1e7 + 0.5]);
  });

  test("nothing is a file too, and another format is refused", () => {
    expect(readGlb(meshFile("glb", [])).gltf.nodes).toHaveLength(1);
    expect(meshFile("stl", []).length).toBe(84);
    expect(() => meshFile("gbl" as never, PARTS)).toThrow(/no such format.*glb/s);
  });
});

function shifted(by: number): Float64Array {
  return Float64Array.of(1, 0, 0, by, 0, 1, 0, by, 0, 0, 1, by);
}
