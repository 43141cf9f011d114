/** Which columns, vocabularies and splits differ between two datasets. @module */
import type { DatasetReader } from "../read/reader.ts";
import type { TableValue } from "../read/parquet_table.ts";
import { splitNames, subsetsOfSplit } from "../read/subsets_of_split.ts";
import { type Difference, NONE, oneSided, type Pair, type Some } from "./difference.ts";

/** What says which sample it is, or where it stands: compared as such, or of no meaning. */
export const PLACES = new Set([
  "id",
  "file_id",
  "flow_name",
  "table_name",
  "subset",
  "name",
  "file",
  "file_hash",
  "file_modified",
  "body_index",
]);

/** The columns of the infoset that came, went, or have other values. */
export async function columnDifferences(
  old: DatasetReader,
  now: DatasetReader,
  pairs: readonly Pair[],
  ignored: ReadonlySet<string>,
  some: Some,
): Promise<Difference[]> {
  const [olds, nows] = [old, now].map((reader) => {
    const coded = [...reader.vocabularies.keys()].map((key) => `${key}_code`);
    return (reader.infoset?.columns ?? []).filter((name) =>
      !PLACES.has(name) && !ignored.has(name) && !coded.includes(name)
    );
  });
  const differences = oneSided("column", olds, nows);
  for (const name of nows) {
    if (!olds.includes(name)) continue;
    const [a, b] = [await old.infoColumn(name), await now.infoColumn(name)];
    const changed = pairs.filter((pair) => !sameValue(a[pair.old], b[pair.now]));
    if (changed.length === 0) continue;
    const numbers = changed.map((pair) => Math.abs(Number(a[pair.old]) - Number(b[pair.now])));
    const isNumber = changed.every((pair) => typeof b[pair.now] === "number");
    const [first] = changed;
    differences.push({
      of: "column",
      name,
      change: "values",
      detail: `${shown(a[first.old])} -> ${shown(b[first.now])}`,
      samples: changed.length,
      largest: isNumber ? numbers.reduce((most, one) => Math.max(most, one), 0) : null,
      examples: some(changed.map((pair) => pair.now)),
    });
  }
  return differences;
}

function sameValue(a: TableValue, b: TableValue): boolean {
  return Object.is(a, b) || shown(a) === shown(b);
}

function shown(value: TableValue): string {
  if (value instanceof Date) return value.toISOString();
  return value === null ? "none" : String(value);
}

/** Names that came or went, and codes that stand for another name. */
export function vocabularyDifferences(old: DatasetReader, now: DatasetReader): Difference[] {
  const differences = oneSided("vocabulary", old.vocabularies.keys(), now.vocabularies.keys());
  for (const [name, { ids }] of now.vocabularies) {
    const before = old.vocabularies.get(name)?.ids;
    if (before === undefined) continue;
    const all = new Set([...before.keys(), ...ids.keys()]);
    const changes = [...all].filter((one) => before.get(one) !== ids.get(one))
      .map((one) => `${one} ${before.get(one) ?? "none"} -> ${ids.get(one) ?? "none"}`);
    if (changes.length === 0) continue;
    const detail = changes.slice(0, 5).join(", ");
    differences.push({ of: "vocabulary", name, change: "values", detail, ...NONE });
  }
  return differences;
}

/** The splits that came, went, or put samples elsewhere. */
export async function splitDifferences(
  old: DatasetReader,
  now: DatasetReader,
  pairs: readonly Pair[],
  some: Some,
): Promise<Difference[]> {
  const [olds, nows] = [await splitNames(old), await splitNames(now)];
  const differences = oneSided("split", olds, nows);
  for (const name of nows) {
    if (!olds.includes(name)) continue;
    const [a, b] = [await subsetsOfSplit(old, name), await subsetsOfSplit(now, name)];
    const moved = pairs.filter((pair) => a[pair.old] !== b[pair.now]);
    if (moved.length === 0) continue;
    const ways = new Map<string, number>();
    for (const pair of moved) {
      const way = `${a[pair.old] ?? "none"} -> ${b[pair.now] ?? "none"}`;
      ways.set(way, (ways.get(way) ?? 0) + 1);
    }
    differences.push({
      of: "split",
      name,
      change: "values",
      detail: [...ways].map(([way, count]) => `${count} ${way}`).join(", "),
      samples: moved.length,
      largest: null,
      examples: some(moved.map((pair) => pair.now)),
    });
  }
  return differences;
}
