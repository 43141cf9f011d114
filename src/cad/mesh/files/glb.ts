/**
 * Meshes as binary glTF 2.0.
 *
 * @module
 */
import type { Colour, Transform } from "../../brep.ts";
import { faceVertices } from "./face_vertices.ts";
import { GlbBuffer } from "./glb_buffer.ts";
import type { MeshPart } from "./mesh_part.ts";

const MAGIC = 0x46546c67, JSON_CHUNK = 0x4e4f534a, BINARY_CHUNK = 0x004e4942;

/** What glTF calls the ways in which indices are drawn. */
const LINES = 1;

/**
 * From millimetres with z up to the metres with y up that glTF prescribes: column by column, as
 * glTF writes matrices.
 */
const TO_METRES = [0.001, 0, 0, 0, 0, 0, -0.001, 0, 0, 0.001, 0, 0, 0, 0, 0, 1];

/**
 * Writes parts as a GLB: one mesh a part, with a primitive of triangles and one of its edges, and
 * one node a place. Positions are in the model's unit, taken for millimetres, counted from the
 * middle of the part, so that float32 keeps their digits; nodes put them where they stand, and the
 * root turns them to metres with y up.
 *
 * Each vertex has its face in the attribute `_FACE`; `extras.faceTriangles` of a mesh tells where
 * the triangles of each face begin, and `extras.skipped` which faces have none, and why.
 */
export function glbOf(parts: readonly MeshPart[]): Uint8Array {
  const buffer = new GlbBuffer();
  const meshes: object[] = [], nodes: object[] = [{ name: "trunnion", matrix: TO_METRES }];
  const children: number[] = [];
  for (const part of parts) {
    const middle = middleOf(part.mesh.points);
    const primitives = primitivesOf(part, middle, buffer);
    if (primitives.length === 0) continue;
    const { name = "body", places = [null] } = part;
    const mesh = meshes.push({ name, primitives, extras: extrasOf(part) }) - 1;
    for (const place of places) {
      children.push(nodes.push({ name, mesh, matrix: matrixOf(place, middle) }) - 1);
    }
  }
  if (children.length > 0) nodes[0] = { ...nodes[0], children };
  const { accessors, bufferViews, bytes } = buffer.finish();
  const json = {
    asset: { version: "2.0", generator: "Trunnion" },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes,
    ...(meshes.length === 0 ? {} : {
      meshes,
      materials: [
        {
          name: "faces",
          pbrMetallicRoughness: {
            baseColorFactor: [1, 1, 1, 1],
            metallicFactor: 0.1,
            roughnessFactor: 0.6,
          },
          doubleSided: true,
        },
        {
          name: "edges",
          pbrMetallicRoughness: {
            baseColorFactor: [0.02, 0.02, 0.02, 1],
            metallicFactor: 0,
            roughnessFactor: 1,
          },
        },
      ],
      accessors,
      bufferViews,
      buffers: [{ byteLength: bytes.length }],
    }),
  };
  return container(new TextEncoder().encode(JSON.stringify(json)), bytes);
}

/** The grey of a face without a colour, in linear light. */
const GREY: Colour = { red: 0.5, green: 0.52, blue: 0.55, opacity: 1 };

