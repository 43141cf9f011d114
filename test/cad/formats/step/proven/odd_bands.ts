/** Parts whose faces go around their surfaces without a seam, in STEP texts of our own. */
import { StepWriter, type Triple } from "../../../../helpers/step_writer.ts";

const Z: Triple = [0, 0, 1], ORIGIN: Triple = [0, 0, 0], DOWN: Triple = [0, 0, -1];

type Surface = (w: StepWriter) => number;
/** A place on a profile: the distance from the axis, and the height. */
type Profile = readonly [distance: number, height: number];

/** A ring about the z axis from the angle `at` on, in as many pieces as there are angles. */
function ring(w: StepWriter, [radius, z]: Profile, angles: readonly number[] = [0]): number[] {
  const circle = w.circle(w.frame([0, 0, z]), radius);
  const points = angles.map((a): Triple => [radius * Math.cos(a), radius * Math.sin(a), z]);
  return points.map((p, i) => w.edge(p, points[(i + 1) % points.length], circle));
}

/** A sheet between two rings, which may begin at other angles, on a surface about the z axis. */
function band(
  surface: Surface,
  [low, high]: readonly [Profile, Profile],
  [from, to]: readonly (readonly number[])[] = [[0], [0]],
): string {
  const w = new StepWriter();
  const upper = ring(w, high, to).map((edge) => -edge).reverse();
  return w.file([w.sheet([w.face(surface(w), [w.bound(ring(w, low, from)), w.bound(upper)])])]);
}

/** A solid that is closed by a disc where its sheet has a ring, its sheet by a pole. */
function cap(surface: Surface, edge: Profile): string {
  const w = new StepWriter(), [own] = ring(w, edge);
  const plane = w.add(`PLANE('',#${w.frame([0, 0, edge[1]], DOWN)})`);
  return w.file([
    w.solid([w.face(surface(w), [w.bound([own])]), w.face(plane, [w.bound([-own])])]),
  ]);
}

const torus = (major: number, minor: number): Surface => (w) =>
  w.add(`TOROIDAL_SURFACE('',#${w.frame(ORIGIN)},${major}.,${minor}.)`);
const onTorus = (major: number, minor: number, v: number): Profile => [
  major + minor * Math.cos(v),
  minor * Math.sin(v),
];
const sphere = (radius: number): Surface => (w) =>
  w.add(`SPHERICAL_SURFACE('',#${w.frame(ORIGIN)},${radius}.)`);
const onSphere = (radius: number, v: number) => onTorus(0, radius, v);

/** A revolved curve of the plane of x and z. */
const revolved = (curve: (w: StepWriter) => number): Surface => (w) => {
  const axis = w.add(`AXIS1_PLACEMENT('',#${w.point(ORIGIN)},#${w.direction(Z)})`);
  return w.add(`SURFACE_OF_REVOLUTION('',#${curve(w)},#${axis})`);
};
const circle = (w: StepWriter) => w.circle(w.frame([5, 0, 0], [0, -1, 0]), 2);
const spline = (w: StepWriter) => {
  const poles = w.points([[3, 0, 0], [5, 0, 1], [4, 0, 3], [2, 0, 4]]);
  return w.add(
    `B_SPLINE_CURVE_WITH_KNOTS('',3,${poles},.UNSPECIFIED.,.F.,.F.,(4,4),(0.,1.),.UNSPECIFIED.)`,
  );
};

/** A bent pipe from one angle to another: its rings begin where `from` and `to` say. */
function bentPipe(
  [start, end]: readonly [number, number],
  [from, to]: readonly (readonly number[])[] = [[0], [0]],
): string {
  const w = new StepWriter(), [major, minor] = [5, 2];
  const across = (u: number, angles: readonly number[]) => {
    const out: Triple = [Math.cos(u), Math.sin(u), 0];
    const centre: Triple = [major * out[0], major * out[1], 0];
    const own = w.circle(w.frame(centre, [out[1], -out[0], 0], out), minor);
    const points = angles.map((v): Triple => {
      const [distance, z] = onTorus(major, minor, v);
      return [distance * out[0], distance * out[1], z];
    });
    return {
      edges: points.map((p, i) => w.edge(p, points[(i + 1) % points.length], own)),
      plane: (way: number): number =>
        w.add(`PLANE('',#${w.frame(centre, [-way * out[1], way * out[0], 0], Z)})`),
    };
  };
  const [one, other] = [across(start, from), across(end, to)];
  const reverse = (edges: readonly number[]) => edges.map((edge) => -edge).reverse();
  return w.file([w.solid([
    w.face(torus(major, minor)(w), [w.bound(reverse(one.edges)), w.bound(other.edges)]),
    w.face(one.plane(-1), [w.bound(one.edges)]),
    w.face(other.plane(1), [w.bound(reverse(other.edges))]),
  ])]);
}

/** A cone without a vertex for its apex, 4 high and 3 wide, whose base begins at these angles. */
function cone(angles: readonly number[], isUp: boolean): string {
  const w = new StepWriter(), base = ring(w, [3, 0], angles), way = isUp ? Z : DOWN;
  const back = base.map((edge) => -edge).reverse();
  const side = w.add(`CONICAL_SURFACE('',#${w.frame(ORIGIN, way)},3.,${Math.atan2(3, 4)})`);
  const floor = w.add(`PLANE('',#${w.frame(ORIGIN, way)})`);
  return w.file([w.solid([
    w.face(side, [w.bound(isUp ? back : base)]),
    w.face(floor, [w.bound(isUp ? base : back)]),
  ])]);
}

