/** Parts with composite curves in the parameters of surfaces, in STEP texts of our own. */
import { StepWriter, type Triple } from "../../../../helpers/step_writer.ts";
import { ENDS, GOES } from "./odd_composites.ts";
import { CONE, cone, TUBE, wedge } from "./odd_windows.ts";

const ORIGIN: Triple = [0, 0, 0], QUARTER = Math.PI / 2;

type Pair = readonly [number, number];
/** A curve in the parameters of a surface. */
type Flat = (w: StepWriter) => number;
/** A segment, whether it is run through as it is, and how it goes on in the next one. */
export type FlatSegment = readonly [curve: Flat, same?: boolean, transition?: string];

const real = (x: number) => x.toFixed(15);
const flag = (value: boolean) => value ? ".T." : ".F.";
const pair = (w: StepWriter, [x, y]: Pair, type = "CARTESIAN_POINT") =>
  w.add(`${type}('',(${real(x)},${real(y)}))`);

/** A straight stretch from one place to another. */
export const flatLine = (from: Pair, to: Pair): Flat => (w) => {
  const direction = pair(w, [to[0] - from[0], to[1] - from[1]], "DIRECTION");
  const line = w.add(`LINE('',#${pair(w, from)},#${w.add(`VECTOR('',#${direction},1.)`)})`);
  return w.add(
    `TRIMMED_CURVE('',#${line},(#${pair(w, from)}),(#${pair(w, to)}),.T.,.CARTESIAN.)`,
  );
};

/** A circular one, by angles, which are counted from the second axis. */
const flatArc = (centre: Pair, radius: number, from: number, to: number): Flat => (w) => {
  const up = pair(w, [0, 3], "DIRECTION");
  const frame = w.add(`AXIS2_PLACEMENT_2D('',#${pair(w, centre)},#${up})`);
  const trims = [from, to].map((t) => `(PARAMETER_VALUE(${real(t - QUARTER)}))`);
  const circle = w.add(`CIRCLE('',#${frame},${real(radius)})`);
  return w.add(`TRIMMED_CURVE('',#${circle},${trims},${flag(from < to)},.PARAMETER.)`);
};

/** A cubic, by its poles. */
const flatSpline = (poles: readonly Pair[]): Flat => (w) => {
  const points = poles.map((pole) => `#${pair(w, pole)}`);
  return w.add(
    `B_SPLINE_CURVE_WITH_KNOTS('',3,(${points}),.UNSPECIFIED.,.F.,.F.,(4,4),(0.,1.),.UNSPECIFIED.)`,
  );
};

/** A curve of segments in the parameters of a surface. */
function flatComposite(
  w: StepWriter,
  surface: number,
  segments: readonly FlatSegment[],
  type = "COMPOSITE_CURVE_ON_SURFACE",
): number {
  const context = w.add(
    "(GEOMETRIC_REPRESENTATION_CONTEXT(2)PARAMETRIC_REPRESENTATION_CONTEXT()" +
      "REPRESENTATION_CONTEXT('',''))",
  );
  const ids = segments.map(([curve, same = true, transition = GOES]) => {
    const flat = w.add(`DEFINITIONAL_REPRESENTATION('',(#${curve(w)}),#${context})`);
    const own = w.add(`PCURVE('',#${surface},#${flat})`);
    return `#${w.add(`COMPOSITE_CURVE_SEGMENT(.${transition}.,${flag(same)},#${own})`)}`;
  });
  return w.add(`${type}('',(${ids}),.F.)`);
}

/** A sheet in a plane whose x axis is the file's y axis, within one edge from (0, 0) on. */
export function flatSheet(outline: readonly FlatSegment[]): string {
  const w = new StepWriter();
  const plane = w.add(`PLANE('',#${w.frame(ORIGIN, [0, 0, 1], [0, 1, 0])})`);
  const edge = w.edge(ORIGIN, ORIGIN, flatComposite(w, plane, outline));
  return w.file([w.sheet([w.face(plane, [w.bound([edge])])])]);
}

/** The outlines of such sheets, and their areas. */
export const FLAT_OUTLINES: Readonly<Record<string, readonly [readonly FlatSegment[], number]>> = {
  "lines and arcs": [[
    [flatLine([0, 0], [4, 0])],
    [flatArc([4, 1], 1, -QUARTER, QUARTER)],
    [flatLine([0, 2], [4, 2]), false],
    [flatArc([0, 1], 1, QUARTER, 3 * QUARTER)],
  ], 8 + Math.PI],
  "an arc that runs down, backwards": [[
    [flatLine([0, 0], [2, 0])],
    [flatArc([0, 0], 2, QUARTER, 0), false],
    [flatLine([0, 2], [0, 0])],
  ], Math.PI],
  // Of a cubic that is 4 wide and whose inner poles are 4 high: 3/5 of their rectangle.
  "a line and a spline": [[
    [flatLine([0, 0], [4, 0])],
    [flatSpline([[4, 0], [4, 4], [0, 4], [0, 0]])],
  ], 16 * 3 / 5],
};

/** A quarter of a cylinder of radius 2 that is 3 high for half of it, and 5 for the other half. */
export function flatStep(high = 5): string {
  const w = new StepWriter(), half = QUARTER / 2;
  const [a, b]: Triple[] = [[2, 0, 0], [0, 2, 0]], [c, d]: Triple[] = [[2, 0, 3], [0, 2, 5]];
  const surface = w.add(`CYLINDRICAL_SURFACE('',#${w.frame(ORIGIN)},2.)`);
  const steps = flatComposite(w, surface, [
    [flatLine([0, 3], [half, 3])],
    [flatLine([half, high], [half, 3]), false],
    [flatLine([half, high], [QUARTER, high]), true, ENDS],
  ]);
  const below = w.edge(a, b, w.circle(w.frame(ORIGIN), 2)), above = w.edge(c, d, steps);
  const sides = [w.straight(a, c), w.straight(b, d)];
  return w.file([w.sheet([w.face(surface, [w.bound([below, sides[1], -above, -sides[0]])])])]);
}

/** The border of a side from one v to another, from 0 to a quarter of a turn. */
const border = (low: number, high: number): FlatSegment[] => [
  [flatLine([0, low], [QUARTER, low])],
  [flatLine([QUARTER, low], [QUARTER, high])],
  [flatLine([0, high], [QUARTER, high]), false],
  [flatLine([0, high], [0, low])],
];
const bounded =
  (basis: (w: StepWriter) => number, segments: readonly FlatSegment[]) => (w: StepWriter) => {
    const surface = basis(w), boundary = flatComposite(w, surface, segments, "BOUNDARY_CURVE");
    return w.add(`CURVE_BOUNDED_SURFACE('',#${surface},(#${boundary}),.F.)`);
  };
const tube = (w: StepWriter) => w.add(`CYLINDRICAL_SURFACE('',#${w.frame(ORIGIN)},2.)`);

/** Wedges whose side ends at a border so high. */
export const boundedTube = (high = 6) => wedge(TUBE, bounded(tube, border(0, high)));
export const boundedCone = (high = 4) => wedge(CONE, bounded(cone, border(0, high)));

/** The patch z = x y over a triangle, whose longest side in the parameters goes to a place. */
export function boundedPatch(end: Pair = [1, 0.5], isBack = false): string {
  const w = new StepWriter(), [a, b]: Triple[] = [[1, 0, 0], [1, 0.5, 0.5]];
  const net = [[ORIGIN, [0, 1, 0]], [a, [1, 1, 1]]].map((row) => w.points(row as Triple[])).join(
    ",",
  );
  const patch = w.add(
    `B_SPLINE_SURFACE_WITH_KNOTS('',1,1,(${net}),.UNSPECIFIED.,.F.,.F.,.F.,(2,2),(2,2),(0.,1.),` +
      "(0.,1.),.UNSPECIFIED.)",
  );
  const poles = w.points([ORIGIN, [0.5, 0.25, 0], b]);
  const parabola = w.add(
    `B_SPLINE_CURVE_WITH_KNOTS('',2,${poles},.UNSPECIFIED.,.F.,.F.,(3,3),(0.,1.),.UNSPECIFIED.)`,
  );
  const sides = [w.straight(ORIGIN, a), w.straight(a, b), -w.edge(ORIGIN, b, parabola)];
  const last: FlatSegment = isBack ? [flatLine([0, 0], end), false] : [flatLine(end, [0, 0])];
  const surface = bounded(() => patch, [
    [flatLine([0, 0], [1, 0])],
    [flatLine([1, 0], [1, 0.5])],
    last,
  ])(w);
  return w.file([w.sheet([w.face(surface, [w.bound(sides)])])], 1e-4);
}
