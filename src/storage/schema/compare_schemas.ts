/**
 * What has changed from one version of a schema to the next.
 *
 * @module
 */
import { requireSchema } from "./schema_builder.ts";
import type { ArraySchema, MetadataRule, Schema } from "./schema.ts";

/** One difference between two schemas. */
export interface SchemaChange {
  /** What differs. */
  readonly of: "group" | "array" | "metadata";
  /** Its name: `labels`, `labels/family`, `material`. */
  readonly name: string;
  /** What became of it. */
  readonly change: "added" | "removed" | "changed";
  /** Whether samples by the one schema cannot stand in a dataset beside samples by the other. */
  readonly breaking: boolean;
  /** The change in words. */
  readonly sentence: string;
}

/** What {@linkcode compareSchemas} finds. */
export interface SchemaComparison {
  /** Whether samples by both can stand in one dataset. */
  readonly compatible: boolean;
  /** The differences, none where the schemas say the same. */
  readonly changes: readonly SchemaChange[];
  /** What to do about the version, such as `raise it from 1.0 to 2.0`; null where it fits. */
  readonly version: string | null;
}

/**
 * Compares two versions of a schema.
 *
 * A change is breaking where samples encoded by one cannot be merged with samples encoded by the
 * other: an array of another type or with other dimensions, or one that only one of them has and
 * that has no missing value. A range, a description or a list of values breaks nothing.
 *
 * @param before The older schema.
 * @param after The newer one.
 *
 * @example
 * ```ts
 * import { compareSchemas, SchemaBuilder } from "trunnion";
 *
 * const before = new SchemaBuilder({ domain: "parts" }).build();
 * const builder = SchemaBuilder.from(before, { version: "1.1" });
 * builder.createGroup("labels", "body")
 *   .createArray("family", ["body"], "int32", "", { missing: -1 });
 * const { compatible, changes, version } = compareSchemas(before, builder.build());
 * console.log(compatible, changes.length, version); // true 2 null
 * ```
 */
export function compareSchemas(before: Schema, after: Schema): SchemaComparison {
  for (const schema of [before, after]) requireSchema("compare schemas", schema);
  const changes = [...groupChanges(before, after), ...metadataChanges(before, after)];
  const breaking = changes.some((change) => change.breaking);
  return {
    compatible: !breaking,
    changes,
    version: changes.length === 0 ? null : versionAdvice(before.version, after.version, breaking),
  };
}

function* groupChanges(before: Schema, after: Schema): Generator<SchemaChange> {
  for (const name of namesOf(before.groups, after.groups)) {
    const [old, now] = [before.groups, after.groups].map((groups) =>
      Object.hasOwn(groups, name) ? groups[name] : null
    );
    const what = { of: "group", name } as const;
    if (old === null || now === null) {
      const change = old === null ? "added" : "removed";
      yield { ...what, change, breaking: false, sentence: `group '${name}' was ${change}` };
    } else if (old.baseDimension !== now.baseDimension) {
      const sentence = `group '${name}' has rows of '${now.baseDimension}', and had rows of ` +
        `'${old.baseDimension}'`;
      yield { ...what, change: "changed", breaking: true, sentence };
      continue;
    }
    yield* arrayChanges(name, old?.arrays ?? {}, now?.arrays ?? {});
  }
}

type Arrays = Readonly<Record<string, ArraySchema>>;

function* arrayChanges(group: string, before: Arrays, after: Arrays): Generator<SchemaChange> {
  for (const array of namesOf(before, after)) {
    const [old, now] = [before, after].map((arrays) =>
      Object.hasOwn(arrays, array) ? arrays[array] : null
    );
    const name = `${group}/${array}`;
    const what = { of: "array", name } as const;
    if (old === null || now === null) {
      const change = old === null ? "added" : "removed";
      const breaking = (old ?? now)!.missing === undefined;
      const why = breaking
        ? "; it has no missing value to stand for it in samples that lack it"
        : "";
      yield { ...what, change, breaking, sentence: `array '${name}' was ${change}${why}` };
      continue;
    }
    const [found, earlier] = [now, old].map(formOf);
    if (found === earlier) continue;
    const breaking = now.dtype !== old.dtype || now.dims.length !== old.dims.length ||
      !Object.is(now.missing, old.missing) || otherCodes(old.codes, now.codes);
    const sentence = `array '${name}' is ${found}, and was ${earlier}`;
    yield { ...what, change: "changed", breaking, sentence };
  }
}

/** Whether a number stands for something else than before. */
function otherCodes(old: ArraySchema["codes"] = {}, now: ArraySchema["codes"] = {}): boolean {
  const names = new Map(Object.entries(old).map(([name, code]) => [code, name]));
  return Object.entries(now).some(([name, code]) =>
    (names.get(code) ?? name) !== name || (Object.hasOwn(old, name) && old[name] !== code)
  );
}

function formOf({ dims, dtype, missing, range, codes }: ArraySchema): string {
  return `${dtype} (${dims.join(", ")})` +
    (missing === undefined ? "" : `, missing ${missing}`) +
    (range === undefined ? "" : `, range ${JSON.stringify(range)}`) +
    (codes === undefined ? "" : `, codes ${JSON.stringify(codes)}`);
}

function* metadataChanges(before: Schema, after: Schema): Generator<SchemaChange> {
  const [olds, nows] = [before, after].map(({ metadata }) =>
    Object.fromEntries(metadata.map((rule) => [rule.name, rule]))
  );
  for (const name of namesOf(olds, nows)) {
    const what = { of: "metadata", name } as const;
    const [old, now]: (MetadataRule | undefined)[] = [olds[name], nows[name]];
    if (old === undefined || now === undefined) {
      const change = old === undefined ? "added" : "removed";
      yield { ...what, change, breaking: false, sentence: `metadata '${name}' was ${change}` };
      continue;
    }
    const { description: _, ...form } = now;
    const { description: __, ...earlier } = old;
    if (JSON.stringify(form) === JSON.stringify(earlier)) continue;
    const breaking = now.kind !== old.kind || now.dtype !== old.dtype;
    const sentence = breaking
      ? `metadata '${name}' is ${now.kind} ${now.dtype}, and was ${old.kind} ${old.dtype}`
      : `metadata '${name}' may have other values, or be missing`;
    yield { ...what, change: "changed", breaking, sentence };
  }
}

function namesOf(before: object, after: object): Set<string> {
  return new Set([...Object.keys(before), ...Object.keys(after)]);
}

/** As semantic versions go: what breaks raises the first number, what adds the second. */
function versionAdvice(before: string, after: string, breaking: boolean): string | null {
  const [old, now] = [before, after].map((version) => /^(\d+)\.(\d+)/.exec(version));
  if (old === null || now === null) {
    return before === after ? `change it, it is '${after}' in both` : null;
  }
  const [major, minor] = [Number(old[1]), Number(old[2])];
  const raised = Number(now[1]) > major ||
    (!breaking && Number(now[1]) === major && Number(now[2]) > minor);
  if (raised) return null;
  return `raise it from ${before} to ${breaking ? `${major + 1}.0` : `${major}.${minor + 1}`}`;
}
