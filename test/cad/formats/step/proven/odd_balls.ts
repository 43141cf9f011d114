/** Spheres and tori with holes that do not go around them, in STEP texts of our own. */
import { StepWriter, type Triple } from "../../../../helpers/step_writer.ts";

const ORIGIN: Triple = [0, 0, 0], Z: Triple = [0, 0, 1], DOWN: Triple = [0, 0, -1];

const sphere = (w: StepWriter) => w.add(`SPHERICAL_SURFACE('',#${w.frame(ORIGIN)},5.)`);

/** Where a flat is: how far around, how far up, and where its edge begins. */
type Flat = readonly [aside: number, up: number, start?: number];

/** A ball of radius 5 with round flats 4 off its middle. */
export function flattedBall(flats: readonly Flat[]): string {
  const w = new StepWriter(), bounds: number[] = [], planes: number[] = [];
  for (const [aside, up, start = 0] of flats) {
    const [c, s] = [Math.cos(aside), Math.sin(aside)];
    const out: Triple = [c * Math.cos(up), s * Math.cos(up), Math.sin(up)];
    const x: Triple = [-c * Math.sin(up), -s * Math.sin(up), Math.cos(up)], y: Triple = [s, -c, 0];
    const [a, b] = [3 * Math.cos(start), 3 * Math.sin(start)];
    const [px, py, pz] = [0, 1, 2].map((i) => 4 * out[i] + a * x[i] + b * y[i]);
    const frame = w.frame([4 * out[0], 4 * out[1], 4 * out[2]], out, x);
    const edge = w.edge([px, py, pz], [px, py, pz], w.circle(frame, 3));
    bounds.push(w.bound([-edge]));
    planes.push(w.face(w.add(`PLANE('',#${frame})`), [w.bound([edge])]));
  }
  return w.file([w.solid([w.face(sphere(w), bounds), ...planes])]);
}

/** What `count` of them leave of the ball: caps of height 1 are cut off. */
export const flatted = (count: number) => ({
  area: 100 * Math.PI - count * 10 * Math.PI,
  volume: 500 / 3 * Math.PI - count * 14 / 3 * Math.PI,
});

/** What is cut out of a surface about the z axis: a place around, its end, one up, and its end. */
type Cutout = readonly [u: number, to: number, low: number, high: number];

/** A ball with a pocket down to the axis, from one height to another, its border begun anywhere. */
function pocketedBall([u, to, low, high]: Cutout, first = 0): string {
  const w = new StepWriter();
  const at = (angle: number, z: number): Triple => {
    const radius = Math.sqrt(25 - z * z);
    return [radius * Math.cos(angle), radius * Math.sin(angle), z];
  };
  const [below, above] = [low, high].map((z) =>
    w.edge(at(u, z), at(to, z), w.circle(w.frame([0, 0, z]), Math.sqrt(25 - z * z)))
  );
  const [left, right] = [u, to].map((angle) => {
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    const circle = w.circle(w.frame(ORIGIN, [s, -c, 0], [c, s, 0]), 5);
    return w.edge(at(angle, low), at(angle, high), circle);
  });
  const axis = w.straight([0, 0, low], [0, 0, high]);
  const spoke = (angle: number, z: number) => w.straight([0, 0, z], at(angle, z));
  const [a, b, c, d] = [[u, low], [to, low], [u, high], [to, high]].map(([x, z]) => spoke(x, z));
  const plane = (origin: Triple, normal: Triple, x: Triple) =>
    w.add(`PLANE('',#${w.frame(origin, normal, x)})`);
  const radial = (angle: number, way: number) =>
    plane(ORIGIN, [-way * Math.sin(angle), way * Math.cos(angle), 0], Z);
  const loop = [left, above, -right, -below];
  return w.file([w.solid([
    w.face(sphere(w), [w.bound([...loop.slice(first), ...loop.slice(0, first)])]),
    w.face(plane([0, 0, low], Z, [1, 0, 0]), [w.bound([a, below, -b])]),
    w.face(plane([0, 0, high], DOWN, [1, 0, 0]), [w.bound([-c, d, -above])]),
    w.face(radial(u, 1), [w.bound([axis, c, -left, -a])]),
    w.face(radial(to, -1), [w.bound([-axis, b, right, -d])]),
  ])]);
}

/** A torus without some of it, each from one u to another and from one v to another. */
export function holedTorus(holes: readonly Cutout[]): string {
  const w = new StepWriter();
  const at = (u: number, v: number): Triple => {
    const distance = 5 + 2 * Math.cos(v);
    return [distance * Math.cos(u), distance * Math.sin(u), 2 * Math.sin(v)];
  };
  const bounds = holes.map(([u, to, low, high]) => {
    const [below, above] = [low, high].map((v) => {
      const frame = w.frame([0, 0, 2 * Math.sin(v)]);
      return w.edge(at(u, v), at(to, v), w.circle(frame, 5 + 2 * Math.cos(v)));
    });
    const [left, right] = [u, to].map((angle) => {
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      const frame = w.frame([5 * c, 5 * s, 0], [s, -c, 0], [c, s, 0]);
      return w.edge(at(angle, low), at(angle, high), w.circle(frame, 2));
    });
    return w.bound([left, above, -right, -below]);
  });
  const torus = w.add(`TOROIDAL_SURFACE('',#${w.frame(ORIGIN)},5.,2.)`);
  return w.file([w.sheet([w.face(torus, bounds)])]);
}

/** The texts by what is odd about them. */
export const ODD_BALLS: Readonly<Record<string, () => string>> = {
  "a ball with a flat aside": () => flattedBall([[1.5, 0]]),
  "a ball with a flat at u = 0": () => flattedBall([[0, 0, 1]]),
  "a ball with a flat aside and up": () => flattedBall([[1.5, 0.4, 1]]),
  "a ball with three flats": () => flattedBall([[5, 0.1, 2], [1.5, 0], [3.2, -0.2]]),
  "a ball with a pocket": () => pocketedBall([1, 2, -1, 2]),
  "a ball with a pocket across u = 0": () => pocketedBall([-0.5, 0.5, -1, 2], 1),
  "a ball with a wide pocket": () => pocketedBall([1, 5, -1, 2], 2),
  "a torus with a hole": () => holedTorus([[1, 2, 1, 2]]),
  "a torus with a hole across u = 0 and v = 0": () => holedTorus([[-0.5, 0.5, -0.5, 0.5]]),
  "a torus with two holes": () => holedTorus([[1, 2, 1, 2], [4, 5, 2.5, 4]]),
};

/** What is left to the kernel, by the reasons. */
export const UNREAD_BALLS: Readonly<Record<string, () => string>> = {
  "holes all around their surface": () =>
    holedTorus([[0, 2.3, 0, 1], [2, 4.3, 2, 3], [4, 6.5, 4, 5]]),
};
