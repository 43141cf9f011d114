/**
 * The curves of a B-Rep text, in the plane of parameters and in space.
 *
 * @module
 */
import { Circle } from "../../geometry/circle.ts";
import { Ellipse } from "../../geometry/ellipse.ts";
import { Hyperbola } from "../../geometry/hyperbola.ts";
import { Line } from "../../geometry/line.ts";
import { NurbsCurve } from "../../geometry/nurbs/nurbs_curve.ts";
import { OffsetCurve } from "../../geometry/offset_curve.ts";
import { Parabola } from "../../geometry/parabola.ts";
import type { SmoothCurve } from "../../geometry/smooth.ts";
import { bezierKnots, readDegree, readKnots, readPoles, wrapPoles } from "./brep_nurbs.ts";
import type { BrepScanner } from "./brep_scanner.ts";

/** How deep curves and surfaces may stand in one another: deeper is damage. */
export const MAX_NESTING = 64;

/** Takes a section of curves: its name, their number, and each. */
export function readCurves(scanner: BrepScanner, section: string, dimension: 2 | 3): SmoothCurve[] {
  scanner.startSection(section);
  const count = scanner.count("curves");
  const curves: SmoothCurve[] = [];
  for (let i = 0; i < count; i++) curves.push(readCurve(scanner, dimension));
  return curves;
}

/** Takes one curve: a number for its kind, then what that kind needs. */
export function readCurve(scanner: BrepScanner, dimension: 2 | 3, nesting = 0): SmoothCurve {
  if (nesting > MAX_NESTING) scanner.fail(`curves nested at most ${MAX_NESTING} deep`);
  const kind = scanner.index(9, "the kind of a curve");
  switch (kind) {
    case 1:
      return new Line(scanner.reals(dimension), scanner.reals(dimension));
    case 2:
      return new Circle(readFrame(scanner, dimension), scanner.real());
    case 3:
      return new Ellipse(readFrame(scanner, dimension), scanner.real(), scanner.real());
    case 4:
      return new Parabola(readFrame(scanner, dimension), scanner.real());
    case 5:
      return new Hyperbola(readFrame(scanner, dimension), scanner.real(), scanner.real());
    case 6:
      return readBezier(scanner, dimension);
    case 7:
      return readBspline(scanner, dimension);
    case 8:
      // A trimmed curve has its basis's parameters, and the edges have ranges of their own.
      scanner.reals(2);
      return readCurve(scanner, dimension, nesting + 1);
    case 9: {
      const distance = scanner.real();
      const reference = dimension === 3 ? scanner.reals(3) : null;
      return new OffsetCurve(readCurve(scanner, dimension, nesting + 1), distance, reference);
    }
    default:
      return scanner.fail("the kind of a curve, from 1 to 9, before it");
  }
}

/** Centre, x axis and y axis; in space the normal stands behind the centre and is left out. */
function readFrame(scanner: BrepScanner, dimension: 2 | 3): Float64Array {
  if (dimension === 2) return scanner.reals(6);
  const frame = new Float64Array(9);
  for (let i = 0; i < 3; i++) frame[i] = scanner.real();
  for (let i = 0; i < 3; i++) scanner.real();
  for (let i = 3; i < 9; i++) frame[i] = scanner.real();
  return frame;
}

function readBezier(scanner: BrepScanner, dimension: 2 | 3): SmoothCurve {
  const rational = scanner.flag();
  const degree = readDegree(scanner);
  const net = readPoles(scanner, degree + 1, dimension, rational);
  return new NurbsCurve({ dimension, degree, knots: bezierKnots(degree), ...net });
}

function readBspline(scanner: BrepScanner, dimension: 2 | 3): SmoothCurve {
  const rational = scanner.flag(), periodic = scanner.flag();
  const degree = readDegree(scanner);
  const poleCount = scanner.count("poles"), knotCount = scanner.count("knots");
  const { poles, weights } = readPoles(scanner, poleCount, dimension, rational);
  const { knots, count } = readKnots(scanner, knotCount, degree, poleCount, periodic);
  return new NurbsCurve({
    dimension,
    degree,
    knots,
    poles: wrapPoles(poles, dimension, poleCount, 1, count, 1),
    weights: weights && wrapPoles(weights, 1, poleCount, 1, count, 1),
    periodic,
  });
}
