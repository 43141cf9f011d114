/** Parts with holes across a seam that the file does not have, in STEP texts of our own. */
import { StepWriter, type Triple } from "../../../../helpers/step_writer.ts";

const ORIGIN: Triple = [0, 0, 0], Z: Triple = [0, 0, 1], DOWN: Triple = [0, 0, -1];

/** A surface about the z axis, by the distance from the axis and the height at each of its v. */
interface Side {
  readonly surface: (w: StepWriter) => number;
  readonly at: (v: number) => readonly [distance: number, height: number];
  /** The curve of constant u: a circle about a place at this distance, or a straight line. */
  readonly circle?: readonly [major: number, minor: number];
}

export const TUBE: Side = {
  surface: (w) => w.add(`CYLINDRICAL_SURFACE('',#${w.frame(ORIGIN)},3.)`),
  at: (v) => [3, v],
};
export const BALL: Side = {
  surface: (w) => w.add(`SPHERICAL_SURFACE('',#${w.frame(ORIGIN)},5.)`),
  at: (v) => [5 * Math.cos(v), 5 * Math.sin(v)],
  circle: [0, 5],
};
export const RING: Side = {
  surface: (w) => w.add(`TOROIDAL_SURFACE('',#${w.frame(ORIGIN)},5.,2.)`),
  at: (v) => [5 + 2 * Math.cos(v), 2 * Math.sin(v)],
  circle: [5, 2],
};
const EXTRUDED: Side = {
  surface: (w) => {
    const vector = w.add(`VECTOR('',#${w.direction(Z)},1.)`);
    const circle = w.circle(w.frame(ORIGIN), 3);
    return w.add(`SURFACE_OF_LINEAR_EXTRUSION('',#${circle},#${vector})`);
  },
  at: TUBE.at,
};
const profile = (v: number): [number, number] => [3 - v / 5, v];
const axis = (w: StepWriter) => w.add(`AXIS1_PLACEMENT('',#${w.point(ORIGIN)},#${w.direction(Z)})`);
const REVOLVED: Side = {
  surface: (w) => {
    const line = w.line([3, 0, 0], [2, 0, 5]);
    return w.add(`SURFACE_OF_REVOLUTION('',#${line},#${axis(w)})`);
  },
  at: profile,
};
const TURNED_SPLINE: Side = {
  surface: (w) => {
    const poles = w.points([[3, 0, 0], [2.8, 0, 1], [2.4, 0, 3], [2, 0, 5]]);
    const spline = w.add(
      `B_SPLINE_CURVE_WITH_KNOTS('',3,${poles},.UNSPECIFIED.,.F.,.F.,(4,4),(0.,1.),.UNSPECIFIED.)`,
    );
    return w.add(`SURFACE_OF_REVOLUTION('',#${spline},#${axis(w)})`);
  },
  at: profile,
};

/** Edges along a surface. */
class SideWriter {
  constructor(readonly w: StepWriter, readonly side: Side) {}

  point(u: number, v: number): Triple {
    const [distance, height] = this.side.at(v);
    return [distance * Math.cos(u), distance * Math.sin(u), height];
  }

  around(v: number, from: number, to = from): number {
    const [distance, height] = this.side.at(v);
    const circle = this.w.circle(this.w.frame([0, 0, height]), distance);
    return this.w.edge(this.point(from, v), this.point(to, v), circle);
  }

  along(u: number, from: number, to: number): number {
    const { w, side: { circle } } = this, ends = [from, to].map((v) => this.point(u, v));
    if (circle === undefined) return w.straight(ends[0], ends[1]);
    const [major, minor] = circle, [x, y] = [Math.cos(u), Math.sin(u)];
    const frame = w.frame([major * x, major * y, 0], [y, -x, 0], [x, y, 0]);
    return w.edge(ends[0], ends[1], w.circle(frame, minor));
  }
}

/** What is cut out: from one u to another, from one v to another, and with which edge it begins. */
export type Cutout = readonly [u: number, to: number, v: number, up: number, first?: number];

/**
 * A sheet between a ring `a` at the first v and a ring `b` at the second, with holes that are
 * numbered from 0 on, its bounds in an order.
 */
export function holedSheet(
  side: Side,
  order: string,
  rings: readonly [low: number, high: number],
  holes: readonly Cutout[],
  starts: readonly [number, number] = [0, 0],
): string {
  const w = new StepWriter(), on = new SideWriter(w, side);
  const bound = (name: string) => {
    if (name === "a") return w.bound([on.around(rings[0], starts[0])]);
    if (name === "b") return w.bound([-on.around(rings[1], starts[1])]);
    const [u, to, v, up, first = 0] = holes[Number(name)];
    const [left, right] = [u, to].map((at) => on.along(at, v, up));
    const [below, above] = [v, up].map((at) => on.around(at, u, to));
    const loop = [left, above, -right, -below];
    return w.bound([...loop.slice(first), ...loop.slice(0, first)]);
  };
  return w.file([w.sheet([w.face(side.surface(w), [...order].map(bound))])]);
}

