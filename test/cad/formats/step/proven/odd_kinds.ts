/** Parts with curves and surfaces of rare kinds, in STEP texts of our own. */
import { StepWriter, type Triple } from "../../../../helpers/step_writer.ts";

const Z: Triple = [0, 0, 1], ORIGIN: Triple = [0, 0, 0];
const DOWN: Triple = [0, 0, -1], BACK: Triple = [0, -1, 0];

type Curve = (w: StepWriter) => number;

/** A sheet in the plane of x and y: from `a` along a curve to `b` and back, straight or not. */
function inPlane(a: Triple, b: Triple, curve: Curve, isLeft = true, back?: Curve): string {
  const w = new StepWriter(), edges = [w.edge(a, b, curve(w))];
  if (a !== b) edges.push(back === undefined ? w.straight(b, a) : w.edge(b, a, back(w)));
  return w.file([
    w.sheet([w.face(w.add(`PLANE('',#${w.frame(ORIGIN, isLeft ? Z : DOWN)})`), [w.bound(edges)])]),
  ]);
}

const trimmed = (curve: Curve, a: Triple, b: Triple, isAlong: boolean): Curve => (w) => {
  const [from, to] = [w.point(a), w.point(b)];
  const sense = isAlong ? ".T." : ".F.";
  return w.add(`TRIMMED_CURVE('',#${curve(w)},(#${from}),(#${to}),${sense},.CARTESIAN.)`);
};
const circle = (radius: number, z = Z): Curve => (w) => w.circle(w.frame(ORIGIN, z), radius);
const polyline = (points: readonly Triple[]): Curve => (w) =>
  w.add(`POLYLINE('',${w.points(points)})`);

/** A cubic of as many knots as it needs, one apart: it runs from the third on. */
const ones = (count: number) => Array.from({ length: count }, () => 1).join(",");
const loose = (poles: readonly Triple[], closed: string): Curve => (w) => {
  const count = poles.length + 4;
  const knots = Array.from({ length: count }, (_, i) => `${i - 3}.`).join(",");
  return w.add(
    `B_SPLINE_CURVE_WITH_KNOTS('',3,${w.points(poles)},.UNSPECIFIED.,${closed},.F.,` +
      `(${ones(count)}),(${knots}),.UNSPECIFIED.)`,
  );
};
const OPEN: readonly Triple[] = [[0, 0, 0], [1, 2, 0], [3, 2, 0], [4, 0, 0], [5, -1, 0]];
const CLOSED: readonly Triple[] = [0, 1, 2, 3, 0, 1, 2].map((i) =>
  ([[2, 0, 0], [0, 2, 0], [-2, 0, 0], [0, -2, 0]] as const)[i]
);
/** Where such a cubic is between its i-th and its next span. */
const between = (poles: readonly Triple[], i: number): Triple => {
  const [x, y, z] = [0, 1, 2].map((k) => (poles[i][k] + 4 * poles[i + 1][k] + poles[i + 2][k]) / 6);
  return [x, y, z];
};
const LIFTED = (z: number) => CLOSED.map(([x, y]): Triple => [x, y, z]);

/** A tube of a surface that closes and is not clamped. */
function looseTube(): string {
  const w = new StepWriter(), rows = CLOSED.map(([x, y]) => w.points([[x, y, 0], [x, y, 5]]));
  const knots = Array.from({ length: 11 }, (_, i) => `${i - 3}.`).join(",");
  const surface = w.add(
    `B_SPLINE_SURFACE_WITH_KNOTS('',3,1,(${rows.join(",")}),.UNSPECIFIED.,.T.,.F.,.F.,` +
      `(${ones(11)}),(2,2),(${knots}),(0.,1.),.UNSPECIFIED.)`,
  );
  const ring = (z: number) => {
    const start = between(LIFTED(z), 0);
    return w.edge(start, start, loose(LIFTED(z), ".T.")(w));
  };
  return w.file([w.sheet([w.face(surface, [w.bound([ring(0)]), w.bound([-ring(5)])])])]);
}

/** A patch of a surface whose knots follow from its name, over a net of points. */
function named(kind: string, degree: number, corners: readonly Triple[], lift = 0): string {
  const w = new StepWriter(), steps = [0, 1, 2, 3];
  const row = (i: number) =>
    w.points(steps.map((j): Triple => [i, j, i === 1 && j === 2 ? lift : 0]));
  const net = steps.map(row).join(",");
  const surface = w.add(`${kind}('',${degree},${degree},(${net}),.UNSPECIFIED.,.F.,.F.,.F.)`);
  return w.file([w.sheet([w.face(surface, [
    w.bound(corners.map((p, i) => w.straight(p, corners[(i + 1) % 4]))),
  ])])]);
}
const SQUARE = (a: number, b: number): Triple[] => [[a, a, 0], [b, a, 0], [b, b, 0], [a, b, 0]];

