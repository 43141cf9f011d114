/**
 * The units in which a STEP file's lengths are written, as numbers.
 *
 * @module
 */
import { prefixFactor } from "./si_prefixes.ts";
import { numberOf, refOf, refsOf, type StepEntities } from "./text/step_entities.ts";

/** Units that are defined by units: no program needs more than two steps. */
const MAX_STEPS = 8;

/** Millimetres in one unit of length; null where the entity is no unit of length that is known. */
export function unitLength(entities: StepEntities, unit: number | null, step = 0): number | null {
  if (step > MAX_STEPS) return null;
  const [prefix, name] = entities.parameters(unit, "SI_UNIT") ?? [];
  if (name?.kind === "other") {
    if (name.text !== ".METRE.") return null;
    return 1000 * (prefix?.kind === "other" ? prefixFactor(prefix.text) : 1);
  }
  const [, measure] = entities.parameters(unit, "CONVERSION_BASED_UNIT") ?? [];
  const [value, base] =
    entities.parameters(refOf(measure), "MEASURE_WITH_UNIT", "LENGTH_MEASURE_WITH_UNIT") ?? [];
  const [count, length] = [numberOf(value), unitLength(entities, refOf(base), step + 1)];
  return count === null || length === null ? null : count * length;
}

/** Millimetres in the unit of length of a representation's context; null where it states none. */
export function contextLength(entities: StepEntities, context: number | null): number | null {
  const [units] = entities.parameters(context, "GLOBAL_UNIT_ASSIGNED_CONTEXT") ?? [];
  for (const unit of refsOf(units)) {
    if (!entities.get(unit)?.parts.has("LENGTH_UNIT")) continue;
    const length = unitLength(entities, unit);
    if (length !== null && length > 0) return length;
  }
  return null;
}
