/**
 * The surfaces of a B-Rep text.
 *
 * @module
 */
import { Cone } from "../../geometry/cone.ts";
import { Cylinder } from "../../geometry/cylinder.ts";
import { Extrusion } from "../../geometry/extrusion.ts";
import { NurbsSurface } from "../../geometry/nurbs/nurbs_surface.ts";
import { OffsetSurface } from "../../geometry/offset_surface.ts";
import { Plane } from "../../geometry/plane.ts";
import { Revolution } from "../../geometry/revolution.ts";
import type { SmoothSurface } from "../../geometry/smooth.ts";
import { Sphere } from "../../geometry/sphere.ts";
import { Torus } from "../../geometry/torus.ts";
import { MAX_NESTING, readCurve } from "./brep_curves.ts";
import { bezierKnots, readDegree, readKnots, readPoles, wrapPoles } from "./brep_nurbs.ts";
import type { BrepScanner } from "./brep_scanner.ts";

/** The surfaces that a text can hold. */
type TextSurface = SmoothSurface | OffsetSurface;

/** Takes the section of surfaces. */
export function readSurfaces(scanner: BrepScanner): TextSurface[] {
  scanner.startSection("Surfaces");
  const count = scanner.count("surfaces");
  const surfaces: TextSurface[] = [];
  for (let i = 0; i < count; i++) surfaces.push(readSurface(scanner));
  return surfaces;
}

function readSurface(scanner: BrepScanner, nesting = 0): TextSurface {
  if (nesting > MAX_NESTING) scanner.fail(`surfaces nested at most ${MAX_NESTING} deep`);
  const kind = scanner.index(11, "the kind of a surface");
  switch (kind) {
    case 1:
      return new Plane(readFrame(scanner));
    case 2:
      return new Cylinder(readFrame(scanner), scanner.real());
    case 3:
      return new Cone(readFrame(scanner), scanner.real(), scanner.real());
    case 4:
      return new Sphere(readFrame(scanner), scanner.real());
    case 5:
      return new Torus(readFrame(scanner), scanner.real(), scanner.real());
    case 6: {
      const direction = scanner.reals(3);
      return new Extrusion(readCurve(scanner, 3), direction);
    }
    case 7: {
      const origin = scanner.reals(3), axis = scanner.reals(3);
      return new Revolution(readCurve(scanner, 3), origin, axis);
    }
    case 8:
      return readBezier(scanner);
    case 9:
      return readBspline(scanner);
    case 10:
      // A trimmed surface has its basis's parameters, and the faces have loops of their own.
      scanner.reals(4);
      return readSurface(scanner, nesting + 1);
    case 11: {
      const distance = scanner.real();
      return new OffsetSurface(readSurface(scanner, nesting + 1), distance);
    }
    default:
      return scanner.fail("the kind of a surface, from 1 to 11, before it");
  }
}

/** Origin, x axis, y axis, z axis; the text has the z axis in the second place. */
function readFrame(scanner: BrepScanner): Float64Array {
  const frame = new Float64Array(12);
  for (let i = 0; i < 3; i++) frame[i] = scanner.real();
  for (let i = 9; i < 12; i++) frame[i] = scanner.real();
  for (let i = 3; i < 9; i++) frame[i] = scanner.real();
  return frame;
}

function readBezier(scanner: BrepScanner): SmoothSurface {
  const rationalU = scanner.flag(), rationalV = scanner.flag();
  const degreeU = readDegree(scanner), degreeV = readDegree(scanner);
  const net = readPoles(scanner, (degreeU + 1) * (degreeV + 1), 3, rationalU || rationalV);
  return new NurbsSurface({
    degreeU,
    degreeV,
    knotsU: bezierKnots(degreeU),
    knotsV: bezierKnots(degreeV),
    ...net,
  });
}

function readBspline(scanner: BrepScanner): SmoothSurface {
  const rationalU = scanner.flag(), rationalV = scanner.flag();
  const periodicU = scanner.flag(), periodicV = scanner.flag();
  const degreeU = readDegree(scanner), degreeV = readDegree(scanner);
  const rows = scanner.count("poles"), columns = scanner.count("poles");
  const knotCountU = scanner.count("knots"), knotCountV = scanner.count("knots");
  // Either number may be right by itself and the product still be beyond the text.
  if (rows * columns * 6 > scanner.remaining) scanner.fail(`${rows} x ${columns} poles`);
  const net = readPoles(scanner, rows * columns, 3, rationalU || rationalV);
  const u = readKnots(scanner, knotCountU, degreeU, rows, periodicU);
  const v = readKnots(scanner, knotCountV, degreeV, columns, periodicV);
  const { poles, weights } = net;
  return new NurbsSurface({
    degreeU,
    degreeV,
    knotsU: u.knots,
    knotsV: v.knots,
    poles: wrapPoles(poles, 3, rows, columns, u.count, v.count),
    weights: weights && wrapPoles(weights, 1, rows, columns, u.count, v.count),
    periodicU,
    periodicV,
  });
}
