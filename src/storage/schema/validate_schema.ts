/**
 * What samples lack, or have otherwise than their schema says.
 *
 * @module
 */
import type { MetadataValue } from "../data_storage.ts";
import type { LabelledSample } from "../encoded_file.ts";
import type { Schema } from "./schema.ts";

/** The problems as sentences, none where all fits. */
export function schemaProblems(
  schema: Schema,
  samples: readonly LabelledSample[],
  fileMetadata: ReadonlyMap<string, MetadataValue>,
): string[] {
  const problems: string[] = [];
  for (const [group, { arrays }] of Object.entries(schema.groups)) {
    for (const [array, spec] of Object.entries(arrays)) {
      const key = `${group}/${array}`;
      for (const { label, store } of samples) {
        const stored = store.arrays.get(key);
        if (stored === undefined) {
          problems.push(`'${key}' is in the schema, and was not saved for ${label}`);
        } else if (
          stored.spec.dtype !== spec.dtype || stored.spec.dims.length !== spec.dims.length
        ) {
          const expected = `${spec.dtype} (${spec.dims.join(", ")})`;
          const found = `${stored.spec.dtype} (${stored.spec.dims.join(", ")})`;
          problems.push(`'${key}' is ${expected} in the schema, and ${found} for ${label}`);
        }
      }
    }
  }
  for (const { name, required = true } of schema.metadata) {
    if (!required || name.includes("*") || fileMetadata.has(name)) continue;
    const lacking = samples.find(({ store }) => !store.metadata.has(name));
    if (lacking === undefined) continue;
    problems.push(`metadata '${name}' is in the schema, and was not saved for ${lacking.label}`);
  }
  return problems;
}
