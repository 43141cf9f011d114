/**
 * The unit in which a STEP file's angles are written.
 *
 * @module
 */
import { prefixFactor } from "../si_prefixes.ts";
import { numberOf, refOf, refsOf, type StepEntities } from "../text/step_entities.ts";
import { Unproven } from "./unproven.ts";

/** Radians in the unit of plane angle of a representation's context; 1 where it states none. */
export function contextAngle(entities: StepEntities, context: number): number {
  const [units] = entities.parameters(context, "GLOBAL_UNIT_ASSIGNED_CONTEXT") ?? [];
  for (const unit of refsOf(units)) {
    if (entities.get(unit)?.parts.has("PLANE_ANGLE_UNIT")) return unitAngle(entities, unit);
  }
  return 1;
}

function unitAngle(entities: StepEntities, unit: number): number {
  const [prefix, name] = entities.parameters(unit, "SI_UNIT") ?? [];
  if (name?.kind === "other" && name.text === ".RADIAN.") {
    return prefix?.kind === "other" ? prefixFactor(prefix.text) : 1;
  }
  const [, measure] = entities.parameters(unit, "CONVERSION_BASED_UNIT") ?? [];
  const [value, base] =
    entities.parameters(refOf(measure), "MEASURE_WITH_UNIT", "PLANE_ANGLE_MEASURE_WITH_UNIT") ?? [];
  const count = numberOf(value), of = refOf(base);
  if (count === null || !(count > 0) || of === null || of === unit) {
    throw new Unproven("a unit of angle that is not known", unit);
  }
  return count * unitAngle(entities, of);
}
