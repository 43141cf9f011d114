/** Parts of kinds that samples have none of, in STEP texts of our own. */
import { StepWriter, type Triple } from "../../../../helpers/step_writer.ts";

const X: Triple = [1, 0, 0],
  Y: Triple = [0, 1, 0],
  Z: Triple = [0, 0, 1],
  DOWN: Triple = [0, 0, -1];
const ROOT_HALF = Math.SQRT1_2;

/** A circle about the z axis that begins at an angle, as a closed edge. */
function ring(w: StepWriter, z: number, radius: number, angle = 0): number {
  const start: Triple = [radius * Math.cos(angle), radius * Math.sin(angle), z];
  return w.edge(start, start, w.circle(w.frame([0, 0, z]), radius));
}

/** A disc that ends a part of revolution: at the top or at the bottom. */
function disc(w: StepWriter, z: number, edges: readonly number[], isTop: boolean): number {
  return w.face(w.add(`PLANE('',#${w.frame([0, 0, z], isTop ? Z : DOWN)})`), [w.bound(edges)]);
}

/** A cone whose apex is a bound of its face: 4 high, 3 wide. */
function coneWithApex(): string {
  const w = new StepWriter(), apex: Triple = [0, 0, 4];
  const base = ring(w, 0, 3);
  const surface = w.add(`CONICAL_SURFACE('',#${w.frame([0, 0, 0], DOWN)},3.,${Math.atan2(3, 4)})`);
  const side = w.face(surface, [w.bound([base]), w.vertexBound(apex)]);
  return w.file([w.solid([side, disc(w, 0, [-base], false)])]);
}

/** Half a ball whose edge runs through both poles of the sphere. */
function halfBall(): string {
  const w = new StepWriter(), top: Triple = [0, 0, 5];
  const edge = w.edge(top, top, w.circle(w.frame([0, 0, 0], Y, Z), 5));
  const sphere = w.add(`SPHERICAL_SURFACE('',#${w.frame([0, 0, 0])},5.)`);
  const plane = w.add(`PLANE('',#${w.frame([0, 0, 0], [0, -1, 0])})`);
  return w.file([w.solid([w.face(sphere, [w.bound([edge])]), w.face(plane, [w.bound([-edge])])])]);
}

/** A cylinder without a seam, whose circles begin at other angles. */
function cylinderOfRings(low: number, high: number): string {
  const w = new StepWriter();
  const [bottom, top] = [ring(w, 0, 2, low), ring(w, 6, 2, high)];
  const surface = w.add(`CYLINDRICAL_SURFACE('',#${w.frame([0, 0, 0])},2.)`);
  const side = w.face(surface, [w.bound([bottom]), w.bound([-top])]);
  return w.file([w.solid([side, disc(w, 0, [-bottom], false), disc(w, 6, [top], true)])]);
}

/** The nine poles of a whole turn in quarters, at a radius and a height. */
function turnPoles(radius: number, z: number): Triple[] {
  return [[1, 0], [1, 1], [0, 1], [-1, 1], [-1, 0], [-1, -1], [0, -1], [1, -1], [1, 0]].map((
    [x, y],
  ) => [radius * x, radius * y, z]);
}
const TURN_WEIGHTS = Array.from({ length: 9 }, (_, i) => i % 2 === 0 ? 1 : ROOT_HALF);
const KNOTS = "0.,1.,2.,3.,4.";

/** A circle as a rational spline, closed, from its fourth part `from` to `to`. */
function splineRing(w: StepWriter, radius: number, z: number): number {
  return w.add(
    `(BOUNDED_CURVE()B_SPLINE_CURVE(2,${w.points(turnPoles(radius, z))},.UNSPECIFIED.,.T.,.F.)` +
      `B_SPLINE_CURVE_WITH_KNOTS((3,2,2,2,3),(${KNOTS}),.UNSPECIFIED.)` +
      "CURVE()GEOMETRIC_REPRESENTATION_ITEM()" +
      `RATIONAL_B_SPLINE_CURVE((${TURN_WEIGHTS.join(",")}))REPRESENTATION_ITEM(''))`,
  );
}

/** A frustum as a rational spline surface, closed in u; its upper side may be a point. */
function splineCone(
  w: StepWriter,
  low: number,
  high: number,
  z: number,
  knots = KNOTS,
): number {
  const [bottom, top] = [turnPoles(low, 0), turnPoles(high, z)];
  const net = bottom.map((p, i) => w.points([p, top[i]])).join(",");
  const weights = TURN_WEIGHTS.map((weight) => `(${weight},${weight})`).join(",");
  return w.add(
    `(BOUNDED_SURFACE()B_SPLINE_SURFACE(2,1,(${net}),.UNSPECIFIED.,.T.,.F.,.F.)` +
      `B_SPLINE_SURFACE_WITH_KNOTS((3,2,2,2,3),(2,2),(${knots}),(0.,1.),.UNSPECIFIED.)` +
      `GEOMETRIC_REPRESENTATION_ITEM()RATIONAL_B_SPLINE_SURFACE((${weights}))` +
      "REPRESENTATION_ITEM('')SURFACE())",
  );
}

/** A frustum of splines that close on themselves, with its seam or without one. */
function closedSpline(seamed: boolean, knots = KNOTS): string {
  const w = new StepWriter(), low: Triple = [3, 0, 0], high: Triple = [2, 0, 5];
  const bottom = w.edge(low, low, splineRing(w, 3, 0)),
    top = w.edge(high, high, splineRing(w, 2, 5));
  const seam = w.straight(low, high);
  const bounds = seamed
    ? [w.bound([bottom, seam, -top, -seam])]
    : [w.bound([bottom]), w.bound([-top])];
  const side = w.face(splineCone(w, 3, 2, 5, knots), bounds);
  return w.file([w.solid([side, disc(w, 0, [-bottom], false), disc(w, 5, [top], true)])]);
}

