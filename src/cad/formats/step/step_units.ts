/**
 * The length unit that a STEP file states.
 *
 * @module
 */
import { MixedUnits } from "../../errors.ts";
import { prefixedMetres } from "./si_prefixes.ts";
import type { StepEntities } from "./text/step_entities.ts";
import { contextLength, contextUnits } from "./unit_sizes.ts";

/** Names that files give to units, and one name for each. */
const NAMES: Readonly<Record<string, string>> = {
  metre: "m",
  meter: "m",
  m: "m",
  millimetre: "mm",
  millimeter: "mm",
  mm: "mm",
  centimetre: "cm",
  centimeter: "cm",
  cm: "cm",
  in: "inch",
  inches: "inch",
  ft: "foot",
  feet: "foot",
};

/**
 * The unit of length in which the coordinates of a file are written, lower case: `"mm"`, `"cm"`,
 * `"m"`, `"inch"`, `"foot"`, or what the file calls it. Where parts of the file are written in
 * different units, all of them, the most frequent first: `"mm+inch"`. Null where the file states
 * none.
 *
 * Numbers are in the unit of their representation's context, so that a unit which no context
 * refers to (one that another unit is defined by, say) does not count.
 */
export function fileUnits(entities: StepEntities): string | null {
  const counts = new Map<string, number>();
  for (const { id } of entities.ofType("GLOBAL_UNIT_ASSIGNED_CONTEXT")) {
    for (const unit of contextUnits(entities, id)) {
      const name = unitName(entities, unit);
      if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  const names = [...counts].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  return names.length === 0 ? null : names.join("+");
}

/**
 * The one unit of length of a file, by its name and in millimetres; null where it states none.
 *
 * @throws {MixedUnits} where parts of the file are written in different units
 */
export function fileUnitLength(
  entities: StepEntities,
): { readonly name: string; readonly length: number } | null {
  const name = fileUnits(entities);
  if (name === null) return null;
  const contexts = entities.ofType("GLOBAL_UNIT_ASSIGNED_CONTEXT");
  const lengths = contexts.map(({ id }) => contextLength(entities, id)).filter((x) => x !== null);
  if (new Set(lengths).size > 1) {
    throw new MixedUnits(
      `Cannot keep the file's unit of length: it must have one, found ${name}. Load it in ` +
        "millimetres, with units: 'mm'.",
      { data: { units: name } },
    );
  }
  return lengths.length === 0 ? null : { name, length: lengths[0] };
}

/** What a unit of length is called; null for one of something else. */
function unitName(entities: StepEntities, id: number): string | null {
  const parts = entities.get(id)?.parts;
  const [prefix, si] = parts?.get("SI_UNIT")?.slice(-2) ?? [];
  const isLength = parts?.has("LENGTH_UNIT") || (si?.kind === "enumeration" && si.name === "METRE");
  if (!isLength) return null;
  const [name] = parts?.get("CONVERSION_BASED_UNIT")?.slice(-2) ?? [];
  if (name?.kind === "string") {
    const lower = name.text.trim().toLowerCase();
    return Object.hasOwn(NAMES, lower) ? NAMES[lower] : lower;
  }
  if (si === undefined) return null;
  return prefix.kind === "enumeration" ? prefixedMetres(prefix.name) : "m";
}