/** A sheet from one height to another over an edge that leads from `a` to `b`. */
function wall(surface: Curve, a: Triple, b: Triple, edge: (z: number) => Curve): string {
  const w = new StepWriter(), up = ([x, y]: Triple): Triple => [x, y, 3];
  const [low, high] = [w.edge(a, b, edge(0)(w)), w.edge(up(a), up(b), edge(3)(w))];
  const sides = [w.straight(b, up(b)), w.straight(a, up(a))];
  return w.file([w.sheet([w.face(surface(w), [w.bound([low, sides[0], -high, -sides[1]])])])]);
}
const extruded = (curve: Curve): Curve => (w) => {
  const vector = w.add(`VECTOR('',#${w.direction(Z)},1.)`);
  return w.add(`SURFACE_OF_LINEAR_EXTRUSION('',#${curve(w)},#${vector})`);
};
const offset = (surface: Curve, distance: number): Curve => (w) =>
  w.add(`OFFSET_SURFACE('',#${surface(w)},${distance},.F.)`);
const offsetCurve = (curve: Curve, distance: number): Curve => (w) =>
  w.add(`OFFSET_CURVE_3D('',#${curve(w)},${distance},.F.,#${w.direction(Z)})`);
const bow = (z: number): Curve => (w) => {
  const poles = w.points([[0, 0, z], [1, 1, z], [2, 0, z]]);
  return w.add(
    `B_SPLINE_CURVE_WITH_KNOTS('',2,${poles},.UNSPECIFIED.,.F.,.F.,(3,3),(0.,1.),.UNSPECIFIED.)`,
  );
};
const ASIDE = 0.4 * Math.SQRT1_2;
const plane: Curve = (w) => w.add(`PLANE('',#${w.frame(ORIGIN)})`);
const cylinder: Curve = (w) => w.add(`CYLINDRICAL_SURFACE('',#${w.frame(ORIGIN)},2.)`);

/** A torus that meets itself, 1 and 2 in radius. It does so at this height. */
const POLE = Math.sqrt(3);
const spindle = (w: StepWriter, isOuter: boolean) =>
  w.add(`DEGENERATE_TOROIDAL_SURFACE('',#${w.frame(ORIGIN)},1.,2.,${isOuter ? ".T." : ".F."})`);
const meridian: Curve = (w) => w.circle(w.frame([1, 0, 0], BACK), 2);
const floor = (w: StepWriter, edge: number) =>
  w.face(w.add(`PLANE('',#${w.frame(ORIGIN, DOWN)})`), [w.bound([-edge])]);

function apple(first: number): string {
  const w = new StepWriter(), seam = w.edge([0, 0, -POLE], [0, 0, POLE], meridian(w));
  return w.file([w.solid([w.face(spindle(w, true), [w.bound([first * seam, -first * seam])])])]);
}

function halfApple(): string {
  const w = new StepWriter(), start: Triple = [3, 0, 0];
  const ring = w.edge(start, start, circle(3)(w)), seam = w.edge(start, [0, 0, POLE], meridian(w));
  return w.file([
    w.solid([w.face(spindle(w, true), [w.bound([ring, seam, -seam])]), floor(w, ring)]),
  ]);
}

function halfLemon(): string {
  const w = new StepWriter(), start: Triple = [-1, 0, 0];
  const ring = w.edge(start, start, w.circle(w.frame(ORIGIN, Z, [-1, 0, 0]), 1));
  const seam = w.edge([0, 0, POLE], start, meridian(w));
  const side = w.face(spindle(w, false), [w.bound([ring, -seam, seam])], false);
  return w.file([w.solid([side, floor(w, ring)])]);
}

/** A band of the outer part without a seam, across the equator. */
function appleBand(low: number, high: number): string {
  const w = new StepWriter();
  const [a, b] = [low, high].map((v) => {
    const radius = 1 + 2 * Math.cos(v), z = 2 * Math.sin(v), start: Triple = [radius, 0, z];
    return w.edge(start, start, w.circle(w.frame([0, 0, z]), radius));
  });
  return w.file([w.sheet([w.face(spindle(w, true), [w.bound([a]), w.bound([-b])])])]);
}

/** A wedge of it whose edge runs through the pole: two meridians that go on in one another. */
function appleWedge(): string {
  const w = new StepWriter(), a: Triple = [3, 0, 0], b: Triple = [-3, 0, 0];
  const top: Triple = [0, 0, POLE], low = w.edge(a, b, circle(3)(w));
  const up = w.edge(a, top, meridian(w));
  const down = w.edge(b, top, w.circle(w.frame([-1, 0, 0], [0, 1, 0], [-1, 0, 0]), 2));
  const side = w.face(spindle(w, true), [w.bound([low, down, -up])]);
  const cut = w.add(`PLANE('',#${w.frame(ORIGIN, BACK)})`);
  return w.file([w.sheet([side, w.face(cut, [w.bound([up, -down, w.straight(b, a)])])])]);
}

const A: Triple = [2, 0, 0], B: Triple = [-2, 0, 0];