/** A cone of splines: the upper side of its face is a point. */
function splineApex(): string {
  const w = new StepWriter(), low: Triple = [3, 0, 0], apex: Triple = [0, 0, 4];
  const base = w.edge(low, low, splineRing(w, 3, 0)), seam = w.straight(low, apex);
  const side = w.face(splineCone(w, 3, 0, 4), [w.bound([base, seam, -seam])]);
  return w.file([w.solid([side, disc(w, 0, [-base], false)])]);
}

/** A wedge of a cone of splines, a quarter of it: two edges meet in the point. */
function splineWedge(uncertainty?: number): string {
  const w = new StepWriter(), a: Triple = [3, 0, 0], b: Triple = [0, 3, 0];
  const apex: Triple = [0, 0, 4], foot: Triple = [0, 0, 0];
  const arc = w.edge(a, b, w.circle(w.frame(foot), 3));
  const [up, down] = [w.straight(a, apex), w.straight(b, apex)];
  const [left, right, axis] = [w.straight(foot, a), w.straight(foot, b), w.straight(foot, apex)];
  const plane = (normal: Triple, x: Triple) => w.add(`PLANE('',#${w.frame(foot, normal, x)})`);
  const faces = [
    w.face(splineCone(w, 3, 0, 4), [w.bound([arc, down, -up])]),
    w.face(plane(DOWN, X), [w.bound([right, -arc, -left])]),
    w.face(plane([0, -1, 0], X), [w.bound([left, up, -axis])]),
    w.face(plane([-1, 0, 0], Y), [w.bound([axis, -down, -right])]),
  ];
  return w.file([w.solid(faces)], uncertainty);
}

/** A body of rings, 3 wide below and 2 wide above, whose side is a revolved line. */
function revolvedBand(): string {
  const w = new StepWriter(), [bottom, top] = [ring(w, 0, 3, 1), ring(w, 4, 2, 2)];
  const axis = w.add(`AXIS1_PLACEMENT('',#${w.point([0, 0, 0])},#${w.direction(Z)})`);
  const profile = w.line([3, 0, 0], [2, 0, 4]);
  const surface = w.add(`SURFACE_OF_REVOLUTION('',#${profile},#${axis})`);
  const side = w.face(surface, [w.bound([bottom]), w.bound([-top])]);
  return w.file([w.solid([side, disc(w, 0, [-bottom], false), disc(w, 4, [top], true)])]);
}

/** A cylinder whose side is an extruded circle. */
function extrudedBand(): string {
  const w = new StepWriter(), [bottom, top] = [ring(w, 0, 2, 1), ring(w, 6, 2, 2)];
  const vector = w.add(`VECTOR('',#${w.direction(Z)},1.)`);
  const circle = w.circle(w.frame([0, 0, 0]), 2);
  const surface = w.add(`SURFACE_OF_LINEAR_EXTRUSION('',#${circle},#${vector})`);
  const side = w.face(surface, [w.bound([bottom]), w.bound([-top])]);
  return w.file([w.solid([side, disc(w, 0, [-bottom], false), disc(w, 6, [top], true)])]);
}

/** A torus as a whole, cut open along two circles. */
function seamedTorus(u: number, v: number): string {
  const w = new StepWriter(), [c, s] = [Math.cos(u), Math.sin(u)];
  const radius = 5 + 2 * Math.cos(v),
    z = 2 * Math.sin(v),
    start: Triple = [radius * c, radius * s, z];
  const around = w.edge(start, start, w.circle(w.frame([0, 0, z]), radius));
  const frame = w.frame([5 * c, 5 * s, 0], [s, -c, 0], [c, s, 0]);
  const across = w.edge(start, start, w.circle(frame, 2));
  const torus = w.add(`TOROIDAL_SURFACE('',#${w.frame([0, 0, 0])},5.,2.)`);
  return w.file([w.solid([w.face(torus, [w.bound([around, across, -around, -across])])])]);
}

/** A sphere as a whole, cut open along a meridian. */
function seamedSphere(first: number): string {
  const w = new StepWriter(), [low, high]: Triple[] = [[0, 0, -3], [0, 0, 3]];
  const seam = w.edge(low, high, w.circle(w.frame([0, 0, 0], [0, -1, 0], [1, 0, 0]), 3));
  const sphere = w.add(`SPHERICAL_SURFACE('',#${w.frame([0, 0, 0])},3.)`);
  return w.file([w.solid([w.face(sphere, [w.bound([first * seam, -first * seam])])])]);
}

/** The texts by what is odd about them. */
export const ODD_PARTS: Readonly<Record<string, () => string>> = {
  "an apex for a bound": coneWithApex,
  "an edge through two poles": halfBall,
  "rings that begin at other angles": () => cylinderOfRings(1, 2.5),
  "a ring that begins across from the other": () => cylinderOfRings(0, Math.PI),
  "a closed spline with its seam": () => closedSpline(true),
  "a spline with a point for a side, and its seam": splineApex,
  "a closed spline without a seam": () => closedSpline(false),
  "a closed spline whose knots begin elsewhere": () => closedSpline(false, "6.,7.,8.,9.,10."),
  "a band of a revolved line": revolvedBand,
  "a band of an extruded circle": extrudedBand,
  "a torus of seams alone": () => seamedTorus(0, 0),
  "a torus of seams that lie elsewhere": () => seamedTorus(1, 2),
  "a sphere of a seam alone": () => seamedSphere(1),
  "a sphere of a seam alone, down first": () => seamedSphere(-1),
  "edges that meet in the point of a spline": () => splineWedge(),
  "such edges in a coarse file": () => splineWedge(0.01),
};