function primitivesOf(
  { mesh, colours }: MeshPart,
  middle: readonly number[],
  buffer: GlbBuffer,
): object[] {
  const primitives: object[] = [];
  if (mesh.triangles.length > 0) {
    const { points, faces, normals, indices } = faceVertices(mesh);
    const colour = new Uint8Array(4 * faces.length);
    faces.forEach((face, i) => colour.set(linearBytes(colours?.[face] ?? null), 4 * i));
    primitives.push({
      attributes: {
        POSITION: buffer.vectors(placesOf(mesh.points, points, middle)),
        NORMAL: buffer.vectors(normals),
        COLOR_0: buffer.colours(colour),
        _FACE: buffer.scalars(Float32Array.from(faces)),
      },
      indices: buffer.indices(indices),
      material: 0,
    });
  }
  const used = [...new Set(mesh.edgePoints)];
  if (used.length > 0) {
    const rows = new Map(used.map((point, row) => [point, row]));
    const lines: number[] = [];
    for (let edge = 0; edge + 1 < mesh.edgeOffsets.length; edge++) {
      for (let i = mesh.edgeOffsets[edge]; i + 1 < mesh.edgeOffsets[edge + 1]; i++) {
        lines.push(rows.get(mesh.edgePoints[i])!, rows.get(mesh.edgePoints[i + 1])!);
      }
    }
    if (lines.length > 0) {
      primitives.push({
        attributes: {
          POSITION: buffer.vectors(placesOf(mesh.points, Uint32Array.from(used), middle)),
        },
        indices: buffer.indices(Uint32Array.from(lines)),
        mode: LINES,
        material: 1,
      });
    }
  }
  return primitives;
}

/** Where the triangles of each face begin, and the faces that have none. */
function extrasOf({ mesh }: MeshPart): object {
  const { triangleFaces, skipped } = mesh;
  const faceTriangles: number[] = [];
  triangleFaces.forEach((face, i) => {
    while (faceTriangles.length <= face) faceTriangles.push(i);
  });
  faceTriangles.push(triangleFaces.length);
  return { units: "mm", faceTriangles, ...(skipped.length === 0 ? {} : { skipped }) };
}

function placesOf(
  points: Float64Array,
  rows: Uint32Array,
  middle: readonly number[],
): Float32Array {
  const out = new Float32Array(3 * rows.length);
  rows.forEach((row, i) => {
    for (let k = 0; k < 3; k++) out[3 * i + k] = points[3 * row + k] - middle[k];
  });
  return out;
}

function middleOf(points: Float64Array): readonly number[] {
  return [0, 1, 2].map((k) => {
    let low = Infinity, high = -Infinity;
    for (let i = k; i < points.length; i += 3) {
      low = Math.min(low, points[i]);
      high = Math.max(high, points[i]);
    }
    return low <= high ? (low + high) / 2 : 0;
  });
}

/** A place in the file, of a mesh that is counted from its middle: column by column. */
function matrixOf(place: Transform | null, [x, y, z]: readonly number[]): number[] {
  const m = place ?? [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0];
  const column = (k: number) => [m[k], m[4 + k], m[8 + k], 0];
  const moved = [0, 4, 8].map((row) => m[row] * x + m[row + 1] * y + m[row + 2] * z + m[row + 3]);
  return [...column(0), ...column(1), ...column(2), ...moved, 1];
}

/** A colour as glTF takes it: in linear light, four bytes. */
function linearBytes(colour: Colour | null): number[] {
  const toLinear = (c: number) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const { red, green, blue, opacity } = colour === null ? GREY : {
    red: toLinear(colour.red),
    green: toLinear(colour.green),
    blue: toLinear(colour.blue),
    opacity: colour.opacity,
  };
  return [red, green, blue, opacity].map((c) => Math.round(255 * Math.min(1, Math.max(0, c))));
}

function container(json: Uint8Array, binary: Uint8Array): Uint8Array {
  const padded = Math.ceil(json.length / 4) * 4;
  const length = 12 + 8 + padded + (binary.length === 0 ? 0 : 8 + binary.length);
  const out = new Uint8Array(length), view = new DataView(out.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, 2, true);
  view.setUint32(8, length, true);
  view.setUint32(12, padded, true);
  view.setUint32(16, JSON_CHUNK, true);
  out.fill(0x20, 20, 20 + padded);
  out.set(json, 20);
  if (binary.length > 0) {
    view.setUint32(20 + padded, binary.length, true);
    view.setUint32(24 + padded, BINARY_CHUNK, true);
    out.set(binary, 28 + padded);
  }
  return out;
}
