/**
 * The bytes of a body in a page: positions as shares of its box in 16 bits (a 65,535th of it is
 * less than a screen shows), normals in 8 bits, and lists as differences, which compress well.
 *
 * @module
 */
import type { BodyMesh } from "../mesh/body_mesh.ts";
import type { ViewerBody } from "./viewer_data.ts";

/** A body as triangles whose corners are told apart by face and normal. */
export interface ViewedBody {
  /** Positions: 3 numbers a corner. */
  readonly positions: Float32Array;
  /** Normals: 3 numbers a corner, not of length 1. */
  readonly normals: Int8Array;
  /** Three corners each, face by face. */
  readonly triangles: Uint32Array;
  /** How many triangles each face has. */
  readonly faceTriangles: Uint32Array;
  /** Positions along the edges, edge after edge: 3 numbers each. */
  readonly edgePositions: Float32Array;
  /** How many of them each edge has. */
  readonly edgeLengths: Uint32Array;
}

/** What of a body its bytes do not say. */
type Counts = Omit<ViewerBody, "name" | "places">;

const STEPS = 65_535;

/**
 * Writes a body.
 *
 * @param faces how many faces it has, those without triangles included
 * @param hidden edges that are left out: they get no points
 */
export function packBody(
  mesh: BodyMesh,
  faces: number,
  hidden: ReadonlySet<number>,
): { readonly counts: Counts; readonly bytes: Uint8Array } {
  const { origin, size } = boxOf(mesh.points);
  const { corners, normals, triangles } = tellCornersApart(mesh);
  const faceTriangles = new Uint32Array(faces);
  for (const face of mesh.triangleFaces) faceTriangles[face]++;
  const edges = mesh.edgeOffsets.length - 1;
  const edgeLengths = new Uint32Array(edges), edgePoints: number[] = [];
  for (let edge = 0; edge < edges; edge++) {
    if (hidden.has(edge)) continue;
    const [from, to] = [mesh.edgeOffsets[edge], mesh.edgeOffsets[edge + 1]];
    edgeLengths[edge] = to - from;
    for (let i = from; i < to; i++) edgePoints.push(mesh.edgePoints[i]);
  }
  const counts: Counts = {
    faces,
    edges,
    vertices: corners.length,
    triangles: mesh.triangleFaces.length,
    edgePoints: edgePoints.length,
    origin: [...origin],
    size: [...size],
  };
  const place = (points: ArrayLike<number>) => {
    const shares = new Uint16Array(3 * points.length);
    for (let i = 0; i < points.length; i++) {
      for (let axis = 0; axis < 3; axis++) {
        const share = (mesh.points[3 * points[i] + axis] - origin[axis]) / (size[axis] || 1);
        shares[axis * points.length + i] = Math.round(share * STEPS);
      }
    }
    return differences16(shares);
  };
  const parts = [
    faceTriangles,
    edgeLengths,
    differences32(triangles),
    place(corners),
    place(edgePoints),
    normals,
  ];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  return { counts, bytes };
}

/** Reads the body whose bytes begin at `from`; says where the next one's do. */
export function unpackBody(
  bytes: Uint8Array,
  from: number,
  { faces, edges, vertices, triangles, edgePoints, origin, size }: Counts,
): { readonly body: ViewedBody; readonly end: number } {
  let at = from;
  const take = (length: number) => bytes.slice(at, at += length).buffer;
  const faceTriangles = new Uint32Array(take(4 * faces));
  const edgeLengths = new Uint32Array(take(4 * edges));
  const corners = new Uint32Array(take(12 * triangles));
  for (let i = 1; i < corners.length; i++) corners[i] += corners[i - 1];
  const place = (count: number) => {
    const shares = new Uint16Array(take(6 * count));
    for (let i = 1; i < shares.length; i++) shares[i] += shares[i - 1];
    const positions = new Float32Array(3 * count);
    for (let i = 0; i < count; i++) {
      for (let axis = 0; axis < 3; axis++) {
        positions[3 * i + axis] = origin[axis] + size[axis] * shares[axis * count + i] / STEPS;
      }
    }
    return positions;
  };
  const positions = place(vertices);
  const edgePositions = place(edgePoints);
  const planes = new Int8Array(take(3 * vertices));
  const normals = new Int8Array(3 * vertices);
  for (let i = 0; i < vertices; i++) {
    for (let axis = 0; axis < 3; axis++) normals[3 * i + axis] = planes[axis * vertices + i];
  }
  const body = {
    positions,
    normals,
    triangles: corners,
    faceTriangles,
    edgePositions,
    edgeLengths,
  };
  return { body, end: at };
}

function boxOf(points: Float64Array) {
  const origin = [Infinity, Infinity, Infinity], most = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < points.length; i++) {
    origin[i % 3] = Math.min(origin[i % 3], points[i]);
    most[i % 3] = Math.max(most[i % 3], points[i]);
  }
  if (points.length === 0) return { origin: [0, 0, 0], size: [0, 0, 0] };
  return { origin, size: most.map((value, axis) => value - origin[axis]) };
}

/** A point of one face with one normal is one corner, whichever triangles meet there. */
function tellCornersApart({ triangles, triangleFaces, normals }: BodyMesh) {
  const seen = new Map<string, number>();
  const corners: number[] = [], kept: number[] = [];
  const out = new Uint32Array(triangles.length);
  let face = -1;
  for (let i = 0; i < triangles.length; i++) {
    const own = triangleFaces[Math.floor(i / 3)];
    if (own !== face) seen.clear(); // triangles come face by face
    face = own;
    const [x, y, z] = [0, 1, 2].map((axis) => Math.round(127 * normals[3 * i + axis]));
    const key = `${triangles[i]} ${x} ${y} ${z}`;
    let corner = seen.get(key);
    if (corner === undefined) {
      corner = corners.length;
      seen.set(key, corner);
      corners.push(triangles[i]);
      kept.push(x, y, z);
    }
    out[i] = corner;
  }
  const planes = new Int8Array(kept.length);
  for (let i = 0; i < corners.length; i++) {
    for (let axis = 0; axis < 3; axis++) planes[axis * corners.length + i] = kept[3 * i + axis];
  }
  return { corners, normals: planes, triangles: out };
}

/** Differences to the value before, which wrap around as sums do. */
function differences16(values: Uint16Array): Uint16Array {
  return values.map((value, i) => i === 0 ? value : value - values[i - 1]);
}

function differences32(values: Uint32Array): Uint32Array {
  return values.map((value, i) => i === 0 ? value : value - values[i - 1]);
}