const QUARTER = Math.PI / 2;

/** A cylinder of two rings with holes of four edges, `h` and `k`, its bounds in an order. */
function holedBand(order: string): string {
  const w = new StepWriter(), radius = 3;
  const at = (u: number, z: number): Triple => [radius * Math.cos(u), radius * Math.sin(u), z];
  const hole = (u: number, v: number, low: number, high: number) => {
    const [below, above] = [low, high].map((z) =>
      w.edge(at(u, z), at(v, z), w.circle(w.frame([0, 0, z]), radius))
    );
    const [up, down] = [u, v].map((a) => w.straight(at(a, low), at(a, high)));
    return w.bound([up, above, -down, -below]);
  };
  const bounds: Readonly<Record<string, () => number>> = {
    a: () => w.bound(ring(w, [radius, 0])),
    b: () => w.bound(ring(w, [radius, 6]).map((edge) => -edge)),
    h: () => hole(1, 2, 2, 4),
    k: () => hole(3, 4.5, 1, 5),
  };
  const surface = w.add(`CYLINDRICAL_SURFACE('',#${w.frame(ORIGIN)},${radius}.)`);
  return w.file([w.sheet([w.face(surface, [...order].map((bound) => bounds[bound]()))])]);
}

/** A sphere of radius 5 with a ring 4 up, or none, and vertices for bounds, in an order. */
function pointedSphere(order: string, isLow = false): string {
  const w = new StepWriter(), own = ring(w, [3, 4])[0];
  const bounds: Readonly<Record<string, () => number>> = {
    r: () => w.bound([isLow ? -own : own]),
    n: () => w.vertexBound([0, 0, 5]),
    s: () => w.vertexBound([0, 0, -5]),
    e: () => w.vertexBound([3, 0, 4]),
  };
  return w.file([w.sheet([w.face(sphere(5)(w), [...order].map((bound) => bounds[bound]()))])]);
}

/** A torus whose one bound is a vertex, or which has none. */
function wholeTorus(isPointed: boolean, same = true): string {
  const w = new StepWriter(), bounds = isPointed ? [w.vertexBound([0, 3, 0])] : [];
  return w.file([w.sheet([w.face(torus(5, 2)(w), bounds, same)])]);
}

/** The texts by what their bands are. */
export const ODD_BANDS: Readonly<Record<string, () => string>> = {
  "a short band of a torus": () => band(torus(5, 2), [onTorus(5, 2, 0), onTorus(5, 2, 0.5)]),
  "a long band of a torus": () => band(torus(5, 2), [onTorus(5, 2, 0), onTorus(5, 2, 2.5)]),
  "a band of a small sphere": () => band(sphere(3), [onSphere(3, -1), onSphere(3, 1.2)]),
  "a band of a large sphere": () => band(sphere(300), [onSphere(300, -1.4), onSphere(300, 1.4)]),
  "a cap of a sphere": () => cap(sphere(3), onSphere(3, -0.5)),
  "a band of a revolved circle": () =>
    band(revolved(circle), [onTorus(5, 2, 0), onTorus(5, 2, 2.5)]),
  "a band of a revolved spline": () => band(revolved(spline), [[3, 0], [2, 4]]),
  "a cone whose loop begins elsewhere": () => cone([1], false),
  "a cone whose loop of two edges begins elsewhere": () => cone([4, 2], true),
  "a bent pipe": () => bentPipe([0, QUARTER]),
  "a pipe that is bent far": () => bentPipe([1, 5]),
  "a bent pipe of rings that begin inside": () => bentPipe([0, QUARTER], [[3], [3]]),
  "a bent pipe of rings in two": () => bentPipe([0, QUARTER], [[0, Math.PI], [0, Math.PI]]),
  "a bent pipe of rings that begin at other angles": () => bentPipe([0, 1], [[1], [2]]),
  "a bent pipe of a ring in two and one in three": () => bentPipe([0, 1], [[0, 3], [1, 3, 5]]),
  "a band with a hole": () => holedBand("abh"),
  "a band with holes first and between": () => holedBand("hakb"),
  "a sphere of a vertex": () => pointedSphere("e"),
  "a sphere without bounds": () => pointedSphere(""),
  "a cap and its pole": () => pointedSphere("rn"),
  "the other cap and its pole": () => pointedSphere("rs", true),
  "a torus of a vertex": () => wholeTorus(true),
  "a torus of a vertex, turned": () => wholeTorus(true, false),
  "a torus without bounds": () => wholeTorus(false),
  "rings of a torus in two": () =>
    band(torus(5, 2), [onTorus(5, 2, 0), onTorus(5, 2, 1)], [[0, 3], [0, 3]]),
};

/** Texts of what is left to the kernel, by the reasons. */
export const UNREAD_BANDS: Readonly<Record<string, () => string>> = {
  "a vertex for the first bound": () => pointedSphere("nr"),
  "a vertex for a bound, on the other side": () => pointedSphere("rs"),
  "several vertices for bounds": () => pointedSphere("rns"),
};
