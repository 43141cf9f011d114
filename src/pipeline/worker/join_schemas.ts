/** The schema of an item that several tasks encode. @module */
import { UsageError } from "../../base/errors.ts";
import type { GroupSchema, Schema } from "../../storage/schema/schema.ts";

/**
 * A schema that allows what either of two does.
 *
 * @throws UsageError when they declare an array, or a group's rows, differently
 */
export function joinSchemas(a: Schema, b: Schema): Schema {
  if (a === b || JSON.stringify(a) === JSON.stringify(b)) return a;
  const groups: Record<string, GroupSchema> = { ...a.groups };
  for (const [name, group] of Object.entries(b.groups)) {
    groups[name] = Object.hasOwn(groups, name) ? joinGroups(name, groups[name], group) : group;
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

function joinGroups(name: string, a: GroupSchema, b: GroupSchema): GroupSchema {
  if (a.baseDimension !== b.baseDimension) {
    refuse(name, `rows of '${a.baseDimension}'`, `rows of '${b.baseDimension}'`);
  }
  const arrays = { ...a.arrays };
  for (const [key, array] of Object.entries(b.arrays)) {
    const other = Object.hasOwn(arrays, key) ? arrays[key] : array;
    const [found, expected] = [array, other].map(({ dims, dtype }) =>
      `${dtype} (${dims.join(", ")})`
    );
    if (found !== expected) refuse(`${name}/${key}`, expected, found);
    arrays[key] = other;
  }
  return { ...a, arrays };
}

function refuse(key: string, expected: string, found: string): never {
  throw new UsageError(
    `Cannot encode an item by several tasks: their schemas must agree, and '${key}' has ` +
      `${expected} in one and ${found} in another. Use one schema for both.`,
    { data: { key, expected, found } },
  );
}