/** A bent pipe without ends, whose hole lies across the seam that is put in along it. */
function holedPipe(starts: readonly [number, number], [u, to, v, up]: Cutout): string {
  const w = new StepWriter(), on = new SideWriter(w, RING);
  const [one, other] = [0, Math.PI / 2].map((at, i) => on.along(at, starts[i], starts[i]));
  const [left, right] = [u, to].map((at) => on.along(at, v, up));
  const [below, above] = [v, up].map((at) => on.around(at, u, to));
  const bounds = [w.bound([-one]), w.bound([other]), w.bound([left, above, -right, -below])];
  return w.file([w.sheet([w.face(RING.surface(w), bounds)])]);
}

/** A rod 3 thick and 6 high with a pocket down to 1 from its axis, from one angle to another. */
export function pocketedRod([u, to, low, high, first = 0]: Cutout, isFirst = false): string {
  const w = new StepWriter(), outer = new SideWriter(w, TUBE);
  const inner = new SideWriter(w, { ...TUBE, at: (v) => [1, v] });
  const [bottom, top] = [outer.around(0, 0), outer.around(6, 0)];
  const border = (on: SideWriter) => {
    const [left, right] = [u, to].map((at) => on.along(at, low, high));
    const [below, above] = [low, high].map((at) => on.around(at, u, to));
    return { left, right, below, above };
  };
  const [o, i] = [border(outer), border(inner)];
  const spoke = (at: number, v: number) => w.straight(inner.point(at, v), outer.point(at, v));
  const [a, b, c, d] = [[u, low], [to, low], [u, high], [to, high]].map(([at, v]) => spoke(at, v));
  const plane = (at: Triple, normal: Triple, x: Triple) =>
    w.add(`PLANE('',#${w.frame(at, normal, x)})`);
  const loop = [o.left, o.above, -o.right, -o.below];
  const hole = w.bound([...loop.slice(first), ...loop.slice(0, first)]);
  const ends = [w.bound([bottom]), w.bound([-top])];
  const floor = w.add(`CYLINDRICAL_SURFACE('',#${w.frame(ORIGIN)},1.)`);
  const radial = (at: number, way: number): Triple => [way * -Math.sin(at), way * Math.cos(at), 0];
  return w.file([w.solid([
    w.face(TUBE.surface(w), isFirst ? [hole, ...ends] : [...ends, hole]),
    w.face(plane(ORIGIN, DOWN, [1, 0, 0]), [w.bound([-bottom])]),
    w.face(plane([0, 0, 6], Z, [1, 0, 0]), [w.bound([top])]),
    w.face(floor, [w.bound([i.below, i.right, -i.above, -i.left])]),
    w.face(plane([0, 0, low], Z, [1, 0, 0]), [w.bound([o.below, -b, -i.below, a])]),
    w.face(plane([0, 0, high], DOWN, [1, 0, 0]), [w.bound([-o.above, -c, i.above, d])]),
    w.face(plane(ORIGIN, radial(u, 1), Z), [w.bound([i.left, c, -o.left, -a])]),
    w.face(plane(ORIGIN, radial(to, -1), Z), [w.bound([-i.right, b, o.right, -d])]),
  ])]);
}

const ACROSS: Cutout = [-0.5, 0.5, 1, 2], ASIDE: Cutout = [3, 4.5, 1, 5];
const UP: Cutout = [-0.7, 0.3, 3, 4], FROM_ABOVE: Cutout = [-0.5, 0.5, 1, 2, 1];
const ON_SEAM: Cutout = [0, 1, 2, 4], AT_1: Cutout = [0.5, 1.5, 1, 2];
const tube = (order: string, holes: readonly Cutout[], starts?: readonly [number, number]) => () =>
  holedSheet(TUBE, order, [0, 6], holes, starts);

