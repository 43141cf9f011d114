import { Circle } from "../../../../geometry/circle.ts";
import { Line } from "../../../../geometry/line.ts";
import { Sphere } from "../../../../geometry/sphere.ts";
import type { Surface } from "../../../../geometry/surface.ts";
import { Torus } from "../../../../geometry/torus.ts";
import { type LaidUse, madeEdge } from "../open_edge.ts";

const TURN = 2 * Math.PI;

/** Whether a face may be a surface as a whole: one that is closed and does not meet itself. */
export function canBeWhole(surface: Surface): surface is Sphere | Torus {
  return surface instanceof Sphere ||
    (surface instanceof Torus && surface.majorRadius > surface.minorRadius);
}

/**
 * The loop of a face that is a sphere or a torus as a whole, as the kernel makes it: down the
 * meridian at u = 0, along the least v, up the same meridian and back along the greatest v.
 *
 * @param vertices the positions of the body's vertices, to which those of the loop are added
 */
export function wholeSurface(surface: Sphere | Torus, vertices: number[]): LaidUse[] {
  return surface instanceof Sphere ? wholeSphere(surface, vertices) : wholeTorus(surface, vertices);
}

const along = (u: number) => new Line([u, 0], [0, 1]);
const around = (v: number) => new Line([0, v], [1, 0]);
const WHOLE = { first: 0, last: TURN };

function wholeTorus(
  { frame: f, majorRadius, minorRadius }: Torus,
  vertices: number[],
): LaidUse[] {
  const at = [0, 1, 2].map((i) => f[i] + (majorRadius + minorRadius) * f[3 + i]);
  const vertex = vertices.push(...at) / 3 - 1;
  const centre = [0, 1, 2].map((i) => f[i] + majorRadius * f[3 + i]);
  const across = Float64Array.of(...centre, f[3], f[4], f[5], f[9], f[10], f[11]);
  const meridian = madeEdge(new Circle(across, minorRadius), 0, TURN, vertex, vertex);
  const equator = new Circle(f.slice(0, 9), majorRadius + minorRadius);
  const parallel = madeEdge(equator, 0, TURN, vertex, vertex);
  return [
    { edge: meridian, reversed: true, pcurve: along(0), ...WHOLE },
    { edge: parallel, reversed: false, pcurve: around(0), ...WHOLE },
    { edge: meridian, reversed: false, pcurve: along(TURN), ...WHOLE },
    { edge: parallel, reversed: true, pcurve: around(TURN), ...WHOLE },
  ];
}

function wholeSphere({ frame: f, radius }: Sphere, vertices: number[]): LaidUse[] {
  const [low, high] = [-1, 1].map((side) => {
    for (let i = 0; i < 3; i++) vertices.push(f[i] + side * radius * f[9 + i]);
    return vertices.length / 3 - 1;
  });
  const quarter = Math.PI / 2;
  const meridian = new Circle(
    Float64Array.of(f[0], f[1], f[2], f[3], f[4], f[5], f[9], f[10], f[11]),
    radius,
  );
  const seam = madeEdge(meridian, -quarter, quarter, low, high);
  const range = { first: -quarter, last: quarter };
  return [
    { edge: seam, reversed: true, pcurve: along(0), ...range },
    {
      edge: madeEdge(null, 0, TURN, low, low),
      reversed: false,
      pcurve: around(-quarter),
      ...WHOLE,
    },
    { edge: seam, reversed: false, pcurve: along(TURN), ...range },
    {
      edge: madeEdge(null, 0, TURN, high, high),
      reversed: true,
      pcurve: around(quarter),
      ...WHOLE,
    },
  ];
}
