/**
 * The length unit that a STEP file states.
 *
 * @module
 */
import { MixedUnits } from "../../errors.ts";
import { prefixedMetres } from "./si_prefixes.ts";
import type { StepEntities } from "./text/step_entities.ts";
import { contextLength } from "./step_unit_length.ts";
import type { StepRecord, StepScan } from "./text/step_scan.ts";
import { stepTokens } from "./text/step_tokens.ts";

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
export function fileUnits(bytes: Uint8Array, scan: StepScan): string | null {
  const units = new Map<number, string>();
  for (const record of scan.lengthUnits) {
    const name = unitName(bytes, record);
    if (name !== null && !units.has(record.id)) units.set(record.id, name);
  }
  const counts = new Map<string, number>();
  for (const { start, end } of scan.unitContexts) {
    const tokens = stepTokens(bytes.subarray(start, end));
    const at = tokens.findIndex((token) =>
      token.kind === "other" && token.text === "GLOBAL_UNIT_ASSIGNED_CONTEXT"
    );
    for (const token of tokens.slice(at + 1)) {
      if (token.kind === "other" && token.text === ")") break;
      const unit = token.kind === "reference" ? units.get(token.id) : undefined;
      if (unit !== undefined) counts.set(unit, (counts.get(unit) ?? 0) + 1);
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
  bytes: Uint8Array,
  scan: StepScan,
): { readonly name: string; readonly length: number } | null {
  const name = fileUnits(bytes, scan);
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

function unitName(bytes: Uint8Array, { start, end }: StepRecord): string | null {
  const tokens = stepTokens(bytes.subarray(start, end));
  const text = tokens.map((token) => token.kind === "other" ? token.text : "");
  const conversion = text.indexOf("CONVERSION_BASED_UNIT");
  const name = conversion < 0 ? undefined : tokens[conversion + 2];
  if (name?.kind === "string") {
    const lower = name.text.trim().toLowerCase();
    return NAMES[lower] ?? lower;
  }
  const si = text.indexOf("SI_UNIT");
  if (si < 0) return null;
  const prefix = text[si + 2];
  return prefix === "$" ? "m" : prefixedMetres(prefix);
}
