/**
 * Bodies made by hand, with known measures.
 */
import type { Brep, Coedge, Edge, Face, Transform } from "../../src/cad/brep.ts";
import { Circle } from "../../src/cad/geometry/circle.ts";
import type { Curve } from "../../src/cad/geometry/curve.ts";
import { Cylinder } from "../../src/cad/geometry/cylinder.ts";
import { Line } from "../../src/cad/geometry/line.ts";
import { Plane } from "../../src/cad/geometry/plane.ts";
import { Sphere } from "../../src/cad/geometry/sphere.ts";
import type { Surface } from "../../src/cad/geometry/surface.ts";
import { Torus } from "../../src/cad/geometry/torus.ts";

export const TURN = 2 * Math.PI;

/** The frame of the coordinate axes, moved to `(x, y, z)`. */
export function frameAt(x = 0, y = 0, z = 0): Float64Array {
  return Float64Array.of(x, y, z, 1, 0, 0, 0, 1, 0, 0, 0, 1);
}

/** A frame from an origin, a normal and an x axis at right angles to it. */
export function frameOf(origin: number[], z: number[], x: number[]): Float64Array {
  const y = cross(z, x);
  return Float64Array.of(...origin, ...x, ...y, ...z);
}

export function cross(a: ArrayLike<number>, b: ArrayLike<number>): number[] {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** A straight stretch in the parameters, from `a` at 0 to `b` at 1. */
export function segment(a: number[], b: number[]): Curve {
  return new Line(Float64Array.of(...a), Float64Array.of(...b.map((x, i) => x - a[i])));
}

export interface CoedgeSpec {
  edge: number;
  reversed?: boolean;
  pcurve?: Curve | null;
  /** Range of the pcurve; the edge's by default. */
  range?: [number, number];
}

/** Puts a body together and keeps the books on which faces use which edges. */
export class BodyBuilder {
  readonly faces: Face[] = [];
  readonly edges: Edge[] = [];
  readonly vertices: number[] = [];

  vertex(x: number, y: number, z: number): number {
    this.vertices.push(x, y, z);
    return this.vertices.length / 3 - 1;
  }

  edge(curve: Curve | null, range: [number, number], ends: [number, number] = [-1, -1]): number {
    this.edges.push({
      curve,
      location: null,
      first: range[0],
      last: range[1],
      degenerate: curve === null,
      tolerance: 1e-7,
      startVertex: ends[0],
      endVertex: ends[1],
      faces: [],
    });
    return this.edges.length - 1;
  }

  face(
    surface: Surface,
    loops: CoedgeSpec[][],
    options: { reversed?: boolean; entityId?: number; location?: Transform } = {},
  ): number {
    const index = this.faces.length;
    const built = loops.map((loop) =>
      loop.map(({ edge, reversed = false, pcurve = null, range }): Coedge => {
        const own = this.edges[edge];
        if (!own.faces.includes(index)) {
          this.edges[edge] = { ...own, faces: [...own.faces, index] };
        }
        const [first, last] = range ?? [own.first, own.last];
        return { edge, reversed, pcurve, first, last };
      })
    );
    this.faces.push({
      surface,
      location: options.location ?? null,
      reversed: options.reversed ?? false,
      loops: built,
      tolerance: 1e-7,
      entityId: options.entityId ?? null,
      name: null,
    });
    return index;
  }

  build(): Brep {
    return {
      faces: this.faces,
      edges: this.edges,
      vertices: Float64Array.from(this.vertices),
    };
  }
}

/** One face whose loops are closed chains of curves in its surface's parameters. */
export function sheet(
  surface: Surface,
  loops: { pcurve: Curve; range: [number, number]; reversed?: boolean }[][],
  options: { reversed?: boolean; location?: Transform; entityId?: number } = {},
): Brep {
  const body = new BodyBuilder();
  const specs = loops.map((loop) =>
    loop.map((coedge) => ({
      ...coedge,
      edge: body.edge(null, coedge.range),
    }))
  );
  body.face(surface, specs, options);
  return body.build();
}

/** A polygon of parameters as a loop for {@linkcode sheet}. */
export function polygon(points: number[][]): { pcurve: Curve; range: [number, number] }[] {
  return points.map((point, i) => ({
    pcurve: segment(point, points[(i + 1) % points.length]),
    range: [0, 1],
  }));
}

export function rectangle(u0: number, u1: number, v0: number, v1: number) {
  return polygon([[u0, v0], [u1, v0], [u1, v1], [u0, v1]]);
}

/** A body of flat faces, each given by its corners, anticlockwise as seen from outside. */
export function polyhedron(corners: number[][], faces: number[][]): Brep {
  const body = new BodyBuilder();
  for (const corner of corners) body.vertex(corner[0], corner[1], corner[2]);
  const edges = new Map<string, { edge: number; from: number }>();
  for (const face of faces) {
    const [a, b] = face.map((i) => corners[i]);
    const x = unit(b.map((value, i) => value - a[i]));
    // The first corner that is not in line with the first side decides the plane; faces are convex
    // at their first corner.
    const last = corners[face[face.length - 1]];
    const z = unit(cross(x, last.map((value, i) => value - a[i])));
    const loop = face.map((from, i): CoedgeSpec => {
      const to = face[(i + 1) % face.length];
      const key = [Math.min(from, to), Math.max(from, to)].join();
      const known = edges.get(key);
      if (known !== undefined) return { edge: known.edge, reversed: known.from !== from };
      const p = corners[from], q = corners[to];
      const direction = q.map((value, k) => value - p[k]);
      const length = Math.hypot(...direction);
      const line = new Line(Float64Array.of(...p), Float64Array.of(...unit(direction)));
      const edge = body.edge(line, [0, length], [from, to]);
      edges.set(key, { edge, from });
      return { edge };
    });
    body.face(new Plane(frameOf(a, z, x)), [loop]);
  }
  return body.build();
}

function unit(v: number[]): number[] {
  const length = Math.hypot(...v);
  return v.map((x) => x / length);
}

/** A box from the origin to `(a, b, c)`. */
export function box(a: number, b: number, c: number): Brep {
  const corners = [0, c].flatMap((z) => [[0, 0, z], [a, 0, z], [a, b, z], [0, b, z]]);
  return polyhedron(corners, [
    [0, 3, 2, 1],
    [4, 5, 6, 7],
    [0, 1, 5, 4],
    [1, 2, 6, 5],
    [2, 3, 7, 6],
    [3, 0, 4, 7],
  ]);
}

/** A prism over an L: its inner edge, from (1,1,0) to (1,1,1), is concave. */
export function ell(): Brep {
  const outline = [[0, 0], [2, 0], [2, 1], [1, 1], [1, 2], [0, 2]];
  const corners = [0, 1].flatMap((z) => outline.map(([x, y]) => [x, y, z]));
  const n = outline.length;
  return polyhedron(corners, [
    outline.map((_, i) => n - 1 - i),
    outline.map((_, i) => n + i),
    ...outline.map((_, i) => [i, (i + 1) % n, n + (i + 1) % n, n + i]),
  ]);
}

/** A cylinder on the z axis from 0 to `height`: its side has a seam at u = 0. */
export function cylinder(radius: number, height: number): Brep {
  const body = new BodyBuilder();
  const low = body.vertex(radius, 0, 0), high = body.vertex(radius, 0, height);
  const circleAt = (z: number) => new Circle(frameAt(0, 0, z).slice(0, 9), radius);
  const bottom = body.edge(circleAt(0), [0, TURN], [low, low]);
  const top = body.edge(circleAt(height), [0, TURN], [high, high]);
  const seam = body.edge(segment([radius, 0, 0], [radius, 0, 1]), [0, height], [low, high]);
  body.face(new Cylinder(frameAt(), radius), [[
    { edge: bottom, pcurve: segment([0, 0], [1, 0]) },
    { edge: seam, pcurve: segment([TURN, 0], [TURN, 1]) },
    { edge: top, reversed: true, pcurve: segment([0, height], [1, height]) },
    { edge: seam, reversed: true, pcurve: segment([0, 0], [0, 1]) },
  ]]);
  body.face(new Plane(frameAt(0, 0, height)), [[{ edge: top }]]);
  // The bottom's plane looks up and its face down; loops are those of the face taken as forward.
  body.face(new Plane(frameAt()), [[{ edge: bottom }]], { reversed: true });
  return body.build();
}

/** A sphere with its seam and its two poles. */
export function sphere(radius: number, centre: [number, number, number] = [0, 0, 0]): Brep {
  const body = new BodyBuilder();
  const [x, y, z] = centre;
  const south = body.vertex(x, y, z - radius), north = body.vertex(x, y, z + radius);
  const half = Math.PI / 2;
  const arc = new Circle(Float64Array.of(x, y, z, 1, 0, 0, 0, 0, 1), radius);
  const seam = body.edge(arc, [-half, half], [south, north]);
  const low = body.edge(null, [0, TURN], [south, south]);
  const high = body.edge(null, [0, TURN], [north, north]);
  body.face(new Sphere(frameAt(x, y, z), radius), [[
    { edge: low, pcurve: segment([0, -half], [1, -half]) },
    { edge: seam, pcurve: segment([TURN, 0], [TURN, 1]) },
    { edge: high, reversed: true, pcurve: segment([0, half], [1, half]) },
    { edge: seam, reversed: true, pcurve: segment([0, 0], [0, 1]) },
  ]]);
  return body.build();
}

/** A torus with its two seams. */
export function torus(major: number, minor: number): Brep {
  const body = new BodyBuilder();
  const vertex = body.vertex(major + minor, 0, 0);
  const around = body.edge(
    new Circle(Float64Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0), major + minor),
    [0, TURN],
    [vertex, vertex],
  );
  const along = body.edge(
    new Circle(Float64Array.of(major, 0, 0, 1, 0, 0, 0, 0, 1), minor),
    [0, TURN],
    [vertex, vertex],
  );
  body.face(new Torus(frameAt(), major, minor), [[
    { edge: around, pcurve: segment([0, 0], [1, 0]) },
    { edge: along, pcurve: segment([TURN, 0], [TURN, 1]) },
    { edge: around, reversed: true, pcurve: segment([0, TURN], [1, TURN]) },
    { edge: along, reversed: true, pcurve: segment([0, 0], [0, 1]) },
  ]]);
  return body.build();
}

