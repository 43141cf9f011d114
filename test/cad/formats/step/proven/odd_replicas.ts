/** Parts with copies of curves and surfaces, in STEP texts of our own. */
import type { StepWriter, Triple } from "../../../../helpers/step_writer.ts";
import { type Wedge, wedge } from "./odd_windows.ts";

type Geometry = (w: StepWriter) => number;

/** An operator: the images of x and y, where z points, the origin and the scale. */
export interface Operator {
  readonly x: Triple;
  readonly y: Triple;
  readonly z: Triple;
  readonly origin: Triple;
  readonly scale: number;
}

const real = (x: number) => x.toFixed(15);
const copied =
  (type: string, of: Geometry, { x, y, z, origin, scale }: Operator): Geometry => (w) => {
    const [one, two, three] = [x, y, z].map((axis) => w.direction(axis));
    const operator = w.add(
      `CARTESIAN_TRANSFORMATION_OPERATOR_3D('','',#${one},#${two},#${w.point(origin)},${
        real(scale)
      },` +
        `#${three})`,
    );
    return w.add(`${type}('',#${of(w)},#${operator})`);
  };
export const surfaceCopy = (of: Geometry, operator: Operator): Geometry =>
  copied("SURFACE_REPLICA", of, operator);
export const curveCopy = (of: Geometry, operator: Operator): Geometry =>
  copied("CURVE_REPLICA", of, operator);

const X: Triple = [1, 0, 0], Y: Triple = [0, 1, 0], Z: Triple = [0, 0, 1];
const TUBE: Wedge = { radii: [2, 2], height: 6, angles: [0, Math.PI / 2] };
const CONE: Wedge = { radii: [2, 3], height: 4, angles: [0, Math.PI / 2] };

/** Places from which each of these operators leads to the axis of z. */
export const MOVED: Operator = { x: X, y: Y, z: Z, origin: [-5, 0, 0], scale: 1 };
export const SCALED: Operator = { x: X, y: Y, z: Z, origin: [-10, -4, 0], scale: 2 };
export const TURNED: Operator = { x: Y, y: [-1, 0, 0], z: Z, origin: [0, -5, 0], scale: 1 };
export const MIRRORED: Operator = { x: X, y: [0, -1, 0], z: Z, origin: [-5, 1, 0], scale: 1 };
export const BOTH: Operator = { x: [-1, 0, 0], y: Y, z: Z, origin: [10, -4, 0], scale: 2 };

export const cylinder = (x: number, y: number, radius: number): Geometry => (w) =>
  w.add(`CYLINDRICAL_SURFACE('',#${w.frame([x, y, 0])},${real(radius)})`);
export const circle = (x: number, y: number, radius: number): Geometry => (w) =>
  w.circle(w.frame([x, y, 0]), radius);
export const extruded = (curve: Geometry): Geometry => (w) => {
  const vector = w.add(`VECTOR('',#${w.direction(Z)},1.)`);
  return w.add(`SURFACE_OF_LINEAR_EXTRUSION('',#${curve(w)},#${vector})`);
};
export const revolved = (x: number, y: number): Geometry => (w) => {
  const axis = w.add(`AXIS1_PLACEMENT('',#${w.point([x, y, 0])},#${w.direction(Z)})`);
  return w.add(`SURFACE_OF_REVOLUTION('',#${w.line([x + 1, y, 0], [x + 1, y, 1])},#${axis})`);
};
export const cone = (x: number, y: number, radius: number): Geometry => (w) =>
  w.add(`CONICAL_SURFACE('',#${w.frame([x, y, 0])},${real(radius)},${Math.atan2(1, 4)})`);

/** The texts by what their copies are; all are a quarter of a cylinder, or of a frustum. */
export const ODD_REPLICAS: Readonly<Record<string, () => string>> = {
  "a cylinder that is moved": () => wedge(TUBE, surfaceCopy(cylinder(5, 0, 2), MOVED)),
  "a cylinder that is scaled": () => wedge(TUBE, surfaceCopy(cylinder(5, 2, 1), SCALED)),
  "a cylinder that is turned": () => wedge(TUBE, surfaceCopy(cylinder(5, 0, 2), TURNED)),
  "a cylinder that is mirrored": () => wedge(TUBE, surfaceCopy(cylinder(5, 1, 2), MIRRORED), false),
  "a cylinder that is both": () => wedge(TUBE, surfaceCopy(cylinder(5, 2, 1), BOTH), false),
  "a cone that is scaled": () => wedge(CONE, surfaceCopy(cone(5, 2, 1), SCALED)),
  "an extrusion that is mirrored": () =>
    wedge(TUBE, surfaceCopy(extruded(circle(5, 1, 2)), MIRRORED), false),
  "an extrusion of a copy": () => wedge(TUBE, extruded(curveCopy(circle(5, 2, 1), SCALED))),
  "an extrusion of a mirrored copy": () =>
    wedge(TUBE, extruded(curveCopy(circle(5, 1, 2), MIRRORED)), false),
  "a surface of revolution that is both": () =>
    wedge(TUBE, surfaceCopy(revolved(5, 2), BOTH), false),
};
