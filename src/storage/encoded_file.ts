/**
 * One encoded file as plain data: the arrays of all its samples end to end, and what is known
 * of them. Every form of a file on disk is written from this.
 *
 * @module
 */
import type { ArraySpec, NdArray } from "./array.ts";
import { createTyped } from "./array_type.ts";
import { isOneASample } from "./body_rows.ts";
import type { BodySummary, JsonMetadata, SourceInfo } from "./data_storage.ts";
import type { SampleStore } from "./sample_store.ts";
import { type Schema, splitKey } from "./schema/schema.ts";
import { SchemaViolation } from "./storage_errors.ts";

/** The version of the layout. A reader refuses a higher one. */
export const DATA_FORMAT = 1;

/** What the root attributes of a `.data` file say, under `trunnion`. */
export interface EncodedAttributes {
  /** The version of the layout. */
  readonly format: number;
  /** The file's name without its extension. */
  readonly name: string;
  /** The CAD file, where one was named. */
  readonly source: SourceInfo | null;
  /** Its samples. */
  readonly bodies: readonly BodySummary[];
  /** What is known of the file as a whole. */
  readonly metadata: Readonly<Record<string, JsonMetadata>>;
  /** What was agreed to be saved, where that was said. */
  readonly schema: Schema | null;
  /** The feature profile, where the encoder pushed one. */
  readonly profile: string | number | null;
}

/** A declared array with the rows of all samples. */
interface EncodedArray {
  readonly spec: ArraySpec;
  readonly array: NdArray;
}

/** A group with the rows of all samples. */
interface EncodedGroup {
  /** How many rows each sample has, in the order of the samples. */
  readonly rowsPerBody: readonly number[];
  readonly arrays: ReadonlyMap<string, EncodedArray>;
}

/** One encoded file. */
export interface EncodedFile {
  readonly attributes: EncodedAttributes;
  readonly groups: ReadonlyMap<string, EncodedGroup>;
}

/** A sample with what its errors call it. */
export interface LabelledSample {
  readonly label: string;
  readonly store: SampleStore;
}

/**
 * Puts the samples' arrays end to end, group by group.
 *
 * @throws {SchemaViolation} if samples do not agree on a group's arrays, types or inner sizes
 */
export function gatherGroups(samples: readonly LabelledSample[]): Map<string, EncodedGroup> {
  const names = new Map<string, Set<string>>();
  for (const { store } of samples) {
    for (const key of store.arrays.keys()) {
      const { group, array } = splitKey(key)!;
      if (!names.has(group)) names.set(group, new Set());
      names.get(group)!.add(array);
    }
  }
  const groups = new Map<string, EncodedGroup>();
  for (const [group, arrays] of names) {
    const rowsPerBody = samples.map(({ store }) => store.rowsOf(group) ?? 0);
    const gathered = new Map<string, EncodedArray>();
    for (const array of arrays) gathered.set(array, gatherArray(samples, group, array));
    for (const [array, { spec, array: { shape } }] of gathered) {
      if (!isOneASample(spec) || shape[0] === samples.length) continue;
      throw new SchemaViolation({
        group,
        array,
        expected: `one row for each of the ${samples.length} bodies`,
        found: `${shape[0]} rows`,
        advice: "Save the array for each body, or declare what stands where it is missing: " +
          "createArray(name, dims, dtype, description, { missing })",
      });
    }
    groups.set(group, { rowsPerBody, arrays: gathered });
  }
  return groups;
}

/** One array of all samples. A single sample's is passed on as it is. */
export function gatherArray(
  samples: readonly LabelledSample[],
  group: string,
  array: string,
): EncodedArray {
  const key = `${group}/${array}`;
  const parts = samples.flatMap(({ label, store }) => {
    const stored = store.arrays.get(key);
    if (stored !== undefined) return [{ label, stored }];
    const rows = store.rowsOf(group);
    if (rows === null || rows === 0) return [];
    throw new SchemaViolation({
      group,
      array,
      expected: "the array in every body that has rows of its group",
      found: `none in ${label}, which has ${rows} rows there`,
      advice: "Save all arrays of a group for each body, or none",
    });
  });
  // An array without rows has no say: its inner sizes may be anything.
  const model = parts.find(({ stored }) => stored.array.shape[0] > 0) ?? parts[0];
  const { spec, array: first } = model.stored;
  const inner = first.shape.slice(1);
  let rows = 0;
  for (const { label, stored } of parts) {
    const own = stored.array.shape;
    if (own[0] === 0) continue;
    rows += own[0];
    if (stored.spec.dtype === spec.dtype && own.slice(1).join() === inner.join()) continue;
    throw new SchemaViolation({
      group,
      array,
      expected: `${spec.dtype} rows of ${inner.join(" x ") || "one number"}, as in ${model.label}`,
      found: `${stored.spec.dtype} rows of ${own.slice(1).join(" x ") || "one number"} in ${label}`,
    });
  }
  if (parts.length === 1) return { spec, array: first };
  const data = createTyped(spec.dtype, inner.reduce((product, size) => product * size, rows));
  let at = 0;
  for (const { stored } of parts) {
    const part = stored.array.data;
    if (stored.array.shape[0] === 0) continue;
    if (data instanceof BigInt64Array) data.set(part as BigInt64Array, at);
    else data.set(part as Exclude<typeof part, BigInt64Array>, at);
    at += part.length;
  }
  return { spec, array: { data, shape: [rows, ...inner] } };
}
