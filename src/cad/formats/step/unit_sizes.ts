/**
 * The units in which a STEP file's numbers are written, as numbers.
 *
 * @module
 */
import { prefixFactor } from "./si_prefixes.ts";
import type { StepEntities } from "./text/step_entities.ts";
import { numberOf, refOf, refsOf } from "./text/step_value.ts";

/** What is measured: in millimetres, radians and steradians. */
type Quantity = "length" | "angle" | "solidAngle";

/** The SI unit of each quantity, its size, and the type that says that a unit is one of it. */
const BASES: Readonly<Record<Quantity, readonly [name: string, size: number, type: string]>> = {
  length: ["METRE", 1000, "LENGTH_UNIT"],
  angle: ["RADIAN", 1, "PLANE_ANGLE_UNIT"],
  solidAngle: ["STERADIAN", 1, "SOLID_ANGLE_UNIT"],
};

/** Units that are defined by units: no program needs more than two steps. */
const MAX_STEPS = 8;

/** The size of one unit; null where the entity is no unit of the quantity that is known. */
export function unitSize(
  entities: StepEntities,
  unit: number | null,
  quantity: Quantity,
  step = 0,
): number | null {
  if (step > MAX_STEPS) return null;
  const [base, size] = BASES[quantity];
  // A simple entity has the unit's dimensions before these.
  const [prefix, name] = entities.parameters(unit, "SI_UNIT")?.slice(-2) ?? [];
  if (name?.kind === "enumeration") {
    if (name.name !== base) return null;
    if (prefix.kind !== "enumeration") return size;
    const factor = prefixFactor(prefix.name);
    return factor === null ? null : size * factor;
  }
  const measure = entities.parameters(unit, "CONVERSION_BASED_UNIT")?.at(-1);
  const [value, of] = entities.parameters(
    refOf(measure),
    "MEASURE_WITH_UNIT",
    "LENGTH_MEASURE_WITH_UNIT",
    "PLANE_ANGLE_MEASURE_WITH_UNIT",
    "SOLID_ANGLE_MEASURE_WITH_UNIT",
  ) ?? [];
  const count = numberOf(value);
  if (count === null || !(count > 0)) return null;
  const whole = unitSize(entities, refOf(of), quantity, step + 1);
  return whole === null ? null : count * whole;
}

/** Millimetres in the unit of length of a representation's context; null where it states none. */
export function contextLength(entities: StepEntities, context: number | null): number | null {
  for (const unit of contextUnits(entities, context)) {
    const length = unitSize(entities, unit, "length");
    if (length !== null) return length;
  }
  return null;
}

/**
 * Radians in the unit of plane angle of a representation's context: 1 where it states none, null
 * where it is not known.
 */
export function contextAngle(entities: StepEntities, context: number | null): number | null {
  const [, , type] = BASES.angle;
  for (const unit of contextUnits(entities, context)) {
    const angle = unitSize(entities, unit, "angle");
    if (angle !== null || entities.get(unit)?.parts.has(type)) return angle;
  }
  return 1;
}

/** How far points may be apart that a context calls one, in mm; null where it says nothing. */
export function contextUncertainty(entities: StepEntities, context: number | null): number | null {
  const [list] = entities.parameters(context, "GLOBAL_UNCERTAINTY_ASSIGNED_CONTEXT") ?? [];
  let greatest: number | null = null;
  for (const uncertainty of refsOf(list)) {
    const measure = entities.get(uncertainty)?.parts;
    const [value, unit] = measure?.get("MEASURE_WITH_UNIT") ??
      measure?.get("UNCERTAINTY_MEASURE_WITH_UNIT") ?? [];
    const count = numberOf(value), length = unitSize(entities, refOf(unit), "length");
    // There may be one of angles beside that of lengths.
    if (count !== null && length !== null) greatest = Math.max(greatest ?? 0, count * length);
  }
  return greatest;
}

/** The units that a context states, of any quantity. */
export function contextUnits(entities: StepEntities, context: number | null): number[] {
  return refsOf(entities.parameters(context, "GLOBAL_UNIT_ASSIGNED_CONTEXT")?.[0]);
}
