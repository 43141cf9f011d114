/** Parts whose faces lie on trimmed surfaces, in STEP texts of our own. */
import { StepWriter, type Triple } from "../../../../helpers/step_writer.ts";

const ORIGIN: Triple = [0, 0, 0], Z: Triple = [0, 0, 1], DOWN: Triple = [0, 0, -1];
const QUARTER = Math.PI / 2;

/** What trims a surface: from one u, or v, to another, along it or against it. */
interface Window {
  readonly u: readonly [from: number, to: number];
  readonly v: readonly [from: number, to: number];
  readonly along?: readonly [u: boolean, v: boolean];
}
type Surface = (w: StepWriter) => number;

const flag = (value: boolean) => value ? ".T." : ".F.";
export const trimmed = (surface: Surface, { u, v, along = [true, true] }: Window): Surface => (w) =>
  w.add(
    `RECTANGULAR_TRIMMED_SURFACE('',#${surface(w)},${[...u, ...v].map((x) => x.toFixed(15))},` +
      `${along.map(flag)})`,
  );

/** A wedge about the z axis from one angle to another: closed form volume and areas. */
export interface Wedge {
  /** Distances from the axis below, at 0, and above. */
  readonly radii: readonly [low: number, high: number];
  readonly height: number;
  readonly angles: readonly [from: number, to: number];
}

/** A solid wedge whose side is on a surface, its senses as told. */
export function wedge({ radii, height, angles }: Wedge, side: Surface, same = true): string {
  const w = new StepWriter(), [low, high] = radii, top: Triple = [0, 0, height];
  const at = (angle: number, radius: number, z: number): Triple => [
    radius * Math.cos(angle),
    radius * Math.sin(angle),
    z,
  ];
  const [a, b] = angles.map((angle) => at(angle, low, 0));
  const [c, d] = angles.map((angle) => at(angle, high, height));
  const below = w.edge(a, b, w.circle(w.frame(ORIGIN), low));
  const above = w.edge(c, d, w.circle(w.frame(top), high));
  const [up, down] = [w.straight(a, c), w.straight(b, d)];
  const axis = w.straight(ORIGIN, top);
  const spokes = [a, b].map((p) => w.straight(ORIGIN, p));
  const upper = [c, d].map((p) => w.straight(top, p));
  const plane = (origin: Triple, normal: Triple, x: Triple) =>
    w.add(`PLANE('',#${w.frame(origin, normal, x)})`);
  const [from, to] = angles;
  return w.file([w.solid([
    w.face(side(w), [w.bound([below, down, -above, -up])], same),
    w.face(plane(ORIGIN, DOWN, [1, 0, 0]), [w.bound([spokes[1], -below, -spokes[0]])]),
    w.face(plane(top, Z, [1, 0, 0]), [w.bound([upper[0], above, -upper[1]])]),
    w.face(plane(ORIGIN, [Math.sin(from), -Math.cos(from), 0], Z), [
      w.bound([spokes[0], up, -upper[0], -axis]),
    ]),
    w.face(plane(ORIGIN, [-Math.sin(to), Math.cos(to), 0], Z), [
      w.bound([axis, upper[1], -down, -spokes[1]]),
    ]),
  ])]);
}

const cylinder: Surface = (w) => w.add(`CYLINDRICAL_SURFACE('',#${w.frame(ORIGIN)},2.)`);
export const TUBE: Wedge = { radii: [2, 2], height: 6, angles: [0, QUARTER] };
const ACROSS: Wedge = { ...TUBE, angles: [-QUARTER / 2, QUARTER / 2] };
/** It is 2 wide at 0 and 3 at 4: its parameter v is the height. */
export const cone: Surface = (w) =>
  w.add(`CONICAL_SURFACE('',#${w.frame(ORIGIN)},2.,${Math.atan2(1, 4)})`);
export const CONE: Wedge = { radii: [2, 3], height: 4, angles: [0, QUARTER] };

export const tube = (window: Window, shape = TUBE, same = true) =>
  wedge(shape, trimmed(cylinder, window), same);
const HEIGHT = [0, 6] as const;

/** The texts by what their windows are. */
export const ODD_WINDOWS: Readonly<Record<string, () => string>> = {
  "a window of a cylinder": () => tube({ u: [0, QUARTER], v: HEIGHT }),
  "a window that is larger than its face": () => tube({ u: [6, 2], v: [-1, 9] }),
  "a window that begins two turns on": () => tube({ u: [12.5, 2], v: HEIGHT }),
  "a window across the beginning of u": () =>
    tube({ u: [3.5 * QUARTER, QUARTER / 2], v: HEIGHT }, ACROSS),
  "a window all around": () => tube({ u: [0, 4 * QUARTER], v: HEIGHT }, ACROSS),
  "a window of a cone, whose v is the height": () =>
    wedge(CONE, trimmed(cone, { u: [0, QUARTER], v: [0, 4] })),
};

/** Those that run against the parameters of their surface, which the kernel reads wrong. */
export const WINDOWS_AGAINST: Readonly<Record<string, () => string>> = {
  "a window against u and v": () => tube({ u: [QUARTER, 0], v: [6, 0], along: [false, false] }),
  "a window against u": () =>
    tube({ u: [QUARTER, 0], v: HEIGHT, along: [false, true] }, TUBE, false),
  "a window against v": () =>
    tube({ u: [0, QUARTER], v: [6, 0], along: [true, false] }, TUBE, false),
  "a window against u, across its beginning": () =>
    tube({ u: [QUARTER / 2, 3.5 * QUARTER], v: HEIGHT, along: [false, true] }, ACROSS, false),
};
