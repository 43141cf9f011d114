/**
 * One schema of two.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import type { GroupSchema, Schema } from "./schema.ts";

/**
 * A schema that allows what either of two does.
 *
 * @param attempt what was attempted, for the error: `encode an item by several tasks`
 * @throws UsageError when they declare an array, or a group's rows, differently
 */
export function joinSchemas(attempt: string, a: Schema, b: Schema): Schema {
  if (a === b || JSON.stringify(a) === JSON.stringify(b)) return a;
  const groups: Record<string, GroupSchema> = { ...a.groups };
  for (const [name, group] of Object.entries(b.groups)) {
    groups[name] = Object.hasOwn(groups, name)
      ? joinGroups(attempt, name, groups[name], group)
      : group;
  }
  const own = new Set(a.metadata.map((rule) => rule.name));
  const parts = new Set([...a.domain.split("+"), ...b.domain.split("+")]);
  return {
    domain: [...parts].join("+"),
    version: a.version === b.version ? a.version : `${a.version}+${b.version}`,
    groups,
    metadata: [...a.metadata, ...b.metadata.filter((rule) => !own.has(rule.name))],
  };
}

function joinGroups(
  attempt: string,
  name: string,
  a: GroupSchema,
  b: GroupSchema,
): GroupSchema {
  if (a.baseDimension !== b.baseDimension) {
    refuse(attempt, name, `rows of '${a.baseDimension}'`, `rows of '${b.baseDimension}'`);
  }
  const arrays = { ...a.arrays };
  for (const [key, array] of Object.entries(b.arrays)) {
    const other = Object.hasOwn(arrays, key) ? arrays[key] : array;
    const [found, expected] = [array, other].map(({ dims, dtype }) =>
      `${dtype} (${dims.join(", ")})`
    );
    if (found !== expected) refuse(attempt, `${name}/${key}`, expected, found);
    arrays[key] = other;
  }
  return { ...a, arrays };
}

function refuse(attempt: string, key: string, expected: string, found: string): never {
  throw new UsageError(
    `Cannot ${attempt}: their schemas must agree, and '${key}' has ${expected} in one and ` +
      `${found} in another. Use one schema for both.`,
    { data: { key, expected, found } },
  );
}
