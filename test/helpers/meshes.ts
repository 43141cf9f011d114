import type { BodyMesh } from "../../src/cad/mesh/body_mesh.ts";

/** A box from the origin: faces -x, +x, -y, +y, -z, +z, and its 12 edges. */
export function boxMesh(size: readonly [number, number, number] = [1, 1, 1]): BodyMesh {
  const points: number[] = [];
  for (let i = 0; i < 8; i++) {
    points.push(i & 1 ? size[0] : 0, i & 2 ? size[1] : 0, i & 4 ? size[2] : 0);
  }
  const triangles: number[] = [], triangleFaces: number[] = [], normals: number[] = [];
  for (let face = 0; face < 6; face++) {
    const axis = face >> 1, high = face & 1;
    const [one, other] = [1 << (axis + 1) % 3, 1 << (axis + 2) % 3];
    const corner = high << axis;
    const square = [corner, corner | one, corner | one | other, corner | other];
    if (!high) square.reverse();
    const normal = [0, 0, 0];
    normal[axis] = high ? 1 : -1;
    for (const [a, b, c] of [[0, 1, 2], [0, 2, 3]]) {
      triangles.push(square[a], square[b], square[c]);
      triangleFaces.push(face);
      for (let k = 0; k < 3; k++) normals.push(...normal);
    }
  }
  const edgePoints: number[] = [], edgeOffsets = [0];
  for (let i = 0; i < 8; i++) {
    for (const bit of [1, 2, 4]) {
      if (i & bit) continue;
      edgePoints.push(i, i | bit);
      edgeOffsets.push(edgePoints.length);
    }
  }
  return meshOf({ points, triangles, triangleFaces, normals, edgePoints, edgeOffsets });
}

/** A cylinder along z from the origin: its side, bottom and top, two circles and a seam. */
export function cylinderMesh(radius = 1, height = 2, steps = 48): BodyMesh {
  const points: number[] = [0, 0, 0, 0, 0, height];
  const triangles: number[] = [], triangleFaces: number[] = [], normals: number[] = [];
  const around = (i: number) => {
    const angle = 2 * Math.PI * i / steps;
    return [Math.cos(angle), Math.sin(angle)];
  };
  for (let i = 0; i < steps; i++) {
    const [x, y] = around(i);
    points.push(radius * x, radius * y, 0, radius * x, radius * y, height);
  }
  const low = (i: number) => 2 + 2 * (i % steps), high = (i: number) => low(i) + 1;
  for (let i = 0; i < steps; i++) {
    const [from, to] = [[...around(i), 0], [...around(i + 1), 0]];
    triangles.push(low(i), low(i + 1), high(i + 1), low(i), high(i + 1), high(i));
    normals.push(...from, ...to, ...to, ...from, ...to, ...from);
    triangleFaces.push(0, 0);
  }
  for (let i = 0; i < steps; i++) {
    triangles.push(0, low(i + 1), low(i));
    normals.push(0, 0, -1, 0, 0, -1, 0, 0, -1);
    triangleFaces.push(1);
  }
  for (let i = 0; i < steps; i++) {
    triangles.push(1, high(i), high(i + 1));
    normals.push(0, 0, 1, 0, 0, 1, 0, 0, 1);
    triangleFaces.push(2);
  }
  const ring = (at: (i: number) => number) => Array.from({ length: steps + 1 }, (_, i) => at(i));
  const lines = [ring(low), ring(high), [low(0), high(0)]];
  const edgeOffsets = [0];
  for (const line of lines) edgeOffsets.push(edgeOffsets.at(-1)! + line.length);
  const edgePoints = lines.flat();
  return meshOf({ points, triangles, triangleFaces, normals, edgePoints, edgeOffsets });
}

function meshOf(lists: Record<Exclude<keyof BodyMesh, "skipped">, number[]>): BodyMesh {
  return {
    points: new Float64Array(lists.points),
    triangles: new Uint32Array(lists.triangles),
    triangleFaces: new Uint32Array(lists.triangleFaces),
    normals: new Float32Array(lists.normals),
    edgePoints: new Uint32Array(lists.edgePoints),
    edgeOffsets: new Uint32Array(lists.edgeOffsets),
    skipped: [],
  };
}
