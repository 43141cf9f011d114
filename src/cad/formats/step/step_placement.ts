/**
 * The placements of a STEP file as transforms, in millimetres.
 *
 * @module
 */
import type { Transform } from "../../brep.ts";
import type { StepEntities } from "./text/step_entities.ts";
import { numberOf, numbersOf, refOf, type StepValue } from "./text/step_value.ts";

type Vector = readonly [number, number, number];

/**
 * From the coordinates that a placement defines to those that it is written in.
 *
 * `AXIS2_PLACEMENT_3D(name, location, axis, ref_direction)`: ISO 10303-42 has the axis as z, and
 * as x the part of the reference direction that is perpendicular to it.
 *
 * @param length millimetres in the unit of the placement's numbers
 * @returns null where the entity is no placement
 */
export function placement(
  entities: StepEntities,
  id: number | null,
  length: number,
): Transform | null {
  const axes = entities.parameters(id, "AXIS2_PLACEMENT_3D");
  if (axes !== null) {
    const [, location, axis, reference] = axes;
    const z = direction(entities, refOf(axis)) ?? [0, 0, 1];
    const x = firstAxis(z, direction(entities, refOf(reference)));
    return frame(point(entities, refOf(location), length), x, cross(z, x), z, 1);
  }
  return operator(entities, id, length);
}

/**
 * `CARTESIAN_TRANSFORMATION_OPERATOR_3D(..., axis1, axis2, local_origin, scale, axis3)`: by the
 * function `base_axis` of ISO 10303-42, y is the part of the second axis, or of (0, 1, 0) where it
 * is left out, that is perpendicular to x and z. So it may point either way: the operator mirrors.
 */
function operator(entities: StepEntities, id: number | null, length: number): Transform | null {
  const values = operatorValues(entities, id);
  if (values === null) return null;
  const [axis1, axis2, origin, scale, axis3] = values;
  const z = direction(entities, refOf(axis3)) ?? [0, 0, 1];
  const x = firstAxis(z, direction(entities, refOf(axis1)));
  const right = cross(z, x);
  const second = direction(entities, refOf(axis2)) ?? [0, 1, 0];
  const y = dot(second, right) < 0 ? times(right, -1) : right;
  return frame(point(entities, refOf(origin), length), x, y, z, numberOf(scale) ?? 1);
}

/** Its last five parameters; a complex entity has the last of them in a part of its own. */
function operatorValues(entities: StepEntities, id: number | null): readonly StepValue[] | null {
  const own = entities.parameters(id, "CARTESIAN_TRANSFORMATION_OPERATOR_3D");
  if (own === null) return null;
  const inherited = entities.parameters(id, "CARTESIAN_TRANSFORMATION_OPERATOR") ?? [];
  const values = [...inherited, ...own].slice(-5);
  return values.length === 5 ? values : null;
}

/**
 * Whether a placement is written so that nothing of it has to be taken for granted: three finite
 * coordinates, axes that are directions or left out, none of them along another one.
 */
export function isSoundPlacement(entities: StepEntities, id: number | null): boolean {
  const axes = entities.parameters(id, "AXIS2_PLACEMENT_3D");
  const [axis1, axis2, origin, scale, axis3] = axes === null
    ? operatorValues(entities, id) ?? []
    : [axes[3], undefined, axes[1], undefined, axes[2]];
  const coordinates = entities.parameters(refOf(origin), "CARTESIAN_POINT")?.[1];
  if (numbersOf(coordinates).length !== 3) return false;
  if (isGiven(scale) && !((numberOf(scale) ?? 0) > 0)) return false;
  const given = [axis3, axis1, axis2].filter(isGiven);
  const found = given.map((axis) => direction(entities, refOf(axis)));
  return found.every((a, i) =>
    a !== null &&
    found.every((b, j) => j <= i || (b !== null && Math.abs(dot(a, b)) < 1 - 1e-12))
  );
}

const isGiven = (value: StepValue | undefined) =>
  value !== undefined && value.kind !== "omitted" && value.kind !== "derived";

function point(entities: StepEntities, id: number | null, length: number): Vector {
  const [x = 0, y = 0, z = 0] = numbersOf(entities.parameters(id, "CARTESIAN_POINT")?.[1]);
  return times([x, y, z], length);
}

function direction(entities: StepEntities, id: number | null): Vector | null {
  const [x, y, z = 0] = numbersOf(entities.parameters(id, "DIRECTION")?.[1]);
  if (x === undefined || y === undefined) return null;
  const size = Math.hypot(x, y, z);
  return size > 0 ? [x / size, y / size, z / size] : null;
}

/**
 * `first_proj_axis` of ISO 10303-42: where no direction is given, it is that of x, or of y where z
 * lies along x.
 */
function firstAxis(z: Vector, given: Vector | null): Vector {
  const isAlongX = Math.abs(z[0]) >= 1 - 1e-12;
  return perpendicular(given ?? (isAlongX ? [0, 1, 0] : [1, 0, 0]), z);
}

/** The part of a direction that is perpendicular to `z`; any such one where there is none. */
function perpendicular(direction: Vector, z: Vector): Vector {
  const size = Math.abs(dot(direction, z));
  const start: Vector = size < 1 - 1e-12 ? direction : Math.abs(z[0]) < 0.9 ? [1, 0, 0] : [0, 0, 1];
  const along = times(z, dot(start, z));
  const rest: Vector = [start[0] - along[0], start[1] - along[1], start[2] - along[2]];
  return times(rest, 1 / Math.hypot(...rest));
}

function frame(origin: Vector, x: Vector, y: Vector, z: Vector, scale: number): Transform {
  const out = new Float64Array(12);
  for (let row = 0; row < 3; row++) {
    out.set([scale * x[row], scale * y[row], scale * z[row], origin[row]], 4 * row);
  }
  return out;
}

const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const times = (a: Vector, factor: number): Vector => [a[0] * factor, a[1] * factor, a[2] * factor];
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
