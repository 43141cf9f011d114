/**
 * How far a body reaches in given directions: what its boxes are made of.
 *
 * @module
 */
import type { Brep, Face, Transform } from "../../brep.ts";
import { NurbsCurve } from "../../geometry/nurbs/nurbs_curve.ts";
import { NurbsSurface } from "../../geometry/nurbs/nurbs_surface.ts";
import { Sphere } from "../../geometry/sphere.ts";
import { Torus } from "../../geometry/torus.ts";
import { applyToPoint, applyToVector, invert } from "../../geometry/transform.ts";
import type { Trimming } from "../../geometry/trimming/trimming.ts";
import type { FaceBounds } from "../faces/face_bounds.ts";
import type { PlacedCurve } from "../edges/edge_curve.ts";
import { ExtentSearch } from "./extent_search.ts";
import { type Extents, include } from "./extents.ts";
import { FaceRows } from "../faces/face_rows.ts";

/** Within a smooth piece of a curve, this many stretches are searched for an extreme each. */
const STRETCHES = 4;

/** Halvings of a stretch: to 1e-12 of it, where the coordinate is wrong by the square of that. */
const HALVINGS = 40;

/**
 * The extents of a body along directions.
 *
 * Extremes lie on the edges, or inside a face where its normal is along the direction. Those of
 * lines and conics, spheres and tori are in closed form; planes, cylinders, cones and extrusions
 * have none inside that is not on an edge too, since straight lines lead there. On other curves the
 * sign changes of the derivative are bisected. On other surfaces the best of a grid of points is
 * refined by Newton's method ({@linkcode ExtentSearch}), so that there alone an extreme can be
 * missed, by less than what lies between two points of the grid; where the poles of a NURBS face
 * reach no farther than what is found already, nothing is left to search.
 *
 * @param directions three numbers each; unit vectors give lengths
 */
export function extentsOf(
  brep: Brep,
  bounds: FaceBounds,
  curves: readonly (PlacedCurve | null)[],
  directions: Float64Array,
): Extents {
  const count = directions.length / 3;
  const low = new Float64Array(count).fill(Infinity),
    high = new Float64Array(count).fill(-Infinity);
  const extents = { low, high };
  const point = new Float64Array(6);
  brep.edges.forEach((edge, index) => {
    const curve = curves[index];
    if (curve !== null) return curveExtents(curve, directions, extents);
    const vertex = edge.startVertex >= 0 ? edge.startVertex : edge.endVertex;
    if (vertex < 0) return;
    for (let k = 0; k < 3; k++) point[k] = brep.vertices[3 * vertex + k];
    include(point, directions, extents);
  });
  const search = new ExtentSearch();
  const rows = new FaceRows();
  brep.faces.forEach((face, index) => {
    if (bounds.skips(index)) return;
    switch (face.surface.kind) {
      case "plane":
      case "cylinder":
      case "cone":
      case "extrusion":
        return;
      case "sphere":
      case "torus":
        return roundExtents(face, bounds.of(index), rows, directions, extents);
      default: {
        const { surface, location } = face;
        if (
          surface instanceof NurbsSurface && within(surface.poles, location, directions, extents)
        ) {
          return;
        }
        search.extend(face, bounds.of(index), directions, extents);
      }
    }
  });
  return extents;
}

/** Whether all of the points lie within the extents: their convex hull then does too. */
function within(
  points: Float64Array,
  location: Transform | null,
  directions: Float64Array,
  { low, high }: Extents,
): boolean {
  const p = new Float64Array(3);
  for (let i = 0; i < points.length; i += 3) {
    p[0] = points[i];
    p[1] = points[i + 1];
    p[2] = points[i + 2];
    applyToPoint(location, p);
    for (let d = 0; d < low.length; d++) {
      const x = dot(directions, 3 * d, p, 0);
      if (!(x >= low[d] && x <= high[d])) return false;
    }
  }
  return true;
}

/** Room for a point and a tangent, written before it is read. */
const ROOM = new Float64Array(6);