/** The texts by what is odd about their holes: those that the kernel reads right. */
export const ODD_HOLES: Readonly<Record<string, () => string>> = {
  "a hole across the seam of a tube": tube("ab0", [ACROSS]),
  "such a hole first": tube("0ab", [FROM_ABOVE]),
  "two such holes first, the upper one before": tube("10ab", [ACROSS, UP]),
  "such a hole between the rings, and one aside": tube("1a0b", [ACROSS, ASIDE]),
  "a hole aside, then one across the seam": tube("10ab", [ACROSS, ASIDE]),
  "a hole with an edge on the seam": tube("ab0", [ON_SEAM]),
  "a hole across a seam between rings that begin elsewhere": tube("ab0", [AT_1], [1, 2]),
  "a hole across the seam of a band of a torus": () =>
    holedSheet(RING, "ab0", [0, 2.5], [[-0.5, 0.5, 0.5, 1]]),
  "such a hole of a band that goes on beyond v = 0": () =>
    holedSheet(RING, "ab0", [-1, 2.5], [[-0.5, 0.5, -0.5, 1]]),
  "such a hole a period beyond where its band begins": () =>
    holedSheet(RING, "ab0", [2, 7.5], [[-0.5, 0.5, 6.4, 7]]),
  "a hole across the seam of a band of a sphere": () =>
    holedSheet(BALL, "0ab", [-1, 1.2], [[-0.5, 0.5, -0.5, 1]]),
  "a hole across the seam of a cap": () => holedSheet(BALL, "a0", [-1, 0], [[-0.5, 0.5, -0.5, 1]]),
  "a hole across the seam of an extruded circle": () => holedSheet(EXTRUDED, "ab0", [0, 5], [UP]),
  "a hole across the seam of a revolved line": () =>
    holedSheet(REVOLVED, "0ab", [0, 5], [AT_1], [1, 2]),
  "a hole across the seam of a revolved spline": () =>
    holedSheet(TURNED_SPLINE, "ab0", [0, 5], [ACROSS]),
  "a hole across the seam of a bent pipe": () => holedPipe([0, 0], [0.5, 1, -0.4, 0.4]),
  "such a hole where rings begin at other angles": () => holedPipe([1, 2], [0.5, 1, 0.6, 1.4]),
  "a pocket across a seam": () => pocketedRod(ACROSS),
  "a pocket across a seam, first": () => pocketedRod(FROM_ABOVE, true),
  "a pocket that ends at a seam": () => pocketedRod(ON_SEAM),
};

/** A tube with a hole between two planes that rise from x = 2 on, turned about its axis. */
export function lensedTube(turn: number): string {
  const w = new StepWriter(), [radius, from, rise] = [3, 2, 0.5], n = Math.hypot(1, rise);
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  const turned = ([x, y, z]: Triple): Triple => [x * c - y * s, x * s + y * c, z];
  const half = Math.sqrt(radius ** 2 - from ** 2);
  const [one, other] = [-half, half].map((y) => turned([from, y, 3]));
  const [above, below] = [rise, -rise].map((by) => {
    const [up, along]: Triple[] = [turned([-by / n, 0, 1 / n]), turned([1 / n, 0, by / n])];
    const frame = w.frame([0, 0, 3 - by * from], up, along);
    return w.edge(one, other, w.add(`ELLIPSE('',#${frame},${radius * n},${radius}.)`));
  });
  const on = new SideWriter(w, TUBE);
  const bounds = [w.bound([on.around(0, 0)]), w.bound([-on.around(6, 0)])];
  return w.file([
    w.sheet([w.face(TUBE.surface(w), [...bounds, w.bound([above, -below])])]),
  ]);
}
/** Its area. */
export const LENSED_AREA = 36 * Math.PI - 6 * (Math.sqrt(5) - 2 * Math.acos(2 / 3));

/**
 * A ball of radius 5 that ends 4 below its middle and has a round flat 4 aside, whose edge begins
 * at an angle from above.
 */
export function flattedBall(aside: number, start: number): string {
  const w = new StepWriter(), low = new SideWriter(w, BALL).around(-Math.asin(0.8), 0);
  const out: Triple = [Math.cos(aside), Math.sin(aside), 0];
  const centre: Triple = [4 * out[0], 4 * out[1], 0], s = 3 * Math.sin(start);
  const from: Triple = [centre[0] + s * out[1], centre[1] - s * out[0], 3 * Math.cos(start)];
  const frame = w.frame(centre, out, Z), flat = w.edge(from, from, w.circle(frame, 3));
  return w.file([w.solid([
    w.face(BALL.surface(w), [w.bound([low]), w.bound([-flat])]),
    w.face(w.add(`PLANE('',#${w.frame([0, 0, -4], DOWN)})`), [w.bound([-low])]),
    w.face(w.add(`PLANE('',#${frame})`), [w.bound([flat])]),
  ])]);
}
/** The area of what is left of the sphere, and the volume: two caps of height 1 are cut off. */
export const FLATTED = { area: 80 * Math.PI, volume: Math.PI * (500 / 3 - 28 / 3) };

/** Those whose holes do more than lie across it, by the reasons. */
export const UNREAD_HOLES: Readonly<Record<string, () => string>> = {
  "a hole that touches a seam": () => lensedTube(Math.acos(2 / 3)),
  "a hole that comes close to a seam": () => lensedTube(Math.acos(2 / 3) + 0.01),
  "a hole close to a seam": tube("ab0", [[1e-6, 1, 2, 4]]),
  "holes that overlap on a seam": tube("ab01", [ACROSS, [-0.6, 0.4, 1.5, 3]]),
  "a hole that is turned": () =>
    ODD_HOLES["a hole across the seam of a tube"]().replace(
      /(.*FACE_BOUND\('',#\d+,)\.T\./s,
      "$1.F.",
    ),
};