const BENDS: readonly Triple[] = [ORIGIN, [2, 1, 0], [4, 0, 0], [5, 2, 0]];

/** The texts by what is rare in them. */
export const ODD_KINDS: Readonly<Record<string, () => string>> = {
  "a polyline": () =>
    inPlane([4, 0, 0], ORIGIN, polyline([[4, 0, 0], [4, 2, 0], [0, 2, 0], ORIGIN])),
  "a closed polyline": () =>
    inPlane(ORIGIN, ORIGIN, polyline([ORIGIN, A, [4, 3, 0], [0, 2, 0], ORIGIN])),
  "a trimmed circle": () => inPlane(A, B, trimmed(circle(2), A, B, true)),
  "a circle that is trimmed backwards": () => inPlane(A, B, trimmed(circle(2, DOWN), A, B, false)),
  "a line that is trimmed backwards": () =>
    inPlane(B, A, trimmed((w) => w.line(A, B), B, A, false), true, polyline([A, [0, 3, 0], B])),
  "an ellipse whose first axis is shorter": () =>
    inPlane(A, A, (w) => w.add(`ELLIPSE('',#${w.frame(ORIGIN)},2.,3.)`)),
  "a parabola": () =>
    inPlane([4, -4, 0], [1, 2, 0], (w) => w.add(`PARABOLA('',#${w.frame(ORIGIN)},1.)`), false),
  "an offset of an ellipse": () =>
    inPlane(A, A, offsetCurve((w) => w.add(`ELLIPSE('',#${w.frame(ORIGIN)},3.,2.)`), 1)),
  "a curve that is not clamped": () =>
    inPlane(between(OPEN, 0), between(OPEN, 2), loose(OPEN, ".F."), false),
  "a uniform curve": () =>
    inPlane(
      between(OPEN, 0),
      between(OPEN, 2),
      (w) => w.add(`UNIFORM_CURVE('',3,${w.points(OPEN)},.UNSPECIFIED.,.F.,.F.)`),
      false,
    ),
  "a closed curve from elsewhere on": () => {
    const start = between(CLOSED, 2);
    return inPlane(start, start, loose(CLOSED, ".T."));
  },
  "a uniform surface": () => named("UNIFORM_SURFACE", 2, SQUARE(0.5, 2.5)),
  "a quasi-uniform surface": () => named("QUASI_UNIFORM_SURFACE", 2, SQUARE(0, 3), 1),
  "a Bezier surface": () => named("BEZIER_SURFACE", 3, SQUARE(0, 3), 1),
  "a tube that is not clamped": looseTube,
  "an offset of a plane": () => {
    const corners: Triple[] = [[0, 0, 1], [2, 0, 1], [2, 3, 1], [0, 3, 1]], w = new StepWriter();
    const edges = corners.map((p, i) => w.straight(p, corners[(i + 1) % 4]));
    return w.file([w.sheet([w.face(offset(plane, 1)(w), [w.bound(edges)])])]);
  },
  "an offset of a cylinder": () =>
    wall(offset(cylinder, 1), [3, 0, 0], [0, 3, 0], (z) => (w) => w.circle(w.frame([0, 0, z]), 3)),
  "an offset of an extrusion, and of its edges": () =>
    wall(
      offset(extruded(bow(0)), 0.4),
      [ASIDE, -ASIDE, 0],
      [2 - ASIDE, -ASIDE, 0],
      (z) => offsetCurve(bow(z), -0.4),
    ),
  "a torus that meets itself": () => apple(1),
  "a torus that meets itself, down first": () => apple(-1),
  "the upper half of it": halfApple,
  "its inner part": halfLemon,
  "a band of it": () => appleBand(0, 0.5),
  "a band across the beginning of v": () => appleBand(-0.8, 0.5),
  "edges that meet in its pole": appleWedge,
};

/** Texts of what is left to the kernel, by the reasons. */
export const UNREAD_KINDS: Readonly<Record<string, () => string>> = {
  "a part of a curve that bends": () =>
    inPlane([1, 0, 0], [2, 1.5, 0], polyline([ORIGIN, A, [2, 3, 0]])),
  "a surface with a crease": () =>
    wall(
      extruded(polyline(BENDS)),
      ORIGIN,
      BENDS[3],
      (z) => polyline(BENDS.map(([x, y]): Triple => [x, y, z])),
    ),
  "an offset curve in another unit": () =>
    ODD_KINDS["an offset of an ellipse"]().replace(".MILLI.,.METRE.", ".CENTI.,.METRE."),
  "an offset of a B-spline on a plane": () =>
    inPlane([ASIDE, -ASIDE, 0], [2 - ASIDE, -ASIDE, 0], offsetCurve(bow(0), -0.4), false),
  "an edge that is off its surface": () => {
    const w = new StepWriter(), seam = w.edge([0, 0, -POLE], [0, 0, POLE], meridian(w));
    return w.file([w.solid([w.face(spindle(w, false), [w.bound([seam, -seam])])])]);
  },
};
