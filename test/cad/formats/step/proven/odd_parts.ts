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
const KNOTS = "(3,2,2,2,3),(0.,1.,2.,3.,4.)";

/** A circle as a rational spline, closed, from its fourth part `from` to `to`. */
function splineRing(w: StepWriter, radius: number, z: number): number {
  return w.add(
    `(BOUNDED_CURVE()B_SPLINE_CURVE(2,${w.points(turnPoles(radius, z))},.UNSPECIFIED.,.T.,.F.)` +
      `B_SPLINE_CURVE_WITH_KNOTS(${KNOTS},.UNSPECIFIED.)CURVE()GEOMETRIC_REPRESENTATION_ITEM()` +
      `RATIONAL_B_SPLINE_CURVE((${TURN_WEIGHTS.join(",")}))REPRESENTATION_ITEM(''))`,
  );
}

/** A frustum as a rational spline surface, closed in u; its upper side may be a point. */
function splineCone(w: StepWriter, low: number, high: number, z: number): number {
  const [bottom, top] = [turnPoles(low, 0), turnPoles(high, z)];
  const net = bottom.map((p, i) => w.points([p, top[i]])).join(",");
  const weights = TURN_WEIGHTS.map((weight) => `(${weight},${weight})`).join(",");
  return w.add(
    `(BOUNDED_SURFACE()B_SPLINE_SURFACE(2,1,(${net}),.UNSPECIFIED.,.T.,.F.,.F.)` +
      "B_SPLINE_SURFACE_WITH_KNOTS((3,2,2,2,3),(2,2),(0.,1.,2.,3.,4.),(0.,1.),.UNSPECIFIED.)" +
      `GEOMETRIC_REPRESENTATION_ITEM()RATIONAL_B_SPLINE_SURFACE((${weights}))` +
      "REPRESENTATION_ITEM('')SURFACE())",
  );
}

/** A frustum of splines that close on themselves, with its seam or without one. */
function closedSpline(seamed: boolean): string {
  const w = new StepWriter(), low: Triple = [3, 0, 0], high: Triple = [2, 0, 5];
  const bottom = w.edge(low, low, splineRing(w, 3, 0)),
    top = w.edge(high, high, splineRing(w, 2, 5));
  const seam = w.straight(low, high);
  const bounds = seamed
    ? [w.bound([bottom, seam, -top, -seam])]
    : [w.bound([bottom]), w.bound([-top])];
  const side = w.face(splineCone(w, 3, 2, 5), bounds);
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
function splineWedge(): string {
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
  return w.file([w.solid(faces)]);
}

/** The texts by what is odd about them. */
export const ODD_PARTS: Readonly<Record<string, () => string>> = {
  "an apex for a bound": coneWithApex,
  "an edge through two poles": halfBall,
  "rings that begin at other angles": () => cylinderOfRings(1, 2.5),
  "a ring that begins across from the other": () => cylinderOfRings(0, Math.PI),
  "a closed spline with its seam": () => closedSpline(true),
  "a spline with a point for a side, and its seam": splineApex,
  "edges that meet in the point of a spline": splineWedge,
};
