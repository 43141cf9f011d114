/** Tubes and cones that are cut aslant and have no seam, in STEP texts of our own. */
import { StepWriter, type Triple } from "../../../../helpers/step_writer.ts";

const DOWN: Triple = [0, 0, -1], ORIGIN: Triple = [0, 0, 0];

/** A tube, or a cone, about the z axis from z = 0 up to the plane z = height + rise x. */
export interface Slant {
  readonly radius: number;
  /** What the radius falls by for each of height; 0 of a tube. */
  readonly taper: number;
  readonly height: number;
  readonly rise: number;
}

/** The ellipse in which the plane cuts it, seen from above: its middle and half axes. */
function cutOf({ radius, taper, height, rise }: Slant) {
  const e = taper * rise, p = radius - taper * height;
  return { middle: -e * p / (1 - e * e), a: p / (1 - e * e), b: p / Math.sqrt(1 - e * e) };
}

/** The area of its side, and its volume. */
export function measuresOf(slant: Slant): { readonly side: number; readonly volume: number } {
  const { radius, taper, height } = slant, { a, b } = cutOf(slant);
  if (taper === 0) {
    return { side: 2 * Math.PI * radius * height, volume: Math.PI * radius ** 2 * height };
  }
  // Above the cut is a cone as well, over an ellipse.
  const apex = radius / taper, above = Math.PI * a * b * (apex - height) / 3;
  return {
    side: Math.PI * (radius ** 2 - a * b) * Math.hypot(1, taper) / taper,
    volume: Math.PI * radius ** 2 * apex / 3 - above,
  };
}

/** The solid, whose ring and whose ellipse begin at these angles, its side's bounds in an order. */
export function slantOf(
  slant: Slant,
  [from, to]: readonly [number, number],
  isReversed = false,
): string {
  const { radius, taper, height, rise } = slant, w = new StepWriter();
  const start: Triple = [radius * Math.cos(from), radius * Math.sin(from), 0];
  const ring = w.edge(start, start, w.circle(w.frame(ORIGIN), radius));
  const { middle, a, b } = cutOf(slant), n = Math.hypot(1, rise);
  const [up, along]: Triple[] = [[-rise / n, 0, 1 / n], [1 / n, 0, rise / n]];
  const centre: Triple = [middle, 0, height + rise * middle];
  const x = middle + a * Math.cos(to), top: Triple = [x, b * Math.sin(to), height + rise * x];
  const frame = w.frame(centre, up, along);
  const ellipse = w.edge(top, top, w.add(`ELLIPSE('',#${frame},${a * n},${b.toFixed(15)})`));
  const surface = taper === 0
    ? w.add(`CYLINDRICAL_SURFACE('',#${w.frame(ORIGIN)},${radius}.)`)
    : w.add(`CONICAL_SURFACE('',#${w.frame(ORIGIN, DOWN)},${radius}.,${Math.atan(taper)})`);
  const bounds = [w.bound([ring]), w.bound([-ellipse])];
  return w.file([w.solid([
    w.face(surface, isReversed ? bounds.reverse() : bounds),
    w.face(w.add(`PLANE('',#${w.frame(ORIGIN, DOWN)})`), [w.bound([-ring])]),
    w.face(w.add(`PLANE('',#${w.frame(centre, up, along)})`), [w.bound([ellipse])]),
  ])]);
}