function curveExtents(placed: PlacedCurve, directions: Float64Array, extents: Extents): void {
  const { curve, location, first, last } = placed;
  const q = ROOM;
  const at = (t: number) => {
    curve.d1(t, q);
    applyToPoint(location, q);
    include(q, directions, extents);
  };
  at(first);
  at(last);
  if (curve.kind === "line") return;
  if (curve instanceof NurbsCurve && within(curve.poles, location, directions, extents)) return;
  const count = directions.length / 3;
  if (curve.kind === "circle" || curve.kind === "ellipse") {
    // P(t) = C + cos(t) a + sin(t) b, with b = P'(0) and a = -P'(pi / 2).
    const a = new Float64Array(6);
    curve.d1(Math.PI / 2, a);
    curve.d1(0, q);
    const b = q.slice();
    applyToVector(location, a, 3);
    applyToVector(location, b, 3);
    for (let d = 0; d < count; d++) {
      const turn = Math.atan2(dot(directions, 3 * d, b, 3), -dot(directions, 3 * d, a, 3));
      for (let half = 0; half < 2; half++) {
        const t = turn + half * Math.PI;
        const wrapped = t - 2 * Math.PI * Math.floor((t - first) / (2 * Math.PI));
        if (wrapped <= last) at(wrapped);
      }
    }
    return;
  }
  const slopes = new Float64Array(count), before = new Float64Array(count);
  const slopesAt = (t: number) => {
    curve.d1(t, q);
    applyToVector(location, q, 3);
    for (let d = 0; d < count; d++) slopes[d] = dot(directions, 3 * d, q, 3);
  };
  let from = first;
  for (const to of [...curve.breaks(first, last), last]) {
    at(to);
    slopesAt(from + 1e-9 * (to - from));
    before.set(slopes);
    for (let k = 1; k <= STRETCHES; k++) {
      const end = k === STRETCHES ? to - 1e-9 * (to - from) : from + (to - from) * k / STRETCHES;
      // An extreme may lie at the end of a stretch itself, where no sign changes.
      at(end);
      slopesAt(end);
      const ends = slopes.slice();
      for (let d = 0; d < count; d++) {
        if (!(before[d] * ends[d] < 0)) continue;
        let a = from + (to - from) * (k - 1) / STRETCHES, b = end;
        for (let i = 0; i < HALVINGS; i++) {
          const middle = (a + b) / 2;
          slopesAt(middle);
          if (slopes[d] * before[d] > 0) a = middle;
          else b = middle;
        }
        at((a + b) / 2);
      }
      before.set(ends);
    }
    from = to;
  }
}

/**
 * The points of a sphere or a torus whose normal is along a direction, where they are on the face.
 */
function roundExtents(
  face: Face,
  trimming: Trimming,
  rows: FaceRows,
  directions: Float64Array,
  extents: Extents,
): void {
  const { surface, location } = face;
  if (!(surface instanceof Sphere || surface instanceof Torus)) return;
  const f = surface.frame;
  const back = invert(location), q = new Float64Array(9);
  const direction = new Float64Array(3), own = new Float64Array(3);
  for (let d = 0; d < directions.length / 3; d++) {
    for (let k = 0; k < 3; k++) direction[k] = directions[3 * d + k];
    // A motion with a uniform scale takes normals as it takes vectors.
    applyToVector(back, direction);
    for (let k = 0; k < 3; k++) own[k] = dot(f, 3 + 3 * k, direction, 0);
    const across = Math.hypot(own[0], own[1]), turn = Math.atan2(own[1], own[0]);
    for (let side = 0; side < 4; side++) {
      // Both ends of the direction, and on a torus the inner side of each as well.
      const outward = side < 2 ? 1 : -1, sign = side % 2 === 0 ? 1 : -1;
      if (outward < 0 && surface instanceof Sphere) break;
      const u = turn + (sign * outward > 0 ? 0 : Math.PI);
      const v = Math.atan2(sign * own[2], outward * across);
      const around = surface.periodV;
      // Where the direction is the axis, every u will do: the middle of the face is as good as any.
      const place = across > 1e-12 ? u : (trimming.box.u0 + trimming.box.u1) / 2;
      if (!rows.contains(trimming, place, v, surface.periodU, around)) continue;
      surface.d1(place, v, q);
      applyToPoint(location, q);
      include(q, directions, extents);
    }
  }
}

function dot(a: Float64Array, i: number, b: Float64Array, j: number): number {
  return a[i] * b[j] + a[i + 1] * b[j + 1] + a[i + 2] * b[j + 2];
}