/** A body moved as a whole: its faces and edges get locations. */
export function moved(brep: Brep, transform: Transform): Brep {
  const vertices = brep.vertices.slice();
  for (let i = 0; i < vertices.length; i += 3) {
    const [x, y, z] = vertices.subarray(i, i + 3), m = transform;
    for (let row = 0; row < 3; row++) {
      vertices[i + row] = m[4 * row] * x + m[4 * row + 1] * y + m[4 * row + 2] * z + m[4 * row + 3];
    }
  }
  return {
    faces: brep.faces.map((face) => ({ ...face, location: transform })),
    edges: brep.edges.map((edge) => ({ ...edge, location: transform })),
    vertices,
  };
}

/** A turn about an axis by an angle, a scale, and a shift. */
export function motion(
  axis: number[],
  angle: number,
  scale: number,
  shift: [number, number, number],
): Transform {
  const [x, y, z] = unit(axis), c = Math.cos(angle), s = Math.sin(angle), k = 1 - c;
  const rotation = [
    [c + x * x * k, x * y * k - z * s, x * z * k + y * s],
    [y * x * k + z * s, c + y * y * k, y * z * k - x * s],
    [z * x * k - y * s, z * y * k + x * s, c + z * z * k],
  ];
  return Float64Array.from(
    rotation.flatMap((row, i) => [...row.map((value) => value * scale), shift[i]]),
  );
}
