/**
 * The round holes of a body.
 *
 * @module
 */
import { Plane } from "../../geometry/plane.ts";
import { Sphere } from "../../geometry/sphere.ts";
import { applyToPoint, applyToVector } from "../../geometry/transform.ts";
import type { BodyGeometry } from "./body_geometry.ts";
import { CONVEXITIES } from "../codes.ts";
import {
  alongAxis,
  coaxial,
  coverage,
  findWalls,
  fromAxis,
  isAlong,
  type Wall,
} from "./hole_walls.ts";

/**
 * What a hole is: `"through"`, open at both ends; `"blind"`, open at one; `"counterbore"`, with a
 * wider cylinder at an open end and a flat step down from it, whether it goes through or not.
 */
export type HoleType = "through" | "blind" | "counterbore";

/** A round hole. */
export interface Hole {
  /** What the hole is. */
  readonly type: HoleType;
  /** Whether it is open at both ends. */
  readonly through: boolean;
  /** All its faces, ascending. */
  readonly faces: readonly number[];
  /** Cylinders. */
  readonly walls: readonly number[];
  /** Flat rings between cylinders of different radii. */
  readonly steps: readonly number[];
  /** Cones: countersinks, bevelled mouths, drill points, tapers. */
  readonly cones: readonly number[];
  /** What closes it: flat, round, or the cone of a drill's point. */
  readonly bottoms: readonly number[];
  /** The radius of its narrowest cylinder, in the model's unit. */
  readonly radius: number;
  /** From end to end along the axis, cones and bottom included. */
  readonly depth: number;
  /** A point on the axis: where the hole begins, at an open end. */
  readonly origin: readonly [number, number, number];
  /** Into the hole. */
  readonly direction: readonly [number, number, number];
}

/**
 * Cylinders of one axis and radius must go round by this share of a turn: keyways are allowed for.
 */
const ROUND = 0.75;

/** Lengths within this share of the body's diagonal are equal. */
const NEAR = 1e-5;

/** What is being put together to a hole. */
interface Group {
  walls: Wall[];
  steps: number[];
}

/**
 * Finds round holes by their walls: cylinders with the matter outside that go round by three
 * quarters of a turn at least (slots and rounded corners do not), with the cones on their axis that
 * share an edge with them. Cylinders of different radii are one hole where a flat ring at right
 * angles to the axis leads from one to the other: it meets the wider in a concave edge and the
 * narrower in a convex one.
 *
 * An end is closed by a plane or a ball that meets a wall in a concave edge, or by a cone that
 * comes to its point. A hollow that is closed at both ends is no hole.
 *
 * @returns the holes, by their lowest face
 */
export function holesOf(geometry: BodyGeometry): Hole[] {
  const near = NEAR * geometry.diagonal;
  const groups = wallGroups(geometry, near);
  joinBySteps(geometry, groups, near);
  const holes = groups.map((group) => describe(geometry, group, near)).filter((h) => h !== null);
  return holes.sort((a, b) => a.faces[0] - b.faces[0]);
}

/** Walls of one axis that share edges, less those that do not go round. */
function wallGroups(geometry: BodyGeometry, near: number): Group[] {
  const { faces, edges } = geometry.brep;
  const walls = findWalls(geometry), byFace = new Map(walls.map((wall) => [wall.face, wall]));
  const sets = new Map(walls.map((wall) => [wall, new Set([wall])]));
  for (const edge of edges) {
    const [a, b] = edge.faces.map((face) => byFace.get(face));
    if (a === undefined || b === undefined || !coaxial(a, b, near)) continue;
    const one = sets.get(a)!, other = sets.get(b)!;
    if (one === other) continue;
    for (const wall of other) {
      one.add(wall);
      sets.set(wall, one);
    }
  }
  const groups: Group[] = [];
  for (const set of new Set(sets.values())) {
    const all = [...set];
    const kept = all.filter((wall) => {
      const alike = all.filter(({ kind, radius, widest }) =>
        kind === wall.kind && Math.abs(radius - wall.radius) <= near &&
        Math.abs(widest - wall.widest) <= near
      );
      return coverage(alike, faces, geometry) >= ROUND;
    });
    if (kept.some(({ kind }) => kind === "cylinder")) groups.push({ walls: kept, steps: [] });
  }
  return groups;
}

/** Joins groups that a flat ring leads between. */
function joinBySteps(geometry: BodyGeometry, groups: Group[], near: number): void {
  const { faces } = geometry.brep;
  faces.forEach((face, index) => {
    if (!(face.surface instanceof Plane)) return;
    const normal = normalOf(geometry, index);
    const meets = groups.filter(({ walls }) => isAlong(normal, walls[0].axis))
      .map((group) => ({ group, convexities: convexitiesWith(geometry, index, group) }));
    const wider = meets.filter(({ convexities }) => convexities.has(CONVEXITIES.concave));
    const narrower = meets.filter(({ convexities }) => convexities.has(CONVEXITIES.convex));
    for (const { group: to } of wider) {
      for (const { group: from } of narrower) {
        if (to === from || !coaxial(to.walls[0], from.walls[0], near)) continue;
        to.walls.push(...from.walls);
        to.steps.push(...from.steps, index);
        groups.splice(groups.indexOf(from), 1);
      }
    }
    // A ring between parts of one group: the sides of a groove in the wall.
    for (const { group, convexities } of meets) {
      const both = convexities.has(CONVEXITIES.concave) && convexities.has(CONVEXITIES.convex);
      if (both && !group.steps.includes(index)) group.steps.push(index);
    }
  });
}

