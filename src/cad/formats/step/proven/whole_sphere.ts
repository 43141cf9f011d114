import { Circle } from "../../../geometry/circle.ts";
import { Line } from "../../../geometry/line.ts";
import type { Sphere } from "../../../geometry/sphere.ts";
import { type LaidUse, madeEdge } from "./open_edge.ts";

/**
 * The loop of a face that is a sphere as a whole, as the kernel makes it: down the meridian at
 * u = 0, around the lower pole, up the same meridian and around the upper one.
 *
 * @param vertices the positions of the body's vertices, to which the poles are added
 */
export function wholeSphere({ frame: f, radius }: Sphere, vertices: number[]): LaidUse[] {
  const [low, high] = [-1, 1].map((side) => {
    for (let i = 0; i < 3; i++) vertices.push(f[i] + side * radius * f[9 + i]);
    return vertices.length / 3 - 1;
  });
  const quarter = Math.PI / 2, turn = 2 * Math.PI;
  const meridian = new Circle(
    Float64Array.of(f[0], f[1], f[2], f[3], f[4], f[5], f[9], f[10], f[11]),
    radius,
  );
  const seam = madeEdge(meridian, -quarter, quarter, low, high);
  const along = (u: number) => new Line(Float64Array.of(u, 0), Float64Array.of(0, 1));
  const around = (v: number) => new Line(Float64Array.of(0, v), Float64Array.of(1, 0));
  const range = { first: -quarter, last: quarter }, whole = { first: 0, last: turn };
  return [
    { edge: seam, reversed: true, pcurve: along(0), ...range },
    {
      edge: madeEdge(null, 0, turn, low, low),
      reversed: false,
      pcurve: around(-quarter),
      ...whole,
    },
    { edge: seam, reversed: false, pcurve: along(turn), ...range },
    {
      edge: madeEdge(null, 0, turn, high, high),
      reversed: true,
      pcurve: around(quarter),
      ...whole,
    },
  ];
}
