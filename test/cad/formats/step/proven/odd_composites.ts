/** Parts whose edges are curves of several segments, in STEP texts of our own. */
import { StepWriter, type Triple } from "../../../../helpers/step_writer.ts";

const Z: Triple = [0, 0, 1], DOWN: Triple = [0, 0, -1], ORIGIN: Triple = [0, 0, 0];
const QUARTER = Math.PI / 2;

type Curve = (w: StepWriter, z: number) => number;
/** A segment, whether it is run through as it is, and how it goes on in the next one. */
type Segment = readonly [curve: Curve, same: boolean, transition: string];

const real = (x: number) => x.toFixed(15);
const flag = (value: boolean) => value ? ".T." : ".F.";

/** A curve of segments. */
export const composite =
  (segments: readonly Segment[], type = "COMPOSITE_CURVE"): Curve => (w, z) => {
    const ids = segments.map(([curve, same, transition]) =>
      w.add(`COMPOSITE_CURVE_SEGMENT(.${transition}.,${flag(same)},#${curve(w, z)})`)
    );
    return w.add(`${type}('',(${ids.map((id) => `#${id}`).join(",")}),.F.)`);
  };

/** A straight segment between two points, by points, by parameters or by both. */
export const straight = (
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
  by_: "points" | "parameters" | "both" = "points",
): Curve =>
(w, z) => {
  const a: Triple = [ax, ay, z], b: Triple = [bx, by, z], line = w.line(a, b);
  const length = Math.hypot(bx - ax, by - ay);
  const trims = [[a, 0], [b, length]].map(([p, t]) => {
    const point = `#${w.point(p as Triple)}`, parameter = `PARAMETER_VALUE(${real(t as number)})`;
    return by_ === "points" ? point : by_ === "parameters" ? parameter : `${point},${parameter}`;
  });
  return w.add(`TRIMMED_CURVE('',#${line},(${trims[0]}),(${trims[1]}),.T.,.PARAMETER.)`);
};

/** A circular segment from one angle to another, up or down. */
export const arc = (
  [x, y]: readonly [number, number],
  radius: number,
  from: number,
  to: number,
): Curve =>
(w, z) => {
  const circle = w.circle(w.frame([x, y, z]), radius);
  return w.add(
    `TRIMMED_CURVE('',#${circle},(PARAMETER_VALUE(${real(from)})),(PARAMETER_VALUE(${real(to)})),` +
      `${flag(from < to)},.PARAMETER.)`,
  );
};
export const polyline = (points: readonly (readonly [number, number])[]): Curve => (w, z) =>
  w.add(`POLYLINE('',${w.points(points.map(([x, y]): Triple => [x, y, z]))})`);
const bow = (points: readonly (readonly [number, number])[]): Curve => (w, z) =>
  w.add(
    `B_SPLINE_CURVE_WITH_KNOTS('',3,${w.points(points.map(([x, y]): Triple => [x, y, z]))},` +
      ".UNSPECIFIED.,.F.,.F.,(4,4),(0.,1.),.UNSPECIFIED.)",
  );

/** The right half of an ellipse about the origin. */
const upright = (x: number, y: number): Curve => (w, z) => {
  const ellipse = w.add(`ELLIPSE('',#${w.frame([0, 0, z])},${real(x)},${real(y)})`);
  const [from, to] = [-QUARTER, QUARTER].map((t) => `PARAMETER_VALUE(${real(t)})`);
  return w.add(`TRIMMED_CURVE('',#${ellipse},(${from}),(${to}),.T.,.PARAMETER.)`);
};
/** A quarter of the circle of radius 2, from (2, 0) on. */
const heavyQuarter: Curve = (w, z) => {
  const poles = w.points([[2, 0, z], [2, 2, z], [0, 2, z]]);
  return w.add(
    `(BOUNDED_CURVE()B_SPLINE_CURVE(2,${poles},.UNSPECIFIED.,.F.,.F.)` +
      "B_SPLINE_CURVE_WITH_KNOTS((3,3),(0.,1.),.UNSPECIFIED.)CURVE()" +
      `GEOMETRIC_REPRESENTATION_ITEM()RATIONAL_B_SPLINE_CURVE((2.,${real(Math.SQRT2)},2.))` +
      "REPRESENTATION_ITEM(''))",
  );
};

/** A plate 2 high over an outline that is one closed edge, which begins at a point. */
export function sheetOf(outline: Curve, [x, y]: readonly [number, number]): string {
  const w = new StepWriter(), start: Triple = [x, y, 0];
  const edge = w.edge(start, start, outline(w, 0));
  return w.file([
    w.sheet([w.face(w.add(`PLANE('',#${w.frame(ORIGIN, Z)})`), [w.bound([edge])])]),
  ]);
}

/** A plate 2 high whose outline is the axis of x and an edge from (4, 0) back to the origin. */
export function plateOf(outline: Curve, surfaces: (w: StepWriter) => number): string {
  const w = new StepWriter(), a: Triple = [4, 0, 0], c: Triple = [4, 0, 2], d: Triple = [0, 0, 2];
  const [low, high] = [w.edge(a, ORIGIN, outline(w, 0)), w.edge(c, d, outline(w, 2))];
  const [below, above] = [w.straight(ORIGIN, a), w.straight(d, c)];
  const [up, down] = [w.straight(a, c), w.straight(ORIGIN, d)];
  const plane = (origin: Triple, z: Triple) => w.add(`PLANE('',#${w.frame(origin, z)})`);
  return w.file([w.solid([
    w.face(plane(ORIGIN, DOWN), [w.bound([-low, -below])]),
    w.face(plane([0, 0, 2], Z), [w.bound([above, high])]),
    w.face(plane(ORIGIN, [0, -1, 0]), [w.bound([below, up, -above, -down])]),
    w.face(surfaces(w), [w.bound([low, down, -high, -up])]),
  ])]);
}

export const GOES = "CONTINUOUS", SMOOTH = "CONT_SAME_GRADIENT", ENDS = "DISCONTINUOUS";
export const [P, Q, R, S] = [[0, 0], [4, 0], [4, 2], [0, 2]] as const;
/** A stadium: 4 by 2, and half a disc of radius 1 at each end. */
export const STADIUM: readonly Segment[] = [
  [straight(P, Q), true, SMOOTH],
  [arc([4, 1], 1, -QUARTER, QUARTER), true, SMOOTH],
  [straight(R, S, "both"), true, SMOOTH],
  [arc([0, 1], 1, QUARTER, 3 * QUARTER), true, SMOOTH],
];
const CORNERS: readonly Segment[] = [
  [straight(P, Q, "parameters"), true, GOES],
  [straight(R, Q), false, GOES],
  [polyline([R, [2, 5], S]), true, GOES],
  [straight(P, S), false, GOES],
];

/** From (4, 0) over two quarters of circles and a line to the origin, without a corner. */
export const BRIDGE: readonly Segment[] = [
  [arc([3, 0], 1, 0, QUARTER), true, SMOOTH],
  [straight([3, 1], [1, 1]), true, SMOOTH],
  [arc([1, 0], 1, QUARTER, 2 * QUARTER), true, ENDS],
];
const extruded = (curve: Curve) => (w: StepWriter): number => {
  const vector = w.add(`VECTOR('',#${w.direction(Z)},1.)`);
  return w.add(`SURFACE_OF_LINEAR_EXTRUSION('',#${curve(w, 0)},#${vector})`);
};

/** A plate under the bridge, 2 high, and one under half a disc whose edge is of two arcs. */
export const bridgePlate = () => plateOf(composite(BRIDGE), extruded(composite(BRIDGE)));
export const arcPlate = (radius = 2) =>
  plateOf(
    composite([
      [arc([2, 0], 2, 0, 0.7), true, SMOOTH],
      [arc([2, 0], 2, 0.7, 2 * QUARTER), true, ENDS],
    ]),
    (w) => w.add(`CYLINDRICAL_SURFACE('',#${w.frame([2, 0, 0])},${real(radius)})`),
  );

/** A quarter of a cylinder of radius 2 that is 3 high for half of it, and 5 for the other half. */
export function steppedSide(): string {
  const w = new StepWriter(), half = QUARTER / 2, s = 2 * Math.SQRT1_2;
  const [a, b]: Triple[] = [[2, 0, 0], [0, 2, 0]], [c, d]: Triple[] = [[2, 0, 3], [0, 2, 5]];
  const up: Curve = (w) => {
    const [p, q]: Triple[] = [[s, s, 3], [s, s, 5]], line = w.line(p, q);
    return w.add(`TRIMMED_CURVE('',#${line},(#${w.point(p)}),(#${w.point(q)}),.T.,.CARTESIAN.)`);
  };
  const around = (from: number, to: number, z: number): Curve => (w) =>
    arc([0, 0], 2, from, to)(w, z);
  const steps = composite([
    [around(0, half, 3), true, GOES],
    [up, true, GOES],
    [around(half, QUARTER, 5), true, ENDS],
  ]);
  const below = w.edge(a, b, w.circle(w.frame(ORIGIN), 2)), above = w.edge(c, d, steps(w, 0));
  const sides = [w.straight(a, c), w.straight(b, d)];
  const cylinder = w.add(`CYLINDRICAL_SURFACE('',#${w.frame(ORIGIN)},2.)`);
  return w.file([w.sheet([w.face(cylinder, [w.bound([below, sides[1], -above, -sides[0]])])])]);
}

/** The texts by what their edges are, with the areas. */
export const ODD_COMPOSITES: Readonly<Record<string, readonly [text: () => string, area: number]>> =
  {
    "lines and arcs": [() => sheetOf(composite(STADIUM), P), 8 + Math.PI],
    "lines and a polyline, some backwards": [() => sheetOf(composite(CORNERS), P), 8 + 6],
    "an arc that runs down": [
      () =>
        sheetOf(
          composite([
            [straight(P, Q), true, GOES],
            [straight(Q, R), true, GOES],
            [arc([2, 2], 2, 2 * QUARTER, 0), false, GOES],
            [straight(S, P), true, GOES],
          ]),
          P,
        ),
      8 + 2 * Math.PI,
    ],
    "a curve of a curve": [
      () =>
        sheetOf(
          composite([
            [composite([...STADIUM.slice(0, 1), [STADIUM[1][0], true, ENDS]]), true, SMOOTH],
            ...STADIUM.slice(2),
          ]),
          P,
        ),
      8 + Math.PI,
    ],
    "a curve of a curve that runs backwards": [
      () =>
        sheetOf(
          composite([
            [
              composite([[straight(R, Q), true, GOES], [straight(Q, P), true, ENDS]]),
              false,
              SMOOTH,
            ],
            ...STADIUM.slice(2),
          ].map(([curve, same]) => [curve, same, GOES] as Segment)),
          P,
        ),
      8 + Math.PI / 2,
    ],
    "an ellipse whose first axis is shorter": [
      () =>
        sheetOf(
          composite([
            [straight([0, -2], [0, -2.5]), false, GOES],
            [upright(1, 2), true, GOES],
            [straight([0, 2], [0, -2.5]), true, GOES],
          ].map(([curve, same]) => [curve, same, GOES] as Segment)),
          [0, -2.5],
        ),
      Math.PI,
    ],
    "an arc as a spline whose weights are twice as large": [
      () =>
        sheetOf(
          composite([
            [straight(P, [2, 0]), true, GOES],
            [heavyQuarter, true, GOES],
            [straight([0, 2], P), true, GOES],
          ]),
          P,
        ),
      Math.PI,
    ],
    "lines and a spline": [
      () =>
        sheetOf(
          composite([
            [straight(P, Q), true, GOES],
            [bow([Q, [4, 4], [0, 4], P]), true, GOES],
          ]),
          P,
        ),
      // Of a cubic that is 4 wide and whose inner poles are 4 high: 3/5 of their rectangle.
      16 * 3 / 5,
    ],
  };

/** The side of a quarter of a cylinder as a surface that ends at the curves of a height. */
export const boundedSide = (
  height: number,
  isOuter = true,
  basis = (w: StepWriter) => w.add(`CYLINDRICAL_SURFACE('',#${w.frame(ORIGIN)},2.)`),
) =>
(w: StepWriter): number => {
  const up = (x: number, y: number, from: number, to: number): Curve => (w) => {
    const [a, b]: Triple[] = [[x, y, from], [x, y, to]];
    const line = from < to ? w.line(a, b) : w.line(b, a);
    return w.add(
      `TRIMMED_CURVE('',#${line},(#${w.point(a)}),(#${w.point(b)}),${flag(from < to)},.CARTESIAN.)`,
    );
  };
  const around = (from: number, to: number, z: number): Curve => (w) =>
    arc([0, 0], 2, from, to)(w, z);
  const boundary = composite([
    [around(0, QUARTER, 0), true, GOES],
    [up(0, 2, 0, height), true, GOES],
    [around(QUARTER, 0, height), true, GOES],
    [up(2, 0, height, 0), true, GOES],
  ], isOuter ? "OUTER_BOUNDARY_CURVE" : "BOUNDARY_CURVE");
  return w.add(
    `CURVE_BOUNDED_SURFACE('',#${basis(w)},(#${boundary(w, 0)}),${flag(!isOuter)})`,
  );
};