/** How a face meets the walls of a group. */
function convexitiesWith(geometry: BodyGeometry, face: number, { walls }: Group): Set<number> {
  const found = new Set<number>(), own = new Set(walls.map((wall) => wall.face));
  for (const loop of geometry.brep.faces[face].loops) {
    for (const { edge } of loop) {
      if (geometry.brep.edges[edge].faces.some((other) => own.has(other))) {
        found.add(geometry.dihedral(edge).convexity);
      }
    }
  }
  return found;
}

function describe(geometry: BodyGeometry, { walls, steps }: Group, near: number): Hole | null {
  const cylinders = walls.filter(({ kind }) => kind === "cylinder");
  const cones = walls.filter(({ kind }) => kind === "cone");
  const bottoms = bottomsOf(geometry, { walls, steps });
  const points = cones.filter(({ radius }) => radius <= near).map(({ face }) => face);
  const [axis] = walls;
  const range = rangeOf(geometry, axis, walls.map(({ face }) => face));
  const middle = (range[0] + range[1]) / 2;
  let closedLow = false, closedHigh = false;
  for (const face of [...bottoms, ...points]) {
    if (alongAxis(axis, geometry.area(face).centroid) < middle) closedLow = true;
    else closedHigh = true;
  }
  if (closedLow && closedHigh) return null;
  const through = !closedLow && !closedHigh;
  const radius = Math.min(...cylinders.map((wall) => wall.radius));
  const bored = steps.length > 0 && [closedLow, closedHigh].some((closed, end) => {
    if (closed) return false;
    // The cylinder that is nearest to the open end.
    const ends = cylinders.map((wall) => rangeOf(geometry, axis, [wall.face])[end]);
    const most = end === 0 ? Math.min(...ends) : Math.max(...ends);
    return cylinders[ends.indexOf(most)].radius > radius + near;
  });
  const all = rangeOf(geometry, axis, [...walls.map(({ face }) => face), ...bottoms]);
  const start = closedLow ? all[1] : all[0], sign = closedLow ? -1 : 1;
  const at = (k: number) => axis.origin[k] + start * axis.axis[k];
  const along = (k: number) => sign * axis.axis[k] + 0;
  const list = (faces: readonly number[]) => [...new Set(faces)].sort((a, b) => a - b);
  return {
    type: bored ? "counterbore" : through ? "through" : "blind",
    through,
    faces: list([...walls.map(({ face }) => face), ...steps, ...bottoms]),
    walls: list(cylinders.map(({ face }) => face)),
    steps: list(steps),
    cones: list(cones.map(({ face }) => face)),
    bottoms: list([...bottoms, ...points]),
    radius,
    depth: all[1] - all[0],
    origin: [at(0), at(1), at(2)],
    direction: [along(0), along(1), along(2)],
  };
}

/** Planes and balls that a wall leads down to. */
function bottomsOf(geometry: BodyGeometry, group: Group): number[] {
  const { faces, edges } = geometry.brep, found = new Set<number>();
  const own = new Set([...group.walls.map(({ face }) => face), ...group.steps]);
  const [axis] = group.walls;
  edges.forEach(({ faces: sides }, edge) => {
    if (!sides.some((face) => own.has(face) && !group.steps.includes(face))) return;
    for (const face of sides) {
      if (own.has(face)) continue;
      const { surface } = faces[face], { convexity } = geometry.dihedral(edge);
      if (surface instanceof Plane) {
        // A plane along the axis is the side of a keyway or of a slot across.
        const normal = normalOf(geometry, face);
        const slope = normal[0] * axis.axis[0] + normal[1] * axis.axis[1] +
          normal[2] * axis.axis[2];
        if (convexity === CONVEXITIES.concave && Math.abs(slope) > 0.1) found.add(face);
      } else if (surface instanceof Sphere) {
        const centre = surface.frame.slice(0, 3);
        applyToPoint(faces[face].location, centre);
        const central = Math.hypot(...fromAxis(axis, centre)) <= NEAR * geometry.diagonal;
        if (central && convexity !== CONVEXITIES.convex) found.add(face);
      }
    }
  });
  return [...found];
}

/** How far faces reach along an axis, by the ends and middles of their edges. */
function rangeOf(geometry: BodyGeometry, axis: Wall, faces: readonly number[]): [number, number] {
  let low = Infinity, high = -Infinity;
  const q = new Float64Array(6);
  const include = (point: ArrayLike<number>) => {
    const x = alongAxis(axis, point);
    if (x < low) low = x;
    if (x > high) high = x;
  };
  const { brep, curves } = geometry;
  for (const face of faces) {
    for (const loop of brep.faces[face].loops) {
      for (const { edge } of loop) {
        const placed = curves[edge], { startVertex } = brep.edges[edge];
        if (placed === null) {
          if (startVertex >= 0) {
            include(brep.vertices.subarray(3 * startVertex, 3 * startVertex + 3));
          }
          continue;
        }
        for (const share of [0, 0.25, 0.5, 0.75, 1]) {
          placed.curve.d1(placed.first + share * (placed.last - placed.first), q);
          applyToPoint(placed.location, q);
          include(q);
        }
      }
    }
  }
  return [low, high];
}

/** The unit normal of a plane's face, either way. */
function normalOf(geometry: BodyGeometry, index: number): Float64Array {
  const { surface, location } = geometry.brep.faces[index];
  const normal = surface instanceof Plane ? surface.frame.slice(9, 12) : new Float64Array(3);
  applyToVector(location, normal);
  const length = Math.hypot(normal[0], normal[1], normal[2]);
  return normal.map((x) => x / length);
}
